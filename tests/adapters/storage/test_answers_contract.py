"""What `Answers` promises, held against the fake and against both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters.storage.schema import answer
from bot.ports.answers import AcceptedQuestion
from bot.ports.platforms import Speaker
from content.subscriptions.destination import Platform
from fakes.tellings import at, channel

PLATFORM = channel().platform


def question(key="m1", **wanted):
    settings = {
        "key": key,
        "speaker": Speaker(destination=channel(thread="t"), person="trish"),
        "asked": "when is it?",
        "accepted_at": at(),
        "answer_by": at() + timedelta(minutes=15),
    }
    return AcceptedQuestion(**settings | wanted)


async def keep(store, *questions, answered=(), now=None):
    return await store.answers.keep(
        questions, [(PLATFORM, key) for key in answered], now=now or at()
    )


async def left(store, now=None, platform=PLATFORM):
    return list(await store.answers.take_open(platform, now=now or at()))


async def test_what_was_accepted_is_there_until_it_is_answered(store):
    first, second = question(), question("m2", accepted_at=at(seconds=-1))

    assert await keep(store, first, second) == frozenset()
    before = await left(store)
    await keep(store, answered=["m1"])

    assert before == [second, first]
    assert await left(store) == [second]
    assert await left(store, platform=Platform("elsewhere")) == []


async def test_a_question_that_comes_again_is_the_same_one_and_known_to_be_answered(store):
    await keep(store, question())
    again = await keep(store, question(asked="something else"))
    kept = await left(store)
    await keep(store, answered=["m1"])
    after = await keep(store, question(), question("m2"))

    assert again == frozenset()
    assert kept == [question()]
    assert after == {(PLATFORM, "m1")}
    assert [one.key for one in await left(store)] == ["m2"]


async def test_how_it_was_acknowledged_is_kept(store):
    await keep(store, question())
    await keep(store, replace(question(), acknowledged="5"))
    await keep(store, question())

    assert [one.acknowledged for one in await left(store)] == ["5"]


async def test_what_is_past_its_time_is_not_answered_and_goes_and_is_counted(store):
    late = at() + timedelta(minutes=16)
    await keep(store, question(), question("m2", answer_by=late + timedelta(days=1)))
    await keep(store, question("m3"), answered=["m3"])

    assert await left(store, late) != []
    assert [one.key for one in await left(store, late)] == ["m2"]
    assert await store.answers.prune(now=late) == 1
    assert await store.answers.prune(now=late) == 0
    assert [one.key for one in await left(store, late)] == ["m2"]


async def test_what_was_asked_where_others_listen_is_left_to_them_however_often_one_looks(store):
    there = Speaker(destination=channel("elsewhere"), person="malcolm")
    await keep(store, question("m2", speaker=there, accepted_at=at(seconds=-1)), question())

    ours = [
        [one.key for one in await store.answers.take_open(PLATFORM, now=at(), heard=heard)]
        for heard in [lambda place: place.channel != "elsewhere"] * 5
    ]
    theirs = await left(store)

    assert ours == [["m1"]] * 5
    assert [one.key for one in theirs] == ["m2"]


async def test_that_it_was_answered_is_known_for_an_hour(store):
    await keep(store, question())
    await keep(store, answered=["m1"])

    await store.answers.prune(now=at() + timedelta(minutes=59))
    known = await keep(store, question())
    await store.answers.prune(now=at() + timedelta(minutes=61))
    forgotten = await keep(store, question())

    assert known == {(PLATFORM, "m1")}
    assert forgotten == frozenset()


async def test_what_ends_whoever_answers_it_is_let_alone_at_last(store):
    await keep(store, question())

    taken = [len(await left(store)) for _ in range(7)]

    assert taken == [1, 1, 1, 1, 1, 0, 0]


async def test_nothing_can_be_kept_and_answered_at_once(store):
    await keep(store, question(), answered=["m1"])

    assert await left(store) == []


async def test_of_what_was_answered_neither_words_nor_names_are_kept(database):
    await keep(database, question(), question("m2"))
    await keep(database, answered=["m1"])

    async with database._transactions.reading() as connection:
        rows = (await connection.execute(select(answer).order_by(answer.c.key))).all()

    assert [(row.asked, row.person) for row in rows] == [("", ""), ("when is it?", "trish")]


@pytest.mark.parametrize("count", [400])
async def test_many_are_kept_and_answered_in_one_go(database, count):
    keys = [f"m{number}" for number in range(count)]
    await keep(database, *map(question, keys))

    await keep(database, answered=keys)

    assert await left(database) == []
