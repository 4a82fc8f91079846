"""What is claimed of followed shows reaches every process: all of it, once, and from one place."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from adapters.storage import schema
from adapters.storage.database import Database
from adapters.storage.followed_claims import FollowedClaims, next_change
from bot.ports.errors import SourceUnavailableError
from bot.ports.listings import SourceState
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from fakes.claims import claim
from fakes.followed import followed, listed_claim, sighting
from fakes.patience import PATIENCE_S
from fakes.storage import record
from fakes.tellings import at


def claims_in(fetched):
    return {part.id: [one.id for one in part.unpacked] for part in fetched.changed}


async def follow(store, *shows):
    for one in shows:
        await store.watchlist.follow(one, now=at())


async def test_a_followed_show_is_introduced_with_all_that_is_claimed_of_it(store):
    claims = (listed_claim("a"), listed_claim("b"))
    await follow(store, followed(claims=claims))

    (part,) = (await store.followed_claims.fetch(None)).changed

    assert (part.id, part.show, part.unpacked) == ("dark-winds", followed().show, claims)
    assert {one.origin for one in part.unpacked} == {"tvmaze"}


async def test_a_show_that_a_file_introduces_is_not_introduced_again(store):
    await follow(store, followed(introduces=False, claims=(listed_claim("a"),)))

    (part,) = (await store.followed_claims.fetch(None)).changed

    assert (part.show, len(part.unpacked)) == (None, 1)


async def test_what_other_listings_say_is_no_matter_of_this_source(store):
    await follow(store, followed(source="another"))

    assert (await store.followed_claims.fetch(None)).changed == ()


async def test_only_shows_of_which_something_else_is_said_come_again(store):
    shows = [followed(one, listing=one, kept=True, seen_at=at()) for one in ("a", "b", "c")]
    await follow(store, *shows)
    whole = await store.followed_claims.fetch(None)
    b = shows[1]

    await store.watchlist.unfollow(ShowId("a"))
    await store.watchlist.hasten("tvmaze", now=at(hours=1))
    silent = await store.followed_claims.fetch(whole.cursor)
    await store.watchlist.store(replace(b, show=replace(b.show, title="B, renamed")))
    renamed = await store.followed_claims.fetch(silent.cursor)

    assert (whole.is_whole, len(whole.changed)) == (True, 3)
    assert (silent.changed, silent.is_whole, silent.cursor) == ((), False, whole.cursor)
    assert [part.show.title for part in renamed.changed] == ["B, renamed"]
    assert not renamed.is_whole


async def test_a_show_whose_record_was_read_comes_with_what_the_listing_says_now(store):
    dark_winds = followed(kept=True, seen_at=at())
    await follow(store, dark_winds)
    before = (await store.followed_claims.fetch(None)).cursor
    seen = replace(dark_winds, seen_at=at(hours=1), sightings=(sighting("2018-03-08"),))

    await store.watchlist.store(seen)
    (part,) = (await store.followed_claims.fetch(before)).changed

    known = Catalogue()
    known.put(part)
    listing = known.listing(part.id)
    assert listing is not None
    assert listing.seen_at == at(hours=1)
    assert [str(one.value) for one in listing.values] == ["2018-03-08"]
    assert not listing.is_outdated


async def test_a_show_that_the_list_of_changes_names_may_say_something_else_by_now(store):
    dark_winds = followed(kept=True, seen_at=at(), updated=at())
    await follow(store, dark_winds)
    before = (await store.followed_claims.fetch(None)).cursor

    await store.watchlist.mark_changed("tvmaze", {dark_winds.listing: at(hours=1)}, now=at(hours=2))
    (part,) = (await store.followed_claims.fetch(before)).changed

    assert part.listing is not None
    assert part.listing.is_outdated


async def test_when_the_list_of_changes_was_read_last_is_known_unless_nothing_is_taken_in(store):
    await store.watchlist.set_state(SourceState(source="tvmaze", changes_at=at()))
    well = await store.followed_claims.fetch(None)
    await store.watchlist.set_state(
        SourceState(source="tvmaze", changes_at=at(), halted_since=at())
    )

    assert well.reached_at == at()
    assert (await store.followed_claims.fetch(None)).reached_at is None


async def test_a_cursor_of_another_database_is_as_good_as_none(store):
    await follow(store, followed())

    fetched = await store.followed_claims.fetch("99999")

    assert (fetched.is_whole, [*claims_in(fetched)]) == (True, ["dark-winds"])


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6])
async def test_however_many_shows_there_are_all_of_them_come(database, count):
    await follow(database, *(followed(f"s{n}", listing=f"{n}") for n in range(count)))
    source = FollowedClaims(database._transactions, at_a_time=2)

    fetched = await source.fetch(None)

    assert len(claims_in(fetched)) == count
    assert (await source.fetch(fetched.cursor)).changed == ()


async def test_a_database_that_cannot_be_read_is_a_source_that_cannot_be_reached(database):
    async with database._transactions.writing() as connection:
        await connection.execute(text("DROP TABLE followed"))
    try:
        with pytest.raises(SourceUnavailableError):
            await database.followed_claims.fetch(None)
    finally:
        async with database._transactions.writing() as connection:
            await connection.run_sync(schema.followed.create)


async def test_what_is_stored_late_is_never_missed(postgres_url):
    slow, quick = await Database.open(postgres_url), await Database.open(postgres_url)
    try:
        await follow(slow, *(followed(one, listing=one, seen_at=at()) for one in ("a", "b")))
        begin = (await slow.followed_claims.fetch(None)).cursor
        async with slow._transactions.writing() as connection:
            table = schema.followed
            early = table.update().where(table.c.show == "a")
            await connection.execute(early.values(changed=await next_change(connection)))
            storing = asyncio.create_task(
                quick.watchlist.store(
                    followed("b", listing="b", seen_at=at()), new=[listed_claim("x", "b")]
                )
            )

            async def waits():
                query = "SELECT count(*) FROM pg_locks WHERE NOT granted"
                async with slow._transactions.reading() as other:
                    return await other.scalar(text(query))

            await _until_true(waits)
            meanwhile = await slow.followed_claims.fetch(begin)
        assert await storing
        after = await slow.followed_claims.fetch(meanwhile.cursor)

        assert meanwhile.changed == ()
        assert claims_in(after) == {"a": [], "b": ["x"]}
    finally:
        await slow.close()
        await quick.close()


async def _until_true(is_so):
    async with asyncio.timeout(PATIENCE_S):
        while not await is_so():
            pass


async def test_whoever_fetches_while_others_store_misses_nothing(url):
    processes = [await Database.open(url) for _ in range(3)]
    reader, *writers = processes
    try:
        await follow(reader, *(followed(f"s{n}", listing=f"{n}", seen_at=at()) for n in range(4)))

        async def write(database, of):
            for number in range(6):
                for n in range(4):
                    first = followed(f"s{n}", listing=f"{n}", seen_at=at())
                    new = [listed_claim(f"{of}-{number}-{n}", f"s{n}")]
                    assert await database.watchlist.store(first, new=new)

        writing = [asyncio.create_task(write(one, n)) for n, one in enumerate(writers)]
        seen, cursor = {}, None
        while True:
            is_last = all(one.done() for one in writing)
            fetched = await reader.followed_claims.fetch(cursor)
            assert cursor is None or int(fetched.cursor) >= int(cursor)
            seen |= claims_in(fetched)
            cursor = fetched.cursor
            if is_last:
                break
        await asyncio.gather(*writing)

        assert {len(claims) for claims in seen.values()} == {12}
        assert seen == claims_in(await reader.followed_claims.fetch(None))
    finally:
        for one in processes:
            await one.close()


async def recorded(database, *claims):
    await record(database, claims=claims)
    return claims_in(await database.recorded_claims.fetch(None))


async def test_what_is_held_of_a_followed_show_is_not_held_a_second_time(database):
    await follow(database, followed(claims=(listed_claim("a"),)))
    others = [
        replace(claim(id_="an-article", show_id="dark-winds"), origin="feeds"),
        listed_claim("of-another", "never-followed"),
    ]

    found = await recorded(database, listed_claim("a"), *others)

    assert found == {"dark-winds": ["an-article"], "never-followed": ["of-another"]}


async def test_a_record_of_followed_shows_alone_moves_the_cursor_and_nothing_else(database):
    await follow(database, followed(claims=(listed_claim("a"),)))
    before = (await database.recorded_claims.fetch(None)).cursor

    await record(database, claims=[listed_claim("a")])
    fetched = await database.recorded_claims.fetch(before)

    assert fetched.changed == ()
    assert int(fetched.cursor) > int(before)


async def test_a_listing_that_no_source_serves_stays_recorded(database):
    await follow(database, followed(source="another"))
    one = replace(claim(id_="a", show_id="dark-winds"), origin="another")

    assert await recorded(database, one) == {"dark-winds": ["a"]}
