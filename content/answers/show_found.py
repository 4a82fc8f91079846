"""What became of looking for a show by the name that somebody typed."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from content.answers.listed_shows import ShowMeant
from content.facts.claims import ShowId
from content.listings.records import ListedShow, ListingId

_RECORD: Final = re.compile(r"\s*([a-z]{1,20}):(\d{1,12})\s*", re.IGNORECASE | re.ASCII)


class Unfound(StrEnum):
    """Why a listing was not asked."""

    UNREACHABLE = "unreachable"
    SWITCHED_OFF = "switched-off"
    TOO_OFTEN = "too-often"
    """Whoever asks, or their community, had enough looked up lately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowFound:
    """One of these; where all are empty, no show is listed by that name."""

    known: tuple[ShowId, ...] = ()
    """Shows that are known here; several share the name."""
    record: ListedShow | None = None
    """The one that is listed, with its seasons."""
    followed_as: ShowId | None = None
    """Of *record*: the show that it is followed as, although that is not known here yet."""
    choices: ShowMeant | None = None
    """Those among which somebody has to choose."""
    trouble: Unfound | None = None


def record_named(typed: str) -> tuple[str, ListingId] | None:
    """Return the source and number of a record written like "tvmaze:44933"; None: it is a name."""
    found = _RECORD.fullmatch(typed)
    return (found[1].casefold(), ListingId(str(int(found[2])))) if found else None


def record_id(source: str, listing: ListingId) -> str:
    """Return what stands for a record wherever a show's name is typed."""
    return f"{source}:{listing}"
