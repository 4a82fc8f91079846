"""`/updates calendar` on Discord: an address, for whoever manages the channel."""

import re

import pytest

from content.calendar.addresses import token_fingerprint
from fakes.database import FakeDatabase

ADDRESS = re.compile(r"\]\(https://violet\.example/calendar/feed/([0-9a-f]{40})\.ics\)")


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
async def connector(make_connector, world, memory):
    connector = make_connector(world, memory=memory)
    await connector.start()
    return connector


@pytest.mark.usefixtures("connector")
async def test_an_address_is_for_whoever_asks_alone_and_can_be_renewed_and_stopped(
    world, channel, memory
):
    given = await world.run_command("updates calendar", at=channel)
    again = await world.run_command("updates calendar", at=channel)
    renewed = await world.run_command("updates calendar", at=channel, renew=True)
    tokens = [ADDRESS.search(ran.text)[1] for ran in (given, renewed)]
    leads = [await memory.calendars.at(token_fingerprint(one)) for one in tokens]
    stopped = await world.run_command("updates calendar", at=channel, stop=True)

    assert all(ran.is_private for ran in (given, again, renewed, stopped))
    assert not ADDRESS.search(again.text)
    assert re.search(r"</updates calendar:\d+> renew:True", again.text)
    assert leads[0] is None
    assert leads[1].channel == str(channel.id)
    assert await memory.calendars.at(token_fingerprint(tokens[1])) is None
    assert "is stopped" in stopped.text
    assert world.said_in(channel) == []


@pytest.mark.usefixtures("connector")
async def test_another_channel_can_be_chosen(world, channel, memory):
    other = world.channel("elsewhere")

    ran = await world.run_command("updates calendar", at=channel, channel=other)

    token = ADDRESS.search(ran.text)[1]
    assert (await memory.calendars.at(token_fingerprint(token))).channel == str(other.id)
