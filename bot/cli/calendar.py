"""The command that writes a calendar."""

import contextlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

import click

from bot.cli.held import held_catalogue
from bot.cli.terminal import hand_on, print_text
from bot.ports.errors import SettingsError
from bot.settings import read_settings

if TYPE_CHECKING:
    from content.calendar.feed import CalendarFeed
    from content.facts.catalogue import Catalogue


@click.command("calendar")
@click.argument("shows", nargs=-1, metavar="[SHOW…]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, in place of what is in it.",
)
def calendar_command(shows: Sequence[str], output: Path | None) -> None:
    """Print the dates of shows as iCalendar (.ics), of all of them unless some are named.

    A day is an all-day event, a stated hour an event at that moment, and anything less exact a task
    without a date.
    """
    from adapters.calendar.writing import icalendar_bytes

    feed = _feed(held_catalogue(read_settings()), shows)
    data = icalendar_bytes(feed)
    if output is None:
        hand_on(data.decode())
        return
    _put(data, output)
    print_text(f"{len(feed.entries)} entries written to {output}")


def _feed(catalogue: "Catalogue", typed: Sequence[str]) -> "CalendarFeed":
    """Return the calendar of the shows that are named, or of all.

    Raises:
        SettingsError: one of them cannot be read.
    """
    from bot.cli.facts import chosen_show
    from content.calendar.feed import Wanted, entries_wanted, shows_calendar, soonest_shows
    from content.subscriptions.preferences import USUAL

    today = datetime.now(UTC).date()
    chosen = [chosen_show(catalogue, one) for one in typed] or soonest_shows(catalogue, today)
    wanted = [Wanted(show, USUAL.lowest_stance) for show in dict.fromkeys(chosen)]
    return shows_calendar(
        entries_wanted(catalogue, wanted, day=today),
        [catalogue.shows[one.show] for one in wanted],
    )


def _put(data: bytes, output: Path) -> None:
    """Let *output* hold *data*, and at no moment a part of it: programs may be fetching it.

    Raises:
        SettingsError: it cannot be written.
    """
    growing: str | None = None
    try:
        descriptor, growing = mkstemp(dir=output.parent, prefix=f".{output.name[:50]}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(growing).chmod(0o666 & ~mask)  # as any other file: what is in it is public
        Path(growing).replace(output)
    except (OSError, ValueError) as error:
        if growing is not None:
            with contextlib.suppress(OSError):
                Path(growing).unlink()
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(f"{output} cannot be written ({reason}); choose another file") from None
