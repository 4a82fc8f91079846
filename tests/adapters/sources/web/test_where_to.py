"""Where is gone to, and where is not: whatever address a stranger names or redirects to."""

import asyncio

import pytest

from adapters.sources.web.faults import (
    FetchError,
    RefusedAddressError,
    RefusedAnswerError,
    UnreachableError,
)
from adapters.sources.web.fetcher import Fetcher, Hop
from fakes.web_servers import Names, Routes, Stranger, said, sent_on, trusting

PUBLIC = "93.184.215.14"
OTHER = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"


def out(server, names=None, *, private_hosts=(), secure=None):
    """A fetcher for which feeds.example is *server*, with what it dialled."""
    routes = Routes({(PUBLIC, 80): server.port, (OTHER, 80): server.port})
    if secure:
        routes.routes[PUBLIC, 443] = secure.port
    names = names or Names({"feeds.example": [PUBLIC], "other.example": [OTHER]})
    fetcher = Fetcher(
        resolve=names, dial=routes, private_hosts=private_hosts, tls=secure and trusting()
    )
    return fetcher, routes


async def test_a_public_name_is_fetched_from_the_address_that_was_checked():
    async with Stranger({"/rss": said(200, b"news")}) as server:
        fetcher, routes = out(server)
        async with fetcher:
            answer = await fetcher.get("http://feeds.example/rss?key=hush")

    assert (answer.status, answer.body) == (200, b"news")
    assert answer.url == "http://feeds.example/rss?key=hush"
    assert routes.dialled == [(PUBLIC, 80)]
    assert server.asked[0].target == "/rss?key=hush"
    assert server.asked[0].headers["host"] == "feeds.example"


SPELLINGS = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.01/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[::]/",
    "http://[fe80::1%25lo]/",
    "http://0.0.0.0/",
    "http://0/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://127.0.0.1./",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://169.254.169.254/latest/meta-data",
    "//127.0.0.1/",
    "http:127.0.0.1/../",
    "http://feeds.example@127.0.0.1/",
    "http://127.0.0.1%2f@feeds.example/",
    "http://127.0.0.1\\@feeds.example/",
    "http://feeds.example\\@127.0.0.1/",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_spelling_of_a_private_address_is_connected_to(spelling):
    routes = Routes()
    async with Fetcher(dial=routes) as fetcher:  # names are looked up by this very machine
        with pytest.raises(FetchError):
            await fetcher.get(spelling)

    assert routes.dialled == []


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_redirect_leads_to_a_private_address_however_it_is_spelt(spelling):
    async with Stranger({"/rss": sent_on(spelling.encode().decode("latin-1"))}) as server:
        routes = Routes({(PUBLIC, 80): server.port})
        real = Fetcher()

        async def names(host, port):
            return [PUBLIC] if host == "feeds.example" else await real._names(host, port)

        async with real, Fetcher(resolve=names, dial=routes) as fetcher:
            with pytest.raises(FetchError):
                await fetcher.get("http://feeds.example/rss")

    assert set(routes.dialled) == {(PUBLIC, 80)}
    assert "169.254.169.254" not in server.targets


async def test_one_address_that_is_not_public_among_others_refuses_the_name():
    async with Stranger() as server:
        fetcher, routes = out(server, Names({"feeds.example": [f"{PUBLIC} {OTHER} 10.0.0.7"]}))
        async with fetcher:
            with pytest.raises(RefusedAddressError) as refused:
                await fetcher.get("http://feeds.example/rss?key=hush")

    assert routes.dialled == []
    assert str(refused.value) == (
        "feeds.example/rss is refused, since feeds.example stands for 10.0.0.7, which is a private "
        "network; if it is your own, list feeds.example:80 in VIOLET_PRIVATE_HOSTS"
    )


async def test_a_name_that_changes_between_two_look_ups_does_not_get_through():
    async with Stranger({"/rss": said(200, b"news", connection="close")}) as server:
        names = Names({"feeds.example": [PUBLIC, "127.0.0.1"]})
        fetcher, routes = out(server, names)
        async with fetcher:
            first = await fetcher.get("http://feeds.example/rss")
            with pytest.raises(RefusedAddressError, match=r"127\.0\.0\.1, which is this machine"):
                await fetcher.get("http://feeds.example/rss")

    assert first.body == b"news"
    assert names.looked_up == ["feeds.example"] * 2  # once for each, and never again to connect
    assert routes.dialled == [(PUBLIC, 80)]


async def test_a_hop_back_to_a_name_that_has_changed_does_not_get_through():
    answers = {"/rss": sent_on("http://feeds.example/again", connection="close")}
    async with Stranger(answers) as server:
        fetcher, routes = out(server, Names({"feeds.example": [PUBLIC, "169.254.169.254"]}))
        async with fetcher:
            with pytest.raises(RefusedAddressError, match="link-local"):
                await fetcher.get("http://feeds.example/rss")

    assert routes.dialled == [(PUBLIC, 80)]


async def test_the_next_address_is_tried_where_one_does_not_answer_and_families_take_turns():
    async with Stranger({"/rss": said(200, b"news")}) as server:
        names = Names({"feeds.example": [f"2a00::1 2a00::2 {PUBLIC}"]})
        fetcher, routes = out(server, names)
        async with fetcher:
            answer = await fetcher.get("http://feeds.example/rss")

    assert answer.body == b"news"
    assert routes.dialled == [("2a00::1", 80), (PUBLIC, 80)]


async def test_a_name_that_nobody_knows_is_told_without_its_query():
    async with Fetcher(resolve=Names({})) as fetcher:
        with pytest.raises(UnreachableError) as unreached:
            await fetcher.get("https://gone.example/rss?key=hush")

    assert str(unreached.value) == (
        "gone.example/rss is not reached: gone.example is not found; it is tried again later"
    )


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("ftp://feeds.example/rss", "one of ftp:"),
        ("file:///etc/passwd", "one of file:"),
        ("gopher://feeds.example/", "one of gopher:"),
        ("javascript:alert(1)", "one of javascript:"),
        ("data:text/xml,hush", "one of data:"),
        ("feeds.example/rss", "without http"),
        ("http:///rss", "only http and https"),
        ("http://", "only http and https"),
        ("", "without http"),
        ("http://u:hush@feeds.example/", "holds a user"),
        ("http://u@feeds.example/", "holds a user"),
        ("http://feeds.example:8080/", "port 8080"),
        ("http://feeds.example:22/", "port 22"),
        ("http://feeds.example:0/", "port 0"),
        ("https://feeds.example:70000/", "port 70000"),
        ("http://feeds.example:hush/", "cannot be read"),
        ("http://u:hu:sh@feeds.example:x/", "cannot be read"),
        ("http://feeds.example/\r\nHost: 127.0.0.1", "cannot be read"),
        ("http://feeds.example/" + "hush" * 1001, "cannot be read"),
        ("http://feeds%2eexample/", "a % in it"),
    ],
)
async def test_what_is_no_address_to_fetch_is_refused_before_anything_is_looked_up(url, fault):
    names, routes = Names({"feeds.example": [PUBLIC]}), Routes()
    async with Fetcher(resolve=names, dial=routes) as fetcher:
        with pytest.raises(RefusedAddressError, match=fault) as refused:
            await fetcher.get(url)

    assert names.looked_up == routes.dialled == []
    assert "hush" not in f"{refused.value!r}{refused.value.__cause__!r}"
    assert "\n" not in str(refused.value)


async def test_the_own_network_is_fetched_from_by_exact_host_and_port_alone():
    async with Stranger({"/rss": said(200, b"ours")}) as server:
        listed = f"127.0.0.1:{server.port}"
        async with Fetcher(private_hosts=[listed]) as fetcher:
            answer = await fetcher.get(f"http://{listed}/rss")
            for other in (f"localhost:{server.port}", "127.0.0.1:80", f"127.1:{server.port}"):
                with pytest.raises(RefusedAddressError):
                    await fetcher.get(f"http://{other}/rss")

    assert answer.body == b"ours"
    assert server.connections == 1


async def test_a_stranger_does_not_redirect_into_the_own_network_be_it_listed():
    async with Stranger({"/rss": sent_on("http://intranet.example/wiki")}) as server:
        names = Names({"feeds.example": [PUBLIC], "intranet.example": ["10.0.0.9"]})
        fetcher, routes = out(server, names, private_hosts=["intranet.example:80"])
        async with fetcher:
            with pytest.raises(RefusedAddressError, match="from outside into your own network"):
                await fetcher.get("http://feeds.example/rss")

    assert routes.dialled == [(PUBLIC, 80)]


async def test_the_own_network_may_redirect_within_itself():
    async with Stranger({"/new": said(200, b"ours")}) as new:
        new_place = f"127.0.0.1:{new.port}"
        async with Stranger({"/old": sent_on(f"http://{new_place}/new", 301)}) as old:
            places = [f"127.0.0.1:{old.port}", new_place]
            async with Fetcher(private_hosts=places) as fetcher:
                answer = await fetcher.get(f"http://{places[0]}/old")

    assert answer.body == b"ours"


async def test_each_redirect_tells_its_status_and_who_sent_us_on():
    answers = {
        "/1": sent_on("/2?x=ü", 301),
        "/2": sent_on("http://other.example/3", 308),
        "/3": sent_on("4#part", 307),
        "/4": said(200, b"news"),
    }
    async with Stranger(answers) as server:
        fetcher, _ = out(server)
        async with fetcher:
            answer = await fetcher.get("http://feeds.example/1#top")

    assert answer.hops == (
        Hop(301, "http://feeds.example/1"),
        Hop(308, "http://feeds.example/2?x=%C3%BC"),
        Hop(307, "http://other.example/3"),
    )
    assert (answer.url, answer.body) == ("http://other.example/4", b"news")


async def test_a_circle_of_redirects_is_left_after_three():
    async with Stranger({"/rss": sent_on("/rss")}) as server:
        fetcher, _ = out(server)
        async with fetcher:
            with pytest.raises(RefusedAnswerError, match="redirects more than 3 times"):
                await fetcher.get("http://feeds.example/rss")

    assert server.targets == ["/rss"] * 4


@pytest.mark.parametrize("location", ["/shows/1370", "http://127.0.0.1/", "http://["])
async def test_a_redirect_is_an_answer_where_no_hop_is_wanted(location):
    async with Stranger({"/lookup": said(301, b"null", location=location)}) as server:
        fetcher, _ = out(server)
        async with fetcher:
            answer = await fetcher.get("http://feeds.example/lookup", hops=0)

    assert (answer.status, answer.body) == (301, b"null")
    assert answer.headers["Location"] == location
    assert answer.hops == ()


@pytest.mark.parametrize("status", [300, 304, 305, 302])
async def test_what_names_no_other_address_is_an_answer_too(status):
    async with Stranger({"/rss": said(status)}) as server:
        fetcher, _ = out(server)
        async with fetcher:
            answer = await fetcher.get("http://feeds.example/rss")

    assert answer.status == status


@pytest.mark.parametrize("location", ["http://[", "http://u:hush@other.example/", "ftp://x/hush"])
async def test_a_redirect_to_what_is_no_address_is_told_without_its_secrets(location):
    async with Stranger({"/rss": sent_on(location)}) as server:
        fetcher, _ = out(server)
        async with fetcher:
            with pytest.raises(
                RefusedAddressError, match=r"the redirect of feeds\.example/rss"
            ) as e:
                await fetcher.get("http://feeds.example/rss?key=hush")

    assert "hush" not in str(e.value)


async def test_http_may_lead_to_https_and_never_the_other_way_round():
    async with Stranger(tls=True) as secure, Stranger() as plain:
        secure.answers = {"/rss": said(200, b"news"), "/old": sent_on("http://feeds.example/rss")}
        plain.answers = {"/rss": sent_on("https://feeds.example/rss", 301)}
        fetcher, routes = out(plain, secure=secure)
        async with fetcher:
            answer = await fetcher.get("http://feeds.example/rss")
            with pytest.raises(RefusedAddressError, match="from https to http"):
                await fetcher.get("https://feeds.example/old")

    assert answer.body == b"news"
    assert routes.dialled == [(PUBLIC, 80), (PUBLIC, 443)]


async def test_tls_is_begun_and_checked_for_the_name_and_not_for_the_address():
    async with Stranger({"/rss": said(200, b"news")}, tls=True) as secure:
        names = Names({"feeds.example": [PUBLIC], "other.example": [PUBLIC]})
        fetcher, _ = out(secure, names, secure=secure)
        async with fetcher:
            answer = await fetcher.get("https://feeds.example/rss")
            with pytest.raises(UnreachableError, match="certificate"):
                await fetcher.get("https://other.example/rss")

    assert answer.body == b"news"
    assert secure.names == ["feeds.example", "other.example"]
    assert secure.targets == ["/rss"]


async def test_a_certificate_of_nobody_we_trust_is_refused():
    async with Stranger({"/rss": said(200, b"news")}, tls=True) as secure:
        fetcher = Fetcher(
            resolve=Names({"feeds.example": [PUBLIC]}), dial=Routes({(PUBLIC, 443): secure.port})
        )
        async with fetcher:
            with pytest.raises(UnreachableError, match="certificate"):
                await fetcher.get("https://feeds.example/rss")

    assert secure.targets == []


async def test_no_cookie_is_kept_for_a_hop_or_for_the_next_time():
    answers = {"/rss": sent_on("/new", set_cookie="id=1; Path=/"), "/new": said(200, b"news")}
    async with Stranger(answers) as server:
        fetcher, _ = out(server)
        async with fetcher:
            await fetcher.get("http://feeds.example/rss")
            await fetcher.get("http://feeds.example/rss")

    assert server.targets == ["/rss", "/new"] * 2
    assert [asked.headers.get("cookie") for asked in server.asked] == [None] * 4
    assert [asked.headers.get("referer") for asked in server.asked] == [None] * 4


async def test_another_server_sees_no_key_of_the_first_one_and_the_same_server_does():
    answers = {
        "/rss": sent_on("/here"),
        "/here": sent_on("http://other.example/there"),
        "/there": sent_on("http://feeds.example/back"),
    }
    async with Stranger(answers) as server:
        fetcher, _ = out(server)
        async with fetcher:
            await fetcher.get(
                "http://feeds.example/rss",
                headers={"Authorization": "hush", "X-Key": "hush", "If-None-Match": '"a"'},
            )

    keys = [asked.headers.get("authorization") for asked in server.asked]
    assert keys == ["hush", "hush", None, None]
    assert [asked.headers.get("x-key") for asked in server.asked] == keys
    assert [asked.headers["if-none-match"] for asked in server.asked] == ['"a"'] * 4


async def test_no_proxy_of_the_environment_stands_between(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with Stranger({"/rss": said(200, b"news")}) as server:
        fetcher, routes = out(server)
        async with fetcher:
            await fetcher.get("http://feeds.example/rss")

    assert routes.dialled == [(PUBLIC, 80)]
    assert server.targets == ["/rss"]


async def test_an_address_that_does_not_answer_is_dialled_once_and_told():
    routes = Routes()
    async with Fetcher(resolve=Names({"feeds.example": [PUBLIC]}), dial=routes) as fetcher:
        with pytest.raises(UnreachableError) as unreached:
            await fetcher.get("http://feeds.example/rss")

    assert str(unreached.value) == (
        "feeds.example/rss is not reached: feeds.example does not let us connect to port 80 "
        "(no route); it is tried again later"
    )
    assert routes.dialled == [(PUBLIC, 80)]


async def test_what_is_said_in_clear_before_tls_begins_is_not_taken_for_what_was_said_under_it():
    async def says_first(_reader, writer):
        writer.write(said(200, b"forged"))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(says_first, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with (
        server,
        Fetcher(
            resolve=Names({"feeds.example": [PUBLIC]}),
            dial=Routes({(PUBLIC, 443): port}),
            tls=trusting(),
        ) as fetcher,
    ):
        with pytest.raises(UnreachableError):
            await fetcher.get("https://feeds.example/rss")


async def test_a_connection_under_tls_is_used_again_and_closed_when_it_has_rested():
    async with Stranger({"/rss": said(200, b"news")}, tls=True) as secure:
        fetcher = Fetcher(
            resolve=Names({"feeds.example": [PUBLIC]}),
            dial=Routes({(PUBLIC, 443): secure.port}),
            tls=trusting(),
            keep_alive_s=0.2,
        )
        async with fetcher:
            for _ in range(3):
                await fetcher.get("https://feeds.example/rss")

            assert await secure.left.get() == 1

    assert secure.connections == 1
