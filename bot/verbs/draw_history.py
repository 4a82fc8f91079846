"""Showing how a date came to be: an answer → the story behind it → a picture."""

from typing import Final

from bot.ports.journal import Clock
from bot.ports.pictures import DrawnPicture, Pictures
from bot.ports.sources import Knowledge
from content.answers.reply import Answer
from content.facts.as_of import AsOf
from content.facts.claims import Subject
from content.language.wording import wording_for
from content.pictures.timeline import timeline_of
from content.understanding.intents import Intent

_MOST: Final = 14
"""Rows that a phone shows without turning over."""


async def draw_history(
    answer: Answer, *, clock: Clock, knowledge: Knowledge, pictures: Pictures | None
) -> DrawnPicture | None:
    """Return the history that *answer* tells as a picture.

    None: it tells of no history, of a show that nobody follows, or it cannot be drawn now.
    """
    reply = next(iter(answer.replies), None)
    if pictures is None or reply is None or reply.intent is not Intent.CHANGE_HISTORY:
        return None
    catalogue = knowledge.catalogue
    if reply.show not in catalogue.shows or reply.show is None or reply.season is None:
        return None
    timeline = timeline_of(
        catalogue,
        Subject(reply.show, reply.season),
        until=AsOf.at(clock.now()).day,
        most=_MOST,
        wording=wording_for(reply.language),
    )
    return await pictures.timeline(timeline) if timeline.entries else None
