"""A show being typed: what a keystroke costs with 50,000 shows, and with a slow TVmaze."""

import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from statistics import median

from adapters.discord.traits import DISCORD
from benchmarks.names import SHOWS, invented
from benchmarks.table import Figure, progress
from bot.ports.platforms import Speaker
from bot.shows_while_typed import ShowsWhileTyped
from content.facts.catalogue import Catalogue
from content.show_files.folders import read_catalogue, shipped_shows
from content.subscriptions.destination import Destination
from content.understanding.subjects import names_of
from content.understanding.typed_shows import suggest_shows
from fakes.newsroom import make_router
from fakes.slow_directory import SlowDirectory

_TYPED = ("jessica jones", "jesica", "wondr", "the punisher", "daredevl", "agatha all", "xyzzy")
_ROUNDS = 20
_PERSON = Speaker(
    destination=Destination(platform=DISCORD.id, workspace="1", channel="2"), person="3"
)


@dataclass
class _Known:
    catalogue: Catalogue


async def measure() -> AsyncGenerator[Figure, None]:
    """Yield what the keystrokes of some names cost, in one run, both after a warm-up."""
    few = read_catalogue([shipped_shows()]).catalogue
    many = invented(few, SHOWS)
    keys = [name[: end + 1] for name in _TYPED for end in range(len(name))]
    costs: dict[bool, list[float]] = {False: [], True: []}
    for catalogue in (few, many):
        names_of(catalogue)
    with progress("keystrokes", _ROUNDS + 1) as shown:
        for turn in range(_ROUNDS + 1):
            for is_many, catalogue in ((False, few), (True, many)):
                cost = _ms_each(keys, catalogue)
                if turn:  # the first is the warm-up
                    costs[is_many].append(cost)
            shown(turn + 1)
    one, other = median(costs[False]), median(costs[True])
    yield Figure("a keystroke, 12 shows, mean", one, "ms")
    yield Figure(f"a keystroke, {SHOWS:,} shows, mean", other, "ms")
    yield Figure(f"a keystroke, {SHOWS:,} shows beside 12", other / one, "times", limit=3)
    directory = SlowDirectory()
    router = make_router(directory, knowledge=_Known(many))
    typing = ShowsWhileTyped(router.by_name)
    began = time.perf_counter()
    offered = await typing.offered("a name that nobody knows", _PERSON, DISCORD)
    yield Figure("a name that nobody knows, TVmaze hanging", time.perf_counter() - began, "s", 3)
    directory.let_go()
    assert offered == ()


def _ms_each(keys: Sequence[str], catalogue: Catalogue) -> float:
    began = time.process_time()
    for typed in keys:
        suggest_shows(typed, catalogue)
    return 1000 * (time.process_time() - began) / len(keys)
