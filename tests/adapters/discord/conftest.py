"""The real connector, connected to a Discord of our own."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from adapters.discord.connector import DiscordConnector
from adapters.discord.shards import EVERY_SHARD, Shards
from adapters.discord.traits import DISCORD
from bot.ports.forum_posts import ForumPosts
from bot.ports.outbox import Delivery, DeliveryId
from bot.ports.postponements import Postponements
from bot.ports.secret_box import SecretBox
from bot.runtime.open_questions import OpenQuestions
from content.announcements.announcement import AnnouncementId, News
from content.facts.claims import ShowId, Stance, Subject
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from content.subscriptions.following import Home
from fakes.database import FakeDatabase
from fakes.discord import Channel, FakeDiscord
from fakes.newsroom import NOW, StoppedClock, make_router
from fakes.subscriptions import FakeSubscriptions


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def subscriptions() -> FakeSubscriptions:
    return FakeDatabase().subscriptions


@pytest.fixture
async def world() -> AsyncIterator[FakeDiscord]:
    """A Discord with one channel; what it would refuse fails the test that did it."""
    async with FakeDiscord() as discord:
        discord.channel("news")
        yield discord
    assert discord.violations == []


@pytest.fixture
def channel(world: FakeDiscord) -> Channel:
    return next(iter(world.channels.values()))


@pytest.fixture
async def make_connector(
    clock: StoppedClock, subscriptions: FakeSubscriptions
) -> AsyncIterator[Callable[..., DiscordConnector]]:
    """Make a connector over a router with these parts; whatever was made is stopped at the end."""
    made: list[DiscordConnector] = []

    def make(
        world: FakeDiscord,
        *,
        token: str | None = None,
        questions: OpenQuestions | None = None,
        secret_box: SecretBox | None = None,
        posts: ForumPosts | None = None,
        home: Home | None = None,
        shards: Shards = EVERY_SHARD,
        postponements: Postponements | None = None,
        **parts: Any,
    ) -> DiscordConnector:
        wanted = {"traits": DISCORD, "clock": clock, "subscriptions": subscriptions} | parts
        connector = DiscordConnector(
            token or world.token,
            make_router(**wanted),
            api_base=world.api_base,
            sends_per_second=48.0,
            questions=questions,
            secret_box=secret_box,
            posts=posts,
            home=home,
            shards=shards,
            postponements=postponements,
        )
        made.append(connector)
        return connector

    yield make
    for connector in made:
        await connector.stop()


@pytest.fixture
async def connector(
    make_connector: Callable[..., DiscordConnector], world: FakeDiscord
) -> DiscordConnector:
    connector = make_connector(world)
    await connector.start()
    return connector


@pytest.fixture
def announcement() -> Callable[..., News]:
    def make(**wanted: Any) -> News:
        settings: dict[str, Any] = {
            "id": AnnouncementId("jessica-jones/2/release-date/1"),
            "topic": Topic.RELEASE,
            "subject": Subject(ShowId("jessica-jones"), 2),
            "show": "Jessica Jones",
            "headline": "Season 2 premieres on 8 March 2018",
            "stance": Stance.CONFIRMED,
            "created_at": NOW,
        }
        return News(**settings | wanted)

    return make


@pytest.fixture
def delivery(channel: Channel, announcement: Callable[..., News]) -> Callable[..., Delivery]:
    """Make a delivery to *channel*, or to another one."""

    def make(to: Channel = channel, **wanted: Any) -> Delivery:
        settings: dict[str, Any] = {
            "id": DeliveryId(1),
            "key": "key-1",
            "announcement": announcement(),
            "destination": destination_of(to),
            "attempts": 0,
            "is_unknown": False,
            "first_tried_at": None,
            "lease": "lease",
        }
        return Delivery(**settings | wanted)

    return make


def destination_of(channel: Channel) -> Destination:
    here = Destination(
        platform=DISCORD.id,
        workspace=channel.guild.id if channel.guild else "",
        channel=channel.id,
    )
    return replace(here, channel=channel.parent.id, thread=channel.id) if channel.parent else here
