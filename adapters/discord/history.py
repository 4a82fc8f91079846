"""Looking in a channel's history for what may have been posted already."""

from datetime import datetime
from typing import Final

import discord

from adapters.discord.limits import LimitedClient
from adapters.discord.messages import carries
from adapters.discord.permissions import how_to_grant, permissions_in, permissions_of
from bot.ports import Delivery
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown

UNFOUND: Final = "Violet may have posted this already, and could not look: "
_PAGE: Final = 100
_MOST_PAGES: Final = 20
_HISTORY: Final = ("Read Message History",)


async def search(
    client: discord.Client, asking: LimitedClient, delivery: Delivery, channel: int, since: datetime
) -> Outcome | None:
    """Return what became of *delivery*, None where it is certainly not there.

    Read forwards from *since*: what was tried then comes before whatever was said later.
    """
    allowed = permissions_in(client, channel)
    if allowed is not None and not allowed.read_message_history:
        # Discord then answers with an empty history rather than with a refusal.
        return Unknown(reason=UNFOUND + how_to_grant(_HISTORY))
    me = client.user.id if client.user else None
    place = client.get_partial_messageable(channel)
    after: discord.Message | datetime = since
    for number in range(_MOST_PAGES):
        waiting = await asking.turn(client)
        if waiting is not None:
            return waiting
        try:
            async with asking.once():
                pages = place.history(limit=_PAGE, after=after, oldest_first=True)
                page = [message async for message in pages]
                if not page and not number and not await _is_readable(client, delivery, channel):
                    return Unknown(reason=UNFOUND + how_to_grant(_HISTORY))
        except Exception as error:  # noqa: BLE001  whatever it is, it becomes an outcome
            outcome = asking.outcome(error, client, delivery.destination)
            if isinstance(outcome, Rejected) and outcome.refusal is not Refusal.LATER:
                return Unknown(reason=UNFOUND + outcome.reason)
            return outcome
        for message in page:
            if message.author.id == me and carries(message.embeds, delivery.key, message.content):
                return Delivered(message=str(message.id))
        if len(page) < _PAGE:
            return None
        after = page[-1]
    return Unknown(reason=UNFOUND + "too much was said since to look through.")


async def _is_readable(client: discord.Client, delivery: Delivery, channel: int) -> bool:
    """Whether an empty history means that nothing was said, rather than that we may not read it.

    The gateway does not tell of every channel, archived threads for one; those are asked for.
    """
    if not delivery.destination.workspace:
        return True
    allowed = permissions_in(client, channel)
    if allowed is None:
        allowed = permissions_of(await client.fetch_channel(channel))
    return allowed is not None and allowed.read_message_history
