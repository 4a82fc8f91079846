"""What a listing says of one show in as few bytes as it can be, to and from what is kept."""

import json
import zlib
from datetime import datetime
from typing import Any, Final

from bot.ports.errors import StorageError
from content.facts.dates import PartialDate
from content.facts.kinds import Kind, Shape
from content.facts.listing import ListedValue, Listing
from content.facts.packed import PackedListing

_LEVEL: Final = 9
_DATES: Final = frozenset({Shape.DATE, Shape.EVENT})


def pack_listing(listing: Listing) -> bytes:
    """Return *listing* as bytes, but for whose it is and how new: its JSON, in zlib's format."""
    data = [
        listing.publisher,
        listing.url,
        [
            [
                one.season,
                one.kind,
                one.value.notation if isinstance(one.value, PartialDate) else one.value,
                _text_of(one.first_seen),
                _text_of(one.last_seen),
                _text_of(one.missing_since),
                int(one.is_wavering),
            ]
            for one in listing.values
        ],
        list(listing.undated),
        int(listing.has_ended),
        [[season, day.notation] for season, day in listing.doubted],
    ]
    return zlib.compress(json.dumps(data, separators=(",", ":")).encode(), _LEVEL)


def packed_listing(
    packed: bytes, source: str, seen_at: datetime | None, *, is_outdated: bool = False
) -> PackedListing:
    """Return the listing in bytes that `pack_listing` made."""
    return PackedListing(packed, _unpacked, source, seen_at, is_outdated)


def _unpacked(
    packed: bytes,
    source: str,
    seen_at: datetime | None,
    is_outdated: bool,  # noqa: FBT001 - the fields of a `PackedListing`, in their order
) -> Listing:
    """Raises: StorageError: the bytes were cut, or written by another version of Violet."""
    try:
        publisher, url, values, undated, has_ended, *later = json.loads(zlib.decompress(packed))
        return Listing(
            source=source,
            publisher=publisher,
            url=url,
            seen_at=seen_at,
            values=tuple(_value(*one) for one in values),
            undated=tuple(undated),
            doubted=tuple((season, PartialDate.parse(day)) for one in later for season, day in one),
            has_ended=bool(has_ended),
            is_outdated=is_outdated,
        )
    except (zlib.error, ValueError, TypeError) as error:
        raise StorageError(
            "The database holds what is listed of a followed show in a way that cannot be read; "
            "put a backup in its place"
        ) from error


def _value(
    season: Any,
    kind: str,
    value: Any,
    first_seen: str,
    last_seen: str,
    missing_since: str | None,
    is_wavering: int,
) -> ListedValue:
    is_date = Kind(kind).shape in _DATES
    return ListedValue(
        season=season,
        kind=Kind(kind),
        value=PartialDate.parse(value) if is_date else value,
        first_seen=datetime.fromisoformat(first_seen),
        last_seen=datetime.fromisoformat(last_seen),
        missing_since=_moment_of(missing_since),
        is_wavering=bool(is_wavering),
    )


def _text_of(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment_of(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
