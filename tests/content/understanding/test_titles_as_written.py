"""A title is found as it is written, and as people write it; the longest followed name wins."""

from dataclasses import replace

import pytest

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.understanding.question import Conversation, Question
from content.understanding.understand import read_message

NOW = AsOf.parse("2017-11-05")
TITLES = (
    "Avengers: Doomsday",
    "Dexter: Resurrection",
    "The Walking Dead: Dead City",
    "Agents of S.H.I.E.L.D.",
    "S.W.A.T. Harbour",
    "H*U*S*H",
    "Brine & Salt",
    "The Keeper's Daughter",
    "3 Harbours",
    "The Long Way Down to the Sea Again",
    "Doctor Who (2005)",
    "葬送のフリーレンと仲間たち",
)


def an_id(title: str) -> ShowId:
    return ShowId(f"own-{TITLES.index(title)}")


@pytest.fixture(scope="module")
def own(shipped: Catalogue) -> Catalogue:
    """The shipped shows, and the operator's own."""
    model = next(iter(shipped))
    shows = [
        replace(model, id=an_id(title), title=title, short=title, aliases=(), namesakes=())
        for title in TITLES
    ]
    return Catalogue.of([*shipped, *shows], shipped.claims)


def asked(words: str, catalogue: Catalogue) -> Question:
    (one,) = read_message(words, catalogue, NOW, conversation=Conversation()).questions
    return one


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("when is avengers doomsday out", "Avengers: Doomsday"),
        ("when is Dexter: Resurrection season 2", "Dexter: Resurrection"),
        ("when is dexter resurrection season 2", "Dexter: Resurrection"),
        ("is the walking dead dead city renewed", "The Walking Dead: Dead City"),
        ("when is agents of shield back", "Agents of S.H.I.E.L.D."),
        ("when is agents of s.h.i.e.l.d. back", "Agents of S.H.I.E.L.D."),
        ("is S.W.A.T. Harbour renewed", "S.W.A.T. Harbour"),
        ("is swat harbour renewed", "S.W.A.T. Harbour"),
        ("when is H*U*S*H out", "H*U*S*H"),
        ("is Brine & Salt cancelled", "Brine & Salt"),
        ("is brine and salt cancelled", "Brine & Salt"),
        ("when is keepers daughter out", "The Keeper's Daughter"),
        ("when is the keeper's daughter out", "The Keeper's Daughter"),
        ("when is three harbours out", "3 Harbours"),
        ("when is 3 harbours out", "3 Harbours"),
        (
            "when is the long way down to the sea again out",
            "The Long Way Down to the Sea Again",
        ),
        ("when is doctor who 2005 back", "Doctor Who (2005)"),
        ("葬送のフリーレンと仲間たち いつ", "葬送のフリーレンと仲間たち"),
    ],
)
def test_a_title_is_found_as_it_is_written_and_said(words: str, title: str, own: Catalogue) -> None:
    assert asked(words, own).show == an_id(title)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("is dexter renewed", "dexter"),
        ("is doctor who renewed", "doctor who"),
        ("when is avengers out", "avengers"),
    ],
)
def test_a_shorter_name_that_is_not_followed_stays_so(
    words: str, name: str, own: Catalogue
) -> None:
    one = asked(words, own)

    assert (one.show, one.unknown) == (None, name)
