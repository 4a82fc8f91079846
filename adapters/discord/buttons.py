"""Buttons under answers: each holds in its own id all that pressing it needs."""

from datetime import date
from typing import Any, Final

import discord

from content.answers.reminders import to_be_reminded_of
from content.answers.reply import Answer
from content.facts.claims import ShowId

REMIND_ME: Final = r"remind:(?P<show>[a-z0-9-]{1,80})"
"""The id of a button "Remind me"; Discord keeps it with the message, for whoever runs by then."""


def offered_with(answer: Answer, today: date) -> dict[str, Any]:
    """Return what else the message of *answer* is sent with; *today* is a day in UTC."""
    show = to_be_reminded_of(answer, today)
    return {} if show is None else {"view": _remind_me(show)}


def _remind_me(show: ShowId) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    view.add_item(
        discord.ui.Button(
            label="Remind me",
            style=discord.ButtonStyle.secondary,
            custom_id=f"remind:{show}",
        )
    )
    # Stopped, so that discord.py keeps no record of the message; the id says it all.
    view.stop()
    return view
