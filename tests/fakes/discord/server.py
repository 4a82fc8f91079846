"""A Discord of one's own on this machine, which the real discord.py talks to."""

import asyncio
from collections.abc import Callable
from typing import Any, Self

from aiohttp import web

from fakes.discord import openapi
from fakes.discord.faults import Faults
from fakes.discord.following import Following
from fakes.discord.gateway import Gateway
from fakes.discord.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
    Interaction,
    command_payload,
    component_payload,
    modal_payload,
)
from fakes.discord.rate_limits import RateLimits
from fakes.discord.rest import PREFIX, Request, Rest
from fakes.discord.state import GROUP, Channel, Clock, Guild, Message, Snowflakes, User
from fakes.patience import PATIENCE_S

TOKEN = "a-token-that-opens-nothing"


class FakeDiscord:
    """The whole of it. `async with FakeDiscord() as discord:` and look at what was said.

    Whatever the bot sends that Discord would refuse is refused, and kept in `violations`.
    """

    def __init__(self, token: str = TOKEN, *, shards: int = 1) -> None:
        self.token = token
        self.shards = shards
        self.allowed_intents = 0
        """Privileged intents that the application was granted."""
        self.tells_app_permissions = True
        self.clock = Clock()
        self.ids = Snowflakes(self.clock)
        self.application_id = self.ids.make()
        self.bot = User(self.application_id, "violet", bot=True)
        self.users: dict[str, User] = {self.bot.id: self.bot}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.commands: list[dict[str, Any]] = []
        self.guild_commands: dict[str, list[dict[str, Any]]] = {}
        self.interactions: dict[str, Interaction] = {}
        self.deferred_flags: dict[str, int] = {}
        self.requests: list[Request] = []
        self.violations: list[str] = []
        self.faults = Faults()
        self.on_accepted: Callable[[Message], None] | None = None
        """Called with each message of the bot's once it is there, before the bot is answered."""
        self.on_request: Callable[[Request], None] | None = None
        """Called with each request before anything is done about it; it may refuse it."""
        self.limits = RateLimits()
        self.following = Following(self)
        self.gateway = Gateway(self)
        self.rest = Rest(self)
        self._changed = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self._address = ""

    # ------------------------------------------------------------- lifecycle

    async def start(self, port: int = 0) -> None:
        rules = openapi.validator()
        if rules is not None:
            rules.prepare({"create_message", "update_message"})
        app = web.Application(client_max_size=25 * 1024 * 1024)
        app.router.add_get("/gateway-socket", self.gateway.serve)
        app.router.add_route("*", PREFIX + "/{tail:.*}", self.rest.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        bound = self._runner.addresses[0][1]
        self._address = f"127.0.0.1:{bound}"

    async def stop(self) -> None:
        await self.gateway.close_sockets()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self.stop()

    @property
    def api_base(self) -> str:
        """What DISCORD_API_BASE is set to."""
        return f"http://{self._address}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        return f"ws://{self._address}/gateway-socket"

    # ------------------------------------------------------------- the world

    def person(self, name: str) -> User:
        """Return the person of that name, who exists from now on."""
        for user in self.users.values():
            if user.username == name:
                return user
        user = User(self.ids.make(), name)
        self.users[user.id] = user
        return user

    def guild(self, name: str = "Fans", *, shard: tuple[int, int] | None = None) -> Guild:
        """Return a new server that the bot is a member of; *shard* (0, 2) is the first of two."""
        id_ = int(self.ids.make())
        if shard is not None:
            id_ += (shard[0] - (id_ >> 22)) % shard[1] << 22
        guild = Guild(str(id_), name, self.person("owner"), self.bot)
        self.guilds[guild.id] = guild
        return guild

    def channel(self, name: str = "news", guild: Guild | None = None, **wanted: Any) -> Channel:
        """Return a new channel of *guild*, of the first server where None."""
        home = guild or next(iter(self.guilds.values()), None) or self.guild()
        channel = Channel(self.ids.make(), name, home, members=[self.bot], **wanted)
        home.channels.append(channel)
        self.channels[channel.id] = channel
        return channel

    def direct(self, user: User) -> Channel:
        """Return the direct messages between the bot and *user*."""
        for channel in self.channels.values():
            if channel.guild is None and user in channel.members:
                return channel
        channel = Channel(self.ids.make(), "", members=[self.bot, user])
        self.channels[channel.id] = channel
        return channel

    def group(self, *people: User) -> Channel:
        """Return a conversation of *people*, in which the bot is no member."""
        channel = Channel(self.ids.make(), "friends", kind=GROUP, members=list(people))
        self.channels[channel.id] = channel
        return channel

    def offered(self, at: Channel, by: User) -> set[str]:
        """Return the commands that Discord shows to somebody there, who has the bot installed too.

        https://docs.discord.com/developers/interactions/application-commands#contexts
        """
        is_ours = at.guild is not None and at.guild.is_home
        context = 0 if at.guild is not None else 2 if at.kind == GROUP else 1
        installs = {0, 1} if is_ours or context == 1 else {1}
        found = set()
        for one in self.commands:
            contexts, needed = one["contexts"], one["default_member_permissions"]
            may = at.guild is None or not needed or at.rights_of(by) & (int(needed) | 1 << 3)
            if may and (contexts is None or context in contexts):
                found |= {one["name"]} if installs & {*one["integration_types"]} else set()
        return found

    def violation(self, what: str) -> None:
        self.violations.append(what)

    async def notify(self) -> None:
        """Wake up whoever waits for something to be so."""
        async with self._changed:
            self._changed.notify_all()

    async def until(
        self, is_so: Callable[[], object], what: str = "it", *, within_s: float = PATIENCE_S
    ) -> None:
        """Wait until *is_so*; an AssertionError where that takes too long."""
        try:
            async with asyncio.timeout(within_s), self._changed:
                await self._changed.wait_for(is_so)
        except TimeoutError:
            raise AssertionError(
                f"{what} did not happen; violations: {self.violations}; "
                f"last requests: {[(r.method, r.path) for r in self.requests[-5:]]}"
            ) from None

    # ------------------------------------------------------------- what people do

    async def say(
        self,
        channel: Channel,
        words: str,
        *,
        by: User | None = None,
        mention: bool = False,
        replying_to: Message | None = None,
    ) -> Message:
        """Let somebody write in *channel*, mentioning the bot first where wanted."""
        author = by or self.person("trish")
        content = f"<@{self.bot.id}> {words}" if mention else words
        named = mention or (replying_to is not None and replying_to.author is self.bot)
        body: dict[str, Any] = {"content": content}
        if replying_to is not None:
            body["message_reference"] = {"message_id": replying_to.id}
        message = Message(
            id=self.ids.make(),
            channel=channel,
            author=author,
            body=body,
            at=self.clock.now(),
            mentions=(self.bot,) if named else (),
        )
        channel.messages.append(message)
        await self.dispatch_message(message, own=False)
        return message

    def chatter(self, channel: Channel, count: int) -> None:
        """Let people write *count* messages that the gateway need not tell of."""
        for number in range(count):
            message = Message(
                id=self.ids.make(),
                channel=channel,
                author=self.person("malcolm"),
                body={"content": f"chatter {number}"},
                at=self.clock.now(),
            )
            channel.messages.append(message)

    async def dispatch_message(self, message: Message, *, own: bool) -> None:
        data, guild = message.payload(), message.channel.guild
        if guild is not None:
            member = guild.member(message.author)
            del member["user"]
            data |= {"guild_id": guild.id, "member": member}
        else:
            data["channel_type"] = 1
        await self.gateway.dispatch_message(data, guild_id=guild.id if guild else None, own=own)

    async def answer_to(self, message: Message) -> Message:
        """Return the bot's reply to *message*, once it is there."""
        await self.until(lambda: self.answers_to(message), f"an answer to {message.content!r}")
        return self.answers_to(message)[0]

    def answers_to(self, message: Message) -> list[Message]:
        """Return the bot's replies to *message* so far."""
        return [one for one in message.channel.messages if one.replies_to == message.id]

    def said_in(self, channel: Channel) -> list[Message]:
        """Return what the bot said in *channel* that still stands."""
        return [one for one in channel.messages if one.author is self.bot and not one.deleted]

    async def run_command(
        self, name: str, /, *, at: Channel, by: User | None = None, **options: object
    ) -> Interaction:
        """Let somebody run `/name`, and return it once it is answered."""
        interaction = self._interaction(COMMAND, at, by)
        await self._act(interaction, command_payload(self, interaction, name, options))
        await self.until(lambda: interaction.is_answered, f"an answer to /{name}")
        return interaction

    async def complete(
        self,
        name: str,
        focused: str,
        /,
        *,
        at: Channel,
        by: User | None = None,
        **options: object,
    ) -> list[dict[str, Any]]:
        """Let somebody type the option *focused* of `/name`, and return what is offered."""
        interaction = self._interaction(AUTOCOMPLETE, at, by)
        payload = command_payload(self, interaction, name, options, focused)
        await self._act(interaction, payload)
        await self.until(lambda: interaction.is_answered, f"suggestions for /{name} {focused}")
        return interaction.choices or []

    async def press(self, message: Message, custom_id: str, by: User | None = None) -> Interaction:
        """Let somebody press a button, and return it once it is answered."""
        interaction = self._interaction(COMPONENT, message.channel, by)
        await self._act(interaction, component_payload(self, interaction, message, custom_id))
        await self.until(lambda: interaction.is_answered, f"an answer to {custom_id}")
        return interaction

    async def submit(
        self, opened: Interaction, *, by: User | None = None, **values: str
    ) -> Interaction:
        """Let somebody send the form that *opened* opened, and return it once it is answered."""
        interaction = self._interaction(MODAL_SUBMIT, opened.channel, by or opened.user)
        await self._act(interaction, modal_payload(self, interaction, opened, values))
        await self.until(lambda: interaction.is_answered, "an answer to a form")
        return interaction

    def _interaction(self, kind: int, channel: Channel, by: User | None) -> Interaction:
        id_ = self.ids.make()
        who = by or self.person("trish")
        interaction = Interaction(id_, f"interaction-token-{id_}", kind, channel, who)
        self.interactions[id_] = interaction
        return interaction

    async def _act(self, interaction: Interaction, payload: dict[str, Any]) -> None:
        guild = interaction.channel.guild
        await self.gateway.dispatch(
            "INTERACTION_CREATE", payload, guild_id=guild.id if guild else None
        )
