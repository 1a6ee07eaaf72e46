"""Recognition errors made up on purpose: homophones and sound-alikes, to train and to measure against."""

from __future__ import annotations

import random
from collections import defaultdict
from functools import lru_cache

from kiosk.languages import language
from kiosk.languages.sound import key, syllables

# Words that recognizers write instead of each other, beyond a change of one sound.
_ENGLISH = (
    "lamp lamb,light like right,pothole portal,bin bean,bins beans,lift left,leak leek league,heating eating,"
    "pension tension mention,carer career,lead lid led,ramp romp,branch brunch,scam scan,tires tyres,"
    "lease leash,"
    "water walter,tap top,drain train,drains trains,smell spell small,gas guess,fire fur far,bus boss,"
    "dog dock,dogs docks,"
    "noise nose,park bark,street straight,tree three,fence fans,road rod wrote,gate great,door dough,"
    "bill bell,"
    "wall war,walk work,hole whole,pain pane,stairs stares,flat flap,flood blood,phone foam,fall full,"
    "buy by,hear here,their there,no know,need knead,son sun,week weak,wait weight,mail male,meal mill,"
    "steal steel,break brake,two to too,four for,eight ate,won one,our hour,write right,road rode,sea see,"
    "card cart,cards carts,path bath,bath path,dump damp,damp dump,rubbish rubbing,litter letter,meter metre,"
    "boiler boil her,doctor docker,nurse nose,clinic cynic,wage wedge,wages wedges,boss bus,job chop,"
    "tram drum,"
    "taxi tax he,driver diver,stop shop,shop chop,refund refined,receipt receive,school skull,class glass,"
    "teacher feature,permit hermit,passport past port,thief chief,knife life,smoke spoke,alarm a lamb,"
    "bark park,cat cut,cats cuts,fraud ford,bank bang,signal single,broadband broad bend,internet into net,"
    "radiator radiate her,freezing freeing,cold called,sewage sausage,puddle poodle,shed shared,stall store"
)


@lru_cache(maxsize=1)
def _same_syllable() -> dict[str, str]:
    """For each common character the common ones of the same toneless syllable."""
    # GB 2312 level 1: the 3,755 characters in everyday use, in the order of their readings
    common = [
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
    ]
    by: dict[str, str] = defaultdict(str)
    for character in common:
        if character:
            by[syllables(character, folded=False)[0]] += character
    return by


@lru_cache(maxsize=1)
def _alikes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for group in _ENGLISH.split(","):
        first, *others = group.split(" ", 1)[0], *group.split(" ")[1:]
        found.setdefault(first, []).extend(others)
    return found


def misheard(text: str, tag: str, share: float, rng: random.Random) -> str:
    """The text with about ``share`` of its syllables (Chinese) or words replaced by what sounds like them."""
    lang = language(tag)
    put = _homophone if lang.homophones else alike
    return lang.join(put(w, rng) if rng.random() < share else w for w in lang.words(lang.plain(text)))


def _homophone(character: str, rng: random.Random) -> str:
    sound = syllables(character, folded=False)
    others = _same_syllable().get(sound[0], "").replace(character, "") if sound else ""
    return rng.choice(others) if others else character


def alike(word: str, rng: random.Random) -> str:
    """A word that sounds like this one: a known confusion, else one vowel or voiced consonant changed."""
    known = _alikes().get(word)
    if known:
        return rng.choice(known)
    swaps = {
        "b": "p",
        "p": "b",
        "d": "t",
        "t": "d",
        "g": "k",
        "k": "g",
        "v": "f",
        "f": "v",
        "s": "z",
        "z": "s",
        "m": "n",
        "n": "m",
    }
    vowels = "aeiou"
    places = [i for i, c in enumerate(word) if c in swaps or c in vowels]
    if len(word) < 3 or not places:
        return word
    at = rng.choice(places)
    put = swaps.get(word[at]) or rng.choice([v for v in vowels if v != word[at]])
    changed = word[:at] + put + word[at + 1 :]
    return changed if key(changed) else word
