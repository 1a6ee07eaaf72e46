import csv
from pathlib import Path

import pytest

from kiosk.packs import load_pack
from kiosk.understanding import phone
from kiosk.understanding.digits import digits

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("tag", "said", "number"),
    [
        ("zh-CN", "幺三八 零零幺三 八千", "13800138000"),
        ("zh-CN", "13800138000", "13800138000"),
        ("zh-CN", "幺三八零零幺三八零零幺 不对 最后是 零零零", "13800138000"),
        ("zh-CN", "幺三八 零零幺三 八零零零 不对 幺三九 零零幺三 八零零零", "13900138000"),
        ("zh-CN", "零幺零 六二三四 五六七八", "01062345678"),
        ("en", "oh seven seven double oh nine oh oh one four three", "07700900143"),
        ("en", "two oh two triple five oh one for three", "2025550143"),
        ("en", "six five double one no sorry six five double two three oh nine four", "65223094"),
        ("en", "six five five two um oh one eight seven", "65520187"),
        ("ko", "공일공 일이삼사 오육칠팔", ""),
    ],
)
def test_a_number_said_in_one_breath(tag: str, said: str, number: str) -> None:
    if number:
        assert digits(said, load_pack(tag)) == number
        assert phone.find(f"{'我电话' if tag == 'zh-CN' else 'ring me on'} {said}", load_pack(tag)) == number


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_of_the_development_requests_is_exact_and_none_is_invented(language: str) -> None:
    pack = load_pack("zh-CN" if language == "zh" else "en")
    with (DATA / f"requests.dev.{language}.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            assert phone.find(row["text"], pack) == (row["phone"] or ""), row["id"]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("zh-CN", "我一九七二年下乡 一九八五年回城"),
        ("zh-CN", "身份证号是一一零一零五一九四九一二三一零零二三"),
        ("zh-CN", "三号楼二单元五零二 路灯坏了三天"),
        ("zh-CN", "我打了一二三四五也没人管"),
        ("zh-CN", "卡号是六二二二零二一二三四五六七八九"),
        ("zh-CN", "三零二路改道了"),
        ("en", "i was born in nineteen thirty four and i'm ninety two"),
        ("en", "number twelve flat five oh two"),
        ("en", "my account number is one two three four five six seven eight"),
        ("en", "i rang nine nine nine"),
    ],
)
def test_no_number_is_made_out_of_years_addresses_and_accounts(tag: str, said: str) -> None:
    assert phone.find(said, load_pack(tag)) == ""


@pytest.mark.parametrize(
    ("tag", "said", "number"),
    [
        (
            "zh-CN",
            "发票号是零二二七幺九三四，我电话幺六九五零二幺四三八七，我一个老太太能怎么办",
            "16950214387",
        ),
        ("zh-CN", "慢病本怎么办，电话五五五二，哦前头加零一零，五五五二六四七幺", "01055526471"),
        ("en", "She is 84. No case number in five weeks. Tel. (010) 5560 2271.", "01055602271"),
        ("en", "ring me on three five three, eight seven, triple two, oh one four six", "353872220146"),
        ("en", "Kindly look into the matter. Contact: 98100 55143.", "9810055143"),
        (
            "en",
            "flat five oh two ring oh double seven double oh nine double oh one two three",
            "07700900123",
        ),
    ],
)
def test_a_number_is_found_among_other_numbers(tag: str, said: str, number: str) -> None:
    assert phone.find(said, load_pack(tag)) == number


def test_numbers_are_grouped_for_the_eye() -> None:
    assert load_pack("zh-CN").phone.group("13800138000") == "138 0013 8000"
    assert load_pack("zh-CN").phone.group("65220187") == "6522 0187"
    assert load_pack("en").phone.group("2025550143") == "202 555 0143"
    assert load_pack("en").phone.group("07700900143") == "07700 900143"


def test_a_number_of_the_wrong_length_is_not_valid() -> None:
    assert not load_pack("zh-CN").phone.valid("1380013800")
    assert not load_pack("zh-CN").phone.valid("12345678901")
    assert load_pack("zh-CN").phone.valid("16420993318")
