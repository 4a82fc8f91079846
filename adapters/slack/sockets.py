"""Socket Mode connections that stay open, and that leave nothing behind once closed.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Any, Final

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.refusals import error_code, is_final
from adapters.slack.turns import in_turn
from adapters.slack.web_api import QUIET_LOGGER, is_on_this_machine
from bot.masking import SECRETS
from bot.ports.errors import PlatformError, PlatformUnreachableError
from bot.runtime.fair_queue import FairQueue

log = structlog.get_logger()

_PING_S: Final = 5.0
_CLOSE_S: Final = 0.7


class _Client(SocketModeClient):
    """The SDK's client, which keeps hold of the tasks it starts."""

    def __init__(self, app: AsyncApp, reception: FairQueue, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._app = app
        self._reception = reception
        self._running: set[asyncio.Task[Any]] = set()
        self.socket_mode_request_listeners.append(self._answer)

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        """Run them in a task that is not lost sight of."""
        task = asyncio.current_task()
        if task is not None:
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        await super().run_message_listeners(message, raw_message)

    async def _answer(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Hand one envelope to Bolt, and acknowledge it as Bolt says.

        People come in turn here as well: Bolt takes its time over each, whatever comes of it.
        """
        if request.payload.get("type") == "block_suggestion":  # which may wait for a search
            await self._answer_now(client, request)
            return
        with in_turn(await self._reception.enter(_sender_of(request.payload), "")):
            await self._answer_now(client, request)

    async def _answer_now(
        self, client: AsyncBaseSocketModeClient, request: SocketModeRequest
    ) -> None:
        began = time.time()
        SECRETS.learn_in(request.payload)
        response = await run_async_bolt_app(self._app, request)
        await send_async_response(client, request, response, began)

    async def close_fully(self) -> None:
        """Close, and wait for every task of this client to be gone."""
        with contextlib.suppress(TimeoutError, aiohttp.ClientError, OSError):
            async with asyncio.timeout(_CLOSE_S):
                await self.close()  # type: ignore[no-untyped-call]  # the SDK types no return
        tasks = {self.message_processor, self.current_session_monitor, self.message_receiver}
        ours = {task for task in tasks | self._running if task is not None}
        for task in ours:
            task.cancel()
        await asyncio.gather(*ours, return_exceptions=True)
        await self.aiohttp_client_session.close()


def _sender_of(payload: dict[str, Any]) -> str:
    """Return the person whom an envelope is from; empty where it is nobody."""
    found: Any = payload.get("event") or payload
    user = found.get("user_id") or found.get("user")
    return str(user.get("id") if isinstance(user, dict) else user or "")


class Socket:
    """One connection, replaced whenever it has been down for too long.

    The SDK's own reconnecting tries one address for ever, which is good for one use only.
    """

    def __init__(
        self,
        app: AsyncApp,
        web: AsyncWebClient,
        app_token: str,
        *,
        reception: FairQueue,
        on_lost: Callable[[PlatformError], None],
        patience_s: float,
    ) -> None:
        self._app = app
        self._web = web
        self._app_token = app_token
        self._reception = reception
        """In which the people of all sockets stand."""
        self._on_lost = on_lost
        self._patience_s = patience_s
        self._client: _Client | None = None
        self._watching: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect, and return once envelopes can come.

        Raises:
            PlatformError: the app token is refused, or Slack cannot be reached.
        """
        url = await self._address()
        client = _Client(
            self._app,
            self._reception,
            app_token=self._app_token,
            logger=QUIET_LOGGER,
            web_client=self._web,
            ping_interval=_PING_S,
        )
        self._client = client
        client.wss_uri = url
        if is_on_this_machine(self._web.base_url):
            client.proxy = None
        try:
            async with asyncio.timeout(self._patience_s):
                await client.connect()  # type: ignore[no-untyped-call]  # the SDK types no return
        except TimeoutError:
            await self._drop()
            raise PlatformUnreachableError(
                "Slack gave a Socket Mode address, but nothing answers there; check whether a "
                "firewall lets WebSockets through"
            ) from None

    def watch(self) -> None:
        """Begin to watch over the connection, opening it where it is not open yet."""
        self._watching = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Disconnect for good."""
        if self._watching:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        await self._drop()

    async def _address(self) -> str:
        """Return a fresh address; each is good for one connection, for a short while.

        Raises:
            PlatformError: the app token is refused, or Slack cannot be reached.
        """
        try:
            response = await self._web.apps_connections_open(app_token=self._app_token)
            url = str(response["url"])
        except SlackApiError as error:
            code = error_code(error)
            if is_final(code):
                raise _RefusedError(
                    f"Slack refuses SLACK_APP_TOKEN ({code}); make an app-level token with the "
                    "scope connections:write (it begins with xapp-)"
                ) from None
            raise PlatformUnreachableError(
                f"Slack gives no Socket Mode address ({code or 'no answer'}); try again later"
            ) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise PlatformUnreachableError(
                f"Slack cannot be reached at {self._web.base_url} ({type(error).__name__})"
            ) from error
        SECRETS.learn(url)
        return url

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        seen = loop.time() if self._client else float("-inf")
        while True:
            now = loop.time()
            if self._client and await self._client.is_connected():
                seen = now
            elif now - seen >= self._patience_s:
                await self._replace()
                seen = loop.time()
            await asyncio.sleep(self._patience_s / 20)

    async def _replace(self) -> None:
        if self._client:
            log.warning("slack_socket_replaced", down_s=self._patience_s)
        try:
            await self._drop()
            await self.open()
        except _RefusedError as error:
            self._on_lost(error)
        except PlatformError as error:
            log.warning("slack_socket_down", reason=str(error))
        except Exception:  # the watch goes on whatever the SDK makes of a broken connection
            log.exception("slack_socket_failed")

    async def _drop(self) -> None:
        client, self._client = self._client, None
        if client:
            await client.close_fully()


class _RefusedError(PlatformError):
    """Slack will not have us; waiting does not help."""
