"""The way by which commands, buttons and forms are answered: exactly once, whatever goes wrong.

A callback can be repeated: Discord says then that it came before. It is taken for three seconds;
for a quarter of an hour after that the answer that was begun can be edited, as often as one likes.
https://docs.discord.com/developers/interactions/receiving-and-responding
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

import aiohttp
import discord
import structlog
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from adapters.discord.questions import TOKEN_LIVES_S, OpenInteraction, open_interaction
from adapters.discord.retries import is_limited, passes, until_told

log = structlog.get_logger()

Payload = dict[str, Any]
Ask = Callable[[], Awaitable[Any]]

_CALLBACK_S: Final = 2.8
"""A little less than the three seconds that Discord waits."""
_EACH_S: Final = 1.2
"""So that a try whose answer does not come leaves time for another."""
_EDIT_EACH_S: Final = 10.0
_CAME_BEFORE: Final = 40060
_OVER: Final = frozenset({10015, 10062, 50027})
"""The interaction, or what could be edited of it, is not known any more."""
_MESSAGE, _DEFERRED, _DEFERRED_EDIT, _EDIT = 4, 5, 6, 7
_BEGINS: Final = frozenset({_DEFERRED, _DEFERRED_EDIT})
_SAYS: Final = frozenset({_MESSAGE, _EDIT})
_COMMAND: Final = 2
_PRIVATE: Final = 1 << 6
_FLAGS_OF_EDITS: Final = 1 << 2 | 1 << 15
"""Whether links are shown, and whether it is made of components; no other flag can be edited."""


class AnswerAdapter(AsyncWebhookAdapter):
    """How discord.py asks for what a token of an interaction opens."""

    async def request(
        self,
        route: Any,
        session: aiohttp.ClientSession,
        *,
        payload: Payload | None = None,
        multipart: list[Payload] | None = None,
        **how: Any,
    ) -> Any:
        """Ask once more where that is safe, until it was done or is no more taken.

        Raises:
            DiscordException: it was refused, or cannot be said any more.
        """
        opened = open_interaction()
        multipart = multipart and [_whole(part) for part in multipart]
        try:
            return await self._ask(opened, route, session, payload, multipart, how)
        except BaseException:
            # As far as it was not ended: whoever connects next takes it up again.
            if opened.question is not None:
                opened.question.leave()
            raise

    async def _ask(
        self,
        opened: OpenInteraction,
        route: Any,
        session: aiohttp.ClientSession,
        payload: Payload | None,
        multipart: list[Payload] | None,
        how: Payload,
    ) -> Any:
        once = super().request
        ask = partial(once, route, session, payload=payload, multipart=multipart, **how)
        if not route.path.endswith("/callback"):
            if route.method == "POST":
                return await _send_further(opened, ask)
            return await _edit(opened, ask, is_answer=route.method == "PATCH")
        said = payload if multipart is None else _json_in(multipart)
        data = _as_edit((said or {}).get("data") or {})
        original = partial(once, _original(opened, route), session, **(how | {"params": None}))
        edit = partial(original, payload=data)
        if multipart is not None:
            edit = partial(original, multipart=_with_json(multipart, data))
        kind = (said or {}).get("type", 0)
        done = {"interaction": {"id": str(route.webhook_id), "type": opened.kind}}
        return await _call_back(opened, kind, ask, edit) or done


def answer_in_this_context() -> None:
    """Let every interaction that is heard in tasks of this one be answered by an `AnswerAdapter`.

    discord.py takes its adapter from a variable of the context; there is no other place for it.
    """
    async_context.set(AnswerAdapter())  # type: ignore[no-untyped-call]


async def say_bare(client: discord.Client, event: Payload, words: str) -> None:
    """Answer an interaction that discord.py cannot read with *words*, for one person alone."""
    route = Route(
        "POST",
        "/interactions/{webhook_id}/{webhook_token}/callback",
        webhook_id=int(event["id"]),
        webhook_token=str(event["token"]),
    )
    session = client.http._HTTPClient__session  # type: ignore[attr-defined]  # noqa: SLF001  as Interaction has it
    data = {"content": words, "flags": _PRIVATE, "allowed_mentions": {"parse": []}}
    said = {"type": _MESSAGE, "data": data}
    adapter = AnswerAdapter()  # type: ignore[no-untyped-call]
    await adapter.request(route, session, payload=said, params={"with_response": "1"})


async def _call_back(opened: OpenInteraction, kind: int, ask: Ask, edit: Ask) -> Any:
    """Return what Discord tells of the answer; None where it was given otherwise."""
    question, loop = opened.question, asyncio.get_running_loop()
    if question is not None:
        await question.kept()
    until = opened.since + _CALLBACK_S
    if opened.is_again and loop.time() >= until:
        return await _say_late(opened, kind, edit)
    try:
        told = await until_told(ask, until=until, each_s=_EACH_S)
    except discord.HTTPException as error:
        if error.code == _CAME_BEFORE and not opened.is_again:
            told = None  # the try before this one came, though its answer was lost
        elif error.code == _CAME_BEFORE or (passes(error) and kind in _SAYS | _BEGINS):
            return await _say_late(opened, kind, edit)
        else:
            _end_if_over(opened, error)
            raise
    except Exception as error:
        if not passes(error) or kind not in _SAYS | _BEGINS:
            raise
        return await _say_late(opened, kind, edit)
    if question is not None and kind in _BEGINS:
        question.acknowledge(str(kind))
    elif question is not None:
        question.end()
    return told


async def _say_late(opened: OpenInteraction, kind: int, edit: Ask) -> None:
    """Say by an edit what no callback says any more, or what one may have said already.

    Raises:
        DiscordException: there is nothing that could be edited so.
    """
    if kind in _BEGINS:
        return
    if kind not in _SAYS or (kind == _MESSAGE and not _is_own_message(opened)):
        if opened.question is not None:
            opened.question.end()
        raise discord.ClientException("it is too late for an answer of this kind")
    await _edit(opened, edit, is_answer=True)


def _is_own_message(opened: OpenInteraction) -> bool:
    """Whether what would be edited is a message that was sent for this, and not the button's."""
    question = opened.question
    if question is None or not opened.is_again:
        return True
    return opened.kind == _COMMAND or question.accepted.acknowledged == str(_DEFERRED)


async def _edit(opened: OpenInteraction, ask: Ask, *, is_answer: bool) -> Any:
    """Ask for what can be done twice."""
    try:
        told = await until_told(ask, until=opened.since + TOKEN_LIVES_S, each_s=_EDIT_EACH_S)
    except discord.HTTPException as error:
        _end_if_over(opened, error)
        raise
    if is_answer and opened.question is not None:
        opened.question.end()
    return told


async def _send_further(opened: OpenInteraction, ask: Ask) -> Any:
    """Send a message of its own, of which nothing tells later whether it came.

    So what certainly did not come alone is sent again, and nothing after a restart.
    """
    if opened.is_again:
        if opened.question is not None:
            opened.question.end()
        raise discord.ClientException("an earlier run may have sent it")
    until = opened.since + TOKEN_LIVES_S
    told = await until_told(ask, until=until, each_s=_EDIT_EACH_S, goes_on=is_limited)
    if opened.question is not None:
        opened.question.end()
    return told


def _end_if_over(opened: OpenInteraction, error: discord.HTTPException) -> None:
    if error.code in _OVER and opened.question is not None:
        log.warning("answer_too_late", platform="discord", code=error.code)
        opened.question.end()


def _original(opened: OpenInteraction, route: Any) -> Route:
    """Return where the answer that was begun is edited."""
    return Route(
        "PATCH",
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhook_id=opened.application_id,
        webhook_token=route.webhook_token,
    )


def _as_edit(data: Payload) -> Payload:
    """Return what a callback says as an edit says it."""
    edit = {name: value for name, value in data.items() if name not in {"flags", "tts"}}
    flags = (data.get("flags") or 0) & _FLAGS_OF_EDITS
    return edit | {"flags": flags} if flags else edit


def _whole(part: Payload) -> Payload:
    """Return a part that can be sent more than once: discord.py reads a file to its end."""
    value = part["value"]
    return part if isinstance(value, str | bytes) else part | {"value": value.read()}


def _json_in(multipart: list[Payload]) -> Payload:
    found: Payload = next(
        (json.loads(part["value"]) for part in multipart if part["name"] == "payload_json"), {}
    )
    return found


def _with_json(multipart: list[Payload], data: Payload) -> list[Payload]:
    return [
        part | {"value": json.dumps(data)} if part["name"] == "payload_json" else part
        for part in multipart
    ]
