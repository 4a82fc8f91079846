from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from content.facts.believe import believe
from content.facts.changes import ChangeSort, changes_of
from content.facts.claims import Action, Authority, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.news import news_between
from content.listings.observed import observe
from content.listings.records import ListedStatus
from content.listings.sightings import Seen
from fakes.claims import claim
from fakes.listed import (
    SEEN_AT,
    THE_BEAR,
    Looking,
    days,
    hours,
    listed_episode,
    listed_season,
    listed_show,
    said,
)

DATED = listed_show(listed_season(1, "2022-06-23"), listed_season(2, "2027-03-04"))
MOVED = listed_show(listed_season(1, "2022-06-23"), listed_season(2, "2027-03-11"))
UNDATED = listed_show(listed_season(1, "2022-06-23"), listed_season(2))


def test_an_import_takes_in_every_season_that_is_listed_and_asks_nobody():
    seen = Looking().at(DATED)

    assert said(seen.claims) == [
        "1 release-date 2022-06-23 reported",
        "2 release-date 2027-03-04 reported",
    ]
    assert seen.proposals == ()
    assert seen.changed == 0


def test_a_claim_says_who_lists_it_where_and_since_when():
    past, ahead = Looking().at(DATED).claims

    assert ahead.id == "tvmaze-the-bear-2-release-date-20261201t053400z"
    assert (ahead.claimant, ahead.authority, ahead.origin) == (
        "TVmaze",
        Authority.AGGREGATOR,
        "tvmaze",
    )
    assert (ahead.source.publisher, ahead.source.url) == ("TVmaze", DATED.url)
    assert ahead.says == "season 2 is listed for 4 March 2027"
    assert ahead.reported_on == PartialDate.parse("2026-12-01")
    assert past.reported_on == PartialDate.parse("2022-06-23")


def test_a_new_day_is_claimed_at_once():
    looking = Looking()
    looking.at(UNDATED)

    assert said(looking.at(DATED, hours(1)).claims) == ["2 release-date 2027-03-04 reported"]


def test_a_day_that_moves_is_claimed_once_it_was_seen_twice_an_hour_apart():
    looking = Looking()
    looking.at(DATED)

    first = looking.at(MOVED, days(1))
    soon = looking.at(MOVED, days(1) + hours(0.9))
    later = looking.at(MOVED, days(1) + hours(1))

    assert (first.claims, soon.claims) == ((), ())
    assert first.look_again_at == SEEN_AT + days(1) + hours(1)
    assert (first.changed, soon.changed, later.changed) == (1, 0, 0)
    assert said(later.claims) == ["2 release-date 2027-03-11 reported"]
    assert later.look_again_at is None
    story = changes_of(looking.claims, Subject(THE_BEAR.id, 2), Kind.RELEASE_DATE, until=date.max)
    assert [change.sort for change in story] == [ChangeSort.NEW, ChangeSort.MOVED_LATER]


def told(before, after, *, since, until):
    """What is news of the claims *after*, where those *before* were looked at a while ago."""
    changes = news_between(
        lambda _: before, lambda _: after, [THE_BEAR.id], since=since, until=until
    )
    return [(change.sort.value, str(change.after.value)) for change in changes]


def test_each_move_is_told_once_also_on_one_day_and_back_again():
    looking = Looking()
    looking.at(DATED)
    days_told, today = [], SEEN_AT.date()
    for record, after in ((MOVED, 2), (MOVED, 4), (DATED, 6), (DATED, 8), (DATED, 10)):
        before = tuple(looking.claims)
        looking.at(record, hours(after))
        days_told += told(before, tuple(looking.claims), since=today, until=today)

    assert days_told == [("moved_later", "2027-03-11"), ("moved_earlier", "2027-03-04")]


def test_of_two_claims_of_one_day_the_later_is_believed():
    looking = Looking()
    looking.at(DATED)
    looking.at(MOVED, hours(2))
    looking.at(MOVED, hours(4))

    belief = believe(looking.claims, Subject(THE_BEAR.id, 2), Kind.RELEASE_DATE, SEEN_AT.date())

    assert (str(belief.value), belief.conflicts) == ("2027-03-11", ())


def test_an_edit_that_is_undone_within_the_hour_is_never_claimed():
    looking = Looking()
    looking.at(DATED)

    looks = [
        looking.at(MOVED, hours(5)),
        looking.at(DATED, hours(5.5)),
        looking.at(DATED, hours(9)),
    ]

    assert [look.claims for look in looks] == [(), (), ()]


def test_a_day_that_is_moved_away_and_back_is_news_again():
    looking = Looking()
    looking.at(DATED)
    for record, after in ((MOVED, 24), (MOVED, 26), (DATED, 72), (DATED, 74)):
        looking.at(record, hours(after))

    moves = [one for one in looking.claims if one.subject.season == 2]

    assert [str(one.value) for one in moves] == ["2027-03-04", "2027-03-11", "2027-03-04"]
    assert len({one.id for one in moves}) == 3
    assert [one.id for one in moves] == sorted(one.id for one in moves)


@pytest.mark.parametrize("record", [UNDATED, listed_show(listed_season(1, "2022-06-23")), None])
def test_what_is_listed_no_more_is_held_as_missing_and_claimed_by_nobody(record):
    looking = Looking()
    looking.at(DATED)

    seen = looking.at(record, hours(2))
    again = looking.at(record, hours(4))

    assert (seen.claims, again.claims, again.proposals) == ((), (), ())
    held = next(one for one in again.sightings if (one.season, one.seen) == (2, Seen.PREMIERE))
    assert (held.value, held.missing_since) == ("2027-03-04", SEEN_AT + hours(2))


def test_what_comes_back_as_it_was_is_no_news():
    looking = Looking()
    looking.at(DATED)
    looking.at(UNDATED, hours(2))

    seen = looking.at(DATED, hours(30))

    assert (seen.claims, seen.proposals) == ((), ())
    assert all(one.missing_since is None for one in seen.sightings)


def test_what_was_not_asked_for_is_not_missing():
    looking = Looking()
    before = looking.at(DATED).sightings

    after = looking.at(listed_show(), hours(2))

    assert [one.missing_since for one in after.sightings] == [None] * len(before)


def test_the_fourth_change_of_a_day_within_a_week_waits_for_an_editor_once():
    looking = Looking()
    looking.at(DATED)
    for day in range(1, 5):
        record = listed_show(listed_season(2, f"2027-05-0{day}"))
        looking.at(record, days(day))
        looking.at(record, days(day) + hours(2))

    looking.at(record, days(5))

    assert [str(one.value) for one in looking.claims if one.subject.season == 2] == [
        "2027-03-04",
        "2027-05-01",
        "2027-05-02",
        "2027-05-03",
    ]
    (proposal,) = looking.proposals
    assert str(proposal.claim.value) == "2027-05-04"
    assert "four times within a week" in proposal.doubts[0]
    assert proposal.claim.id == "tvmaze-the-bear-2-release-date-20261205t053400z-proposed"


def test_a_change_that_still_stands_when_the_week_is_over_is_taken_in():
    looking = Looking()
    looking.at(DATED)
    for day in range(1, 5):
        record = listed_show(listed_season(2, f"2027-05-0{day}"))
        looking.at(record, days(day))
        looking.at(record, days(day) + hours(2))

    seen = looking.at(record, days(9))

    assert said(seen.claims) == ["2 release-date 2027-05-04 reported"]


def test_a_season_without_a_day_is_proposed_and_not_claimed():
    looking = Looking()
    looking.at(listed_show(listed_season(1, "2022-06-23")))

    seen = looking.at(UNDATED, days(3))
    again = looking.at(UNDATED, days(4))

    assert seen.claims == ()
    (proposal,) = seen.proposals
    assert said([proposal.claim]) == ["2 renewal None reported"]
    assert proposal.doubts[0].startswith("TVmaze lists a season 2;")
    assert again.proposals == ()


def test_a_season_of_which_somebody_has_said_that_it_comes_is_not_proposed():
    renewed = claim("renewal", None, show_id="the-bear", season=2)
    looking = Looking(known=(renewed,))
    looking.at(listed_show(listed_season(1, "2022-06-23")))

    assert looking.at(UNDATED, days(3)).proposals == ()


def test_a_season_that_loses_its_day_is_no_new_season():
    looking = Looking()
    looking.at(DATED)

    assert looking.at(UNDATED, days(3)).proposals == ()


def test_a_show_that_ended_is_proposed_as_having_a_last_season_and_never_as_cancelled():
    looking = Looking()
    looking.at(DATED)
    ended = replace(DATED, status=ListedStatus.ENDED)

    first = looking.at(ended, days(1))
    seen = looking.at(ended, days(2))

    assert (first.proposals, seen.claims) == ((), ())
    (proposal,) = seen.proposals
    assert (proposal.claim.kind, proposal.claim.subject.season) == (Kind.FINAL_SEASON, 2)
    assert len(proposal.doubts) == 2


def test_the_number_of_episodes_is_a_plan_and_only_before_the_premiere():
    looking = Looking()
    looking.at(listed_show(listed_season(2, "2026-12-10", episodes=8)))

    more = looking.at(listed_show(listed_season(2, "2026-12-10", episodes=10)), days(2))
    running = looking.at(listed_show(listed_season(2, "2026-12-10", episodes=12)), days(9))

    assert said(looking.claims)[1] == "2 episode-count 8 planned"
    assert said(more.claims) == ["2 episode-count 10 planned"]
    assert (running.claims, running.changed) == ((), 0)


def test_a_second_move_within_a_day_is_seen_twice_whatever_it_is_of():
    looking = Looking()
    looking.at(listed_show(listed_season(2, "2027-03-04", episodes=8)))
    looking.at(listed_show(listed_season(2, "2027-03-04", episodes=9)), hours(2))
    record = listed_show(listed_season(2, "2027-03-04", episodes=10))

    assert looking.at(record, hours(3)).claims == ()
    assert said(looking.at(record, hours(4)).claims) == ["2 episode-count 10 planned"]


EVENING = datetime(2027, 3, 5, 3, 0, tzinfo=UTC)
"""Ten in the evening of 4 March in New York."""


def test_an_hour_is_claimed_where_one_is_listed_in_the_channels_zone():
    record = replace(DATED, next_episode=listed_episode(2, "2027-03-04", moment=EVENING))

    claims = Looking().at(record).claims

    assert said(claims)[1:] == [
        "2 release-date 2027-03-04 reported",
        "2 release-time 2027-03-04T22:00-05:00[America/New_York] reported",
    ]
    assert len({one.id for one in claims}) == 3


def test_an_hour_after_midnight_of_the_broadcasters_day_is_not_said():
    late = datetime(2027, 3, 5, 8, 0, tzinfo=UTC)
    record = replace(DATED, next_episode=listed_episode(2, "2027-03-04", moment=late))

    assert said(Looking().at(record).claims)[1:] == ["2 release-date 2027-03-04 reported"]


def test_an_hour_that_is_added_and_taken_away_leaves_the_day_as_old_as_it_was():
    looking = Looking()
    looking.at(DATED)
    timed = replace(DATED, next_episode=listed_episode(2, "2027-03-04", moment=EVENING))

    added = looking.at(timed, days(8))
    gone = looking.at(DATED, days(9))

    assert said(added.claims) == [
        "2 release-time 2027-03-04T22:00-05:00[America/New_York] reported"
    ]
    assert (gone.claims, gone.changed) == ((), 0)
    held = next(one for one in gone.sightings if (one.season, one.seen) == (2, Seen.PREMIERE))
    assert held.first_seen == SEEN_AT


@pytest.mark.parametrize(
    "episode",
    [
        listed_episode(2, "2027-03-05", number=None, is_special=True),
        listed_episode(2, "2027-03-05", number=2),
        listed_episode(3, "2027-03-05"),
        listed_episode(2),
    ],
)
def test_only_the_first_regular_episode_is_compared_with_its_season(episode):
    record = replace(DATED, next_episode=episode)

    assert said(Looking().at(record).claims)[1:] == ["2 release-date 2027-03-04 reported"]


def test_a_day_that_the_first_episode_contradicts_is_proposed_after_two_days():
    looking = Looking()
    record = replace(DATED, next_episode=listed_episode(2, "2027-03-05"))

    looks = [looking.at(record), looking.at(record, days(1)), looking.at(record, days(2))]
    again = looking.at(record, days(3))

    assert [len(look.claims) for look in looks] == [1, 0, 0]
    assert [len(look.proposals) for look in looks] == [0, 0, 1]
    assert looks[2].proposals[0].doubts == (
        "The season is listed for 4 March 2027, and its first episode for 5 March 2027.",
    )
    assert again.proposals == ()
    assert said(looking.at(DATED, days(4)).claims) == ["2 release-date 2027-03-04 reported"]


def test_a_schedule_that_is_older_than_the_record_unsays_nothing():
    looking = Looking()
    looking.at(DATED)

    seen = looking.at(DATED, days(1), first_episodes={2: listed_episode(2, "2027-02-25")})

    assert (seen.claims, seen.changed, seen.look_again_at) == ((), 0, None)


NEW_YEAR = listed_show(listed_season(1, "2022-06-23"), listed_season(2, "2027-01-01"))


@pytest.mark.parametrize("first", [None, listed_episode(2), listed_episode(2, "2027-01-01")])
def test_a_first_of_january_is_only_its_year_and_is_asked_about(first):
    seen = Looking().at(replace(NEW_YEAR, next_episode=first))

    assert said(seen.claims)[1:] == ["2 release-date 2027 expected"]
    (proposal,) = seen.proposals
    assert said([proposal.claim]) == ["2 release-date 2027-01-01 reported"]
    assert proposal.claim.id not in {one.id for one in seen.claims}


def test_a_first_of_january_is_meant_where_an_hour_is_listed_or_other_years_began_on_it():
    hour = datetime(2027, 1, 2, 1, 0, tzinfo=UTC)
    listed = replace(NEW_YEAR, next_episode=listed_episode(2, "2027-01-01", moment=hour))
    usual = listed_show(
        listed_season(1, "2020-01-01"),
        listed_season(2, "2027-01-01"),
        next_episode=listed_episode(2, "2027-01-01"),
    )

    assert "2 release-date 2027-01-01 reported" in said(Looking().at(listed).claims)
    assert "2 release-date 2027-01-01 reported" in said(Looking().at(usual).claims)


def test_of_a_first_of_january_that_is_past_the_year_is_reported():
    seen = Looking().at(listed_show(listed_season(1, "1998-01-01")))

    assert said(seen.claims) == ["1 release-date 1998 reported"]
    assert seen.claims[0].reported_on == PartialDate.parse("1998-12-31")
    assert seen.proposals == ()


def test_a_year_that_others_hold_is_not_refined_to_an_invented_day():
    held = claim("release-date", "2027", show_id="the-bear", authority=Authority.OUTLET)
    looking = Looking(known=(held,))
    looking.at(NEW_YEAR)

    belief = believe(
        [held, *looking.claims], Subject(THE_BEAR.id, 2), Kind.RELEASE_DATE, SEEN_AT.date()
    )

    assert str(belief.value) == "2027"


def test_what_an_outlet_keeps_unheard_an_editor_may_overrule():
    stale = (
        claim("release-date", "2027-01", on="2026-08-01", show_id="the-bear", publisher="Variety"),
        claim("release-date", "2027-01-20", on="2026-10-01", show_id="the-bear"),
        claim(
            "release-date", "2027-01-20", on="2026-10-02", show_id="the-bear", publisher="TVLine"
        ),
    )
    stale = tuple(replace(one, authority=Authority.OUTLET, stance=Stance.REPORTED) for one in stale)
    looking = Looking(known=stale)

    seen = looking.at(DATED)

    (proposal,) = seen.proposals
    assert proposal.claim.action is Action.RETRACTS
    assert "outranks TVmaze" in proposal.doubts[1]
    subject = Subject(THE_BEAR.id, 2)
    today = SEEN_AT.date()
    every = [*stale, *seen.claims]
    before = believe(every, subject, Kind.RELEASE_DATE, today)
    after = believe([*every, proposal.claim], subject, Kind.RELEASE_DATE, today)
    assert (str(before.value), str(after.value)) == ("2027-01-20", "2027-03-04")
    assert (
        str(believe([*every, proposal.claim], subject, Kind.RELEASE_DATE, date(2026, 11, 1)).value)
        == "2027-01-20"
    )


def test_a_day_that_nobody_contradicts_is_no_matter_for_editors():
    held = claim("release-date", "2027-03", on="2026-08-01", show_id="the-bear")

    assert Looking(known=(held,)).at(DATED).proposals == ()


@pytest.mark.parametrize(
    "season",
    [
        listed_season(2, "9999-12-31"),
        listed_season(2, "0001-05-05"),
        listed_season(2, "2027-03-04", end=date(2026, 1, 1)),
        listed_season(0, "2027-03-04"),
        listed_season(-1, "2027-03-04"),
    ],
)
def test_a_day_that_makes_no_sense_is_not_claimed(season):
    seen = Looking().at(listed_show(season))

    assert seen.claims == ()


def test_a_season_may_go_by_its_year():
    seen = Looking().at(listed_show(listed_season(2027, "2027-01-05")))

    assert seen.claims[0].id == "tvmaze-the-bear-2027-release-date-20261201t053400z"


def test_a_show_without_seasons_began_when_it_is_said_to():
    record = listed_show(seasons=())

    assert said(Looking().at(record).claims) == ["1 release-date 2022-06-23 reported"]


def test_two_thousand_seasons_are_taken_in():
    seasons = [listed_season(number, "2022-06-23") for number in range(1, 2001)]

    assert len(Looking().at(listed_show(*seasons)).claims) == 2000


def test_a_clock_that_goes_back_gives_no_id_twice():
    looking = Looking()
    looking.at(listed_show(listed_season(2, "2027-03-04", episodes=8)))
    looking.at(listed_show(listed_season(2, "2027-03-04", episodes=9)), timedelta(0))

    counts = [one.id for one in looking.claims if one.kind is Kind.EPISODE_COUNT]

    assert len(counts) == 2
    assert counts == sorted(set(counts))


def test_the_same_record_seen_again_says_nothing_more():
    first = observe((), DATED, THE_BEAR, now=SEEN_AT, is_import=True)

    again = observe(first.sightings, DATED, THE_BEAR, now=SEEN_AT, is_import=False)

    assert again == replace(first, claims=())
