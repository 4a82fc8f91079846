"""Looking ahead: what a destination will be told, and how it will look there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.ports.episodes import EpisodeLog
from bot.ports.journal import Clock
from bot.ports.sources import Knowledge
from bot.ports.stories import Stories
from bot.ports.subscriptions import Subscriptions
from content.announcements.forecast import foreseen, last_news
from content.commands.replies import channel_preview as replies
from content.commands.replies.shows_meant import show_in
from content.commands.reply import CommandReply
from content.facts.kinds import Topic
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination
from content.subscriptions.preferences import USUAL
from content.subscriptions.subscription import Subscription, to_show

_DAYS = 100
_WEEK = timedelta(days=7)


async def preview_channel(
    destination: Destination,
    show: str | None,
    *,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    episodes: EpisodeLog,
    stories: Stories,
    default_zone: str,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return what *destination* would be told in the next hundred days, and its last news.

    Where it is not subscribed, what it would be told if it were, with nothing stored.
    """
    catalogue, now = knowledge.catalogue, clock.now()
    chosen = show_in(show, catalogue, wording)
    if isinstance(chosen, CommandReply):
        return chosen
    stood = [
        one
        for one in to_show(await subscriptions.of(destination), None)
        if chosen is None or one.show in {None, chosen}
    ]
    made_up = Subscription(
        destination=destination,
        show=chosen,
        preferences=replace(USUAL, zone=default_zone),
        created_at=now,
    )
    subscribed = stood or [made_up]
    headline = (
        replies.told_ahead(_DAYS, wording)
        if stood
        else replies.would_be_told(chosen, catalogue, wording)
    )
    every = [_counting_on_listings(one) for one in subscribed]
    last = now + timedelta(days=_DAYS)
    seen = await episodes.airing(now.date() - timedelta(days=2), last.date())
    steps, all_steps = (
        [
            pair
            for pair in foreseen(
                catalogue, each, now=now, days=_DAYS, episodes=seen, wording=wording
            )
            if chosen in {None, pair[0].announcement.subject.show}
        ]
        for each in (subscribed, every)
    )
    hearing = [one for one in subscribed if Topic.HEADLINES in one.preferences.topics]
    # What hears of every show hears of the chosen one, of which alone something is shown.
    hearing_of_it = [one if chosen is None else replace(one, show=chosen) for one in subscribed]
    latest = last_news(catalogue, hearing_of_it, now=now, wording=wording)
    return replies.channel_preview(
        steps,
        subscribed,
        latest,
        headline=headline,
        headlines=await _headlines_lately(hearing, stories, now) if hearing else None,
        leaves_out_listed=len(all_steps) > len(steps),
        wording=wording,
    )


async def _headlines_lately(
    subscriptions: Sequence[Subscription], stories: Stories, now: datetime
) -> int:
    """Return of how many stories these heard in a week; which are to come nobody knows."""
    shows = {one.show for one in subscriptions}
    named = None if None in shows else [show for show in shows if show is not None]
    return await stories.began(named, since=now - _WEEK)


def _counting_on_listings(subscription: Subscription) -> Subscription:
    preferences = replace(subscription.preferences, counts_on_listings=True)
    return replace(subscription, preferences=preferences)
