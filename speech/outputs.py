"""The loudspeaker and, where the station has some, headphones: one of them plays at a time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from speech.devices import ASK_S, defaults, moves_with_default
from speech.headphones import Headphones
from speech.player import NoLoudspeakerError, Player
from speech.protocol import LostOrFound
from speech.renderer import VOICE_RATE

log = logging.getLogger(__name__)

LOOK_AGAIN_S = (1.0, 2.0, 5.0, 10.0)
"""Between attempts to find a lost loudspeaker."""


class Outputs:
    """``told`` gets each change of the headphones being there, ``gone`` that an output was taken away while
    they played and that they are silent for it; both from any thread. ``device`` gets the loudspeaker's
    ``lost`` (with why, in one sentence) and ``found``."""

    def __init__(
        self,
        told: Callable[[bool], None],
        gone: Callable[[], None],
        device: Callable[[LostOrFound, str], None],
    ) -> None:
        self._told, self._gone, self._device = told, gone, device
        self._lost, self._losses, self._look_at = False, 0, 0.0
        self.player = Player()
        self.loudspeaker = self._plays_on = self._name = ""
        self._headphones: Headphones | None = None
        self._moved, self._closed = False, threading.Event()
        threading.Thread(target=self._follow, name="default loudspeaker", daemon=True).start()

    def know(self, loudspeaker: str, headphones: str) -> None:
        """Take the names of both, or parts of them; "" is the system's default, or no headphones."""
        self.loudspeaker, self._lost, self._losses = loudspeaker, False, 0
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

    def open(self) -> bool:
        """Have the output in use open; False where it is lost."""
        if self._lost and not self.on_headphones:
            return False
        try:
            self.player.open(VOICE_RATE)
        except NoLoudspeakerError as trouble:
            self._lose(str(trouble))
            return False
        return True

    def look_after(self, silent: bool) -> bool:
        """To be called every second, with whether nothing is being said: looks for a lost loudspeaker, and
        opens it anew where the default one has become another. False where the output in use has stopped
        taking sound, so that what it held is lost; one that was only kept from it by a busy computer is
        found at once."""
        if self.player.lost():
            self._lose("the loudspeaker takes no more sound: is it still connected?")
            return False
        if self._moved and silent and not self._lost and not self.on_headphones:
            self._moved = False
            self.player.look_again()
            self.open()
        if self._lost and not self.on_headphones and time.monotonic() >= self._look_at:
            self.player.look_again()
            self._lost = False
            if self.open():
                self._losses = 0
                self._device("found", "")
        return True

    def _lose(self, why: str) -> None:
        if self.on_headphones:
            self.headphones_lost()
            return
        self.player.close()
        if not self._losses:
            self._device("lost", why)
        self._lost = True
        self._look_at = time.monotonic() + LOOK_AGAIN_S[min(self._losses, len(LOOK_AGAIN_S) - 1)]
        self._losses += 1

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
        self._closed.set()
        if self._headphones is not None:
            self._headphones.close()
        self.player.close()

    def _follow(self) -> None:
        before = defaults().loudspeaker
        while not self._closed.wait(ASK_S):
            now = defaults().loudspeaker
            if now and before and now != before and moves_with_default(self.loudspeaker):
                log.warning("the default loudspeaker is another now: %s", now)
                self._moved = True
            before = now or before

    def _play_on(self, device: str) -> None:
        if device == self._plays_on:
            return
        if self._headphones is not None and device != self._name:
            self._headphones.in_use = False
        self.player.close()
        self._plays_on, self.player = device, Player(device)
