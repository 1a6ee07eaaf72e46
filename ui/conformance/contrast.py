"""Contrast: of every text, edge and picture against the pixels that are really behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kiosk.conversation.session import Theme
from ui.conformance.snapshot import Colour, Measurement, Snapshot, changes, contrast, each
from ui.widgets.button_style import Fill
from ui.widgets.control import Control

HIGH = (Theme.YELLOW_ON_BLACK, Theme.BLACK_ON_WHITE)
_INK = 0.002
"""A colour is ink where at least this share of the pixels have it: the middle of strokes."""
_GROUND = 0.06
"""A colour is a ground where at least this share have it; the soft edges of letters spread over many."""
_NEAR = 8


def measure(snapshot: Snapshot) -> Iterator[Measurement]:
    """Texts, edges of controls, their pictures, and whether a state shows without its colour."""
    rule = "contrast.high" if snapshot.view.comfort.theme in HIGH else "contrast.usual"
    for seen in snapshot.texts:
        if isinstance(seen.widget, Control) and not seen.widget.isEnabled():
            continue  # WCAG 1.4.3 leaves out what is out of use; here its edge is broken, too
        colour = snapshot.screen.style_.colour(seen.placed_texts.colour)
        ink = (colour.red(), colour.green(), colour.blue())
        aside = round(seen.placed_texts.paragraph.em / 4)  # so that of a thin letter the ground is seen, too
        for band in seen.line_boxes:
            there = snapshot.pixels.colours(band.adjusted(-aside, 0, aside, 0))
            yield Measurement(rule, of_text(there, ink), seen.text)
    for control in snapshot.controls:
        if not control.isEnabled() or snapshot.visible(control) != snapshot.box(control):
            continue
        if control.button_style.fill is not Fill.FLAT and control is not snapshot.screen.lamp:
            yield Measurement("contrast.parts", _edge(snapshot, control), f"edge of {control.code}")
        picture = control.icon_box()
        if picture is not None:
            there = snapshot.pixels.colours(picture.translated(snapshot.box(control).topLeft()))
            yield Measurement("contrast.parts", of_picture(there), f"icon of {control.code}")
    yield from each(list(_alone(snapshot)), "contrast.alone")
    yield from each(list(_wordless(snapshot)), "contrast.icon")


def of_text(there: Counter[Colour], ink: Colour) -> float:
    """The least contrast of a text with any ground it stands on; 1 where its ink is not to be seen."""
    total = sum(there.values())
    painted = sum(count for colour, count in there.items() if _same(colour, ink))
    if painted < max(3, _INK * total):
        return 1.0
    grounds = [
        colour for colour, count in there.items() if count >= _GROUND * total and not _same(colour, ink)
    ]
    return min((contrast(ink, behind) for behind in grounds), default=1.0)


def of_picture(there: Counter[Colour]) -> float:
    """The contrast of a picture's strongest colour with its ground."""
    total = sum(there.values())
    ground = there.most_common(1)[0][0]
    strong = [colour for colour, count in there.items() if count >= 0.02 * total]
    return max((contrast(colour, ground) for colour in strong), default=1.0)


def _same(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _edge(snapshot: Snapshot, control: Control) -> float:
    """How clearly a control's box stands out from what is around it, at the weaker of two sides."""
    box, picture = snapshot.box(control), snapshot.pixels
    x, y = box.center().x(), box.center().y()
    inward = round(snapshot.per_mm) + 2
    across = [picture.at(box.left() + n, y) for n in range(-3, inward)]
    down = [picture.at(x, box.top() + n) for n in range(-3, inward)]
    return min(max(contrast(line[0], colour) for colour in line[1:]) for line in (across, down))


def _alone(snapshot: Snapshot) -> Iterator[str]:
    """Chosen and dangerous acts that have no icon; acts out of use whose edge is not broken."""
    for control in snapshot.controls:
        if (control.act.chosen or control.act.warn) and control.icon_box() is None:
            yield f"{control.code} is {'chosen' if control.act.chosen else 'a warning'}, without a sign"
        if control.isEnabled() or snapshot.visible(control) != snapshot.box(control):
            continue
        box = snapshot.box(control)
        inset = box.width() // 4
        y = box.top() + max(1, round(0.3 * snapshot.per_mm))
        edge = [snapshot.pixels.at(x, y) for x in range(box.left() + inset, box.right() - inset)]
        if changes(edge) < 4:
            yield f"{control.code} is out of use, and its edge is not broken"


def _wordless(snapshot: Snapshot) -> Iterator[str]:
    for control in snapshot.controls:
        if control.icon_box() is not None and not control.act.label:
            yield f"{control.code} is an icon without a word"
