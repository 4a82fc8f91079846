"""The process that ticks is killed; another one notices what is new from then on."""

from fakes.fan_out import MOVED, holder_of


async def test_whoever_takes_over_the_ticks_notices_what_is_new_once(
    fan_out, run, postgres_url, tmp_path
):
    fan = await fan_out(postgres_url)
    content = tmp_path / "mine"
    content.mkdir()

    async with run(postgres_url, VIOLET_CONTENT=str(content)) as start:
        processes = [await start() for _ in range(2)]
        ticker = await holder_of("ticks", processes)
        for one in processes:
            await one.until_said("violet_ready")
        (other,) = [one for one in processes if one is not ticker]
        ticker.kill()
        await holder_of("ticks", [other], within_s=10)
        (content / "moved.toml").write_text(MOVED)
        fan.news = 1  # which nobody but the program queues

        await fan.until_told(1)
        await fan.is_over()
        assert await other.end() == 0
