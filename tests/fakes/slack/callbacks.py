"""Slack's requests to an app over HTTP: signed, and strict about how they are acknowledged.

https://docs.slack.dev/authentication/verifying-requests-from-slack,
https://docs.slack.dev/apis/events-api/#retries
"""

import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp

WITHIN_S = 3.0
MOST_RETRIES = 3


async def _at_once() -> None:
    pass


class Callbacks:
    """Sends to one app, at the address that its manifest names."""

    def __init__(
        self, address: str, secret: str, violations: list[str], now: Callable[[], float]
    ) -> None:
        self.address = address
        self.violations = violations
        self.statuses: list[int] = []
        """Of every answer."""
        self.before_again: Callable[[], Awaitable[None]] = _at_once
        """What passes before an event is sent again, which the real one does a minute later."""
        self._secret = secret.encode()
        self._now = now

    def signed(self, body: bytes, *, at: float | None = None) -> dict[str, str]:
        """Return the headers that show that *body* is Slack's."""
        stamp = str(int(self._now() if at is None else at))
        base = b"v0:" + stamp.encode() + b":" + body
        signature = hmac.new(self._secret, base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signature}"}

    async def send(self, kind: str, payload: dict[str, Any], *, attempt: int = 0) -> Any:
        """Send it, events again and again until they are acknowledged; return what was told."""
        retries = range(attempt, MOST_RETRIES + 1) if kind == "events_api" else [attempt]
        for number in retries:
            status, told = await self._send_once(kind, payload, number)
            if status == 200:
                return told
            await self.before_again()
        self.violations.append(f"{kind}: never acknowledged, the last time with {status}")
        return None

    async def _send_once(self, kind: str, payload: dict[str, Any], attempt: int) -> tuple[int, Any]:
        if kind == "events_api":
            body, content_type = json.dumps(payload).encode(), "application/json"
        else:
            form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, content_type = urlencode(form).encode(), "application/x-www-form-urlencoded"
        headers = {"Content-Type": content_type, **self.signed(body)}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_error"}
        status, text, content_type = await self.post(body, headers)
        if status != 200 or not text:
            return status, None
        if kind == "events_api" and payload.get("type") != "url_verification":
            return status, None
        try:
            return status, json.loads(text)
        except ValueError:
            self.violations.append(f"{kind}: {text[:80]!r} is no acknowledgement")
            return status, None

    async def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, str, str]:
        """Send *body* as it is; return status, text and type of the answer."""
        began = time.monotonic()
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.address, data=body, headers=headers) as answer,
        ):
            text = await answer.text()
        if time.monotonic() - began > WITHIN_S:
            self.violations.append("answered after three seconds")
        self.statuses.append(answer.status)
        return answer.status, text, answer.headers.get("Content-Type", "")
