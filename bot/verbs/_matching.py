"""Whether a subscription wants to hear a piece of news, and if not, why not."""

from enum import StrEnum

from bot.ports import Broadcast, Digest, Subscription
from content.facts.claims import Stance


class Unwanted(StrEnum):
    """Why a subscription does not want it."""

    SHOW = "show"
    TOPIC = "topic"
    STANCE = "stance"
    STEP = "step"
    HOUR = "hour"
    """It was told at another channel's posting hour."""
    RHYTHM = "rhythm"
    """Weekly digests say on Mondays what is ahead, and all others each step on its day."""


def unwanted_by(wish: Subscription, told: Broadcast) -> Unwanted | None:
    """Return why *wish* does not want it; None where it does, be it paused or not."""
    said = told.announcement
    stance = said.stance or Stance.CONFIRMED
    if wish.show not in {None, said.subject.show}:
        return Unwanted.SHOW
    if said.topic not in wish.topics:
        return Unwanted.TOPIC
    if stance.sureness < wish.lowest_stance.sureness:
        return Unwanted.STANCE
    if is_of_another_rhythm(wish, told):
        return Unwanted.RHYTHM
    if said.step is not None and said.step not in wish.steps:
        return Unwanted.STEP
    if told.posting_hour not in {None, (wish.zone, wish.hour)}:
        return Unwanted.HOUR
    return None


def is_of_another_rhythm(wish: Subscription, told: Broadcast) -> bool:
    """Whether it is a step, where *wish* hears what is ahead, or the other way round.

    The premiere itself is told to all alike.
    """
    said = told.announcement
    return bool(said.step) and said.looks_ahead is not (wish.digest is Digest.WEEKLY)
