"""A run in which much goes wrong, at debug; all that it wrote is searched for its secrets."""

import asyncio
import base64
import re
import secrets as random
import socket
import urllib.error
import urllib.request
from urllib.parse import quote, unquote

import pytest

from fakes.discord import FakeDiscord
from fakes.discord import Fault as DiscordFault
from fakes.processes import violets
from fakes.slack import FakeSlack
from fakes.slack import Fault as SlackFault

PASSWORD = "pä/ss-w0rd&of=the+database"
FEED_KEY = "key-0f-a-feed-4711"
_IN_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}")


def readings(text):
    """*text*, as it is and decoded in whatever way somebody might."""
    yield text
    yield unquote(text)
    for found in _IN_BASE64.findall(unquote(text)):
        for skipped in range(4):
            core = found[skipped:].replace("-", "+").replace("_", "/")
            core = core[: len(core) // 4 * 4]
            yield base64.b64decode(core).decode("utf-8", "replace")


def found_in(text, secrets):
    """The secrets that stand in *text*."""
    every = list(readings(text))
    return {secret for secret in secrets for one in every if secret in one}


def test_the_search_finds_what_is_there():
    secret = "xapp-1-A-b0t"
    hidden = base64.b64encode(f"a:{secret}@b".encode()).decode()

    for text in (secret, quote(PASSWORD, safe=""), hidden, quote(hidden, safe="")):
        assert found_in(f"x {text} y", {secret, PASSWORD})
    assert not found_in("x [hidden] y", {secret, PASSWORD})


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def get(url):
    def ask():
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                return answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.read().decode()

    return await asyncio.to_thread(ask)


@pytest.mark.waits(8)
async def test_no_secret_of_a_run_is_in_anything_that_it_writes(tmp_path, sqlite_url, violet):
    key, port = random.token_urlsafe(32), free_port()
    async with (
        FakeDiscord(f"a-d1scord-t0ken.{random.token_hex(20)}") as discord,
        FakeSlack() as slack,
    ):
        home = slack.workspace
        env = {
            "VIOLET_LOG_LEVEL": "debug",
            "VIOLET_HTTP_PORT": str(port),
            "VIOLET_ENCRYPTION_KEY": key,
            "VIOLET_FEEDS": f"http://127.0.0.1:{free_port()}/feed?key={FEED_KEY}",
            "VIOLET_LIVE": "feeds",
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_BASE": discord.api_base,
            "SLACK_BOT_TOKEN": home.bot_token,
            "SLACK_APP_TOKEN": home.app_token,
            "SLACK_API_BASE": slack.api_base,
        }
        channel = discord.channel("news")
        async with violets(tmp_path, **env) as start:
            running = await start()
            await running.until_said("violet_ready")
            await running.until(
                lambda: discord.gateway.is_connected and slack.sockets.count, "connected"
            )
            ran = await discord.run_command("when", at=channel, show="jessica-jones")
            typed = await slack.command("/violet when jessica jones")
            await slack.until(lambda: bool(typed.answers))
            discord.faults.next_sends(DiscordFault.INTERNAL, 6)
            slack.fail_next(SlackFault.http(500))
            await discord.say(channel, "when is jessica jones season 2 out?", mention=True)
            await slack.mention("when is jessica jones season 2 out?")
            broken = dict.fromkeys(("id", "token"), "a-t0ken-that-discord.py-repeats")
            await discord.gateway.dispatch("INTERACTION_CREATE", broken)
            await running.until_said("event_unreadable")
            ready = await get(f"http://127.0.0.1:{port}/readyz")
            handed_over = {
                *(one.token for one in discord.interactions.values()),
                *slack.sockets.every_ticket,
                *(typed.payload["response_url"], typed.payload["trigger_id"], broken["token"]),
            }
            secrets = {discord.token, home.bot_token, home.app_token, key}
            url = f"postgresql+asyncpg://violet:{quote(PASSWORD, safe='')}@127.0.0.1:9/violet"
            told = []
            for words in (["doctor"], ["sources"], ["sources", "fetch", "--now"]):
                for database in (sqlite_url, url):
                    one = await asyncio.to_thread(
                        violet, *words, **env, VIOLET_DATABASE_URL=database
                    )
                    told.append(one.stdout + one.stderr)
            await asyncio.to_thread(violet, "db", "backup", "copy.db", **env)
            assert await running.end() == 0
            without = await start(VIOLET_DATABASE_URL=url)
            assert await without.process.wait() == 3

    assert ran.is_answered
    told += [ready, *(log.read_text() for log in tmp_path.glob("*.log"))]
    files = [file.read_bytes().decode("latin-1") for file in tmp_path.glob("*.db*")]
    assert len(told) >= 9
    assert len(files) >= 2
    assert any("invalid literal for int() with base 10: '[hidden]'" in one for one in told)
    searched = secrets | handed_over | {PASSWORD, quote(PASSWORD, safe="")}
    assert len(searched) >= 12
    assert {one: found for one in [*told, *files] if (found := found_in(one, searched))} == {}
    # Where a feed is asked for is kept as it is, in a file that nobody else can read.
    assert [one for one in told if FEED_KEY in one] == []


async def test_what_nobody_caught_is_told_without_a_secret(tmp_path, violet):
    (tmp_path / "violet.db").mkdir()  # whatever comes of it, the password is not shown
    url = f"postgresql+asyncpg://violet@127.0.0.1:9/violet?password={quote(PASSWORD, safe='')}"

    for words in (["run"], ["doctor"], ["db", "upgrade"], ["follow", "--list"], ["facts", "jj"]):
        done = await asyncio.to_thread(violet, *words, VIOLET_DATABASE_URL=url, VIOLET_LIVE="")

        assert done.stdout + done.stderr
        assert not found_in(done.stdout + done.stderr, {PASSWORD})
