"""The program, in a process that kills itself in the middle of what no signal would hit.

`python -m fakes.fragile` is `violet run` with small batches. Where it is told a moment, it dies
there as if SIGKILL had come from outside: nothing is tidied up, and what was not committed is not.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Engine, Pool, event

from adapters.storage.claims import StoredJournal
from adapters.storage.database import Database
from bot.app import run
from bot.cli.operate import set_up_log
from bot.settings import read_settings

BATCH, MOMENT, TIMES = "FRAGILE_BATCH", "FRAGILE_MOMENT", "FRAGILE_TIMES"
"""What the environment says: destinations in a batch, a `Moment`, and at how many times of it."""
DIES = "dies_here"
"""What is logged last."""


class Moment(StrEnum):
    """Where it dies; "in" is within the transaction, "after" when that is stored and no more is."""

    IN_A_BATCH = "in a batch"
    AFTER_A_BATCH = "after a batch"
    IN_A_BEGINNING = "in a round that begins tries"
    AFTER_A_BEGINNING = "after a round that begins tries"
    IN_AN_END = "in a round that ends tries"
    AFTER_AN_END = "after a round that ends tries"
    IN_PRUNING = "in a batch that prunes"
    AFTER_PRUNING = "after a batch that prunes"

    @property
    def is_stored(self) -> bool:
        """Whether it comes after the transaction."""
        return self.value.startswith("after")

    def is_in(self, statement: str) -> bool:
        """Whether *statement* is the one of its transaction."""
        begin, among = _STATEMENTS[self.value.split(maxsplit=1)[1]]
        return statement.startswith(begin) and among in statement


_STATEMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "a batch": ("INSERT INTO delivery ", "row_number()"),
    "a round that begins tries": ("UPDATE delivery SET ", "attempts=(delivery.attempts"),
    "a round that ends tries": ("UPDATE delivery SET ", "is_plain="),
    "a batch that prunes": ("DELETE FROM delivery ", ""),
}
_WRITTEN, _STORED = "fragile_written", "fragile_stored"


class _Death:
    """Listens to every statement of this process, and dies at the *times*-th of a moment."""

    def __init__(self, moment: Moment, times: int) -> None:
        self._moment = moment
        self._left = times

    def listen(self) -> None:
        event.listen(Engine, "after_cursor_execute", self._executed)
        if self._moment.is_stored:
            event.listen(Engine, "rollback", self._rolled_back)
            event.listen(Engine, "commit", self._commits)
            event.listen(Pool, "checkin", self._is_over)

    def _executed(self, connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not self._moment.is_in(statement):
            return
        if self._moment.is_stored:
            connection.info[_WRITTEN] = True
        else:
            self._once()

    def _rolled_back(self, connection: Connection) -> None:
        connection.info.pop(_WRITTEN, None)

    def _commits(self, connection: Connection) -> None:
        if connection.info.pop(_WRITTEN, False):
            connection.info[_STORED] = True

    def _is_over(self, _connection: Any, record: Any) -> None:
        """The first that is heard of a transaction once it is stored, while nobody else has run."""
        if record.info.pop(_STORED, False):
            self._once()

    def _once(self) -> None:
        self._left -= 1
        if self._left <= 0:
            said = json.dumps({"event": DIES, "moment": self._moment})
            os.write(sys.stderr.fileno(), f"{said}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)


async def _in_small_batches(url: str) -> Database:
    database = await Database.open(url)
    at_a_time = int(os.environ.get(BATCH, "5"))
    database.journal = StoredJournal(database._transactions, at_a_time=at_a_time)
    return database


def main() -> None:
    """Run until a signal comes, or that moment."""
    moment = os.environ.get(MOMENT)
    if moment:
        _Death(Moment(moment), int(os.environ.get(TIMES, "1"))).listen()
    settings = read_settings()
    set_up_log(settings)
    asyncio.run(run(settings, open_database=_in_small_batches))


if __name__ == "__main__":
    main()
