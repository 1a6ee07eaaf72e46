"""Write syllables.txt: each Mandarin syllable with the characters read so, from pypinyin (run by hand).

At run time a table of 21,000 characters is read in a few milliseconds, where importing pypinyin takes 200.
Usage: python -m kiosk.understanding.training.syllables
"""

from __future__ import annotations

from collections import defaultdict

from pypinyin import Style, lazy_pinyin

from kiosk.languages.sound import TABLE


def main() -> None:
    """Write the table: a line a syllable, toneless, ü as v."""
    readings: dict[str, str] = defaultdict(str)
    for code in (0x3007, *range(0x4E00, 0x9FA6)):
        syllable = lazy_pinyin(chr(code), style=Style.NORMAL, v_to_u=False)[0]
        if syllable.isascii() and syllable.isalpha():
            readings[syllable] += chr(code)
    TABLE.write_text("".join(f"{s} {readings[s]}\n" for s in sorted(readings)), encoding="utf-8")


if __name__ == "__main__":
    main()
