"""Who may have what done on Slack: every command, button and form, for every kind of person.

What is added to Violet later has to be put into a table here, or fails by its name.
"""

from typing import get_args

import pytest

from adapters.slack.desk_forms import DeskForm
from content.commands.acts import ActKind
from content.commands.admin import AdminCommand
from content.commands.desk import DeskAction
from content.commands.next_steps import StepAction
from content.commands.parse import NewsdeskCommand, read_command
from content.facts.proposals import Proposal
from fakes.claims import claim
from fakes.database import FakeDatabase
from fakes.newsroom import NOW
from fakes.slack.workspace import Group

GROUP = "S0CREW0001"
EVERYONE, ADMINS, EITHER, TRUE_ADMINS, EDITORS = (
    *("everyone", "admins", "admins and editors", "true admins", "editors"),
)
COMMANDS = {
    "updates subscribe jessica jones": ADMINS,
    "updates settings hour 12": ADMINS,
    "updates settings": EVERYONE,
    "updates unsubscribe": ADMINS,
    "updates pause": ADMINS,
    "updates resume": ADMINS,
    "updates list": EVERYONE,
    "updates preview": EVERYONE,
    "updates why": EVERYONE,
    "updates doctor": EVERYONE,
    "updates test": ADMINS,
    "updates audit": EITHER,
    "updates forget": ADMINS,
    "updates forget everything": TRUE_ADMINS,
    "updates admins": ADMINS,
    "updates admins none": TRUE_ADMINS,
    "newsdesk review": EDITORS,
    "newsdesk feeds": EDITORS,
    "newsdesk record": EDITORS,
    "newsdesk retract found-1 reason a mistake": EDITORS,
    "newsdesk history jessica jones": EDITORS,
}
BUTTONS = {
    "remind": EVERYONE,
    "look": EVERYONE,
    "follow": ADMINS,
    "forget": EVERYONE,
    "sources": EVERYONE,
    "history": EVERYONE,
    "desk:accept:1:1": EDITORS,
    "desk:amend:1:1": EDITORS,
    "desk:reject:1:1": EDITORS,
    "desk:draft:1:0": EDITORS,
    "desk:done:1:0": EDITORS,
}
REFUSED = {
    **dict.fromkeys((ADMINS, EITHER, TRUE_ADMINS), "Only admins and owners"),
    EDITORS: "Whoever runs me makes you one",
}
PEOPLE = {
    "U0ADMIN001": {EVERYONE, ADMINS, EITHER, TRUE_ADMINS},
    "U0OWNER001": {EVERYONE, ADMINS, EITHER, TRUE_ADMINS},
    "U0CREW0001": {EVERYONE, ADMINS, EITHER},
    "U0MAKER001": {EVERYONE, ADMINS, EITHER},
    "U0EDITOR01": {EVERYONE, EITHER, EDITORS},
    "U0FAN00001": {EVERYONE},
    "U0GUEST001": {EVERYONE},
    "U0ULTRA001": {EVERYONE},
    "U0VISIT001": {EVERYONE},
    "U0STRANGE1": {EVERYONE},
    "U0ROBOT001": {EVERYONE},
    "U0GONE0001": {EVERYONE},
    "U0NOBODY01": {EVERYONE},
}
"""Each kind of person, and what they may; most of those who may nothing say that they are admins,
are in the group that may, or both."""


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def subscriptions(memory):
    return memory.subscriptions


@pytest.fixture
async def connector(make_connector, slack, memory):
    home = slack.workspace
    home.users |= {
        "U0OWNER001": home._user("owner", is_primary_owner=True),
        "U0CREW0001": home._user("crew"),
        "U0MAKER001": home._user("maker"),
        "U0EDITOR01": home._user("editor"),
        "U0ULTRA001": home._user("ultra", is_ultra_restricted=True, is_admin=True),
        "U0STRANGE1": home._user("stranger", is_stranger=True, is_admin=True),
        "U0ROBOT001": home._user("robot", is_bot=True, is_admin=True),
        "U0GONE0001": home._user("gone", is_admin=True) | {"deleted": True},
    }
    outsiders = {"U0GUEST001", "U0ULTRA001", "U0STRANGE1", "U0VISIT001", "U0ROBOT001"}
    home.groups[GROUP] = Group(GROUP, "crew", {"U0CREW0001"} | outsiders)
    home.channels[home.general].creator = "U0MAKER001"
    connector = make_connector(memory=memory, editors=frozenset({f"slack:{home.team}/U0EDITOR01"}))
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return connector


@pytest.fixture
async def chosen(connector, slack):
    """The workspace's admins made a user group, and whoever made a channel, its admins."""
    assert connector
    return await slack.answer(
        f"/violet updates admins <!subteam^{GROUP}|@crew> creators yes", user="U0ADMIN001"
    )


def test_every_command_button_and_form_stands_in_the_tables():
    read = {type(read_command(typed)) for typed in COMMANDS}

    assert read == {*get_args(AdminCommand), *get_args(NewsdeskCommand)}
    assert {key for key in BUTTONS if ":" not in key} == {*StepAction}
    assert {key.split(":")[1] for key in BUTTONS if ":" in key} == {*DeskAction}
    assert {*DeskForm} == {*FORMS}


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize("who", PEOPLE)
async def test_each_command_is_for_whom_it_is(slack, memory, who):
    before = list(memory.memory.acts)
    wrong = {}
    for typed, audience in COMMANDS.items():
        said = (await slack.answer(f"/violet {typed}", user=who)).shown
        if typed == "newsdesk record" and audience in PEOPLE[who]:
            continue
        told = said + str([form["blocks"] for form in slack.forms()])
        if (audience not in PEOPLE[who]) != (REFUSED.get(audience, "Only admins") in told):
            wrong[typed] = said

    assert wrong == {}
    if PEOPLE[who] == {EVERYONE}:
        assert memory.memory.acts == before
        assert await memory.subscriptions.every() == []


def forged(slack, channel, action):
    """A message of ours with that button, as an old run left it or somebody brought it there."""
    home = slack.workspace
    message = home.write(channel, home.bot_user, "A message")
    value = "jessica-jones" if action == "follow" else ""
    label = {"type": "plain_text", "text": "Press me"}
    button = {"type": "button", "action_id": action, "text": label, "value": value}
    message.blocks = [{"type": "actions", "elements": [button]}]
    return message


async def propose(memory):
    found = claim(id_="found-1", season=3, value="2019-06-14", says="it arrives")
    one = Proposal(claim=found, quote="It arrives.", doubts=("Unlisted.",), found_at=NOW)
    await memory.proposals.propose([one], now=NOW)


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize("who", [one for one, may in PEOPLE.items() if may == {EVERYONE}])
@pytest.mark.parametrize("action", [one for one, of in BUTTONS.items() if of != EVERYONE])
async def test_a_button_is_refused_to_whom_it_is_not_for_wherever_it_came_from(
    slack, memory, who, action
):
    await propose(memory)
    before = list(memory.memory.acts)
    message = forged(slack, slack.workspace.elsewhere, action)

    pressed = await slack.press_only(message, action, user=who)

    words = REFUSED[BUTTONS[action]]
    await slack.until(lambda: words in str([*pressed.answers, *slack.forms()]))
    assert memory.memory.acts == before
    assert await memory.subscriptions.every() == []


@pytest.mark.usefixtures("chosen")
async def test_a_former_admin_is_one_no_more_at_the_next_press(slack, subscriptions):
    message = forged(slack, slack.workspace.general, "follow")
    await slack.press(message, "follow", user="U0CREW0001")
    slack.workspace.groups[GROUP].users.clear()

    refused = await slack.press(message, "follow", user="U0CREW0001")

    assert len(await subscriptions.every()) == 1
    assert REFUSED[ADMINS] in refused.shown


@pytest.mark.usefixtures("chosen")
async def test_a_form_that_is_sent_by_a_former_admin_subscribes_nothing(slack, subscriptions):
    await slack.answer("/violet updates subscribe", user="U0CREW0001")
    (form,) = slack.forms()
    slack.workspace.groups[GROUP].is_disabled = True

    await slack.submit(form, user="U0CREW0001", show="jessica-jones")

    await slack.until(lambda: REFUSED[ADMINS] in str(slack.forms()))
    assert await subscriptions.every() == []


FORMS = {
    DeskForm.RECORD: "newsdesk record",
    DeskForm.AMEND: "desk:amend:1:1",
    DeskForm.REJECT: "desk:reject:1:1",
    DeskForm.DRAFT: "desk:draft:1:0",
    DeskForm.RETRACT: "newsdesk retract",
    DeskForm.FEED: "newsdesk feeds add",
}


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("form", [DeskForm.AMEND, DeskForm.REJECT])
async def test_a_form_that_another_person_sends_is_refused(slack, memory, form):
    await propose(memory)
    message = forged(slack, slack.workspace.general, FORMS[form])
    await slack.press_only(message, FORMS[form], user="U0EDITOR01")
    await slack.until(lambda: any("submit" in one for one in slack.forms()))
    opened = next(one for one in slack.forms() if "submit" in one)

    await slack.submit(opened, user="U0ADMIN001")

    await slack.until(lambda: REFUSED[EDITORS] in str(slack.forms()))
    kept = await memory.proposals.find(1)
    assert kept is not None
    assert (kept.decided, kept.revision) == (None, 1)


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("typed", ["list", "subscribe jessica jones", "audit", "doctor"])
async def test_a_private_channel_is_unknown_to_whoever_is_not_in_it(slack, typed):
    home = slack.workspace
    home.channels[home.private].members = {"U0OWNER001", home.bot_user}

    refused = await slack.answer(
        f"/violet updates {typed} channel <#{home.private}|secret>", user="U0ADMIN001"
    )
    unknown = await slack.answer(
        f"/violet updates {typed} channel <#C0NOWHERE1|nowhere>", user="U0ADMIN001"
    )
    said = await slack.answer(
        f"/violet updates {typed} channel <#{home.private}|secret>", user="U0OWNER001"
    )

    assert refused.shown == unknown.shown
    assert "I know no such channel" in refused.shown
    assert "I know no such channel" not in said.shown


@pytest.mark.usefixtures("connector")
async def test_a_private_channel_is_found_on_whichever_page_it_stands(slack, subscriptions):
    home = slack.workspace
    home.channels_a_page = 1
    for number in range(3):
        id_ = f"G0ROOM000{number}"
        home.channels[id_] = type(home.channels[home.private])(
            id_, f"room-{number}", is_private=True, members={"U0ADMIN001", home.bot_user}
        )

    await slack.answer(
        "/violet updates subscribe jessica jones channel <#G0ROOM0002|room-2>", user="U0ADMIN001"
    )

    assert [one.destination.channel for one in await subscriptions.every()] == ["G0ROOM0002"]


@pytest.mark.usefixtures("connector")
async def test_somebody_elses_direct_messages_are_unknown_to_an_admin(slack):
    theirs = slack.workspace.im("U0FAN00001")

    said = await slack.answer(f"/violet updates list channel {theirs.id}", user="U0ADMIN001")

    assert "I know no such channel" in said.shown


@pytest.mark.usefixtures("chosen")
async def test_whoever_made_a_channel_may_choose_for_that_one_alone(slack, subscriptions):
    home = slack.workspace
    here = await slack.answer("/violet updates subscribe jessica jones", user="U0MAKER001")
    there = await slack.answer(
        f"/violet updates subscribe jessica jones channel <#{home.elsewhere}|elsewhere>",
        user="U0MAKER001",
    )

    assert "now hears about" in here.shown
    assert REFUSED[ADMINS] in there.shown
    assert [one.destination.channel for one in await subscriptions.every()] == [home.general]


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    ("typed", "cure"),
    [("<!subteam^S0UNKNOWN1|@who>", "no such user group"), ("creators maybe", "creators yes")],
)
async def test_what_cannot_be_read_changes_nothing(slack, memory, typed, cure):
    said = await slack.answer(f"/violet updates admins {typed}", user="U0ADMIN001")

    assert cure in said.shown
    assert memory.memory.admins == {}
    assert memory.memory.acts == []


@pytest.mark.usefixtures("connector")
async def test_an_app_that_may_not_see_groups_says_which_scope_it_needs(slack, memory):
    slack.workspace.scopes -= {"usergroups:read"}

    said = await slack.answer(f"/violet updates admins <!subteam^{GROUP}|@crew>", user="U0ADMIN001")

    assert slack.violations == ["usergroups.list: missing_scope: usergroups:read"]
    slack.violations.clear()
    assert "usergroups:read" in said.shown
    assert memory.memory.admins == {}


async def test_the_audit_says_who_did_what_and_how_to_undo_it(slack, memory, chosen):
    assert "whoever has @crew may choose" in chosen.shown
    await slack.answer("/violet updates subscribe jessica jones steps 30,7", user="U0CREW0001")
    await slack.answer("/violet updates pause", user="U0ADMIN001")
    await slack.answer("/violet updates pause", user="U0ADMIN001")

    said = await slack.answer("/violet updates audit", user="U0OWNER001")

    team = slack.workspace.team
    assert [one.kind for one in memory.memory.acts] == [
        *(ActKind.ADMINS_CHOSEN, ActKind.SUBSCRIBED, ActKind.PAUSED)
    ]
    assert f"slack:{team}/U0CREW0001 subscribed this channel to Jessica Jones" in said.shown
    assert f"slack:{team}/U0ADMIN001 paused every show I follow here" in said.shown
    assert "/violet updates resume" in said.shown
