"""Answering: words → question → belief → answer."""

from bot.ports.journal import Clock
from bot.ports.platforms import Asked, Conversations, LookUp
from bot.ports.sources import Knowledge
from content.answers.answer import answer_question, told_once
from content.answers.reply import Answer, Reply
from content.commands.replies import look_ups
from content.facts.as_of import AsOf
from content.facts.claims import SeasonRef
from content.understanding.question import Conversation, Question
from content.understanding.seasons import read_season
from content.understanding.times import read_window
from content.understanding.typed_shows import find_shows
from content.understanding.understand import read_message


async def answer(
    asked: Asked, *, clock: Clock, knowledge: Knowledge, conversations: Conversations
) -> Answer:
    """Return what there is to say to one message, and remember what a follow-up may lean on."""
    now = clock.now()
    catalogue = knowledge.catalogue
    before = await conversations.recall(asked.speaker, now=now)
    reading = read_message(
        asked.words,
        catalogue,
        AsOf.at(now),
        conversation=before,
        channel_show=asked.show,
        zone=asked.zone,
    )
    replies = told_once(
        answer_question(question, catalogue, AsOf.at(now)) for question in reading.questions
    )
    if any(question.forgets for question in reading.questions):
        await conversations.forget(asked.speaker)
    if reading.conversation not in {before, Conversation()}:
        await conversations.remember(asked.speaker, reading.conversation, now=now)
    return Answer(question=asked.words, replies=replies)


async def look_up(
    wanted: LookUp, *, clock: Clock, knowledge: Knowledge, conversations: Conversations
) -> Answer:
    """Return the answer to a question put through a command's fields.

    A show or season that cannot be read is answered with what could have been written, never
    with a guess.
    """
    now = clock.now()
    question = _question(wanted, knowledge, AsOf.at(now))
    if isinstance(question, Reply):
        return Answer(question="", replies=(question,))
    before = await conversations.recall(wanted.speaker, now=now)
    after = Conversation(
        show=question.show or before.show,
        season=question.season,
        intent=question.intent,
        about=question.intent,
        zone=before.zone,
        language=before.language,
    )
    await conversations.remember(wanted.speaker, after, now=now)
    reply = answer_question(question, knowledge.catalogue, AsOf.at(now))
    return Answer(question="", replies=(reply,))


def _question(wanted: LookUp, knowledge: Knowledge, as_of: AsOf) -> Question | Reply:
    catalogue, wording = knowledge.catalogue, wanted.speaker.wording
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
        reader=wanted.zone,
        language=wording.language,
    )
