"""What is built from what, and how long it lives; the only place that reads a clock."""

import asyncio
import contextlib
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

import structlog

from adapters.calendar.routes import CalendarRoutes
from adapters.console.connector import ConsoleConnector
from adapters.console.traits import CONSOLE
from adapters.discord.shards import Shards
from adapters.discord.traits import DISCORD
from adapters.pictures.painting import PaintedPictures
from adapters.slack.traits import SLACK
from adapters.sources.feeds.opening import OpenedFeeds
from adapters.sources.pages.opening import FetchedArticles
from adapters.sources.pages.reader import ReadabilityPages
from adapters.sources.toml import TomlSource
from adapters.sources.tvmaze.opening import Tvmaze
from adapters.storage.claims import RecordedClaims
from adapters.storage.database import Database
from adapters.storage.editor_claims import StoredEditorClaims
from adapters.storage.followed_claims import FollowedClaims
from bot.ports.errors import BotError, SettingsError, SourceUnavailableError, StorageError
from bot.ports.findings import Finding
from bot.ports.following import Followable
from bot.ports.forum_posts import ForumPosts
from bot.ports.installation import Identify
from bot.ports.journal import Clock, Learnt
from bot.ports.leadership import SOURCES, Meter
from bot.ports.listings import SourceReport
from bot.ports.platforms import Connector
from bot.ports.postponements import Postponements
from bot.ports.secret_box import SecretBox
from bot.ports.sources import ClaimSource, Knowledge
from bot.ports.traits import PlatformTraits
from bot.ports.web import WebRoute
from bot.router import Router
from bot.runtime.admission import Admission, confirm_soon
from bot.runtime.clock import RehearsalClock, SystemClock
from bot.runtime.forgetting import ProcessPrivacy
from bot.runtime.jobs import (
    FollowingContext,
    JobContext,
    Jobs,
    ReadingContext,
    WatchContext,
    Watermarks,
)
from bot.runtime.knowledge import Catalogues
from bot.runtime.lifetime import drain, signalled, stop, until_settled, until_stopped
from bot.runtime.newsroom import EditorsNewsroom, PageDesk
from bot.runtime.open_questions import OpenQuestions
from bot.runtime.quota import RollingQuota
from bot.runtime.recent_look_ups import RecentlyLookedUp
from bot.runtime.rehearsal import Rehearsal, refuse_real_people
from bot.runtime.schedule import JobSchedule
from bot.runtime.shares import PeoplesShares
from bot.runtime.supervisor import Supervisor
from bot.runtime.write_behind import WriteBehindConversations
from bot.secrets import HOW_TO_MAKE_A_KEY, Secret, key_bytes
from bot.settings import DEFAULT_DATABASE_URL, Settings
from bot.settings_of_slack import SLACK_BY_OAUTH
from bot.shows_by_name import LOOK_UPS, ShowsByName
from bot.shows_while_typed import ShowsWhileTyped
from bot.verbs.announce_episodes import announce_episodes
from bot.verbs.count_down import count_down
from bot.verbs.fetch import fetch
from bot.verbs.notice import NoticeState, notice
from bot.verbs.report_source import report_source
from bot.verbs.tell_faults import log_faults
from content.articles.feed import Feed
from content.pages.addresses import CALENDAR_ROUTE, PageAddresses
from content.pages.show_list import shows_by_title
from content.show_files.folders import shipped_shows
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.following import Home

if TYPE_CHECKING:
    from adapters.http.metrics import Metrics
    from adapters.website.site import Website

log = structlog.get_logger()

_DRAIN_S = 2.5
"""Together with a connector's own two seconds, an end takes less than five."""
_STORED_WITHIN_S = 1.0
"""For so long the end waits for conversations that are not stored yet."""
_PACE_BESIDE_ANSWERS = 44.0
"""Sends a second to Discord where another process answers people there."""


_HELD: Final = (FollowedClaims.name, StoredEditorClaims.name, RecordedClaims.name)
"""The sources of claims that the database holds."""
KNOWN: Final = (CONSOLE, DISCORD, SLACK)
"""The platforms that Violet knows, whether she has an account there or not."""


OpenDatabase = Callable[[str], Awaitable[Database]]
"""Open the database at a URL, made or migrated first where that is needed."""


class MakeConnectorFor(Protocol):
    """A `MakeConnector` that is still to be told whom it is made for."""

    def __call__(
        self,
        router: Router,
        *,
        questions: OpenQuestions,
        meter: Meter | None,
        database: Database,
        listens: bool,
        may_send: Callable[[], bool],
        posts: ForumPosts,
        postponements: Postponements,
    ) -> Connector:
        """Return a connector through which people reach *router*, and that *meter* counts.

        What it accepts of them is kept in *questions* until it is answered; *posts* remembers
        which show has which post in a forum, *postponements* what is not to be tried for a while;
        *database* is the one behind all of that.
        """
        ...


async def _nothing(now: datetime) -> Sequence[Finding]:  # noqa: ARG001  as another would be called
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformMaker:
    """A platform that Violet has an account on."""

    traits: PlatformTraits
    make: MakeConnectorFor
    identify: Identify | None = None
    """Says which application we are there; None: it knows no applications."""
    examine: Callable[[datetime], Awaitable[Sequence[Finding]]] = _nothing
    """What `violet doctor` looks at there; it takes the moment, aware."""
    part: str = ""
    """Names those whom this process answers there; empty: everybody."""
    address: str | None = None
    """Of the server that is used in place of the platform's own; None: its own is."""
    needs: Sequence[str] | None = None
    """The settings without which there is no account; None: those that the traits name."""
    routes: Callable[[Database], Sequence[WebRoute]] = lambda _: ()
    """What the platform, and whoever sets it up, asks for over HTTP."""
    notes: Callable[[], Sequence[str]] = tuple
    """What whoever watches over the process should know of it, though it is well."""


def files_of(settings: Settings) -> ClaimSource:
    """Return the source of the shipped shows and the operator's own."""
    return TomlSource([shipped_shows(), *settings.violet_content])


def tvmaze_of(settings: Settings, database: Database, clock: Clock) -> Tvmaze | None:
    """Return TVmaze, which is asked nothing yet; None: it is not to be asked."""
    if Tvmaze.name not in settings.violet_live:
        return None
    return Tvmaze(
        api_base=settings.tvmaze_api_base,
        private_hosts=settings.private_hosts,
        contact=settings.violet_contact,
        budget=database.call_budget,
        clock=clock,
    )


def feeds_of(settings: Settings) -> OpenedFeeds | None:
    """Return what reads feeds, which asks for nothing yet; None: none is to be read."""
    if "feeds" not in settings.violet_live:
        return None
    return OpenedFeeds(private_hosts=settings.private_hosts, contact=settings.violet_contact)


def home_of(settings: Settings) -> Home | None:
    """Return the server whose channels others follow; None: the operator named none."""
    if settings.discord_home_guild is None:
        return None
    return Home(
        platform=DISCORD.id,
        workspace=settings.discord_home_guild,
        zone=settings.violet_time_zone,
    )


def _followable(
    settings: Settings, traits: PlatformTraits, database: Database
) -> Followable | None:
    """Return what channels on a platform may follow; None: nothing."""
    home = home_of(settings)
    if home is None or home.platform != traits.id:
        return None
    return Followable(home=home, follows=database.follows)


def secret_box_of(settings: Settings) -> SecretBox:
    """Return what encrypts the secrets that must be kept.

    Raises:
        SettingsError: there is no key for it.
    """
    from adapters.secret_box import AesGcmSecretBox  # noqa: PLC0415  costly, and only with a key

    key, old = settings.violet_encryption_key, settings.violet_encryption_key_old
    if key is None:
        raise SettingsError(
            "VIOLET_ENCRYPTION_KEY is not set, and secrets are never kept without it; make one "
            f"with {HOW_TO_MAKE_A_KEY}"
        )
    return AesGcmSecretBox(key_bytes(key.text), key_bytes(old.text) if old else None)


def page_desk(reader: OpenedFeeds, database: Database) -> PageDesk:
    """Return what fetches the articles that feeds sum up, by the fetcher of the feeds."""
    return PageDesk(FetchedArticles(reader.fetcher, ReadabilityPages()), database.feeds)


def _secret_box_if_any(settings: Settings) -> SecretBox | None:
    """Return what encrypts secrets, or None: without a key none is kept."""
    return secret_box_of(settings) if settings.violet_encryption_key else None


def editors_of(settings: Settings, platforms: Sequence[PlatformMaker]) -> Sequence[Destination]:
    """Return where each editor is told something alone, of those on *platforms*."""
    found = (
        maker.traits.directly_to_identity(editor)
        for editor in settings.violet_editors
        for maker in platforms
    )
    return [place for place in found if place is not None]


async def run(
    settings: Settings,
    rehearsal: Rehearsal | None = None,
    *,
    sources: Sequence[ClaimSource] = (),
    platforms: Sequence[PlatformMaker] | None = None,
    open_database: OpenDatabase = Database.open,
) -> None:
    """Run until a signal comes, or until the terminal's input ends; then finish what is in flight.

    Claims come from the show files, from *sources*, and from what the database holds of sources.
    *platforms* are those that `platforms_of` returns, unless others are given; the database at its
    URL is opened by *open_database*.

    A platform that cannot be reached is tried again for as long as it takes.

    Raises:
        StorageError: the database cannot be used, is another bot's, or another process holds it.
        PlatformError: the last platform refuses the token.
        RehearsalRefusedError: a rehearsal would have reached real people.
        SettingsError: a port is taken.
    """
    makers = platforms_of(settings) if platforms is None else platforms
    if rehearsal:
        for maker in makers:
            refuse_real_people(maker.traits, maker.address, rehearsal)
    stopping, is_ready = signalled(), asyncio.Event()
    work = _run(settings, rehearsal, sources, makers, open_database, stopping, is_ready)
    running = asyncio.create_task(work)
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
    makers: Sequence[PlatformMaker],
    open_database: OpenDatabase,
    stopping: asyncio.Event,
    is_ready: asyncio.Event,
) -> None:
    began = time.monotonic()
    clock: Clock = RehearsalClock(rehearsal.start, rehearsal.speed) if rehearsal else SystemClock()
    files = files_of(settings)
    names = [files.name, *(one.name for one in further), *_HELD]
    knowledge = _knowledge(settings, names, clock)
    await fetch(files, knowledge=knowledge)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(
            _database(settings, rehearsal, clock, open_database)
        )
        conversations, questions = _behind_answers(database, clock, stack)
        admissions = await _admissions(makers, database)
        sources = [files, *further, *database.claim_sources]
        known = tuple(dict.fromkeys([*KNOWN, *(maker.traits for maker in makers)]))
        metrics = _metrics(settings, known, makers)
        does = set(settings.violet_roles)
        # A rehearsal asks nobody: what is listed now says nothing of its day.
        tvmaze = None if rehearsal else tvmaze_of(settings, database, clock)
        if tvmaze:
            stack.push_async_callback(tvmaze.close)
        feed_reader = None if rehearsal else feeds_of(settings)
        if feed_reader:
            stack.push_async_callback(feed_reader.close)
        shares, pictures = PeoplesShares(clock), _pictures(stack)
        by_name = ShowsByName(
            directory=tvmaze.directory if tvmaze else None,
            watchlist=database.watchlist,
            recent=RecentlyLookedUp(),
            quota=RollingQuota(LOOK_UPS),
            clock=clock,
            knowledge=knowledge,
            learn=partial(fetch, database.followed_claims, knowledge=knowledge),
            aside=shares.aside,
        )
        while_typed = ShowsWhileTyped(by_name)
        supervisors = [
            Supervisor(
                maker.traits,
                partial(
                    maker.make,
                    Router(
                        traits=maker.traits,
                        platforms=known,
                        clock=clock,
                        knowledge=knowledge,
                        conversations=conversations,
                        subscriptions=database.subscriptions,
                        outbox=database.outbox,
                        journal=database.journal,
                        retention=database.retention,
                        privacy=ProcessPrivacy(database.privacy, conversations, by_name.recent),
                        episodes=database.episodes,
                        stories=database.stories,
                        keep_days=settings.violet_keep_days,
                        corrections=database.corrections,
                        proposals=database.proposals,
                        editor_claims=database.editor_claims,
                        admins=database.server_admins,
                        places=database.places,
                        audit=database.audit,
                        calendars=database.calendars,
                        public_url=settings.violet_public_url,
                        default_zone=settings.violet_time_zone,
                        editors=frozenset(settings.violet_editors),
                        by_name=by_name,
                        while_typed=while_typed,
                        feeds=database.feeds,
                        feed_reader=feed_reader,
                        shares=shares,
                        events=database.events,
                        followable=_followable(settings, maker.traits, database),
                        pictures=pictures,
                        pages=_page_addresses(settings),
                    ),
                    questions=questions,
                    meter=metrics,
                    database=database,
                    posts=database.forum_posts,
                    postponements=database.postponements,
                ),
                database.leadership,
                answers="gateway" in does,
                sends="delivery" in does,
                part=maker.part,
                meter=metrics,
                confirm=admissions[maker.traits.id].confirm,
            )
            for maker in makers
            if does & {"gateway", "delivery"}
        ]
        fetching: dict[str, asyncio.Task[bool]] = {}
        stack.push_async_callback(_leave_off, fetching)
        watching = (
            WatchContext(
                listings=tvmaze,
                watchlist=database.watchlist,
                editors=editors_of(settings, makers),
            )
            if tvmaze and "sources" in does
            else None
        )
        reading = (
            await _reading(settings, makers, clock, knowledge, database, feed_reader)
            if feed_reader and "sources" in does
            else None
        )
        jobs = Jobs(
            JobContext(
                clock=clock,
                sources=sources,
                knowledge=knowledge,
                journal=database.journal,
                subscriptions=database.subscriptions,
                places=database.places,
                outbox=database.outbox,
                retention=database.retention,
                privacy=database.privacy,
                answers=database.answers,
                events=database.events,
                episodes=database.episodes,
                stories=database.stories,
                proposals=database.proposals,
                keep_days=settings.violet_keep_days,
                leadership=database.leadership,
                wake_up=database.leadership,
                supervisors=supervisors,
                platforms=known,
                editors=editors_of(settings, makers),
                following=FollowingContext(
                    publications=database.publications,
                    follows=database.follows,
                    home=home_of(settings),
                ),
                watching=watching,
                reading=reading,
            ),
            await _learn(clock, sources, knowledge, database, fetching),
            fetching,
        )
        if metrics:
            _count_answers(metrics, conversations, questions)
        await stack.enter_async_context(
            _listening(settings, metrics, clock, knowledge, database, known, supervisors, makers)
        )
        ends = {asyncio.create_task(supervisor.run()): supervisor for supervisor in supervisors}
        stack.push_async_callback(stop, ends)
        is_ready.set()
        schedule = JobSchedule(metrics)
        stack.push_async_callback(schedule.stop, _DRAIN_S)
        stack.push_async_callback(jobs.stop)
        stack.callback(drain, supervisors)
        jobs.plan(
            schedule,
            ticks="ticks" in does,
            sends="delivery" in does,
            rehearses=rehearsal is not None,
        )
        if "sources" in does:
            database.leadership.want(SOURCES)
        schedule.start()
        await until_settled(stopping, ends)
        knowledge.may_go_on.set()
        # What is there by now stays, and looking through it would stop everybody in a fan-out.
        gc.freeze()
        log.info(
            "violet_ready",
            platforms={one.traits.id: one.state.value for one in supervisors},
            seconds=round(time.monotonic() - began, 2),
            rehearsal=rehearsal is not None,
        )
        await until_stopped(stopping, ends)
        log.info("violet_stopping")


def _knowledge(settings: Settings, sources: Sequence[str], clock: Clock) -> Catalogues:
    """Return what will hold all that *sources* say, ready to be looked things up in."""
    knowledge = Catalogues(sources)
    knowledge.prepare(clock.now().date())
    if settings.violet_public_port is not None:
        shows_by_title(knowledge.catalogue)  # asked for now, it is never made all at once
    return knowledge


async def _admissions(
    makers: Sequence[PlatformMaker], database: Database
) -> Mapping[Platform, Admission]:
    """Return how each platform's account is admitted; none is refused as far as is known by now.

    Nothing was written to the database of another bot.
    """
    await database.leadership.open()
    admissions = {
        maker.traits.id: Admission(maker.traits.id, maker.identify, database.installation)
        for maker in makers
    }
    await confirm_soon(admissions.values())
    return admissions


async def _reading(
    settings: Settings,
    makers: Sequence[PlatformMaker],
    clock: Clock,
    knowledge: Catalogues,
    database: Database,
    reader: OpenedFeeds,
) -> ReadingContext:
    """Return what this process reads feeds with, once it reads those that the operator names."""
    await database.feeds.name(settings.violet_feeds, now=clock.now())
    newsroom = EditorsNewsroom(
        clock=clock,
        knowledge=knowledge,
        proposals=database.proposals,
        stories=database.stories,
        outbox=database.outbox,
        editors=editors_of(settings, makers),
        pages=page_desk(reader, database),
    )
    return ReadingContext(feeds=database.feeds, reader=reader, newsroom=newsroom)


@asynccontextmanager
async def _database(
    settings: Settings, rehearsal: Rehearsal | None, clock: Clock, open_database: OpenDatabase
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
        database = await open_database(own)
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


def platforms_of(settings: Settings) -> Sequence[PlatformMaker]:
    """Return every platform that Violet has an account on; with none, the console."""
    makers = [_discord(settings), _slack(settings), _slack_by_oauth(settings)]
    return [
        maker
        for maker in makers
        if all(
            getattr(settings, name.lower()) is not None
            for name in maker.needs or maker.traits.settings
        )
    ] or [_console()]


def _console() -> PlatformMaker:
    def make(router: Router, **_: object) -> Connector:
        return ConsoleConnector(router)

    return PlatformMaker(traits=CONSOLE, make=make)


def _discord(settings: Settings) -> PlatformMaker:
    token, pace = _secret(settings.discord_token), settings.discord_sends_per_second
    shards = Shards(count=settings.discord_shard_count, ids=settings.discord_shard_ids)

    def make(
        router: Router,
        *,
        questions: OpenQuestions,
        meter: Meter | None,
        listens: bool,
        may_send: Callable[[], bool],
        posts: ForumPosts,
        postponements: Postponements,
        **_: object,
    ) -> Connector:
        from adapters.discord.connector import DiscordConnector  # noqa: PLC0415  costly, and only with a token

        connector = DiscordConnector(
            token,
            router,
            api_base=settings.discord_api_base,
            # Answers that another process gives count for the same limit, and cannot be seen here.
            sends_per_second=(
                pace if listens and shards.are_all else min(pace, _PACE_BESIDE_ANSWERS)
            ),
            listens=listens,
            may_send=may_send,
            questions=questions,
            secret_box=_secret_box_if_any(settings),
            posts=posts,
            postponements=postponements,
            home=home_of(settings),
            shards=shards,
        )
        if meter:
            meter.watch(
                "discord_invalid_requests",
                "Requests of the last ten minutes that Discord counts towards a ban at 10,000.",
                lambda: connector.invalid_requests,
            )
        return connector

    async def identify() -> str | None:
        from adapters.discord.identity import identify  # noqa: PLC0415  only with a token

        return await identify(token, api_base=settings.discord_api_base)

    async def examine(now: datetime) -> Sequence[Finding]:
        from adapters.discord.doctor import examine  # noqa: PLC0415  only with a token

        return await examine(token, api_base=settings.discord_api_base, now=now, shards=shards)

    return PlatformMaker(
        traits=DISCORD,
        make=make,
        part=shards.name,
        identify=identify,
        examine=examine,
        address=settings.discord_api_base,
    )


def _slack(settings: Settings) -> PlatformMaker:
    tokens = _secret(settings.slack_bot_token), _secret(settings.slack_app_token)

    def make(
        router: Router,
        *,
        meter: Meter | None,
        questions: OpenQuestions,
        listens: bool,
        may_send: Callable[[], bool],
        **_: object,
    ) -> Connector:
        from adapters.slack.connector import SlackConnector  # noqa: PLC0415  costly, and only with a token

        return SlackConnector(
            *tokens,
            router,
            api_base=settings.slack_api_base,
            listens=listens,
            may_send=may_send,
            questions=questions,
            secret_box=_secret_box_if_any(settings),
            on_plain_answer=_plain_answers_of_slack(meter),
        )

    async def identify() -> str | None:
        from adapters.slack.identity import identify  # noqa: PLC0415  costly, and only with a token

        return await identify(*tokens, api_base=settings.slack_api_base)

    async def examine(now: datetime) -> Sequence[Finding]:
        from adapters.slack.doctor import examine  # noqa: PLC0415  costly, and only with a token

        return await examine(*tokens, api_base=settings.slack_api_base, now=now)

    return PlatformMaker(
        traits=SLACK,
        make=make,
        identify=identify,
        examine=examine,
        address=settings.slack_api_base,
    )


def _slack_by_oauth(settings: Settings) -> PlatformMaker:
    """Return what makes Slack for every workspace that installs Violet."""
    from adapters.slack.opening import SlackByOAuth  # noqa: PLC0415  costly, and only with secrets

    opened = SlackByOAuth(
        client_id=settings.slack_client_id or "",
        client_secret=settings.slack_client_secret or Secret(""),
        signing_secret=settings.slack_signing_secret or Secret(""),
        public_url=settings.violet_public_url,
        api_base=settings.slack_api_base,
    )

    def make(
        router: Router,
        *,
        meter: Meter | None,
        database: Database,
        questions: OpenQuestions,
        listens: bool,
        may_send: Callable[[], bool],
        **_: object,
    ) -> Connector:
        if meter:
            opened.count_in(meter)
        box = _secret_box_if_any(settings)
        return opened.connector(
            router,
            workspaces=database.workspaces_on(SLACK.id, box),
            admit=partial(database.installation.admit, SLACK.id),
            listens=listens,
            may_send=may_send,
            questions=questions,
            secret_box=box,
            on_plain_answer=_plain_answers_of_slack(meter),
        )

    def routes(database: Database) -> Sequence[WebRoute]:
        return opened.routes(
            workspaces=database.workspaces_on(SLACK.id, _secret_box_if_any(settings)),
            admit=partial(database.installation.admit, SLACK.id),
        )

    async def examine(now: datetime) -> Sequence[Finding]:
        if settings.violet_database_url == DEFAULT_DATABASE_URL and not Path("violet.db").exists():  # noqa: ASYNC240  one stat
            return await opened.examine(None, now)
        try:
            database = await Database.open(settings.violet_database_url, upgrade=False)
        except StorageError:  # which is told of the database already
            return await opened.examine(None, now)
        try:
            box = _secret_box_if_any(settings)
            return await opened.examine(database.workspaces_on(SLACK.id, box), now)
        finally:
            await database.close()

    return PlatformMaker(
        traits=SLACK,
        make=make,
        examine=examine,
        address=settings.slack_api_base,
        needs=SLACK_BY_OAUTH,
        routes=routes,
        notes=opened.notes,
    )


def _plain_answers_of_slack(meter: Meter | None) -> Callable[[], None]:
    """Return what hears of each answer of which Slack refused the blocks."""
    return partial(meter.answered_plainly, SLACK.id) if meter else lambda: None


def _secret(setting: Secret | None) -> str:
    return setting.text if setting else ""


def _metrics(
    settings: Settings, known: Sequence[PlatformTraits], makers: Sequence[PlatformMaker]
) -> "Metrics | None":
    """Return what counts, where anybody can ask for the counts."""
    if settings.violet_http_port is None:
        return None
    from adapters.http.metrics import Metrics  # noqa: PLC0415  costly, and seldom needed

    return Metrics(known, parts={maker.traits.id: maker.part for maker in makers})


@asynccontextmanager
async def _listening(
    settings: Settings,
    metrics: "Metrics | None",
    clock: Clock,
    knowledge: Knowledge,
    database: Database,
    known: Sequence[PlatformTraits],
    supervisors: Sequence[Supervisor],
    makers: Sequence[PlatformMaker],
) -> AsyncIterator[None]:
    """Answer over HTTP whoever may ask, at the ports that are set."""
    async with AsyncExitStack() as stack:
        if metrics:
            await stack.enter_async_context(
                _watched_over(settings, metrics, clock, database, known, supervisors, makers)
            )
        if settings.violet_public_port is not None:
            does_answer = "gateway" in settings.violet_roles
            routes = _public_routes(makers if does_answer else (), clock, knowledge, database)
            await stack.enter_async_context(
                _open_to_the_public(
                    settings,
                    settings.violet_public_port,
                    routes,
                    metrics,
                    partial(_website, settings, clock, knowledge),
                )
            )
        yield


@asynccontextmanager
async def _watched_over(
    settings: Settings,
    metrics: "Metrics",
    clock: Clock,
    database: Database,
    known: Sequence[PlatformTraits],
    supervisors: Sequence[Supervisor],
    makers: Sequence[PlatformMaker],
) -> AsyncIterator[None]:
    """Answer whoever watches over this process."""
    from adapters.http.server import HttpServer  # noqa: PLC0415  costly, and seldom needed

    async def sources() -> Sequence[SourceReport]:
        if Tvmaze.name not in settings.violet_live:
            return ()
        return [
            await report_source(
                Tvmaze.name,
                watchlist=database.watchlist,
                budget=database.call_budget,
                now=clock.now(),
            )
        ]

    async def feeds() -> Sequence[Feed]:
        return await database.feeds.every() if "feeds" in settings.violet_live else ()

    server = HttpServer(
        metrics=metrics,
        clock=clock,
        backlog=database.backlog,
        leadership=database.leadership,
        heartbeats=database.heartbeats,
        platforms=[traits.id for traits in known],
        states=lambda: {one.traits.id: one.state.value for one in supervisors},
        sources=sources,
        feeds=feeds,
        notes=lambda: [note for maker in makers for note in maker.notes()],
    )
    await server.start(settings.violet_http_host, settings.violet_http_port or 0)
    try:
        yield
    finally:
        await server.stop()


def _public_routes(
    makers: Sequence[PlatformMaker], clock: Clock, knowledge: Knowledge, database: Database
) -> Sequence[WebRoute]:
    """Return what anybody may ask for; of several that fit an address the first one answers."""
    calendars = CalendarRoutes(
        clock=clock,
        knowledge=knowledge,
        calendars=database.calendars,
        subscriptions=database.subscriptions,
    )
    return (*calendars.routes, *(route for maker in makers for route in maker.routes(database)))


@asynccontextmanager
async def _open_to_the_public(
    settings: Settings,
    port: int,
    routes: Sequence[WebRoute],
    meter: Meter | None,
    website_beside: "Callable[[Sequence[WebRoute]], Website]",
) -> AsyncIterator[None]:
    """Let *routes* answer people and platforms, and the pages beside them people."""
    from adapters.http.public import public_listener  # noqa: PLC0415  costly, and seldom needed
    from adapters.website.site import PAGE_POLICY  # noqa: PLC0415  likewise

    website = website_beside(routes)
    listener = public_listener(
        [*routes, *website.routes],
        error_html=website.error_page,
        error_policy=PAGE_POLICY,
        trusted=settings.violet_trusted_proxies,
    )
    if meter:
        listener.count_in(meter)
    await listener.start(settings.violet_public_host, port)
    try:
        yield
    finally:
        await listener.stop()


def _website(
    settings: Settings, clock: Clock, knowledge: Knowledge, routes: Sequence[WebRoute]
) -> "Website":
    """Return the pages of all shows, which lead to what *routes* have of them."""
    from adapters.pictures.timelines import timeline_svg  # noqa: PLC0415  costly, and seldom needed
    from adapters.website.site import Website  # noqa: PLC0415  likewise

    return Website(
        knowledge=knowledge,
        clock=clock,
        draw=timeline_svg,
        base=urlsplit(settings.violet_public_url or "").path,
        has_calendars=CALENDAR_ROUTE in {route.path for route in routes},
    )


def _page_addresses(settings: Settings) -> PageAddresses | None:
    url = settings.violet_public_url
    return PageAddresses(url) if url else None


def _pictures(stack: AsyncExitStack) -> PaintedPictures:
    """Return what draws, which ends with *stack*; nothing is loaded for it before it draws."""
    pictures = PaintedPictures()
    stack.push_async_callback(pictures.close)
    return pictures


def _behind_answers(
    database: Database, clock: Clock, stack: AsyncExitStack
) -> tuple[WriteBehindConversations, OpenQuestions]:
    """Return what is stored behind the answers to people; the end waits for it a little."""
    conversations = WriteBehindConversations(database.conversations)
    stack.push_async_callback(conversations.close, _STORED_WITHIN_S)
    questions = OpenQuestions(database.answers, clock)
    stack.push_async_callback(questions.close, _STORED_WITHIN_S)
    return conversations, questions


def _count_answers(
    metrics: "Metrics", conversations: WriteBehindConversations, questions: OpenQuestions
) -> None:
    """Count the answers that a crash would have taken something from."""
    metrics.watch(
        "answers_before_storing",
        "Answers that went out before the conversation that they follow from was stored.",
        lambda: conversations.late,
    )
    metrics.watch(
        "answers_before_accepting",
        "Answers that went out before their question was stored.",
        lambda: questions.late,
    )


async def _leave_off(fetching: dict[str, asyncio.Task[bool]]) -> None:
    """End what is still being taken in; the next start takes it in anew."""
    for task in fetching.values():
        task.cancel()
    await asyncio.gather(*fetching.values(), return_exceptions=True)


async def _learn(
    clock: Clock,
    sources: Sequence[ClaimSource],
    knowledge: Catalogues,
    database: Database,
    fetching: dict[str, asyncio.Task[bool]],
) -> Watermarks:
    """Catch up with what happened while nobody was looking, before anybody asks.

    Very many shows are held then; whatever they are looked up by is still being made, by the task
    that is put into *fetching*.
    """
    knowledge.may_go_on.clear()  # connecting comes before what very many shows are looked up by
    for source in sources:
        knowledge.held.clear()
        task = fetching[source.name] = asyncio.create_task(fetch(source, knowledge=knowledge))
        held = asyncio.create_task(knowledge.held.wait())
        await asyncio.wait({task, held}, return_when=asyncio.FIRST_COMPLETED)
        held.cancel()
        if not task.done():
            continue
        try:
            await fetching.pop(source.name)
        except SourceUnavailableError as error:
            log.warning("source_unavailable", source=source.name, reason=str(error))
    logged = log_faults("", knowledge.faults)
    learnt: Learnt = await database.journal.open()
    if knowledge.catalogue.is_filling:
        return Watermarks(
            NoticeState(learnt), learnt.counted_until, learnt.aired_until, logged=logged
        )
    noticed = await notice(
        NoticeState(learnt),
        clock=clock,
        knowledge=knowledge,
        journal=database.journal,
        stories=database.stories,
    )
    counted = await count_down(
        learnt.counted_until,
        clock=clock,
        knowledge=knowledge,
        journal=database.journal,
        subscriptions=database.subscriptions,
    )
    aired = await announce_episodes(
        learnt.aired_until,
        clock=clock,
        knowledge=knowledge,
        journal=database.journal,
        subscriptions=database.subscriptions,
        episodes=database.episodes,
    )
    return Watermarks(noticed, counted, aired, logged=logged)
