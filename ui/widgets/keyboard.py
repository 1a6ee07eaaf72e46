"""The on-screen keyboard: digits, Latin letters, space, erase; and pinyin with a row of candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Act
from ui.accessible import announce
from ui.theme import SMALL, TARGET, TARGET_GAP, Style
from ui.widgets.base import BaseWidget
from ui.widgets.button_style import ButtonStyle
from ui.widgets.candidates import CandidateRow, Candidates
from ui.widgets.control import Control
from ui.widgets.editor import Editor

_DIGITS = "1234567890"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_NO_KEYS = ("key-more", "key-stop", "key-comma", "key-restore")
"""Words for other controls, or for a key's other state."""
_TOLD = 3  # candidates that a screen reader says by itself
_LETTER = ButtonStyle(label=12.5, least=22.0, pad_x=0.5, pad_y=0.5, centred=True, bold=False)
_WORD = ButtonStyle(label=8.0, icon=6.0, least=22.0, pad_x=1.5, pad_y=0.5, gap=1.5, centred=True)
_DENSE_LETTER_MM = 13.2  # on the glass: what stands in a key of TARGET
RESTORE_MS = 10_000  # so long what was cleared can be had back
_TOOLS = {
    "key-erase": Act("key-erase", "", icon="backspace"),
    "key-clear": Act("key-clear", "", icon="eraser"),
    "key-restore": Act("key-restore", "", icon="arrow-counter-clockwise"),
    "key-digits": Act("key-digits", "123"),
    "key-left": Act("key-left", "", icon="caret-left"),
    "key-right": Act("key-right", "", icon="caret-right"),
    "key-space": Act("key-space", "␣"),
    "key-pinyin": Act("key-pinyin", "拼音"),
    "key-more": Act("key-more", "", icon="caret-right"),
    "key-comma": Act("key-comma", ""),
    "key-stop": Act("key-stop", ""),
}


def _worded(default: Act, told: Act | None) -> Act:
    """The pack's word with our icon."""
    return default if told is None else replace(told, icon=told.icon or default.icon)


class Room(Enum):
    """How much of the height the keys take."""

    FULL = "full"
    SHORT = "short"
    """Digits take turns with the letters, behind "123"."""
    DENSE = "dense"
    """So too, and each row is as low as a finger can do with."""


def _in_rows(keys: list[tuple[str, float]], columns: int) -> list[list[tuple[str, float]]]:
    return [keys[n : n + columns] for n in range(0, len(keys), columns)]


class Keyboard(BaseWidget):
    """Types into ``editor``. In pinyin mode letters gather and the row above offers what they may mean."""

    pressed = Signal(str)
    rows_changed = Signal()
    """The row of candidates came or went: it needs another height."""

    def __init__(
        self,
        style: Style,
        editor: Editor,
        candidates: Candidates | None,
        *,
        language: str,
        tools: dict[str, Act],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(style, parent)
        self._editor = editor
        self._candidates = candidates
        self._tools = {code: _worded(act, tools.get(code)) for code, act in _TOOLS.items()}
        self._writes_hanzi = candidates is not None and language.startswith("zh")
        self._pinyin = self._writes_hanzi
        self._letters = ""
        self._found: list[tuple[str, int]] = []
        self._digits = False
        self._cleared = ""
        """What was cleared, while it can be had back."""
        self._forgets = QTimer(self, singleShot=True, interval=RESTORE_MS)
        self._forgets.timeout.connect(self._forget_cleared)
        self.room = Room.FULL
        stop, comma = ("。", "，") if language.startswith("zh") else (".", ",")
        self._stop, self._comma = f"key:{stop}", f"key:{comma}"
        marks = ((stop, "key-stop"), (comma, "key-comma"))
        acts = [Act(f"key:{c}", c) for c in _DIGITS + _ALPHABET]
        acts += [Act(f"key:{mark}", mark, name=self._tools[code].label) for mark, code in marks]
        acts += [self._tools[c] for c in _TOOLS if c not in _NO_KEYS]
        self._keys = {
            act.code: self._key(act, _LETTER if act.code.startswith("key:") else _WORD) for act in acts
        }
        self.row = CandidateRow(style, self._tools["key-more"], self)
        self.row.chosen.connect(self._choose)
        self._show_mode()

    def accessible_children(self) -> Sequence[QObject]:
        """Candidates, then the keys as they stand."""
        keys = (self._keys[code] for row in self._rows(self.width()) for code, _ in row if code)
        return (self.row, *keys) if self._has_row else tuple(keys)

    def _key(self, act: Act, button_style: ButtonStyle) -> Control:
        control = Control(self.style_, act, button_style, self)
        control.clicked.connect(lambda _=False, c=control: self.press(c.code))
        control.show()
        return control

    def press(self, code: str) -> None:
        """A key of the screen, by its code (``key:a``, ``key-erase``, ``candidate-2`` …)."""
        if code.startswith("key:"):
            self.type(code[4:])
        elif code == "key-space":
            self.type(" ")
        elif code == "key-erase":
            self.erase()
        elif code in ("key-left", "key-right"):
            self._settle()
            self._editor.move(-1 if code == "key-left" else 1)
        elif code == "key-pinyin":
            self._settle()
            self._pinyin = not self._pinyin
            self._show_mode()
            if not self._writes_hanzi:
                self.rows_changed.emit()
        elif code == "key-digits":
            self._digits = not self._digits
            self._show_mode()
            self.arrange()
        elif code == "key-clear":
            self._clear()

    def _clear(self) -> None:
        """Empty the editor; pressed again soon, before anything is typed, bring back what stood there."""
        text = self._cleared
        cleared = "" if text else self._editor.text
        self.drop()
        self._forget_cleared()
        self._editor.set_text(text)
        if cleared:
            self._cleared = cleared
            self._forgets.start()
            self._show_mode()

    @Slot()
    def _forget_cleared(self) -> None:
        self._forgets.stop()
        self._cleared = ""
        self._show_mode()

    def type(self, character: str) -> None:
        """A character, typed on the screen or on a real keyboard."""
        self._forget_cleared()
        if self._pinyin and (
            (character.isascii() and character.isalpha()) or (self._letters and character == "'")
        ):
            self._letters += character.lower()
            self._compose()
        elif self._letters and character == " ":
            self.take()
        elif self._letters and character in "-=":
            self.row.turn(1 if character == "=" else -1)
        elif self._letters and self._found and character in "123456789":
            self.row.choose(int(character) - 1)
        else:
            self._settle()
            self._editor.insert(character)

    @property
    def composing(self) -> bool:
        """Whether letters gather that are not hanzi yet."""
        return bool(self._letters)

    def take(self) -> None:
        """What the letters most likely mean; the letters themselves, where they mean nothing."""
        if self._found:
            self.row.choose(0)
        else:
            self._settle()

    def erase(self) -> None:
        """The last letter of the pinyin, or the character before the caret."""
        if self._letters:
            self._letters = self._letters[:-1]
            self._compose()
        else:
            self._editor.erase()

    def drop(self) -> None:
        """Forget the letters that are not hanzi yet."""
        self._letters = ""
        self._compose()

    def finish(self) -> str:
        """What stands in the editor, with letters under way taken as they are."""
        self._settle()
        return self._editor.text.strip()

    def _settle(self) -> None:
        letters, self._letters = self._letters, ""
        self._compose()
        if letters:
            self._editor.insert(letters)

    def _compose(self) -> None:
        found = self._candidates(self._letters) if self._candidates and self._letters else ()
        self._found = list(found)
        self._editor.compose(self._letters)
        self.row.show_words([hanzi for hanzi, _ in self._found])
        announce(self.window(), "，".join(hanzi for hanzi, _ in self._found[:_TOLD]))

    @Slot(int)
    def _choose(self, n: int) -> None:
        """Take a candidate; letters it does not stand for go on being composed."""
        hanzi, letters = self._found[n]
        self._letters = self._letters[letters:].lstrip("'")
        self._editor.compose("")
        self._editor.insert(hanzi)
        self._compose()

    def _show_mode(self) -> None:
        for code, on in (("key-pinyin", self._pinyin), ("key-digits", self._digits)):
            self._keys[code].set_act(replace(self._tools[code], chosen=on))
        clear = self._tools["key-restore" if self._cleared else "key-clear"]
        self._keys["key-clear"].set_act(replace(clear, code="key-clear"))

    def restyled(self) -> None:
        """All keys follow, but never so large that a row no longer holds its keys."""
        self.row.restyle(self.style_)
        for key in self._keys.values():
            key.restyle(self.style_)

    def set_room(self, room: Room) -> None:
        """Take more or less of the height."""
        self.room = room
        if room is Room.FULL:
            self._digits = False
            self._show_mode()

    @property
    def _has_row(self) -> bool:
        """Whether candidates have a row: where one writes hanzi always, so that the keys never move."""
        return self._writes_hanzi or self._pinyin

    @property
    def _gap(self) -> int:
        return self.style_.mm(TARGET_GAP)

    @property
    def _line(self) -> int:
        if self.room is Room.DENSE:
            return self.style_.mm(TARGET)
        return max(self.style_.mm(_LETTER.least), self.style_.type_px(_LETTER.label * 1.4) + self._gap)

    def _columns(self, width: int) -> int:
        """How many keys stand side by side: ten, or as many as a finger tells apart on a narrow glass."""
        return max(5, min(len(_DIGITS), (width + self._gap) // (self.style_.mm(TARGET) + 1 + self._gap)))

    def _rows(self, width: int) -> list[list[tuple[str, float]]]:
        """The rows of keys, each with its share of the width.

        On a narrow glass letters stand in the order of the alphabet, which everyone knows, and digits take
        turns with them; a touch puts the caret where arrows would move it. A place without a key is "".
        """
        columns = self._columns(width)
        if columns == len(_DIGITS):
            rows = [[(f"key:{c}", 1.0) for c in row] for row in (_DIGITS, *_ROWS)]
            rows[-1] += [("key-clear", 1.5), ("key-erase", 1.5)]
            turns = [] if self.room is Room.FULL else [("key-digits", 1.3)]
            if turns and self._digits:  # erase stays where it is
                rows = [rows[0], [("", 1.0)], [("", 1.0)] * len(_ROWS[-1]) + rows[-1][-2:]]
            elif turns:
                rows = rows[1:]
            pinyin = [("key-pinyin", 1.5)] if self._candidates else []
            last = [*turns, *pinyin, ("key-left", 1.3), ("key-right", 1.3), (self._comma, 1.0)]
            return [*rows, [*last, ("key-space", 2.6), (self._stop, 1.0)]]
        pinyin = [("key-pinyin", 1.9)] if self._candidates else []
        letters = _in_rows([(f"key:{c}", 1.0) for c in _ALPHABET], columns)
        last = [("key-digits", 1.3), *pinyin, (self._comma, 1.0), (self._stop, 1.0)]
        if len(letters[-1]) + 2 <= columns:
            letters[-1] = [*letters[-1], ("key-erase", 2.0)]
        else:
            last.insert(-2, ("key-erase", 1.5))
        last.insert(-2, ("key-space", columns - sum(share for _, share in last)))
        if not self._digits:
            return [*letters, last]
        digits = _in_rows([(f"key:{c}", 1.0) for c in _DIGITS], columns)
        words = [(code, columns / 2) for code in ("key-clear", "key-erase") if (code, 1.5) not in last]
        digits.append(words)
        return [*digits, *([] for _ in letters[len(digits) :]), last]

    def height_for_width(self, width: int) -> int:
        """The rows of keys, and the candidates' above them."""
        rows = len(self._rows(width)) + self._has_row
        return rows * self._line + (rows - 1) * self._gap

    def fits_width(self, width: int) -> bool:
        """Whether every key's word stands in its key."""
        keys = all(
            key.fits_width(wide) and key.height_for_width(wide) <= self._line
            for key, _, _, wide, _ in self._plan(width, self._line)
        )
        self.row.set_line(self._line)
        return keys and (not self._has_row or self.row.height_for_width(width) <= self._line)

    def _plan(self, width: int, tall: int) -> list[tuple[Control, int, int, int, int]]:
        """Each key with its place: x, y, width, height, px."""
        gap, full = self._gap, self._columns(width)
        y = tall + gap if self._has_row else 0
        boxes = []
        for row in self._rows(width):
            # A row of letters is as wide as its keys; a row with words takes all of the width.
            shares = sum(share for _, share in row)
            whole = shares > full - 0.5 or any(not code.startswith("key:") for code, _ in row)
            unit = (width - (len(row) - 1) * gap) / shares if whole and row else 0.0
            unit = unit or (width - (full - 1) * gap) / full
            widths = [int(unit * share) for _, share in row]
            x = (width - sum(widths) - (len(row) - 1) * gap) // 2
            for (code, _), wide in zip(row, widths, strict=True):
                if code:
                    self._set_button_style(self._keys[code], wide)
                    boxes.append((self._keys[code], x, y, wide, tall))
                x += wide + gap
            y += tall + gap
        return boxes

    def _set_button_style(self, key: Control, wide: int) -> None:
        """A word beside its icon, or below it where that is too wide."""
        letter = key.code.startswith("key:")
        button_style = _LETTER if letter else _WORD
        if self.room is Room.DENSE:
            label = min(button_style.label, _DENSE_LETTER_MM / self.style_.factor) if letter else SMALL
            button_style = replace(button_style, label=label, least=TARGET, pad_x=0.7, gap=0.8)
        key.set_button_style(button_style)
        if not letter and key.natural_width() > wide:
            key.set_button_style(replace(button_style, icon_above=True, gap=0.5, pad_x=0.5))

    def arrange(self) -> None:
        """Place the keys; what height is over goes to all rows alike."""
        rows = len(self._rows(self.width())) + self._has_row
        tall = (self.height() - (rows - 1) * self._gap) // rows
        self.row.setVisible(self._has_row)
        if self._has_row:
            self.row.set_line(tall)
            self.row.setGeometry(0, 0, self.width(), tall)
        placed = self._plan(self.width(), tall)
        for key, x, y, wide, high in placed:
            key.setGeometry(x, y, wide, high)
        there = {key for key, *_ in placed}
        for key in self._keys.values():
            key.setVisible(key in there)
