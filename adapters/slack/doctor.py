"""Whether Slack would let Violet in, with all that she needs."""

from collections import Counter
from datetime import datetime
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.manifest import SCOPES
from adapters.slack.refusals import error_code
from adapters.slack.standings import standing_lines
from adapters.slack.token_forms import NO_BOT, token_faults
from adapters.slack.web_api import open_session, web_client
from bot.ports.findings import Finding, clock_finding
from bot.ports.workspaces import InstalledWorkspace, Workspaces, WorkspaceStanding
from content.language.platforms import slack as words

_MOST_TRIED: Final = 20
_REMOVED: Final = frozenset({"account_inactive", "token_revoked", "app_not_installed"})
"""The app is no more in the workspace, so that no other token is of use before it is."""


async def examine(
    bot_token: str, app_token: str, *, api_base: str | None, now: datetime
) -> list[Finding]:
    """Return what a try with both tokens finds, the first thing to be mended first."""
    if misplaced := token_faults(bot_token, app_token):
        return [Finding(ok=False, what=f"Slack: {fault}") for fault in misplaced]
    async with open_session() as session:
        client = web_client(session, token=bot_token, api_base=api_base)
        try:
            answer = await client.auth_test()
        except SlackApiError as error:
            return [_refused("SLACK_BOT_TOKEN", error)]
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return [_unreachable(error)]
        if not answer.get("bot_id"):
            return [Finding(ok=False, what=f"Slack: SLACK_BOT_TOKEN {NO_BOT}")]
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


async def examine_workspaces(
    workspaces: Workspaces | None, *, api_base: str | None, now: datetime
) -> list[Finding]:
    """Return how the installations stand, and what a try with some of their tokens finds.

    Nothing is renewed for that: a token that has expired is left to whoever runs.
    """
    every = await workspaces.every() if workspaces else ()
    standings = Counter(one.standing for one in every)
    count = standings[WorkspaceStanding.INSTALLED]
    found = [Finding(ok=True, what=f"Slack: {count} workspaces have installed Violet")]
    found += [Finding(ok=False, what=f"Slack: {line}") for line in standing_lines(standings)]
    good = [one for one in every if one.tokens and not _is_over(one, now)]
    async with open_session() as session:
        for one in good[:_MOST_TRIED]:
            found += await _tried(one, session, api_base)
    if len(good) > _MOST_TRIED:
        what = f"Slack: {len(good) - _MOST_TRIED} more workspaces were not tried"
        found.append(Finding(ok=True, what=what))
    return found


def _is_over(one: InstalledWorkspace, now: datetime) -> bool:
    return bool(one.tokens and one.tokens.expire_at and one.tokens.expire_at <= now)


async def _tried(
    one: InstalledWorkspace, session: aiohttp.ClientSession, api_base: str | None
) -> list[Finding]:
    token = one.tokens.access.text if one.tokens else ""
    try:
        answer = await web_client(session, token=token, api_base=api_base).auth_test()
    except SlackApiError as error:
        what = f"Slack: the token of {one.key} is refused ({error_code(error) or 'no reason'})"
        return [Finding(ok=False, what=f"{what}; let that workspace install Violet again")]
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return [_unreachable(error)]
    told = [what for what in _scopes(_header(answer, "x-oauth-scopes")) if not what.ok]
    what = f"Slack: the token of {one.key} is well"
    return told or [Finding(ok=True, what=what)]


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
