"""`/violet updates calendar` on Slack: an address for whoever manages the channel alone."""

import re

import pytest

from content.calendar.addresses import token_fingerprint
from fakes.database import FakeDatabase

ADDRESS = re.compile(r"https://violet\.example/calendar/feed/([0-9a-f]{40})\.ics")
ADMIN = "U0ADMIN001"


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
async def connector(make_connector, slack, memory):
    connector = make_connector(memory=memory)
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return connector


@pytest.mark.usefixtures("connector")
async def test_an_address_is_for_whoever_asks_alone_and_can_be_renewed_and_stopped(slack, memory):
    given = await slack.answer("/violet updates calendar", user=ADMIN)
    again = await slack.answer("/violet updates calendar", user=ADMIN)
    renewed = await slack.answer("/violet updates calendar renew", user=ADMIN)
    tokens = [ADDRESS.search(str(answer.blocks))[1] for answer in (given, renewed)]
    leads = [await memory.calendars.at(token_fingerprint(one)) for one in tokens]
    stopped = await slack.answer("/violet updates calendar stop", user=ADMIN)

    assert {one.only_for for one in (given, again, renewed, stopped)} == {ADMIN}
    assert not ADDRESS.search(str(again.blocks))
    assert "/violet updates calendar renew" in again.shown
    assert leads[0] is None
    assert leads[1].channel == slack.workspace.general
    assert await memory.calendars.at(token_fingerprint(tokens[1])) is None
    assert "is stopped" in stopped.shown
