"""What is wrong with an installation, and what to do about it."""

import contextlib
import stat
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app import platforms_of
from bot.environment import dotenv_of
from bot.ports.errors import PlatformError, StorageError
from bot.ports.findings import Finding
from bot.private_files import open_to_others
from bot.settings import DEFAULT_DATABASE_URL, KNOWN_NAMES, Settings
from content.facts.zones import DATA_VERSION, zone_names
from content.show_files.folders import read_catalogue, shipped_shows
from content.understanding.language_faults import faults_of_languages
from content.understanding.lexicon.languages import FOLDER

if TYPE_CHECKING:
    from adapters.storage.database import Database


async def examine_installation(settings: Settings) -> list[Finding]:
    """Return what was found, in the order in which it would be mended."""
    return [
        *_settings(settings),
        *_content(settings),
        *await _database(settings),
        *_files(settings),
        *await _installation(settings),
        *await _sources(settings),
        *await _platforms(settings),
    ]


def _settings(settings: Settings) -> Iterator[Finding]:
    names = [
        maker.traits.name if maker.traits.settings else f"{maker.traits.name} (no token set)"
        for maker in platforms_of(settings)
    ]
    yield Finding(ok=True, what=f"platforms: {', '.join(names)}")
    yield from _shards(settings)
    yield _zone_data(datetime.now(UTC).date())


def _shards(settings: Settings) -> Iterator[Finding]:
    """Whether the shards that this process leaves to others can have others."""
    count, ours = settings.discord_shard_count, settings.discord_shard_ids
    left = count is not None and 0 < len(ours) < count
    if left and settings.violet_database_url.startswith("sqlite"):
        what = "DISCORD_SHARD_IDS leaves shards to other processes, and SQLite lets none share it"
        cure = "set VIOLET_DATABASE_URL to a PostgreSQL, or leave DISCORD_SHARD_IDS empty"
        yield Finding(ok=False, what=f"{what}; {cure}")


def _zone_data(today: date) -> Finding:
    """How old the rules of the time zones are; countries change them several times a year."""
    known = f"time zones: {len(zone_names())}, by the rules of {DATA_VERSION}"
    if today.year - int(DATA_VERSION[:4]) < 2:
        return Finding(ok=True, what=known)
    cure = "upgrade the package tzdata, or Violet, so that nothing is told an hour off"
    return Finding(ok=False, what=f"{known}, which are old; {cure}")


def _content(settings: Settings) -> Iterator[Finding]:
    reading = read_catalogue([shipped_shows(), *settings.violet_content])
    for fault in (*reading.faults, *faults_of_languages([FOLDER])):
        yield Finding(ok=False, what=str(fault))
    shows, claims = len(reading.catalogue.shows), len(reading.catalogue.claims)
    yield Finding(ok=not reading.faults, what=f"content: {shows} shows, {claims} claims")


async def _database(settings: Settings) -> list[Finding]:
    from adapters.storage.database import Database

    if settings.violet_database_url == DEFAULT_DATABASE_URL and not Path("violet.db").exists():  # noqa: ASYNC240  one stat
        return [Finding(ok=True, what="database: violet.db will be made at the first run")]
    try:
        database = await Database.open(settings.violet_database_url, upgrade=False)
    except StorageError as error:
        return [Finding(ok=False, what=f"database: {error}")]
    try:
        count = len(await database.subscriptions.every())
        faults = [*await _restored(database), *await database.server_faults()]
    except StorageError as error:
        return [Finding(ok=False, what=f"database: {error}")]
    finally:
        await database.close()
    return [Finding(ok=True, what=f"database: {count} subscriptions"), *faults]


async def _restored(database: "Database") -> list[Finding]:
    """What became of what may have been told between a backup and its restoring."""
    report = await database.restored_report(datetime.now(UTC))
    if report is None:
        return []
    what = (
        f"restored from a backup on {report.at:%Y-%m-%d at %H:%M} UTC: of what may have been told "
        f"before, {report.told} were found or told since, {report.open} are to be looked for, and "
        f"{report.left_out} could not be looked for and are not told (updates why says which)"
    )
    return [Finding(ok=True, what=what)]


def _files(settings: Settings) -> Iterator[Finding]:
    """Who else on this machine can read what is secret."""
    from sqlalchemy import make_url

    from adapters.storage.engine import file_of, files_beside

    dotenv = Path(".env")
    told = dotenv_of(dotenv)
    if any(told.get(name) for name in (*KNOWN_NAMES.secrets, *KNOWN_NAMES.others)):
        yield from _unless_private([dotenv], "chmod 600 .env")
    url = make_url(settings.violet_database_url)
    file = file_of(url) if url.get_backend_name() == "sqlite" else None
    if file is None or not file.exists():
        return
    yield from _unless_private(files_beside(file), "violet db upgrade closes them to others")
    folder = file.absolute().parent
    if open_to_others([folder], stat.S_IWGRP | stat.S_IWOTH):
        what = f"{folder}: others on this machine can put files in the database's place"
        yield Finding(ok=False, what=f"{what}; chmod go-w {folder}")


def _unless_private(files: Sequence[Path], cure: str) -> Iterator[Finding]:
    readable = open_to_others(files)
    if readable:
        names = ", ".join(map(str, readable))
        yield Finding(ok=False, what=f"{names}: others on this machine can read it; {cure}")


async def _installation(settings: Settings) -> list[Finding]:
    """Whose the database is, and whether that is who the tokens here are."""
    from adapters.storage.database import Database

    if settings.violet_database_url == DEFAULT_DATABASE_URL and not Path("violet.db").exists():  # noqa: ASYNC240  one stat
        return []
    found = []
    try:
        database = await Database.open(settings.violet_database_url, upgrade=False)
    except StorageError:  # which is told of the database already
        return []
    try:
        owners = await database.installation.applications()
    except StorageError:
        return []
    finally:
        await database.close()
    for maker in platforms_of(settings):
        owner, ours = owners.get(maker.traits.id), None
        with contextlib.suppress(PlatformError):  # which is told of the platform
            ours = await maker.identify() if maker.identify else None
        if owner is None:
            continue
        what = f"installation: on {maker.traits.name} the database is application {owner}'s"
        if ours in {None, owner}:
            found.append(Finding(ok=True, what=what))
        else:
            cure = (
                "name that bot's own database, or run violet db adopt where it replaces the other"
            )
            what = f"{what}, and the token is that of application {ours}; {cure}"
            found.append(Finding(ok=False, what=what))
    return found


async def _sources(settings: Settings) -> list[Finding]:
    """How each live source stood when it was asked last; nothing is asked of it for this."""
    from bot.cli.feed_reports import feed_lines
    from bot.cli.source_reports import every_feed_of, report_lines, reports_of
    from content.articles.feed import FeedState

    try:
        reports, feeds = await reports_of(settings), await every_feed_of(settings)
    except StorageError:  # which is told of the database already
        return []
    found = []
    for report in reports:
        state = report.state
        is_well = state.failing_since is None and state.halted_since is None
        words = [line.strip() for line in report_lines(report, datetime.now(UTC))]
        name, _, standing = words[0].partition(" ")
        found.append(
            Finding(ok=is_well, what=f"{name}: {'; '.join([standing.strip(), *words[1:]])}")
        )
    if feeds:
        silent = [feed for feed in feeds if feed.state is FeedState.SILENT]
        found.append(Finding(ok=True, what=f"feeds: {len(feeds)} read, {len(silent)} silent"))
        for feed in silent:
            words = [" ".join(line.split()) for line in feed_lines(feed)]
            found.append(Finding(ok=False, what="; ".join(words)))
    return found


async def _platforms(settings: Settings) -> list[Finding]:
    """Tokens, scopes and the clock, asked of each platform that has a token."""
    now = datetime.now(UTC)
    return [one for maker in platforms_of(settings) for one in await maker.examine(now)]
