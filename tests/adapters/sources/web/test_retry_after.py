"""How long a server asks to be left alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sources.web.retry_after import LONGEST_PAUSE, pause_asked

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 30 ", 30),
        ("1.5", 2),
        ("Tue, 01 Dec 2026 12:05:00 GMT", 300),
        ("Tuesday, 01-Dec-26 12:05:00 GMT", 300),
        ("Tue Dec  1 12:05:00 2026", 300),
        ("Tue, 01 Dec 2026 13:05:00 +0100", 300),
        ("Tue, 01 Dec 2026 11:00:00 GMT", 0),
        ("9" * 5000, 604_800),
        ("31536000", 604_800),
        ("Fri, 01 Jan 2041 00:00:00 GMT", 604_800),
    ],
)
def test_seconds_and_dates_are_read_and_clamped_to_seven_days(text, seconds):
    assert pause_asked(text, now=NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", [None, "", "soon", "-5", "nan", "inf", "Tue, 99 Foo 2026", "1 2 3"]
)
def test_what_makes_no_sense_asks_for_nothing(text):
    assert pause_asked(text, now=NOW) is None


@given(st.text(max_size=100))
def test_whatever_is_sent_it_is_nothing_or_a_pause_of_seven_days_at_most(text):
    pause = pause_asked(text, now=NOW)

    assert pause is None or timedelta() <= pause <= LONGEST_PAUSE
