"""What a screen reader is told: the role, name and state of each part, in the order one reads them.

Qt hands it on, as AT-SPI on Linux and as UI Automation on Windows. Names and descriptions are Qt's own
(``setAccessibleName``); this module adds what a drawn widget cannot say by itself: its role, its state, which
widgets only hold others (a screen reader never meets those), and that a press by a reader is a touch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLineEdit, QWidget

Role = QAccessible.Role
_IDENTIFIER = getattr(QAccessible.Text, "Identifier", None)  # Qt 6.9 and later


class Accessible:
    """Mixed into a widget: what it is for a screen reader. By itself it only holds others."""

    def accessible_role(self) -> Role | None:
        """Its role; None: a screen reader finds what it holds in its place."""
        return None

    def accessible_children(self) -> Sequence[QObject]:
        """What it holds, in the order one reads it; what is no Part is decoration."""
        assert isinstance(self, QWidget)
        return self.children()

    def accessible_checked(self) -> bool | None:
        """Whether it is chosen; None: it is nothing that can be chosen."""
        return None

    def accessible_busy(self) -> bool:
        """Whether it can be pressed only in a moment."""
        return False

    def accessible_id(self) -> str:
        """Its code, for those who drive the kiosk by its tree; never said."""
        return ""

    def accessible_press(self) -> None:
        """A screen reader pressed it."""

    def accessible_focus(self) -> None:
        """A screen reader put the focus on it."""


class AccessibleText(Accessible, QWidget):
    """A text that its holder paints, told where it stands. Its accessible name is the text; "" is none."""

    def __init__(self, holder: QWidget) -> None:
        super().__init__(holder)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        register_accessible(self)

    def accessible_role(self) -> Role | None:
        """A text, where there is one."""
        return Role.StaticText if self.accessibleName() else None


def reading_order(holder: Accessible) -> list[QWidget]:
    """All that a screen reader finds below ``holder``, in reading order, which is also that of Tab."""
    found: list[QWidget] = []
    for part in _children_of(holder):
        found.append(part)
        if isinstance(part, Accessible):
            found += reading_order(part)
    return found


@dataclass(frozen=True)
class Node:
    """A part as a screen reader finds it. ``box`` is px in the window, ``depth`` 0 is the window."""

    role: str
    name: str
    description: str
    value: str
    states: frozenset[str]
    depth: int
    box: QRect
    code: str


STATES = (
    "focusable",
    "focused",
    "disabled",
    "checkable",
    "checked",
    "busy",
    "invisible",
    "editable",
    "readOnly",
)


def tree(window: QWidget) -> list[Node]:
    """All that a screen reader finds in ``window``, in reading order, by the interface it finds it with."""
    corner = window.mapToGlobal(QPoint(0, 0))
    top = QAccessible.queryAccessibleInterface(window)
    return [_node(found, depth, corner) for found, depth in _walk(top, 0)]


def _walk(found: QAccessibleInterface | None, depth: int) -> Iterator[tuple[QAccessibleInterface, int]]:
    if found is None:
        return
    yield found, depth
    for n in range(found.childCount()):
        yield from _walk(found.child(n), depth + 1)


def _node(found: QAccessibleInterface, depth: int, corner: QPoint) -> Node:
    state, part = found.state(), found.object()
    return Node(
        role=found.role().name,
        name=found.text(QAccessible.Text.Name),
        description=found.text(QAccessible.Text.Description),
        value=found.text(QAccessible.Text.Value),
        states=frozenset(name for name in STATES if getattr(state, name)),
        depth=depth,
        box=found.rect().translated(-corner),
        code=part.accessible_id() if isinstance(part, Accessible) else "",
    )


def announce(widget: QWidget, message: str, *, at_once: bool = False) -> None:
    """Have a screen reader say ``message`` when it has finished, or ``at_once`` in place of what it says."""
    if message and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, message)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
        QAccessible.updateAccessibility(event)


def notify_changed(widget: QWidget, what: QAccessible.Event) -> None:
    """Tell a screen reader that something other than a name or a description has changed."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, what))


def register_accessible(widget: QWidget) -> None:
    """Give ``widget``, a Part, its interface; to be called once, when it is made.

    Costs nothing until a screen reader runs. Then it is made beforehand and not in a factory, when first
    asked for: PySide never frees what a factory has returned. Qt deletes an interface with its widget, so
    what Python holds of it is let go after that and not before.
    """
    if not QAccessible.isActive():
        return
    interface = _Interface(widget)
    number = QAccessible.registerAccessibleInterface(interface)
    _interfaces[number] = interface
    widget.destroyed.connect(lambda: _interfaces.pop(number, None))


def _make_interface(name: str, widget: QObject) -> QAccessibleInterface | None:
    """For what stood there before the reader came; and Qt looks interfaces up by a widget's class too, which
    PySide makes anew for a slot that it did not know (so a Part's own slots are declared with ``Slot``). A
    widget that is going away has its base's ``name``.
    """
    if isinstance(widget, Accessible) and isinstance(widget, QWidget) and name == type(widget).__name__:
        return _Interface(widget)
    return None


_interfaces: dict[int, QAccessibleInterface] = {}
QAccessible.installFactory(_make_interface)
_PRESSED = (Role.PushButton, Role.RadioButton, Role.CheckBox)


class _Interface(QAccessibleWidget):
    """What Qt asks about a Part. A screen reader meets only those that have a role."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, Role.NoRole)

    def _part(self) -> Accessible:
        part = self.object()
        assert isinstance(part, Accessible)
        return part

    def role(self) -> Role:
        return self._part().accessible_role() or Role.Client

    def text(self, t: QAccessible.Text) -> str:
        return self._part().accessible_id() if t is _IDENTIFIER else super().text(t)

    def state(self) -> QAccessible.State:
        state = super().state()
        checked = self._part().accessible_checked()
        if checked is not None:
            state.checkable, state.checked = 1, int(checked)
        state.busy = int(self._part().accessible_busy())
        return state

    def parent(self) -> QAccessibleInterface:
        above = self.widget().parentWidget()
        while above is not None and not (isinstance(above, Accessible) and above.accessible_role()):
            above = above.parentWidget()
        return super().parent() if above is None else QAccessible.queryAccessibleInterface(above)

    def childCount(self) -> int:
        return len(_children_of(self._part()))

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt wants null
        parts = _children_of(self._part())
        return QAccessible.queryAccessibleInterface(parts[index]) if 0 <= index < len(parts) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        wanted = child.object()
        return next((n for n, part in enumerate(_children_of(self._part())) if part is wanted), -1)

    def actionNames(self) -> list[str]:
        role, names = self.role(), super().actionNames()
        if role in _PRESSED and self.widget().isEnabled():
            names.insert(0, self.toggleAction() if role is Role.CheckBox else self.pressAction())
        return names

    def doAction(self, name: str) -> None:
        if not self.widget().isEnabled():
            return
        if name in (self.pressAction(), self.toggleAction()):
            self._part().accessible_press()
        elif name == self.setFocusAction():
            self._part().accessible_focus()


def _children_of(holder: Accessible) -> list[QWidget]:
    """What a screen reader finds in ``holder``: parts with a role, in place of those that only hold them."""
    found: list[QWidget] = []
    for part in holder.accessible_children():
        if not isinstance(part, QWidget) or part.isHidden():
            continue
        if isinstance(part, QLineEdit) or (isinstance(part, Accessible) and part.accessible_role()):
            found.append(part)
        elif isinstance(part, Accessible):
            found += _children_of(part)
    return found
