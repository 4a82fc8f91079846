"""Telling on Discord: one message a channel, whatever goes wrong on the way."""

import asyncio
from dataclasses import replace

import pytest

from content.subscriptions.causes import Cause
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.discord import ALL, EMBED, SEND, SEND_IN_THREADS, VIEW, Fault

UNKNOWN = [
    Fault.INTERNAL,
    Fault.BAD_GATEWAY,
    Fault.UNAVAILABLE,
    Fault.GATEWAY_TIMEOUT,
    Fault.TIMED_OUT,
    Fault.CLOSED,
    Fault.INTERNAL_AFTER,
    Fault.BAD_GATEWAY_AFTER,
    Fault.UNAVAILABLE_AFTER,
    Fault.GATEWAY_TIMEOUT_AFTER,
    Fault.TIMED_OUT_AFTER,
    Fault.CLOSED_AFTER,
]


async def test_an_announcement_arrives_with_a_nonce_and_pings_nobody(
    connector, world, channel, delivery, announcement
):
    news = announcement(headline="@everyone: it is filming!", lines=("<@1> [x](https://x.test)",))

    outcome = await connector.messenger.send(delivery(announcement=news))

    (message,) = world.said_in(channel)
    assert outcome == Delivered(message=message.id)
    assert message.body["nonce"] == "key-1"
    assert message.body["enforce_nonce"] is True
    assert message.body["allowed_mentions"] == {"parse": []}
    assert message.pings == set()
    assert message.text.endswith("confirmed")
    assert message.body["embeds"][0]["url"].endswith("violet=key-1")


@pytest.mark.parametrize("fault", UNKNOWN)
async def test_a_lost_answer_is_unknown_and_sending_again_makes_exactly_one_message(
    connector, world, channel, delivery, clock, fault
):
    world.faults.next_sends(fault)
    first = await connector.messenger.send(delivery())
    tried = delivery(is_unknown=True, first_tried_at=clock.now())
    clock.pass_time(100)

    found = await connector.messenger.find(tried)
    second = await connector.messenger.send(tried)

    assert isinstance(first, Unknown)
    assert found is None
    assert second == Delivered(message=world.said_in(channel)[0].id)
    assert len(world.said_in(channel)) == 1


@pytest.mark.parametrize("fault", UNKNOWN)
async def test_after_the_nonce_window_the_message_is_looked_for_in_the_channel(
    connector, world, channel, delivery, clock, fault
):
    world.faults.next_sends(fault)
    await connector.messenger.send(delivery())
    tried = delivery(is_unknown=True, first_tried_at=clock.now())
    clock.pass_time(600)
    world.clock.ahead_s += 600

    found = await connector.messenger.find(tried)
    if found is None:
        await connector.messenger.send(tried)

    assert (found is not None) is fault.is_after_acceptance
    assert len(world.said_in(channel)) == 1


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (Fault.LIMITED, Refusal.LATER),
        (Fault.LIMITED_GLOBALLY, Refusal.LATER),
        (Fault.LIMITED_WITHOUT_VIA, Refusal.LATER),
        (Fault.UNAUTHORISED, Refusal.PLATFORM),
    ],
)
async def test_a_refusal_says_who_has_to_do_something(
    connector, world, channel, delivery, fault, refusal
):
    world.faults.next_sends(fault)

    outcome = await connector.messenger.send(delivery())

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is refusal
    assert world.said_in(channel) == []
    assert (outcome.retry_after_s or 0) >= (0.5 if refusal is Refusal.LATER else 0)
    assert world.token not in outcome.reason


async def test_discord_is_asked_once_a_try_however_it_answers(connector, world, delivery):
    world.faults.next_sends(Fault.INTERNAL, count=5)

    await connector.messenger.send(delivery())

    assert sum(r.path.endswith("/messages") for r in world.requests) == 1


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        (VIEW, "View Channel"),
        (SEND, "Send Messages"),
        (EMBED, "Embed Links"),
    ],
)
async def test_a_missing_permission_is_named_with_the_way_to_grant_it(
    make_connector, world, delivery, lacking, named
):
    place = world.channel("closed", app_permissions=ALL & ~lacking)
    connector = make_connector(world)
    await connector.start()

    outcome = await connector.messenger.send(delivery(place))

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.DESTINATION
    assert outcome.reason.startswith("Violet lacks ")
    assert named in outcome.reason
    assert "channel's settings" in outcome.reason


async def test_a_channel_that_was_deleted_refuses_for_good(connector, channel, delivery):
    channel.deleted = True

    outcome = await connector.messenger.send(delivery())

    assert outcome == Rejected(
        refusal=Refusal.DESTINATION, reason="The channel was deleted.", cause=Cause.GONE
    )


async def test_a_thread_is_posted_in_itself(make_connector, world, channel, delivery):
    thread = world.channel("thread", kind=11, parent=channel)
    connector = make_connector(world)
    await connector.start()

    await connector.messenger.send(delivery(thread))

    assert len(world.said_in(thread)) == 1
    assert world.said_in(channel) == []


async def test_a_thread_closed_to_violet_names_the_permission_for_threads(
    make_connector, world, channel, delivery
):
    channel.app_permissions = ALL & ~SEND_IN_THREADS
    thread = world.channel("t", kind=11, parent=channel, app_permissions=ALL & ~SEND_IN_THREADS)
    connector = make_connector(world)
    await connector.start()

    outcome = await connector.messenger.send(delivery(thread))

    assert isinstance(outcome, Rejected)
    assert "Send Messages in Threads" in outcome.reason


async def test_a_message_that_was_deleted_meanwhile_is_not_posted_again(
    connector, world, channel, delivery, clock
):
    world.faults.next_sends(Fault.UNAVAILABLE_AFTER)
    await connector.messenger.send(delivery())
    world.said_in(channel)[0].deleted = True

    outcome = await connector.messenger.send(delivery(first_tried_at=clock.now()))

    assert isinstance(outcome, Delivered)
    assert world.said_in(channel) == []


async def test_what_we_got_wrong_is_our_own_fault(connector, world, channel, delivery):
    outcome = await connector.messenger.send(delivery(key="k" * 26))

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.OURS
    assert world.said_in(channel) == []
    assert world.violations
    world.violations.clear()


async def test_a_global_pause_holds_every_send_back_and_none_is_lost_in_it(
    connector, world, delivery
):
    world.faults.retry_after_s = 20.0
    world.faults.next_sends(Fault.LIMITED_GLOBALLY)
    await connector.messenger.send(delivery())

    outcome = await connector.messenger.send(delivery(key="key-2"))

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.LATER
    assert 15 < (outcome.retry_after_s or 0) <= 21
    assert sum(r.path.endswith("/messages") for r in world.requests) == 1


async def told_in_turn(connector, delivery):
    """Come again when asked to, as the outbox does: a busy machine makes the queue long."""
    while True:
        outcome = await connector.messenger.send(delivery)
        if not (isinstance(outcome, Rejected) and outcome.is_crowded):
            return outcome
        await asyncio.sleep(outcome.retry_after_s)


@pytest.mark.waits(2)
async def test_a_fan_out_stays_below_discords_limit(connector, world, delivery):
    world.limits.enforced = True
    channels = [world.channel(f"c{number}") for number in range(120)]

    told = [delivery(place, key=f"key-{number}") for number, place in enumerate(channels)]
    outcomes = await asyncio.gather(*(told_in_turn(connector, one) for one in told))

    assert [one for one in outcomes if not isinstance(one, Delivered)] == []
    assert world.limits.refused == 0


async def test_answers_to_people_are_not_held_up_and_the_fan_out_makes_room_for_them(
    connector, world, delivery
):
    world.limits.enforced = True
    channels = [world.channel(f"c{number}") for number in range(70)]
    told = [delivery(place, key=f"k{number}") for number, place in enumerate(channels)]

    telling = asyncio.gather(*(told_in_turn(connector, one) for one in told))
    asked = [
        await world.say(place, "when is jessica jones season 2 out?", mention=True)
        for place in channels[-10:]
    ]

    for question in asked:
        await world.answer_to(question)
    is_still_telling = not telling.done()

    assert is_still_telling
    assert [one for one in await telling if not isinstance(one, Delivered)] == []
    assert world.limits.refused == 0


async def test_nothing_is_sent_while_not_connected_and_nothing_is_unknown(
    make_connector, world, delivery
):
    outcome = await make_connector(world).messenger.send(delivery())

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.LATER


async def test_a_direct_message_is_delivered_like_any_other(connector, world, delivery):
    direct = world.direct(world.person("trish"))

    outcome = await connector.messenger.send(
        replace(delivery(direct), destination=replace(delivery(direct).destination, workspace=""))
    )

    assert isinstance(outcome, Delivered)
    assert len(world.said_in(direct)) == 1
