"""Why a place takes nothing, as far as that decides who can mend it and when to look again."""

from enum import StrEnum


class Cause(StrEnum):
    """The kind of trouble; the exact one, and its cure, is said in words beside it."""

    GONE = "gone"
    """The channel or thread was deleted, and never comes back."""
    LEFT = "left"
    """Violet was removed from it, or from all of the server; an invitation brings her back."""
    TIMED_OUT = "timed-out"
    """Somebody who moderates has silenced her for a while, everywhere in the server."""
    FORBIDDEN = "forbidden"
    """She lacks a permission."""
    ARCHIVED = "archived"
    """The channel or thread is closed, and can be opened again."""
    RESTRICTED = "restricted"
    """Only some people, or only threads, are let write there."""
    DIRECT_CLOSED = "direct-closed"
    """The person takes no direct messages from her."""
    OTHER = "other"

    @property
    def is_final(self) -> bool:
        """Whether looking again is of no use: it is not asked for any more."""
        return self is Cause.GONE

    @property
    def comes_back_by_event(self) -> bool:
        """Whether the platform says so when it is over, so that looking is seldom of use."""
        return self is Cause.LEFT

    @property
    def ends_when_said(self) -> bool:
        """Whether the platform says when it ends by itself, so that it is looked at then."""
        return self is Cause.TIMED_OUT

    @property
    def has_a_page(self) -> bool:
        """Whether whoever subscribed the place can still open it."""
        return self is not Cause.GONE

    @property
    def shows(self) -> bool:
        """Whether the platform shows that it is over, without anything being posted."""
        return self not in {Cause.GONE, Cause.DIRECT_CLOSED, Cause.OTHER}

    @property
    def spreads(self) -> bool:
        """Whether one act of somebody may close several places, which find out one by one."""
        return self in {Cause.TIMED_OUT, Cause.FORBIDDEN}

    @property
    def is_of_server(self) -> bool:
        """Whether it is the same trouble in every place of a server."""
        return self is Cause.TIMED_OUT
