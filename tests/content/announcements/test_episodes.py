"""What airs is said once in each channel, in words that are true there."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.announcements.airings import airings_of, changed_airings, due_airings
from content.announcements.episodes import episode_change, episode_post, episode_told
from content.facts.claims import Source, Stance
from content.facts.dates import PartialDate
from content.language.wording import wording_for
from content.listings.airings import Slot, is_surely_ahead, seen_again, vanished
from content.subscriptions.schedule import PostingHour
from fakes.airing import LONG_AGO, listed, sighted
from fakes.claims import catalogue, claim, show
from fakes.languages import COMPLETE

NEW_YORK = show(zone="America/New_York", drop=None)
BERLIN, YORK, UTC_9 = (
    PostingHour("Europe/Berlin", 9),
    PostingHour("America/New_York", 9),
    PostingHour("UTC", 9),
)
TITLED = "AKA Ragtag"


def utc(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


def home(_show):
    return NEW_YORK.zone


def told(*episodes, at=UTC_9, first=1, last=4, planned=None, wording=None):
    """Return what is told hour by hour over some days, each look seeing all that is listed."""
    found, before = [], utc(first) - timedelta(seconds=1)
    while before < utc(last):
        until = before + timedelta(hours=1)
        seen = [sighted(one, last_seen=until) for one in episodes]
        airings = airings_of(seen, home, until)
        for due in due_airings(airings, [at], after=before, until=until):
            post = episode_post(
                due, NEW_YORK, planned=planned, **({"wording": wording} if wording else {})
            )
            found.append((until, post))
        before = until
    return found


def headlines(*episodes, **how):
    return [post.headline for _, post in told(*episodes, **how)]


@pytest.mark.parametrize(
    ("episode", "at", "said"),
    [
        (
            listed(5, moment="2026-12-01 21:00", name=TITLED),
            UTC_9,
            (
                "Jessica Jones season 3 episode 5, “AKA Ragtag”, airs tonight at 21:00, "
                "as TVmaze lists it."
            ),
        ),
        (
            listed(5, moment="2026-12-01 15:00", name="TBA"),
            UTC_9,
            "Jessica Jones season 3 episode 5 airs today at 15:00, as TVmaze lists it.",
        ),
        (
            listed(5, moment="2026-12-02 02:00"),
            BERLIN,
            (
                "Jessica Jones season 3 episode 5 airs tomorrow, Wednesday 2 December 2026, "
                "at 03:00 (Berlin time), as TVmaze lists it."
            ),
        ),
        (
            listed(5, moment="2026-12-02 02:00"),
            YORK,
            "Jessica Jones season 3 episode 5 airs tonight at 21:00, as TVmaze lists it.",
        ),
        (
            listed(5, day="2026-12-02", moment="2026-12-02 08:00"),
            UTC_9,
            "Jessica Jones season 3 episode 5 airs tomorrow at 08:00, as TVmaze lists it.",
        ),
        (
            listed(5),
            YORK,
            (
                "Jessica Jones season 3 episode 5 airs today, Tuesday 1 December 2026, "
                "as TVmaze lists it."
            ),
        ),
        (
            listed(None, name="The Making", is_special=True),
            YORK,
            (
                "The Jessica Jones special “The Making” airs today, Tuesday 1 December 2026, "
                "as TVmaze lists it."
            ),
        ),
        (
            listed(None, is_special=True),
            YORK,
            "A special of Jessica Jones airs today, Tuesday 1 December 2026, as TVmaze lists it.",
        ),
    ],
    ids=[
        "evening",
        "day",
        "night abroad",
        "night at home",
        "before the hour",
        "day only",
        "special",
        "special without a title",
    ],
)
def test_an_episode_is_told_as_the_reader_s_clock_has_it(episode, at, said):
    assert headlines(episode, at=at) == [said]


def test_a_day_that_is_another_at_home_is_said_with_its_zone():
    ((_, post),) = told(listed(5), at=PostingHour("Pacific/Kiritimati", 9))

    assert post.created_at == utc(1, 19)  # the second of December there
    assert post.headline == (
        "Jessica Jones season 3 episode 5 airs on Tuesday 1 December 2026 (New York time), "
        "as TVmaze lists it."
    )
    assert post.lines == ("There, that is today.",)
    assert post.moment is None


def test_two_episodes_of_one_evening_are_one_post():
    found = told(
        listed(5, moment="2026-12-01 20:00", name="One"),
        listed(6, moment="2026-12-01 21:00", name="Two"),
    )

    ((_, post),) = found
    assert post.headline == (
        "Jessica Jones season 3 episodes 5 and 6 air tonight from 20:00, as TVmaze lists them."
    )
    assert post.lines == ("Episode 5: “One”", "Episode 6: “Two”")
    assert post.moment == utc(1, 20)


def test_where_one_of_two_hours_is_not_listed_none_is_said():
    found = headlines(listed(5, moment="2026-12-01 20:00"), listed(6), at=YORK)

    assert found == [
        (
            "Jessica Jones season 3 episodes 5 and 6 air today, Tuesday 1 December 2026, "
            "as TVmaze lists them."
        )
    ]


@pytest.mark.parametrize(
    ("planned", "begins"),
    [
        (8, "All 8 episodes of Jessica Jones season 3 come out"),
        (None, "Jessica Jones season 3 episodes 1 to 8 air"),
        (10, "Jessica Jones season 3 episodes 1 to 8 air"),
    ],
)
def test_a_season_that_comes_out_at_once_is_one_post(planned, begins):
    (found,) = headlines(*(listed(number) for number in range(1, 9)), at=YORK, planned=planned)

    assert found.startswith(f"{begins} today, Tuesday 1 December 2026, as TVmaze lists them")


def test_episodes_that_do_not_follow_each_other_are_numbered_one_by_one():
    (found,) = headlines(listed(1), listed(3), listed(4), at=YORK)

    assert found.startswith("Jessica Jones season 3 episodes 1, 3 and 4 air")


def test_nothing_is_told_of_what_is_insignificant_undated_unseen_or_gone():
    behind = listed(None, is_special=True, is_significant=False)
    now = utc(1, 9)
    gone = sighted(listed(5), last_seen=now, missing_since=now)
    unseen = sighted(listed(6), last_seen=now - timedelta(hours=49))

    assert headlines(behind, at=YORK) == []
    assert airings_of([gone, unseen], home, now) == {}


def test_in_a_hiatus_nothing_is_told():
    weekly = [listed(5, moment="2026-12-01 21:00"), listed(6, "2026-12-15", "2026-12-15 21:00")]

    assert [when.day for when, _ in told(*weekly, first=1, last=20)] == [1, 15]


def test_a_post_cites_the_listing_and_ends_when_it_airs():
    ((_, post),) = told(listed(5, moment="2026-12-01 21:00"))

    assert post.sources == (
        Source(
            publisher="TVmaze",
            url="https://www.tvmaze.com/episodes/3-5",
            published=PartialDate.on(date(2026, 12, 1)),
        ),
    )
    assert post.expires_at == utc(1, 21)
    assert post.id == "episodes:jessica-jones/3:2026-12-01:UTC@9"


def test_what_says_tomorrow_ends_with_the_day():
    ((_, post),) = told(listed(5, "2026-12-02", "2026-12-02 08:00"))

    assert post.expires_at == utc(2)


def test_what_is_first_known_after_the_hour_is_told_while_it_is_ahead():
    late = sighted(listed(5, moment="2026-12-01 21:00"), last_seen=utc(1, 12), moved_at=utc(1, 12))
    airings = airings_of([late], home, utc(1, 12))

    (due,) = due_airings(airings, [UTC_9], after=utc(1, 11), until=utc(1, 12))

    assert due.due == utc(1, 12)
    assert due_airings(airings, [UTC_9], after=utc(1, 12), until=utc(1, 13)) == ()


def test_after_a_downtime_it_is_told_if_it_is_still_ahead():
    seen = [sighted(listed(5, moment="2026-12-01 21:00"), last_seen=utc(1))]

    def due(until):
        airings = airings_of(seen, home, until)
        return due_airings(airings, [UTC_9], after=utc(1, 8), until=until)

    assert len(due(utc(1, 20))) == 1
    assert due(utc(1, 21)) == ()


zones = st.sampled_from(
    [
        "Pacific/Pago_Pago",
        "America/New_York",
        "UTC",
        "Europe/Berlin",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Kiritimati",
    ]
)

_SPAN = (datetime(2026, 3, 1), datetime(2026, 11, 20))  # noqa: DTZ001  the strategy adds the zone


@given(
    at=st.builds(PostingHour, zones, st.integers(0, 23)),
    home_zone=zones,
    moment=st.none() | st.datetimes(*_SPAN, timezones=st.just(UTC)),
    day=st.dates(date(2026, 3, 1), date(2026, 11, 20)),
    minutes=st.integers(7, 300),
)
def test_each_episode_is_told_on_exactly_one_day_and_no_hour_is_made_up(
    at, home_zone, moment, day, minutes
):
    if moment is not None:
        moment = moment.replace(microsecond=0)
        day = moment.date()
    one = sighted(listed(5, day, moment), last_seen=LONG_AGO)
    before = datetime.combine(day, time(), UTC) - timedelta(days=3)
    ends, found = before + timedelta(days=6), []
    while before < ends:
        until = before + timedelta(minutes=minutes)
        airings = airings_of([replace(one, last_seen=until)], lambda _show: home_zone, until)
        found += due_airings(airings, [at], after=before, until=until)
        before = until

    posts = [episode_post(due, replace(NEW_YORK, zone=home_zone)) for due in found]

    # Where nobody looks between the hour and the episode, it has aired by then.
    assert len({post.id for post in posts}) == len(posts) <= 1
    for due, post in zip(found, posts, strict=True):
        assert due.said_at < post.expires_at
        assert post.moment == moment
        assert (":" in post.headline) is (moment is not None)
        if moment is not None:
            assert due.said_at < moment
    seen = [replace(one, last_seen=LONG_AGO)]
    (airing,) = airings_of(seen, lambda _show: home_zone, LONG_AGO).values()
    lead = airing.over_at - airing.told_at(at)
    assert len(posts) == 1 or lead <= timedelta(minutes=minutes)


def test_the_countdown_s_premiere_is_known_to_stand_beside_the_first_episode():
    known = catalogue(claim(value="2026-12-01", on="2026-11-01", season=3), shows=(NEW_YORK,))
    seen = [sighted(listed(1), last_seen=utc(1)), sighted(listed(5, season=2), last_seen=utc(1))]
    airings = airings_of(seen, home, utc(1, 14))

    posts = [
        episode_told(known, due)
        for due in due_airings(airings, [YORK], after=utc(1, 13), until=utc(1, 14))
    ]

    assert {post.subject.season: post.premiere for post in posts} == {
        2: None,
        3: Stance.CONFIRMED,
    }


def test_all_episodes_are_said_to_be_all_where_the_count_is_known():
    known = catalogue(claim("episode-count", 2, on="2026-11-01", season=3), shows=(NEW_YORK,))
    seen = [sighted(listed(number), last_seen=utc(1)) for number in (1, 2)]
    airings = airings_of(seen, home, utc(1, 14))

    (due,) = due_airings(airings, [YORK], after=utc(1, 13), until=utc(1, 14))

    assert episode_told(known, due).headline.startswith("All 2 episodes of Jessica Jones season 3")


TONIGHT = sighted(listed(5, moment="2026-12-01 21:00"), last_seen=utc(1))
SIX = sighted(listed(6, moment="2026-12-01 22:00"), last_seen=utc(1))


def look(one, episode, now):
    how = {"source": one.source, "show": one.show, "now": now, "as_of": now}
    return seen_again(one, episode, **how)


@pytest.mark.parametrize(
    ("sightings", "line"),
    [
        (
            [look(TONIGHT, listed(5, "2026-12-08", "2026-12-08 21:00"), utc(1, 12))],
            "Since then, TVmaze has moved it: it is listed on Tuesday 8 December 2026.",
        ),
        (
            [look(TONIGHT, listed(5, moment="2026-12-01 22:00"), utc(1, 12))],
            (
                "Since then, TVmaze has changed that: Jessica Jones season 3 episode 5 airs "
                "tonight at 22:00, as TVmaze lists it."
            ),
        ),
        (
            [vanished(TONIGHT, now=utc(1, 12), as_of=utc(1, 12))],
            "Since then, TVmaze no longer lists it for that day.",
        ),
        (
            [vanished(TONIGHT, now=utc(1, 12), as_of=utc(1, 12)), SIX],
            (
                "Since then, TVmaze has changed that: Jessica Jones season 3 episode 6 airs "
                "tonight at 22:00, as TVmaze lists it."
            ),
        ),
    ],
    ids=["another day", "another hour", "gone", "one of two gone"],
)
def test_what_was_told_says_what_is_so_since(sightings, line):
    (changed,) = changed_airings(sightings, home, [UTC_9], after=utc(1, 11), until=utc(1, 12))

    post = episode_change(changed, NEW_YORK)

    assert post.corrects.line == line
    assert post.corrects.of == ("jessica-jones/3:2026-12-01:UTC@9",)


@pytest.mark.parametrize(
    ("one", "at", "until"),
    [
        (TONIGHT, UTC_9, utc(1, 12)),
        (
            look(TONIGHT, listed(5, name="A title", moment="2026-12-01 21:00"), utc(1, 12)),
            UTC_9,
            utc(1, 12),
        ),
        (
            look(TONIGHT, listed(5, "2026-12-08", "2026-12-08 21:00"), utc(1, 12)),
            PostingHour("UTC", 18),
            utc(1, 12),
        ),
        (look(TONIGHT, listed(5, "2026-12-08", "2026-12-08 21:00"), utc(1, 22)), UTC_9, utc(1, 22)),
        (
            look(
                sighted(listed(5), last_seen=utc(1)),
                listed(5, moment="2026-12-01 23:00"),
                utc(1, 12),
            ),
            UTC_9,
            utc(1, 12),
        ),
    ],
    ids=["nothing", "a title", "not told yet", "aired", "only more exact"],
)
def test_nothing_is_taken_back_where_nothing_that_was_told_is_wrong(one, at, until):
    assert changed_airings([one], home, [at], after=until - timedelta(hours=1), until=until) == ()


def test_an_older_answer_changes_nothing():
    other = listed(5, "2026-12-08")
    how = {"source": TONIGHT.source, "show": TONIGHT.show, "now": utc(1, 12)}

    assert seen_again(TONIGHT, other, **how, as_of=utc(1) - timedelta(hours=1)) == TONIGHT
    assert vanished(TONIGHT, now=utc(1, 12), as_of=utc(1) - timedelta(hours=1)) == TONIGHT


def test_what_moves_remembers_when_it_was_to_air():
    moved = look(TONIGHT, listed(5, "2026-12-08"), utc(1, 12))

    assert moved.slot_at(utc(1, 11)) == Slot(date(2026, 12, 1), utc(1, 21))
    assert moved.slot_at(utc(1, 12)) == Slot(date(2026, 12, 8), None)
    assert look(TONIGHT, listed(5, None), utc(1, 12)).slot is None


def test_what_airs_today_need_not_be_in_a_list_of_what_is_to_come():
    assert is_surely_ahead(TONIGHT, utc(1, 20))
    assert not is_surely_ahead(TONIGHT, utc(1, 21))
    assert not is_surely_ahead(sighted(listed(5), last_seen=utc(1)), utc(1, 3))


@pytest.mark.parametrize("language", COMPLETE)
def test_every_language_says_it_all(language):
    wording = wording_for(language)
    episodes = [listed(5, moment="2026-12-01 21:00", name=TITLED), listed(6, "2026-12-02")]

    for _, post in told(*episodes, wording=wording, at=BERLIN):
        assert "as TVmaze lists" not in post.headline
        assert "TVmaze" in post.headline
