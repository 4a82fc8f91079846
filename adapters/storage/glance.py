"""Whether a SQLite file holds what no show file says, without loading what reads databases."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_QUESTIONS: Final = {
    "followed": "SELECT 1 FROM followed LIMIT 1",
    "claim_origin": "SELECT 1 FROM claim_origin LIMIT 1",
}
_IS_THERE: Final = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"


def may_hold_claims(path: Path) -> bool:
    """Return whether the SQLite file at *path* may hold claims; False: it certainly holds none.

    It is not changed.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return any(
                database.execute(question).fetchone()
                for table, question in _QUESTIONS.items()
                if database.execute(_IS_THERE, (table,)).fetchone()
            )
    except sqlite3.Error:
        return True  # whoever opens it properly says what is wrong
