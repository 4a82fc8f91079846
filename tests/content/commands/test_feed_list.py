"""The list of feeds that are read: its buttons, and how it is turned over."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.articles.feed import Feed
from content.commands.feed_list import FeedButton, feed_buttons
from content.commands.parse import ManageFeeds
from content.commands.replies.feeds_read import every_feed
from fakes.newsroom import NOW


def feed(number, **parts):
    url = f"https://outlet.example/{number}/feed"
    return Feed(**{"number": number, "url": url, "added_at": NOW, "due_at": NOW} | parts)


def test_a_feed_has_the_buttons_for_how_it_stands():
    said = every_feed([feed(1), feed(2, paused_at=NOW, paused_by="console:robyn")])

    assert {
        item.number: [(one.label, one.key) for one in feed_buttons(item)] for item in said.feeds
    } == {
        1: [("Pause", "feed:pause:1"), ("Remove", "feed:remove:1")],
        2: [("Resume", "feed:resume:2"), ("Remove", "feed:remove:2")],
    }


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("feed:pause:3", ManageFeeds(pause="3")),
        ("feed:resume:3", ManageFeeds(resume="3")),
        ("feed:remove:999999999", ManageFeeds(remove="999999999")),
    ],
)
def test_a_button_holds_what_pressing_it_wants(key, command):
    button = FeedButton.from_key(key)

    assert button is not None
    assert button.command == command
    assert button.key == key


@pytest.mark.parametrize("key", ["feed:burn:3", "feed:pause", "feed:pause:x", "desk:accept:1:1"])
def test_what_is_no_button_of_a_feed_is_none(key):
    assert FeedButton.from_key(key) is None


@given(st.integers(1, 120), st.booleans())
def test_turning_over_shows_every_feed_once_and_those_that_are_not_well_first(many, one_is_silent):
    feeds = [feed(number) for number in range(1, many + 1)]
    if one_is_silent:
        feeds[-1] = feed(many, failing_since=NOW - timedelta(days=1), reason="503")
    seen, start = [], 1
    while start is not None:
        said = every_feed(feeds, start=start)
        assert (said.begins_at, len(said.feeds) <= 15) == (start, True)
        assert [one.line for one in said.feeds] == list(said.lines[: len(said.feeds)])
        seen += [one.number for one in said.feeds]
        start = said.goes_on_at

    assert sorted(seen) == list(range(1, many + 1))
    assert not one_is_silent or seen[0] == many


def test_a_place_that_there_is_no_more_is_the_first():
    assert every_feed([feed(1)], start=16).begins_at == 1
