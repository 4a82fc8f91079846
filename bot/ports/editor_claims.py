"""What editors claim, beside what stands in files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.facts.claims import Claim, ClaimId, ShowId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedClaim:
    """A claim of an editor, and who has done what with it; it is never changed or taken away."""

    claim: Claim
    """Its origin is the newsdesk, and *recorded_at* when an editor claimed it."""
    by: str
    """Which editor, as `PlatformTraits.identity` names people."""
    retracted_by: str | None = None
    """Which editor took it back; None: it stands."""
    retracted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What became of a claim."""

    kept: RecordedClaim
    """It, or the one that stood already and says the same."""
    is_new: bool


class EditorClaims(Protocol):
    """The claims of editors, and what they took back.

    Every process learns them from the `ClaimSource` of the same name, each once and in order.
    """

    async def record(self, claim: Claim, *, by: str, now: datetime) -> Recording:
        """Claim it from now on, *by* an editor, with the newsdesk for its origin.

        What stands already is not claimed twice: another that says the same of the same page and
        was not taken back, whatever its id. Where its id is taken by a claim that says something
        else, it gets one that follows from it. What it retracts of editors' claims is marked as
        taken back in the same transaction; one that was taken back already is not again, and then
        what is kept is whatever did so. Several at once are as if one came after another.

        Raises:
            StorageError: nothing was recorded; it is safe to try again.
        """
        ...

    async def find(self, claim: ClaimId) -> RecordedClaim | None:
        """Return the one of that id; None: no editor claimed it."""
        ...

    async def about(self, show: ShowId) -> Sequence[RecordedClaim]:
        """Return all of *show*, retractions too, in the order in which they were recorded."""
        ...

    async def every(self) -> Sequence[RecordedClaim]:
        """Return all of every show, likewise."""
        ...
