"""News on Slack, from the outbox to the channel: one message, whatever goes wrong on the way."""

from collections.abc import AsyncIterator

import pytest

from adapters.slack.delivery import Poster, SlackMessenger
from adapters.slack.limits import ChannelPacer
from adapters.slack.traits import SLACK
from adapters.slack.web_api import open_session, web_client
from content.subscriptions.destination import Destination
from fakes.newsroom import queued_for, states_at, tell_all
from fakes.slack import Fault, Workspace
from fakes.slack.workspace import Channel

FAULTS = {
    "429": Fault.rate_limited(1),
    "500": Fault.http(500),
    "503": Fault.http(503),
    "504": Fault.http(504),
    "408": Fault.http(408),
    "reset": Fault.reset_before(),
    "garbled": Fault(body="not json at all"),
    "fatal": Fault.refused("fatal_error"),
    "revoked": Fault.refused("token_revoked"),
    "blocks": Fault.refused("invalid_blocks"),
    "500 after acceptance": Fault.lost_after(500),
    "503 after acceptance": Fault.lost_after(503),
    "408 after acceptance": Fault.lost_after(408),
    "reset after acceptance": Fault.reset_after(),
    "fatal after acceptance": Fault(error="fatal_error", is_accepted=True),
    "garbled after acceptance": Fault(body="not json at all", is_accepted=True),
}

FOR_GOOD = {"429", "revoked", "blocks"}
"""What stops the whole platform for a while, or is a fault of ours."""


@pytest.fixture
async def messenger(slack, clock) -> AsyncIterator[SlackMessenger]:
    """A messenger that need not wait a second between two tries in one channel."""
    async with open_session() as session:
        client = web_client(session, token=Workspace.bot_token, api_base=slack.api_base)
        poster = Poster(client, ChannelPacer(channel_s=0.0, workspace_s=0.0))
        yield SlackMessenger(
            client, poster, team=Workspace.team, bot_user=Workspace.bot_user, clock=clock
        )


def place(channel: str) -> Destination:
    return Destination(platform=SLACK.id, workspace=Workspace.team, channel=channel)


@pytest.mark.parametrize("name", FAULTS)
async def test_each_channel_is_told_exactly_once(messenger, slack, clock, name):
    channels = [Workspace.general, Workspace.elsewhere]
    slack.workspace.channels[Workspace.elsewhere].members.add(Workspace.bot_user)
    memory = await queued_for(*map(place, channels))
    slack.fail_next(FAULTS[name])

    for _ in range(5):
        await tell_all(memory, messenger, clock)
        clock.pass_time(100)

    assert [len(slack.bot_messages(channel)) for channel in channels] == [1, 1]
    assert [await states_at(memory, place(one)) for one in channels] == [["delivered"]] * 2


async def test_what_was_lost_and_then_forbidden_is_looked_for_once_it_is_allowed_again(
    messenger, slack, clock
):
    secret = slack.workspace.channels[Workspace.private]
    secret.members.add(Workspace.bot_user)
    memory = await queued_for(place(secret.id))
    slack.fail_next(Fault.reset_after())
    await tell_all(memory, messenger, clock)
    secret.members.remove(Workspace.bot_user)
    clock.pass_time(100)
    await tell_all(memory, messenger, clock)
    assert await states_at(memory, place(secret.id)) == ["suspended"]

    secret.members.add(Workspace.bot_user)
    clock.pass_time(1000)
    await memory.subscriptions.lift(place(secret.id), now=clock.now())
    await tell_all(memory, messenger, clock)

    assert len(slack.bot_messages(secret.id)) == 1
    assert await states_at(memory, place(secret.id)) == ["delivered"]


async def test_where_one_post_in_five_goes_wrong_each_channel_is_told_exactly_once(
    messenger, slack, clock
):
    names = [f"C0NEWS{number:04}" for number in range(40)]
    members = {Workspace.bot_user}
    slack.workspace.channels |= {one: Channel(one, one, members=members) for one in names}
    memory = await queued_for(*map(place, names))
    passing = [fault for name, fault in FAULTS.items() if name not in FOR_GOOD]
    slack.fail_at_random(0.2, 5, *passing)

    for _ in range(12):
        await tell_all(memory, messenger, clock)
        clock.pass_time(400)

    assert slack.failed > 5
    assert {len(slack.bot_messages(one)) for one in names} == {1}
    assert [await states_at(memory, place(one)) for one in names] == [["delivered"]] * 40


async def test_a_channel_that_is_gone_does_not_keep_the_others_from_the_news(
    messenger, slack, clock
):
    slack.workspace.channels[Workspace.general].is_archived = True
    slack.workspace.channels[Workspace.elsewhere].members.add(Workspace.bot_user)
    memory = await queued_for(place(Workspace.general), place(Workspace.elsewhere))

    await tell_all(memory, messenger, clock)

    assert slack.bot_messages() == []
    assert len(slack.bot_messages(Workspace.elsewhere)) == 1
    assert await states_at(memory, place(Workspace.general)) == ["suspended"]
