"""The whole program for many workspaces of Slack: installed, asked, killed, removed."""

import asyncio
import json

import pytest

from fakes.processes import PROGRAM, forked, silent_into, violets
from fakes.processes import environment as environment_of
from fakes.slack import FakeSlack, Fault
from fakes.slack.wire import RESPONSE_URL
from fakes.slack_by_oauth import Browser
from fakes.web_ports import free_port, get

QUESTION = "when is jessica jones season 2 out?"
KEY = "ZzTzAwPvQSlN3ApQYY2ILbtF_fCP_aVfYzxNvFyZKjI"


@pytest.fixture
async def slack():
    async with FakeSlack() as slack:
        yield slack
    assert slack.violations == []


@pytest.fixture
def ports():
    return {"VIOLET_PUBLIC_PORT": str(free_port()), "VIOLET_HTTP_PORT": str(free_port())}


@pytest.fixture
def address(ports, slack):
    address = f"http://127.0.0.1:{ports['VIOLET_PUBLIC_PORT']}"
    slack.app.redirect_urls = [f"{address}/slack/oauth_redirect"]
    return address


@pytest.fixture
def settings(ports, address, slack):
    return {
        **ports,
        "VIOLET_PUBLIC_URL": address,
        "VIOLET_ENCRYPTION_KEY": KEY,
        "SLACK_CLIENT_ID": slack.app.client_id,
        "SLACK_CLIENT_SECRET": slack.app.client_secret,
        "SLACK_SIGNING_SECRET": slack.app.signing_secret,
        "SLACK_API_BASE": slack.api_base,
    }


@pytest.fixture
async def start(tmp_path, settings):
    async with violets(tmp_path, **settings) as begin:
        yield begin


@pytest.fixture
async def violet(start, slack, address):
    violet = await start()
    await violet.until_said("violet_ready")
    slack.send_over_http(f"{address}/slack/events")
    return violet


async def install(slack, address, team) -> str:
    browser = Browser(address)
    begun = await browser.get("/slack/install")
    ended = await browser.get(slack.oauth.approve(begun.location, team))
    return (await browser.get(ended.location)).page


async def doctor(tmp_path, settings) -> str:
    log = tmp_path / "doctor.log"
    with silent_into(log) as streams:
        process = await forked((*PROGRAM, "doctor"), tmp_path, environment_of(**settings), streams)
    await process.wait()
    return log.read_text()


async def test_from_an_empty_folder_to_two_workspaces_and_over_a_kill(
    violet, start, slack, address, ports
):
    other = slack.at(slack.add_team(2))
    for team in (slack.workspace, other.workspace):
        assert "is in your workspace" in await install(slack, address, team)
    for one in (slack, other):
        await one.mention(QUESTION)
        assert "8 March 2018" in (await one.said()).shown
    violet.kill()
    await violet.process.wait()
    again = await start()
    await again.until_said("violet_ready")

    await other.mention(QUESTION)

    assert "8 March 2018" in (await other.said()).shown
    status, body = await get(int(ports["VIOLET_HTTP_PORT"]), "/readyz")
    assert status == 200
    assert json.loads(body)["platforms"] == {"slack": "connected"}


@pytest.mark.waits(8)
async def test_what_is_asked_over_http_before_a_kill_is_answered_once(
    violet, start, slack, address
):
    def kill(called):
        if called != RESPONSE_URL:
            return None
        slack.on_call = lambda _: None
        violet.kill()
        return Fault.reset_before()

    await install(slack, address, slack.workspace)
    slack.on_call = kill
    typed = await slack.command("/violet when jessica jones season 2")
    await asyncio.wait_for(violet.process.wait(), 15)
    again = await start()
    await slack.until(lambda: bool(typed.answers), within_s=20)
    asked = await slack.mention(QUESTION)
    await slack.said()
    assert await again.end() == 0
    third = await start()
    await third.until_said("violet_ready")

    await slack.deliver_again(asked)
    later = await slack.mention(QUESTION)
    await slack.said()

    assert ["8 March 2018" in one.shown for one in typed.answers] == [True]
    assert [one.thread_ts for one in slack.bot_messages()] == [asked.source.ts, later.source.ts]
    assert slack.callbacks.statuses == [200] * 4


async def test_a_removed_workspace_is_shown_where_somebody_watches(
    violet, slack, address, ports, tmp_path, settings
):
    await install(slack, address, slack.workspace)
    slack.oauth.revoke_team(slack.workspace.team)
    slack.oauth.ahead_s += 120
    await slack.tell_of({"type": "app_uninstalled"})

    port = int(ports["VIOLET_HTTP_PORT"])
    _, ready = await get(port, "/readyz")
    _, metrics = await get(port, "/metrics")
    examined = await doctor(tmp_path, settings)
    assert json.loads(ready)["notes"] == [
        "slack: workspaces that removed the app, or revoked its tokens: 1"
    ]
    assert "violet_slack_workspaces_removed 1.0" in metrics
    assert "violet_slack_workspaces_installed 0.0" in metrics
    assert "revoked its tokens: 1" in examined
    assert "Traceback" not in violet.log.read_text()


async def test_what_watches_and_what_slack_sends_to_stand_at_two_ports(violet, address, ports):
    assert not violet.said("platform_failed")
    public, inner = Browser(address), Browser(f"http://127.0.0.1:{ports['VIOLET_HTTP_PORT']}")

    assert (await public.get("/metrics")).status == 404
    assert (await inner.get("/slack/install")).status == 404
    assert (await public.get("/slack/install")).status == 303


async def test_no_secret_of_the_app_and_of_a_workspace_is_logged_or_examined(
    violet, slack, address, tmp_path, settings
):
    await install(slack, address, slack.workspace)
    await slack.mention(QUESTION)
    await slack.said()

    shown = violet.log.read_text() + await doctor(tmp_path, settings)
    assert "the token of T0VIOLET01 is well" in shown
    for secret in (*slack.oauth.issued, slack.app.client_secret, slack.app.signing_secret, KEY):
        assert secret not in shown


async def test_a_process_that_only_posts_opens_no_way_in(start, settings):
    inner = {name: text for name, text in settings.items() if "PUBLIC" not in name}
    env = {
        **inner,
        "VIOLET_ROLES": "ticks,delivery",
        "VIOLET_PUBLIC_PORT": "",
        "VIOLET_PUBLIC_URL": "",
    }

    violet = await start(**env)

    await violet.until_said("violet_ready")
    assert [line["listener"] for line in violet.said("http_listening")] == ["http"]
