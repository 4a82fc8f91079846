"""Any text at all: read within bounds, the same way each time, and never echoed raw."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.understanding.intents import Intent
from content.understanding.question import Conversation
from content.understanding.seasons import read_season
from content.understanding.times import read_window
from content.understanding.tokens import MOST_TOKENS, normalise
from content.understanding.typed_shows import find_shows
from content.understanding.understand import (
    MOST_QUESTIONS,
    explain_reading,
    read_message,
    steps_of,
)

TODAY = AsOf.on(date(2018, 2, 1))
PIECES = (
    "when is jj s2 and luke cage out ? IF if filming in april 31 2018-02-30 season next last by"
    ' christmas "Violet" notices source no the netflix one wann シーズン2 いつ 99 s999 , . ¿y'
)
WORDS = st.sampled_from(PIECES.split())
BROKEN = st.sampled_from(
    ["march", "8", "2018", "?", "\n", "!", "jessica", "jones", "s", "2", "krysten", "ritter"]
)
TEXT = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join))
BEFORE = st.sampled_from(
    [
        Conversation(),
        Conversation(show=ShowId("daredevil"), season=3, intent=Intent.SOURCE),
        Conversation(show=ShowId("gone-since"), intent=Intent.CAST),
    ]
)
RELAXED = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@RELAXED
@given(words=TEXT, before=BEFORE)
def test_any_text_is_read_within_bounds_and_the_same_way_twice(
    words: str, before: Conversation, shipped: Catalogue
) -> None:
    found = read_message(words, shipped, TODAY, conversation=before)

    assert len(found.questions) <= MOST_QUESTIONS
    assert found == read_message(words, shipped, TODAY, conversation=before)
    assert (
        explain_reading(words, shipped, TODAY, conversation=before) or not normalise(words).tokens
    )
    for question in found.questions:
        assert question.unknown is None or len(question.unknown) <= 48
        assert question.show is None or question.show in {*shipped.shows, "gone-since"}


@pytest.mark.parametrize(
    "words",
    [
        "did jj s2 come out in march? 2018",
        "did jj s2 come out on march! 8",
        "is jj s2 out in march?\n2018",
        "is jj s2 out march 8\n2018",
    ],
)
def test_a_day_is_one_day_though_a_mark_stands_in_it(words: str, shipped: Catalogue) -> None:
    found = read_message(words, shipped, TODAY, conversation=Conversation()).questions

    assert [(one.intent, one.show, one.season) for one in found] == [
        (Intent.RELEASE_CHECK, "jessica-jones", 2)
    ]
    assert found[0].claimed
    assert "-03" in str(found[0].claimed.spans[0])


@RELAXED
@given(words=st.lists(BROKEN, max_size=30).map(" ".join))
def test_what_is_found_in_a_part_of_a_message_ends_within_it(
    words: str, shipped: Catalogue
) -> None:
    steps, _ = steps_of(words, shipped, TODAY, Conversation())

    for heard in (step.heard for step in steps):
        named = (*heard.mentions, *heard.seasons, *heard.times, *heard.people, *heard.called)
        for one in (*named, *heard.untracked, *heard.meanings, *heard.strangers, *heard.unknown):
            assert 0 <= one.start < one.end <= len(heard.tokens)


@RELAXED
@given(typed=st.text(max_size=60))
def test_any_text_may_be_typed_into_a_field(typed: str, shipped: Catalogue) -> None:
    assert set(find_shows(typed, shipped)) <= set(shipped.shows)
    season = read_season(typed)
    assert not isinstance(season, int) or 0 <= season <= 99 or 1900 <= season < 2100
    since = read_window(typed, TODAY)
    assert since is None or since.earliest is not None or since.latest is not None


@pytest.mark.parametrize(
    "flood",
    [
        "when " * 50_000,
        "jj s2 and " * 20_000,
        "a" * 500_000,
        '"' * 100_000,
        "x'" * 100_000,
        "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 20_000,
        "2018-" * 50_000,
        "シーズン" * 50_000,
    ],
)
def test_a_flood_is_looked_at_only_so_far(flood: str, shipped: Catalogue) -> None:
    text = normalise(flood)

    found = read_message(flood, shipped, TODAY, conversation=Conversation())

    assert len(text.tokens) <= MOST_TOKENS
    assert sum(len(token.raw) for token in text.tokens) <= 2_000
    assert len(found.questions) <= MOST_QUESTIONS


def test_markup_in_an_unknown_title_is_not_said_back(shipped: Catalogue) -> None:
    words = "when is @everyone **Zorblax** <script> season 2 out"

    found = read_message(words, shipped, TODAY, conversation=Conversation()).questions

    assert [question.intent for question in found] == [Intent.NOT_TRACKED]
    assert not set("@*<>`") & set(found[0].unknown or "@")
