"""Reporting: how a source of listings stands, for whoever runs Violet."""

from datetime import datetime

from bot.ports.listings import CallBudget, SourceReport, Watchlist


async def report_source(
    source: str, *, watchlist: Watchlist, budget: CallBudget, now: datetime
) -> SourceReport:
    """Return how *source* stands; nothing is asked of it.

    Raises:
        StorageError: the database cannot be read.
    """
    return SourceReport(
        state=await watchlist.state(source),
        counts=await watchlist.counts(source, now=now),
        calls=await budget.made(source, now=now),
    )
