"""Answers on Slack: one to everything that is asked, whatever goes wrong on the way."""

import asyncio
from dataclasses import replace

import pytest

from adapters.secret_box import AesGcmSecretBox
from bot.runtime.open_questions import OpenQuestions
from fakes.answers import FakeAnswers
from fakes.processes import until
from fakes.slack import Fault
from fakes.slack.wire import RESPONSE_URL

QUESTION = "when is jessica jones season 2 out?"
COMMAND = "/violet when jessica jones season 2"
DATE = "8 March 2018"
BOX = AesGcmSecretBox(b"k" * 32)
BEFORE = {
    "reset": Fault.reset_before(),
    "500": Fault.http(500),
    "503": Fault.http(503),
    "internal": Fault.refused("internal_error"),
    "fatal": Fault.refused("fatal_error"),
    "garbage": Fault(body="<html>not json at all"),
    "429": Fault.rate_limited(1),
}
AFTER = {
    "reset": Fault.reset_after(),
    "503": Fault.lost_after(503),
    "internal": Fault(error="internal_error", is_accepted=True),
    "garbage": Fault(body="<html>not json at all", is_accepted=True),
}


@pytest.fixture
def answers():
    return FakeAnswers()


@pytest.fixture
async def questions(answers, clock):
    found = OpenQuestions(answers, clock)
    yield found
    await found.close(1.0)


@pytest.fixture
async def keeping(make_connector, slack, questions):
    connector = make_connector(questions=questions, secret_box=BOX)
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return connector


def posts(slack):
    return sum(method == "chat.postMessage" for method, _ in slack.calls)


@pytest.mark.waits(2)
@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("name", BEFORE)
async def test_a_mention_whose_answer_does_not_come_at_first_is_answered_once(slack, name):
    slack.fail_next(BEFORE[name])

    asked = await slack.mention(QUESTION)
    said = await slack.said()

    assert DATE in said.shown
    assert said.thread_ts == asked.source.ts
    assert posts(slack) == 2
    assert len(slack.bot_messages()) == 1


@pytest.mark.waits(2)
@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("name", AFTER)
@pytest.mark.parametrize("is_direct", [False, True])
async def test_an_answer_that_came_though_that_was_lost_is_not_given_again(slack, name, is_direct):
    slack.fail_next(AFTER[name])
    asked = slack.direct_message if is_direct else slack.mention
    where = slack.workspace.im(slack.workspace.fan).id if is_direct else ""
    looks = {"conversations.history", "conversations.replies"}

    await asked(QUESTION)
    await slack.said(where)
    await slack.until(lambda: any(method in looks for method, _ in slack.calls))
    await asked(QUESTION)
    await slack.said(where)

    assert posts(slack) == 2
    assert len(slack.bot_messages(where)) == 2


@pytest.mark.waits(2)
@pytest.mark.usefixtures("keeping")
async def test_several_things_in_a_row_may_go_wrong(slack, answers):
    slack.fail_next(Fault.http(503), Fault.reset_after())
    slack.fail_next(Fault.http(503), method="conversations.replies")

    await slack.mention(QUESTION)
    await until(lambda: answers.kept and answers.are_all_answered, within_s=20)

    assert len(slack.bot_messages()) == 1


@pytest.mark.waits(2)
@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("name", BEFORE)
async def test_a_command_whose_answer_does_not_come_at_first_is_answered_once(slack, name):
    slack.fail_next(BEFORE[name], method=RESPONSE_URL)

    typed = await slack.command(COMMAND)
    await slack.until(lambda: bool(typed.answers))

    (said,) = typed.answers
    assert DATE in said.shown
    assert said.only_for == slack.workspace.fan


@pytest.mark.waits(2)
@pytest.mark.usefixtures("keeping")
async def test_a_response_url_that_has_run_out_is_not_asked_for_ever(slack, answers):
    slack.fail_next(Fault(status=404, error="expired_url"), method=RESPONSE_URL)

    typed = await slack.command(COMMAND)
    await until(lambda: answers.kept and answers.are_all_answered)

    assert typed.answers == []
    assert [one.question.asked for one in answers.kept.values()] != []


@pytest.mark.waits(4)
async def test_many_mentions_at_once_in_one_channel_are_all_answered(make_connector, slack):
    await make_connector().start()
    slack.limits.is_enforced = True

    asked = await asyncio.gather(*(slack.mention(QUESTION) for _ in range(4)))
    for _ in asked:
        await slack.said()

    threads = sorted(one.thread_ts for one in slack.bot_messages())
    assert threads == sorted(one.source.ts for one in asked)
    assert slack.limits.refused == []


@pytest.mark.waits(4)
@pytest.mark.usefixtures("keeping")
async def test_many_commands_at_once_are_all_answered_however_slow_slack_is(slack):
    slack.takes_s = 1.0

    typed = await asyncio.gather(*(slack.command(COMMAND) for _ in range(230)))
    await slack.until(lambda: all(one.answers for one in typed), within_s=20)

    assert [len(one.answers) for one in typed] == [1] * 230


async def test_whoever_comes_when_too_many_wait_is_told_so_or_comes_again(
    make_connector, slack, questions
):
    """A message is not acknowledged then, and Slack delivers it again."""
    await make_connector(questions=questions, conversations=Hanging(), most_at_once=1).start()
    await slack.mention(QUESTION)

    typed = await slack.command(COMMAND)
    with pytest.raises(TimeoutError):
        await slack.mention(QUESTION)

    assert slack.sockets.acks[typed.envelopes[0]] == [
        {"text": "Too many people ask me at this moment; please try again in a minute."}
    ]


class Waiting(FakeAnswers):
    """A store that keeps nothing before *go* is set."""

    def __init__(self):
        super().__init__()
        self.go = asyncio.Event()

    async def keep(self, accepted, answered, *, now):
        await self.go.wait()
        return await super().keep(accepted, answered, now=now)


@pytest.mark.parametrize("way", ["command", "mention", "direct_message"])
async def test_everything_is_kept_before_it_is_acknowledged(make_connector, slack, clock, way):
    store = Waiting()
    questions = OpenQuestions(store, clock, patience_s=30.0)
    await make_connector(questions=questions, secret_box=BOX).start()

    asking = asyncio.create_task(getattr(slack, way)(COMMAND if way == "command" else QUESTION))
    other = asyncio.create_task(slack.click("of-last-year"))
    await other  # which nothing keeps, and which came after it
    before = len(slack.sockets.acks)
    store.go.set()
    asked = await asking

    assert before == 1
    assert asked.envelopes[0] in slack.sockets.acks
    assert len(store.kept) == 1
    await questions.close(1.0)


@pytest.mark.waits(2)
@pytest.mark.usefixtures("keeping")
async def test_what_cannot_be_kept_is_answered_all_the_same_and_counted(slack, answers, questions):
    answers.is_broken = True

    await slack.mention(QUESTION)
    typed = await slack.command(COMMAND)
    await slack.until(lambda: bool(typed.answers))

    assert DATE in (await slack.said()).shown
    assert questions.late == 2
    answers.is_broken = False


@pytest.mark.waits(3)
async def test_a_store_that_hangs_holds_up_no_acknowledgement(make_connector, slack, clock):
    store = Waiting()
    questions = OpenQuestions(store, clock)
    await make_connector(questions=questions, secret_box=BOX).start()

    asked = await asyncio.gather(*(slack.mention(QUESTION) for _ in range(20)))

    assert all(one.envelopes[0] in slack.sockets.acks for one in asked)
    assert questions.late == 20
    store.go.set()
    await questions.close(1.0)


async def test_an_event_that_comes_again_after_a_restart_is_not_answered_again(
    make_connector, slack, answers, clock
):
    first = OpenQuestions(answers, clock)
    connector = make_connector(questions=first, secret_box=BOX)
    await connector.start()
    asked = await slack.mention(QUESTION)
    await slack.said()
    await until(lambda: answers.are_all_answered)
    await connector.stop()
    await first.close(1.0)

    after = make_connector(questions=OpenQuestions(answers, clock), secret_box=BOX)
    await after.start()
    await slack.deliver_again(asked)
    await after.stop()

    assert len(asked.envelopes) == 2
    assert len(slack.bot_messages()) == 1


class Hanging:
    """Conversations that nothing is heard of."""

    async def recall(self, *_speaker, **_now):
        await asyncio.Event().wait()


@pytest.mark.waits(3)
@pytest.mark.parametrize("way", ["command", "mention", "direct_message"])
async def test_what_was_left_unanswered_is_answered_by_the_next(
    make_connector, slack, answers, clock, way
):
    first = OpenQuestions(answers, clock)
    connector = make_connector(questions=first, secret_box=BOX, conversations=Hanging())
    await connector.start()
    asked = await getattr(slack, way)(COMMAND if way == "command" else QUESTION)
    await connector.stop()
    written = [one.question.asked for one in answers.kept.values()]

    await make_connector(questions=OpenQuestions(answers, clock), secret_box=BOX).start()
    if way == "command":
        await slack.until(lambda: bool(asked.answers))
        said = asked.answers
    else:
        said = [await slack.said("" if way == "mention" else asked.source.channel)]

    assert len(written) == 1
    assert not any(word in written[0] for word in ("jessica", "commands", "response_url"))
    assert [DATE in one.shown for one in said] == [True]
    await until(lambda: answers.are_all_answered)


async def test_an_answer_that_an_earlier_run_gave_is_found_and_not_given_again(
    make_connector, slack, answers, clock
):
    first = OpenQuestions(answers, clock)
    connector = make_connector(questions=first, secret_box=BOX)
    await connector.start()
    answers.is_forgetful = True  # as where the program is killed once the answer is there
    await slack.mention(QUESTION)
    await slack.said()
    await connector.stop()
    await first.close(1.0)
    answers.is_forgetful = False

    await make_connector(questions=OpenQuestions(answers, clock), secret_box=BOX).start()
    await until(lambda: answers.are_all_answered)

    assert len(slack.bot_messages()) == 1
    assert [method for method, _ in slack.calls].count("conversations.replies") == 1


async def test_without_a_key_no_response_url_is_kept_and_words_are(
    make_connector, slack, questions, answers
):
    await make_connector(questions=questions).start()

    await slack.answer(COMMAND)
    await slack.mention(QUESTION)
    await slack.said()

    (kept,) = answers.kept.values()
    assert QUESTION in kept.question.asked


async def test_what_another_workspace_was_asked_is_left_to_it(
    make_connector, slack, answers, clock
):
    first = OpenQuestions(answers, clock)
    connector = make_connector(questions=first, secret_box=BOX, conversations=Hanging())
    await connector.start()
    await slack.mention(QUESTION)
    await connector.stop()
    (kept,) = answers.kept.values()
    speaker = kept.question.speaker
    elsewhere = replace(speaker.destination, workspace="T0OTHERS01")
    kept.question = replace(kept.question, speaker=replace(speaker, destination=elsewhere))

    after = make_connector(questions=OpenQuestions(answers, clock), secret_box=BOX)
    await after.start()
    await until(lambda: kept.taken == 1)
    await after.stop()

    assert slack.bot_messages() == []
    assert not answers.are_all_answered
