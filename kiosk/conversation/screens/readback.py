"""All of it, read back: only a yes here sends it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.conversation.line import Line, hint
from kiosk.conversation.screens.done import number_line
from kiosk.conversation.screens.excerpt import saying
from kiosk.conversation.screens.mend import mend
from kiosk.conversation.screens.way import Resident, save
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
from kiosk.conversation.view import Act, Row, View
from kiosk.conversation.wording import Wording
from kiosk.understanding.understood import Urgency

EDITS = {
    "edit-text": Step.EDIT,
    "edit-category": Step.CATEGORIES,
    "edit-place": Step.PLACE,
    "edit-urgency": Step.URGENCY,
    "edit-phone": Step.CONTACT,
}


class ReadbackScreen(Screen[Session]):
    """Each row can be changed, and leads back here."""

    name = Step.READBACK
    stage = 3
    hint = "say.check"
    binding = ("yes", "send")

    def due(self, session: Session) -> bool:
        return True

    def said(self, session: Session) -> tuple[Line, ...]:
        if session.may_read_aloud:
            return (*self.readout(session), Line("readback.question"))
        return (Line("readback.question"), hint("readback.offer"))

    def offered(self, session: Session) -> tuple[str, ...]:
        return ("yes", "send", "no", "read", *EDITS)

    def readout(self, session: Session) -> tuple[Line, ...]:
        draft = session.draft
        rows = [Line("readback.what"), Line(text=draft.text, private=True)]
        if draft.category:
            rows += [Line("readback.which_kind"), Line(f"category:{draft.category}")]
        if draft.place:
            rows += [Line("readback.where"), Line(text=draft.place, private=True)]
        if draft.urgency is not Urgency.NORMAL:
            rows += [Line("readback.urgency"), Line(f"readback.{draft.urgency.value}")]
        if draft.phone:
            rows += [Line("readback.phone"), Line(text=" ".join(draft.phone), private=True)]
        return tuple(rows)

    def prerendered(self, session: Session) -> tuple[Line, ...]:
        number = (number_line(session.likely),) if session.likely else ()
        return (*number, *self.readout(session))

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        if code in ("yes", "send"):
            save(transition)
            return
        if code == "no":
            transition.say("say.which" if transition.session.spoken else "readback.which")
        else:
            self._edit(transition, EDITS[code], by)

    def _edit(self, transition: Resident, step: Step, by: str) -> None:
        transition.set(editing=True)
        if by != "voice" or step is not Step.EDIT:
            transition.go(step)
        elif transition.session.draft.text:
            mend(transition)
        else:
            transition.go(Step.SPEAK)

    def shown(self, base: View, session: Session, say: Wording) -> View:
        draft = session.draft
        values = {
            "text": ("what", draft.text),
            "category": ("which_kind", _handled_by(draft.category, say)),
            "place": ("where", draft.place),
            "urgency": ("urgency", _urgency(session, say)),
            "phone": ("phone", say.pack.phone.group(draft.phone)),
        }
        rows = tuple(
            Row(
                say(f"readback.{label}"),
                value or say("readback.none"),
                (Act(f"edit-{field}", say("readback.edit"), icon="pencil-simple"),),
            )
            for field, (label, value) in values.items()
        )
        return replace(
            base,
            question=(say("readback.question"),),
            hint=say("readback.offer"),
            rows=rows,
            acts=(
                Act(
                    "yes", say("readback.send"), say("readback.send_hint"), icon="paper-plane-tilt", main=True
                ),
                Act("read", say("check.read"), icon="speaker-high"),
            ),
        )


def _handled_by(code: str, say: Wording) -> str:
    """The category and who handles it."""
    category = say.pack.category(code)
    if not category or not category.department:
        return say.category(code)
    sentence = say.pack.prompts["readback.handled_by"]
    return sentence.replace("{category}", category.name).replace("{department}", category.department)


def _urgency(session: Session, say: Wording) -> str:
    """How urgent, and what the resident said that led to it."""
    draft = session.draft
    because = saying(draft.text, draft.reasons)
    if draft.urgency is Urgency.URGENT and because:
        return say("readback.urgent_because", because)
    return say(f"readback.{draft.urgency.value}")
