"""Buttons under answers: each holds in its own id all that pressing it needs.

So a button works whichever run of Violet sent the message.
"""

import re
from datetime import date
from typing import Any, Final, Self

import discord

from content.answers.reminders import to_be_reminded_of
from content.answers.reply import Answer
from content.commands.descriptions import REMIND_ME as REMIND_ME_LABEL
from content.commands.reply import Response
from content.facts.claims import ShowId
from content.language.wording import reader_wording

REMIND_ME: Final = r"remind:(?P<show>[a-z0-9-]{1,80})"
"""The id of a button "Remind me"; Discord keeps it with the message, for whoever runs by then."""


def offered_with(response: Response, today: date) -> dict[str, Any]:
    """Return what else the message of *response* is sent with; *today* is a day in UTC."""
    if not isinstance(response, Answer):
        return {}
    show = to_be_reminded_of(response, today)
    label = reader_wording(response.language).say(REMIND_ME_LABEL)
    return {} if show is None else {"view": _remind_me(show, label)}


def _remind_me(show: ShowId, label: str) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    view.add_item(
        discord.ui.Button(
            label=label,
            style=discord.ButtonStyle.secondary,
            custom_id=f"remind:{show}",
        )
    )
    # Stopped, so that discord.py keeps no record of the message; the id says it all.
    view.stop()
    return view


class RemindButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=REMIND_ME):
    """The button as it was pressed.

    https://docs.discord.com/developers/components/reference#anatomy-of-a-component
    """

    def __init__(self, custom_id: str, show: str) -> None:
        self._show = show
        super().__init__(discord.ui.Button(label=REMIND_ME_LABEL, custom_id=custom_id))

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
        await interaction.client.on_remind_me(interaction, self._show)
