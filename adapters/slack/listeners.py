"""Listening on Slack: everything is acknowledged at once, and what is for us is taken in hand.

Bolt acknowledges neither what no listener matches nor what a listener fails at, and Slack then
delivers it again; and it drops the tasks it starts. So listeners here only begin an errand.
"""

import asyncio
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from adapters.slack.buttons import REMIND_ME
from adapters.slack.commands import COMMAND
from adapters.slack.errands import Errands, Seen
from adapters.slack.forms import SUBSCRIBE
from adapters.slack.mentions import Answering, Home
from adapters.slack.web_api import QUIET_LOGGER, web_client

log = structlog.get_logger()


class Listeners:
    """Hears what Slack sends and sees that each is answered once."""

    def __init__(self, home: Home, answering: Answering, errands: Errands) -> None:
        self._home = home
        self._answering = answering
        self._errands = errands
        self._seen = Seen()

    def app(self) -> AsyncApp:
        """Return the Bolt app; it holds no token, so it can leak none."""
        us = AuthorizeResult(
            enterprise_id=None,
            team_id=self._home.team,
            bot_id=self._home.bot,
            bot_user_id=self._home.bot_user,
        )

        async def authorize() -> AuthorizeResult:  # no method: Bolt would pass it a `self`
            return us

        app = AsyncApp(
            name="violet",
            logger=QUIET_LOGGER,
            client=web_client(self._home.session, token=None, api_base=self._home.api_base),
            authorize=authorize,
            # A listener here only begins an errand, so it runs before the acknowledgement without
            # delaying it, and Bolt starts no task of its own.
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            request_verification_enabled=False,  # a socket needs no signature
            ssl_check_enabled=False,
        )
        app.command(COMMAND)(self._on_command)
        app.action(REMIND_ME)(self._on_button)
        app.view(SUBSCRIBE)(self._on_form)
        app.event("app_mention")(self._on_mention)
        app.event("message")(self._on_message)
        app.error(self._on_error)
        return app

    async def _on_error(self, error: Exception) -> BoltResponse:
        """Acknowledge all the same: Slack would only send it again."""
        if not isinstance(error, BoltUnhandledRequestError):
            log.error("slack_listener_failed", exc_info=error)
        return BoltResponse(status=200, body="")

    async def _on_command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        if self._errands.are_full:
            log.warning("slack_command_dropped", channel=body.get("channel_id"))
            return
        self._errands.begin(self._answering.answer_command(body))

    async def _on_button(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        if self._errands.are_full:
            log.warning("slack_button_dropped")
            return
        self._errands.begin(self._answering.answer_button(body))

    async def _on_form(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Say at once what is wrong with a form; what is in it is taken in hand behind that.

        https://docs.slack.dev/surfaces/modals#displaying_errors
        """
        ordering = self._answering.ordering
        faults = ordering.fault_in(body["view"])
        if faults:
            await ack(response_action="errors", errors=faults)
            return
        await ack(response_action="update", view=ordering.waiting())
        self._errands.begin(ordering.take_form(body))

    async def _on_mention(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        self._hear(body)

    async def _on_message(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Hear direct messages; in channels only a mention is for us."""
        await ack()
        if body["event"].get("channel_type") == "im":
            self._hear(body)

    def _hear(self, body: dict[str, Any]) -> None:
        event = body["event"]
        if not self._is_from_a_person(event):
            return
        if self._errands.are_full:
            log.warning("slack_message_dropped", channel=event.get("channel"))
            return
        # One message may come as two events, and each again and again; its place and time stay.
        key = f"{event['channel']}/{event.get('ts') or body.get('event_id')}"
        if self._seen.take(key, now=asyncio.get_running_loop().time()):
            self._errands.begin(self._answer(event, key))

    def _is_from_a_person(self, event: dict[str, Any]) -> bool:
        """Whether it is a message as typed: no bot's, no edit, no join, none of our own."""
        return bool(
            event.get("user")
            and event.get("channel")
            and event["user"] != self._home.bot_user
            and not event.get("bot_id")
            and not event.get("subtype")
            and not event.get("edited")
            and not event.get("hidden")
        )

    async def _answer(self, event: dict[str, Any], key: str) -> None:
        try:
            await self._answering.answer_message(event)
        except Exception:  # one bad question must not end the others
            log.exception("slack_message_failed", channel=event.get("channel"))
            self._seen.release(key)
            await self._answering.apologise(event)
