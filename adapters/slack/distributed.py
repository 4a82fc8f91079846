"""Slack for many workspaces: in over HTTP, out with the tokens of each.

Each workspace has a Bolt app, a client, a pacer and people in flight of its own, so that whatever
is asked there cannot reach what belongs to another one.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.commands import Commands
from adapters.slack.delivery import SlackMessenger
from adapters.slack.entrance import Entrance
from adapters.slack.installations import LOOK_EVERY_S, Installations
from adapters.slack.intake import MOST_AT_ONCE, until_ours
from adapters.slack.limits import ChannelPacer
from adapters.slack.listeners import Listeners
from adapters.slack.mentions import Mentions
from adapters.slack.place_events import PlaceEvents
from adapters.slack.posting import Poster
from adapters.slack.questions import LeftOver, SlackQuestions
from adapters.slack.requests import sender_of
from adapters.slack.tokens import AppCredentials, HeldWorkspace, TokenRenewer
from adapters.slack.traits import SLACK
from adapters.slack.turns import in_turn
from adapters.slack.web_api import Workspace, open_session
from bot.ports.errors import (
    ForeignInstallationError,
    PlatformError,
    PlatformUnreachableError,
    StorageError,
)
from bot.ports.outbox import Delivery, Messenger
from bot.ports.places import PlaceStanding
from bot.ports.secret_box import SecretBox
from bot.ports.workspaces import WorkspaceKey, Workspaces
from bot.router import Router
from bot.runtime.fair_queue import FairQueue
from bot.runtime.in_flight import InFlight
from bot.runtime.open_questions import OpenQuestions
from content.language.platforms import slack as words
from content.subscriptions.causes import Cause
from content.subscriptions.destination import Destination
from content.subscriptions.outcomes import Outcome, Refusal, Rejected

log = structlog.get_logger()

_FINISH_S: Final = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """One workspace, with all that answers and posts in it."""

    held: HeldWorkspace
    app: AsyncApp
    listeners: Listeners
    messenger: SlackMessenger
    in_flight: InFlight


class DistributedConnector:
    """The `Connector` of every workspace that installed Violet."""

    traits = SLACK

    def __init__(
        self,
        credentials: AppCredentials,
        entrance: Entrance,
        workspaces: Workspaces,
        router: Router,
        *,
        api_base: str | None,
        admit: Callable[[str], Awaitable[None]],
        listens: bool = True,
        may_send: Callable[[], bool] | None = None,
        questions: OpenQuestions | None = None,
        secret_box: SecretBox | None = None,
        on_plain_answer: Callable[[], None] = lambda: None,
        look_every_s: float = LOOK_EVERY_S,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """*admit* lets an application use the database; *now* is the time on the wall.

        What is asked is kept in *questions*; all but messages needs a *secret_box* for that.
        """
        self._credentials = credentials
        self._entrance = entrance
        self._workspaces = workspaces
        self._router = router
        self._api_base = api_base
        self._admit = admit
        self._listens = listens
        self._may_send = may_send
        self._questions = SlackQuestions(questions, secret_box)
        self._on_plain_answer = on_plain_answer
        self._look_every_s = look_every_s
        self._now = now
        self._teams: dict[str, Team] = {}
        self._reception = FairQueue(at_once=1)
        self._session: aiohttp.ClientSession | None = None
        self._installations: Installations | None = None
        self._behind: list[asyncio.Task[None]] = []
        """What goes on for as long as it is connected."""
        self._ended = asyncio.Event()
        self._lost: PlatformError | ForeignInstallationError | None = None
        self.messenger: Messenger = _ManyMessengers(self.find)

    @property
    def installations(self) -> Installations:
        """Those that are known here."""
        if self._installations is None:
            raise PlatformError("Slack is not connected yet; start it before telling anything")
        return self._installations

    async def start(self) -> None:
        """Read who installed Violet, and return when they are being answered."""
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def wait(self) -> None:
        """Return when stopped."""
        await self._ended.wait()
        if self._lost:
            raise self._lost

    async def stop(self) -> None:
        """Take nothing more in, finish what is being answered, and let what was renewed be kept."""
        if self._entrance.attendant is self:
            self._entrance.attendant = None
        for task in self._behind:
            task.cancel()
        await asyncio.gather(*self._behind, return_exceptions=True)
        flights = [team.in_flight.finish(_FINISH_S) for team in self._teams.values()]
        await asyncio.gather(*flights)
        if self._installations:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_FINISH_S):
                    await self._installations.stop()
        if self._session:
            await self._session.close()
            self._session = None
        self._ended.set()

    async def take(self, payload: dict[str, Any], key: WorkspaceKey, team: str) -> BoltResponse:
        """Hand one payload to the workspace that it came by, people in turn.

        Of a workspace that has removed us, all is acknowledged and nothing done.
        """
        held = await self.installations.meant(key, team)
        if held is None:
            log.info("slack_workspace_unknown", workspace=str(key))
            return BoltResponse(status=200, body="")
        where = self._team(team or next(iter(held.installed.every_team), ""), held)
        request = AsyncBoltRequest(mode="socket_mode", body=payload)
        if payload.get("type") == "block_suggestion":  # which may wait for a search
            return await where.app.async_dispatch(request)
        entered = await self._reception.enter(f"{team}/{sender_of(payload)}", team)
        with in_turn(entered):
            return await where.app.async_dispatch(request)

    async def find(self, team: str) -> SlackMessenger | None:
        """Return what posts in that workspace; None: it has not let us in.

        Raises:
            StorageError: that is not known now.
        """
        held = await self.installations.find(team)
        return self._team(team, held).messenger if held else None

    async def _start(self) -> None:
        self._session = session = open_session()
        renewer = TokenRenewer(
            self._workspaces, self._credentials, session, api_base=self._api_base, now=self._now
        )
        self._installations = Installations(
            self._workspaces,
            renewer,
            session,
            api_base=self._api_base,
            on_left=self._leave,
            on_back=self._router.come_back,
        )
        try:
            await self._look()
        except StorageError as error:
            if isinstance(error, ForeignInstallationError):
                raise
            raise PlatformUnreachableError(str(error)) from error
        self._behind.append(asyncio.create_task(self._look_now_and_then()))
        if self._listens:
            self._entrance.attendant = self
            self._behind.append(asyncio.create_task(self._take_up()))
        installed = {one.value: n for one, n in self._installations.standings.items() if n}
        log.info("slack_connected", workspaces=installed)

    async def _leave(self, team: str) -> None:
        self._teams.pop(team, None)
        await self._router.leave(team)

    async def _take_up(self) -> None:
        """Go on with what was left unanswered before we came, the workspaces beside each other."""
        came = self._router.clock.now()
        await until_ours(self._may_send)
        left_over: dict[str, list[LeftOver]] = {}
        async for one in self._questions.left_over(asked_before=came):
            team = one[2].accepted.speaker.destination.workspace
            left_over.setdefault(team, []).append(one)
        await asyncio.gather(*(self._take_up_in(*one) for one in left_over.items()))

    async def _take_up_in(self, team: str, left_over: Sequence[LeftOver]) -> None:
        held = None
        try:
            held = await self.installations.find(team)
        except StorageError as error:
            log.warning("questions_not_taken_up", platform="slack", reason=str(error))
        for asked, body, question in left_over:
            if held is None:  # nobody there can be told
                question.leave()
            else:
                await self._team(team, held).listeners.take_up(asked, body, question)

    async def _look(self) -> None:
        await self.installations.look()
        for application in self.installations.applications:
            await self._admit(application)

    async def _look_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(self._look_every_s)
            try:
                await self._look()
            except ForeignInstallationError as error:
                self._lost = error
                self._ended.set()
                return
            except StorageError as error:
                log.warning("slack_workspaces_not_read", reason=str(error))
            except Exception:  # the next look may be better
                log.exception("slack_workspaces_not_read")

    def _team(self, team: str, held: HeldWorkspace) -> Team:
        """Return what acts in a workspace, made anew where it was installed anew."""
        known = self._teams.get(team)
        if known is None or known.held is not held:
            known = self._teams[team] = self._made(team, held)
        return known

    def _made(self, team: str, held: HeldWorkspace) -> Team:
        if self._session is None:
            raise PlatformError("Slack is not connected any more")
        installed, in_flight = held.installed, InFlight(MOST_AT_ONCE)
        workspace = Workspace(
            team=team,
            bot_user=installed.bot_user,
            bot=installed.bot,
            client=held.client,
            session=self._session,
            api_base=self._api_base,
            url=installed.url,
        )
        poster = Poster(held.client, ChannelPacer(), self._may_send)
        poster.on_plain_answer = self._on_plain_answer
        places = PlaceEvents(
            workspace, self._router, lambda at: self.installations.removed(held, at=at)
        )
        commands = Commands(workspace, self._router, poster)
        listeners = Listeners(
            workspace,
            commands,
            Mentions(workspace, self._router, poster, commands.answer_typed),
            places,
            in_flight,
            self._questions,
        )
        messenger = SlackMessenger(
            held.client,
            poster,
            team=team,
            bot_user=installed.bot_user,
            clock=self._router.clock,
            pictures=self._router.pictures,
        )
        if self._listens:
            in_flight.begin(places.catch_up())
        return Team(
            held=held,
            app=listeners.app(),
            listeners=listeners,
            messenger=messenger,
            in_flight=in_flight,
        )


class _ManyMessengers:
    """The `Messenger` that leaves each delivery to that of its workspace."""

    traits = SLACK

    def __init__(self, find: Callable[[str], Awaitable[SlackMessenger | None]]) -> None:
        self._find = find

    async def reserve_slot(self, delivery: Delivery) -> Rejected | None:
        """See the port."""
        found = await self._find(delivery.destination.workspace)
        refused = await found.reserve_slot(delivery) if found else _elsewhere()
        return _of_workspace(refused) if refused else None

    async def send(self, delivery: Delivery) -> Outcome:
        """See the port."""
        found = await self._find(delivery.destination.workspace)
        return _outcome(await found.send(delivery)) if found else _elsewhere()

    async def revise(self, delivery: Delivery) -> Outcome:
        """See the port."""
        found = await self._find(delivery.destination.workspace)
        return _outcome(await found.revise(delivery)) if found else _elsewhere()

    async def find(self, delivery: Delivery) -> Outcome | None:
        """See the port."""
        found = await self._find(delivery.destination.workspace)
        if found is None:
            return _elsewhere()
        outcome = await found.find(delivery)
        return None if outcome is None else _outcome(outcome)

    async def probe(self, destination: Destination) -> Rejected | None:
        """See the port."""
        found = await self._find(destination.workspace)
        refused = await found.probe(destination) if found else _elsewhere()
        return _of_workspace(refused) if refused else None

    def look_around(self, places: Sequence[Destination]) -> Sequence[PlaceStanding]:  # noqa: ARG002  the port's name
        """Of none anything is known without asking, as in each workspace."""
        return ()


def _outcome(outcome: Outcome) -> Outcome:
    return _of_workspace(outcome) if isinstance(outcome, Rejected) else outcome


def _of_workspace(refused: Rejected) -> Rejected:
    """Return it so that a workspace that refuses everything stops no other one."""
    if refused.refusal is Refusal.PLATFORM:
        return replace(refused, refusal=Refusal.DESTINATION)
    return refused


def _elsewhere() -> Rejected:
    return Rejected(refusal=Refusal.DESTINATION, reason=words.NOT_INSTALLED, cause=Cause.LEFT)
