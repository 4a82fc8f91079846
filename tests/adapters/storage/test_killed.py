"""What is left of a process that was killed in the middle of its work."""

import asyncio
import os
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.discord.traits import DISCORD
from adapters.storage import schema
from adapters.storage.database import Database
from content.privacy.whose import Party, Whose
from content.subscriptions.destination import Destination
from fakes.followed import followed, listed_claim, proposed
from fakes.forks import Fork
from fakes.patience import PATIENCE_S
from fakes.processes import environment
from fakes.storage import queue_rest, record, take
from fakes.tellings import at, channel, subscription, telling

IN_THE_MIDDLE = """\
import asyncio, sys, time
from adapters.storage.database import Database
from fakes.claims import claim
from fakes.tellings import at, telling

def tellings():
    yield telling("first")
    print("half", flush=True)
    time.sleep(60)
    yield telling("second")

async def main():
    database = await Database.open(sys.argv[1], upgrade=False)
    await database.journal.record(
        claims=[claim()], shows=["jessica-jones"], broadcasts=tellings(), void=(),
        noticed_from=at(), noticed_until=at(minutes=1),
    )

asyncio.run(main())
"""

ONE_AFTER_ANOTHER = """\
import asyncio, sys
from adapters.storage.database import Database
from fakes.claims import claim
from fakes.tellings import at, telling

async def main():
    database = await Database.open(sys.argv[1], upgrade=False)
    for n in range(10_000):
        await database.journal.record(
            claims=[claim(id_=f"{n}")], shows=(), broadcasts=[telling(f"{n}")], void=(),
            noticed_from=at(seconds=n), noticed_until=at(seconds=n + 1),
        )
        print(n, flush=True)

asyncio.run(main())
"""

IN_THE_SECOND_BATCH = """\
import asyncio, sys, time
from adapters.storage.database import Database
from fakes.tellings import at
from sqlalchemy import event

def stop(_connection, _cursor, statement, *_):
    if statement.startswith("DELETE FROM delivery"):
        print("half", flush=True)
        time.sleep(60)

async def main():
    database = await Database.open(sys.argv[1], upgrade=False)
    first = await database.retention.prune(before=at(days=1), now=at(days=91))
    print(first.gone, flush=True)
    engine = database.outbox._transactions.behind.engine
    event.listen(engine.sync_engine, "after_cursor_execute", stop)
    await database.retention.prune(before=at(days=1), now=at(days=91))

asyncio.run(main())
"""

IN_THE_NEXT_BATCH = """\
import asyncio, sys, time
from adapters.storage.claims import StoredJournal
from adapters.storage.database import Database
from fakes.storage import record
from fakes.tellings import at, telling
from sqlalchemy import event

def stop(_connection, _cursor, statement, *_):
    if statement.startswith("INSERT INTO delivery"):
        print("half", flush=True)
        time.sleep(60)

async def main():
    database = await Database.open(sys.argv[1], upgrade=False)
    database.journal = StoredJournal(database._transactions, at_a_time=2)
    await record(database, telling(), until=at(minutes=1))
    engine = database._transactions.behind.engine
    event.listen(engine.sync_engine, "after_cursor_execute", stop)
    await database.journal.fan_out(now=at())

asyncio.run(main())
"""

WITH_A_PROPOSAL = """\
import asyncio, sys, time
from dataclasses import replace
from adapters.storage.database import Database
from fakes.followed import followed, listed_claim, proposed
from fakes.tellings import at
from sqlalchemy import event

def stop(_connection, _cursor, statement, *_):
    if statement.startswith("UPDATE followed"):
        print("half", flush=True)
        time.sleep(60)

async def main():
    database = await Database.open(sys.argv[1], upgrade=False)
    event.listen(database._transactions.engine.sync_engine, "after_cursor_execute", stop)
    after = replace(followed(), seen_at=at(hours=1))
    await database.watchlist.store(after, new=[listed_claim("a")], proposals=[proposed("b")])

asyncio.run(main())
"""

WHILE_FORGETTING = """\
import asyncio, sys, time
from adapters.discord.traits import DISCORD
from adapters.storage.database import Database
from content.privacy.whose import Party, Whose
from fakes.tellings import at
from sqlalchemy import event

def stop(_connection, _cursor, statement, *_):
    if statement.startswith("UPDATE suggestion"):
        print("half", flush=True)
        time.sleep(60)

async def main():
    database = await Database.open(sys.argv[1], upgrade=False)
    event.listen(database._transactions.engine.sync_engine, "after_cursor_execute", stop)
    person = Whose(platform=DISCORD.id, id="8001700", parties=frozenset({Party.PERSON}))
    await database.privacy.forget(person, now=at(hours=1))

asyncio.run(main())
"""


@pytest.fixture
def killed(tmp_path):
    """Run a program on a database, kill it at a line that it prints, and return all its lines."""
    running = []

    def run(program, url, line):
        heard, said = os.pipe()
        process = Fork(("-c", program, url), tmp_path, environment(), (0, said, 2))
        os.close(said)
        running.append(process)
        lines = []
        with os.fdopen(heard) as output:
            while line not in lines:
                lines.append(output.readline().strip())
                assert lines[-1], "the program ended before it was killed"
            process.kill()
            process.join(10)
            return lines + output.read().split()

    yield run
    for process in running:
        process.kill()


@pytest.fixture
async def noticed_at_noon(url):
    """A database with one subscription, whose mark stands at noon."""
    database = await Database.open(url)
    await database.subscriptions.subscribe(subscription())
    await database.journal.record(
        claims=(), shows=(), broadcasts=(), void=(), noticed_from=None, noticed_until=at()
    )
    await database.close()
    return url


async def test_a_recording_that_was_killed_in_the_middle_has_not_happened(noticed_at_noon, killed):
    killed(IN_THE_MIDDLE, noticed_at_noon, "half")

    database = await Database.open(noticed_at_noon, upgrade=False)
    learnt = await database.journal.open()
    assert (learnt.claims, learnt.shows, learnt.noticed_until) == ((), frozenset(), at())
    assert list(await database.outbox.reports(channel(), limit=9)) == []
    assert await database.journal.record(
        claims=(), shows=(), broadcasts=(), void=(), noticed_from=at(), noticed_until=at(minutes=2)
    )
    await database.close()


async def test_whatever_was_said_to_be_stored_is_there_whole_after_a_kill(noticed_at_noon, killed):
    stored = killed(ONE_AFTER_ANOTHER, noticed_at_noon, "25")

    engine = create_async_engine(noticed_at_noon)
    async with engine.connect() as connection:
        counts = {
            await connection.scalar(select(func.count()).select_from(table))
            for table in (schema.claim, schema.announcement, schema.delivery)
        }
    await engine.dispose()
    (count,) = counts
    assert count >= len(stored) >= 26
    database = await Database.open(noticed_at_noon, upgrade=False)
    assert (await database.journal.open()).noticed_until == at(seconds=count)
    await database.close()


async def test_a_batch_of_pruning_that_was_killed_in_the_middle_is_done_anew(url, killed):
    database = await Database.open(url)
    await database.subscriptions.subscribe(subscription())
    tellings = [telling(f"{number}") for number in range(60)]
    await record(database, *tellings)
    await queue_rest(database)
    async with database.outbox._transactions.writing() as connection:
        await connection.execute(update(schema.delivery).values(state="delivered", message="m"))
    await database.close()

    gone, _ = killed(IN_THE_SECOND_BATCH, url, "half")

    database = await Database.open(url, upgrade=False)
    left = await database.outbox.reports(channel(), limit=99)
    assert 0 < len(left) == 60 - int(gone)
    while not (await database.retention.prune(before=at(days=1), now=at(days=91))).is_all:
        pass
    assert list(await database.outbox.reports(channel(), limit=99)) == []
    await record(database, *tellings, until=at(days=92))
    assert list(await take(database, now=at(days=92))) == []
    await database.close()


async def test_a_batch_that_was_killed_leaves_those_before_it_and_where_to_go_on(
    noticed_at_noon, killed
):
    database = await Database.open(noticed_at_noon, upgrade=False)
    places = [channel(), *(channel(f"{number}") for number in range(6))]
    for place in places:
        await database.subscriptions.subscribe(subscription(place))
    killed(IN_THE_NEXT_BATCH, noticed_at_noon, "half")

    async def count():
        async with database._transactions.reading() as connection:
            return await connection.scalar(select(func.count()).select_from(schema.delivery))

    assert await count() == 2
    async with asyncio.timeout(PATIENCE_S):
        while await count() < len(places):  # the server may not know yet that it is gone
            await database.journal.fan_out(now=at())
    told = await take(database, now=at(minutes=1))
    assert {one.destination for one in told} == set(places)
    assert not await database.journal.fan_out(now=at())
    await database.close()


async def test_what_was_read_of_a_show_is_stored_with_what_is_proposed_or_not_at_all(url, killed):
    database = await Database.open(url)
    await database.watchlist.follow(followed(kept=True), now=at())
    before = await database.followed_claims.fetch(None)
    await database.close()

    killed(WITH_A_PROPOSAL, url, "half")

    database = await Database.open(url, upgrade=False)
    assert list(await database.watchlist.due("tvmaze", now=at(), limit=9)) == [followed(kept=True)]
    assert (await database.proposals.waiting(limit=9)).count == 0
    assert await database.followed_claims.fetch(None) == before
    after = replace(followed(), seen_at=at(hours=1))
    async with asyncio.timeout(PATIENCE_S):  # the server may not know yet that it is gone
        assert await database.watchlist.store(
            after, new=[listed_claim("a")], proposals=[proposed("b")]
        )
    assert (await database.proposals.waiting(limit=9)).count == 1
    await database.close()


async def test_whoever_was_half_forgotten_stands_whole_and_is_forgotten_by_the_next_try(
    url, killed
):
    database, person = await Database.open(url), "8001700"
    alone = Destination(platform=DISCORD.id, workspace="", channel="", person=person)
    await database.subscriptions.subscribe(subscription(alone, by=person))
    await database.close()

    killed(WHILE_FORGETTING, url, "half")

    database = await Database.open(url, upgrade=False)
    whose = Whose(platform=DISCORD.id, id=person, parties=frozenset({Party.PERSON}))
    assert len(await database.subscriptions.of(alone)) == 1
    async with asyncio.timeout(PATIENCE_S):  # the server may not know yet that it is gone
        assert (await database.privacy.forget(whose, now=at(hours=2))).reminders == 1
    assert (await database.privacy.kept(whose)).is_nothing
    await database.close()
