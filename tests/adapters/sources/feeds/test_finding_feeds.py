"""The feeds behind an address that an editor names: the page's own, and no stranger's trap."""

import pytest

from adapters.sources.feeds.reader import WebFeedReader
from adapters.sources.web.faults import FetchError, RefusedAddressError
from adapters.sources.web.fetcher import Fetcher
from bot.ports.errors import SourceUnavailableError
from bot.ports.feeds import FoundFeed
from fakes.feeds.documents import numbered, rss
from fakes.feeds.server import FakeFeedServer
from fakes.web_servers import Names, Routes, Stranger, said, sent_on

PUBLIC = "93.184.215.14"
SITE = "http://outlet.example"
NEWS = rss([numbered(1)])


def page(*links, head=""):
    """A page that names these as its feeds."""
    rows = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="News" href="{link}">'
        for link in links
    )
    return f"<!DOCTYPE html><html><head>{head}{rows}</head><body>News</body></html>".encode()


def html(body):
    return said(200, body, content_type="text/html")


@pytest.fixture
async def stranger():
    async with Stranger({"/feed": said(200, NEWS)}) as server:
        yield server


@pytest.fixture
async def inside():
    """A feed of the operator's own network, which is listed."""
    async with FakeFeedServer() as running:
        running.feed("/feed", [numbered(1)])
        yield running
    assert running.violations == []


@pytest.fixture
async def reader(stranger, inside):
    own = ("127.0.0.1", int(inside.place.partition(":")[2]))
    names = Names({"outlet.example": [PUBLIC]} | {one: [one] for one in ("127.0.0.1", "10.0.0.1")})
    routes = Routes({(PUBLIC, 80): stranger.port, own: own[1]})
    async with Fetcher(resolve=names, dial=routes, private_hosts=[inside.place]) as fetcher:
        made = WebFeedReader(fetcher)
        yield made
        made.close()
    assert set(routes.dialled) <= {(PUBLIC, 80), own}


async def found(reader, stranger, body, at="/"):
    stranger.answers[at] = html(body)
    return [one.url for one in await reader.find(f"{SITE}{at}")]


@pytest.mark.parametrize(
    ("link", "head"),
    [
        ("/feed", ""),
        ("../feed", ""),
        (" feed\n", '<base href="/">'),
        ("//outlet.example/feed", ""),
        ("http://outlet.example/feed", '<base href="http://169.254.169.254/">'),
    ],
)
async def test_a_link_is_read_as_the_page_means_it(reader, stranger, link, head):
    assert await found(reader, stranger, page(link, head=head), "/news/") == [f"{SITE}/feed"]


@pytest.mark.parametrize(
    "trap",
    [
        "javascript:alert(1)",
        "data:application/rss+xml,x",
        "file:///etc/passwd",
        "http://user:hush@outlet.example/feed",
        "http://127.0.0.1/feed",
        "http://[::1]/feed",
        "http://169.254.169.254/latest/meta-data",
        "http://0x7f000001/feed",
        "http://localhost/feed",
        "http://printer/feed",
        "http://outlet.example:22/feed",
        "http://[",
        "",
    ],
)
async def test_a_trap_among_a_pages_feeds_is_neither_asked_nor_named(reader, stranger, trap):
    assert await found(reader, stranger, page(trap, "/feed", trap, "/more")) == [
        f"{SITE}/feed",
        f"{SITE}/more",
    ]
    assert stranger.targets == ["/", "/feed"]


async def test_a_page_from_outside_names_nothing_of_the_own_network(reader, stranger, inside):
    own = inside.url("/feed")

    assert await found(reader, stranger, page(own, "/feed")) == [f"{SITE}/feed"]
    assert inside.requests == 0
    inside.feed("/", content_type="text/html").body = page(own)
    assert await reader.find(inside.url("/")) == [FoundFeed(own, "News")]


async def test_what_a_page_names_is_taken_only_once_it_is_seen_to_be_a_feed(reader, stranger):
    stranger.answers["/login"] = html(page())
    stranger.answers["/moved"] = sent_on("/feed", 301)

    many = [f"/more/{n}" for n in range(20)]
    assert await found(reader, stranger, page("/gone", "/login", "/moved", *many)) == [
        f"{SITE}/feed",
        *(f"{SITE}{path}" for path in many[:7]),
    ]


async def test_a_page_whose_feeds_are_none_says_so_and_is_not_asked_for_ever(reader, stranger):
    stranger.answers["/login"] = html(page())
    stranger.answers["/"] = html(page(*(f"/login?{n}" for n in range(9))))

    with pytest.raises(SourceUnavailableError, match="names feeds, and what stands there is none"):
        await reader.find(SITE)
    assert len(stranger.targets) == 4
    stranger.answers["/"] = html(page("/gone"))
    with pytest.raises(
        SourceUnavailableError, match=r"outlet.example/gone answers with status 404"
    ):
        await reader.find(SITE)


@pytest.mark.parametrize(
    "body", [page(), b"<html><form>Log in<input name=password></form></html>", b"", b"nothing"]
)
async def test_a_page_that_names_no_feed_has_none(reader, stranger, body):
    assert await found(reader, stranger, body) == []


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500])
async def test_a_page_that_is_refused_is_said_to_be(reader, stranger, status):
    stranger.answers["/"] = said(status, page("/feed"))

    with pytest.raises(SourceUnavailableError, match=f"status {status}"):
        await reader.find(SITE)


@pytest.mark.parametrize("where", ["http://127.0.0.1/", "http://10.0.0.1/feed", "inside"])
@pytest.mark.parametrize("named", [False, True])
async def test_no_redirect_leads_to_a_private_host(reader, stranger, inside, where, named):
    target = inside.url("/feed") if where == "inside" else where
    stranger.answers["/on"] = sent_on(target)
    stranger.answers["/"] = html(page("/on")) if named else sent_on(target)

    with pytest.raises(FetchError) as refused:
        await reader.find(SITE)
    assert isinstance(refused.value, RefusedAddressError)
    assert inside.requests == 0
