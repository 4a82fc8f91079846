"""Buttons under what was said: each holds in its own id all that pressing it needs.

So a button works whichever run of Violet sent the message.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Self

import discord

from adapters.discord.markup import plain, units
from content.commands.next_steps import NextStep, StepAction, next_steps
from content.commands.reply import Response

STEP: Final = r"(?P<action>remind|look|follow|forget|sources|history):(?P<value>.{1,95})"
"""The id of a button; Discord keeps it with the message, for whoever runs by then."""
_ID_LIMIT: Final = 100
_LABEL_LIMIT: Final = 80
"""https://docs.discord.com/developers/components/reference#button"""


def offered_with(
    response: Response, today: date, *, hears: bool, manages: bool = False
) -> dict[str, Any]:
    """Return what else the message of *response* is sent with; *today* is a day in UTC.

    *hears* is whether it is sent to where shows can be followed, and *manages* whether whoever
    asked may choose which.
    """
    view = buttons_of(next_steps(response, today, hears=hears, manages=manages))
    return {} if view is None else {"view": view}


def buttons_of(steps: Sequence[NextStep]) -> discord.ui.View | None:
    """Return a button for each of the *steps*; None: there is none."""
    view = discord.ui.View(timeout=None)
    for step in steps:
        custom_id = f"{step.action}:{step.value}"
        if units(custom_id) <= _ID_LIMIT:
            view.add_item(
                discord.ui.Button(
                    label=plain(step.label, _LABEL_LIMIT) or "…",
                    style=discord.ButtonStyle.secondary,
                    custom_id=custom_id,
                )
            )
    # Stopped, so that discord.py keeps no record of the message; the ids say it all.
    view.stop()
    return view if view.children else None


class StepButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=STEP):
    """A button as it was pressed.

    https://docs.discord.com/developers/components/reference#anatomy-of-a-component
    """

    def __init__(self, custom_id: str, action: StepAction, value: str) -> None:
        self._action = action
        self._value = value
        super().__init__(discord.ui.Button(label="…", custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[Any],
        _item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Return it; all it needs is in its id."""
        return cls(match.string, StepAction(match["action"]), match["value"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what it is for."""
        await interaction.client.on_step(interaction, self._action, self._value)
