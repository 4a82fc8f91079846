"""Every measurement in one run: `make bench`, or only some: `make bench ONLY="dates answers"`.

A section that can be made smaller takes a number behind a colon: `ONLY=pruning:1000`.
"""

import asyncio
import inspect
import platform
import sys
from collections.abc import AsyncGenerator, Callable, Iterable
from importlib import import_module

from benchmarks.table import Figure

SECTIONS = {
    "dates": "reading a date, beside the edtf library",
    "catalogue": "10,000 shows and 500,000 claims",
    "answers": "questions: share right, and time",
    "names": "a question with 50,000 shows beside 12",
    "autocomplete": "a show being typed: 50,000 names beside 12, and with a TVmaze that hangs",
    "flood": "2,000 characters of anything beside an ordinary question",
    "shares": "a person's answer beside 50 messages at once of another (shares:100)",
    "claims": "one new claim with 50,000 shows beside 1,000, and beside all made anew",
    "planning": "a tick with 1,000,000 subscriptions (planning:1000)",
    "overview": "a look at the work with 1,000,000 subscriptions beside 10,000 (overview:100000)",
    "recording": "a claim that 1,000,000 want, people beside it, both databases (recording:100000)",
    "followed": "10,000 followed shows: start, memory, one new claim (followed:1000)",
    "engine": "deliveries without a platform, in rounds beside one by one",
    "pruning": "60 days of 100,000 ended deliveries, 7 kept, both databases (pruning:1000)",
    "sources": "a day of 10,000 shows in a TVmaze that enforces its limits (sources:1000)",
    "feeds": "1,000 feeds of 50 items, 2 % changed, beside the library reader (feeds:100)",
    "reading": "articles: what is read in them, and its time beside taking their text of a page",
    "calendar": "a calendar of 500 shows beside the library, and fetched again (calendar:50)",
    "port": "500 silent clients for a minute beside people and news (port:10: for 10 s)",
    "workspaces": "5,000 channels in 8 workspaces of Slack, and people (workspaces:500)",
    "pictures": "a card beside an empty picture; 2,000 channels with and without (pictures:200)",
    "pages": "the page of a show beside the same facts as JSON",
    "fan_out": "2,000 channels of a Discord that enforces its limits (fan_out:10000)",
    "followers": "10,000 channels that follow one, and lost answers (followers:1000)",
}


def main(wanted: Iterable[str]) -> int:
    """Run the sections that were asked for, or all; 1 where a bar was missed."""
    chosen = list(wanted) or list(SECTIONS)
    unknown = [name for name in chosen if name.partition(":")[0] not in SECTIONS]
    if unknown:
        print(f"no section {unknown[0]!r}; choose among {', '.join(SECTIONS)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()} on {platform.machine()}, {platform.system()}")
    missed = 0
    for section in chosen:
        name, _, size = section.partition(":")
        print(f"\n{name}: {SECTIONS[name]}", flush=True)
        measure: Callable[..., object] = import_module(f"benchmarks.{name}").measure
        figures = measure(int(size)) if size else measure()
        if inspect.isasyncgen(figures):
            missed += asyncio.run(_shown_as_they_come(figures))
        else:
            missed += sum(map(_shown, figures))
    print(f"\n{missed} bars missed" if missed else "\nevery bar reached")
    return 1 if missed else 0


def _shown(figure: Figure) -> bool:
    """Print it, and return whether its bar was missed."""
    print(figure, flush=True)
    return figure.is_missed


async def _shown_as_they_come(figures: AsyncGenerator[Figure, None]) -> int:
    return sum([_shown(figure) async for figure in figures])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
