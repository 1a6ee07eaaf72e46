"""How a control is set, by what it is for: main act, outlined, footer, row, choice, key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from ui.theme import LABEL, MAIN_ACT, SECOND, SMALL, TARGET, TIGHT_ACT, TYPE_SCALE


class Fill(Enum):
    """How the box is painted: as an act (filled if main), as a quiet one of the footer, or not at all."""

    ACT = "act"
    QUIET = "quiet"
    FLAT = "flat"


@dataclass(frozen=True)
class ButtonStyle:
    """How a control is set, in mm. Type and icons grow with the resident's choice, ``least`` does not."""

    label: float = LABEL
    hint: float = SMALL
    icon: float = 11.5
    least: float = MAIN_ACT
    pad_x: float = 9.0
    pad_y: float = 4.0
    gap: float = 5.0
    fill: Fill = Fill.ACT
    centred: bool = False
    icon_above: bool = False
    bold: bool = True


ACT = ButtonStyle()
WELCOME_ACT = ButtonStyle(label=16.0, least=36.0, icon=13.0)
FACE = ButtonStyle(icon=25.0, least=33.0)
FOOTER_PORTRAIT = ButtonStyle(
    label=SMALL,
    icon=8.5,
    least=25.5,
    pad_x=1.5,
    pad_y=2.0,
    gap=0.5,
    fill=Fill.QUIET,
    centred=True,
    icon_above=True,
)
FOOTER_LANDSCAPE = ButtonStyle(
    label=SMALL, icon=8.0, least=21.0, pad_x=3.0, pad_y=2.0, gap=2.0, fill=Fill.QUIET, centred=True
)
FOOTER_DENSE = replace(FOOTER_LANDSCAPE, icon=6.0, least=TARGET, pad_x=1.0, pad_y=0.5, gap=1.0)
ROW = ButtonStyle(label=SECOND, icon=7.0, least=TARGET, pad_x=3.0, pad_y=2.0, gap=1.2, centred=True)
CHOICE = ButtonStyle(label=10.0, icon=8.0, least=23.0, pad_x=2.5, pad_y=2.0, gap=2.0, centred=True)
KEY = ButtonStyle(label=10.0, icon=6.5, least=TARGET, pad_x=0.5, pad_y=1.0, gap=0.5, centred=True, bold=False)
DIGIT = ButtonStyle(label=16.0, icon=12.0, least=MAIN_ACT, pad_x=1.0, pad_y=2.0, gap=1.0, centred=True)
SCROLL = ButtonStyle(
    label=SMALL,
    icon=10.0,
    least=24.0,
    pad_x=0.5,
    pad_y=1.0,
    gap=0.5,
    centred=True,
    icon_above=True,
    bold=False,
)
PAD_WORD = ButtonStyle(label=10.0, icon=10.0, pad_x=1.0, pad_y=1.0, gap=2.0, centred=True)
PAD_WORD_ABOVE = replace(PAD_WORD, label=SMALL, icon_above=True, icon=7.0, gap=0.5)
HOME = ButtonStyle(
    label=SMALL, icon=7.5, least=TARGET, pad_x=2.5, pad_y=1.0, gap=1.5, fill=Fill.FLAT, centred=True
)


def compacted(button_style: ButtonStyle) -> ButtonStyle:
    """The same for a crowded screen: one step down the type scale, and as low as a main act may be."""
    label = max(SECOND, max(mm for mm in TYPE_SCALE if mm < button_style.label))
    return replace(
        button_style,
        label=label,
        icon=button_style.icon * 0.8,
        least=TIGHT_ACT,
        pad_x=5.0,
        pad_y=1.5,
        gap=3.0,
    )
