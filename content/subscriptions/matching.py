"""Whether a subscription wants to hear a piece of news, and if not, why not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.subscriptions.preferences import Preferences
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """What decides which subscriptions an announcement is for."""

    show: ShowId
    topic: Topic
    stance: Stance
    """How sure the news is."""
    step: int | None = None
    """Whole days before a premiere; None for what is no countdown step."""
    looks_ahead: bool = False
    """Whether weekly digests alone tell the step."""
    premiere: Stance | None = None
    """How sure the day is of which a countdown tells too: then it is left out; None: none does."""
    posting_hour: tuple[str, int] | None = None
    """Only subscriptions with this (zone, hour); None: all."""

    @property
    def counts_on_listings(self) -> bool:
        """Whether it is a countdown step, and its day is less sure than a confirmed one."""
        return self.step is not None and self.stance.sureness < Stance.CONFIRMED.sureness


@dataclass(frozen=True, slots=True)
class Hearers:
    """How many destinations would hear a piece of news."""

    count: int
    is_all: bool = True
    """False: so many hear of the show that not all were looked at, and it is at least *count*."""


class Unwanted(StrEnum):
    """Why a subscription does not want it."""

    SHOW = "show"
    TOPIC = "topic"
    STANCE = "stance"
    LISTED = "listed"
    """It counts down to a day that is only listed, and confirmed ones alone are wanted."""
    STEP = "step"
    PREMIERE = "premiere"
    """The countdown tells of it there."""
    HOUR = "hour"
    """It was told at another channel's posting hour."""
    WEEKLY_INSTEAD = "weekly instead"
    """Weekly digests say on Mondays what is ahead, and all others each step on its day."""


def unwanted_by(subscription: Subscription, audience: Audience) -> Unwanted | None:
    """Return why *subscription* does not want it; None where it does, be it paused or not."""
    if subscription.show not in {None, audience.show}:
        return Unwanted.SHOW
    wants = subscription.preferences
    if audience.topic not in wants.topics:
        return Unwanted.TOPIC
    if audience.stance.sureness < wants.lowest_stance.sureness:
        return Unwanted.STANCE
    if audience.counts_on_listings and not wants.counts_on_listings:
        return Unwanted.LISTED
    if is_of_another_schedule(subscription, audience):
        return Unwanted.WEEKLY_INSTEAD
    if audience.step is not None and audience.step not in wants.steps:
        return Unwanted.STEP
    if audience.premiere is not None and _hears_premiere(wants, audience.premiere):
        return Unwanted.PREMIERE
    at = wants.schedule.at
    if audience.posting_hour not in {None, (at.zone, at.hour)}:
        return Unwanted.HOUR
    return None


def _hears_premiere(wants: Preferences, stance: Stance) -> bool:
    """Whether a countdown to a day that is so sure tells of the premiere."""
    is_counted = stance is Stance.CONFIRMED or wants.counts_on_listings
    return is_counted and 0 in wants.steps and Topic.COUNTDOWN in wants.topics


def is_left_to_another(
    subscription: Subscription, beside: Iterable[Subscription], audience: Audience
) -> bool:
    """Whether one to every show leaves it to one of those *beside* it, to the show itself.

    That one wants it too, though perhaps at another hour; what is told twice a day is no countdown.
    """
    at_any_hour = replace(audience, posting_hour=None)
    return subscription.show is None and any(
        one.show is not None
        and one.paused_at is None
        and one.destination == subscription.destination
        and unwanted_by(one, at_any_hour) is None
        for one in beside
    )


def is_of_another_schedule(subscription: Subscription, audience: Audience) -> bool:
    """Whether it is a step, where *subscription* hears what is ahead, or the other way round.

    The premiere itself is told to all alike.
    """
    return bool(audience.step) and audience.looks_ahead is not (
        subscription.preferences.digest is DigestFrequency.WEEKLY
    )
