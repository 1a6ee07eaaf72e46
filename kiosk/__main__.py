"""``python -m kiosk``: the same as the command ``kiosk``."""

from __future__ import annotations

from kiosk.cli import main

if __name__ == "__main__":
    main(prog_name="kiosk")
