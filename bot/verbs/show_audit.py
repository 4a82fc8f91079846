"""Showing the audit: who changed what a channel hears, and what editors did."""

from typing import Final

from bot.ports.audit import Audit
from bot.ports.sources import Knowledge
from content.commands.replies.acts_listed import acts_listed
from content.commands.reply import CommandReply
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination

_MOST: Final = 10


async def show_audit(
    destination: Destination | None,
    *,
    audit: Audit,
    knowledge: Knowledge,
    newsdesk: bool,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Return the newest acts for *destination* (None: whoever asks may not see them).

    With *newsdesk* those follow that editors did for everyone.
    """
    mine = await audit.at(destination, limit=_MOST) if destination is not None else None
    theirs = await audit.on_newsdesk(limit=_MOST) if newsdesk else None
    return acts_listed(mine, theirs, knowledge.catalogue, wording)
