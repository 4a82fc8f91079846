"""What of a channel is published next, so that no hour has more than Discord takes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.traits import DISCORD
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from content.subscriptions.publishing import (
    AN_HOUR,
    LEFT_TO_NEWS,
    MOST_AN_HOUR,
    Publication,
    PublicationId,
    PublicationState,
    after_publishing,
    next_to_publish,
)

NOON = datetime(2018, 2, 1, 12, tzinfo=UTC)
PLACE = Destination(platform=DISCORD.id, workspace="1", channel="2")


def publication(number=1, *, minute=0, **given):
    posted = NOON + timedelta(minutes=minute)
    wanted = {"is_news": True, "state": PublicationState.WAITING, "attempts": 0} | given
    return Publication(
        id=PublicationId(number),
        destination=PLACE,
        message=str(number),
        posted_at=posted,
        due_at=given.pop("due_at", posted),
        **{key: value for key, value in wanted.items() if key != "due_at"},
    )


@given(st.lists(st.tuples(st.integers(0, 300), st.booleans()), min_size=1, max_size=60))
def test_no_hour_has_more_than_ten_and_all_are_published_once_news_first(posts):
    waiting = [
        publication(number, minute=minute, is_news=is_news)
        for number, (minute, is_news) in enumerate(posts, start=1)
    ]
    times, published = [], []
    for minute in range(300 + 60 * len(posts)):
        now = NOON + timedelta(minutes=minute)
        there = [one for one in waiting if one.posted_at <= now and one not in published]
        while one := next_to_publish(there, times, now):
            assert one.is_news or not any(other.is_news for other in there)
            published.append(one)
            times.append(now)
            there.remove(one)

    assert sorted(one.id for one in published) == [one.id for one in waiting]
    for start in times:
        within = [at for at in times if start <= at < start + AN_HOUR]
        assert len(within) <= MOST_AN_HOUR


def test_some_of_the_hour_is_left_to_news():
    taken = [NOON] * (MOST_AN_HOUR - LEFT_TO_NEWS)
    countdown, news = publication(1, is_news=False), publication(2)

    assert next_to_publish([countdown], taken, NOON) is None
    assert next_to_publish([countdown, news], taken, NOON) is news


def test_what_may_have_been_published_is_looked_at_before_anything_else():
    doubtful = publication(2, state=PublicationState.UNKNOWN)

    assert next_to_publish([publication(1), doubtful], [], NOON) is doubtful


def test_a_limit_is_waited_out_by_the_whole_channel():
    limit = Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=900)

    after = after_publishing(publication(), limit, NOON)

    assert (after.state, after.due_at) == (
        PublicationState.WAITING,
        NOON + timedelta(minutes=15),
    )
    assert after.pauses_channel


def test_what_could_not_be_looked_at_stays_doubtful():
    limit = Rejected(refusal=Refusal.LATER, reason="a limit")
    doubtful = publication(state=PublicationState.PUBLISHING)

    assert after_publishing(doubtful, limit, NOON, was_only_looked_for=True).state == "unknown"
    assert after_publishing(doubtful, Unknown(reason="lost"), NOON).state == "unknown"
    assert after_publishing(doubtful, Delivered(message="1"), NOON).state == "published"


def test_what_is_refused_for_good_stands_in_its_own_channel_alone():
    gone = Rejected(refusal=Refusal.MESSAGE, reason="it was deleted")

    assert after_publishing(publication(), gone, NOON).state is PublicationState.UNPUBLISHED
