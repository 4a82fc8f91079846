"""The feeds on Discord: a list with buttons, turned over page by page, and a form for another."""

import pytest

from bot.ports.errors import StorageError
from fakes.database import FakeDatabase
from fakes.feed_store import FakeFeeds, FakeFinder
from fakes.newsroom import NOW

FEED = "https://outlet.example/feed/"


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def editor(world):
    return world.person("robyn")


@pytest.fixture
def start(make_connector, world, memory, editor):
    async def start(**parts):
        usual = {
            "memory": memory,
            "editors": frozenset({f"discord:{editor.id}"}),
            "feed_reader": FakeFinder(),
        }
        connector = make_connector(world, **(usual | parts))
        await connector.start()
        return connector

    return start


@pytest.fixture
async def connector(start):
    return await start()


@pytest.fixture
def feeds(world, channel, editor):
    """Run the command as the editor."""

    async def feeds(**options):
        return await world.run_command("newsdesk feeds", at=channel, by=editor, **options)

    return feeds


async def add(memory, count=1):
    for number in range(1, count + 1):
        url = FEED if count == 1 else f"https://outlet-{number}.example/feed/"
        await memory.feeds.add(url, title=f"Outlet {number}", by="console:robyn", now=NOW)


@pytest.mark.usefixtures("connector")
async def test_each_feed_has_its_buttons_and_a_press_shows_the_list_as_it_stands_then(
    world, feeds, editor, memory
):
    await add(memory)
    ran = await feeds()
    listed = ran.message
    assert ran.is_private
    assert listed.buttons == {
        "feed:pause:1": "Pause",
        "feed:remove:1": "Remove",
        "feednew:1": "Add a feed …",
    }
    assert "NUMBER" not in listed.text

    paused = await world.press(listed, "feed:pause:1", by=editor)
    assert paused.edits == 1
    assert "I ask Outlet 1 (outlet.example/feed/) no more for now." in listed.text
    assert "paused by discord:" in listed.text
    assert listed.buttons["feed:resume:1"] == "Resume"

    await world.press(listed, "feed:resume:1", by=editor)
    assert "I ask Outlet 1 (outlet.example/feed/) again." in listed.text

    await world.press(listed, "feed:remove:1", by=editor)
    assert "I read Outlet 1 (outlet.example/feed/) no more." in listed.text
    assert "I read no feed yet." in listed.text
    assert listed.buttons == {"feednew:1": "Add a feed …"}
    assert list(await memory.feeds.every()) == []


@pytest.mark.usefixtures("connector")
async def test_a_stale_list_says_what_stands_and_does_no_harm(world, feeds, editor, memory):
    await add(memory)
    ran = await feeds()
    await memory.feeds.remove(1, by="discord:1", now=NOW)

    await world.press(ran.message, "feed:pause:1", by=editor)

    assert "I read no feed with the number 1." in ran.message.text
    assert ran.message.buttons == {"feednew:1": "Add a feed …"}


@pytest.mark.usefixtures("connector")
async def test_a_feed_that_the_operator_names_stays_and_the_list_too(world, feeds, editor, memory):
    await memory.feeds.name([FEED], now=NOW)
    ran = await feeds()
    before = ran.message.text

    pressed = await world.press(ran.message, "feed:remove:1", by=editor)

    assert "I go on reading" in pressed.text
    assert pressed.is_private
    assert ran.message.text == before


@pytest.mark.usefixtures("connector")
async def test_a_feed_is_added_by_a_form_and_the_list_has_it(world, feeds, editor, memory):
    ran = await feeds()
    opened = await world.press(ran.message, "feednew:1", by=editor)
    assert opened.modal["title"] == "Add a feed"

    await world.submit(opened, address=f" {FEED} ")

    assert [one.url for one in await memory.feeds.every()] == [FEED]
    assert "I read The Outlet (outlet.example/feed/) from now on." in ran.message.text
    assert "1. The Outlet" in ran.message.text.replace("\\", "")


@pytest.mark.usefixtures("connector")
async def test_an_address_that_is_no_feed_of_anybody_s_is_kept_to_be_typed_again(
    world, feeds, editor, memory
):
    ran = await feeds()
    opened = await world.press(ran.message, "feednew:1", by=editor)
    wrong = "https://outlet.example/about_us"
    await world.submit(opened, address=wrong)
    assert "I could not look there" in ran.message.text
    assert list(await memory.feeds.every()) == []

    again = await world.press(ran.message, "feedagain:1", by=editor)
    assert again.modal["components"][0]["component"]["value"] == wrong
    await world.submit(again, address=FEED)

    assert "from now on" in ran.message.text
    assert "about_us" not in ran.message.text
    assert "feedagain:1" not in ran.message.buttons


@pytest.mark.usefixtures("connector")
async def test_very_many_feeds_are_turned_over_without_missing_one(world, feeds, editor, memory):
    await add(memory, 15)
    ran = await feeds()
    listed, seen, turns = ran.message, set(), 0

    while True:
        seen |= {key.rpartition(":")[2] for key in listed.buttons if key.startswith("feed:pause")}
        on = [key for key, label in listed.buttons.items() if label == "▶"]
        if not on:
            break
        await world.press(listed, on[0], by=editor)
        turns += 1
    (back,) = [key for key, label in listed.buttons.items() if label == "◀"]
    await world.press(listed, back, by=editor)

    assert seen == {str(number) for number in range(1, 16)}
    assert turns == 2
    assert "feed:pause:7" in listed.buttons


@pytest.mark.usefixtures("connector")
async def test_what_is_changed_on_a_later_page_leaves_one_there(world, feeds, editor, memory):
    await add(memory, 15)
    listed = (await feeds()).message
    await world.press(listed, "feedpage:7:1", by=editor)

    await world.press(listed, "feed:remove:8", by=editor)

    assert "I read Outlet 8" in listed.text
    assert "feednew:7" in listed.buttons
    assert "feed:pause:7" in listed.buttons


async def test_a_button_of_an_earlier_run_works_and_a_slow_feed_is_waited_for(
    start, world, feeds, editor, memory
):
    first = await start()
    await add(memory)
    listed = (await feeds()).message
    await first.stop()
    await start()

    await world.press(listed, "feed:pause:1", by=editor)

    (feed,) = await memory.feeds.every()
    assert feed.paused_at is not None


class Unreadable(FakeFeeds):
    """Feeds that are changed, and then cannot be read."""

    def __init__(self):
        super().__init__()
        self.is_broken = False

    async def every(self):
        if self.is_broken:
            raise StorageError("as the test wants it")
        return await super().every()

    async def pause(self, number, *, by, now):
        self.is_broken = True
        return await super().pause(number, by=by, now=now)


async def test_what_was_done_is_said_where_the_list_cannot_be_read_any_more(
    start, world, feeds, editor, memory
):
    memory.feeds = Unreadable()
    await start()
    await add(memory)
    listed = (await feeds()).message

    await world.press(listed, "feed:pause:1", by=editor)

    assert "no more for now" in listed.text
    assert listed.buttons == {"feednew:1": "Add a feed …"}
