"""Corrections told on Discord, and the editors who look through them."""

import pytest

from bot.ports.errors import StorageError
from fakes.database import FakeDatabase
from fakes.feed_store import FakeFinder

CORRECTION = "add fact: jessica jones season 4 is confirmed"
KEPT = "Thank you. I have put it before the editors; nothing changes until one of them has"


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def editor(world):
    return world.person("robyn")


@pytest.fixture
async def connector(make_connector, world, memory, editor):
    connector = make_connector(
        world, corrections=memory.corrections, editors=frozenset({f"discord:{editor.id}"})
    )
    await connector.start()
    return connector


@pytest.mark.usefixtures("connector")
async def test_a_correction_is_kept_seen_by_an_editor_and_closed(world, channel, editor):
    said = await world.say(channel, CORRECTION, mention=True)
    answer = await world.answer_to(said)

    listed = await world.run_command("newsdesk review", at=channel, by=editor)
    closed = await world.run_command("newsdesk review", at=channel, by=editor, done=1)
    after = await world.run_command("newsdesk review", at=channel, by=editor)

    trish = world.person("trish")
    assert KEPT in answer.text
    assert "1 correction is waiting." in listed.text
    assert (
        f"1. 2018-02-01 12:00 UTC, discord:{trish.id}, Jessica Jones season 4: {CORRECTION}"
        in listed.text.replace("\\", "")
    )
    assert "Number 1 is done." in closed.text
    assert "No correction is waiting." in after.text
    assert all(ran.is_private for ran in (listed, closed, after))


@pytest.mark.usefixtures("connector")
async def test_a_correction_by_command_or_in_a_direct_message_is_kept_too(
    world, channel, editor, memory
):
    ran = await world.run_command("ask", at=channel, question=CORRECTION)
    said = await world.say(world.direct(editor), CORRECTION, by=editor)

    assert KEPT in ran.text
    assert KEPT in (await world.answer_to(said)).text
    assert (await memory.corrections.waiting(limit=9)).count == 2


@pytest.mark.usefixtures("connector")
async def test_a_stranger_is_refused_and_told_how_one_becomes_an_editor(world, channel, memory):
    await world.run_command("ask", at=channel, question=CORRECTION)

    for options in ({}, {"done": 1}):
        ran = await world.run_command("newsdesk review", at=channel, **options)

        assert ran.is_private
        assert "Only editors" in ran.text
        wanted = f"adding discord:{world.person('trish').id} to VIOLET_EDITORS"
        assert wanted in ran.text.replace("\\", "")
        assert "season 4" not in ran.text
    assert (await memory.corrections.waiting(limit=9)).count == 1


@pytest.mark.usefixtures("connector")
async def test_a_server_shows_the_command_to_those_who_manage_it_and_an_editor_has_it_alone_too(
    world, editor
):
    (command,) = [one for one in world.commands if one["name"] == "newsdesk"]

    ran = await world.run_command("newsdesk review", at=world.direct(editor), by=editor)

    assert command["default_member_permissions"] == str(1 << 5)
    assert command["contexts"] == [0, 1]
    assert "No correction is waiting." in ran.text


@pytest.mark.usefixtures("connector")
async def test_hostile_words_are_shown_as_they_were_written_and_ping_nobody(world, channel, editor):
    hostile = (
        "add fact: jessica jones season 4 is confirmed @everyone @here <#1> <t:0:R> "
        "**[x](https://evil.example)** ||`~~ \u202e\n# shout\n>>> quote"
    )
    await world.run_command("ask", at=channel, question=hostile)

    ran = await world.run_command("newsdesk review", at=channel, by=editor)

    assert ran.message.pings == set()
    for unescaped in ("@everyone", "@here", "<#1>", "<t:0:R>", " **[", "https://", "\u202e", "\n#"):
        assert unescaped not in ran.text
    assert "\\*\\*\\[x\\](https\\://evil.example)\\*\\*" in ran.text


@pytest.mark.usefixtures("connector")
async def test_however_long_and_many_they_are_each_is_shown_to_its_end(world, channel, editor):
    for number in range(12):
        person = world.person(f"fan-{number}")
        words = f"{CORRECTION} {'*' * 600}"
        await world.run_command("ask", at=channel, by=person, question=words)

    ran = await world.run_command("newsdesk review", at=channel, by=editor)

    first = ran.text.split("\n2\\.")[0]
    assert "12 corrections are waiting." in ran.text
    assert first.endswith("\\*…")
    assert ran.text.endswith("\n-# 1-3")
    assert ran.message.buttons["deskpage:on:1"] == "▶"


async def test_the_same_message_delivered_twice_is_kept_and_answered_once(
    connector, world, channel, memory
):
    def tries():
        return [one for one in world.requests if one.path == f"/channels/{channel.id}/messages"]

    said = await world.say(channel, CORRECTION, mention=True)
    await world.dispatch_message(said, own=False)

    await world.until(lambda: len(tries()) == 2, "both answers")
    await connector.stop()

    (answer,) = world.answers_to(said)
    assert KEPT in answer.text
    assert (await memory.corrections.waiting(limit=9)).count == 1


@pytest.mark.usefixtures("connector")
async def test_a_correction_changes_no_answer(world, channel, editor):
    before = await world.run_command("when", at=channel, show="jessica-jones", season="4")
    await world.run_command("ask", at=channel, question=CORRECTION, by=editor)
    await world.run_command("newsdesk review", at=channel, by=editor, done=1)

    after = await world.run_command("when", at=channel, show="jessica-jones", season="4")

    assert after.text == before.text


class Full:
    """A database that cannot be written."""

    async def keep(self, *_what, **_how):
        raise StorageError("the disk is full")


async def test_where_it_cannot_be_written_down_that_is_said(make_connector, world, channel):
    await make_connector(world, corrections=Full()).start()

    ran = await world.run_command("ask", at=channel, question=CORRECTION)

    assert "I have not written it down" in ran.text
    assert "newsdesk" not in ran.text


@pytest.mark.usefixtures("world")
async def test_an_editor_chooses_feeds_with_options_and_alone_sees_that(
    make_connector, world, channel, editor, memory
):
    await make_connector(
        world,
        memory=memory,
        editors=frozenset({f"discord:{editor.id}"}),
        feed_reader=FakeFinder(),
    ).start()

    added = await world.run_command(
        "newsdesk feeds", at=channel, by=editor, add="https://outlet.example/feed/"
    )
    paused = await world.run_command("newsdesk feeds", at=channel, by=editor, pause=1)
    listed = await world.run_command("newsdesk feeds", at=channel, by=editor)
    stranger = await world.run_command("newsdesk feeds", at=channel)

    assert "from now on" in added.text
    assert "no more for now" in paused.text
    assert "paused by discord:" in listed.text.replace("\\", "")
    assert "Only editors choose the feeds" in stranger.text
    assert all(ran.is_private for ran in (added, paused, listed, stranger))


PAGE = "https://example.org/tudum"


async def test_an_editor_records_a_claim_by_its_options_and_takes_it_back(
    make_connector, world, channel, memory, editor
):
    parts = {"editor_claims": memory.editor_claims, "subscriptions": memory.subscriptions}
    await make_connector(world, editors=frozenset({f"discord:{editor.id}"}), **parts).start()
    claim = {"show": "jessica-jones", "season": "3", "kind": "renewal", "url": PAGE}

    shown = await world.run_command("newsdesk record", at=channel, by=editor, **claim)
    stored = await world.run_command(
        "newsdesk record", at=channel, by=editor, confirm=True, **claim
    )
    (kept,) = await memory.editor_claims.every()
    listed = await world.run_command(
        "newsdesk history", at=channel, by=editor, show="jessica jones", season="3"
    )
    back = await world.run_command(
        "newsdesk retract", at=channel, by=editor, claim=kept.claim.id, reason="A mix-up."
    )

    assert "This is how it reads, and nothing is stored yet: Jessica Jones season 3" in shown.text
    assert "**kind:** renewal" in shown.text
    assert "Store it" in shown.message.buttons.values()
    assert "Recorded: Jessica Jones season 3, the renewal, reported" in stored.text
    assert kept.by == f"discord:{editor.id}"
    assert kept.claim.id in listed.text.replace("\\", "")
    assert "Taken back: Jessica Jones season 3, the renewal" in back.text
    assert all(ran.is_private for ran in (shown, stored, listed, back))


async def test_nobody_else_records_anything(make_connector, world, channel, memory):
    await make_connector(world, editor_claims=memory.editor_claims).start()
    claim = {"show": "jessica-jones", "season": "3", "kind": "renewal", "url": PAGE}

    ran = await world.run_command("newsdesk record", at=channel, confirm=True, **claim)

    assert "Only editors record what is claimed, and take it back." in ran.text
    assert await memory.editor_claims.every() == []
