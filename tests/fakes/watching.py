"""A Violet that watches a TVmaze of our own over loopback, in a time that passes at once."""

import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from adapters.discord.traits import DISCORD
from adapters.sources.tvmaze.client import TvmazeClient, api_host
from adapters.sources.tvmaze.listings import TvmazeListings
from adapters.sources.web.fetcher import Fetcher
from bot.ports.listings import Followed
from bot.verbs.watch import NONE_SCHEDULED, FirstEpisodes, ReadShow, watch
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Show, ShowId
from content.listings.records import ListingId
from fakes.newsroom import FixedKnowledge
from fakes.tvmaze import FakeTvmaze, SimulatedTime, TvShow
from fakes.tvmaze.shows import slug_of

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""It trusts nobody, and is made at once: nothing here is asked over TLS."""
TICK_S = 10.0
EDITOR = DISCORD.directly_to_identity("discord:7")
assert EDITOR is not None


@dataclass
class Watch:
    """Who watches, with what is watched and where it is kept."""

    time: SimulatedTime
    tvmaze: FakeTvmaze
    listings: TvmazeListings
    database: Any
    knowledge: FixedKnowledge
    first_episodes: FirstEpisodes = field(default_factory=lambda: NONE_SCHEDULED)
    read: list[ReadShow] = field(default_factory=list)

    async def follow(self, *shows: TvShow) -> None:
        """Let the operator follow them, none of which was ever read."""
        for one in shows:
            await self.database.watchlist.follow(self.followed(one), now=self.time.now())

    def followed(self, show: TvShow) -> Followed:
        return Followed(
            show=Show(
                id=ShowId(slug_of(show.name)),
                title=show.name,
                short=show.name,
                network="Netflix",
                zone="America/Los_Angeles",
            ),
            source="tvmaze",
            listing=ListingId(str(show.id)),
            url=show.url,
            due_at=self.time.now(),
            followed_at=self.time.now(),
            kept=True,
        )

    async def once(self, **other: Any) -> timedelta:
        """Call the verb once."""
        watched = await watch(
            **{
                "clock": self.time,
                "listings": self.listings,
                "watchlist": self.database.watchlist,
                "episodes": self.database.episodes,
                "knowledge": self.knowledge,
                "outbox": self.database.outbox,
                "editors": [EDITOR],
                "first_episodes": self.first_episodes,
            }
            | other
        )
        self.first_episodes = watched.first_episodes
        self.read += watched.read
        return watched.again_in

    async def run(self, **later: float) -> list[Claim]:
        """Let so much time pass, and watch meanwhile; return what was claimed in it."""
        before = len(self.read)
        end = self.time.now() + timedelta(**later)
        while True:
            again_in = await self.once()
            if self.time.now() + again_in >= end:
                break
            self.time.pass_time(again_in.total_seconds())
        self.time.moment = max(self.time.moment, end)
        return [claim for one in self.read[before:] for claim in one.claims]

    async def held(self, show: TvShow) -> Followed:
        """Return what is held of a show."""
        known = await self.database.watchlist.known("tvmaze", ListingId(str(show.id)))
        found: Followed = await self.database.watchlist.followed(known)
        return found

    async def state(self) -> Any:
        return await self.database.watchlist.state("tvmaze")

    async def notices(self) -> Sequence[str]:
        """Return the headlines of what was queued for the editor, oldest first."""
        later = self.time.now() + timedelta(seconds=1)
        found = []
        while leased := await self.database.outbox.lease(
            [DISCORD.id], limit=100, now=later, lease_s=10**9
        ):
            found += leased
            for one in leased:
                await self.database.outbox.settle(one, _delivered(), now=later)
        return [one.announcement.headline for one in sorted(found, key=lambda one: one.id)]


def _delivered() -> Any:
    from content.subscriptions.outcomes import Delivered  # noqa: PLC0415

    return Delivered(message="1")


@asynccontextmanager
async def watching(
    database: Any, *, cached: frozenset[str] = frozenset(), time: SimulatedTime | None = None
) -> AsyncIterator[Watch]:
    """Watch with *database*; what a polite client never does is a failure at the end."""
    clock = time or SimulatedTime()
    async with (
        FakeTvmaze(clock, cached=cached) as tvmaze,
        Fetcher(private_hosts=[api_host(tvmaze.api_base)], tls=NO_TLS) as fetcher,
    ):
        client = TvmazeClient(
            fetcher,
            api_base=tvmaze.api_base,
            budget=database.call_budget,
            clock=clock,
            sleep=clock.sleep,
        )
        listings = TvmazeListings(client, clock=clock)
        yield Watch(clock, tvmaze, listings, database, FixedKnowledge(Catalogue()))
        assert tvmaze.violations == []
        assert tvmaze.refused == 0
