"""Text in lines of a terminal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.environment import state_folder, wants_colours
from bot.terminal_lines import LEAST_WIDTH, columns, laid_out

COLOURS = re.compile(r"\x1b\[\d+m")
TEXT = st.text(st.sampled_from("ab é季 \n*:/"), max_size=200)


@given(TEXT, st.integers(0, 60))
def test_no_line_is_longer_than_the_terminal_but_for_one_word(text, width):
    for line in laid_out(text, width=width, colours=False).split("\n"):
        assert columns(line) <= max(width, LEAST_WIDTH) or " " not in line.strip(" ").removeprefix(
            "** "
        )


@given(TEXT, st.integers(0, 60), st.booleans())
def test_nothing_is_lost_and_nothing_added_but_colours(text, width, colours):
    said = COLOURS.sub("", laid_out(text, width=width, colours=colours))

    assert said.split() == text.split()


@given(TEXT)
def test_what_goes_elsewhere_is_left_as_it_is(text):
    assert laid_out(text, width=None, colours=False) == text


def test_lines_go_on_below_where_they_began():
    said = laid_out("** News of a season\n   a line of news", width=20, colours=False)

    assert said.split("\n") == ["** News of a season", "   a line of news"]
    assert laid_out("   one two three four five", width=20, colours=False).split("\n") == [
        "   one two three",
        "   four five",
    ]


def test_news_sources_and_links_are_coloured():
    said = laid_out("** News\nSource: a\n  https://a.example/x", width=20, colours=True)

    assert said.split("\n") == [
        "\x1b[1m** News\x1b[0m",
        "\x1b[2mSource: a\x1b[0m",
        "  \x1b[4mhttps://a.example/x\x1b[0m",
    ]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_are_wanted(told, wanted):
    assert wants_colours(told, at_terminal=True) is wanted
    assert not wants_colours(told, at_terminal=False)


@pytest.mark.parametrize(
    ("told", "folder"),
    [
        ({"HOME": "/home/ada"}, "/home/ada/.local/state/violet"),
        ({"HOME": "/home/ada", "XDG_STATE_HOME": "/s"}, "/s/violet"),
        ({"HOME": "/home/ada", "XDG_STATE_HOME": "s"}, "/home/ada/.local/state/violet"),
        ({}, None),
    ],
)
def test_what_is_kept_for_another_time_has_its_place(told, folder):
    found = state_folder(told)

    assert found == folder if folder is None else str(found) == folder
