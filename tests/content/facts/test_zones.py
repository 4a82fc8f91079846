"""What is a zone, by the pinned data alone, for files, settings and chat alike."""

import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.dates import PartialDate
from content.facts.zones import ZoneError, is_zone, zone_names, zone_of, zones_meant
from content.subscriptions.preference_values import PreferenceError, read_zone, suggest_zones


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Pacific", "America/Los_Angeles"),
        ("Eastern time", "America/New_York"),
        ("PT", "America/Los_Angeles"),
        ("EST", "America/New_York"),
        ("CET", "Europe/Berlin"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Zürich", "Europe/Zurich"),
        ("zurich", "Europe/Zurich"),
        ("munich", "Europe/Berlin"),
        ("Germany", "Europe/Berlin"),
        ("Spain", "Europe/Madrid"),
        ("Japan", "Asia/Tokyo"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Louisville", "America/Kentucky/Louisville"),
        ("Vancouver", "America/Vancouver"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_found_by_its_name_its_city_a_country_or_a_clock(typed, zone):
    assert zones_meant(typed) == (zone,)
    assert read_zone(typed) == zone
    assert suggest_zones(typed)[0] == zone


@pytest.mark.parametrize("typed", ["", "localtime", "Factory", "posixrules", "../UTC", "Atlantis"])
def test_what_is_no_zone_means_none(typed):
    assert zones_meant(typed) == ()
    assert not is_zone(typed)
    with pytest.raises(PreferenceError):
        read_zone(typed)


def test_a_country_of_several_zones_is_asked_back_about():
    assert set(zones_meant("USA")) >= {"America/New_York", "America/Los_Angeles"}
    with pytest.raises(PreferenceError, match=r"America/New_York.*America/Chicago"):
        read_zone("usa")


@pytest.mark.parametrize("name", ["EST", "MST7MDT", "localtime", "Factory"])
def test_an_hour_is_no_zone_that_can_be_chosen(name):
    assert not is_zone(name)


def test_a_zone_that_was_chosen_long_ago_still_has_its_clock():
    assert zone_of("EST").utcoffset(datetime(2027, 7, 1)) == timedelta(hours=-5)  # noqa: DTZ001
    assert zone_of("US/Pacific").key == "US/Pacific"


@pytest.mark.parametrize("name", ["localtime", "../../etc/passwd", "Europe/", "zone.tab", "a\0b"])
def test_a_file_beside_the_zones_is_none(name):
    with pytest.raises(ZoneError):
        zone_of(name)


def test_every_zone_that_can_be_chosen_has_a_clock_and_is_found_by_its_name():
    for name in zone_names():
        assert zone_of(name).key == name
        assert zones_meant(name) == (name,)


@pytest.mark.parametrize("path", ["", "/usr/share/zoneinfo"])
def test_the_rules_are_those_of_the_pinned_data_wherever_the_system_keeps_others(path):
    program = (
        "from content.facts.dates import PartialDate\n"
        "print(PartialDate.parse('2027-01-15T00:00-07:00[America/Vancouver]').moment)"
    )

    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", program],
        env={"PYTHONTZPATH": path, "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "2027-01-15 00:00:00-07:00"


def test_a_moment_keeps_the_name_of_its_zone():
    held = PartialDate.parse("2018-03-08T00:00-08:00[America/Los_Angeles]")

    assert PartialDate.at(held.moment).notation == held.notation


@given(st.text(max_size=200))
def test_any_text_means_zones_that_can_be_chosen_or_none(typed):
    assert all(is_zone(zone) for zone in zones_meant(typed))
