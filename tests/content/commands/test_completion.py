"""What a line may become, and which command was meant by what is none."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.commands.admin import AdminCommand
from content.commands.completion import MOST_COMPLETIONS, completion_of
from content.commands.parse import Ask, read_command
from content.commands.verbs import BELOW, FIRST, misspelt_command, misspelt_verb
from content.subscriptions.preference_fields import FIELDS
from fakes.asked import shipped


def becomes(line):
    """Every line that *line* may become."""
    found = completion_of(line, shipped(), others=["quit"])
    return [line[: len(line) - found.replaced] + word for word in found.words]


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("", "when"),
        ("qu", "quit"),
        ("forget", "forget me"),
        ("upd", "updates"),
        ("updates s", "updates settings"),
        ("newsdesk re", "newsdesk review"),
        ("newsdesk review a", "newsdesk review amend"),
        ("newsdesk feeds p", "newsdesk feeds pause"),
        ("newsdesk record jessica j", "newsdesk record jessica-jones"),
        ("when jess", "when jessica-jones"),
        ("when Jessica Jo", "when jessica-jones"),
        ("when jesica", "when jessica-jones"),
        ("when jessica-jones ", "when jessica-jones 3"),
        ("when jessica jones n", "when jessica jones next"),
        ("remind st", "remind stop"),
        ("remind stop jess", "remind stop jessica-jones"),
        ("updates pause jess", "updates pause jessica-jones"),
        ("updates subscribe a", "updates subscribe all"),
        ("updates subscribe all q", "updates subscribe all quiet"),
        ("updates subscribe jessica jones dig", "updates subscribe jessica jones digest"),
        ("updates settings jessica-jones digest w", "updates settings jessica-jones digest weekly"),
        ("updates settings digest weekly st", "updates settings digest weekly steps"),
        ("updates subscribe all in Berl", "updates subscribe all in Europe/Berlin"),
        ("updates subscribe all kinds rel", "updates subscribe all kinds release"),
        ("updates settings count on li", "updates settings count on listings"),
        ("updates settings silent y", "updates settings silent yes"),
    ],
)
def test_a_line_may_become(line, whole):
    assert whole in becomes(line)


def test_every_preference_is_offered_behind_a_show():
    offered = {line.split(" ", 3)[3] for line in becomes("updates subscribe jessica-jones ")}

    assert offered >= {word for field in FIELDS for word in field.words}


@pytest.mark.parametrize("line", ["is it filming", "ask when", "look up sev", "x" * 5_000])
def test_nothing_is_offered_in_a_question(line):
    assert becomes(line) == []


@given(
    st.lists(
        st.sampled_from(["updates", "subscribe", "count", "on", "in", "when", "all", "2", "", "é"])
        | st.text(max_size=5),
        max_size=8,
    ).map(" ".join)
)
def test_whatever_is_typed_only_its_end_is_replaced_by_so_many(line):
    found = completion_of(line, shipped())

    assert 0 <= found.replaced <= len(line)
    assert len(found.words) <= MOST_COMPLETIONS


@pytest.mark.parametrize("verb", [f"{verb} {below}" for verb in BELOW for below in BELOW[verb]])
def test_every_verb_that_is_offered_is_a_command(verb):
    assert not isinstance(read_command(verb), Ask)


def test_every_command_of_a_channel_has_a_verb_that_is_offered():
    given_ = {type(read_command(f"updates {below}")) for below in BELOW["updates"]}

    assert given_ == set(get_args(AdminCommand))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("updtes list", "updates list"),
        ("update subscribe jessica jones", "updates subscribe jessica jones"),
        ("updates lst", "updates list"),
        ("updates subs jj quiet 22-7", "updates subscribe jj quiet 22-7"),
        ("Updates Pasue jj", "updates pause jj"),
        ("newdesk reviw", "newsdesk review"),
    ],
)
def test_a_slip_in_a_command_is_mended(typed, meant):
    assert misspelt_command(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["updates list", "updates", "updates on loki", "updates for jessica jones", "updates please",
     "any updates", "when is jj out", "news", "", "updates the punisher", "uptown list"],
)  # fmt: skip
def test_a_command_or_a_question_is_left_as_it_is(typed):
    assert misspelt_command(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hlp", "help"), ("quti", "quit"), ("remnd jj", "remind jj"), ("frobnicate", None),
     ("help", None), ("x" * 10_000, None), ("", None)],
)  # fmt: skip
def test_a_slip_in_a_single_verb_is_mended(typed, meant):
    assert misspelt_verb(typed, "quit") == meant


@given(st.sampled_from(FIRST), st.text(max_size=30))
def test_what_is_meant_is_never_what_was_typed(verb, rest):
    typed = f"{verb} {rest}"

    assert misspelt_command(typed) != typed
    assert misspelt_verb(typed) != typed
