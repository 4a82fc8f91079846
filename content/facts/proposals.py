"""What may become a claim once an editor says so."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from content.facts.claims import Claim

MOST_WAITING: Final = 1000
"""Of everything together; what is found beyond that is not kept."""
DECIDED_KEPT_FOR: Final = timedelta(days=30)
"""Then what was proposed, and who decided, are forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim that waits for an editor, since something about it is doubtful."""

    claim: Claim
    """What would be claimed; its id is that of the proposal, and says which news it is."""
    quote: str
    """The words of the source from which it was read, or what a listing says, as it says it."""
    doubts: tuple[str, ...]
    """Why it is not claimed at once, a sentence each, in English."""
    found_at: datetime
    """Aware, in UTC."""
