"""The Web API client, with everything that the SDK does behind one's back turned off."""

import ipaddress
import logging
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

API: Final = "https://slack.com/api/"
_TIMEOUT_S: Final = 10.0

QUIET_LOGGER: Final = logging.getLogger("adapters.slack.sdk")
"""The SDK's, Bolt's and the sockets' own chatter: only errors are worth anybody's while."""
QUIET_LOGGER.setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Who Violet is in one workspace, and how it is reached."""

    team: str
    bot_user: str
    bot: str
    client: AsyncWebClient
    session: aiohttp.ClientSession
    api_base: str | None
    url: str = ""
    """The address of the workspace, with a slash at its end."""
    name: str = ""
    """What it is called."""


def _without_addresses(record: logging.LogRecord) -> bool:
    """Take out the address of a socket: whoever has it may open the socket."""
    record.msg = re.sub(r"wss?://[^\s'\")]+", "[socket]", record.getMessage())
    record.args, record.exc_info = (), None
    return True


QUIET_LOGGER.addFilter(_without_addresses)


def open_session(timeout_s: float = _TIMEOUT_S) -> aiohttp.ClientSession:
    """Return the one session that every request of ours goes through."""
    # No limit of connections: a slow workspace would take them from all others. What may be in
    # flight is bounded by whoever sends.
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=timeout_s), connector=aiohttp.TCPConnector(limit=0)
    )


def web_client(
    session: aiohttp.ClientSession, *, token: str | None, api_base: str | None
) -> AsyncWebClient:
    """Return a client that sends each request exactly once.

    The SDK would send a request again whose connection broke, which posts twice what was accepted.
    """
    client = AsyncWebClient(
        token=token,
        base_url=api_base or API,
        session=session,
        retry_handlers=[],
        logger=QUIET_LOGGER,
    )
    if is_on_this_machine(api_base):
        client.proxy = None
    return client


def webhook_client(
    session: aiohttp.ClientSession, url: str, *, api_base: str | None
) -> AsyncWebhookClient:
    """Return a client for one response URL, which sends exactly once too."""
    client = AsyncWebhookClient(url, session=session, retry_handlers=[], logger=QUIET_LOGGER)
    if is_on_this_machine(api_base):
        client.proxy = None
    return client


def is_on_this_machine(api_base: str | None) -> bool:
    """Whether the API is a server on this machine, which no proxy can reach.

    The SDK takes HTTPS_PROXY and HTTP_PROXY from the environment and knows no NO_PROXY; only
    setting a made client's `proxy` to None turns that off.
    """
    host = urlsplit(api_base or API).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
