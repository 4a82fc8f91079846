"""Where claims come from, and what is known because of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import ShowId
from content.files.faults import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a source says otherwise than at an earlier cursor."""

    changed: Sequence[ShowClaims] = ()
    """Each show of which the source says something else now, with all that the source claims of it.

    They are in the order in which people are to read the shows.
    """
    gone: Sequence[ShowId] = ()
    """The shows of which the source says nothing any more."""
    is_whole: bool = False
    """Whether *changed* is everything: then a show that is not in it is gone."""
    reached_at: datetime | None = None
    """Of a source of listings: when its list of changes was read last, aware; None: it has none.

    Each show that it does not name, and that is not outdated, is known to be listed as before.
    """
    faults: Sequence[Fault] = ()
    """What is wrong in the source, for whoever writes it; none of it is in *changed*.

    They are those of all of it, wherever *is_whole*; else nothing is said of faults.
    """
    cursor: str
    """What to give to `ClaimSource.fetch` the next time; it means something to its source only."""


class ClaimSource(Protocol):
    """One place where claims come from, beside others, each with its own cadence."""

    @property
    def name(self) -> str:
        """The name under which its claims are recorded; fixed for ever, and no other source's."""
        ...

    @property
    def every_s(self) -> float:
        """Seconds on the wall from one fetch to the next."""
        ...

    async def fetch(self, since: str | None) -> Fetched:
        """Return what the source says otherwise than at the cursor *since*; None: all of it.

        A cursor that the source does not know, being another version's or another run's, is as
        good as None. A fetch changes nothing, so that it can always be repeated.

        Raises:
            SourceUnavailableError: the source cannot be reached, or refuses; what was fetched
                before still stands, and the next fetch may go better.
        """
        ...


class Knowledge(Protocol):
    """What is known, held in memory, whichever sources it came from."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue: always the same object, which is moved on in place by show.

        Whoever reads it without waiting in between sees one state of it. It may hold claims that
        become known later: whoever reads it says as of when.
        """
        ...


class FetchedKnowledge(Knowledge, Protocol):
    """What is known, for whoever adds to it."""

    @property
    def faults(self) -> Sequence[Fault]:
        """What is wrong in what people wrote, as of the last fetch of each source."""
        ...

    def cursor_of(self, source: str) -> str | None:
        """Return the cursor of the last fetch that was taken in; None: there was none."""
        ...

    async def take_in(self, source: str, fetched: Fetched) -> bool:
        """Hold from now on what *source* says, some shows at a time; return whether any is another.

        Others have a turn in between. The cursor stands where it stood until all is held.
        """
        ...
