"""The workspace as a whole: the server, and what people do in it."""

import time
import uuid
from typing import Any

from fakes.slack.callbacks import Callbacks
from fakes.slack.checking import fault_in_options, fault_in_view
from fakes.slack.wire import Typed, Wire
from fakes.slack.workspace import Message, parts_of


class FakeSlack(Wire):
    """`async with FakeSlack() as slack:` serves on 127.0.0.1 until the block ends."""

    def __init__(self, **wanted: Any) -> None:
        super().__init__(**wanted)
        self.callbacks: Callbacks | None = None
        """What sends over HTTP; None: all comes over the sockets."""
        self._offered: dict[tuple[str, str], list[dict[str, Any]]] = {}
        """What could be chosen last in a field of a form."""
        self._picked: dict[tuple[str, str], dict[str, Any]] = {}
        """What somebody chose in a field of a form and has not sent yet."""

    async def command(self, text: str, *, user: str | None = None, channel: str = "") -> Typed:
        """Somebody types a slash command, such as "/violet when jessica jones"."""
        command, _, words = text.partition(" ")
        home, url = self.workspace, f"{self._next():08}"
        payload = {
            "token": "verification",
            "team_id": home.team,
            "team_domain": "violet-fans",
            "channel_id": channel or home.general,
            "channel_name": "general",
            "user_id": user or home.fan,
            "user_name": "somebody",
            "command": command,
            "text": words,
            "api_app_id": home.app,
            "is_enterprise_install": str(self.is_org_wide).lower(),
            **({"enterprise_id": home.enterprise} if home.enterprise else {}),
            "response_url": f"http://127.0.0.1:{self._port}/commands/{url}",
            "trigger_id": f"{url}.1.fake",
        }
        typed = Typed([], payload)
        self._responses[url] = typed, 5
        self._api.triggers.add(payload["trigger_id"])
        return await self._deliver("slash_commands", typed)

    async def answer(self, text: str, *, user: str | None = None, channel: str = "") -> Message:
        """Return the first answer to a slash command."""
        typed = await self.command(text, user=user, channel=channel)
        await self.until(lambda: bool(typed.answers))
        return typed.answers[0]

    async def mention(
        self,
        words: str,
        *,
        user: str | None = None,
        channel: str = "",
        thread: str | None = None,
        **more: Any,
    ) -> Typed:
        """Somebody writes "@Violet words" in a channel."""
        home = self.workspace
        written = f"<@{home.bot_user}> {words}"
        return await self._write("app_mention", written, user, channel, thread, more)

    async def chatter(
        self, words: str, *, user: str | None = None, channel: str = "", **more: Any
    ) -> Typed:
        """Somebody writes in a channel, to nobody in particular."""
        more = {"channel_type": "channel", **more}
        return await self._write("message", words, user, channel, None, more)

    async def direct_message(self, words: str, *, user: str | None = None, **more: Any) -> Typed:
        """Somebody writes to the bot alone."""
        im = self.workspace.im(user or self.workspace.fan)
        more = {"channel_type": "im", **more}
        return await self._write("message", words, user, im.id, None, more)

    async def edit(
        self, message: Message, text: str, *, direct: bool = False, **more: Any
    ) -> Typed:
        """Somebody changes what they wrote.

        https://docs.slack.dev/reference/events/message/message_changed
        """
        before = message.to_json(with_metadata=False) | {"client_msg_id": "1"}
        message.text = text
        after = before | {"text": text, "edited": {"user": message.user, "ts": message.ts}} | more
        event = {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "channel": message.channel,
            "channel_type": "im" if direct else "channel",
            "ts": self.workspace.next_ts(),
            "event_ts": message.ts,
            "message": after,
            "previous_message": before,
        }
        return await self.tell_event(event)

    def send_over_http(self, address: str) -> None:
        """Send whatever people do to *address* from now on."""
        self.callbacks = Callbacks(
            address, self.app.signing_secret, self.violations, self.oauth.now
        )

    async def tell_of(self, event: dict[str, Any], *, at: float | None = None) -> Typed:
        """Something happens in the workspace at a time on the clock by which tokens expire."""
        stamp = int(self.oauth.now() if at is None else at)
        return await self.tell_event({"event_ts": f"{stamp}.000000", **event})

    def _authorizations(self) -> list[dict[str, Any]]:
        home = self.workspace
        return [
            {
                "enterprise_id": home.enterprise or None,
                "team_id": None if self.is_org_wide else home.team,
                "user_id": home.bot_user,
                "is_bot": True,
                "is_enterprise_install": self.is_org_wide,
            }
        ]

    async def deliver_again(self, typed: Typed) -> None:
        """Slack saw no acknowledgement, or says so, and delivers the same event again."""
        await self._deliver("events_api", typed, attempt=len(typed.envelopes))

    async def click(self, action_id: str) -> Typed:
        """Somebody clicks a button that nobody knows."""
        home = self.workspace
        payload = {
            "type": "block_actions",
            "team": {"id": home.team, "domain": "violet-fans"},
            "user": {"id": home.fan, "team_id": home.team},
            "api_app_id": home.app,
            "container": {"type": "message", "channel_id": home.general},
            "actions": [{"type": "button", "action_id": action_id, "block_id": "b", "value": "v"}],
        }
        return await self._deliver("interactive", Typed([], payload))

    async def press(self, message: Message, action_id: str, *, user: str | None = None) -> Message:
        """Somebody presses a button under one of the bot's messages; return the first answer."""
        typed = await self.press_only(message, action_id, user=user)
        await self.until(lambda: bool(typed.answers))
        return typed.answers[0]

    async def press_only(
        self, message: Message, action_id: str, *, user: str | None = None
    ) -> Typed:
        """Somebody presses a button, whatever comes of it."""
        home, url = self.workspace, f"{self._next():08}"
        found = [part for part in parts_of(message.blocks) if part.get("action_id") == action_id]
        assert found, f"the message has no button {action_id!r}"
        who = user or home.fan
        payload = {
            "type": "block_actions",
            "team": {"id": home.team, "domain": "violet-fans"},
            "user": {"id": who, "team_id": home.team},
            "user_id": who,
            "channel_id": message.channel,
            "api_app_id": home.app,
            "trigger_id": f"{url}.1.fake",
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": message.channel,
                "is_ephemeral": message.only_for is not None,
            },
            "channel": {"id": message.channel, "name": "general"},
            "message": message.to_json(with_metadata=False),
            "response_url": f"http://127.0.0.1:{self._port}/commands/{url}",
            "actions": [{"type": "button", "block_id": "b", **found[0]}],
        }
        if message.only_for is not None:
            # https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
            del payload["message"]
        typed = Typed([], payload, source=message)
        self._responses[url] = typed, 5
        self._api.triggers.add(payload["trigger_id"])
        return await self._deliver("interactive", typed)

    async def press_in_form(
        self, form: dict[str, Any], action_id: str, *, user: str | None = None
    ) -> Typed:
        """Somebody presses a button in a form: no response URL comes of that."""
        home, trigger = self.workspace, f"{self._next():08}.1.fake"
        found = [part for part in parts_of(form["blocks"]) if part.get("action_id") == action_id]
        assert found, f"the form has no button {action_id!r}"
        payload = {
            "type": "block_actions",
            "team": {"id": home.team, "domain": "violet-fans"},
            "user": {"id": user or home.admin, "team_id": home.team},
            "api_app_id": home.app,
            "token": "verification",
            "trigger_id": trigger,
            "container": {"type": "view", "view_id": form["id"]},
            "view": form | {"state": {"values": {}}},
            "actions": [{"type": "button", "block_id": "b", **found[0]}],
        }
        self._api.triggers.add(trigger)
        return await self._deliver("interactive", Typed([], payload))

    def close(self, form: dict[str, Any]) -> None:
        """Somebody closes a form; nothing can be shown in its place any more."""
        del self._api.views[form["id"]]

    def forms(self) -> list[dict[str, Any]]:
        """Return every form that was shown, as people see it now."""
        return list(self._api.views.values())

    async def suggest(
        self, form: dict[str, Any], field: str, typed: str, *, user: str | None = None
    ) -> list[dict[str, Any]]:
        """Somebody types into a field of a form; return what they may choose."""
        home = self.workspace
        block = _field(form, field)
        element = block["element"]
        assert element["type"] == "external_select", f"{field} offers nothing while it is typed"
        assert len(typed) >= element.get("min_query_length", 3), "Slack asks later"
        who = user or home.admin
        payload = {
            "type": "block_suggestion",
            "user": {"id": who, "username": "somebody", "name": "somebody", "team_id": home.team},
            "container": {"type": "view", "view_id": form["id"]},
            "api_app_id": home.app,
            "token": "verification",
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": typed,
            "team": {"id": home.team, "domain": "violet-fans"},
            "view": form | {"state": {"values": {}}},
        }
        delivered = await self._deliver("interactive", Typed([], payload))
        (told,) = self.sockets.acks[delivered.envelopes[0]]
        if fault := fault_in_options(told):
            self.violations.append(f"block_suggestion: {fault}")
        options: list[dict[str, Any]] = (told or {}).get("options", [])
        self._offered[form["id"], element["action_id"]] = options
        return options

    async def submit(
        self, form: dict[str, Any], *, user: str | None = None, **fields: Any
    ) -> dict[str, Any] | None:
        """Somebody sends a form with these *fields* changed; return what Slack is told at once."""
        home = self.workspace
        fields = {_field(form, name)["element"]["action_id"]: fields[name] for name in fields}
        for block in form["blocks"]:
            if block["type"] == "input" and not block.get("optional"):
                is_picked = (form["id"], block["element"]["action_id"]) in self._picked
                is_left = not is_picked and _is_empty(block, fields)
                assert not is_left, f"Slack sends no form without {block['block_id']}"
        values = {
            block["block_id"]: {block["element"]["action_id"]: _filled(block["element"], fields)}
            for block in form["blocks"]
            if block["type"] == "input" and block["element"]["type"] != "external_select"
        }
        for block in form["blocks"]:
            if block["type"] == "input" and block["element"]["type"] == "external_select":
                name = block["element"]["action_id"]
                values[block["block_id"]] = {name: await self._chosen(form, name, fields)}
        payload = {
            "type": "view_submission",
            "team": {"id": home.team, "domain": "violet-fans"},
            "user": {"id": user or home.admin, "team_id": home.team},
            "api_app_id": home.app,
            "trigger_id": f"{self._next():08}.1.fake",
            "view": form | {"state": {"values": values}},
            "response_urls": [],
        }
        typed = await self._deliver("interactive", Typed([], payload))
        (told,) = self.sockets.acks[typed.envelopes[0]]
        if told and told.get("response_action") == "update" and form["id"] in self._api.views:
            self._api.views[form["id"]] = told["view"] | {"id": form["id"]}
            assert fault_in_view(told["view"]) is None
        await self._has_changed()
        return told

    async def _chosen(
        self, form: dict[str, Any], field: str, fields: dict[str, Any]
    ) -> dict[str, Any]:
        """Return one of what was offered last while somebody typed, or else at the beginning."""
        element = _field(form, field)["element"]
        stood = self._picked.get((form["id"], field)) or element.get("initial_option")
        wanted = fields.get(field) or (stood or {}).get("value")
        if wanted is None or (stood is not None and stood["value"] == wanted):
            return {"type": "external_select", "selected_option": stood}
        offered = self._offered.get((form["id"], field)) or []
        if all(one["value"] != wanted for one in offered):
            offered = await self.suggest(form, field, "")
        (chosen,) = (one for one in offered if one["value"] == wanted)
        return {"type": "external_select", "selected_option": chosen}

    async def choose(
        self, form: dict[str, Any], field: str, value: str, *, user: str | None = None
    ) -> Typed:
        """Somebody chooses in a field whose block says that this is told at once."""
        home, trigger = self.workspace, f"{self._next():08}.1.fake"
        block = _field(form, field)
        assert block.get("dispatch_action"), f"nobody is told what is chosen as {field}"
        kind = block["element"]["type"]
        if kind == "external_select":
            chosen = await self._chosen(form, field, {field: value})
            self._picked[form["id"], field] = chosen["selected_option"]
        else:
            chosen = {"type": kind, "selected_conversation": value}
        now = self._api.views[form["id"]]
        state = {
            one["block_id"]: {
                one["element"]["action_id"]: self._standing(form, one["element"], field, chosen)
            }
            for one in now["blocks"]
            if one["type"] == "input"
        }
        payload = {
            "type": "block_actions",
            "team": {"id": home.team, "domain": "violet-fans"},
            "user": {"id": user or home.admin, "team_id": home.team},
            "api_app_id": home.app,
            "token": "verification",
            "trigger_id": trigger,
            "container": {"type": "view", "view_id": form["id"]},
            "view": now | {"state": {"values": state}},
            "actions": [{"block_id": block["block_id"], "action_id": field, **chosen}],
        }
        return await self._deliver("interactive", Typed([], payload))

    def _standing(
        self, form: dict[str, Any], element: dict[str, Any], field: str, chosen: dict[str, Any]
    ) -> dict[str, Any]:
        name = element["action_id"]
        if name == field:
            return chosen
        if element["type"] == "external_select":
            picked = self._picked.get((form["id"], name)) or element.get("initial_option")
            return {"type": element["type"], "selected_option": picked}
        return _filled(element, {})

    async def open_home(self, *, user: str | None = None, tab: str = "home") -> Typed:
        """Somebody opens the app's home; see `home` for what they see then."""
        home, who = self.workspace, user or self.workspace.fan
        shown = self._api.homes.get(who)
        event = {
            "type": "app_home_opened",
            "user": who,
            "channel": home.im(who).id,
            "tab": tab,
            "event_ts": home.next_ts(),
            **({"view": shown} if shown else {}),
        }
        payload = {
            "token": "verification",
            "team_id": home.team,
            "api_app_id": home.app,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{self._next():08}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": home.team, "user_id": home.bot_user, "is_bot": True}],
        }
        return await self._deliver("events_api", Typed([], payload))

    def home(self, user: str | None = None) -> dict[str, Any]:
        """Return what somebody sees in the app's home."""
        return self._api.homes.get(user or self.workspace.fan, {"blocks": []})

    async def press_in_home(
        self, action_id: str, *, user: str | None = None, number: int = 0
    ) -> Typed:
        """Somebody presses a button of their home: no response URL comes of that."""
        home, who = self.workspace, user or self.workspace.fan
        trigger, shown = f"{self._next():08}.1.fake", self.home(who)
        found = [
            part
            for part in parts_of(shown["blocks"])
            if str(part.get("action_id") or "").partition("~")[0] == action_id
        ]
        assert len(found) > number, f"the home has no button {action_id!r}"
        payload = {
            "type": "block_actions",
            "team": {"id": home.team, "domain": "violet-fans"},
            "user": {"id": who, "team_id": home.team},
            "api_app_id": home.app,
            "token": "verification",
            "trigger_id": trigger,
            "container": {"type": "view", "view_id": shown["id"]},
            "view": shown,
            "actions": [{"type": "button", "block_id": "b", **found[number]}],
        }
        self._api.triggers.add(trigger)
        return await self._deliver("interactive", Typed([], payload))

    async def said(self, channel: str = "") -> Message:
        """Return the bot's next message in *channel*, waiting for it."""
        channel = channel or self.workspace.general
        await self.until(lambda: len(self.bot_messages(channel)) > self._read[channel])
        self._read[channel] += 1
        return self.bot_messages(channel)[self._read[channel] - 1]

    def bot_messages(self, channel: str = "") -> list[Message]:
        """Everything the bot has said in *channel*."""
        messages = self.workspace.channels[channel or self.workspace.general].messages
        return [message for message in messages if message.user == self.workspace.bot_user]

    async def _write(
        self,
        kind: str,
        text: str,
        user: str | None,
        channel: str,
        thread: str | None,
        more: dict[str, Any],
    ) -> Typed:
        home = self.workspace
        message = home.write(channel or home.general, user or home.fan, text, thread)
        event = {
            "type": kind,
            "client_msg_id": f"{self._next():08}",
            "user": message.user,
            "text": text,
            "ts": message.ts,
            "team": home.team,
            "channel": message.channel,
            "event_ts": message.ts,
            **({"thread_ts": thread} if thread else {}),
            **more,
        }
        return await self.tell_event(event, message)

    async def tell_event(self, event: dict[str, Any], message: Message | None = None) -> Typed:
        """Tell of *event*, in the envelope that each comes in; *message* is what it tells of."""
        home, stamp = self.workspace, event.get("event_ts") or self.workspace.next_ts()
        payload = {
            "token": "verification",
            "team_id": home.team,
            "api_app_id": home.app,
            "event": {"event_ts": stamp, **event},
            "type": "event_callback",
            "event_id": f"Ev{self._next():08}",
            "event_time": int(float(stamp)),
            "authorizations": self._authorizations(),
        }
        return await self._deliver("events_api", Typed([], payload, source=message))

    async def _deliver(self, kind: str, typed: Typed, *, attempt: int = 0) -> Typed:
        """Send it as soon as somebody listens, and wait for the acknowledgement."""
        if self.callbacks is not None:
            envelope = str(uuid.uuid4())
            typed.envelopes.append(envelope)
            told = await self.callbacks.send(kind, typed.payload, attempt=attempt)
            self.sockets.acks[envelope] = [told]
            return typed
        await self.until(lambda: self.sockets.count > 0)
        envelope = await self.sockets.send(kind, typed.payload, attempt=attempt)
        typed.envelopes.append(envelope)
        await self.until(lambda: envelope in self.sockets.acks)
        return typed


def _filled(element: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    """Return the state of one field, as it was shown or as somebody changed it."""
    name, kind = element["action_id"], element["type"]
    given = fields.get(name)
    if kind == "plain_text_input":
        given = element.get("initial_value") if name not in fields else given
        longest = element.get("max_length", 3000)
        assert len(given or "") <= longest, f"Slack lets nobody type more than {longest} here"
        return {"type": kind, "value": given or None}
    if kind == "conversations_select":
        stood = element.get("initial_conversation")
        return {"type": kind, "selected_conversation": given or stood}
    known = {option["value"]: option for option in element["options"]}
    if kind == "multi_static_select":
        stood = [option["value"] for option in element.get("initial_options", ())]
        chosen = stood if name not in fields else given or ()
        return {"type": kind, "selected_options": [known[one] for one in chosen]}
    chosen = known[given] if given else element.get("initial_option")
    return {"type": kind, "selected_option": chosen}


def _field(form: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the block of a field, by its own name or its action's."""
    (block,) = (
        one
        for one in form["blocks"]
        if name in {one.get("block_id"), (one.get("element") or {}).get("action_id")}
    )
    return block


def _is_empty(block: dict[str, Any], fields: dict[str, Any]) -> bool:
    """Whether nothing stands in a field once it was changed."""
    name = block["element"]["action_id"]
    if name in fields:
        return not fields[name]
    begun = ("initial_value", "initial_option", "initial_options", "initial_conversation")
    return not any(block["element"].get(one) for one in begun)
