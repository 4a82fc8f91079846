"""Telling on Slack: one message a try, and whose matter it is where there is none."""

import asyncio
import socket
from dataclasses import replace

import pytest

from adapters.slack.delivery import EVENT_TYPE
from adapters.slack.limits import ChannelPacer
from content.subscriptions.causes import Cause
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.slack import FakeSlack, Fault, Workspace
from fakes.slack.telling import HERE, delivery, messenger, tell


async def test_a_delivery_is_one_message_that_carries_its_key() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        outcome = await violet.send(delivery())

        (message,) = slack.bot_messages()
        assert outcome == Delivered(message=message.ts)
        assert message.metadata == {
            "event_type": EVENT_TYPE,
            "event_payload": {"key": "violet-000000000000000001"},
        }
        assert "Season 2 premieres on 8 March 2018." in message.shown
        assert slack.violations == []


async def test_a_delivery_to_a_thread_goes_into_the_thread() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        start = slack.workspace.write(Workspace.general, Workspace.fan, "news here please")
        told = delivery(destination=replace(HERE, thread=start.ts))

        outcome = await violet.send(told)

        assert isinstance(outcome, Delivered)
        assert slack.bot_messages()[0].thread_ts == start.ts
        assert await violet.find(told) == outcome


LATER, DESTINATION = Refusal.LATER, Refusal.DESTINATION
OURS, PLATFORM = Refusal.OURS, Refusal.PLATFORM


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (Fault.rate_limited(7), LATER),
        (Fault.refused("rate_limited"), LATER),
        (Fault.refused("message_limit_exceeded"), LATER),
        (Fault.refused("team_added_to_org"), LATER),
        (Fault.refused("org_login_required"), LATER),
        (Fault.refused("external_channel_migrating"), LATER),
        (Fault.http(404), LATER),
        (Fault.refused("is_archived"), DESTINATION),
        (Fault.refused("channel_not_found"), DESTINATION),
        (Fault.refused("restricted_action"), DESTINATION),
        (Fault.refused("restricted_action_read_only_channel"), DESTINATION),
        (Fault.refused("restricted_action_thread_only_channel"), DESTINATION),
        (Fault.refused("restricted_action_non_threadable_channel"), DESTINATION),
        (Fault.refused("restricted_action_thread_locked"), DESTINATION),
        (Fault.refused("ekm_access_denied"), DESTINATION),
        (Fault.refused("no_permission"), DESTINATION),
        (Fault.refused("messages_tab_disabled"), DESTINATION),
        (Fault.refused("msg_too_long"), OURS),
        (Fault.refused("no_text"), OURS),
        (Fault.refused("metadata_too_large"), OURS),
        (Fault.refused("an_error_of_tomorrow"), OURS),
        (Fault.refused("invalid_auth"), PLATFORM),
        (Fault.refused("token_revoked"), PLATFORM),
        (Fault.refused("token_expired"), PLATFORM),
        (Fault.refused("account_inactive"), PLATFORM),
        (Fault.refused("missing_scope"), PLATFORM),
    ],
    ids=str,
)
async def test_a_refused_message_is_not_there_and_whose_matter_it_is_is_known(
    fault: Fault, refusal: Refusal
) -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.fail_next(fault)

        outcome = await violet.send(delivery())

        assert isinstance(outcome, Rejected)
        assert outcome.refusal is refusal
        assert (outcome.retry_after_s is not None) is (refusal is LATER)
        assert "xoxb" not in outcome.reason
        assert slack.bot_messages() == []
        assert [method for method, _ in slack.calls] == ["chat.postMessage"]


@pytest.mark.parametrize("code", ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"])
async def test_where_slack_takes_issue_with_blocks_the_news_is_told_in_plain_words(
    code: str,
) -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.fail_next(Fault.refused(code))

        outcome = await violet.send(delivery())

        (message,) = slack.bot_messages()
        assert outcome == Delivered(message=message.ts)
        assert message.blocks == []
        assert message.text == "Jessica Jones: Season 2 premieres on 8 March 2018."
        assert await violet.find(delivery(is_unknown=True)) == outcome


async def test_news_that_slack_takes_neither_way_is_our_own_fault() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.fail_next(Fault.refused("invalid_blocks"), Fault.refused("msg_too_long"))

        outcome = await violet.send(delivery())

        assert isinstance(outcome, Rejected)
        assert outcome.refusal is OURS
        assert slack.bot_messages() == []


async def test_a_slack_that_hangs_leaves_it_unknown() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base, timeout_s=0.3) as violet:
        slack.fail_next(Fault(hangs=True))

        assert isinstance(await violet.send(delivery()), Unknown)


@pytest.mark.parametrize(
    ("fault", "arrives"),
    [
        (Fault.http(500), False),
        (Fault.http(502), False),
        (Fault.http(503), False),
        (Fault.http(504), False),
        (Fault.http(408), False),
        (Fault(body="not json at all"), False),
        (Fault.refused("fatal_error"), False),
        (Fault.refused("internal_error"), False),
        (Fault.refused("request_timeout"), False),
        (Fault.refused("service_unavailable"), False),
        (Fault.reset_before(), False),
        (Fault.reset_after(), True),
        (Fault.lost_after(500), True),
        (Fault.lost_after(503), True),
        (Fault(error="fatal_error", is_accepted=True), True),
    ],
    ids=str,
)
async def test_a_lost_answer_is_unknown_until_it_was_looked_for(
    fault: Fault,
    arrives: bool,  # noqa: FBT001  a row of the table
) -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.fail_next(fault)

        outcome = await violet.send(delivery())
        found = await violet.find(delivery(is_unknown=True))

        assert isinstance(outcome, Unknown)
        posts = [method for method, _ in slack.calls if method == "chat.postMessage"]
        assert len(posts) == 1, "the SDK must not send again on its own"
        assert len(slack.bot_messages()) == int(arrives)
        expected = Delivered(message=slack.bot_messages()[0].ts) if arrives else None
        assert found == expected


async def test_slack_says_how_long_to_wait_and_the_channel_rests_that_long() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.fail_next(Fault.rate_limited(30))

        first = await tell(violet, delivery())
        second = await tell(violet, delivery())
        slack.workspace.channels[Workspace.elsewhere].members.add(Workspace.bot_user)
        elsewhere = delivery(destination=replace(HERE, channel=Workspace.elsewhere))
        other = await tell(violet, elsewhere)

        assert isinstance(first, Rejected)
        assert first.retry_after_s == 30
        assert isinstance(second, Rejected)
        assert second.refusal is Refusal.LATER
        assert 28 < (second.retry_after_s or 0) <= 30
        assert isinstance(other, Delivered)
        assert len(slack.calls) == 2, "the resting channel was not asked again"


async def test_a_slack_that_nobody_reaches_got_nothing() -> None:
    with socket.socket() as reserved:  # bound and not listening: connections are refused
        reserved.bind(("127.0.0.1", 0))
        async with messenger(f"http://127.0.0.1:{reserved.getsockname()[1]}/api/") as violet:
            outcome = await violet.send(delivery())
            found = await violet.find(delivery(is_unknown=True))

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.LATER
    assert isinstance(found, Unknown)


async def test_a_channel_that_violet_is_not_in_is_left_alone_with_how_to_invite_her() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        public = await violet.send(delivery(destination=replace(HERE, channel=Workspace.elsewhere)))
        private = await violet.send(delivery(destination=replace(HERE, channel=Workspace.private)))

        for refused in (public, private):
            assert isinstance(refused, Rejected)
            assert refused.refusal is Refusal.DESTINATION
            assert refused.cause is Cause.LEFT
            assert "/invite @Violet" in refused.reason
        members = slack.workspace.channels[Workspace.elsewhere].members
        assert Workspace.bot_user not in members


async def test_archived_and_vanished_channels_refuse_for_good() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.workspace.channels[Workspace.general].is_archived = True
        archived = await violet.send(delivery())
        slack.workspace.channels[Workspace.general].is_gone = True
        gone = await violet.send(delivery())
        looked_for = await violet.find(delivery(is_unknown=True))

        for refused in (archived, gone, looked_for):
            assert isinstance(refused, Rejected)
            assert refused.refusal is Refusal.DESTINATION


async def test_another_workspace_is_not_written_to() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        stranger = delivery(destination=replace(HERE, workspace="T0OTHERS01"))

        outcome = await violet.send(stranger)

        assert isinstance(outcome, Rejected)
        assert outcome.refusal is Refusal.DESTINATION
        assert await violet.find(stranger) == outcome
        assert slack.calls == []


async def test_a_revoked_token_stops_the_platform_and_no_channel() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.revoked = "token_revoked"

        for outcome in (await violet.send(delivery()), await violet.find(delivery())):
            assert isinstance(outcome, Rejected)
            assert outcome.refusal is Refusal.PLATFORM


@pytest.mark.waits(2)
async def test_a_burst_into_one_channel_is_paced_below_slacks_limit() -> None:
    async with (
        FakeSlack() as slack,
        messenger(slack.api_base, pacer=ChannelPacer(workspace_s=0.0)) as violet,
    ):
        slack.enforces_rate = True
        keys = [f"violet-{number}" for number in range(3)]

        outcomes = await asyncio.gather(*(tell(violet, delivery(key=key)) for key in keys))

        assert all(isinstance(outcome, Delivered) for outcome in outcomes)
        assert slack.rate_limited == []


async def test_the_fake_does_refuse_an_unpaced_burst() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.enforces_rate = True

        await violet.send(delivery())
        outcome = await violet.send(delivery(key="violet-2"))

        assert isinstance(outcome, Rejected)
        assert slack.rate_limited == [Workspace.general]
