"""Choosing admins: who counts as one in a server besides its true ones."""

from dataclasses import replace

from bot.ports.platforms import Channels
from bot.ports.server_admins import ServerAdmins
from content.commands.acts import Act
from content.commands.admin import ChooseAdmins
from content.commands.powers import AdminChoice
from content.commands.replies import chosen_admins as replies
from content.commands.reply import CommandReply
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination


async def choose_admins(
    wanted: ChooseAdmins,
    destination: Destination,
    *,
    act: Act,
    admins: ServerAdmins,
    channels: Channels,
    wording: Wording = ENGLISH,
) -> CommandReply:
    """Store what is chosen for the server of *destination*, and return how it stands then.

    Where nothing is chosen, nothing is changed. What cannot be read is refused in words.
    """
    stood = await admins.of(destination)
    if not wanted.changes:
        return replies.admins_shown(stood, changed=False, wording=wording)
    choice, note = stood, ""
    if wanted.creators is not None:
        counts = replies.yes_or_no(wanted.creators)
        if counts is None:
            return replies.creators_unread(wording)
        choice = replace(choice, creators=counts)
    if wanted.role == "":
        choice = replace(choice, role="", role_name="")
    elif wanted.role is not None:
        found = await channels.find_role(wanted.role, wording)
        if isinstance(found, str):
            return replies.no_such_role(found, wording)
        choice, note = replace(choice, role=found.id, role_name=found.name), found.note
    if choice != stood:
        act = replace(act, detail=_in_short(choice))
        await admins.choose(destination, choice, act=act)
    return replies.admins_shown(choice, changed=choice != stood, note=note, wording=wording)


def _in_short(choice: AdminChoice) -> str:
    """Return *choice* as it would be typed."""
    role = f"{choice.role_name} ({choice.role})" if choice.role else "none"
    return f"{role}; creators {'yes' if choice.creators else 'no'}"
