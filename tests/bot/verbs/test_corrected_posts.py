"""A date that moves: source → news, and the earlier posts about it edited."""

from datetime import UTC, datetime

import pytest

from bot.verbs.count_down import count_down
from bot.verbs.deliver import deliver
from bot.verbs.make_digests import make_digests
from bot.verbs.notice import NoticeState, notice
from content.facts.claims import Action
from content.subscriptions.outcomes import Refusal, Rejected
from content.subscriptions.schedule import DigestFrequency
from fakes.claims import catalogue, claim
from fakes.database import FakeDatabase
from fakes.messenger import FakeMessenger
from fakes.newsroom import FixedKnowledge, StoppedClock
from fakes.tellings import subscription

YEAR = claim(value="2018", on="2016-07-28")
DAY = claim(value="2018-03-08", on="2017-12-09", id_="day")
MOVED = claim(value="2018-03-24", on="2018-02-10", publisher="Variety")
BACK = claim(value="2018-03-08", on="2018-02-12")
RETRACTED = claim(
    value=None,
    on="2018-02-10",
    action=Action.RETRACTS,
    retracts=("day",),
    says="the date was a mistake",
)


class Room:
    """Everything from the source to the platform."""

    def __init__(self) -> None:
        self.store, self.messenger = FakeDatabase(), FakeMessenger()
        self.clock = StoppedClock(datetime(2017, 12, 8, 12, tzinfo=UTC))
        self.known = FixedKnowledge(catalogue(YEAR))
        self.noticed, self.counted = None, None

    async def live(self, now: datetime, *claims) -> None:
        """Notice, count, gather and tell at that moment, with what the source says then."""
        self.clock.moment = now
        if claims:
            self.known.catalogue = catalogue(*claims)
        book = self.store.journal
        before = self.noticed or NoticeState(await book.open())
        self.noticed = await notice(
            before,
            clock=self.clock,
            knowledge=self.known,
            journal=book,
            stories=self.store.stories,
        )
        self.counted = await count_down(
            self.counted,
            clock=self.clock,
            knowledge=self.known,
            journal=book,
            subscriptions=self.store.subscriptions,
        )
        await make_digests(clock=self.clock, outbox=self.store.outbox)
        await deliver(
            clock=self.clock,
            outbox=self.store.outbox,
            messengers={self.messenger.traits.id: self.messenger},
        )


def february(day: int, hour: int = 12) -> datetime:
    return datetime(2018, 2, day, hour, tzinfo=UTC)


@pytest.fixture
async def room():
    """A channel that heard of 8 March, and that there are thirty days to go."""
    made = Room()
    await made.store.subscriptions.subscribe(subscription())
    await made.live(made.clock.moment)
    await made.live(datetime(2017, 12, 9, 12, tzinfo=UTC), YEAR, DAY)
    await made.live(february(6))
    assert len(made.messenger.posts) == 2
    return made


async def test_one_post_says_what_was_and_what_is_with_its_source_in_reply_to_the_first(room):
    await room.live(february(10), YEAR, DAY, MOVED)

    news = room.messenger.posts[-1]
    assert len(room.messenger.posts) == 3
    assert "from 8 March 2018 to 24 March 2018" in news.announcement.headline
    assert news.announcement.sources[0].publisher == "Variety"
    assert news.reply_to == "message-1"


async def test_the_old_date_and_its_countdown_are_edited(room):
    await room.live(february(10), YEAR, DAY, MOVED)

    assert [edit.revises for edit in room.messenger.edits] == ["message-1", "message-2"]
    for edit in room.messenger.edits:
        assert "8 March 2018" in edit.announcement.headline
        assert edit.announcement.superseded == (
            "Since then, the release date has changed to 24 March 2018."
        )


async def test_the_new_countdown_goes_on_and_is_not_edited(room):
    await room.live(february(10), YEAR, DAY, MOVED)
    await room.live(february(22, 10))

    assert "30 days to go" in room.messenger.posts[-1].announcement.headline
    assert len(room.messenger.edits) == 2


async def test_a_date_that_moves_back_is_told_and_no_post_is_left_with_the_wrong_one(room):
    await room.live(february(10), YEAR, DAY, MOVED)
    await room.live(february(12), YEAR, DAY, MOVED, BACK)

    last = {edit.revises: edit.announcement.superseded for edit in room.messenger.edits}
    assert set(last) == {"message-1", "message-2", "message-3"}
    assert all("8 March 2018" in line for line in last.values())


async def test_a_retraction_edits_what_it_takes_back(room):
    await room.live(february(10), YEAR, DAY, RETRACTED)

    assert len(room.messenger.posts) == 3
    assert [edit.revises for edit in room.messenger.edits] == ["message-1", "message-2"]


async def test_where_the_platform_lets_nothing_be_edited_the_news_is_told_all_the_same(room):
    def closed(delivery):
        old = Rejected(refusal=Refusal.DESTINATION, reason="too old to be edited")
        return old if delivery.revises else None

    room.messenger.fault = closed

    await room.live(february(10), YEAR, DAY, MOVED)
    await room.live(february(11))

    assert len(room.messenger.posts) == 3
    assert room.messenger.edits == []
    place = room.messenger.posts[0].destination
    assert await room.store.subscriptions.suspension_of(place) is None


@pytest.fixture
async def gathered():
    """A channel that heard in digests of 8 March beside another date, and of thirty days to go."""
    made = Room()
    one = subscription(digest=DigestFrequency.DAILY)
    await made.store.subscriptions.subscribe(one)
    await made.live(made.clock.moment)
    other = claim(season=3, value="2019", on="2017-12-09", id_="other")
    await made.live(datetime(2017, 12, 9, 12, tzinfo=UTC), YEAR, DAY, other)
    await made.live(datetime(2017, 12, 10, 10, tzinfo=UTC))
    await made.live(february(6))
    dates = [[("8 March" in line) for line in p.announcement.lines] for p in made.messenger.posts]
    assert dates == [[True, False], [True]]
    return made, other


async def test_a_digest_is_edited_at_once_and_the_next_one_tells_the_correction(gathered):
    room, other = gathered
    await room.live(february(10), YEAR, DAY, other, MOVED)

    assert len(room.messenger.posts) == 2
    since_then = (0, "Since then, the release date has changed to 24 March 2018.")
    assert [(edit.revises, edit.announcement.struck) for edit in room.messenger.edits] == [
        ("message-1", (since_then,)),
        ("message-2", (since_then,)),
    ]

    await room.live(february(11))

    (line,) = room.messenger.posts[-1].announcement.lines
    assert "from 8 March 2018 to 24 March 2018" in line
    assert len(room.messenger.edits) == 2
