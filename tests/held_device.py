"""An ALSA device that another program can hold: opening it fails with EBUSY then, as hardware's does.

Needs Debian's ``gcc`` and ``libc6-dev``: ALSA takes devices of a kind it does not know from a library.
"""

from __future__ import annotations

import ctypes.util
import subprocess
from pathlib import Path

HELD_DEVICE = "desk"
"""What it is called, for PortAudio. Let go, it is the sound server's default."""
_SOURCE = """
int access(const char *, int);
int snd_pcm_open(void **, const char *, int, int);
char __snd_pcm_held_open_dlsym_pcm_001;
int _snd_pcm_held_open(void **pcm, const char *name, void *root, void *conf, int stream, int mode)
{
    return access("%s", 0) == 0 ? -16 : snd_pcm_open(pcm, "pulse", stream, mode);
}
"""


class HeldDevice:
    """The device in a folder of its own; ``env`` is the environment that PortAudio finds it in."""

    def __init__(self, folder: Path) -> None:
        self._mark = folder / "held"
        library, conf = folder / "held.so", folder / "held.conf"
        asound = ctypes.util.find_library("asound")
        assert asound is not None
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-x", "c", "-", f"-l:{asound}", "-o", str(library)],
            input=_SOURCE % self._mark,
            text=True,
            check=True,
        )
        conf.write_text(
            f'pcm_type.held {{ lib "{library}" }}\n'
            f'pcm.{HELD_DEVICE} {{ type held hint {{ show on description "{HELD_DEVICE}" }} }}\n',
            encoding="utf-8",
        )
        self.env = {"ALSA_CONFIG_PATH": f"/usr/share/alsa/alsa.conf:{conf}"}

    def hold(self) -> None:
        """Be another program that opens it."""
        self._mark.touch()

    def let_go(self) -> None:
        """Close it."""
        self._mark.unlink(missing_ok=True)
