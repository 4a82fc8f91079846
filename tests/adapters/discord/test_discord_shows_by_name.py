"""Any show by its name on Discord: while it is typed, looked up at a press, followed at a press."""

import asyncio

import pytest

from bot.shows_while_typed import ShowsWhileTyped
from content.answers.reply import LookUpOffer
from content.listings.records import ListingId
from fakes.claims import catalogue, show
from fakes.database import FakeDatabase
from fakes.directory import FakeDirectory
from fakes.discord import ALL, SEND
from fakes.followed import followed
from fakes.listed import listed_show
from fakes.named_shows import GHOSTS_UK, GHOSTS_US, HOSTILE, SEVERANCE
from fakes.newsroom import NOW, FixedKnowledge, make_router
from fakes.slow_directory import SlowDirectory

MANAGE_GUILD = 1 << 5


@pytest.fixture
def memory() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def directory() -> FakeDirectory:
    return FakeDirectory(SEVERANCE, GHOSTS_UK, GHOSTS_US, HOSTILE)


@pytest.fixture
async def violet(make_connector, world, directory, memory):
    connector = make_connector(
        world, directory=directory, memory=memory, subscriptions=memory.subscriptions
    )
    await connector.start()
    return connector


@pytest.fixture
def fan(world):
    """Somebody who manages nothing."""
    fan = world.person("malcolm")
    fan.rights = ALL & ~MANAGE_GUILD
    return fan


def buttons(message):
    rows = message.body.get("components") or []
    return {one["custom_id"]: one["label"] for row in rows for one in row["components"]}


async def asked(world, channel, words="when is Severance season 3 out?"):
    said = await world.say(channel, words, mention=True)
    return await world.answer_to(said)


# ----------------------------------------------------------- while it is typed


@pytest.mark.usefixtures("violet")
@pytest.mark.parametrize("command", ["when", "filming", "news", "remind", "updates subscribe"])
async def test_any_show_is_suggested_by_its_exact_record(world, channel, command):
    choices = await world.complete(command, "show", at=channel, show="ghosts")

    assert choices == [
        {"name": "Ghosts (2015, BBC One, the United Kingdom, ended)", "value": "tvmaze:37856"},
        {"name": "Ghosts (2016, CBS, the United States, running)", "value": "tvmaze:48449"},
    ]


@pytest.mark.usefixtures("violet")
async def test_the_record_that_was_chosen_is_the_one_that_is_answered_about(world, channel):
    ran = await world.run_command("when", at=channel, show="tvmaze:48449")

    assert "TVmaze lists Ghosts season 6" in ran.text
    assert "https://www.tvmaze.com/shows/48449/ghosts" in ran.text
    assert not any(e.get("image") or e.get("thumbnail") for e in ran.message.embeds)


@pytest.mark.usefixtures("violet")
@pytest.mark.parametrize("command", ["updates unsubscribe", "updates pause", "updates settings"])
async def test_what_a_channel_hears_already_is_not_searched_for_elsewhere(
    world, channel, directory, command
):
    assert await world.complete(command, "show", at=channel, show="ghosts") == []
    assert directory.calls == []


async def test_known_shows_are_suggested_although_the_listing_does_not_answer(
    make_connector, world, channel
):
    directory = SlowDirectory(SEVERANCE)
    router = make_router(directory)
    typing = ShowsWhileTyped(router.by_name, pause_s=0.0, within_s=0.01)
    await make_connector(world, directory=directory, while_typed=typing).start()

    choices = await world.complete("when", "show", at=channel, show="jess")

    assert choices == [{"name": "Marvel's Jessica Jones", "value": "jessica-jones"}]
    assert directory.under_way == 1


async def test_a_listing_with_many_hits_and_hostile_names_stays_within_discords_limits(
    make_connector, world, channel
):
    directory = FakeDirectory(HOSTILE)
    directory._searches["hostile"] = [HOSTILE] * 30
    await make_connector(world, directory=directory).start()

    (choice,) = await world.complete("when", "show", at=channel, show="hostile")

    assert len(choice["name"]) <= 100
    assert "@everyone" not in choice["name"]
    assert choice["value"] == "tvmaze:666"


async def test_no_more_than_25_shows_are_suggested_and_each_once(
    make_connector, world, channel, memory
):
    many = [show(f"ghosts-{n}", title=f"Ghosts {n}", short=f"Ghosts {n}") for n in range(9)]
    listed = [listed_show(name=f"Ghosts {n}", listing=ListingId(str(n))) for n in range(1, 21)]
    for n in range(1, 4):
        await memory.watchlist.follow(followed(f"ghosts-{n}", listing=str(n)), now=NOW)
    directory = FakeDirectory()
    directory._searches["ghosts"] = listed
    knowledge = FixedKnowledge(catalogue(shows=many))
    await make_connector(world, directory=directory, memory=memory, knowledge=knowledge).start()

    found = await world.complete("when", "show", at=channel, show="ghosts")
    at_first = await world.complete("updates subscribe", "show", at=channel, show="")

    assert len(found) == len({one["value"] for one in found}) == 25
    assert not {"tvmaze:1", "tvmaze:2", "tvmaze:3"} & {one["value"] for one in found}
    assert [one["value"] for one in found][:9] == [one.id for one in many]
    assert len(at_first) == 10


@pytest.mark.usefixtures("violet")
async def test_a_record_that_was_chosen_has_no_seasons_to_suggest_yet(world, channel):
    choices = await world.complete("when", "season", at=channel, show="tvmaze:44933", season="")

    assert choices == []


# ------------------------------------------------------------------ looked up


@pytest.mark.usefixtures("violet")
async def test_a_show_that_is_not_followed_is_looked_up_at_a_press_in_the_answers_place(
    world, channel, fan
):
    answer = await asked(world, channel)
    assert list(buttons(answer).values()) == ["Look it up"]

    (look,) = buttons(answer)
    await world.press(answer, look, by=fan)

    assert "TVmaze lists Severance season 3 as coming out on" in answer.text
    assert "https://www.tvmaze.com/shows/44933/severance" in answer.text
    assert buttons(answer) == {
        "remind:tvmaze:44933": "Remind me",
        "follow:tvmaze:44933": "Follow here",
    }
    assert len(world.said_in(channel)) == 1


@pytest.mark.usefixtures("violet")
async def test_the_answer_at_a_press_is_in_the_language_of_the_question(world, channel):
    answer = await asked(world, channel, "wann kommt Severance Staffel 3 raus?")
    (look,) = buttons(answer)

    await world.press(answer, look)

    assert "Laut TVmaze erscheint Staffel 3 von Severance" in answer.text


@pytest.mark.usefixtures("violet")
async def test_the_button_is_below_direct_messages_and_ask_too(world, channel):
    direct = world.direct(world.person("trish"))
    said = await world.say(direct, "when is Severance season 3 out?")
    answer = await world.answer_to(said)
    ran = await world.run_command("ask", at=channel, question="when is Severance season 3 out?")

    await world.press(answer, next(iter(buttons(answer))))
    await world.press(ran.message, next(iter(buttons(ran.message))))

    assert "TVmaze lists Severance" in answer.text
    assert "TVmaze lists Severance" in ran.message.text
    assert "follow:tvmaze:44933" not in buttons(answer)


@pytest.mark.usefixtures("violet")
async def test_two_who_press_at_once_get_one_answer(world, channel, fan):
    answer = await asked(world, channel)
    (look,) = buttons(answer)

    await asyncio.gather(world.press(answer, look), world.press(answer, look, by=fan))

    assert "TVmaze lists Severance" in answer.text
    assert len(world.said_in(channel)) == 1


async def test_a_press_that_takes_its_time_is_answered_in_the_same_place(
    make_connector, world, channel
):
    directory = SlowDirectory(SEVERANCE)
    await make_connector(world, directory=directory).start()
    answer = await asked(world, channel)
    (look,) = buttons(answer)

    pressing = asyncio.create_task(world.press(answer, look))
    await world.until(lambda: [one.answered_with for one in world.interactions.values()] == [6])
    directory.let_go()
    await pressing

    assert "TVmaze lists Severance" in answer.text


@pytest.mark.usefixtures("violet")
async def test_where_the_listing_is_out_of_reach_whoever_pressed_is_told_and_the_button_stays(
    world, channel, directory, fan
):
    answer = await asked(world, channel)
    (look,) = buttons(answer)
    directory.fault = "it answers 503"

    pressed = await world.press(answer, look, by=fan)
    directory.fault = None
    await world.press(answer, look)

    assert pressed.is_private
    assert "cannot be reached just now" in pressed.text
    assert "TVmaze lists Severance" in answer.text


@pytest.mark.usefixtures("violet")
async def test_several_of_one_name_are_buttons_which_tell_them_apart(world, channel):
    answer = await asked(world, channel, "when is Ghosts season 6 out?")
    (look,) = buttons(answer)
    await world.press(answer, look)
    which = buttons(answer)

    assert which == {
        "look:release_date|6|tvmaze:37856": "Ghosts (2015, BBC One, the United Kingdom, ended)",
        "look:release_date|6|tvmaze:48449": "Ghosts (2016, CBS, the United States, running)",
    }

    await world.press(answer, "look:release_date|6|tvmaze:48449")

    assert "TVmaze lists Ghosts season 6" in answer.text


@pytest.mark.usefixtures("violet")
async def test_a_command_with_several_of_one_name_has_the_buttons_too(world, channel):
    ran = await world.run_command("when", at=channel, show="ghosts", season="season 6")

    assert list(buttons(ran.message)) == [
        "look:release_date|6|tvmaze:37856",
        "look:release_date|6|tvmaze:48449",
    ]


@pytest.mark.usefixtures("violet")
async def test_the_button_works_although_the_show_is_called_hostile_things(world, channel):
    name = "Zz *@everyone* :x: \U0001f600 https://e.example"
    offer = LookUpOffer(name[:60])
    ran = await world.run_command("ask", at=channel, question=f'when is "{name}" out?')

    for custom_id in buttons(ran.message):
        assert len(custom_id) <= 100
        await world.press(ran.message, custom_id)

    assert len(f"look:{offer.key}") <= 100
    assert ran.message.pings == set()


@pytest.mark.usefixtures("violet")
async def test_a_hostile_record_is_shown_as_it_is_written(world, channel):
    ran = await world.run_command("when", at=channel, show="tvmaze:666")

    assert "TVmaze lists" in ran.text
    assert "@everyone" not in ran.text
    assert ran.message.pings == set()


async def test_where_no_embeds_are_allowed_the_offer_is_said_in_words(
    make_connector, world, directory
):
    bare = world.channel("bare", app_permissions=ALL & ~(1 << 14))
    await make_connector(world, directory=directory).start()

    said = await world.say(bare, "when is Severance season 3 out?", mention=True)
    await world.until(lambda: world.said_in(bare), "an answer in plain words")

    (answer,) = world.said_in(bare)
    assert said.id
    assert "TVmaze" in answer.content
    assert "</when:" in answer.content
    assert "> show:Severance season:3" in answer.content


# ------------------------------------------------------------------- followed


@pytest.mark.usefixtures("violet")
async def test_an_admin_lets_the_channel_follow_what_was_looked_up(world, channel, memory):
    ran = await world.run_command("when", at=channel, show="severance")

    pressed = await world.press(ran.message, "follow:tvmaze:44933")

    (kept,) = await memory.subscriptions.every()
    assert pressed.is_private
    assert "now hears about Severance" in pressed.text
    assert (kept.show, kept.destination.channel) == ("severance", channel.id)
    assert "TVmaze lists Severance" in ran.message.text


@pytest.mark.usefixtures("violet")
async def test_whoever_manages_nothing_is_refused_in_private_and_nothing_is_followed(
    world, channel, memory, fan
):
    ran = await world.run_command("when", at=channel, show="severance", by=fan)

    pressed = await world.press(ran.message, "follow:tvmaze:44933", by=fan)

    assert pressed.is_private
    assert "manage this server" in pressed.text
    assert await memory.subscriptions.every() == []
    assert memory.watchlist._held == []


@pytest.mark.usefixtures("violet")
async def test_following_twice_is_following_once(world, channel, memory):
    ran = await world.run_command("when", at=channel, show="severance")

    await asyncio.gather(
        world.press(ran.message, "follow:tvmaze:44933"),
        world.press(ran.message, "follow:tvmaze:44933"),
    )
    again = await world.press(ran.message, "follow:tvmaze:44933")

    assert "Severance" in again.text
    assert len(await memory.subscriptions.every()) == 1
    assert len(memory.watchlist._held) == 1


async def test_a_channel_closed_to_violet_follows_nothing_at_a_press(
    make_connector, world, directory, memory
):
    closed = world.channel("closed", app_permissions=ALL & ~SEND)
    await make_connector(
        world, directory=directory, memory=memory, subscriptions=memory.subscriptions
    ).start()
    ran = await world.run_command("when", at=closed, show="severance")

    pressed = await world.press(ran.message, "follow:tvmaze:44933")

    assert "Send Messages" in pressed.text
    assert await memory.subscriptions.every() == []


@pytest.mark.usefixtures("violet")
async def test_a_direct_message_follows_nothing_but_reminds(world, memory):
    direct = world.direct(world.person("trish"))
    ran = await world.run_command("when", at=direct, show="severance")

    assert list(buttons(ran.message)) == ["remind:tvmaze:44933"]

    pressed = await world.press(ran.message, "remind:tvmaze:44933")

    (kept,) = await memory.subscriptions.every()
    assert "I will remind you of Severance" in pressed.text
    assert kept.destination.person == world.person("trish").id


@pytest.mark.usefixtures("violet")
async def test_where_several_could_be_subscribed_to_the_choice_is_a_button(world, channel, memory):
    ran = await world.run_command("updates subscribe", at=channel, show="ghosts")
    assert list(buttons(ran.message)) == ["follow:tvmaze:37856", "follow:tvmaze:48449"]

    pressed = await world.press(ran.message, "follow:tvmaze:48449")

    (kept,) = await memory.subscriptions.every()
    assert "now hears about Ghosts" in pressed.text
    assert kept.destination.channel == channel.id


@pytest.mark.usefixtures("violet")
async def test_a_choice_that_could_not_do_all_that_was_wanted_is_no_button(world, channel):
    other = world.channel("other")

    ran = await world.run_command("updates subscribe", at=channel, show="ghosts", hour=18)
    elsewhere = await world.run_command(
        "updates subscribe", at=channel, show="ghosts", channel=other
    )

    assert buttons(ran.message) == {}
    assert buttons(elsewhere.message) == {}
    assert "tvmaze:48449" in ran.text


@pytest.mark.usefixtures("violet")
async def test_where_several_could_be_reminded_of_the_choice_keeps_the_season(world, channel):
    ran = await world.run_command("remind", at=channel, show="ghosts", season="6")

    assert list(buttons(ran.message)) == [
        "remind:tvmaze:37856|6",
        "remind:tvmaze:48449|6",
    ]
    pressed = await world.press(ran.message, "remind:tvmaze:48449|6")
    assert "I will remind you of Ghosts" in pressed.text


async def test_the_buttons_work_after_a_restart(make_connector, world, channel, directory):
    first = make_connector(world, directory=directory)
    await first.start()
    answer = await asked(world, channel)
    await first.stop()
    await make_connector(world, directory=directory).start()

    await world.press(answer, next(iter(buttons(answer))))

    assert "TVmaze lists Severance" in answer.text
