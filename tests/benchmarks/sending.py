"""Violet's own outbox and messenger at a pace beyond Discord's; a process of its own.

`python -m benchmarks.sending DATABASE_URL API_BASE TOKEN SENDS_PER_SECOND` ends once nothing is
left to tell.
"""

import asyncio
import logging
import sys
from datetime import UTC, datetime

import structlog

from adapters.discord.connector import DiscordConnector
from adapters.discord.traits import DISCORD
from adapters.pictures.painting import PaintedPictures
from adapters.storage.database import Database
from bot.runtime.clock import SystemClock
from bot.verbs.deliver import deliver
from bot.verbs.fan_out import fan_out
from fakes.newsroom import make_router

_LOOK_AGAIN_S = 0.2


async def main(url: str, api_base: str, token: str, sends_per_second: str) -> None:
    """Send until all is told."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    clock, database, pictures = SystemClock(), await Database.open(url), PaintedPictures()
    connector = DiscordConnector(
        token,
        make_router(clock=clock, pictures=pictures),
        api_base=api_base,
        sends_per_second=float(sends_per_second),
    )
    await connector.start()
    while await fan_out(clock=clock, journal=database.journal):
        pass  # all is queued before the first send
    while sum((await database.backlog.read([DISCORD.id], now=datetime.now(UTC))).open.values()):
        await deliver(
            clock=clock, outbox=database.outbox, messengers={DISCORD.id: connector.messenger}
        )
        await asyncio.sleep(_LOOK_AGAIN_S)
    await connector.stop()
    await pictures.close()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
