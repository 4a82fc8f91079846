"""What one destination wants to hear, and what is to change about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from content.subscriptions.schedule import DigestFrequency, PostingHour, Schedule

SubscriptionId = NewType("SubscriptionId", int)


DEFAULT_STEPS = (100, 30, 14, 7, 3, 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What one destination wants to hear, and when."""

    destination: Destination
    show: ShowId | None = None
    """None: every show."""
    topics: frozenset[Topic] = frozenset(Topic) - {Topic.TRIVIA}
    lowest_stance: Stance = Stance.REPORTED
    """Nothing less sure than this is told."""
    steps: tuple[int, ...] = DEFAULT_STEPS
    """Whole days before a premiere on which the countdown speaks."""
    zone: str = "UTC"
    """IANA zone of *hour* and of *quiet*."""
    hour: int = 9
    """Hour of the day, 0 to 23, at which countdowns and digests are told."""
    quiet: tuple[int, int] | None = None
    """Hours from and to which nothing is posted: from 22 to 7 goes over midnight. None: never."""
    digest: DigestFrequency = DigestFrequency.NONE
    """Whether news is gathered and told at *hour*; a premiere is told at once all the same.

    A weekly one says what is ahead where one of *steps* falls before the next, as of its own hour.
    """
    mentions: tuple[tuple[Topic, str], ...] = ()
    """Whom to mention with which kind of news: the platform's own ids of roles or groups."""
    silent: bool = False
    """Whether posts notify nobody, where the platform can do that."""
    paused_at: datetime | None = None
    """Since when nothing is told; None: it is not paused."""
    created_by: str = ""
    """The platform's id of whoever subscribed."""
    created_at: datetime
    id: SubscriptionId | None = None
    """None until stored."""

    @property
    def schedule(self) -> Schedule:
        """When its destination is told of it."""
        return Schedule(
            at=PostingHour(self.zone, self.hour),
            steps=self.steps,
            quiet=self.quiet,
            digest=self.digest,
        )


def to_show(subscriptions: Iterable[Subscription], show: ShowId | None) -> list[Subscription]:
    """Return those of *subscriptions* that are to *show*; with None all of them."""
    return [one for one in subscriptions if show in {None, one.show}]
