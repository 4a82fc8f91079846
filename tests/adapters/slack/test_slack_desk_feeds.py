"""The feeds on Slack: a list with buttons, turned over page by page, and a form for another."""

import pytest

from bot.ports.errors import StorageError
from fakes.database import FakeDatabase
from fakes.feed_store import FakeFeeds, FakeFinder
from fakes.newsroom import NOW
from fakes.slack import Fault
from fakes.slack.workspace import parts_of

FEED = "https://outlet.example/feed/"


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def editor(slack):
    return slack.workspace.admin


@pytest.fixture
def connected(make_connector, slack, memory, editor):
    async def connect(**parts):
        usual = {
            "memory": memory,
            "editors": frozenset({f"slack:{slack.workspace.team}/{editor}"}),
            "feed_reader": FakeFinder(),
        }
        await make_connector(**(usual | parts)).start()
        await slack.until(lambda: slack.sockets.count == 2)

    return connect


@pytest.fixture
async def violet(connected):
    await connected()


def buttons(message):
    return {
        part["action_id"]: part["text"]["text"]
        for part in parts_of(message.blocks)
        if part.get("type") == "button"
    }


async def shown_in_form(slack, words):
    """Wait until the newest form shows this, and return it."""
    await slack.until(lambda: words in str(slack.forms()[-1:]))
    return slack.forms()[-1]


@pytest.mark.usefixtures("violet")
async def test_each_feed_has_its_buttons_and_a_press_shows_the_list_as_it_stands_then(
    slack, editor, memory
):
    await memory.feeds.add(FEED, title="The Outlet", by="console:robyn", now=NOW)
    listed = await slack.answer("/violet newsdesk feeds", user=editor)
    assert buttons(listed) == {
        "feed:pause:1": "Pause",
        "feed:remove:1": "Remove",
        "feed:new": "Add a feed …",
    }

    paused = await slack.press(listed, "feed:pause:1", user=editor)
    assert paused is listed
    assert "I ask The Outlet (outlet.example/feed/) no more for now." in listed.shown
    assert "paused by slack:" in listed.shown
    assert buttons(listed)["feed:resume:1"] == "Resume"

    await slack.press(listed, "feed:resume:1", user=editor)
    assert "I ask The Outlet (outlet.example/feed/) again." in listed.shown

    await slack.press(listed, "feed:remove:1", user=editor)
    assert "I read The Outlet (outlet.example/feed/) no more." in listed.shown
    assert "I read no feed yet." in listed.shown
    assert buttons(listed) == {"feed:new": "Add a feed …"}
    assert list(await memory.feeds.every()) == []


@pytest.mark.usefixtures("violet")
async def test_a_stale_list_says_what_stands_and_does_no_harm(slack, editor, memory):
    await memory.feeds.add(FEED, title="The Outlet", by="console:robyn", now=NOW)
    listed = await slack.answer("/violet newsdesk feeds", user=editor)
    await memory.feeds.remove(1, by="slack:T0VIOLET01/U0FAN00001", now=NOW)

    await slack.press(listed, "feed:pause:1", user=editor)

    assert "I read no feed with the number 1." in listed.shown
    assert buttons(listed) == {"feed:new": "Add a feed …"}


@pytest.mark.usefixtures("violet")
async def test_a_feed_is_added_by_a_form_and_the_list_has_it(slack, editor, memory):
    listed = await slack.answer("/violet newsdesk feeds", user=editor)
    await slack.press_only(listed, "feed:new", user=editor)
    form = await shown_in_form(slack, "address")

    told = await slack.submit(form, user=editor, address=FEED)
    await shown_in_form(slack, "I read The Outlet (outlet.example/feed/) from now on.")
    await slack.until(lambda: listed.replaced > 0)

    assert told["response_action"] == "update"
    assert [one.url for one in await memory.feeds.every()] == [FEED]
    assert "1. The Outlet" in listed.shown


@pytest.mark.usefixtures("violet")
async def test_what_is_no_feed_is_said_above_the_field_and_the_address_stays(slack, editor):
    said = await slack.answer("/violet newsdesk feeds add", user=editor)
    form = await shown_in_form(slack, "address")
    assert "Fill in the form" in said.shown

    await slack.submit(form, user=editor, address="https://outlet.example/about")
    again = await shown_in_form(slack, "I find no feed there")

    (field,) = (one for one in again["blocks"] if one.get("block_id") == "address")
    assert field["element"]["initial_value"] == "https://outlet.example/about"


@pytest.mark.usefixtures("violet")
async def test_whoever_closed_the_form_is_told_beside_it(slack, editor, memory):
    typed = await slack.command("/violet newsdesk feeds add", user=editor)
    form = await shown_in_form(slack, "address")

    slack.close(form)
    await slack.submit(form, user=editor, address=FEED)
    await slack.until(lambda: "from now on" in str([one.shown for one in typed.answers]))

    assert typed.answers[-1].only_for == editor
    assert len(await memory.feeds.every()) == 1


async def test_many_feeds_are_turned_over_page_by_page(connected, slack, editor):
    feeds = FakeFeeds()
    for number in range(1, 41):
        await feeds.add(f"https://outlet.example/{number}", title="", by="", now=NOW)
    await connected(feeds=feeds)

    listed = await slack.answer("/violet newsdesk feeds", user=editor)
    seen = set(buttons(listed))
    await slack.press(listed, "turn:feeds:16", user=editor)
    seen |= set(buttons(listed))
    assert buttons(listed)["turn:feeds:1"] == "Back to the first"
    await slack.press(listed, "feed:pause:20", user=editor)
    assert "turn:feeds:1" in buttons(listed), "the same page is shown, and not the first"
    await slack.press(listed, "turn:feeds:31", user=editor)
    seen |= set(buttons(listed))

    assert {f"feed:remove:{number}" for number in range(1, 41)} <= seen
    assert "turn:feeds:46" not in seen


@pytest.mark.usefixtures("violet")
async def test_whoever_is_no_editor_gets_no_form_and_changes_nothing(slack, memory):
    fan = slack.workspace.fan
    await slack.answer("/violet newsdesk feeds add", user=fan)
    form = await shown_in_form(slack, "Only editors choose the feeds that I read.")

    assert "submit" not in form
    assert "to VIOLET_EDITORS" in str(form)
    assert list(await memory.feeds.every()) == []


@pytest.mark.usefixtures("violet")
async def test_a_former_editor_sees_the_list_no_more(slack, editor, memory):
    await memory.feeds.add(FEED, title="The Outlet", by="console:robyn", now=NOW)
    listed = await slack.answer("/violet newsdesk feeds", user=editor)

    await slack.press(listed, "feed:remove:1", user=slack.workspace.fan)

    assert "Only editors choose the feeds that I read." in listed.shown
    assert buttons(listed) == {}
    assert len(await memory.feeds.every()) == 1


class OutOfReach(FakeFeeds):
    """Feeds in a database that can be read alone."""

    async def pause(self, *_what, **_how):
        raise StorageError("the disk is full")


async def test_where_the_database_fails_the_list_stays_and_that_is_said(connected, slack, editor):
    feeds = OutOfReach()
    await feeds.add(FEED, title="The Outlet", by="", now=NOW)
    await connected(feeds=feeds)
    listed = await slack.answer("/violet newsdesk feeds", user=editor)
    before = listed.shown

    said = await slack.press(listed, "feed:pause:1", user=editor)

    assert "I cannot get at my notes just now" in said.shown
    assert said is not listed
    assert listed.shown == before


@pytest.mark.usefixtures("violet")
async def test_where_slack_is_too_slow_for_a_form_the_words_are_told(slack, editor):
    slack.fail_next(Fault.refused("expired_trigger_id"), method="views.open")

    said = await slack.answer("/violet newsdesk feeds add", user=editor)

    assert "Slack did not show you the form" in said.shown
    assert "/violet newsdesk feeds add https://outlet.example/feed/" in said.shown
