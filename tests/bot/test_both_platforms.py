"""The whole program, on Discord and on Slack at once."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from fakes.discord import Channel, FakeDiscord
from fakes.discord import Fault as DiscordFault
from fakes.patience import PATIENCE_S
from fakes.processes import PROGRAM, Process, environment, forked, silent_into
from fakes.slack import FakeSlack
from fakes.slack import Fault as SlackFault

DAY_S = 24 * 60 * 60


@dataclass
class Program:
    """Violet, running."""

    process: Process
    output: Path

    async def end(self) -> None:
        """Let it end as an operator does."""
        self.process.send_signal(signal.SIGTERM)
        code = await asyncio.wait_for(self.process.wait(), PATIENCE_S)
        assert code == 0, self.output.read_text()


Start = Callable[..., "asyncio.Future[Program]"]


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as discord:
        discord.channel("news")
        yield discord
    assert discord.violations == []


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        yield slack
    assert slack.violations == []


@pytest.fixture
def channel(discord: FakeDiscord) -> Channel:
    return next(iter(discord.channels.values()))


@pytest.fixture
async def start(discord: FakeDiscord, slack: FakeSlack, tmp_path: Path) -> AsyncIterator[Start]:
    """Start the program in a folder of its own, and wait until it hears people on both."""
    env = environment() | {
        "VIOLET_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'rehearsal.db'}",
        "VIOLET_LOG_LEVEL": "debug",
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
        "SLACK_BOT_TOKEN": slack.workspace.bot_token,
        "SLACK_APP_TOKEN": slack.workspace.app_token,
        "SLACK_API_BASE": slack.api_base,
        "VIOLET_EDITORS": f"discord:1, slack:{slack.workspace.team}/{slack.workspace.guest}",
    }
    secrets = [env[name] for name in ("DISCORD_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")]
    running: list[Program] = []

    async def begin(*words: str) -> Program:
        output = tmp_path / f"output-{len(running)}.txt"
        with silent_into(output) as streams:
            process = await forked((*PROGRAM, "run", *words), tmp_path, env, streams)
        program = Program(process, output)
        running.append(program)
        async with asyncio.timeout(PATIENCE_S):
            while not (discord.gateway.is_connected and slack.sockets.count == 2):
                assert process.returncode is None, output.read_text()
                await asyncio.sleep(0.05)
        return program

    yield begin
    for program in running:
        if program.process.returncode is None:
            program.process.kill()
            await program.process.wait()
        written = program.output.read_text()
        assert [secret for secret in secrets if secret in written] == []


async def subscribe_both(discord: FakeDiscord, channel: Channel, slack: FakeSlack) -> None:
    ran = await discord.run_command("updates subscribe", at=channel, show="jessica-jones")
    said = await slack.answer("/violet updates subscribe jessica jones", user=slack.workspace.admin)
    assert "now hears about Jessica Jones" in ran.text
    assert "now hears about Jessica Jones" in said.shown


def about(words: str, said: Sequence[str]) -> int:
    return sum(words in one for one in said)


@pytest.mark.waits(34)
async def test_both_are_told_the_date_and_counted_down_to_the_premiere_each_thing_once(
    start, discord, channel, slack
):
    def told() -> tuple[list[str], list[str]]:
        news = [one for one in discord.said_in(channel) if "url" in one.embeds[0]]
        on_discord = [one.embeds[0]["title"] for one in news]
        on_slack = [one.shown for one in slack.bot_messages() if one.is_news]
        return on_discord, on_slack

    async def until_told(words: str) -> None:
        is_told = f"{words!r} on Discord"
        await discord.until(lambda: about(words, told()[0]), is_told)
        await slack.until(lambda: about(words, told()[1]) > 0)

    # An ordinary day: admins subscribe, people ask.
    violet = await start("--as-of", "2017-12-08T12:00Z")
    await subscribe_both(discord, channel, slack)
    asked = await discord.say(channel, "when is jessica jones season 2 out?", mention=True)
    assert "2018" in (await discord.answer_to(asked)).text
    direct = discord.direct(discord.person("trish"))
    asked = await discord.say(direct, "when is jessica jones season 2 out?")
    assert "2018" in (await discord.answer_to(asked)).text
    ran = await discord.run_command("when", at=channel, show="jessica-jones", season="2")
    assert "2018" in ran.text
    assert "2018" in (await slack.answer("/violet when jessica jones season 2")).shown
    await slack.mention("when is jessica jones season 2 out?")
    assert "2018" in (await slack.said()).shown
    await slack.direct_message("when is jessica jones season 2 out?")
    assert "2018" in (await slack.said(slack.workspace.im(slack.workspace.fan).id)).shown
    await violet.end()

    # The day of the news, on which both platforms lose an answer.
    discord.faults.next_sends(DiscordFault.UNAVAILABLE_AFTER)
    slack.fail_next(SlackFault.reset_after())
    violet = await start("--as-of", "2017-12-08T20:00Z", "--speed", str(DAY_S // 2))
    await until_told("8 March 2018")
    assert not discord.faults.coming
    await violet.end()

    # The last days, each in six seconds: a busy machine may take some of them for anything.
    violet = await start("--as-of", "2018-03-04T12:00Z", "--speed", str(DAY_S // 6))
    await until_told("out now")
    await violet.end()

    for said in told():
        assert len(said) == len(set(said))
        assert about("8 March 2018", [one for one in said if "to go" not in one]) == 1
        assert about("3 days to go", said) == 1
        assert about("1 day to go", said) == 1
        assert about("out now", said) == 1


async def test_what_is_corrected_on_one_platform_is_looked_through_on_the_other_also_later(
    start, discord, channel, slack
):
    editor = slack.workspace.guest
    violet = await start("--as-of", "2018-02-01T12:00Z")
    ran = await discord.run_command(
        "ask", at=channel, question="that's wrong, iron fist s2 has 10 episodes"
    )
    assert "I have put it before the editors" in ran.text
    await violet.end()

    await start("--as-of", "2018-02-02T12:00Z")
    refused = await discord.run_command("newsdesk review", at=channel)
    listed = await slack.answer("/violet newsdesk review", user=editor)
    await slack.answer("/violet newsdesk review done 1", user=editor)
    after = await slack.answer("/violet newsdesk review", user=editor)

    by = f"discord:{discord.person('trish').id}"
    said = f"{by}, Iron Fist season 2: that's wrong, iron fist s2 has 10 episodes"
    assert "Only editors" in refused.text
    assert "1. 2018-02-01 12:00 UTC" in listed.shown
    assert said in listed.shown
    assert "No correction is waiting." in after.shown


async def test_a_platform_that_is_lost_does_not_take_the_other_along(start, discord, slack):
    violet = await start("--as-of", "2018-02-01T12:00Z")
    discord.token = "another token"  # the one that Violet has is revoked

    await discord.gateway.close_sockets(code=4000)
    await discord.until(lambda: discord.gateway.resumed, "a try to come back")
    await slack.mention("when is jessica jones season 2 out?")

    assert "8 March 2018" in (await slack.said()).shown
    await violet.end()
    assert "platform_lost" in violet.output.read_text()


@pytest.mark.waits(9)
async def test_whoever_wants_pictures_is_counted_down_with_a_card_on_both(
    start, discord, channel, slack
):
    violet = await start("--as-of", "2018-03-05T00:00Z", "--speed", "7200")
    ran = await discord.run_command(
        "updates subscribe", at=channel, show="jessica-jones", picture=True
    )
    typed = "/violet updates subscribe jessica jones picture"
    said = await slack.answer(typed, user=slack.workspace.admin)

    def step_on_discord():
        return [one for one in discord.said_in(channel) if "3 days to go" in one.text]

    def step_on_slack():
        return [one for one in slack.bot_messages() if "3 days to go" in one.shown]

    await discord.until(step_on_discord, "the step on Discord", within_s=30)
    await slack.until(step_on_slack, within_s=30)

    (on_discord,), (on_slack,) = step_on_discord(), step_on_slack()
    words = "Jessica Jones · Season 2. 3 days to go. Thursday 8 March 2018. "
    images = [block for block in on_slack.blocks if block["type"] == "image"]
    assert "Countdowns carry a picture." in ran.text
    assert "Countdowns carry a picture." in said.shown
    assert on_discord.picture[1].startswith(words)
    assert [one["alt_text"].startswith(words) for one in images] == [True]
    await violet.end()
