"""How preferences are read, and what is said where they cannot be."""

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.preference_fields import FIELDS, read_preferences
from content.subscriptions.preference_values import (
    LOWEST_STANCES,
    STEPS_OFFERED,
    TOPICS_TOLD,
    PreferenceError,
    read_hour,
    read_mentions,
    read_picture,
    read_quiet,
    read_silent,
    read_steps,
    read_topics,
    read_zone,
    suggest_topics,
)
from content.subscriptions.preferences import (
    NOTHING_SAID,
    USUAL,
    Preferences,
    PreferencesInput,
    PreferencesPatch,
)
from content.subscriptions.schedule import DigestFrequency


def test_what_is_not_said_is_not_wanted_otherwise():
    assert read_preferences(NOTHING_SAID) == PreferencesPatch()
    assert not NOTHING_SAID
    assert PreferencesPatch().applied_to(USUAL) == USUAL


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("release", {Topic.RELEASE}),
        ("Release, cast and trailers", {Topic.RELEASE, Topic.CAST, Topic.TRAILER}),
        ("filming + renewal", {Topic.FILMING, Topic.RENEWAL}),
        ("all", set(TOPICS_TOLD)),
    ],
)
def test_topics_are_a_list(typed, topics):
    assert read_topics(typed) == topics


def test_what_a_show_is_about_is_never_told_and_so_no_topic_to_want():
    with pytest.raises(PreferenceError, match="no kind of news"):
        read_topics("trivia")


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


@pytest.mark.parametrize("typed", ["", "Gotham", "../etc/passwd", "/etc/localtime", "Europe", "\0"])
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
    ],
)
def test_quiet_hours_are_two_hours_or_off(typed, quiet):
    assert read_quiet(typed) == quiet


def test_an_hour_twice_is_no_span_to_be_quiet_in():
    with pytest.raises(PreferenceError, match="22-7"):
        read_quiet("22-22")


def test_a_role_can_be_for_some_kinds_and_another_for_others():
    assert read_mentions("42 for release, cast\nhere for trailer") == (
        (Topic.RELEASE, "42"),
        (Topic.CAST, "42"),
        (Topic.TRAILER, "here"),
    )
    assert read_mentions("none") == ()
    assert read_mentions("42\nnone for cast") == tuple(
        (topic, "42") for topic in TOPICS_TOLD if topic is not Topic.CAST
    )
    assert len(read_mentions("42")) == len(TOPICS_TOLD)


def test_silence_is_yes_or_no():
    assert (read_silent("yes"), read_silent("off")) == (True, False)
    assert (read_picture("on"), read_picture("no")) == (True, False)
    with pytest.raises(PreferenceError, match="yes or no"):
        read_silent("perhaps")


def test_all_of_it_together():
    typed = PreferencesInput(lowest_stance="Rumored", digest="Weekly", hour="8", silent="on")

    wanted = read_preferences(typed)

    assert wanted == PreferencesPatch(
        lowest_stance=Stance.RUMOURED, digest=DigestFrequency.WEEKLY, hour=8, silent=True
    )


def test_the_table_has_each_preference_once_in_its_order():
    assert [field.name for field in FIELDS] == [one.name for one in fields(Preferences)]


PREFERENCES = st.builds(
    Preferences,
    topics=st.frozensets(st.sampled_from(TOPICS_TOLD), min_size=1),
    lowest_stance=st.sampled_from(LOWEST_STANCES),
    steps=st.sets(st.sampled_from(STEPS_OFFERED)).map(lambda s: tuple(sorted(s, reverse=True))),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"]),
    hour=st.integers(0, 23),
    quiet=st.none() | st.tuples(st.integers(0, 11), st.integers(12, 23)),
    digest=st.sampled_from(DigestFrequency),
    mentions=st.dictionaries(st.sampled_from(TOPICS_TOLD), st.sampled_from(["42", "here"])).map(
        lambda whom: tuple((topic, whom[topic]) for topic in TOPICS_TOLD if topic in whom)
    ),
    silent=st.booleans(),
    counts_on_listings=st.booleans(),
    picture=st.booleans(),
    living=st.booleans(),
)


@given(PREFERENCES)
def test_what_is_written_reads_as_it_was(wanted):
    written = {one.name: one.write(getattr(wanted, one.name)) for one in FIELDS}

    assert read_preferences(PreferencesInput(**written)).applied_to(USUAL) == wanted


@given(PREFERENCES)
def test_what_is_dumped_as_json_is_right_and_loads_as_it_was(wanted):
    for field in FIELDS:
        value = getattr(wanted, field.name)
        dumped = json.loads(json.dumps(field.json.dump(value)))
        assert field.json.is_right(dumped)
        assert field.json.load(dumped) == value


@pytest.mark.parametrize(
    ("typed", "first", "others"),
    [
        ("", "all", len(TOPICS_TOLD)),
        ("re", "release", 1),
        ("release, tra", "release, trailer", 0),
        ("release, ", "release, filming", len(TOPICS_TOLD) - 2),
    ],
)
def test_one_more_topic_is_offered_for_those_that_stand_already(typed, first, others):
    found = suggest_topics(typed)

    assert (found[0], len(found) - 1) == (first, others)


@given(
    st.fixed_dictionaries({name: st.none() | st.text(max_size=30) for name in ("topics", "zone")})
)
def test_whatever_is_typed_is_read_or_refused_in_words(typed):
    refused = None
    try:
        read_preferences(PreferencesInput(**{k: v for k, v in typed.items() if v is not None}))
    except PreferenceError as error:
        refused = error

    assert refused is None or (str(refused) and refused.field in typed)
