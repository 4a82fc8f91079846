"""Whether Slack would let Violet in, with all that she needs."""

from datetime import datetime
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.manifest import SCOPES
from adapters.slack.refusals import error_code
from adapters.slack.web_api import open_session, web_client
from bot.ports.findings import Finding, clock_finding
from content.language.platforms import slack as words

_REMOVED: Final = frozenset({"account_inactive", "token_revoked", "app_not_installed"})
"""The app is no more in the workspace, so that no other token is of use before it is."""


async def examine(
    bot_token: str, app_token: str, *, api_base: str | None, now: datetime
) -> list[Finding]:
    """Return what a try with both tokens finds, the first thing to be mended first."""
    async with open_session() as session:
        client = web_client(session, token=bot_token, api_base=api_base)
        try:
            answer = await client.auth_test()
        except SlackApiError as error:
            return [_refused("SLACK_BOT_TOKEN", error)]
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return [_unreachable(error)]
        found = [Finding(ok=True, what=f"Slack: the bot token is that of {answer.get('team')}")]
        found += _scopes(_header(answer, "x-oauth-scopes"))
        try:
            await client.apps_connections_open(app_token=app_token)
        except SlackApiError as error:
            found.append(_refused("SLACK_APP_TOKEN", error))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            found.append(_unreachable(error))
        else:
            found.append(Finding(ok=True, what="Slack: Socket Mode lets us in"))
    clock = clock_finding("Slack", _header(answer, "date"), now)
    return [*found, *([clock] if clock else [])]


def _scopes(granted: str | None) -> list[Finding]:
    """What the manifest asks for and the workspace has not granted; nothing where it is not told.

    https://docs.slack.dev/authentication/installing-with-oauth#inspecting-scopes
    """
    if granted is None:
        return []
    has = {scope.strip() for scope in granted.split(",")}
    lacking = [f"{scope} ({why})" for scope, why in SCOPES.items() if scope not in has]
    if not lacking:
        return [Finding(ok=True, what="Slack: every scope is granted")]
    cure = "paste the manifest that violet slack-manifest prints, and install the app again"
    return [Finding(ok=False, what=f"Slack: lacks {', '.join(lacking)}; {cure}")]


def _refused(setting: str, error: SlackApiError) -> Finding:
    code = error_code(error) or "no reason"
    cure = f"put the token from the app's page at api.slack.com/apps into {setting}"
    if code in _REMOVED:
        cure = words.OUT_OF_REACH[code]
    return Finding(ok=False, what=f"Slack: refuses {setting} ({code}); {cure}")


def _unreachable(error: BaseException) -> Finding:
    reason = type(error).__name__
    return Finding(ok=False, what=f"Slack: cannot be reached ({reason}); check the connection")


def _header(answer: AsyncSlackResponse, name: str) -> str | None:
    headers: dict[str, Any] = {key.lower(): value for key, value in answer.headers.items()}
    value = headers.get(name)
    return value if isinstance(value, str) else None
