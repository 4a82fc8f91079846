"""Databases in which very many channels are subscribed, and a claim that is news for them all."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.against.program import finished
from benchmarks.against.trees import BenchError, Tree

SHOW = "jessica-jones"
_NEWS = """\
show = "{show}"
[[claim]]
id = "bench-{season}"
season = {season}
kind = "release-date"
value = "2031-03-24"
stance = "confirmed"
authority = "platform"
says = "it comes back"
source = {{ publisher = "T", url = "https://example.org/", published = "{today}" }}
"""


def database(tree: Tree) -> Path:
    """Return a database of the tree's own making, in which it has stored one subscription."""
    file = tree.kept / "first.db"
    if not file.exists():
        words = f"updates subscribe {SHOW}\n"
        _, answer = finished(
            tree, tree.kept, "run", written=words, VIOLET_DATABASE_URL=url_of(file)
        )
        if count(file, "subscription") != 1:
            raise BenchError(f"{tree.name}: nobody can subscribe: {answer}")
    return file


def url_of(file: Path) -> str:
    """Return what VIOLET_DATABASE_URL is set to."""
    return f"sqlite+aiosqlite:///{file}"


def copied(file: Path, to: Path) -> Path:
    """Return a copy of a database that nobody writes to."""
    with closing(sqlite3.connect(file)) as one, closing(sqlite3.connect(to)) as other:
        one.backup(other)
    return to


def subscribe(file: Path, channels: Iterable[tuple[str, str]]) -> None:
    """Let those channels of Discord (a server's id, its own) want what the one who is there wants.

    Whatever columns a tree has are copied with what it has put into them.
    """
    with closing(sqlite3.connect(file)) as connection, connection:
        ((wish, where),) = connection.execute("SELECT id, destination_id FROM subscription")
        rest = _columns(connection, "destination", "id", "platform", "workspace", "channel")
        connection.executemany(
            f"INSERT INTO destination (platform, workspace, channel, {rest}) "  # noqa: S608
            f"SELECT 'discord', ?, ?, {rest} FROM destination WHERE id = {where}",
            channels,
        )
        rest = _columns(connection, "subscription", "id", "destination_id")
        connection.execute(
            f"INSERT INTO subscription (destination_id, {rest}) "  # noqa: S608
            f"SELECT place.id, {rest} FROM (SELECT id FROM destination WHERE id <> {where}) place "
            f"CROSS JOIN (SELECT {rest} FROM subscription WHERE id = {wish})"
        )
        connection.execute(f"DELETE FROM subscription WHERE id = {wish}")  # noqa: S608


def _columns(connection: sqlite3.Connection, table: str, *but: str) -> str:
    found = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return ", ".join(f'"{name}"' for (name,) in found if name not in but)


def count(file: Path, table: str) -> int:
    """Return how many rows there are, also while somebody writes."""
    with closing(sqlite3.connect(file)) as connection:
        (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return int(found)


def report(content: Path, season: int = 3) -> None:
    """Put a claim into a folder of show files, all at once; of each season it is news."""
    text = _NEWS.format(show=SHOW, season=season, today=datetime.now(UTC).date())
    part = content / f"season-{season}.part"
    part.write_text(text)
    part.rename(part.with_suffix(".toml"))
