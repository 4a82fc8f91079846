from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from content.articles.feed import Feed, FeedAnswer, FeedOutcome, FeedTrouble, Validators
from content.articles.feed_schedule import LEAST, after_answer, asks_whole, host_pause

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "https://outlet.example/feed"
FEED = Feed(number=1, url=URL, added_at=NOW, due_at=NOW)


def read(**how):
    values = {
        "outcome": FeedOutcome.READ,
        "status": 200,
        "is_document": True,
        "validators": Validators('"2"', "today", "digest"),
    }
    return FeedAnswer(**values | how)


def unchanged(**how):
    return FeedAnswer(**{"outcome": FeedOutcome.UNCHANGED, "status": 304} | how)


def refused(status, **how):
    return FeedAnswer(outcome=FeedOutcome.REFUSED, status=status, reason=f"it says {status}", **how)


def after(feed, answer, *, now=NOW, chance=0.0, **how):
    return after_answer(feed, answer, now=now, chance=chance, **how)


def wait(answer, feed=FEED, **how):
    return after(feed, answer, **how)[0].due_at - NOW


def test_a_feed_is_asked_hourly():
    assert wait(read()) == HOUR
    assert HOUR <= wait(read(), chance=1.0) <= 1.1 * HOUR


def test_no_feed_is_asked_more_often_than_every_quarter_of_an_hour():
    assert wait(read(), every=timedelta(minutes=1)) == LEAST
    assert wait(refused(500), every=timedelta(minutes=1), chance=1.0) >= LEAST


def test_what_an_answer_says_of_its_age_is_waited_for_up_to_a_day():
    assert wait(read(max_age=timedelta(hours=3))) == 3 * HOUR
    assert wait(read(max_age=timedelta(seconds=5))) == HOUR
    assert wait(unchanged(max_age=timedelta(days=300))) == DAY


def test_failures_double_the_wait_up_to_a_day():
    feed, waits = FEED, []
    for _ in range(7):
        feed, _ = after(feed, refused(500))
        waits.append((feed.due_at - NOW) / HOUR)

    assert waits == [2, 4, 8, 16, 24, 24, 24]
    assert after(feed, read())[0].due_at - NOW == HOUR


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_is_shut_is_looked_at_daily(status):
    assert wait(refused(status)) == DAY


def test_a_server_that_names_a_time_is_left_alone_as_long():
    asked = refused(503, retry_after=timedelta(days=5))

    assert wait(asked) == timedelta(days=5)
    pause = host_pause(asked, after(FEED, asked)[0])
    assert (pause.length, pause.why) == (timedelta(days=5), "its host asks to be left alone")


def test_a_host_that_is_asked_too_often_and_names_no_time_is_left_alone_as_the_feed_is():
    feed, _ = after(FEED, refused(429))

    assert host_pause(refused(429), feed).length == feed.due_at - NOW == 2 * HOUR
    assert host_pause(refused(500), feed) is None
    assert host_pause(read(retry_after=DAY), feed) is None


def test_a_host_that_was_silent_for_two_of_its_feeds_is_left_alone_for_a_while():
    silent = FeedAnswer(outcome=FeedOutcome.UNREACHABLE, is_silence=True)
    feed, _ = after(FEED, silent)

    assert host_pause(silent, feed, silent=1) is None
    assert host_pause(silent, feed, silent=2).length == LEAST


def test_what_waited_for_its_host_waits_for_nothing_after_an_answer():
    waited = replace(FEED, waits_for="its host")

    for answer in (read(), unchanged(), refused(500), refused(410)):
        assert after(waited, answer)[0].waits_for == ""


def test_editors_hear_once_of_a_feed_that_is_silent_for_three_days():
    feed, heard = FEED, []
    for day in range(6):
        feed, trouble = after(feed, refused(404), now=NOW + day * DAY)
        heard.append(trouble)

    assert heard == [None, None, None, FeedTrouble.SILENT, None, None]
    assert after(feed, unchanged())[0].told == frozenset()


def test_what_is_gone_is_asked_no_more_and_told():
    feed, trouble = after(FEED, refused(410))

    assert trouble is FeedTrouble.GONE
    assert (feed.paused_at, feed.paused_by) == (NOW, "")


def test_a_document_brings_its_own_validators_and_an_unchanged_answer_only_new_ones():
    feed, _ = after(FEED, read())
    assert feed.validators == Validators('"2"', "today", "digest")

    feed, _ = after(feed, unchanged(validators=Validators('"3"')))
    assert feed.validators == Validators('"3"', "today", "digest")

    feed, _ = after(feed, read(validators=Validators(digest="other")))
    assert feed.validators == Validators(digest="other")


def test_what_failed_leaves_the_validators_as_they_were():
    feed, _ = after(FEED, read())

    assert after(feed, refused(500))[0].validators == feed.validators


def test_once_a_week_it_is_asked_without_validators():
    feed, _ = after(FEED, read(was_whole=True))

    assert asks_whole(FEED, NOW)
    assert not asks_whole(feed, NOW + 6 * DAY)
    assert asks_whole(feed, NOW + 7 * DAY)
    assert asks_whole(after(feed, unchanged(), now=NOW + 6 * DAY)[0], NOW + 7 * DAY)


def moves(times, *, apart, to="https://new.example/feed", feed=None):
    feed = feed or after(FEED, read(was_whole=True), now=NOW)[0]
    for number in range(times):
        now = NOW + number * apart
        is_whole = asks_whole(feed, now)
        answer = read(moved_to=to) if is_whole else unchanged(moved_to=to)
        feed, _ = after(feed, answer, now=now)
    return feed


def test_a_move_for_good_is_believed_the_third_time_over_a_day():
    assert moves(2, apart=DAY).url == URL
    assert moves(3, apart=DAY).url == "https://new.example/feed"
    assert moves(3, apart=HOUR).url == URL
    assert moves(26, apart=HOUR).url == "https://new.example/feed"


def test_a_move_is_believed_only_where_a_feed_is_there():
    feed = moves(2, apart=DAY)

    assert asks_whole(feed, NOW + 2 * DAY)
    for answer in (unchanged(moved_to=feed.move.to), refused(404)):
        assert after(feed, answer, now=NOW + 2 * DAY)[0].url == URL


def test_a_move_that_is_taken_back_is_forgotten():
    feed, _ = after(moves(2, apart=DAY), read(), now=NOW + 2 * DAY)
    assert feed.move is None

    feed = moves(2, apart=DAY, feed=feed)
    assert feed.url == URL
    other, _ = after(feed, read(moved_to="https://third.example/"), now=NOW + 3 * DAY)
    assert other.move.times == 1


def test_whose_items_they_are_is_fixed_when_a_feed_is_first_read():
    feed, _ = after(FEED, unchanged())
    assert feed.outlet == ""
    feed, _ = after(FEED, read(site="https://www.site.example/"))
    assert feed.outlet == "site.example"

    feed, _ = after(replace(feed, url="https://new.example/"), read(site="https://new.example/"))
    assert feed.outlet == "site.example"
    assert after(FEED, read())[0].outlet == "outlet.example"
