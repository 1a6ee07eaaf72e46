"""What a screen reader says by itself: more than a new screen's question, errors, captions as they come."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import LampState, View
from ui.accessible import announce
from ui.widgets.question import joined_sentences
from ui.widgets.sheet_texts import grouped_digits, joined_words

SETTLED_MS = 700
"""A caption is told once it has stood this long: a recognizer changes its mind a few times a second."""
_TOLD_LAMPS = (LampState.LISTENING, LampState.OFF)


def announcement(old: View | None, new: View) -> str:
    """What to say of ``new``, which stands in place of ``old``. A new screen's question is said already.

    The screen is a dialog and the question its name: a screen reader says that when the focus enters it. The
    resident's own words are not said by themselves (EN 301 549 5.1.3.8): they are there to be read.
    """
    fresh = old is None or (old.screen, old.language) != (new.screen, new.language)
    heading, rest = new.question[: new.headings], (*new.question[new.headings :], new.hint)
    told: list[str] = []
    if old is None or fresh:
        told += rest if new.acts else (*heading, *rest)
        stop = "。" if new.language.startswith("zh") else "."
        told += (f"{new.label} {grouped_digits(new.number)}{stop}",) if new.number else ()
        if new.screen == "emergency":  # what stands there is the kiosk's own words
            told += [*(word.text.replace("\n", " ") for word in new.words), *(row.name for row in new.rows)]
        told += [note.text for note in new.notes]
    elif (new.question, new.hint) != (old.question, old.hint):
        before = (*old.question, old.hint)
        told += [text for text in (*heading, *rest) if text not in before]
    if new.screen.startswith("relay") and new.rows[:1] != (old.rows[:1] if old is not None else ()):
        told += [row.name for row in new.rows[:1] if row.value]  # what the volunteer wrote
    if new.lamp.state in _TOLD_LAMPS and (fresh or old is None or new.lamp != old.lamp):
        told.append(new.lamp.word)
    return joined_sentences(tuple(told), new.language)


def unannounced(before: str, now: str) -> str:
    """What of a caption has not been said: from the first word (or hanzi) that differs."""
    same = 0
    for n, (a, b) in enumerate(zip(before, now, strict=False), 1):
        if a != b:
            break
        same = n
    else:
        return now[same:].strip() if len(now) > same else ""
    while same and now[same - 1].isascii() and not now[same - 1].isspace():
        same -= 1
    return now[same:].strip()


class Announcer(QObject):
    """Tells a screen reader, through ``window``; without one it does nothing at all."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._caption = self._children_of = ""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SETTLED_MS)
        self._clock.timeout.connect(lambda: self._tell_caption())

    def shown(self, old: View | None, new: View) -> None:
        """``new`` stands in place of ``old``."""
        if not QAccessible.isActive():
            return
        if old is None or old.screen != new.screen:
            self._clock.stop()
            self._caption = self._children_of = ""
        if new.error and (old is None or old.error != new.error):
            announce(self._window, new.error, at_once=True)
        announce(self._window, announcement(old, new))
        if new.typed != (old.typed if old is not None else "") and new.keypad and old is not None:
            self._tell_digit(old.typed, new.typed)
        if new.screen == "speak":
            self._follow(joined_words(new.words, new.language)[0])

    def _tell_digit(self, before: str, now: str) -> None:
        """The digit that has come, not the whole number."""
        before, now = (text.replace(" ", "").rstrip("_") for text in (before, now))
        if len(now) == len(before) + 1:
            announce(self._window, now[-1])

    def _follow(self, caption: str) -> None:
        if caption != self._caption:
            self._caption = caption
            self._clock.start()

    def _tell_caption(self) -> None:
        announce(self._window, unannounced(self._children_of, self._caption))
        self._children_of = self._caption
