from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.articles.feed import Feed
from content.articles.identity import canonical_link, keys_of, known_among
from content.articles.items import DayBasis, RawItem
from content.articles.new_items import handed_on, news_item, seen_in
from content.articles.published_days import published_day

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAY = date(2026, 12, 1)
FEED = Feed(
    number=1,
    url="https://outlet.example/feed",
    title="The Outlet",
    outlet="outlet.example",
    added_at=NOW,
    due_at=NOW,
    read_at=NOW - timedelta(hours=1),
    parsed_at=NOW - timedelta(hours=1),
)
FIRST = Feed(number=1, url=FEED.url, outlet=FEED.outlet, added_at=NOW, due_at=NOW)
LINK = "https://outlet.example/news/7"
GUID = "https://outlet.example/?p=7"


def raw(**how):
    values = {"guid": GUID, "link": LINK, "title": "Renewed", "said": "2026-12-01", "body": "b"}
    return RawItem(**values | how)


def keys(*items, days=None, outlet="outlet.example", feed="feed 1"):
    return keys_of(items, days or [DAY] * len(items), outlet=outlet, feed=feed)


def are_one(before, after, **how):
    (one,) = keys(before)
    (other,) = keys(after, **how)
    return any(key in one.keys for key in other.keys)


@pytest.mark.parametrize(
    "again",
    [
        {"title": "Renewed (updated)", "body": "more"},
        {"said": "2027-01-01"},
        {"guid": "https://outlet.example/?p=8"},
        {"guid": ""},
        {"link": "https://outlet.example/moved/7"},
        {"link": "http://www.outlet.example/news/7/?utm_source=rss&fbclid=x#top"},
    ],
)
def test_an_item_that_is_edited_dated_or_numbered_anew_is_the_same(again):
    assert are_one(raw(), raw(**again))


def test_an_item_with_another_page_and_another_guid_is_another():
    assert not are_one(raw(), raw(guid=GUID + "1", link=LINK + "1"))


def test_a_bare_number_is_a_guid_of_its_feed_alone():
    assert are_one(raw(guid="1042", link=""), raw(guid="1042", link=""))
    assert not are_one(raw(guid="1042", link=""), raw(guid="1042", link=""), feed="feed 2")
    assert are_one(raw(link=""), raw(link=""), feed="feed 2")
    assert not are_one(raw(), raw(), outlet="other.example")


def test_what_has_neither_guid_nor_page_is_known_by_title_and_day():
    nameless = raw(guid="", link="https://outlet.example/")

    assert are_one(nameless, raw(guid="", link="", title="RENEWED!"))
    assert not are_one(nameless, nameless, days=[date(2026, 12, 2)])


def test_a_guid_that_several_pages_bear_tells_nothing():
    one, other = keys(raw(), raw(link=LINK + "1"))

    assert set(one.keys).isdisjoint(other.keys)


def test_a_page_that_several_guids_have_tells_nothing():
    one, other = keys(raw(), raw(guid=GUID + "1"))

    assert set(one.keys).isdisjoint(other.keys)


def test_where_all_guids_and_pages_were_made_anew_titles_decide():
    old = keys(raw(), raw(guid=GUID + "1", link=LINK + "1", title="Cast"))
    known = {key for one in old for key in (*one.keys, one.by_title)}
    moved = keys(raw(guid="tag:a", link="https://new.example/1"), raw(guid="tag:b", link=""))

    assert known_among(moved, known, is_first=False) == [True, True]
    beside = [*keys(raw()), *moved]
    assert known_among(beside, known, is_first=False) == [True, False, False]


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("HTTPS://WWW.Outlet.Example:443/N/7/?b=2&a=1&utm_medium=x", "outlet.example/N/7?a=1&b=2"),
        ("http://outlet.example:8080/a", "outlet.example:8080/a"),
        ("https://outlet.example/?p=7", "outlet.example?p=7"),
        ("https://outlet.example/", ""),
        ("https://outlet.example/?utm_source=rss", ""),
        ("javascript:alert(1)", ""),
        ("https://[", ""),
        ("https://outlet.example:99999/a", ""),
    ],
)  # fmt: skip
def test_all_addresses_of_one_page_are_one(link, canonical):
    assert canonical_link(link) == canonical


@given(st.text(), st.text(), st.text(), st.text())
def test_anything_has_an_identity(guid, link, title, said):
    item = RawItem(guid=guid, link=link, title=title, said=said)

    (one,) = seen_in(FEED, [item], now=NOW)

    assert one.keys.item in one.keys.keys
    assert one.published.day <= date(2026, 12, 2)


@pytest.mark.parametrize(
    ("said", "link", "day", "basis"),
    [
        ("Mon, 30 Nov 2026 22:30:00 -0500", "", "2026-11-30", DayBasis.FEED),
        ("Mon, 30 Nov 2026 22:30:00", "", "2026-11-30", DayBasis.FEED),
        ("2026-11-30T23:59:00Z", "", "2026-11-30", DayBasis.FEED),
        ("2026-11-30T23:59:00", "", "2026-11-30", DayBasis.FEED),
        ("2026-11-30", "", "2026-11-30", DayBasis.FEED),
        ("20261130T120000", "", "2026-11-30", DayBasis.FEED),
        ("2026-12-02T01:00:00+13:00", "", "2026-12-02", DayBasis.FEED),
        ("2041-01-01", "", "2026-12-01", DayBasis.FIRST_SEEN),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "", "2026-12-01", DayBasis.FIRST_SEEN),
        ("2026-02-30", "", "2026-12-01", DayBasis.FIRST_SEEN),
        ("Mo, 30. November 2026", "", "2026-12-01", DayBasis.FIRST_SEEN),
        ("", "https://a.example/2026/11/30/renewed", "2026-11-30", DayBasis.URL),
        ("2041-01-01", "https://a.example/2026/11/29", "2026-11-29", DayBasis.URL),
        ("", "https://a.example/2026/11/31/x", "2026-12-01", DayBasis.FIRST_SEEN),
        ("2026-11-30", "https://a.example/2026/11/29/x", "2026-11-30", DayBasis.FEED),
    ],
)
def test_the_day_is_the_one_that_somebody_says_who_can_be_right(said, link, day, basis):
    found = published_day(said, link, first_seen=NOW)

    assert (found.day.isoformat(), found.basis) == (day, basis)


def seen(*items):
    return seen_in(FEED, items, now=NOW)


def titles(chosen):
    return [one.raw.title for one in chosen]


def test_the_first_fetch_hands_on_the_newest_twenty_of_a_week():
    items = [
        raw(guid=f"tag:{n}", link=f"{LINK}-{n}", title=str(n), said=f"2026-11-{n:02}")
        for n in range(1, 31)
    ] + [raw(guid=f"tag:x{n}", link=f"{LINK}-x{n}", title=f"x{n}") for n in range(18)]

    chosen = titles(handed_on(FIRST, seen(*items), set(), now=NOW))

    assert chosen == ["29", "30", *(f"x{n}" for n in range(18))]


def test_what_comes_back_from_an_archive_is_not_handed_on():
    old = raw(guid="tag:old", link=LINK + "-old", title="old", said="2026-11-20")

    assert titles(handed_on(FEED, seen(old, raw()), set(), now=NOW)) == ["Renewed"]


def test_after_an_outage_what_came_since_is_handed_on():
    away = NOW - timedelta(days=20)
    feed = Feed(
        number=1, url=FEED.url, outlet=FEED.outlet, added_at=away, due_at=NOW, read_at=away,
        parsed_at=away,
    )  # fmt: skip
    old = raw(said="2026-11-15")

    assert titles(handed_on(feed, seen(old), set(), now=NOW)) == ["Renewed"]


def test_twins_of_one_document_are_one():
    assert titles(handed_on(FEED, seen(raw(), raw(title="again")), set(), now=NOW)) == ["Renewed"]


def test_a_link_that_nobody_should_open_is_none():
    (one,) = seen(raw(link="http://127.0.0.1/admin"))

    item = news_item(FEED, one, "text", is_backlog=True, now=NOW)

    assert item.article.url == ""
    assert item.article.publisher == "The Outlet"
