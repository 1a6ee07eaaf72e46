"""Write pinyin_words.txt: Mandarin's frequent words by how they are typed (run by hand).

Words and their frequencies are jieba's dictionary (MIT), their readings pypinyin's (MIT); what residents
write about, in the pack's own texts, counts as much. At run time the table is read in some 30 ms.
Usage: python -m kiosk.understanding.training.pinyin_words, after pip install --group tables
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from pathlib import Path

from kiosk.languages.pinyin import TABLE
from kiosk.packs import load_pack

MOST = 45_000  # words; rarer ones are typed character by character
LONGEST = 6
SECOND_READING = 150  # what a character costs more by each reading that is not its first
OURS = 0.5  # how much the pack's texts count against the language at large
LEXICON = 420  # what a word of the pack's lexicon costs at most
_TEXTS = ("phrases.txt", "stories.txt", "answers.toml", "categories.toml", "prompts.toml", "urgency.toml")


def main() -> None:
    """Write the table: a line a pinyin (syllables parted by ', ü as v), then word and cost, likeliest first.

    The cost is -100 log10 of the word's share of all words.
    """
    import jieba
    from pypinyin import Style, lazy_pinyin, pinyin

    counts: dict[str, int] = {}
    for line in Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        if len(word) <= LONGEST and _han(word):
            counts[word] = int(count)
    pack = load_pack("zh-CN")
    lexicon = {w for w in (pack.folder / "lexicon.txt").read_text(encoding="utf-8").split() if _han(w)}
    lexicon |= {c.name for c in pack.categories}
    texts = "\n".join((pack.folder / name).read_text(encoding="utf-8") for name in _TEXTS)
    ours = Counter(w for run in re.findall("[\u4e00-\u9fff]+", texts) for w in jieba.cut(run, HMM=False))
    total, our_total = sum(counts.values()), sum(ours.values())
    frequent = set(sorted(counts, key=lambda word: -counts[word])[:MOST]) | lexicon | set(ours)
    table: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word in frequent:
        share = (1 - OURS) * counts.get(word, 1) / total + OURS * ours[word] / our_total
        cost = round(-100 * math.log10(share))
        if word in lexicon and len(word) > 1:
            cost = min(cost, LEXICON)
        spelt = ["'".join(lazy_pinyin(word, style=Style.NORMAL, v_to_u=False))]
        if len(word) == 1:
            spelt += pinyin(word, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
        for n, one in enumerate(dict.fromkeys(spelt)):
            if one.replace("'", "").isascii():
                table[one].append((cost + n * SECOND_READING, word))
    lines = (f"{p} " + " ".join(f"{w} {cost}" for cost, w in sorted(table[p])) for p in sorted(table))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _han(word: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in word)


if __name__ == "__main__":
    main()
