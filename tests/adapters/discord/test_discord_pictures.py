"""Pictures on Discord: with a countdown for whoever wants them, and behind the button *History*."""

import asyncio
from dataclasses import replace

import pytest

from adapters.pictures.painting import PaintedPictures
from content.subscriptions.outcomes import Delivered, Unknown
from fakes.discord import ALL, ATTACH, Fault
from fakes.steps import countdown_step


@pytest.fixture
async def pictures():
    made = PaintedPictures()
    yield made
    await made.close()


@pytest.fixture
async def violet(make_connector, world, pictures):
    connector = make_connector(world, pictures=pictures)
    await connector.start()
    return connector


@pytest.fixture
def told(delivery):
    """Make a delivery of a countdown's step to a channel that wants pictures."""

    def make(*to, **wanted):
        return delivery(*to, **({"announcement": countdown_step(), "picture": True} | wanted))

    return make


async def test_a_countdown_carries_its_card_with_words_for_whoever_sees_none(
    violet, world, channel, told
):
    outcome = await violet.messenger.send(told())

    (message,) = world.said_in(channel)
    picture, words = message.picture
    assert outcome == Delivered(message=message.id)
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert words == (
        "Jessica Jones · Season 2. 7 days to go. Thursday 8 March 2018. "
        "Netflix, in Collider, 9 December 2017."
    )
    assert "7 days to go" in message.text
    assert message.body["nonce"] == "key-1"
    assert message.pings == set()


async def test_the_card_is_in_the_language_of_its_server(
    make_connector, world, channel, told, pictures
):
    channel.guild.locale = "de"
    connector = make_connector(world, pictures=pictures)
    await connector.start()

    await connector.messenger.send(told())

    (message,) = world.said_in(channel)
    assert message.picture[1] == (
        "Jessica Jones · Staffel 2. 7 Tage noch. Donnerstag, 8. März 2018. "
        "Netflix bei Collider, 9. Dezember 2017."
    )


async def test_a_channel_that_wants_none_gets_none(violet, world, channel, told):
    await violet.messenger.send(told(picture=False))

    assert world.said_in(channel)[0].picture is None


async def test_news_has_no_picture(violet, world, channel, told, announcement):
    await violet.messenger.send(told(announcement=announcement()))

    assert world.said_in(channel)[0].picture is None


async def test_it_is_drawn_once_for_all_channels(make_connector, world, told, pictures):
    places = [world.channel(f"news-{number}") for number in range(6)]
    violet = make_connector(world, pictures=pictures)
    await violet.start()

    for number, place in enumerate(places):
        await violet.messenger.send(told(place, key=f"key-{number}"))

    assert all(world.said_in(place)[0].picture for place in places)
    assert pictures.drawings == 1


@pytest.mark.parametrize("fault", [Fault.INTERNAL, Fault.INTERNAL_AFTER, Fault.CLOSED_AFTER])
async def test_a_lost_answer_makes_no_second_message(violet, world, channel, told, clock, fault):
    world.faults.next_sends(fault)
    first = await violet.messenger.send(told())
    tried = told(is_unknown=True, first_tried_at=clock.now())

    if await violet.messenger.find(tried) is None:
        await violet.messenger.send(tried)

    assert isinstance(first, Unknown)
    assert len(world.said_in(channel)) == 1
    assert world.said_in(channel)[0].picture


async def test_what_was_sent_is_found_again_by_its_key(violet, world, channel, told, clock):
    world.faults.next_sends(Fault.INTERNAL_AFTER)
    await violet.messenger.send(told())
    tried = told(is_unknown=True, first_tried_at=clock.now())
    clock.pass_time(600)
    world.clock.ahead_s += 600

    assert await violet.messenger.find(tried) == Delivered(message=world.said_in(channel)[0].id)


async def test_where_no_file_may_be_posted_the_news_is_told_without(
    make_connector, world, told, pictures
):
    place = world.channel("strict", app_permissions=ALL & ~ATTACH)
    violet = make_connector(world, pictures=pictures)
    await violet.start()

    outcome = await violet.messenger.send(told(place))

    (message,) = world.said_in(place)
    assert outcome == Delivered(message=message.id)
    assert message.picture is None
    assert "7 days to go" in message.text


async def test_where_nothing_can_be_drawn_the_news_is_told_without(
    make_connector, world, channel, told
):
    broken = PaintedPictures(command=("/no/such/python",))
    violet = make_connector(world, pictures=broken)
    await violet.start()

    await violet.messenger.send(told())

    assert world.said_in(channel)[0].picture is None
    assert "7 days to go" in world.said_in(channel)[0].text
    await broken.close()


async def test_a_countdown_that_is_no_longer_so_loses_its_picture(violet, world, channel, told):
    await violet.messenger.send(told())
    (message,) = world.said_in(channel)
    now = replace(countdown_step(), superseded="The date has moved to 1 June 2018.")

    await violet.messenger.revise(told(announcement=now, revises=message.id))

    assert message.picture is None
    assert message.body["attachments"] == []
    assert "The date has moved to 1 June 2018." in message.text


async def test_a_text_alone_has_no_picture(violet, world, channel, told):
    await violet.messenger.send(told(is_plain=True))

    assert world.said_in(channel)[0].body.get("attachments") is None


async def pressed_history(world, channel, **rest):
    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    history = next(key for key in asked.message.buttons if key.startswith("history:"))
    return await world.press(asked.message, history, **rest)


@pytest.mark.usefixtures("violet")
async def test_the_history_of_a_date_is_seen_by_whoever_presses_alone(world, channel):
    pressed = await pressed_history(world, channel, by=world.person("malcolm"))

    picture, words = pressed.message.picture
    assert pressed.is_private
    assert picture.size[0] == 900
    assert words.startswith("Jessica Jones · Season 2: How its release date came to be. ")
    assert "8 March 2018" in pressed.text


@pytest.mark.usefixtures("violet")
async def test_the_history_is_drawn_in_the_language_of_the_answer(world, channel):
    said = await world.say(channel, "wann kommt jessica jones staffel 2 raus?", mention=True)
    answer = await world.answer_to(said)
    (history,) = (key for key in answer.buttons if key.startswith("history:"))

    pressed = await world.press(answer, history)

    assert pressed.message.picture[1].startswith(
        "Jessica Jones · Staffel 2: Wie der Starttermin zustande kam. "
    )


@pytest.mark.usefixtures("violet")
async def test_who_says_so_is_told_without_a_picture(world, channel):
    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    sources = next(key for key in asked.message.buttons if key.startswith("sources:"))

    assert (await world.press(asked.message, sources)).message.picture is None


@pytest.mark.usefixtures("violet")
@pytest.mark.parametrize("fault", [Fault.INTERNAL, Fault.INTERNAL_AFTER, Fault.BAD_GATEWAY])
async def test_a_history_whose_answer_was_lost_is_told_once_and_whole(world, channel, fault):
    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    history = next(key for key in asked.message.buttons if key.startswith("history:"))
    world.faults.next_answers(fault)

    pressed = await world.press(asked.message, history)

    assert pressed.message.picture[0].size[0] == 900
    assert pressed.follow_ups == []


async def test_many_presses_draw_once(violet, world, channel, pictures):
    asked = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    history = next(key for key in asked.message.buttons if key.startswith("history:"))
    people = [world.person(f"fan-{number}") for number in range(10)]

    await asyncio.gather(*(world.press(asked.message, history, by=one) for one in people))

    assert violet.messenger is not None
    assert pictures.drawings == 1
