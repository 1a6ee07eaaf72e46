"""A child for the link's tests that is no child of ours: it does what its lines and its first argument say.

Run as a script. First argument: ``normal``, ``dies`` (at once), ``mute`` (never a beat), ``fat`` (says that
it is idle and holds 900 MB), ``deaf`` (beats, but never reads and ignores the end of stdin).
"""

from __future__ import annotations

import json
import sys
import threading
import time


def say(**message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def beat(rss_mb: float) -> None:
    while True:
        say(it="beat", rss_mb=rss_mb, idle=True)
        time.sleep(0.1)


def main(mode: str) -> int:
    if mode == "dies":
        print("no luck today", file=sys.stderr)
        return 7
    if mode != "mute":
        rss_mb = 900.0 if mode == "fat" else 10.0
        threading.Thread(target=beat, args=(rss_mb,), daemon=True).start()
    if mode in ("deaf", "mute"):
        time.sleep(600)
    for line in sys.stdin:
        message = json.loads(line)
        if message["do"] == "stop":
            return 0
        if message["do"] == "flood":
            for n in range(100_000):
                say(it="drop", n=n)
        elif message["do"] == "garbage":
            sys.stdout.write(
                "no JSON\n[1, 2]\n{}\n\n" + "[" * 100_000 + '\n{"it": "beat", "rss_mb": 1e999}\n'
            )
            say(it="echo", of=message)
        else:
            say(it="echo", of=message)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
