"""The voice: how soon it sounds, how soon it is silent, what it holds, and how fast it speaks.

First sound and silence are measured inside the voice child: from the line read on its stdin to the first
block of the sentence (which begins with at most 20 ms of silence) handed to PortAudio, and to the last one
plus the device's own latency. A virtual sound card plays the packs' first voices. ``bench_spoken`` tells how
well they are understood.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.packs import load_pack
from speech.pcm import polish
from speech.protocol import VoiceSpec
from speech.sayas import spoken
from speech.sayas.ruby import words_only
from speech.sentences import clauses
from speech.synthesizers.voices import load
from tests.benchmarks.table import Row, percentile
from tests.benchmarks.voices import there
from tests.listener import units
from tests.speech.voice_child import LANGUAGES, VoiceChild
from tests.synthetic_speech import models
from tests.virtual_audio import Recording, virtual_sound_card

TIMES = 8
PROMPT = {"en": "What is wrong?", "zh-CN": "您请说。"}
LEAD = {"en": "You said this.", "zh-CN": "我听到的是："}
MINE = {
    "en": "At house {} the light in front of the door is broken, and nobody came.",
    "zh-CN": "{}号楼的路灯坏了，没有人来修。",
}
SENTENCES = {
    "en": [
        "You speak, I listen.",
        "Please tell me what happened, in your own words.",
        "I did not hear that. Please say it again.",
        "You said: the street light in front of our building is broken.",
        "Is that right? Say yes, or say no.",
        "Where did this happen?",
        "Your number is 4 0 2 7 1 9.",
        "Someone will call you within three days.",
        "What you say stays in this machine.",
        "If you need help, press the large button.",
    ],
    "zh": [
        "您好，请告诉我您遇到了什么问题。",
        "我没有听清楚，请再说一遍。",
        "我听到的是：我们楼下的路灯坏了三天了。",
        "这样对吗？请说对，或者不对。",
        "请问这件事发生在什么地方？",
        "您的号码是 4 0 2 7 1 9。",
        "社区工作人员会在三天之内联系您。",
        "您说的话只留在这台机器里。",
        "电梯坏了，老人上不了楼。",
        "需要帮助的时候，请按红色的按钮。",
    ],
    "ko": [
        "안녕하세요.",
        "무슨 일이 있으신가요?",
        "다시 한 번 말씀해 주세요.",
        "엘리베이터가 고장 났습니다.",
        "물이 안 나와요.",
        "이 번호가 맞습니까?",
        "도움이 필요하시면 큰 버튼을 누르세요.",
    ],
}


def run() -> list[Row]:
    """Measure, and give the rows."""
    rows = []
    with virtual_sound_card() as card, tempfile.TemporaryDirectory() as folder:
        recording = card.record()  # an idle sink would swallow the first sound
        for language in ("en", "zh-CN"):
            rows += _of_language(language, Path(folder), recording)
        recording.stop()
    packs = [load_pack(tag) for tag in ("en", "zh-CN", "ko")]
    return rows + [_pace(pack.tag, voice) for pack in packs for voice in there(pack)]


def _languages() -> dict[str, dict[str, Any]]:
    """The voice child's languages, each spoken by its pack's own voices."""
    return {
        tag: given | {"voices": [asdict(voice) for voice in there(load_pack(tag))]}
        for tag, given in LANGUAGES.items()
        if tag != "xx"
    }


def _of_language(language: str, cache: Path, recording: Recording) -> list[Row]:
    child = VoiceChild(cache, languages=_languages())
    child.send(do="prepare", language=language)
    ready = child.wait("ready", language=language)
    started = time.monotonic() - child.began
    child.wait("cached", true=lambda m: m["done"] == m["of"])
    child.wait_until_idle()
    voice = ready["voice"]

    cached = [_first_sound(child, language, [PROMPT[language]]) for _ in range(TIMES)]
    air = [_heard_after(child, recording, language) for _ in range(5)]
    cold = [_first_sound(child, language, [MINE[language].format(20 + n)]) for n in range(TIMES)]
    likely = [MINE[language].format(50 + n) for n in range(TIMES)]
    child.send(do="prerender", language=language, sentences=[{"text": t, "private": True} for t in likely])
    child.wait_until_idle()
    ahead = [_first_sound(child, language, [text]) for text in likely]
    hushed = [_silence(child, language, n) for n in range(TIMES)]
    gaps = [_gap(child, language, n) for n in range(4)]
    memory = child.wait_until_idle()["rss_mb"]
    child.send(do="stop")
    child.close()
    read_back = "first sound of a read-back"
    return [
        _at_most(f"process start to ready, {voice}", started * 1000, None, "model in the file cache"),
        _at_most(f"say to first sound, cached prompt, {language}, p95", percentile(cached, 95), 100),
        _at_most(f"the same, recorded from the loudspeaker, {language}, max of 5", max(air), None),
        _at_most(f"{read_back}, rendered ahead, {language}, p95", percentile(ahead, 95), 500),
        _at_most(
            f"{read_back}, nothing ahead, {language}, p95",
            percentile(cold, 95),
            700,
        ),
        _at_most(
            f"gap between a cached lead-in and the resident's words, nothing ahead, {language}, max",
            max(gaps),
            None,
        ),
        _at_most(f"hush to silence while rendering, {language}, p95", percentile(hushed, 95), 100),
        Row(f"memory of the voice, {voice}", "<= 250 MB", f"{memory:.0f} MB", memory <= 250),
    ]


def _first_sound(child: VoiceChild, language: str, texts: list[str]) -> float:
    begin = len(child.messages)
    said = child.say(language, *texts)
    after = child.wait("saying", after=begin, id=said, index=0)["after_ms"]
    child.send(do="hush")
    child.wait("silent", after=begin)
    return float(after)


def _heard_after(child: VoiceChild, recording: Recording, language: str) -> float:
    """From the say sent to sound in the loudspeaker's recording, ms (its own 20 ms blocks included)."""
    deadline = time.monotonic() + 5
    while recording.peak(0.2) > 200 and time.monotonic() < deadline:
        time.sleep(0.005)
    at = time.monotonic()
    said = child.say(language, PROMPT[language])
    while recording.peak(0.05) < 400 and time.monotonic() < deadline:
        time.sleep(0.002)
    after = (time.monotonic() - at) * 1000
    child.wait("said", id=said)
    return after


def _silence(child: VoiceChild, language: str, n: int) -> float:
    begin = len(child.messages)
    words = [MINE[language].format(800 + 10 * n + k) for k in range(3)]
    said = child.say(language, PROMPT[language], *words)  # the others are rendered while this one sounds
    child.wait("saying", after=begin, id=said)
    child.send(do="hush")
    return float(child.wait("silent", after=begin)["after_ms"])


def _gap(child: VoiceChild, language: str, n: int) -> float:
    said = child.say(language, LEAD[language], MINE[language].format(900 + n))
    first = child.wait("saying", id=said, index=0)
    second = child.wait("saying", id=said, index=1)
    child.send(do="hush")
    child.wait("said", id=said)
    return float(second["after_ms"] - first["after_ms"] - 1000 * first["duration_s"])


def _pace(tag: str, wanted: VoiceSpec) -> Row:
    language = tag.split("-")[0]
    voice = load(wanted, tag, models())
    total = 0
    seconds = spent = 0.0
    for text in SENTENCES[language]:
        for clause in clauses(spoken(text, tag)):
            began = time.monotonic()
            sound = polish(voice.render(clause.text))
            spent, seconds = spent + time.monotonic() - began, seconds + sound.seconds
            total += len(units(words_only(clause.text), language))
    note = f"real-time factor {spent / seconds:.2f}"
    what = "words" if language == "en" else "characters"
    return Row(
        f"own pace, {tag}, {voice.name}", "", f"{60 * total / seconds:.0f} {what} a minute", None, note
    )


def _at_most(what: str, ms: float, goal: float | None, note: str = "") -> Row:
    return Row(what, f"<= {goal:.0f} ms" if goal else "", f"{ms:.0f} ms", ms <= goal if goal else None, note)
