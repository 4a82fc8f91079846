"""What happens to channels and to the app on Slack: told once, mended, taken up again."""

import asyncio

import pytest

from adapters.slack.traits import SLACK
from bot.ports.errors import PlatformError
from bot.verbs.deliver import deliver
from bot.verbs.recover import recover
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Refusal, Rejected
from fakes.database import FakeDatabase
from fakes.slack import Workspace
from fakes.slack.happenings import Happenings
from fakes.storage import record
from fakes.tellings import subscription, telling

PATIENCE_S = 9.0
SUBSCRIBE = "/violet updates subscribe jessica jones"
GENERAL, ELSEWHERE, SECRET = Workspace.general, Workspace.elsewhere, Workspace.private


def place(channel: str, thread: str = "") -> Destination:
    return Destination(platform=SLACK.id, workspace=Workspace.team, channel=channel, thread=thread)


class Room:
    """A connector, what it remembers, and an admin who subscribes."""

    def __init__(self, slack, clock, memory, connector) -> None:
        self.slack, self.clock, self.memory, self.connector = slack, clock, memory, connector
        self.happens = Happenings(slack)
        self.admin = slack.workspace.admin

    async def subscribe(self, channel: str) -> None:
        self.slack.workspace.channels[channel].members.add(Workspace.bot_user)
        said = await self.slack.answer(SUBSCRIBE, user=self.admin, channel=channel)
        assert await self.memory.subscriptions.of(place(channel)), said.shown

    async def tick(self, **later) -> None:
        self.clock.pass_time(later.get("seconds", 0))
        messengers = {SLACK.id: self.connector.messenger}
        parts = {"clock": self.clock, "outbox": self.memory.outbox, "messengers": messengers}
        await deliver(**parts)
        known = {"subscriptions": self.memory.subscriptions, "places": self.memory.places}
        await recover(**parts, **known)
        await deliver(**parts)

    async def news(self, name: str = "first") -> None:
        now = self.clock.now()
        await record(self.memory, telling(name, created_at=now), until=now)
        await self.tick()

    def posts(self, channel: str) -> int:
        """Return how much news stands there, without the answers to commands."""
        return sum("The news is" in one.shown for one in self.slack.bot_messages(channel))

    def notices(self) -> list[str]:
        return [
            one.shown for one in self.slack.bot_messages(self.slack.workspace.im(self.admin).id)
        ]

    def calls(self, method: str) -> int:
        return [name for name, _ in self.slack.calls].count(method)

    async def until(self, is_so) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                if await is_so():
                    return
                await asyncio.sleep(0.01)

    async def until_suspended(self, channel: str, cause: Cause) -> None:
        async def is_suspended() -> bool:
            found = await self.memory.subscriptions.suspension_of(place(channel))
            return found is not None and found.cause is cause

        await self.until(is_suspended)

    async def until_well(self, channel: str) -> None:
        async def is_well() -> bool:
            return await self.memory.subscriptions.suspension_of(place(channel)) is None

        await self.until(is_well)


@pytest.fixture
async def room(make_connector, slack, clock):
    memory = FakeDatabase()
    connector = make_connector(memory=memory, subscriptions=memory.subscriptions)
    await connector.start()
    await slack.until(lambda: slack.sockets.count == 2)
    return Room(slack, clock, memory, connector)


@pytest.mark.parametrize("channel", [ELSEWHERE, SECRET])
async def test_a_channel_that_violet_was_removed_from_is_left_alone_until_she_is_invited(
    room, slack, channel
):
    await room.subscribe(channel)
    name = slack.workspace.channels[channel].name
    await room.happens.removes(channel)
    await room.until_suspended(channel, Cause.LEFT)
    await room.news()
    for _ in range(4):
        await room.tick(seconds=7 * 3600)

    (said,) = room.notices()
    assert f"#{name} of Violet fans" in said
    assert "/invite @Violet" in said
    assert Workspace.bot_user not in slack.workspace.channels[channel].members
    assert room.posts(channel) == 0

    await room.happens.invites(channel)
    await room.until_well(channel)
    await room.tick()

    assert room.posts(channel) == 1
    assert len(room.notices()) == 1


async def test_one_that_removed_violet_while_nobody_listened_is_not_joined_again(room, slack):
    await room.subscribe(ELSEWHERE)
    await room.happens.removes(ELSEWHERE, told=False)
    joined = room.calls("conversations.join")

    await room.news()

    assert room.posts(ELSEWHERE) == 0
    assert room.calls("conversations.join") == joined
    assert Workspace.bot_user not in slack.workspace.channels[ELSEWHERE].members
    (said,) = room.notices()
    assert "#elsewhere" in said


async def test_an_invitation_that_came_while_nobody_listened_is_found_at_the_start(
    make_connector, slack, clock
):
    memory = FakeDatabase()
    await memory.subscriptions.subscribe(subscription(place(ELSEWHERE)))
    left = Rejected(refusal=Refusal.DESTINATION, reason="Removed.", cause=Cause.LEFT)
    await memory.places.suspend(place(ELSEWHERE), left, now=clock.now())
    slack.workspace.channels[ELSEWHERE].members.add(Workspace.bot_user)

    connector = make_connector(memory=memory, subscriptions=memory.subscriptions)
    await connector.start()

    await Room(slack, clock, memory, connector).until_well(ELSEWHERE)
    (known,) = await memory.places.subscribed(SLACK.id, Workspace.team)
    assert (known.name, known.workspace_name) == ("elsewhere", "Violet fans")


async def test_somebody_else_who_is_invited_changes_nothing(room, slack):
    await room.subscribe(ELSEWHERE)
    await room.happens.removes(ELSEWHERE)
    await room.until_suspended(ELSEWHERE, Cause.LEFT)
    asked = room.calls("conversations.info")

    await room.happens.invites(ELSEWHERE, slack.workspace.fan)
    await room.happens.renames(ELSEWHERE, "nowhere")

    assert room.calls("conversations.info") == asked
    assert await room.memory.subscriptions.suspension_of(place(ELSEWHERE)) is not None


@pytest.mark.parametrize("channel", [GENERAL, SECRET])
async def test_an_archived_channel_goes_on_as_soon_as_it_is_unarchived(room, channel):
    await room.subscribe(channel)
    await room.happens.archives(channel)
    await room.until_suspended(channel, Cause.ARCHIVED)
    await room.news()
    (said,) = room.notices()

    await room.happens.unarchives(channel)
    await room.until_well(channel)
    await room.tick()

    assert "archived" in said
    assert room.posts(channel) == 1


async def test_a_deleted_channel_is_told_by_the_name_that_it_had_last_and_asked_for_no_more(room):
    await room.subscribe(ELSEWHERE)
    await room.happens.renames(ELSEWHERE, "jessica")
    await room.happens.deletes(ELSEWHERE)
    await room.until_suspended(ELSEWHERE, Cause.GONE)
    await room.news()
    asked = len(room.slack.calls)

    for _ in range(8):
        await room.tick(seconds=6 * 3600)

    (said,) = room.notices()
    assert "#jessica of Violet fans" in said
    assert "was deleted" in said
    assert len(room.slack.calls) == asked


async def test_a_channel_that_gets_another_id_is_told_there(room):
    await room.subscribe(ELSEWHERE)
    await room.happens.changes_id(ELSEWHERE, "C0SHARED01")

    async def is_known() -> bool:
        return bool(await room.memory.subscriptions.of(place("C0SHARED01")))

    await room.until(is_known)
    await room.news()

    assert room.posts("C0SHARED01") == 1


async def test_a_read_only_channel_is_told_once_and_not_tried_again_until_it_lets_her_post(
    room, slack
):
    await room.subscribe(GENERAL)
    home = slack.workspace.channels[GENERAL]
    home.is_read_only = True
    await room.news()
    tried = room.calls("chat.postMessage")
    for _ in range(8):
        await room.tick(seconds=6 * 3600)

    (said,) = room.notices()
    assert "#general" in said
    assert "read-only" in said
    assert room.calls("chat.postMessage") == tried

    home.may_post.add(Workspace.bot_user)
    await room.tick(seconds=6 * 3600)

    assert room.posts(GENERAL) == 1


@pytest.mark.parametrize(
    ("closed", "cure"),
    [
        ("is_archived", "unarchive it"),
        ("is_read_only", "posting permissions"),
        ("is_thread_only", "subscribe another channel"),
    ],
)
async def test_what_takes_no_posts_is_not_subscribed_and_the_cure_is_said(
    room, slack, closed, cure
):
    setattr(slack.workspace.channels[GENERAL], closed, True)

    said = await slack.answer(SUBSCRIBE, user=room.admin)

    assert cure in said.shown
    assert "Nothing was saved" in said.shown
    assert await room.memory.subscriptions.every() == []


async def test_a_thread_of_a_channel_for_threads_alone_is_subscribed(room, slack):
    slack.workspace.channels[GENERAL].is_thread_only = True
    ts = slack.workspace.write(GENERAL, room.admin, "spoilers here").ts
    link = f"https://violet-fans.slack.com/archives/{GENERAL}/p{ts.replace('.', '')}"

    await slack.answer(f"{SUBSCRIBE} thread: {link}", user=room.admin)

    (stands,) = await room.memory.subscriptions.every()
    assert stands.destination == place(GENERAL, ts)


async def test_why_gives_no_link_to_what_was_deleted(room, slack):
    await room.subscribe(GENERAL)
    await room.news()
    before = await slack.answer("/violet updates why", user=room.admin)
    slack.workspace.channels[GENERAL].messages.clear()

    after = await slack.answer("/violet updates why", user=room.admin)

    assert "/archives/" in str(before.blocks)
    assert "/archives/" not in str(after.blocks)


@pytest.mark.parametrize("how", ["uninstalls", "revokes", "posts"])
async def test_an_app_that_was_removed_is_noticed_at_once_and_said(room, slack, how):
    await room.subscribe(GENERAL)
    match how:
        case "uninstalls":
            await room.happens.uninstalls()
        case "revokes":
            await room.happens.revokes(bot=True)
        case _:
            slack.workspace.is_installed = False
            await room.news()

    with pytest.raises(PlatformError, match="account_inactive"):
        async with asyncio.timeout(PATIENCE_S):
            await room.connector.wait()

    assert (SLACK.id, Workspace.team) in room.memory.privacy.departed


async def test_word_of_it_that_comes_too_late_ends_nothing(room, slack):
    await room.subscribe(GENERAL)
    await room.happens.revokes(bot=False)
    asked = room.calls("auth.test")
    await room.happens.tell({"type": "app_uninstalled"})
    await slack.until(lambda: room.calls("auth.test") > asked)

    await room.news()

    assert room.posts(GENERAL) == 1
    assert room.memory.privacy.departed == {}
