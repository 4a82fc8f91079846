"""Reminders have a bound for each person, and nobody else notices."""

from dataclasses import replace

from adapters.discord.traits import DISCORD
from bot.verbs.remind import MOST_REMINDERS
from content.commands.admin import Remind
from content.facts.claims import ShowId
from fakes.rooms import ADMIN, HERE, Room
from fakes.tellings import subscription


async def room_of_somebody_with(count: int) -> Room:
    room = Room()
    alone = DISCORD.directly_to(HERE, ADMIN.person)
    for number in range(count):
        one = replace(subscription(alone), show=ShowId(f"show-{number}"))
        await room.memory.subscriptions.subscribe(one)
    return room


async def test_nobody_is_reminded_of_more_than_anybody_waits_for():
    room = await room_of_somebody_with(MOST_REMINDERS)

    said = await room.router.remind(Remind("daredevil"), ADMIN)
    other = await room.router.remind(Remind("daredevil"), replace(ADMIN, person="another"))

    assert "I remind you of 100 shows already" in said.headline
    assert "remind stop SHOW" in said.text
    assert "I will remind you of Daredevil" in other.headline
    alone = DISCORD.directly_to(HERE, ADMIN.person)
    assert len(await room.memory.subscriptions.of(alone)) == MOST_REMINDERS


async def test_the_last_that_fits_is_taken_and_one_ended_makes_room():
    room = await room_of_somebody_with(MOST_REMINDERS - 1)

    last = await room.router.remind(Remind("daredevil"), ADMIN)
    full = await room.router.remind(Remind("jessica jones"), ADMIN)
    await room.router.remind(Remind("daredevil", stop=True), ADMIN)
    again = await room.router.remind(Remind("jessica jones"), ADMIN)

    assert "I will remind you" in last.headline
    assert "already" in full.headline
    assert "I will remind you" in again.headline
