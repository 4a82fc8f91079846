"""What an answer may cost: time, bytes before and after unpacking, and nothing half."""

import asyncio
import gzip
import tracemalloc
import zlib

import pytest

from adapters.sources.web.faults import RefusedAnswerError, TooSlowError, UnreachableError
from adapters.sources.web.fetcher import USUAL_BOUNDS, Bounds, Fetcher
from fakes.web_servers import (
    Stranger,
    and_hangs_up,
    and_nothing_more,
    endless,
    said,
)

SMALL = Bounds(whole_s=30.0, unpacked=10_000)
SHORT = Bounds(whole_s=0.3)


def fetcher_of(server):
    return Fetcher(private_hosts=[f"127.0.0.1:{server.port}"])


async def got(answer, *, bounds=SMALL):
    async with Stranger({"/rss": answer}) as server:
        return await fetched(server, bounds=bounds)


async def fetched(server, *, bounds):
    async with fetcher_of(server) as fetcher:
        return await fetcher.get(f"http://127.0.0.1:{server.port}/rss?key=hush", bounds=bounds)


async def test_a_body_that_fits_is_given_as_bytes_unpacked_and_never_decoded():
    body = "Größe — 8 März".encode("utf-16")
    plain = await got(said(200, body, content_type="text/xml; charset=utf-8"))
    packed = await got(said(200, gzip.compress(body), content_encoding="gzip"))
    deflated = await got(said(200, zlib.compress(body), content_encoding="Deflate"))

    assert plain.body == packed.body == deflated.body == body
    assert plain.headers["content-type"] == "text/xml; charset=utf-8"


async def test_a_body_of_just_the_permitted_size_fits():
    body = bytes(range(250)) * 40

    assert (await got(said(200, body))).body == body
    assert (await got(said(200, gzip.compress(body, 0), content_encoding="gzip"))).body == body


async def test_one_byte_more_does_not():
    body = bytes(10_001)

    with pytest.raises(RefusedAnswerError, match="larger than 10,000 bytes"):
        await got(said(200, body))
    with pytest.raises(RefusedAnswerError, match="larger than 10,000 bytes"):
        await got(said(200, gzip.compress(body), content_encoding="gzip"))


async def test_a_gzip_bomb_is_refused_before_it_is_unpacked():
    bomb = gzip.compress(bytes(64_000_000))
    async with Stranger({"/rss": said(200, bomb, content_encoding="gzip")}) as server:
        tracemalloc.start()
        with pytest.raises(RefusedAnswerError, match="larger than 2,000,000 bytes"):
            await fetched(server, bounds=USUAL_BOUNDS)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert most < 6_000_000


async def test_a_bomb_within_a_bomb_is_refused_by_its_header():
    twice = gzip.compress(gzip.compress(bytes(10_000_000)))

    with pytest.raises(RefusedAnswerError, match="'gzip, gzip', which nobody asked for"):
        await got(said(200, twice, content_encoding="gzip, gzip"))


@pytest.mark.parametrize("coding", ["br", "zstd"])
async def test_a_coding_that_was_not_asked_for_is_refused(coding):
    with pytest.raises(RefusedAnswerError, match="nobody asked for"):
        await got(said(200, b"\x1b\x03\x00", content_encoding=coding))


async def test_a_length_over_the_bound_is_refused_before_a_byte_of_it_comes():
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n"

    with pytest.raises(RefusedAnswerError, match="larger than 10,000 bytes"):
        await got(and_nothing_more(head))


async def test_a_body_without_an_end_is_refused_at_the_bound():
    with pytest.raises(RefusedAnswerError, match="larger than 10,000 bytes"):
        await got(endless(b"news " * 1000))


async def test_chunks_without_an_end_are_too():
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    with pytest.raises(RefusedAnswerError, match="larger than 10,000 bytes"):
        await got(endless(b"1f4\r\n" + b"news " * 100 + b"\r\n", head))


async def test_a_body_in_crumbs_is_refused_long_before_the_bound():
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    with pytest.raises(RefusedAnswerError, match="comes in crumbs"):
        await got(endless(b"1\r\nx\r\n" * 100, head), bounds=USUAL_BOUNDS)


async def test_what_is_packed_and_unpacks_to_nothing_for_ever_is_refused_too():
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"

    with pytest.raises(RefusedAnswerError, match="larger than 10,000 bytes"):
        await got(endless(gzip.compress(b""), head))


async def test_headers_without_an_end_are_refused():
    with pytest.raises(UnreachableError, match="does not answer as HTTP has it"):
        await got(endless(b"X-News: " + b"x" * 5000 + b"\r\n", b"HTTP/1.1 200 OK\r\n"))


async def test_more_headers_than_anybody_needs_are_refused():
    many = b"".join(b"X-%d: y\r\n" % number for number in range(201))

    with pytest.raises(RefusedAnswerError, match="more than 200 headers"):
        await got(b"HTTP/1.1 200 OK\r\n" + many + b"Content-Length: 0\r\n\r\n")


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nnews",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnews\r\n",
        b"HTTP/1.1 200 OK\r\n\r\nnews",
    ],
)
async def test_an_answer_that_is_not_whole_in_time_is_an_error_wherever_it_halts(begun):
    with pytest.raises(TooSlowError) as slow:
        await got(and_nothing_more(begun), bounds=SHORT)

    assert str(slow.value).partition("/")[2] == (
        "rss was not answered whole within 0.3 s; it is tried again later"
    )


async def test_a_drip_that_never_ends_ends_with_the_time_of_the_whole():
    async def drip(_, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    with pytest.raises(TooSlowError):
        await got(drip, bounds=SHORT)


async def test_answers_before_the_answer_do_not_go_on_for_ever():
    hint = b"HTTP/1.1 103 Early Hints\r\n\r\n"

    with pytest.raises(UnreachableError, match="again and again that it will answer"):
        await got(endless(hint, hint))


async def test_looking_up_a_name_counts_into_the_time():
    async def never(_host, _port):
        await asyncio.Event().wait()

    async with Fetcher(resolve=never) as fetcher:
        with pytest.raises(TooSlowError, match=r"^feeds\.example/rss was not answered"):
            await fetcher.get("https://feeds.example/rss", bounds=SHORT)


@pytest.mark.parametrize(
    "begun",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nnews",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nnews",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnews\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"",
    ],
)
@pytest.mark.parametrize("rudely", [False, True])
async def test_an_answer_that_breaks_off_is_an_error(begun, rudely):
    with pytest.raises(UnreachableError, match=r"/rss (broke off|does not answer as HTTP has it)"):
        await got(and_hangs_up(begun, rudely=rudely))


async def test_a_packed_body_that_breaks_off_in_sound_http_is_an_error():
    body = gzip.compress(b"Season 2 premieres on 8 March")

    with pytest.raises(RefusedAnswerError, match="breaks off before its end"):
        await got(said(200, body[:-9], content_encoding="gzip"))
    with pytest.raises(RefusedAnswerError, match="is not packed as it says"):
        await got(said(200, b"news" + body, content_encoding="gzip"))


@pytest.mark.parametrize(
    "nonsense",
    [
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.9\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nnews",
        b"HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\nnews",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\nnews",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnews\r\n",
        b"HTTP/1.1 200 OK\r\nNews\x00: 1\r\n\r\n",
        b"\x00" * 300_000,
    ],
)
async def test_what_is_no_http_is_an_error_in_one_line(nonsense):
    with pytest.raises((UnreachableError, RefusedAnswerError)) as broken:
        await got(and_hangs_up(nonsense))

    assert "\n" not in str(broken.value)
    assert "hush" not in str(broken.value)
    assert len(str(broken.value)) < 500


async def test_not_modified_may_tell_of_a_body_that_it_does_not_have():
    answer = await got(said(304, content_length="5000000", content_encoding="br", etag='W/"é"'))

    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["ETag"] == 'W/"é"'


async def test_what_follows_a_body_of_the_length_said_is_no_part_of_it():
    longer = said(200, b"news and more", content_length="4")
    async with Stranger({"/rss": longer}) as server, fetcher_of(server) as fetcher:
        first = await fetcher.get(f"http://127.0.0.1:{server.port}/rss")
        server.answers["/rss"] = said(200, b"other")
        second = await fetcher.get(f"http://127.0.0.1:{server.port}/rss")

    assert (first.body, second.body) == (b"news", b"other")


async def test_a_refused_answer_tells_its_status_and_when_to_come_again():
    answer = said(429, bytes(20_000), retry_after="120")

    with pytest.raises(RefusedAnswerError, match="status 429") as refused:
        await got(answer)

    assert refused.value.status == 429
    assert refused.value.headers["retry-after"] == "120"
