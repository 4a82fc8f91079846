from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.articles.article import Article
from content.articles.gist import Gist, gists_of
from content.articles.items import DayBasis, ItemId, NewsItem
from content.articles.reading import read_article
from content.articles.stories import TOLD_OVER, Story, same_story, story_with, tellings_of
from content.facts.claims import ShowId
from content.facts.dates import PartialDate
from reading.scoring import FOUND_AT
from reading.shows import shows_of_articles

CATALOGUE = shows_of_articles()
NOW = datetime(2027, 1, 12, 9, tzinfo=UTC)
SHOW = ShowId("nightjar")
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "stories.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PAIRS = [tuple(row) for row in ROWS if row[0] in {"same", "different"}]
OUTLETS = [row[1] for row in ROWS if row[0] == "one"]
NONE = [row[1] for row in ROWS if row[0] == "none"]


def article(title, text="", outlet="News"):
    return Article(
        url=f"https://{outlet.casefold()}.example/a",
        publisher=outlet,
        published=PartialDate.parse("2027-01-12"),
        title=title,
        text=text,
    )


def gists(title, text=""):
    one = article(title, text)
    return gists_of(one, CATALOGUE, read_article(one, CATALOGUE, found_at=FOUND_AT))


def item(title, number=1, **fields):
    one = NewsItem(
        id=ItemId(f"item-{number}"),
        feed="https://news.example/feed",
        guid="",
        article=article(title, outlet=f"Outlet{number}"),
        basis=DayBasis.FEED,
        first_seen=NOW,
        is_backlog=False,
    )
    return replace(one, **fields)


def told(*titles, every=timedelta(minutes=40)):
    """Return the stories that these titles make, in the order of their coming."""
    stories: list[Story] = []
    for number, title in enumerate(titles):
        for telling in tellings_of(item(title, number), CATALOGUE):
            at = NOW + number * every
            story, _ = story_with(stories, telling, at)
            stories = [*(one for one in stories if one.id != story.id), story]
    return stories


def partition(stories):
    return {frozenset(one.title for one in story.tellings) for story in stories}


@pytest.mark.parametrize(("verdict", "one", "other"), PAIRS)
def test_two_titles_are_one_story_where_the_table_says_so(verdict, one, other):
    pairs = [
        same_story(first, second)
        for first in gists(one)
        for second in gists(other)
        if first.show == second.show
    ]

    assert any(pairs) is (verdict == "same")


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in PAIRS])
def test_which_of_two_is_looked_at_first_changes_nothing(one, other):
    for first in gists(one):
        for second in gists(other):
            assert same_story(first, second) is same_story(second, first)


@pytest.mark.parametrize("title", NONE)
def test_a_round_up_is_about_none_of_its_shows(title):
    assert gists(title) == ()


def test_a_show_that_only_the_text_names_is_one_that_its_beginning_names():
    assert [one.show for one in gists("A surprise at Hulu", "Nightjar is back for more.")] == [SHOW]
    assert gists("A surprise at Hulu", "It rains. It pours. Nobody knows. See Nightjar.") == ()


def test_a_list_that_names_many_shows_in_its_text_is_about_none():
    text = "Nightjar is renewed. Loki is not. Ember Falls is cancelled. Wonder Man may return."

    assert gists("What became of them", text) == ()


def test_twenty_outlets_that_tell_one_change_make_one_story():
    (story,) = told(*OUTLETS)

    assert len(story.tellings) == len(OUTLETS) == 20


@given(st.permutations(OUTLETS))
def test_they_do_so_in_whichever_order_they_come(titles):
    assert len(told(*titles)) == 1


def test_what_is_told_apart_is_so_in_any_order():
    titles = (
        "Nightjar Season 2 Moved to May",
        "Hulu moves Nightjar season 2 to May",
        "Nightjar Season 2 Moved Back to March",
        "Nightjar Renewed for Season 3",
        "Hulu renews Nightjar for season 3",
    )
    expected = {frozenset(titles[:2]), frozenset(titles[2:3]), frozenset(titles[3:])}

    assert {frozenset(partition(told(*order))) for order in permutations(titles)} == {
        frozenset(expected)
    }


@given(st.lists(st.sampled_from([title for _, *both in PAIRS for title in both]), max_size=25))
def test_an_item_is_in_one_story_of_a_show(titles):
    stories = told(*titles)

    for show in {story.show for story in stories}:
        items = [one.item for story in stories if story.show == show for one in story.tellings]
        assert len(items) == len(set(items))
    assert {one.item for story in stories for one in story.tellings} == {
        f"item-{number}" for number, title in enumerate(titles) if gists(title)
    }


@given(st.lists(st.sampled_from([title for _, *both in PAIRS for title in both]), max_size=25))
def test_nothing_in_a_story_is_at_odds_with_what_it_began_with(titles):
    for story in told(*titles):
        first, *others = [replace(one.gist, words=frozenset()) for one in story.tellings]
        for other in others:
            assert not (first.seasons and other.seasons) or first.seasons & other.seasons
            assert first.is_negated is other.is_negated


def test_what_comes_again_is_not_taken_in_twice():
    (telling,) = tellings_of(item(OUTLETS[0]), CATALOGUE)
    story, is_new = story_with([], telling, NOW)
    again, is_new_again = story_with([story], telling, NOW)

    assert (is_new, is_new_again) == (True, False)
    assert again == story


def test_the_same_a_week_later_is_another_story():
    assert len(told(OUTLETS[0], OUTLETS[1], every=TOLD_OVER)) == 1
    assert len(told(OUTLETS[0], OUTLETS[1], every=TOLD_OVER + timedelta(minutes=1))) == 2


def test_a_story_of_two_shows_is_one_of_each():
    stories = told("Netflix Cancels Luke Cage and Iron Fist")

    assert sorted(story.show for story in stories) == ["iron-fist", "luke-cage"]


@given(
    st.lists(
        st.builds(
            Gist,
            show=st.just(SHOW),
            seasons=st.frozensets(st.integers(1, 3), max_size=1),
            deeds=st.frozensets(st.sampled_from(["date", "moved", "joins", "review"]), max_size=2),
            is_negated=st.booleans(),
            dates=st.frozensets(st.sampled_from(["march", "may", "8.", "2028"]), max_size=2),
            words=st.frozensets(st.sampled_from(["hulu", "ana", "mill", "night"]), max_size=3),
        ),
        min_size=2,
        max_size=2,
    )
)
def test_likeness_is_mutual(both):
    one, other = both

    assert same_story(one, other) is same_story(other, one)
    assert not same_story(one, replace(other, show=ShowId("loki")))


@pytest.mark.parametrize(
    "fields",
    [
        {"is_backlog": True},
        {"article": replace(article(OUTLETS[0]), title=" \u200b ", text="Nightjar is renewed.")},
        {"article": replace(article(OUTLETS[0]), url="")},
        {"article": replace(article(OUTLETS[0]), url="http://localhost/a")},
    ],
)
def test_a_first_fetch_and_what_cannot_be_cited_tell_nothing(fields):
    assert len(tellings_of(item(OUTLETS[0]), CATALOGUE)) == 1
    assert tellings_of(item(OUTLETS[0], **fields), CATALOGUE) == ()
