"""Asking on Discord: by command, by mention, in a direct message."""

import asyncio

import pytest

from bot.ports.errors import StorageError
from content.facts.catalogue import Catalogue
from content.understanding.question import Conversation
from fakes.discord import ALL, EMBED, HISTORY


@pytest.mark.usefixtures("connector")
async def test_when_is_answered_for_everyone_to_see(world, channel):
    ran = await world.run_command("when", at=channel, show="jessica jones", season="2")

    assert "8 March 2018" in ran.text
    assert not ran.is_private


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("filming", {"show": "jessica-jones"}),
        ("countdown", {"show": "jessica-jones", "season": "2"}),
        ("history", {"show": "jessica-jones", "season": "2"}),
        ("news", {}),
        ("news", {"show": "jessica-jones", "since": "2017"}),
        ("upcoming", {}),
        ("ask", {"question": "when does jessica jones season 2 come out?"}),
    ],
)
async def test_every_command_is_answered(world, channel, command, options):
    ran = await world.run_command(command, at=channel, **options)

    assert ran.answered_with == 4
    assert ran.text


@pytest.mark.usefixtures("connector")
async def test_a_command_works_in_a_direct_message(world):
    direct = world.direct(world.person("trish"))

    ran = await world.run_command("when", at=direct, show="jessica-jones", season="2")

    assert "8 March 2018" in ran.text


@pytest.mark.usefixtures("connector")
async def test_a_show_that_is_not_followed_is_said_to_be_so(world, channel):
    ran = await world.run_command("when", at=channel, show="zzz @everyone zzz")

    assert "follow" in ran.text
    assert ran.message.pings == set()


@pytest.mark.usefixtures("connector")
async def test_ask_answers_even_what_is_no_question(world, channel):
    ran = await world.run_command("ask", at=channel, question="lol")

    assert ran.text


@pytest.mark.usefixtures("connector")
async def test_shows_are_suggested_while_they_are_typed(world, channel):
    choices = await world.complete("when", "show", at=channel, show="jess")

    assert {"name": "Marvel's Jessica Jones", "value": "jessica-jones"} in choices


@pytest.mark.usefixtures("connector")
async def test_suggestions_never_pass_discords_limits(world, channel):
    choices = await world.complete("updates subscribe", "zone", at=channel, zone="a")

    assert len(choices) == 25


@pytest.mark.usefixtures("connector")
async def test_seasons_of_the_chosen_show_are_suggested(world, channel):
    choices = await world.complete("when", "season", at=channel, show="jessica-jones", season="")

    assert choices == [
        {"name": "The next season", "value": "next"},
        {"name": "The last season so far", "value": "last"},
        {"name": "Season 2", "value": "2"},
    ]


@pytest.mark.usefixtures("connector")
async def test_a_mention_is_answered_as_a_reply(world, channel):
    asked = await world.say(channel, "when is jessica jones season 2 out?", mention=True)

    said = await world.answer_to(asked)

    assert "8 March 2018" in said.text
    assert said.pings == set()


@pytest.mark.usefixtures("connector")
async def test_a_direct_message_is_answered(world):
    direct = world.direct(world.person("trish"))
    asked = await world.say(direct, "when is jessica jones season 2 out?")

    assert "8 March 2018" in (await world.answer_to(asked)).text


@pytest.mark.usefixtures("connector")
async def test_a_reply_to_violet_is_a_question_to_violet(world, channel):
    asked = await world.say(channel, "when is jessica jones season 2 out?", mention=True)
    said = await world.answer_to(asked)

    again = await world.say(channel, "who says so?", replying_to=said)

    assert "Times" in (await world.answer_to(again)).text


@pytest.mark.usefixtures("connector")
async def test_a_bare_mention_is_a_cry_for_help(world, channel):
    asked = await world.say(channel, "", mention=True)

    assert (await world.answer_to(asked)).text


async def test_chatter_is_left_alone(connector, world, channel):
    await world.say(channel, "when is jessica jones season 2 out?")
    await world.say(channel, "@everyone when is jessica jones season 2 out?")
    asked = await world.say(channel, "when is jessica jones season 2 out?", mention=True)

    await world.answer_to(asked)
    await connector.stop()

    assert len(world.said_in(channel)) == 1


async def test_bots_are_never_answered_not_even_when_they_ask_nicely(connector, world, channel):
    other = world.person("newsbot")
    other.bot = True
    await world.say(channel, "when is jessica jones season 2 out?", by=other, mention=True)
    await world.say(channel, "when is it out?", by=world.bot, mention=True)
    asked = await world.say(channel, "when is jessica jones season 2 out?", mention=True)

    await world.answer_to(asked)
    await connector.stop()

    assert [one.replies_to for one in world.said_in(channel)] == [None, asked.id]


@pytest.mark.usefixtures("connector")
async def test_what_a_source_is_called_pings_nobody(world, channel):
    asked = await world.say(channel, "when is jessica jones season 2 out?", mention=True)
    said = await world.answer_to(asked)

    assert "@everyone" not in said.text
    assert "@\u200beveryone" in said.text
    assert said.pings == set()


@pytest.mark.usefixtures("connector")
async def test_a_channel_that_follows_one_show_need_not_name_it(world, channel):
    await world.run_command("updates subscribe", at=channel, show="jessica-jones")
    asked = await world.say(channel, "when is season 2 out?", mention=True)

    assert "8 March 2018" in (await world.answer_to(asked)).text


@pytest.mark.parametrize("lacking", [EMBED, HISTORY])
async def test_where_embeds_or_replies_are_not_allowed_the_answer_is_plain(
    make_connector, world, lacking
):
    place = world.channel("strict", app_permissions=ALL & ~lacking)
    await make_connector(world).start()
    await world.say(place, "when is jessica jones season 2 out?", mention=True)

    await world.until(lambda: world.said_in(place), "a plain answer")

    (said,) = world.said_in(place)
    assert "8 March 2018" in said.text
    assert said.embeds == []


class Broken:
    """Knowledge that cannot be had."""

    @property
    def catalogue(self) -> Catalogue:
        raise RuntimeError("the secret reason")


async def test_a_failure_is_answered_kindly_and_without_its_reason(make_connector, world, channel):
    connector = make_connector(world, knowledge=Broken())
    await connector.start()

    ran = await world.run_command("when", at=channel, show="jessica-jones")
    asked = await world.say(channel, "when is it out?", mention=True)
    said = await world.answer_to(asked)

    for text in (ran.text, said.text):
        assert text == "Something went wrong on my side; it has been logged. Please try again."
    assert ran.is_private


class Busy:
    """Conversations that cannot be had just now."""

    async def recall(self, *_speaker, **_now):
        raise StorageError("the database is locked")


async def test_a_database_that_is_busy_is_said_to_be_so(make_connector, world, channel):
    await make_connector(world, conversations=Busy()).start()

    ran = await world.run_command("when", at=channel, show="jessica-jones", season="2")
    asked = await world.say(channel, "when is jessica jones season 2 out?", mention=True)
    said = await world.answer_to(asked)

    for text in (ran.text, said.text):
        assert text == "I cannot get at my notes just now; please try again in a minute."


class Slow:
    """Conversations that are remembered only once *go* is set."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def recall(self, *_speaker, **_now):
        await self.go.wait()
        return Conversation()

    async def remember(self, *_conversation, **_now):
        await self.go.wait()


async def test_an_answer_that_takes_long_is_announced_and_then_given(
    make_connector, world, channel
):
    slow = Slow()
    connector = make_connector(world, conversations=slow)
    await connector.start()

    running = asyncio.create_task(
        world.run_command("when", at=channel, show="jessica-jones", season="2")
    )
    await world.until(
        lambda: any(one.answered_with == 5 for one in world.interactions.values()), "a deferral"
    )
    slow.go.set()

    assert "8 March 2018" in (await running).text


async def test_a_question_in_hand_is_answered_before_violet_leaves(make_connector, world, channel):
    slow = Slow()
    connector = make_connector(world, conversations=slow)
    await connector.start()
    running = asyncio.create_task(
        world.run_command("when", at=channel, show="jessica-jones", season="2")
    )
    await world.until(lambda: connector._context.in_flight._tasks, "a question in hand")

    stopping = asyncio.create_task(connector.stop())
    slow.go.set()
    await stopping

    assert "8 March 2018" in (await running).text
