"""The whole program on Slack, killed between acknowledging a question and answering it."""

import asyncio
import secrets

import pytest

from fakes.processes import violets
from fakes.slack import FakeSlack, Fault
from fakes.slack.wire import RESPONSE_URL

QUESTION = "when is jessica jones season 2 out?"
COMMAND = "/violet when jessica jones season 2"
DATE = "8 March 2018"
KEY = secrets.token_urlsafe(32)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
async def slack():
    async with FakeSlack() as world:
        yield world
    assert world.violations == []


@pytest.fixture
async def start(tmp_path, slack, url):
    settings = {"VIOLET_DATABASE_URL": url, "VIOLET_ENCRYPTION_KEY": KEY}
    async with violets(tmp_path, **settings, **slack.settings) as begin:

        async def start():
            violet = await begin()
            await violet.until_said("violet_ready")
            return violet

        yield start


def kill_at(slack, method, violet, *, comes):
    def kill(called):
        if called != method:
            return None
        slack.on_call = lambda _: None
        violet.kill()
        return Fault.reset_after() if comes else Fault.reset_before()

    slack.on_call = kill


@pytest.mark.waits(8)
@pytest.mark.parametrize("comes", [False, True])
async def test_a_mention_is_answered_once(start, slack, comes):
    violet = await start()
    kill_at(slack, "chat.postMessage", violet, comes=comes)

    asked = await slack.mention(QUESTION)
    await asyncio.wait_for(violet.process.wait(), 15)
    came = len(slack.bot_messages())
    after = await start()
    await after.until_said("question_taken_up")
    if not comes:
        assert DATE in (await slack.said()).shown
    await slack.deliver_again(asked)
    later = await slack.mention(QUESTION)
    await slack.until(
        lambda: any(one.thread_ts == later.source.ts for one in slack.bot_messages()),
        within_s=20,
    )
    assert await after.end() == 0

    assert came == int(comes)
    threads = [one.thread_ts for one in slack.bot_messages()]
    assert sorted(threads) == sorted([asked.source.ts, later.source.ts])


@pytest.mark.waits(8)
@pytest.mark.parametrize("comes", [False, True])
async def test_a_command_is_answered_and_what_its_url_is_stands_nowhere_in_the_clear(
    start, slack, tmp_path, comes
):
    violet = await start()
    kill_at(slack, RESPONSE_URL, violet, comes=comes)

    typed = await slack.command(COMMAND)
    await asyncio.wait_for(violet.process.wait(), 15)
    written = b"".join(one.read_bytes() for one in tmp_path.iterdir() if one.is_file())
    after = await start()
    await slack.until(lambda: len(typed.answers) == 1 + comes, within_s=20)
    assert await after.end() == 0

    # Nothing tells whether a private answer came: where it did, it stands there twice.
    assert [DATE in one.shown for one in typed.answers] == [True] * (1 + comes)
    assert b"violet_ready" in written
    assert typed.payload["response_url"].encode() not in written
