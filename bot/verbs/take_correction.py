"""Suggesting: what somebody says is wrong or missing waits for an editor; it is no claim."""

from dataclasses import replace

import structlog

from bot.ports import Asked, Clock, Corrections, StorageError
from content.answers.answer import correction_became
from content.answers.correction_notes import suggestion_in
from content.answers.reply import Answer
from content.understanding.question import Intent

log = structlog.get_logger()


async def suggest(asked: Asked, said: Answer, *, clock: Clock, suggestions: Corrections) -> Answer:
    """Put what *asked* corrects before the editors, and return what is *said* to it then.

    Where it cannot be written down, what is said stays as it is: that it was not.
    """
    suggestion = suggestion_in(asked.words, said.replies)
    if suggestion is None:
        return said
    try:
        keeping = await suggestions.keep(
            suggestion, asked.speaker, message=asked.message, now=clock.now()
        )
    except StorageError as error:
        log.warning("suggestion_lost", reason=str(error))
        return said
    platform = asked.speaker.destination.platform.value
    log.info("suggestion_made", platform=platform, became=keeping.value)
    replies = [
        correction_became(reply, keeping) if reply.intent is Intent.CORRECTION else reply
        for reply in said.replies
    ]
    return replace(said, replies=tuple(replies))
