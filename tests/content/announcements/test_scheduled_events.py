"""Which premieres have events in which servers, and how they are kept in step."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from content.announcements.scheduled_events import (
    EventState,
    KeptEvent,
    ScheduledEvent,
    event_of,
    planned,
)
from content.announcements.targets import Target
from content.facts.claims import ShowId, Subject
from content.subscriptions.destination import Platform
from fakes.claims import show

NOW = datetime(2018, 2, 1, 12, tzinfo=UTC)
SUBJECT = Subject(ShowId("jessica-jones"), 2)
PLACE = ("7", SUBJECT)
DISCORD = Platform("discord")


def event(days=30.0, hours=24.0):
    begins = NOW + timedelta(days=days)
    return ScheduledEvent(
        subject=SUBJECT,
        name="Jessica Jones season 2",
        place="Netflix",
        description="It comes out.",
        page="",
        begins=begins,
        ends=begins + timedelta(hours=hours),
    )


def row(state=EventState.KEPT, of=None, **wanted):
    made = KeptEvent(platform=DISCORD, workspace="7", event=of or event(), due_at=NOW, state=state)
    return replace(made, id="" if state is EventState.WANTED else "42", **wanted)


def step(kept, wanted):
    return list(planned(kept, wanted, DISCORD, NOW))


@given(st.text(max_size=400), st.text(max_size=400), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_no_name_and_no_place_is_longer_than_discord_takes(short, network, day):
    target = Target(subject=SUBJECT, day=day, zone="Europe/Berlin", moment=None)

    made = event_of(target, show(short=short or "x", network=network))

    assert 1 <= len(made.name) <= 100
    assert 1 <= len(made.place) <= 100
    assert made.begins < made.ends


def test_a_bare_day_says_that_its_hour_is_not_known_and_where_it_is_counted():
    target = Target(subject=SUBJECT, day=date(2018, 3, 8), zone="America/Los_Angeles", moment=None)

    made = event_of(target, show())

    assert made.begins == datetime(2018, 3, 8, 8, tzinfo=UTC)
    assert made.ends == datetime(2018, 3, 9, 8, tzinfo=UTC)
    assert made.description == (
        "Jessica Jones season 2 comes out on Thursday 8 March 2018 (Los Angeles time); "
        "at which hour is not known."
    )


def test_what_stands_as_it_is_wanted_is_left_alone():
    assert step({PLACE: row()}, {PLACE: event()}) == []


def test_what_is_too_soon_or_too_far_away_is_not_made():
    assert step({}, {PLACE: event(days=0.001)}) == []
    assert step({}, {PLACE: event(days=365 * 4.5)}) == []


def test_one_that_has_begun_is_left_where_it_is_until_it_is_over():
    begun = event(days=-0.5)

    assert step({PLACE: row(of=begun)}, {PLACE: begun}) == []
    assert step({PLACE: row(of=event(days=-2))}, {}) == [(row(of=event(days=-2)), True)]


def test_one_that_had_begun_and_moved_is_deleted_and_then_made_anew():
    ((ending, is_over),) = step({PLACE: row(of=event(days=-0.5))}, {PLACE: event(days=20)})

    assert (ending.state, is_over) == (EventState.ENDING, False)
    assert step({PLACE: ending}, {PLACE: event(days=20)}) == []
    ((again, _),) = step({}, {PLACE: event(days=20)})
    assert again.state is EventState.WANTED


def test_one_that_was_never_tried_is_only_forgotten_and_one_that_may_be_there_is_deleted():
    untried, tried = row(EventState.WANTED), row(EventState.WANTED, is_tried=True)

    assert step({PLACE: untried}, {}) == [(untried, True)]
    ((ending, is_over),) = step({PLACE: tried}, {})
    assert (ending.state, is_over) == (EventState.ENDING, False)


def test_one_that_was_removed_there_stays_removed_whatever_moves():
    ((moved, is_over),) = step({PLACE: row(EventState.REMOVED)}, {PLACE: event(days=40)})

    assert (moved.state, is_over) == (EventState.REMOVED, False)
    assert moved.event == event(days=40)


@given(
    st.sampled_from(EventState),
    st.booleans(),
    st.floats(-3, 60),
    st.one_of(st.none(), st.floats(-3, 60)),
)
def test_one_step_is_enough_until_somebody_does_something(state, is_tried, days, wanted_days):
    kept = {PLACE: row(state, of=event(days), is_tried=is_tried)}
    wanted = {} if wanted_days is None else {PLACE: event(wanted_days)}

    after = dict(kept)
    for changed, is_over in step(kept, wanted):
        after = {} if is_over else {PLACE: changed}

    if after:
        assert step(after, wanted) == []
