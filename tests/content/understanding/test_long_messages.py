"""However long a message is, little of it is read, and that is what asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.facts.as_of import AsOf
from content.understanding.attention import MOST_SENTENCES, MOST_WORDS
from content.understanding.entities import hear
from content.understanding.known_names import known_to
from content.understanding.question import Conversation
from content.understanding.subjects import names_of
from content.understanding.tokens import normalise
from content.understanding.understand import read_message
from fakes.asked import shipped

DAY = AsOf.parse("2018-03-01")
STORY = (
    "So my sister came over on sunday and we made pasta. The oven broke again! I called three"
    " people about it. None of them had time. My neighbour has a cat now. It sleeps on my car each"
    " night and I do not mind. Then it rained for two days. We played cards and lost. The power"
    " failed as well. In the end we went to bed early. I dreamt of the sea, as one does. It was"
    " fine."
)
PIECES = st.sampled_from(
    [
        "jj",
        "luke cage",
        "?",
        ".",
        "\n",
        "a",
        "when",
        "2018",
        "and",
        ",",
        "(",
        '"',
        "いつ",
        "out",
        "s2",
    ]
)


@pytest.mark.parametrize(
    "words",
    [
        f"{STORY} {STORY} when is jessica jones season 2 out?",
        f"when is jessica jones season 2 out? {STORY} {STORY}",
        f"{STORY} when is jessica jones season 2 out? {STORY}",
        f"{STORY} {STORY} when is jessica jones season 2 out",
        f"{STORY.replace('.', '').replace('!', '')} when is jessica jones season 2 out",
        f"when is jessica jones season 2 out? {'ok. ' * 400}",
    ],
)
def test_a_question_is_found_in_a_long_story(words: str) -> None:
    read = read_message(words, shipped(), DAY, conversation=Conversation())

    assert [(one.intent, one.show, one.season) for one in read.questions] == [
        ("release_date", "jessica-jones", 2)
    ]


MANY = (
    "jj s2 date & cast & director & trailer & runtime & episode count"
    " & where is it filming & is it cancelled & is luke cage renewed & when is echo out"
)


def test_of_very_many_clauses_the_first_are_answered_and_the_others_said_to_be_left() -> None:
    questions = read_message(MANY, shipped(), DAY, conversation=Conversation()).questions

    assert [one.intent for one in questions] == [
        *("release_date", "cast", "director", "trailer", "runtime", "episode_count")
    ]
    assert questions[-1].left_out == 4


@pytest.mark.parametrize("asked", ["when is jj s2 out? ok. hm.", "jj s2! when is it out? ok."])
def test_a_question_is_found_behind_very_many_clauses_that_ask_nothing(asked: str) -> None:
    words = f"Ok. Hm. So. Well. Ah. Eh. Oh. Um. {asked}"

    questions = read_message(words, shipped(), DAY, conversation=Conversation()).questions

    assert [(one.intent, one.show, one.season, one.left_out) for one in questions] == [
        ("release_date", "jessica-jones", 2, 0)
    ]


def test_a_message_of_ordinary_length_is_read_whole() -> None:
    words = " ".join(["well"] * (MOST_WORDS - 5) + ["when", "is", "echo", "out"])

    assert len(hear(words, shipped(), DAY.day).tokens) == MOST_WORDS - 1


@given(st.lists(PIECES, max_size=600), st.sampled_from(["", " "]))
def test_no_message_is_read_further_than_that(pieces: list[str], between: str) -> None:
    tokens = hear(between.join(pieces), shipped(), DAY.day).tokens
    ends = sum(token.ends_sentence or "." in token.after for token in tokens[:-1])

    assert len(tokens) <= MOST_WORDS * 2  # a chat spelling may stand for two words
    assert ends < MOST_SENTENCES


def test_of_many_misspelt_names_only_the_first_are_looked_for() -> None:
    tokens = normalise("krystenriter, " * 100).tokens
    names, places = known_to(shipped()), set(range(len(tokens)))

    found = names.misspelt_in(tokens, places, [False] * len(tokens))

    assert {one.name for one in found} == {"Krysten Ritter"}
    assert len(found) == 60


@given(st.text(max_size=40))
def test_whoever_is_named_is_found_whatever_stands_before(before: str) -> None:
    tokens = normalise(f"{before} | krysten ritter").tokens
    known = known_to(shipped())

    found = known.people_in(tokens, set(), names_of(shipped()))

    assert found[-1].name == "Krysten Ritter"
