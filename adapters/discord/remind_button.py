"""What a press of the button "Remind me" does, whichever run of Violet sent the message."""

import re
from typing import Any, Self

import discord

from adapters.discord.buttons import REMIND_ME
from adapters.discord.responses import respond, speaker_of
from content.commands.admin import Remind


class RemindButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=REMIND_ME):
    """The button as it was pressed.

    https://docs.discord.com/developers/components/reference#anatomy-of-a-component
    """

    def __init__(self, custom_id: str, show: str) -> None:
        self._show = show
        super().__init__(discord.ui.Button(label="Remind me", custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[Any],
        _item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Return it; all it needs is in its id."""
        return cls(match.string, match["show"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Remind whoever pressed it; only they see the answer."""
        reception = interaction.client.reception
        work = reception.router.remind(Remind(self._show), speaker_of(interaction))
        await respond(interaction, reception, work, private=True)
