"""Looking ahead: what a destination will be told, and how it will look there."""

from dataclasses import replace
from datetime import timedelta

from bot.ports.episodes import EpisodeLog
from bot.ports.journal import Clock
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from content.announcements.forecast import foreseen, last_news
from content.commands.replies import channel_preview as replies
from content.commands.replies.shows_meant import show_in
from content.commands.reply import CommandReply
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination
from content.subscriptions.preferences import USUAL
from content.subscriptions.subscription import Subscription, to_show

_DAYS = 100


async def preview_channel(
    destination: Destination,
    show: str | None,
    *,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    episodes: EpisodeLog,
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
            for pair in foreseen(catalogue, each, now=now, days=_DAYS, episodes=seen)
            if chosen in {None, pair[0].announcement.subject.show}
        ]
        for each in (subscribed, every)
    )
    latest = last_news(catalogue, subscribed, now=now)
    return replies.channel_preview(
        steps,
        subscribed,
        latest,
        headline=headline,
        leaves_out_listed=len(all_steps) > len(steps),
        wording=wording,
    )


def _counting_on_listings(subscription: Subscription) -> Subscription:
    preferences = replace(subscription.preferences, counts_on_listings=True)
    return replace(subscription, preferences=preferences)
