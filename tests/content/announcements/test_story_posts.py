"""How the post of a story reads with the news that came of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.announcements.announcement import DigestPost, News
from content.announcements.headlines import continuation, story_grown, story_told
from content.announcements.story_posts import story_post
from content.articles.gist import Gist
from content.articles.items import ItemId
from content.articles.stories import Story, StoryId, Telling
from content.facts.changes import changes_of
from content.facts.claims import ClaimId, ShowId, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from fakes.claims import claim, show
from fakes.tellings import telling

NOW = datetime(2018, 1, 10, 12, tzinfo=UTC)
SHOW = ShowId("jessica-jones")


def story(name="one", *, claims=("read-1",), began=NOW, outlets=("Variety",)):
    tellings = tuple(
        Telling(
            item=ItemId(f"{name}-{outlet}"),
            outlet=outlet,
            title="Jessica Jones: a date",
            url=f"https://{outlet.casefold()}.example/{name}",
            published=PartialDate.parse("2018-01-10"),
            gist=Gist(show=SHOW),
            claims=tuple(map(ClaimId, claims)),
        )
        for outlet in outlets
    )
    return Story(id=StoryId(name), show=SHOW, began=began, tellings=tellings)


def change(id_="read-1", kind=Kind.RELEASE_DATE, value="2018-03-08", stance=Stance.CONFIRMED):
    said = claim(kind, value, on="2018-01-10", stance=stance, id_=id_)
    (found,) = changes_of([said], Subject(SHOW, 2), kind, until=NOW.date())
    return found


def news(name, **fields):
    return replace(telling(name, stance=Stance.REPORTED).announcement, **fields)


def test_one_piece_of_news_reads_as_news_and_says_what_the_headline_was():
    headline = story_grown(story(outlets=("Variety", "Deadline")), show(), NOW)

    post = story_post(headline, [(news("dated", lines=("Until now: 2018 (planned).",)), None)])

    assert isinstance(post, News)
    assert (post.id, post.headline, post.stance) == (
        headline.id,
        "The news is dated.",
        Stance.REPORTED,
    )
    assert post.lines == (
        "Until now: 2018 (planned).",
        "The headline was: Jessica Jones: a date (Variety (variety.example))",
        "Also told by Deadline.",
    )
    assert [one.publisher for one in post.sources] == [
        "Variety (variety.example)",
        "Deadline (deadline.example)",
    ]


@given(st.lists(st.booleans(), max_size=6))
def test_every_piece_of_news_stands_there_and_what_is_no_longer_so_is_struck(outdated):
    headline = story_told(story(), show())
    told = [(news(f"n{n}"), "It is so no more." if old else None) for n, old in enumerate(outdated)]

    post = story_post(headline, told)

    assert post.id == headline.id
    match post:
        case DigestPost():
            assert dict(post.struck) == {
                number: "It is so no more." for number, old in enumerate(outdated) if old
            }
            assert [line.split(" (")[0] for line in post.lines] == [one.headline for one, _ in told]
        case News():
            assert [post.headline] == [one.headline for one, _ in told]
            assert post.superseded == told[0][1]
        case _:
            assert (post, told) == (headline, [])


@pytest.mark.parametrize(
    ("changed", "hours", "is_edit"),
    [
        (change(), 1, False),
        (change(stance=Stance.REPORTED), 1, True),
        (change(kind=Kind.EPISODE_COUNT, value=13), 1, True),
        (change(stance=Stance.REPORTED), 47, True),
        (change(stance=Stance.REPORTED), 48, False),
    ],
)
def test_an_edit_tells_what_need_notify_nobody_for_two_days(changed, hours, is_edit):
    found = continuation(changed, [story()], NOW + timedelta(hours=hours))

    assert found is not None
    assert (found.of, found.is_edit) == (("headline/one",), is_edit)


@pytest.mark.parametrize(
    ("id_", "is_of_it"), [("read-1", True), ("read-1-2", True), ("read-11", False), ("own", False)]
)
def test_news_came_of_the_story_in_which_its_claim_was_read(id_, is_of_it):
    found = continuation(change(id_), [story()], NOW)

    assert (found is not None) is is_of_it


def test_of_several_stories_those_count_whose_posts_are_edited_still():
    stories = [story("old", began=NOW - timedelta(days=3)), story("new")]

    found = continuation(change(stance=Stance.REPORTED), stories, NOW)

    assert found is not None
    assert (found.of, found.is_edit) == (("headline/new",), True)
