"""What is due is found by index, however many subscribe and however much was told."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import event, text

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage.claims import StoredJournal
from adapters.storage.database import Database
from content.listings.records import ListingId
from fakes.followed import followed
from fakes.storage import record
from fakes.tellings import at, channel, step, subscription, telling

OPEN_ALONE = ("ix_delivery_due", "ix_announcement_fanned_out", "ix_announcement_called_off")
BIG = ("delivery", "destination", "subscription", "announcement", "claim", "followed")


async def plans(database: Database, work: Callable[[], Awaitable[object]]) -> list[tuple[str, str]]:
    """Return each step of SQLite's plan for each statement of *work*, with that statement."""
    transactions = database.outbox._transactions
    engines = (transactions.engine.sync_engine, transactions.behind.engine.sync_engine)
    statements = []

    def seen(_connection, _cursor, statement, parameters, _context, _many):
        if statement.split()[0] in {"SELECT", "WITH", "UPDATE", "INSERT", "DELETE"}:
            statements.append((statement, parameters))

    for engine in engines:
        event.listen(engine, "before_cursor_execute", seen)
    await work()
    for engine in engines:
        event.remove(engine, "before_cursor_execute", seen)
    assert statements
    async with transactions.engine.connect() as connection:
        return [
            (detail, statement)
            for statement, parameters in statements
            for *_, detail in (
                await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            ).all()
        ]


async def scanned(database: Database, work: Callable[[], Awaitable[object]]) -> set[str]:
    """Return which of the big tables some statement of *work* reads from end to end."""
    found = set()
    for detail, statement in await plans(database, work):
        # An index that is read whole is no better, unless it holds only what is open.
        is_scan = detail.startswith(tuple(f"SCAN {table}" for table in BIG))
        if is_scan and not any(name in detail for name in OPEN_ALONE):
            found.add(f"{detail}: {statement[:200]}")
    return found


MANY = """
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 300)
    INSERT INTO {table} ({columns})
    SELECT {values} FROM {table}, numbers WHERE {table}.id = 1
"""
SUSPEND = """
    UPDATE destination SET suspended_at = '2017-01-01', suspended_reason = '',
           refused_since = '2017-01-01', look_at = '2030-01-01' WHERE id % 10 = 0
"""


def many(table, columns, **others) -> str:
    """Return the statement that makes 300 more of the first row of a table."""
    values = [others.get(column, f"{table}.{column}") for column in columns.split()]
    names = ", ".join(columns.split())
    return MANY.format(table=table, columns=names, values=", ".join(values))


@pytest.fixture
async def database(sqlite_url):
    """A database with 300 channels, and as much that was told and that waits."""
    opened = await Database.open(sqlite_url)
    await opened.subscriptions.subscribe(subscription(channel("0")))
    await record(opened, telling())
    await opened.watchlist.follow(followed("first", listing="first"), now=at())
    statements = [
        many(
            "followed",
            "show source listing url introduces payload claims sightings sighted "
            "standing due_at followed_at followed_by community kept changed",
            show="n",
            listing="n",
            community="'discord:' || (n % 30)",
            changed="n + 1",
        ),
        many("destination", "platform workspace channel thread person probes", channel="n"),
        many(
            "subscription",
            "destination_id show topics lowest_stance lowest_sureness steps zone hour digest "
            "rhythm mentions silent created_by created_at",
            destination_id="n + 1",
            zone="'Zone/' || (n % 20)",
            hour="n % 24",
        ),
        many(
            "announcement",
            "name topic show season sureness about corrects payload created_at",
            name="n",
            about="n",
        ),
        *(
            many(
                "delivery",
                "announcement_id destination_id subscription_id revises platform turn state "
                "due_at attempts is_plain updated_at expires_at",
                announcement_id=news,
                destination_id="n + 1",
                state=state,
                expires_at="'2030-01-01'",
            )
            for news, state in (("1", "'waiting'"), ("n + 1", "'delivered'"))
        ),
        SUSPEND,
        "ANALYZE",
    ]
    async with opened.outbox._transactions.writing() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    yield opened
    await opened.close()


async def fan_out(database):
    """Announce something, and queue the first batches of it."""
    journal = database.journal = StoredJournal(database._transactions, at_a_time=100)
    later = [telling("later")]
    await journal.count(broadcasts=later, counted_from=None, counted_until=at(seconds=9))
    assert await journal.fan_out(now=at(seconds=9))


@pytest.mark.parametrize(
    "work",
    [
        lambda db: db.outbox.lease([DISCORD.id], limit=9, now=at(), lease_s=60),
        lambda db: db.outbox.lease([SLACK.id], limit=9, now=at(days=99), lease_s=60),
        lambda db: db.outbox.held(now=at(days=1), limit=9),
        fan_out,
        lambda db: db.subscriptions.suspended([DISCORD.id], now=at(), limit=9),
        lambda db: db.subscriptions.posting_hours(),
        lambda db: db.subscriptions.weekly_hours(),
        lambda db: db.subscriptions.of(channel("3")),
        lambda db: db.subscriptions.suspension_of(channel("3")),
        lambda db: db.subscriptions.pause(channel("3"), None, now=at()),
        lambda db: db.outbox.reports(channel("3"), limit=9),
        lambda db: db.retention.prune(before=at(days=1), now=at(days=91)),
        lambda db: db.retention.prune(before=at(days=-1), now=at(days=91)),
        lambda db: db.retention.forgotten(["a-date", "3"]),
        lambda db: db.watchlist.due("tvmaze", now=at(), limit=9),
        lambda db: db.watchlist.mark_changed("tvmaze", {ListingId("3"): at()}, now=at()),
        lambda db: db.watchlist.follow(followed(listing="new", community="discord:fans"), now=at()),
        lambda db: db.watchlist.follow(followed(listing="new", community="discord:"), now=at()),
        lambda db: db.watchlist.store(followed("3", seen_at=at())),
        lambda db: db.followed_claims.fetch("290"),
        lambda db: db.outbox.tell(telling("notice").announcement, channel("3"), now=at()),
        lambda db: db.backlog.read([DISCORD.id, SLACK.id], now=at(days=9)),
        lambda db: db.subscriptions.living([DISCORD.id]),
        lambda db: db.subscriptions.in_workspace(DISCORD.id, "fans", offset=2, limit=9),
        lambda db: db.outbox.keep(step(7).announcement, channel("3"), now=at(), since=at()),
    ],
    ids=[
        *("lease", "lease-idle", "digest", "fan-out", "recover", "posting-hours", "weekly-hours"),
        *("of", "suspension", "pause", "why", "prune", "prune-idle", "forgotten"),
        *("due", "mark-changed", "follow-in-a-guild", "follow-alone", "store", "learn", "tell"),
        *("backlog", "living", "in-a-workspace", "keep"),
    ],
)
async def test_nothing_big_is_read_from_end_to_end(database, work):
    assert await scanned(database, lambda: work(database)) == set()


async def test_without_statistics_too_only_the_suspended_are_looked_through(sqlite_url):
    database = await Database.open(sqlite_url)

    found = await plans(
        database,
        lambda: database.subscriptions.suspended([DISCORD.id], now=at(), limit=9),
    )

    assert any("ix_destination_suspended" in detail for detail, _ in found)
    await database.close()


MANY_FOLLOWED = (
    """
    INSERT INTO followed (show, source, listing, url, introduces, payload, claims, sightings,
           sighted, standing, due_at, followed_at, followed_by, community, kept, changed)
    SELECT 'show-' || n, source, n, url, introduces, payload, claims, sightings, sighted, standing,
           due_at, followed_at, followed_by, community, false, n + 1
    FROM followed, generate_series(1, 10000) AS numbers(n) WHERE show = 'first'
    """,
    """
    INSERT INTO subscription (destination_id, show, topics, lowest_stance, lowest_sureness, steps,
           zone, hour, digest, rhythm, mentions, silent, created_by, created_at)
    SELECT destination_id, 'show-' || n, topics, lowest_stance, lowest_sureness, steps, zone, hour,
           digest, rhythm, mentions, silent, created_by, created_at
    FROM subscription, generate_series(1, 20000) AS numbers(n) WHERE show = 'first'
    """,
    "ANALYZE followed, subscription",
)


async def test_postgres_too_finds_what_is_due_by_index_and_no_further_than_it_has_to(postgres_url):
    database = await Database.open(postgres_url)
    await database.subscriptions.subscribe(subscription(show="first"))
    await database.watchlist.follow(followed("first", listing="0"), now=at())
    seen = []

    def look(_connection, _cursor, statement, parameters, _context, _many):
        seen.append((statement, parameters))

    async with database._transactions.writing() as connection:
        for statement in MANY_FOLLOWED:
            await connection.execute(text(statement))
    event.listen(database._transactions.engine.sync_engine, "before_cursor_execute", look)
    assert len(await database.watchlist.due("tvmaze", now=at(), limit=20)) == 20

    ((statement, parameters),) = seen
    async with database._transactions.engine.connect() as connection:
        explained = await connection.exec_driver_sql(f"EXPLAIN ANALYZE {statement}", parameters)
        plan = "\n".join(explained.scalars())
    await database.close()

    assert "Index Scan using ix_followed_source_due_at_id on followed" in plan
    assert "using ix_subscription_show_destination_id on subscription" in plan
    assert "Sort" not in plan
    assert "Seq Scan" not in plan
    assert "loops=20)" in plan
