"""What is said through a response URL, which only whoever typed or pressed sees.

Nothing tells whether something said through it came: where Slack's answer is lost it is said again.
"""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from adapters.slack.messages import SlackMessage
from adapters.slack.questions import URL_LIVES_S
from adapters.slack.refusals import may_pass
from adapters.slack.retries import FIRST_PAUSE_S, LONGEST_PAUSE_S
from adapters.slack.web_api import Workspace, is_slacks, webhook_client

log = structlog.get_logger()

_MOST_USES: Final = 5
"""https://docs.slack.dev/interactivity/handling-user-interaction#message_responses"""
_LONGER_BY: Final = 4
"""So that the few uses there are outlast an outage of a minute."""
_TOO_MANY: Final = 429


class Responses:
    """Answers through the response URLs of one workspace."""

    def __init__(self, workspace: Workspace, on_plain: Callable[[], None]) -> None:
        """*on_plain* is called where Slack takes the text alone."""
        self._workspace = workspace
        self._on_plain = on_plain

    async def tell(self, url: str, message: SlackMessage, *, in_place: bool = False) -> None:
        """Say it until Slack has taken it, which it does five times in half an hour.

        With *in_place* it takes the place of the message with the button, whoever sees that.
        """
        if not url:
            return
        if not is_slacks(url, self._workspace.api_base):
            log.warning("slack_response_url_refused")
            return
        client = webhook_client(self._workspace.session, url, api_base=self._workspace.api_base)
        await self._insist(client, message, in_place=in_place)

    async def _insist(
        self, client: AsyncWebhookClient, message: SlackMessage, *, in_place: bool
    ) -> None:
        loop, pause_s, uses, said = asyncio.get_running_loop(), FIRST_PAUSE_S, 0, message
        until = loop.time() + URL_LIVES_S
        while uses < _MOST_USES and loop.time() < until:
            uses += 1
            wait_s = pause_s
            try:
                response = await client.send_dict(_body(said, in_place=in_place))
            except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
                uses -= 1  # it did not come so far
                log.warning("slack_command_answer_delayed", reason=type(error).__name__)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                log.warning("slack_command_answer_lost", reason=type(error).__name__)
            else:
                fault = _fault_in(response)
                if fault is None:
                    if message.blocks and not said.blocks:
                        self._on_plain()
                    return
                log.warning(
                    "slack_command_answer_refused", status=response.status_code, reason=fault[:100]
                )
                if response.status_code == _TOO_MANY:
                    uses -= 1  # which is no use of it
                    wait_s = _asked_for_s(response, pause_s)
                elif "block" in fault and said.blocks:
                    said, wait_s = message.plain, 0.0
                elif not may_pass(response.status_code, fault):
                    return
            await asyncio.sleep(wait_s)
            pause_s = min(_LONGER_BY * pause_s, LONGEST_PAUSE_S)
        log.error("slack_command_unanswered", uses=uses)


def _body(said: SlackMessage, *, in_place: bool) -> dict[str, Any]:
    body = said.arguments() | {"replace_original": in_place}
    return body if in_place else body | {"response_type": "ephemeral"}


def _fault_in(response: WebhookResponse) -> str | None:
    """Return why it was not taken; None: it was, of which Slack says "ok"."""
    said = str(response.body or "").strip()
    try:
        read = json.loads(said)
    except ValueError:
        read = None
    if isinstance(read, dict):
        is_taken = response.status_code < 300 and bool(read.get("ok"))
        return None if is_taken else str(read.get("error") or said)
    is_taken = response.status_code < 300 and said in {"", "ok"}
    return None if is_taken else said


def _asked_for_s(response: WebhookResponse, pause_s: float) -> float:
    try:
        return max(float(response.headers.get("Retry-After", pause_s)), pause_s)
    except ValueError:
        return pause_s
