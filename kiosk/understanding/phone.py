"""Phone numbers as spoken, in a request or alone: found, checked and grouped for the eye."""

from __future__ import annotations

import re

from kiosk.packs import Pack
from kiosk.understanding.digits import Token, between_digits, settle, tokens
from kiosk.understanding.text import any_of, is_chinese, plain

# China: mobile 11 digits from 13 to 19; fixed lines 7 or 8 digits, with area code 0xx or 0xxx; 400 and 800.
_CHINA = r"1[3-9]\d{9}|[2-8]\d{6,7}|0(?:10|2\d)[2-8]\d{7}|0[3-9]\d{2}[2-8]\d{6,7}|[48]00\d{7}"
# English is spoken with numbers of any country: also UK and Ireland (0 and 8 to 10 digits, +44, +353), North
# America (NANP), India (10 digits from 6 to 9, +91), Australia (+61), Hong Kong and Singapore (8 digits).
_ENGLISH = (
    rf"{_CHINA}|0[1-9]\d{{7,9}}|44[1-9]\d{{8,9}}|353[1-9]\d{{7,8}}|1?[2-9]\d{{2}}[2-9]\d{{6}}|"
    rf"(?:91)?[6-9]\d{{9}}|61[2-478]\d{{8}}|86(?:1[3-9]\d{{9}}|(?:10|2\d)[2-8]\d{{7}})"
)
_KOREA = r"01[016-9]\d{7,8}|02\d{7,8}|0[3-6]\d{8,9}|070\d{8}|1[568]\d{6}"
_VALID = {"zh": _CHINA, "en": _ENGLISH, "ko": _KOREA}
_WHOLE = {tag: re.compile(f"(?:{body})") for tag, body in _VALID.items()}

_GROUPS: dict[str, tuple[tuple[str, str], ...]] = {
    "zh": (
        (r"(1\d{2})(\d{4})(\d{4})", r"\1 \2 \3"),
        (r"(0(?:10|2\d))(\d{4})(\d{4})", r"\1 \2 \3"),
        (r"(0\d{3})(\d{3,4})(\d{4})", r"\1 \2 \3"),
        (r"([48]00)(\d{3})(\d{4})", r"\1 \2 \3"),
        (r"(\d{3,4})(\d{4})", r"\1 \2"),
    ),
    "en": (
        (r"(1[3-9]\d)(\d{4})(\d{4})", r"\1 \2 \3"),
        (r"(07\d{3})(\d{6})", r"\1 \2"),
        (r"(0(?:10|2\d))(\d{4})(\d{4})", r"\1 \2 \3"),
        (r"(0\d{3})(\d{3})(\d{4})", r"\1 \2 \3"),
        (r"(1?)([2-9]\d{2})(\d{3})(\d{4})", r"\1 \2 \3 \4"),
        (r"(\d{3,4})(\d{4})", r"\1 \2"),
    ),
    "ko": (
        (r"(01\d)(\d{3,4})(\d{4})", r"\1 \2 \3"),
        (r"(02)(\d{3,4})(\d{4})", r"\1 \2 \3"),
        (r"(0\d{2})(\d{3,4})(\d{4})", r"\1 \2 \3"),
        (r"(\d{4})(\d{4})", r"\1 \2"),
    ),
}

# A number that is called so is not somebody's phone.
_NOT_PHONE = re.compile(
    r"(?:单号|编号|卡号|账号|帐号|户号|证号|工号|车牌|证件|号码牌|保单|合同号|身份证|"
    r"account|reference|ticket|case|card|badge|order|policy|plate|meter|invoice)(?:\s*(?:号码?|number|"
    r"no|is|是))*\s*$"
)
_CALLED = re.compile(
    r"电话|手机|打我|打给|联系|拨|号码|记个号|号是|座机|回我|打|phone|number|call|ring|reach|mobile|cell|"
    r"telephone|contact|landline|line|on\s*$|전화|번호|연락"
)


def valid(digits: str, language: str) -> bool:
    """Whether the digits can be a phone number where the language is spoken."""
    return bool(_WHOLE.get(language.split("-")[0], _WHOLE["en"]).fullmatch(digits))


def group(digits: str, language: str) -> str:
    """The digits in groups as one reads them: 138 0013 8000."""
    for pattern, form in _GROUPS.get(language.split("-")[0], _GROUPS["en"]):
        if re.fullmatch(pattern, digits):
            return re.sub(pattern, form, digits).strip()
    return digits


def find(text: str, pack: Pack) -> str:
    """The phone number said in a request, the last whole one; empty where none is."""
    found = span(text, pack)
    return found[0] if found else ""


def span(text: str, pack: Pack) -> tuple[str, int, int] | None:
    """The number with where it stands in ``plain(text)``: digits, first and last character."""
    spoken = plain(text, pack.tag)
    best: tuple[str, int, int] | None = None
    for run in _runs(spoken, pack):
        for part in _parts(run):
            before = spoken[max(0, part[0].start - 40) : part[0].start]
            number = _number(part, pack.tag)
            if (
                number
                and not _NOT_PHONE.search(before)
                and (len(number) >= 10 or _plain_digits(part) or _CALLED.search(before))
            ):
                best = number, part[0].start, part[-1].end
                break
    return best


def _parts(run: list[Token]) -> list[list[Token]]:
    """The run, and what is left of it without what was said before or after its gaps: "84, tel. 010 ..."."""
    gaps = [n for n, token in enumerate(run) if token.kind in ("word", "sound")]
    tails = [run[n + 1 :] for n in gaps]
    heads = [run[:n] for n in reversed(gaps)]
    return [run, *(p for p in (*tails, *heads) if p and p[0].kind in ("digit", "repeat"))][:8]


def _number(run: list[Token], tag: str) -> str:
    """The run as a whole number: as said, or with what only sounds like a digit left out or believed."""

    def fits(digits: str) -> bool:
        return valid(digits, tag)

    sounds = [t for n, t in enumerate(run) if t.kind != "sound" or between_digits(run, n)]
    without = [t for t in run if t.kind != "sound"]
    for tried in (without, sounds, [t for t in without if t.kind != "zeros"]):
        number = settle(tried, fits)
        if fits(number):
            return number
    return ""


def _plain_digits(run: list[Token]) -> bool:
    return all(t.kind in ("digit", "repeat", "no", "last") for t in run)


def _runs(text: str, pack: Pack) -> list[list[Token]]:
    """Stretches of digits, with corrections and at most two other words (one of three characters) between."""
    chinese = is_chinese(pack.tag)
    fillers = any_of(pack.words.fillers, pack.tag)
    runs: list[list[Token]] = []
    run: list[Token] = []
    gap: list[Token] = []
    for token in [*tokens(text, pack), Token("end", "", len(text), len(text))]:
        if token.kind in ("digit", "repeat") or (token.kind == "zeros" and run and not gap):
            run += [*gap, token]
            gap = []
        elif run and token.kind != "end":
            gap.append(token)
            said = text[gap[0].start : token.end]
            loose = [t for t in gap if t.kind in ("word", "sound", "zeros")]
            left = fillers.sub("", said) if loose else ""
            corrected = any(t.kind in ("no", "last") for t in gap)
            limit = (6 if corrected else 1) if chinese else (5 if corrected else 2)
            size = len(left) if chinese else len(left.split())
            if size > limit and not _only_links(left):
                runs.append(run)
                run, gap = [], []
        elif run:
            runs.append(run)
    return runs


def _only_links(left: str) -> bool:
    return not left.strip() or left.strip() in ("and", "then", "然后", "后面", "再")
