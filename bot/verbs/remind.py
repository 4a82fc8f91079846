"""Reminding: one person, of one show, in a direct message."""

from dataclasses import replace
from typing import Final

from bot.ports.journal import Clock
from bot.ports.places import Places
from bot.ports.platforms import Speaker
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from content.answers.answer import answer_question
from content.answers.reply import ReplyStatus
from content.commands.replies import own_reminders as replies
from content.commands.replies.shows_meant import show_in
from content.commands.reply import CommandReply
from content.facts.as_of import AsOf
from content.facts.claims import SeasonRef
from content.facts.kinds import Topic
from content.language.wording import Wording
from content.subscriptions.destination import Destination
from content.subscriptions.preferences import USUAL
from content.subscriptions.subscription import Subscription
from content.understanding.intents import Intent
from content.understanding.question import Question
from content.understanding.seasons import read_season

_STEPS = (7, 1, 0)
MOST_REMINDERS: Final = 100
"""Of one person; nobody waits for so many shows, and news of each is told to them alone."""
_TOPICS = frozenset({Topic.RELEASE, Topic.COUNTDOWN})


async def remind(
    speaker: Speaker,
    show: str,
    season: str | None,
    *,
    to: Destination,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    places: Places,
    default_zone: str,
) -> CommandReply:
    """Remind *speaker* of *show*, a week and a day before its premiere and when it is out.

    *to* is where the speaker is told something alone.

    A season only says which one is meant: whoever waits for it also hears of the next. Whoever took
    no direct message the last time is told so, and how to let the next one in.
    """
    catalogue, now, wording = knowledge.catalogue, clock.now(), speaker.wording
    chosen = show_in(show, catalogue, wording)
    if isinstance(chosen, CommandReply):
        return chosen
    if chosen is None:
        return replies.no_show_to_remind_of(wording)
    read = read_season(season) if season else SeasonRef.UNNAMED
    if read is None:
        return replies.no_season_to_remind_of(wording)
    question = Question(
        intent=Intent.RELEASE_DATE, show=chosen, season=read, language=wording.language
    )
    today = answer_question(question, catalogue, AsOf.at(now))
    if today.status is ReplyStatus.DOES_NOT_EXIST:
        return replies.nothing_to_remind_of(today)
    every = await subscriptions.of(to)
    stood = [one for one in every if one.show in {chosen, None}]
    if any(one.paused_at is None for one in stood):
        stands = replies.reminder_stands(chosen, today, catalogue, wording)
        return await _unless_closed(stands, to, places, wording)
    if to.person and not stood and len(every) >= MOST_REMINDERS:
        return replies.too_many_reminders(MOST_REMINDERS, wording)
    await subscriptions.subscribe(
        Subscription(
            destination=to,
            show=chosen,
            preferences=replace(USUAL, topics=_TOPICS, steps=_STEPS, zone=default_zone),
            created_by=speaker.person,
            created_at=now,
        )
    )
    said = replies.reminder_set(chosen, today, catalogue, directly=bool(to.person), wording=wording)
    return await _unless_closed(said, to, places, wording)


async def _unless_closed(
    said: CommandReply, to: Destination, places: Places, wording: Wording
) -> CommandReply:
    """Return *said*, or what stands in the way of the direct messages that it promises."""
    if to.person and await places.refuses_messages(to):
        return replies.messages_refused(said, wording)
    return said


async def stop_reminding(
    speaker: Speaker,
    show: str | None,
    *,
    to: Destination,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
) -> CommandReply:
    """Remind whoever speaks no more of *show*, or with None of anything."""
    catalogue, wording = knowledge.catalogue, speaker.wording
    chosen = show_in(show, catalogue, wording)
    if isinstance(chosen, CommandReply):
        return chosen
    count = await subscriptions.unsubscribe(to, chosen)
    return replies.reminder_stopped(chosen, catalogue, stood=count > 0, wording=wording)


async def reminders(
    speaker: Speaker, *, to: Destination, knowledge: Knowledge, subscriptions: Subscriptions
) -> CommandReply:
    """Return what whoever speaks is reminded of."""
    found = await subscriptions.of(to)
    shows = [one.show for one in found]
    return replies.reminders_listed(shows, knowledge.catalogue, speaker.wording)
