"""The app's home: what is coming, one's reminders, and for admins what channels hear."""

import pytest

from adapters.slack.connector import SlackConnector
from adapters.slack.home import MOST_CHANNELS, MOST_REMINDERS, HomeAction
from adapters.slack.traits import SLACK
from content.subscriptions.destination import Destination
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, FixedKnowledge
from fakes.shares import SpentShares
from fakes.slack import Fault
from fakes.tellings import subscription

SUBSCRIBE = "/violet updates subscribe jessica jones"
SORRY = "more at once than I can do for one person"
HOME_IS_FOR = {
    HomeAction.UNREMIND: "everyone",
    HomeAction.SUBSCRIBE: "admins",
    HomeAction.SETTINGS: "admins",
    HomeAction.PAUSE: "admins",
    HomeAction.RESUME: "admins",
    HomeAction.TURN: "everyone",
}


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def subscriptions(memory):
    return memory.subscriptions


@pytest.fixture
async def connector(make_connector, slack, memory) -> SlackConnector:
    connector = make_connector(memory=memory)
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return connector


async def opened(slack, user):
    """What somebody sees once they opened their home."""
    before = slack.home(user).get("hash")
    await slack.open_home(user=user)
    await slack.until(lambda: slack.home(user).get("hash") != before)
    return str(slack.home(user)["blocks"])


async def pressed(slack, action, user, **which):
    before = slack.home(user).get("hash")
    await slack.press_in_home(action, user=user, **which)
    await slack.until(lambda: slack.home(user).get("hash") != before)
    return str(slack.home(user)["blocks"])


def actions(slack, user):
    return {
        one["action_id"]
        for block in slack.home(user)["blocks"]
        for one in (*block.get("elements", ()), block.get("accessory", {}))
        if "action_id" in one
    }


def test_every_button_stands_in_the_table():
    assert {*HomeAction} == {*HOME_IS_FOR}


@pytest.mark.usefixtures("connector")
async def test_everybody_sees_what_is_coming_and_of_what_they_are_reminded(slack):
    fan = slack.workspace.fan
    await slack.answer("/violet remind jessica jones", user=fan)

    shown = await opened(slack, fan)

    assert "8 March 2018" in shown
    assert "What you are reminded of" in shown
    assert actions(slack, fan) == {HomeAction.UNREMIND}
    assert "What channels here hear" not in shown


@pytest.mark.usefixtures("connector")
async def test_a_reminder_is_removed_in_the_home_which_is_shown_anew(slack, subscriptions):
    fan = slack.workspace.fan
    await slack.answer("/violet remind jessica jones", user=fan)
    await opened(slack, fan)

    shown = await pressed(slack, HomeAction.UNREMIND, fan)

    assert await subscriptions.every() == []
    assert "I will not remind you of Jessica Jones any more." in shown
    assert "/violet remind SHOW" in shown
    assert actions(slack, fan) == set()


@pytest.mark.usefixtures("connector")
async def test_an_admin_sees_what_each_channel_hears_and_pauses_and_resumes_it(
    slack, subscriptions
):
    home = slack.workspace
    await slack.answer(f"{SUBSCRIBE} at 18", user=home.admin)

    shown = await opened(slack, home.admin)
    paused = await pressed(slack, HomeAction.PAUSE, home.admin)
    while_paused = [one.paused_at for one in await subscriptions.every()]
    resumed = await pressed(slack, HomeAction.RESUME, home.admin)

    assert f"'channel_id': '{home.general}'" in shown
    assert "18:00 UTC" in shown
    assert "paused" in paused
    assert while_paused == [NOW]
    assert [one.paused_at for one in await subscriptions.every()] == [None]
    assert "; paused" not in resumed


@pytest.mark.usefixtures("connector")
async def test_settings_open_from_the_home_and_the_home_shows_what_was_changed(
    slack, subscriptions
):
    admin = slack.workspace.admin
    await slack.answer(f"{SUBSCRIBE} at 18", user=admin)
    await opened(slack, admin)

    await pressed(slack, HomeAction.SETTINGS, admin)
    (form,) = slack.forms()
    before = slack.home(admin)["hash"]
    await slack.submit(form, hour="20", user=admin)
    await slack.until(lambda: slack.home(admin)["hash"] != before)

    (kept,) = await subscriptions.every()
    assert kept.preferences.hour == 20
    assert "20:00 UTC" in str(slack.home(admin)["blocks"])


@pytest.mark.usefixtures("connector")
async def test_a_channel_is_subscribed_from_the_home(slack, subscriptions):
    home = slack.workspace
    await opened(slack, home.admin)

    await pressed(slack, HomeAction.SUBSCRIBE, home.admin)
    (form,) = slack.forms()
    before = slack.home(home.admin)["hash"]
    await slack.submit(form, show="all", channel=home.elsewhere, user=home.admin)
    await slack.until(lambda: slack.home(home.admin)["hash"] != before)

    assert [one.destination.channel for one in await subscriptions.every()] == [home.elsewhere]
    assert home.elsewhere in str(slack.home(home.admin)["blocks"])


@pytest.mark.usefixtures("connector")
async def test_a_private_channel_is_shown_to_no_admin_who_is_not_in_it(slack, subscriptions):
    home = slack.workspace
    home.channels[home.private].members = {home.fan, home.bot_user}
    place = Destination(platform=SLACK.id, workspace=home.team, channel=home.private)
    await subscriptions.subscribe(subscription(place, by=home.fan))

    shown = await opened(slack, home.admin)

    assert home.private not in shown
    assert "No channel that you see" in shown


@pytest.mark.usefixtures("connector")
@pytest.mark.parametrize("action", [one for one, of in HOME_IS_FOR.items() if of == "admins"])
@pytest.mark.parametrize("who", ["fan", "guest", "visitor"])
async def test_whoever_is_no_admin_any_more_does_nothing_by_an_old_button(
    slack, subscriptions, action, who
):
    home, user = slack.workspace, getattr(slack.workspace, who)
    await slack.answer(SUBSCRIBE, user=home.admin)
    if action is HomeAction.RESUME:
        await slack.answer("/violet updates pause", user=home.admin)
    await opened(slack, home.admin)
    before = await subscriptions.every()
    slack._api.homes[user] = slack.home(home.admin) | {"id": "V0HOMEOLD1"}

    shown = await pressed(slack, action, user)

    assert "Only admins and owners" in shown
    assert actions(slack, user) == set()
    assert await subscriptions.every() == before
    assert [form for form in slack.forms() if "submit" in form] == []


@pytest.mark.usefixtures("connector")
async def test_what_channels_hear_is_shown_by_pages(slack, subscriptions):
    home = slack.workspace
    for number in range(MOST_CHANNELS + 2):
        place = Destination(
            platform=SLACK.id,
            workspace=home.team,
            channel=home.general,
            thread=f"151282123{number:01}.000200"[-17:],
        )
        await subscriptions.subscribe(subscription(place, by=home.admin))

    first = await opened(slack, home.admin)
    second = await pressed(slack, f"{HomeAction.TURN}:next", home.admin)
    back = await pressed(slack, f"{HomeAction.TURN}:back", home.admin)

    assert first.count(HomeAction.PAUSE) == MOST_CHANNELS
    assert second.count(HomeAction.PAUSE) == 2
    assert back.count(HomeAction.PAUSE) == MOST_CHANNELS


async def test_many_reminders_are_shown_by_pages(make_connector, slack, memory):
    home = slack.workspace
    shows = [show(f"show-{number}", title=f"Show {number}") for number in range(20)]
    knowledge = FixedKnowledge(catalogue(claim(), shows=(show(), *shows)))
    await make_connector(memory=memory, knowledge=knowledge).start()
    to = Destination(platform=SLACK.id, workspace=home.team, channel="", person=home.fan)
    for one in shows:
        await memory.subscriptions.subscribe(subscription(to, show=one.id, by=home.fan))

    first = await opened(slack, home.fan)
    second = await pressed(slack, f"{HomeAction.TURN}:next", home.fan)

    assert first.count(HomeAction.UNREMIND) == MOST_REMINDERS
    assert second.count(HomeAction.UNREMIND) == 20 - MOST_REMINDERS


@pytest.mark.usefixtures("connector")
async def test_a_home_that_was_shown_anew_meanwhile_is_shown_as_it_is_now(slack):
    fan = slack.workspace.fan
    await opened(slack, fan)
    slack.fail_next(Fault.refused("hash_conflict"), method="views.publish")

    shown = await opened(slack, fan)

    assert "8 March 2018" in shown


@pytest.mark.usefixtures("connector")
async def test_where_the_home_tab_is_off_or_the_messages_are_opened_nothing_is_shown(slack):
    await slack.open_home(tab="messages")
    slack._api.has_home = False
    await slack.open_home()
    await slack.until(lambda: any(method == "views.publish" for method, _ in slack.calls))

    said = await slack.answer("/violet help")

    assert sum(method == "views.publish" for method, _ in slack.calls) == 1
    assert "Ask me" in said.shown


@pytest.mark.usefixtures("connector")
async def test_where_slack_does_not_say_who_somebody_is_the_rest_is_shown(slack):
    slack.fail_next(Fault.http(503), method="users.info")

    shown = await opened(slack, slack.workspace.admin)

    assert "did not answer me" in shown
    assert "8 March 2018" in shown
    assert "What channels here hear" not in shown


async def test_opening_the_home_and_each_press_in_it_take_of_the_share(
    make_connector, slack, memory, connector
):
    fan, spent = slack.workspace.fan, SpentShares()
    await slack.answer("/violet remind jessica jones", user=fan)
    await opened(slack, fan)
    old = slack.home(fan)
    await connector.stop()
    await make_connector(memory=memory, shares=spent).start()

    await slack.open_home(user=fan)
    said = await pressed(slack, HomeAction.UNREMIND, fan)

    assert SORRY in said
    assert old["blocks"][0] in slack.home(fan)["blocks"]
    assert len(spent.turned_away) == 2
    assert len(await memory.subscriptions.every()) == 1
