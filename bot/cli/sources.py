"""What `violet sources` says of each place where claims come from, and how it reads them anew."""

import json
import sys
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import click

from bot.cli.commands import ListedCommands
from bot.cli.operate import set_up_log
from bot.cli.options import wait_for, with_json
from bot.cli.terminal import print_beside, print_lines, print_text
from bot.masking import SECRETS
from bot.ports.errors import SettingsError
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.ports.journal import Clock
    from bot.verbs.watch import ReadShow

_ACCEPTED_FOR: Final = timedelta(days=1)
_AN_HOUR: Final = timedelta(hours=1)


@click.group(cls=ListedCommands, invoke_without_command=True)
@with_json
@click.pass_context
def sources(context: click.Context, as_json: bool) -> None:
    """Say of every source what is due, when it answered last, and what is wrong."""
    if context.invoked_subcommand is None:
        settings = read_settings()
        told = wait_for(_told(settings, as_json=as_json))
        print_lines(map(SECRETS.masked, told), as_json=as_json)


@sources.command("fetch")
@click.option("--now", "everything", is_flag=True, help="Over everything that is followed.")
def fetch_command(everything: bool) -> None:
    """Read what is due once, print what changed, and end; also while Violet runs."""
    settings = read_settings()
    _refuse_none(settings)
    set_up_log(replace(settings, violet_log_level=settings.violet_log_level or "error"))
    wait_for(_fetch(settings, everything=everything))


@sources.command("resume")
@click.argument("source")
def resume_command(source: str) -> None:
    """Take in again what SOURCE lists, also where much of it changed at once.

    For a day everything is taken in, however much it is.
    """
    settings = read_settings()
    _refuse_no_tvmaze(settings)
    if source not in settings.violet_live:
        known = ", ".join(settings.violet_live)
        raise SettingsError(f"no source {source!r} is taken in; choose among {known}")
    print_text(wait_for(_resume(settings, source)))


def _refuse_none(settings: Settings) -> None:
    if not settings.violet_live:
        raise SettingsError("VIOLET_LIVE names no source, so that nothing is fetched")


def _refuse_no_tvmaze(settings: Settings) -> None:
    from content.listings.publishers import TVMAZE

    if TVMAZE not in settings.violet_live:
        raise SettingsError("VIOLET_LIVE does not name tvmaze, so that nothing is fetched from it")


async def _told(settings: Settings, *, as_json: bool) -> Sequence[str]:
    from bot.cli.feed_reports import feed_in_json, feed_lines
    from bot.cli.source_reports import every_feed_of, report_fields, report_lines, reports_of

    found = [_files(settings)]
    reports = await reports_of(settings)
    feeds = await every_feed_of(settings)
    found += [*map(report_fields, reports), *map(feed_in_json, feeds)]
    if as_json:
        return [json.dumps(found, ensure_ascii=False)]
    lines = [f"files    {found[0]['shows']} shows, {found[0]['claims']} claims"]
    for report in reports:
        lines += report_lines(report, datetime.now(UTC))
    for feed in feeds:
        lines += feed_lines(feed)
    return lines


def _files(settings: Settings) -> dict[str, Any]:
    from content.show_files.folders import read_catalogue, shipped_shows

    reading = read_catalogue([shipped_shows(), *settings.violet_content])
    return {
        "source": "files",
        "shows": len(reading.catalogue.shows),
        "claims": len(reading.catalogue.claims),
        "faults": len(reading.faults),
    }


async def _fetch(settings: Settings, *, everything: bool) -> None:
    from bot.cli.source_reports import database_of
    from bot.runtime.clock import SystemClock
    from content.listings.publishers import TVMAZE

    clock = SystemClock()
    async with database_of(settings) as database:
        if database is None:
            print_text("Nothing is followed yet.")
            return
        if "feeds" in settings.violet_live:
            await _read_feeds(settings, database, clock, everything=everything)
        if TVMAZE not in settings.violet_live:
            return
        if everything:
            await _let_all_be_due(database.watchlist, TVMAZE, clock.now())
        due = (await database.watchlist.counts(TVMAZE, now=clock.now())).due
        read, claims, proposals = 0, 0, 0
        with _progress(due) as shown:
            async with aclosing(_read(settings, database, clock)) as shows:
                async for one in shows:
                    read, claims = read + 1, claims + len(one.claims)
                    proposals += len(one.proposals)
                    print_lines(_changes(one))
                    shown(read)
        print_text(f"{read} records read: {claims} claims, {proposals} for editors to decide.")
        state = await database.watchlist.state(TVMAZE)
        for why in (state.halted_because, state.reason if state.failing_since else None):
            if why:
                print_beside(f"{TVMAZE}: {why}")


async def _read_feeds(
    settings: Settings, database: Any, clock: "Clock", *, everything: bool
) -> None:
    """Read the feeds that are due, and say what came of it."""
    from random import SystemRandom

    from bot.app import editors_of, feeds_of, page_desk, platforms_of
    from bot.runtime.newsroom import EditorsNewsroom
    from bot.verbs.read_feeds import read_feeds
    from content.articles.feed import FeedState

    reader = feeds_of(settings)
    if reader is None:
        return
    if settings.violet_feeds:
        await database.feeds.name(settings.violet_feeds, now=clock.now())
    if everything:
        await database.feeds.hasten_all(now=clock.now())
    asked, new = 0, 0
    before = (await database.proposals.waiting(limit=0)).count
    newsroom = EditorsNewsroom(
        clock=clock,
        knowledge=await _known(settings, database),
        proposals=database.proposals,
        stories=database.stories,
        outbox=database.outbox,
        editors=editors_of(settings, platforms_of(settings)),
        pages=page_desk(reader, database),
    )
    try:
        while True:
            done = await read_feeds(
                database.feeds, reader, newsroom, clock=clock, chance=SystemRandom().random
            )
            asked, new = asked + done.asked, new + done.new
            if not done.asked:
                break
    finally:
        await reader.close()
    proposed = (await database.proposals.waiting(limit=0)).count - before
    if await database.feeds.every():
        print_text(f"{asked} feeds asked: {new} new articles, {proposed} for editors to decide.")
        if newsroom.restated:
            print_text(
                f"{newsroom.restated} claims in them are believed already, and wait for nobody."
            )
        for feed in await database.feeds.every():
            if feed.state is FeedState.SILENT:
                print_beside(f"{feed.place}: {feed.reason}")


async def _read(settings: Settings, database: Any, clock: "Clock") -> AsyncGenerator["ReadShow"]:
    """Yield every show that was due, once it is read and stored."""
    from bot.app import editors_of, platforms_of, tvmaze_of
    from bot.verbs.watch import NONE_SCHEDULED, watch

    tvmaze = tvmaze_of(settings, database, clock)
    if tvmaze is None:
        return
    knowledge, first = await _known(settings, database), NONE_SCHEDULED
    try:
        while True:
            watched = await watch(
                clock=clock,
                listings=tvmaze,
                watchlist=database.watchlist,
                episodes=database.episodes,
                knowledge=knowledge,
                outbox=database.outbox,
                editors=editors_of(settings, platforms_of(settings)),
                first_episodes=first,
            )
            first = watched.first_episodes
            for one in watched.read:
                yield one
            if watched.again_in:
                return
    finally:
        await tvmaze.close()


def _changes(read: "ReadShow") -> Iterator[str]:
    title = read.show.title
    if read.is_gone:
        yield f"{title}: there is no such record any more"
    for claim in read.claims:
        yield f"{title}: {claim.says}"
    for proposal in read.proposals:
        yield f"{title}: for an editor to decide: {proposal.claim.says}"


async def _known(settings: Settings, database: Any) -> Any:
    """Return all that is claimed by anybody."""
    from bot.app import files_of
    from bot.runtime.knowledge import Catalogues
    from bot.verbs.fetch import fetch

    all_sources = [files_of(settings), *database.claim_sources]
    knowledge = Catalogues([one.name for one in all_sources])
    for one in all_sources:
        await fetch(one, knowledge=knowledge)
    return knowledge


async def _let_all_be_due(watchlist: Any, source: str, now: datetime) -> None:
    """Let everything be read now; a pause that was asked for is kept all the same."""
    await watchlist.hasten(source, now=now)
    state = await watchlist.state(source)
    listed = None if state.changes_at is None else min(state.changes_at, now - _AN_HOUR)
    await watchlist.set_state(replace(state, changes_at=listed, schedule_at=None, asked_at=None))


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """Show how far it has come; on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as shown:
        task = shown.add_task("reading", total=total)
        yield lambda done: shown.update(task, completed=done, total=max(total, done))


async def _resume(settings: Settings, source: str) -> str:
    from bot.cli.source_reports import database_of

    async with database_of(settings) as database:
        if database is None:
            return "Nothing is followed yet."
        now, state = datetime.now(UTC), await database.watchlist.state(source)
        if state.halted_since is None:
            return f"What {source} lists is taken in already."
        await database.watchlist.set_state(
            replace(
                state,
                halted_since=None,
                halted_because=None,
                is_misshapen=False,
                unreadable=frozenset(),
                changed=(),
                accepted_until=now + _ACCEPTED_FOR,
            )
        )
    return f"What {source} lists is taken in again; for a day, however much changes."
