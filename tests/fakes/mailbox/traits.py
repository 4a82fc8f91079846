"""What is so of mailboxes."""

from typing import Final

from bot.ports.traits import PlatformTraits
from content.language.command_hints import CommandHint
from content.subscriptions.destination import Platform


def _in_capitals(command: CommandHint) -> str:
    return command.typed.upper()


MAILBOX: Final = PlatformTraits(
    id=Platform("mailbox"),
    name="the mailbox",
    in_flight=4,
    most_in_flight=16,
    begun_again_after_s=0.0,  # a file that was written can be seen at once
    one_answers=True,
    one_sends=True,
    knows_people_by_workspace=True,
    writes_to_people=True,
    channel_page="file:///{workspace}/{channel}",
    spelling=_in_capitals,
)
