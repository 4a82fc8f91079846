"""Whatever a file holds, it is read or refused; nothing is raised and nothing passes silently."""

from datetime import UTC, date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from content.facts.claims import ShowId
from content.files.faults import Notes
from content.show_files.claims import (
    ALLOWED,
    KINDS,
    SOURCE_ALLOWED,
    STANCES,
    read_claim,
    read_source,
)
from content.show_files.show import ALIAS_ALLOWED, read_show
from content.show_files.show import ALLOWED as SHOW_ALLOWED

WORDS = st.sampled_from(
    [
        *KINDS,
        *STANCES,
        *("platform", "outlet", "retracts", "withdraws", "page", "special", "Thursday", "FR"),
        *("2018", "2018-03-08", "2018/..", "2018-11-31", "03/04/2017", "8 March 2018 PST"),
        *("https://example.org/", "UTC", "EST", "jessica-jones", "a", "", " ", "\x00"),
    ]
)
SCALARS = st.one_of(
    WORDS,
    st.text(max_size=8),
    st.integers(),
    st.booleans(),
    st.floats(),
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.none() | st.just(UTC)),
    st.sampled_from([2, date.min, date.max, time.max, datetime.max.replace(tzinfo=UTC)]),
)


def tables(keys):
    return st.dictionaries(st.sampled_from(sorted(keys)) | st.text(max_size=3), VALUES, max_size=16)


VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(sorted(SOURCE_ALLOWED | ALIAS_ALLOWED)), inner, max_size=4
        )
    ),
    max_leaves=4,
)


@given(tables(ALLOWED))
def test_any_table_is_a_claim_or_noted(table):
    notes = Notes()

    claim = read_claim(table, ("claim", 0), ShowId("a"), {}, notes)

    assert (claim is None) == bool(notes)


@given(tables(SOURCE_ALLOWED))
def test_any_table_is_a_source_or_noted(table):
    notes = Notes()

    source = read_source(table, ("sources", "a"), notes)

    assert (source is None) == bool(notes)


@given(tables(SHOW_ALLOWED))
def test_any_table_is_a_show_or_noted(table):
    notes = Notes()

    show = read_show(table, notes)

    assert (show is None) == bool(notes)
