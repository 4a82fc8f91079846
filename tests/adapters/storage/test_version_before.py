"""What 0.1.0 left in its database: opened, upgraded, and used by this version.

`version_before.sql` is what that version itself had stored at half past eight on 7 February 2018:
Jessica Jones had moved from 8 to 24 March, a process had been killed while it told #general, and
the answer to a message to Malcolm had been lost.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Boolean, Column, Connection, DateTime, MetaData, text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from adapters.storage.revisions import config_for
from bot.ports.errors import ForeignInstallationError
from bot.ports.platforms import Speaker
from bot.verbs.deliver import deliver
from bot.verbs.make_digests import make_digests
from content.announcements.announcement import CountdownStep, DigestPost, News, Notice
from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from content.subscriptions.schedule import DigestFrequency
from content.understanding.intents import Intent
from content.understanding.question import Conversation, SeasonRef
from fakes.messenger import FakeMessenger
from fakes.newsroom import StoppedClock
from fakes.tallies import assert_nothing_drifted

LEFT = Path(__file__).with_name("version_before.sql")
REVISION = "0003"
"""Of the tables in that file."""
GENERAL = Destination(platform=DISCORD.id, workspace="fans", channel="general")
NEWS = Destination(platform=DISCORD.id, workspace="fans", channel="news")
MALCOLM = Destination(platform=DISCORD.id, workspace="", channel="", person="malcolm")
DAILY = Destination(platform=SLACK.id, workspace="T1", channel="C1")
WEEKLY = Destination(platform=SLACK.id, workspace="T1", channel="C2")
WRAPPED = "Jessica Jones season 2 wrapped filming on Monday 5 February 2018, reportedly."
MOVED = (
    "Jessica Jones season 2: the release date has moved later, from 8 March 2018 to 24 March 2018."
)
SINCE_THEN = "Since then, the release date has changed to 24 March 2018."


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2018, 2, day, hour, minute, tzinfo=UTC)


def in_postgres(column: Column[Any], value: object) -> object:
    """Return what SQLite keeps as a number or a text as what that column takes."""
    if value is not None and isinstance(column.type, DateTime):
        return datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
    return bool(value) if isinstance(column.type, Boolean) else value


def copy_into(connection: Connection) -> None:
    """Put all that was left into a PostgreSQL database as that version would have made it."""
    command.upgrade(config_for(connection), REVISION)
    left, tables = sqlite3.connect(":memory:"), MetaData()
    left.executescript(LEFT.read_text(encoding="utf-8"))
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if table.name == "alembic_version":
            continue
        rows = left.execute(f'SELECT * FROM "{table.name}"')  # noqa: S608 - a name of our own
        names = [column[0] for column in rows.description]
        for row in rows:
            fields = zip(names, row, strict=True)
            values = {name: in_postgres(table.c[name], value) for name, value in fields}
            connection.execute(table.insert().values(values))
        if "id" in table.c:
            sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
            newest = f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name})"  # noqa: S608 - as above
            connection.execute(text(f"SELECT setval({sequence}, {newest}, false)"))
    left.close()


@pytest.fixture
def left_in_sqlite(tmp_path) -> str:
    path = tmp_path / "violet.db"
    connection = sqlite3.connect(path)
    connection.executescript(LEFT.read_text(encoding="utf-8"))
    connection.close()
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def left_in_postgres(empty_postgres_url) -> str:
    url: str = empty_postgres_url()
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(copy_into)
    await engine.dispose()
    return url


@pytest.fixture
async def left(left_in_sqlite):
    """What was left, opened by this version."""
    database = await Database.open(left_in_sqlite)
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def left_at(request) -> str:
    url: str = request.getfixturevalue(f"left_in_{request.param}")
    return url


@pytest.fixture
async def left_anywhere(left_at):
    """The same in a database of each kind."""
    database = await Database.open(left_at)
    yield database
    await database.close()


class Offices:
    """Both platforms, and the one that delivers to them."""

    def __init__(self, database: Database) -> None:
        self.outbox = database.outbox
        self.discord = FakeMessenger(DISCORD)
        self.slack = FakeMessenger(SLACK)

    async def deliver(self, now: datetime) -> int:
        """Tick until nothing is due; return how much was."""
        offices = {one.traits.id: one for one in (self.discord, self.slack)}
        clock, made = StoppedClock(now), 0
        while more := await deliver(clock=clock, outbox=self.outbox, messengers=offices):
            made += more
        return made

    @property
    def posts(self) -> list[tuple[str, str]]:
        """Who was told what."""
        made = [*self.discord.posts, *self.slack.posts]
        return sorted(
            (one.destination.channel or one.destination.person, one.announcement.headline)
            for one in made
        )


async def test_what_was_open_is_told_once_and_what_may_have_arrived_is_looked_for(
    left_anywhere,
) -> None:
    offices = Offices(left_anywhere)

    await offices.deliver(at(7, 8, 32))
    again = await offices.deliver(at(7, 8, 33))

    assert offices.posts == [
        ("U9", "I cannot post in a channel that you subscribed."),
        ("general", MOVED),
        ("malcolm", WRAPPED),
        ("malcolm", MOVED),
    ]
    looked_for = {
        (one.destination, one.announcement.headline) for one in offices.discord.looked_for
    }
    assert looked_for == {(GENERAL, MOVED), (MALCOLM, WRAPPED)}
    assert again == 0


async def test_what_waits_for_the_end_of_quiet_hours_comes_then(left) -> None:
    offices = Offices(left)
    await offices.deliver(at(7, 8, 32))

    await offices.deliver(at(7, 9, 0))

    (quiet,) = [one for one in offices.discord.posts if one.destination.channel == "quiet"]
    assert (quiet.announcement.headline, quiet.silent) == (MOVED, True)


async def test_whoever_cannot_be_posted_to_is_still_told_where_to_mend_it(left) -> None:
    offices = Offices(left)

    await offices.deliver(at(7, 8, 32))

    (notice,) = [one.announcement for one in offices.slack.posts]
    assert isinstance(notice, Notice)
    assert notice.lines[0] == "The channel is archived; unarchive it."
    assert [(link.label, link.url) for link in notice.links] == [
        ("The channel", "https://slack.com/app_redirect?team=T1&channel=C4")
    ]


async def test_what_was_told_is_edited_whatever_it_was(left) -> None:
    offices = Offices(left)

    await offices.deliver(at(7, 8, 32))

    edited = {
        (edit.destination.channel or edit.destination.person, edit.revises): edit.announcement
        for edit in [*offices.discord.edits, *offices.slack.edits]
    }
    struck = {
        key: said.struck if isinstance(said, DigestPost) else said.superseded
        for key, said in edited.items()
    }
    assert struck == {
        ("general", "message-2"): SINCE_THEN,
        ("quiet", "message-3"): SINCE_THEN,
        ("malcolm", "message-1"): SINCE_THEN,
        ("general", "message-5"): SINCE_THEN,
        ("C1", "message-1"): ((0, SINCE_THEN),),
        ("C2", "message-2"): ((0, SINCE_THEN),),
        ("C2", "message-3"): ((0, SINCE_THEN),),
        ("C1", "message-4"): ((0, SINCE_THEN),),
    }
    assert type(edited["general", "message-2"]) is News
    assert type(edited["general", "message-5"]) is CountdownStep


async def test_what_was_held_goes_into_a_digest(left_anywhere) -> None:
    offices = Offices(left_anywhere)
    await offices.deliver(at(7, 8, 32))

    daily = await make_digests(clock=StoppedClock(at(7, 9, 2)), outbox=left_anywhere.outbox)
    await offices.deliver(at(7, 9, 2))
    weekly = await make_digests(clock=StoppedClock(at(12, 9, 2)), outbox=left_anywhere.outbox)
    await offices.deliver(at(12, 9, 2))

    digests = [one for one in offices.slack.posts if isinstance(one.announcement, DigestPost)]
    assert (daily, weekly) == (1, 1)
    assert [one.destination for one in digests] == [DAILY, WEEKLY]
    assert [one.announcement.headline for one in digests] == [
        "The day in 2 pieces of news",
        "The week in 2 pieces of news",
    ]
    assert {one.announcement.lines for one in digests} == {(WRAPPED, MOVED)}
    assert [one.mention for one in digests] == [None, None]


async def test_what_became_of_earlier_news_is_still_known(left) -> None:
    told = {one.headline: one for one in await left.outbox.reports(DAILY, limit=9)}
    latest = await left.journal.latest(limit=99)

    step = told["30 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018."]
    assert (step.state, told[MOVED].state) == ("digested", "held")
    assert (step.digest.state, step.digest.message) == ("delivered", "message-4")
    assert [type(one.announcement) for one in latest].count(CountdownStep) == 3
    assert latest[0].announcement.headline == MOVED


async def test_the_settings_are_those_that_were_made(left) -> None:
    found = {one.destination.channel or "malcolm": one for one in await left.subscriptions.every()}

    assert len(found) == 8
    assert found["general"].show is None
    general, quiet = found["general"].preferences, found["quiet"].preferences
    assert general.topics == frozenset(Topic) - {Topic.TRIVIA, Topic.EPISODES, Topic.HEADLINES}
    assert general.mentions == ((Topic.RELEASE, "42"),)
    assert (quiet.zone, quiet.hour, quiet.quiet) == ("Europe/Berlin", 18, (22, 10))
    assert (quiet.steps, quiet.lowest_stance, quiet.silent) == ((7, 1, 0), Stance.RUMOURED, True)
    assert [found[name].preferences.digest for name in ("C1", "C2", "C3")] == [
        DigestFrequency.DAILY,
        DigestFrequency.WEEKLY,
        DigestFrequency.NONE,
    ]
    assert found["C3"].paused_at == datetime(2018, 1, 10, 12, 30, tzinfo=UTC)
    assert found["C4"].created_by == "U9"


async def test_what_refuses_is_still_suspended(left) -> None:
    suspension = await left.subscriptions.suspension_of(NEWS)

    assert suspension.probes == 2
    assert suspension.created_by == ("trish",)


async def test_what_it_held_is_counted_once_and_kept_count_of(left_anywhere) -> None:
    await assert_nothing_drifted(left_anywhere)
    await Offices(left_anywhere).deliver(at(7, 8, 32))

    await assert_nothing_drifted(left_anywhere)


async def test_conversations_go_on(left) -> None:
    speaker = Speaker(destination=GENERAL, person="trish")

    recalled = await left.conversations.recall(speaker, now=at(7, 8, 45))
    of_another = await left.conversations.recall(
        Speaker(destination=DAILY, person="U1"), now=at(7, 8, 45)
    )

    assert recalled == Conversation(
        show=ShowId("jessica-jones"),
        season=2,
        intent=Intent.RELEASE_DATE,
        about=Intent.RELEASE_DATE,
        zone="Europe/Berlin",
    )
    assert of_another == Conversation(show=ShowId("jessica-jones"), season=SeasonRef.UNNAMED)


async def test_corrections_still_wait_for_an_editor(left) -> None:
    waiting = await left.corrections.waiting(limit=9)

    (one,) = waiting.oldest
    assert (one.number, one.speaker.person) == (1, "trish")
    assert one.note.words == "that is wrong, it is 9 March"


async def test_what_was_learnt_is_not_learnt_again(left) -> None:
    learnt = await left.journal.open()

    assert {claim.id for claim in learnt.claims} == {"year", "day", "wrap", "moved"}
    assert (learnt.noticed_until, learnt.counted_until) == (at(7, 8, 30), at(6, 9))


async def test_what_that_version_told_goes_too_and_is_not_told_again(left_anywhere) -> None:
    offices = Offices(left_anywhere)
    await offices.deliver(at(7, 8, 32))
    posts, latest = len(offices.posts), await left_anywhere.journal.latest(limit=99)
    now = at(7, 8, 32).replace(year=2020)

    while not (await left_anywhere.retention.prune(before=at(8, 0), now=now)).is_all:
        pass

    assert list(await left_anywhere.outbox.reports(GENERAL, limit=9)) == []
    learnt = await left_anywhere.journal.open()
    await left_anywhere.journal.record(
        claims=(),
        shows=(),
        broadcasts=latest,
        void=(),
        noticed_from=learnt.noticed_until,
        noticed_until=now,
    )
    await offices.deliver(now)
    told = {headline for _, headline in offices.posts[posts:]}
    assert MOVED not in told
    assert await left_anywhere.journal.latest(limit=99) == latest


async def test_it_becomes_the_first_bots_that_connects(left_anywhere) -> None:
    before = await left_anywhere.installation.applications()
    await left_anywhere.installation.admit(DISCORD.id, "42")

    assert before == {}
    with pytest.raises(ForeignInstallationError):
        await left_anywhere.installation.admit(DISCORD.id, "43")
