"""What editors claim is kept once, in order, with who did it, and reaches every process."""

import asyncio
from dataclasses import replace

import pytest

from adapters.storage.database import Database
from content.facts.editor_claims import retraction_of
from fakes.claims import claim
from fakes.tellings import at

DATED = claim(id_="newsdesk-jessica-jones-2-release-date-20180208-120000", value="2018-03-08")
MOVED = replace(DATED, value=claim(value="2018-05-05").value)
ELSEWHERE = claim(id_="of-daredevil", show_id="daredevil")


def ids_in(fetched):
    return {part.id: [one.id for one in part.unpacked] for part in fetched.changed}


async def test_what_is_claimed_is_kept_with_who_claimed_it_and_when(store):
    made = await store.editor_claims.record(DATED, by="discord:7", now=at())

    found = await store.editor_claims.find(DATED.id)
    assert made.is_new
    assert (found.claim, found.by, found.retracted_by) == (DATED, "discord:7", None)
    assert (found.claim.recorded_at, found.claim.origin) == (at(), "newsdesk")
    assert await store.editor_claims.find("none") is None


async def test_the_same_is_claimed_once_whatever_it_is_called_and_however_it_is_put(store):
    await store.editor_claims.record(DATED, by="discord:7", now=at())
    again = replace(DATED, id="another-id", says="as somebody else puts it")

    said = await store.editor_claims.record(again, by="slack:T1/U2", now=at(hours=1))

    assert not said.is_new
    assert (said.kept.claim.id, said.kept.by) == (DATED.id, "discord:7")
    assert len(await store.editor_claims.every()) == 1


async def test_another_claim_under_the_same_id_gets_one_that_follows_from_it(store):
    await store.editor_claims.record(DATED, by="discord:7", now=at())

    said = await store.editor_claims.record(MOVED, by="discord:8", now=at())

    assert said.is_new
    assert said.kept.claim.id == f"{DATED.id}-2"
    assert (await store.editor_claims.find(DATED.id)).claim.value == DATED.value


async def test_what_is_taken_back_says_by_whom_and_is_taken_back_once(store):
    await store.editor_claims.record(DATED, by="discord:7", now=at())
    first = retraction_of(DATED, "A mix-up.", at(hours=1))

    made = await store.editor_claims.record(first, by="discord:8", now=at(hours=1))
    again = await store.editor_claims.record(
        replace(first, id="again", says="Wrong."), by="discord:9", now=at(hours=2)
    )

    found = await store.editor_claims.find(DATED.id)
    assert (found.retracted_by, found.retracted_at) == ("discord:8", at(hours=1))
    assert made.is_new
    assert (again.is_new, again.kept.by) == (False, "discord:8")


async def test_what_was_taken_back_can_be_claimed_anew(store):
    await store.editor_claims.record(DATED, by="discord:7", now=at())
    taken_back = retraction_of(DATED, "A mix-up.", at(hours=1))
    await store.editor_claims.record(taken_back, by="discord:8", now=at(hours=1))

    anew = await store.editor_claims.record(
        replace(DATED, id="anew"), by="discord:7", now=at(hours=2)
    )

    assert anew.is_new
    assert [one.claim.id for one in await store.editor_claims.about(DATED.subject.show)] == [
        DATED.id,
        taken_back.id,
        "anew",
    ]


async def test_every_process_learns_all_of_it_and_then_only_shows_of_which_more_is_claimed(store):
    await store.editor_claims.record(DATED, by="discord:7", now=at())
    await store.editor_claims.record(ELSEWHERE, by="discord:7", now=at())
    whole = await store.editor_claims.fetch(None)
    silent = await store.editor_claims.fetch(whole.cursor)
    await store.editor_claims.record(MOVED, by="discord:7", now=at(hours=1))

    more = await store.editor_claims.fetch(silent.cursor)

    assert ids_in(whole) == {"jessica-jones": [DATED.id], "daredevil": [ELSEWHERE.id]}
    assert (whole.is_whole, silent.changed, silent.is_whole) == (True, (), False)
    assert ids_in(more) == {"jessica-jones": [DATED.id, f"{DATED.id}-2"]}
    assert {one.origin for part in more.changed for one in part.unpacked} == {"newsdesk"}


@pytest.mark.parametrize("cursor", ["999", "another run's", ""])
async def test_a_cursor_of_another_database_is_as_good_as_none(store, cursor):
    await store.editor_claims.record(DATED, by="discord:7", now=at())

    fetched = await store.editor_claims.fetch(cursor)

    assert (fetched.is_whole, ids_in(fetched)) == (True, {"jessica-jones": [DATED.id]})


async def test_of_editors_at_once_each_claims_and_the_same_is_there_once(url):
    first, second = await Database.open(url), await Database.open(url)
    others = [replace(DATED, market=market) for market in ("DE", "FR", "ES")]
    try:
        made = await asyncio.gather(
            *(
                base.editor_claims.record(one, by=by, now=at())
                for base, by in ((first, "discord:7"), (second, "discord:8"))
                for one in (DATED, *others)
            )
        )
        seen = await second.editor_claims.fetch(None)
    finally:
        await first.close()
        await second.close()

    (part,) = seen.changed
    assert sum(one.is_new for one in made) == 4
    assert len({one.id for one in part.unpacked}) == len(part.unpacked) == 4


async def test_no_claim_is_passed_over_by_whoever_reads_while_others_write(url):
    writers = [await Database.open(url) for _ in range(2)]
    reader = await Database.open(url)
    learnt, cursor = set(), None

    async def write(base, name):
        for number in range(8):
            one = replace(DATED, id=f"{name}-{number}", detail=f"{name} {number}")
            await base.editor_claims.record(one, by=name, now=at())

    try:
        writing = asyncio.gather(*(write(base, f"e{n}") for n, base in enumerate(writers)))
        while not writing.done() or cursor is None:
            fetched = await reader.editor_claims.fetch(cursor)
            cursor = fetched.cursor
            learnt |= {one.id for part in fetched.changed for one in part.unpacked}
            await asyncio.sleep(0)
        await writing
        last = await reader.editor_claims.fetch(cursor)
        learnt |= {one.id for part in last.changed for one in part.unpacked}
    finally:
        for base in (*writers, reader):
            await base.close()

    assert len(learnt) == 16
