"""The server on 127.0.0.1: Web API, response URLs, sockets, and what goes wrong with them."""

import asyncio
import copy
import itertools
import json
import random
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Self

from aiohttp import web

from fakes.patience import PATIENCE_S
from fakes.slack.faults import Fault
from fakes.slack.oauth import App, NotAuthorizedError, OAuth
from fakes.slack.rate_limits import RateLimits
from fakes.slack.sockets import Sockets
from fakes.slack.web_api import RefusedError, WebApi
from fakes.slack.workspace import Message, Workspace

RESPONSE_URL = "response_url"
"""By this name the faults of response URLs are asked for."""
_APP_TOKEN_METHODS = {"apps.connections.open"}
_OF_ONE_TEAM = {"users.conversations", "usergroups.list", "usergroups.users.list"}
"""What the token of an organisation must name a workspace for.

https://docs.slack.dev/reference/methods/users.conversations
"""


@dataclass
class Typed:
    """Something a person did, and what came of it."""

    envelopes: list[str]
    payload: dict[str, Any]
    answers: list[Message] = field(default_factory=list)
    """What came back through the response URL."""
    source: Message | None = None
    """What was written, or the message whose button was pressed, which an answer may replace."""


class Wire:
    """Everything that goes over the wire."""

    def __init__(self, *, port: int = 0, workspace: Workspace | None = None) -> None:
        self._port = port
        self.workspace = workspace or Workspace()
        self.violations: list[str] = []
        """Everything a client did that the real one would not let pass."""
        self.calls: list[tuple[str, dict[str, Any]]] = []
        """Every call of the Web API, in order."""
        self.rate_limited: list[str] = []
        """Channels that were posted to too fast, once for each time."""
        self.enforces_rate = False
        self.limits = RateLimits()
        """How often each method is let through, where that is enforced."""
        self.takes_s = 0.0
        """How long each call of the Web API takes before anything comes of it."""
        self.answers_after_s = 0.0
        """How long a post that was accepted waits for its answer."""
        self.delays: dict[str, float] = {}
        """How long each call of a method takes, in seconds."""
        self.unheard = 0
        """Posts that were accepted, and whose answer nobody was there any more to hear."""
        self.revoked: str | None = None
        """What every call is refused with, such as token_revoked."""
        self.sockets = Sockets(self._has_changed)
        self.on_message: Callable[[Message], None] = lambda _: None
        self.on_call: Callable[[str], Fault | None] = lambda _: None
        """Is told of each call, and of each answer at a response URL, and may let it go wrong."""
        self._api = WebApi(self.workspace, self.violations)
        self._apis = {self.workspace.team: self._api}
        """What answers for each team."""
        self.is_org_wide = False
        """Whether the app is installed in a whole organisation, and says so."""
        self.app = App()
        self.oauth = OAuth(self.app, self.violations)
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._chance: tuple[float, random.Random, tuple[Fault, ...]] | None = None
        self.failed = 0
        """How many posts chance let go wrong."""
        self._changed = asyncio.Condition()
        self._accepted: dict[str, float] = {}
        self._responses: dict[str, tuple[Typed, int]] = {}
        self._read: dict[str, int] = defaultdict(int)
        self._closing = asyncio.Event()
        self._number = itertools.count(1)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._serve)
        app.router.add_get("/oauth/v2/authorize", self.oauth.ask)
        app.router.add_get("/link/", self.sockets.connect)
        app.router.add_post("/commands/{url}", self._respond)
        app.router.add_post("/upload/{file}", self._upload)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self._api.open_socket_address = lambda: (
            f"ws://127.0.0.1:{self._port}/link/?ticket={self.sockets.ticket()}&app_id=fake"
        )
        self._api.upload_base = f"http://127.0.0.1:{self._port}/upload/"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing.set()
        await self.sockets.close()
        await self._runner.cleanup()

    @property
    def api_base(self) -> str:
        """What SLACK_API_BASE is set to."""
        return f"http://127.0.0.1:{self._port}/api/"

    @property
    def settings(self) -> dict[str, str]:
        """With what the program is run to be here."""
        return {
            "SLACK_BOT_TOKEN": self.workspace.bot_token,
            "SLACK_APP_TOKEN": self.workspace.app_token,
            "SLACK_API_BASE": self.api_base,
        }

    # ------------------------------------------------------------ teams

    def add_team(self, number: int, *, enterprise: str = "") -> Workspace:
        """Return a further team of this Slack, in which our app is not installed yet."""
        team = Workspace(self.workspace._now, number=number, enterprise=enterprise)
        team.scopes = self.workspace.scopes
        api = self._apis[team.team] = WebApi(team, self.violations)
        api.teams = lambda: [
            one.workspace.team
            for one in self._apis.values()
            if one.workspace.enterprise == enterprise
        ]
        return team

    def at(self, team: Workspace) -> Self:
        """Return this Slack with *team* in the place of the first one: people act there."""
        there = copy.copy(self)
        there.workspace, there._api = team, self._apis[team.team]
        return there

    # ------------------------------------------------------------ the wire

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.calls.append((method, arguments))
        fault = self._next_fault(method) if method == "oauth.v2.access" else None
        if method == "oauth.v2.access":
            return await self._grant(request, arguments, fault)
        await asyncio.sleep(self.takes_s)
        header = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = str(arguments.pop("token", "") or header)
        if method == "auth.test" and token == self.workspace.app_token:
            # Slack says which app an app-level token is of, and nothing of any workspace.
            return web.json_response({"ok": True, "app_name": "Violet", "app_id": "A0VIOLET01"})
        refusal = self._refusal(method, token)
        if refusal:
            return web.json_response({"ok": False, "error": refusal})
        if method == "auth.revoke":
            self.oauth.revoke(token)
            return web.json_response({"ok": True, "revoked": True})
        api = self._api_of(token, arguments)
        fault = self._next_fault(method)
        if fault and not fault.is_accepted:
            return await self._fail(request, fault)
        if method in self.delays:
            await asyncio.sleep(self.delays[method])
        channel = str(arguments.get("channel", ""))
        if wait_s := self.limits.wait_s(method, channel):
            return await self._fail(request, Fault.rate_limited(ceil(wait_s)))
        if method == "chat.postMessage" and self._is_too_fast(channel):
            self.rate_limited.append(channel)
            return await self._fail(request, Fault.rate_limited(1))
        if self._lacks_team(token, method, arguments):
            return web.json_response({"ok": False, "error": "missing_argument"})
        answer = self._answer(api, method, arguments)
        if answer["ok"] and method == "chat.postMessage":
            self._accepted[channel] = time.monotonic()
            self.on_message(api.workspace.channels[channel].messages[-1])
            await self._has_changed()
            await asyncio.sleep(self.answers_after_s)
            self.unheard += request.transport is None or request.transport.is_closing()
        await self._has_changed()
        return await self._fail(request, fault) if fault else web.json_response(answer)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        """Take a file; its address is all that opens it, so a token with it is a leak."""
        self.calls.append(("upload", {}))
        if "Authorization" in request.headers:
            self.violations.append("upload: a token was sent along")
        fault = self._next_fault("upload")
        if fault and not fault.is_accepted:
            return await self._fail(request, fault)
        status = self._api.upload(request.match_info["file"], await request.read())
        return await self._fail(request, fault) if fault else web.Response(status=status)

    async def _grant(
        self, request: web.Request, arguments: dict[str, Any], fault: Fault | None
    ) -> web.StreamResponse:
        """Give tokens for a code, or new ones for a refresh token."""
        if fault and not fault.is_accepted:
            return await self._fail(request, fault)
        try:
            granted = self.oauth.access(request.headers.get("Authorization", ""), arguments)
        except NotAuthorizedError as refused:
            granted = {"ok": False, "error": str(refused)}
        await asyncio.sleep(self.answers_after_s)
        await self._has_changed()
        return await self._fail(request, fault) if fault else web.json_response(granted)

    def _api_of(self, token: str, arguments: dict[str, Any]) -> WebApi:
        """Return what answers: that of the token's team, or in an organisation that named.

        What names neither a channel nor a team is answered for the first one.
        """
        channel, team = str(arguments.get("channel", "")), str(arguments.get("team_id", ""))
        issued = self.oauth.issued.get(token)
        if issued is None:
            return self._apis[self.workspace.team]
        if issued.team:
            return self._apis[issued.team]
        within = [a for a in self._apis.values() if a.workspace.enterprise == issued.enterprise]
        named = (
            one for one in within if team == one.workspace.team or channel in one.workspace.channels
        )
        return next(named, within[0])

    def _lacks_team(self, token: str, method: str, arguments: dict[str, Any]) -> bool:
        """Whether it is not said which workspace of an organisation is meant."""
        issued = self.oauth.issued.get(token)
        if issued is None or issued.team or method not in _OF_ONE_TEAM or arguments.get("team_id"):
            return False
        self.violations.append(f"{method}: missing_argument: team_id")
        return True

    def _answer(self, api: WebApi, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        try:
            return api.call(method, arguments)
        except RefusedError as refused:
            return {"ok": False, "error": refused.error}

    def _refusal(self, method: str, token: str) -> str | None:
        home = self.workspace
        if not token:
            return "not_authed"
        if issued := self.oauth.issued.get(token):
            return issued.refusal(self.oauth.now())
        wanted = home.app_token if method in _APP_TOKEN_METHODS else home.bot_token
        if token in {home.app_token, home.bot_token} and token != wanted:
            return "not_allowed_token_type"
        return "invalid_auth" if token != wanted else self.revoked

    def _is_too_fast(self, channel: str) -> bool:
        passed_s = time.monotonic() - self._accepted.get(channel, 0.0)
        return self.enforces_rate and passed_s < 1.0

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        await self._has_changed()
        if fault.hangs:
            await self._closing.wait()
        if fault.resets and request.transport is not None:
            request.transport.abort()
        headers = {"Retry-After": str(fault.retry_after_s)} if fault.retry_after_s else {}
        if fault.location:
            headers["Location"] = fault.location
        if fault.body is not None:
            return web.Response(status=fault.status, text=fault.body, headers=headers)
        body = {"ok": False, "error": fault.error}
        return web.json_response(body, status=fault.status, headers=headers)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        url = request.match_info["url"]
        await asyncio.sleep(self.takes_s)
        fault = self._next_fault(RESPONSE_URL)
        if fault and not fault.is_accepted:
            return await self._fail(request, fault)
        told = await self._take_response(url, request)
        return await self._fail(request, fault) if fault else told

    async def _take_response(self, url: str, request: web.Request) -> web.StreamResponse:
        if url not in self._responses or self._responses[url][1] == 0:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        typed, left = self._responses[url]
        self._responses[url] = typed, left - 1
        said = await request.json()
        team = typed.payload.get("team_id") or typed.payload["team"]["id"]
        try:
            message = self._apis[team].message(typed.payload["channel_id"], said, response=True)
        except RefusedError as refused:
            return web.json_response({"ok": False, "error": refused.error}, status=400)
        if said.get("replace_original"):
            return await self._replace(typed, message)
        if message.arguments.get("response_type") != "in_channel":
            message.only_for = typed.payload["user_id"]
        typed.answers.append(message)
        self.on_message(message)
        await self._has_changed()
        return web.Response(text="ok")

    async def _replace(self, typed: Typed, message: Message) -> web.StreamResponse:
        """Put an answer in the place of the message with the button; whoever sees it stays so."""
        source = typed.source
        if source is None or "response_type" in message.arguments:
            self.violations.append("an answer replaces no message of a button's, or not as it was")
            return web.json_response({"ok": False, "error": "no_original"}, status=400)
        source.text, source.blocks = message.text, message.blocks
        source.replaced += 1
        typed.answers.append(source)
        await self._has_changed()
        return web.Response(text="ok")

    async def _has_changed(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    # ------------------------------------------------------------ switches

    def fail_next(self, *faults: Fault, method: str = "chat.postMessage") -> None:
        """Let the next calls of *method* go wrong, one after another."""
        self._faults[method].extend(faults)

    def fail_at_random(self, share: float, seed: int, *faults: Fault) -> None:
        """Let that *share* of posts go wrong in one of these ways."""
        self._chance = (share, random.Random(seed), faults)  # noqa: S311  a test's chance

    def _next_fault(self, method: str) -> Fault | None:
        if fault := self.on_call(method):
            return fault
        if self._faults[method]:
            return self._faults[method].popleft()
        if self._chance is not None and method == "chat.postMessage":
            share, chance, faults = self._chance
            if chance.random() < share:
                self.failed += 1
                return chance.choice(faults)
        return None

    async def until(self, is_so: Callable[[], bool], *, within_s: float = PATIENCE_S) -> None:
        """Wait for something to become true of the server."""
        async with asyncio.timeout(within_s), self._changed:
            await self._changed.wait_for(is_so)

    def _next(self) -> int:
        return next(self._number)


async def _arguments(request: web.Request) -> dict[str, Any]:
    """The arguments, from wherever the client put them."""
    arguments: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        text = await request.text()
        arguments |= json.loads(text) if text else {}
    elif request.can_read_body:
        arguments |= dict(await request.post())
    return arguments
