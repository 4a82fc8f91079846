"""Which differences between registered and wanted commands matter, and the invite link."""

import asyncio
import re
from datetime import timedelta

import discord
import pytest
from discord import app_commands
from structlog.testing import capture_logs

from adapters.discord.admin import updates_group
from adapters.discord.commands import CommandContext
from adapters.discord.invite import application_of, invite_link
from adapters.discord.registrar import Registrar
from adapters.discord.registration import is_same
from bot.ports.errors import SettingsError
from bot.runtime.in_flight import InFlight
from content.commands.names import COMMAND_NAMES, OPTION_NAMES
from fakes.newsroom import make_router
from fakes.postponements import FakePostponements


def command(**wanted) -> dict:
    return {
        "name": "when",
        "type": 1,
        "description": "The date",
        "options": [{"name": "show", "type": 3, "description": "Which", "required": True}],
        "contexts": [0, 1],
        "default_member_permissions": None,
    } | wanted


@pytest.mark.parametrize(
    "difference",
    [
        {"id": "1", "version": "2", "application_id": "3", "name_localizations": None},
        {"nsfw": False},
        {"contexts": [1, 0]},
        {"dm_permission": False},
        {"integration_types": [0, 1]},
    ],
)
def test_what_discord_adds_is_no_difference(difference):
    assert is_same([command(**difference)], [command()])


@pytest.mark.parametrize(
    "difference",
    [
        {"description": "Another"},
        {"options": []},
        {"options": [{"name": "show", "type": 3, "description": "Which"}]},
        {"contexts": [0]},
        {"default_member_permissions": "32"},
        {"name": "whence"},
    ],
)
def test_what_people_would_notice_is_a_difference(difference):
    assert not is_same([command(**difference)], [command()])


def test_a_permission_is_the_same_as_text_and_as_a_number():
    held, wanted = command(default_member_permissions="32"), command(default_member_permissions=32)

    assert is_same([held], [wanted])


def test_a_command_too_many_is_a_difference():
    assert not is_same([command(), command(name="old")], [command()])


def test_what_a_channel_wants_is_chosen_in_the_same_way_by_both_commands():
    context = CommandContext(router=make_router(), in_flight=InFlight())
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))

    commands = {one["name"]: one for one in updates_group(context).to_dict(tree)["options"]}
    (show, *others), (any_show, *same) = (
        commands[name]["options"] for name in ("subscribe", "settings")
    )

    assert (show["required"], any_show["required"]) == (True, False)
    assert others == same
    assert " ".join(option["name"] for option in others) == (
        "channel kinds stance steps count_on zone hour quiet digest mention mention_for silent "
        "events instant picture"
    )
    assert not any(option["required"] for option in others)


def test_the_invite_asks_for_posting_and_for_finding_its_posts_and_no_more():
    link = invite_link("123456789012345678")

    permissions = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 38
    assert link == (
        "https://discord.com/oauth2/authorize?client_id=123456789012345678"
        f"&permissions={permissions}&scope=bot+applications.commands"
    )


@pytest.mark.parametrize("application", ["", "abc", "12&scope=x", "1" * 21])
def test_what_is_no_id_is_refused(application):
    with pytest.raises(SettingsError, match="number"):
        invite_link(application)


@pytest.mark.parametrize(
    ("token", "application"),
    [
        ("MTIzNDU2Nzg5MDEyMzQ1Njc4.x.y", "123456789012345678"),
        ("not a token", None),
        ("", None),
        ("YWJj.x.y", None),
    ],
)
def test_the_application_is_read_off_its_token(token, application):
    assert application_of(token) == application


def test_an_installation_that_we_name_is_a_difference():
    assert not is_same([command(integration_types=[0, 1])], [command(integration_types=[0])])
    assert is_same([command(integration_types=[0])], [command(integration_types=[0])])


@pytest.mark.usefixtures("connector")
async def test_commands_are_described_in_the_languages_of_the_catalogues(world):
    commands = {one["name"]: one for one in world.commands}

    described = commands["when"]["description_localizations"]
    assert described["de"] == "Das Startdatum, oder was davon bekannt ist"
    assert set(described) == {"de", "es-ES", "es-419", "fr"}
    assert commands["when"]["options"][0]["description_localizations"]["fr"] == "Quelle série"


async def test_a_second_start_registers_nothing(world, make_connector):
    first = make_connector(world)
    await first.start()
    await first.stop()
    await make_connector(world).start()

    written = [one for one in world.requests if one.method == "PUT" and "commands" in one.path]
    assert len(written) == 1


@pytest.mark.usefixtures("connector")
async def test_what_admins_have_is_offered_where_violet_is_at_home_alone(world):
    commands = {one["name"]: one for one in world.commands}

    assert commands["updates"]["integration_types"] == [0]
    assert commands["updates"]["contexts"] == [0]


@pytest.mark.usefixtures("connector")
async def test_help_is_a_command_and_its_hints_can_be_clicked(world, channel):
    ran = await world.run_command("help", at=channel)

    assert ran.is_private
    assert "</remind:" in ran.text
    assert "</updates subscribe:" in ran.text


def written(world):
    return [one for one in world.requests if one.method == "PUT" and "commands" in one.path]


def use_up(world):
    creates = world.limits.command_creates
    creates.times.extend([world.clock.now()] * creates.most)


@pytest.fixture
def exhausted(world):
    """Whoever else has the token has had all the new commands of today."""
    use_up(world)
    return world


@pytest.mark.parametrize("is_remembered", [True, False])
async def test_what_discord_takes_no_more_today_is_not_asked_for_at_each_start(
    exhausted, make_connector, clock, is_remembered
):
    postponements = FakePostponements()
    postponements.is_broken = not is_remembered
    with capture_logs() as logs:
        for _ in range(3):
            connector = make_connector(exhausted, postponements=postponements)
            await connector.start()
            await connector.stop()

    assert len(written(exhausted)) == (1 if is_remembered else 3)
    told = [one for one in logs if one["event"] == "commands_refused"]
    assert len(told) == len(written(exhausted))
    assert "200 new commands a day" in told[0]["reason"]
    assert "what else registers commands" in told[0]["reason"]
    assert told[0]["again_at"] == clock.now() + timedelta(days=1)
    assert not [one for one in logs if one["log_level"] == "error"]


async def test_a_day_later_the_next_start_registers_them(exhausted, make_connector, clock):
    postponements = FakePostponements()
    first = make_connector(exhausted, postponements=postponements)
    await first.start()
    await first.stop()
    clock.pass_time(25 * 3600)
    exhausted.limits.command_creates.times.clear()

    await make_connector(exhausted, postponements=postponements).start()

    assert "when" in {one["name"] for one in exhausted.commands}
    assert postponements.kept == {}


async def test_a_run_that_lasts_registers_them_by_itself_and_links_them_then(
    exhausted, make_connector, clock
):
    connector = make_connector(exhausted)
    await connector.start()
    client, ids = connector._client, {}
    registrar = Registrar(clock, look_every_s=0.01)
    ids |= await registrar.register(client.tree, client.application_id)
    insisting = asyncio.create_task(registrar.insist(client.tree, client.application_id, ids))
    before = dict(ids)
    exhausted.limits.command_creates.times.clear()
    clock.pass_time(25 * 3600)

    await asyncio.wait_for(insisting, 9)

    assert before == {}
    assert ids["remind"] > 0


@pytest.mark.usefixtures("connector")
async def test_where_a_change_is_refused_the_commands_of_before_can_still_be_clicked(
    world, make_connector, channel
):
    world.commands = [one for one in world.commands if one["name"] != "when"]
    use_up(world)
    await make_connector(world).start()

    ran = await world.run_command("help", at=channel)

    assert "</remind:" in ran.text


def levels(commands):
    """The names that stand side by side, on every level of *commands*."""
    yield commands
    for one in commands:
        if one.get("options"):
            yield from levels(one["options"])


@pytest.mark.usefixtures("connector")
async def test_every_command_and_option_has_a_name_in_the_catalogues(world):
    told = [one for level in levels(world.commands) for one in level]
    commands = {one["name"] for one in told if one.get("type", 1) <= 2}
    options = {one["name"] for one in told if one.get("type", 1) > 2}

    assert commands - COMMAND_NAMES.keys() == set(), "add it to content/commands/names.py"
    assert options - OPTION_NAMES.keys() == set(), "add it to content/commands/names.py"


@pytest.mark.usefixtures("connector")
async def test_names_are_such_as_discord_takes_in_every_language(world):
    for locale in ("de", "es-ES", "es-419", "fr"):
        for level in levels(world.commands):
            names = [
                (one.get("name_localizations") or {}).get(locale, one["name"]) for one in level
            ]

            assert len(set(names)) == len(names), f"{locale}: two are called the same: {names}"
            assert all(re.fullmatch(r"[-_\w]{1,32}", one) and one.islower() for one in names)


@pytest.mark.usefixtures("connector")
async def test_every_description_is_short_enough_in_every_language(world):
    lacking = [
        one["description"]
        for level in levels(world.commands)
        for one in level
        if set(one["description_localizations"] or ()) != {"de", "es-ES", "es-419", "fr"}
    ]

    assert lacking == []


@pytest.mark.usefixtures("connector")
async def test_commands_are_called_in_the_languages_of_the_catalogues(world):
    when = next(one for one in world.commands if one["name"] == "when")

    assert when["name_localizations"] == {
        "de": "wann",
        "fr": "quand",
        "es-ES": "cuándo",
        "es-419": "cuándo",
    }
    assert when["options"][0]["name_localizations"]["de"] == "serie"


@pytest.mark.usefixtures("connector")
async def test_no_command_is_longer_in_any_language_than_discord_takes(world):
    def longest(one):
        said = [
            max(len(text) for text in (one[key], *(one.get(f"{key}_localizations") or {}).values()))
            for key in ("name", "description")
        ]
        said += [len(one["name"]) + len(str(one["value"])) for one in one.get("choices") or ()]
        return sum(said) + sum(longest(option) for option in one.get("options") or ())

    assert max(longest(one) for one in world.commands) <= 8_000
