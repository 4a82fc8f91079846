"""`python -m fakes.tvmaze --port 8082`, from the folder tests: a TVmaze to run Violet against.

A line typed there happens: `move NAME SEASON 2027-03-05`, `null NAME`, `rename NAME TO`,
`prose NAME`, `delete NAME`; NAME without spaces, as in the address of the show's page.
"""

import argparse
import asyncio
import contextlib
import sys
from datetime import UTC, date, datetime, timedelta

from fakes.tvmaze.server import FakeTvmaze
from fakes.tvmaze.shows import Channel, Episode, Season, slug_of


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def fill(tvmaze: FakeTvmaze, count: int) -> None:
    """Let there be some shows that people ask for, and *count* others."""
    today = tvmaze.clock.now().date()
    soon = today + timedelta(days=40)
    tvmaze.shows.show(
        "Severance",
        streamer=Channel("Apple TV", None, 310),
        seasons=[Season(1, date(2022, 2, 18), date(2022, 4, 8), 9), Season(3, soon, None, 10)],
        episodes=[Episode(3, 1, day=soon)],
    )
    tvmaze.shows.show(
        "The Powerpuff Girls", network=Channel("The CW", "US", 5), status="In Development"
    )
    tvmaze.shows.show(
        "The Powerpuff Girls",
        network=Channel("Cartoon Network", "US", 11),
        status="Ended",
        premiered=date(1998, 11, 18),
        seasons=[Season(1, date(1998, 11, 18))],
    )
    tvmaze.shows.show(
        "The Daily Show",
        network=Channel("Comedy Central", "US", 23),
        seasons=[Season(today.year, date(today.year, 1, 4), today)],
        episodes=[Episode(today.year, 1, day=today + timedelta(days=1), hour="23:00")],
    )
    tvmaze.shows.many(count, premiere=soon)


def play(tvmaze: FakeTvmaze, line: str) -> None:
    """Do what a line says."""
    what, name, *more = [*line.split(), "", ""]
    show = next((one for one in tvmaze.shows.shows.values() if slug_of(one.name) == name), None)
    if show is None:
        say(f"no show {name!r}")
    elif what == "move":
        tvmaze.shows.move_premiere(show, int(more[0]), date.fromisoformat(more[1]))
    elif what == "null":
        tvmaze.shows.null_every_date(show)
    elif what == "rename":
        tvmaze.shows.rename(show, " ".join(more).strip())
    elif what == "prose":
        tvmaze.shows.edit_prose(show)
    elif what == "delete":
        tvmaze.shows.delete(show)
    else:
        say(f"what is {what!r}?")


async def serve(port: int, count: int) -> None:
    """Serve until interrupted."""
    tvmaze = FakeTvmaze(WallClock())
    fill(tvmaze, count)
    await tvmaze.start(port)
    say(f"TVMAZE_API_BASE={tvmaze.api_base}")
    while line := await asyncio.to_thread(sys.stdin.readline):
        try:
            play(tvmaze, line)
        except (ValueError, StopIteration) as error:
            say(f"that cannot be: {error}")
    await asyncio.Event().wait()


def say(line: str) -> None:
    """Print a line at once, for whoever reads along."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8082)
    parser.add_argument("--shows", type=int, default=100)
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(given.port, given.shows))
