"""Explaining: why a destination did or did not get a piece of news."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.ports import Channels, DeliveryReport, Journal, Knowledge, Outbox, Subscriptions
from content.announcements.announcement import AnnouncementId, Broadcastable
from content.announcements.broadcast import Broadcast
from content.answers.reply import ReplyStatus
from content.commands.replies import said
from content.commands.replies.shows_meant import show_in
from content.commands.reply import CommandReply
from content.facts.claims import ShowId
from content.facts.dates import PartialDate
from content.language.date_words import words as date_words
from content.language.links import Link
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination
from content.subscriptions.matching import Unwanted, is_of_another_schedule, unwanted_by
from content.subscriptions.subscription import Subscription, to_show

_LOOKED_THROUGH = 300
_MOST_LINES = 8
_MOST_ECHOED = 100
"""Characters of what somebody typed that are said back to them."""
_NEAREST = (Unwanted.WEEKLY_INSTEAD, Unwanted.STEP, Unwanted.STANCE, Unwanted.TOPIC, Unwanted.SHOW)
"""Of the reasons of several subscriptions, that one is told which came nearest to wanting it."""


async def explain_delivery(
    destination: Destination,
    words: str | None,
    *,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    outbox: Outbox,
    journal: Journal,
    channels: Channels,
) -> CommandReply:
    """Return what became of the latest news at *destination*, or of the news that *words* mean.

    *words* name a show or are some of the news itself; None: whatever was news lately.
    """
    catalogue = knowledge.catalogue
    wishes = to_show(await subscriptions.of(destination), None)
    fates = {
        fate.announcement: fate for fate in await outbox.reports(destination, limit=_LOOKED_THROUGH)
    }
    told = [
        one for one in await journal.latest(limit=_LOOKED_THROUGH) if not _is_others(one, wishes)
    ]
    show = show_in(words, catalogue)
    if isinstance(show, CommandReply):
        show = None
        told = _matching(words or "", told)
    elif show is not None:
        told = [one for one in told if one.announcement.subject.show == show]
    suspension = await subscriptions.suspension_of(destination)
    told = _once(told, fates)
    lines = [f"Nothing arrives here at present: {suspension.reason}"] if suspension else []
    if not told:
        meant = words or ""
        meant = meant if len(meant) <= _MOST_ECHOED else f"{meant[:_MOST_ECHOED]}…"
        what = f"Nothing of that kind has become news since I began to look: {meant}"
        what = what if words else _NO_NEWS
        return said(what, *lines, status=ReplyStatus.NOT_ANNOUNCED)
    zone = wishes[0].preferences.zone if wishes else "UTC"
    links: list[Link] = []
    for one in told[:_MOST_LINES]:
        news = one.announcement
        fate = fates.get(news.id)
        why = _fate(fate, zone) if fate else _unqueued(one, wishes, show)
        lines.append(f"{news.headline} — {why}")
        post = fate.digest or fate if fate else None
        page = channels.page(destination, post.message) if post and post.message else None
        if post and page:
            day = date_words(PartialDate.on(post.at.astimezone(ZoneInfo(zone)).date()))
            link = Link(f"The post here, {day}", page)
            links += [] if link in links else [link]
    headline = "This is what became of it here:" if words else "What became of the latest news:"
    return CommandReply(headline=headline, lines=tuple(lines), links=tuple(links))


_NO_NEWS = "There has been no news since I began to look."


def _is_others(told: Broadcast, wishes: Sequence[Subscription]) -> bool:
    """Whether it is a countdown step at an hour, or in a rhythm, that is none of this place's.

    Such a step is no news that it missed: it gets its own.
    """
    hour = told.posting_hour
    return hour is not None and all(
        hour != (wish.preferences.zone, wish.preferences.hour)
        or is_of_another_schedule(wish, told.audience)
        for wish in wishes
    )


def _once(
    told: Sequence[Broadcast], fates: Mapping[AnnouncementId, DeliveryReport]
) -> list[Broadcast]:
    """Leave out what says once more, because of another step, that a premiere is ahead."""
    chosen: dict[object, Broadcast] = {}
    for one in told:
        said = one.announcement
        key = (said.subject, said.created_at) if one.audience.looks_ahead else said.id
        if key not in chosen or (said.id in fates and chosen[key].announcement.id not in fates):
            chosen[key] = one
    return list(chosen.values())


def _matching(words: str, told: Sequence[Broadcast]) -> list[Broadcast]:
    """Return those in which most of *words* stand, best first."""
    wanted = set(_tokens(words))

    def share(one: Broadcast) -> float:
        return len(wanted & set(_tokens(_text(one.announcement)))) / max(1, len(wanted))

    found = [one for one in told if share(one) > 0.5]
    return sorted(found, key=share, reverse=True)


def _text(news: Broadcastable) -> str:
    return f"{news.show} {news.headline}"


def _tokens(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())


def _fate(fate: DeliveryReport, zone: str) -> str:  # noqa: C901  a line for each state
    """Return how a delivery stands, as a sentence."""
    at = _moment(fate.at, zone)
    until = _moment(fate.until, zone) if fate.until else "later"
    reason = f": {fate.reason}" if fate.reason else "."
    match fate.state:
        case DeliveryState.WAITING if fate.reason:
            return f"waiting until {until}{reason}"
        case DeliveryState.WAITING | DeliveryState.SENDING:
            return "on its way."
        case DeliveryState.UNKNOWN:
            return "sent, but the answer was lost; I look whether it arrived before I repeat it."
        case DeliveryState.HELD:
            return f"it comes in the next digest, at {until}."
        case DeliveryState.SUSPENDED:
            return f"kept back, because this channel cannot be posted to{reason}"
        case DeliveryState.DELIVERED:
            return f"delivered at {at}."
        case DeliveryState.DIGESTED if fate.digest and not _has_arrived(fate.digest):
            return f"in the digest of {at}: {_fate(fate.digest, zone)}"
        case DeliveryState.DIGESTED:
            return f"told in the digest of {at}."
        case DeliveryState.REJECTED:
            return f"refused{reason}"
        case DeliveryState.EXPIRED:
            return f"not told, since it would have come too late{reason}"
        case DeliveryState.VOID:
            return f"not told{reason}"
        case DeliveryState.PAUSED:
            return f"not told: it was paused ({at})."
        case _:
            assert_never(fate.state)


def _has_arrived(fate: DeliveryReport) -> bool:
    return fate.state is DeliveryState.DELIVERED


def _unqueued(told: Broadcast, wishes: Sequence[Subscription], show: ShowId | None) -> str:
    """Return why it was never queued for this place, as a sentence."""
    news = told.announcement
    if not wishes:
        return "not told: this channel is not subscribed to anything."
    reasons = {unwanted_by(wish, told.audience): wish for wish in wishes}
    if None in reasons or Unwanted.HOUR in reasons:
        wish = reasons.get(None) or reasons[Unwanted.HOUR]
        if wish.created_at > news.created_at:
            return f"not told: it was news before this channel was subscribed ({_day(wish)})."
        return "not told: what this channel wants to hear was changed since then."
    reason = next(one for one in _NEAREST if one in reasons)
    wish = reasons[reason]
    change = f"updates settings {show or news.subject.show}"
    match reason:
        case Unwanted.WEEKLY_INSTEAD:
            return "not told by itself: Monday's digest says what is ahead."
        case Unwanted.STEP:
            steps = ", ".join(str(step) for step in wish.preferences.steps) or "none"
            number = told.audience.step
            return f"not told: countdowns come here {steps} days before, and {number} is none."
        case Unwanted.STANCE:
            stance = news.stance.value
            lowest = wish.preferences.lowest_stance.value
            return (
                f"not told: it is {stance} only, and this channel wants at least {lowest}. "
                f"Change that with: {change} stance {stance}"
            )
        case Unwanted.TOPIC:
            kind = news.topic.value
            return (
                f"not told: this channel does not want news of the kind {kind} ({change} kinds …)"
            )
        case _:
            return f"not told: this channel is not subscribed to {news.show}."


def _day(wish: Subscription) -> str:
    return f"{wish.created_at.astimezone(ZoneInfo(wish.preferences.zone)):%Y-%m-%d}"


def _moment(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}"
