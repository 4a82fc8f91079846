"""Corrections told on Slack, and the editors who look through them."""

import pytest

from bot.ports.errors import StorageError
from fakes.database import FakeDatabase
from fakes.feed_store import FakeFinder
from fakes.slack.workspace import parts_of

CORRECTION = "add fact: jessica jones season 4 is confirmed"
KEPT = "Thank you. I have put it before the editors; nothing changes until one of them has"


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def editor(slack):
    return slack.workspace.guest


@pytest.fixture
async def connector(make_connector, slack, memory, editor):
    connector = make_connector(
        corrections=memory.corrections,
        editors=frozenset({f"slack:{slack.workspace.team}/{editor}"}),
    )
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return connector


@pytest.mark.usefixtures("connector")
async def test_a_correction_is_kept_seen_by_an_editor_and_closed(slack, editor):
    home = slack.workspace
    await slack.mention(CORRECTION)
    answer = await slack.said()

    listed = await slack.answer("/violet newsdesk review", user=editor)
    closed = await slack.answer("/violet newsdesk review done 1", user=editor)
    after = await slack.answer("/violet newsdesk", user=editor)

    assert KEPT in answer.shown
    assert "1 correction is waiting." in listed.shown
    assert (
        f"1. 2018-02-01 12:00 UTC, slack:{home.team}/{home.fan}, Jessica Jones season 4: "
        f"{CORRECTION}" in listed.shown
    )
    assert "Number 1 is done." in closed.shown
    assert "No correction is waiting." in after.shown
    assert {said.only_for for said in (listed, closed, after)} == {editor}


@pytest.mark.usefixtures("connector")
async def test_a_correction_by_command_or_in_a_direct_message_is_kept_too(slack, memory):
    typed = await slack.answer(f"/violet {CORRECTION}")
    await slack.direct_message(CORRECTION)
    said = await slack.said(slack.workspace.im(slack.workspace.fan).id)

    assert KEPT in typed.shown
    assert KEPT in said.shown
    assert (await memory.corrections.waiting(limit=9)).count == 2


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("typed", ["review", "review done 1"])
async def test_a_stranger_is_refused_and_told_how_one_becomes_an_editor(slack, memory, typed):
    home = slack.workspace
    await slack.answer(f"/violet {CORRECTION}")

    said = await slack.answer(f"/violet newsdesk {typed}", user=home.admin)

    assert said.only_for == home.admin
    assert "Only editors" in said.shown
    assert f"adding slack:{home.team}/{home.admin} to VIOLET_EDITORS" in said.shown
    assert "season 4" not in said.shown
    assert (await memory.corrections.waiting(limit=9)).count == 1


@pytest.mark.usefixtures("connector")
async def test_hostile_words_are_shown_as_they_were_written_and_ping_nobody(slack, editor):
    hostile = "&lt;!channel&gt; &lt;https://evil.example|here&gt; *bold* `code` @here \u0007"
    await slack.answer(f"/violet {CORRECTION} {hostile}")

    said = await slack.answer("/violet newsdesk review", user=editor)

    assert not said.pings
    assert "<!channel> <https://evil.example|here> *bold* `code` @here" in said.shown
    assert "&lt;!channel&gt; &lt;https://evil.example|here&gt;" in said.text
    assert {part.get("type") for part in parts_of(said.blocks)}.isdisjoint({"link", "mrkdwn"})
    assert not set("\u0007") & set(said.shown)


async def test_an_event_that_slack_delivers_again_to_another_process_is_kept_once(
    make_connector, connector, slack, memory
):
    typed = await slack.mention(CORRECTION)
    await slack.said()
    await connector.stop()
    await make_connector(corrections=memory.corrections).start()

    await slack.deliver_again(typed)
    again = await slack.said()

    assert KEPT in again.shown
    assert (await memory.corrections.waiting(limit=9)).count == 1


@pytest.mark.usefixtures("connector")
async def test_more_than_one_may_suggest_in_a_day_is_refused_kindly(slack, memory):
    answers = [await slack.answer(f"/violet {CORRECTION}") for _ in range(6)]

    assert [KEPT in said.shown for said in answers] == [True] * 5 + [False]
    assert "please tell me again tomorrow" in answers[-1].shown
    assert (await memory.corrections.waiting(limit=9)).count == 5


@pytest.mark.usefixtures("connector")
async def test_a_correction_changes_no_answer(slack, editor):
    question = "/violet when jessica jones season 4"
    before = await slack.answer(question)
    await slack.answer(f"/violet {CORRECTION}", user=editor)
    await slack.answer("/violet newsdesk review done 1", user=editor)

    assert (await slack.answer(question)).shown == before.shown


class Full:
    """A database that cannot be written."""

    async def keep(self, *_what, **_how):
        raise StorageError("the disk is full")


async def test_where_it_cannot_be_written_down_that_is_said(make_connector, slack):
    await make_connector(corrections=Full()).start()

    said = await slack.answer(f"/violet {CORRECTION}")

    assert "I have not written it down" in said.shown
    assert "newsdesk" not in said.shown


async def test_an_editor_chooses_feeds_wherever_slack_makes_a_link_of_the_address(
    make_connector, slack, editor, memory
):
    home = slack.workspace
    await make_connector(
        memory=memory,
        editors=frozenset({f"slack:{home.team}/{editor}"}),
        feed_reader=FakeFinder(),
    ).start()
    await slack.until(lambda: slack.sockets.count == 2)

    added = await slack.answer(
        "/violet newsdesk feeds add <https://outlet.example/feed/>", user=editor
    )
    known = await slack.answer(
        "/violet newsdesk feeds add https://outlet.example/feed/", user=editor
    )
    listed = await slack.answer("/violet newsdesk feeds", user=editor)
    stranger = await slack.answer("/violet newsdesk feeds", user=home.admin)

    assert "from now on" in added.shown
    assert "already" in known.shown
    assert "The Outlet" in listed.shown
    assert "/violet newsdesk feeds add URL" in listed.shown
    assert "Only editors choose the feeds" in stranger.shown
    assert {one.only_for for one in (added, known, listed)} == {editor}


async def test_an_editor_records_a_claim_with_a_linked_address(
    make_connector, slack, memory, editor
):
    connector = make_connector(
        editor_claims=memory.editor_claims,
        editors=frozenset({f"slack:{slack.workspace.team}/{editor}"}),
    )
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    claim = (
        "jessica jones season 3 renewal stance confirmed publisher Netflix "
        "url <https://example.org/a?b=1&amp;c=2>"
    )

    shown = await slack.answer(f"/violet newsdesk record {claim}", user=editor)
    stored = await slack.answer(f"/violet newsdesk record {claim} confirm", user=editor)

    (kept,) = await memory.editor_claims.every()
    assert "This is how it reads, and nothing is stored yet: Jessica Jones season 3" in shown.shown
    assert "/violet newsdesk record jessica jones season 3 kind renewal" in shown.shown
    assert "Recorded: Jessica Jones season 3, the renewal, confirmed" in stored.shown
    assert kept.claim.source.url == "https://example.org/a?b=1&c=2"
    assert {shown.only_for, stored.only_for} == {editor}
