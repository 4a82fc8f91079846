"""Every way into Violet on Slack takes of the share of whoever comes by it.

What is added later is walked here too, or is missed here by its name.
"""

from typing import get_args

import pytest

from adapters.slack.connector import Listeners
from adapters.slack.desk_forms import CLAIM_SHOW, DeskForm, FormOrigin, desk_form
from adapters.slack.desk_messages import NEW_FEED, DeskList, ListPage
from adapters.slack.forms import SHOW, SUBSCRIBE, subscribe_form
from bot.runtime.shares import PeoplesShares
from content.answers.reply import LookUpOffer
from content.commands.desk import DeskAction, DeskButton, DeskItem, DeskItemKind
from content.commands.feed_list import FeedAction, FeedButton
from content.commands.next_steps import StepAction
from content.commands.parse import Command, read_command
from content.commands.shares import Errand
from content.show_files.typed_claims import TypedClaim
from fakes.shares import SpentShares
from fakes.slack.workspace import Message

SORRY = "more at once than I can do for one person"
QUESTION = "when is jessica jones season 2 out?"
VERBS = (
    *("help", "ask is it out", "when jessica jones", "look up frieren", "remind daredevil"),
    *("forget me", "updates forget", "updates forget everything confirm"),
    *("updates audit", "updates admins", "updates admins none"),
    *("updates test", "updates test jessica jones mention"),
    *("updates subscribe", "updates subscribe daredevil", "updates settings", "updates pause"),
    *("updates resume", "updates unsubscribe", "updates list", "updates preview", "updates why"),
    *(
        "updates doctor",
        "updates test",
        "newsdesk review",
        "newsdesk review amend 1",
        "newsdesk feeds",
    ),
    *("newsdesk record", "newsdesk retract", "newsdesk retract a b", "newsdesk history daredevil"),
)
STEPS = {
    StepAction.REMIND: "jessica-jones",
    StepAction.LOOK_UP: LookUpOffer("frieren").key,
    StepAction.FOLLOW: "jessica-jones",
    StepAction.FORGET: "en",
    StepAction.SOURCES: "release_date|2|jessica-jones",
    StepAction.HISTORY: "release_date|2|jessica-jones",
}
PAGE = ListPage(DeskList.REVIEW, 1)
PRESSES = {
    **{str(action): value for action, value in STEPS.items()},
    **{DeskButton(action=one, number=1, revision=1).key: PAGE.key for one in DeskAction},
    **{FeedButton(action=one, number=1).key: PAGE.key for one in FeedAction},
    NEW_FEED: PAGE.key,
    f"turn:{PAGE.key}": PAGE.key,
}
ITEM = DeskItem(
    kind=DeskItemKind.PROPOSAL,
    number=1,
    revision=1,
    line="A line.",
    show="jessica jones",
    season="3",
    claim=TypedClaim(
        kind="release-date",
        value="2019",
        stance="confirmed",
        publisher="Variety",
        url="https://example.org/a",
    ),
)
TYPED = {
    DeskForm.REJECT: {"reason": "It is wrong."},
    DeskForm.RETRACT: {"claim": "a-claim", "reason": "It is wrong."},
    DeskForm.FEED: {"address": "https://example.org/feed"},
}


@pytest.fixture
def spent():
    return SpentShares()


@pytest.fixture
async def turning_away(make_connector, slack, spent):
    connector = make_connector(shares=spent)
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return connector


def test_these_are_all_commands():
    assert {type(read_command(typed)) for typed in VERBS} == set(get_args(Command))


def test_these_are_all_listeners():
    assert {name for name in vars(Listeners) if name.startswith("_on_")} == {
        "_on_error",
        "_on_command",  # VERBS
        "_on_button",  # PRESSES
        "_on_desk_press",
        "_on_typed",  # the two fields below
        "_on_desk_typed",
        "_on_form",  # the forms below
        "_on_desk_form",
        "_on_mention",
        "_on_message",
        "_on_place_event",  # nobody asks by it: only of subscribed channels anything is looked up
    }


@pytest.mark.usefixtures("turning_away")
@pytest.mark.parametrize("typed", VERBS)
async def test_every_command_takes_of_the_share_of_whoever_types_it(slack, spent, typed):
    answer = await slack.answer(f"/violet {typed}")

    assert SORRY in answer.shown
    assert answer.only_for == slack.workspace.fan
    assert [who for who, _ in spent.turned_away] == [f"slack:T0VIOLET01/{slack.workspace.fan}"]
    assert slack.forms() == []
    assert asked_about_people(slack) == 0


@pytest.mark.usefixtures("turning_away")
@pytest.mark.parametrize("action", PRESSES)
async def test_every_button_does(slack, spent, action):
    home = slack.workspace
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "b"},
        "action_id": action,
        "value": PRESSES[action],
    }
    blocks = [{"type": "actions", "elements": [button]}]
    message = Message(home.general, "1.000001", home.bot_user, "b", blocks)

    answer = await slack.press(message, action)

    assert SORRY in answer.shown
    assert len(spent.turned_away) == 1
    assert slack.forms() == []


def shown(slack, form):
    """Show a form, as one that was opened before."""
    view = form | {"id": "V1"}
    slack._api.views["V1"] = view
    return view


@pytest.mark.usefixtures("turning_away")
@pytest.mark.parametrize("form", DeskForm)
async def test_every_form_of_the_newsdesk_does_and_what_was_typed_stays(slack, spent, form):
    origin = FormOrigin(channel=slack.workspace.general, number=1, revision=1)
    view = shown(slack, desk_form(form, origin, item=ITEM))
    fields = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    typed = {name: text for name, text in TYPED.get(form, {}).items() if name in fields}

    await slack.submit(view, **typed)
    await slack.until(lambda: SORRY in str(slack.forms()))

    assert {one["block_id"] for one in slack.forms()[0]["blocks"] if one["type"] == "input"} == (
        fields
    )
    assert [one for _, one in spent.turned_away if one is not Errand.KEYSTROKE]


@pytest.mark.usefixtures("turning_away")
async def test_the_form_to_subscribe_does(slack, spent):
    view = shown(slack, subscribe_form(channel=slack.workspace.general))
    assert view["callback_id"] == SUBSCRIBE
    shows = [{"text": {"type": "plain_text", "text": "all"}, "value": "all"}]
    slack._offered["V1", "show"] = shows

    await slack.submit(view, show="all")
    await slack.until(lambda: SORRY in str(slack.forms()))

    assert [one for _, one in spent.turned_away] == [Errand.ORDER]
    assert asked_about_people(slack) == 0


@pytest.mark.usefixtures("turning_away")
@pytest.mark.parametrize("field", [SHOW, CLAIM_SHOW])
async def test_what_is_offered_while_somebody_types_does(slack, spent, field):
    origin = FormOrigin(channel=slack.workspace.general)
    form = (
        subscribe_form(channel=slack.workspace.general)
        if field == SHOW
        else desk_form(DeskForm.RECORD, origin)
    )

    assert await slack.suggest(shown(slack, form), "show", "jess") == []
    assert [one for _, one in spent.turned_away] == [Errand.KEYSTROKE]


@pytest.mark.usefixtures("turning_away")
async def test_whoever_mentions_violet_is_told_alone(slack):
    await slack.mention(QUESTION)
    await slack.until(lambda: bool(slack.bot_messages()))

    (said,) = slack.bot_messages()
    assert SORRY in said.shown
    assert said.only_for == slack.workspace.fan


@pytest.mark.usefixtures("turning_away")
async def test_in_a_direct_message_it_is_said_there(slack):
    im = slack.workspace.im(slack.workspace.fan).id
    await slack.direct_message(QUESTION)
    await slack.until(lambda: bool(slack.bot_messages(im)))

    assert SORRY in slack.bot_messages(im)[0].shown


async def test_whoever_asks_fifty_times_at_once_is_told_once_and_others_are_answered(
    make_connector, slack, clock
):
    connector = make_connector(shares=PeoplesShares(clock))
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)

    flood = [await slack.command(f"/violet ask {QUESTION}") for _ in range(50)]
    other = await slack.answer(f"/violet ask {QUESTION}", user=slack.workspace.guest)
    assert "8 March 2018" in other.shown
    await slack.until(lambda: sum(len(one.answers) for one in flood) == 11)

    said = [one.shown for typed in flood for one in typed.answers]
    assert sum("8 March 2018" in text for text in said) == 10
    assert sum(SORRY in text for text in said) == 1


def asked_about_people(slack) -> int:
    return sum(method == "users.info" for method, _ in slack.calls)


async def test_a_hundred_and_forty_refused_orders_cost_one_look_and_the_owner_is_served(
    make_connector, slack, clock
):
    connector = make_connector(shares=PeoplesShares(clock))
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)

    refused = [await slack.command("/violet updates pause") for _ in range(140)]
    owner = await slack.answer("/violet updates list", user=slack.workspace.admin)
    paused = await slack.answer("/violet updates pause", user=slack.workspace.admin)
    await slack.until(lambda: sum(len(one.answers) for one in refused) == 21)

    said = [one.shown for typed in refused for one in typed.answers]
    assert sum("Only admins and owners" in text for text in said) == 20
    assert sum(SORRY in text for text in said) == 1
    assert "Only admins" not in owner.shown + paused.shown
    asked = [one["user"] for method, one in slack.calls if method == "users.info"]
    assert asked.count(slack.workspace.fan) == 1
    assert asked.count(slack.workspace.admin) == 1
