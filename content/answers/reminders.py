"""Which answers somebody may want to be reminded of."""

from datetime import date
from typing import Final

from content.answers.reply import Answer, ReplyStatus
from content.facts.claims import ShowId
from content.facts.dates import PartialDate

_OPEN: Final = frozenset({ReplyStatus.KNOWN, ReplyStatus.CONFLICTING, ReplyStatus.NOT_ANNOUNCED})


def to_be_reminded_of(answer: Answer, today: date) -> ShowId | None:
    """Return the show whose coming out *answer* is about; None where that is over, or none.

    *today* is a day in UTC, which is exact enough for an offer.
    """
    for reply in answer.replies:
        if reply.intent.row.of_release and reply.status in _OPEN and reply.show is not None:
            value = reply.value
            last = value.latest if isinstance(value, PartialDate) else None
            if last is None or last >= today:
                return reply.show
    return None
