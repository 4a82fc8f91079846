"""The program, killed at a hundred moments of a fan-out and started anew each time."""

from fakes.fan_out import kill_again_and_again, kill_one_and_pause_one

KILLS = 100
PAUSE_S = 60.0


async def test_killed_at_a_hundred_moments_each_channel_is_told_once(fan_out, run, url):
    fan = await fan_out(url)

    async with run(url) as start:
        await kill_again_and_again(fan, start, kills=KILLS, seed=20180308)


async def test_of_three_processes_one_is_killed_and_one_paused_for_a_minute(
    fan_out, run, postgres_url, discord
):
    fan = await fan_out(postgres_url)

    async with run(postgres_url) as start:
        await kill_one_and_pause_one(fan, start, pause_s=PAUSE_S)

    assert discord.limits.refused == 0
