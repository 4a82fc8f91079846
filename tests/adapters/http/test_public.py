"""What anybody may reach: pages that open their doors to nobody's script, frame or guess."""

import aiohttp
import pytest

from adapters.http.public import SECURITY_HEADERS, public_listener
from bot.ports.web import WebAnswer, WebRoute
from fakes.web_ports import free_port


async def own(request):
    del request
    return WebAnswer(body=b"<p>hello", headers={"content-security-policy": "default-src 'self'"})


@pytest.fixture
async def ask():
    listener = public_listener([WebRoute(method="GET", path="/own", answer=own)])
    port = free_port()
    await listener.start("127.0.0.1", port)
    async with aiohttp.ClientSession() as session:

        async def ask_for(path, **headers):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            async with session.get(f"http://127.0.0.1:{port}{path}", headers=named) as answer:
                return answer.status, answer.headers.copy(), await answer.text()

        yield ask_for
    await listener.stop()


@pytest.mark.parametrize("path", ["/", "/own", "/<script>alert(1)</script>", "/metrics", "/readyz"])
async def test_every_answer_forbids_what_no_page_needs(ask, path):
    _, headers, _ = await ask(path)

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src" in headers["Content-Security-Policy"]
    assert "Server" not in headers


async def test_a_page_that_needs_more_says_so_itself(ask):
    _, headers, _ = await ask("/own")

    assert headers.getall("Content-Security-Policy") == ["default-src 'self'"]


def test_nothing_is_loaded_or_framed_unless_a_page_says_so():
    policy = SECURITY_HEADERS["Content-Security-Policy"]

    assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))


async def test_a_reader_is_told_kindly_that_there_is_nothing(ask):
    status, headers, page = await ask("/<script>", Accept="text/html,*/*")

    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>There is nothing here.</h1>" in page
    assert "script" not in page


async def test_a_reader_is_told_in_their_language(ask):
    _, _, page = await ask("/", Accept="text/html", Accept_Language="de-AT,de;q=0.9,en;q=0.5")

    assert '<html lang="de">' in page
    assert "Hier ist nichts." in page


async def test_a_program_is_told_in_a_line(ask):
    status, headers, text = await ask("/")

    assert (status, text) == (404, "Not Found\n")
    assert headers["Content-Type"] == "text/plain; charset=utf-8"


async def test_what_watches_over_the_process_is_not_there(ask):
    assert {(await ask(path))[0] for path in ("/metrics", "/readyz", "/healthz")} == {404}
