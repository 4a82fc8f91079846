from datetime import UTC, datetime, timedelta

from adapters.discord.doctor import examine
from bot.ports.findings import Finding, clock_finding
from fakes.discord import FakeDiscord

NOW = datetime(2018, 3, 8, 8, tzinfo=UTC)


def told(findings: list[Finding]) -> list[tuple[bool, str]]:
    return [(one.ok, one.what) for one in findings if not one.what.startswith("clock")]


async def test_a_good_token_and_an_open_gateway_are_well(world: FakeDiscord) -> None:
    found = await examine(world.token, api_base=world.api_base, now=NOW)

    assert [ok for ok, _ in told(found)] == [True, True]


async def test_a_refused_token_is_named_with_its_cure_and_never_shown() -> None:
    async with FakeDiscord() as world:
        found = await examine("hush-hush", api_base=world.api_base, now=NOW)

    ((ok, what),) = told(found)
    assert not ok
    assert "DISCORD_TOKEN" in what
    assert "hush" not in what


async def test_a_discord_that_is_not_there_is_said_to_be_so() -> None:
    (found,) = await examine("token", api_base="http://127.0.0.1:9/api/v10", now=NOW)

    assert not found.ok
    assert "cannot be reached" in found.what


def test_a_clock_that_is_wrong_is_found_by_the_date_of_an_answer() -> None:
    header = "Thu, 08 Mar 2018 08:00:00 GMT"

    right = clock_finding("Discord", header, NOW + timedelta(seconds=3))
    wrong = clock_finding("Discord", header, NOW + timedelta(minutes=2))

    assert right is not None
    assert right.ok
    assert wrong is not None
    assert (wrong.ok, "120 s" in wrong.what) == (False, True)
    assert clock_finding("Discord", None, NOW) is None
    assert clock_finding("Discord", "soon", NOW) is None
