"""Pictures on Slack: uploaded once, shared nowhere, shown by the one message of a countdown."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from adapters.pictures.painting import PaintedPictures
from adapters.slack.manifest import SCOPES
from content.subscriptions.outcomes import Delivered, Unknown
from fakes.slack import FakeSlack, Fault, Workspace
from fakes.slack.telling import HERE, NEWS, delivery, messenger
from fakes.steps import countdown_step

BEGIN, UPLOAD, COMPLETE = "files.getUploadURLExternal", "upload", "files.completeUploadExternal"
STEPS = [BEGIN, UPLOAD, COMPLETE]


@pytest.fixture
async def pictures():
    made = PaintedPictures()
    yield made
    await made.close()


@pytest.fixture
async def slack():
    async with FakeSlack() as slack:
        slack.workspace.scopes = set(SCOPES)
        yield slack
    assert slack.violations == []


@pytest.fixture
async def violet(slack, pictures):
    async with messenger(slack.api_base, pictures=pictures, timeout_s=2.0) as violet:
        yield violet


def told(**wanted):
    return delivery(**({"announcement": countdown_step(), "picture": True} | wanted))


def images(message):
    return [block for block in message.blocks if block["type"] == "image"]


def calls(slack):
    return [method for method, _ in slack.calls]


async def test_a_countdown_shows_its_card_with_words_for_whoever_sees_none(slack, violet):
    outcome = await violet.send(told())

    (message,) = slack.bot_messages()
    (image,) = images(message)
    file = slack.workspace.files[image["slack_file"]["id"]]
    assert outcome == Delivered(message=message.ts)
    assert image["alt_text"] == file.alt == countdown_step().card.alt
    assert Image.open(io.BytesIO(file.data)).size == (1200, 630)
    assert message.metadata["event_payload"] == {"key": "violet-000000000000000001"}
    assert message.text.startswith("Jessica Jones: 7 days to go")
    assert calls(slack) == [*STEPS, "chat.postMessage"]


async def test_a_file_is_shared_with_no_channel(slack, violet):
    await violet.send(told())

    (completed,) = [given for method, given in slack.calls if method == COMPLETE]
    assert set(completed) == {"files"}


async def test_it_is_uploaded_once_for_all_channels_of_a_workspace(slack, violet, pictures):
    for number in range(5):
        await violet.send(told(key=f"violet-{number}"))

    assert [calls(slack).count(method) for method in STEPS] == [1, 1, 1]
    assert pictures.drawings == 1
    assert len({images(one)[0]["slack_file"]["id"] for one in slack.bot_messages()}) == 1


@pytest.mark.parametrize(
    "wanted",
    [{"picture": False}, {"announcement": NEWS}, {"is_plain": True}],
    ids=["not wanted", "news", "text alone"],
)
async def test_nothing_else_is_uploaded(slack, violet, wanted):
    await violet.send(told(**wanted))

    assert calls(slack) == ["chat.postMessage"]
    assert images(slack.bot_messages()[0]) == []


@pytest.mark.parametrize("method", STEPS)
@pytest.mark.parametrize(
    "fault",
    [
        Fault.http(500),
        Fault.reset_before(),
        Fault.reset_after(),
        Fault.lost_after(503),
        Fault.rate_limited(30),
        Fault(body="not json at all", status=404),
        Fault(hangs=True),
    ],
    ids=str,
)
async def test_an_upload_whose_answer_is_lost_is_not_repeated_and_the_news_is_told_once(
    slack, violet, method, fault
):
    slack.fail_next(fault, method=method)

    first = await violet.send(told())
    second = await violet.send(told(key="violet-2"))

    one, other = slack.bot_messages()
    assert (first, second) == (Delivered(message=one.ts), Delivered(message=other.ts))
    assert images(one) == images(other) == []
    assert "7 days to go" in one.shown
    assert calls(slack).count(method) == 1


@pytest.mark.parametrize("fault", [Fault.reset_after(), Fault.lost_after(500)], ids=str)
async def test_a_message_whose_answer_was_lost_is_found_and_not_sent_again(slack, violet, fault):
    slack.fail_next(fault)

    outcome = await violet.send(told())
    found = await violet.find(told(is_unknown=True))

    (message,) = slack.bot_messages()
    assert isinstance(outcome, Unknown)
    assert found == Delivered(message=message.ts)
    assert images(message)


async def test_a_workspace_that_never_granted_files_is_told_without(slack, violet):
    slack.workspace.scopes = set(SCOPES) - {"files:write"}

    outcome = await violet.send(told())

    assert isinstance(outcome, Delivered)
    assert images(slack.bot_messages()[0]) == []
    assert slack.violations == [f"{BEGIN}: missing_scope: files:write"]
    slack.violations.clear()


@pytest.mark.parametrize(("refused", "shown"), [(1, 1), (5, 0)])
async def test_a_file_that_slack_has_not_looked_at_yet_is_shown_a_moment_later_or_left_out(
    slack, violet, refused, shown
):
    slack.workspace.files_refused_first = refused

    outcome = await violet.send(told())

    (message,) = slack.bot_messages()
    assert outcome == Delivered(message=message.ts)
    assert len(images(message)) == shown
    assert "7 days to go" in message.shown


async def test_a_picture_is_uploaded_to_nobody_but_slack(slack, violet):
    slack._api.upload_base = "http://169.254.169.254/upload/"

    await violet.send(told())

    assert calls(slack) == [BEGIN, "chat.postMessage"]
    assert images(slack.bot_messages()[0]) == []


async def test_a_countdown_that_is_no_longer_so_loses_its_picture(slack, violet):
    await violet.send(told())
    (message,) = slack.bot_messages()
    now = replace(countdown_step(), superseded="The date has moved to 1 June 2018.")

    await violet.revise(told(announcement=now, revises=message.ts))

    assert images(message) == []
    assert "The date has moved to 1 June 2018." in message.shown


async def test_a_direct_message_shows_it_too(slack, violet):
    person = replace(HERE, channel="", person=Workspace.fan)

    await violet.send(told(destination=person))

    (message,) = slack.bot_messages(slack.workspace.im(Workspace.fan).id)
    assert images(message)
