"""Tokens that expire: renewed in time, once for all who send, and by one process at a time."""

import asyncio
import logging

import pytest

from adapters.slack.tokens import RENEWED_BEFORE
from adapters.storage.database import Database
from bot.ports.workspaces import WorkspaceStanding
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Refusal
from fakes.slack import FakeSlack, Fault
from fakes.slack.telling import delivery
from fakes.slack_by_oauth import Hosted

QUESTION = "when is jessica jones season 2 out?"
HALF_A_DAY = 43_200
IN_TIME = HALF_A_DAY - RENEWED_BEFORE.total_seconds() + 1


@pytest.fixture(params=["sqlite", "postgres"])
def database(request) -> Database:
    return request.getfixturevalue(f"opened_{request.param}")


@pytest.fixture
async def violet(slack: FakeSlack, database):
    async with Hosted(slack, database) as violet:
        await violet.install(slack.workspace)
        yield violet


def open_channels(slack, count: int) -> list[str]:
    """Return so many channels in which Violet is."""
    home = slack.workspace
    names = [f"C0MANY{number:04}" for number in range(count)]
    for name in names:
        home.channels[name] = type(home.channels[home.general])(
            name, name, members={home.bot_user, home.fan}
        )
    return names


async def send_to(violet, channels):
    """Send one message to each of *channels* at once; return what came of each."""
    home = violet.slack.workspace
    messenger = await violet.connector.find(home.team)
    return await asyncio.gather(
        *(
            messenger.send(
                delivery(
                    destination=Destination(platform="slack", workspace=home.team, channel=channel),
                    key=f"violet-{channel}",
                )
            )
            for channel in channels
        )
    )


async def test_fifty_sends_with_an_expired_token_make_one_refresh_and_lose_none(violet, slack):
    channels = open_channels(slack, 50)
    slack.oauth.ahead_s += HALF_A_DAY + 1

    outcomes = await send_to(violet, channels)

    assert all(isinstance(one, Delivered) for one in outcomes)
    assert [len(slack.bot_messages(channel)) for channel in channels] == [1] * 50
    assert slack.oauth.refreshed == 1


async def test_fifty_sends_by_a_clock_that_is_behind_slacks_make_one_refresh_too(violet, slack):
    """Then nobody here knows that the token has expired before Slack says so."""
    channels = open_channels(slack, 50)
    for token in slack.oauth.issued.values():
        token.expires_at = 0.0

    outcomes = await send_to(violet, channels)

    assert all(isinstance(one, Delivered) for one in outcomes)
    assert [len(slack.bot_messages(channel)) for channel in channels] == [1] * 50
    assert slack.oauth.refreshed == 1


async def test_a_token_is_renewed_hours_before_it_expires_so_that_sending_never_waits(
    violet, slack
):
    slack.oauth.ahead_s += IN_TIME
    await violet.connector.installations.look()
    slack.oauth.ahead_s += RENEWED_BEFORE.total_seconds()
    before = len(slack.calls)

    (outcome,) = await send_to(violet, open_channels(slack, 1))

    assert isinstance(outcome, Delivered)
    assert [method for method, _ in slack.calls[before:]] == ["chat.postMessage"]
    assert slack.oauth.refreshed == 1


async def test_before_that_nothing_is_renewed(violet, slack):
    slack.oauth.ahead_s += IN_TIME - 60
    await violet.connector.installations.look()

    assert slack.oauth.refreshed == 0


async def test_it_goes_on_for_days(violet, slack):
    for _ in range(6):
        slack.oauth.ahead_s += IN_TIME
        await violet.connector.installations.look()

    await slack.mention(QUESTION)
    assert "8 March 2018" in (await slack.said()).shown
    assert slack.oauth.refreshed == 6


async def test_of_many_processes_one_renews_and_all_go_on_with_what_it_got(violet, slack):
    others = [violet.make(listens=False) for _ in range(4)]
    for other in others:
        await other.start()
    slack.answers_after_s = 0.3  # so that all of them want it while one is getting it
    try:
        slack.oauth.ahead_s += HALF_A_DAY + 1
        processes = [violet.connector, *others]
        messengers = [await one.find(slack.workspace.team) for one in processes]
        channels = open_channels(slack, 5)
        sent = await asyncio.gather(
            *(
                messenger.send(
                    delivery(
                        destination=Destination(
                            platform="slack", workspace=slack.workspace.team, channel=channel
                        )
                    )
                )
                for messenger, channel in zip(messengers, channels, strict=True)
            )
        )
    finally:
        for other in others:
            await other.stop()

    assert all(isinstance(one, Delivered) for one in sent)
    assert slack.oauth.refreshed == 1


async def test_a_slack_that_does_not_answer_is_asked_again_and_the_token_used_meanwhile(
    violet, slack
):
    slack.fail_next(Fault.http(503), Fault.reset_before(), method="oauth.v2.access")
    slack.oauth.ahead_s += IN_TIME
    for _ in range(2):
        await violet.connector.installations.look()
    (meanwhile,) = await send_to(violet, open_channels(slack, 1))

    await violet.connector.installations.look()

    assert isinstance(meanwhile, Delivered)
    assert slack.oauth.refreshed == 1


@pytest.mark.parametrize(
    "fault", [Fault.http(503), Fault.refused("internal_error"), Fault.rate_limited(1)]
)
async def test_where_a_token_has_expired_and_slack_gives_none_news_waits(violet, slack, fault):
    """No channel is to blame for that, and none is suspended."""
    slack.oauth.ahead_s += HALF_A_DAY + 1
    slack.fail_next(fault, fault, method="oauth.v2.access")

    (meanwhile,) = await send_to(violet, open_channels(slack, 1))
    (later,) = await send_to(violet, open_channels(slack, 1))

    assert meanwhile.refusal is Refusal.LATER
    assert isinstance(later, Delivered)


async def test_where_a_token_has_expired_and_cannot_be_looked_up_news_waits(violet, slack):
    slack.oauth.ahead_s += HALF_A_DAY + 1
    channels = open_channels(slack, 1)
    async with violet.database._transactions.writing() as connection:
        await connection.exec_driver_sql("ALTER TABLE workspace RENAME TO away")

    (meanwhile,) = await send_to(violet, channels)
    async with violet.database._transactions.writing() as connection:
        await connection.exec_driver_sql("ALTER TABLE away RENAME TO workspace")

    assert meanwhile.refusal is Refusal.LATER


async def test_where_the_answer_was_lost_the_token_is_used_to_its_end_and_that_is_shown(
    violet, slack
):
    """What new tokens are given for is good once: whoever loses the answer has no other."""
    slack.fail_next(Fault.reset_after(), method="oauth.v2.access")
    slack.oauth.ahead_s += IN_TIME
    for _ in range(3):
        await violet.connector.installations.look()
    (meanwhile,) = await send_to(violet, open_channels(slack, 1))
    shown = violet.connector.installations.standings[WorkspaceStanding.EXPIRING]

    slack.oauth.ahead_s += HALF_A_DAY
    await violet.connector.installations.look()

    assert isinstance(meanwhile, Delivered)
    assert shown == 1
    assert await violet.tokens_of(slack.workspace) is None
    assert violet.connector.installations.standings[WorkspaceStanding.REMOVED] == 1


async def test_a_token_that_is_got_while_she_ends_is_kept(violet, slack):
    slack.answers_after_s = 0.3
    slack.oauth.ahead_s += HALF_A_DAY + 1
    sending = asyncio.create_task(send_to(violet, open_channels(slack, 1)))
    await slack.until(lambda: any(method == "oauth.v2.access" for method, _ in slack.calls))
    sending.cancel()
    await violet.connector.stop()

    after = violet.make()
    await after.start()
    violet.connector = after

    assert isinstance((await send_to(violet, open_channels(slack, 1)))[0], Delivered)
    assert slack.oauth.refreshed == 1


async def test_renewed_tokens_are_in_no_log(violet, slack, caplog):
    caplog.set_level(logging.DEBUG)
    slack.oauth.ahead_s += HALF_A_DAY + 1
    await send_to(violet, open_channels(slack, 1))

    tokens = await violet.tokens_of(slack.workspace)
    assert tokens.access.text not in caplog.text
    assert tokens.refresh.text not in caplog.text


async def test_an_app_without_rotation_is_used_as_long_as_it_is_there(violet, slack):
    slack.app.rotates = False
    other = slack.add_team(2)
    await violet.install(other)
    slack.oauth.ahead_s += 365 * 86_400
    there = slack.at(other)

    await there.mention(QUESTION)

    assert "8 March 2018" in (await there.said()).shown
    assert (await violet.tokens_of(other)).refresh is None


async def test_without_its_key_a_workspace_is_served_nothing_and_that_is_shown(violet, slack):
    without = Hosted(slack, violet.database, box=None)
    await without.connector.start()
    try:
        found = await without.connector.find(slack.workspace.team)
        notes = without.connector.installations.standings
    finally:
        await without.connector.stop()

    assert found is None
    assert notes[WorkspaceStanding.UNREADABLE] == 1
    assert await violet.tokens_of(slack.workspace) is not None


async def test_an_unknown_workspace_is_refused_for_that_channel_alone(violet, slack):
    there = Destination(platform="slack", workspace="T0NOWHERE1", channel="C0NOWHERE1")

    outcome = await violet.connector.messenger.send(delivery(destination=there))

    assert outcome.refusal is Refusal.DESTINATION
    assert isinstance((await send_to(violet, open_channels(slack, 1)))[0], Delivered)


async def test_a_workspace_let_in_by_another_process_is_posted_to_at_once(violet, slack):
    poster = violet.make(listens=False)
    await poster.start()
    other = slack.add_team(2)
    slack.oauth.ahead_s += 5
    try:
        await violet.install(other)
        there = Destination(platform="slack", workspace=other.team, channel=other.general)
        outcome = await poster.messenger.send(delivery(destination=there))
    finally:
        await poster.stop()

    assert isinstance(outcome, Delivered)
