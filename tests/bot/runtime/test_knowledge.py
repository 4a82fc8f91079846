"""Several sources side by side in one memory."""

import asyncio
import gc
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports.errors import ContentError, SourceUnavailableError
from bot.ports.sources import Fetched
from bot.runtime.knowledge import Catalogues
from bot.verbs.fetch import fetch
from content.facts.catalogue import Catalogue, ShowClaims
from content.facts.claims import ShowId
from content.facts.dated import dated_days
from content.facts.kinds import Kind
from content.understanding.known_names import known_to
from content.understanding.subjects import names_of
from content.understanding.typed_shows import find_shows
from fakes.claims import catalogue, claim, show
from fakes.listed import SEEN_AT, listed_value, listing_with
from fakes.sources import FakeSource

DAREDEVIL = show("daredevil", title="Marvel's Daredevil", short="Daredevil")
YEAR = claim(value="2018", id_="year")
DAY = claim(value="2018-03-08", id_="day")
OTHER = claim(value="2016-03-18", id_="other", show_id="daredevil")


async def test_what_two_sources_say_of_one_show_stands_side_by_side():
    files, listing = FakeSource(YEAR, name="files"), FakeSource(DAY, name="listing")
    known = Catalogues(["files", "listing"])

    await fetch(files, knowledge=known)
    await fetch(listing, knowledge=known)

    assert known.catalogue.about(ShowId("jessica-jones")) == (YEAR, DAY)
    assert [one.origin for one in known.catalogue.claims] == ["files", "listing"]


async def test_of_one_claim_in_two_sources_the_first_source_is_taken():
    files = FakeSource(claim(value="2018", id_="one", says="first"), name="files")
    copy = FakeSource(claim(value="2018", id_="one", says="second"), name="copy")
    known = Catalogues(["files", "copy"])

    await fetch(copy, knowledge=known)
    await fetch(files, knowledge=known)

    assert [one.says for one in known.catalogue.claims] == ["first"]


async def test_the_catalogue_is_moved_on_in_place_where_something_changes():
    source, known = FakeSource(YEAR, name="files"), Catalogues(["files"])
    assert await fetch(source, knowledge=known)
    catalogue, before = known.catalogue, known.catalogue.version

    source.says(YEAR)
    assert not await fetch(source, knowledge=known)
    assert catalogue.version == before

    source.says(YEAR, DAY)
    assert await fetch(source, knowledge=known)
    assert known.catalogue is catalogue
    assert catalogue.changed_since(before) == (YEAR.subject.show,)


async def test_the_claims_of_a_show_that_did_not_change_stay_the_same_objects():
    known = Catalogues(["files"])
    source = FakeSource(name="files")
    source.holds(catalogue(YEAR, OTHER, shows=(show(), DAREDEVIL)))
    await fetch(source, knowledge=known)
    before = known.catalogue.about(DAREDEVIL.id)

    source.says(YEAR, DAY)
    await fetch(source, knowledge=known)

    assert known.catalogue.about(DAREDEVIL.id) is before
    assert list(known.catalogue.shows) == ["jessica-jones", "daredevil"]


@pytest.mark.parametrize("fault", [ContentError("a.toml:7: no"), SourceUnavailableError("503")])
async def test_what_was_fetched_stands_while_a_source_fails(fault):
    source, known = FakeSource(YEAR, name="files"), Catalogues(["files"])
    await fetch(source, knowledge=known)
    source.says(YEAR, DAY)
    source.fault = fault

    with pytest.raises(type(fault)):
        await fetch(source, knowledge=known)
    assert known.catalogue.claims == (YEAR,)

    source.fault = None
    await fetch(source, knowledge=known)
    assert known.catalogue.claims == (YEAR, DAY)


async def test_a_show_that_is_gone_leaves_what_others_say_of_it():
    known = Catalogues(["files", "listing"])
    jessica = show()
    introduced, listed = (
        ShowClaims(jessica.id, *said) for said in ((jessica, (YEAR,)), (None, (DAY,)))
    )
    await known.take_in("files", Fetched(changed=[introduced], cursor="1"))
    await known.take_in("listing", Fetched(changed=[listed], cursor="1"))

    await known.take_in("listing", Fetched(gone=[jessica.id], cursor="2"))
    assert known.catalogue.about(jessica.id) == (YEAR,)

    await known.take_in("files", Fetched(is_whole=True, cursor="2"))
    assert (known.catalogue.claims, list(known.catalogue.shows)) == ((), [])


LISTED = listing_with(listed_value())
LISTED_LATER = listing_with(listed_value("2027-03-05"))
SHOWS = [show(), DAREDEVIL, show("loki", title="Loki", short="Loki")]
PARTS = st.sampled_from(SHOWS).flatmap(
    lambda one: st.lists(
        st.sampled_from([claim(id_=f"{one.id}-{n}", show_id=one.id) for n in range(4)]),
        unique_by=lambda said: said.id,
    ).flatmap(
        lambda said: st.sampled_from([None, LISTED, LISTED_LATER]).map(
            lambda listing: ShowClaims(one.id, one, tuple(said), listing)
        )
    )
)
FETCHES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.lists(PARTS, unique_by=lambda part: part.id),
        st.lists(st.sampled_from([one.id for one in SHOWS]), unique=True),
        st.booleans(),
    )
)


async def test_while_many_shows_are_taken_in_others_have_a_turn():
    known, turns = Catalogues(["listing"]), 0
    known.prepare(date(2018, 1, 1))
    parts = [ShowClaims(ShowId(f"show-{n}"), show(f"show-{n}"), ()) for n in range(100)]

    taking = asyncio.create_task(known.take_in("listing", Fetched(changed=parts, cursor="1")))
    held = []
    while not taking.done():
        turns += 1
        held.append(len(known.catalogue.shows))
        assert known.cursor_of("listing") is None
        await asyncio.sleep(0)

    assert taking.result()
    assert held == sorted(held)
    assert max(after - before for before, after in pairwise([*held, 100])) <= 20
    assert (turns > 4, known.cursor_of("listing")) == (True, "1")


async def test_of_very_many_that_are_only_held_the_names_are_known_and_what_is_asked_for_anew():
    known, today = Catalogues(["listing"]), date(2018, 1, 1)
    known_to(known.catalogue)
    parts = [
        ShowClaims(
            ShowId(f"show-{n}"),
            show(f"show-{n}", title=f"Quorvex {n}", short=f"Quorvex {n}"),
            (claim(Kind.DIRECTOR, "Trish Walker", show_id=f"show-{n}"), claim(show_id=f"show-{n}")),
        )
        for n in range(501)
    ]

    await known.hold("listing", Fetched(changed=parts, cursor="1"))

    assert find_shows("quorvex 77", known.catalogue) == ("show-77",)
    assert known_to(known.catalogue).words["walker"] == 0
    assert len([*dated_days(known.catalogue, today)]) == 501
    assert known.cursor_of("listing") is None
    known.catalogue.settle()
    assert known_to(known.catalogue).words["walker"] == 501


async def test_what_many_shows_are_known_by_is_spared_the_collector():
    known, before = Catalogues(["listing"]), gc.get_freeze_count()
    parts = [ShowClaims(ShowId(f"show-{n}"), show(f"show-{n}"), ()) for n in range(600)]

    try:
        await known.take_in("listing", Fetched(changed=parts, cursor="1"))
        assert gc.get_freeze_count() > before + 500
    finally:
        gc.unfreeze()


@given(FETCHES)
async def test_memory_moved_on_by_show_holds_what_a_new_memory_would(fetches):
    known, held = Catalogues(["a", "b"]), {"a": {}, "b": {}}
    for source, parts, gone, is_whole in fetches:
        await known.take_in(
            source, Fetched(changed=parts, gone=gone, is_whole=is_whole, cursor="any")
        )
        mine = {} if is_whole else held[source]
        mine = {**mine, **{part.id: part for part in parts}}
        held[source] = {id_: part for id_, part in mine.items() if id_ not in gone}

    anew = Catalogues(["a", "b"])
    for source, mine in held.items():
        await anew.take_in(
            source, Fetched(changed=list(mine.values()), is_whole=True, cursor="any")
        )

    assert known.catalogue == anew.catalogue
    shows = known.catalogue.shows
    listings = {id_: known.catalogue.listing(id_) for id_ in shows}
    assert known.catalogue == Catalogue(
        shows.values(),
        {id_: known.catalogue.about(id_) for id_ in shows},
        {id_: one for id_, one in listings.items() if one},
    )


async def test_what_two_places_say_of_a_show_has_the_listing_of_the_one_that_is_a_listing():
    known, jessica = Catalogues(["files", "listing"]), show()
    introduced = ShowClaims(jessica.id, jessica, (YEAR,))
    listed = ShowClaims(jessica.id, None, (DAY,), LISTED)

    await known.take_in("files", Fetched(changed=[introduced], cursor="1"))
    await known.take_in("listing", Fetched(changed=[listed], cursor="1"))

    assert known.catalogue.about(jessica.id) == (YEAR, DAY)
    assert known.catalogue.listing(jessica.id) == LISTED


async def test_a_listing_alone_that_changed_moves_on_its_show_alone():
    known, jessica = Catalogues(["listing"]), show()
    parts = [ShowClaims(one.id, one, (), LISTED) for one in (jessica, DAREDEVIL)]
    await known.take_in("listing", Fetched(changed=parts, cursor="1"))
    version = known.catalogue.version

    moved = ShowClaims(jessica.id, jessica, (), LISTED_LATER)
    changed = await known.take_in("listing", Fetched(changed=[moved, parts[1]], cursor="2"))

    assert changed
    assert known.catalogue.changed_since(version) == (jessica.id,)


async def test_that_the_list_of_changes_was_read_moves_on_no_show():
    known, jessica = Catalogues(["tvmaze"]), show()
    listed = ShowClaims(jessica.id, jessica, (), LISTED)
    await known.take_in("tvmaze", Fetched(changed=[listed], cursor="1"))
    version, later = known.catalogue.version, SEEN_AT + timedelta(hours=1)

    changed = await known.take_in("tvmaze", Fetched(reached_at=later, cursor="1"))

    assert (changed, known.catalogue.version) == (False, version)
    assert known.catalogue.listing_seen_at(jessica.id) == later


def very_many(count: int) -> list[ShowClaims]:
    parts = []
    for number in range(count):
        named = show(f"harbour-{number}", title=f"Harbour {number}", short=f"Harbour {number}")
        dated = claim(value="2018-03-08", show_id=named.id, id_=f"dated-{number}")
        parts.append(ShowClaims(named.id, named, (dated,)))
    return parts


async def test_of_very_many_shows_each_is_known_by_name_before_all_are_counted_down_to():
    known, today = Catalogues(["listing"]), date(2018, 1, 1)
    known.prepare(today)
    taking = asyncio.create_task(
        known.take_in("listing", Fetched(changed=very_many(600), is_whole=True, cursor="1"))
    )
    await known.held.wait()

    assert known.catalogue.is_filling
    assert names_of(known.catalogue).named("harbour599")
    assert len(dated_days(known.catalogue, today)) < 600

    assert await taking
    assert not known.catalogue.is_filling
    assert len(dated_days(known.catalogue, today)) == 600


async def test_what_was_found_while_shows_were_taken_in_is_found_anew_afterwards():
    known = Catalogues(["listing"])
    known.prepare(date(2018, 1, 1))
    taking = asyncio.create_task(
        known.take_in("listing", Fetched(changed=very_many(600), is_whole=True, cursor="1"))
    )
    await known.held.wait()

    def counted() -> int:
        days = dated_days(known.catalogue, date(2018, 1, 1))
        return known.catalogue.remembered("counted", lambda: len(days))

    early = counted()
    await taking

    assert (early < 600, counted()) == (True, 600)
