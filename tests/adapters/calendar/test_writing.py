"""Calendars as readers of the format open them: three of their own, and the library that writes."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar
import ics
import pytest
import vobject
import x_wr_timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.calendar.writing import icalendar_bytes, last_changed
from adapters.calendar.zones import zone_component
from content.calendar.entries import CalendarEntry, EntryKind, EntryStatus, entries_of
from content.calendar.feed import shows_calendar
from content.facts.claims import Action, ShowId, Stance
from content.facts.dates import PartialDate
from fakes.claims import catalogue, claim, show

TODAY = date(2018, 2, 1)
JESSICA = ShowId("jessica-jones")
HOSTILE = (
    "BEGIN:VALARM\r\nACTION:AUDIO",
    "x\nEND:VEVENT\nEND:VCALENDAR",
    'a;b,c\\n\\;\\,:"d"',
    "line\u2028sep\u2029par\u0085next\x0bvt\x0cff\x1cfs",
    "\u202eevil\u2066\u200b",
    "é" * 120,
    "日本語の題名" * 12,
    "\U0001f600" * 40,
    "DTSTART:20000101",
    " leading",
)


def held(*claims, zone="America/Los_Angeles", title="Jessica Jones"):
    known = catalogue(*claims, shows=(show(zone=zone, title=title, short=title),))
    found = entries_of(known, JESSICA, day=TODAY, lowest=Stance.REPORTED)
    return shows_calendar(found, [known.shows[JESSICA]])


def written(*claims, **how):
    return icalendar_bytes(held(*claims, **how))


def day():
    return claim(value="2018-03-08")


def moment(text="2018-03-08T00:00-08:00[America/Los_Angeles]"):
    return claim("release-time", text)


def test_a_day_is_that_day_to_every_reader():
    data = written(day()).decode()

    (by_library,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    (by_ics,) = ics.Calendar(data).events
    (by_vobject,) = vobject.readOne(data).vevent_list
    converted = x_wr_timezone.to_standard(icalendar.Calendar.from_ical(data))
    (by_converter,) = converted.walk("VEVENT")

    assert by_library["dtstart"].dt == by_converter["dtstart"].dt == date(2018, 3, 8)
    assert by_vobject.dtstart.value == date(2018, 3, 8)
    assert (by_ics.all_day, by_ics.begin.date()) == (True, date(2018, 3, 8))
    assert by_ics.duration == timedelta(days=1)
    assert by_ics.name == by_vobject.summary.value == "Jessica Jones season 2"


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("America/Los_Angeles", "2018-03-08T00:00-08:00[America/Los_Angeles]"),
        ("America/Los_Angeles", "2018-03-11T01:59-08:00[America/Los_Angeles]"),
        ("America/Los_Angeles", "2018-03-11T03:00-07:00[America/Los_Angeles]"),
        ("America/Los_Angeles", "2018-11-04T00:30-07:00[America/Los_Angeles]"),
        ("Europe/Berlin", "2018-07-01T20:15+02:00[Europe/Berlin]"),
        ("Asia/Tokyo", "2018-04-06T23:30+09:00[Asia/Tokyo]"),
        ("Asia/Kolkata", "2018-04-06T00:00+05:30[Asia/Kolkata]"),
        ("Australia/Lord_Howe", "2018-04-01T12:00+10:30[Australia/Lord_Howe]"),
        ("UTC", "2018-04-06T12:00Z"),
        ("America/Los_Angeles", "2045-07-06T12:00-07:00[America/Los_Angeles]"),
    ],
)
def test_a_moment_is_that_moment_to_every_reader(zone, text):
    said = moment(text)
    data = written(said, zone=zone).decode()
    expected = said.value.moment.astimezone(UTC)

    (by_library,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    (by_ics,) = ics.Calendar(data).events
    (by_vobject,) = vobject.readOne(data).vevent_list
    converted = x_wr_timezone.to_standard(icalendar.Calendar.from_ical(data))
    (by_converter,) = converted.walk("VEVENT")

    assert by_library["dtstart"].dt == by_converter["dtstart"].dt == expected
    assert by_ics.begin.datetime.astimezone(UTC) == expected
    assert by_vobject.dtstart.value.astimezone(UTC) == expected
    assert not by_ics.all_day


@given(
    st.sampled_from(
        (
            *("America/Los_Angeles", "Europe/London", "Australia/Lord_Howe", "Asia/Tokyo"),
            *("America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu"),
        )
    ),
    st.lists(
        st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  the zone is beside
        min_size=1,
        max_size=4,
    ),
)
@settings(max_examples=25, deadline=None)
def test_a_zone_says_what_the_zone_data_says_at_each_moment(name, moments):
    zone = ZoneInfo(name)
    component = zone_component(zone, moments)

    assert component.tz_name == name
    begins = sorted(
        (one["dtstart"].dt, one["tzoffsetfrom"].td, one["tzoffsetto"].td)
        for one in component.subcomponents
    )
    for at in moments:
        passed = [one for one in begins if (one[0] - one[1]).replace(tzinfo=UTC) <= at]
        assert passed
        assert max(passed, key=lambda one: one[0] - one[1])[2] == at.astimezone(zone).utcoffset()


@pytest.mark.parametrize("notation", ["2018", "2018-03", "2018-22", "2018/..", "2018-03-08~"])
def test_what_has_no_day_is_something_to_come_that_stands_at_no_day(notation):
    data = written(claim(value=notation)).decode()

    (todo,) = icalendar.Calendar.from_ical(data).walk("VTODO")
    assert {"DTSTART", "DUE", "DURATION", "COMPLETED"}.isdisjoint(todo)
    assert todo["status"] == "NEEDS-ACTION"
    assert "no day yet" in todo["summary"]
    assert not ics.Calendar(data).events
    assert [one.name for one in ics.Calendar(data).todos] == [str(todo["summary"])]
    assert vobject.readOne(data).vtodo.summary.value == str(todo["summary"])


@pytest.mark.parametrize("kind", ["release-date", "availability-start", "availability-end"])
@pytest.mark.parametrize(
    "notation",
    [
        *("2018-03-08T00:00-08:00[America/Los_Angeles]", "2018-03-08T09:30+01:00", "2018-03-08"),
        *("2018-03-08~", "2018-03-10/2018-03-11", "2018-03-12/2018-03-18", "2018-03-late"),
        *("2018-03", "2018-22-late", "2018-22", "2018-33", "2018-late", "2018-40", "2018"),
        *("2018-03/2018-06", "2018/..", "../2018-12-31"),
    ],
)
def test_only_what_is_known_by_its_day_stands_at_one_to_any_reader(kind, notation):
    value = PartialDate.parse(notation)
    data = written(claim(kind, notation)).decode()

    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert len(events) == len(ics.Calendar(data).events) == int(value.is_day)
    assert ("vevent" in vobject.readOne(data).contents) == value.is_day
    assert ("vtodo" in vobject.readOne(data).contents) != value.is_day
    for one in events:
        at = one["dtstart"].dt
        assert isinstance(at, datetime) == (value.moment is not None)
        assert at == (value.moment or value.day)


def test_a_day_that_is_taken_back_is_cancelled_to_every_reader():
    back = claim(value=None, on="2018-01-20", action=Action.WITHDRAWS)
    data = written(day(), back).decode()

    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    (by_ics,) = ics.Calendar(data).events
    assert event["status"] == vobject.readOne(data).vevent.status.value == "CANCELLED"
    assert by_ics.status == "CANCELLED"
    assert event["sequence"] == 1
    assert event["dtstamp"].dt == datetime(2018, 1, 20, tzinfo=UTC)


def test_a_day_that_moves_is_one_event_with_a_higher_sequence():
    later = claim(value="2018-03-15", on="2018-01-20")
    (before,) = icalendar.Calendar.from_ical(written(day())).walk("VEVENT")
    (after,) = icalendar.Calendar.from_ical(written(day(), later)).walk("VEVENT")

    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstart"].dt == date(2018, 3, 15)


def test_who_said_so_comes_with_it():
    (event,) = icalendar.Calendar.from_ical(written(day())).walk("VEVENT")

    assert event["url"] == "https://example.org/collider"
    assert "Confirmed: Collider, 9 December 2017" in event["description"]
    assert event["status"] == "CONFIRMED"
    assert event["transp"] == "TRANSPARENT"


def test_it_is_named_coloured_and_says_how_often_to_look():
    lines = written(day()).decode().splitlines()

    assert "X-WR-CALNAME:Jessica Jones · Violet" in lines
    assert "NAME:Jessica Jones · Violet" in lines
    assert "COLOR:rebeccapurple" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert "X-PUBLISHED-TTL:PT6H" in lines


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_title_stays_a_title(hostile):
    bad = claim(value="2018-03-08", publisher=hostile)
    data = written(bad, moment(), title=hostile).decode()

    calendar = icalendar.Calendar.from_ical(data)
    assert [one.name for one in calendar.walk()].count("VEVENT") == 1
    assert not calendar.walk("VALARM")
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].dt == datetime(2018, 3, 8, 8, tzinfo=UTC)
    (by_ics,) = ics.Calendar(data).events
    assert by_ics.begin.datetime == event["dtstart"].dt
    assert vobject.readOne(data).vevent.dtstart.value == event["dtstart"].dt
    assert len(data.splitlines()) == data.count("\r\n")


@given(st.text(max_size=250), st.text(max_size=250))
@settings(max_examples=40, deadline=None)
def test_whatever_strangers_write_lines_are_short_and_all_of_it_is_read_back(title, publisher):
    feed = held(claim(value="2018-03-08", publisher=publisher or "x"), title=title or "x")
    data = icalendar_bytes(feed)

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n") == len(data.decode().splitlines())
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    (entry,) = feed.entries
    assert str(event["summary"]) == entry.title
    assert str(event["description"]) == entry.text


def test_it_is_the_same_bytes_in_every_process_whenever_it_is_made():
    program = (
        f"import sys; sys.path[:0] = {sys.path!r}; from datetime import date\n"
        "from content.show_files.folders import read_catalogue, shipped_shows\n"
        "from content.calendar.feed import Wanted, entries_wanted, shows_calendar\n"
        "from content.facts.claims import Stance\n"
        "from adapters.calendar.writing import icalendar_bytes\n"
        "known = read_catalogue([shipped_shows()]).catalogue\n"
        "wanted = [Wanted(one, Stance.REPORTED) for one in known.shows]\n"
        "made = entries_wanted(known, wanted, day=date(2018, 2, 1))\n"
        "sys.stdout.buffer.write(icalendar_bytes(shows_calendar(made, [])))\n"
    )

    def made(seed):
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"},
            capture_output=True,
            check=True,
        )
        return done.stdout

    first = made("1")
    assert first == made("2")
    assert first.count(b"BEGIN:VEVENT") > 5


def test_an_empty_calendar_is_one_all_the_same():
    feed = shows_calendar((), [])
    data = icalendar_bytes(feed).decode()

    assert not icalendar.Calendar.from_ical(data).events
    assert not ics.Calendar(data).events
    assert vobject.readOne(data).prodid.value == "-//Violet//Violet//EN"
    assert "BEGIN:VTIMEZONE" in data
    assert last_changed(feed) is None


def entry(first_day):
    at = datetime(2018, 1, 1, tzinfo=UTC)
    return CalendarEntry(
        uid=f"{first_day}@violet",
        kind=EntryKind.DAY,
        status=EntryStatus.CERTAIN,
        sequence=0,
        first_day=first_day,
        moment=None,
        title="x",
        text="y",
        url=None,
        created=at,
        changed=at,
    )


@given(st.dates())
@settings(max_examples=40, deadline=None)
def test_every_day_there_is_can_be_written(first_day):
    data = icalendar_bytes(shows_calendar([entry(first_day)], []))

    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert event["dtstart"].dt == first_day


def test_entries_come_soonest_first():
    feed = shows_calendar([entry(date(2018, 5, one)) for one in (3, 1, 2)], [])

    found = re.findall(rb"DTSTART;VALUE=DATE:(\d+)", icalendar_bytes(feed))
    assert all(one < other for one, other in pairwise(found))
