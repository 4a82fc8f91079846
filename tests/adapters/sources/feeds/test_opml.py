import pytest

from adapters.sources.feeds.opml import ListedFeed, feeds_listed_in, opml_of
from bot.ports.errors import ContentError
from bot.ports.feeds import FoundFeed

LIST = """<?xml version="1.0"?><opml version="1.0"><body><outline text="TV">
<outline text="A" title="The A" xmlUrl="https://a.example/feed"/>
<outline text="B" xmlURL="https://b.example/feed?x=1&amp;y=2"/></outline>
<outline text="again" xmlUrl="https://a.example/feed"/><outline text="no feed"/></body></opml>"""


def test_feeds_are_found_in_folders_each_once():
    assert feeds_listed_in(LIST.encode()) == [
        ListedFeed(FoundFeed("https://a.example/feed", "The A"), 2),
        ListedFeed(FoundFeed("https://b.example/feed?x=1&y=2", "B"), 3),
    ]


def test_what_is_written_is_read_again():
    feeds = [FoundFeed('https://a.example/?a="<&', 'A "quoted" <title> & more')]

    assert [one.feed for one in feeds_listed_in(opml_of(feeds).encode())] == feeds


def many(count):
    return b"\n".join(b'<outline xmlUrl="http://a.example/%d"/>' % n for n in range(count))


def test_outlines_without_end_that_are_no_feeds_are_none():
    assert feeds_listed_in(b"<opml>" + b"<outline text='x'/>" * 100_000 + b"</opml>") == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "line 1: the list is no sound XML"),
        (b"<rss/>", "no OPML"),
        (LIST.encode()[:-20], "no sound XML"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "DOCTYPE"),
        (b"<opml>\n" + b"<outline>" * 60, "line 2: folders lie more than 50 deep"),
        (b"<opml>" + many(5_001), "line 5001: .* 5,000 feeds"),
        (b"<opml>&lol;</opml>", "line 1: the list is no sound XML"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml/>', "DOCTYPE"),
        (b"<opml>" + b" " * 2_000_000 + b"</opml>", "larger"),
    ],
)
def test_what_is_no_list_is_said_to_be_none(data, says):
    with pytest.raises(ContentError, match=says):
        feeds_listed_in(data)
