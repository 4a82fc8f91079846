"""Discord, as far as connecting goes."""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Coroutine
from typing import Any, Final

import aiohttp
import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

from adapters.discord.buttons import StepButton
from adapters.discord.callbacks import answer_in_this_context, say_bare
from adapters.discord.channels import destination_from, speaker_of
from adapters.discord.colours import colours_in
from adapters.discord.commands import CommandContext, say
from adapters.discord.delivery import DiscordMessenger
from adapters.discord.desk_forms import FilledForm
from adapters.discord.desk_presses import DeskPress, press_desk, submit_desk
from adapters.discord.feed_presses import press_feeds, submit_feed
from adapters.discord.mentions import answer_mention
from adapters.discord.messages import sentence_message
from adapters.discord.place_events import PlaceEvents
from adapters.discord.presses import take_step
from adapters.discord.questions import INTERACTION, MESSAGE, DiscordQuestions, Event
from adapters.discord.registrar import Registrar
from adapters.discord.registration import CommandTree
from adapters.discord.shards import EVERY_SHARD, Shards
from adapters.discord.traits import DISCORD
from bot.masking import SECRETS
from bot.ports.errors import PlatformError, PlatformUnreachableError
from bot.ports.following import Follower
from bot.ports.forum_posts import ForumPosts
from bot.ports.outbox import Messenger
from bot.ports.platforms import Speaker
from bot.ports.postponements import Postponements
from bot.ports.secret_box import SecretBox
from bot.router import Router
from bot.runtime.in_flight import InFlight
from bot.runtime.open_questions import OpenQuestion, OpenQuestions
from content.commands.next_steps import StepAction
from content.language.platforms import apologies
from content.language.platforms import discord as words
from content.language.wording import reader_wording
from content.subscriptions.following import Home

log = structlog.get_logger()

_START_WITHIN_S: Final = 60.0
_ANSWER_WITHIN_S: Final = 1.2
_CLOSE_WITHIN_S: Final = 0.6
_LONGEST_BACK_OFF_S: Final = 60.0
_LOOK_EVERY_S: Final = 60.0
_FOR_GOOD: Final = {
    4004: words.TOKEN_REFUSED,
    4010: "Discord has changed how many shards it wants; start Violet again, which asks anew",
    4011: "Discord wants more shards than it said; start Violet again, which asks anew",
    4012: "Discord no longer speaks the gateway version of this discord.py; update Violet",
    4013: "Discord does not know the intents that Violet asks for; update Violet",
    4014: "Discord disallows the intents that Violet asks for; none of them should need approval",
}
"""https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes"""
_NOT_SAID: Final = (discord.DiscordException, aiohttp.ClientError, OSError)
_LONGEST_PAUSE_S: Final = 30.0
"""The least that discord.py lets be set; beyond it a send is put off instead of slept through."""


def intents() -> discord.Intents:
    """Return what the gateway shall tell us; none of it needs Discord's approval.

    The words of mentions and of direct messages come without the message content intent.
    https://docs.discord.com/developers/events/gateway#message-content-intent
    """
    return discord.Intents(guilds=True, webhooks=True, guild_messages=True, dm_messages=True)


_BUTTONS: Final = (StepButton, DeskPress)


class Client(PlaceEvents, discord.AutoShardedClient):
    """One connection to Discord, from its login to its end."""

    def __init__(
        self,
        context: CommandContext,
        on_connected: Callable[["Client"], None],
        trace: aiohttp.TraceConfig,
        shards: Shards,
    ) -> None:
        # Violet does not speak, so what speaking would need is no news to an operator.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_PAUSE_S,
            http_trace=trace,
            shard_count=shards.count,
            shard_ids=list(shards.ids) or None,
        )
        self._context = context
        self.tree = CommandTree(self, context)
        self.add_dynamic_items(*_BUTTONS)
        self._on_connected = on_connected
        self._connected: set[int] = set()
        self._forgive_bad_events()
        _look_seldom_for_what_is_over(self.http)

    async def on_shard_connect(self, shard_id: int) -> None:
        """Tell the connector once every shard is there; questions are answered from then on."""
        self._connected.add(shard_id)
        if len(self._connected) == len(self.shard_ids or range(self.shard_count or 1)):
            self._on_connected(self)
            await self._take_up()

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is for us."""
        if self.user is not None:
            await answer_mention(message, self.user.id, self._context)

    async def on_step(
        self, interaction: discord.Interaction[Any], action: StepAction, value: str
    ) -> None:
        """Do what a button is for."""
        await _answered(interaction, take_step(interaction, self._context, action, value))

    async def on_desk_press(self, interaction: discord.Interaction[Any], key: str) -> None:
        """Do what a button of the newsdesk is for."""
        press = press_feeds if key.startswith("feed") else press_desk
        await _answered(interaction, press(interaction, self._context, key))

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take a form that was sent, whichever run of Violet opened it.

        discord.py itself knows the forms that this run opened alone. Of a button or a form that
        nobody knows any more it is said that it is too old.
        """
        if interaction.type is discord.InteractionType.modal_submit:
            await _answered(interaction, self._submit(interaction))
        elif interaction.type is discord.InteractionType.component:
            custom_id = str(dict(interaction.data or {}).get("custom_id"))
            if not any(
                one.__discord_ui_compiled_template__.fullmatch(custom_id) for one in _BUTTONS
            ):
                await _answered(interaction, _say_too_old(interaction))

    async def _submit(self, interaction: discord.Interaction[Any]) -> None:
        filled = FilledForm.of(interaction)
        if filled is None:
            await _say_too_old(interaction)
        else:
            submit = submit_feed if filled.purpose.startswith("feed:") else submit_desk
            await submit(interaction, self._context, filled)

    async def _take_up(self) -> None:
        """Answer what an earlier run accepted and left unanswered."""
        in_words: list[tuple[Event, OpenQuestion]] = []
        async for name, event, question in self._context.questions.left_over():
            if name == MESSAGE:
                in_words.append((event, question))
            else:
                with self._context.questions.again(question, event):
                    self._read_interaction(event)
        if in_words:
            await self.wait_until_ready()  # which thread is of which channel is known by then
        for event, question in in_words:
            with self._context.questions.again(question, event):
                self._read_message(event)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Log what went wrong in an event; nothing else ends with it."""
        error = sys.exception()
        log.error("event_failed", platform="discord", event_method=event_method, exc_info=error)

    def _forgive_bad_events(self) -> None:
        """Let an event that cannot be read be logged and skipped.

        discord.py would let it end the whole client. There is no public place to stand in.
        """
        parsers = self._connection.parsers
        take = parsers[INTERACTION]
        for name, parse in list(parsers.items()):
            parsers[name] = _forgiving(name, parse)
        hear = self._read_message = parsers[MESSAGE]

        def read_interaction(data: Event) -> None:
            try:
                take(data)
            except Exception:  # whoever waits for an answer to it is told
                log.exception("event_unreadable", platform="discord", event_name=INTERACTION)
                self._context.in_flight.begin(self._say_unreadable(data))

        self._read_interaction = read_interaction

        def take_in_confidence(data: Any) -> None:
            SECRETS.learn_in(data)
            with self._context.questions.taking(data):
                read_interaction(data)

        parsers[INTERACTION] = _forgiving(INTERACTION, take_in_confidence)

        def hear_others(data: Any) -> None:
            if not self._is_our_own(data) and not self._is_in_vain(data):
                hear(data)

        parsers[MESSAGE] = hear_others

    async def _say_unreadable(self, data: Event) -> None:
        """Say a kind sentence to whoever waits; while somebody types, nobody does."""
        if data.get("type") == discord.InteractionType.autocomplete.value:
            return
        sorry = apologies.went_wrong(reader_wording(str(data.get("locale") or "") or None))
        try:
            await say_bare(self, data, sorry)
        except (*_NOT_SAID, KeyError, ValueError) as error:
            log.warning("answer_not_sent", platform="discord", reason=str(error))

    def _is_in_vain(self, data: Any) -> bool:
        """Whether nothing that its author says is answered now; reading it costs the others."""
        try:
            guild_id, channel_id = data.get("guild_id"), int(data["channel_id"])
            here = destination_from(int(guild_id) if guild_id else None, channel_id)
            author = Speaker(destination=here, person=str(data["author"]["id"]))
        except (TypeError, KeyError, ValueError, AttributeError):
            return False  # what reads it says what is wrong with it
        return self._context.router.hears_nothing(author)

    def _is_our_own(self, data: Any) -> bool:
        """Whether we said that; Discord tells of each message of a fan-out, and nobody listens."""
        try:
            return self.user is not None and int(data["author"]["id"]) == self.user.id
        except (TypeError, KeyError, ValueError):  # what reads it says what is wrong with it
            return False


async def _answered(interaction: discord.Interaction[Any], work: Coroutine[Any, Any, None]) -> None:
    """Do *work*; where that fails before anything was said, say a kind sentence."""
    try:
        await work
    except Exception:  # the edge of a job: nobody shall wait for nothing
        log.exception("interaction_failed", platform="discord")
        if not interaction.response.is_done():
            sorry = apologies.went_wrong(speaker_of(interaction).wording)
            with contextlib.suppress(*_NOT_SAID):
                await say(interaction, sentence_message(sorry), private=True)


async def _say_too_old(interaction: discord.Interaction[Any]) -> None:
    too_old = words.too_old(speaker_of(interaction).wording)
    await say(interaction, sentence_message(too_old), private=True)


def _look_seldom_for_what_is_over(http: HTTPClient) -> None:
    """Let discord.py not go through the limits of all channels for every new one.

    It does once there are 256, which takes longer than a send among thousands.
    """
    forget, looked_at = http._try_clear_expired_ratelimits, -_LOOK_EVERY_S  # noqa: SLF001

    def forget_seldom() -> None:
        nonlocal looked_at
        if http.loop.time() - looked_at >= _LOOK_EVERY_S:
            looked_at = http.loop.time()
            forget()

    http._try_clear_expired_ratelimits = forget_seldom  # type: ignore[method-assign]  # noqa: SLF001


def _forgiving(name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    def read(data: Any) -> None:
        try:
            parse(data)
        except Exception:  # whatever the event holds, the next one must be heard
            log.exception("event_unreadable", platform="discord", event_name=name)

    return read


class DiscordConnector:
    """The `Connector` of Discord."""

    traits = DISCORD

    def __init__(
        self,
        token: str,
        router: Router,
        *,
        api_base: str | None,
        sends_per_second: float,
        listens: bool = True,
        may_send: Callable[[], bool] | None = None,
        questions: OpenQuestions | None = None,
        secret_box: SecretBox | None = None,
        posts: ForumPosts | None = None,
        home: Home | None = None,
        shards: Shards = EVERY_SHARD,
        postponements: Postponements | None = None,
    ) -> None:
        """What is asked is kept in *questions*; an interaction needs a *secret_box* for that.

        Where it listens, it does so through these *shards*.
        *posts* remembers the posts of shows in forums.
        """
        self._token = token
        self._api_base = api_base
        self._shards = shards
        self._listens = listens
        """Whether people are answered here; where another process does, it only sends."""
        self._context = CommandContext(
            router=router,
            in_flight=InFlight(),
            questions=DiscordQuestions(questions, secret_box, shards),
        )
        self._messenger = DiscordMessenger(
            clock=router.clock,
            sends_per_second=sends_per_second,
            may_send=may_send,
            posts=posts,
            home=home,
            pictures=router.pictures,
            colour_of=colours_in(router.knowledge),
        )
        self._registrar = Registrar(router.clock, postponements)
        self._connected = asyncio.Event()
        self._client: Client | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()
        self._back_off_s = 1.0

    @property
    def messenger(self) -> Messenger:
        """Through which announcements go to Discord."""
        return self._messenger

    @property
    def follower(self) -> Follower:
        """Through which what was posted reaches those who follow its channel."""
        return self._messenger.follower

    @property
    def invalid_requests(self) -> int:
        """How many requests Discord counted against us in the last ten minutes."""
        return self._messenger.invalid_requests

    async def start(self) -> None:
        """Log in, register the commands where they changed, and connect.

        Raises:
            PlatformError: the token is refused, or Discord cannot be reached.
        """
        self._task = asyncio.create_task(self._stay_connected())
        connected = asyncio.create_task(self._connected.wait())
        try:
            await asyncio.wait(
                {self._task, connected},
                timeout=_START_WITHIN_S,
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            connected.cancel()
        if self._task.done():
            await self._task
        if not self._connected.is_set():
            await self.stop()
            raise PlatformUnreachableError(
                "Discord cannot be reached; see the log, and try again later"
            )

    async def wait(self) -> None:
        """Return once it was stopped; a lost connection is made again until then.

        Raises:
            PlatformError: Discord will not have us back.
        """
        if self._task is not None:
            await asyncio.wait({self._task})
            if not self._task.cancelled():
                self._task.result()

    async def stop(self) -> None:
        """Finish what is being answered, and disconnect."""
        self._stopping.set()
        await self._context.in_flight.finish(_ANSWER_WITHIN_S)
        if self._client is not None:
            await _closed(self._client)
        if self._task is not None:
            _, late = await asyncio.wait({self._task}, timeout=_CLOSE_WITHIN_S)
            for task in late:
                task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _stay_connected(self) -> None:
        """Connect, and connect anew whenever discord.py gives up.

        Raises:
            PlatformError: trying again is of no use, or the first try failed.
        """
        while not self._stopping.is_set():
            try:
                await self._connect()
            except PlatformError:
                raise
            except Exception as error:  # whatever it was, a fresh client knows nothing of it
                if not self._connected.is_set():
                    raise PlatformUnreachableError(
                        f"Discord cannot be reached ({type(error).__name__}); try again later"
                    ) from error
                log.exception("connection_lost", platform="discord", again_in_s=self._back_off_s)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._back_off_s)
            self._back_off_s = min(2 * self._back_off_s, _LONGEST_BACK_OFF_S)

    async def _connect(self) -> None:
        """Log in and stay until the connection ends for discord.py."""
        client = insisting = None
        answer_in_this_context()
        try:
            if self._api_base:
                go_through(self._api_base)
            client = self._client = Client(
                self._context, self._is_connected, self._messenger.trace(), self._shards
            )
            await client.login(self._token)
            if self._api_base:
                await learn_gateway(client)
            if self._listens:
                application = client.application_id or 0
                ids = self._context.command_ids
                ids.update(await self._registrar.register(client.tree, application))
                insisting = asyncio.create_task(
                    self._registrar.insist(client.tree, application, ids)
                )
                await client.connect()
            else:
                self._is_connected(client)
                await self._stopping.wait()
        except discord.LoginFailure:
            raise PlatformError(_FOR_GOOD[4004]) from None
        except discord.PrivilegedIntentsRequired as error:
            raise PlatformError(_FOR_GOOD[4014]) from error
        except discord.ConnectionClosed as error:
            if error.code in _FOR_GOOD:
                raise PlatformError(_FOR_GOOD[error.code]) from error
            raise
        finally:
            if insisting is not None:
                insisting.cancel()
            if client is not None:
                await _closed(client)

    def _is_connected(self, client: Client) -> None:
        self._messenger.use(client)
        self._connected.set()
        self._back_off_s = 1.0
        shards = self._shards.name or client.shard_count
        log.info("connected", platform="discord", shards=shards)


async def _closed(client: Client) -> None:
    """Close *client*, however long the other side takes over its goodbye."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_CLOSE_WITHIN_S):
            await client.close()


def go_through(api_base: str) -> None:
    """Send every request to *api_base* instead of to discord.com.

    discord.py keeps the address in a class variable that the routes of interactions read too,
    so no subclass could reach them all. One process has one Discord; the change stands until the
    process ends.
    """
    Route.BASE = api_base.rstrip("/")


async def learn_gateway(client: discord.Client) -> None:
    """Connect where GET /gateway/bot says, also where a session is begun anew.

    discord.py asks for the address at the first connection only, and falls back to a class
    variable afterwards. The client must be logged in.
    """
    _, gateway, _ = await client.http.get_bot_gateway()
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
