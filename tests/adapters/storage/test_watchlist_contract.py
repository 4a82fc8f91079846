"""What `Watchlist` promises, held against the fake and against both databases."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

import pytest

from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from bot.ports.listings import MOST_A_DAY, Following, SourceState, WatchCounts
from content.facts.claims import Alias, ShowId
from content.listings.records import ListingId
from content.listings.sightings import Seen
from fakes.claims import show
from fakes.followed import SOURCE, followed, listed_claim, proposed, sighting
from fakes.storage import record
from fakes.tellings import at, channel, subscription

FANS = "discord:fans"


async def follow(store, *shows, now=None):
    return [await store.watchlist.follow(one, now=now or at()) for one in shows]


async def held(store, id_="dark-winds"):
    return await store.watchlist.followed(ShowId(id_))


async def due(store, *, now=None, limit=100):
    return [one.show.id for one in await store.watchlist.due(SOURCE, now=now or at(), limit=limit)]


async def subscribe(store, show_id, place=None):
    await store.subscriptions.subscribe(subscription(place, show=show_id))


async def test_nothing_is_followed_at_first(store):
    watchlist = store.watchlist

    assert await watchlist.followed(ShowId("dark-winds")) is None
    assert await watchlist.known(SOURCE, ListingId("7")) is None
    assert list(await watchlist.every(SOURCE)) == []
    assert await due(store) == []
    assert await watchlist.sightings(SOURCE) == 0
    assert not await watchlist.unfollow(ShowId("dark-winds"))
    assert not await watchlist.store(followed())
    assert await watchlist.state(SOURCE) == SourceState(source=SOURCE)


async def test_all_that_is_held_of_a_show_comes_back_as_it_was(store):
    aliases = (Alias(name="DW", exact_case=True, shared=True, since=at().date()), Alias(name="风"))
    whole = followed(
        show=replace(
            show("dark-winds", title="Dark Winds “22” — \x00", drop=time(3, 30), limited=True),
            aliases=aliases,
            namesakes=("novel",),
        ),
        year=2022,
        claims=(
            listed_claim("tvmaze-dark-winds-2-a"),
            listed_claim("tvmaze-dark-winds-2-b", value="2018"),
        ),
        sightings=(
            sighting(pending="2019", pending_since=at(hours=-1), moves=(at(days=-1), at())),
            sighting("", season="special", seen=Seen.EXISTS, missing_since=at()),
        ),
        seen_at=at(),
        updated=at(hours=-3),
        listed=at(hours=-2),
        due_at=at(hours=6),
        gone_since=at(microseconds=5),
        followed_by="discord:7",
        community=FANS,
        kept=True,
    )

    assert await follow(store, whole) == [(Following.NEW, "dark-winds")]

    found = await held(store)
    assert found == whole
    assert {one.origin for one in found.claims} == {SOURCE}
    assert await store.watchlist.known(SOURCE, ListingId("7")) == "dark-winds"
    assert await store.watchlist.known("another", ListingId("7")) is None
    assert list(await store.watchlist.every(SOURCE)) == [replace(whole, claims=(), sightings=())]
    assert await store.watchlist.sightings(SOURCE) == 2


async def test_all_that_is_followed_is_listed_by_name(store):
    await follow(
        store,
        followed("c", listing="1", title="charlie"),
        followed("a", listing="2", title="Alpha"),
        followed("b", listing="3", title="bravo"),
        followed("d", listing="4", title="Alpha", source="another"),
    )

    found = await store.watchlist.every(SOURCE)

    assert [one.show.title for one in found] == ["Alpha", "bravo", "charlie"]


async def test_a_record_is_followed_once_whoever_asks(store):
    first = followed(followed_by="discord:7", community=FANS)
    again = followed("another-wish", followed_by="slack:T/U", community="slack:T")

    assert await follow(store, first, again) == [
        (Following.NEW, "dark-winds"),
        (Following.KNOWN, "dark-winds"),
    ]
    assert await held(store) == first


async def test_what_the_operator_follows_too_is_kept_until_he_follows_it_no_more(store):
    await follow(store, followed(community=FANS), followed(kept=True), followed(community=FANS))

    assert (await held(store)).kept
    assert await store.watchlist.unfollow(ShowId("dark-winds"))
    assert not await store.watchlist.unfollow(ShowId("dark-winds"))
    assert not (await held(store)).kept


async def test_an_id_that_another_show_has_gets_the_year_and_then_the_number(store):
    shows = [followed("echo", listing=f"{n}", year=2024) for n in range(3)]
    undated = followed("echo", listing="9")

    became = await follow(store, *shows, undated)

    assert [id_ for _, id_ in became] == ["echo", "echo-2024", "echo-2", "echo-9"]
    assert (await held(store, "echo-2024")).show.id == "echo-2024"


async def test_a_show_of_a_file_keeps_its_id_from_all_others(store):
    await record(store, shows=[ShowId("echo")])

    (became,) = await follow(store, followed("echo", year=2023))

    assert became == (Following.NEW, "echo-2023")


async def test_claims_are_about_the_id_under_which_a_show_is_followed(store):
    await follow(store, followed("echo", listing="1"))
    claims = (listed_claim("tvmaze-echo-1-release-date-x", "echo"),)

    await follow(store, followed("echo", listing="2", year=2024, claims=claims))

    (one,) = (await held(store, "echo-2024")).claims
    assert (one.id, one.subject.show) == ("tvmaze-echo-2024-1-release-date-x", "echo-2024")


async def test_a_show_that_a_file_introduces_is_followed_under_its_id_in_one_record(store):
    await record(store, shows=[ShowId("echo")])

    became = await follow(
        store,
        followed("echo", listing="1", introduces=False),
        followed("echo", listing="2", introduces=False),
    )

    assert became == [(Following.NEW, "echo"), (Following.KNOWN, "echo")]
    assert (await held(store, "echo")).listing == "1"


def of_fans(numbers, *, day=0, community=FANS):
    return [
        followed(
            f"show-{n}", listing=f"{n}", community=community, followed_at=at(days=day, minutes=n)
        )
        for n in numbers
    ]


async def test_a_community_may_follow_so_many_new_shows_in_a_day(store):
    await follow(store, *of_fans(range(MOST_A_DAY)))

    more, known = of_fans([90, 3])
    (other,) = of_fans([91], community="slack:T")
    (operators,) = of_fans([92], community="")
    became = await follow(store, more, known, other, operators, now=at(hours=23))
    (later,) = await follow(store, more, now=at(days=1, minutes=1))

    assert [what for what, _ in became] == ["too-many-today", "known", "new", "new"]
    assert later[0] is Following.NEW
    assert became[0][1] == "show-90"


@pytest.mark.parametrize("community", [FANS, "slack:T1", "discord:"])
async def test_a_community_may_follow_so_many_shows_as_it_subscribes_to(store, community):
    store.watchlist._at_most = 3
    platform, workspace = community.split(":")
    place = channel(workspace=workspace, platform=platform)
    await follow(store, *of_fans(range(4), community=community))
    for number in range(3):
        await subscribe(store, f"show-{number}", place)
    # Elsewhere, and what others followed first, is no matter of theirs.
    await subscribe(store, "show-3", channel("other", workspace="others"))
    await follow(store, followed("shared", listing="shared", community="others:"))
    await subscribe(store, "shared", place)
    (more,) = of_fans([900], community=community)

    (became,) = await follow(store, more, now=at(days=20))
    await store.subscriptions.unsubscribe(place, ShowId("show-0"))
    (after,) = await follow(store, more, now=at(days=20))

    assert (became[0], after[0]) == (Following.TOO_MANY, Following.NEW)


async def test_what_nobody_wants_is_never_due(store):
    await follow(store, *(followed(f"s{n}", listing=f"{n}", kept=n == 0) for n in range(5)))
    person = channel("", platform=SLACK.id, workspace="T")
    await subscribe(store, "s1", channel("one"))
    await subscribe(store, "s2", replace(person, person="U1"))
    await subscribe(store, "s3")
    await store.subscriptions.pause(channel(), ShowId("s3"), now=at())
    await subscribe(store, None, channel("everything"))

    assert sorted(await due(store)) == ["s0", "s1", "s2", "s3"]

    await store.subscriptions.unsubscribe(channel("one"), ShowId("s1"))
    await store.watchlist.unfollow(ShowId("s0"))
    await subscribe(store, "s4", channel("one"))

    assert sorted(await due(store)) == ["s2", "s3", "s4"]


async def test_what_was_due_longest_comes_first_and_no_more_than_is_asked_for(store):
    hours = {"a": -1, "b": -3, "c": -2, "d": 1}
    await follow(
        store,
        *(
            followed(one, listing=one, due_at=at(hours=hour), kept=True)
            for one, hour in hours.items()
        ),
        followed("e", source="another", kept=True),
    )

    assert await due(store) == ["b", "c", "a"]
    assert await due(store, limit=2) == ["b", "c"]
    assert await due(store, limit=0) == []
    assert await due(store, now=at(hours=1)) == ["b", "c", "a", "d"]


async def test_what_is_due_comes_with_claims_and_sightings(store):
    whole = followed(claims=(listed_claim("a"),), sightings=(sighting(),), kept=True)
    await follow(store, whole)

    assert list(await store.watchlist.due(SOURCE, now=at(), limit=1)) == [whole]


async def read(store, **how):
    """Follow a show that was read at noon, and is to be read again in twelve hours."""
    first = followed(
        **{
            "kept": True,
            "seen_at": at(),
            "updated": at(hours=-5),
            "due_at": at(hours=12),
            "claims": (listed_claim("tvmaze-dark-winds-1"),),
            "sightings": (sighting(),),
        }
        | how
    )
    await follow(store, first)
    return first


async def test_what_was_read_is_stored_as_a_whole(store):
    first = await read(store)
    new = listed_claim("tvmaze-dark-winds-2")
    after = replace(
        first,
        show=replace(first.show, title="Dark Winds"),
        url="https://www.tvmaze.com/shows/7/dark-winds",
        seen_at=at(hours=1),
        updated=at(),
        due_at=at(hours=13),
        gone_since=at(),
        sightings=(sighting("2019"), sighting(season=3)),
    )

    assert await store.watchlist.store(after, new=[new], proposals=[proposed("a-season")])

    assert await held(store) == replace(after, claims=(*first.claims, new))
    assert await store.watchlist.sightings(SOURCE) == 2
    waiting = await store.proposals.waiting(limit=9)
    assert [one.proposal for one in waiting.oldest] == [proposed("a-season")]


async def test_whoever_read_earlier_than_another_stores_nothing(store):
    first = await read(store)
    later = replace(first, seen_at=at(hours=2), updated=at(hours=1))
    await store.watchlist.store(later)

    stored = [
        await store.watchlist.store(
            replace(first, seen_at=seen_at, due_at=at(hours=30)),
            new=[listed_claim("x")],
            proposals=[proposed()],
        )
        for seen_at in (at(hours=1), None)
    ]

    assert stored == [False, False]
    assert await held(store) == later
    assert (await store.proposals.waiting(limit=1)).count == 0


async def test_what_is_stored_twice_is_as_if_it_were_stored_once(store):
    first = await read(store)
    after = replace(first, seen_at=at(hours=1))

    for _ in range(2):
        assert await store.watchlist.store(after, new=[listed_claim("x")], proposals=[proposed()])

    assert [one.id for one in (await held(store)).claims] == ["tvmaze-dark-winds-1", "x"]
    assert (await store.proposals.waiting(limit=1)).count == 1


async def test_no_claim_is_lost_by_whoever_did_not_know_of_it(store):
    first = await read(store)
    await store.watchlist.store(replace(first, seen_at=at(hours=1)), new=[listed_claim("a")])

    await store.watchlist.store(replace(first, seen_at=at(hours=2)), new=[listed_claim("b")])

    assert [one.id for one in (await held(store)).claims] == ["tvmaze-dark-winds-1", "a", "b"]


async def test_storing_changes_nothing_of_who_follows(store):
    first = await read(store, followed_by="discord:7", community=FANS)
    await store.watchlist.unfollow(ShowId("dark-winds"))

    await store.watchlist.store(replace(first, seen_at=at(hours=1), followed_by="", community="x"))

    found = await held(store)
    assert (found.followed_by, found.community, found.kept) == ("discord:7", FANS, False)


async def test_what_the_list_of_changes_said_meanwhile_is_still_due(store):
    first = await read(store)
    await store.watchlist.mark_changed(SOURCE, {ListingId("7"): at(hours=1)}, now=at(hours=1))

    await store.watchlist.store(replace(first, seen_at=at(hours=1), due_at=at(hours=12)))

    assert (await held(store)).listed == at(hours=1)
    assert await due(store, now=at(hours=1)) == ["dark-winds"]


async def test_a_record_that_is_as_new_as_the_list_of_changes_is_due_when_it_was_said(store):
    first = await read(store)
    await store.watchlist.mark_changed(SOURCE, {ListingId("7"): at(hours=1)}, now=at(hours=1))

    await store.watchlist.store(
        replace(first, seen_at=at(hours=2), updated=at(hours=1), due_at=at(hours=12))
    )

    assert (await held(store)).due_at == at(hours=12)


async def test_a_record_that_was_merged_is_read_under_its_new_number(store):
    first = await read(store)
    await follow(store, followed("other", listing="8"))

    await store.watchlist.store(replace(first, seen_at=at(hours=1), listing=ListingId("9")))
    assert await store.watchlist.known(SOURCE, ListingId("9")) == "dark-winds"

    await store.watchlist.store(replace(first, seen_at=at(hours=2), listing=ListingId("8")))
    assert await store.watchlist.known(SOURCE, ListingId("9")) == "dark-winds"
    assert await store.watchlist.known(SOURCE, ListingId("8")) == "other"


async def test_only_what_is_older_than_the_list_of_changes_becomes_due(store):
    await follow(
        store,
        followed("old", listing="1", kept=True, updated=at(days=-2), due_at=at(days=1)),
        followed("new", listing="2", kept=True, updated=at(), due_at=at(days=1)),
        followed("unread", listing="3", kept=True, due_at=at(days=1)),
        followed("unwanted", listing="4", updated=at(days=-2), due_at=at(days=1)),
        followed("due", listing="5", kept=True, updated=at(days=-2), due_at=at(days=-1)),
        followed("unchanged", listing="6", kept=True, updated=at(days=-2), due_at=at(days=1)),
    )
    changed = {ListingId(f"{n}"): at(days=-1) for n in (1, 2, 3, 4, 5, 77)}

    marked = await store.watchlist.mark_changed(SOURCE, changed, now=at())

    assert marked == 2
    assert sorted(await due(store)) == ["due", "old", "unread"]
    listed = {one.show.id: one.listed for one in await store.watchlist.every(SOURCE)}
    assert listed.pop("unchanged") is None
    assert set(listed.values()) == {at(days=-1)}
    assert (await held(store, "due")).due_at == at(days=-1)
    assert await store.watchlist.mark_changed(SOURCE, changed, now=at()) == 0
    assert await store.watchlist.mark_changed("another", changed, now=at()) == 0


async def test_an_earlier_list_of_changes_takes_nothing_back(store):
    await read(store)
    for hours in (2, 1):
        changed = {ListingId("7"): at(hours=hours)}
        await store.watchlist.mark_changed(SOURCE, changed, now=at(hours=3))

    assert (await held(store)).listed == at(hours=2)


async def test_a_list_of_very_many_changes_is_taken_in_at_once(store):
    await follow(
        store,
        *(
            followed(f"s{n}", listing=f"{n * 40}", kept=True, due_at=at(days=1))
            for n in range(1, 31)
        ),
    )
    changed = {ListingId(f"{n}"): at() for n in range(100_000)}

    assert await store.watchlist.mark_changed(SOURCE, changed, now=at(hours=1)) == 30
    assert len(await due(store, now=at(hours=1))) == 30


async def test_how_a_source_stands_comes_back_as_it_was(store):
    state = SourceState(
        source=SOURCE,
        asked_at=at(),
        good_at=at(hours=-1),
        failing_since=at(minutes=-9),
        failures=3,
        reason="It says “503”.",
        paused_until=at(minutes=1),
        changes_at=at(hours=-2),
        schedule_at=at(hours=-3),
        halted_since=at(minutes=-5),
        halted_because="Too much changed — “all”.",
        is_misshapen=True,
        unreadable=frozenset({ListingId("7"), ListingId("8")}),
        changed=((at(minutes=-3), 12), (at(), 1)),
        accepted_until=at(days=1),
        claims=4711,
        told=frozenset({"halted", "silent"}),
    )

    await store.watchlist.set_state(SourceState(source=SOURCE, failures=1))
    await store.watchlist.set_state(state)

    assert await store.watchlist.state(SOURCE) == state
    assert await store.watchlist.state("another") == SourceState(source="another")


async def test_of_several_that_follow_one_record_at_once_one_is_the_first(url):
    processes = [await Database.open(url) for _ in range(3)]
    try:
        became = await asyncio.gather(
            *(
                one.watchlist.follow(followed(f"wish-{n}"), now=at())
                for n, one in enumerate(processes * 4)
            )
        )

        whats = [what for what, _ in became]
        assert (whats.count(Following.NEW), whats.count(Following.KNOWN)) == (1, 11)
        assert len({id_ for _, id_ in became}) == 1
    finally:
        for one in processes:
            await one.close()


async def test_of_several_that_wish_for_one_id_at_once_each_gets_its_own(url):
    processes = [await Database.open(url) for _ in range(3)]
    try:
        became = await asyncio.gather(
            *(
                one.watchlist.follow(followed("echo", listing=f"{n}", year=2024), now=at())
                for n, one in enumerate(processes * 3)
            )
        )

        assert {what for what, _ in became} == {Following.NEW}
        assert len({id_ for _, id_ in became}) == 9
        assert {"echo", "echo-2024"} < {id_ for _, id_ in became}
    finally:
        for one in processes:
            await one.close()


async def test_several_that_follow_at_once_keep_to_the_limits(url):
    processes = [await Database.open(url) for _ in range(2)]
    try:
        await follow(processes[0], *of_fans(range(MOST_A_DAY - 2)), now=at(hours=1))

        became = await asyncio.gather(
            *(
                one.watchlist.follow(more, now=at(hours=2))
                for one, more in zip(processes * 5, of_fans(range(60, 70)), strict=True)
            )
        )

        assert [what for what, _ in became].count(Following.NEW) == 2
    finally:
        for one in processes:
            await one.close()


async def test_following_storing_and_marking_at_once_hold_one_another_up_for_good_never(url):
    processes = [await Database.open(url) for _ in range(3)]
    first, second, third = processes
    shows = [
        followed(f"s{n}", listing=f"{n}", kept=True, seen_at=at(), due_at=at(days=1))
        for n in range(8)
    ]
    try:
        await follow(first, *shows)
        changed = {one.listing: at(hours=1) for one in shows}

        async def store(database, n, hour):
            claim = listed_claim(f"of-{n}-{hour}", f"s{n}")
            after = replace(shows[n], seen_at=at(hours=hour))
            proposals = [proposed(f"p-{n}-{hour}", f"s{n}")]
            return await database.watchlist.store(after, new=[claim], proposals=proposals)

        await asyncio.gather(
            *(store(second, n, 1) for n in range(8)),
            *(store(third, n, 1) for n in reversed(range(8))),
            *(follow(first, one) for one in shows),
            *(one.watchlist.mark_changed(SOURCE, changed, now=at()) for one in processes),
        )

        for n in range(8):
            found = await held(first, f"s{n}")
            assert [one.id for one in found.claims] == [f"of-{n}-1"]
            assert found.listed == at(hours=1)
    finally:
        for one in processes:
            await one.close()


async def test_a_moment_is_kept_to_the_microsecond(store):
    seen_at = at() + timedelta(microseconds=123456)
    await follow(store, followed(seen_at=seen_at))

    assert (await held(store)).seen_at == seen_at


async def test_what_anybody_wants_is_counted_and_when_the_next_of_it_is_due(store):
    later = at(hours=5)
    await follow(
        store,
        followed("a", listing="1", kept=True),
        followed("b", listing="2", kept=True, due_at=later),
        followed("c", listing="3", due_at=at(hours=1)),
        followed("d", listing="4", due_at=at(hours=9)),
    )
    await subscribe(store, "d")

    counts = await store.watchlist.counts(SOURCE, now=at())

    assert counts == WatchCounts(followed=3, due=1, next_at=later)
    assert await store.watchlist.next_due(SOURCE) == at()
    assert await store.watchlist.next_due("another") is None
    none = WatchCounts(followed=0, due=0, next_at=None)
    assert await store.watchlist.counts("another", now=at()) == none


async def test_all_that_anybody_wants_is_made_due_at_once(store):
    await follow(
        store,
        followed("a", listing="1", kept=True, due_at=at(hours=-1)),
        followed("b", listing="2", kept=True, due_at=at(hours=5)),
        followed("c", listing="3", due_at=at(hours=5)),
    )

    assert await store.watchlist.hasten(SOURCE, now=at()) == 2

    assert await due(store) == ["a", "b"]
    assert (await held(store, "c")).due_at == at(hours=5)
