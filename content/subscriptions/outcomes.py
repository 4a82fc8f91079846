"""How a try to tell something ended."""

from dataclasses import dataclass
from enum import StrEnum

from content.subscriptions.causes import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """It is there."""

    message: str
    """The platform's id of the message."""
    is_to_publish: bool = False
    """Whether others can follow the place that it is in, who get it once it is published."""


class Refusal(StrEnum):
    """Why a platform will not take it."""

    LATER = "later"
    """Not before a time: a limit."""
    DESTINATION = "destination"
    """This destination refuses for good: gone, archived, forbidden."""
    OURS = "ours"
    """We got the message wrong; the destination is blameless."""
    MESSAGE = "message"
    """The message that was to be edited is gone, or may not be edited."""
    PLATFORM = "platform"
    """The whole platform or workspace refuses: token revoked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """It is certainly not there."""

    refusal: Refusal
    reason: str
    """In words for an admin, without any token."""
    retry_after_s: float | None = None
    """When it is worth another try, in seconds on the wall; None: nobody knows."""
    cause: Cause = Cause.OTHER
    """Of a destination's refusal: what kind of trouble it is."""
    is_crowded: bool = False
    """Whether it was not even asked: too many are waiting for their slot to take more in hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """It may be there: the answer was lost. It must be looked for before it is sent again."""

    reason: str


Outcome = Delivered | Rejected | Unknown
