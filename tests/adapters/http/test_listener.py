"""Whoever comes to a port, over real sockets: the silent, the slow, the many and the senseless."""

import asyncio
import socket
from contextlib import asynccontextmanager
from dataclasses import replace
from ipaddress import ip_network

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from adapters.http.bounds import ClientBounds, connections_allowed
from adapters.http.listener import Listener
from bot.ports.errors import SettingsError
from bot.ports.web import PLAIN, WebAnswer, WebRoute
from fakes.patience import PATIENCE_S
from fakes.processes import until
from fakes.web_ports import free_port

QUICK = ClientBounds(
    headers_s=0.1, idle_s=0.1, body_s=0.1, answer_s=0.1, send_s=0.2, linger_s=0.2, connections=4
)
PATIENT = ClientBounds(connections=4)
NAMES = ("VIOLET_HTTP_HOST", "VIOLET_HTTP_PORT")


class World:
    """A listener with some routes, and what clients do to it."""

    def __init__(self, bounds):
        self.asked = []
        self.release, self.begun = asyncio.Event(), asyncio.Event()
        routes = [
            WebRoute(method="GET", path="/name/{name}.txt", answer=self._name),
            WebRoute(method="POST", path="/name", answer=self._name),
            WebRoute(method="GET", path="/slow", answer=self._slow),
            WebRoute(method="GET", path="/fault/{secret}", answer=self._fault),
            WebRoute(method="GET", path="/large", answer=self._large),
        ]
        self.listener = Listener(
            "http", routes, settings=NAMES, bounds=bounds, trusted=[ip_network("127.0.0.0/8")]
        )
        self.port = free_port()

    async def _name(self, request):
        self.asked.append(request)
        return WebAnswer(body=b"hello\n", content_type=PLAIN)

    async def _slow(self, request):
        self.begun.set()
        await self.release.wait()
        return await self._name(request)

    async def _fault(self, request):
        raise ValueError(f"cannot take {request.parts['secret']}")

    async def _large(self, request):
        del request
        return WebAnswer(body=bytes(8_000_000), content_type=PLAIN)

    async def connect(self):
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def say(self, text):
        """Return all that is answered to that, once the other side hangs up."""
        reader, writer = await self.connect()
        writer.write(text)
        async with asyncio.timeout(PATIENCE_S):
            answer = await reader.read()
        writer.close()
        return answer

    async def get(self, path, *headers):
        lines = [f"GET {path} HTTP/1.1", "Host: x", "Connection: close", *headers]
        return await self.say("\r\n".join([*lines, "", ""]).encode())


@asynccontextmanager
async def world(bounds=PATIENT):
    made = World(bounds)
    await made.listener.start("127.0.0.1", made.port)
    yield made
    await made.listener.stop()


async def hung_up_on(reader):
    """Wait until the other side has ended the connection."""
    async with asyncio.timeout(PATIENCE_S):
        try:
            while await reader.read(1000):
                pass
        except ConnectionError:
            pass
    return True


async def test_what_is_asked_reaches_its_route_whole():
    async with world() as at:
        answer = await at.get("/name/Jessica%20Jones%2F2.txt?a=1&a=2&b=%C3%A9")

    (request,) = at.asked
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.endswith(b"\r\n\r\nhello\n")
    assert request.parts == {"name": "Jessica Jones/2"}
    assert request.query == {"a": "1", "b": "é"}
    assert (request.method, request.body, request.asker) == ("GET", b"", "127.0.0.1")


async def test_a_body_arrives_byte_for_byte_however_it_is_sent():
    async with world() as at:
        head = b"POST /name HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        await at.say(head + b"Content-Length: 4\r\n\r\n\x00\xff\r\n")
        await at.say(
            head + b"Transfer-Encoding: chunked\r\n\r\n2\r\n\x00\xff\r\n2\r\n\r\n\r\n0\r\n\r\n"
        )

    assert [one.body for one in at.asked] == [b"\x00\xff\r\n", b"\x00\xff\r\n"]


async def test_no_answer_says_what_it_was_made_with():
    async with world() as at:
        answers = [
            await at.get("/name/a.txt"),
            await at.get("/nowhere"),
            await at.get("/fault/hush"),
            await at.say(b"\x16\x03\x01\x02\x00\r\n\r\n"),
        ]

    for answer in answers:
        head = answer.partition(b"\r\n\r\n")[0].lower()
        assert head.startswith(b"http/1.1 ")
        assert b"server:" not in head
        assert b"hush" not in answer
        assert b"Error" not in answer.replace(b"Internal Server Error", b"")


async def test_several_things_are_asked_over_one_connection_one_after_the_other():
    request = b"GET /name/a.txt HTTP/1.1\r\nHost: x\r\n\r\n"
    async with world() as at:
        answer = await at.say(
            request + request + request.replace(b"Host", b"Connection: close\r\nHost")
        )

    assert answer.count(b"HTTP/1.1 200 OK") == 3
    assert len(at.asked) == 3


async def test_a_head_is_that_of_the_answer_without_its_body():
    async with world() as at:
        answer = await at.say(b"HEAD /name/a.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert answer.endswith(b"\r\n\r\n")
    assert b"content-length: 6\r\n" in answer


async def test_an_address_that_takes_something_else_says_what():
    async with world() as at:
        posted = await at.say(b"POST /name/a.txt HTTP/1.0\r\n\r\n")
        fetched = await at.get("/name")

    assert posted.startswith(b"HTTP/1.1 405 ")
    assert b"allow: GET, HEAD\r\n" in posted
    assert b"allow: POST\r\n" in fetched
    assert at.asked == []


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET /name/a.txt HT",
        b"GET /name/a.txt HTTP/1.1\r\nHost: x\r\n",
        b"GET /name/a.txt HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /name HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
    ],
    ids=["silent", "half a line", "half a head", "idle afterwards", "half a body"],
)
async def test_whoever_falls_silent_is_hung_up_on(said):
    async with world(QUICK) as at:
        reader, writer = await at.connect()
        writer.write(said)

        assert await hung_up_on(reader)
        assert at.listener.timed_out == 1
        writer.close()


async def test_whoever_sends_a_byte_now_and_then_is_hung_up_on_all_the_same():
    async with world(QUICK) as at:
        reader, writer = await at.connect()

        async def trickle():
            while not writer.is_closing():
                writer.write(b"a")
                await asyncio.sleep(0.01)

        trickling = asyncio.create_task(trickle())
        assert await hung_up_on(reader)
        trickling.cancel()
        writer.close()


async def test_whoever_does_not_take_an_answer_is_hung_up_on():
    async with world(QUICK) as at:
        _, writer = await at.connect()
        writer.transport.pause_reading()
        writer.write(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")

        await until(lambda: at.listener.timed_out)
        await until(lambda: not at.listener.connections)
        writer.transport.abort()


async def test_a_newcomer_takes_the_place_of_whoever_was_silent_longest():
    async with world() as at:
        silent = [await at.connect() for _ in range(4)]
        await until(lambda: at.listener.connections == 4)

        assert (await at.get("/name/a.txt")).startswith(b"HTTP/1.1 200 OK")
        assert await hung_up_on(silent[0][0])
        assert at.listener.shed == 1
        silent[1][1].write(b"GET /name/a.txt HTTP/1.0\r\n\r\n")
        assert (await silent[1][0].read()).startswith(b"HTTP/1.1 200 OK")
        for _, writer in silent:
            writer.close()


async def test_whoever_is_being_answered_makes_room_for_nobody():
    async with world(replace(PATIENT, connections=1)) as at:
        slow = asyncio.create_task(at.get("/slow"))
        await at.begun.wait()

        reader, writer = await at.connect()
        assert await hung_up_on(reader)
        at.release.set()

        assert (await slow).startswith(b"HTTP/1.1 200 OK")
        writer.close()


@pytest.mark.parametrize(
    "said",
    [
        b"Content-Length: 101\r\n\r\n",
        b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n65\r\n" + bytes(101) + b"\r\n0\r\n\r\n",
    ],
    ids=["as it says", "as it says in very many digits", "as it turns out"],
)
async def test_a_body_that_is_too_long_is_refused(said):
    async with world(replace(PATIENT, body_bytes=100)) as at:
        answer = await at.say(b"POST /name HTTP/1.1\r\nHost: x\r\n" + said)

    assert answer.startswith((b"HTTP/1.1 413 ", b"HTTP/1.1 400 "))
    assert at.asked == []


async def test_bodies_together_are_bounded_too():
    head = b"POST /name HTTP/1.1\r\nHost: x\r\nContent-Length: 90\r\n\r\n"
    async with world(replace(PATIENT, body_bytes=100, bodies_bytes=100)) as at:
        first, second = await at.connect(), await at.connect()
        first[1].write(head + bytes(80))
        await until(lambda: sum(one.held for one in at.listener._waiting) == 80)
        second[1].write(head + bytes(80))

        assert await hung_up_on(first[0])
        second[1].write(bytes(10))
        async with asyncio.timeout(PATIENCE_S):
            assert (await second[0].readline()) == b"HTTP/1.1 200 OK\r\n"
        for _, writer in (first, second):
            writer.close()


@pytest.mark.parametrize("size", [20_000, 200_000])
async def test_a_head_that_is_too_long_is_refused(size):
    async with world() as at:
        answer = await at.get("/name/a.txt", f"Cookie: {'a' * size}")

    assert answer.startswith(b"HTTP/1.1 431 ")
    assert at.asked == []


async def test_whoever_waits_for_leave_to_send_a_body_is_given_it():
    async with world() as at:
        reader, writer = await at.connect()
        writer.write(
            b"POST /name HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        )
        async with asyncio.timeout(PATIENCE_S):
            assert (await reader.readline()).startswith(b"HTTP/1.1 100 ")
        writer.write(b"ok")
        async with asyncio.timeout(PATIENCE_S):
            await reader.readuntil(b"200 OK")
        writer.close()

    assert at.asked[0].body == b"ok"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(said=st.lists(st.binary(max_size=40) | st.sampled_from([b"GET / ", b"\r\n", b"HTTP/1.1"])))
async def test_whatever_is_said_nothing_is_logged_and_the_next_one_is_answered(said):
    async with world(QUICK) as at:
        with capture_logs() as logged:
            await at.say(b"".join(said) + b"\r\n\r\n")
            answer = await at.get("/name/a.txt")

    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert logged == []


async def test_what_is_no_request_is_counted_instead_of_logged():
    async with world() as at:
        with capture_logs() as logged:
            for _ in range(3):
                assert (await at.say(b"hello\r\n\r\n")).startswith(b"HTTP/1.1 400 ")

    assert at.listener.malformed == 3
    assert logged == []


async def test_a_fault_of_a_route_is_said_once_a_minute_without_the_address():
    async with world() as at:
        with capture_logs() as logged:
            answers = [await at.get("/fault/hush") for _ in range(5)]

    assert {answer.partition(b"\r\n")[0] for answer in answers} == {
        b"HTTP/1.1 500 Internal Server Error"
    }
    (line,) = logged
    assert (line["event"], line["path"]) == ("http_answer_failed", "/fault/{secret}")


async def test_an_answer_that_takes_too_long_is_put_off():
    async with world(QUICK) as at:
        with capture_logs() as logged:
            answer = await at.get("/slow")

    assert answer.startswith(b"HTTP/1.1 503 ")
    assert [line["event"] for line in logged] == ["http_answer_late"]


async def test_a_trusted_proxy_says_who_asks():
    async with world() as at:
        await at.get("/name/a.txt", "X-Forwarded-For: 6.6.6.6, 203.0.113.7")

    assert at.asked[0].asker == "203.0.113.7"


async def test_an_end_does_not_wait_for_whoever_is_silent():
    async with world() as at:
        reader, writer = await at.connect()
        writer.write(b"GET")
        await until(lambda: at.listener.connections)

    assert await hung_up_on(reader)
    writer.close()


async def test_a_process_that_can_open_no_file_takes_clients_in_again_afterwards():
    resource = pytest.importorskip("resource")
    async with world() as at:
        silent = await at.connect()
        await until(lambda: at.listener.connections)
        waits = socket.create_connection(("127.0.0.1", at.port))
        bounds = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (1, bounds[1]))
        try:
            assert await hung_up_on(silent[0])
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, bounds)

        assert (await at.get("/name/a.txt")).startswith(b"HTTP/1.1 200 OK")
        silent[1].close()
        waits.close()


async def test_an_address_that_cannot_be_listened_at_names_its_settings():
    async with world() as at:
        other = Listener("http", [], settings=("A_HOST", "A_PORT"))

        with pytest.raises(SettingsError, match=r"A_PORT.*cannot be listened at.*A_HOST"):
            await other.start("127.0.0.1", at.port)


def test_a_share_of_the_files_that_may_be_open_is_for_connections():
    resource = pytest.importorskip("resource")
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)

    assert 8 <= connections_allowed() <= max(8, files // 8)
