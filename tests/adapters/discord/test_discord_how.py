"""How a message is told on Discord: whom it mentions, what it answers, and how it is edited."""

from dataclasses import replace

import pytest

from adapters.discord.traits import DISCORD
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.discord import ALL, HISTORY, SEND, Fault

ROLE = "4711"


async def test_a_role_is_mentioned_and_nobody_else_whatever_the_news_says(
    connector, world, channel, delivery, announcement
):
    news = announcement(headline="@everyone <@&1> <@2> it is filming!")

    await connector.messenger.send(delivery(announcement=news, mention=ROLE))

    (message,) = world.said_in(channel)
    assert message.body["content"] == f"<@&{ROLE}>"
    assert message.body["allowed_mentions"]["roles"] == [int(ROLE)]
    assert message.body["allowed_mentions"]["parse"] == []


@pytest.mark.parametrize("mention", ["everyone", "here", "@everyone", "", "12x"])
async def test_what_is_no_role_is_not_mentioned(connector, world, channel, delivery, mention):
    await connector.messenger.send(delivery(mention=mention))

    (message,) = world.said_in(channel)
    assert not message.body.get("content")
    assert message.body["allowed_mentions"] == {"parse": []}


async def test_a_silent_post_notifies_nobody(connector, world, channel, delivery):
    await connector.messenger.send(delivery(silent=True))

    assert world.said_in(channel)[0].flags == 1 << 12


async def test_a_correction_answers_the_first_message_even_where_that_is_gone(
    connector, world, channel, delivery
):
    first = await connector.messenger.send(delivery())

    outcome = await connector.messenger.send(delivery(key="key-2", reply_to=first.message))

    assert isinstance(outcome, Delivered)
    reference = world.said_in(channel)[1].body["message_reference"]
    assert reference["message_id"] == int(first.message)
    assert reference["fail_if_not_exists"] is False


async def test_where_the_history_may_not_be_read_the_news_answers_nothing_and_arrives(
    make_connector, world, delivery
):
    closed = world.channel("closed", app_permissions=ALL & ~HISTORY)
    connector = make_connector(world)
    await connector.start()

    outcome = await connector.messenger.send(delivery(closed, reply_to="1"))

    assert isinstance(outcome, Delivered)
    assert "message_reference" not in world.said_in(closed)[0].body


async def test_what_is_no_longer_so_is_struck_through_and_says_what_is(
    connector, world, channel, delivery, announcement
):
    sent = await connector.messenger.send(delivery())
    news = announcement(superseded="Since then, it has moved to 24 March.")

    outcome = await connector.messenger.revise(delivery(announcement=news, revises=sent.message))

    (message,) = world.said_in(channel)
    assert outcome == Delivered(message=sent.message)
    assert message.body["embeds"][0]["title"] == "~~Season 2 premieres on 8 March 2018~~"
    assert "moved to 24 March" in message.body["embeds"][0]["description"]
    assert message.body["embeds"][0]["url"].endswith("violet=key-1")
    assert len([r for r in world.requests if r.method == "PATCH"]) == 1


async def test_a_message_that_somebody_deleted_is_not_edited(connector, world, channel, delivery):
    sent = await connector.messenger.send(delivery())
    world.said_in(channel)[0].deleted = True

    outcome = await connector.messenger.revise(delivery(revises=sent.message))

    assert outcome == Rejected(refusal=Refusal.MESSAGE, reason="The message is no longer there.")


async def test_an_edit_that_is_refused_says_so(connector, world, channel, delivery):
    theirs = await world.say(channel, "hello")

    outcome = await connector.messenger.revise(delivery(revises=theirs.id))

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.MESSAGE


async def test_the_plain_form_says_it_without_an_embed_and_can_be_found(
    connector, world, channel, delivery, announcement, clock
):
    news = announcement(lines=("Netflix says so.",))
    sent = await connector.messenger.send(delivery(announcement=news, is_plain=True, mention=ROLE))
    tried = delivery(is_unknown=True, first_tried_at=clock.now())
    clock.pass_time(600)
    world.clock.ahead_s += 600

    found = await connector.messenger.find(tried)

    (message,) = world.said_in(channel)
    assert "embeds" not in message.body or not message.body["embeds"]
    mention, headline, line, _ = message.body["content"].splitlines()
    assert mention == f"<@&{ROLE}>"
    assert headline == "**Season 2 premieres on 8 March 2018**"
    assert line == "Netflix says so."
    assert found == sent


async def test_a_person_is_written_to_directly_and_the_conversation_opened_once(
    connector, world, delivery
):
    trish = world.person("trish")
    to = Destination(platform=DISCORD.id, workspace="", channel="", person=trish.id)

    for key in ("key-1", "key-2"):
        told = replace(delivery(key=key), destination=to)
        assert isinstance(await connector.messenger.send(told), Delivered)

    assert len(world.said_in(world.direct(trish))) == 2
    assert sum(r.path == "/users/@me/channels" for r in world.requests) == 1


async def test_a_person_whom_nobody_knows_is_refused_for_good(connector, delivery):
    to = Destination(platform=DISCORD.id, workspace="", channel="", person="999")

    outcome = await connector.messenger.send(replace(delivery(), destination=to))

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.DESTINATION


async def test_a_probe_posts_nothing_and_says_whether_posting_would_work(
    make_connector, world, channel, delivery
):
    closed = world.channel("closed", app_permissions=ALL & ~SEND)
    gone = world.channel("gone")
    gone.deleted = True
    connector = make_connector(world)
    await connector.start()

    found = [
        await connector.messenger.probe(delivery(place).destination)
        for place in (channel, closed, gone)
    ]

    assert found[0] is None
    assert [one.refusal for one in found[1:]] == [Refusal.DESTINATION] * 2
    assert "Send Messages" in found[1].reason
    assert found[2].reason == "The channel was deleted."
    assert not any(r.method == "POST" for r in world.requests if "/messages" in r.path)


async def test_what_cannot_be_asked_now_is_neither_well_nor_ill(make_connector, world, delivery):
    connector = make_connector(world)

    probed = await connector.messenger.probe(delivery().destination)
    revised = await connector.messenger.revise(delivery(revises="1"))

    for outcome in (probed, revised):
        assert isinstance(outcome, Rejected)
        assert outcome.refusal is Refusal.LATER


async def test_a_lost_answer_to_an_edit_is_unknown_and_the_edit_can_be_repeated(
    connector, world, channel, delivery, announcement
):
    sent = await connector.messenger.send(delivery())
    told = delivery(announcement=announcement(superseded="It moved."), revises=sent.message)
    world.faults.next_sends(Fault.UNAVAILABLE_AFTER)

    first = await connector.messenger.revise(told)
    second = await connector.messenger.revise(told)

    assert isinstance(first, Unknown)
    assert second == Delivered(message=sent.message)
    assert len(world.said_in(channel)) == 1
