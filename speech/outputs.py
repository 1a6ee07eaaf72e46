"""The loudspeaker and, where the station has some, headphones: one of them plays at a time."""

from __future__ import annotations

from collections.abc import Callable

from speech.headphones import Headphones
from speech.player import NoLoudspeakerError, Player
from speech.renderer import VOICE_RATE


class Outputs:
    """``told`` gets each change of the headphones being there, ``gone`` that an output was taken away while
    they played and that they are silent for it; both from any thread."""

    def __init__(self, told: Callable[[bool], None], gone: Callable[[], None]) -> None:
        self._told, self._gone = told, gone
        self.player = Player()
        self.loudspeaker = self._plays_on = self._name = ""
        self._headphones: Headphones | None = None

    def know(self, loudspeaker: str, headphones: str) -> None:
        """Take the names of both, or parts of them; "" is the system's default, or no headphones."""
        self.loudspeaker = loudspeaker
        self._play_on(loudspeaker)
        if self._headphones is not None:
            self._headphones.close()
        self._name = headphones
        self._headphones = Headphones(headphones, self._told, self._silence) if headphones else None

    @property
    def on_headphones(self) -> bool:
        """Whether it is the headphones that play."""
        return bool(self._name) and self._plays_on == self._name

    def choose(self, headphones: bool) -> bool:
        """Play on the headphones from now on, or on the loudspeaker; False where the headphones are gone."""
        if not headphones:
            self._play_on(self.loudspeaker)
            return True
        if self._headphones is None:
            return False
        self._headphones.in_use = True
        self._play_on(self._name)
        for again in (False, True):
            if again:
                self.player.look_again()  # they were plugged in after PortAudio made its list
            try:
                self.player.open(VOICE_RATE)
            except NoLoudspeakerError:
                continue
            return True
        self.headphones_lost()
        return False

    def _silence(self) -> None:
        """At once, on the sound server's word: the voice's own thread may have something else to do."""
        self.player.hush()
        self._gone()

    def headphones_lost(self) -> None:
        """They are gone: the loudspeaker plays what comes next, and nothing of what was under way."""
        if self._headphones is not None:
            self._headphones.lost()
        self._play_on(self.loudspeaker)
        self._told(False)

    def close(self) -> None:
        """Let go of both."""
        if self._headphones is not None:
            self._headphones.close()
        self.player.close()

    def _play_on(self, device: str) -> None:
        if device == self._plays_on:
            return
        if self._headphones is not None and device != self._name:
            self._headphones.in_use = False
        self.player.close()
        self._plays_on, self.player = device, Player(device)
