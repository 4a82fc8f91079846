"""Which app of Slack's a token is of."""

import re

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.refusals import error_code, is_final
from adapters.slack.web_api import open_session, web_client
from bot.ports.errors import PlatformError, PlatformUnreachableError

_OF_APP_TOKEN = re.compile(r"xapp-\d+-(A[A-Z0-9]+)-")


async def identify(bot_token: str, app_token: str, *, api_base: str | None) -> str | None:
    """Return its id.

    https://docs.slack.dev/reference/methods/bots.info

    Raises:
        PlatformUnreachableError: Slack cannot be asked now.
        PlatformError: it refuses the token.
    """
    async with open_session() as session:
        client = web_client(session, token=bot_token, api_base=api_base)
        try:
            who = await client.auth_test()
            bot = (await client.bots_info(bot=str(who.get("bot_id") or ""))).get("bot")
        except SlackApiError as error:
            code = error_code(error)
            if code == "missing_scope":
                found = _OF_APP_TOKEN.match(app_token)
                return found[1] if found else None
            if is_final(code):
                raise PlatformError(f"Slack refuses SLACK_BOT_TOKEN ({code})") from None
            raise PlatformUnreachableError(
                f"Slack does not say who we are ({code or 'no answer'}); try again later"
            ) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise PlatformUnreachableError(
                f"Slack cannot be reached ({type(error).__name__})"
            ) from error
    return str(bot["app_id"]) if isinstance(bot, dict) and bot.get("app_id") else None
