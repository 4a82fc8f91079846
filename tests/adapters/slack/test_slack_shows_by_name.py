"""Any show by its name on Slack: while it is typed, looked up at a press, followed at a press."""

import asyncio

import pytest

from bot.shows_while_typed import ShowsWhileTyped
from fakes.claims import catalogue, show
from fakes.database import FakeDatabase
from fakes.directory import FakeDirectory
from fakes.named_shows import GHOSTS_UK, GHOSTS_US, HOSTILE, SEVERANCE
from fakes.newsroom import FixedKnowledge, make_router
from fakes.slack import Fault
from fakes.slack.workspace import parts_of
from fakes.slow_directory import SlowDirectory

QUESTION = "when is Severance season 3 out?"


@pytest.fixture
def memory() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def directory() -> FakeDirectory:
    return FakeDirectory(SEVERANCE, GHOSTS_UK, GHOSTS_US, HOSTILE)


@pytest.fixture
async def violet(make_connector, directory, memory):
    connector = make_connector(
        directory=directory, memory=memory, subscriptions=memory.subscriptions
    )
    await connector.start()
    return connector


def buttons(message):
    return {
        (part["action_id"], part["value"]): part["text"]["text"]
        for part in parts_of(message.blocks)
        if part.get("type") == "button"
    }


async def form_of(slack):
    await slack.answer("/violet updates subscribe", user=slack.workspace.admin)
    return slack.forms()[-1]


def shown(options):
    return [(one["text"]["text"], one["value"]) for one in options]


# ------------------------------------------------------------------- the form


@pytest.mark.usefixtures("violet")
async def test_the_form_offers_known_shows_at_once_and_listed_ones_while_a_name_is_typed(slack):
    form = await form_of(slack)

    at_first = shown(await slack.suggest(form, "show", ""))
    known = shown(await slack.suggest(form, "show", "jess"))
    listed = shown(await slack.suggest(form, "show", "ghosts"))

    assert at_first[:2] == [
        ("Every show", "all"),
        ("Marvel's Jessica Jones", "jessica-jones"),
    ]
    assert known == [("Marvel's Jessica Jones", "jessica-jones")]
    assert listed == [
        ("Ghosts (2015, BBC One, the United Kingdom, ended)", "tvmaze:37856"),
        ("Ghosts (2016, CBS, the United States, running)", "tvmaze:48449"),
    ]


@pytest.mark.usefixtures("violet")
async def test_a_listed_show_that_was_chosen_is_followed_from_then_on(slack, memory):
    form = await form_of(slack)
    await slack.suggest(form, "show", "ghosts")

    await slack.submit(form, show="tvmaze:48449")
    await slack.until(lambda: "now hears about Ghosts" in str(slack.forms()))

    (kept,) = await memory.subscriptions.every()
    assert kept.destination.channel == slack.workspace.general
    assert kept.show == memory.watchlist._held[0].show.id


async def test_any_of_more_than_a_hundred_shows_can_be_chosen(make_connector, slack, memory):
    many = [show(f"show-{n}", title=f"Show {n}", short=f"Show {n}") for n in range(300)]
    await make_connector(
        knowledge=FixedKnowledge(catalogue(shows=many)), subscriptions=memory.subscriptions
    ).start()
    form = await form_of(slack)
    await slack.suggest(form, "show", "show 299")

    await slack.submit(form, show="show-299")
    await slack.until(lambda: "now hears about Show 299" in str(slack.forms()))

    (kept,) = await memory.subscriptions.every()
    assert kept.show == "show-299"


async def test_known_shows_are_offered_although_the_listing_does_not_answer(make_connector, slack):
    directory = SlowDirectory(SEVERANCE)
    router = make_router(directory)
    typing = ShowsWhileTyped(router.by_name, pause_s=0.0, within_s=0.01)
    await make_connector(directory=directory, while_typed=typing).start()
    form = await form_of(slack)

    options = shown(await slack.suggest(form, "show", "jess"))

    assert options == [("Marvel's Jessica Jones", "jessica-jones")]
    assert directory.under_way == 1


@pytest.mark.usefixtures("violet")
async def test_hostile_names_stay_within_slacks_limits_and_notify_nobody(slack, directory):
    directory._searches["hostile"] = [HOSTILE] * 30
    form = await form_of(slack)

    ((label, value),) = shown(await slack.suggest(form, "show", "hostile"))
    answer = await slack.answer("/violet when tvmaze:666")

    assert value == "tvmaze:666"
    assert label.endswith("the United States, running)")
    assert not answer.pings


# ------------------------------------------------------------------ looked up


@pytest.mark.usefixtures("violet")
async def test_a_show_that_is_not_followed_is_looked_up_at_a_press_in_the_answers_place(slack):
    await slack.mention(QUESTION)
    answer = await slack.said()
    assert buttons(answer) == {("look", "release_date|3|Severance"): "Look it up"}

    pressed = await slack.press(answer, "look", user=slack.workspace.guest)

    assert pressed is answer
    assert "TVmaze lists Severance season 3 as coming out on" in answer.shown
    assert "https://www.tvmaze.com/shows/44933/severance" in str(answer.blocks)
    assert buttons(answer) == {
        ("remind", "tvmaze:44933"): "Remind me",
        ("follow", "tvmaze:44933"): "Follow here",
    }
    assert len(slack.bot_messages()) == 1


@pytest.mark.usefixtures("violet")
async def test_in_a_thread_the_answer_stays_in_the_thread(slack):
    first = await slack.mention("hello")
    thread = first.payload["event"]["ts"]
    await slack.said()
    await slack.mention(QUESTION, thread=thread)
    answer = await slack.said()

    await slack.press(answer, "look")
    await slack.mention("and season 2?", thread=thread)
    follow_up = await slack.said()

    assert answer.thread_ts == thread
    assert "Severance season 2" in follow_up.shown


@pytest.mark.usefixtures("violet")
async def test_two_who_press_at_once_get_one_answer(slack):
    await slack.mention(QUESTION)
    answer = await slack.said()

    await asyncio.gather(
        slack.press(answer, "look"), slack.press(answer, "look", user=slack.workspace.guest)
    )

    assert "TVmaze lists Severance" in answer.shown
    assert len(slack.bot_messages()) == 1


@pytest.mark.usefixtures("violet")
async def test_what_only_one_person_sees_is_looked_up_in_its_place_too(slack):
    answer = await slack.answer(f"/violet ask {QUESTION}")

    pressed = await slack.press(answer, "look")

    assert pressed is answer
    assert answer.only_for == slack.workspace.fan
    assert "TVmaze lists Severance" in answer.shown


@pytest.mark.usefixtures("violet")
async def test_where_the_listing_is_out_of_reach_whoever_pressed_is_told_and_the_button_stays(
    slack, directory
):
    await slack.mention(QUESTION)
    answer = await slack.said()
    directory.fault = "it answers 503"

    told = await slack.press(answer, "look", user=slack.workspace.guest)
    directory.fault = None
    await slack.press(answer, "look")

    assert told.only_for == slack.workspace.guest
    assert "cannot be reached just now" in told.shown
    assert "TVmaze lists Severance" in answer.shown


@pytest.mark.usefixtures("violet")
async def test_several_of_one_name_are_buttons_which_tell_them_apart(slack):
    answer = await slack.answer("/violet when ghosts season 6")
    assert buttons(answer) == {
        ("look", "release_date|6|tvmaze:37856"): (
            "Ghosts (2015, BBC One, the United Kingdom, ended)"
        ),
        ("look_1", "release_date|6|tvmaze:48449"): "Ghosts (2016, CBS, the United States, running)",
    }

    await slack.press(answer, "look_1")

    assert "TVmaze lists Ghosts season 6" in answer.shown


@pytest.mark.usefixtures("violet")
async def test_where_no_blocks_are_taken_the_offer_is_said_in_words(slack):
    slack.fail_next(Fault.refused("invalid_blocks"))
    await slack.mention(QUESTION)

    answer = await slack.said()

    assert answer.blocks == []
    assert "/violet look up Severance season 3" in answer.text


@pytest.mark.usefixtures("violet")
async def test_a_button_that_holds_nothing_to_look_up_does_no_harm(slack):
    await slack.mention(QUESTION)
    answer = await slack.said()
    for part in parts_of(answer.blocks):
        if part.get("action_id") == "look":
            part["value"] = "nonsense"

    told = await slack.press(answer, "look")

    assert told.only_for == slack.workspace.fan
    assert answer.replaced == 0


# ------------------------------------------------------------------- followed


@pytest.mark.usefixtures("violet")
async def test_an_admin_lets_the_channel_follow_what_was_looked_up(slack, memory):
    answer = await slack.answer("/violet when severance")

    told = await slack.press(answer, "follow", user=slack.workspace.admin)

    (kept,) = await memory.subscriptions.every()
    assert told.only_for == slack.workspace.admin
    assert "now hears about Severance" in told.shown
    assert (kept.show, kept.destination.channel) == ("severance", slack.workspace.general)


@pytest.mark.usefixtures("violet")
@pytest.mark.parametrize("who", ["fan", "guest", "visitor"])
async def test_whoever_is_no_admin_is_refused_in_private_and_nothing_is_followed(
    slack, memory, who
):
    person = getattr(slack.workspace, who)
    answer = await slack.answer("/violet when severance")

    told = await slack.press(answer, "follow", user=person)

    assert told.only_for == person
    assert "Only admins and owners" in told.shown
    assert await memory.subscriptions.every() == []
    assert memory.watchlist._held == []


@pytest.mark.usefixtures("violet")
async def test_following_twice_is_following_once(slack, memory):
    answer = await slack.answer("/violet when severance")
    admin = slack.workspace.admin

    await asyncio.gather(
        slack.press(answer, "follow", user=admin), slack.press(answer, "follow", user=admin)
    )

    assert len(await memory.subscriptions.every()) == 1
    assert len(memory.watchlist._held) == 1


@pytest.mark.usefixtures("violet")
async def test_a_direct_message_follows_nothing_but_reminds(slack, memory):
    im = slack.workspace.im(slack.workspace.fan).id
    answer = await slack.answer("/violet when severance", channel=im)

    assert list(buttons(answer)) == [("remind", "tvmaze:44933")]

    told = await slack.press(answer, "remind")

    (kept,) = await memory.subscriptions.every()
    assert "I will remind you of Severance" in told.shown
    assert kept.destination.person == slack.workspace.fan


@pytest.mark.usefixtures("violet")
async def test_where_several_could_be_subscribed_to_the_choice_is_a_button(slack, memory):
    admin = slack.workspace.admin
    answer = await slack.answer("/violet updates subscribe ghosts", user=admin)
    assert list(buttons(answer)) == [("follow", "tvmaze:37856"), ("follow_1", "tvmaze:48449")]

    told = await slack.press(answer, "follow_1", user=admin)

    assert "now hears about Ghosts" in told.shown
    assert len(await memory.subscriptions.every()) == 1


@pytest.mark.usefixtures("violet")
async def test_a_choice_that_could_not_do_all_that_was_wanted_is_no_button(slack):
    typed = "/violet updates subscribe ghosts hour 18"

    answer = await slack.answer(typed, user=slack.workspace.admin)

    assert buttons(answer) == {}
    assert "tvmaze:48449" in answer.shown
