"""Every value in every form of words, read back: no form says more, or less, than is known."""

from itertools import combinations
from typing import Final

import pytest

from content.facts.dates import DateError, PartialDate, Precision
from content.language.dates import in_words, since_words, words
from fakes.date_readers import AFTER, BARE, LANGUAGES, PLACED, Language, read

FORMS: Final = {BARE: words, PLACED: in_words, AFTER: since_words}
PERIODS: Final = (
    *(f"2018{part}" for part in ("", "-early", "-mid", "-late")),
    *(f"2018-{month:02}{part}" for month in (1, 3, 8) for part in ("", "-early", "-mid", "-late")),
    *(f"2018-{n}{part}" for n in range(21, 25) for part in ("", "-early", "-mid", "-late")),
    *(f"2018-{number}" for number in (33, 34, 35, 36, 40, 41)),
    *("2018-01-01", "2018-03-08", "2018-12-31"),
)
WEEKS: Final = (
    *("2018-03-10/2018-03-11", "2018-03-30/2018-04-01", "2018-12-29/2018-12-30"),
    *("2017-12-30/2017-12-31", "2018-03-05/2018-03-11", "2018-12-31/2019-01-06"),
)
ENDS: Final = (
    *("2018", "2019", "2018-early", "2018-mid", "2019-late", "2018-01", "2018-11", "2018-03-early"),
    *("2018-08-late", "2018-21", "2018-22", "2018-24", "2018-21-early", "2018-22-late", "2019-23"),
    *("2018-24-mid", "2018-33", "2018-36", "2018-40", "2019-41", "2018-03-01", "2018-03-20"),
    *("2018-11-17", "2019-03-20"),
)
MOMENTS: Final = (
    *("2018-03-08T00:00-08:00[America/Los_Angeles]", "2018-12-01T09:05:30.5+01:00[Europe/Paris]"),
    "2019-01-01T23:59+09:00",
)


def spans() -> list[str]:
    """Intervals of all pairs of ends that are in order."""
    found = []
    for first, last in (*combinations(ENDS, 2), *((b, a) for a, b in combinations(ENDS, 2))):
        try:
            found.append(str(PartialDate.parse(f"{first}/{last}")))
        except DateError:  # it would end before it begins
            continue
    return found


SPANS: Final = spans()
VALUES: Final = tuple(
    PartialDate.parse(notation)
    for notation in (
        *PERIODS,
        *(f"{one}~" for one in PERIODS),
        *(f"{one}/.." for one in PERIODS),
        *(f"../{one}" for one in PERIODS),
        *WEEKS,
        *(one.replace("/", "~/") + "~" for one in WEEKS),
        *SPANS,
        *(one.replace("/", "~/") + "~" for one in SPANS[::5]),
        *(f"{one}~" for one in SPANS[1::5]),
        *(one.replace("/", "~/") for one in SPANS[2::5]),
        *MOMENTS,
        "XXXX",
    )
)


def expected(value: PartialDate) -> str:
    return f"{value.moment:%Y-%m-%dT%H:%M}" if value.moment else value.notation


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_every_date_in_every_form_reads_back_as_it_is_known(language: Language) -> None:
    wrong = {
        (form, value.notation): (said, found)
        for value in VALUES
        for form, in_form in FORMS.items()
        for said in [in_form(value, locale=language.code)]
        for found in [read(said, form, language)]
        if found != {expected(value)}
    }

    assert wrong == {}


def test_the_dates_that_are_walked_are_of_every_precision() -> None:
    assert len(VALUES) > 500
    assert {value.precision for value in VALUES} == set(Precision)
    assert {value.about for value in VALUES} == {(a, b) for a in (0, 1) for b in (0, 1)}
