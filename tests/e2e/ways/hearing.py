"""What somebody with eyes shut knows of the kiosk: what it says, and that it listens."""

from __future__ import annotations

from tests.e2e.stage import Line, Stage


def ready(stage: Stage) -> None:
    """Wait until the kiosk has started: it hears, and it speaks."""
    stage.ears_ready()
    stage.wait(lambda line: line["it"] == "voice" and line["what"] == "ready", "the voice")


def hear(stage: Stage, words: str, since: int) -> Line:
    """Wait until a sentence with these words begins to sound."""
    return stage.wait(
        lambda line: line["it"] == "highlight" and words in line["text"], f"to hear “{words}”", since=since
    )


def number_said(stage: Stage, since: int) -> str:
    """The ticket's number as it was read out, digit by digit."""

    def spelled(line: Line) -> bool:
        return line["it"] == "highlight" and len(_digits(line["text"])) == 8

    return _digits(stage.wait(spelled, "to hear the number", since=since)["text"])


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
