"""What a destination wants to hear, and how: wanted, said, and to be changed.

One more preference is an attribute of `Preferences` and a row of `preference_fields.FIELDS`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final, TypeVar

from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.preference_values import TOPICS_USUAL, Mentions
from content.subscriptions.schedule import DigestFrequency, PostingHour, Schedule, told_hour

T = TypeVar("T")
P = TypeVar("P", bound="Preferences")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a destination wants to hear, and how; what stands here is as usual."""

    topics: frozenset[Topic] = frozenset(TOPICS_USUAL)
    lowest_stance: Stance = Stance.REPORTED
    """Nothing less sure than this is told."""
    steps: tuple[int, ...] = (100, 30, 14, 7, 3, 1, 0)
    """Whole days before a premiere on which the countdown speaks, descending."""
    counts_on_listings: bool = False
    """Whether countdowns run to a day that is only listed, and not to confirmed ones alone."""
    zone: str = "UTC"
    """IANA zone of *hour* and of *quiet*."""
    hour: int = 9
    """Hour of the day, 0 to 23, at which countdowns and digests are told, if not quiet then."""
    quiet: tuple[int, int] | None = None
    """Hours from and to which nothing is posted: from 22 to 7 goes over midnight. None: never."""
    digest: DigestFrequency = DigestFrequency.NONE
    """Whether news is gathered and told at *hour*; a premiere is told at once all the same.

    A weekly one says what is ahead where one of *steps* falls before the next, as of its own hour.
    """
    mentions: Mentions = ()
    """Whom to mention with which topics: the platform's own ids of roles or groups."""
    silent: bool = False
    """Whether posts notify nobody, where the platform can do that."""
    events: bool = False
    """Whether each confirmed premiere has an event in the server, where the platform has them."""
    instant: bool = False
    """Whether it is to come by a channel of Violet's that this one follows, where it can."""
    picture: bool = False
    """Whether countdowns carry a picture, where the platform can do that."""

    @property
    def schedule(self) -> Schedule:
        """When its destination is told of it."""
        return Schedule(
            at=PostingHour(self.zone, told_hour(self.hour, self.quiet)),
            steps=self.steps,
            quiet=self.quiet,
            digest=self.digest,
        )


USUAL: Final = Preferences()


class _ByField(Mapping[str, T]):
    """Something for some of the fields, by their names."""

    __slots__ = ("_given",)

    def __init__(self, **given: T) -> None:
        self._given = MappingProxyType(given)

    def __getitem__(self, field: str) -> T:
        return self._given[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        given = ", ".join(f"{field}={value!r}" for field, value in self.items())
        return f"{type(self).__name__}({given})"


class PreferencesInput(_ByField[str]):
    """Preferences as they were typed or chosen, as text; of all other fields nothing was said."""


NOTHING_SAID: Final = PreferencesInput()


class PreferencesPatch(_ByField[Any]):
    """What is to change of preferences; all other fields stay as they are."""

    def applied_to(self, preferences: P) -> P:
        """Return *preferences* with what is to change about them changed."""
        return replace(preferences, **self)
