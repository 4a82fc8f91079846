"""Publishing what was posted in channels that others follow: what is next, within the limit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NewType, assert_never

from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown
from content.subscriptions.retries import pause_s

PublicationId = NewType("PublicationId", int)

MOST_AN_HOUR: Final = 10
"""Messages of one channel that are published within an hour; Discord refuses the eleventh."""
LEFT_TO_NEWS: Final = 3
"""Of those, how many are left to what is news: countdowns and headlines never take them."""
AN_HOUR: Final = timedelta(hours=1)
WORTH_IT_FOR: Final = timedelta(hours=24)
"""For so long whatever waits is published; then it stands in its own channel alone."""
_LONGEST_PAUSE: Final = AN_HOUR


class PublicationState(StrEnum):
    """How the publishing of one message stands; the values are what databases hold."""

    WAITING = "waiting"
    PUBLISHING = "publishing"
    """A try has begun, and nobody knows yet how it ends."""
    UNKNOWN = "unknown"
    """A try may have arrived: it is looked at before it is published again."""
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    """It stands in its own channel alone."""

    @property
    def is_ended(self) -> bool:
        """Whether nothing more is done about it."""
        return self in {PublicationState.PUBLISHED, PublicationState.UNPUBLISHED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A message of ours that whoever follows its channel is to get."""

    id: PublicationId
    destination: Destination
    message: str
    """The platform's id of it."""
    is_news: bool
    """Whether it is a change in what is believed, which goes before all else."""
    state: PublicationState
    attempts: int
    """Tries begun."""
    posted_at: datetime
    due_at: datetime
    expires_at: datetime | None = None
    """When it would be wrong or stale; None: never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterPublishing:
    """How a publication stands after a try."""

    state: PublicationState
    reason: str | None = None
    due_at: datetime | None = None
    """When it is tried again; None where it has ended."""
    pauses_channel: bool = False
    """Whether nothing else of its channel is published before that either."""


def next_to_publish(
    waiting: Sequence[Publication], published_at: Sequence[datetime], now: datetime
) -> Publication | None:
    """Return what of one channel is published now, news first; None: nothing yet.

    *published_at* says when something of it was, or may have been, published. What may have
    arrived is looked at before anything else.
    """
    doubtful = [one for one in waiting if one.state is not PublicationState.WAITING]
    if doubtful:
        return doubtful[0] if doubtful[0].due_at <= now else None
    left = MOST_AN_HOUR - sum(now - AN_HOUR < at for at in published_at)
    ready = [
        one for one in waiting if one.due_at <= now and left > (0 if one.is_news else LEFT_TO_NEWS)
    ]
    return min(ready, key=lambda one: (not one.is_news, one.posted_at, one.id), default=None)


def after_publishing(
    publication: Publication, outcome: Outcome, now: datetime, *, was_only_looked_for: bool = False
) -> AfterPublishing:
    """Return how *publication*, whose try ended with *outcome*, stands.

    Where it *was only looked for*, an earlier try is as doubtful as it was.
    """
    state = PublicationState
    match outcome:
        case Delivered():
            return AfterPublishing(state=state.PUBLISHED)
        case Unknown(reason=reason):
            return _again(state.UNKNOWN, reason, pause_s(publication.attempts), now)
        case Rejected(refusal=Refusal.LATER | Refusal.PLATFORM, reason=reason) as refused:
            after_s = refused.retry_after_s or pause_s(publication.attempts)
            stands = state.UNKNOWN if was_only_looked_for else state.WAITING
            again = _again(stands, reason, after_s, now)
            return replace(again, pauses_channel=True)
        case Rejected(reason=reason):
            return AfterPublishing(state=state.UNPUBLISHED, reason=reason)
        case _:
            assert_never(outcome)


def _again(state: PublicationState, reason: str, after_s: float, now: datetime) -> AfterPublishing:
    pause = min(timedelta(seconds=after_s), _LONGEST_PAUSE)
    return AfterPublishing(state=state, reason=reason, due_at=now + pause)
