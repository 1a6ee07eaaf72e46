import csv
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.packs import PackError, load_pack
from kiosk.understanding import phone, understand
from kiosk.understanding.digits import digits
from kiosk.understanding.whose import evidence
from tests.said_sets import READ, SAID, TAGS, labelled, sentences

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


@pytest.mark.parametrize("which", ["dev", "fresh"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_of_the_labelled_requests_is_exact_and_none_is_invented(
    language: str, which: str
) -> None:
    """Theirs where they say so; offered, or left in the words, where they only give it."""
    pack = load_pack(TAGS[language])
    unsaid = 0
    with (DATA / f"requests.{which}.{language}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found = phone.find(row["text"], pack)
            unsaid += bool(row["phone"] and not found)
            assert found in ("", row["phone"]), row["id"]
            assert phone.offered(phone.numbers(row["text"], pack)) in ("", row["phone"]), row["id"]
    assert unsaid <= 8


@pytest.mark.parametrize("folder", [SAID, READ], ids=["said", "read"])
@pytest.mark.parametrize("language", TAGS)
def test_a_number_that_is_anothers_or_no_phone_is_never_the_contact(language: str, folder: Path) -> None:
    pack = load_pack(TAGS[language])
    requests = sentences(f"others-phone.{language}.txt", folder)
    assert [request for request in requests if phone.find(request, pack)] == []
    asked = [request for request in requests if phone.offered(phone.numbers(request, pack))]
    assert len(asked) <= len(requests) / 20, "whose it plainly is need not be asked"


@pytest.mark.parametrize("folder", [SAID, READ], ids=["said", "read"])
@pytest.mark.parametrize("language", TAGS)
def test_a_number_that_they_say_is_theirs_is_the_contact_digit_by_digit(language: str, folder: Path) -> None:
    pack = load_pack(TAGS[language])
    own = labelled(f"own-phone.{language}.tsv", folder)
    wrong = [(digits, request) for digits, request in own if phone.find(request, pack) != digits]
    assert len(wrong) <= len(own) / 40, wrong


@pytest.mark.parametrize(
    ("tag", "said", "number"),
    [
        ("zh-CN", "+86 139 1234 5678 是我的手机", "13912345678"),
        ("zh-CN", "我电话八六一三九一二三四五六七八", "13912345678"),
        ("zh-CN", "我手机零零八六幺三九幺二三四五六七八", "13912345678"),
        ("en", "my number is +44 7700 900123", "447700900123"),
    ],
)
def test_a_number_may_have_the_prefix_of_its_country(tag: str, said: str, number: str) -> None:
    assert phone.find(said, load_pack(tag)) == number


@pytest.mark.parametrize(
    ("tag", "said", "number"),
    [
        (
            "zh-CN",
            "我那两个儿子谁也不理谁想请街道上会劝人的来给调解调解我今年八十八我记的是这个号幺四七三三六零零幺二九",
            "14733600129",
        ),
        ("zh-CN", "能不能上门换水管五五五零二二幺七", "55502217"),
        ("zh-CN", "我叫彭桂芝低保停了两个月了一三二六四八七一九五零", "13264871950"),
        (
            "en",
            "He is diabetic. The key is inside and the windows are shut. Send help immediately! 98200 55533",
            "9820055533",
        ),
        (
            "en",
            "please get it cleaned i am a heart patient nine eight four double oh double five five one two",
            "9840055512",
        ),
    ],
)
def test_a_number_at_the_end_of_ones_own_request_is_the_contact_or_asked_about(
    tag: str, said: str, number: str
) -> None:
    request = understand(said, load_pack(tag))
    assert (request.phone or request.phone_offered) == number


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("zh-CN", "我们村书记手机一三八零零一二三四五六打了不接"),
        ("zh-CN", "打我手机的是一三八零零一二三四五六说我中奖了"),
        ("zh-CN", "我打一三八零零一二三四五六问低保他们说不知道"),
        (
            "en",
            "my neighbour's mobile is oh seven seven double oh nine double oh one two three he won't stop",
        ),
        ("en", "the pub oh seven seven double oh nine double oh one two three blasts music"),
        (
            "en",
            "i was told to ring oh seven seven double oh nine double oh one two three and it's disconnected",
        ),
    ],
)
def test_a_number_that_stands_nearer_to_somebody_else_is_theirs(tag: str, said: str) -> None:
    request = understand(said, load_pack(tag))
    assert (request.phone, request.phone_offered) == ("", "")


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("zh-CN", "骗子说有事联系我一三八零零一二三四五六"),
        ("zh-CN", "卡片上写着需要的话打我电话一三八零零一二三四五六"),
        ("zh-CN", "短信说妈我换号了这是我的新号一三八零零一二三四五六"),
        ("en", "the card says call me on oh seven seven double oh nine double oh one two three"),
        (
            "en",
            "a text saying hi mum my new number is oh seven seven double oh nine double oh one two three",
        ),
    ],
)
def test_a_number_that_somebody_else_calls_theirs_is_not_the_residents(tag: str, said: str) -> None:
    request = understand(said, load_pack(tag))
    assert (request.phone, request.phone_offered) == ("", "")


@pytest.mark.parametrize("language", TAGS)
@given(st.data())
def test_digits_in_a_number_are_those_that_were_said(language: str, data: st.DataObject) -> None:
    pack = load_pack(TAGS[language])
    number = (
        "1" + data.draw(st.sampled_from("3589")) + data.draw(st.text("0123456789", min_size=9, max_size=9))
    )
    words = [pack.words.digits[d][0] for d in number]
    said = ("我电话" if language == "zh" else "my number is ") + ("" if language == "zh" else " ").join(words)
    assert phone.find(said, pack) == number


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
    pack = load_pack(tag)
    assert number in (phone.find(said, pack), phone.offered(phone.numbers(said, pack)))


def test_numbers_are_grouped_for_the_eye() -> None:
    assert load_pack("zh-CN").phone.group("13800138000") == "138 0013 8000"
    assert load_pack("zh-CN").phone.group("65220187") == "6522 0187"
    assert load_pack("en").phone.group("2025550143") == "202 555 0143"
    assert load_pack("en").phone.group("07700900143") == "07700 900143"


def test_a_number_of_the_wrong_length_is_not_valid() -> None:
    assert not load_pack("zh-CN").phone.valid("1380013800")
    assert not load_pack("zh-CN").phone.valid("12345678901")
    assert load_pack("zh-CN").phone.valid("16420993318")


def test_what_is_said_after_a_whole_number_mends_no_digit_of_it() -> None:
    said = "my cell is eight six eight five five five oh one seven three no water in the pipe four days now"
    assert phone.find(said, load_pack("en")) == "8685550173"
    mended = "my cell is eight six eight five five five oh one seven three no it's four"
    assert phone.find(mended, load_pack("en")) == "8685550174"


def test_a_pack_whose_signs_are_no_patterns_is_named(tmp_path: Path) -> None:
    (tmp_path / "whose.toml").write_text("[patterns]\nown = ['my (phone']\n", encoding="utf-8")
    pack = msgspec.structs.replace(load_pack("en"), folder=tmp_path)
    with pytest.raises(PackError, match=r"whose\.toml"):
        evidence("my phone", "", "07700900123", pack)


def test_without_signs_every_number_is_asked_about(tmp_path: Path) -> None:
    pack = msgspec.structs.replace(load_pack("en"), folder=tmp_path)
    found = phone.numbers("the number is oh seven seven double oh nine double oh one two three", pack)
    assert phone.offered(found) == "07700900123"


@pytest.mark.parametrize(
    ("tag", "said", "number"),
    [
        ("zh-CN", "一五零一零六七三三八五最后一位是二不是五", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五不是五是二", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五是二不是五", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五不对最后是二", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五错了最后两位是八二", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五不对是二", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五不是不是八二", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五不是一五零一零六七三三八二", ""),
        ("zh-CN", "一五零一零六七三三八五不对一五零一零六七三三八二", "15010673382"),
        ("zh-CN", "一五一不对一五零一零六七三三八二", "15010673382"),
        ("zh-CN", "一五零一零六九不对六七三三八二", "15010673382"),
        ("zh-CN", "幺五零幺零六七三三八五说错了三三八二", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五等等是八二", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五不是一五零一零六七三三八五", "15010673385"),
        ("zh-CN", "一五零一零六七三三八五尾号是三三八二", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五末尾是二不是五", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五我说错了末尾是二", "15010673382"),
        ("zh-CN", "一五零一零六七三三八五最后一位是二不是九", ""),
        ("en", "oh seven seven double oh nine double oh four five five no nine not five", "07700900459"),
        ("en", "oh seven seven double oh nine double oh four five five sorry nine not five", "07700900459"),
        ("en", "oh seven seven double oh nine double oh four five five nine not five", "07700900459"),
        ("en", "oh seven seven double oh nine double oh four five five no not five nine", "07700900459"),
        ("en", "oh seven seven double oh nine double oh four five five the last is nine", "07700900459"),
        (
            "en",
            "oh seven seven double oh nine double oh four five five it ends in nine not five",
            "07700900459",
        ),
        ("en", "oh seven seven double oh nine double oh four five five no four five nine", "07700900459"),
        ("en", "oh seven seven double oh nine double oh four five five sorry five nine", "07700900459"),
        (
            "en",
            "oh seven seven double oh eight no wait oh seven seven double oh nine double oh four five nine",
            "07700900459",
        ),
        (
            "en",
            "oh seven double seven sorry oh seven seven double oh nine double oh four five nine",
            "07700900459",
        ),
        ("en", "oh seven seven double oh eight no nine double oh four five nine", "07700900459"),
        ("en", "oh seven seven double oh nine double oh four five nine not eight", "07700900459"),
        ("en", "oh seven seven double oh nine double oh four five five i mean nine", "07700900459"),
        (
            "en",
            "oh seven seven double oh nine double oh four five five make that four five nine",
            "07700900459",
        ),
        (
            "en",
            "oh seven seven double oh nine double oh four five five that should be nine at the end",
            "07700900459",
        ),
        (
            "en",
            "oh seven seven double oh nine double oh four nine five sorry four five nine oh seven seven "
            "double oh nine double oh four five nine",
            "07700900459",
        ),
        ("zh-CN", "一三九零四个六三不对是三个六一三九零六六六四三二九", "13906664329"),
    ],
)
def test_a_digit_that_is_taken_back_is_another_on_the_keypad_and_in_a_request(
    tag: str, said: str, number: str
) -> None:
    pack = load_pack(tag)
    assert digits(said, pack) == number
    assert phone.find(("我电话" if tag == "zh-CN" else "ring me on ") + said, pack) == number


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(1, 8), st.integers(1, 9), st.data())
def test_a_slip_that_is_mended_leaves_the_right_number_or_none(
    rest: str, at: int, other: int, data: st.DataObject
) -> None:
    """Whichever digit was wrong, and however it is taken back."""
    tag, start, space = data.draw(st.sampled_from([("zh-CN", "139", ""), ("en", "077", " ")]))
    pack = load_pack(tag)
    right = start + rest
    slip = right[:-at] + str((int(right[-at]) + other) % 10) + right[len(right) - at + 1 :]

    def words(digits: str) -> str:
        return space.join(pack.words.digits[d][0] for d in digits)

    wrong, mended = words(slip[-at:]), words(right[-at:])
    ways = {
        "zh-CN": ["不对", "不对是", "说错了", "不是不是", "不是", f"不是{wrong}是", "尾号是"],
        "en": ["no", "sorry", "no wait", "i mean", f"no not {wrong} it's", "it ends in"],
    }
    said = space.join((words(slip), data.draw(st.sampled_from(ways[tag])), mended))
    assert digits(said, pack) in (right, "")
    assert phone.find(("我电话" if tag == "zh-CN" else "ring me on ") + said, pack) in (right, "")
