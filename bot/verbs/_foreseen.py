"""What a destination will be told next, by all that it is subscribed to."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.ports import Broadcast, Subscription
from bot.verbs._matching import unwanted_by
from content.announcements.announcement import Announcement
from content.announcements.countdowns import PostingHour
from content.announcements.forecast import Foreseen, Rhythm, foreseen_steps
from content.announcements.news import news
from content.announcements.targets import targets_of
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.facts.news import news_between

_MOST_DAYS = 60
"""Of days on which something was reported, how many are looked through for a piece of news."""


def foreseen(
    catalogue: Catalogue, wishes: Sequence[Subscription], *, now: datetime, days: int
) -> list[tuple[Foreseen, Subscription]]:
    """Return the countdown steps of the *days* to come, each once, as they are known now."""
    targets = targets_of(catalogue, AsOf.at(now))
    found: dict[tuple[str, int | datetime | None], tuple[Foreseen, Subscription]] = {}
    # The subscription to the show itself decides how it is told.
    for wish in sorted(wishes, key=lambda one: one.show is None):
        rhythm = Rhythm(
            at=PostingHour(wish.zone, wish.hour),
            steps=wish.steps,
            quiet=wish.quiet,
            digest=wish.digest,
        )
        until = now + timedelta(days=days)
        for step in foreseen_steps(catalogue, targets, rhythm, after=now, until=until):
            hour = None if step.announcement.step == 0 else (wish.zone, wish.hour)
            told = Broadcast(announcement=step.announcement, posting_hour=hour)
            if unwanted_by(wish, told) is None and wish.paused_at is None:
                which = step.at if step.announcement.looks_ahead else step.announcement.step
                found.setdefault((str(step.announcement.subject), which), (step, wish))
    return sorted(found.values(), key=lambda pair: pair[0].at)


def last_news(
    catalogue: Catalogue, wishes: Sequence[Subscription], *, now: datetime
) -> Announcement | None:
    """Return the latest piece of news that one of *wishes* wants, whether or not it was told."""
    for said in _news_before(catalogue, {wish.show for wish in wishes}, now):
        if any(unwanted_by(wish, Broadcast(announcement=said)) is None for wish in wishes):
            return said
    return None


def _news_before(
    catalogue: Catalogue, shows: set[ShowId | None], now: datetime
) -> Iterator[Announcement]:
    wanted = catalogue.shows.keys() if None in shows else {show for show in shows if show}
    days = {
        claim.known_from
        for show in wanted
        for claim in catalogue.about(show)
        if claim.known_from <= now.date()
    }
    for day in sorted(days, reverse=True)[:_MOST_DAYS]:
        before = day - timedelta(days=1)
        for change in news_between(catalogue, catalogue, since=before, until=day, shows=wanted):
            yield news(change, catalogue.shows[change.subject.show], now)
