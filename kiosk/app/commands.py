"""What the commands that need speech do: transcribe, speak, models, and being a child."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NoReturn

from kiosk.hearing import models_folder, recognizers_of
from kiosk.settings import Settings
from kiosk.speaking import hello, voices_of
from speech.models import commands as models_commands
from speech.models.catalogue import Catalogue
from speech.models.catalogue import load as load_catalogue
from speech.sayas.pronunciation import checked

log = logging.getLogger(__name__)


def words_of(settings: Settings, language: str) -> dict[str, str]:
    """The station's pronunciation list for ``language``; what of it cannot be used is logged."""
    good, wrong = checked(settings.pronunciation.get(language, {}), language)
    for sentence in wrong:
        log.warning("%s", sentence)
    return good


def transcribe(
    settings: Settings, files: Sequence[Path], *, language: str, engine: str, realtime: bool, as_json: bool
) -> int:
    """A line for each file on stdout; raises SpeechError where one cannot be heard."""
    from speech.transcribe import transcribe as lines

    pack = settings.pack(language)
    for line in lines(files, models_folder(settings), recognizers_of(pack), engine, realtime):
        print(json.dumps(line, ensure_ascii=False) if as_json else f"{line['file']}: {line['text']}")
        sys.stdout.flush()
    return 0


def speak(settings: Settings, text: str, out: Path, *, language: str, rate: int) -> int:
    """Write what the voice says; raises SpeechError where it cannot."""
    from speech.speak import speak as to_file

    pack = settings.pack(language)
    pace = pack.voice.words_a_minute or pack.voice.characters_a_minute
    spoken = to_file(
        text,
        out,
        language=language,
        voices=voices_of(pack),
        models=models_folder(settings),
        units_a_minute=pace,
        rate=rate,
        words=words_of(settings, language),
    )
    print(f"{out}: {spoken.seconds:.1f} s, {spoken.voice}")
    return 0


def reading(settings: Settings, text: str, language: str) -> str:
    """How the voice reads the text, with the station's own pronunciation list."""
    from speech.sayas import reading as read

    return read(text, language, words_of(settings, language))


def prepare_voices(settings: Settings, languages: Sequence[str]) -> int:
    """Render the prompts of ``languages`` with a progress bar; 2 where one cannot be, 130 where stopped."""
    from speech.models.progress import counting_bar
    from speech.prepare import prepare
    from speech.renderer import SpokenLanguage
    from speech.voice_cache import VoiceCache

    told = hello(settings, [settings.pack(language) for language in languages])
    spoken = [SpokenLanguage.of(tag, spec) for tag, spec in told.languages.items()]
    status = 0
    try:
        for made in prepare(spoken, models_folder(settings), VoiceCache(Path(told.cache)), counting_bar):
            print(f"{made.language}: {made.done} ready, {made.voice}")
            for failed in made.failed:
                print(f"kiosk speak: {failed}", file=sys.stderr)
                status = 2
    except KeyboardInterrupt:
        print("kiosk speak: stopped; what is done stays, the same command goes on", file=sys.stderr)
        return 130
    return status


def catalogue(settings: Settings) -> Catalogue:
    """The catalogue, with what the administrator's file in the data folder adds or sets."""
    return load_catalogue(settings.data_folder / "catalogue.toml")


def models(
    settings: Settings,
    what: str,
    names: Sequence[str] = (),
    *,
    languages: Sequence[str] = (),
    brought: Path | None = None,
    as_json: bool = False,
) -> int:
    """``kiosk models list | install | verify``."""
    folder, known = models_folder(settings), catalogue(settings)
    if what == "list":
        print(models_commands.list_models(known, folder, as_json=as_json))
        return 0
    if what == "verify":
        return models_commands.verify_models(known, folder, names)
    return models_commands.install_models(
        known, folder, names, languages=languages or settings.languages, brought=brought
    )


def child(name: Literal["ears", "voice"]) -> NoReturn:
    """Be the ears or the voice: JSON lines on stdin and stdout. Ends the process."""
    if name == "ears":
        from speech.ears import main
    else:
        from speech.voice import main
    main()


def headphones(name: str) -> int:
    """0 if the output ``name`` can be opened, else 1: what the voice asks another process."""
    from speech.headphones import main

    return main(name)


def render() -> int:
    """Write one utterance as stdin asks for, in a process that may hang or be ended by eSpeak NG."""
    from speech.synthesizers.pyttsx3_process import main

    return main()
