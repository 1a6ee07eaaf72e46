"""A sound card without hardware, for tests: PulseAudio with null sinks as microphone and loudspeaker.

PortAudio reaches it through ALSA's pulse plugin. Needs Debian's ``pulseaudio``, ``pulseaudio-utils``,
``libasound2-plugins`` and ``libportaudio2``.
"""

from __future__ import annotations

import array
import os
import subprocess
import tempfile
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.pace import patience

_MICROPHONE_SINK, _SPEAKER_SINK, _MICROPHONE = "virtmic", "virtspk", "mic"
_LEAD_S, _TAIL_S = 0.5, 0.3
"""An idle sink loses its first 100 ms: half a second of silence leads, a little follows."""
OTHER_SPEAKER, OTHER_MICROPHONE = "virtspk2", "mic2"
"""A second loudspeaker and microphone, where they are connected."""
_SINK_OF = {_MICROPHONE: _MICROPHONE_SINK, OTHER_MICROPHONE: "virtmic2"}
"""What is played into such a sink, the microphone hears."""
HEADSET = "headset"
"""What the headphones are called, for PulseAudio and for PortAudio."""
RECORDED_RATE = 16000
"""Hz of what ``Recording`` keeps (16-bit mono)."""


@dataclass
class Recording:
    """What the loudspeaker sounded: ``pcm`` is 16-bit mono at ``RECORDED_RATE``, growing until ``stop``."""

    process: subprocess.Popen[bytes]
    pcm: bytearray = field(default_factory=bytearray)
    started: threading.Event = field(default_factory=threading.Event)
    started_at: float = 0.0
    """``time.monotonic()`` of the first bytes."""

    def stop(self) -> bytes:
        """End the recording and give all of it."""
        self.process.terminate()
        self._reader.join(timeout=patience(5))
        self.process.wait(timeout=patience(5))
        if self.process.stdout is not None:
            self.process.stdout.close()
        return bytes(self.pcm)

    def save(self, path: Path) -> Path:
        """Write what was kept so far as a WAV file."""
        with wave.open(str(path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RECORDED_RATE)
            out.writeframes(bytes(self.pcm))
        return path

    def peak(self, last_s: float | None = None) -> int:
        """The loudest sample (0 .. 32768) of all of it, or of the last ``last_s`` seconds."""
        samples = array.array("h", bytes(self.pcm[: len(self.pcm) // 2 * 2]))
        if last_s is not None:
            samples = samples[-max(1, int(last_s * RECORDED_RATE)) :]
        return max(map(abs, samples), default=0)

    def __post_init__(self) -> None:
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        stdout = self.process.stdout
        assert stdout is not None
        while block := os.read(stdout.fileno(), 4096):
            if not self.started.is_set():
                self.started_at = time.monotonic()
                self.started.set()
            self.pcm += block


class SoundCard:
    """A virtual microphone ``mic`` and loudspeaker ``virtspk``, both default, in a folder of their own.

    ``env`` is what a program must be started with to find it; ``virtual_sound_card`` puts it into this
    process's environment as well.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._headset = ""
        run = folder / "run"
        run.mkdir(mode=0o700, parents=True)
        self.env = {
            "XDG_RUNTIME_DIR": str(run),
            "PULSE_SERVER": f"unix:{run}/pulse/native",
            "PULSE_COOKIE": str(folder / "cookie"),
            "PULSE_LATENCY_MSEC": "20",
        }
        with (folder / "pulse.log").open("wb") as log:
            self._server = subprocess.Popen(
                ["pulseaudio", "-n", "--daemonize=no", "--disallow-exit", "--exit-idle-time=-1", *_modules()],
                env=os.environ | self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait_until_it_answers()
        self.make_default()

    def play(self, wav: Path, microphone: str = _MICROPHONE) -> subprocess.Popen[bytes]:
        """Begin to speak a 16-bit WAV file into a microphone (0.5 s of silence leads).

        ``.wait()`` for its end; the file's first sample sounds about half a second after the call.
        """
        with wave.open(str(wav), "rb") as source:
            rate, channels, width = source.getframerate(), source.getnchannels(), source.getsampwidth()
            pcm = source.readframes(source.getnframes())
        if width != 2:
            raise ValueError(
                f"{wav}: the virtual microphone plays 16-bit WAV files, this has {8 * width} bit"
            )
        frame = channels * width
        padded = b"\0" * (int(_LEAD_S * rate) * frame) + pcm + b"\0" * (int(_TAIL_S * rate) * frame)
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".raw", delete=False) as out:
            out.write(padded)
        with Path(out.name).open("rb") as sound:
            return subprocess.Popen(
                [
                    "pacat",
                    "--playback",
                    f"--device={_SINK_OF[microphone]}",
                    "--format=s16le",
                    "--latency-msec=50",
                    f"--rate={rate}",
                    f"--channels={channels}",
                ],
                env=os.environ | self.env,
                stdin=sound,
            )

    def record(self, sink: str = _SPEAKER_SINK) -> Recording:
        """Begin to record the loudspeaker, or another sink; returns once sound is being kept (up to 2 s)."""
        process = subprocess.Popen(
            [
                "parec",
                "--latency-msec=20",
                f"--device={sink}.monitor",
                "--format=s16le",
                f"--rate={RECORDED_RATE}",
                "--channels=1",
            ],
            env=os.environ | self.env,
            stdout=subprocess.PIPE,
        )
        recording = Recording(process)
        if not recording.started.wait(timeout=patience(10)):
            process.kill()
            raise RuntimeError("the virtual loudspeaker gave no sound to record within 10 s")
        return recording

    def unplug(self) -> None:
        """Take the microphone away."""
        self._pactl("unload-module", "module-remap-source")

    def plug(self) -> None:
        """Bring the microphone back."""
        self._pactl(
            "load-module",
            "module-remap-source",
            f"source_name={_MICROPHONE}",
            f"master={_MICROPHONE_SINK}.monitor",
        )
        self._pactl("set-default-source", _MICROPHONE)

    def connect_others(self) -> None:
        """Connect a second loudspeaker and a second microphone; the first stay the default ones."""
        sink = _SINK_OF[OTHER_MICROPHONE]
        self._pactl("load-module", "module-null-sink", f"sink_name={OTHER_SPEAKER}", "rate=48000")
        self._pactl("load-module", "module-null-sink", f"sink_name={sink}", "rate=16000", "channels=1")
        source = f"source_name={OTHER_MICROPHONE}"
        self._pactl("load-module", "module-remap-source", source, f"master={sink}.monitor")
        self.make_default()

    def make_default(self, loudspeaker: str = _SPEAKER_SINK, microphone: str = _MICROPHONE) -> None:
        """Choose the default devices, as in the system's sound settings."""
        self._pactl("set-default-sink", loudspeaker)
        self._pactl("set-default-source", microphone)

    def devices_in_use(self) -> list[str]:
        """The loudspeakers and microphones that programs have open, by their names."""
        found = []
        for streams, devices in (("sink-inputs", "sinks"), ("source-outputs", "sources")):
            names = dict(line.split("\t")[:2] for line in self._list(devices))
            found += [names[on] for _, on, client, *_ in map(str.split, self._list(streams)) if client != "-"]
        return sorted(found)

    def pin(self) -> None:
        """Hold what is open on a third device, so that it follows no default: as servers before PulseAudio 14
        held everything."""
        for streams, move, to in (
            ("sink-inputs", "move-sink-input", _MICROPHONE_SINK),
            ("source-outputs", "move-source-output", f"{_SPEAKER_SINK}.monitor"),
        ):
            for number, _, client, *_ in map(str.split, self._list(streams)):
                if client != "-":  # not a module's own
                    self._pactl(move, number, to)

    def echo(self) -> None:
        """Let the microphone hear the loudspeaker, as loud as whoever speaks into it."""
        self._pactl(
            "load-module",
            "module-loopback",
            f"source={_SPEAKER_SINK}.monitor",
            f"sink={_MICROPHONE_SINK}",
            "latency_msec=30",
        )

    def cancel_echo(self) -> None:
        """Put PulseAudio's canceller (WebRTC's) between the default devices and the programs."""
        self._pactl(
            "load-module",
            "module-echo-cancel",
            f"source_master={_MICROPHONE}",
            f"sink_master={_SPEAKER_SINK}",
            "aec_method=webrtc",
            "source_name=echo-cancel-source",
            "sink_name=echo-cancel-sink",
            'aec_args="analog_gain_control=0 digital_gain_control=0"',
        )
        self._pactl("set-default-sink", "echo-cancel-sink")
        self._pactl("set-default-source", "echo-cancel-source")

    def named(self, *devices: str) -> dict[str, str]:
        """The environment in which PortAudio finds these devices by name, besides the default ones."""
        conf = self._folder / "asound.conf"
        conf.write_text(
            "".join(
                f'pcm.{name} {{ type pulse device "{name}" hint {{ show on description "{name}" }} }}\n'
                for name in devices
            ),
            encoding="utf-8",
        )
        return {"ALSA_CONFIG_PATH": f"/usr/share/alsa/alsa.conf:{conf}"}

    def headset(self) -> dict[str, str]:
        """The environment in which PortAudio finds headphones named "headset", once they are plugged in."""
        return self.named(HEADSET)

    def plug_headset(self) -> None:
        """Connect the headphones: a second sink."""
        done = self._call("load-module", "module-null-sink", f"sink_name={HEADSET}", "rate=48000")
        self._headset = done.stdout.strip()

    def unplug_headset(self) -> None:
        """Pull the headphones out."""
        self._pactl("unload-module", self._headset)

    def sound(self, wav: Path) -> subprocess.Popen[bytes]:
        """Begin to play a WAV file on the default loudspeaker, as the voice does."""
        return subprocess.Popen(["paplay", str(wav)], env=os.environ | self.env)

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        try:
            self._server.wait(timeout=patience(5))
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + patience(10)
        while self._server.poll() is None and time.monotonic() < deadline:
            if self._call("info").returncode == 0:
                return
            time.sleep(0.02)
        self.close()
        log = (self._folder / "pulse.log").read_text(errors="replace")
        raise RuntimeError(f"PulseAudio did not start:\n{log}")

    def _pactl(self, *command: str) -> None:
        done = self._call(*command)
        if done.returncode:
            raise RuntimeError(f"pactl {' '.join(command)}: {done.stderr.strip()}")

    def _list(self, what: str) -> list[str]:
        return self._call("list", "short", what).stdout.splitlines()

    def _call(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["pactl", *command],
            env=os.environ | self.env,
            capture_output=True,
            text=True,
            timeout=patience(10),
        )


def _modules() -> list[str]:
    return [
        *("--log-level=error", "-L", "module-native-protocol-unix"),
        *("-L", f"module-null-sink sink_name={_MICROPHONE_SINK} rate=16000 channels=1"),
        *("-L", f"module-null-sink sink_name={_SPEAKER_SINK} rate=48000 channels=2"),
        *("-L", f"module-remap-source source_name={_MICROPHONE} master={_MICROPHONE_SINK}.monitor"),
    ]


@contextmanager
def virtual_sound_card() -> Iterator[SoundCard]:
    """Run a sound card; this process and its children find it while the context lasts."""
    with tempfile.TemporaryDirectory(prefix="sound-", ignore_cleanup_errors=True) as folder:
        card = SoundCard(Path(folder))
        before = {name: os.environ.get(name) for name in card.env}
        os.environ.update(card.env)
        try:
            yield card
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
            card.close()
