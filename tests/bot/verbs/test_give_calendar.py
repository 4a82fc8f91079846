"""A channel's calendar: its address is said once, renewed, stopped, and kept nowhere."""

import re
from dataclasses import replace

import pytest

from bot.masking import SECRETS
from content.calendar.addresses import token_fingerprint
from content.commands.acts import ActKind
from fakes.rooms import ADMIN, HERE, Room

ADDRESS = re.compile(r"https://violet\.example/calendar/feed/([0-9a-f]{40})\.ics")


@pytest.fixture
def room():
    return Room()


async def reply(room, words):
    return await room.answer_to(words)


def token_in(said):
    (link,) = said.links
    found = ADDRESS.fullmatch(link.url)
    assert found
    return found[1]


async def test_an_address_is_given_once_and_leads_to_the_channel(room):
    token = token_in(await reply(room, "updates calendar"))
    again = await reply(room, "updates calendar")

    assert await room.memory.calendars.at(token_fingerprint(token)) == HERE
    assert "has an address already, made on 2018-02-01" in again.text
    assert "updates calendar renew" in again.text
    assert not again.links


async def test_a_renewed_one_holds_instead_of_the_one_before(room):
    old = token_in(await reply(room, "updates calendar"))
    said = await reply(room, "updates calendar renew")
    new = token_in(said)

    assert new != old
    assert await room.memory.calendars.at(token_fingerprint(old)) is None
    assert await room.memory.calendars.at(token_fingerprint(new)) == HERE
    assert "the one before holds no longer" in said.text


async def test_a_stopped_one_leads_nowhere(room):
    token = token_in(await reply(room, "updates calendar"))
    said = await reply(room, "updates calendar stop")

    assert "is stopped" in said.text
    assert await room.memory.calendars.at(token_fingerprint(token)) is None
    assert "no calendar to stop" in (await reply(room, "updates calendar revoke")).text


async def test_who_had_it_made_and_stopped_is_kept(room):
    for words in ("updates calendar", "updates calendar", "updates calendar stop"):
        await reply(room, words)

    acts = await room.memory.audit.at(HERE, limit=9)

    assert [one.kind for one in acts] == [ActKind.CALENDAR_STOPPED, ActKind.CALENDAR_GIVEN]
    assert not any(ADDRESS.search(one.detail) for one in acts)


async def test_whoever_gets_an_address_is_told_while_it_is_empty(room):
    assert "It is empty until" in (await reply(room, "updates calendar")).text
    await reply(room, "updates subscribe jessica jones")
    assert "It is empty until" not in (await reply(room, "updates calendar renew")).text


async def test_without_an_address_on_the_web_it_is_said_what_to_set(room):
    room.router = replace(room.router, public_url=None)

    said = await reply(room, "updates calendar")

    assert "VIOLET_PUBLIC_URL" in said.text
    assert await room.memory.calendars.given_at(HERE) is None
    assert "no calendar to stop" in (await reply(room, "updates calendar stop")).text


async def test_an_address_that_was_given_is_logged_nowhere(room):
    token = token_in(await reply(room, "updates calendar"))

    assert token not in SECRETS.masked(f"GET /calendar/feed/{token}.ics")


async def test_what_is_no_way_of_asking_for_it_is_none(room):
    assert "calendar nonsense" not in (await reply(room, "updates calendar nonsense")).text
    assert await room.memory.calendars.given_at(ADMIN.destination) is None
