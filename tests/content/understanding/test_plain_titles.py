"""A title that is an ordinary word or a number is a name only where that shows."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import ShowId
from content.understanding.question import Conversation, Question
from content.understanding.understand import read_message

TABLES = sorted((Path(__file__).parent / "tables").glob("*.tsv"))
NOW = AsOf.parse("2017-11-05")
PLAIN = (
    "You, When, From, 2, Us, Lost, Evil, Next, Episodes, Dark, 24, Friends, Heroes, Life, Love, "
    "Boss, House, Home, Suits, Bones, Fallout, Dates, News, Series, Who, What, Season, The Date, "
    "Now, Soon, It, Cast, This, Out, Man, 100, Release, Arrow, Netflix, New York, Atlanta, No, "
    "Yes, The Show, Date, Trailer"
)
EVERY_NTH = 8
"""A sample is enough to show it, and takes a second or two."""


def an_id(title: str) -> ShowId:
    return ShowId("plain-" + title.lower().replace(" ", "-"))


@pytest.fixture(scope="module")
def plain(shipped: Catalogue) -> Catalogue:
    model = next(iter(shipped))
    shows = [
        replace(model, id=an_id(title), title=title, short=title, aliases=(), namesakes=())
        for title in PLAIN.split(", ")
    ]
    return Catalogue.of([*shipped, *shows], shipped.claims)


def test_no_row_is_read_otherwise_beside_titles_of_plain_words(
    shipped: Catalogue, plain: Catalogue
) -> None:
    rows = [row for path in TABLES for row in rows_of(path)[::EVERY_NTH]]

    assert len(rows) > len(TABLES)
    assert [row["question"] for row in rows if asked(row, shipped) != asked(row, plain)] == []


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def asked(row: dict[str, str], catalogue: Catalogue) -> tuple[Question, ...]:
    as_of, talk = AsOf.parse(row["as_of"]), Conversation()
    for words in filter(None, row["before"].split(" || ")):
        talk = read_message(words, catalogue, as_of, conversation=talk).conversation
    return read_message(row["question"], catalogue, as_of, conversation=talk).questions


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ('when is "You" out', "You"),
        ("is You renewed", "You"),
        ("you season 2", "You"),
        ("any news on Evil", "Evil"),
        ("is evil cancelled", "Evil"),
        ("season 2 of Lost", "Lost"),
        ("when is lost season 3 out", "Lost"),
        ("when does From season 4 come out", "From"),
        ("when is from coming back", "From"),
        ("is Us out yet", "Us"),
        ('is "2" renewed', "2"),
        ("what about arrow", "Arrow"),
        ("and what about lost?", "Lost"),
        ("how about friends", "Friends"),
        ("when is Atlanta back", "Atlanta"),
        ("is atlanta renewed", "Atlanta"),
        ("any news on Atlanta", "Atlanta"),
        ("atlanta season 5", "Atlanta"),
    ],
)
def test_a_title_of_a_plain_word_is_found_where_it_is_marked(
    words: str, title: str, plain: Catalogue
) -> None:
    found = read_message(words, plain, NOW, conversation=Conversation()).questions

    assert {one.show for one in found} == {an_id(title)}


@pytest.mark.parametrize(
    "words",
    [
        "thank you",
        "any news from the set of jessica jones",
        "stop telling us about jessica jones",
        "when is jessica jones season 2 out",
        "is jessica jones lost somewhere in the schedule",
        "what is the next season of jessica jones",
        "how many episodes does jessica jones have",
        "when did jessica jones first come out on Netflix",
        "was jessica jones filmed in New York",
        "where in atlanta are they filming jessica jones",
        "who runs the show jessica jones",
        "what about you",
        "what about now",
        "no, jessica jones season 1",
        "whats the jessica jones date s3",
    ],
)
def test_the_same_word_in_a_sentence_is_no_title(words: str, plain: Catalogue) -> None:
    found = read_message(words, plain, NOW, conversation=Conversation()).questions

    assert {one.show for one in found} <= {"jessica-jones", None}
