"""Answering: words → question → belief → answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.ports.journal import Clock
from bot.ports.look_ups import RecentLookUps
from bot.ports.platforms import Asked, Conversations, LookUp
from bot.ports.sources import Knowledge
from content.answers.answer import answer_question, told_once
from content.answers.listed_answers import LookedUp
from content.answers.look_up_offer import look_up_offer
from content.answers.reply import Answer, Reply
from content.commands.replies import look_ups
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef
from content.understanding.intents import Intent
from content.understanding.question import Conversation, Question
from content.understanding.seasons import read_season
from content.understanding.times import read_window
from content.understanding.typed_shows import find_shows
from content.understanding.understand import Reading, read_message


async def answer(
    asked: Asked,
    *,
    clock: Clock,
    knowledge: Knowledge,
    conversations: Conversations,
    looked_up: LookedUp | None = None,
    recent: RecentLookUps | None = None,
    offers: bool = False,
) -> Answer:
    """Return what there is to say to one message, and remember what a follow-up may lean on.

    *looked_up* is a show that is not followed, which the message may be about: the one that is
    asked for, or the one that was talked of before, which *recent* holds. With *offers*, what is
    not followed is offered to be looked up.
    """
    now = clock.now()
    as_of = AsOf.at(now)
    before = await conversations.recall(asked.speaker, now=now)

    def read(catalogue: Catalogue) -> Reading:
        return read_message(
            asked.words,
            catalogue,
            as_of,
            conversation=before,
            channel_show=asked.show,
            zone=asked.zone,
        )

    reading = read(knowledge.catalogue)
    about = _about(looked_up, reading, knowledge.catalogue, read)
    if looked_up and about:
        reading = about
        replies = told_once(
            looked_up.linked(answer_question(question, looked_up.catalogue, as_of), now)
            for question in reading.questions
        )
    else:
        replies = told_once(
            _with_offer(question, answer_question(question, knowledge.catalogue, as_of), asked, now)
            if offers
            else answer_question(question, knowledge.catalogue, as_of)
            for question in reading.questions
        )
    if any(question.forgets for question in reading.questions):
        await conversations.forget(asked.speaker)
        if recent:
            recent.forget(asked.speaker)
    if reading.conversation not in {before, Conversation()}:
        await conversations.remember(asked.speaker, reading.conversation, now=now)
    return Answer(question=asked.words, replies=replies)


def _about(
    looked_up: LookedUp | None,
    reading: Reading,
    catalogue: Catalogue,
    read: Callable[[Catalogue], Reading],
) -> Reading | None:
    """Return the message as one about the show that was *looked_up*; None: it is about others."""
    if looked_up is None or looked_up.show.id in catalogue.shows:
        return None
    mine = looked_up.show.id
    if any(one.show not in {None, mine} or one.also for one in reading.questions):
        return None
    if not any(one.show == mine or one.unknown for one in reading.questions):
        return None
    again = read(looked_up.catalogue)
    is_about = again.questions and all(one.show == mine for one in again.questions)
    return again if is_about else None


def _with_offer(question: Question, said: Reply, asked: Asked, now: datetime) -> Reply:
    if question.intent is not Intent.NOT_TRACKED or not question.unknown:
        return said
    return replace(said, offer=look_up_offer(asked.words, question.unknown, AsOf.at(now)))


async def look_up(
    wanted: LookUp,
    *,
    clock: Clock,
    knowledge: Knowledge,
    conversations: Conversations,
    looked_up: LookedUp | None = None,
) -> Answer:
    """Return the answer to a question put through a command's fields.

    Where the show was *looked_up*, the question is about that one, whatever its name. A show or
    season that cannot be read is answered with what could have been written, never with a guess.
    """
    now = clock.now()
    catalogue = looked_up.catalogue if looked_up else knowledge.catalogue
    if looked_up:
        wanted = replace(wanted, show=looked_up.show.id)
    question = _question(wanted, catalogue, AsOf.at(now))
    if isinstance(question, Reply):
        return Answer(question="", replies=(question,))
    before = await conversations.recall(wanted.speaker, now=now)
    after = Conversation(
        show=question.show or before.show,
        season=question.season,
        intent=question.intent,
        about=wanted.about or question.intent,
        zone=before.zone,
        language=before.language,
    )
    await conversations.remember(wanted.speaker, after, now=now)
    reply = answer_question(question, catalogue, AsOf.at(now))
    reply = looked_up.linked(reply, now) if looked_up else reply
    return Answer(question="", replies=(reply,))


def _question(wanted: LookUp, catalogue: Catalogue, as_of: AsOf) -> Question | Reply:
    wording = wanted.wording
    shows = find_shows(wanted.show, catalogue) if wanted.show else ()
    if wanted.show and not shows:
        return look_ups.unknown_name(wanted.intent, catalogue, wording)
    if not shows and wanted.intent.row.needs_show:
        return look_ups.no_show_named(wanted.intent, wording)
    season = read_season(wanted.season) if wanted.season else SeasonRef.UNNAMED
    if season is None:
        return look_ups.no_such_season(wanted.intent, wording)
    window = read_window(wanted.since, as_of) if wanted.since else None
    if wanted.since and window is None:
        return look_ups.no_such_window(wanted.intent, wording)
    return Question(
        intent=wanted.intent,
        show=shows[0] if shows else None,
        season=season,
        window=window,
        also=shows[1:],
        about=wanted.about,
        reader=wanted.zone,
        language=wording.language,
    )
