"""The access table as data: each thing that is measured, what it is held to, and where that comes from.

``least`` and ``most`` bound a measured value; a rule with ``most`` 0 counts faults. A rule with ``elsewhere``
needs a microphone, a loudspeaker or a whole journey: it is measured there and only named here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AccessRule:
    """One line of the table. ``unit`` follows the figure; ``source`` is the standard it comes from."""

    key: str
    part: str
    what: str
    source: str
    unit: str = ""
    least: float | None = None
    most: float | None = None
    elsewhere: str = ""

    @property
    def counts(self) -> bool:
        """Whether its value is a number of faults."""
        return self.most == 0

    @property
    def goal(self) -> str:
        """What it is held to, in words."""
        if self.counts:
            return "none"
        bounds = []
        if self.least is not None:
            bounds.append(f">= {self.least:g}{self.unit}")
        if self.most is not None:
            bounds.append(f"<= {self.most:g}{self.unit}")
        return ", ".join(bounds)

    def holds(self, value: float) -> bool:
        """Whether a measured value keeps the rule; a hundredth is lost to whole pixels."""
        slack = 0.01 * abs(value) if self.unit == " mm" else 1e-9
        return not (
            (self.least is not None and value < self.least - slack)
            or (self.most is not None and value > self.most + slack)
        )


_MM = " mm"
_KIOSKS = "kiosk studies with disabled users"
RULES: tuple[AccessRule, ...] = (
    AccessRule(
        "type.main", "type", "capital or hanzi of main text, usual size", "EN 301 549 5.1.4", _MM, least=7.3
    ),
    AccessRule(
        "type.second", "type", "capital or hanzi of other text, usual size", "508 402.4", _MM, least=4.8
    ),
    AccessRule(
        "type.largest",
        "type",
        "capital or hanzi of any text, largest size",
        "EN 301 549 5.1.4",
        _MM,
        least=7.3,
    ),
    AccessRule(
        "type.sheet", "type", "what the sheet holds, larger size over the usual one", "tried", "x", least=1
    ),
    AccessRule("type.sizes", "type", "sizes of type to choose from", "EN 301 549 5.1.4", least=4),
    AccessRule("type.factor", "type", "largest size over the usual one", "EN 301 549 5.1.4", "x", least=2),
    AccessRule("target.side", "targets", "shorter side of anything touched", _KIOSKS, _MM, least=20),
    AccessRule("target.main", "targets", "shorter side of a main act", _KIOSKS, _MM, least=25),
    AccessRule("target.gap", "targets", "space between two of them", _KIOSKS, _MM, least=3),
    AccessRule("target.inside", "targets", "touches taken that began or ended outside", "VxMark", most=0),
    AccessRule(
        "sending.whole", "sending", "yes or send seen while its counterpart is cut off", "tried", most=0
    ),
    AccessRule(
        "contrast.usual", "contrast", "text on what is behind it, day and night", "WCAG 1.4.6", ":1", least=7
    ),
    AccessRule(
        "contrast.high", "contrast", "text on what is behind it, high contrast", "VVSG 7.1", ":1", least=15
    ),
    AccessRule("contrast.parts", "contrast", "edges and pictures of controls", "WCAG 1.4.11", ":1", least=3),
    AccessRule("contrast.focus", "contrast", "the ring of the keys' place", "WCAG 1.4.11", ":1", least=3),
    AccessRule("contrast.alone", "contrast", "states told by colour alone", "WCAG 1.4.1", most=0),
    AccessRule("contrast.icon", "contrast", "icons without their word", "MIIT", most=0),
    AccessRule("lines.face", "lines", "text not in the sans serif face", "MIIT", most=0),
    AccessRule("lines.spacing", "lines", "line spacing", "MIIT", "x", least=1.3),
    AccessRule("lines.cut", "lines", "text cut off, broken, covered or missing", "MIIT", most=0),
    AccessRule("lines.sideways", "lines", "things beyond the sides of the screen", "WCAG 1.4.10", most=0),
    AccessRule("lines.question", "lines", "screens without exactly one question", "MIIT", most=0),
    AccessRule(
        "ways.arrows", "ways through", "controls that five keys do not reach", "EN 301 549 5.1.7", most=0
    ),
    AccessRule(
        "ways.next", "ways through", "controls that one or two switches do not reach", "508 407", most=0
    ),
    AccessRule(
        "ways.named",
        "ways through",
        "controls a screen reader cannot name or press",
        "EN 301 549 11.5",
        most=0,
    ),
    AccessRule(
        "ways.journeys",
        "ways through",
        "journeys to a ticket",
        "EN 301 549 5.1.7",
        elsewhere="make bench: ways",
    ),
    AccessRule(
        "speech.focus",
        "speech output",
        "controls that say nothing when focused",
        "EN 301 549 5.1.3.4",
        most=0,
    ),
    AccessRule(
        "speech.stops",
        "speech output",
        "silent after any act",
        "EN 301 549 5.1.3.6",
        elsewhere="make bench: voice",
    ),
    AccessRule("rate.words", "rate", "usual rate, words a minute", "VVSG 7.1-K", least=120, most=140),
    AccessRule("rate.hanzi", "rate", "usual rate, characters a minute", "VVSG 7.1-K", least=170, most=190),
    AccessRule("rate.slowest", "rate", "slowest", "VVSG 7.1-K", " %", most=50),
    AccessRule("rate.fastest", "rate", "fastest", "VVSG 7.1-K", " %", least=200),
    AccessRule("rate.steps", "rate", "steps", "VVSG 7.1-K", least=7),
    AccessRule("rate.pitch", "rate", "pitch at every rate", "VVSG 7.1-K", elsewhere="make bench: voice"),
    AccessRule("volume.range", "volume", "range", "EN 301 549 5.1.3.12", " dB", least=18),
    AccessRule("volume.step", "volume", "largest step", "EN 301 549 8.2.1", " dB", most=6),
    AccessRule(
        "comfort.reset", "comfort", "settings left for the next resident", "EN 301 549 5.1.3.13", most=0
    ),
    AccessRule("comfort.near", "comfort", "screens without a way to change them", "VxMark", most=0),
    AccessRule(
        "captions.marked",
        "captions",
        "sentences that cannot be marked as they are said",
        "EN 301 549 7",
        most=0,
    ),
    AccessRule("private.aloud", "private", "own words read out unasked", "EN 301 549 5.1.3.8", most=0),
    AccessRule("time.idle", "time", "before asking whether somebody is there", "WCAG 2.2.1", " s", least=20),
    AccessRule("time.warning", "time", "to answer that", "WCAG 2.2.1", " s", least=20),
    AccessRule("time.extensions", "time", "times it can be answered", "WCAG 2.2.1", least=10),
    AccessRule("listening.first", "listening", "wait for a first sound", "older speakers", " s", least=10),
    AccessRule("listening.asks", "listening", "times asked before it gives up", "older speakers", least=3),
    AccessRule(
        "listening.free", "listening", "silence that ends free speech", "older speakers", " s", least=2.5
    ),
    AccessRule(
        "listening.choice",
        "listening",
        "silence that ends a yes, no or digit",
        "older speakers",
        " s",
        least=1.2,
    ),
    AccessRule("listening.limit", "listening", "longest turn", "older speakers", " s", least=30, most=90),
    AccessRule(
        "listening.finish", "listening", 'free speech without "I have finished"', "older speakers", most=0
    ),
    AccessRule("keys.repeat", "keys", "acts by a key that is held", "EN 301 549 5.7", most=0),
    AccessRule("keys.strike", "keys", "a second strike is ignored for", "EN 301 549 5.8", " s", least=0.5),
    AccessRule("errors.shown", "errors", "errors that are not shown", "EN 301 549 5.1.3.15", most=0),
    AccessRule("words.length", "words", "sentences over 12 words or 20 hanzi", "plain language", most=0),
    AccessRule("words.plain", "words", "sentences with a word of the trade", "plain language", most=0),
    AccessRule("words.glyphs", "words", "characters without a glyph", "GB/T 37668", most=0),
)
BY_KEY = {rule.key: rule for rule in RULES}
