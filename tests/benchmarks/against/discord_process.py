"""A Discord in a process of its own, so that what it costs is not counted.

`python -m benchmarks.against.discord_process CHANNELS` says where it is, then answers a line of
JSON with a line of JSON until its input ends.
"""

import asyncio
import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.against.trees import ROOT, BenchError
from fakes.discord import Channel, FakeDiscord

_ANSWERS_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Told:
    """How many channels were told how much."""

    messages: int
    channels: int
    """Those that were told anything."""


@dataclass(slots=True)
class DiscordProcess:
    """The other end of it."""

    process: subprocess.Popen[str]
    settings: dict[str, str]
    """What a program is set to that is to meet this Discord."""
    channels: list[tuple[str, str]]
    """Of each the server's id and its own."""

    def told(self) -> Told:
        """Return what the bot has said so far.

        Raises:
            BenchError: Discord would have refused some of it.
        """
        found = self._ask({"do": "count"})
        if found["violations"]:
            raise BenchError(f"Discord would refuse what it was sent: {found['violations'][0]}")
        return Told(found["messages"], found["channels"])

    def ask(self, words: str) -> str:
        """Let somebody say that to the bot, in the first channel; return its answer."""
        return str(self._ask({"do": "ask", "words": words})["answer"])

    def _ask(self, what: dict[str, str]) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        return _read(self.process)


@contextmanager
def discord_process(channels: int) -> Iterator[DiscordProcess]:
    """Give a Discord that has so many channels, for as long as it is needed."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    with subprocess.Popen(  # noqa: S603  our own program, our own words
        [sys.executable, "-m", "benchmarks.against.discord_process", str(channels)],
        env=os.environ | {"PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            begun = _read(process)
            found = [(server, channel) for server, channel in begun["channels"]]
            yield DiscordProcess(process, begun["settings"], found)
        finally:
            process.kill()


def _read(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise BenchError("the Discord of this benchmark has ended")
    return json.loads(line)


async def main(count: int) -> None:
    """Be that Discord."""
    async with FakeDiscord() as discord:
        channels = [discord.channel(f"news-{number}") for number in range(count)]
        # What a collection of so many objects stops is the answers to the program.
        gc.collect()
        gc.disable()
        settings = {"DISCORD_TOKEN": discord.token, "DISCORD_API_BASE": discord.api_base}
        ids = [(channel.guild.id, channel.id) for channel in channels if channel.guild]
        _say({"settings": settings, "channels": ids})
        while line := await asyncio.to_thread(sys.stdin.readline):
            asked = json.loads(line)
            if asked["do"] == "ask":
                said = await discord.say(channels[0], asked["words"], mention=True)
                await discord.until(
                    lambda said=said: discord.answers_to(said), within_s=_ANSWERS_WITHIN_S
                )
                _say({"answer": discord.answers_to(said)[0].text})
            else:
                _say(_counted(discord, channels))


def _counted(discord: FakeDiscord, channels: list[Channel]) -> dict[str, Any]:
    news = [[one for one in discord.said_in(each) if not one.replies_to] for each in channels]
    return {
        "messages": sum(map(len, news)),
        "channels": sum(map(bool, news)),
        "violations": discord.violations,
    }


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
