"""What a listing was seen to say of one value, and since when; a sighting is no claim yet."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from content.facts.claims import Season


class Seen(StrEnum):
    """Which value of a subject was seen."""

    PREMIERE = "premiere"
    """The day of a season's premiere, or its instant where an hour is listed, as EDTF."""
    EPISODES = "episodes"
    """How many episodes a season is to have."""
    EXISTS = "exists"
    """That there is a season; its value is empty."""
    STATUS = "status"
    """How the show stands: a `ListedStatus`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One value of one show, as its listing said it at its last look."""

    season: Season
    seen: Seen
    value: str
    """What was taken in last; empty: nothing was yet, or it is one of `Seen.EXISTS`."""
    first_seen: datetime
    """When that value was seen first, aware, in UTC."""
    last_seen: datetime
    """When it was seen last."""
    missing_since: datetime | None = None
    """Since when the listing says nothing of it; None: it says it, or something else."""
    pending: str | None = None
    """Another value that was seen and has not stood long enough to be taken in; None: none was."""
    pending_since: datetime | None = None
    moves: tuple[datetime, ...] = ()
    """When other values were taken in, of the last week."""
    proposed: str | None = None
    """The value of which editors were told since it was not taken in; None: of none."""
