"""The episodes that are to air, as listings were seen to say it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from content.facts.claims import ShowId
from content.listings.airings import EpisodeSighting
from content.listings.records import ListedEpisode

JUST_NOW: Final = timedelta(0)


class EpisodeLog(Protocol):
    """Which episodes were seen to air when."""

    async def saw(
        self,
        source: str,
        seen: Mapping[ShowId, Sequence[ListedEpisode]],
        *,
        now: datetime,
        age: timedelta = JUST_NOW,
        is_whole: bool = False,
    ) -> int:
        """Take in what *source* lists of each show; return how many episodes have moved.

        Moved are those that air at another time than was seen before, or no longer. *age* is how
        old the answer may be; what was seen in a newer one stands. With *is_whole* it is all that
        is to come of each of these shows, be that nothing: what is still ahead and not among it is
        listed no longer. The episodes of a show of which nothing was known are taken in silently.
        What aired a week ago goes. Safe to repeat.

        Raises:
            StorageError: some shows may have been taken in whole, and the others not at all.
        """
        ...

    async def airing(
        self, first: date, last: date, *, moved_after: datetime | None = None
    ) -> Sequence[EpisodeSighting]:
        """Return the episodes that air, or were to air, from the day *first* to *last*.

        The days are the broadcasters'. Only those of shows of which anybody subscribes to
        episodes, by show and episode; with *moved_after* only what has moved since then.
        """
        ...
