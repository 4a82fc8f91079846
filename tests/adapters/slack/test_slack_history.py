"""Looking on Slack for what may have been posted already."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.delivery import EVENT_TYPE
from bot.runtime.clock import RehearsalClock
from content.subscriptions.outcomes import Refusal, Rejected, Unknown
from fakes.slack import FakeSlack, Fault, Workspace
from fakes.slack.telling import delivery, messenger


@pytest.mark.parametrize("chatter", [0, 40])
async def test_an_earlier_try_is_found_behind_what_was_said_since(chatter: int) -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        outcome = await violet.send(delivery())
        other = delivery(key="violet-000000000000000002")
        await violet.send(other)
        for number in range(chatter):
            slack.workspace.write(Workspace.general, Workspace.fan, f"line {number}")

        assert await violet.find(delivery(is_unknown=True)) == outcome
        assert await violet.find(replace(other, key="violet-000000000000000003")) is None


async def test_a_key_in_somebody_elses_message_is_not_ours() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        forged = slack.workspace.write(Workspace.general, Workspace.fan, "fooled you")
        forged.metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": delivery().key}}

        assert await violet.find(delivery(is_unknown=True)) is None


@pytest.mark.parametrize(
    "fault",
    [
        Fault.http(503),
        Fault.reset_before(),
        Fault.refused("fatal_error"),
        Fault.refused("missing_scope"),
        Fault.refused("invalid_ts_oldest"),
    ],
    ids=str,
)
async def test_a_failed_search_never_means_that_it_is_not_there(fault: Fault) -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        await violet.send(delivery())
        # Twice, since a search whose connection broke is repeated, as it may be: it only reads.
        slack.fail_next(fault, fault, method="conversations.history")

        assert isinstance(await violet.find(delivery(is_unknown=True)), Unknown)


async def test_a_search_that_must_wait_says_so() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.fail_next(Fault.rate_limited(60), method="conversations.history")

        outcome = await violet.find(delivery(is_unknown=True))

        assert isinstance(outcome, Rejected)
        assert (outcome.refusal, outcome.retry_after_s) == (Refusal.LATER, 60)


@pytest.mark.parametrize("year", [2017, 2099])
async def test_a_rehearsal_finds_its_tries_whatever_year_it_plays_in(year: int) -> None:
    clock = RehearsalClock(datetime(year, 3, 1, tzinfo=UTC), speed=3600.0)
    async with FakeSlack() as slack, messenger(slack.api_base, clock=clock) as violet:
        tried_at = clock.now()
        outcome = await violet.send(delivery(first_tried_at=tried_at))

        assert await violet.find(delivery(first_tried_at=tried_at)) == outcome


async def test_messages_of_long_ago_are_not_looked_through() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        await violet.send(delivery())
        later = datetime.now(UTC) + timedelta(hours=1)

        assert await violet.find(delivery(first_tried_at=later - timedelta(hours=1))) is not None
        (_, arguments) = slack.calls[-1]
        assert float(arguments["oldest"]) > datetime.now(UTC).timestamp() - 120
        assert int(arguments["limit"]) == 15
