"""What `Proposals` promises, held against the fake and against both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters.storage import schema
from adapters.storage.database import Database
from adapters.storage.engine import Transactions
from adapters.storage.proposals import StoredProposals
from bot.ports.platforms import Speaker
from bot.ports.proposals import ProposalOutcome
from content.announcements.notices import desk_notice
from content.answers.correction_notes import CorrectionNote
from content.facts.claims import ClaimId, ShowId
from content.facts.dates import PartialDate
from content.facts.editor_claims import NEWSDESK, retraction_of
from content.facts.proposals import EditorVerdict
from fakes.followed import followed, proposed
from fakes.memory import Memory
from fakes.proposals import FakeProposals
from fakes.tellings import at, channel

NOTHING = ProposalOutcome(is_done=False, stands=None)
OTHERWISE = replace(proposed("b").claim, id=ClaimId("newsdesk-b"), value=PartialDate.parse("2019"))
SPEAKER = Speaker(destination=channel(), person="a-fan")


async def propose(store, *ids, now=None):
    return await store.proposals.propose([proposed(one) for one in ids], now=now or at())


async def waiting(store):
    return {one.proposal.claim.id: one for one in (await store.proposals.waiting(limit=99)).oldest}


async def decide(store, id_="a", *, accepted=True, now=None):
    number = (await waiting(store))[id_].number
    outcome = await store.proposals.decide(
        number, accepted=accepted, by="discord:7", now=now or at()
    )
    assert outcome.is_done
    return outcome.stands.proposal


async def test_nothing_waits_at_first(store):
    found = await store.proposals.waiting(limit=9)

    assert (list(found.oldest), found.count) == ([], 0)
    assert await store.proposals.decide(1, accepted=True, by="x", now=at()) == NOTHING
    assert await store.proposals.find(1) is None


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
        late = await store.proposals.decide(number, accepted=again, by="x", now=at(hours=1))
        assert not late.is_done
        assert (late.stands.decided.by, late.stands.decided.at) == ("discord:7", at())
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

        assert [one.is_done for one in decided].count(True) == 1
        assert {one.stands.decided for one in decided} == {decided[0].stands.decided}
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


async def test_an_amended_proposal_waits_on_and_reads_as_it_was_amended(store):
    await propose(store, "a", "b")
    number = (await waiting(store))["a"].number

    outcome = await store.proposals.amend(
        number, OTHERWISE, by="discord:7", now=at(hours=1), revision=1
    )

    found = (await store.proposals.waiting(limit=9)).oldest[0]
    assert outcome.is_done
    assert outcome.stands == found == await store.proposals.find(number)
    assert (found.revision, found.proposal.claim) == (2, OTHERWISE)
    assert found.proposal.claim.origin == NEWSDESK
    assert (found.proposal.quote, found.proposal.doubts) == (proposed().quote, proposed().doubts)
    assert (found.amended.by, found.amended.at) == ("discord:7", at(hours=1))
    assert await propose(store, "a") == 0


async def test_what_was_amended_meanwhile_is_neither_amended_nor_decided(store):
    await propose(store, "a")
    number = (await waiting(store))["a"].number
    first = await store.proposals.amend(number, OTHERWISE, by="x", now=at(), revision=1)

    late = [
        await store.proposals.amend(number, proposed().claim, by="y", now=at(), revision=1),
        *[
            await store.proposals.decide(number, accepted=one, by="y", now=at(), revision=1)
            for one in (True, False)
        ],
    ]

    assert [one.is_done for one in late] == [False] * 3
    assert {one.stands.revision for one in late} == {2}
    assert {one.stands.amended for one in late} == {first.stands.amended}
    assert (await store.proposals.waiting(limit=0)).count == 1


async def test_what_is_accepted_as_it_was_amended_is_a_claim_of_the_editors(store):
    await store.watchlist.follow(followed(), now=at())
    await propose(store, "a")
    number = (await waiting(store))["a"].number
    await store.proposals.amend(number, OTHERWISE, by="x", now=at(), revision=1)

    done = await store.proposals.decide(number, accepted=True, by="y", now=at(), revision=2)

    assert done.is_done
    assert [one.claim for one in await store.editor_claims.every()] == [OTHERWISE]
    assert (await store.watchlist.followed(ShowId("dark-winds"))).claims == ()
    assert not (
        await store.proposals.amend(number, proposed().claim, by="x", now=at(), revision=2)
    ).is_done


async def test_each_decision_is_kept_with_who_when_and_why_for_a_year(store):
    await propose(store, "a", "b")
    await store.proposals.propose([proposed("c", "another-show")], now=at())
    numbers = {id_: one.number for id_, one in (await waiting(store)).items()}
    await store.proposals.amend(numbers["a"], OTHERWISE, by="x", now=at(hours=1), revision=1)
    for hours, id_, accepted, reason in (
        (2, "a", True, None),
        (3, "b", False, "A mix-up."),
        (4, "c", True, None),
    ):
        await store.proposals.decide(
            numbers[id_], accepted=accepted, by="y", now=at(hours=hours), reason=reason
        )

    kept = await store.proposals.decisions(ShowId("dark-winds"), limit=9)
    assert [(one.number, one.verdict, one.by, one.at, one.reason) for one in kept] == [
        (numbers["b"], EditorVerdict.REJECTED, "y", at(hours=3), "A mix-up."),
        (numbers["a"], EditorVerdict.ACCEPTED, "y", at(hours=2), None),
        (numbers["a"], EditorVerdict.AMENDED, "x", at(hours=1), None),
    ]
    assert [one.claim for one in kept] == [proposed("b").claim, OTHERWISE, OTHERWISE]
    assert len(await store.proposals.decisions(ShowId("dark-winds"), limit=2)) == 2

    await propose(store, "d", now=at(days=364))
    assert len(await store.proposals.decisions(ShowId("dark-winds"), limit=9)) == 3
    await propose(store, "e", now=at(days=366))
    assert await store.proposals.decisions(ShowId("dark-winds"), limit=9) == []


async def test_the_same_draft_is_one_however_often_it_is_sent(store):
    outcomes = [
        await store.proposals.draft(proposed("a"), by=by, now=at()) for by in ("x", "x", "y")
    ]

    assert [one.is_done for one in outcomes] == [True, False, False]
    assert {one.stands for one in outcomes} == {outcomes[0].stands}
    assert outcomes[0].stands.drafted_by == "x"
    assert [one.claim.id for one in map(_proposal, (await waiting(store)).values())] == ["a"]


async def test_two_drafts_of_one_second_are_two_claims(store):
    other = replace(proposed("a"), claim=replace(OTHERWISE, id=ClaimId("a")))
    for draft in (proposed("a", "unfollowed"), other):
        await store.proposals.draft(draft, by="x", now=at())
    for one in (await store.proposals.waiting(limit=9)).oldest:
        await store.proposals.decide(one.number, accepted=True, by="x", now=at())

    said = {one.claim.id: one.claim.value for one in await store.editor_claims.every()}
    assert said == {"a": proposed().claim.value, "a-2": OTHERWISE.value}


async def test_drafts_have_room_where_nothing_more_that_is_found_has(url):
    await (await Database.open(url)).close()
    transactions = Transactions.to(url)
    try:
        for kept_in in (
            StoredProposals(transactions, at_most=1),
            FakeProposals(Memory(), at_most=1),
        ):
            assert (await kept_in.draft(proposed("a"), by="x", now=at())).is_done
            found = [await kept_in.propose([proposed(one)], now=at()) for one in "bc"]

            assert found == [1, 0]
    finally:
        await transactions.close()


async def test_a_correction_is_done_once_the_draft_of_it_is_accepted(store):
    correction = await correct(store)
    draft = await store.proposals.draft(proposed(), by="x", now=at(), correction=correction)
    again = await store.proposals.draft(
        replace(proposed(), claim=OTHERWISE), by="y", now=at(), correction=correction
    )

    assert (again.is_done, again.stands) == (False, draft.stands)
    assert draft.stands.correction == correction
    assert (await store.corrections.find(correction)).closed_by is None

    await store.proposals.decide(draft.stands.number, accepted=True, by="z", now=at(hours=1))
    closed = await store.corrections.find(correction)
    assert (closed.closed_by, closed.closed_at) == ("z", at(hours=1))
    late = await store.proposals.draft(proposed(), by="x", now=at(), correction=correction)
    assert late == NOTHING


async def test_a_correction_waits_on_where_the_draft_of_it_is_rejected(store):
    correction = await correct(store)
    draft = await store.proposals.draft(proposed(), by="x", now=at(), correction=correction)

    await store.proposals.decide(draft.stands.number, accepted=False, by="z", now=at())

    assert (await store.corrections.waiting(limit=9)).count == 1
    assert (
        await store.proposals.draft(proposed(), by="x", now=at(), correction=correction)
    ).is_done


async def test_editors_are_told_once_of_what_was_found_and_an_hour_later_of_more(store):
    await propose(store, "a", "b")
    await store.proposals.draft(proposed("c", "drafted"), by="x", now=at())

    first = await untold(store, at())
    assert [one.proposal.claim.id for one in first.oldest] == ["a"]
    assert first.count == 2
    assert await tell(store, first, at())

    await propose(store, "d")
    assert await untold(store, at(minutes=59)) is None
    assert not await tell(store, replace(first, up_to=first.up_to + 9), at(minutes=59))
    second = await untold(store, at(minutes=61))
    assert ([one.proposal.claim.id for one in second.oldest], second.count) == (["d"], 1)
    assert await tell(store, second, at(minutes=61))
    assert await untold(store, at(days=1)) is None
    assert len(await store.outbox.reports(channel(), limit=9)) == 2


async def test_what_was_decided_before_it_was_told_is_not_told(store):
    await propose(store, "a")
    mine = await untold(store, at())
    await decide(store, "a", accepted=False)

    assert await untold(store, at()) is None
    assert not await tell(store, mine, at())
    assert await store.outbox.reports(channel(), limit=9) == []


async def test_of_several_processes_one_tells_the_editors(url):
    processes = [await Database.open(url) for _ in range(3)]
    try:
        await propose(processes[0], "a", "b")
        found = [await untold(one, at()) for one in processes]
        await propose(processes[0], "c")
        found[1] = await untold(processes[1], at())

        told = await asyncio.gather(
            *(tell(one, mine, at()) for one, mine in zip(processes, found, strict=True))
        )

        assert told.count(True) == 1
        assert len(await processes[0].outbox.reports(channel(), limit=9)) == 1
    finally:
        for one in processes:
            await one.close()


async def test_of_several_editors_that_amend_and_decide_at_once_one_does(url):
    processes = [await Database.open(url) for _ in range(3)]
    try:
        await propose(processes[0], "a")
        number = (await waiting(processes[0]))["a"].number

        outcomes = await asyncio.gather(
            *(
                one.proposals.amend(number, OTHERWISE, by=f"x{n}", now=at(), revision=1)
                for n, one in enumerate(processes)
            ),
            *(
                one.proposals.decide(number, accepted=True, by=f"y{n}", now=at(), revision=1)
                for n, one in enumerate(processes)
            ),
        )

        assert [one.is_done for one in outcomes].count(True) == 1
        assert len(await processes[0].proposals.decisions(ShowId("dark-winds"), limit=9)) == 1
    finally:
        for one in processes:
            await one.close()


async def correct(store):
    note = CorrectionNote("Season 2 is out in 2019.", ShowId("dark-winds"), 2)
    await store.corrections.keep(note, SPEAKER, message=None, now=at())
    return (await store.corrections.waiting(limit=9)).oldest[-1].number


async def untold(store, now):
    return await store.proposals.untold(since=now - timedelta(hours=1), limit=1)


async def tell(store, mine, now):
    notice = desk_notice(mine.count, (), waiting=9, editor="x", at=now)
    return await store.proposals.tell(
        mine, [(notice, channel())], since=now - timedelta(hours=1), now=now
    )


def _proposal(kept):
    return kept.proposal
