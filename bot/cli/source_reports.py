"""How a source of listings stands, in words and in JSON."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.settings import DEFAULT_DATABASE_URL, Settings
from content.listings.publishers import TVMAZE

if TYPE_CHECKING:
    from bot.ports.listings import SourceReport
    from content.articles.feed import Feed


@asynccontextmanager
async def database_of(settings: Settings) -> AsyncIterator[Any]:
    """Open the database as it is; None: there is none yet."""
    from adapters.storage.database import Database

    if settings.violet_database_url == DEFAULT_DATABASE_URL and not Path("violet.db").exists():  # noqa: ASYNC240  one stat
        yield None
        return
    database = await Database.open(settings.violet_database_url, upgrade=False)
    try:
        yield database
    finally:
        await database.close()


async def reports_of(settings: Settings) -> "Sequence[SourceReport]":
    """Return how each live source stands, of those that may be asked."""
    from bot.ports.listings import CallsMade, SourceReport, SourceState, WatchCounts
    from bot.verbs.report_source import report_source

    if TVMAZE not in settings.violet_live:
        return ()
    async with database_of(settings) as database:
        if database is None:
            unasked = SourceReport(
                state=SourceState(source=TVMAZE),
                counts=WatchCounts(followed=0, due=0, next_at=None),
                calls=CallsMade(today=0, ever=0),
            )
            return (unasked,)
        report = await report_source(
            TVMAZE,
            watchlist=database.watchlist,
            budget=database.call_budget,
            now=datetime.now(UTC),
        )
        return (report,)


async def every_feed_of(settings: Settings) -> "Sequence[Feed]":
    """Return the feeds that are read, as they stood when each was asked last."""
    if "feeds" not in settings.violet_live:
        return ()
    async with database_of(settings) as database:
        found: Sequence[Feed] = () if database is None else await database.feeds.every()
        return found


def report_lines(report: "SourceReport", now: datetime) -> list[str]:
    """Return how a source stands, a line for each thing that there is to say."""
    state, counts, calls = report.state, report.counts, report.calls
    line = (
        f"{state.source:<8} {counts.followed} followed, {counts.due} due, "
        f"{state.claims} claims, {calls.today} calls today"
    )
    lines = [line]

    def print_text(what: str) -> None:
        lines.append(f"{'':<8} {what}")

    if state.asked_at is None:
        print_text(
            "what is followed was never looked at again; violet run does that, and sources fetch"
            if counts.followed
            else "it was never asked: nothing is before anybody follows a show"
        )
        return lines
    print_text(f"last good answer: {_moment(state.good_at)}")
    if counts.next_at is not None:
        print_text(f"next show due: {_moment(counts.next_at)}")
    if state.failing_since is not None:
        print_text(f"silent since {_moment(state.failing_since)}: {state.reason}")
    if state.paused_until is not None and state.paused_until > now:
        print_text(f"it asked to be left alone until {_moment(state.paused_until)}")
    if state.halted_since is not None:
        print_text(
            f"nothing is taken in since {_moment(state.halted_since)}: {state.halted_because}"
        )
    return lines


def report_fields(report: "SourceReport") -> dict[str, Any]:
    """Return how a source stands, its moments in UTC."""
    state, counts, calls = report.state, report.counts, report.calls
    moments = {
        name: None if moment is None else moment.astimezone(UTC).isoformat()
        for name, moment in (
            ("next_due", counts.next_at),
            ("asked", state.asked_at),
            ("last_good", state.good_at),
            ("silent_since", state.failing_since),
            ("paused_until", state.paused_until),
            ("halted_since", state.halted_since),
            ("changes_read", state.changes_at),
            ("schedule_read", state.schedule_at),
        )
    }
    return {
        "source": state.source,
        "followed": counts.followed,
        "due": counts.due,
        "claims": state.claims,
        "calls_today": calls.today,
        "calls": calls.ever,
        "reason": state.halted_because or state.reason,
        **moments,
    }


def _moment(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
