"""How a delivery stands, and how it may come to stand from there."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class DeliveryState(StrEnum):
    """How one announcement stands at one destination; the values are what databases hold."""

    WAITING = "waiting"
    """It is sent once it is due."""
    SENDING = "sending"
    """A try has begun, and nobody knows yet how it ends."""
    UNKNOWN = "unknown"
    """A try may have arrived: it is looked for before it is sent again."""
    HELD = "held"
    """It is told in the next digest."""
    SUSPENDED = "suspended"
    """It is told once its destination can be posted to again."""
    DELIVERED = "delivered"
    DIGESTED = "digested"
    """A digest tells it, which is a delivery of its own."""
    REJECTED = "rejected"
    EXPIRED = "expired"
    """It would have been stale or wrong to say by then."""
    VOID = "void"
    """It is no longer so, or no longer wanted."""
    PAUSED = "paused"
    """Nothing was wanted at the time."""

    @property
    def following(self) -> frozenset["DeliveryState"]:
        """The states that may follow this one."""
        return _FOLLOWING[self]

    @property
    def is_ended(self) -> bool:
        """Whether nothing more is done about it; that it has arrived may be heard even then."""
        return self.following <= {DeliveryState.DELIVERED}

    @property
    def is_open(self) -> bool:
        """Whether it is being sent, or is sent by itself as soon as it is due."""
        return self is DeliveryState.SENDING or DeliveryState.SENDING in self.following

    @property
    def is_scheduled(self) -> bool:
        """Whether time alone brings on what comes next: a try, or a digest."""
        return not self.following.isdisjoint({DeliveryState.SENDING, DeliveryState.DIGESTED})

    @property
    def may_be_called_off(self) -> bool:
        """Whether nothing is under way, so that who wants it no more need not get it."""
        return DeliveryState.PAUSED in self.following

    @property
    def may_have_arrived(self) -> bool:
        """Whether it is open, and a try that was begun may be there."""
        return self.is_open and not self.may_be_called_off


_D: Final = DeliveryState

FIRST: Final = frozenset({_D.WAITING, _D.HELD, _D.SUSPENDED, _D.PAUSED})
"""How it may stand as it is queued."""

# That something arrived is written down whenever it is heard, even of what was given up by then.
_FOLLOWING: Final[Mapping[DeliveryState, frozenset[DeliveryState]]] = {
    _D.WAITING: frozenset(
        {
            *(_D.SENDING, _D.SUSPENDED, _D.DELIVERED, _D.REJECTED, _D.EXPIRED, _D.VOID, _D.PAUSED),
            _D.UNKNOWN,  # in a backup that was put back, another life may have sent it
        }
    ),
    _D.SENDING: frozenset(
        {_D.WAITING, _D.UNKNOWN, _D.SUSPENDED, _D.DELIVERED, _D.REJECTED, _D.EXPIRED, _D.VOID}
    ),
    _D.UNKNOWN: frozenset(
        {_D.SENDING, _D.SUSPENDED, _D.DELIVERED, _D.REJECTED, _D.EXPIRED, _D.VOID}
    ),
    _D.HELD: frozenset({_D.WAITING, _D.DIGESTED, _D.EXPIRED, _D.VOID, _D.PAUSED}),
    _D.SUSPENDED: frozenset({_D.WAITING, _D.UNKNOWN, _D.DELIVERED, _D.EXPIRED, _D.VOID, _D.PAUSED}),
    _D.DELIVERED: frozenset(),
    _D.DIGESTED: frozenset(),
    _D.REJECTED: frozenset({_D.DELIVERED}),
    _D.EXPIRED: frozenset({_D.DELIVERED}),
    _D.VOID: frozenset({_D.DELIVERED}),
    _D.PAUSED: frozenset({_D.DELIVERED}),
}
"""Which states may follow which; all else that is said of a state is read off this table."""


def origins_of(state: DeliveryState) -> tuple[DeliveryState, ...]:
    """Return the states from which a delivery may come to stand as *state*."""
    return tuple(origin for origin in DeliveryState if state in origin.following)
