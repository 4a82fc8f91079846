"""Subscriptions as a file: there and back, and every fault with its line, field and cure."""

import json
from dataclasses import replace

import pytest

from adapters.console.traits import CONSOLE
from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from adapters.subscriptions_file import from_text, to_text
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from content.subscriptions.schedule import DigestFrequency
from fakes.tellings import NOON, channel, subscription

PLATFORMS = (CONSOLE.id, DISCORD.id, SLACK.id)
SHOWS = {"jessica-jones": 1, "daredevil": 2}.keys()
PLAIN = subscription()
FULL = replace(
    subscription(
        channel("news", thread="t1"),
        show=None,
        steps=(30, 7),
        zone="Europe/Berlin",
        quiet=(22, 7),
        digest=DigestFrequency.WEEKLY,
        mentions=((Topic.RELEASE, "4242"),),
        silent=True,
        counts_on_listings=True,
    ),
    paused_at=NOON,
)
PERSON = subscription(
    Destination(platform=SLACK.id, workspace="T1", channel="", person="U1"), show="daredevil"
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
        ("count_on", True, "confirmed or listings"),
        ("count_on", ["listings"], "confirmed or listings"),
        ("paused_at", "yesterday", "a moment"),
        ("created_at", "2018-03-08T08:00:00", "with its zone"),
    ],
)
def test_a_wrong_value_is_named_with_its_line_its_field_and_a_cure(name, value, cure):
    reading = from_text(
        file_of(item(), item(**{"channel": "other", name: value})), SHOWS, PLATFORMS
    )

    (fault,) = reading.faults
    assert fault.startswith(f"line 3: {name}: ")
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
