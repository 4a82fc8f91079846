"""How the bot answers commands: the callback, and what may follow for a quarter of an hour."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from fakes.discord.interactions import AUTOCOMPLETE, MODAL_SUBMIT, Interaction
from fakes.discord.limits import choice_faults, modal_faults
from fakes.discord.refusals import RefusedError, broken
from fakes.discord.state import V2, Message

if TYPE_CHECKING:
    from fakes.discord.rest import Request
    from fakes.discord.server import FakeDiscord

Body = dict[str, Any]

_MESSAGE, _DEFERRED, _DEFERRED_UPDATE, _UPDATE, _CHOICES, _MODAL = 4, 5, 6, 7, 8, 9


class Callbacks:
    def __init__(self, server: "FakeDiscord") -> None:
        self._server = server

    async def callback(self, request: "Request", interaction: str, token: str) -> Body | None:
        with self._going_wrong():
            return self._call_back(request, interaction, token)

    def _call_back(self, request: "Request", interaction: str, token: str) -> Body | None:
        found = self._server.interactions.get(interaction)
        if found is None or found.token != token or found.is_too_late:
            raise RefusedError(404, 10062, "Unknown interaction")
        if found.answered_with is not None:
            raise RefusedError(400, 40060, "Interaction has already been acknowledged.")
        kind, data = request.body["type"], request.body.get("data") or {}
        if (kind == _CHOICES) != (found.kind == AUTOCOMPLETE):
            raise self._server.rest.wrong(request, [f"type {kind} answers no such interaction"])
        if kind == _CHOICES:
            faults = choice_faults(data.get("choices") or [])
            if faults:
                raise self._server.rest.wrong(request, faults)
            found.choices = data.get("choices") or []
        elif kind == _MODAL:
            faults = modal_faults(data)
            if found.kind == MODAL_SUBMIT:
                faults.append("a form answers no form")
            if faults:
                raise self._server.rest.wrong(request, faults)
            found.modal = data
        elif kind == _MESSAGE:
            found.message = self._posted(request, found, data)
        elif kind in {_UPDATE, _DEFERRED_UPDATE} and found.source is None:
            raise self._server.rest.wrong(request, [f"type {kind} edits no message"])
        elif kind == _UPDATE:
            self._edit_source(request, found, data)
        found.answered_with = kind
        if kind == _DEFERRED:
            found.message = None
            self._deferred_flags(found, data)
        if request.query.get("with_response", "").casefold() not in {"1", "true"}:
            return None
        return self._described(found)

    async def follow_up(self, request: "Request", app: str, token: str) -> Body:
        found = self._by_token(app, token)
        with self._going_wrong():
            message = self._posted(request, found, request.body)
            found.follow_ups.append(message)
            return message.payload()

    async def original(self, _request: "Request", app: str, token: str) -> Body:
        return self._original(self._by_token(app, token)).payload()

    async def edit_original(self, request: "Request", app: str, token: str) -> Body:
        with self._going_wrong():
            return self._edit_original(request, self._by_token(app, token))

    @contextmanager
    def _going_wrong(self) -> Iterator[None]:
        """Let what is done within go wrong as the next fault says, before or after it is done."""
        faults = self._server.faults
        fault = faults.take_of_answers()
        if fault is not None and not fault.is_after_acceptance:
            raise broken(fault, faults.retry_after_s)
        yield
        if fault is not None:
            raise broken(fault, faults.retry_after_s)

    def _edit_original(self, request: "Request", found: Interaction) -> Body:
        if found.answered_with is None:
            raise RefusedError(404, 10015, "Unknown Webhook")
        if found.answered_with in {_UPDATE, _DEFERRED_UPDATE}:
            return self._edit_source(request, found, request.body).payload()
        if found.message is None:
            found.message = self._posted(request, found, request.body)
            found.message.flags |= self._server.deferred_flags.get(found.id, 0)
        else:
            found.message.body = {**found.message.body, **request.body}
            found.message.flags |= (request.body.get("flags") or 0) & V2
        return found.message.payload()

    async def delete_original(self, _request: "Request", app: str, token: str) -> None:
        self._original(self._by_token(app, token)).deleted = True

    def _deferred_flags(self, found: Interaction, data: Body) -> None:
        self._server.deferred_flags[found.id] = data.get("flags") or 0

    def _posted(self, request: "Request", found: Interaction, data: Body) -> Message:
        self._server.rest.check_message(request, data)
        message = Message(
            id=self._server.ids.make(),
            channel=found.channel,
            author=self._server.bot,
            body=data,
            at=self._server.clock.now(),
            kind=20,
            webhook_id=self._server.application_id,
            flags=data.get("flags") or 0,
        )
        if not message.flags & 64:
            found.channel.messages.append(message)
        return message

    def _edit_source(self, request: "Request", found: Interaction, data: Body) -> Message:
        """Edit the message with the button; what is not named stays as it was."""
        source = found.source
        if source is None or source.deleted:
            raise RefusedError(404, 10008, "Unknown Message")
        after = {**source.body, **data}
        self._server.rest.check_message(request, after)
        source.body = after
        source.flags |= (data.get("flags") or 0) & V2
        found.edits += 1
        return source

    def _by_token(self, app: str, token: str) -> Interaction:
        for one in self._server.interactions.values():
            if one.token == token and app == self._server.application_id:
                return one
        raise RefusedError(404, 10015, "Unknown Webhook")

    def _original(self, found: Interaction) -> Message:
        if found.message is None or found.message.deleted:
            raise RefusedError(404, 10008, "Unknown Message")
        return found.message

    def _described(self, found: Interaction) -> Body:
        message = found.message
        described: Body = {
            "interaction": {
                "id": found.id,
                "type": found.kind,
                "response_message_id": message.id if message else None,
                "response_message_loading": found.answered_with == _DEFERRED,
                "response_message_ephemeral": found.is_private,
            },
            "resource": {"type": found.answered_with},
        }
        if message:
            described["resource"]["message"] = message.payload()
        return described
