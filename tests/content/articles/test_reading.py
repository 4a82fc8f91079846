import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.articles.article import MOST_READ, Article
from content.articles.reading import MOST_PROPOSED, read_article
from content.facts.claims import Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from reading.scoring import (
    FOUND_AT,
    KEPT,
    LAST,
    MENDED,
    OWN,
    SHARED,
    TRADE_PRESS,
    TRADE_PRESS_AGAIN,
    TUNING,
    UNSEEN,
    article_of,
    articles_in,
    score_of,
)
from reading.shows import shows_of_articles

CATALOGUE = shows_of_articles()
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
ABSENT = pytest.mark.skipif(
    not SHARED.exists(), reason=f"{SHARED} is absent: the real articles are read where it is"
)
PIECES = st.sampled_from(
    [
        *("Nightjar", "Ember Falls", "Jessica Jones", "Moon Harvest", "It", "The season", "Hulu"),
        *("season 2", "third season", "final season", "premieres", "will", "was renewed for"),
        *("has been cancelled", "announced", "not", "until", "could", "eight episodes", "weekly"),
        *("on March 8, 2027", "in 2028", "next year", "March", "Friday", "November 31, 2027", "."),
        *("?", ",", "said", "trailer", "novel", "<s>", "</s>", "~~", "\n\n", "filming begins"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


def read(text, *, title="", published="2027-01-12"):
    day = PartialDate.parse(published) if published else None
    article = Article(
        url="https://news.example/", publisher="News", published=day, title=title, text=text
    )
    return read_article(article, CATALOGUE, found_at=FOUND_AT)


def in_short(proposals):
    return ";".join(
        f"{one.claim.subject} {one.claim.kind} {one.claim.value} {one.claim.stance}"
        for one in proposals
    )


@pytest.mark.parametrize(("published", "title", "text", "expected"), ROWS)
def test_a_sentence_is_read_as_the_table_says(published, title, text, expected):
    found = read(text, title=title, published=None if published == "-" else published)

    assert in_short(found) == ("" if expected == "-" else expected)


@pytest.mark.parametrize(
    ("path", "recall"),
    [
        *((OWN, 0.95), (TUNING, 0.8), (LAST, 0.7), (MENDED, 0.9), (KEPT, 0.8), (UNSEEN, 0.45)),
        *((TRADE_PRESS, 0.85), (TRADE_PRESS_AGAIN, 0.6)),
        pytest.param(SHARED, 0.9, marks=ABSENT),
    ],
)
def test_articles_are_read_as_an_editor_would_log_them(path, recall):
    score = score_of(articles_in(path), CATALOGUE)

    assert score.false_confirmed == []
    assert score.trapped == []
    assert score.unquoted == []
    assert score.precision >= 0.9, score.wrong
    assert score.recall >= recall, score.missed


@given(TEXTS)
def test_every_quote_is_in_the_text(text):
    assert [
        one.quote for one in read(text, title="Nightjar season 2") if one.quote not in text
    ] == []


@given(TEXTS)
def test_what_is_read_once_is_read_again(text):
    assert read(text) == read(text)


@given(TEXTS)
def test_nothing_is_read_of_a_show_that_is_not_named(text):
    hidden = text
    for name in ("Nightjar", "Ember Falls", "Jessica Jones"):
        hidden = hidden.replace(name, "Moon Harvest")

    assert read(hidden, title="Moon Harvest season 2") == ()


@given(TEXTS)
def test_whoever_confirms_is_named(text):
    confirmed = [one for one in read(text) if one.claim.stance is Stance.CONFIRMED]

    assert [one for one in confirmed if one.claim.claimant not in text] == []


@given(TEXTS)
def test_a_sentence_that_does_not_name_who_confirms_says_so(text):
    others = [one for one in read(text) if one.claim.stance is not Stance.CONFIRMED]

    assert [one for one in others if not one.doubts] == []


@given(st.text(st.sampled_from(string.printable + "§￼\u202e\x00äé“”"), max_size=300))
def test_any_text_is_read(noise):
    found = read(f"Nightjar season 2 premieres on April 6, 2027. {noise}", title=noise)

    assert len(found) <= MOST_PROPOSED


@pytest.mark.parametrize(
    "piece",
    ['"', "(", "<", "<a ", "~~Nightjar ", "<!--Nightjar", "Nightjar May or ", "Nightjar 1 "],
)
def test_a_hostile_text_is_read_to_its_bound(piece):
    found = read(piece * (3 * MOST_READ // 20 // len(piece)) + ". Nightjar has season 2 ")

    assert found == ()


def test_beyond_the_bound_nothing_is_read():
    news = "Nightjar season 2 premieres on April 6, 2027."

    assert read(f"{news} {'word ' * 100}") != ()
    assert read("word " * (MOST_READ // 5) + news) == ()


def test_struck_out_text_is_no_text_and_no_quote_reaches_over_it():
    (found,) = read("Nightjar season 2 premieres <s>March 2, 2027</s> April 6, 2027 on Hulu.")

    assert str(found.claim.value) == "2027-04-06"
    assert found.quote == "April 6, 2027 on Hulu."


def test_two_dates_for_one_season_are_both_shown_with_the_other_as_a_doubt():
    first, second = read(
        "Nightjar season 2 premieres on April 6, 2027. Nightjar season 2 is due on May 4, 2027."
    )

    assert "The article also says 2027-05-04." in first.doubts
    assert "The article also says 2027-04-06." in second.doubts


def test_a_date_that_is_read_from_the_day_of_the_article_says_so():
    (found,) = read("Nightjar season 2 premieres next year.")

    assert 'It is read from the day of the article: "next year".' in found.doubts


def test_the_same_news_of_one_day_has_one_id_in_every_outlet():
    text = "Nightjar season 2 premieres on April 6, 2027."

    (one,), (other,) = read(text), read(f"Good morning. {text}")

    assert one.claim.id == other.claim.id


@pytest.mark.parametrize("published", ["0001", "0001-01-01", "9998-12-31", "2027-01/.."])
def test_a_day_on_which_no_page_can_have_appeared_is_none(published):
    found = read("Nightjar season 2 premieres on April 6, 2027, or next year.", published=published)

    assert in_short(found) == "nightjar/2 release-date 2027-04-06 reported"


def test_a_language_that_is_not_read_proposes_nothing():
    text = "Drugi sezon serialu Nightjar pojawi się 6 kwietnia 2027 roku, a sezon 3 będzie ostatni."

    assert read(text) == ()


def test_a_title_alone_is_read_where_there_is_no_text():
    (found,) = read("", title="Nightjar season 2 premieres on April 6, 2027")

    assert found.claim.kind is Kind.RELEASE_DATE


def test_what_came_out_before_the_article_is_no_news():
    rows = [row for row in articles_in(OWN) if row["id"] == "retrospective"]

    assert [read_article(article_of(row), CATALOGUE, found_at=FOUND_AT) for row in rows] == [()]
