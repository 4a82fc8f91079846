"""What becomes of a delivery by the outcome of a try."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from content.subscriptions.causes import Cause
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

_PLATFORM_PAUSE_S = 60.0
_LONGEST_PAUSE_S = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How a delivery stands after a try."""

    state: DeliveryState
    reason: str | None = None
    message: str | None = None
    """The platform's id of the message, where it is there."""
    due_at: datetime | None = None
    """When to look at it again; None where it has ended."""
    suspends: bool = False
    """Whether its destination gets nothing more until it can be posted to again."""
    cause: Cause | None = None
    """What kind of trouble its destination has; None: none is known."""
    is_plain: bool = False
    """Whether it is to be tried once more, in nothing but its text."""
    is_absent: bool = False
    """Whether no try can have arrived, so that whatever is tried next is the first."""
    is_by_itself: bool = False
    """Whether it is to be a post of its own, since the one that was to tell it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How a delivery stood as it was tried."""

    state: DeliveryState
    attempts: int
    """Tries begun, this one included."""
    may_be_there: bool = False
    """Whether an earlier try may have arrived, which this one was safe beside for a while only."""
    is_plain: bool = False
    is_revision: bool = False
    """Whether a message was to be edited rather than sent."""
    is_to_person: bool = False
    """Whether it goes to a person's direct messages, which are nobody else's to mend."""

    @property
    def is_doubtful(self) -> bool:
        """Whether an earlier try may have arrived, whatever became of this one."""
        return self.may_be_there or self.state is DeliveryState.UNKNOWN


def settled(tried: Tried, outcome: Outcome, now: datetime) -> Settled:
    """Return how a delivery that stood as *tried* stands after *outcome*.

    One that was looked for and could not be looked for now stays unknown: only a try that was
    begun and refused is certainly not there. So does one whose earlier try may have arrived: that
    this try was refused says nothing of that one. What a destination refused is not lost: it waits
    with the destination.
    """
    attempts = tried.attempts
    is_absent = isinstance(outcome, Rejected) and not tried.is_doubtful
    open_state = DeliveryState.WAITING if is_absent else DeliveryState.UNKNOWN
    match outcome:
        case Delivered(message=message):
            return Settled(state=DeliveryState.DELIVERED, message=message)
        case Unknown(reason=reason):
            return _again(DeliveryState.UNKNOWN, reason, pause_s(attempts), now)
        case Rejected(refusal=Refusal.MESSAGE) if not tried.is_revision:
            return Settled(state=open_state, due_at=now, is_absent=is_absent, is_by_itself=True)
        case Rejected(refusal=refusal, reason=reason, cause=cause) if refusal in _that_end(tried):
            is_closed = tried.is_to_person and refusal is Refusal.DESTINATION
            return Settled(
                state=DeliveryState.REJECTED,
                reason=_plain(reason),
                cause=cause if is_closed else None,
            )
        case Rejected(refusal=Refusal.DESTINATION, reason=reason, cause=cause):
            return Settled(
                state=DeliveryState.SUSPENDED,
                reason=_plain(reason),
                suspends=True,
                cause=cause,
                is_absent=is_absent,
            )
        case Rejected(refusal=Refusal.OURS, reason=reason):
            again = _again(open_state, reason, 0, now)
            return replace(again, is_plain=True, is_absent=is_absent)
        case Rejected(refusal=refusal, reason=reason, retry_after_s=retry_after_s):
            if retry_after_s is None:
                of_platform = refusal is Refusal.PLATFORM
                retry_after_s = _PLATFORM_PAUSE_S if of_platform else pause_s(attempts)
            return replace(_again(open_state, reason, retry_after_s, now), is_absent=is_absent)
        case _:
            assert_never(outcome)


def _that_end(tried: Tried) -> frozenset[Refusal]:
    """Return the refusals after which nothing more is done about a delivery."""
    found = {Refusal.MESSAGE}
    if tried.is_revision or tried.is_to_person:
        found.add(Refusal.DESTINATION)
    if tried.is_revision or tried.is_plain:
        found.add(Refusal.OURS)
    return frozenset(found)


def pause_s(attempts: int) -> float:
    """Return the seconds to wait after so many tries; twice as long each time, up to a limit."""
    return min(2.0 ** min(attempts, 16), _LONGEST_PAUSE_S)


def _again(state: DeliveryState, reason: str, after_s: float, now: datetime) -> Settled:
    due_at = now + timedelta(seconds=after_s)
    return Settled(state=state, reason=_plain(reason), due_at=due_at)


def _plain(reason: str) -> str:
    """PostgreSQL holds no NUL, and what cannot be stored would be tried for ever."""
    return reason.replace("\0", "")
