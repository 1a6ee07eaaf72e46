"""Encryption at rest: what a resident said never lies on the disk in clear.

AES-256-GCM with a random 96-bit nonce for each text, bound to what it is about (a ticket's id), so that a
sealed text can neither be changed nor moved to another ticket unseen. The key lies in a file of its own that
only the kiosk's user can read, in the configuration folder: a copy of the data folder gives nothing away.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.tickets.errors import KeyUnusableError, UnreadableError
from kiosk.tickets.files import create_whole
from kiosk.tickets.modes import close_to_others, make_private

KEY_FILE = "tickets.key"
_VERSION = b"\x01"
_NONCE = 12
_KEY = 32


class Vault:
    """Seals and opens texts with one key of 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self.fingerprint = hmac.new(key, b"heard-kiosk fingerprint", hashlib.sha256).hexdigest()[:16]
        """Tells keys apart and gives nothing of them away; written into each database."""

    def seal(self, plain: bytes, about: str) -> bytes:
        """Return ``plain`` encrypted: one byte of version, 12 of nonce, then text and tag."""
        nonce = secrets.token_bytes(_NONCE)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Return what was sealed. Raises :class:`UnreadableError` if a bit, key or ``about`` differs."""
        if not isinstance(sealed, bytes) or sealed[:1] != _VERSION:
            raise UnreadableError(f"what is stored about {about} is damaged: it is no sealed text.")
        try:
            return self._cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], about.encode())
        except (InvalidTag, ValueError) as error:
            raise UnreadableError(f"what is stored about {about} is damaged: it does not decrypt.") from error


def key_file(folder: Path) -> Path:
    """Return where the key is: among what systemd hands over decrypted, else in ``folder``."""
    credentials = os.environ.get("CREDENTIALS_DIRECTORY", "")
    handed = Path(credentials) / KEY_FILE
    return handed if credentials and handed.is_file() else folder / KEY_FILE


def load_key(path: Path, *, may_create: bool) -> tuple[bytes, list[str]]:
    """Return the key in a file, made now if there is none and ``may_create``; and what staff should know.

    Raises :class:`KeyUnusableError` where tickets exist and their key does not, or cannot be read. Nothing is
    ever overwritten.
    """
    problems: list[str] = []
    try:
        if may_create and not path.exists():
            _create(path)
        text = path.read_text(encoding="ascii", errors="replace").strip()
        if path.parent != Path(os.environ.get("CREDENTIALS_DIRECTORY", "")):  # systemd's modes are its own
            problems += close_to_others([path])
    except FileNotFoundError as error:
        raise KeyUnusableError(
            f"the key {path} is missing, but tickets were written with it: put it back from its copy. "
            "Without one, move the databases to another folder to begin anew. Nothing was changed."
        ) from error
    except OSError as error:
        raise KeyUnusableError(
            f"the key {path} cannot be used ({error.strerror}): let the kiosk's user read and write that "
            "folder, or name another one in the setting folders.keys."
        ) from error
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != _KEY:
        raise KeyUnusableError(
            f"the key {path} is damaged (it must be {_KEY * 2} hexadecimal digits): put its copy back."
        )
    return key, problems


def _create(path: Path) -> None:
    make_private(path.parent)
    with contextlib.suppress(FileExistsError):  # another process was faster: its key is the key
        create_whole(path, secrets.token_hex(_KEY).encode() + b"\n")
