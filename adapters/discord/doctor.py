"""Whether Discord would let Violet in: looked at without connecting."""

from datetime import datetime
from typing import Any, Final

import aiohttp

from adapters.discord.shards import EVERY_SHARD, Shards
from bot.ports.findings import Finding, clock_finding

API: Final = "https://discord.com/api/v10"
_TIMEOUT_S: Final = 10.0
_FEW_SESSIONS: Final = 10


async def examine(
    token: str, *, api_base: str | None, now: datetime, shards: Shards = EVERY_SHARD
) -> list[Finding]:
    """Return what a try with *token* finds, the first thing to be mended first.

    https://docs.discord.com/developers/events/gateway#get-gateway-bot
    """
    base = (api_base or API).rstrip("/")
    headers = {"Authorization": f"Bot {token}"}
    timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
    try:
        async with aiohttp.ClientSession(timeout=timeout, headers=headers) as session:
            async with session.get(f"{base}/users/@me") as answer:
                found = [_of_token(answer.status, await _body(answer))]
                date = answer.headers.get("Date")
            if found[0].ok:
                async with session.get(f"{base}/gateway/bot") as answer:
                    told = await _body(answer)
                    found += [_of_gateway(answer.status, told), *_of_shards(told, shards)]
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        reason = type(error).__name__
        return [
            Finding(ok=False, what=f"Discord: cannot be reached ({reason}); check the connection")
        ]
    clock = clock_finding("Discord", date, now)
    return [*found, *([clock] if clock else [])]


async def _body(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    try:
        body = await answer.json(content_type=None)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _of_token(status: int, body: dict[str, Any]) -> Finding:
    if status == 200:
        return Finding(ok=True, what=f"Discord: the token is that of {body.get('username')}")
    if status == 401:
        cure = "reset it in the developer portal (Bot) and put the new one into DISCORD_TOKEN"
        return Finding(ok=False, what=f"Discord: the token is refused; {cure}")
    return Finding(ok=False, what=f"Discord: answers {status}; try again later")


def _of_gateway(status: int, body: dict[str, Any]) -> Finding:
    """How often Violet may still connect today, with no privileged intent."""
    if status != 200:
        return Finding(ok=False, what=f"Discord: the gateway answers {status}; try again later")
    left = (body.get("session_start_limit") or {}).get("remaining")
    if isinstance(left, int) and left < _FEW_SESSIONS:
        return Finding(
            ok=False,
            what=f"Discord: only {left} connections left today; find what restarts so often",
        )
    return Finding(ok=True, what="Discord: the gateway lets us in; no privileged intent is needed")


def _of_shards(body: dict[str, Any], shards: Shards) -> list[Finding]:
    """Whether the servers are divided as Discord recommends, and which of them are ours.

    https://docs.discord.com/developers/events/gateway#sharding
    """
    wanted, count = body.get("shards"), shards.count
    if count is None or not isinstance(wanted, int):
        return []
    if count < wanted:
        return [
            Finding(
                ok=False,
                what=f"Discord: DISCORD_SHARD_COUNT is {count}, and {wanted} are recommended; stop "
                "every process, set it alike for all of them, and share out DISCORD_SHARD_IDS anew",
            )
        ]
    ours = "all of them" if shards.are_all else f"of them {', '.join(map(str, shards.ids))}"
    return [
        Finding(
            ok=True,
            what=f"Discord: {count} shards, {ours} here; {wanted} are recommended",
        )
    ]
