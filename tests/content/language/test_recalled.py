"""Reasons are kept in English with all that was put into them, and read in any language."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language.platforms import discord, discord_places, discord_troubles, slack
from content.language.recalled import made_from
from content.language.wording import Wording, wording_for
from fakes.languages import COMPLETE

UNTIL = datetime(2026, 8, 1, 12, tzinfo=UTC)
REASONS: dict[str, Callable[..., str]] = {
    "lacking": lambda **said: discord.lacking_when_posting(
        (discord.VIEW, discord_places.CONNECT), **said
    ),
    "lacking something": lambda **said: discord.lacking_when_posting((), **said),
    "lacking to follow": discord.lacking_to_follow,
    "answered": lambda **said: discord.answered(502, **said),
    "lost": lambda **said: discord.answer_lost("ServerDisconnectedError", **said),
    "unread": lambda **said: discord.answer_unread("ContentTypeError", **said),
    "before Discord": lambda **said: discord.answered_before(403, **said),
    "refused there": lambda **said: discord.refused_there(50001, "Missing (Access)", **said),
    "refused message": lambda **said: discord.refused_message(50035, "Invalid: {a}", **said),
    "could not look": lambda **said: discord.could_not_look(discord.SEARCH_TOO_LONG, **said),
    "could not look, lacking": lambda **said: discord.could_not_look(
        discord.how_to_grant((discord.HISTORY,), **said), **said
    ),
    "in timeout": lambda **said: discord_troubles.timed_out(UNTIL, **said),
    "locked post": lambda **said: discord_places.post_locked("News", **said),
    "no events": discord_places.lacking_for_events,
    "Slack answered": lambda **said: slack.answered("fatal_error", **said),
    "Slack lost": lambda **said: slack.answer_lost("TimeoutError", **said),
    "Slack unread": lambda **said: slack.answer_unread(200, **said),
    "before Slack": lambda **said: slack.answered_before(502, **said),
    "Slack refused": lambda **said: slack.refused_message("invalid_blocks", **said),
    "no direct message": lambda **said: slack.opens_no_direct_message("x_y", **said),
    "could not ask": lambda **said: slack.could_not_ask("OSError", **said),
    "could not search": lambda **said: slack.could_not_search("", **said),
    "asks for a pause": lambda **said: slack.asks_for_pause("rate_limited", **said),
}


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_a_reason_that_was_kept_is_read_as_it_would_be_said(
    reason: Callable[..., str], language: str
) -> None:
    wording = wording_for(language)

    recalled = wording.recalled(reason())

    assert recalled == reason(wording=wording)
    assert recalled != reason()


DOUBTS = [
    "TVmaze lists a season 3; who says that there is one is not known.",
    "TVmaze has changed it four times within a week.",
    "That outranks TVmaze; taking this in takes it back.",
    "The show is listed as ended.",
    'It is hedged: "could".',
    'It is read from the day of the article: "next Friday".',
]


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("doubt", DOUBTS)
def test_what_makes_editors_doubt_is_read_in_their_language(doubt: str, language: str) -> None:
    recalled = wording_for(language).recalled(doubt)

    assert recalled != doubt
    assert all(name in recalled for name in ("TVmaze", "could", "next Friday") if name in doubt)


@given(st.text(), st.sampled_from(COMPLETE))
def test_what_was_put_in_comes_back_as_it_was(text: str, language: str) -> None:
    wording = wording_for(language)
    kept = discord.refused_there(50001, text)

    assert wording.recalled(kept) == discord.refused_there(50001, text, wording)


@given(st.text(), st.sampled_from(COMPLETE))
def test_what_nobody_here_said_stays_as_it_is(text: str, language: str) -> None:
    wording: Wording = wording_for(language)

    assert wording.recalled(f"Zyx {text}") == f"Zyx {text}"


def test_the_template_that_says_most_is_the_one() -> None:
    templates = (
        "I cannot post in {channel}.",
        "I cannot post in {channel} of {server}.",
        "{name} and {other} of it.",
        "Only {what}",
        "{name} has changed it {often} times within a week.",
    )

    assert made_from("I cannot post in #a of Fans.", templates) == (
        "I cannot post in {channel} of {server}.",
        {"channel": "#a", "server": "Fans"},
    )
    assert made_from("I cannot post in #a.", templates) == (
        "I cannot post in {channel}.",
        {"channel": "#a"},
    )
    assert made_from("A List has changed it 4 times within a week.", templates) == (
        "{name} has changed it {often} times within a week.",
        {"name": "A List", "often": "4"},
    )
    assert made_from("One and two of it.", templates) is None
    assert made_from("Only this", templates) is None


def test_a_place_that_stands_twice_holds_the_same_twice() -> None:
    templates = ("To do it I need {this}. Turn on {this}.",)

    assert made_from("To do it I need A B. Turn on A B.", templates) == (
        templates[0],
        {"this": "A B"},
    )
    assert made_from("To do it I need A. Turn on B.", templates) is None
