"""How a place's wishes are read, and what is said where they cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.preferences import (
    KINDS,
    STEPS_OFFERED,
    PreferenceError,
    PreferencesInput,
    PreferencesPatch,
    read_hour,
    read_kinds,
    read_mentions,
    read_preferences,
    read_quiet,
    read_silent,
    read_steps,
    read_zone,
)
from content.subscriptions.schedule import DigestFrequency


def test_what_is_not_said_is_not_wanted_otherwise():
    assert read_preferences(PreferencesInput()) == PreferencesPatch()
    assert PreferencesInput().is_empty


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("release", {Topic.RELEASE}),
        ("Release, cast and trailers", {Topic.RELEASE, Topic.CAST, Topic.TRAILER}),
        ("filming + renewal", {Topic.FILMING, Topic.RENEWAL}),
        ("all", set(KINDS)),
    ],
)
def test_kinds_of_news_are_a_list(typed, kinds):
    assert read_kinds(typed) == kinds


def test_what_a_show_is_about_is_never_told_and_so_no_kind_to_wish_for():
    with pytest.raises(PreferenceError, match="no kind of news"):
        read_kinds("trivia")


@pytest.mark.parametrize(
    ("typed", "steps"),
    [("30,7,1", (30, 7, 1)), ("1 7 30 days", (30, 7, 1)), ("7, 7", (7,)), ("none", ())],
)
def test_steps_are_days_before_a_premiere(typed, steps):
    assert read_steps(typed) == steps


@pytest.mark.parametrize("typed", ["", "soon", "11", "-1", "1.5", "٣"])
def test_a_step_that_never_comes_is_refused_with_those_that_do(typed):
    with pytest.raises(PreferenceError, match="365, 200"):
        read_steps(typed)


def test_every_usual_step_is_offered():
    assert {100, 30, 14, 7, 3, 1, 0} <= set(STEPS_OFFERED)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
        ("Asia/Kolkata", "Asia/Kolkata"),
    ],
)
def test_a_zone_is_named_in_full_or_by_its_city(typed, zone):
    assert read_zone(typed) == zone


@pytest.mark.parametrize(
    "typed", ["", "Gotham", "Buenos Aires", "../etc/passwd", "/etc/localtime", "Europe", "\0"]
)
def test_what_is_no_zone_is_refused(typed):
    with pytest.raises(PreferenceError, match="Europe/Berlin"):
        read_zone(typed)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("9", 9), ("18:00", 18), ("6 pm", 18), ("12am", 0), ("12 pm", 12), ("7 o'clock", 7)],
)
def test_an_hour_is_read_as_people_write_it(typed, hour):
    assert read_hour(typed) == hour


@pytest.mark.parametrize("typed", ["24", "-1", "9:30", "noonish", "13 pm", "0 am"])
def test_what_is_no_hour_is_refused(typed):
    with pytest.raises(PreferenceError, match="0 to 23"):
        read_hour(typed)


@pytest.mark.parametrize(
    ("typed", "quiet"),
    [
        ("22-7", (22, 7)),
        ("22:00 to 7:00", (22, 7)),
        ("10 pm until 7 am", (22, 7)),
        ("off", None),
        ("7-7", None),
    ],
)
def test_quiet_hours_are_two_hours_or_off(typed, quiet):
    assert read_quiet(typed) == quiet


def test_a_role_can_be_for_some_kinds_and_another_for_others():
    assert read_mentions(("42 for release, cast", "here for trailer")) == (
        (Topic.RELEASE, "42"),
        (Topic.CAST, "42"),
        (Topic.TRAILER, "here"),
    )
    assert read_mentions(("none",)) == ()
    assert len(read_mentions(("42",))) == len(KINDS)


def test_silence_is_yes_or_no():
    assert (read_silent("yes"), read_silent("off")) == (True, False)
    with pytest.raises(PreferenceError, match="yes or no"):
        read_silent("perhaps")


def test_all_of_it_together():
    typed = PreferencesInput(stance="Rumored", digest="Weekly", hour="8", silent="on")

    wanted = read_preferences(typed)

    assert wanted == PreferencesPatch(
        lowest_stance=Stance.RUMOURED, digest=DigestFrequency.WEEKLY, hour=8, silent=True
    )


@given(
    st.fixed_dictionaries({name: st.none() | st.text(max_size=30) for name in ("kinds", "zone")})
)
def test_whatever_is_typed_is_read_or_refused_in_words(typed):
    refused = None
    try:
        read_preferences(PreferencesInput(**typed))
    except PreferenceError as error:
        refused = error

    assert refused is None or (str(refused) and refused.field in typed)
