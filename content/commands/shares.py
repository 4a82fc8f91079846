"""How much of Violet's time each person, and each server or workspace, may have. Pure.

Whoever has had theirs waits until it refills; nobody else notices.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, assert_never

from content.commands.admin import (
    ChangeSettings,
    CheckChannel,
    ChooseAdmins,
    ExplainDelivery,
    ForgetPlace,
    ListSubscriptions,
    Pause,
    PostSample,
    PreviewChannel,
    Remind,
    Resume,
    ShowAudit,
    Subscribe,
    Unsubscribe,
)
from content.commands.newsdesk import ClaimHistory, RecordClaim, RetractClaim
from content.commands.parse import (
    Ask,
    Command,
    ForgetMe,
    Help,
    Look,
    LookUpWords,
    ManageFeeds,
    Review,
)


class Errand(StrEnum):
    """What somebody comes with; of each they have a share."""

    QUESTION = "question"
    KEYSTROKE = "keystroke"
    """A name that is still being typed, for which choices are offered."""
    REMINDER = "reminder"
    ORDER = "order"
    """What an admin wants for a channel."""
    DESK = "desk"
    """What an editor decides or records."""
    FEED = "feed"
    """A change of the feeds that are read."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """So much at once, and one more each *every*: the generic cell rate algorithm.

    What it remembers is one moment: when all of it will be there again.
    https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
    """

    at_once: int
    every: timedelta

    @property
    def refills_in(self) -> timedelta:
        """How long it takes until all of it is there again."""
        return self.at_once * self.every

    def after(self, full_at: datetime | None, units: int, now: datetime) -> datetime | None:
        """Return when it is full again once *units* of it are taken; None: there is not enough.

        What is larger than all of it takes all of it.
        """
        full_again = max(now, full_at or now) + min(max(units, 1), self.at_once) * self.every
        return full_again if full_again <= now + self.refills_in else None


@dataclass(frozen=True, slots=True)
class Share:
    """What is there of one errand."""

    person: Allowance
    community: Allowance | None = None
    """Of all people of a server or workspace together; None: each of them has been chosen."""


def _seconds(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


SHARES: Final[Mapping[Errand, Share]] = MappingProxyType(
    {
        # Whoever reads the answers asks no faster, and a whole watch party may ask at once. The
        # dearest messages that a server may send take some 5 % of one processor.
        Errand.QUESTION: Share(Allowance(10, _seconds(4)), Allowance(100, _seconds(0.2))),
        # Discord and Slack ask at each pause while somebody types, up to some letters a second.
        Errand.KEYSTROKE: Share(Allowance(40, _seconds(0.5)), Allowance(400, _seconds(0.02))),
        # A list of shows, each of which is pressed once.
        Errand.REMINDER: Share(Allowance(15, _seconds(4)), Allowance(100, _seconds(0.2))),
        # Setting up a server, channel by channel. Only admins get as far as using much of it, so
        # they share nothing with those who are none.
        Errand.ORDER: Share(Allowance(20, _seconds(3))),
        # Working off a long list, a press a second; editors are named by whoever runs Violet.
        Errand.DESK: Share(Allowance(60, _seconds(1))),
        # Each may have an address fetched.
        Errand.FEED: Share(Allowance(15, _seconds(4))),
    }
)

_CHARACTERS_A_UNIT: Final = 500
"""A question of two hundred letters costs as little to read as one of twenty."""


def units_of(size: int) -> int:
    """Return what a message of so many characters takes of a share."""
    return 1 + size // _CHARACTERS_A_UNIT


def errand_of(command: Command) -> Errand:
    """Return what whoever gives *command* comes with."""
    match command:
        case Help() | Ask() | Look() | LookUpWords():
            return Errand.QUESTION
        case Remind() | ForgetMe():
            return Errand.REMINDER
        case Review() | RecordClaim() | RetractClaim() | ClaimHistory():
            return Errand.DESK
        case ManageFeeds():
            return Errand.FEED
        case (
            Subscribe()
            | ChangeSettings()
            | Unsubscribe()
            | Pause()
            | Resume()
            | ListSubscriptions()
            | PreviewChannel()
            | PostSample()
            | ExplainDelivery()
            | CheckChannel()
            | ForgetPlace()
            | ShowAudit()
            | ChooseAdmins()
        ):
            return Errand.ORDER
        case _:
            assert_never(command)


def size_of(command: Command) -> int:
    """Return how many characters of somebody's own words have to be read."""
    match command:
        case Ask(words=words) | Look(words=words) | LookUpWords(words=words):
            return len(words)
        case _:
            return 0
