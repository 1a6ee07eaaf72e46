"""Places in English requests: "outside number nine", "by the chapel on station road", "building four"."""

from __future__ import annotations

import re

from kiosk.languages.base import Span
from kiosk.languages.taken_back import Corrections
from kiosk.languages.text import normalized

_DIGITS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|oh|"
    r"double|treble)"
)
_LETTER = r"[a-f]\b(?! (?:few|lot|bit|couple|week|day|month|year|hundred|thousand)\b)"
_NUMBER = (
    rf"(?:(?:a (?=hundred\b))?\b{_DIGITS}\b(?: (?:and (?={_DIGITS}\b))?{_DIGITS}\b)*(?: {_LETTER})?|"
    r"\b\d+[a-z]?\b(?: \d+[a-z]?\b)?)"
)
NUMBER = re.compile(_NUMBER)
"""A whole number as addresses have it: a hundred and eight, one oh eight, forty two a, 3b."""
_ORDINAL = (
    r"(?:top|ground|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\d+(?:st|nd|rd|th))"
)
_STREET = (
    r"(?:street|road|lane|avenue|close|court|crescent|drive|way|row|terrace|square|gardens?|park|hill|"
    r"place|grove|"
    r"tower|towers|house|houses|lodge|estate|mews|green|walk|boulevard|bridge|station|heath|farm|hall|"
    r"alley|plaza|apartments|heights|village|circus|parade|broadway|mall|layby|colony|nagar|gate|path|common|"
    r"quay|arcade|site|towpath|market|surgery|school|nursery|hospital|library|church|clinic|college|"
    r"centre|center|"
    r"st|ave|rd|blvd|dr|ln|ct|pl|hwy|pkwy|mansions|point|wharf|yard|yards)"
)
_LANDMARK = (
    r"(?:church|chapel|mosque|temple|nursery|kindergarten|(?:primary |secondary |high )?school|clinic|"
    r"surgery|hospital|library|"
    r"(?:covered |fish |morning |farmers |street |flower )?market|post office|town hall|village hall|"
    r"museum|bank|chemist|pharmacy|"
    r"shops?|supermarket|bakery|butchers?|(?:bus |train |tube |metro |railway |fire |police |petrol |"
    r"gas )station|"
    r"(?:bus|tram) (?:stop|shelter|station)|stop|river|canal|lake|pond|stream|beach|railway(?: line)?|"
    r"garages?|laundry|laundrette|"
    r"boiler house|underpass|subway(?: exit| entrance)?|metro exit|crossing|zebra crossing|car park|"
    r"parking lot|playground|roundabout|"
    r"crossroads|junction|corner|footbridge|bridge|square|(?:new |old )?shopping cent(?:er|re)|hallway|"
    r"stairwell|courtyard|yard|"
    r"noodle shop|chip shop|takeaway|restaurant|cafe|pub|hotel(?: job)?|factory|works|building site|"
    r"site|allotments?|cemetery|"
    r"community cent(?:er|re)|day cent(?:er|re)|leisure cent(?:er|re)|swimming pool|theatre|cinema|"
    r"college|university|"
    r"bins|lift|front door|gate|steps|alley|back lane|lane|green|common|park|village|estate|block|"
    r"flats|depot|mill|dock|harbour|"
    r"(?:scout |guide )?hut|pavilion|bandstand|(?:bike )?sheds?|(?:[a-z]+ )?clubhouse|(?:bowls|social) club|"
    r"war memorial|fountain|traffic lights|toilets|level crossing|footpath|towpath|fish shop|barber|"
    r"hairdresser|gym|road)"
)
_NO_NAME = (
    r"(?!(?:the|a|an|our|my|your|his|her|their|this|that|in|on|at|by|of|to|from|and|or|is|was|are|it|"
    r"its|i|we|he|she|they|you|up|down|"
    r"off|out|over|outside|behind|near|opposite|round|around|across|along|past|under|no|not|for|with|"
    r"every|each|some|any|one|"
    r"who|what|where|when|there|here|big|main|whole|same|other|next|last|council|care|nursing|nice|new|"
    r"old|bad|half|all|"
    r"only|long|right|wrong|just|about|please|help|come|walk|get|got|put|made|live|lives|lived|um|er|"
    r"uh|oh|well|but|"
    r"so|as|if|because|the|me|us|him|them|be|been|go|going|went|car|bus|train|tube|metro|police|fire|"
    r"petrol|town|village|"
    r"into|onto|through|inside|beside|between|towards|can't|cross|crossing|dark|lift|elevator|moving|"
    r"still|your|someone's|"
    r"somebody's|man's|people's|gas|front|back|top|bottom|power|other|public|empty|whose|which|open|"
    r"side|my|hard|easy|hundred|toll|special|needs|training|starts|start|started|job|middle|care|primary|"
    r"private|"
    r"public|night|sunday|nobody|them|those|these|which|my|pay|paid|double|yellow|dual|first|nearest|bins) )"
)
_DET = r"(?:(?:the|our|my|your|this|that|a|an) )?"
_NAMED = rf"(?:{_NO_NAME}[a-z']+ ){{1,2}}{_STREET}(?! (?:number|bill))"
_SMALL = (
    r"(?:entrance|staircase|second staircase|stairwell|wing|lobby|layby|block|bay|tower) ?(?:[a-d]\b|\d+|"
    r"one|two|three|four|five|six)?"
)
_UNIT_NOUN = (
    r"(?:building|block|number|unit|apartment|apt|flat|house number|house|shop number|shop|plot|lot|suite|"
    r"room|sector|phase|ward|tower|platform|counter|window|stairs?|staircase|stairwell|entrance|bay|bungalow|chalet|"
    r"pitch|caravan|cottage|junction|exit|gate|level|floor|wing|no)"
)
_UNIT = (
    rf"(?:{_UNIT_NOUN} (?:{_NUMBER}|{_LETTER})(?: ,)?(?: (?:{_SMALL}))?(?: (?:{_NUMBER} )?(?:{_NAMED}))?|"
    rf"\b[a-f] block\b(?: (?:{_NAMED}))?)"
)
_NTH = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    r"twelfth)"
)
_NTH_STREET = rf"{_NTH} (?:street|avenue|ave|st|road|drive)"
_CROSS_NAME = rf"(?:{_NTH}(?: (?:street|avenue|ave|st))?|{_NO_NAME}[a-z']+(?: {_STREET})?)"
_CROSSING = (
    rf"(?:(?:the )?(?:corner|intersection|junction|crossroads) of |at ){_CROSS_NAME} and {_CROSS_NAME}"
)
_BLOCK = rf"\d+ block(?: of)? {_NO_NAME}[a-z']+(?: {_STREET})?"
_FLOOR = rf"(?:{_ORDINAL} floors?)"
_PIECE = (
    r"(?:(?:the )?(?:far |back |front |rear |side |north |south |east |west |main |outdoor |common )?"
    r"(?:end|side|rear|back|front|entrance|exit|doorway|corner|corridor|edge|basement|lobby|roof|steps|"
    r"landing|schoolyard|car park|"
    r"swings|slide|waiting room|alley behind|hallway|stairwell|grounds|courtyard|garden|"
    r"construction site|building site|site|crossing|stop|bottom|top|middle|lift|top floors?)"
    r" (?:of|to|at|on|in|off|by) )"
)
_SOFT = rf"(?:{_DET}(?:(?:new|old|big|little|main|local|indoor|outdoor|corner) )?{_LANDMARK})"
_ONE = (
    rf"(?:{_BLOCK}|{_FLOOR}|{_UNIT}|{_NTH_STREET}|(?:{_NUMBER} )?{_DET}{_NAMED}(?: (?:subway|building|"
    rf"block|unit|flat|sector)"
    rf"(?: {_NUMBER})?)?|{_SOFT})\b"
)
_STRONG = (
    r"(?:outside|behind|by|near|nearby|opposite|next to|in front of|at the back of|round the back of|"
    r"at the rear of|just past|past|below|above|off|over|"
    r"around the back of|round|"
    r"around|across from|across|under|beneath|beside|along|between|down by|up by|on the corner of|"
    r"at the corner of|at the end of|"
    r"at the top of|at the bottom of|over by|alongside|inside)"
)
_LINK = rf"(?:and|at|in|on|of|to|from|{_STRONG})"
_PLACE = re.compile(
    rf"\b(?P<strong>{_STRONG} )?(?P<first>{_CROSSING}|{_PIECE}*{_ONE})(?P<more>(?: {_LINK} {_PIECE}*{_ONE}|"
    rf" , (?:{_UNIT}|{_FLOOR}|{_NAMED})|"
    rf"(?: {_NAMED})|(?: {_FLOOR}))*)(?P<end> (?:downstairs|upstairs|next door))?\b"
)
_FIRM = re.compile(rf"\b(?:{_UNIT}|{_NAMED}|{_BLOCK}|{_CROSSING}|{_NTH_STREET})\b|^{_FLOOR}")
_WEAK_BEFORE = re.compile(r"(?:\b(?:at|in|on|from|outside) )$")
# "account number four", "the number forty two never turned up": no door's number.
_NOT_A_DOOR = re.compile(
    r"(?:account|phone|mobile|ticket|reference|card|case|queue|nineteen|and|\bthe|\ba|my|was|is) $"
)
_NO_PROPER = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|"
    r"Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|Christmas|Easter|\w+days|English|Chinese|I|I'm|I've|Mr|Mrs|Ms|Miss|Dr|Dear|"
    r"GP|NHS|TV|ID|A|The|"
    r"PA|EBT|Internet|Microsoft|Council|Police|God|Ramadan|Diwali|Spring|Summer|Winter|PM|AM)\b"
)
_PROPER = re.compile(
    r"\b((?:(?:[Oo]utside|[Nn]ear|[Bb]ehind|[Oo]pposite|[Dd]oorway of|[Ss]choolyard at|[Ee]ntrance to|"
    r"[Ww]ard at|[Ww]estbound on|"
    r"[Ee]astbound on|[Nn]orthbound on|[Ss]outhbound on)(?: the)?(?: old)?|\b(?:at|in|on)(?: the)?) )"
    r"((?:St\.? )?[A-Z][\w'’]+(?: (?:of |and |& )?(?:[A-Z0-9][\w'’]*))*)"
)
_ERRAND = re.compile(
    r"(?:\b(?:go|going|went|get|walk|way|lady|man|said|told|ask|asked|take|taken|took|come|back|late|"
    r"ring)\b[^,]{0,14})$"
)


def find_place(said: str, written: str = "") -> Span | None:
    """The place in plain text, without a leading "in", "on" or "at"; None where there is none.

    ``written`` is the text as it was typed: its capitals tell names where nothing else does.
    """
    best: Span | None = None
    best_score = 0.6
    for match in _PLACE.finditer(said):
        whole = match.group().strip()
        before = said[: match.start()]
        score = 0.0
        if _NOT_A_DOOR.search(before) and re.fullmatch(r"(?:number|no) .*", whole):
            continue
        told = re.match(r" (?:said|told|refused|won't|says)\b", said[match.end() :])
        if _FIRM.search(whole):
            score = 3.0
        elif match["strong"]:
            score = 2.0
        elif match["more"]:
            score = 1.8
        elif _WEAK_BEFORE.search(before):
            score = 0.5 if told or _ERRAND.search(before) else 1.0
        elif match["first"].startswith("our ") or match["end"]:
            score = 0.6
        score += 0.02 * min(len(whole), 40) / 2 - 0.0005 * match.start()
        if score > best_score:
            article = _ARTICLE.match(match.group())
            best, best_score = (match.start() + (article.end() if article else 0), match.end()), score
    return best or _proper(said, written)


_ARTICLE = re.compile(r" ?(?:the|this|that|my|an|a(?! hundred)) ")


def _proper(said: str, written: str) -> Span | None:
    """A name in capitals after a word of place, where the text has small letters as well."""
    if not any(c.islower() for c in written):
        return None
    for match in _PROPER.finditer(written):
        if not _NO_PROPER.match(match[2]):
            weak = re.match(r"(?:at|in|on)\b", match[1])
            name = normalized(match[2] if weak else match[0])
            start = said.find(name)
            return (start, start + len(name)) if start >= 0 else None
    return None


# -- what was found, whole, and what was taken back -----------------------------------------------------

_ADDRESS = re.compile(rf"(?:{_UNIT}|(?:\b{_NUMBER} )?{_NAMED}|{_NTH_STREET})\b")
_SLIP = (
    r"(?:no|sorry|wait|i mean|i tell a lie|or rather|rather|actually|make that|correction|scratch that|"
    r"beg your pardon|beg pardon|pardon me|my mistake|that's wrong|should be|i should say|not that|oops|"
    r"what am i saying|silly me|nay|na)"
)
_CORRECTED = re.compile(
    rf"(?:,? ?\b(?:oh|er|um|hang on|hold on)\b)*(?:,? ?\b{_SLIP}\b(?: ,)?)+ "
    r"(?:(?:it's|it is|the|at|on|in|for|er|um|,) )*"
)
_MOVED = re.compile(
    r"\b(?:i'm|we're|i am|we are|but|and)? ?(?:now|moved) "
    r"(?:it's|i'm|we're|at|in|to|on|i live|living)(?: at| in| on)? "
)
_DENIED = re.compile(
    r"\b(?P<wrong>(?:it's |it is |that's |i'm |and |but )?"
    r"(?:not|(?:it |that |this )?(?:is|was|were|are)n't|ain't|i (?:never said|didn't say)|"
    r"no(?= stair| flat| block| number)) (?:the |at |on |in |from )*"
    rf"(?:{_ADDRESS.pattern})(?: ,)?(?: but)?)"
)
_EDGES = re.compile(r"(?:^(?:in|on|at|and|of|the) )|(?: (?:and|of|the|in|on|at|to))+$")
_IS_ADDRESS = re.compile(rf"\b{_NUMBER} {_NAMED}|\b{_UNIT} {_NAMED}|\b{_CROSSING}")
_NEVER_A_PLACE = re.compile(
    rf"{_NUMBER}|(?:the |my |our |a |next |usual |under the )?(?:moment|television|telly|internet|"
    r"telephone|phone|end|way|place|bank|wrong|dark|dumps|bend|metro|bus|night|morning|evenings?|works|road|street|side|"
    r"party|oxygen|young|flat|block|number|buildings?|door|landing|room|kitchen|bathroom|stairs|ceiling|floor|ground|wall|bed|house|"
    r"home|office|section|municipality|council|call cent(?:re|er)|\d+(?:st|nd|rd|th))|and .*"
)


def _kind(part: str) -> str:
    """What sort of part of an address it is: a noun with its number, or a street."""
    unit = re.match(_UNIT_NOUN, part)
    return unit[0] if unit else "street"


_TAKEN_BACK = Corrections(
    part=_ADDRESS, number=NUMBER, kind=_kind, corrected=_CORRECTED, moved=_MOVED, denied=_DENIED, near=30
)


def taken_back(said: str) -> list[Span]:
    """Where places stand that are said to be wrong."""
    return _TAKEN_BACK.in_text(said)


def is_address(place: str) -> bool:
    """Whether a place has the name of a street with a number, or a unit with its number."""
    return _IS_ADDRESS.search(place) is not None


def whole_place(said: str, place: Span) -> Span | None:
    """The place with all of a number that it cuts in two; None for what can be none."""
    start, end = place
    while edge := _EDGES.search(said[start:end]):
        if edge.end() == end - start:
            end = start + edge.start()
        else:
            start += edge.end()
    for number in NUMBER.finditer(said, max(0, start - 40), min(len(said), end + 40)):
        if number.start() < end and start < number.end():
            start, end = min(start, number.start()), max(end, number.end())
        if number.end() + 1 == start and said[number.end()] == " ":
            start = number.start()
    return None if _NEVER_A_PLACE.fullmatch(said[start:end]) else (start, end)
