"""One send in five goes wrong, in every way there is; the real program on both platforms."""

import pytest

from adapters.storage.database import Database
from fakes.fan_out import FanOut, say
from fakes.processes import anew, violets
from fakes.slack import FakeSlack, Fault

SHARE = 0.2
SLACK_CHANNELS = 200
"""Four a second is a workspace's budget, so this is most of a minute without faults."""
ON_SLACK = (
    Fault.rate_limited(1),
    *(Fault.http(status) for status in (408, 500, 502, 503, 504)),
    *(Fault.lost_after(status) for status in (408, 500, 502, 503, 504)),
    Fault.reset_before(),
    Fault.reset_after(),
    Fault.refused("fatal_error"),
    Fault(error="fatal_error", is_accepted=True),
)


@pytest.mark.parametrize("seed", range(3))
async def test_each_channel_of_discord_is_told_once(fan_out, run, sqlite_url, discord, seed):
    fan = await fan_out(sqlite_url)
    discord.faults.at_random(SHARE, seed)

    async with run(sqlite_url) as start:
        violet = await start()
        await fan.tell()
        await fan.is_over(within_s=300)
        assert await violet.end() == 0

    assert set(discord.faults.happened) == set(discord.faults.of_chance)


@pytest.mark.parametrize("seed", range(3))
async def test_each_channel_of_slack_is_told_once(tmp_path, sqlite_url, seed):
    database = await Database.open(sqlite_url)
    async with FakeSlack() as slack:
        fan = await FanOut.on_slack(slack, database, SLACK_CHANNELS, say)
        slack.fail_at_random(SHARE, seed, *ON_SLACK)

        async with violets(
            tmp_path, begin=anew, VIOLET_DATABASE_URL=sqlite_url, **slack.settings
        ) as start:
            violet = await start()
            await fan.tell()
            await fan.is_over(within_s=400)
            assert await violet.end() == 0

        assert slack.failed > SLACK_CHANNELS * SHARE / 2
        assert slack.violations == []
    await database.close()
