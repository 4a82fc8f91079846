"""What becomes of what a backup that was put back would tell."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoredReport:
    """How far what may have been told before a database was restored has been looked for."""

    at: datetime
    """When it was restored; aware, in UTC."""
    told: int
    """Posts that were found, or were not there and are by now."""
    open: int
    """Posts that are still to be looked for."""
    left_out: int
    """Posts that nobody could look for in time, and that are not told."""
