"""A tick removes so much of what ended long ago, and no more."""

from datetime import timedelta

from bot.ports.retention import Pruned
from bot.verbs.prune import prune
from fakes.newsroom import NOW, StoppedClock


class Shelf:
    """What holds so many batches that may go."""

    def __init__(self, batches):
        self.batches, self.asked = batches, []

    async def prune(self, *, before, now):
        self.asked.append((before, now))
        self.batches -= 1
        return Pruned(gone=3, is_all=self.batches == 0)

    async def prune_acts(self, *, now):
        self.acts_until = now
        return 0


async def test_it_goes_on_until_nothing_is_left():
    shelf = Shelf(batches=4)

    gone = await prune(clock=StoppedClock(), retention=shelf, keep_days=7)

    assert gone == 12
    assert shelf.asked == [(NOW - timedelta(days=7), NOW)] * 4
    assert shelf.acts_until == NOW


async def test_of_very_much_some_is_left_to_the_next_tick():
    shelf = Shelf(batches=1000)

    first = await prune(clock=StoppedClock(), retention=shelf, keep_days=7)
    second = await prune(clock=StoppedClock(), retention=shelf, keep_days=7)

    assert first == second == 60
