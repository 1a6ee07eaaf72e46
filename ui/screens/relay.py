"""Relay: two people write to each other; what the volunteer wrote stands large, the resident's below it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.session import Word
from kiosk.conversation.view import Row, View
from ui.screens.base import Attempt, ScreenWidget
from ui.screens.edit import EditScreen
from ui.theme import SIZE_FACTORS, SMALL, TARGET_GAP, Style
from ui.widgets.base import BaseWidget
from ui.widgets.button_grid import ButtonGrid
from ui.widgets.button_style import ButtonStyle
from ui.widgets.sheet import Sheet
from ui.widgets.sheet_pair import SheetPair

_REPLY = ButtonStyle(label=10.0, hint=SMALL, least=23.0, pad_x=2.0, pad_y=1.5, gap=1.5, centred=True)
_ICONS = ("identification-badge", "chat-centered-text")
"""The volunteer's and the resident's, in the order of the view's rows."""


class MessageSheet(Sheet):
    """What one of them wrote, as large as it stands unscrolled; the resident's size is the most it takes."""

    def __init__(self, style: Style) -> None:
        super().__init__(style)
        self._chosen = style
        self.min_lines = 1

    def take_style(self, style: Style) -> None:
        """See BaseWidget."""
        self._chosen = style
        self.restyle(style)

    @property
    def _least(self) -> float:
        """Whoever asked for larger type gets some of it everywhere."""
        return min(self._chosen.factor, SIZE_FACTORS[1])

    def height_for_width(self, width: int) -> int:
        """See Sheet; in the least type."""
        self.restyle(self._chosen.scaled(self._least))
        return super().height_for_width(width)

    def preferred_height(self, width: int) -> int:
        """See Sheet; in the least type."""
        self.restyle(self._chosen.scaled(self._least))
        return super().preferred_height(width)

    def arrange(self) -> None:
        """From the resident's size down to the default, until all of it stands."""
        for factor in (f for f in reversed(SIZE_FACTORS) if self._least <= f <= self._chosen.factor):
            self.restyle(self._chosen.scaled(factor))
            super().arrange()
            if not self.scrolls:
                break


def _show(sheet: Sheet, view: View, row: Row, icon: str) -> bool:
    """Put one person's last words on their sheet; True if the lines must be set anew."""
    words = (Word(row.value),) if row.value else ()
    changed = sheet.show_view(replace(view, label=row.label, words=words, rows=(), keypad=()))
    sheet.label.icon_name = icon
    return changed


class RelayScreen(ScreenWidget):
    """Both read. Quick replies stand under the acts; the lamp shows while it has something to tell."""

    def build(self) -> None:
        """A sheet each, and the resident's quick replies."""
        style = self.style_
        self.sheets = (MessageSheet(style), MessageSheet(style))
        for sheet in self.sheets:
            sheet.show_tools({act.code: act for act in self.view.tools})
        self.content = SheetPair(style, *self.sheets, parent=self)
        self.replies = QuickReplies(style, _REPLY, columns=2, gap=TARGET_GAP, parent=self)
        self.replies.pressed.connect(self.pressed)
        self.below_acts = self.replies

    def _attempts(self) -> list[Attempt]:
        """Acts side by side: the height is for what is read."""
        return [a for a in super()._attempts() if a.columns > 1 or len(self.acts.controls) < 3]

    def show_content(self, view: View) -> bool:
        """Their words, and the replies there are."""
        self.sheets[0].lamp = self.lamp if view.lamp.word else None
        changed = [_show(*each) for each in zip(self.sheets, (view, view), view.rows, _ICONS, strict=True)]
        return self.replies.show_acts(view.keypad) or True in changed

    def arrange(self) -> None:
        """As every screen; replies in three columns in portrait."""
        self.lamp.setParent(self.sheets[0])
        self.replies.columns = 3 if self.height() >= self.width() else 2
        super().arrange()
        self.lamp.setVisible(bool(self.view.lamp.word))


class QuickReplies(ButtonGrid):
    """The resident's quick replies; none while the volunteer is listened to."""

    stretches_single = False


class RelayWriteScreen(EditScreen):
    """One writes: the keyboard is theirs, and what the other wrote stays in sight."""

    def build(self) -> None:
        """The editor in the place of who writes, the other's sheet in its own."""
        super().build()
        rows = self.view.rows
        self.writes_first = self.view.label == rows[0].label
        self.sheet = MessageSheet(self.style_)
        self.sheet.show_tools({act.code: act for act in self.view.tools})
        self.editor.label_icon = _ICONS[0 if self.writes_first else 1]
        widgets: tuple[BaseWidget, BaseWidget] = (self.editor, self.sheet)
        first, second = widgets if self.writes_first else widgets[::-1]
        self.content = self.sheet_pair = SheetPair(
            self.style_, first, second, share=0.6 if self.writes_first else 0.4, parent=self
        )

    def show_content(self, view: View) -> bool:
        """What the other wrote; what is typed is the window's until it is finished."""
        other = 1 if self.writes_first else 0
        _show(self.sheet, view, view.rows[other], _ICONS[other])
        return super().show_content(view)

    def arrange(self) -> None:
        """In landscape the keyboard leaves room for one row only."""
        self.sheet_pair.side_by_side = self.width() > self.height()
        super().arrange()
