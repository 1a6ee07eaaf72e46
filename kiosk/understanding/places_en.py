"""Places in English requests: "outside number nine", "by the chapel on station road", "building four"."""

from __future__ import annotations

import re

_NUMBER = (
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|oh|\d+[a-z]?)"
    r"(?: (?:one|two|three|four|five|six|seven|eight|nine|hundred|oh|and))*|[a-d](?= |$))"
)
_ORDINAL = (
    r"(?:top|ground|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\d+(?:st|nd|rd|th))"
)
_STREET = (
    r"(?:street|road|lane|avenue|close|court|crescent|drive|way|row|terrace|square|gardens?|park|hill|"
    r"place|grove|"
    r"tower|towers|house|houses|lodge|estate|mews|green|walk|boulevard|bridge|station|heath|farm|hall|"
    r"alley|plaza|"
    r"st|ave|rd|blvd|mansions|point|wharf|yard)"
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
    r"side|my|hard|easy) )"
)
_DET = r"(?:(?:the|our|my|your|this|that|a|an) )?"
_NAMED = rf"(?:{_NO_NAME}[a-z']+ ){{1,2}}{_STREET}(?! (?:number|bill))"
_UNIT = rf"(?:building|block|number|unit|apartment|flat|house|room|no) {_NUMBER}(?: (?:{_NAMED}))?"
_FLOOR = rf"(?:{_ORDINAL} floor)"
_SOFT = rf"(?:{_DET}(?:(?:new|old|big|little|main|local|indoor|outdoor|corner) )?{_LANDMARK})"
_ONE = rf"(?:{_FLOOR}|{_UNIT}|{_DET}{_NAMED}|\d+ {_NAMED}|{_SOFT})\b"
_STRONG = (
    r"(?:outside|behind|by|near|nearby|opposite|next to|in front of|at the back of|round the back of|"
    r"around the back of|round|"
    r"around|across from|across|under|beneath|beside|along|between|down by|up by|on the corner of|"
    r"at the corner of|at the end of|"
    r"at the top of|at the bottom of|over by|alongside|inside)"
)
_LINK = rf"(?:and|at|in|on|of|to|from|{_STRONG})"
_PLACE = re.compile(
    rf"\b(?P<strong>{_STRONG} )?(?P<first>{_ONE})(?P<more>(?: {_LINK} {_ONE}|"
    rf"(?: {_NAMED}))*)(?P<end> (?:downstairs|upstairs|next door))?\b"
)
_FIRM = re.compile(rf"\b(?:{_UNIT}|{_NAMED})\b|^{_FLOOR}")
_WEAK_BEFORE = re.compile(r"(?:\b(?:at|in|on|from|outside) )$")
_ERRAND = re.compile(
    r"(?:\b(?:go|going|went|get|walk|way|lady|man|said|told|ask|asked|take|taken|took|come|back|late|"
    r"ring)\b[^,]{0,14})$"
)


def find_english(said: str) -> str:
    """The place in plain text, without a leading "in", "on" or "at"; empty where there is none."""
    best, best_score = "", 0.0
    for match in _PLACE.finditer(said):
        whole = match.group().strip()
        before = said[: match.start()]
        score = 0.0
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
            best, best_score = _trim(whole), score
    return best if best_score >= 0.6 else ""


def _trim(place: str) -> str:
    return re.sub(r"^(?:the|a|an|this|that|my) ", "", place)
