"""What is held in memory as few bytes as it can be, until somebody asks for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from content.facts.claims import Claim
from content.facts.listing import Listing

_PRINT_BYTES = 8


@dataclass(frozen=True, slots=True)
class PackedClaims:
    """All claims about one show, packed; of many shows most are asked about by nobody."""

    packed: bytes
    unpack: Callable[[bytes], tuple[Claim, ...]] = field(compare=False, repr=False)
    """Return the claims that are in such bytes, each with the source that brought it."""

    @property
    def fingerprint(self) -> str:
        """What tells these claims from any other, in sixteen characters."""
        from hashlib import blake2b  # noqa: PLC0415 - a question is answered without it

        return blake2b(self.packed, digest_size=_PRINT_BYTES).hexdigest()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, made anew."""
        return self.unpack(self.packed)


@dataclass(frozen=True, slots=True)
class PackedListing:
    """What a listing says of one show, packed likewise."""

    packed: bytes
    unpack: Callable[[bytes, str, datetime | None, bool], Listing] = field(
        compare=False, repr=False
    )
    """Return the listing that is in such bytes, with the three that stand beside them."""
    source: str
    """The same of these three as in the listing: how new it is, is asked of very many."""
    seen_at: datetime | None
    is_outdated: bool

    @property
    def listing(self) -> Listing:
        """The listing, made anew."""
        return self.unpack(self.packed, self.source, self.seen_at, self.is_outdated)
