"""A feed that is read, and what an answer of its server comes to."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from content.articles.items import RawItem

MOST_ITEMS: Final = 100
"""Items of one document that are looked at."""
_MOST_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask it with, byte for byte; empty: it gave none.

    Of a document that was read well alone: with those of a broken one it would be 304 for ever.
    """

    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    """Of the document itself, so that one that comes again is not read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where a feed's server says that it has gone for good, until that is believed."""

    to: str
    since: datetime
    times: int
    """Answers in a row that said so."""

    @property
    def place(self) -> str:
        """What may be shown of that address."""
        return _shown(self.to)


class FeedState(StrEnum):
    """How a feed stands, in a word."""

    NEW = "new"
    """It was not read yet."""
    READ = "read"
    SILENT = "silent"
    """Its last answer was not good."""
    PAUSED = "paused"


class FeedTrouble(StrEnum):
    """What editors are told of a feed, once each until it is over."""

    GONE = "gone"
    """Its server says that it is gone for good; it is asked no more."""
    SILENT = "silent"
    """It has not been read for days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, and how far it was read; all of it outlives a restart."""

    number: int
    """Its own for ever, whatever its address becomes."""
    url: str
    title: str = ""
    outlet: str = ""
    """Whose items they are (`identity.outlet_of`); fixed once it was read for the first time."""
    added_by: str = ""
    """`PlatformTraits.identity` of the editor; empty: the operator."""
    added_at: datetime
    paused_at: datetime | None = None
    """Since when it is asked no more; None: it is asked."""
    paused_by: str = ""
    """The editor who did that; empty: its server said that it is gone."""
    due_at: datetime
    """When it is to be asked next."""
    asked_at: datetime | None = None
    read_at: datetime | None = None
    """When its server last gave a good answer, be it that nothing was new; None: never."""
    parsed_at: datetime | None = None
    """When a document of it was last read."""
    whole_at: datetime | None = None
    """When it was last asked for without any validator, and answered well."""
    validators: Validators = field(default_factory=Validators)
    move: Move | None = None
    failing_since: datetime | None = None
    failures: int = 0
    """Answers in a row that were not good."""
    reason: str = ""
    """Why the last one was not, for an operator or editor."""
    waits_for: str = ""
    """Why it was not asked when it was due, for an operator; empty: it was. It is no failure."""
    told: frozenset[FeedTrouble] = frozenset()
    revision: int = 0
    """Another one whenever anything of it changes."""

    @property
    def state(self) -> FeedState:
        """How it stands, what is worst first."""
        if self.paused_at is not None:
            return FeedState.PAUSED
        if self.failing_since is not None:
            return FeedState.SILENT
        return FeedState.NEW if self.read_at is None else FeedState.READ

    @property
    def place(self) -> str:
        """Its host and path: what may be shown of an address, whose query may hold a secret."""
        return _shown(self.url)


class FeedOutcome(StrEnum):
    """What asking for a feed came to."""

    READ = "read"
    UNCHANGED = "unchanged"
    """304, or the very document that was read before."""
    REFUSED = "refused"
    """The server gave a status that is none of a good answer."""
    UNREACHABLE = "unreachable"
    """No whole answer came, or none that may be taken in."""
    NO_FEED = "no-feed"
    """What came is something else: a page to log in, a challenge, half a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAnswer:
    """An answer, as far as politeness and news depend on it."""

    outcome: FeedOutcome
    status: int | None = None
    reason: str = ""
    """Of what is not good: one line for an operator, without a secret."""
    title: str = ""
    site: str = ""
    """The address of the site that the feed belongs to, as the feed says."""
    items: tuple[RawItem, ...] = ()
    """At most `MOST_ITEMS`."""
    validators: Validators = field(default_factory=Validators)
    """Of this answer; of a 304, only what it gave anew."""
    was_whole: bool = False
    """Whether it was asked for without a validator."""
    is_document: bool = False
    """Whether a document came that is the feed, new or not; a 304 is none."""
    moved_to: str = ""
    """Where the first redirects led that were all for good; empty: there were none."""
    is_silence: bool = False
    """Whether its host said nothing that could be taken for an answer, or not in time."""
    retry_after: timedelta | None = None
    max_age: timedelta | None = None


GOOD: Final = frozenset({FeedOutcome.READ, FeedOutcome.UNCHANGED})


def _shown(url: str) -> str:
    try:
        parts = urlsplit(url)
        return f"{parts.netloc.rpartition('@')[2]}{parts.path}"[:_MOST_SHOWN]
    except ValueError:
        return ""
