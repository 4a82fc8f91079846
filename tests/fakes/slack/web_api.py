"""The Web API's methods, over the state of a workspace."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

from fakes.slack.checking import fault_in_message, fault_in_view
from fakes.slack.workspace import (
    CHANNEL_ID,
    USER_ID,
    Channel,
    Message,
    StoredFile,
    Workspace,
)


class RefusedError(Exception):
    """Slack says no; the first word of the text is its error."""

    @property
    def error(self) -> str:
        return str(self).partition(":")[0]


Arguments = Mapping[str, Any]

_SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.open": "im:write",
    "conversations.join": "channels:join",
    "users.info": "users:read",
    "bots.info": "users:read",
    "users.conversations": "groups:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "usergroups.list": "usergroups:read",
    "usergroups.users.list": "usergroups:read",
}
_SCOPES_BY_KIND = {
    "conversations.info": "read",
    "conversations.history": "history",
    "conversations.replies": "history",
}
_KINDS = {"C": "channels", "G": "groups", "D": "im"}


def scope_of(method: str, arguments: Arguments) -> str | None:
    """The scope that Slack wants for a call; None where any token will do."""
    if method in _SCOPES_BY_KIND:
        kind = _KINDS.get(str(arguments.get("channel", ""))[:1], "channels")
        return f"{kind}:{_SCOPES_BY_KIND[method]}"
    return _SCOPES.get(method)


class WebApi:
    """Answers a method with a JSON object, or raises RefusedError."""

    def __init__(self, workspace: Workspace, violations: list[str]) -> None:
        self.workspace = workspace
        self.violations = violations
        self.open_socket_address = lambda: ""
        self.upload_base = ""
        self.teams: Callable[[], list[str]] = lambda: [self.workspace.team]
        """Those of its organisation."""
        self.triggers: set[str] = set()
        """Those that were given out; one that was used is gone."""
        self.views: dict[str, dict[str, Any]] = {}
        """Forms as people see them, by id."""
        self.homes: dict[str, dict[str, Any]] = {}
        """What each person sees in the app's home."""
        self.has_home = True
        """Whether the app's settings turn its home tab on."""
        self._opened = 0
        self._hashes = 0
        self._methods = {
            "auth.test": self._auth_test,
            "auth.teams.list": self._teams,
            "bots.info": self._bots_info,
            "apps.connections.open": self._connections_open,
            "chat.postMessage": self._post_message,
            "chat.update": self._update,
            "chat.getPermalink": self._permalink,
            "chat.postEphemeral": self._post_ephemeral,
            "conversations.open": self._open,
            "conversations.info": self._info,
            "conversations.join": self._join,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "users.info": self._users_info,
            "users.conversations": self._users_conversations,
            "usergroups.list": self._usergroups,
            "usergroups.users.list": self._usergroup_members,
            "files.getUploadURLExternal": self._begin_upload,
            "files.completeUploadExternal": self._complete_upload,
            "views.open": self._open_view,
            "views.update": self._update_view,
            "views.publish": self._publish_view,
        }

    def call(self, method: str, arguments: Arguments) -> dict[str, Any]:
        """Do it."""
        if method not in self._methods:
            self.violations.append(f"{method}: no such method")
            raise RefusedError("unknown_method")
        if not self.workspace.is_installed:
            raise RefusedError("account_inactive")
        scope, granted = scope_of(method, arguments), self.workspace.scopes
        if scope and granted is not None and scope not in granted:
            self.refuse(method, f"missing_scope: {scope}")
        return {"ok": True, **self._methods[method](arguments)}

    def _auth_test(self, _: Arguments) -> dict[str, Any]:
        home = self.workspace
        return {
            "url": "https://violet-fans.slack.com/",
            "team": "Violet fans",
            "user": "violet",
            "team_id": home.team,
            "user_id": home.bot_user,
            "bot_id": home.bot,
            "is_enterprise_install": False,
        }

    def _teams(self, _: Arguments) -> dict[str, Any]:
        """Return the one page of teams that an organisation let the app into."""
        teams = [{"id": team, "name": team} for team in self.teams()]
        return {"teams": teams, "response_metadata": {"next_cursor": ""}}

    def _bots_info(self, arguments: Arguments) -> dict[str, Any]:
        home = self.workspace
        if arguments.get("bot") != home.bot:
            raise RefusedError("bot_not_found")
        bot = {"id": home.bot, "app_id": home.app, "user_id": home.bot_user, "name": "violet"}
        return {"bot": {**bot, "deleted": False, "updated": 1_449_272_004}}

    def _connections_open(self, _: Arguments) -> dict[str, Any]:
        return {"url": self.open_socket_address()}

    def _users_info(self, arguments: Arguments) -> dict[str, Any]:
        user = str(arguments.get("user", ""))
        if not USER_ID.fullmatch(user):
            self.violations.append(f"users.info: {user!r} is no user id")
        if user not in self.workspace.users:
            raise RefusedError("user_not_found")
        return {"user": {"id": user, **self.workspace.users[user]}}

    def _usergroups(self, arguments: Arguments) -> dict[str, Any]:
        with_disabled = str(arguments.get("include_disabled", "0")) in {"1", "true", "True"}
        return {
            "usergroups": [
                {"id": one.id, "handle": one.handle, "date_delete": int(one.is_disabled)}
                for one in self.workspace.groups.values()
                if with_disabled or not one.is_disabled
            ]
        }

    def _usergroup_members(self, arguments: Arguments) -> dict[str, Any]:
        group = self.workspace.groups.get(str(arguments.get("usergroup", "")))
        if group is None or group.is_disabled:
            raise RefusedError("no_such_subteam")
        return {"users": sorted(group.users)}

    def _users_conversations(self, arguments: Arguments) -> dict[str, Any]:
        """Private channels are those alone in which the bot is too."""
        user, types = str(arguments.get("user", "")), str(arguments.get("types", ""))
        if types != "private_channel":
            self.violations.append(f"users.conversations: {types!r} is not served here")
        mine = [
            one.id
            for one in self.workspace.channels.values()
            if one.is_private and {user, self.workspace.bot_user} <= one.members
        ]
        begin = int(arguments.get("cursor") or 0)
        end = begin + min(int(arguments.get("limit", 100)), self.workspace.channels_a_page)
        more = str(end) if end < len(mine) else ""
        return {
            "channels": [{"id": one} for one in mine[begin:end]],
            "response_metadata": {"next_cursor": more},
        }

    # ------------------------------------------------------------ conversations

    def _channel(self, arguments: Arguments, *, member: bool = False) -> Channel:
        """The channel meant, as far as the bot may see it."""
        id_ = str(arguments.get("channel", ""))
        if not CHANNEL_ID.fullmatch(id_):
            self.violations.append(f"{id_!r} is no channel id")
        channel = self.workspace.channels.get(id_)
        inside = channel is not None and self.workspace.bot_user in channel.members
        if channel is None or channel.is_gone or (channel.is_private and not inside):
            raise RefusedError("channel_not_found")
        if member and not inside:
            raise RefusedError("not_in_channel")
        return channel

    def _open(self, arguments: Arguments) -> dict[str, Any]:
        user = str(arguments.get("users", ""))
        if user not in self.workspace.users:
            raise RefusedError("user_not_found")
        return {"channel": {"id": self.workspace.im(user).id}}

    def _info(self, arguments: Arguments) -> dict[str, Any]:
        channel = self._channel(arguments)
        restricted = {"type": ["admin"], "user": sorted(channel.may_post)}
        properties = {"posting_restricted_to": restricted} if channel.is_read_only else {}
        return {
            "channel": {
                "id": channel.id,
                "name": channel.name,
                "is_im": channel.im_with is not None,
                **({"user": channel.im_with} if channel.im_with else {}),
                "creator": channel.creator,
                "is_private": channel.is_private,
                "is_archived": channel.is_archived,
                "is_member": self.workspace.bot_user in channel.members,
                "is_thread_only": channel.is_thread_only,
                "properties": properties,
            }
        }

    def _join(self, arguments: Arguments) -> dict[str, Any]:
        channel = self._channel(arguments)
        if channel.is_archived:
            raise RefusedError("is_archived")
        if channel.is_private or channel.im_with:
            raise RefusedError("method_not_supported_for_channel_type")
        channel.members.add(self.workspace.bot_user)
        return {"channel": {"id": channel.id}}

    def _history(self, arguments: Arguments) -> dict[str, Any]:
        channel = self._channel(arguments, member=True)
        top = [m for m in channel.messages if m.thread_ts in {None, m.ts} or m.is_broadcast]
        return self._page([m for m in reversed(top) if not m.only_for], arguments)

    def _replies(self, arguments: Arguments) -> dict[str, Any]:
        channel, ts = self._channel(arguments, member=True), arguments.get("ts")
        thread = [m for m in channel.messages if ts in {m.ts, m.thread_ts} and not m.only_for]
        if not any(m.ts == ts for m in thread):
            raise RefusedError("thread_not_found")
        return self._page(thread, arguments)

    def _page(self, messages: list[Message], arguments: Arguments) -> dict[str, Any]:
        oldest, limit = float(arguments.get("oldest", 0)), int(arguments.get("limit", 100))
        start = int(arguments.get("cursor") or 0)
        found = [m for m in messages if float(m.ts) > oldest]
        more = len(found) > start + limit
        with_metadata = str(arguments.get("include_all_metadata", "")).lower() in {"1", "true"}
        return {
            "messages": [
                m.to_json(with_metadata=with_metadata) for m in found[start : start + limit]
            ],
            "has_more": more,
            "response_metadata": {"next_cursor": str(start + limit) if more else ""},
        }

    # ------------------------------------------------------------ files

    def _begin_upload(self, arguments: Arguments) -> dict[str, Any]:
        """https://docs.slack.dev/reference/methods/files.getUploadURLExternal."""
        name, length = str(arguments.get("filename", "")), str(arguments.get("length", ""))
        if not name or not length.isdigit() or int(length) < 1:
            self.refuse("files.getUploadURLExternal", "invalid_arguments: filename and length")
        alt = str(arguments.get("alt_txt", ""))
        if len(alt) > 1000:
            self.refuse("files.getUploadURLExternal", "invalid_arguments: alt_txt")
        id_ = f"F0FILE{len(self.workspace.files):04}"
        self.workspace.files[id_] = StoredFile(
            id_, name, int(length), alt, refused_first=self.workspace.files_refused_first
        )
        return {"upload_url": f"{self.upload_base}{id_}", "file_id": id_}

    def upload(self, id_: str, data: bytes) -> int:
        """Take the bytes of a file; return the HTTP status of the answer."""
        file = self.workspace.files.get(id_)
        if file is None or file.data:
            self.violations.append(f"upload: {id_} awaits nothing")
            return 404
        if len(data) != file.length:
            self.violations.append(f"upload: {len(data)} bytes, and not {file.length}")
            return 400
        file.data = data
        return 200

    def _complete_upload(self, arguments: Arguments) -> dict[str, Any]:
        """https://docs.slack.dev/reference/methods/files.completeUploadExternal."""
        given = _decoded(arguments.get("files"))
        if not isinstance(given, list) or not given:
            self.refuse("files.completeUploadExternal", "invalid_arguments: files")
        for one in given:
            file = self.workspace.files.get(one.get("id"))
            if file is None or not file.data:
                self.refuse("files.completeUploadExternal", "file_not_found")
            file.title = one.get("title") or file.name
        return {"files": [{"id": one["id"], "title": one.get("title")} for one in given]}

    def _show_files(self, blocks: list[dict[str, Any]]) -> None:
        """Refuse a message that shows no file of the bot's, or none that can be shown yet."""
        for block in blocks:
            if block["type"] != "image" or "slack_file" not in block:
                continue
            file = self.workspace.files.get(block["slack_file"].get("id"))
            if file is None or file.title is None:
                self.refuse("message", "invalid_blocks: invalid slack file")
            if file.refused_first:
                file.refused_first -= 1
                raise RefusedError("invalid_blocks: invalid slack file")

    # ------------------------------------------------------------ messages

    def _post_message(self, arguments: Arguments) -> dict[str, Any]:
        channel = self._channel(arguments, member=True)
        if channel.is_archived:
            raise RefusedError("is_archived")
        if channel.is_read_only and self.workspace.bot_user not in channel.may_post:
            raise RefusedError("restricted_action_read_only_channel")
        if channel.is_thread_only and not arguments.get("thread_ts"):
            raise RefusedError("restricted_action_thread_only_channel")
        message = self.message(channel.id, arguments)
        thread = message.thread_ts
        if thread and not any(m.ts == thread for m in channel.messages):
            raise RefusedError("thread_not_found")
        channel.messages.append(message)
        return {"channel": channel.id, "ts": message.ts, "message": {"text": message.text}}

    def _permalink(self, arguments: Arguments) -> dict[str, Any]:
        channel, ts = self._channel(arguments), str(arguments.get("message_ts"))
        if not any(one.ts == ts for one in channel.messages):
            raise RefusedError("message_not_found")
        page = f"https://violet-fans.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
        return {"channel": channel.id, "permalink": page}

    def _post_ephemeral(self, arguments: Arguments) -> dict[str, Any]:
        channel = self._channel(arguments, member=True)
        told = {name: value for name, value in arguments.items() if name != "user"}
        message = self.message(channel.id, told)
        message.only_for = str(arguments.get("user", ""))
        if message.only_for not in channel.members:
            raise RefusedError("user_not_in_channel")
        channel.messages.append(message)
        return {"message_ts": message.ts}

    def _update(self, arguments: Arguments) -> dict[str, Any]:
        channel, ts = self._channel(arguments, member=True), arguments.get("ts")
        old = next((m for m in channel.messages if m.ts == ts), None)
        if old is None:
            raise RefusedError("message_not_found")
        if old.user != self.workspace.bot_user:
            raise RefusedError("cant_update_message")
        told = {name: value for name, value in arguments.items() if name != "ts"}
        if len(str(told.get("text", ""))) > 4000:
            self.refuse("chat.update", "msg_too_long: text")
        new = self.message(channel.id, told)
        old.text, old.blocks, old.arguments = new.text, new.blocks, new.arguments
        old.metadata = new.metadata or old.metadata
        return {"channel": channel.id, "ts": old.ts, "text": old.text}

    def _view(self, arguments: Arguments) -> dict[str, Any]:
        view = _decoded(arguments.get("view"))
        if not isinstance(view, dict) or view.get("type") not in {"modal", "home"}:
            self.refuse("views", "invalid_arguments: view")
        if len(view.get("blocks", [])) > 100:
            self.refuse("views", "invalid_blocks: more than 100")
        if fault := fault_in_view(view):
            self.refuse("views", fault)
        return {"view": view}

    def _open_view(self, arguments: Arguments) -> dict[str, Any]:
        """Show a form: a trigger is good once.

        Also for three seconds alone, which a busy machine may take for anything: that one is too
        late is a fault that a test asks for.
        """
        trigger = str(arguments.get("trigger_id", ""))
        if trigger not in self.triggers:
            self.refuse("views.open", "exchanged_trigger_id")
        view = self._view(arguments)["view"]
        self.triggers.discard(trigger)
        self._opened += 1
        id_ = f"V0VIEW{self._opened:04}"
        if view["type"] != "modal":
            self.refuse("views.open", "invalid_arguments: only a modal is opened")
        self.views[id_] = view | {"id": id_, "state": {"values": {}}, "hash": self._hash()}
        return {"view": self.views[id_]}

    def _hash(self) -> str:
        self._hashes += 1
        return f"{self._hashes}.fake"

    def _update_view(self, arguments: Arguments) -> dict[str, Any]:
        id_ = str(arguments.get("view_id", ""))
        if id_ not in self.views:
            raise RefusedError("not_found")
        self._check_hash(arguments, self.views[id_])
        view = self._view(arguments)["view"]
        for name, was, is_now in _refilled(self.views[id_], view):
            # https://docs.slack.dev/reference/methods/views.update: what was in it stays.
            self.violations.append(f"views.update: {name} still shows {was}, not {is_now}")
        self.views[id_] = view | {"id": id_, "state": {"values": {}}, "hash": self._hash()}
        return {"view": self.views[id_]}

    def _publish_view(self, arguments: Arguments) -> dict[str, Any]:
        """Show somebody their home, where the app has one."""
        user = str(arguments.get("user_id", ""))
        if not USER_ID.fullmatch(user):
            self.refuse("views.publish", "invalid_arguments: user_id")
        if not self.has_home:
            raise RefusedError("not_enabled")
        view = self._view(arguments)["view"]
        if view["type"] != "home":
            self.refuse("views.publish", "invalid_arguments: only a home is published")
        if user in self.homes:
            self._check_hash(arguments, self.homes[user])
        self.homes[user] = view | {"id": f"V0HOME{user[1:]}", "hash": self._hash()}
        return {"view": self.homes[user]}

    @staticmethod
    def _check_hash(arguments: Arguments, shown: dict[str, Any]) -> None:
        given = arguments.get("hash")
        if given is not None and given != shown["hash"]:
            raise RefusedError("hash_conflict")

    def message(self, channel: str, arguments: Arguments, *, response: bool = False) -> Message:
        """A message of the bot's, checked."""
        told = {name: _decoded(value) for name, value in arguments.items()}
        if fault := fault_in_message(told, is_response=response):
            self.refuse("message", fault)
        self._show_files(told.get("blocks") or [])
        return Message(
            channel,
            self.workspace.next_ts(),
            self.workspace.bot_user,
            told["text"],
            blocks=told.get("blocks") or [],
            thread_ts=told.get("thread_ts"),
            metadata=told.get("metadata"),
            bot_id=self.workspace.bot,
            arguments=told,
        )

    def refuse(self, where: str, fault: str) -> NoReturn:
        """Remember what the client did wrong, and refuse it."""
        self.violations.append(f"{where}: {fault}")
        raise RefusedError(fault)


def _refilled(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield the fields that keep their ids and are to begin with something else."""
    stood = {
        (block["block_id"], block["element"]["action_id"]): _begun(block["element"])
        for block in before["blocks"]
        if block["type"] == "input"
    }
    for block in after["blocks"]:
        if block["type"] == "input":
            key = (block["block_id"], block["element"]["action_id"])
            begun = _begun(block["element"])
            # A choice that is shown again as it was made is what stands there anyway.
            if key in stood and stood[key] != begun and not block.get("dispatch_action"):
                yield key[0], stood[key], begun


def _begun(element: dict[str, Any]) -> Any:
    return [value for name, value in sorted(element.items()) if name.startswith("initial_")]


def _decoded(value: Any) -> Any:
    """A form field that holds JSON, as what it holds."""
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            return value
    return value
