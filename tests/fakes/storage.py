"""What a test does at a news store, fake or real: record, take, and look at what became of it."""

from datetime import datetime
from types import EllipsisType

from adapters.console.traits import CONSOLE
from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from content.subscriptions.destination import Destination
from fakes.tellings import at, channel

EVERYWHERE = (CONSOLE.id, DISCORD.id, SLACK.id)


async def record(
    store,
    *tellings,
    claims=(),
    shows=(),
    void=(),
    since: datetime | EllipsisType | None = ...,
    until: datetime | None = None,
) -> bool:
    """Record from the mark as it stands, unless the test says another, until noon."""
    if since is ...:
        since = (await store.journal.open()).noticed_until
    return await store.journal.record(
        claims=claims,
        shows=shows,
        broadcasts=tellings,
        void=void,
        noticed_from=since,
        noticed_until=until or at(),
    )


async def queue_rest(store) -> None:
    """Queue whatever a recording left to later batches."""
    while await store.journal.fan_out(now=at()):
        pass


async def take(store, *, limit=100, now=None, platforms=EVERYWHERE, lease_s=60.0):
    """Take what is due at noon, or at another moment."""
    return await store.outbox.lease(platforms, limit=limit, now=now or at(), lease_s=lease_s)


async def states_of(store, place: Destination | None = None) -> dict[str, str]:
    """Return the state of each announcement for *place*, or for the channel of most tests."""
    found = await store.outbox.reports(place or channel(), limit=100)
    return {report.announcement: report.state for report in found}
