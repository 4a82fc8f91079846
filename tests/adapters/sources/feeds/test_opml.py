import pytest

from adapters.sources.feeds.opml import feeds_listed_in, opml_of
from bot.ports.errors import ContentError
from bot.ports.feeds import FoundFeed

LIST = """<?xml version="1.0"?><opml version="1.0"><body><outline text="TV">
<outline text="A" title="The A" xmlUrl="https://a.example/feed"/>
<outline text="B" xmlURL="https://b.example/feed?x=1&amp;y=2"/></outline>
<outline text="again" xmlUrl="https://a.example/feed"/><outline text="no feed"/></body></opml>"""


def test_feeds_are_found_in_folders_each_once():
    assert feeds_listed_in(LIST.encode()) == [
        FoundFeed("https://a.example/feed", "The A"),
        FoundFeed("https://b.example/feed?x=1&y=2", "B"),
    ]


def test_what_is_written_is_read_again():
    feeds = [FoundFeed('https://a.example/?a="<&', 'A "quoted" <title> & more')]

    assert feeds_listed_in(opml_of(feeds).encode()) == feeds


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no sound XML"),
        (b"<rss/>", "no OPML"),
        (LIST.encode()[:-20], "no sound XML"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "DOCTYPE"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml/>', "DOCTYPE"),
        (b"<opml>" + b" " * 2_000_000 + b"</opml>", "larger"),
    ],
)
def test_what_is_no_list_is_said_to_be_none(data, says):
    with pytest.raises(ContentError, match=says):
        feeds_listed_in(data)
