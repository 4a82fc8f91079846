"""Reminding: one person, of one show, in a direct message."""

from dataclasses import replace

from bot.ports import Clock, Knowledge, Speaker, Subscriptions
from content.answers.answer import answer_question
from content.answers.reply import ReplyStatus
from content.commands.replies import name_of, said, show_in
from content.commands.reply import CommandReply
from content.facts.as_of import AsOf
from content.facts.claims import SeasonRef
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.preferences import USUAL
from content.subscriptions.subscription import Subscription
from content.understanding.question import Intent, Question
from content.understanding.seasons import read_season

_STEPS = (7, 1, 0)
_TOPICS = frozenset({Topic.RELEASE, Topic.COUNTDOWN})


def directly_to(speaker: Speaker) -> Destination:
    """Return where somebody is told something alone; at a terminal, the terminal itself."""
    here = speaker.destination
    if here.platform is Platform.CONSOLE:
        return here
    workspace = "" if here.platform is Platform.DISCORD else here.workspace
    return Destination(
        platform=here.platform, workspace=workspace, channel="", person=speaker.person
    )


async def remind(
    speaker: Speaker,
    show: str,
    season: str | None,
    *,
    clock: Clock,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    default_zone: str,
) -> CommandReply:
    """Remind whoever speaks of *show*, a week and a day before its premiere and when it is out.

    A season only says which one is meant: whoever waits for it also hears of the next.
    """
    catalogue, now = knowledge.catalogue, clock.now()
    chosen = show_in(show, catalogue)
    if isinstance(chosen, CommandReply):
        return chosen
    if chosen is None:
        return said("Of which show shall I remind you?", status=ReplyStatus.AMBIGUOUS)
    read = read_season(season) if season else SeasonRef.UNNAMED
    if read is None:
        return said(
            "I can't read that season.",
            "Write a number, or one of: next, last, special, series.",
            status=ReplyStatus.AMBIGUOUS,
        )
    question = Question(intent=Intent.RELEASE_DATE, show=chosen, season=read)
    today = answer_question(question, catalogue, AsOf.at(now))
    if today.status is ReplyStatus.DOES_NOT_EXIST:
        return said(today.headline, *today.lines, status=today.status, sources=today.sources)
    place, name = directly_to(speaker), name_of(chosen, catalogue)
    known = f"As known today: {today.headline}"
    stood = [one for one in await subscriptions.of(place) if one.show in {chosen, None}]
    if any(one.paused_at is None for one in stood):
        stop = f"No more of it: remind stop {chosen}"
        return said(f"I remind you of {name} already.", known, stop, sources=today.sources)
    await subscriptions.subscribe(
        Subscription(
            destination=place,
            show=chosen,
            preferences=replace(USUAL, topics=_TOPICS, steps=_STEPS, zone=default_zone),
            created_by=speaker.person,
            created_at=now,
        )
    )
    return said(
        f"I will remind you of {name}, in a direct message."
        if place.person
        else f"I will remind you of {name}, here.",
        "That is when its date becomes known or changes, 7 days and 1 day before it comes out, "
        "and when it is out.",
        known,
        f"No more of it: remind stop {chosen}",
        sources=today.sources,
    )


async def stop_reminding(
    speaker: Speaker, show: str | None, *, knowledge: Knowledge, subscriptions: Subscriptions
) -> CommandReply:
    """Remind whoever speaks no more of *show*, or with None of anything."""
    chosen = show_in(show, knowledge.catalogue)
    if isinstance(chosen, CommandReply):
        return chosen
    name = name_of(chosen, knowledge.catalogue) if chosen else "anything"
    count = await subscriptions.unsubscribe(directly_to(speaker), chosen)
    if not count:
        return said(f"I was not to remind you of {name}; nothing has changed.")
    return said(f"I will not remind you of {name} any more.")


async def reminders(
    speaker: Speaker, *, knowledge: Knowledge, subscriptions: Subscriptions
) -> CommandReply:
    """Return what whoever speaks is reminded of."""
    found = await subscriptions.of(directly_to(speaker))
    if not found:
        return said("I remind you of nothing.", "Begin with: remind SHOW")
    names = ", ".join(name_of(one.show, knowledge.catalogue) for one in found)
    return said(f"I remind you of {names}.", "No more of one: remind stop SHOW")
