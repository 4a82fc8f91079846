"""Dates in English words; other languages are in test_dates_in_every_language.py."""

import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from content.facts.dates import PartialDate
from content.language.dates import (
    before_words,
    in_words,
    moment_words,
    precision_note,
    since_words,
    words,
)
from content.language.time_zones import city_words, zone_words

SAID = {
    "2018-03-08": ("8 March 2018", "on 8 March 2018", "since 8 March 2018"),
    "2018-03": ("March 2018", "in March 2018", "since March 2018"),
    "2018": ("2018", "in 2018", "since 2018"),
    "2018-21": ("spring 2018", "in spring 2018", "since spring 2018"),
    "2017-24": ("winter 2017/18", "in winter 2017/18", "since winter 2017/18"),
    "2017-22-late": ("late summer 2017", "in late summer 2017", "since late summer 2017"),
    "2018-early": ("early 2018", "in early 2018", "since early 2018"),
    "2018-03-mid": ("mid March 2018", "in mid March 2018", "since mid March 2018"),
    "2018-34": (
        "the second quarter of 2018",
        "in the second quarter of 2018",
        "since the second quarter of 2018",
    ),
    "2018-41": (
        "the second half of 2018",
        "in the second half of 2018",
        "since the second half of 2018",
    ),
    "2018-03-10/2018-03-11": (
        "the weekend of 10\N{EN DASH}11 March 2018",
        "over the weekend of 10\N{EN DASH}11 March 2018",
        "since the weekend of 10\N{EN DASH}11 March 2018",
    ),
    "2018-03-05/2018-03-11": (
        "the week of 5 March 2018",
        "in the week of 5 March 2018",
        "since the week of 5 March 2018",
    ),
    "2018/..": ("not before 2018", "not before 2018", "(not before 2018)"),
    "../2018-12-31": ("by 31 December 2018", "by 31 December 2018", "(by 31 December 2018)"),
    "2018-03/2018-06": (
        "between March and June 2018",
        "between March and June 2018",
        "(between March and June 2018)",
    ),
    "2018~": ("about 2018", "around 2018", "since about 2018"),
    "XXXX": ("no known day", "on no known day", "(since when is not known)"),
}


@pytest.mark.parametrize("notation", SAID)
def test_a_date_is_said_no_more_exactly_than_it_is_known(notation: str) -> None:
    day = PartialDate.parse(notation)

    assert (words(day), in_words(day), since_words(day)) == SAID[notation]


def test_a_day_can_come_with_its_weekday() -> None:
    day = PartialDate.parse("2018-03-08")

    assert words(day, weekday=True) == "Thursday 8 March 2018"
    assert in_words(day, weekday=True) == "on Thursday 8 March 2018"
    assert since_words(day, weekday=True) == "since Thursday 8 March 2018"


def test_a_day_next_to_today_is_called_so() -> None:
    day = PartialDate.parse("2018-03-08")

    assert words(day, today=date(2018, 3, 7)) == "tomorrow, 8 March 2018"
    assert in_words(day, today=date(2018, 3, 8)) == "today, on 8 March 2018"
    assert words(day, today=date(2018, 3, 9)) == "yesterday, 8 March 2018"
    assert words(day, today=date(2018, 3, 10)) == "8 March 2018"


def test_a_bound_is_said_after_before() -> None:
    assert before_words(PartialDate.parse("2018-03-08/..")) == "before 8 March 2018"
    assert before_words(PartialDate.parse("2018-21/..")) == "before spring 2018"


def test_only_a_day_is_exact() -> None:
    assert precision_note(PartialDate.parse("2018-03-08")) is None
    assert precision_note(PartialDate.parse("2018-03")) == "no day yet"


def test_a_moment_is_said_with_its_zone() -> None:
    moment = datetime(2018, 3, 8, tzinfo=ZoneInfo("America/Los_Angeles"))

    assert moment_words(moment) == "8 March 2018 at 00:00 (Los Angeles time)"
    assert moment_words(moment.astimezone(UTC)) == "8 March 2018 at 08:00 (UTC)"
    offset = datetime.fromisoformat("2018-03-08T01:00+09:00")
    assert moment_words(offset, weekday=True) == "Thursday 8 March 2018 at 01:00 (UTC+09:00)"


def test_a_zone_is_called_by_its_city() -> None:
    assert zone_words("America/New_York") == "New York time"
    assert city_words("America/New_York") == "New York"
    assert zone_words("UTC") == "UTC"
    assert zone_words("America/Argentina/Buenos_Aires") == "Buenos Aires time"


def test_english_needs_neither_a_catalogue_nor_babel() -> None:
    program = """if True:
        import sys
        from content.facts.dates import PartialDate
        from content.language.dates import in_words
        print(in_words(PartialDate.parse("2018-03-08"), weekday=True), "babel" in sys.modules)
    """

    ran = subprocess.run(  # noqa: S603 - a program of our own
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert ran.stdout == "on Thursday 8 March 2018 False\n"
