"""A Discord for rehearsals: prints what the bot says, and lets whoever types be a fan or an admin.

Lines that begin with "/" are commands (`/updates subscribe show=jessica-jones`), any other line is
a message that mentions the bot.
"""

import argparse
import asyncio
import contextlib
import sys
import threading

from fakes.discord.server import FakeDiscord
from fakes.discord.state import Channel, Message


def show(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Rehearsal(FakeDiscord):
    """A fake whose server and channel keep their ids from one rehearsal to the next."""

    def lasting_channel(self) -> Channel:
        guild = self.guild("Rehearsal")
        self.guilds = {"4194304": guild}
        guild.id = "4194304"
        channel = self.channel("news", guild)
        self.channels = {"8388608": channel}
        channel.id = "8388608"
        return channel

    async def dispatch_message(self, message: Message, *, own: bool) -> None:
        if own:
            show(f"\n#{message.channel.name}: {message.text}\n")
        await super().dispatch_message(message, own=own)


async def rehearse(port: int) -> None:
    world = Rehearsal()
    channel = world.lasting_channel()
    await world.start(port)
    show(f"DISCORD_API_BASE={world.api_base}\nDISCORD_TOKEN={world.token}")
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line.strip())

    threading.Thread(target=read, daemon=True).start()
    try:
        while True:
            await _play(world, channel, await lines.get())
    finally:
        await world.stop()


async def _play(world: Rehearsal, channel: Channel, line: str) -> None:
    if not line.startswith("/"):
        await world.say(channel, line, mention=True)
        return
    words = line[1:].split()
    options = dict(word.split("=", 1) for word in words if "=" in word)
    try:
        ran = await world.run_command(
            " ".join(word for word in words if "=" not in word), at=channel, **options
        )
    except AssertionError as error:
        show(str(error))
    else:
        show(ran.text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8080)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(rehearse(parser.parse_args().port))
