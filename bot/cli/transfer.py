"""Commands that carry subscriptions, and the feeds that are read, to another installation."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

import click

from bot.cli.commands import ListedCommands
from bot.cli.held import held_catalogue
from bot.cli.options import wait_for
from bot.cli.terminal import hand_on, print_beside, print_text
from bot.ports.errors import ContentError, SettingsError
from bot.private_files import write_privately
from bot.settings import Settings, read_settings

_HEAD: Final = 1_000
_MOST_FAULTS: Final = 20
_LISTS: Final = frozenset({".opml", ".xml"})


@click.group(cls=ListedCommands)
def subscriptions() -> None:
    """Write subscriptions to a file, or take them in."""


@subscriptions.command("export")
@click.option("--platform", help="Only those of one platform, such as discord.")
@click.option("--workspace", help="Only those of one server or workspace, by its id.")
@click.option("--opml", is_flag=True, help="The feeds that are read instead, as OPML.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this new file, which nobody else on the machine can read.",
)
def export(platform: str | None, workspace: str | None, *, opml: bool, output: Path | None) -> None:
    """Print subscriptions as JSON, one a line; nothing is changed.

    With --opml it is the feeds, with their whole addresses, whatever keys these hold.
    """
    from adapters.storage.database import Database
    from adapters.subscriptions_file import to_text
    from bot.app import KNOWN

    known = [traits.id for traits in KNOWN]
    if platform not in {None, *known}:
        raise SettingsError(f"--platform {platform} is none that I know: {', '.join(known)}")
    if opml and (platform or workspace):
        raise SettingsError("feeds belong to no platform; leave --platform and --workspace out")
    settings = read_settings()
    if opml:
        _write(wait_for(_feeds_listed(settings)), output)
        return

    async def work() -> str:
        database = await Database.open(settings.violet_database_url, upgrade=False)
        try:
            stored = await database.subscriptions.every()
        finally:
            await database.close()
        return to_text(
            one
            for one in stored
            if platform in {None, one.destination.platform}
            and workspace in {None, one.destination.workspace}
        )

    _write(wait_for(work()) + "\n", output)


@subscriptions.command("import")
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
def import_(path: Path) -> None:
    """Take in the file PATH, or - for standard input: subscriptions, or feeds as OPML.

    All of them are, or with a fault in it none; it can be repeated.
    """
    from adapters.storage.database import Database
    from adapters.subscriptions_file import from_text
    from bot.app import KNOWN

    settings = read_settings()
    data, is_list = _read(path)
    if is_list:
        _take_feeds_in(data, path, settings)
        return
    reading = from_text(_text_of(data, path), held_catalogue(settings).shows, KNOWN)
    if reading.faults:
        raise _refused(path, reading.faults)

    async def work() -> int:
        database = await Database.open(settings.violet_database_url)
        try:
            return await database.subscriptions.take_in(
                reading.subscriptions, now=datetime.now(UTC)
            )
        finally:
            await database.close()

    new = wait_for(work())
    print_text(f"{len(reading.subscriptions)} subscriptions imported, {new} of them new.")


def _take_feeds_in(data: bytes, path: Path, settings: Settings) -> None:
    """Read the feeds of a list from now on, but those that `VIOLET_FEEDS` names."""
    from adapters.sources.feeds.opml import feeds_listed_in
    from adapters.sources.web.faults import RefusedAddressError
    from adapters.sources.web.targets import FetchTarget
    from adapters.storage.database import Database
    from bot.ports.feeds import MOST_FEEDS

    try:
        listed = feeds_listed_in(data)
    except ContentError as error:
        raise _refused(path, [str(error)]) from None
    if not listed:
        raise _refused(path, ["the list names no feed"])
    faults = []
    for one in listed:
        try:
            FetchTarget.read(one.feed.url, settings.violet_private_hosts)
        except RefusedAddressError as error:
            faults.append(f"line {one.line}: {error}")
    if faults:
        raise _refused(path, faults)
    found = [one.feed for one in listed if one.feed.url not in settings.violet_feeds]

    async def work() -> int | None:
        database = await Database.open(settings.violet_database_url)
        try:
            return await database.feeds.take_in(found, now=datetime.now(UTC))
        finally:
            await database.close()

    if (new := wait_for(work())) is None:
        raise _refused(path, [f"with it more than {MOST_FEEDS:,} feeds would be read; shorten it"])
    print_text(f"{len(listed)} feeds imported, {new} of them new.")
    if "feeds" not in settings.violet_live:
        print_beside("VIOLET_LIVE does not name feeds, so that none is read.")


async def _feeds_listed(settings: Settings) -> str:
    """Return the feeds that are read as OPML, those of `VIOLET_FEEDS` among them."""
    from adapters.sources.feeds.opml import opml_of
    from bot.cli.source_reports import every_feed_of
    from bot.ports.feeds import FoundFeed

    read = {feed.url: feed.title for feed in await every_feed_of(settings)}
    named = dict.fromkeys(settings.violet_feeds, "")
    return opml_of(FoundFeed(url, title) for url, title in (named | read).items())


def _refused(path: Path, faults: Sequence[str]) -> ContentError:
    """Return what is wrong, as far as a person would read it."""
    shown = [f"{path}, {fault}" for fault in faults[:_MOST_FAULTS]]
    if len(faults) > _MOST_FAULTS:
        shown.append(f"{path} has {len(faults) - _MOST_FAULTS} more faults.")
    return ContentError("\n".join([*shown, "Nothing was imported."]))


def _write(text: str, output: Path | None) -> None:
    """Print it, or write it to a new file that nobody else may read."""
    if output is None:
        hand_on(text)
        return
    try:
        write_privately(output, text)
    except FileExistsError:
        raise SettingsError(f"{output} exists already; name a new file") from None
    except OSError as error:
        raise SettingsError(f"{output} cannot be written ({error.strerror})") from None
    print_text(f"Written to {output}.")


def _read(path: Path) -> tuple[bytes, bool]:
    """Return the file's bytes, and whether it is a list of feeds; of one no more than is read."""
    from adapters.sources.feeds.opml import MOST_OF_A_LIST
    from adapters.subscriptions_file import MOST_BYTES

    try:
        with _opened(path) as file:
            head = file.read(_HEAD)
            is_list = path.suffix.lower() in _LISTS or _is_xml(head)
            data = head + file.read(MOST_OF_A_LIST if is_list else MOST_BYTES)
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read ({error.strerror}); name a file of exported JSON or OPML"
        ) from None
    if not is_list and len(data) > MOST_BYTES:
        what = f"the file has more than {MOST_BYTES:,} bytes; export one workspace at a time"
        raise _refused(path, [what])
    return data, is_list


def _is_xml(head: bytes) -> bool:
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xff\xfe\xbf \t\r\n").startswith(b"<")


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    with path.open("rb") as file:
        yield file


def _text_of(data: bytes, path: Path) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = data[error.start : error.end]
        raise _refused(
            path, [f"line {line}: byte {wrong!r} is no UTF-8; name a file of exported JSON"]
        ) from None
