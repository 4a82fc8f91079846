"""Giving a calendar: the address at which calendar programs fetch what a channel hears of."""

import secrets
from typing import Final, assert_never

from bot.masking import SECRETS
from bot.ports.calendars import Calendars
from bot.ports.subscriptions import Subscriptions
from content.calendar.addresses import feed_path, token_fingerprint
from content.commands.acts import Act
from content.commands.admin import CalendarAct
from content.commands.replies import channel_calendar as replies
from content.commands.reply import CommandReply
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination

_SECRET_BYTES: Final = 20
"""160 random bits: nobody comes upon an address by trying."""


async def give_calendar(
    wanted: CalendarAct,
    destination: Destination,
    *,
    act: Act,
    calendars: Calendars,
    subscriptions: Subscriptions,
    public_url: str | None,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return the address of the calendar of *destination*, made now, or what is so of it.

    An address is said once, when it is made: what is kept of it does not tell it. Where this Violet
    has no *public_url* nothing is made, but what was made can be stopped.
    """
    match wanted:
        case CalendarAct.STOP:
            return replies.stopped(await calendars.stop(destination, act=act), wording)
        case CalendarAct.GIVE | CalendarAct.RENEW:
            if public_url is None:
                return replies.nowhere(wording)
        case _:
            assert_never(wanted)
    secret = secrets.token_hex(_SECRET_BYTES)
    SECRETS.learn(secret)
    renews = wanted is CalendarAct.RENEW
    if not await calendars.give(destination, token_fingerprint(secret), renews=renews, act=act):
        return replies.given_before(await calendars.given_at(destination), wording)
    hears = any(one.paused_at is None for one in await subscriptions.of(destination))
    return replies.given(
        f"{public_url}{feed_path(secret)}", renewed=renews, hears=hears, wording=wording
    )
