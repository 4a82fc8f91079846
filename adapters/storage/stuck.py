"""Sessions whose process fell silent in the middle of what it was asking PostgreSQL.

One that falls silent between two statements of a transaction is idle in it, and PostgreSQL ends it
by itself (`idle_in_transaction_session_timeout`). A driver also says a single statement in several
parts: first its text, then its values. Whoever is paused between those is not idle but *active*, no
timeout of PostgreSQL 15 or before ends it, and it would hold its locks for as long as it sleeps.
"""

from collections.abc import Sequence
from typing import Any, Final

import structlog

log = structlog.get_logger()

APPLICATION: Final = "violet"
"""What our sessions call themselves, and whatever else begins like that."""
LEADING: Final = f"{APPLICATION} leadership"
"""What the one session of each process that runs calls itself, by which it holds its roles."""

_END: Final = """
SELECT pid, query, pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
  AND application_name LIKE $1 AND state = 'active' AND wait_event = 'ClientRead'
  AND state_change < clock_timestamp() - make_interval(secs => $2)
"""


async def end_stuck(session: Any, after_s: float) -> Sequence[int]:
    """End those that have left PostgreSQL waiting for *after_s* seconds; return their pids.

    *session* is the driver's own connection. Their processes find the connection closed when they
    wake, as after any other end of a session.
    """
    ended = await session.fetch(_END, f"{APPLICATION}%", after_s)
    for row in ended:
        log.warning("stuck_session_ended", pid=row["pid"], asking=row["query"].split("\n")[0][:80])
    return [row["pid"] for row in ended]
