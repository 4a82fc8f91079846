"""Addresses of calendars are kept as fingerprints, one a channel, each change with who made it."""

from dataclasses import replace

from sqlalchemy import select

from adapters.storage import schema
from bot.verbs.give_calendar import give_calendar
from content.calendar.addresses import token_fingerprint
from content.commands.acts import ActKind
from content.commands.admin import CalendarAct
from content.privacy.whose import Party, Whose
from content.subscriptions.outcomes import Refusal, Rejected
from fakes.audit import act_of
from fakes.storage import record, take
from fakes.tellings import at, channel, subscription, telling

HERE, ELSEWHERE = channel(), channel("elsewhere")
GIVEN, STOPPED = act_of(ActKind.CALENDAR_GIVEN), act_of(ActKind.CALENDAR_STOPPED)


async def kinds_at(store):
    return [one.kind for one in await store.audit.at(HERE, limit=99)]


async def test_an_address_leads_to_its_channel(store):
    assert await store.calendars.given_at(HERE) is None
    assert await store.calendars.give(HERE, "f" * 64, renews=False, act=GIVEN)
    assert await store.calendars.give(ELSEWHERE, "e" * 64, renews=False, act=GIVEN)

    assert await store.calendars.at("f" * 64) == HERE
    assert await store.calendars.at("e" * 64) == ELSEWHERE
    assert await store.calendars.at("0" * 64) is None
    assert await store.calendars.given_at(HERE) == GIVEN.at


async def test_a_second_one_is_given_only_in_place_of_the_first(store):
    await store.calendars.give(HERE, "1" * 64, renews=False, act=GIVEN)

    assert not await store.calendars.give(HERE, "2" * 64, renews=False, act=GIVEN)
    assert await store.calendars.at("1" * 64) == HERE
    assert await kinds_at(store) == [ActKind.CALENDAR_GIVEN]

    assert await store.calendars.give(HERE, "3" * 64, renews=True, act=GIVEN)
    assert await store.calendars.at("1" * 64) is None
    assert await store.calendars.at("3" * 64) == HERE
    assert await kinds_at(store) == [ActKind.CALENDAR_GIVEN] * 2


async def test_one_that_is_stopped_leads_nowhere(store):
    await store.calendars.give(HERE, "1" * 64, renews=True, act=GIVEN)

    assert await store.calendars.stop(HERE, act=STOPPED)
    assert not await store.calendars.stop(HERE, act=STOPPED)
    assert await store.calendars.at("1" * 64) is None
    assert await kinds_at(store) == [ActKind.CALENDAR_STOPPED, ActKind.CALENDAR_GIVEN]


async def test_a_channel_that_is_forgotten_has_none(database):
    for place, fingerprint in ((HERE, "1" * 64), (ELSEWHERE, "2" * 64)):
        await database.subscriptions.subscribe(subscription(place))
        await database.calendars.give(place, fingerprint, renews=False, act=GIVEN)
    whose = Whose(
        platform=HERE.platform,
        id=HERE.channel,
        workspace=HERE.workspace,
        parties=frozenset({Party.CHANNEL}),
    )

    await database.privacy.forget(whose, own=HERE, now=at())

    assert await database.calendars.at("1" * 64) is None
    assert await database.calendars.at("2" * 64) == ELSEWHERE


async def test_a_channel_that_has_refused_for_very_long_has_none(database):
    await database.subscriptions.subscribe(subscription(HERE))
    await database.calendars.give(HERE, "1" * 64, renews=False, act=GIVEN)
    await record(database, telling("news"))
    (delivery,) = await take(database)
    await database.outbox.begin(delivery, now=at())
    gone = Rejected(refusal=Refusal.DESTINATION, reason="It is gone.")
    await database.outbox.settle(delivery, gone, now=at())

    await database.privacy.sweep(now=at(days=200))

    assert await database.calendars.at("1" * 64) is None


async def test_no_address_stands_anywhere_in_the_database(database):
    said = await give_calendar(
        CalendarAct.GIVE,
        HERE,
        act=GIVEN,
        calendars=database.calendars,
        subscriptions=database.subscriptions,
        public_url="https://violet.example",
    )
    (link,) = said.links
    token = link.url.removesuffix(".ics").rpartition("/")[2]

    rows = []
    async with database._transactions.reading() as connection:
        for table in schema.metadata.sorted_tables:
            rows += [str(tuple(row)) for row in await connection.execute(select(table))]

    assert len(token) * 4 >= 128
    assert any(token_fingerprint(token) in row for row in rows)
    assert not any(token in row for row in rows)


async def test_a_server_or_a_person_that_is_forgotten_has_none(database):
    alone = replace(HERE, workspace="", channel="", person="a-fan")
    for place, fingerprint in ((HERE, "1" * 64), (alone, "2" * 64)):
        await database.calendars.give(place, fingerprint, renews=False, act=GIVEN)

    for id_, party in ((HERE.workspace, Party.COMMUNITY), ("a-fan", Party.PERSON)):
        whose = Whose(platform=HERE.platform, id=id_, parties=frozenset({party}))
        await database.privacy.forget(whose, now=at())

    assert [await database.calendars.at(one * 64) for one in "12"] == [None, None]
