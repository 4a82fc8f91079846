"""How a message is told on Slack: whom it mentions, what it answers, and how it is edited."""

import socket
from dataclasses import replace

import pytest

from adapters.slack.delivery import EVENT_TYPE
from adapters.slack.limits import ChannelPacer
from adapters.slack.traits import SLACK
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.slack import FakeSlack, Fault, Workspace
from fakes.slack.telling import HERE, NEWS, delivery, messenger, tell
from fakes.slack.workspace import parts_of

TRISH = Destination(platform=SLACK.id, workspace=Workspace.team, channel="", person=Workspace.fan)


@pytest.mark.parametrize(
    ("whom", "part", "text"),
    [
        (
            "S0FANS0001",
            {"type": "usergroup", "usergroup_id": "S0FANS0001"},
            "<!subteam^S0FANS0001> ",
        ),
        ("channel", {"type": "broadcast", "range": "channel"}, "<!channel> "),
        ("here", {"type": "broadcast", "range": "here"}, "<!here> "),
    ],
)
async def test_whoever_was_chosen_is_mentioned(whom: str, part: dict, text: str) -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        await violet.send(delivery(mention=whom))

        (message,) = slack.bot_messages()
        assert part in list(parts_of(message.blocks))
        assert message.text.startswith(text)
        assert slack.violations == []


@pytest.mark.parametrize("whom", ["everyone", "<!channel>", "U0FAN00001", "s0fans0001", ""])
async def test_what_is_no_group_is_not_mentioned(whom: str) -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        await violet.send(delivery(mention=whom, announcement=replace(NEWS, headline="<!here>")))

        (message,) = slack.bot_messages()
        assert not message.pings


async def test_a_correction_answers_the_first_message_for_the_whole_channel_to_see() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        first = await violet.send(delivery())
        assert isinstance(first, Delivered)
        second = delivery(key="violet-2", reply_to=first.message)

        outcome = await violet.send(second)

        message = slack.bot_messages()[1]
        assert message.thread_ts == first.message
        assert message.arguments["reply_broadcast"] is True
        assert await violet.find(second) == outcome


async def test_in_a_thread_the_correction_stays_in_the_thread() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        start = slack.workspace.write(Workspace.general, Workspace.fan, "news here please")
        place = replace(HERE, thread=start.ts)

        await violet.send(delivery(destination=place, reply_to="1.000001"))

        (message,) = slack.bot_messages()
        assert message.thread_ts == start.ts
        assert "reply_broadcast" not in message.arguments


async def test_where_the_first_message_has_gone_the_news_is_posted_by_itself() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        outcome = await violet.send(delivery(reply_to="1.000001"))

        (message,) = slack.bot_messages()
        assert outcome == Delivered(message=message.ts)
        assert message.thread_ts is None


async def test_what_is_no_longer_so_is_struck_through_and_says_what_is() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        sent = await violet.send(delivery())
        assert isinstance(sent, Delivered)
        news = replace(NEWS, superseded="Since then, it has moved to 24 March.")

        outcome = await violet.revise(delivery(announcement=news, revises=sent.message))

        (message,) = slack.bot_messages()
        assert outcome == Delivered(message=sent.message)
        struck = [
            part for part in parts_of(message.blocks) if part.get("style") == {"strike": True}
        ]
        assert [part["text"] for part in struck] == [NEWS.headline]
        assert "moved to 24 March" in message.shown
        assert message.metadata == {
            "event_type": EVENT_TYPE,
            "event_payload": {"key": delivery().key},
        }
        assert slack.violations == []


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (Fault.refused("edit_window_closed"), Refusal.MESSAGE),
        (Fault.refused("cant_update_message"), Refusal.MESSAGE),
        (Fault.refused("message_not_found"), Refusal.MESSAGE),
        (Fault.refused("msg_too_long"), Refusal.OURS),
        (Fault.rate_limited(9), Refusal.LATER),
    ],
    ids=str,
)
async def test_an_edit_that_is_refused_says_whose_matter_it_is(
    fault: Fault, refusal: Refusal
) -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.fail_next(fault, method="chat.update")

        outcome = await violet.revise(delivery(revises="1.000001"))

        assert isinstance(outcome, Rejected)
        assert outcome.refusal is refusal


async def test_a_lost_answer_to_an_edit_is_unknown() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.fail_next(Fault.http(503), method="chat.update")

        assert isinstance(await violet.revise(delivery(revises="1.000001")), Unknown)


async def test_the_plain_form_says_it_without_blocks() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        await violet.send(delivery(is_plain=True, mention="here"))

        (message,) = slack.bot_messages()
        assert message.blocks == []
        assert message.text == f"<!here> Jessica Jones: {NEWS.headline}"


async def test_a_person_is_written_to_directly_and_the_conversation_opened_once() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        for key in ("one", "two"):
            told = delivery(destination=TRISH, key=key)
            outcome = await violet.send(told)
            assert await violet.find(told) == outcome

        assert len(slack.bot_messages(slack.workspace.im(Workspace.fan).id)) == 2
        assert [method for method, _ in slack.calls].count("conversations.open") == 1


@pytest.mark.parametrize("code", ["missing_scope", "user_not_found"])
async def test_a_person_who_cannot_be_written_to_is_no_matter_of_the_workspace(code: str) -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        slack.fail_next(Fault.refused(code), method="conversations.open")

        outcome = await violet.send(delivery(destination=TRISH))

        assert isinstance(outcome, Rejected)
        assert outcome.refusal is Refusal.DESTINATION


async def test_a_probe_posts_nothing_and_says_whether_posting_would_work() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        here = await violet.probe(HERE)
        left = await violet.probe(replace(HERE, channel=Workspace.elsewhere))
        private = await violet.probe(replace(HERE, channel=Workspace.private))
        slack.workspace.channels[Workspace.general].is_archived = True
        archived = await violet.probe(HERE)
        person = await violet.probe(TRISH)

        assert (here, person) == (None, None)
        for refused in (left, private, archived):
            assert isinstance(refused, Rejected)
            assert refused.refusal is Refusal.DESTINATION
        assert "unarchive" in archived.reason
        assert slack.bot_messages() == []


async def test_what_cannot_be_asked_now_is_neither_well_nor_ill() -> None:
    with socket.socket() as reserved:  # bound and not listening: connections are refused
        reserved.bind(("127.0.0.1", 0))
        async with messenger(f"http://127.0.0.1:{reserved.getsockname()[1]}/api/") as violet:
            probed = await violet.probe(HERE)

    assert isinstance(probed, Rejected)
    assert probed.refusal is Refusal.LATER


async def test_another_workspace_is_neither_edited_nor_asked() -> None:
    async with FakeSlack() as slack, messenger(slack.api_base) as violet:
        stranger = delivery(destination=replace(HERE, workspace="T0OTHERS01"), revises="1.000001")

        assert isinstance(await violet.revise(stranger), Rejected)
        assert isinstance(await violet.probe(stranger.destination), Rejected)
        assert slack.calls == []


async def test_a_crowded_workspace_says_so_and_a_resting_channel_does_not() -> None:
    pacer = ChannelPacer(channel_s=0.0, workspace_s=2.0)
    async with FakeSlack() as slack, messenger(slack.api_base, pacer=pacer) as violet:
        await tell(violet, delivery())
        pacer.hold(Workspace.elsewhere, 60)
        elsewhere = delivery(destination=replace(HERE, channel=Workspace.elsewhere))
        resting = await tell(violet, elsewhere)
        pacer._workspace += 10  # others have taken the next slots
        crowded = await tell(violet, delivery(key="two"))

        assert isinstance(resting, Rejected)
        assert isinstance(crowded, Rejected)
        assert (resting.is_crowded, crowded.is_crowded) == (False, True)
