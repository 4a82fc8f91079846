"""Looking ahead: what a destination will be told, and how it will look there."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.ports import Clock, Knowledge, Subscriptions
from content.announcements.announcement import News
from content.announcements.forecast import Foreseen, foreseen, last_news
from content.answers.reply import Reply, ReplyStatus
from content.commands.replies import name_of, said, show_in
from content.commands.reply import CommandReply
from content.subscriptions.destination import Destination
from content.subscriptions.preferences import USUAL
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import Subscription, to_show
from content.understanding.question import Intent

_DAYS = 100
_MOST_LINES = 25


async def preview_channel(
    destination: Destination,
    show: str | None,
    *,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    default_zone: str,
) -> CommandReply:
    """Return what *destination* would be told in the next hundred days, and its last news.

    Where it is not subscribed, what it would be told if it were, with nothing stored.
    """
    catalogue, now = knowledge.catalogue, clock.now()
    chosen = show_in(show, catalogue)
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
    wishes = stood or [made_up]
    name = name_of(chosen, catalogue)
    headline = (
        f"What this channel is told in the next {_DAYS} days, as far as it is known today:"
        if stood
        else f"This channel is not subscribed; with {name} it would be told:"
    )
    steps = [
        pair
        for pair in foreseen(catalogue, wishes, now=now, days=_DAYS)
        if chosen in {None, pair[0].announcement.subject.show}
    ]
    lines = [_line(step, wish) for step, wish in steps[:_MOST_LINES]]
    if len(steps) > _MOST_LINES:
        lines.append(f"And {len(steps) - _MOST_LINES} more.")
    if not steps:
        lines.append("No countdown: nothing that it wants to hear of has a confirmed day.")
    lines += _digests(wishes)
    if all(wish.paused_at for wish in wishes):
        lines.append("It is paused, so nothing at all is told until: updates resume")
    latest = last_news(catalogue, wishes, now=now)
    if latest is None:
        return said(headline, *lines, "News comes as it happens.")
    lines.append("News comes as it happens. The last piece of it would look like this:")
    return said(headline, *lines, also=(_as_reply(latest),))


def _line(step: Foreseen, wish: Subscription) -> str:
    zone = wish.preferences.zone
    local = step.at.astimezone(ZoneInfo(zone))
    line = f"{local:%Y-%m-%d %H:%M} {zone}: {step.announcement.headline}"
    if step.is_lost:
        return f"Not told, since it would come too late: {step.announcement.headline}"
    return f"{line} (in the digest)" if step.is_gathered else line


def _digests(wishes: list[Subscription]) -> list[str]:
    lines = []
    for wish in wishes:
        wants = wish.preferences
        if wants.digest is not DigestFrequency.NONE:
            when = "every day" if wants.digest is DigestFrequency.DAILY else "on Mondays"
            lines.append(f"News is told in a digest {when} at {wants.hour:02}:00 {wants.zone}.")
    return list(dict.fromkeys(lines))


def _as_reply(news: News) -> Reply:
    lines = news.lines if news.conflict is None else (*news.lines, news.conflict)
    return Reply(
        intent=Intent.UPDATES,
        show=news.subject.show,
        season=news.subject.season,
        status=ReplyStatus.KNOWN,
        headline=news.headline,
        lines=lines,
        stance=news.stance,
        sources=news.sources,
        moment=news.moment,
    )
