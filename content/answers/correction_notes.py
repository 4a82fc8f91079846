"""What people say is wrong or missing: put before an editor, and never a claim by itself."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from content.answers.reply import Reply
from content.facts.claims import Season, ShowId
from content.understanding.intents import Intent

LONGEST: Final = 500
"""Characters of somebody's words that are kept; a correction with its address is far shorter."""
MOST_A_DAY: Final = 5
"""Of one person; so that nobody fills the queue alone."""
MOST_WAITING: Final = 500
MOST_WAITING_OF_COMMUNITY: Final = 50
"""Of one server or workspace, or of all direct messages together; so that ten of them would have to
be full before there is no room for the others."""
CLOSED_KEPT_FOR: Final = timedelta(days=30)
"""Then the words, and who wrote them, are forgotten."""
WAITING_KEPT_FOR: Final = timedelta(days=180)
"""Then one that no editor has looked into is, too."""
_UNKEPT: Final = frozenset({"Cc", "Cs"})
"""Control characters, and halves of characters that no database stores."""


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """What somebody says is wrong or missing."""

    words: str
    """As they were written, on one line and of bounded length; they may hold anything."""
    show: ShowId | None = None
    season: Season | None = None


class Receipt(StrEnum):
    """What became of a correction."""

    KEPT = "kept"
    ENOUGH_TODAY = "enough_today"
    """That person has corrected as much as one may in a day."""
    FULL_HERE = "full_here"
    """As much waits of that server or workspace as it may have waiting."""
    FULL = "full"
    """As much waits for the editors as there is room for."""
    FORGOTTEN = "forgotten"
    """Whoever corrected wanted to be forgotten since."""


def correction_note_in(words: str, replies: Iterable[Reply]) -> CorrectionNote | None:
    """Return what the message *words* corrects; None where none of its *replies* takes it as that.

    Where it is about several shows, it is kept under the first.
    """
    corrections = [reply for reply in replies if reply.intent is Intent.CORRECTION]
    if not corrections:
        return None
    about = next((reply for reply in corrections if reply.show is not None), corrections[0])
    return CorrectionNote(_kept(words), about.show, about.season)


def _kept(words: str) -> str:
    line = " ".join(words.split())
    plain = "".join(char for char in line if unicodedata.category(char) not in _UNKEPT)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"
