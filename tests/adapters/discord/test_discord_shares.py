"""Every way into Violet on Discord takes of the share of whoever comes by it.

What is added later is walked here too, or is missed here by its name.
"""

import pytest

from adapters.discord.buttons import STEP
from adapters.discord.desk_cards import reply_view
from adapters.discord.desk_forms import address_form, claim_form, reason_form
from adapters.discord.desk_presses import DESK
from bot.runtime.shares import PeoplesShares
from content.answers.reply import LookUpOffer, ReplyStatus
from content.commands.desk import DeskAction, DeskButton, DeskItem, DeskItemKind
from content.commands.feed_list import FeedAction, FeedButton
from content.commands.next_steps import StepAction
from content.commands.reply import CommandReply
from content.commands.shares import Errand
from content.language.wording import ENGLISH
from content.show_files.typed_claims import TypedClaim
from fakes.discord.interactions import MODAL_SUBMIT, Interaction
from fakes.discord.state import Message
from fakes.processes import until
from fakes.shares import SpentShares

SORRY = "more at once than I can do for one person"
TOGETHER = "So much is asked here"
QUESTION = "when is jessica jones season 2 out?"
TYPED = DeskItem(
    kind=DeskItemKind.TYPED,
    number=0,
    line="",
    show="jessica jones",
    season="3",
    claim=TypedClaim(kind="release-date", value="2019"),
)
STEPS = {
    StepAction.REMIND: "jessica-jones",
    StepAction.LOOK_UP: LookUpOffer("frieren").key,
    StepAction.FOLLOW: "jessica-jones",
    StepAction.FORGET: "en",
    StepAction.SOURCES: "release_date|2|jessica-jones",
    StepAction.HISTORY: "release_date|2|jessica-jones",
}
DESK_KEYS = [
    *(DeskButton(action=action, number=1, revision=1).key for action in DeskAction),
    *(FeedButton(action=action, number=1).key for action in FeedAction),
    *("feedpage:7:1", "feednew:1", "feedagain:1"),
    *("deskpage:on:21", "deskpage:back:1"),
    *("desktyped:store", "desktyped:draft", "desktyped:form"),
    *("deskagain:amend:1:1", "deskagain:draft:1:0", "deskagain:record:0:0"),
]
FORMS = {
    "amend:1:1": claim_form("amend:1:1", "Amend", TYPED, ENGLISH),
    "draft:1:0": claim_form("draft:1:0", "Draft", TYPED, ENGLISH),
    "record:0:0": claim_form("record:0:0", "Record", TYPED, ENGLISH),
    "reject:1:1": reason_form("reject:1:1", "Reject", "Why", ENGLISH, required=False),
    "feed:1": address_form("feed:1", "https://outlet.example/feed/", ENGLISH),
    "retract:a-claim": reason_form("retract:a-claim", "Retract", "Why", ENGLISH, required=True),
}


@pytest.fixture
def spent():
    return SpentShares()


@pytest.fixture
async def turning_away(make_connector, world, spent):
    connector = make_connector(world, shares=spent)
    await connector.start()
    return connector


def leaves(commands, path=()):
    """Yield each command as it is typed, with its options."""
    for command in commands:
        options = command.get("options", [])
        inner = [one for one in options if one["type"] in {1, 2}]
        here = (*path, command["name"])
        if inner:
            yield from leaves(inner, here)
        else:
            yield " ".join(here), options


def given(options, channel):
    """Return something for each option that is needed."""
    usual = {3: "jessica jones", 4: 1, 5: True, 7: channel, 8: "1"}
    return {
        one["name"]: (one.get("choices") or [{"value": usual[one["type"]]}])[0]["value"]
        for one in options
        if one.get("required")
    }


def message_with(world, channel, components, *, flags=0):
    body = {"components": components}
    message = Message(
        id=world.ids.make(), channel=channel, author=world.bot, body=body, at=0.0, flags=flags
    )
    channel.messages.append(message)
    return message


def button_message(world, channel, key):
    if key.startswith("desktyped"):
        reply = CommandReply(headline="So?", form=TYPED, status=ReplyStatus.AMBIGUOUS)
        view = reply_view(reply, {})
        return message_with(world, channel, view.to_components(), flags=1 << 15)
    button = {"type": 2, "style": 2, "label": "b", "custom_id": key, "id": 2}
    return message_with(world, channel, [{"type": 1, "id": 1, "components": [button]}])


@pytest.mark.usefixtures("turning_away")
async def test_every_command_takes_of_the_share_of_whoever_runs_it(world, channel, spent):
    trish, missed = world.person("trish"), []
    for name, options in leaves(world.commands):
        spent.turned_away.clear()
        ran = await world.run_command(name, at=channel, by=trish, **given(options, channel))
        if SORRY not in ran.text or not ran.is_private or not spent.turned_away:
            missed.append((name, ran.text))
        assert {who for who, _ in spent.turned_away} <= {f"discord:{trish.id}"}

    assert missed == []


@pytest.mark.usefixtures("turning_away")
async def test_everything_that_is_offered_while_somebody_types_does(world, channel, spent):
    missed = []
    for name, options in leaves(world.commands):
        for one in options:
            if not one.get("autocomplete"):
                continue
            spent.turned_away.clear()
            offered = await world.complete(name, one["name"], at=channel, **{one["name"]: "a"})
            if offered or [errand for _, errand in spent.turned_away] != [Errand.KEYSTROKE]:
                missed.append((name, one["name"], offered))

    assert missed == []


@pytest.mark.usefixtures("turning_away")
@pytest.mark.parametrize("action", StepAction)
async def test_every_button_under_an_answer_does(world, channel, spent, action):
    key = f"{action}:{STEPS[action]}"
    pressed = await world.press(button_message(world, channel, key), key, world.person("trish"))

    assert SORRY in pressed.text
    assert pressed.is_private
    assert len(spent.turned_away) == 1


@pytest.mark.usefixtures("turning_away")
@pytest.mark.parametrize("key", DESK_KEYS)
async def test_every_button_of_the_newsdesk_does(world, channel, spent, key):
    message = button_message(world, channel, key)
    pressed = await world.press(message, key, world.person("trish"))

    assert SORRY in pressed.text
    assert pressed.is_private
    assert spent.turned_away


def test_these_are_all_kinds_of_buttons():
    assert STEP.startswith(r"(?P<action>remind|look|follow|forget|sources|history):")
    assert DESK == r"(?:desk(?:page|typed|again)?|feed(?:page|new|again)?):.{1,90}"
    assert set(STEPS) == set(StepAction)


@pytest.mark.usefixtures("turning_away")
@pytest.mark.parametrize("purpose", FORMS)
async def test_every_form_does(world, channel, spent, purpose):
    opened = Interaction(world.ids.make(), "t", MODAL_SUBMIT, channel, world.person("trish"))
    opened.modal = FORMS[purpose].to_dict()

    why = {name: "It is wrong." for name in opened.fields if name == "reason"}
    sent = await world.submit(opened, **why)

    assert SORRY in sent.text
    assert sent.is_private
    assert spent.turned_away


@pytest.mark.usefixtures("turning_away")
async def test_a_mention_is_told_so_once_and_then_hears_nothing(world, channel, spent):
    first = await world.say(channel, QUESTION, mention=True)
    assert SORRY in (await world.answer_to(first)).text

    spent.is_first = False
    second = await world.say(channel, QUESTION, mention=True)
    await until(lambda: len(spent.turned_away) == 2)
    spent.is_first = True
    third = await world.say(channel, QUESTION, mention=True)
    await world.answer_to(third)

    assert world.answers_to(second) == []


async def test_whoever_asks_fifty_times_at_once_is_told_once_and_others_are_answered(
    make_connector, world, channel, clock
):
    connector = make_connector(world, shares=PeoplesShares(clock))
    await connector.start()

    flood = [
        await world.say(channel, QUESTION, by=world.person("kilgrave"), mention=True)
        for _ in range(50)
    ]
    other = await world.say(channel, QUESTION, by=world.person("trish"), mention=True)
    assert "8 March 2018" in (await world.answer_to(other)).text
    await world.until(
        lambda: sum(bool(world.answers_to(message)) for message in flood) == 11, "eleven answers"
    )

    said = [one.text for message in flood for one in world.answers_to(message)]
    assert sum("8 March 2018" in text for text in said) == 10
    assert sum(SORRY in text for text in said) == 1

    clock.pass_time(4)
    again = await world.say(channel, QUESTION, by=world.person("kilgrave"), mention=True)
    assert "8 March 2018" in (await world.answer_to(again)).text


async def test_a_server_that_asks_too_much_is_told_once_and_another_is_answered(
    make_connector, world, channel, clock
):
    connector = make_connector(world, shares=PeoplesShares(clock))
    await connector.start()
    elsewhere = world.channel("elsewhere", world.guild("Another"))

    crowd = [
        await world.say(channel, QUESTION, by=world.person(f"fan-{number}"), mention=True)
        for number in range(104)
    ]
    other = await world.say(elsewhere, QUESTION, by=world.person("trish"), mention=True)
    assert "8 March 2018" in (await world.answer_to(other)).text
    await world.until(
        lambda: sum(bool(world.answers_to(message)) for message in crowd) == 101, "101 answers"
    )

    said = [one.text for message in crowd for one in world.answers_to(message)]
    assert sum(TOGETHER in text for text in said) == 1
