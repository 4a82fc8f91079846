"""Which application of Discord's a token is of."""

from typing import Any, Final

import aiohttp

from adapters.discord.doctor import API
from bot.ports.errors import PlatformError, PlatformUnreachableError
from content.language.platforms.discord import TOKEN_REFUSED

_TIMEOUT_S: Final = 10.0


async def identify(token: str, *, api_base: str | None) -> str | None:
    """Return its id.

    https://docs.discord.com/developers/resources/application#get-current-application

    Raises:
        PlatformUnreachableError: Discord cannot be asked now.
        PlatformError: it refuses the token.
    """
    base, headers = (api_base or API).rstrip("/"), {"Authorization": f"Bot {token}"}
    timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, headers=headers) as session,
            session.get(f"{base}/applications/@me") as answer,
        ):
            if answer.status == 401:
                raise PlatformError(TOKEN_REFUSED)
            body: Any = await answer.json(content_type=None) if answer.status == 200 else {}
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise PlatformUnreachableError(
            f"Discord cannot be reached ({type(error).__name__}); try again later"
        ) from error
    found = body.get("id") if isinstance(body, dict) else None
    if not found:
        raise PlatformUnreachableError("Discord does not say who we are; try again later")
    return str(found)
