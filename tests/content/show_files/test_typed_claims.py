"""What is wrong with a claim as an editor types it, told part by part."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.claims import ShowId
from content.show_files.typed_claims import TypedClaim, faults_by_part, read_typed_claim
from fakes.newsroom import NOW

SHOW = ShowId("jessica-jones")
RIGHT = TypedClaim(
    kind="release-date",
    value="14 June 2019",
    stance="confirmed",
    publisher="Netflix",
    url="https://example.org/page",
    reported="2018-01-31",
)


def test_what_can_be_claimed_has_no_fault():
    assert faults_by_part(RIGHT, SHOW, 3, NOW) == {}


@pytest.mark.parametrize(
    ("part", "typed", "cure"),
    [
        ("kind", "relase-date", "did you mean 'release-date'"),
        ("value", "soon", "soon"),
        ("value", "31 February 2019", "31"),
        ("value", None, "lacks its value"),
        ("stance", "sure", "unknown stance"),
        ("url", None, "write url https://"),
        ("url", "example", "url"),
        ("reported", "yesterweek", "yesterweek"),
        ("reported", "2019-01-01", "still to come"),
        ("authority", "my aunt", "unknown authority"),
        ("market", "Germany", "Germany"),
        ("detail", "x" * 241, "at most 240"),
        ("says", "a\u200bb", "unseen"),
    ],
)
def test_each_part_is_told_its_own_fault_with_what_to_write(part, typed, cure):
    faults = faults_by_part(replace(RIGHT, **{part: typed}), SHOW, 3, NOW)

    assert part in faults
    assert cure.casefold() in faults[part].casefold()
    assert set(faults) <= {part, "says"}


@given(st.fixed_dictionaries({name: st.none() | st.text(max_size=50) for name in RIGHT.given}))
def test_whatever_is_named_by_part_is_among_all_that_is_wrong(parts):
    typed = TypedClaim(**parts)
    read = read_typed_claim(typed, SHOW, 3, NOW)

    faults = faults_by_part(typed, SHOW, 3, NOW)

    assert set(faults.values()) <= set(read if isinstance(read, tuple) else ())
