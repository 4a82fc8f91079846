"""How Violet behaves to those whom it fetches from, and to those whom it fetches for."""

import asyncio
import gzip
import logging
from contextlib import AsyncExitStack

import pytest
import structlog

from adapters.sources.web.faults import RefusedAnswerError, TooSlowError, UnreachableError
from adapters.sources.web.fetcher import Bounds, Fetcher, user_agent
from bot.runtime.logs import set_up_logging
from fakes.web_servers import Stranger, and_hangs_up, and_nothing_more, said, sent_on


def own(*servers, **how):
    return Fetcher(private_hosts=[f"127.0.0.1:{server.port}" for server in servers], **how)


def at(server, path="/rss"):
    return f"http://127.0.0.1:{server.port}{path}"


async def test_violet_says_who_it_is_and_where_to_complain():
    async with Stranger() as server, own(server, contact="https://fans.example/bot") as fetcher:
        await fetcher.get(at(server), headers={"user-agent": "curl", "Accept": "text/xml"})

    (asked,) = server.asked
    assert asked.method == "GET"
    assert asked.headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": user_agent("https://fans.example/bot"),
        "accept": "text/xml",
        "accept-encoding": "gzip, deflate",
    }
    assert user_agent("https://fans.example/bot").startswith("Violet/")
    assert user_agent("https://fans.example/bot").endswith(" (+https://fans.example/bot)")
    assert "(" not in user_agent(None)


async def test_validators_come_and_go_byte_for_byte():
    answers = {"/rss": said(200, etag='W/"a,é\xff"', last_modified="Tue, 1 Dec 2026  00:00:00 GMT")}
    async with Stranger(answers) as server, own(server) as fetcher:
        first = await fetcher.get(at(server))
        await fetcher.get(
            at(server),
            headers={
                "If-None-Match": first.headers["etag"],
                "If-Modified-Since": first.headers["LAST-MODIFIED"],
            },
        )

    assert server.asked[1].headers["if-none-match"] == 'W/"a,é\xff"'
    assert server.asked[1].headers["if-modified-since"] == "Tue, 1 Dec 2026  00:00:00 GMT"


async def test_any_status_is_an_answer():
    answers = {"/rss": said(429, b"slow down", retry_after="120"), "/gone": said(410)}
    async with Stranger(answers) as server, own(server) as fetcher:
        busy = await fetcher.get(at(server))
        gone = await fetcher.get(at(server, "/gone"))

    assert (busy.status, busy.body) == (429, b"slow down")
    assert busy.headers["Retry-After"] == "120"
    assert "retry-AFTER" in busy.headers
    assert "retry-after" not in gone.headers
    assert gone.status == 410


async def test_a_host_is_asked_one_thing_at_a_time_over_one_connection():
    async def slow(_, writer):
        await asyncio.sleep(0.001)
        writer.write(said(200, b"news"))

    async with Stranger({"/rss": slow}) as server, own(server) as fetcher:
        answers = await asyncio.gather(*(fetcher.get(at(server)) for _ in range(8)))

    assert [answer.body for answer in answers] == [b"news"] * 8
    assert (server.connections, server.busiest) == (1, 1)


async def test_several_things_at_a_time_where_that_many_connections_are_permitted():
    arrived = asyncio.Barrier(3)

    async def together(_, writer):
        await arrived.wait()
        writer.write(said(200))

    async with (
        Stranger({"/rss": together}) as server,
        own(server, connections_per_host=3) as fetcher,
    ):
        await asyncio.gather(*(fetcher.get(at(server)) for _ in range(6)))

    assert (server.connections, server.busiest) == (3, 3)


async def test_one_host_that_does_not_answer_holds_up_no_other():
    async with (
        Stranger({"/rss": and_nothing_more(b"")}) as silent,
        Stranger() as other,
        own(silent, other) as fetcher,
    ):
        waiting = asyncio.create_task(fetcher.get(at(silent)))
        answer = await fetcher.get(at(other))
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    assert answer.status == 404


async def test_waiting_for_a_turn_counts_into_the_time():
    async with Stranger({"/rss": and_nothing_more(b"")}) as silent, own(silent) as fetcher:
        first = asyncio.create_task(fetcher.get(at(silent)))
        await asyncio.sleep(0)  # it begins, and so it has the turn
        with pytest.raises(TooSlowError):
            await fetcher.get(at(silent), bounds=Bounds(whole_s=0.05))
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first

    assert len(silent.asked) <= 1


async def test_a_turn_is_given_back_however_a_fetch_ends():
    answers = {
        "/late": and_nothing_more(b""),
        "/large": said(200, bytes(500)),
        "/broken": and_hangs_up(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
        "/circle": sent_on("/circle"),
        "/rss": said(200, b"news"),
    }
    async with Stranger(answers) as server, own(server) as fetcher:
        for path in ("/late", "/large", "/broken", "/circle"):
            with pytest.raises((TooSlowError, UnreachableError, RefusedAnswerError)):
                await fetcher.get(at(server, path), bounds=Bounds(whole_s=0.2, unpacked=100))
        answer = await fetcher.get(at(server))

    assert answer.body == b"news"


async def test_a_connection_that_nobody_uses_is_closed_without_another_request():
    async with Stranger() as server, own(server, keep_alive_s=0.01) as fetcher:
        await fetcher.get(at(server))

        assert await server.left.get() == 1


async def test_what_was_closed_while_it_rested_is_asked_anew_and_once():
    async with Stranger({"/rss": said(200, b"news")}) as server, own(server) as fetcher:
        await fetcher.get(at(server))
        server.answers["/rss"] = hang_up_on_the_first
        answer = await fetcher.get(at(server))

    assert answer.body == b"more"
    assert [asked.connection for asked in server.asked] == [1, 1, 2]


async def hang_up_on_the_first(asked, writer):
    if asked.connection == 1:
        writer.close()
    else:
        writer.write(said(200, b"more"))


async def test_what_hangs_up_on_a_new_connection_is_not_asked_again():
    async with Stranger({"/rss": and_hangs_up(b"")}) as server, own(server) as fetcher:
        with pytest.raises(UnreachableError):
            await fetcher.get(at(server))

    assert len(server.asked) == 1


async def test_a_large_answer_is_taken_in_piece_by_piece():
    body = bytes(range(256)) * 4000
    answers = {"/full": said(200, gzip.compress(body), content_encoding="gzip", etag='"a"')}
    async with (
        Stranger(answers) as server,
        own(server) as fetcher,
        fetcher.stream(at(server, "/full")) as answer,
    ):
        pieces = [piece async for piece in answer]

    assert (answer.status, answer.headers["ETag"]) == (200, '"a"')
    assert (answer.url, answer.hops) == (at(server, "/full"), ())
    assert b"".join(pieces) == body
    assert max(map(len, pieces)) <= 64 * 1024


async def test_a_stream_that_is_left_early_leaves_nothing_behind():
    answers = {"/full": said(200, bytes(1_000_000)), "/rss": said(200, b"news")}
    async with Stranger(answers) as server, own(server) as fetcher:
        async with fetcher.stream(at(server, "/full")) as answer:
            async for _ in answer:
                break
        after = await fetcher.get(at(server))

    assert after.body == b"news"
    assert [asked.connection for asked in server.asked] == [1, 2]


async def test_the_time_of_a_stream_runs_out_at_the_next_piece_and_never_in_the_callers_own_work():
    begun = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nnews"
    seen = []

    async def read(fetcher, url):
        async with fetcher.stream(url, bounds=Bounds(whole_s=0.05)) as answer:
            async for piece in answer:
                await asyncio.sleep(0.1)  # longer than all of it may take
                seen.append(piece)

    async with Stranger({"/full": and_nothing_more(begun)}) as server, own(server) as fetcher:
        with pytest.raises(TooSlowError):
            await read(fetcher, at(server, "/full"))

    assert seen == [b"news"]


@pytest.fixture
def logging_put_back():
    root = logging.getLogger()
    handlers, level, configured = root.handlers, root.level, structlog.get_config()
    yield
    root.handlers, _ = handlers, root.setLevel(level)
    structlog.configure(**configured)


@pytest.mark.usefixtures("logging_put_back")
async def test_no_log_shows_what_stands_behind_the_question_mark(capsys):
    set_up_logging(level="debug", pretty=False, secrets=())
    answers = {
        "/rss": sent_on("/new?key=hush-2", set_cookie="hush-3"),
        "/new": said(200, b"news"),
    }
    async with Stranger(answers) as server, own(server) as fetcher:
        await fetcher.get(at(server, "/rss?key=hush-1"), headers={"Authorization": "hush-4"})
        logging.getLogger("whoever.fetches").debug("fetched")

    said_of_it = capsys.readouterr().err
    assert "fetched" in said_of_it
    assert "hush" not in said_of_it


async def test_a_closed_fetcher_has_no_connection_left():
    async with Stranger() as server:
        fetcher = own(server)
        await fetcher.get(at(server))
        await fetcher.close()

        assert await server.left.get() == 1


async def test_what_a_server_says_unasked_is_never_taken_for_the_answer_to_what_is_asked_next():
    answers = {"/rss": said(200, b"news") + said(200, b"forged"), "/next": said(200, b"true")}
    async with Stranger(answers) as server, own(server) as fetcher:
        first = await fetcher.get(at(server))
        second = await fetcher.get(at(server, "/next"))

    assert (first.body, second.body) == (b"news", b"true")
    assert [asked.connection for asked in server.asked] == [1, 2]


async def test_idle_connections_make_room_for_others_and_all_are_asked():
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(Stranger()) for _ in range(20)]
        fetcher = await stack.enter_async_context(own(*servers))
        for server in servers:
            await fetcher.get(at(server))
        left = [await servers[number].left.get() for number in range(4)]
        answers = await asyncio.gather(*(fetcher.get(at(server)) for server in servers))

    assert left == [1] * 4
    assert [answer.status for answer in answers] == [404] * 20


async def test_a_body_that_comes_faster_than_it_is_taken_in_waits_at_the_server():
    body = bytes(range(256)) * 20_000
    bounds = Bounds(whole_s=30, unpacked=len(body))
    async with (
        Stranger({"/full": said(200, body)}) as server,
        own(server) as fetcher,
        fetcher.stream(at(server, "/full"), bounds=bounds) as answer,
    ):
        taken = bytearray()
        async for piece in answer:
            for _ in range(3):
                await asyncio.sleep(0)
            taken += piece

    assert taken == body
