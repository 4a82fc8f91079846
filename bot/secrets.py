"""What must never be shown: tokens, passwords and keys."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

HOW_TO_MAKE_A_KEY: Final = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
_KEY_BYTES: Final = 32
_FEWEST_DIFFERENT: Final = 16
"""Of 32 random bytes 30 differ on average; fewer than 16 do in none of 10^12."""
_USER_INFO: Final = re.compile(r"\w://([^:/?#@]*):([^?#]*)@([^@]*)$")
_OF_PASSWORDS: Final = ("pass", "secret", "token", "key", "sig")


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


def secrets_in(address: str) -> Iterator[str]:
    """Yield the passwords and keys in an *address*, also where an @ in one is not escaped.

    A password that is the name of the user, too, or of the database, is no secret.
    """
    before, _, query = address.partition("?")
    if found := _USER_INFO.search(before):
        user, password, host = found[1], found[2], found[3]
        parts = {password, password.partition("@")[0]}
        yield from (
            part for part in sorted(parts) if unquote(part) not in {user, *re.split(r"\W", host)}
        )
    for name, value in parse_qsl(query):
        if any(one in name.lower() for one in _OF_PASSWORDS):
            yield value


def keys_of_feed(url: str) -> Iterator[str]:
    """Yield what stands behind the ? in the address of a feed and may be a key."""
    query = urlsplit(url).query
    for name, value in parse_qsl(query):
        is_named = any(one in name.lower() for one in _OF_PASSWORDS)
        is_random = len(value) > 15 or (len(value) > 7 and re.search(r"\d", value))
        if is_named or is_random:
            yield value
