"""Subscriptions as a file: there and back, and every fault with its line, field and cure."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.traits import CONSOLE
from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.subscriptions_file import MOST_SUBSCRIPTIONS, from_text, to_text
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from content.subscriptions.schedule import DigestFrequency
from fakes.tellings import NOON, channel, subscription

PLATFORMS = (CONSOLE, DISCORD, SLACK)
SHOWS = {"jessica-jones": 1, "daredevil": 2}.keys()
PLAIN = subscription(channel("42", workspace="7"), by="99")
FULL = replace(
    subscription(
        channel("43", workspace="7", thread="44"),
        by="99",
        show=None,
        steps=(30, 7),
        zone="Europe/Berlin",
        quiet=(22, 7),
        digest=DigestFrequency.WEEKLY,
        mentions=((Topic.RELEASE, "4242"),),
        silent=True,
        counts_on_listings=True,
        picture=True,
    ),
    paused_at=NOON,
)
PERSON = subscription(
    Destination(platform=SLACK.id, workspace="T1", channel="", person="U1"),
    show="daredevil",
    by="U1",
)


def item(**changed):
    (one,) = json.loads(to_text([PLAIN]))["subscriptions"]
    return one | changed


def file_of(*items, version=1):
    rows = ",\n".join(json.dumps(one) for one in items)
    return f'{{"version": {version}, "subscriptions": [\n{rows}\n]}}'


@pytest.mark.parametrize("several", [[], [PLAIN], [PLAIN, FULL, PERSON]])
def test_what_is_written_is_read_as_it_was(several):
    reading = from_text(to_text(several), SHOWS, PLATFORMS)

    assert reading.faults == ()
    assert list(reading.subscriptions) == several


def test_a_file_laid_out_by_another_program_is_read_the_same():
    laid_out = json.dumps(json.loads(to_text([PLAIN, FULL])), indent=4)

    assert list(from_text(laid_out, SHOWS, PLATFORMS).subscriptions) == [PLAIN, FULL]


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("platform", "irc", "console, discord, slack"),
        ("channel", 12, "text"),
        ("channel", "news", "an id such as 1326"),
        ("channel", "4" * 60, "an id such as 1326"),
        ("channel", "4\n2", "an id such as 1326"),
        ("channel", "4\u202e2", "an id such as 1326"),
        ("channel", "42\x00", "an id such as 1326"),
        ("workspace", "", "an id such as 1326"),
        ("workspace", "fans", "an id such as 1326"),
        ("thread", "t1", "an id such as 1326"),
        ("person", "8", "a channel or a person"),
        ("created_by", "an-admin", "an id such as 1326"),
        ("created_by", "9" * 10_000, "an id such as 1326"),
        ("steps", [7] * 100, "365, 200"),
        ("mentions", {"release": "4" * 200}, "4242"),
        ("mentions", {"release": "a b"}, "4242"),
        ("hour", 10**30, "0 to 23"),
        ("created_at", "0001-01-01T00:00:00+14:00", "with its zone"),
        ("created_at", "2018-03-08T08:00:00+00:00" + "0" * 10_000, "with its zone"),
        ("show", "stranger-things", "jessica-jones, daredevil"),
        ("show", ["daredevil"], "null for every show"),
        ("kinds", ["gossip"], "release, filming"),
        ("kinds", "release", "a list"),
        ("stance", "denied", "confirmed, reported"),
        ("stance", {}, "confirmed, reported"),
        ("steps", [11], "365, 200"),
        ("steps", [True], "365, 200"),
        ("zone", "Mars/Olympus", "Europe/Berlin"),
        ("zone", "Berlin", "Europe/Berlin"),
        ("hour", 24, "0 to 23"),
        ("hour", True, "0 to 23"),
        ("quiet", [22], "[22, 7]"),
        ("quiet", "22-7", "[22, 7]"),
        ("digest", "hourly", "none, daily, weekly"),
        ("mentions", {"gossip": "1"}, "4242"),
        ("mentions", ["4242"], "4242"),
        ("silent", "no", "true or false"),
        ("picture", 1, "true or false"),
        ("count_on", True, "confirmed or listings"),
        ("count_on", ["listings"], "confirmed or listings"),
        ("paused_at", "yesterday", "a moment"),
        ("created_at", "2018-03-08T08:00:00", "with its zone"),
    ],
)
def test_a_wrong_value_is_named_with_its_line_its_field_and_a_cure(name, value, cure):
    reading = from_text(file_of(item(), item(**{"channel": "41", name: value})), SHOWS, PLATFORMS)

    (fault,) = reading.faults
    assert fault.startswith(f"line 3: {'channel' if name == 'person' else name}: ")
    assert len(fault) < 300
    assert fault.isprintable()
    assert cure in fault
    assert reading.subscriptions == ()


def test_every_fault_is_told_at_once():
    reading = from_text(file_of(item(hour=-1, silent=None), item(zone="")), SHOWS, PLATFORMS)

    assert [fault.split(": ")[:2] for fault in reading.faults] == [
        ["line 2", "hour"],
        ["line 2", "silent"],
        ["line 3", "zone"],
    ]


def test_a_missing_field_and_one_too_many_are_faults():
    lacking = {name: value for name, value in item(extra=1).items() if name != "hour"}

    faults = from_text(file_of(lacking), SHOWS, PLATFORMS).faults

    assert [fault.split(": ")[1] for fault in faults] == ["extra", "hour"]


def test_the_same_channel_and_show_twice_is_a_fault():
    (fault,) = from_text(file_of(item(), item(hour=10)), SHOWS, PLATFORMS).faults

    assert fault.startswith("line 3:")
    assert "line 2" in fault


def test_a_subscription_of_nowhere_is_a_fault():
    (fault,) = from_text(file_of(item(channel="")), SHOWS, PLATFORMS).faults

    assert "a channel or a person" in fault


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON"),
        ("{\n  oops}", "line 2"),
        ("[]", "export it anew"),
        ('{"version": 1}', "export it anew"),
        ('{"version": 1, "subscriptions": {}}', "export it anew"),
        (file_of(version=2), "update Violet"),
        (file_of(3), "named fields"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(text, said):
    reading = from_text(text, SHOWS, PLATFORMS)

    assert said in reading.faults[0]
    assert reading.subscriptions == ()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"platform": "slack", "workspace": "T1", "channel": "42"}, "channel: "),
        ({"platform": "slack", "workspace": "7", "channel": "C1"}, "workspace: "),
        ({"platform": "slack", "workspace": "T1", "channel": "C1", "thread": "42"}, "thread: "),
        ({"platform": "slack", "workspace": "", "channel": "", "person": "U1"}, "workspace: "),
        ({"platform": "slack", "workspace": "T1", "channel": "", "person": "9"}, "person: "),
        ({"platform": "discord", "channel": "", "person": "9"}, "workspace: "),
        ({"platform": "console", "workspace": "", "channel": "there"}, "channel: "),
        ({"platform": "console", "workspace": "", "channel": "", "person": "me"}, "person: "),
    ],
)
def test_ids_are_such_as_their_platform_gives(place, said):
    by = {"discord": "9", "slack": "U1", "console": "Ada Lovelace"}[place["platform"]]

    (fault,) = from_text(file_of(item(created_by=by, **place)), SHOWS, PLATFORMS).faults

    assert fault.startswith(f"line 2: {said}")


@pytest.mark.parametrize(
    "place",
    [
        {"platform": "slack", "workspace": "T1", "channel": "C1", "thread": "1512821234.000200"},
        {"platform": "slack", "workspace": "T1", "channel": "", "person": "U1"},
        {"platform": "discord", "workspace": "", "channel": "", "person": "9"},
        {"platform": "console", "workspace": "", "channel": "terminal"},
    ],
)
def test_whoever_subscribed_may_be_forgotten(place):
    reading = from_text(file_of(item(created_by="", **place)), SHOWS, PLATFORMS)

    assert reading.faults == ()


def test_a_mark_of_byte_order_is_no_fault():
    assert from_text("\ufeff" + to_text([PLAIN]), SHOWS, PLATFORMS).subscriptions == (PLAIN,)


@pytest.mark.parametrize("odd", ["NaN", "-Infinity", "1e999", "9" * 5000, "20.0", "-" + "9" * 5000])
def test_what_only_python_takes_for_a_number_is_wrong_like_any_other(odd):
    text = file_of(item()).replace('"hour": 9', f'"hour": {odd}')

    (fault,) = from_text(text, SHOWS, PLATFORMS).faults

    assert fault.startswith("line 2: hour: ")


def test_a_name_that_stands_twice_is_a_fault():
    text = file_of(item()).replace('"hour": 9', '"hour": 10, "hour": 9')
    text = text.replace('"mentions": {}', '"mentions": {"release": "1", "release": "2"}')

    faults = from_text(text, SHOWS, PLATFORMS).faults

    assert [fault.partition(";")[0] for fault in faults] == [
        "line 2: hour: it stands twice",
        "line 2: mentions: release stands twice in it",
    ]


def test_two_lists_of_subscriptions_are_none():
    text = '{"version": 1, "subscriptions": [], "subscriptions": []}'

    assert "export it anew" in from_text(text, SHOWS, PLATFORMS).faults[0]


@pytest.mark.parametrize("depth", [500, 100_000])
def test_what_is_nested_very_deep_is_refused_in_words(depth):
    text = file_of(item()).replace('"hour": 9', f'"hour": {"[" * depth}{"]" * depth}')

    (fault,) = from_text(text, SHOWS, PLATFORMS).faults

    assert "hour" in fault or "nested too deeply" in fault


def test_more_than_can_be_taken_in_at_once_is_refused():
    text = '{"version": 1, "subscriptions": [' + "0," * MOST_SUBSCRIPTIONS + "0]}"

    (fault,) = from_text(text, SHOWS, PLATFORMS).faults

    assert "one platform or workspace at a time" in fault


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(item())) | st.text(max_size=3), ANYTHING, max_size=9))
def test_any_values_are_a_subscription_or_faults_on_their_line(values):
    reading = from_text(file_of(item(), item(channel="41") | values), SHOWS, PLATFORMS)

    assert bool(reading.faults) != (len(reading.subscriptions) == 2)
    assert all(fault.startswith("line 3: ") and fault.isprintable() for fault in reading.faults)


@given(
    st.text(st.sampled_from('[]{}",:0123456789eE.-+ \n\\ntrufalsversionsubscriptions'), max_size=80)
)
def test_any_text_is_a_file_or_has_faults(text):
    reading = from_text(text, SHOWS, PLATFORMS)

    assert reading.faults or not reading.subscriptions
