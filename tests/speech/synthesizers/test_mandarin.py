from __future__ import annotations

import json

from speech.sayas import spoken
from speech.sayas.latin import LETTERS, WORDS
from speech.sayas.readings import words
from speech.synthesizers.mandarin import kokoro_phonemes, pinyin
from tests.synthetic_speech import models


def test_espeak_gets_words_apart_and_half_width_marks() -> None:
    assert pinyin("银行，不对。") == "yin2hang2 , bu2dui4 ."


def test_the_phonemes_are_those_that_kokoro_was_trained_on() -> None:
    """As misaki 0.9.4, the model's own converter, gives them (which does not change 谢谢 and 这儿)."""
    assert kokoro_phonemes("路灯坏了三天了。") == "lu↘ tə→ŋ xwai↘ lɤ sa→n tʰjɛ→n lɤ."
    assert kokoro_phonemes("请问怎么办？") == "ʨʰi↓ŋ wə↘n ʦə↓nmɤ pa↘n?"
    assert kokoro_phonemes("女儿用月租") == "ny↓ɚ↗ jʊ↘ŋ ɥe↘ ʦu→"
    assert kokoro_phonemes("知日四云远") == "ꭧɨ→ ɻɨ↘ sɨ↘ y↗n ɥɛ↓n"


def test_the_model_knows_every_phoneme_of_every_latin_letter() -> None:
    vocabulary = json.loads((models() / "kokoro-82m-int8" / "vocab.json").read_bytes())["vocab"]
    for word in [*LETTERS, *WORDS]:
        said = kokoro_phonemes(spoken(word, "zh-CN"))
        assert said
        assert set(said) <= set(vocabulary), (word, said)
        assert all(s[-1] in "12345" for w in words(spoken(word, "zh-CN")) for s in w.pinyin)
