import pytest

from kiosk.packs import load_pack
from kiosk.understanding import listening_phrases
from kiosk.understanding.answers import answer

CHECK = ("yes", "again", "change", "read", "back", "repeat", "help")
CHOICES = ("choice-1", "choice-2", "choice-3", "other", "back", "help")
ZH = {"choice-1": "路灯照明", "choice-2": "供暖", "choice-3": "噪声扰民", "other": "其他"}
EN = {"choice-1": "Street lights", "choice-2": "Heating", "choice-3": "Noise", "other": "Something else"}
YES_NO = ("yes", "no")


@pytest.mark.parametrize(
    "said",
    [
        "嗯",
        "对",
        "行",
        "中",
        "可以",
        "没错",
        "是 的",
        "对 对 对",
        "嗯 对 就是 这样",
        "对 就 这么 写",
        "不错",
        "没 问题",
        "是是是",
        "好的 好的",
    ],
)
def test_yes_in_mandarin(said: str) -> None:
    assert answer(said, load_pack("zh-CN"), YES_NO) == "yes"


@pytest.mark.parametrize(
    "said",
    [
        "不对",
        "不是",
        "错 了",
        "不用",
        "不 不 不",
        "不对 不对 是 三号楼",
        "不是 这样 的",
        "不大 对",
        "嗯 不对",
        "没有",
        "对 但是 楼号 错 了",
        "是 不过 电话 不对",
    ],
)
def test_no_in_mandarin(said: str) -> None:
    assert answer(said, load_pack("zh-CN"), YES_NO) == "no"


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "yeah",
        "right",
        "that's it",
        "yes please",
        "yes that's right",
        "that is right dear",
        "uh huh",
        "yep that's the one",
        "oh yes",
        "no mistake",
        "yes yes yes",
    ],
)
def test_yes_in_english(said: str) -> None:
    assert answer(said, load_pack("en"), YES_NO) == "yes"


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "nope",
        "not quite",
        "no that's wrong",
        "that's not right",
        "no no no",
        "yes but the number is wrong",
        "it isn't",
        "well no",
        "that's not what i said",
        "no thank you",
    ],
)
def test_no_in_english(said: str) -> None:
    assert answer(said, load_pack("en"), YES_NO) == "no"


SAID = {
    ("zh-CN", "yes"): (
        "中 得嘞 莫得问题 冇问题 要得 使得 着哇 就是嘛 可不是嘛 那可不 嗯呐 "
        "是嘞 对咯 那就这样吧 没啥问题 没写错 没听错 一点儿不差 也行 "
        "听你的 妥妥的 您说得对 没有问题 当然了"
    ),
    ("zh-CN", "no"): (
        "冇 莫得 不得行 唔系 甭了 不必了 谢谢不用 拉倒吧 不大对劲 差一点 "
        "你听岔了 没这回事 不太愿意 还没解决 不顶用 对倒是对就是少了一个字 "
        "是但是楼号不对 行是行不过得改改"
    ),
    ("en", "yes"): (
        "aye|go ahead|go on then|that'll do|you bet|okey dokey|righto|bang on|haan|i reckon so|"
        "i suppose so|yes ji|all good|nothing to change|definitely|why not|near enough|that's me|"
        "couldn't be better"
    ),
    ("en", "no"): (
        "nah|not really|not exactly|hardly|no ta|not on your life|i think not|better not|"
        "not just now|nahi|nay|absolutely not|you've misheard|it did not|still broken|almost right|"
        "i'd rather you didn't|nah you're all right|yes but it's number four|yes except the number|"
        "i haven't"
    ),
}


@pytest.mark.parametrize(
    ("tag", "meant", "said"),
    [
        (tag, meant, one)
        for (tag, meant), all_said in SAID.items()
        for one in all_said.split("|" if tag == "en" else " ")
    ],
)
def test_yes_and_no_of_many_mouths(tag: str, meant: str, said: str) -> None:
    assert answer(said, load_pack(tag), YES_NO) == meant


def test_yes_but_is_a_change_where_that_is_offered() -> None:
    assert answer("yes but it's building three", load_pack("en"), CHECK) == "change"
    assert answer("对 但是 是 三号楼", load_pack("zh-CN"), CHECK) == "change"


@pytest.mark.parametrize("said", ["", "的", "我们楼下的路灯坏了三天了还没有人来修你们管不管"])
def test_other_talk_is_no_answer_in_mandarin(said: str) -> None:
    assert answer(said, load_pack("zh-CN"), YES_NO) is None


@pytest.mark.parametrize("said", ["", "the", "the lamp outside my house has been out for a week now"])
def test_other_talk_is_no_answer_in_english(said: str) -> None:
    assert answer(said, load_pack("en"), YES_NO) is None


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("第一个", "choice-1"),
        ("就 第二个 吧", "choice-2"),
        ("三", "choice-3"),
        ("供暖", "choice-2"),
        ("路灯", "choice-1"),
        ("工暖", "choice-2"),
        ("都 不是", "other"),
        ("返回", "back"),
        ("噪声 扰民", "choice-3"),
    ],
)
def test_a_choice_in_mandarin_by_place_label_or_sound(said: str, code: str) -> None:
    assert answer(said, load_pack("zh-CN"), CHOICES, ZH) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("the first one", "choice-1"),
        ("number two please", "choice-2"),
        ("heating", "choice-2"),
        ("eating", "choice-2"),
        ("street light", "choice-1"),
        ("none of these", "other"),
        ("go back", "back"),
        ("it's about the noise", "choice-3"),
    ],
)
def test_a_choice_in_english_by_place_label_or_sound(said: str, code: str) -> None:
    assert answer(said, load_pack("en"), CHOICES, EN) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("再说一遍", "repeat"),
        ("帮帮我", "help"),
        ("念给我听", "read"),
        ("改一下", "change"),
        ("我 重说", "again"),
        ("请 再 说 一遍", "repeat"),
    ],
)
def test_commands_in_mandarin(said: str, code: str) -> None:
    assert answer(said, load_pack("zh-CN"), CHECK) == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("say that again please", "repeat"),
        ("i need help", "help"),
        ("read it to me", "read"),
        ("change it", "change"),
    ],
)
def test_commands_in_english(said: str, code: str) -> None:
    assert answer(said, load_pack("en"), CHECK) == code


def test_homophones_are_taken_only_for_the_whole_utterance() -> None:
    zh = load_pack("zh-CN")
    assert answer("队", zh, YES_NO) == "yes"
    assert answer("部队", zh, YES_NO) == "no"
    assert answer("布队来了很多人在我家门口吵", zh, YES_NO) is None


def test_a_code_that_is_not_offered_is_not_answered() -> None:
    assert answer("yes", load_pack("en"), ("back",)) is None


def test_korean_yes_and_no() -> None:
    ko = load_pack("ko")
    assert [answer(s, ko, YES_NO) for s in ("네", "아니요", "네 맞아요", "아니 틀렸어요")] == [
        "yes",
        "no",
        "yes",
        "no",
    ]


@pytest.mark.parametrize(
    "said", ["I think the second one", "the second one I would say", "well, the second one"]
)
def test_the_one_in_the_second_one_is_no_first(said: str) -> None:
    assert answer(said, load_pack("en"), ("choice-1", "choice-2", "back")) == "choice-2"


def test_what_is_listened_for_are_the_phrases_of_the_codes_and_labels() -> None:
    heard = listening_phrases(load_pack("en"), ("yes", "choice-1"), {"choice-1": "Street lights"})
    assert {"yes", "that's right", "the first one", "street lights", "help"} <= set(heard)
    assert len(heard) == len(set(heard))
    assert "路灯照明" in listening_phrases(load_pack("zh-CN"), ("choice-1",), ZH)


def test_whisper_is_told_last_what_the_screen_offers() -> None:
    """It remembers only the end: first phrases stand there, and those of the offered codes behind all."""
    heard = listening_phrases(load_pack("en"), ("louder", "back", "no", "yes"), offered=("yes", "no"))
    order = [heard.index(phrase) for phrase in ("turn it up", "spot on", "louder", "nope", "yes")]
    assert order == sorted(order)
    assert heard[-1] == "yes"
