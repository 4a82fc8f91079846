"""Answers in threads, what is asked further there, and in which ways a mention may be written."""

import pytest

pytestmark = pytest.mark.usefixtures("connector")

QUESTION = "when is jessica jones season 2 out?"
FURTHER = "and season 1?"


async def test_what_is_asked_further_in_the_thread_of_a_question_is_understood(slack):
    asked = await slack.mention(QUESTION)
    await slack.said()

    await slack.mention(FURTHER, thread=asked.source.ts)
    said = await slack.said()

    assert "Jessica Jones" in said.text
    assert "season 1" in said.text
    assert said.thread_ts == asked.source.ts


async def test_what_is_asked_further_beside_the_thread_is_understood_too(slack):
    await slack.mention(QUESTION)
    await slack.said()

    await slack.mention(FURTHER)

    assert "season 1" in (await slack.said()).text


async def test_another_thread_is_another_conversation(slack):
    home = slack.workspace
    other = home.write(home.general, home.fan, "what are you all watching?")
    await slack.mention(QUESTION)
    await slack.said()

    await slack.mention(FURTHER, thread=other.ts)

    assert "Jessica Jones season 1" not in (await slack.said()).text


@pytest.mark.parametrize("under", ["the question", "the answer"])
async def test_a_direct_message_is_answered_beside_it_and_understood_in_its_thread(slack, under):
    im = slack.workspace.im(slack.workspace.fan)
    asked = await slack.direct_message(QUESTION)
    first = await slack.said(im.id)
    thread = asked.source.ts if under == "the question" else first.ts

    await slack.direct_message(FURTHER, thread_ts=thread)
    further = await slack.said(im.id)

    assert first.thread_ts is None
    assert "season 1" in further.text
    assert further.thread_ts == thread


async def test_nobody_who_asked_to_be_forgotten_is_remembered_in_the_thread(slack):
    asked = await slack.mention(QUESTION)
    await slack.said()
    forgotten = await slack.mention("forget me")
    await slack.said()

    await slack.mention(FURTHER, thread=asked.source.ts)
    await slack.mention(FURTHER, thread=forgotten.source.ts)

    for _ in range(2):
        assert "Jessica Jones season 1" not in (await slack.said()).text


async def test_a_question_whose_thread_is_gone_is_answered_all_the_same(slack):
    channel = slack.workspace.channels[slack.workspace.general]
    channel.messages.clear()
    gone = slack.workspace.next_ts()

    await slack.mention(QUESTION, thread=gone)
    said = await slack.said()

    assert "8 March 2018" in said.shown
    assert said.thread_ts is None


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
async def test_a_mention_is_heard_however_it_was_written(slack, subtype):
    home = slack.workspace
    words = f"<@{home.bot_user}> {QUESTION}"

    await slack.mention(QUESTION, subtype=subtype)
    await slack.chatter(words, subtype=subtype)
    await slack.direct_message(QUESTION, subtype=subtype)

    said = [await slack.said(), await slack.said(), await slack.said(home.im(home.fan).id)]
    assert all("8 March 2018" in one.shown for one in said)


async def test_a_mention_that_comes_as_a_message_too_is_answered_once(connector, slack):
    asked = await slack.mention(QUESTION)
    await slack.said()

    asked.payload["event"] |= {"type": "message", "channel_type": "channel"}
    asked.payload["event_id"] = "Ev0ANOTHER"
    await slack.deliver_again(asked)
    await connector.stop()

    assert len(slack.bot_messages()) == 1


async def test_a_mention_that_an_edit_puts_in_is_answered_once(connector, slack):
    home = slack.workspace
    written = await slack.chatter("hello there")
    text = f"<@{home.bot_user}> {QUESTION}"

    edited = await slack.edit(written.source, text)
    said = await slack.said()
    await slack.deliver_again(edited)
    await slack.edit(written.source, f"{text} please")
    await connector.stop()

    assert "8 March 2018" in said.shown
    assert said.thread_ts == written.source.ts
    assert len(slack.bot_messages()) == 1


async def test_an_edit_that_puts_in_no_mention_is_left_alone(connector, slack):
    home = slack.workspace
    mention = f"<@{home.bot_user}>"
    plain = home.write(home.general, home.fan, "hello")
    before = home.write(home.general, home.fan, f"{mention} {QUESTION}")
    theirs = home.write(home.general, "U0OTHERBOT", "hello")
    ours = home.write(home.general, home.bot_user, "hello")
    alone = home.write(home.im(home.fan).id, home.fan, "hello")

    await slack.edit(plain, "hello you")
    await slack.edit(before, f"{mention} {QUESTION} please")
    await slack.edit(theirs, f"{mention} {QUESTION}", bot_id="B0OTHER001")
    await slack.edit(ours, f"{mention} {QUESTION}")
    await slack.edit(alone, QUESTION, direct=True)
    await connector.stop()

    assert slack.bot_messages() == [ours]
    assert slack.bot_messages(alone.channel) == []
