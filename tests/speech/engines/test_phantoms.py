"""What Whisper writes under silence is nothing that was said."""

from __future__ import annotations

import pytest

from speech.engines.base import Word, Words
from speech.engines.phantoms import spoken, without_phantoms


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for watching!",
        "Thank you for watching.",
        "Thank you so much for watching, and see you in the next video.",
        "Subtitles by the Amara.org community",
        "Subtitles by SteamTeamExtra",
        "Transcription by CastingWords",
        "Please like and subscribe to my channel.",
        "Please subscribe. Thanks for watching.",
        "感谢观看",
        "谢谢大家观看！",
        "感谢您的收看，我们下期再见",
        "字幕由Amara.org社区提供",
        "字幕志愿者 杨茜茜",
        "字幕by索兰娅",
        "中文字幕志愿者 李宗盛",
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "优优独播剧场——YoYo Television Series Exclusive",
        "시청해주셔서 감사합니다",
    ],
)
def test_a_phantom_is_nothing_heard(text: str) -> None:
    assert spoken(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Thank you.",
        "The subtitles on the screen at the station are too small.",
        "Nobody is watching the playground.",
        "The lift was repaired by a man who left it open.",
        "I subscribe to the paper and it never comes.",
        "字幕太小看不清",
        "谢谢你们把路灯修好了",
        "他们天天在楼下直播，吵得很，还让人点赞",
        "下次再见到他我就报警",
        "yes",
        "对",
    ],
)
def test_what_a_resident_may_say_stays(text: str) -> None:
    assert spoken(text) == text


def test_a_phantom_before_or_behind_what_was_said_is_cut_off_with_its_words() -> None:
    words = ("The", "lift", "is", "broken.", "Thanks", "for", "watching!")
    heard = Words(
        " ".join(words), tuple(Word(w, n, n + 1.0) for n, w in enumerate(words)), ("Please subscribe.",)
    )
    said = without_phantoms(heard)
    assert said.text == "The lift is broken."
    assert [word.word for word in said.words] == ["The", "lift", "is", "broken."]
    assert said.others == ()
    assert spoken("请不吝点赞订阅。楼道的灯坏了。") == "楼道的灯坏了。"
