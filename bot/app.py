"""What is built from what, and how long it lives; the only place that reads a clock."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import structlog

from adapters.console.connector import ConsoleConnector
from adapters.sources.toml import TomlSource
from adapters.storage.claims import RecordedClaims
from adapters.storage.database import Database
from bot.ports import (
    BotError,
    ClaimSource,
    Clock,
    Connector,
    FetchedKnowledge,
    Knowledge,
    Learnt,
    SourceUnavailableError,
)
from bot.router import Router
from bot.runtime.clock import RehearsalClock, SystemClock
from bot.runtime.jobs import JobContext, Jobs, Watermarks
from bot.runtime.knowledge import Catalogues
from bot.runtime.lifetime import drain, signalled, stop, until_settled, until_stopped
from bot.runtime.rehearsal import Rehearsal, refuse_real_platforms
from bot.runtime.schedule import Schedule
from bot.runtime.supervisor import MakeConnector, Supervisor
from bot.settings import DEFAULT_DATABASE_URL, Settings
from bot.verbs.count_down import count_down
from bot.verbs.fetch import fetch
from bot.verbs.notice import NoticeState, notice
from content.show_files.folders import shipped_shows
from content.subscriptions.destination import Platform

if TYPE_CHECKING:
    from adapters.http.metrics import Metrics

log = structlog.get_logger()

_DRAIN_S = 2.5
"""Together with a connector's own two seconds, an end takes less than five."""
_PACE_BESIDE_ANSWERS = 44.0
"""Sends a second to Discord where another process answers people there."""


def files_of(settings: Settings) -> ClaimSource:
    """Return the source of the shipped shows and the operator's own."""
    return TomlSource([shipped_shows(), *settings.violet_content])


async def run(
    settings: Settings,
    rehearsal: Rehearsal | None = None,
    *,
    sources: Sequence[ClaimSource] = (),
) -> None:
    """Run until a signal comes, or until the terminal's input ends; then finish what is in flight.

    Claims come from the show files, from *sources*, and from what the database holds of sources.

    A platform that cannot be reached is tried again for as long as it takes.

    Raises:
        ContentError: a show file holds faults; the database was not touched.
        StorageError: the database cannot be used, or another process holds it.
        PlatformError: the last platform refuses the token.
        RehearsalRefusedError: a rehearsal would have reached real people.
        SettingsError: the port for the metrics is taken.
    """
    if rehearsal:
        refuse_real_platforms(settings, rehearsal)
    stopping, is_ready = signalled(), asyncio.Event()
    running = asyncio.create_task(_run(settings, rehearsal, sources, stopping, is_ready))
    told = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({running, told}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done() and not is_ready.is_set():
            running.cancel()  # nothing is in flight yet
        with contextlib.suppress(asyncio.CancelledError):
            await running
    finally:
        told.cancel()


async def _run(
    settings: Settings,
    rehearsal: Rehearsal | None,
    further: Sequence[ClaimSource],
    stopping: asyncio.Event,
    is_ready: asyncio.Event,
) -> None:
    began = time.monotonic()
    clock: Clock = RehearsalClock(rehearsal.start, rehearsal.speed) if rehearsal else SystemClock()
    files = files_of(settings)
    knowledge = Catalogues([files.name, *(one.name for one in further), RecordedClaims.name])
    await fetch(files, knowledge=knowledge)  # a faulty file is told before the database is touched
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(_database(settings, rehearsal, clock))
        await database.leadership.open()
        sources = [files, *further, database.recorded_claims]
        metrics = _metrics(settings)
        supervisors = _supervisors(settings, clock, knowledge, database, metrics)
        jobs = Jobs(
            JobContext(
                clock=clock,
                sources=sources,
                knowledge=knowledge,
                journal=database.journal,
                subscriptions=database.subscriptions,
                outbox=database.outbox,
                leadership=database.leadership,
                wake_up=database.leadership,
                supervisors=supervisors,
            ),
            await _learn(clock, sources, knowledge, database),
        )
        if metrics:
            await stack.enter_async_context(
                _served(settings, metrics, clock, database, supervisors)
            )
        ends = {asyncio.create_task(supervisor.run()): supervisor for supervisor in supervisors}
        stack.push_async_callback(stop, ends)
        is_ready.set()
        schedule = Schedule(metrics)
        stack.push_async_callback(schedule.stop, _DRAIN_S)
        stack.push_async_callback(jobs.stop)
        stack.callback(drain, supervisors)
        jobs.plan(
            schedule,
            ticks="ticks" in settings.violet_roles,
            sends="delivery" in settings.violet_roles,
            rehearses=rehearsal is not None,
        )
        schedule.start()
        await until_settled(stopping, ends)
        log.info(
            "violet_ready",
            platforms={one.platform.value: one.state.value for one in supervisors},
            seconds=round(time.monotonic() - began, 2),
            rehearsal=rehearsal is not None,
        )
        await until_stopped(stopping, ends)
        log.info("violet_stopping")


@asynccontextmanager
async def _database(
    settings: Settings, rehearsal: Rehearsal | None, clock: Clock
) -> AsyncIterator[Database]:
    """The database, ready for this run.

    A rehearsal leaves the everyday database alone: it works in one that lives no longer than
    itself, with a copy of the subscriptions. One that the operator named is used as it is, with
    the marks set to the rehearsal's start.
    """
    url = settings.violet_database_url
    everyday = url == DEFAULT_DATABASE_URL
    async with AsyncExitStack() as stack:
        own = url
        if rehearsal and everyday:
            folder = stack.enter_context(TemporaryDirectory(prefix="violet-rehearsal-"))
            own = f"sqlite+aiosqlite:///{folder}/violet.db"
        database = await Database.open(own)
        stack.push_async_callback(database.close)
        if rehearsal:
            if everyday and Path("violet.db").is_file():  # noqa: ASYNC240  one stat at the start
                with contextlib.suppress(BotError):
                    other = await Database.open(url, upgrade=False)
                    try:
                        await database.copy_subscriptions_from(other)
                    finally:
                        await other.close()
            await database.begin_rehearsal(clock.now())
        else:
            await database.end_rehearsal(clock.now())
        yield database


def _supervisors(
    settings: Settings,
    clock: Clock,
    knowledge: Knowledge,
    database: Database,
    metrics: "Metrics | None",
) -> list[Supervisor]:
    """Return one for each platform that has a token; with none, the console's."""
    router = Router(
        clock=clock,
        knowledge=knowledge,
        conversations=database.conversations,
        subscriptions=database.subscriptions,
        outbox=database.outbox,
        journal=database.journal,
        corrections=database.corrections,
        default_zone=settings.violet_time_zone,
        editors=frozenset(settings.violet_editors),
    )
    answers, sends = "gateway" in settings.violet_roles, "delivery" in settings.violet_roles
    if not answers and not sends:
        return []
    makers: dict[Platform, MakeConnector] = {}
    if settings.discord_token:
        makers[Platform.DISCORD] = partial(_discord, settings, router, metrics)
    if settings.slack_bot_token and settings.slack_app_token:
        makers[Platform.SLACK] = partial(_slack, settings, router)
    if not makers:
        makers[Platform.CONSOLE] = lambda _listens, _may_send: ConsoleConnector(router)
    return [
        Supervisor(
            platform,
            make,
            database.leadership,
            answers=answers,
            sends=sends,
            meter=metrics,
        )
        for platform, make in makers.items()
    ]


def _discord(
    settings: Settings,
    router: Router,
    metrics: "Metrics | None",
    listens: bool,  # noqa: FBT001  as `MakeConnector` has it
    may_send: Callable[[], bool],
) -> Connector:
    from adapters.discord.connector import DiscordConnector  # noqa: PLC0415  costly, and only with a token

    pace = settings.discord_sends_per_second
    connector = DiscordConnector(
        settings.discord_token.get_secret_value() if settings.discord_token else "",
        router,
        api_base=settings.discord_api_base,
        # Answers that another process gives count for the same limit, and cannot be seen here.
        sends_per_second=pace if listens else min(pace, _PACE_BESIDE_ANSWERS),
        listens=listens,
        may_send=may_send,
    )
    if metrics:
        metrics.watch_invalid_requests(lambda: connector.invalid_requests)
    return connector


def _slack(
    settings: Settings,
    router: Router,
    listens: bool,  # noqa: FBT001  as `MakeConnector` has it
    may_send: Callable[[], bool],
) -> Connector:
    from adapters.slack.connector import SlackConnector  # noqa: PLC0415  costly, and only with a token

    return SlackConnector(
        settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else "",
        settings.slack_app_token.get_secret_value() if settings.slack_app_token else "",
        router,
        api_base=settings.slack_api_base,
        listens=listens,
        may_send=may_send,
    )


def _metrics(settings: Settings) -> "Metrics | None":
    """Return what counts, where anybody can ask for the counts."""
    if settings.violet_http_port is None:
        return None
    from adapters.http.metrics import Metrics  # noqa: PLC0415  costly, and seldom needed

    return Metrics()


@asynccontextmanager
async def _served(
    settings: Settings,
    metrics: "Metrics",
    clock: Clock,
    database: Database,
    supervisors: Sequence[Supervisor],
) -> AsyncIterator[None]:
    """Answer whoever watches over this process."""
    from adapters.http.server import HttpServer  # noqa: PLC0415  costly, and seldom needed

    server = HttpServer(
        metrics=metrics,
        clock=clock,
        backlog=database.backlog,
        leadership=database.leadership,
        states=lambda: {one.platform: one.state.value for one in supervisors},
    )
    await server.start(settings.violet_http_host, settings.violet_http_port or 0)
    try:
        yield
    finally:
        await server.stop()


async def _learn(
    clock: Clock,
    sources: Sequence[ClaimSource],
    knowledge: FetchedKnowledge,
    database: Database,
) -> Watermarks:
    """Catch up with what happened while nobody was looking, before anybody asks."""
    for source in sources:
        try:
            await fetch(source, knowledge=knowledge)
        except SourceUnavailableError as error:
            log.warning("source_unavailable", source=source.name, reason=str(error))
    learnt: Learnt = await database.journal.open()
    noticed = await notice(
        NoticeState(learnt), clock=clock, knowledge=knowledge, journal=database.journal
    )
    counted = await count_down(
        learnt.counted_until,
        clock=clock,
        knowledge=knowledge,
        journal=database.journal,
        subscriptions=database.subscriptions,
    )
    return Watermarks(noticed, counted)
