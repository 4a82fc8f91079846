"""One piece of news for very many channels that follow one, and lost answers on the way there."""

import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from adapters.discord.traits import DISCORD
from adapters.storage.database import Database
from adapters.storage.following_tables import follow
from benchmarks.fan_out import PERMITTED, strict_discord
from benchmarks.table import Figure
from bot.ports.following import HomeChannel
from content.facts.claims import ShowId
from content.subscriptions.destination import Destination
from content.subscriptions.following import FollowState, Home
from content.subscriptions.preferences import USUAL
from content.subscriptions.subscription import Subscription
from fakes.discord import CROSSPOSTED, NEWS, Channel, FakeDiscord, Fault
from fakes.fan_out import FanOut
from fakes.processes import Violet, anew, until, violets

FOLLOWERS = 10_000
SHOW = ShowId("jessica-jones")
LOST = {
    "": (),
    ", the answer to the post lost": (Fault.CLOSED_AFTER,),
    ", the answer to the publishing lost": (Fault.CLOSED_AFTER,),
}
_WITHIN_S = 120.0


async def measure(followers: int = FOLLOWERS) -> AsyncIterator[Figure]:
    """Yield what it takes to reach them all, and what of it is there after a lost answer."""
    for lost, faults in LOST.items():
        async for figure in _told(followers, lost, faults):
            yield figure


async def _told(followers: int, lost: str, faults: Sequence[Fault]) -> AsyncIterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder / 'violet.db'}"
        async with strict_discord(followers, PERMITTED) as discord:
            places = [one for one in discord.channels.values() if one.guild is not None]
            database = await Database.open(url)
            source, home = await _followed(discord, database, places)
            settings = {
                "DISCORD_TOKEN": discord.token,
                "DISCORD_API_BASE": discord.api_base,
                "DISCORD_HOME_GUILD": home.workspace,
            }
            async with violets(folder, begin=anew, VIOLET_DATABASE_URL=url, **settings) as start:
                violet: Violet = await start()
                await violet.until_said("connected")
                (
                    discord.faults.coming_to_publishing
                    if "publishing" in lost
                    else discord.faults.coming
                ).extend(faults)
                discord.requests.clear()
                began = time.monotonic()
                fan = FanOut(database, [], lambda _: 0)
                await fan.tell()
                await until(lambda: all(place.messages for place in places), within_s=_WITHIN_S)
                seconds = time.monotonic() - began
                await until(lambda: violet.said("announcement_published"), within_s=_WITHIN_S)
                await violet.end()
            await database.close()
            asked = sum(source.id in one.path for one in discord.requests)
            sent = sum(bool(discord.said_in(place)) for place in places)
            once = sum(len(place.messages) == 1 for place in places)
            posts = [one for one in discord.said_in(source) if one.flags & CROSSPOSTED]
    first = f"{followers:,} followers{lost}: requests"
    yield Figure(first, asked, "", limit=2 if not lost else None)
    yield Figure("  posts in the channel that they follow", len(posts), "", limit=1)
    yield Figure("  told exactly once", once, "", limit=followers, at_least=True)
    yield Figure("  sent to, one by one", sent, "", limit=0)
    yield Figure("  from its recording until the last one has it", seconds, "s")


async def _followed(
    discord: FakeDiscord, database: Database, places: Sequence[Channel]
) -> tuple[Channel, Home]:
    """Let every channel follow that of one show, as if all had asked for it long ago."""
    now, guild = datetime.now(UTC), discord.guild("At home")
    discord.channel("every-show", guild, kind=NEWS, topic="[violet:]")
    source = discord.channel(SHOW, guild, kind=NEWS, topic=f"[violet:{SHOW}]")
    home = Home(platform=DISCORD.id, workspace=guild.id, zone="UTC")
    kept = Destination(platform=DISCORD.id, workspace=guild.id, channel=source.id)
    await database.follows.keep_channel(home, HomeChannel(destination=kept, show=SHOW), now=now)
    wanted = replace(USUAL, instant=True)
    told = [
        Destination(platform=DISCORD.id, workspace=place.guild.id, channel=place.id)
        for place in places
        if place.guild is not None
    ]
    await database.subscriptions.take_in(
        (
            Subscription(destination=one, show=SHOW, preferences=wanted, created_at=now)
            for one in told
        ),
        now=now,
    )
    rows = [
        {
            "platform": DISCORD.id,
            "workspace": one.workspace,
            "channel": one.channel,
            "home": source.id,
            "state": FollowState.FOLLOWED,
            "webhook": discord.following.add(source, place).id,
            "reason": "",
            "attempts": 0,
            "since": now,
            "look_at": now,
        }
        for one, place in zip(told, places, strict=True)
    ]
    async with database._transactions.writing() as connection:
        await connection.execute(insert(follow), rows)
    return source, home
