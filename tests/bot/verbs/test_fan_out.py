"""A run queues so many batches of what was recorded, and no more."""

from bot.verbs.fan_out import fan_out
from fakes.newsroom import NOW, StoppedClock


class Recorded:
    """What is still to be queued in so many batches."""

    def __init__(self, batches):
        self.batches, self.asked = batches, []

    async def fan_out(self, *, now):
        self.asked.append(now)
        self.batches -= 1
        return self.batches > 0


async def test_it_goes_on_until_everything_is_queued():
    recorded = Recorded(batches=4)

    assert not await fan_out(clock=StoppedClock(), journal=recorded)
    assert recorded.asked == [NOW] * 4


async def test_of_very_much_some_is_left_to_the_next_run():
    recorded = Recorded(batches=50)

    runs = 1
    while await fan_out(clock=StoppedClock(), journal=recorded):
        runs += 1

    assert runs == 3
    assert len(recorded.asked) == 50
