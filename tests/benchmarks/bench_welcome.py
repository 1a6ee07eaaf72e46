"""What people do first on the welcome screen and what comes of it; how long until the kiosk listens.

What is said is understood as the window does, once as it was meant and once as Whisper hears it from a
synthetic voice.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from kiosk.conversation.events import EarsChanged, Pressed
from kiosk.conversation.session import Ears, Step
from kiosk.conversation.wording import sentence
from kiosk.hearing import recognizers_of
from speech.speak import speak
from tests.benchmarks.table import Row
from tests.benchmarks.voices import there
from tests.conversation.tales import CATEGORIES, PACKS, Tale, meant, session_of, view
from tests.speech.ears_child import EarsChild
from tests.synthetic_speech import english, mandarin, models

PRESSED = ("language", "lamp", "how-to", "help", "keys")
SAID = {
    "zh-CN": (
        "你好。",
        "你好呀。",
        "喂！",
        "有人吗？",
        "你好，我想反映个事。",
        "您好，我们楼的电梯坏了。",
        "请问一下，养老金怎么还没到账？",
        "好，开始吧。",
        "我家楼道的灯坏了。",
    ),
    "en": (
        "Hello there.",
        "Excuse me, my lift is broken.",
        "Good morning, the bins were not collected.",
        "Hi, can you help me?",
        "Is anybody there?",
        "English, please.",
    ),
}
VOICES: Mapping[str, Callable[[str], bytes]] = {"zh-CN": mandarin, "en": english}
MOST_S = 6.0
AFTER_THE_VOICE_S = 0.4
"""The ears let the echo of the voice pass (``speech.ears``)."""


def run() -> list[Row]:
    """First what is meant, then what is heard, then the seconds."""
    rows = [
        _led("as they are meant", {tag: dict(zip(said, said, strict=True)) for tag, said in SAID.items()})
    ]
    rows.append(
        _led("as Whisper hears synthetic voices", {tag: _heard(tag, said) for tag, said in SAID.items()})
    )
    return [*rows, *(_until_listening(tag) for tag in SAID)]


def _led(how: str, heard: Mapping[str, Mapping[str, str]]) -> Row:
    """How many lead on, of all that is listed."""
    idle = [act for act in PRESSED if not _leads_on(_pressed(act))]
    idle += [
        said
        for tag, texts in heard.items()
        for said, text in texts.items()
        if not _leads_on(_said(text, tag))
    ]
    of = len(PRESSED) + sum(map(len, heard.values()))
    what = f"things people do first on the welcome screen that lead on, {how}"
    return Row(what, f">= 18 of {of}", str(of - len(idle)), of - len(idle) >= 18, " ".join(idle))


def _at_rest(tag: str = "zh-CN") -> Tale:
    languages = (tag, *(other for other in SAID if other != tag))
    session = session_of(categories=CATEGORIES, listen_at_rest=True, languages=languages, language=tag)
    return Tale(session).tell(EarsChanged(Ears.READY))


def _pressed(act: str) -> Tale:
    tale = _at_rest()
    if act == "keys":
        return tale.tell(Pressed("touched", "keys"))
    code = view(tale.session).acts[0].code if act == "language" else act
    return tale.tell(Pressed("touched"), Pressed(code))


def _said(text: str, tag: str) -> Tale:
    tale = _at_rest(tag)
    return tale.tell(meant(text, tale.session))


def _leads_on(tale: Tale) -> bool:
    return tale.step != Step.WELCOME or bool(tale.session.overlay)


def _heard(tag: str, said: tuple[str, ...]) -> dict[str, str]:
    """Each sentence as the ears hear it at rest."""
    tale = _at_rest(tag)
    phrases = tale.screen.phrases(tale.session, PACKS, ())
    spec = msgspec.to_builtins(recognizers_of(PACKS[tag])) | {"vosk": []}
    heard = {}
    with tempfile.TemporaryDirectory() as folder, EarsChild(realtime=False, languages={tag: spec}) as ears:
        ears.prepare(tag)
        for turn, text in enumerate(said, 1):
            file = Path(folder) / f"{turn}.wav"
            file.write_bytes(VOICES[tag](text))
            final = ears.hear(turn, tag, file, phrases=phrases, at_rest=True, silence_s=1.2)
            heard[text] = str(final.get("text", ""))
    return heard


def _until_listening(tag: str) -> Row:
    """Seconds of what is said after the start button, as the pack's first voice here says it."""
    tale = _at_rest(tag)
    tale.tell(Pressed("touched"), Pressed(f"language-{tag}"))
    pack, seconds = PACKS[tag], AFTER_THE_VOICE_S
    with tempfile.TemporaryDirectory() as folder:
        for n, line in enumerate(tale.session.speech.lines):
            spoken = speak(
                sentence(pack, line).text,
                Path(folder) / f"{n}.wav",
                language=tag,
                voices=there(pack),
                models=models(),
                units_a_minute=pack.voice.characters_a_minute or pack.voice.words_a_minute,
            )
            seconds += spoken.seconds
    what = f"from the start button to listening, prompts cached, {tag}"
    return Row(what, f"<= {MOST_S:.0f} s", f"{seconds:.1f} s", seconds <= MOST_S, spoken.voice)


if __name__ == "__main__":
    from tests.benchmarks.table import print_table

    print_table(run())
