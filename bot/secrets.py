"""What must never be shown: tokens, passwords and keys."""

import base64
import binascii
from dataclasses import dataclass, field
from typing import Final

HOW_TO_MAKE_A_KEY: Final = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
_KEY_BYTES: Final = 32
_FEWEST_DIFFERENT: Final = 16
"""Of 32 random bytes 30 differ on average; fewer than 16 do in none of 10^12."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A token; whatever shows one by mistake does not show its text."""

    text: str = field(repr=False)


def key_bytes(text: str) -> bytes:
    """Return the 32 bytes of a key, which is written in base64 or as 64 hexadecimal digits.

    Raises:
        ValueError: it is none, or one that somebody thought up; the message never holds it.
    """
    try:
        key = bytes.fromhex(text) if len(text) == 2 * _KEY_BYTES else _from_base64(text)
    except (ValueError, binascii.Error):
        raise ValueError(f"is no key in base64; make one with {HOW_TO_MAKE_A_KEY}") from None
    if len(key) != _KEY_BYTES:
        raise ValueError(
            f"holds {len(key)} bytes, and a key has {_KEY_BYTES}; make one with {HOW_TO_MAKE_A_KEY}"
        )
    if len(set(key)) < _FEWEST_DIFFERENT or (key.isascii() and key.decode().isprintable()):
        raise ValueError(f"is too easily guessed; make a random one with {HOW_TO_MAKE_A_KEY}")
    return key


def _from_base64(text: str) -> bytes:
    padded = text.rstrip("=").replace("+", "-").replace("/", "_")
    return base64.b64decode(padded + "=" * (-len(padded) % 4), altchars=b"-_", validate=True)
