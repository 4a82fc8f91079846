"""Databases in which very many channels are subscribed, on SQLite and on PostgreSQL."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import text

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from benchmarks.table import progress
from fakes.postgres import connect, url_of
from fakes.tellings import channel, subscription

_AT_ONCE = 50_000
_DESTINATIONS = """\
WITH RECURSIVE n(i) AS
    (SELECT CAST(:first AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :end)
INSERT INTO destination (platform, workspace, channel, thread, person, probes)
SELECT 'discord', 'guild-' || (i / 20), 'channel-' || i, '', '', 0 FROM n
"""
_SUBSCRIPTIONS = """\
INSERT INTO subscription (destination_id, show, topics, lowest_stance, lowest_sureness, steps, zone,
                          hour, digest, rhythm, mentions, silent, created_by, created_at)
SELECT place.id, wish.show, wish.topics, wish.lowest_stance, wish.lowest_sureness, wish.steps,
       zones.name, 8 + place.id % 4, wish.digest, wish.rhythm, wish.mentions, wish.silent,
       wish.created_by, wish.created_at
FROM destination AS place
JOIN subscription AS wish ON wish.id = 1
JOIN (SELECT 0 AS number, 'UTC' AS name UNION SELECT 1, 'America/New_York'
      UNION SELECT 2, 'Asia/Kolkata' UNION SELECT 3, 'Europe/Berlin') AS zones
  ON zones.number = (place.id / 4) % 4
WHERE place.id > :known
"""


@asynccontextmanager
async def subscribed(url: str, count: int) -> AsyncIterator[Database]:
    """Make a database with so many subscriptions, in four time zones, at four hours each."""
    database = await Database.open(url)
    # One that the program itself stored, which the others are copies of.
    await database.subscriptions.subscribe(subscription(channel("the-first")))
    with progress(f"{count:,} subscriptions", count) as shown:
        for first in range(1, count, _AT_ONCE):
            end = min(first + _AT_ONCE, count)
            async with database._transactions.writing() as connection:
                known = await connection.scalar(text("SELECT max(id) FROM destination"))
                batch = {"first": first, "end": end}
                await connection.execute(text(_DESTINATIONS), batch)
                await connection.execute(text(_SUBSCRIPTIONS), {"known": known})
            shown(end)
    found = await database.backlog.read([DISCORD.id, SLACK.id], now=datetime.now(UTC))
    assert found.subscriptions == count
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def on_postgres() -> AsyncIterator[str]:
    """Make a database of this measurement's own on the test server; its address."""
    name = f"violet_bench_{uuid.uuid4().hex[:12]}"
    server = await connect(url_of("postgres"))
    try:
        await server.execute(f"CREATE DATABASE {name}")
        yield url_of(name)
    finally:
        await server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await server.close()
