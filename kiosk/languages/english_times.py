"""English times of day, dates and years for the eye: "seven thirty pm" as 7:30 pm."""

from __future__ import annotations

from kiosk.languages import english_nouns as nouns
from kiosk.languages.english_runs import Run, Words, Written

_DAYTIMES = (["in", "the"], ["this", "morning"], ["this", "afternoon"], ["this", "evening"])


def time(words: Words, run: Run) -> Written | None:
    """A time or two: "seven thirty pm", "at ten oh five", "from nine thirty to five forty five"."""
    found = _hour(words, run, words[run.begin - 1])
    end = found.end if found else run.end
    to = words.run(end + 1) if words[end] in ("to", "till", "until") else None
    other = _hour(words, to, "at" if found else "") if to else None
    if other and not found:
        found = _hour(words, run, "at")
    if found and other:
        return Written(f"{found.text} {words[end]} {other.text}", run.begin, other.end)
    return found


def _hour(words: Words, run: Run, before: str) -> Written | None:
    """A time in figures where "am" or "pm" tells it, or a word before it and no noun behind it."""
    half, end = words.half_of_day(run.end)
    parts, number = run.pair(), run.plain()
    for_one = number and number.value == 1 and words[run.begin - 2] in ("i", "we", "you", "he", "she", "they")
    if for_one and before == "for":  # "i for one am fed up"
        return None
    if number and half and number.value <= 12 and not is_clock(words, run):
        return Written(f"{number.value} {half}", run.begin, end)
    if not parts or not 1 <= (hour := int(parts[0])) <= 23 or int(parts[1]) > 59:
        return None
    if half and hour <= 12:
        return Written(f"{hour}:{parts[1]} {half}", run.begin, end)
    daytime = hour <= 12 and words.at(run.end, 2) in _DAYTIMES
    after = words[run.end]
    told = (before in nouns.CLOCK or daytime) and (not after or after in nouns.FUNCTION)
    may_be_year = 16 <= hour <= 20 and before != "at"
    return Written(f"{hour}:{parts[1]}", run.begin, run.end) if told and not may_be_year else None


def date(words: Words, run: Run) -> Written | None:
    """A day: "the third of march" as the 3rd of March, "april the ninth" as April the 9th."""
    number = run.cardinal()
    if number is None or not number.ordinal:
        return None
    before, after = words[run.begin - 1], words[run.end]
    earlier = words[run.begin - 2]
    shown = Written(_th(number.value), run.begin, run.end)
    of = after == "of"
    month = words[run.end + of]
    if number.value <= 31 and month in nouns.MONTHS and (of or month not in ("march", "may")):
        return Written(f"{shown.text} {'of ' * of}{month.capitalize()}", run.begin, run.end + of + 1)
    named = earlier if before == "the" else before
    if number.value <= 31 and named in nouns.MONTHS and named != "may":
        return shown
    if number.value > 9 and before == "the" and earlier in nouns.CLOCK | {"on"}:
        return shown if not after or after in nouns.FUNCTION else None
    told = before in nouns.DETERMINERS or after in ("of", "street", "avenue", "floor")
    return shown if number.value > 20 and told else None


def year(words: Words, run: Run) -> Written | None:
    """A year: "nineteen ninety eight", "in twenty twenty six", "in nineteen oh five"."""
    parts = run.pair()
    if not parts or not 16 <= int(parts[0]) <= 20 or words[run.end] in nouns.COUNTED:
        return None
    before = words[run.begin - 1]
    told = before in nouns.YEAR | nouns.MONTHS or words[run.begin - 2] == "of"
    no_time = int(parts[1]) >= 60 or (int(parts[1]) % 5 > 0 and before != "at")
    return Written("".join(parts), run.begin, run.end) if told or (parts[0] != "20" and no_time) else None


def is_clock(words: Words, run: Run) -> bool:
    """Whether a number stands in a time that is told by words: "twenty to five", "ten past midnight"."""
    past, after = words[run.end], words.run(run.end + 1)
    before = words.at(run.begin - 2, 2)
    if past == "past" or before[1] in ("past", "half") or before == ["quarter", "to"]:
        return True
    if past != "to" or after is None or words[after.end] in nouns.MEASURES:
        return False
    return 1 <= after.value() <= 12 and run.value() in (5, 10, 20, 25)


def _th(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
