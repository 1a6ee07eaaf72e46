from __future__ import annotations

import pytest

from speech.synthesizers.korean import kokoro_korean


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("고장났습니다", "koʥaŋnatsɯmnida"),  # a stop before a nasal becomes one
        ("물이", "muɾi"),  # a final moves to an empty onset
        ("없어요", "ʌpsʌjo"),
        ("괜찮아요", "kwɛnʨʰanajo"),  # ㅎ between vowels is silent
        ("좋다", "tɕotʰa".replace("tɕ", "ʨ")),  # ㅎ makes the next stop aspirated
        ("신라", "ɕilla"),
        ("같이", "kaʨʰi"),
        ("1 0", " il   jʌŋ "),
    ],
)
def test_korean_is_said_as_it_is_spoken_not_as_it_is_spelt(written: str, said: str) -> None:
    assert kokoro_korean(written) == said
