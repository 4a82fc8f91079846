"""Who may have what done on Discord: every command, button and form, for every kind of person.

What is added to Violet later has to be put into a table here, or fails by its name.
"""

import pytest

from content.commands.acts import ActKind
from content.commands.desk import DeskAction
from content.commands.feed_list import FeedAction
from content.commands.next_steps import StepAction
from fakes.database import FakeDatabase
from fakes.discord import Channel
from fakes.powers import (
    ADMINISTRATOR,
    ADMINS,
    BUTTONS,
    COMMANDS,
    CREW,
    EDITORS,
    EITHER,
    EVERYONE,
    MANAGE_GUILD,
    OTHERS,
    PEOPLE,
    PLAIN,
    SHOW,
    TRUE_ADMINS,
    forged,
    is_refused,
    propose,
)


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def subscriptions(memory):
    return memory.subscriptions


@pytest.fixture
def people(world, channel):
    channel.guild.role(CREW, "crew")
    channel.guild.role(OTHERS, "others")
    found = {name: world.person(name) for name in PEOPLE}
    for one in found.values():
        one.rights = PLAIN
    found["owner"].rights = PLAIN | ADMINISTRATOR
    found["manager"].rights = PLAIN | MANAGE_GUILD
    found["crew"].roles = {CREW}
    found["others"].roles = {OTHERS}
    found["robot"].rights, found["robot"].bot = PLAIN | MANAGE_GUILD, True
    return found


@pytest.fixture
async def connector(make_connector, world, memory, people):
    editors = frozenset({f"discord:{people['editor'].id}"})
    connector = make_connector(world, memory=memory, editors=editors)
    await connector.start()
    return connector


@pytest.fixture
async def chosen(connector, world, channel, people):
    """The server's managers made a role its admins."""
    assert connector
    return await world.run_command("updates admins", at=channel, by=people["manager"], role=CREW)


def leaves(commands, above=""):
    for one in commands:
        name = f"{above}{one['name']}"
        inner = [part for part in one.get("options", []) if part["type"] in {1, 2}]
        yield from leaves(inner, f"{name} ") if inner else [name]


@pytest.mark.usefixtures("connector")
async def test_every_command_and_button_stands_in_the_tables(world):
    assert set(leaves(world.commands)) == set(COMMANDS)
    others = {"desk", "deskpage", "feed", "feedpage", "feednew", "feedagain"}
    assert {key.split(":")[0] for key in BUTTONS} - others == {*StepAction}
    assert {key.split(":")[1] for key in BUTTONS if key.startswith("feed:")} == {*FeedAction}
    assert {key.split(":")[1] for key in BUTTONS if key.startswith("desk:")} == {*DeskAction}


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize("who", PEOPLE)
async def test_each_command_is_for_whom_it_is(world, channel, memory, people, who):
    before = list(memory.memory.acts)
    wrong = {}
    for command, (audience, options) in COMMANDS.items():
        ran = await world.run_command(command, at=channel, by=people[who], **options)
        may = audience in PEOPLE[who]
        is_right = not may or audience == EVERYONE or not is_refused(ran, audience)
        if not may:
            is_right = is_refused(ran, audience) and ran.is_private
        if not is_right:
            wrong[command] = ran.text

    assert wrong == {}
    if not PEOPLE[who] & {ADMINS, EDITORS}:
        assert memory.memory.acts == before
        assert await memory.subscriptions.every() == []


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize("who", PEOPLE)
async def test_each_button_is_for_whom_it_is_wherever_it_came_from(
    world, channel, memory, people, who
):
    await propose(memory)
    before = list(memory.memory.acts)
    wrong = {}
    for custom_id, audience in BUTTONS.items():
        if audience == EVERYONE:
            continue
        message = forged(world, channel, custom_id)
        pressed = await world.press(message, custom_id, by=people[who])
        is_right = pressed.modal or not is_refused(pressed, audience)
        if audience not in PEOPLE[who]:
            is_right = is_refused(pressed, audience) and pressed.is_private
        if not is_right:
            wrong[custom_id] = pressed.text

    assert wrong == {}
    if not PEOPLE[who] & {ADMINS, EDITORS}:
        assert memory.memory.acts == before
        assert await memory.subscriptions.every() == []


@pytest.mark.usefixtures("chosen")
async def test_a_form_that_another_person_sends_is_refused(world, channel, memory, people):
    await propose(memory)
    message = forged(world, channel, "desk:reject:1:1")
    opened = await world.press(message, "desk:reject:1:1", by=people["editor"])

    sent = await world.submit(opened, by=people["manager"], reason="I say so")

    assert is_refused(sent, EDITORS)
    kept = await memory.proposals.find(1)
    assert kept is not None
    assert kept.decided is None


async def test_a_former_admin_is_one_no_more_at_the_next_press(world, channel, people, chosen):
    assert "whoever has fans may choose" in chosen.text
    message = forged(world, channel, "follow:jessica-jones")
    first = await world.press(message, "follow:jessica-jones", by=people["crew"])
    people["crew"].roles = set()

    second = await world.press(message, "follow:jessica-jones", by=people["crew"])

    assert not is_refused(first, ADMINS)
    assert is_refused(second, ADMINS)


@pytest.mark.usefixtures("chosen")
async def test_a_role_that_was_deleted_counts_for_nobody(world, channel, people):
    channel.guild.roles = [one for one in channel.guild.roles if one["id"] != CREW]

    ran = await world.run_command("updates list", at=channel, by=people["crew"])

    assert is_refused(ran, ADMINS)


@pytest.mark.usefixtures("connector")
async def test_everyone_is_no_role_of_admins(world, channel, memory, people):
    ran = await world.run_command(
        "updates admins", at=channel, by=people["manager"], role=channel.guild.id
    )

    assert "Choose a role that admins give" in ran.text
    assert memory.memory.admins == {}


@pytest.mark.usefixtures("connector")
async def test_a_channel_that_somebody_cannot_see_is_not_theirs(world, memory, people):
    secret = world.channel("secret", hidden_from={people["manager"].id})
    here = world.channel("here")

    ran = await world.run_command(
        "updates subscribe", at=here, by=people["manager"], channel=secret, **SHOW
    )

    assert "cannot see that channel" in ran.text
    assert await memory.subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_a_channel_of_another_server_is_refused(world, channel, memory, people):
    other = world.channel("theirs", world.guild("Others"))

    ran = await world.run_command(
        "updates subscribe", at=channel, by=people["manager"], channel=other, **SHOW
    )

    assert "no channel of this server" in ran.text
    assert await memory.subscriptions.every() == []


@pytest.mark.usefixtures("connector")
async def test_where_violet_is_no_member_nothing_can_be_followed(world, memory, people):
    guild = world.guild("Away")
    guild.is_home = False
    away = world.channel("away", guild)

    for command, (audience, options) in COMMANDS.items():
        if audience in {ADMINS, EITHER, TRUE_ADMINS}:
            ran = await world.run_command(command, at=away, by=people["owner"], **options)
            assert "not a member of this server" in ran.text, command
    pressed = await world.press(
        forged(world, away, "follow:jessica-jones"), "follow:jessica-jones", by=people["owner"]
    )

    assert "not a member of this server" in pressed.text
    assert memory.memory.acts == []


@pytest.mark.usefixtures("connector")
async def test_a_button_in_a_direct_message_follows_nothing(world, memory, people):
    message = forged(world, world.direct(people["manager"]), "follow:jessica-jones")

    pressed = await world.press(message, "follow:jessica-jones", by=people["manager"])

    assert "Do that in a server" in pressed.text
    assert await memory.subscriptions.every() == []


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    ("state", "cure"),
    [
        ({"is_archived": True}, "archived; whoever may manage threads can open it again"),
        ({"is_locked": True}, "locked; whoever may manage threads can unlock it"),
    ],
)
async def test_a_closed_thread_is_refused_with_what_opens_it(
    world, channel, memory, people, state, cure
):
    thread = world.channel("talk", kind=11, parent=channel, is_visible=False, **state)

    ran = await world.run_command(
        "updates subscribe", at=channel, by=people["manager"], channel=thread, **SHOW
    )
    checked = await world.run_command(
        "updates doctor", at=channel, by=people["manager"], channel=thread
    )

    assert cure in ran.text
    assert await memory.subscriptions.every() == []
    assert cure in checked.text


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("is_chosen", [True, False])
async def test_a_thread_of_which_discord_says_no_owner_is_answered(
    world, channel, subscriptions, people, is_chosen
):
    thread = world.channel("talk", kind=11, parent=channel, is_visible=False, is_told_in_part=True)
    place = {"at": channel, "channel": thread} if is_chosen else {"at": thread}

    ran = await world.run_command("updates subscribe", by=people["manager"], **place, **SHOW)

    (kept,) = await subscriptions.every()
    assert "now hears about" in ran.text
    assert kept.destination.thread == thread.id


@pytest.mark.usefixtures("chosen")
async def test_the_audit_says_who_did_what_and_how_to_undo_it(world, channel, memory, people):
    crew, manager = people["crew"], people["manager"]
    await world.run_command("updates subscribe", at=channel, by=crew, steps="30,7", **SHOW)
    await world.run_command("updates unsubscribe", at=channel, by=crew, **SHOW)

    ran = await world.run_command("updates audit", at=channel, by=manager)

    said = ran.text.replace("\\", "")
    assert [one.kind for one in memory.memory.acts] == [
        *(ActKind.ADMINS_CHOSEN, ActKind.SUBSCRIBED, ActKind.UNSUBSCRIBED)
    ]
    assert f"discord:{crew.id} unsubscribed this channel from Jessica Jones" in said
    assert f"discord:{manager.id} chose who counts as admin here" in said
    assert "steps 30,7" in said
    assert "take the newest of these back" in said
    assert ran.is_private


class Odd(Channel):
    """A thread of which Discord says something that discord.py cannot read."""

    def payload(self):
        return super().payload() | {"thread_metadata": {"auto_archive_duration": 60}}


@pytest.mark.usefixtures("connector")
async def test_a_command_that_cannot_be_read_is_answered_all_the_same(world, channel, people):
    odd = Odd("7100000000000000003", "odd", channel.guild, kind=11, parent=channel)

    ran = await world.run_command("updates list", at=channel, by=people["manager"], channel=odd)

    assert "Something went wrong" in ran.text
    assert ran.is_private
