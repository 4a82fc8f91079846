"""What a message asks, once it has been understood."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from content.facts.as_of import AsOf
from content.facts.claims import Season, SeasonRef, ShowId
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.understanding.intents import Intent


class Manner(StrEnum):
    """How the episodes of a season appear."""

    AT_ONCE = "at once"
    WEEKLY = "weekly"


class PartSort(StrEnum):
    """What may be asked of less than a season."""

    EPISODE = "episode"
    PART = "part"
    FINALE = "finale"


VILLAIN: Final = "villain"
LEAD: Final = "lead"
"""What stands for a name where whoever plays the villain, or the lead, is asked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """An episode, a part or the finale of a season."""

    sort: PartSort
    number: int | None = None
    """None: the finale, whichever number it has."""

    def __str__(self) -> str:
        return f"{self.sort} {self.number}" if self.number else str(self.sort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked about one show; a message can hold several."""

    intent: Intent
    perhaps: Intent | None = None
    """What it may ask as well, where neither reader is sure; then it is asked back."""
    show: ShowId | None = None
    """The show it is about; None where it is about all, or about none that is tracked."""
    season: Season | SeasonRef = SeasonRef.UNNAMED
    others: tuple["Compared", ...] = ()
    """What it is compared with."""
    as_of: AsOf | None = None
    """The past day it asks about ("back in 2016"); None: now."""
    about: Intent | None = None
    """What a follow-up is about: the intent of the question before, for "source?"."""
    window: PartialDate | None = None
    """A span it names: "by christmas", "in 2018", "this friday"."""
    names: tuple[str, ...] = ()
    """People, places or code names that it mentions, as written in the claims."""
    zone: str | None = None
    """IANA zone that it asks for."""
    reader: str | None = None
    """IANA zone of whoever reads the answer, such as a channel's; None: it is not known."""
    market: str | None = None
    """ISO 3166 code of the country whose own date it asks for; None: no country is named."""
    unknown: str | None = None
    """The show it seems to name and that is not tracked, cleaned for saying back."""
    also: tuple[ShowId, ...] = ()
    """Other shows that the name may have meant."""
    forgets: bool = False
    """Of small talk: whether what was spoken of is to be forgotten."""
    for_self: bool = False
    """Of a subscription: whether somebody asks for nobody but themselves."""
    asks_end: bool = False
    """Of where to watch it: whether it asks until when, rather than where."""
    asks_earlier: bool = False
    """Of a title: whether it asks what it was called before, rather than what it is called."""
    in_weeks: bool = False
    """Of days that are counted: whether they are asked for in weeks."""
    is_open: bool = False
    """Of what may be asked both ways: whether it asks for a value, and neither yes nor no fits."""
    kind: Kind | None = None
    """Of an intent that asks for several kinds: the very one; None: whichever says most."""
    part: Part | None = None
    """What it asks about is of a season; None: it asks about the season itself."""
    claimed: "Claimed | None" = None
    """What it takes to be so, or asks whether it is: "did it come out in 2017"."""
    left_out: int = 0
    """Of the last question of a message: how many more it asks than are answered at once."""
    language: str = "en"
    """ISO 639 code of the language it is to be answered in; English where that has no words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What a question claims of the fact that it is about; see `content.answers.verdicts`."""

    spans: tuple[PartialDate, ...] = ()
    """Within which the day is said to lie; several: one or the other of them is asked for."""
    yearless: bool = False
    """Whether no year is named, so that of a day long past another year is meant."""
    moves: bool = False
    """Whether the day is a feast that is not on the same day every year."""
    happened: bool = False
    """Whether it is said to have happened already: "did it", "has it"."""
    awaited: bool = False
    """Whether it is asked if it will happen at all: "will it still come out"."""
    weekday: int | None = None
    """The weekday it is said to be, from Monday 0: "on a friday"."""
    day_of_month: int | None = None
    """The day without its month: "on the 25th"."""
    minutes: tuple[int, ...] = ()
    """The hour it is said to be, in minutes past midnight; several: any of them may be meant."""
    count: int | None = None
    """How many there are said to be: "has 13 episodes"."""
    paused: bool = False
    """Of filming: whether it is said to rest."""
    filmed: bool = False
    """Of filming: whether it is said to be done with: "is it filmed yet"."""
    gone: bool = False
    """Of where to watch it: whether it is said to have left, or to be leaving."""
    spared: bool = False
    """Of a cancellation: whether it is said not to come: "is it safe"."""
    manner: Manner | None = None
    """How its episodes are said to appear."""
    comes_later: bool = False
    """Of two that are compared: whether the first is said to be the later: "is it after"."""
    plays: bool = False
    """Of two in the cast: whether one of them is said to play the other."""
    title: str | None = None
    """What it is said to be called, folded."""

    def __str__(self) -> str:
        spans = " or ".join(map(str, self.spans))
        year = " of any year" if self.yearless else ""
        rest = [
            *([f"weekday {self.weekday}"] if self.weekday is not None else []),
            *([f"day {self.day_of_month}"] if self.day_of_month is not None else []),
            *(
                ["at " + " or ".join(f"{n // 60}:{n % 60:02}" for n in self.minutes)]
                if self.minutes
                else []
            ),
            *([f"{self.count} of them"] if self.count is not None else []),
            *(["paused"] if self.paused else []),
            *(["filmed"] if self.filmed else []),
            *(["gone"] if self.gone else []),
            *(["awaited"] if self.awaited else []),
            *(["spared"] if self.spared else []),
            *([str(self.manner)] if self.manner else []),
            *(["later"] if self.comes_later else []),
            *(["playing"] if self.plays else []),
            *([f"called {self.title!r}"] if self.title else []),
        ]
        return " ".join([*([f"{spans}{year}"] if spans else []), *rest])


@dataclass(frozen=True, slots=True)
class Compared:
    """Another show and season, in a comparison."""

    show: ShowId
    season: Season | SeasonRef = SeasonRef.UNNAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What a follow-up may lean on; small, and safe to keep."""

    show: ShowId | None = None
    season: Season | SeasonRef = SeasonRef.UNNAMED
    intent: Intent | None = None
    about: Intent | None = None
    """The last intent that was about a fact, for "source?" after "source?"."""
    zone: str | None = None
    names: tuple[str, ...] = ()
    """Whom the question before was about: "is she in iron fist as well"."""
    language: str | None = None
    """ISO 639 code of the language that was spoken; None: it is not known."""
