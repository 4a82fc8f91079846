"""Corrections told at a terminal, where whoever sits there is an editor."""

import io

import pytest

from adapters.console.connector import ConsoleConnector
from adapters.console.traits import CONSOLE
from bot.ports.errors import StorageError
from fakes.corrections import FakeCorrections
from fakes.database import FakeDatabase
from fakes.feed_store import FakeFinder
from fakes.newsroom import make_router

CORRECTION = "add fact: jessica jones season 4 is confirmed"
KEPT = "Thank you. I have put it before the editors; nothing changes until one of them has"


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def typed(memory):
    """Type lines at a terminal, and return all that it prints."""

    async def type_in(*lines: str, **parts: object) -> str:
        printed = io.StringIO()
        front = make_router(**({"traits": CONSOLE, "corrections": memory.corrections} | parts))
        connector = ConsoleConnector(front, stdin=io.StringIO("\n".join(lines)), stdout=printed)
        await connector.start()
        await connector.wait()
        return printed.getvalue()

    return type_in


async def test_a_correction_is_kept_seen_and_closed(typed):
    said = await typed(CORRECTION, "newsdesk review")

    assert KEPT in said
    assert "1 correction is waiting." in said
    assert f", Jessica Jones season 4: {CORRECTION}\n" in said

    assert "Number 1 is done." in await typed("newsdesk review done 1")
    assert "No correction is waiting." in await typed("newsdesk review")


@pytest.mark.parametrize("number", ["", "x", "-1", "1 2", "9" * 40])
async def test_a_number_that_cannot_be_read_closes_nothing(typed, memory, number):
    said = await typed(CORRECTION, f"newsdesk review done {number}")

    assert "I can't read that number." in said
    assert (await memory.corrections.waiting(limit=9)).count == 1


async def test_a_number_that_is_not_waiting_is_said_not_to_be(typed):
    said = await typed(CORRECTION, "newsdesk review done 7")

    assert "No correction with the number 7 is waiting." in said
    assert "1 more is waiting: newsdesk review" in said


async def test_words_that_would_move_the_cursor_are_shown_without_it(typed):
    said = await typed(f"{CORRECTION} \x1b[2J\x07\u202ereversed\u0000", "newsdesk review")

    assert "[2Jreversed\n" in said
    assert not set("\x1b\x07\u202e\x00") & set(said)


async def test_what_the_newsdesk_does_not_do_is_no_order(typed):
    said = await typed("newsdesk records", "newsdesk close 1")

    assert "waiting" not in said


async def test_a_correction_changes_no_answer_and_is_kept_in_its_own_language(typed):
    question = "when is jessica jones season 4"
    before = await typed(question)

    said = await typed("das stimmt nicht, Staffel 4 von Jessica Jones hat 10 Folgen")

    assert "Danke. Ich habe es der Redaktion vorgelegt" in said
    assert await typed(question) == before


async def test_where_too_many_are_waiting_that_is_said(typed):
    said = await typed(CORRECTION, corrections=FakeCorrections(at_most=0))

    assert "I have no room for it; please tell me again in a few days." in said


class Full:
    """A database that cannot be written."""

    async def keep(self, *_what, **_how):
        raise StorageError("the disk is full")


async def test_where_it_cannot_be_written_down_that_is_said(typed):
    said = await typed(CORRECTION, corrections=Full())

    assert "I have not written it down" in said
    assert "newsdesk" not in said


async def test_whoever_sits_there_chooses_feeds(typed, memory):
    said = await typed(
        "newsdesk feeds add https://outlet.example/feed/",
        "newsdesk feeds",
        memory=memory,
        feed_reader=FakeFinder(),
    )

    assert "I read The Outlet (outlet.example/feed/) from now on." in said
    assert "Add one with: newsdesk feeds add URL" in said


async def test_a_claim_is_recorded_and_taken_back_at_a_terminal(typed, memory):
    claim = "jessica jones season 3 renewal url https://example.org/a"
    said = await typed(
        f"newsdesk record {claim} confirm",
        "newsdesk retract newsdesk-jessica-jones-3-renewal-20180201-120000 A mix-up.",
        "newsdesk history jessica jones season 3",
        editor_claims=memory.editor_claims,
    )

    assert "Recorded: Jessica Jones season 3, the renewal, reported (example.org" in said
    assert "Taken back: Jessica Jones season 3, the renewal" in said
    assert "2 claims about Jessica Jones season 3, the newest first:" in said


async def test_a_correction_is_drafted_amended_and_claimed_at_a_terminal(typed, memory):
    said = await typed(
        "that's wrong, jessica jones season 2 comes out on 9 March 2018",
        "newsdesk review draft 1",
        "newsdesk review draft 1 url https://example.org/a publisher Netflix",
        "newsdesk review amend 1 stance planned claimant Melissa Rosenberg",
        "newsdesk review reject 1 revision 1",
        "newsdesk review accept 1 revision 2",
        "newsdesk review accept 1",
        "newsdesk history jessica jones season 2",
        memory=memory,
    )

    assert "To make a claim of correction 1, I need to know more." in said
    assert "No page is named that says so" in said
    assert "This is how it reads; it waits as proposal 1." in said
    assert "Proposal 1 is amended and still waits. It now reads:" in said
    assert "Nothing was changed: console:" in said
    assert "Accepted: Jessica Jones season 2, the release date: Friday 9 March 2018." in said
    assert "The correction 1 is done with it." in said
    assert "Proposal 1 waits no more." in said
    assert "3 decisions of editors, and 2 claims about Jessica Jones season 2" in said
