"""All claims about one show in as few bytes as they can be, to and from what a database holds."""

import zlib
from collections.abc import Callable, Iterable
from functools import cache, partial

from adapters.storage.codec import claim_from_json, claim_to_json
from bot.ports.errors import StorageError
from content.facts.claims import Claim
from content.facts.packed import PackedClaims

_LEVEL = 9
"""Claims are packed once, when one of them is new, and are read again and again."""


def pack(claims: Iterable[Claim]) -> bytes:
    """Return *claims* as bytes: their JSON, a line each, in the format of zlib."""
    return zlib.compress("\n".join(map(claim_to_json, claims)).encode(), _LEVEL)


def packed_claims(packed: bytes, origin: str) -> PackedClaims:
    """Return the claims in bytes that `pack` made, which the source *origin* brought."""
    return PackedClaims(packed, _unpacking(origin))


@cache
def _unpacking(origin: str) -> Callable[[bytes], tuple[Claim, ...]]:
    """One for all shows of a source."""
    return partial(_unpacked, origin=origin)


def _unpacked(packed: bytes, *, origin: str) -> tuple[Claim, ...]:
    """Raises: StorageError: the bytes were cut, or written by a later version of Violet."""
    try:
        text = zlib.decompress(packed).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise StorageError(
            "The database holds claims of a followed show that cannot be read; "
            "put a backup in its place"
        ) from error
    return tuple(claim_from_json(line, None, origin) for line in text.splitlines() if line)
