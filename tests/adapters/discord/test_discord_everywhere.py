"""Every command and button, wherever somebody has Violet with them: servers, messages, groups."""

import pytest

from fakes.database import FakeDatabase
from fakes.powers import (
    BUTTONS,
    COMMANDS,
    EDITORS,
    EITHER,
    EVERYONE,
    MANAGE_GUILD,
    PEOPLE,
    PLAIN,
    forged,
    is_refused,
    propose,
)

FOR_ALL = {name.split()[0] for name, (audience, _) in COMMANDS.items() if audience == EVERYONE}
HERE, AWAY, DIRECT, GROUP = "a server with Violet", "a server without", "a message", "a group"
OFFERED = {
    (HERE, "plain"): FOR_ALL,
    (HERE, "editor"): FOR_ALL,
    (HERE, "manager"): FOR_ALL | {"updates", "newsdesk"},
    **{(AWAY, who): FOR_ALL for who in ("plain", "editor", "manager")},
    **{(GROUP, who): FOR_ALL for who in ("plain", "editor", "manager")},
    **{(DIRECT, who): FOR_ALL | {"newsdesk"} for who in ("plain", "editor", "manager")},
}
NO_PLACE_FOR_ADMINS = {
    AWAY: "not a member of this server",
    DIRECT: "Do that in a server",
    GROUP: "Do that in a server",
}


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def people(world):
    found = {name: world.person(name) for name in ("plain", "editor", "manager")}
    for one in found.values():
        one.rights = PLAIN
    found["manager"].rights = PLAIN | MANAGE_GUILD
    return found


@pytest.fixture
async def connector(make_connector, world, memory, people):
    editors = frozenset({f"discord:{people['editor'].id}"})
    connector = make_connector(world, memory=memory, editors=editors)
    await connector.start()
    return connector


@pytest.fixture
def place_of(world, channel):
    guild = world.guild("Away")
    guild.is_home = False
    away = world.channel("away", guild)

    def place_of(where, person):
        if where in {HERE, AWAY}:
            return channel if where == HERE else away
        return world.direct(person) if where == DIRECT else world.group(person)

    return place_of


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(("where", "who"), OFFERED)
async def test_a_command_is_offered_where_it_can_work(world, people, place_of, where, who):
    offered = world.offered(place_of(where, people[who]), people[who])

    assert offered == OFFERED[where, who]


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("who", ["plain", "editor", "manager"])
@pytest.mark.parametrize("where", NO_PLACE_FOR_ADMINS)
async def test_every_command_is_answered_or_refused_there(
    world, memory, people, place_of, where, who
):
    place, wrong = place_of(where, people[who]), {}
    for command, (audience, options) in COMMANDS.items():
        ran = await world.run_command(command, at=place, by=people[who], **options)
        if audience == EVERYONE:
            is_right = bool(ran.text) and "went wrong" not in ran.text
        elif audience == EDITORS:
            is_shown = bool(ran.modal) or (ran.is_private and not is_refused(ran, EDITORS))
            is_right = is_shown if EDITORS in PEOPLE[who] else is_refused(ran, EDITORS)
        else:
            # What editors did is theirs to see wherever they are.
            is_theirs = (audience, who) == (EITHER, "editor")
            said = "Editors did" if is_theirs else NO_PLACE_FOR_ADMINS[where]
            is_right = said in ran.text and ran.is_private
        if not is_right:
            wrong[command] = ran.text

    assert wrong == {}
    assert [one for one in await memory.subscriptions.every() if not one.destination.person] == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("who", ["plain", "editor", "manager"])
@pytest.mark.parametrize("where", NO_PLACE_FOR_ADMINS)
async def test_every_button_and_its_form_is_answered_or_refused_there(
    world, memory, people, place_of, where, who
):
    await propose(memory)
    place, wrong = place_of(where, people[who]), {}
    for custom_id, audience in BUTTONS.items():
        message = forged(world, place, custom_id)
        pressed = await world.press(message, custom_id, by=people[who])
        if audience == EVERYONE:
            said = pressed.text or message.text  # a look-up's answer takes the button's place
            is_right = bool(said) and "went wrong" not in said
        elif audience == EDITORS:
            is_right = bool(pressed.modal) or is_refused(pressed, EDITORS) != (
                EDITORS in PEOPLE[who]
            )
        else:
            is_right = NO_PLACE_FOR_ADMINS[where] in pressed.text and pressed.is_private
        if not is_right or (pressed.modal and EDITORS not in PEOPLE[who]):
            wrong[custom_id] = pressed.text

    assert wrong == {}
    assert [one for one in await memory.subscriptions.every() if not one.destination.person] == []
