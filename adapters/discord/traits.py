"""What is so of Discord."""

from typing import Final

from bot.ports.traits import IdForm, IdForms, PlatformTraits
from content.commands.names import command_name, option_name
from content.language.command_hints import CommandHint
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Platform


def slashed(command: CommandHint, wording: Wording = ENGLISH) -> str:
    """Return the command as it is typed on Discord: "/remind stop:True show:daredevil".

    Discord calls commands and their options by other names in each language.
    """
    verb = " ".join(command_name(word, wording) for word in command.verb.split())
    given = (f"{option_name(name, wording)}:{one}" for name, one in command.arguments)
    return " ".join([f"/{verb}", *given])


_SNOWFLAKE: Final = IdForm(r"[1-9][0-9]{0,19}", "1326789012345678901")
"""https://docs.discord.com/developers/reference#snowflakes"""

DISCORD: Final = PlatformTraits(
    id=Platform("discord"),
    name="Discord",
    in_flight=150,  # so many wait for their slot in the pacer for about three seconds
    most_in_flight=750,
    begun_again_after_s=2.0,  # Discord knows a nonce again, so that repeating is safe
    one_answers=True,  # two connections to its gateway would both hear every question
    one_sends=True,  # Discord limits what one token may send, whichever process sends it
    knows_people_by_workspace=False,
    writes_to_people=True,
    ids=IdForms(workspace=_SNOWFLAKE, channel=_SNOWFLAKE, thread=_SNOWFLAKE, person=_SNOWFLAKE),
    channel_page="https://discord.com/channels/{workspace}/{channel}",
    spelling=slashed,
    settings=("DISCORD_TOKEN",),
    address_setting="DISCORD_API_BASE",
    loggers=("discord",),
)
