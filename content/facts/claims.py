"""What is claimed, about what, by whom, how surely: the nouns everything else is made of."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import IntEnum, StrEnum
from typing import Final, Literal, NewType

from content.facts.dates import PartialDate
from content.facts.kinds import Kind, Shape

ShowId = NewType("ShowId", str)
"""A slug such as ``jessica-jones``; fixed for ever once published."""
ClaimId = NewType("ClaimId", str)
"""A slug, unique over all shows; fixed for ever once published."""

Season = int | Literal["special", "film", "series"]
"""A season's number (or its year, where seasons go by years), a special, a film, or the series as
a whole."""


class SeasonRef(StrEnum):
    """A season named by its place rather than its number."""

    UNNAMED = "unnamed"
    """None was named: the lowest not out by then, or where all are out the latest."""
    NEXT = "next"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a claim is about."""

    show: ShowId
    season: Season

    def __str__(self) -> str:
        return f"{self.show}/{self.season}"


class Stance(StrEnum):
    """How the source said it; a source's stance, never our opinion of it."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    PLANNED = "planned"
    EXPECTED = "expected"
    SPECULATED = "speculated"
    RUMOURED = "rumoured"
    DENIED = "denied"

    @property
    def sureness(self) -> int:
        """How sure the source was, 0 (a rumour, a denial) to 5 (confirmed)."""
        return _SURENESS[self]


_SURENESS = {
    Stance.CONFIRMED: 5,
    Stance.REPORTED: 4,
    Stance.PLANNED: 3,
    Stance.EXPECTED: 2,
    Stance.SPECULATED: 1,
    Stance.RUMOURED: 0,
    Stance.DENIED: 0,
}


class Authority(IntEnum):
    """Whose word it is; a higher number carries more weight. Counting pages carries none."""

    LEAKER = 1
    AGGREGATOR = 2
    OUTLET = 3
    NOTICE = 4
    """A public notice: a filming permit, a street sign."""
    TRADE = 5
    """A trade paper's exclusive."""
    CAST = 6
    EXECUTIVE = 7
    """A named executive or showrunner."""
    PLATFORM = 8
    """The platform or studio itself."""


Value = PartialDate | str | int


class Action(StrEnum):
    """What a claim does to those before it."""

    STATES = "states"
    WITHDRAWS = "withdraws"
    """What was held no longer is, and nothing takes its place."""
    RETRACTS = "retracts"
    """The claims it names were wrong, or were taken back by whoever made them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page that can be opened, and when it appeared."""

    publisher: str
    url: str
    published: PartialDate
    """The day, or as much of it as is known."""
    basis: str = "page"
    """How the day is known: page, meta (its metadata), feed, url, inferred from the text, or
    first-seen."""


FILES: Final = "files"
"""The origin of a claim that stands in a show file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source's statement of one thing. Never changed: a later claim says better."""

    id: ClaimId
    subject: Subject
    kind: Kind
    value: Value | None
    """None where the statement has none: a withdrawal, a denial, an event of unknown day."""
    stance: Stance
    authority: Authority
    source: Source
    says: str
    """What the source says, in our own words, as half a sentence or one."""
    claimant: str | None = None
    """Who said it to the source; None where the source speaks for itself."""
    via: str | None = None
    """The report that the source follows; pages with the same *via* are one voice."""
    reported_on: PartialDate
    """When the world could know."""
    market: str | None = None
    """ISO 3166 code of the one country it holds for; None: everywhere."""
    action: Action = Action.STATES
    retracts: tuple[ClaimId, ...] = ()
    detail: str | None = None
    """What narrows a value that adds: the role of an actor, the episodes of a director."""
    recorded_at: datetime | None = field(default=None, compare=False)
    """When Violet learnt it; None until a journal has it. Two that say the same are equal."""
    origin: str = field(default=FILES, compare=False)
    """Which source brought it: the name of a `ClaimSource`; no part of what is claimed."""
    known_from: date = field(init=False, compare=False, repr=False)
    """The first day on which it counts.

    A report dated more coarsely than a day counts from its first day; a report of an event never
    counts before the event. Worked out once, since every belief asks for it.
    """

    def __post_init__(self) -> None:
        object.__setattr__(self, "known_from", self._first_day())

    def __hash__(self) -> int:
        return hash(self.id)  # unique, and every answer counts its claims once each

    def _first_day(self) -> date:
        reported = self.reported_on.earliest or date.min
        if self.reports_event and isinstance(self.value, PartialDate) and self.value.earliest:
            return max(reported, self.value.earliest)
        return reported

    @property
    def reports_event(self) -> bool:
        """Whether it says that something has happened, rather than that it will."""
        return self.kind.shape is Shape.EVENT and self.stance in {
            Stance.CONFIRMED,
            Stance.REPORTED,
        }

    @property
    def voice(self) -> str:
        """Whoever is speaking in the end; two pages with one voice are one witness."""
        return self.via or self.claimant or self.source.publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name that fans use for a show."""

    name: str
    exact_case: bool = False
    """Whether it is a name only as written here: IF is Iron Fist, if is a word."""
    shared: bool = False
    """Whether another show has the better right to it: DD is Daredevil before it is Born Again."""
    since: date | None = None
    """First day on which it was in use; None: ever."""
    until: date | None = None
    """Last day on which it was a title of the show; it is still understood afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """A show as it is named and counted, apart from anything claimed of it."""

    id: ShowId
    title: str
    short: str
    """The title as fans say it: "Jessica Jones"."""
    network: str
    zone: str
    """IANA zone in which its calendar days are counted."""
    drop: time | None = None
    """Local time in *zone* at which a season appears on its day; None where none is known."""
    aliases: tuple[Alias, ...] = ()
    namesakes: tuple[str, ...] = ()
    """Words that mark something else of the same name: novel, comic, game."""
    limited: bool = False
    """Whether it was made as one closed season."""
    colour: str | None = None
    """The colour of its pictures, as ``#rrggbb``; None: one is made from its id."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it may be called, the full title first."""
        return (self.title, self.short, self.id, *(alias.name for alias in self.aliases))
