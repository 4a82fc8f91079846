"""The fake's REST interface, version 10: strict about what comes in, exact about what goes out."""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from fakes.discord import attachments, openapi
from fakes.discord.callbacks import Callbacks
from fakes.discord.events import Events
from fakes.discord.limits import command_faults, message_faults
from fakes.discord.messages import Messages
from fakes.discord.refusals import RefusedError, invalid, limited
from fakes.discord.threads import Threads

if TYPE_CHECKING:
    from fakes.discord.server import FakeDiscord

Body = dict[str, Any]
Handler = Callable[..., Awaitable[Any]]

PREFIX = "/api/v10"


@dataclass(frozen=True)
class Request:
    """One request as it came in."""

    method: str
    path: str
    body: Any
    query: dict[str, str]
    files: dict[str, attachments.SentFile] = field(default_factory=dict)


class Rest:
    def __init__(self, server: "FakeDiscord") -> None:
        self._server = server
        messages, callbacks, events = Messages(server), Callbacks(server), Events(server)
        self.messages, following = messages, server.following
        table: list[tuple[str, str, Handler]] = [
            ("GET", "/gateway", self._gateway),
            ("GET", "/gateway/bot", self._gateway_bot),
            ("GET", "/users/@me", self._me),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", "/applications/@me", self._application),
            ("GET", "/applications/{app}/commands", self._commands),
            ("PUT", "/applications/{app}/commands", self._put_commands),
            ("POST", "/applications/{app}/commands", self._post_command),
            ("GET", "/applications/{app}/guilds/{guild}/commands", self._guild_commands),
            ("PUT", "/applications/{app}/guilds/{guild}/commands", self._put_guild_commands),
            ("POST", "/users/@me/channels", self._direct_channel),
            ("GET", "/channels/{channel}", messages.channel),
            ("GET", "/channels/{channel}/messages", messages.history),
            ("POST", "/channels/{channel}/messages", messages.create),
            ("GET", "/channels/{channel}/messages/{message}", messages.one),
            ("PATCH", "/channels/{channel}/messages/{message}", messages.edit),
            ("DELETE", "/channels/{channel}/messages/{message}", messages.delete),
            ("GET", "/guilds/{guild}/scheduled-events", events.every),
            ("POST", "/guilds/{guild}/scheduled-events", events.create),
            ("PATCH", "/guilds/{guild}/scheduled-events/{event}", events.edit),
            ("DELETE", "/guilds/{guild}/scheduled-events/{event}", events.delete),
            ("POST", "/channels/{channel}/messages/{message}/crosspost", following.crosspost),
            ("DELETE", "/channels/{channel}", following.delete_channel),
            ("POST", "/channels/{channel}/followers", following.follow),
            ("GET", "/channels/{channel}/webhooks", following.channel_webhooks),
            ("DELETE", "/webhooks/{webhook}", following.delete_webhook),
            ("GET", "/guilds/{guild}/channels", following.guild_channels),
            ("POST", "/guilds/{guild}/channels", following.create_channel),
            ("POST", "/interactions/{interaction}/{token}/callback", callbacks.callback),
            ("POST", "/webhooks/{app}/{token}", callbacks.follow_up),
            ("GET", "/webhooks/{app}/{token}/messages/@original", callbacks.original),
            ("PATCH", "/webhooks/{app}/{token}/messages/@original", callbacks.edit_original),
            ("DELETE", "/webhooks/{app}/{token}/messages/@original", callbacks.delete_original),
        ]
        threads = self.threads = Threads(server)
        table += [
            ("POST", "/channels/{channel}/threads", threads.create),
            ("GET", "/channels/{channel}/threads/archived/public", threads.archived),
            ("PATCH", "/channels/{channel}", threads.edit),
            ("GET", "/guilds/{guild}/threads/active", threads.active),
        ]
        self._table = [
            (method, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), handler)
            for method, path, handler in table
        ]

    async def serve(self, http: web.Request) -> web.StreamResponse:
        """Answer one request, which is on its way for half of the latency, as its answer is."""
        await self._server.faults.travel()
        body, files = await attachments.read_body(http)
        path = http.path.removeprefix(PREFIX)
        request = Request(http.method, path, body, dict(http.query), files)
        self._server.requests.append(request)
        try:
            if self._server.on_request is not None:
                self._server.on_request(request)
            answer, headers = await self._answer(request, http)
        except RefusedError as refused:
            if refused.closes and http.transport is not None:
                http.transport.abort()
            answer, headers = None, {}
            response = _response(refused.status, refused.body(), refused.headers)
        else:
            response = _response(204 if answer is None else 200, answer, headers)
        await self._server.notify()
        await self._server.faults.travel()
        return response

    async def _answer(self, request: Request, http: web.Request) -> tuple[Any, dict[str, str]]:
        by_token = re.match(r"/interactions/|/webhooks/[^/]+/.", request.path) is not None
        if not by_token:
            if http.headers.get("Authorization") != f"Bot {self._server.token}":
                raise RefusedError(401, 0, "401: Unauthorized")
            wait_s = self._server.limits.global_wait_s()
            if wait_s:
                raise limited(wait_s, scope="global")
        if request.body is not None and not attachments.is_readable(http):
            raise self.wrong(request, ["the body is not sent as application/json"])
        validator = openapi.validator()
        faults = (
            validator.faults(request.method, request.path, request.body)
            if validator is not None and not request.path.startswith("/oauth2/applications")
            else []
        )
        faults += attachments.file_faults(request.body, request.files)
        if faults:
            raise self.wrong(request, faults)
        attachments.kept(request.body, request.files)
        for method, pattern, handler in self._table:
            match = pattern.fullmatch(request.path)
            if method == request.method and match:
                found = await handler(request, **match.groupdict())
                return found if isinstance(found, tuple) else (found, {})
        self._server.violation(f"{request.method} {request.path} is not played by this fake")
        raise RefusedError(404, 0, "404: Not Found")

    def wrong(self, request: Request, faults: list[str]) -> RefusedError:
        """Remember what was wrong with a request, and return how it is refused."""
        for fault in faults:
            self._server.violation(f"{request.method} {request.path}: {fault}")
        return invalid(faults)

    async def _gateway(self, _request: Request) -> Body:
        return {"url": self._server.gateway_url}

    async def _gateway_bot(self, _request: Request) -> Body:
        limit = {"total": 1000, "remaining": 999, "reset_after": 14400000, "max_concurrency": 16}
        return {
            "url": self._server.gateway_url,
            "shards": self._server.shards,
            "session_start_limit": limit,
        }

    async def _me(self, _request: Request) -> Body:
        return self._server.bot.payload() | {"verified": True, "mfa_enabled": False}

    async def _application(self, _request: Request) -> Body:
        return {
            "id": self._server.application_id,
            "name": self._server.bot.username,
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "flags": 0,
            "owner": self._server.person("owner").payload(),
            "team": None,
            "rpc_origins": [],
        }

    async def _commands(self, request: Request, app: str) -> list[Body]:
        """Without their other languages, unless those are asked for."""
        self._own(app)
        if request.query.get("with_localizations") == "true":
            return self._server.commands
        return [_in_one_language(one) for one in self._server.commands]

    async def _put_commands(self, request: Request, app: str) -> list[Body]:
        self._own(app)
        self._server.commands = self._registered(request)
        return self._server.commands

    async def _post_command(self, request: Request, app: str) -> Body:
        self._own(app)
        one = self._registered(Request("POST", request.path, [request.body], {}))[0]
        others = [old for old in self._server.commands if old["name"] != one["name"]]
        self._server.commands = [*others, one]
        return one

    async def _guild_commands(self, _request: Request, app: str, guild: str) -> list[Body]:
        self._own(app)
        return self._server.guild_commands.get(guild, [])

    async def _put_guild_commands(self, request: Request, app: str, guild: str) -> list[Body]:
        self._own(app)
        self._server.guild_commands[guild] = self._registered(request)
        return self._server.guild_commands[guild]

    def _own(self, app: str) -> None:
        if app != self._server.application_id:
            raise RefusedError(404, 10002, "Unknown Application")

    def _registered(self, request: Request) -> list[Body]:
        """Return the commands as Discord gives them back: with ids, and its own defaults."""
        faults = command_faults(request.body)
        if faults:
            raise self.wrong(request, faults)
        ids = {one["name"]: one["id"] for one in self._server.commands}
        self._count_created([one for one in request.body if one["name"] not in ids])
        return [self._as_held(one, ids.get(one["name"])) for one in request.body]

    def _count_created(self, new: list[Body]) -> None:
        """Count what is new; all of it is refused where it is more than Discord takes in a day.

        https://docs.discord.com/developers/interactions/application-commands#registering-a-command
        """
        window, now = self._server.limits.command_creates, self._server.clock.now()
        if any(window.wait_s(now) for _ in new):
            what = (
                f"Max number of daily application command creates has been reached ({window.most})"
            )
            raise RefusedError(400, 30034, what)

    def _as_held(self, command: Body, id_: str | None) -> Body:
        allowed = command.get("default_member_permissions")
        contexts = command.get("contexts")
        return {
            "id": id_ or self._server.ids.make(),
            "application_id": self._server.application_id,
            "version": self._server.ids.make(),
            "default_member_permissions": None if allowed is None else str(allowed),
            "type": command.get("type", 1),
            "name": command["name"],
            "name_localizations": command.get("name_localizations") or None,
            "description": command.get("description", ""),
            "description_localizations": command.get("description_localizations") or None,
            "dm_permission": contexts is None or 1 in contexts,
            "contexts": contexts,
            "integration_types": command.get("integration_types") or [0, 1],
            "nsfw": command.get("nsfw", False),
            "options": [_as_held_option(one) for one in command.get("options") or []],
        }

    async def _direct_channel(self, request: Request) -> Body:
        user = self._server.users.get(str(request.body.get("recipient_id")))
        if user is None:
            raise RefusedError(400, 50033, "Invalid Recipient(s)")
        return self._server.direct(user).payload()

    def check_message(self, request: Request, body: Body) -> None:
        """Refuse a message that Discord would refuse, wherever in the request it stands."""
        faults = message_faults(body)
        if faults:
            raise self.wrong(request, faults)


def _in_one_language(described: Body) -> Body:
    kept = {key: value for key, value in described.items() if not key.endswith("_localizations")}
    if "options" in kept:
        kept["options"] = [_in_one_language(one) for one in kept["options"]]
    return kept


def _as_held_option(option: Body) -> Body:
    """Leave out what is not so, as Discord does."""
    kept = {key: value for key, value in option.items() if value not in (None, False, [], {})}
    if "options" in kept:
        kept["options"] = [_as_held_option(one) for one in kept["options"]]
    return kept


def _response(status: int, answer: Any, headers: dict[str, str]) -> web.Response:
    """Return the answer; discord.py reads JSON only where the type has no suffix at all."""
    if status == 204:
        return web.Response(status=204, headers={"Via": "1.1 fake"})
    named = {"Content-Type": "application/json", "Via": "1.1 fake", **headers}
    kept = {name: value for name, value in named.items() if value}
    return web.Response(status=status, body=json.dumps(answer).encode(), headers=kept)
