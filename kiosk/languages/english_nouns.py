"""The English words that tell which kind of number stands beside them."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMED_PLAINLY = _words("number floor bus extension")
NAMED = NAMED_PLAINLY | _words(
    """
    unit building block flat room apartment house platform route gate ward bay suite door tram plot junction
    """
)
"""A number behind one of these names the thing, in whichever way it is said: "flat seven thirty one"."""
MEASURES = _words(
    """
    degree degrees pound pounds dollar dollars euro euros kilo kilos gram grams mile miles metre metres
    meter meters percent litre litres liter liters square volts watts kilometres centimetres millimetres
    kilograms hundred thousand million billion
    """
)
"""What is measured: any number before it is an amount."""
SINGULAR_UNITS = _words(
    "mile acre foot pound dollar metre meter yard inch stone ton litre gallon pint degree"
)
"""One of a measure; more than one before a noun is part of a name: Three Mile Cross, a twenty pound note."""
AMOUNT_AFTER = _words(
    """
    odd plus more less fewer old each per percent something last next gone long high deep wide tall across
    thick down apart away
    """
)
"""What may follow an amount besides what it counts."""
ROUTES = _words("bus tram coach")
"""What a number before it names: the 42 bus."""
COUNTED = MEASURES | _words(
    """
    minute minutes hour hours day days night nights week weeks month months year years second seconds times
    people persons men women children kids o'clock am pm p percent pence quid euros bags bins floors flats
    houses rooms buses cars steps stops foot feet inches yards lights lamps lifts dogs cats
    """
)
"""What is counted: from ten on in digits."""
FUNCTION = _words(
    """
    a an the and or but because so that which who when where while if as is was are were be been has have had
    will would can could in on at to of by for from with near opposite behind next beside above below outside
    until till since every each this on tomorrow today tonight yesterday again now sharp please i i'm i've we
    he she it it's they you my our his her their there not no just only still already and about does do did
    monday tuesday wednesday thursday friday saturday sunday then than too also out up down never always
    usually often isn't hasn't doesn't
    """
)
"""What may follow a time, or a number that names something: no noun that it could count."""
CLOCK = _words("at until till by before after around since from about for")
"""What stands before a time of day."""
YEAR = _words("in since year born of during summer winter spring autumn")
"""What stands before a year."""
MONTHS = _words(
    """
    january february march april may june july august september october november december
    """
)
STREETS = _words(
    """
    street road lane terrace avenue close drive gardens walk court crescent way boulevard square grove row
    mews place parade
    """
)
"""The last word of a street's name."""
COINS = {"pound": "£", "dollar": "$", "euro": "€"}
DETERMINERS = _words("the on my our his her their your")
SET_PHRASES = (["forty", "winks"], ["nineteen", "to", "the", "dozen"])
