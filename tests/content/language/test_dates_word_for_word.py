"""Dates and zones word for word in `dates.tsv`, and English dates read back into what they say."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.dates import DateError, PartialDate
from content.language import dates, time_zones
from fakes.english_dates import notation

with Path(__file__).with_name("dates.tsv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file, delimiter="\t"))
LANGUAGES = ("en", "de", "es", "fr")

_YEARS = st.integers(1000, 9998).map("{:04}".format)
_PARTS = st.sampled_from(["-early", "-mid", "-late"])
_DAYS = st.dates(date(1000, 1, 1), date(9000, 1, 1))
_PERIODS = st.one_of(
    st.tuples(_YEARS, st.just("") | _PARTS),
    st.tuples(
        _YEARS,
        st.sampled_from([f"-{n:02}" for n in (*range(1, 13), *range(21, 25))]),
        st.just("") | _PARTS,
    ),
    st.tuples(_YEARS, st.sampled_from([f"-{n}" for n in (*range(33, 37), 40, 41)])),
).map("".join)
_ATOMS = _DAYS.map(date.isoformat) | _PERIODS
_WEEKS = _DAYS.map(lambda day: day - timedelta(day.weekday())).flatmap(
    lambda monday: st.sampled_from([(0, 6), (5, 6), (4, 6)]).map(
        lambda ends: "/".join((monday + timedelta(end)).isoformat() for end in ends)
    )
)


def _span(ends: list[str]) -> PartialDate | None:
    try:
        return PartialDate.parse("/".join(ends))
    except DateError:  # it would end before it begins
        return None


_SPANS = st.lists(_ATOMS, min_size=2, max_size=2).map(sorted).map(_span).filter(lambda span: span)
DATES = st.one_of(
    _ATOMS,
    _WEEKS,
    _ATOMS.map("{}/..".format),
    _ATOMS.map("../{}".format),
    _ATOMS.map("{}~".format),
).map(PartialDate.parse)


def said(function: str, of: str, locale: str) -> str:
    name, _, option = function.partition(" ")
    if name in {"zone_words", "city_words"}:
        return getattr(time_zones, name)(of, locale=locale)
    options = {"weekday": True} if option else {}
    return getattr(dates, name)(PartialDate.parse(of), locale=locale, **options)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_dates_and_zones_are_said_word_for_word(locale: str) -> None:
    wrong = {
        (row["function"], row["of"]): now
        for row in ROWS
        if (now := said(row["function"], row["of"], locale)) != row[locale]
    }

    assert wrong == {}


def read_back(phrase: str) -> PartialDate:
    first, slash, last = notation(phrase).partition("/")
    if last == "week":
        last = (date.fromisoformat(first) + timedelta(6)).isoformat()
    return PartialDate.parse(first + slash + last)


@given(DATES)
def test_an_english_date_can_be_read_back(day: PartialDate) -> None:
    assert read_back(dates.words(day)) == day


@given(_SPANS)
def test_an_english_span_names_both_its_ends(span: PartialDate) -> None:
    assert read_back(dates.words(span)) == span


@given(DATES, st.sampled_from(LANGUAGES))
def test_a_bare_date_is_not_said_less_exactly_where_it_is_placed(
    day: PartialDate, locale: str
) -> None:
    bare = set(dates.words(day, locale=locale).split())
    placed = set(dates.in_words(day, locale=locale).split())

    assert {word for word in bare if word.isdecimal()} <= placed
