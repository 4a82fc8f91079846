"""Explaining: why a destination did or did not get a piece of news."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.ports.following import Followable
from bot.ports.journal import Journal
from bot.ports.outbox import Outbox
from bot.ports.platforms import Channels
from bot.ports.retention import Retention
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from content.announcements.announcement import AnnouncementId, Broadcastable
from content.announcements.broadcast import Broadcast
from content.announcements.delivery_report import DeliveryReport
from content.announcements.in_languages import sentence_in
from content.commands.replies import delivery_reports as replies
from content.commands.replies import following
from content.commands.replies.shows_meant import show_in
from content.commands.reply import CommandReply
from content.facts.kinds import Topic
from content.language.links import Link
from content.language.wording import ENGLISH, Wording
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.destination import Destination
from content.subscriptions.following import Published
from content.subscriptions.matching import is_left_to_another, is_of_another_schedule
from content.subscriptions.schedule import PostingHour
from content.subscriptions.subscription import Subscription, to_show

_LOOKED_THROUGH = 300
_MOST_LINES = 8
_BY_NAME_ALONE: Final = frozenset({Topic.EPISODES, Topic.HEADLINES})


async def explain_delivery(
    destination: Destination,
    words: str | None,
    *,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    outbox: Outbox,
    journal: Journal,
    retention: Retention,
    keep_days: int,
    channels: Channels,
    followable: Followable | None = None,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return what became of the latest news at *destination*, or of the news that *words* mean.

    *words* name a show or are some of the news itself; None: whatever was news lately. Where that
    is known no more, since it ended more than *keep_days* days ago, that is said.
    """
    catalogue = knowledge.catalogue
    subscribed = to_show(await subscriptions.of(destination), None)
    found = await outbox.reports(destination, limit=_LOOKED_THROUGH)
    reports = {report.announcement: report for report in found}
    told = [
        broadcast
        for broadcast in await journal.latest(limit=_LOOKED_THROUGH)
        if not _is_others(broadcast, subscribed)
    ]
    show = show_in(words, catalogue, wording)
    if isinstance(show, CommandReply):
        show = None
        told = _matching(words or "", told)
    elif show is not None:
        told = [broadcast for broadcast in told if broadcast.announcement.subject.show == show]
    suspension = await subscriptions.suspension_of(destination)
    told = _once(told, reports)
    lines = [replies.nothing_arrives(suspension.reason, wording)] if suspension else []
    if not told:
        return replies.nothing_to_explain(words, lines, wording)
    forgotten = await retention.forgotten(one.announcement.id for one in told[:_MOST_LINES])
    zone = subscribed[0].preferences.zone if subscribed else "UTC"
    brought = await _brought(destination, told[:_MOST_LINES], followable)
    links: list[Link] = []
    for broadcast in told[:_MOST_LINES]:
        news = broadcast.announcement
        report = reports.get(news.id)
        if news.id in brought and (report is None or report.reason == reasons.BY_FOLLOWING):
            became = following.came_by_following(brought[news.id], zone, wording)
            report = None
        elif report:
            became = replies.what_became(report, zone, wording)
        elif news.id in forgotten:
            became = replies.no_longer_known(keep_days, wording)
        else:
            became = replies.why_not_queued(broadcast, subscribed, show, wording)
        lines.append(replies.report_line(sentence_in(news.headline, wording.language), became))
        post = report.digest or report if report else None
        page = await channels.page(destination, post.message) if post and post.message else None
        if post and page:
            link = replies.post_link(page, post.at, zone, wording)
            links += [] if link in links else [link]
    return replies.deliveries_explained(lines, links, were_meant=bool(words), wording=wording)


async def _brought(
    destination: Destination, told: Sequence[Broadcast], followable: Followable | None
) -> dict[AnnouncementId, Published | None]:
    """Return what of *told* comes by a channel that *destination* follows, and how it stands there.

    What was published before that followed did not; what is not posted there yet has nothing.
    """
    if followable is None:
        return {}
    found: dict[AnnouncementId, Published | None] = {}
    for follow in await followable.follows.of(destination):
        if not follow.state.is_brought:
            continue
        news = {
            one.announcement.id: one.announcement
            for one in told
            if follow.show in {None, one.announcement.subject.show}
        }
        published = await followable.follows.published(follow, news)
        for name, announcement in news.items():
            there = published.get(name)
            if (there.at if there else announcement.created_at) >= follow.since:
                found[name] = there
    return found


def _is_others(broadcast: Broadcast, subscribed: Sequence[Subscription]) -> bool:
    """Whether it is a countdown step at an hour, or in a rhythm, that is none of this place's.

    Such a step is no news that it missed: it gets its own. Nor is an episode, or a headline, where
    it never wanted to hear of any.
    """
    topic = broadcast.announcement.topic
    if topic in _BY_NAME_ALONE and not any(topic in one.preferences.topics for one in subscribed):
        return True
    hour = broadcast.posting_hour
    return hour is not None and all(
        PostingHour(*hour) != subscription.preferences.schedule.at
        or is_of_another_schedule(subscription, broadcast.audience)
        or is_left_to_another(subscription, subscribed, broadcast.audience)
        for subscription in subscribed
    )


def _once(
    told: Sequence[Broadcast], reports: Mapping[AnnouncementId, DeliveryReport]
) -> list[Broadcast]:
    """Leave out what says once more, because of another step, that a premiere is ahead."""
    chosen: dict[object, Broadcast] = {}
    for broadcast in told:
        news = broadcast.announcement
        key = (news.subject, news.created_at) if broadcast.audience.looks_ahead else news.id
        if key not in chosen or (news.id in reports and chosen[key].announcement.id not in reports):
            chosen[key] = broadcast
    return list(chosen.values())


def _matching(words: str, told: Sequence[Broadcast]) -> list[Broadcast]:
    """Return those in which most of *words* stand, best first."""
    wanted = set(_tokens(words))

    def share(broadcast: Broadcast) -> float:
        return len(wanted & set(_tokens(_text(broadcast.announcement)))) / max(1, len(wanted))

    found = [broadcast for broadcast in told if share(broadcast) > 0.5]
    return sorted(found, key=share, reverse=True)


def _text(news: Broadcastable) -> str:
    return f"{news.show} {news.headline}"


def _tokens(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())
