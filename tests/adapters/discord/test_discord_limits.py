"""Staying below Discord's limits, and away from its ban."""

import asyncio
from dataclasses import replace

import pytest

from adapters.discord.limits import STOP_AT, BanLine, GlobalPacer
from adapters.discord.traits import DISCORD
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Delivered
from fakes.discord import openapi
from fakes.discord.limits import command_faults, message_faults, modal_faults
from fakes.discord.state import V2
from fakes.virtual_time import in_virtual_time

BUTTON = {"type": 2, "style": 1, "label": "Press", "custom_id": "a"}


def labelled(**parts) -> dict:
    return {"type": 18, "label": "Say", "component": {"type": 4, "style": 1} | parts}


async def let_pass(seconds: float) -> None:
    """Wait for so many slots of another pacer as take that long."""
    others = GlobalPacer(20)
    for _ in range(3 + round(20 * seconds)):  # the first three come almost at once
        await others.slot(patience_s=5)
        others.give_back()


@in_virtual_time
async def test_slots_are_taken_at_an_even_pace():
    pacer, loop = GlobalPacer(40), asyncio.get_running_loop()
    began = loop.time()

    waits = await asyncio.gather(*(pacer.slot(patience_s=5) for _ in range(20)))

    assert waits == [0.0] * 20
    assert loop.time() - began >= 19 / 40 - 0.1


@in_virtual_time
async def test_who_would_wait_too_long_is_told_how_long_and_takes_no_slot():
    pacer = GlobalPacer(0.5)
    await pacer.slot(patience_s=1)

    waits = [await pacer.slot(patience_s=1) for _ in range(3)]

    assert all(1 < wait <= 2.3 for wait in waits)


@in_virtual_time
async def test_what_goes_ahead_leaves_the_even_pace_but_never_the_limit():
    pacer, loop = GlobalPacer(40), asyncio.get_running_loop()
    began = loop.time()
    for _ in range(41):
        await pacer.slot_ahead()
        pacer.answered(pacer.leave())
    ahead_s = loop.time() - began

    assert ahead_s < 0.5
    assert 0.4 < await pacer.slot(patience_s=0.1) <= 1.03


async def test_what_goes_ahead_does_not_wait_for_those_in_the_queue():
    pacer = GlobalPacer(20)
    order = []

    async def tell(number):
        await pacer.slot(patience_s=5)
        pacer.leave()
        order.append(number)

    queue = [asyncio.create_task(tell(number)) for number in range(10)]
    await asyncio.sleep(0)
    await pacer.slot_ahead()
    pacer.leave()
    order.append("answer")
    await asyncio.gather(*queue)

    assert order.index("answer") <= 3
    assert len(order) == 11


async def test_a_request_that_leaves_late_is_counted_from_when_it_left():
    pacer = GlobalPacer(4)
    for _ in range(5):
        await pacer.slot_ahead()
    await let_pass(0.5)

    for _ in range(5):
        pacer.answered(pacer.leave())

    assert await pacer.slot(patience_s=0.1) > 0.9


async def test_what_was_held_up_on_the_way_is_counted_from_when_it_can_have_arrived():
    pacer = GlobalPacer(4, held_up_s=9)
    pacer.answered(pacer.leave())
    held_up = [pacer.leave() for _ in range(4)]
    await let_pass(0.5)

    pacer.answered(held_up[-1])  # the ones before it have arrived as well

    assert 0.4 < await pacer.slot(patience_s=0.1) < 0.6  # the first one was not held up
    await pacer.slot_ahead()
    assert await pacer.slot(patience_s=0.1) > 0.4


async def test_a_slow_answer_that_a_later_one_overtakes_makes_nobody_wait():
    pacer = GlobalPacer(4, held_up_s=9)
    slow = [pacer.leave() for _ in range(4)]
    pacer.answered(pacer.leave())
    await let_pass(1.1)

    assert await pacer.slot(patience_s=0.1) == 0.0
    pacer.answered(slow[0])
    assert await pacer.slot(patience_s=0.3) == 0.0


async def test_while_nothing_is_answered_no_more_leaves_than_is_allowed_in_a_second():
    pacer = GlobalPacer(4, held_up_s=9)
    for _ in range(5):
        await pacer.slot_ahead()
        pacer.leave()
    await let_pass(1.1)

    assert await pacer.slot(patience_s=0.3) > 0.0


async def test_no_request_is_reckoned_to_be_held_up_for_ever():
    pacer = GlobalPacer(4, held_up_s=0.05)
    for _ in range(5):
        pacer.leave()
    await let_pass(1.2)

    assert await pacer.slot(patience_s=0.1) == 0.0


@in_virtual_time
async def test_where_every_answer_is_slow_a_request_is_still_counted_from_when_it_arrived():
    pacer, loop = GlobalPacer(4, held_up_s=0.3), asyncio.get_running_loop()
    began = loop.time()
    sent = [pacer.leave() for _ in range(5)]
    while loop.time() < began + 0.5:
        pacer.outlook_s()  # whoever asks meanwhile
        await asyncio.sleep(0.05)

    for one in sent:
        pacer.answered(one)

    assert pacer.outlook_s() <= began + 1.0 - loop.time() + 0.01


async def test_slots_that_nothing_came_of_are_free_again():
    pacer = GlobalPacer(40)
    for _ in range(41):
        await pacer.slot_ahead()
        pacer.give_back()

    assert await pacer.slot(patience_s=1.5) == 0.0


async def test_a_pause_that_discord_asks_for_is_kept():
    pacer = GlobalPacer(48)
    pacer.hold(30)

    assert 29 < await pacer.slot(patience_s=1) <= 30


async def test_what_connecting_took_counts_too(make_connector, world, delivery):
    world.limits.enforced = True
    places = [world.channel(f"news-{number}") for number in range(60)]
    connector = make_connector(world)
    await connector.start()

    outcomes = await asyncio.gather(
        *(connector.messenger.send(delivery(one, key=one.id)) for one in places)
    )

    assert world.limits.refused == 0
    assert {type(outcome) for outcome in outcomes} == {Delivered}


async def test_where_a_slot_is_far_away_nothing_more_is_begun(make_connector, world, delivery):
    connector = make_connector(world)
    await connector.start()
    before = await connector.messenger.reserve_slot(delivery())
    sending = [asyncio.create_task(connector.messenger.send(delivery())) for _ in range(300)]
    await asyncio.sleep(0)  # they wait for their slots now

    refused = await connector.messenger.reserve_slot(delivery())
    for task in sending:
        task.cancel()
    await asyncio.gather(*sending, return_exceptions=True)

    assert before is None
    assert refused.is_crowded
    assert refused.retry_after_s > 4


async def test_long_before_a_ban_nothing_more_is_sent():
    line = BanLine()
    for _ in range(STOP_AT - 1):
        line.note(403, {})
    before = line.pause_s()

    line.note(429, {})

    assert before == 0.0
    assert line.pause_s() > 590


@pytest.mark.parametrize(
    ("status", "headers"), [(200, {}), (404, {}), (500, {}), (429, {"X-RateLimit-Scope": "shared"})]
)
async def test_what_discord_does_not_count_is_not_counted(status, headers):
    line = BanLine()
    for _ in range(STOP_AT):
        line.note(status, headers)

    assert line.pause_s() == 0.0


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"content": "x" * 2001},
        {"embeds": [{"description": "x" * 3500}, {"description": "x" * 3500}]},
        {"embeds": [{}]},
        {"embeds": [{"title": "x" * 257}]},
        {"embeds": [{"title": "t", "fields": [{"name": "", "value": "v"}]}]},
        {"content": "x", "nonce": "n" * 26},
        {"content": "x", "components": [{"type": 1, "components": [{"type": 2, "style": 1}]}]},
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        {"content": "x", "components": [{"type": 10, "content": "t"}]},
        {"flags": V2, "content": "x", "components": [{"type": 10, "content": "t"}]},
        {"flags": V2, "components": []},
        {"flags": V2, "components": [{"type": 10, "content": "t"}] * 41},
        {"flags": V2, "components": [{"type": 10, "content": "t" * 2001}] * 2},
        {"flags": V2, "components": [{"type": 1, "components": [BUTTON, BUTTON]}]},
    ],
)
def test_the_fake_refuses_the_messages_that_discord_refuses(body):
    assert message_faults(body)


@pytest.mark.parametrize(
    "components",
    [
        [],
        [labelled(custom_id=str(number)) for number in range(6)],
        [labelled(custom_id="a"), labelled(custom_id="a")],
        [labelled(custom_id="a", value="xyz", max_length=2)],
        [labelled(custom_id="a", label="twice")],
        [labelled(custom_id="")],
    ],
)
def test_the_fake_refuses_the_forms_that_discord_refuses(components):
    assert modal_faults({"custom_id": "a", "title": "b", "components": components})


def test_the_fake_takes_a_form_of_five():
    five = [labelled(custom_id=str(number)) for number in range(5)]

    assert modal_faults({"custom_id": "a", "title": "b", "components": five}) == []


@pytest.mark.parametrize(
    "command",
    [
        {"name": "When", "description": "d"},
        {"name": "when", "description": ""},
        {"name": "x" * 33, "description": "d"},
        {
            "name": "when",
            "description": "d",
            "options": [
                {"name": "a", "type": 3, "description": "d"},
                {"name": "b", "type": 3, "description": "d", "required": True},
            ],
        },
    ],
)
def test_the_fake_refuses_the_commands_that_discord_refuses(command):
    assert command_faults([command])


@pytest.mark.skipif(
    not openapi.is_at_hand(), reason="../shared/specs/discord-openapi.json is not there"
)
@pytest.mark.parametrize(
    ("body", "is_right"),
    [
        ({"content": "hello", "nonce": "k", "enforce_nonce": True}, True),
        ({"content": "hello", "nonces": "k"}, False),
        ({"content": "hello", "embeds": [{"titel": "t"}]}, False),
        ({"content": 5}, False),
    ],
)
def test_the_fake_reads_discords_own_document(body, is_right):
    validator = openapi.validator()
    assert validator is not None

    assert (validator.faults("POST", "/channels/1/messages", body) == []) is is_right


@pytest.mark.waits(2)
async def test_people_of_whom_each_takes_two_requests_are_told_within_the_limit(
    make_connector, world, delivery
):
    world.limits.enforced = True
    people = [world.person(f"fan-{number}") for number in range(60)]
    places = [
        Destination(platform=DISCORD.id, workspace="", channel="", person=one.id) for one in people
    ]
    connector = make_connector(world)
    await connector.start()

    outcomes = await asyncio.gather(
        *(
            connector.messenger.send(replace(delivery(key=place.person), destination=place))
            for place in places
        )
    )

    assert world.limits.refused == 0
    assert {type(outcome) for outcome in outcomes} == {Delivered}
