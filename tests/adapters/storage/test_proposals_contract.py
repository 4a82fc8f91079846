"""What `Proposals` promises, held against the fake and against both databases."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from adapters.storage import schema
from adapters.storage.database import Database
from adapters.storage.engine import Transactions
from adapters.storage.proposals import StoredProposals
from content.facts.claims import ShowId
from content.facts.editor_claims import retraction_of
from fakes.followed import followed, proposed
from fakes.memory import Memory
from fakes.proposals import FakeProposals
from fakes.tellings import at


async def propose(store, *ids, now=None):
    return await store.proposals.propose([proposed(one) for one in ids], now=now or at())


async def waiting(store):
    return {one.proposal.claim.id: one for one in (await store.proposals.waiting(limit=99)).oldest}


async def decide(store, id_="a", *, accepted=True, now=None):
    number = (await waiting(store))[id_].number
    return await store.proposals.decide(number, accepted=accepted, by="discord:7", now=now or at())


async def test_nothing_waits_at_first(store):
    found = await store.proposals.waiting(limit=9)

    assert (list(found.oldest), found.count) == ([], 0)
    assert await store.proposals.decide(1, accepted=True, by="x", now=at()) is None


async def test_what_was_proposed_waits_as_it_was_found_the_oldest_first(store):
    assert await propose(store, "a", "b", "c") == 3

    found = await store.proposals.waiting(limit=2)
    assert [one.proposal for one in found.oldest] == [proposed("a"), proposed("b")]
    assert {one.proposal.claim.origin for one in found.oldest} == {"tvmaze"}
    assert found.count == 3


async def test_a_proposal_that_is_made_twice_is_one(store):
    assert await propose(store, "a", "a", "b") == 2
    assert await propose(store, "b", "c") == 1

    assert [*await waiting(store)] == ["a", "b", "c"]


@pytest.mark.parametrize("accepted", [True, False])
async def test_one_is_decided_once(store, accepted):
    await propose(store, "a", "b")
    number = (await waiting(store))["a"].number

    assert await decide(store, accepted=accepted) == proposed("a")

    for again in (True, False):
        assert await store.proposals.decide(number, accepted=again, by="x", now=at()) is None
    assert [*await waiting(store)] == ["b"]
    assert await propose(store, "a") == 0


async def test_what_an_editor_accepts_is_claimed_where_the_show_is_followed(store):
    await store.watchlist.follow(followed(), now=at())
    cursor = (await store.followed_claims.fetch(None)).cursor
    await propose(store, "a", "b")

    await decide(store, "a")
    await decide(store, "b", accepted=False)

    (part,) = (await store.followed_claims.fetch(cursor)).changed
    assert part.unpacked == (proposed("a").claim,)
    assert (await store.watchlist.followed(ShowId("dark-winds"))).claims == part.unpacked


async def test_what_is_accepted_of_an_article_is_claimed_by_the_editors(store):
    await store.watchlist.follow(followed(), now=at())
    cursor = (await store.editor_claims.fetch(None)).cursor
    read = replace(proposed("a"), claim=replace(proposed("a").claim, origin="articles"))
    await store.proposals.propose([read, proposed("b", "an-unfollowed-show")], now=at())

    assert await decide(store) == read
    await decide(store, "b")

    said = await store.editor_claims.fetch(cursor)
    assert {one.id: one.claims for one in said.changed} == {
        "dark-winds": (read.claim,),
        "an-unfollowed-show": (proposed("b", "an-unfollowed-show").claim,),
    }
    assert {one.claims[0].origin for one in said.changed} == {"newsdesk"}
    assert {one.by for one in await store.editor_claims.every()} == {"discord:7"}
    assert [one.claims[0].recorded_at for one in said.changed] == [at(), at()]
    assert (await store.editor_claims.fetch(said.cursor)).changed == ()
    assert (await store.watchlist.followed(ShowId("dark-winds"))).claims == ()


async def test_what_was_taken_back_is_claimed_anew_where_it_is_accepted_again(store):
    read = proposed("a", "an-unfollowed-show")
    await store.proposals.propose([read], now=at())
    await decide(store)
    wrong = retraction_of(read.claim, "A mix-up.", at(days=1))
    await store.editor_claims.record(wrong, by="discord:8", now=at(days=1))
    await store.proposals.propose([proposed("b")], now=at(days=40))  # what was decided goes

    await store.proposals.propose([read], now=at(days=40))
    await decide(store, now=at(days=40))

    first, _, again = await store.editor_claims.every()
    assert (first.claim.id, first.retracted_by) == ("a", "discord:8")
    assert (again.claim.id, again.retracted_by) == ("a-2", None)


async def test_what_is_rejected_is_claimed_by_nobody(store):
    read = replace(proposed("a"), claim=replace(proposed("a").claim, origin="articles"))
    await store.proposals.propose([read], now=at())

    assert await decide(store, accepted=False) == read

    assert (await store.editor_claims.fetch(None)).changed == ()


async def test_what_was_decided_is_forgotten_after_a_month_and_no_number_is_given_again(store):
    numbers = []
    for day, id_ in ((0, "a"), (29, "a"), (31, "b"), (62, "a")):
        await propose(store, id_, now=at(days=day))
        for one, found in (await waiting(store)).items():
            numbers.append(found.number)
            await decide(store, one, now=at(days=day))

    # After 29 days it was still known; once it was forgotten, it was proposed anew.
    assert len(numbers) == 3
    assert numbers == sorted(set(numbers))


async def test_no_more_wait_than_there_is_room_for_until_one_is_decided(url):
    await (await Database.open(url)).close()
    transactions = Transactions.to(url)
    try:
        for kept_in in (
            StoredProposals(transactions, at_most=2),
            FakeProposals(Memory(), at_most=2),
        ):
            added = [await kept_in.propose([proposed(one)], now=at()) for one in "abc"]
            oldest = (await kept_in.waiting(limit=1)).oldest[0]
            await kept_in.decide(oldest.number, accepted=False, by="x", now=at())
            added.append(await kept_in.propose([proposed("c"), proposed("d")], now=at()))

            assert added == [1, 1, 0, 1]
            assert (await kept_in.waiting(limit=1)).count == 2
    finally:
        await transactions.close()


async def test_of_several_editors_that_decide_at_once_one_does(url):
    processes = [await Database.open(url) for _ in range(3)]
    try:
        await processes[0].watchlist.follow(followed(), now=at())
        await propose(processes[0], "a", "a", "b")
        number = (await waiting(processes[0]))["a"].number

        decided = await asyncio.gather(
            *(
                one.proposals.decide(number, accepted=True, by=f"discord:{n}", now=at())
                for n, one in enumerate(processes * 3)
            )
        )

        assert decided.count(None) == 8
        assert len((await processes[0].watchlist.followed(ShowId("dark-winds"))).claims) == 1
    finally:
        for one in processes:
            await one.close()


async def test_who_decided_and_when_is_written_down(url):
    database, transactions = await Database.open(url), Transactions.to(url)
    try:
        await propose(database, "a", "b")
        await decide(database, "a", now=at(hours=1))
        await decide(database, "b", accepted=False, now=at(hours=2))

        table = schema.proposal.c
        async with transactions.reading() as connection:
            query = select(table.closed_by, table.closed_at, table.accepted).order_by(table.id)
            assert (await connection.execute(query)).all() == [
                ("discord:7", at(hours=1), True),
                ("discord:7", at(hours=2), False),
            ]
    finally:
        await transactions.close()
        await database.close()
