"""Sample views: every screen, with the packs' own sentences and a request in each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from kiosk import languages
from kiosk.conversation.flow import RESIDENT
from kiosk.conversation.keypad import Keypad
from kiosk.conversation.matter import FollowUp, Matter, Progress
from kiosk.conversation.presenter import view_of
from kiosk.conversation.relay import Relay, RelayLine, Side
from kiosk.conversation.samples import MATTER
from kiosk.conversation.session import Comfort, Draft, Ears, Overlay, Session, SlipState, Station, Step, Word
from kiosk.conversation.view import View
from kiosk.packs import Pack, load_pack
from kiosk.understanding.understood import Candidate, Urgency

SCREENS = (*(step.value for step in Step), *(overlay.value for overlay in Overlay if overlay.value))
MORE = (
    "welcome-deaf",
    "speak-quiet",
    "speak-long",
    "speak-deaf",
    "categories-group",
    "check-long",
    "check-hurt",
    "emergency-hurt",
    "mend-alone",
    "mend-heard",
    "mend-long",
    "readback-long",
    "contact-empty",
    "contact-wrong",
    "contact-dialling",
    "contact-offered",
    "ticket-empty",
    "ticket-wrong",
    "unknown-failed",
    "status-kept",
    "status-closed",
    "status-withdrawn",
    "noted-withdrawn",
    "noted-failed",
    "help-nobody",
    "help-answered",
    "done-printed",
    "comfort-headphones",
    "relay-empty",
    "relay-dictating",
    "relay-helper",
    "relay-resident",
)
"""Screens in another state: nothing said yet, a group of categories that is open, a very long request,
somebody is being hurt, no ears, no digits, wrong digits, digits that are
being dialled, digits that nobody said the owner of;
a number that was not keyed yet, or cannot be one; nobody can look it up; a ticket that waits, is finished or
was taken back; what was done about one;
nothing else that it may be; a slip of paper that came out; what is being heard; nobody came for a minute,
or somebody did;
headphones to choose; in the relay nothing written yet, the volunteer speaks, the volunteer or the resident
has the keyboard."""
EVERY = (*SCREENS, *MORE)

_SAID: dict[str, tuple[tuple[str, bool], ...]] = {
    "zh-CN": (
        ("我们", True),
        ("3号楼2单元", True),
        ("的电梯又坏了，", True),
        ("老人", False),
        ("下不了楼，已经两天了。", True),
    ),
    "en": (
        ("The lift in block three is broken again, my ", True),
        ("mother", False),
        (" cannot get down, two days now.", True),
    ),
    "ko": (
        ("3동 2호 라인 ", True),
        ("엘리베이터가", False),
        (" 또 고장 나서 어머니가 이틀째 내려가지 못하세요.", True),
    ),
}
_OTHERS: dict[str, tuple[tuple[str, str], ...]] = {
    "zh-CN": (("老人", "老邻"), ("下不了楼", "吓不了楼"), ("又坏了", "又换了")),
    "en": (("mother", "brother"), ("lift", "left"), ("broken", "woken")),
    "ko": (("엘리베이터가", "에스컬레이터가"), ("이틀째", "이틀 째로"), ("고장 나서", "고장이라")),
}
"""Of the request, what else it may be."""
_PART = {"zh-CN": "我们老", "en": "my mother", "ko": "엘리베이터"}
_PLACE = {
    "zh-CN": "幸福里小区 3号楼2单元",
    "en": "Block 3, unit 2, Happy Lane",
    "ko": "행복마을 3동 2호 라인",
}
_PLACES = {
    "zh-CN": ("幸福里小区", "光明里小区", "社区活动中心"),
    "en": ("Happy Lane", "Sunrise Court", "Community centre"),
    "ko": ("행복마을", "햇빛마을", "주민센터"),
}
_PHONE = {"zh-CN": "13800138000", "en": "4155550132", "ko": "01012345678"}
_REASONS = {"zh-CN": ("下不了楼",), "en": ("cannot get down",), "ko": ("내려가지 못",)}
_GAS = {
    "zh-CN": "厨房里煤气味很大，我头晕，老伴儿也不舒服。",
    "en": "There is a strong gas smell in the kitchen, I am dizzy and my wife too.",
    "ko": "부엌에서 가스 냄새가 심해요. 어지러움이 있고 남편도 아파요.",
}
_DANGER = {
    "zh-CN": ("煤气味很大", "头晕"),
    "en": ("strong gas smell", "dizzy"),
    "ko": ("가스 냄새", "어지러움"),
}
_ANSWER = {
    "zh-CN": (
        "领养老金的人每年要做一次资格认证。可以在手机的掌上一二三三三上刷脸，"
        "也可以带身份证到社区服务站办。行动不便的老人，可以请社区工作人员上门。",
        "人力资源和社会保障部",
    ),
    "en": (
        "Everyone who draws a pension is checked once a year. Bring your identity card to the station. "
        "If you cannot walk, someone comes to you.",
        "Ministry of Human Resources",
    ),
    "ko": (
        "연금을 받으시는 분은 일 년에 한 번 확인을 받습니다. 신분증을 가지고 주민센터로 오세요. "
        "걷기 어려우시면 직원이 찾아갑니다.",
        "주민센터",
    ),
}
_RELAY = {
    "zh-CN": ("您好，师傅下午三点来修电梯，您先坐一会儿。", "好的，我妈妈在五楼下不来"),
    "en": (
        "Hello. Someone comes at three to mend it. Do sit down.",
        "My mother is on the fifth floor",
    ),
    "ko": (
        "안녕하세요. 세 시에 기사님이 오세요. 앉아서 기다려 주세요.",
        "어머니가 오 층에 계세요",
    ),
}


@lru_cache(maxsize=1)
def typed_candidates() -> Callable[[str], Sequence[tuple[str, int]]]:
    """What typed pinyin may mean, as in the kiosk."""
    method = languages.language("zh-CN").input_method()
    assert method is not None
    return method.candidates


@lru_cache(maxsize=1)
def _packs() -> dict[str, Pack]:
    return {tag: load_pack(tag) for tag in ("zh-CN", "en", "ko")}


def sample(
    screen: str, language: str, comfort: Comfort | None = None, packs: Mapping[str, Pack] | None = None
) -> View:
    """The view of ``screen`` (one of SCREENS or MORE) in ``language``, as in the middle of a conversation."""
    name, _, state = screen.partition("-") if screen in MORE else (screen, "", "")
    packs = {**_packs(), **(packs or {})}
    words = tuple(Word(text, sure) for text, sure in _SAID[language])
    if name == "emergency":
        words = (Word(_GAS[language]),)
    if state == "long":
        words = words * 7
    text = "".join(word.text for word in words)
    others = tuple(text.replace(now, other, 1) for now, other in _OTHERS[language])
    categories = tuple(category.code for category in packs[language].categories)
    draft = Draft(
        recognized=text,
        text=text,
        words=words,
        others=() if state == "alone" else others,
        category=categories[0],
        candidates=tuple(Candidate(code, 0.5) for code in categories[:3]),
        urgency=Urgency.URGENT,
        reasons=_DANGER[language] if name == "emergency" else _REASONS[language],
        place=_PLACE[language] if name != "place" else "",
        phone=_PHONE[language] if state != "offered" else "",
        phone_offered=_PHONE[language] if state == "offered" else "",
        answer=_ANSWER[language][0],
        answer_source=_ANSWER[language][1],
        deed="hurt" if state == "hurt" else "",
        danger="violence" if state == "hurt" else "gas",
        ring="police" if state == "hurt" else "fire",
        same_people=3,
    )
    overlay = Overlay(name) if name in {o.value for o in Overlay} else Overlay.NONE
    step = Step.CHECK if overlay is not Overlay.NONE else Step(name)
    speaks = step in (Step.CHECK, Step.READBACK) and overlay is not Overlay.RELAY
    station = Station(
        languages=("zh-CN", "en", "ko") if overlay is Overlay.COMFORT else ("zh-CN", "en"),
        categories=categories,
        groups=packs[language].groups(),
        ready=frozenset(categories),
        places=_PLACES[language],
        ears=Ears.NO_MICROPHONE if state == "deaf" else Ears.READY,
        headphones=state == "headphones",
        printer=state == "printed",
        tall=True,
    )
    session = Session(
        station=station,
        language=language,
        step=step,
        overlay=overlay,
        draft=draft,
        comfort=comfort or Comfort(),
        speaking=speaks,
        listening=not speaks and state != "deaf",
        open=True,
        caption=(Word(_PART[language]),)
        if state == "heard"
        else words
        if (step is Step.SPEAK and state in ("", "long")) or state == "dictating"
        else (),
        relay=_relay(language, state),
        keypad=_keypad(name, language, state),
        error={"contact-wrong": "contact.invalid", "ticket-wrong": "ticket.wrong"}.get(screen, ""),
        number="40721936",
        matter=_matter(language, state),
        did=FollowUp.WITHDRAWAL if state == "withdrawn" else FollowUp.REMINDER,
        failed=state == "failed",
        slip=SlipState.PRINTED if state == "printed" else SlipState.NONE,
        calling=overlay is Overlay.HELP and state != "answered",
        ringing=overlay is Overlay.HELP and not state,
        rounds=1 if state == "nobody" else 0,
        group=packs[language].groups()[0][0] if state == "group" else "",
    )
    return view_of(RESIDENT, session, packs)


def _matter(language: str, state: str) -> Matter:
    progress = Progress(state) if state in set(Progress) else Progress.OPEN
    closed = progress is Progress.CLOSED
    answer = _ANSWER[language][0] if closed else ""
    return replace(MATTER, progress=progress, answer=answer, as_of=MATTER.updated_at if closed else None)


def _keypad(name: str, language: str, state: str) -> Keypad:
    if name == "ticket":
        return Keypad({"empty": "", "wrong": "40721913"}.get(state, MATTER.number), most=9)
    if state == "dialling":
        return Keypad(_PHONE[language][:4], typed=True)
    return Keypad({"empty": "", "wrong": "1380013"}.get(state, _PHONE[language]))


def _relay(language: str, state: str) -> Relay:
    helper, resident = _RELAY[language]
    lines = (RelayLine(Side.VOLUNTEER, helper), RelayLine(Side.RESIDENT, resident))
    writers = {"helper": Side.VOLUNTEER, "resident": Side.RESIDENT}
    return Relay(lines if state != "empty" else (), writers.get(state), state == "dictating")
