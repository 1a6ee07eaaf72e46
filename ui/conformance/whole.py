"""Whole: nothing cut off, broken, covered, missing or beyond the sides; one question a screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect

from kiosk.conversation.view import LampState, View
from ui.conformance.looked import Looked, Reading, Seen, each
from ui.widgets.pieces import grouped

_FREE_SPEECH = ("speak", "place", "mend")


def measure(looked: Looked) -> Iterator[Reading]:
    """By the boxes of what is written and by what the view asks to be written."""
    yield from each([*_cut(looked), *_missing(looked), *_over(looked)], "lines.cut")
    yield from each(list(_sideways(looked)), "lines.sideways")
    yield from each(list(_questions(looked.view)), "lines.question")
    yield from each(list(_unmarked(looked)), "captions.marked")
    view = looked.view
    there = {control.code for control in looked.controls if control.isEnabled()}
    near = view.screen == "comfort" or "comfort" in there
    yield from each([] if near else [view.screen], "comfort.near")
    if view.screen in _FREE_SPEECH and view.lamp.state is LampState.LISTENING:
        yield from each([] if "finish" in there else [view.screen], "listening.finish")
    if view.error:
        shown = any(_bare(view.error) in _bare(seen.written.paragraph.text) for seen in looked.texts)
        yield from each([] if shown else [view.error], "errors.shown")


def _cut(looked: Looked) -> Iterator[str]:
    for seen in looked.texts:
        if not seen.written.paragraph.whole:
            yield f"a word is broken: {seen.text}"
        if not looked.rolled(seen.widget) and not _stands(seen):
            yield f"cut off: {seen.text}"


def _stands(seen: Seen) -> bool:
    """Whether all of its lines show; the air above and below letters may go, and a pixel at each side."""
    air = round(seen.written.paragraph.em * 0.15)
    return seen.clip.adjusted(-2, -air, 2, air).contains(seen.box)


def _missing(looked: Looked) -> Iterator[str]:
    there = "\n".join(_bare(seen.written.paragraph.text) for seen in looked.texts)
    for text in _wanted(looked.view):
        if _bare(text) not in there:
            yield f"missing: {text[:24]}"


def _wanted(view: View) -> list[str]:
    found = [*view.question, view.hint, view.label, view.error, grouped(view.number)]
    found += [word.text for word in view.words] + [note.text for note in view.notes]
    found += [text for row in view.rows for text in (row.label, row.value)]
    acts = [*view.acts, *view.foot, *view.keypad, *(act for row in view.rows for act in row.acts)]
    found += [text for act in acts for text in (act.label, act.hint)]
    return [text for text in found if text.strip()]


def _bare(text: str) -> str:
    return "".join(text.split())


def _over(looked: Looked) -> Iterator[str]:
    """Texts that lie upon each other, and texts that lie upon a control they are no part of."""
    rolls = {id(seen): looked.rolled(seen.widget) for seen in looked.texts}
    for a, b in combinations(looked.texts, 2):
        if rolls[id(a)] is rolls[id(b)] and _core(a).intersects(_core(b)):
            yield f"{a.text} lies upon {b.text}"
    boxes = [(control, looked.box(control), looked.rolled(control)) for control in looked.controls]
    for seen in looked.texts:
        for control, box, roll in boxes:
            own = seen.widget is control or control.isAncestorOf(seen.widget)
            if not own and rolls[id(seen)] is roll and _core(seen).intersects(box):
                yield f"{seen.text} lies upon {control.code}"


def _core(seen: Seen) -> QRect:
    """A text without the air above and below its letters."""
    air = round(seen.written.paragraph.em * 0.2)
    return seen.box.adjusted(0, air, 0, -air)


def _sideways(looked: Looked) -> Iterator[str]:
    width = looked.window.width()
    for control in looked.controls:
        box = looked.box(control)
        if box.left() < 0 or box.right() >= width:
            yield control.code
    for seen in looked.texts:
        if seen.box.left() < -1 or seen.box.right() > width:
            yield seen.text


def _questions(view: View) -> Iterator[str]:
    """A heading of one sentence a language; and at most one question among what the screen says itself."""
    spoken = {act.language for act in view.acts if act.language}
    asked = sum(sentence.count("?") + sentence.count("？") for sentence in view.question)
    if not view.question or view.headings > max(1, len(spoken)) or asked > max(1, len(spoken)):
        yield f"{view.screen}: {' '.join(view.question)}"


def _unmarked(looked: Looked) -> Iterator[str]:
    for sentence in looked.view.question:
        looked.window.mark_text(sentence)
        if not looked.screen.question.marked:
            yield sentence
    looked.window.mark_text("")
