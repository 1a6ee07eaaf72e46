"""How many program files a new screen touches: a made-up one is put into a copy, and is asked there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.table import Row

ROOT = Path(__file__).resolve().parents[2]
MADE_UP = "warm.py", "weather.py"
NEW_SCREEN = f"kiosk/conversation/screens/{MADE_UP[0]}"
NEW_SERVICE = f"kiosk/services/{MADE_UP[1]}"
PARTS = ("kiosk", "assets", "numerals", "ui", "speech")

Edit = tuple[str, str, str]
"""A file, a line of it, and what is put before that line."""
PLAIN: tuple[Edit, ...] = (
    ("kiosk/conversation/step.py", "    CONTACT = ", '    WARM = "warm"\n'),
    (
        "kiosk/conversation/screens/__init__.py",
        "WAY = (",
        "from kiosk.conversation.screens.warm import WarmScreen\n\n",
    ),
    ("kiosk/conversation/screens/__init__.py", "    ContactScreen(),", "    WarmScreen(),\n"),
)
SCREEN = '''"""Is it warm?"""
from kiosk.conversation.screens.way import Resident, asked, change_draft, onward
from kiosk.conversation.session import Session, Step
from kiosk.conversation.transition import Screen
{imports}

class WarmScreen(Screen[Session]):
    """A made-up question."""

    name = Step.WARM
{asks}
    def due(self, session: Session) -> bool:
        return Step.WARM not in session.draft.asked

    def pressed(self, transition: Resident, code: str, by: str) -> None:
        {keeps}asked(transition, Step.WARM)
        onward(transition)
{answered}'''
WITH_SERVICE = {
    "imports": "from kiosk.conversation.questions import Answer, Degrees, Question, Weather\n",
    "asks": "    asks = (Weather,)\n",
    "keeps": 'change_draft(transition, warm=code)\n        transition.ask(Weather("here"))\n        ',
    "answered": """
    def answered(self, transition: Resident, question: Question, answer: Answer) -> None:
        assert isinstance(answer, Degrees)
        change_draft(transition, warm=f"{answer.degrees} degrees")
""",
}
DATA_AND_SERVICE: tuple[Edit, ...] = (
    ("kiosk/conversation/draft.py", "    phone: str = ", '    warm: str = ""\n'),
    ("kiosk/tickets/ticket.py", "    joins: str = ", '    warm: str = ""\n'),
    ("kiosk/services/save.py", "        joins=draft.joins,", "        warm=draft.warm,\n"),
    (
        "kiosk/conversation/questions.py",
        "@dataclass(frozen=True)\nclass Saved(",
        "@dataclass(frozen=True)\nclass Weather(Question):\n    place: str\n\n\n"
        "@dataclass(frozen=True)\nclass Degrees(Answer):\n    degrees: int\n\n\n",
    ),
    (
        "kiosk/services/__init__.py",
        "log = ",
        "from kiosk.conversation.questions import Weather\nfrom kiosk.services.weather import weather\n\n",
    ),
    ("kiosk/services/__init__.py", "        Save: SaveService", "        Weather: weather,\n"),
)
SERVICE = '''"""How warm is it?"""
from kiosk.conversation.questions import Degrees, Weather


def weather(question: Weather) -> Degrees:
    """Always the same."""
    return Degrees(21)
'''
ASKED = """
from kiosk.conversation.effects import Ask
from kiosk.conversation.events import Answered, Pressed
from kiosk.conversation.flow import RESIDENT, advance
from kiosk.conversation.session import Draft, Session, Step
session = Session(step=Step.PLACE, draft=Draft(text="x", category="c"))
session, _ = advance(session, Pressed("skip"))
assert session.step is Step.WARM, session.step
session, effects = advance(session, Pressed("yes", by="voice"))
assert session.step is Step.CONTACT, session.step
"""
ANSWERED = """
from kiosk.conversation.questions import Weather
from kiosk.services import ticket_services
from kiosk.services.save import new_ticket
(question,) = [e.question for e in effects if isinstance(e, Ask) and isinstance(e.question, Weather)]
from kiosk.services.weather import weather
session, _ = advance(session, Answered(question, weather(question)))
assert new_ticket(session.draft, "en", "0" * 36).warm == "21 degrees"
"""


def run() -> list[Row]:
    """Put both kinds of screen into a copy."""
    plain, whole = _files_touched(False), _files_touched(True)
    words = "and prompts.toml of each language"
    without = "program files that a screen without data or service touches"
    return [
        Row(without, "<= 4", str(plain), plain <= 4, words),
        Row("program files that a screen with both touches", "<= 10", str(whole), whole <= 10, words),
    ]


def _files_touched(service: bool) -> int:
    """Add the screen, see that it is asked and what it leads to, and count the files that differ."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in PARTS:
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        parts = WITH_SERVICE if service else dict.fromkeys(WITH_SERVICE, "")
        (copy / NEW_SCREEN).write_text(SCREEN.format(**parts))
        touched = {NEW_SCREEN}
        for name, line, added in (*PLAIN, *(DATA_AND_SERVICE if service else ())):
            text = (copy / name).read_text(encoding="utf-8")
            if line not in text:
                raise RuntimeError(f"{name}: the line that a screen is added at is not there: {line!r}")
            (copy / name).write_text(text.replace(line, added + line, 1), encoding="utf-8")
            touched.add(name)
        if service:
            (copy / NEW_SERVICE).write_text(SERVICE)
            touched.add(NEW_SERVICE)
        program = ASKED + (ANSWERED if service else "")
        subprocess.run([sys.executable, "-c", program], cwd=copy, env={"PYTHONPATH": folder}, check=True)
        return len(touched)


if __name__ == "__main__":
    from tests.benchmarks.table import print_table

    print_table(run())
