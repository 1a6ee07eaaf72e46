"""Traditional Chinese characters as simplified ones: Whisper mixes the two, residents read one.

``simplified.txt`` is a line a pair, from OpenCC's TSCharacters (Apache-2.0). A character that GB 2312 holds
is simplified already and stays (著 in 著名), but for a few that are hardly ever meant. Run by hand, this
module writes it anew: python -m speech.engines.simplified TSCharacters.txt
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("simplified.txt")
_ALSO = "後於麽菸乾"
"""In GB 2312 as surnames and the like; said to a kiosk they are 后, 于, 么, 烟 and 干."""


def simplified(text: str) -> str:
    """``text`` with each traditional character as the simplified one; its length stays."""
    return text if text.isascii() else text.translate(_pairs())


@lru_cache(maxsize=1)
def _pairs() -> dict[int, str]:
    lines = TABLE.read_text(encoding="utf-8").split()
    return {ord(line[0]): line[1] for line in lines}


def _is_simplified(character: str) -> bool:
    if character in _ALSO:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def main(source: Path) -> None:
    """Write the table from OpenCC's: a traditional character, a tab, the simplified ones, best first."""
    pairs = []
    for line in source.read_text(encoding="utf-8").splitlines():
        traditional, _, others = line.partition("\t")
        simple = others.split(" ")[0]
        if (
            len(traditional) == len(simple) == 1
            and _is_simplified(simple)
            and not _is_simplified(traditional)
        ):
            pairs.append(traditional + simple)
    TABLE.write_text("\n".join(sorted(pairs)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
