"""The program, killed at a hundred moments of a fan-out and started anew each time."""

from adapters.storage.database import Database
from fakes.fan_out import FanOut, kill_again_and_again, kill_one_and_pause_one, say
from fakes.processes import anew, violets
from fakes.slack import FakeSlack

KILLS = 100
PAUSE_S = 60.0
SLACK_CHANNELS = 500
SLACK_ANSWERS_AFTER_S = 0.2
SLACK_PATIENCE_S = 150.0
"""What was begun waits there until its lease runs out, and that may be all that is left."""


async def test_killed_at_a_hundred_moments_each_channel_is_told_once(fan_out, run, url):
    fan = await fan_out(url)

    async with run(url) as start:
        await kill_again_and_again(fan, start, kills=KILLS, seed=20180308)


async def test_killed_while_it_tells_slack_each_channel_is_told_once(tmp_path, sqlite_url):
    database = await Database.open(sqlite_url)
    async with FakeSlack() as slack:
        slack.enforces_rate = True
        slack.answers_after_s = SLACK_ANSWERS_AFTER_S
        fan = await FanOut.on_slack(slack, database, SLACK_CHANNELS, say)

        async with violets(
            tmp_path, begin=anew, VIOLET_DATABASE_URL=sqlite_url, **slack.settings
        ) as start:
            await kill_again_and_again(
                fan, start, kills=KILLS, seed=20180308, patience_s=SLACK_PATIENCE_S
            )

        fan.progress(f"{slack.unheard} answers came when nobody was there any more")
        assert slack.unheard > KILLS / 4
        assert slack.rate_limited == []
        assert slack.violations == []
    await database.close()


async def test_of_three_processes_one_is_killed_and_one_paused_for_a_minute(
    fan_out, run, postgres_url, discord
):
    fan = await fan_out(postgres_url)

    async with run(postgres_url) as start:
        await kill_one_and_pause_one(fan, start, pause_s=PAUSE_S)

    assert discord.limits.refused == 0
