"""Whole: nothing cut off, broken, covered, missing or beyond the sides; one question a screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect

from kiosk.conversation.view import LampState, View
from ui.conformance.snapshot import Measurement, Snapshot, VisibleText, each
from ui.widgets.sheet_texts import grouped_digits

_FREE_SPEECH = ("speak", "place", "mend")


def measure(snapshot: Snapshot) -> Iterator[Measurement]:
    """By the boxes of what is written and by what the view asks to be written."""
    yield from each([*_cut_off(snapshot), *_missing(snapshot), *_overlapping(snapshot)], "lines.cut")
    yield from each(list(_sideways(snapshot)), "lines.sideways")
    yield from each(list(_questions(snapshot.view)), "lines.question")
    yield from each(list(_unhighlighted(snapshot)), "captions.marked")
    view = snapshot.view
    there = {control.code for control in snapshot.controls if control.isEnabled()}
    near = view.screen == "comfort" or "comfort" in there
    yield from each([] if near else [view.screen], "comfort.near")
    if view.screen in _FREE_SPEECH and view.lamp.state is LampState.LISTENING:
        # it can be pressed once words are heard
        standing = any(control.code == "finish" for control in snapshot.controls)
        yield from each([] if standing else [view.screen], "listening.finish")
    if view.error:
        shown = any(_bare(view.error) in _bare(seen.placed_texts.paragraph.text) for seen in snapshot.texts)
        yield from each([] if shown else [view.error], "errors.shown")


def _cut_off(snapshot: Snapshot) -> Iterator[str]:
    for seen in snapshot.texts:
        if not seen.placed_texts.paragraph.unbroken:
            yield f"a word is broken: {seen.text}"
        if not snapshot.scroll_area_of(seen.widget) and not _stands(seen):
            yield f"cut off: {seen.text}"


def _stands(seen: VisibleText) -> bool:
    """Whether all of its lines show; the air above and below letters may go, and a pixel at each side."""
    air = round(seen.placed_texts.paragraph.em * 0.15)
    return seen.clip.adjusted(-2, -air, 2, air).contains(seen.box)


def _missing(snapshot: Snapshot) -> Iterator[str]:
    there = "\n".join(_bare(seen.placed_texts.paragraph.text) for seen in snapshot.texts)
    for text in _wanted(snapshot.view):
        if _bare(text) not in there:
            yield f"missing: {text[:24]}"


def _wanted(view: View) -> list[str]:
    found = [*view.question, view.hint, view.label, view.error, grouped_digits(view.number)]
    found += [word.text for word in view.words] + [note.text for note in view.notes]
    found += [text for row in view.rows for text in (row.label, row.value)]
    acts = [*view.acts, *view.foot, *view.keypad, *(act for row in view.rows for act in row.acts)]
    found += [text for act in acts for text in (act.label, act.hint)]
    return [text for text in found if text.strip()]


def _bare(text: str) -> str:
    return "".join(text.split())


def _overlapping(snapshot: Snapshot) -> Iterator[str]:
    """Texts that lie upon each other, and texts that lie upon a control they are no part of."""
    areas = {id(seen): snapshot.scroll_area_of(seen.widget) for seen in snapshot.texts}
    for a, b in combinations(snapshot.texts, 2):
        if areas[id(a)] is areas[id(b)] and _core(a).intersects(_core(b)):
            yield f"{a.text} lies upon {b.text}"
    boxes = [
        (control, snapshot.box(control), snapshot.scroll_area_of(control)) for control in snapshot.controls
    ]
    for seen in snapshot.texts:
        for control, box, area in boxes:
            own = seen.widget is control or control.isAncestorOf(seen.widget)
            if not own and areas[id(seen)] is area and _core(seen).intersects(box):
                yield f"{seen.text} lies upon {control.code}"


def _core(seen: VisibleText) -> QRect:
    """A text without the air above and below its letters."""
    air = round(seen.placed_texts.paragraph.em * 0.2)
    return seen.box.adjusted(0, air, 0, -air)


def _sideways(snapshot: Snapshot) -> Iterator[str]:
    width = snapshot.window.width()
    for control in snapshot.controls:
        box = snapshot.box(control)
        if box.left() < 0 or box.right() >= width:
            yield control.code
    for seen in snapshot.texts:
        if seen.box.left() < -1 or seen.box.right() > width:
            yield seen.text


def _questions(view: View) -> Iterator[str]:
    """A heading of one sentence a language; and at most one question among what the screen says itself."""
    spoken = {act.language for act in view.acts if act.language}
    asked = sum(sentence.count("?") + sentence.count("？") for sentence in view.question)
    if not view.question or view.headings > max(1, len(spoken)) or asked > max(1, len(spoken)):
        yield f"{view.screen}: {' '.join(view.question)}"


def _unhighlighted(snapshot: Snapshot) -> Iterator[str]:
    for sentence in snapshot.view.question:
        snapshot.window.highlight_text(sentence)
        if not snapshot.screen.question.highlighted:
            yield sentence
    snapshot.window.highlight_text("")
