"""Telling channels with nothing but discord.py, as bots commonly do; a process of its own.

`python -m benchmarks.plain_discord HOW API_BASE TOKEN` reads the channels' ids from its input.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence

import discord
from discord.http import Route

from fakes.tellings import telling

AT_ONCE = 50
Send = Callable[[int], Awaitable[None]]


async def gathered(send: Send, channels: Sequence[int]) -> None:
    """All at once."""
    await asyncio.gather(*map(send, channels))


async def by_semaphore(send: Send, channels: Sequence[int]) -> None:
    """Fifty at a time."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one(channel: int) -> None:
        async with places:
            await send(channel)

    await asyncio.gather(*map(one, channels))


async def one_by_one(send: Send, channels: Sequence[int]) -> None:
    """Each after the one before it."""
    for channel in channels:
        await send(channel)


WAYS = {"gather": gathered, "semaphore": by_semaphore, "sequential": one_by_one}


async def main(how: str, api_base: str, token: str) -> None:
    """Log in, and tell every channel; one that fails is lost, as it is without an outbox."""
    Route.BASE = api_base
    words = telling().announcement.headline
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(token)

        async def send(channel: int) -> None:
            try:
                await client.get_partial_messageable(channel).send(words)
            except discord.HTTPException as error:
                print(f"lost: {error}", file=sys.stderr)

        await WAYS[how](send, [int(line) for line in sys.stdin])


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
