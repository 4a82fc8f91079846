"""SQL and the pure rule agree on who wants what; the fake asks the rule itself."""

import shutil
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from adapters.storage import schema
from adapters.storage.announcements import store
from adapters.storage.database import Database
from adapters.storage.matching import wants
from adapters.storage.preferences import columns_of
from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.matching import unwanted_by
from content.subscriptions.schedule import DigestFrequency, told_hour
from fakes.tellings import ALL_TOPICS, NOON, airs, step, subscription, telling

SHOWS = ("jessica-jones", "daredevil", "echo")
# A step that is a part of another one's digits, so that neither is taken for the other.
STEPS = (0, 1, 7, 10, 17, 71, 100)
ZONES = ("UTC", "Europe/Berlin")

hours = st.tuples(st.sampled_from(ZONES), st.integers(0, 23))
subscriptions = st.builds(
    subscription,
    show=st.none() | st.sampled_from(SHOWS),
    topics=st.just(ALL_TOPICS) | st.frozensets(st.sampled_from(Topic)),
    lowest_stance=st.sampled_from(Stance),
    steps=st.lists(st.sampled_from(STEPS), unique=True).map(tuple),
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    quiet=st.none() | st.tuples(st.integers(0, 23), st.integers(0, 23)),
    digest=st.sampled_from(DigestFrequency),
    counts_on_listings=st.booleans(),
)
news = st.builds(
    telling,
    topic=st.sampled_from(Topic),
    show=st.sampled_from(SHOWS),
    stance=st.sampled_from(Stance),
    posting_hour=st.none() | hours,
)
steps = st.builds(
    step,
    st.sampled_from(STEPS),
    show=st.sampled_from(SHOWS),
    stance=st.sampled_from((Stance.CONFIRMED, Stance.REPORTED)) | st.sampled_from(Stance),
    looks_ahead=st.booleans(),
    posting_hour=st.none() | hours,
)
episodes = st.builds(
    airs,
    show=st.sampled_from(SHOWS),
    premiere=st.sampled_from([None, Stance.CONFIRMED, Stance.REPORTED]),
    posting_hour=st.none() | hours,
)


def several(values):
    return st.lists(values, min_size=1, max_size=12)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def wanted_in_sql(request, aside, tmp_path_factory):
    """Return a function that asks a database which of these subscriptions want which broadcast."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("matching") / "violet.db"
        shutil.copyfile(request.getfixturevalue("migrated"), file)
        url = f"sqlite+aiosqlite:///{file}"
    else:
        url = request.getfixturevalue("emptied_postgres_url")()
    database = aside.finish(Database.open(url))
    yield lambda wanting, told: aside.finish(ask(database, wanting, told))
    aside.finish(database.close())


async def ask(database, wanting, told):
    """Put them all into one transaction, ask once, and leave nothing behind."""
    places, subscribed, announced = schema.destination, schema.subscription, schema.announcement
    async with database.outbox._transactions.engine.connect() as connection:
        for number, one in enumerate(wanting, start=1):
            place = {"id": number, "platform": "discord", "workspace": "", "thread": ""}
            await connection.execute(insert(places).values(**place, channel=f"{number}"))
            columns = columns_of(asdict(one.preferences))
            await connection.execute(
                insert(subscribed).values(
                    id=number,
                    destination_id=number,
                    show=one.show or "",
                    rhythm="",
                    created_by="",
                    created_at=NOON,
                    **columns,
                )
            )
        numbers = {}
        for number, one in enumerate(told):
            named = replace(one.announcement, id=f"{number}")
            numbers[await store(connection, named, posting_hour=one.posting_hour)] = number
        found = await connection.execute(
            select(subscribed.c.id, announced.c.id).join(announced, wants())
        )
        pairs = {(row[0] - 1, numbers[row[1]]) for row in found}
        await connection.rollback()
        return pairs


def test_sql_and_the_rule_agree_on_every_hour_that_quiet_hours_move(wanted_in_sql):
    spans = [(22, 7), (7, 22), (0, 1), (3, 2), (23, 0), (9, 9), (12, 14)]
    wanting = [subscription(hour=hour, quiet=span) for span in spans for hour in range(24)]
    told = [step(7, posting_hour=("UTC", hour)) for hour in range(24)]

    in_sql = wanted_in_sql(wanting, told)

    assert in_sql == {
        (i, told_hour(one.preferences.hour, one.preferences.quiet)) for i, one in enumerate(wanting)
    }


@given(several(subscriptions), several(news | steps | episodes))
def test_sql_and_the_rule_agree_on_who_wants_what(wanted_in_sql, wanting, told):
    in_sql = wanted_in_sql(wanting, told)

    disagreed = [
        f"{'SQL' if (i, j) in in_sql else 'the rule'} alone lets {one} hear {other.audience}"
        for i, one in enumerate(wanting)
        for j, other in enumerate(told)
        if ((i, j) in in_sql) is not (unwanted_by(one, other.audience) is None)
    ]
    assert not disagreed, "\n".join(disagreed)
