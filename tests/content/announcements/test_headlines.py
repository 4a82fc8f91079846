"""How a story is told, and how its post grows."""

from datetime import UTC, datetime, timedelta

import pytest

from content.announcements.broadcast import Broadcast
from content.announcements.digests import digest_of
from content.announcements.headlines import outlets_of, story_grown, story_told
from content.announcements.superseding import GATHERED_FOR, correctable_until
from content.articles.gist import Gist
from content.articles.items import ItemId
from content.articles.stories import Story, StoryId, Telling
from content.facts.claims import ShowId, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Topic
from content.language.wording import wording_for
from content.subscriptions.matching import Unwanted, unwanted_by
from content.subscriptions.preferences import Preferences
from content.subscriptions.schedule import DigestFrequency
from fakes.claims import show
from fakes.tellings import subscription

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
SHOW = ShowId("jessica-jones")
TITLE = "Jessica Jones Season 2 Moved to May"


def telling(outlet="Variety", url="https://variety.com/a", title=TITLE, number=1):
    return Telling(
        item=ItemId(f"item-{number}"),
        outlet=outlet,
        title=title,
        url=url,
        published=PartialDate.parse("2026-12-01"),
        gist=Gist(show=SHOW, seasons=frozenset({2})),
    )


def story(*tellings):
    return Story(id=StoryId("jessica-jones-1"), show=SHOW, began=NOW, tellings=tellings)


def story_of(*outlets):
    return story(
        *(
            telling(outlet, f"https://{outlet.casefold()}.com/a", number=number)
            for number, outlet in enumerate(outlets)
        )
    )


def grown(one, after=timedelta(hours=3), **how):
    return story_grown(one, show(), NOW + after, **how)


def test_a_story_is_told_by_the_title_and_the_link_of_who_came_first():
    said = story_told(story_of("Variety", "Deadline"), show())

    assert said.headline == TITLE
    assert said.lines == ()
    assert [(one.publisher, one.url) for one in said.sources] == [
        ("Variety (variety.com)", "https://variety.com/a")
    ]
    assert (said.subject, said.stance, said.topic) == (
        Subject(SHOW, 2),
        Stance.REPORTED,
        Topic.HEADLINES,
    )
    assert said.stands_for is None


def test_an_outlet_that_is_called_as_its_host_is_named_once():
    said = story_told(story(telling("Tor.com", "https://www.tor.com/a")), show())
    nameless = story_told(story(telling(" ", "https://www.tor.com/a")), show())

    assert said.sources[0].publisher == "Tor.com (tor.com)"
    assert nameless.sources[0].publisher == "tor.com"


def test_a_title_is_one_line_of_which_every_character_is_seen():
    title = "A\u202eB\n\nC" + "x" * 600

    said = story_told(story(telling(title=title)), show())

    assert said.headline.startswith("AB Cxx")
    assert len(said.headline) == 200
    assert said.headline.endswith("…")


def test_the_post_grows_by_the_outlets_that_tell_it_too():
    post = grown(story_of("Variety", "Deadline", "Collider", "Variety"))

    assert post.headline == TITLE
    assert post.lines == ("Also told by Deadline, Collider.",)
    assert [one.url for one in post.sources] == [
        "https://variety.com/a",
        "https://deadline.com/a",
        "https://collider.com/a",
    ]
    assert post.stands_for == story_told(story_of("Variety"), show()).about
    assert outlets_of(story_of("Variety", "Deadline", "Variety")) == 2


def test_of_twenty_outlets_some_are_named_and_the_others_counted():
    post = grown(story_of(*(f"Outlet{number}" for number in range(20))))

    (line,) = post.lines
    assert line.endswith("Outlet8 and 11 more.")
    assert len(post.sources) == 5


def test_there_is_one_edit_an_hour_and_none_after_two_days():
    one = story_of("Variety", "Deadline")
    ids = {grown(one, timedelta(minutes=minutes)).id for minutes in range(60, 120, 7)}

    assert ids == {"headline:jessica-jones-1:1"}
    assert grown(one).expires_at == NOW + GATHERED_FOR
    assert correctable_until(story_told(one, show())) == NOW + timedelta(hours=48)


def test_a_headline_is_told_to_whoever_chose_headlines_and_what_is_reported():
    audience = Broadcast(announcement=story_told(story_of("Variety"), show())).audience
    chosen = frozenset({Topic.HEADLINES})

    assert unwanted_by(subscription(), audience) in {None, Unwanted.TOPIC}
    assert Topic.HEADLINES not in Preferences().topics
    assert unwanted_by(subscription(topics=chosen), audience) is None
    assert (
        unwanted_by(subscription(topics=chosen, lowest_stance=Stance.CONFIRMED), audience)
        is Unwanted.STANCE
    )


def test_a_digest_says_whose_words_a_headline_is():
    said = story_told(story_of("Variety"), show())

    digest = digest_of([said], DigestFrequency.DAILY, key="here", at=NOW)

    assert digest.lines == (f"{TITLE} (Variety (variety.com))",)
    assert digest.sources == said.sources


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Darüber berichten auch: Deadline."),
        ("es", "También lo cuentan: Deadline."),
        ("fr", "Également rapporté par\u202f: Deadline."),
    ],
)
def test_who_else_tells_it_is_said_in_every_language(language, line):
    post = grown(story_of("Variety", "Deadline"), wording=wording_for(language))

    assert [said.replace(" :", "\u202f:") for said in post.lines] == [line]
