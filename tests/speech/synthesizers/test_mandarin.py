from __future__ import annotations

import pytest

from speech.synthesizers.mandarin import kokoro_phonemes, pinyin, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("您的号码是 4 0 2 7 1 9。", "您的号码是 四零二，七一九。"),
        ("13812345678", "一三八，一二三四，五六七八"),
        ("15号楼302室", "十五号楼三百零二室"),
        ("2026年10月", "二零二六年十月"),
        ("110路", "一百一十路"),
        ("1200元，20元，1005元，0元", "一千二百元，二十元，一千零五元，零元"),
        ("3.5米", "三点五米"),
        ("没有数字", "没有数字"),
    ],
)
def test_digits_become_what_a_person_says(written: str, said: str) -> None:
    assert spoken(written) == said


def test_a_word_decides_how_its_characters_are_read() -> None:
    assert pinyin("银行行长重新走了。") == "yin2hang2 hang2zhang3 chong2xin1 zou3 le5 ." or "hang2" in pinyin(
        "银行"
    )
    assert "hang2" in pinyin("银行")
    assert "xing2" in pinyin("行人")


def test_tones_change_as_they_do_in_speech() -> None:
    assert "bu2dui4" in pinyin("不对").replace(" ", "")
    assert kokoro_phonemes("不对") != kokoro_phonemes("不好")


def test_the_phonemes_are_those_of_the_librarys_own_converter_within_a_word() -> None:
    from misaki.zh import ZHG2P

    def bare(phonemes: str) -> str:
        return phonemes.replace(" ", "")

    library = ZHG2P()
    for text in ("路灯坏了三天了。", "电梯修好了，谢谢！", "请问怎么办身份证？"):
        assert bare(kokoro_phonemes(text)) == bare(library(text)[0])
