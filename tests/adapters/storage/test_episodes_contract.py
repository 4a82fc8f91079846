"""What `EpisodeLog` promises, held against the fake and against both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from content.facts.claims import ShowId
from content.facts.kinds import Topic
from content.listings.airings import Slot
from content.listings.publishers import TVMAZE
from fakes.airing import listed
from fakes.tellings import channel, subscription

NOW = datetime(2026, 12, 1, 6, tzinfo=UTC)
HEARING = frozenset({Topic.EPISODES})
FIRST, LAST = date(2026, 11, 29), date(2026, 12, 4)
SHOW = ShowId("jessica-jones")


@pytest.fixture
async def log(store):
    await store.subscriptions.subscribe(subscription(show=None, topics=HEARING))
    return store.episodes


async def saw(log, *episodes, now=NOW, show="jessica-jones", **how):
    return await log.saw(TVMAZE, {ShowId(show): list(episodes)}, now=now, **how)


async def ids(log, first=FIRST, last=LAST, **how):
    return [one.episode.id for one in await log.airing(first, last, **how)]


def later(**by):
    return NOW + timedelta(**by)


async def test_an_episode_comes_back_as_it_was_listed(log):
    whole = listed(5, moment="2026-12-01 21:00", name="AKA “22” — é", season=2017)
    special = listed(None, is_special=True, is_significant=False, url="")

    assert await saw(log, whole, special) == 0
    found = await log.airing(FIRST, LAST)

    assert [one.episode for one in found] == [whole, special]
    (one, _) = found
    assert (one.source, one.show) == (TVMAZE, SHOW)
    assert (one.first_seen, one.last_seen, one.as_of) == (NOW, NOW, NOW)
    assert (one.moved_at, one.was, one.missing_since) == (None, None, None)


async def test_only_what_airs_on_those_days_is_returned(log):
    await saw(log, listed(4, "2026-11-28"), listed(5), listed(6, "2026-12-08"), listed(7, None))

    assert await ids(log) == ["3-5"]
    assert await ids(log, date(2026, 12, 8), date(2026, 12, 8)) == ["3-6"]


@pytest.mark.parametrize(
    ("wanted", "is_heard"),
    [
        ({"show": None, "topics": HEARING}, True),
        ({"show": "jessica-jones", "topics": HEARING}, True),
        ({"show": "daredevil", "topics": HEARING}, False),
        ({"show": None, "topics": frozenset({Topic.RELEASE, Topic.TRIVIA})}, False),
    ],
)
async def test_only_what_somebody_hears_of_is_returned(store, wanted, is_heard):
    await store.subscriptions.subscribe(subscription(**wanted))
    await saw(store.episodes, listed(5))

    assert bool(await ids(store.episodes)) is is_heard


async def test_the_hours_of_those_who_hear_episodes_alone_are_returned(store):
    subscriptions = store.subscriptions
    assert list(await subscriptions.episode_hours()) == []
    release = frozenset({Topic.RELEASE})
    await subscriptions.subscribe(subscription(channel("a"), hour=7, topics=release))
    await subscriptions.subscribe(subscription(channel("b"), hour=8, topics=HEARING))
    await subscriptions.subscribe(subscription(channel("c"), hour=8, topics=HEARING))
    berlin = subscription(channel("d"), zone="Europe/Berlin", hour=9, topics=HEARING)
    await subscriptions.subscribe(berlin)
    quiet = subscription(channel("e"), hour=23, quiet=(22, 7), topics=HEARING)
    await subscriptions.subscribe(quiet)

    hours = set(await subscriptions.episode_hours())

    assert {("UTC", 8), ("Europe/Berlin", 9), ("UTC", 21)} <= hours
    assert ("UTC", 7) not in hours


async def test_what_is_listed_again_as_it_was_has_only_been_seen_again(log):
    await saw(log, listed(5))

    assert await saw(log, listed(5), now=later(hours=1)) == 0

    (one,) = await log.airing(FIRST, LAST)
    assert (one.first_seen, one.last_seen, one.moved_at) == (NOW, later(hours=1), None)
    assert await ids(log, moved_after=NOW - timedelta(days=1)) == []


async def test_another_title_is_taken_in_and_moves_nothing(log):
    await saw(log, listed(5), listed(6))

    assert await saw(log, listed(5, name="A title"), now=later(hours=1)) == 0

    names = [one.episode.name for one in await log.airing(FIRST, LAST)]
    assert names == ["A title", ""]


async def test_what_moves_is_found_by_its_old_day_and_by_its_new_one(log):
    await saw(log, listed(5, moment="2026-12-01 21:00"))

    assert await saw(log, listed(5, "2026-12-20"), now=later(hours=1)) == 1

    (one,) = await log.airing(FIRST, LAST, moved_after=NOW)
    assert one.was == Slot(date(2026, 12, 1), datetime(2026, 12, 1, 21, tzinfo=UTC))
    assert (one.slot, one.moved_at) == (Slot(date(2026, 12, 20), None), later(hours=1))
    assert await ids(log, date(2026, 12, 20), date(2026, 12, 20)) == ["3-5"]
    assert await ids(log, moved_after=later(hours=1)) == []


async def test_a_new_episode_of_a_known_show_counts_as_moved_and_a_first_import_does_not(log):
    await saw(log, listed(5))
    await saw(log, listed(6), now=later(hours=1))

    assert await ids(log, moved_after=NOW - timedelta(days=9)) == ["3-6"]


async def test_what_a_whole_list_lacks_is_missing_if_it_is_surely_ahead(log):
    tonight = listed(5, moment="2026-12-01 21:00")
    aired = listed(4, moment="2026-12-01 03:00")
    await saw(log, tonight, aired, listed(6), listed(7, "2026-12-03"))
    await saw(log, listed(5, "2026-12-03", id="other"), show="daredevil")

    assert await saw(log, is_whole=True, now=later(hours=1)) == 2

    missing = {one.episode.id for one in await log.airing(FIRST, LAST) if one.missing_since}
    assert missing == {"3-5", "3-7"}


async def test_what_is_no_whole_list_makes_nothing_missing(log):
    await saw(log, listed(5), listed(7, "2026-12-03"))

    assert await saw(log, listed(5), now=later(hours=1)) == 0


async def test_an_older_answer_moves_nothing(log):
    await saw(log, listed(5, moment="2026-12-01 21:00"))
    old = {"age": timedelta(days=1), "now": later(hours=1)}

    assert await saw(log, listed(5, "2026-12-03"), **old) == 0
    assert await saw(log, is_whole=True, **old) == 0

    (one,) = await log.airing(FIRST, LAST)
    assert one.slot == Slot(date(2026, 12, 1), datetime(2026, 12, 1, 21, tzinfo=UTC))


async def test_what_loses_its_day_is_missing_until_it_has_one_again(log):
    await saw(log, listed(5))
    await saw(log, listed(5, None), now=later(hours=1))
    (gone,) = await log.airing(FIRST, LAST)
    await saw(log, listed(5), now=later(hours=2))
    (back,) = await log.airing(FIRST, LAST)

    assert (gone.slot, gone.missing_since) == (None, later(hours=1))
    assert (back.slot, back.missing_since) == (Slot(date(2026, 12, 1), None), None)


async def test_two_sources_with_one_number_are_two_episodes(log):
    await saw(log, listed(5))
    await log.saw("another", {SHOW: [listed(5, "2026-12-02")]}, now=NOW)

    assert [one.source for one in await log.airing(FIRST, LAST)] == [TVMAZE, "another"]


async def test_an_episode_that_changes_its_show_is_one_still(log):
    await saw(log, listed(5))
    await saw(log, listed(5), show="daredevil", now=later(hours=1))

    assert [one.show for one in await log.airing(FIRST, LAST)] == ["daredevil"]


async def test_what_aired_a_week_ago_goes(log):
    await saw(log, listed(5), listed(6, "2026-12-09"))
    await saw(log, now=later(days=8))

    assert await ids(log, date(2026, 1, 1), date(2027, 1, 1)) == ["3-6"]


async def test_many_shows_are_taken_in_at_once(log):
    seen = {
        ShowId(f"show-{number:03}"): [listed(one, id=f"{number}-{one}") for one in range(1, 4)]
        for number in range(120)
    }

    await log.saw(TVMAZE, seen, now=NOW, is_whole=True)
    await log.saw(TVMAZE, seen, now=later(hours=1), is_whole=True)

    found = await log.airing(FIRST, LAST)
    assert len(found) == 360
    assert {one.last_seen for one in found} == {later(hours=1)}
