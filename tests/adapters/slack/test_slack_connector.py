"""Connecting to Slack: two sockets, tokens, and coming back after a loss."""

import asyncio
import logging
import traceback

import pytest

from bot.ports.errors import PlatformError
from fakes.patience import PATIENCE_S
from fakes.slack import Fault

QUESTION = "when is jessica jones season 2 out?"


async def test_a_permission_that_is_lacking_refuses_for_a_reason(make_connector, slack):
    slack.workspace.scopes = set()
    connector = make_connector()
    await connector.start()

    await slack.mention(QUESTION)
    await slack.until(lambda: bool(slack.violations))

    assert slack.bot_messages() == []
    assert slack.violations == ["chat.postMessage: missing_scope: chat:write"]
    slack.violations.clear()


@pytest.mark.usefixtures("connector")
async def test_two_sockets_are_open_so_that_one_hears_while_the_other_is_renewed(slack):
    assert slack.sockets.count == 2


async def test_a_refused_bot_token_is_said_without_the_token(make_connector):
    connector = make_connector(bot_token="xoxb-not-the-token")

    with pytest.raises(PlatformError, match="SLACK_BOT_TOKEN") as caught:
        await connector.start()

    assert "not-the-token" not in "".join(traceback.format_exception(caught.value))


async def test_a_refused_app_token_is_said_at_once_and_without_the_token(make_connector, slack):
    connector = make_connector(app_token="xapp-not-the-token")

    with pytest.raises(PlatformError, match="SLACK_APP_TOKEN") as caught:
        await connector.start()

    assert "not-the-token" not in "".join(traceback.format_exception(caught.value))
    assert sum(method == "apps.connections.open" for method, _ in slack.calls) == 1


async def test_tokens_that_were_swapped_are_said_to_be(make_connector, slack):
    connector = make_connector(
        bot_token=slack.workspace.app_token, app_token=slack.workspace.bot_token
    )

    with pytest.raises(PlatformError, match="swapped"):
        await connector.start()


@pytest.mark.parametrize("fault", [Fault.http(503), Fault.reset_before(), Fault.rate_limited(9)])
async def test_a_slack_in_trouble_is_not_mistaken_for_one_that_refuses_the_token(
    make_connector, slack, fault
):
    slack.fail_next(fault, fault, method="auth.test")

    with pytest.raises(PlatformError) as caught:
        await make_connector().start()

    assert "SLACK_BOT_TOKEN" not in str(caught.value)


async def test_sockets_that_nothing_answers_are_told_from_refused_ones(make_connector, slack):
    slack.sockets.refuses = True

    with pytest.raises(PlatformError, match="firewall"):
        await make_connector().start()


@pytest.mark.usefixtures("connector")
async def test_slack_asking_for_new_connections_gets_them_and_questions_are_answered(slack):
    await slack.sockets.disconnect()
    await slack.until(lambda: slack.sockets.opened == 4)

    await slack.mention(QUESTION)

    assert "8 March 2018" in (await slack.said()).shown


@pytest.mark.usefixtures("connector")
async def test_a_question_during_the_renewal_of_one_socket_is_answered_at_once(slack):
    await slack.sockets.disconnect(only=0)

    await slack.mention(QUESTION)

    assert "8 March 2018" in (await slack.said()).shown


@pytest.mark.usefixtures("connector")
async def test_connections_that_break_are_made_again(slack):
    await slack.sockets.drop()
    await slack.until(lambda: slack.sockets.count == 2)

    await slack.mention(QUESTION)

    assert "8 March 2018" in (await slack.said()).shown


@pytest.mark.usefixtures("connector")
async def test_an_outage_is_sat_out(slack):
    slack.sockets.refuses = True
    await slack.sockets.drop()
    asked = len(slack.calls)
    await slack.until(lambda: len(slack.calls) >= asked + 3)
    slack.sockets.refuses = False

    await slack.mention(QUESTION)

    assert "8 March 2018" in (await slack.said()).shown


async def test_an_app_token_revoked_later_ends_the_connector_with_a_reason(connector, slack):
    slack.workspace.app_token = "xapp-another"
    waiting = asyncio.create_task(connector.wait())

    await slack.sockets.drop()

    with pytest.raises(PlatformError, match="SLACK_APP_TOKEN"):
        await asyncio.wait_for(waiting, PATIENCE_S)


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    "frame",
    [
        "not json",
        "{",
        '{"type": "events_api"}',
        '{"type": "events_api", "envelope_id": "e", "payload": null}',
        '{"type": "events_api", "envelope_id": "e", "payload": {"event": "x"}}',
        '{"type": "slash_commands", "envelope_id": "e", "payload": {"command": "/violet"}}',
        '{"type": "of tomorrow", "envelope_id": "e", "payload": {}}',
    ],
)
async def test_a_frame_that_cannot_be_read_is_skipped(slack, frame):
    await slack.sockets.send_raw(frame)

    await slack.mention(QUESTION)

    assert "8 March 2018" in (await slack.said()).shown


async def test_a_stopped_connector_has_gone_from_slack(connector, slack):
    waiting = asyncio.create_task(connector.wait())

    await connector.stop()

    await slack.until(lambda: slack.sockets.count == 0)
    await asyncio.wait_for(waiting, PATIENCE_S)


async def test_a_connector_that_is_stopped_leaves_no_task_behind(make_connector, slack):
    before = asyncio.all_tasks()
    connector = make_connector()
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)

    await connector.stop()
    await slack.until(lambda: slack.sockets.count == 0)

    ours = [task for task in asyncio.all_tasks() - before if "aiohttp" not in repr(task)]
    assert ours == []


async def test_a_proxy_of_the_environment_does_not_matter(make_connector, slack, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    await make_connector().start()

    assert slack.sockets.count > 0


@pytest.mark.usefixtures("connector")
async def test_no_token_and_no_socket_address_is_ever_logged(slack, caplog):
    caplog.set_level(logging.DEBUG)
    slack.sockets.refuses = True
    await slack.sockets.drop()
    asked = len(slack.calls)
    await slack.until(lambda: len(slack.calls) >= asked + 3)
    slack.sockets.refuses = False
    await slack.mention(QUESTION)
    await slack.said()

    for secret in (slack.workspace.bot_token, slack.workspace.app_token, "ticket="):
        assert secret not in caplog.text
