"""Watching: the verb over the real fetcher and store, and a TVmaze whose time passes at once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fakes.database import FakeDatabase
from fakes.listed import said
from fakes.tvmaze import Fault, Season
from fakes.watching import watching

SOON = date(2027, 3, 5)
LATER = date(2027, 4, 2)


@pytest.fixture
async def watch(opened_sqlite):
    async with watching(opened_sqlite) as begun:
        yield begun


@pytest.fixture
async def jones(watch):
    """A show that has been watched for a day: out once, and with a season that is not dated."""
    show = watch.tvmaze.shows.show(
        seasons=[Season(1, date(2015, 11, 20)), Season(2)], premiered=date(2015, 11, 20)
    )
    await watch.follow(show)
    await watch.run(days=1)
    return show


def asked(watch, path):
    return [one for one in watch.tvmaze.requests if one.path == path]


async def test_nothing_is_asked_for_before_anybody_follows_anything(watch):
    watch.tvmaze.shows.show()

    await watch.run(hours=3)

    assert watch.tvmaze.requests == []


async def test_nothing_is_asked_for_while_nobody_wants_what_is_followed(watch, jones):
    await watch.database.watchlist.unfollow((await watch.held(jones)).show.id)
    await watch.run(hours=1)
    before = len(watch.tvmaze.requests)

    await watch.run(hours=3)

    assert len(watch.tvmaze.requests) == before


@pytest.mark.usefixtures("jones")
async def test_in_an_hour_one_list_is_read_and_in_a_day_one_schedule(watch):
    before = len(watch.tvmaze.requests)

    await watch.run(days=1)

    paths = watch.tvmaze.paths()[before:]
    assert paths.count("/updates/shows") == 24
    assert paths.count("/schedule/full") == 1
    assert len(paths) == 25


async def test_a_new_date_is_claimed_within_the_hour(watch, jones):
    watch.tvmaze.shows.move_premiere(jones, 2, SOON)

    claims = await watch.run(minutes=65)

    assert said(claims) == ["2 release-date 2027-03-05 reported"]
    assert {one.id for one in claims} <= {one.id for one in (await watch.held(jones)).claims}


async def test_a_date_that_moves_is_claimed_once_it_has_stood_an_hour(watch, jones):
    watch.tvmaze.shows.move_premiere(jones, 2, SOON)
    await watch.run(days=2)
    watch.tvmaze.shows.move_premiere(jones, 2, LATER)

    assert await watch.run(minutes=60) == []
    assert said(await watch.run(minutes=70)) == ["2 release-date 2027-04-02 reported"]


async def test_an_edit_that_is_undone_within_the_hour_is_no_news(watch, jones):
    watch.tvmaze.shows.move_premiere(jones, 2, SOON)
    await watch.run(days=2)

    watch.tvmaze.shows.move_premiere(jones, 2, LATER)
    await watch.run(minutes=55)
    watch.tvmaze.shows.move_premiere(jones, 2, SOON)

    assert await watch.run(days=1) == []


async def test_a_date_that_moves_every_six_hours_moves_three_times_a_week_at_most():
    async with watching(FakeDatabase()) as watch:
        show, claims = watch.tvmaze.shows.show(seasons=[Season(1)]), []
        await watch.follow(show)
        await watch.run(hours=2)
        for day in range(1, 29):
            watch.tvmaze.shows.move_premiere(show, 1, date(2027, 3, day))
            claims += await watch.run(hours=6)
        waiting = await watch.database.proposals.waiting(limit=100)

    assert len(claims) == 3
    assert "release-date" in [one.proposal.claim.kind for one in waiting.oldest]


async def test_dates_that_are_taken_out_are_no_claims(watch, jones):
    watch.tvmaze.shows.move_premiere(jones, 2, SOON)
    await watch.run(days=2)
    watch.tvmaze.shows.null_every_date()

    assert await watch.run(days=2) == []
    (season,) = [one for one in (await watch.held(jones)).sightings if one.value == "2027-03-05"]
    assert season.missing_since is not None


async def test_prose_is_no_claim(watch, jones):
    for _ in range(3):
        watch.tvmaze.shows.edit_prose(jones)
        assert await watch.run(hours=5) == []


async def test_a_record_stays_due_until_it_is_as_new_as_the_list_says(opened_sqlite):
    async with watching(opened_sqlite, cached=frozenset({"/shows/"})) as watch:
        await watch.follow(watch.tvmaze.shows.show("Another"))
        await watch.run(minutes=40)  # so that the next list is read in twenty minutes
        show = watch.tvmaze.shows.show(seasons=[Season(1)])
        await watch.follow(show)
        await watch.run(minutes=5)  # this answer is kept for an hour
        watch.tvmaze.shows.move_premiere(show, 1, SOON)

        claims = await watch.run(hours=2)

    assert watch.tvmaze.cached_answers > 0
    assert said(claims) == ["1 release-date 2027-03-05 reported"]


async def test_a_premiere_within_three_days_is_looked_at_every_three_hours(watch, jones):
    watch.tvmaze.shows.move_premiere(jones, 2, (watch.time.now() + timedelta(days=2)).date())
    await watch.run(hours=2)
    before = len(asked(watch, "/shows/1"))

    await watch.run(days=1)

    assert 7 <= len(asked(watch, "/shows/1")) - before <= 9


async def test_after_an_outage_of_a_day_the_list_of_a_week_is_read(watch, jones):
    watch.tvmaze.faults.always["/"] = Fault.RESET
    asked_before = len(watch.tvmaze.requests)
    watch.tvmaze.shows.move_premiere(jones, 2, SOON)
    assert await watch.run(days=1) == []
    assert (await watch.state()).failing_since is not None
    assert len(watch.tvmaze.requests) - asked_before < 40
    del watch.tvmaze.faults.always["/"]
    before = len(watch.tvmaze.requests)

    claims = await watch.run(days=1)

    assert watch.tvmaze.requests[before].query == {"since": ["week"]}
    assert said(claims) == ["2 release-date 2027-03-05 reported"]
    assert (await watch.state()).failing_since is None
    held = await watch.held(jones)
    assert all(one.missing_since is None for one in held.sightings)
    assert await watch.notices() == []


@pytest.mark.usefixtures("jones")
async def test_a_pause_that_is_asked_for_is_kept_also_after_a_restart(watch):
    watch.tvmaze.faults.retry_after = "7200"
    watch.tvmaze.faults.next_calls(Fault.LIMITED, of="/updates")
    await watch.run(minutes=10)
    before = len(watch.tvmaze.requests)

    await watch.run(minutes=105)

    assert len(watch.tvmaze.requests) == before
    await watch.run(hours=1)
    assert len(watch.tvmaze.requests) > before


async def test_one_record_that_cannot_be_had_keeps_no_other_waiting(watch):
    bad, good = (watch.tvmaze.shows.show(name, seasons=[Season(1)]) for name in ("Bad", "Good"))
    watch.tvmaze.faults.always[f"/shows/{bad.id}"] = Fault.INTERNAL
    await watch.follow(bad, good)
    await watch.run(hours=3)
    watch.tvmaze.shows.move_premiere(good, 1, SOON)

    assert said(await watch.run(minutes=65)) == ["1 release-date 2027-03-05 reported"]
    assert len(asked(watch, f"/shows/{bad.id}")) < 30


async def test_a_show_that_was_merged_is_read_under_its_new_number(watch, jones):
    other = watch.tvmaze.shows.show("Jessica Jones", seasons=[Season(1, date(2015, 11, 20))])
    watch.tvmaze.shows.merge(jones, other)
    watch.tvmaze.shows.add_season(other, Season(2, SOON))
    watch.tvmaze.shows.add_season(other, Season(3))
    await watch.database.watchlist.hasten("tvmaze", now=watch.time.now())

    await watch.run(hours=3)

    held = await watch.held(other)
    assert (held.show.id, held.listing) == ("jessica-jones", str(other.id))
    assert held.url == other.url


async def test_a_show_that_is_renamed_is_known_by_its_new_name_under_its_old_id(watch, jones):
    watch.tvmaze.shows.rename(jones, "A.K.A. Jessica Jones")

    await watch.run(hours=2)

    held = await watch.held(jones)
    assert (held.show.id, held.show.title) == ("jessica-jones", "A.K.A. Jessica Jones")
    assert [alias.name for alias in held.show.aliases] == ["Jessica Jones"]


async def test_a_show_that_is_gone_is_so_without_a_claim(watch, jones):
    watch.tvmaze.shows.delete(jones)
    await watch.database.watchlist.hasten("tvmaze", now=watch.time.now())

    assert await watch.run(hours=3) == []

    held = await watch.held(jones)
    assert held.gone_since == watch.time.now() - timedelta(hours=3)
    assert all(one.missing_since for one in held.sightings if one.season != "series")


async def test_a_first_episode_on_another_day_than_its_season_has_is_looked_into(watch):
    from fakes.tvmaze import Episode  # noqa: PLC0415

    show = watch.tvmaze.shows.show(
        seasons=[Season(1, date(2026, 11, 1)), Season(2, SOON)],
        episodes=[
            Episode(1, 9, day=date(2026, 12, 20), hour="20:00"),
            Episode(2, 1, day=LATER, hour="20:00"),
        ],
    )
    await watch.follow(show)
    claims = await watch.run(hours=2)
    assert "2 release-date 2027-03-05 reported" in said(claims)

    before = len(asked(watch, f"/shows/{show.id}"))
    await watch.run(days=2)

    assert len(asked(watch, f"/shows/{show.id}")) > before


async def killed_at(watch, name, monkey):
    """Call the verb once with a store that ends at *name* instead of doing it."""

    class Ended(BaseException):
        pass

    class Ending:
        def __getattr__(self, asked):
            if asked == name:
                return self.end
            return getattr(monkey, asked)

        async def end(self, *_args, **_named):
            raise Ended

    part = "outbox" if monkey is watch.database.outbox else "watchlist"
    with pytest.raises(Ended):
        await watch.once(**{part: Ending()})


async def test_who_is_killed_before_storing_loses_and_repeats_nothing(watch, jones):
    watch.tvmaze.shows.move_premiere(jones, 2, SOON)
    watch.time.pass_time(3600)
    for name in ("mark_changed", "store", "set_state"):
        await killed_at(watch, name, watch.database.watchlist)

    await watch.run(hours=2)

    dated = [one for one in (await watch.held(jones)).claims if one.subject.season == 2]
    assert said(dated) == ["2 release-date 2027-03-05 reported"]


def many(watch, count=60):
    return watch.tvmaze.shows.many(count, premiere=SOON)


@pytest.fixture
async def sixty(watch):
    shows = many(watch)
    await watch.follow(*shows)
    await watch.run(hours=2)
    return shows


async def test_where_too_much_changes_at_once_nothing_is_taken_in_and_editors_are_told_once(
    watch, sixty
):
    for show in sixty:
        watch.tvmaze.shows.move_premiere(show, 1, LATER)

    assert await watch.run(hours=12) == []

    assert (await watch.state()).halted_since is not None
    assert await watch.notices() == ["I take in nothing more of what TVmaze lists."]


async def test_it_is_taken_in_again_once_all_is_as_it_was(watch, sixty):
    for show in sixty:
        watch.tvmaze.shows.move_premiere(show, 1, LATER)
    await watch.run(hours=3)
    for show in sixty:
        watch.tvmaze.shows.move_premiere(show, 1, SOON)

    assert await watch.run(hours=6) == []

    assert (await watch.state()).halted_since is None
    assert list(await watch.notices()) == [
        "I take in nothing more of what TVmaze lists.",
        "I take in again what TVmaze lists.",
    ]
    watch.tvmaze.shows.move_premiere(sixty[0], 1, LATER)
    assert len(await watch.run(hours=3)) == 1


async def test_what_the_operator_lets_in_is_taken_in_however_much_it_is(watch, sixty):
    for show in sixty:
        watch.tvmaze.shows.move_premiere(show, 1, LATER)
    await watch.run(hours=3)
    state = await watch.state()
    accepted = replace(
        state,
        halted_since=None,
        halted_because=None,
        accepted_until=watch.time.now() + timedelta(days=1),
    )
    await watch.database.watchlist.set_state(accepted)

    assert len(await watch.run(hours=4)) == 60


async def test_where_records_change_their_shape_nothing_is_taken_in_until_one_is_right(
    watch, sixty
):
    watch.tvmaze.faults.always["/shows/"] = Fault.OTHER_SHAPE
    for show in sixty[:5]:
        watch.tvmaze.shows.move_premiere(show, 1, LATER)
    await watch.run(hours=4)
    state = await watch.state()
    assert "another shape" in (state.halted_because or "")

    del watch.tvmaze.faults.always["/shows/"]
    claims = await watch.run(hours=24)

    assert len(claims) == 5
    assert list(await watch.notices()) == [
        "I take in nothing more of what TVmaze lists.",
        "I take in again what TVmaze lists.",
    ]


async def test_one_record_of_another_shape_halts_nothing(watch, jones):
    watch.tvmaze.faults.always["/shows/"] = Fault.OTHER_SHAPE
    watch.tvmaze.shows.move_premiere(jones, 2, SOON)

    await watch.run(days=2)

    assert (await watch.state()).halted_since is None
    assert len(asked(watch, "/shows/1")) < 60


@pytest.mark.usefixtures("jones")
async def test_editors_are_told_once_of_a_silence_of_two_days_and_once_of_its_end(watch):
    watch.tvmaze.faults.always["/"] = Fault.RESET
    await watch.run(hours=50)
    await killed_at(watch, "set_state", watch.database.watchlist)
    await watch.run(days=2)
    told = await watch.notices()
    del watch.tvmaze.faults.always["/"]

    await watch.run(days=2)

    assert told == ["TVmaze has not answered for two days."]
    assert await watch.notices() == ["TVmaze answers again."]
    assert (await watch.state()).told == frozenset()


@pytest.mark.usefixtures("jones")
async def test_a_machine_that_was_off_for_days_is_no_silence_of_the_source(watch):
    watch.time.pass_time(10 * 86_400)

    await watch.run(hours=2)

    assert await watch.notices() == []


@pytest.mark.usefixtures("jones")
async def test_a_process_that_has_lost_its_role_asks_for_nothing_more(watch):
    watch.time.pass_time(7200)
    before = len(watch.tvmaze.requests)

    await watch.once(may_go_on=lambda: False)

    assert len(watch.tvmaze.requests) == before


async def test_all_that_ever_happened_is_said_by_the_clock_of_whoever_watches(watch, jones):
    state = await watch.state()

    assert state.good_at is not None
    assert datetime(2026, 12, 1, tzinfo=UTC) < state.good_at <= watch.time.now()
    assert state.claims == len((await watch.held(jones)).claims)
