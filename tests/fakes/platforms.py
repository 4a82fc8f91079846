"""Each platform as the contract of platforms sees it: its people, one channel, what is said there.

A new platform passes the contract once it stands here.
"""

import asyncio
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any, ClassVar, Self

from adapters.console.connector import HERE, ConsoleConnector
from adapters.console.traits import CONSOLE
from adapters.discord.connector import DiscordConnector
from adapters.discord.traits import DISCORD
from adapters.slack.connector import SlackConnector
from adapters.slack.manifest import EVENTS_PATH, SCOPES
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from bot.ports.platforms import Connector
from bot.ports.traits import PlatformTraits
from bot.router import Router
from content.subscriptions.destination import Destination
from fakes.database import FakeDatabase
from fakes.discord import SEND, FakeDiscord
from fakes.mailbox.connector import MailboxConnector
from fakes.mailbox.files import STREET, box_of
from fakes.mailbox.traits import MAILBOX
from fakes.newsroom import StoppedClock, make_router
from fakes.processes import until
from fakes.slack import FakeSlack
from fakes.slack_by_oauth import Hosted


@dataclass
class PlatformOnTrial(ABC):
    """A platform with one channel, people in it, and a store behind its connectors."""

    folder: Path
    """Of the test, empty."""
    memory: FakeDatabase = field(default_factory=FakeDatabase)
    clock: StoppedClock = field(default_factory=lambda: StoppedClock(datetime.now(UTC)))
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    traits: ClassVar[PlatformTraits]
    label: ClassVar[str] = ""
    """What it is called in a test, where that is not its platform's id."""
    has_history: ClassVar[bool] = True
    """Whether what was posted can be looked for there, and changed."""
    can_refuse: ClassVar[bool] = True
    """Whether a channel there can turn posts away."""
    can_be_away: ClassVar[bool] = True
    """Whether it may be out of reach."""

    async def __aenter__(self) -> Self:
        await self.stack.__aenter__()
        await self.open()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self.stack.aclose()

    async def connected(self, **parts: Any) -> Connector:
        """Return a connector that is started, and stopped when the test ends."""
        connector = self.connector(**parts)
        await connector.start()
        return connector

    def connector(
        self,
        *,
        listens: bool = True,
        may_send: Callable[[], bool] = lambda: True,
        **parts: Any,
    ) -> Connector:
        """Return a new one, stopped when the test ends; *parts* are those of its store."""
        usual = {
            "traits": self.traits,
            "platforms": (self.traits,),
            "clock": self.clock,
            "subscriptions": self.memory.subscriptions,
            "outbox": self.memory.outbox,
            "journal": self.memory.journal,
            "retention": self.memory.retention,
            "corrections": self.memory.corrections,
        }
        made = self.make(make_router(**usual | parts), listens=listens, may_send=may_send)
        self.stack.push_async_callback(made.stop)
        return made

    def pass_time(self, seconds: float) -> None:
        self.clock.pass_time(seconds)

    @abstractmethod
    async def open(self) -> None:
        """Let it be there until the test ends."""

    @abstractmethod
    async def leave(self) -> None:
        """Let it be out of reach."""

    @abstractmethod
    def make(self, router: Router, *, listens: bool, may_send: Callable[[], bool]) -> Connector: ...

    @property
    @abstractmethod
    def channel(self) -> Destination: ...

    @property
    @abstractmethod
    def person(self) -> str:
        """The id of whoever asks and types."""

    @abstractmethod
    async def ask(self, words: str) -> str:
        """Let somebody ask in the channel; return the answer."""

    @abstractmethod
    async def type(self, verb: str, show: str = "") -> str:
        """Let an admin type a command in the channel; return the answer."""

    @abstractmethod
    def told(self) -> Sequence[str]:
        """Return the news that stands in the channel, a text each."""

    @abstractmethod
    def told_directly(self) -> Sequence[str]:
        """Return the news that the person was told alone."""

    @abstractmethod
    def refuse(self) -> None:
        """Let the channel take no posts any more."""


class ConsoleOnTrial(PlatformOnTrial):
    traits = CONSOLE
    has_history = can_refuse = can_be_away = False
    channel = HERE

    async def open(self) -> None:
        self.stdout = StringIO()

    def make(self, router: Router, **_: object) -> Connector:
        readable, writable = os.pipe()
        stdin = self.stack.enter_context(os.fdopen(readable))
        self.typing = self.stack.enter_context(os.fdopen(writable, "w"))
        return ConsoleConnector(router, stdin=stdin, stdout=self.stdout)

    @property
    def person(self) -> str:
        raise AssertionError("nobody is told anything alone, and whoever sits there is an editor")

    async def ask(self, words: str) -> str:
        before = len(self.stdout.getvalue())
        self.typing.write(f"{words}\n")
        self.typing.flush()
        await until(lambda: len(self.stdout.getvalue()) > before)
        return self.stdout.getvalue()[before:]

    async def type(self, verb: str, show: str = "") -> str:
        return await self.ask(f"{verb} {show}")

    def told(self) -> Sequence[str]:
        return [said for said in self.stdout.getvalue().split("\n\n") if "** " in said]

    def told_directly(self) -> Sequence[str]:
        return self.told()

    async def leave(self) -> None:
        raise AssertionError("a terminal is always there")

    def refuse(self) -> None:
        raise AssertionError("a terminal takes whatever is printed")


class DiscordOnTrial(PlatformOnTrial):
    traits = DISCORD

    async def open(self) -> None:
        self.world = await self.stack.enter_async_context(FakeDiscord())
        self.news = self.world.channel("news")
        self.trish = self.world.person("trish")
        self.stack.callback(self._look_for_violations)

    def _look_for_violations(self) -> None:
        assert self.world.violations == []

    def make(self, router: Router, *, listens: bool, may_send: Callable[[], bool]) -> Connector:
        return DiscordConnector(
            self.world.token,
            router,
            api_base=self.world.api_base,
            sends_per_second=48.0,
            listens=listens,
            may_send=may_send,
        )

    def pass_time(self, seconds: float) -> None:
        super().pass_time(seconds)
        self.world.clock.ahead_s += seconds

    @property
    def channel(self) -> Destination:
        guild = self.news.guild
        assert guild
        return Destination(platform=DISCORD.id, workspace=guild.id, channel=self.news.id)

    @property
    def person(self) -> str:
        return self.trish.id

    async def ask(self, words: str) -> str:
        asked = await self.world.say(self.news, words, by=self.trish, mention=True)
        return (await self.world.answer_to(asked)).text

    async def type(self, verb: str, show: str = "") -> str:
        options = {"show": show} if show else {}
        ran = await self.world.run_command(verb, at=self.news, by=self.trish, **options)
        return ran.text

    def told(self) -> Sequence[str]:
        return [one.text for one in self.world.said_in(self.news) if one.replies_to is None]

    def told_directly(self) -> Sequence[str]:
        return [one.text for one in self.world.said_in(self.world.direct(self.trish))]

    async def leave(self) -> None:
        await self.world.stop()

    def refuse(self) -> None:
        self.news.app_permissions &= ~SEND


class SlackOnTrial(PlatformOnTrial):
    traits = SLACK

    async def open(self) -> None:
        self.slack = await self.stack.enter_async_context(FakeSlack())
        self.slack.workspace.scopes = set(SCOPES)
        self.stack.callback(self._look_for_violations)

    def _look_for_violations(self) -> None:
        assert self.slack.violations == []

    def make(self, router: Router, *, listens: bool, may_send: Callable[[], bool]) -> Connector:
        home = self.slack.workspace
        return SlackConnector(
            home.bot_token,
            home.app_token,
            router,
            api_base=self.slack.api_base,
            patience_s=0.4,
            listens=listens,
            may_send=may_send,
        )

    @property
    def channel(self) -> Destination:
        home = self.slack.workspace
        return Destination(platform=SLACK.id, workspace=home.team, channel=home.general)

    @property
    def person(self) -> str:
        return self.slack.workspace.admin

    async def ask(self, words: str) -> str:
        await self.slack.mention(words, user=self.person)
        return (await self.slack.said()).shown

    async def type(self, verb: str, show: str = "") -> str:
        return (await self.slack.answer(f"/violet {verb} {show}", user=self.person)).shown

    def told(self) -> Sequence[str]:
        return [one.shown for one in self.slack.bot_messages() if one.is_news]

    def told_directly(self) -> Sequence[str]:
        im = self.slack.workspace.im(self.person)
        return [one.shown for one in self.slack.bot_messages(im.id) if one.is_news]

    async def leave(self) -> None:
        await self.slack.__aexit__()

    def refuse(self) -> None:
        self.slack.workspace.channels[self.slack.workspace.general].is_archived = True


class SlackOverHttpOnTrial(SlackOnTrial):
    """The same workspace, which installed Violet by itself."""

    label = "slack-over-http"
    can_be_away = False
    """Nobody is called at the start: Slack calls."""

    async def open(self) -> None:
        await super().open()
        database = await Database.open(f"sqlite+aiosqlite:///{self.folder}/installed.db")
        self.stack.push_async_callback(database.close)
        self.hosted = Hosted(self.slack, database)
        await self.hosted.listener.start("127.0.0.1", self.hosted.port)
        self.stack.push_async_callback(self.hosted.listener.stop)
        async with self.hosted.connector_for_a_moment():
            await self.hosted.install(self.slack.workspace)
        self.slack.send_over_http(f"{self.hosted.address}{EVENTS_PATH}")

    def make(self, router: Router, *, listens: bool, may_send: Callable[[], bool]) -> Connector:
        return self.hosted.make(router, listens=listens, may_send=may_send)


class MailboxOnTrial(PlatformOnTrial):
    traits = MAILBOX
    channel = Destination(platform=MAILBOX.id, workspace=STREET, channel="news")
    person = "trish"

    async def open(self) -> None:
        self.root = self.folder / "boxes"
        self.box = box_of(self.root, self.channel)
        (self.box.folder / "questions").mkdir(parents=True)

    def make(self, router: Router, *, listens: bool, may_send: Callable[[], bool]) -> Connector:
        return MailboxConnector(self.root, router, listens=listens, may_send=may_send)

    async def ask(self, words: str) -> str:
        number = len(list(self.box.folder.glob("questions/*")))
        question = self.box.folder / "questions" / f"{self.person}-{number}.txt"
        question.write_text(words)
        await until(lambda: self.box.answer_to(question).exists())
        return self.box.answer_to(question).read_text()

    async def type(self, verb: str, show: str = "") -> str:
        return await self.ask(f"{verb} {show}")

    def told(self) -> Sequence[str]:
        return [post.read_text() for post in self.box.posts]

    def told_directly(self) -> Sequence[str]:
        directly = self.traits.directly_to(self.channel, self.person)
        return [post.read_text() for post in box_of(self.root, directly).posts]

    async def leave(self) -> None:
        await asyncio.to_thread(self.root.rename, self.folder / "elsewhere")

    def refuse(self) -> None:
        self.box.closed.write_text("The box is nailed up; take the nails out.")


PLATFORMS: tuple[type[PlatformOnTrial], ...] = (
    ConsoleOnTrial,
    DiscordOnTrial,
    SlackOnTrial,
    SlackOverHttpOnTrial,
    MailboxOnTrial,
)
