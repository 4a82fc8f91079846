"""A router for tests of a platform: everything in memory, on a clock that a test moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.console.traits import CONSOLE
from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from bot.ports.listings import Directory
from bot.ports.outbox import Messenger
from bot.router import Router
from bot.runtime.quota import RollingQuota
from bot.runtime.recent_look_ups import RecentlyLookedUp
from bot.runtime.shares import PeoplesShares
from bot.shows_by_name import LOOK_UPS, ShowsByName
from bot.shows_while_typed import ShowsWhileTyped
from bot.verbs.deliver import deliver
from content.facts.catalogue import Catalogue
from content.subscriptions.destination import Destination
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.tellings import subscription, telling

NOW = datetime(2018, 2, 1, 12, tzinfo=UTC)


@dataclass
class StoppedClock:
    """A clock that stands still until it is told."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    def seconds_within(self, wall_s: float) -> float:
        return wall_s

    def pass_time(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class FixedKnowledge:
    catalogue: Catalogue


def two_shows() -> FixedKnowledge:
    """Jessica Jones, whose second season's source has a name that tries to ping; and Daredevil."""
    daredevil = show("daredevil", title="Marvel's Daredevil", short="Daredevil")
    dated = claim(publisher="The @everyone <!channel> *Times*", by="Netflix")
    return FixedKnowledge(catalogue(dated, shows=(show(), daredevil)))


def make_router(
    directory: Directory | None = None, memory: FakeDatabase | None = None, **wishes: object
) -> Router:
    """Return a router with every default, so that a test names only what matters."""
    memory = memory or FakeDatabase()
    parts: dict[str, Any] = {
        "traits": DISCORD,
        "platforms": (CONSOLE, DISCORD, SLACK),
        "clock": StoppedClock(),
        "knowledge": two_shows(),
        "conversations": memory.conversations,
        "subscriptions": memory.subscriptions,
        "outbox": memory.outbox,
        "journal": memory.journal,
        "retention": memory.retention,
        "privacy": memory.privacy,
        "episodes": memory.episodes,
        "stories": memory.stories,
        "keep_days": 90,
        "corrections": memory.corrections,
        "proposals": memory.proposals,
        "editor_claims": memory.editor_claims,
        "admins": memory.server_admins,
        "audit": memory.audit,
        "places": memory.places,
        "default_zone": "UTC",
        "editors": frozenset(),
        "feeds": memory.feeds,
        "feed_reader": None,
        "events": memory.events,
        "sample_wait_s": 0.0,
    }
    parts |= wishes
    parts.setdefault("shares", PeoplesShares(parts["clock"], {}))
    parts.setdefault("by_name", shows_by_name(directory, parts, memory))
    parts.setdefault("while_typed", ShowsWhileTyped(parts["by_name"], pause_s=0.0))
    return Router(**parts)


def shows_by_name(
    directory: Directory | None, parts: Mapping[str, Any], memory: FakeDatabase
) -> ShowsByName:
    """Return what looks shows up in *directory*, and has them followed in *memory*."""
    return ShowsByName(
        directory=(lambda: directory) if directory else None,
        watchlist=memory.watchlist,
        recent=RecentlyLookedUp(),
        quota=RollingQuota(LOOK_UPS),
        clock=parts["clock"],
        knowledge=parts["knowledge"],
        aside=parts["shares"].aside,
    )


async def queued_for(*places: Destination) -> FakeDatabase:
    """Return a database whose outbox holds one piece of news for each of *places*."""
    memory = FakeDatabase()
    for place in places:
        await memory.subscriptions.subscribe(subscription(place))
    await memory.journal.record(
        claims=(),
        shows=(),
        broadcasts=[telling("a-date", created_at=NOW, headline="Season 2 is out on 8 March 2018.")],
        void=(),
        noticed_from=None,
        noticed_until=NOW,
    )
    return memory


async def tell_all(memory: FakeDatabase, messenger: Messenger, clock: StoppedClock) -> int:
    """Make every delivery that is due by *clock*; return how many were."""
    return await deliver(
        clock=clock, outbox=memory.outbox, messengers={messenger.traits.id: messenger}
    )


async def states_at(memory: FakeDatabase, place: Destination) -> list[str]:
    """Return how the deliveries to *place* stand."""
    return [report.state for report in await memory.outbox.reports(place, limit=10)]
