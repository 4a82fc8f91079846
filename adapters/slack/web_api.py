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

from adapters.slack.methods import MethodLimits, PacedClient

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
    follows_none = aiohttp.TraceConfig()
    follows_none.on_request_redirect.append(_refuse_redirect)
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=timeout_s),
        connector=aiohttp.TCPConnector(limit=0),
        trace_configs=[follows_none],
    )


async def _refuse_redirect(
    _session: aiohttp.ClientSession, _context: object, _asked: aiohttp.TraceRequestRedirectParams
) -> None:
    """Follow nobody anywhere: Slack redirects no call, and our tokens and words are for it alone.

    The SDK follows every redirect, and offers no way not to.
    """
    raise aiohttp.ClientPayloadError("a redirect, where Slack never sends one")


def is_slacks(url: str, api_base: str | None) -> bool:
    """Whether a response URL is at Slack's own host, or at that of *api_base*."""
    try:
        parts, own = urlsplit(url), urlsplit(api_base or API)
        if api_base is not None:
            return (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
        host = parts.hostname or ""
        is_named_alone = parts.netloc.lower() in {host, f"{host}:443"}
    except ValueError:
        return False
    is_at_slack = host == "slack.com" or host.endswith(".slack.com")
    return parts.scheme == "https" and is_named_alone and is_at_slack


def web_client(
    session: aiohttp.ClientSession,
    *,
    token: str | None,
    api_base: str | None,
    limits: MethodLimits | None = None,
) -> PacedClient:
    """Return a client that sends each request exactly once, within the *limits* of a workspace.

    The SDK would send a request again whose connection broke, which posts twice what was accepted.
    """
    client = PacedClient(
        limits=limits,
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
