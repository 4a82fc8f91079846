"""The living countdown on Slack: one message a channel, edited every day."""

from datetime import timedelta

import pytest

from adapters.slack.traits import SLACK
from bot.verbs.keep_living import keep_living
from fakes.claims import catalogue, claim
from fakes.database import FakeDatabase
from fakes.newsroom import FixedKnowledge, tell_all
from fakes.slack import Fault

KNOWN = FixedKnowledge(catalogue(claim(value="2018-03-08", on="2017-12-09")))
SUBSCRIBE = "/violet updates subscribe jessica jones living steps none"


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def subscriptions(memory):
    return memory.subscriptions


@pytest.fixture
async def connector(make_connector, slack, memory):
    connector = make_connector(memory=memory)
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return connector


@pytest.fixture
def tell_day(connector, memory, clock):
    """A day goes by: what the message says then is told."""

    async def tell():
        await keep_living(
            {},
            [SLACK.id],
            clock=clock,
            knowledge=KNOWN,
            subscriptions=memory.subscriptions,
            outbox=memory.outbox,
        )
        await tell_all(memory, connector.messenger, clock)
        clock.moment += timedelta(days=1)

    return tell


async def test_one_message_is_posted_and_edited_every_day_with_the_same_blocks(slack, tell_day):
    await slack.answer(SUBSCRIBE, user=slack.workspace.admin)
    shown = []
    for _ in range(3):
        await tell_day()
        (message,) = slack.bot_messages()
        shown.append((message.shown, [block["type"] for block in message.blocks]))

    assert ["35 days to go" in shown[0][0], "33 days to go" in shown[2][0]] == [True, True]
    assert shown[0][1] == shown[1][1] == shown[2][1]
    assert [method for method, _ in slack.calls].count("chat.update") == 2


@pytest.mark.parametrize("error", ["edit_window_closed", "cant_update_message"])
async def test_what_can_be_edited_no_longer_is_posted_anew_and_edited_from_then_on(
    slack, tell_day, error
):
    await slack.answer(SUBSCRIBE, user=slack.workspace.admin)
    await tell_day()
    await tell_day()
    slack.fail_next(Fault.refused(error), method="chat.update")
    await tell_day()
    await tell_day()
    await tell_day()

    first, second = slack.bot_messages()
    assert "34 days to go" in first.shown
    assert "31 days to go" in second.shown


async def test_where_nothing_can_be_edited_there_is_no_post_a_day(slack, tell_day):
    await slack.answer(SUBSCRIBE, user=slack.workspace.admin)
    await tell_day()
    for _ in range(3):
        slack.fail_next(Fault.refused("update_not_allowed"), method="chat.update")
        await tell_day()

    assert len(slack.bot_messages()) == 1


async def test_an_answer_that_is_lost_makes_no_second_message(slack, tell_day):
    await slack.answer(SUBSCRIBE, user=slack.workspace.admin)
    slack.fail_next(Fault.reset_after())
    await tell_day()
    await tell_day()

    (message,) = slack.bot_messages()
    assert "days to go" in message.shown


@pytest.mark.usefixtures("connector")
async def test_it_is_turned_on_and_off_and_said_in_words_and_in_the_form(slack, subscriptions):
    home = slack.workspace
    said = await slack.answer(SUBSCRIBE, user=home.admin)
    (on,) = await subscriptions.every()
    await slack.answer("/violet updates settings", user=home.admin)
    (form,) = slack.forms()
    await slack.submit(form, living="no")
    await slack.until(lambda: "Jessica Jones" in str(slack.forms()))

    (off,) = await subscriptions.every()
    assert "I edit it every day at 09:00 UTC" in said.shown
    assert (on.preferences.living, off.preferences.living) == (True, False)
