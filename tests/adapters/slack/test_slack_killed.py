"""What tells Slack, killed again and again in the middle of its posts.

Its leases are shorter than the whole program's, which `tests/soak` kills a hundred times.
"""

import pytest

from adapters.storage.database import Database
from fakes.fan_out import FanOut, kill_again_and_again
from fakes.processes import violets

CHANNELS = 40
KILLS = 3

SENDER = """\
import asyncio, sys
from adapters.slack.limits import ChannelPacer
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from bot.runtime.clock import SystemClock
from bot.verbs.deliver import deliver
from bot.runtime.lifetime import signalled
from fakes.slack.telling import messenger

async def main():
    database, clock = await Database.open(sys.argv[1], upgrade=False), SystemClock()
    stopping = signalled()
    async with messenger(sys.argv[2], clock=clock, pacer=ChannelPacer(workspace_s=0.05)) as slack:
        print('{"event": "violet_ready"}', flush=True)
        await database.outbox.take_over(SLACK.id, now=clock.now())
        while not stopping.is_set():
            await deliver(
                clock=clock, outbox=database.outbox, messengers={SLACK.id: slack},
                draining=stopping, lease_s=2.0,
            )
            await asyncio.sleep(0.1)
    await database.close()

asyncio.run(main())
"""


@pytest.fixture
async def fan(slack, sqlite_url):
    database = await Database.open(sqlite_url)
    yield await FanOut.on_slack(slack, database, CHANNELS)
    await database.close()


@pytest.mark.waits(4)
async def test_each_channel_is_told_once(slack, fan, tmp_path, sqlite_url):
    slack.answers_after_s = 0.2
    words = ("-c", SENDER, sqlite_url, slack.api_base)

    async with violets(tmp_path, *words) as start:
        await kill_again_and_again(fan, start, kills=KILLS, seed=1)

    assert slack.unheard >= KILLS
