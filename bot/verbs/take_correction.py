"""Taking corrections: what is said to be wrong or missing waits for an editor; it is no claim."""

from dataclasses import replace

import structlog

from bot.ports.corrections import Corrections
from bot.ports.errors import StorageError
from bot.ports.journal import Clock
from bot.ports.platforms import Asked
from content.answers.answer import correction_became
from content.answers.correction_notes import correction_note_in
from content.answers.reply import Answer
from content.understanding.intents import Intent

log = structlog.get_logger()


async def take_correction(
    asked: Asked, said: Answer, *, clock: Clock, corrections: Corrections
) -> Answer:
    """Put what *asked* corrects before the editors, and return what is *said* to it then.

    Where it cannot be written down, what is said stays as it is: that it was not.
    """
    note = correction_note_in(asked.words, said.replies)
    if note is None:
        return said
    try:
        receipt = await corrections.keep(
            note, asked.speaker, message=asked.message, now=asked.at or clock.now()
        )
    except StorageError as error:
        log.warning("suggestion_lost", reason=str(error))
        return said
    platform = asked.speaker.destination.platform
    log.info("suggestion_made", platform=platform, became=receipt.value)
    replies = [
        correction_became(reply, receipt) if reply.intent is Intent.CORRECTION else reply
        for reply in said.replies
    ]
    return replace(said, replies=tuple(replies))
