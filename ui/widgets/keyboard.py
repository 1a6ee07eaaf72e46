"""The on-screen keyboard: digits, Latin letters, space, erase; and pinyin with a row of candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.conversation.view import Act
from ui.theme import TARGET, TARGET_GAP, Style
from ui.widgets.acts import Grid
from ui.widgets.block import Block
from ui.widgets.control import Control, Dress
from ui.widgets.editor import Editor

Candidates = Callable[[str], list[str]]

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_CANDIDATES = 7
_SPACE, _TOOL = 3.4, 1.3  # widths of the last row, in keys
_LETTER = Dress(label=12.5, least=22.0, pad_x=0.5, pad_y=0.5, centred=True, bold=False)
_WORD = Dress(label=8.0, icon=6.0, least=22.0, pad_x=1.5, pad_y=0.5, gap=1.5, centred=True)
_WORD_ABOVE = replace(_WORD, icon_above=True, gap=0.5, pad_x=0.5)
_CANDIDATE = Dress(label=14.0, least=22.0, pad_x=0.5, pad_y=0.5, centred=True, bold=False)
_TOOLS = {
    "key-erase": Act("key-erase", "", icon="backspace"),
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


class Keyboard(Block):
    """Types into ``editor``. In pinyin mode letters gather and the row above offers what they may mean."""

    pressed = Signal(str)

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
        self._pinyin = candidates is not None and language.startswith("zh")
        self._letters = ""
        self._found: list[str] = []
        self._page = 0
        self._places = _CANDIDATES
        self._two_rows = False
        stop, comma = ("。", "，") if language.startswith("zh") else (".", ",")
        marks = {
            f"key:{mark}": Act(f"key:{mark}", mark, name=self._tools[code].label)
            for mark, code in ((stop, "key-stop"), (comma, "key-comma"))
        }
        self.row = Grid(style, _CANDIDATE, _CANDIDATES + 1, TARGET_GAP, self)
        self.row.pressed.connect(self.press)
        self._keys: list[list[Control]] = [
            [self._key(Act(f"key:{c}", c), _LETTER) for c in row] for row in _ROWS
        ]
        self._keys[-1].append(self._key(self._tools["key-erase"], _WORD))
        last = ["key-left", "key-right", f"key:{comma}", "key-space", f"key:{stop}"]
        if candidates is not None:
            last.insert(0, "key-pinyin")
        self._keys.append([self._key(marks.get(c) or self._tools[c], _WORD) for c in last])
        self._by_code = {control.code: control for row in self._keys for control in row}
        self._marks = [f"key:{comma}", f"key:{stop}"]
        self._show_mode()
        self._offer()

    def _key(self, act: Act, dress: Dress) -> Control:
        control = Control(self.style_, act, dress, self)
        control.clicked.connect(lambda _=False, c=control: self.press(c.code))
        control.show()
        return control

    def press(self, code: str) -> None:
        """A key of the screen, by its code (``key:a``, ``key-erase``, ``candidate-2`` …)."""
        if code.startswith("key:"):
            self.type(code[4:])
        elif code.startswith("candidate-"):
            self._choose(int(code[10:]))
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
        elif code == "key-more":
            pages = max(1, -(-len(self._found) // self._places))
            self._page = (self._page + 1) % pages
            self._offer()

    def type(self, character: str) -> None:
        """A character, typed on the screen or on a real keyboard."""
        if self._pinyin and (
            (character.isascii() and character.isalpha()) or (self._letters and character == "'")
        ):
            self._letters += character.lower()
            self._compose()
        elif self._letters and character == " ":
            self._choose(0)
        elif self._letters and character in "1234567":
            self._choose(int(character) - 1)
        else:
            self._settle()
            self._editor.insert(character)

    def erase(self) -> None:
        """The last letter of the pinyin, or the character before the caret."""
        if self._letters:
            self._letters = self._letters[:-1]
            self._compose()
        else:
            self._editor.erase()

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
        self._page = 0
        self._found = self._candidates(self._letters) if self._candidates and self._letters else []
        self._editor.compose(self._letters)
        self._offer()

    def _choose(self, n: int) -> None:
        n += self._page * self._places
        if n < len(self._found):
            chosen, self._letters = self._found[n], ""
            self._compose()
            self._editor.insert(chosen)
        elif not self._found:
            self._settle()

    def _offer(self) -> None:
        """The candidate row; its places stay where they are, so that nothing jumps under the finger."""
        if self._candidates is None:
            return
        page = self._found[self._page * self._places :][: self._places]
        acts = [Act(f"candidate-{n}", word) for n, word in enumerate(page)]
        acts += [Act(f"candidate-{n}", "", enabled=False) for n in range(len(page), self._places)]
        more = self._tools["key-more"]
        acts.append(more if len(self._found) > self._places else Act(more.code, "", enabled=False))
        self.row.show_acts(tuple(acts))
        for control in self.row.controls:
            control.set_dress(_WORD_ABOVE if control.code == more.code else _CANDIDATE)
            control.setVisible(control.isEnabled())

    def _show_mode(self) -> None:
        for control in self._keys[-1]:
            if control.code == "key-pinyin":
                act = self._tools["key-pinyin"]
                control.set_act(replace(act, chosen=self._pinyin))

    def restyled(self) -> None:
        """All keys follow, but never so large that a row no longer holds ten."""
        self.row.restyle(self.style_)
        for control in (c for row in self._keys for c in row):
            control.restyle(self.style_)

    @property
    def _gap(self) -> int:
        return self.style_.mm(TARGET_GAP)

    @property
    def _line(self) -> int:
        return max(self.style_.mm(_LETTER.least), self.style_.type_px(_LETTER.label * 1.4) + self._gap)

    def _columns(self, width: int) -> int:
        """How many keys stand side by side: ten, or as many as a finger tells apart on a narrow glass."""
        mm = self.style_.mm
        return max(4, min(len(_ROWS[0]), (width + self._gap) // (mm(TARGET) + 1 + self._gap)))

    def _rows(self, width: int) -> list[list[Control]]:
        """The keys row by row; on a narrow glass in the order of the alphabet, which everyone knows."""
        columns = self._columns(width)
        if columns == len(_ROWS[0]):
            return [*self._keys[:-1], *self._tool_rows(self._keys[-1])]
        digits = [self._by_code[f"key:{c}"] for c in _ROWS[0]]
        marks = [self._by_code[code] for code in (*self._marks, "key-erase")]
        letters = [self._by_code[f"key:{c}"] for c in _ALPHABET]
        tools = [control for control in self._keys[-1] if control.code not in self._marks]
        digit_rows = [digits[n : n + columns] for n in range(0, len(digits), columns)]
        if len(digit_rows[-1]) + len(marks) + 1 <= columns:
            digit_rows[-1] = digit_rows[-1] + marks
        else:
            digit_rows.append(marks)
        letter_rows = [letters[n : n + columns] for n in range(0, len(letters), columns)]
        return [*digit_rows, *letter_rows, *self._tool_rows(tools)]

    def _tool_rows(self, tools: list[Control]) -> list[list[Control]]:
        if not self._two_rows:
            return [tools]
        space = [control for control in tools if control.code == "key-space"]
        return [[control for control in tools if control not in space], space]

    def _fold(self, width: int) -> None:
        """Fit narrow keys: words under their icons, then the tools in two rows; fewer candidates."""
        words = [control for control in self._by_code.values() if control.dress in (_WORD, _WORD_ABOVE)]
        self._two_rows = False
        for dress in (_WORD, _WORD_ABOVE):
            for control in words:
                control.set_dress(dress)
            if self._keys_whole(width):
                break
        else:
            self._two_rows = True
        places = min(_CANDIDATES, self._columns(width) - 1)
        if places != self._places:
            self._places, self._page = places, 0
            self.row.columns = places + 1
            self._offer()

    def _keys_whole(self, width: int) -> bool:
        line = self._line
        return all(c.whole(wide) and c.fit(wide) <= line for c, _, _, wide, _ in self._plan(width, line))

    def fit(self, width: int) -> int:
        """The rows of keys, and the candidates' above them."""
        self._fold(width)
        rows = len(self._rows(width)) + (1 if self._candidates else 0)
        return rows * self._line + (rows - 1) * self._gap

    def whole(self, width: int) -> bool:
        """Whether every key's word stands in its key."""
        self._fold(width)
        cell = (width - self._places * self._gap) // (self._places + 1)
        row = all(c.whole(cell) and c.fit(cell) <= self._line for c in self.row.controls)
        return row and self._keys_whole(width)

    def _plan(self, width: int, tall: int) -> list[tuple[Control, int, int, int, int]]:
        """Each key with its left, top, width and height."""
        gap, columns = self._gap, self._columns(width)
        unit = (width - (columns - 1) * gap) // columns
        y = tall + gap if self._candidates else 0
        boxes = []
        for row in self._rows(width):
            x, widths = 0, [unit] * len(row)
            if row[-1].code == "key-erase":
                widths[-1] = 2 * unit + gap
            if row[0] in self._keys[-1] and row[-1] in self._keys[-1]:
                weights = [_SPACE if c.code == "key-space" else _TOOL for c in row]
                scale = (width - (len(row) - 1) * gap) / sum(weights)
                widths = [int(weight * scale) for weight in weights]
            else:
                x = (width - sum(widths) - (len(row) - 1) * gap) // 2
            for control, wide in zip(row, widths, strict=True):
                boxes.append((control, x, y, wide, tall))
                x += wide + gap
            y += tall + gap
        return boxes

    def arrange(self) -> None:
        """Place the keys; what height is over goes to all rows alike."""
        self._fold(self.width())
        rows = len(self._rows(self.width())) + (1 if self._candidates else 0)
        tall = (self.height() - (rows - 1) * self._gap) // rows
        if self._candidates:
            self.row.setGeometry(0, 0, self.width(), tall)
            self.row.arrange()
        for control, x, y, wide, high in self._plan(self.width(), tall):
            control.setGeometry(x, y, wide, high)
