"""Orders at a terminal: the same words as everywhere."""

import io

import pytest

from adapters.console.connector import HERE, ConsoleConnector
from adapters.console.traits import CONSOLE
from fakes.database import FakeDatabase
from fakes.newsroom import make_router


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def typed(memory):
    """Type lines at a terminal, and return all that it prints."""

    async def type_in(*lines: str) -> str:
        printed = io.StringIO()
        parts = {
            "subscriptions": memory.subscriptions,
            "outbox": memory.outbox,
            "journal": memory.journal,
        }
        connector = ConsoleConnector(
            make_router(traits=CONSOLE, memory=memory, **parts),
            stdin=io.StringIO("\n".join(lines)),
            stdout=printed,
        )
        await connector.start()
        await connector.wait()
        return printed.getvalue()

    return type_in


async def test_the_terminal_is_subscribed_and_its_settings_changed(typed, memory):
    said = await typed(
        "updates subscribe jessica jones in Berlin at 18",
        "updates settings quiet 22-7",
        "updates doctor",
    )

    (kept,) = await memory.subscriptions.of(HERE)
    assert (kept.preferences.zone, kept.preferences.hour, kept.preferences.quiet) == (
        "Europe/Berlin",
        18,
        (22, 7),
    )
    assert "printed at this terminal" in said
    assert "30 days to go" in said


async def test_once_a_zone_is_chosen_days_are_said_in_it(typed):
    said = await typed(
        "updates subscribe jessica jones in Honolulu at 18",
        "when is jessica jones season 2 out",
        "when jessica-jones 2",
    )

    assert said.count("comes out on Wednesday 7 March 2018 (Honolulu time)") == 2


async def test_there_is_no_other_place_than_the_terminal(typed, memory):
    said = await typed("updates subscribe all channel #news")

    assert "no other place" in said
    assert await memory.subscriptions.every() == []


async def test_a_reminder_comes_to_the_terminal_itself(typed, memory):
    said = await typed("remind jessica jones", "remind")

    (kept,) = await memory.subscriptions.every()
    assert "I will remind you of Jessica Jones, here." in said
    assert (kept.destination, kept.preferences.steps) == (HERE, (7, 1, 0))


async def test_a_reminder_leaves_what_the_terminal_hears_as_it_is(typed, memory):
    said = await typed("updates subscribe jessica jones", "remind jessica jones")

    (kept,) = await memory.subscriptions.every()
    assert "already" in said
    assert len(kept.preferences.steps) > 3


async def test_commands_are_named_as_they_are_typed_at_the_prompt(typed):
    said = await typed("remind jessica jones", "updates pause daredevil")

    assert "No more of it: remind stop jessica-jones\n" in said
    assert "Subscribe it with: updates subscribe daredevil\n" in said


async def test_the_audit_at_a_terminal_shows_both_kinds_of_acts(typed):
    printed = await typed("updates subscribe jessica jones", "updates audit", "updates admins x")

    assert "subscribed this channel to Jessica Jones" in printed
    assert "Editors did nothing within a year." in printed
    assert "Whoever sits at this terminal may do everything" in printed


async def test_all_that_is_kept_can_be_deleted_at_the_terminal(typed, memory):
    printed = await typed("updates subscribe jessica jones", "updates forget everything confirm")

    assert "may do everything" not in printed
    assert await memory.subscriptions.every() == []


async def test_a_calendar_is_given_renewed_and_stopped_at_the_terminal(typed):
    printed = await typed(
        "updates calendar", "updates calendar", "updates calendar renew", "updates calendar stop"
    )

    assert printed.count("https://violet.example/calendar/feed/") == 2
    assert "For another one in its place, write: updates calendar renew" in printed
    assert "The calendar is stopped" in printed
