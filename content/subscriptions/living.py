"""The one message of a channel that is kept up to date until a premiere: who wants it."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.facts.zones import zone_of
from content.subscriptions.preferences import Preferences, PreferencesInput
from content.subscriptions.subscription import Subscription

LONGEST_LIVING: Final = 365
"""Days before a premiere from which on a message is kept."""


def wants_living(subscription: Subscription, show: ShowId, stance: Stance) -> bool:
    """Return whether it wants a message kept until a premiere of *show* whose day is so sure."""
    wants = subscription.preferences
    return (
        wants.living
        and subscription.paused_at is None
        and subscription.show in {None, show}
        and Topic.COUNTDOWN in wants.topics
        and stance.sureness >= wants.lowest_stance.sureness
        and (wants.counts_on_listings or stance.sureness >= Stance.CONFIRMED.sureness)
    )


def says_living(said: PreferencesInput) -> bool:
    """Return whether *said* asks for such a message, readable or not."""
    return "living" in said and said["living"].strip().casefold() not in {"no", "off", "false"}


def last_posting(wants: Preferences, now: datetime) -> datetime:
    """Return when the hour of *wants* came last, by *now*: aware, in UTC."""
    at = wants.schedule.at
    today = now.astimezone(zone_of(at.zone)).date()
    for back in (0, 1):
        local = datetime.combine(today - timedelta(days=back), time(at.hour), zone_of(at.zone))
        if (moment := local.astimezone(UTC)) <= now:
            return moment
    return now
