"""The whole program keeps an event for a premiere, once, killed in the middle of making it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fakes.discord import FakeDiscord, Fault
from fakes.processes import PROGRAM, environment, forked, silent_into


@pytest.fixture
async def discord():
    async with FakeDiscord() as discord:
        discord.channel("news")
        yield discord
    assert discord.violations == []


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A show whose premiere is some weeks ahead, by everybody's clock."""
    folder = tmp_path / "mine"
    folder.mkdir()
    tell(folder, days=30)
    return folder


def tell(folder: Path, *, days: int) -> None:
    day = (datetime.now(UTC) + timedelta(days=days)).date()
    (folder / "soon.toml").write_text(
        '[show]\nid = "soon"\ntitle = "Soon"\nshort = "Soon"\nnetwork = "Channel 8"\n'
        'zone = "Europe/Berlin"\naliases = ["Soon enough"]\n'
        '[sources.x]\npublisher = "X"\nurl = "https://example.org/x"\npublished = "2026-01-10"\n'
        '[[claim]]\nid = "soon-s1"\nseason = 1\nkind = "release-date"\n'
        f'value = "{day}"\nstance = "confirmed"\nauthority = "platform"\n'
        'says = "it comes out"\nsource = "x"\n'
    )


@pytest.fixture
async def start(discord, content, tmp_path):
    """Start the program, and wait until it hears people."""
    env = environment() | {
        "VIOLET_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'own.db'}",
        "VIOLET_CONTENT": str(content),
        "VIOLET_LIVE": "",
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
    }
    running = []

    async def begin():
        output = tmp_path / f"output-{len(running)}.txt"
        before = len(discord.gateway.identified)
        with silent_into(output) as streams:
            process = await forked((*PROGRAM, "run"), tmp_path, env, streams)
        running.append(process)
        await discord.until(
            lambda: len(discord.gateway.identified) > before and discord.gateway.is_connected,
            "a connection",
        )
        return process

    yield begin
    for process in running:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.waits(40)
async def test_a_premiere_has_one_event_whoever_is_killed_and_it_moves_with_its_date(
    discord, content, start
):
    channel = next(iter(discord.channels.values()))
    events = channel.guild.events
    process = await start()
    discord.faults.next_sends(Fault.CLOSED_AFTER)

    await discord.run_command("updates subscribe", at=channel, show="soon", events=True)
    await discord.until(lambda: events, "an event")
    process.kill()
    await process.wait()
    ((id_, made),) = [(id_, dict(one)) for id_, one in events.items()]
    tell(content, days=44)
    await start()
    begun = made["scheduled_start_time"]
    await discord.until(
        lambda: any(one["scheduled_start_time"] != begun for one in events.values()),
        "the event in step",
    )

    assert list(events) == [id_]
    assert made["name"] == "Soon season 1"
    assert made["entity_metadata"] == {"location": "Channel 8"}
    moved = datetime.fromisoformat(events[id_]["scheduled_start_time"])
    assert abs(moved - datetime.fromisoformat(begun) - timedelta(days=14)) <= timedelta(hours=1)
