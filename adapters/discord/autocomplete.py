"""What Discord offers while an option is being typed; from memory, within milliseconds.

https://docs.discord.com/developers/interactions/application-commands#autocomplete
"""

from collections.abc import Callable, Coroutine
from typing import Any, Final
from zoneinfo import available_timezones

import discord
from discord import app_commands

from bot.router import Router
from content.subscriptions.preferences import KINDS
from content.understanding.fields import find_shows, suggest_shows

MOST_CHOICES: Final = 25
CHOICE_LIMIT: Final = 100

Choices = list[app_commands.Choice[str]]
Suggest = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]


def shows(router: Router, *, also_every: bool = False) -> Suggest:
    """Return the suggestions for a show; with *also_every* one for all of them."""

    async def suggest(_interaction: discord.Interaction[Any], typed: str) -> Choices:
        found = suggest_shows(typed, router.knowledge.catalogue)
        choices = [_choice(show.title, show.id) for show in found]
        if also_every and (not typed.strip() or "every show".startswith(typed.strip().casefold())):
            choices.insert(0, _choice("Every show", "all"))
        return choices[:MOST_CHOICES]

    return suggest


def seasons(router: Router) -> Suggest:
    """Return the suggestions for a season of the show that was chosen before."""

    async def suggest(interaction: discord.Interaction[Any], typed: str) -> Choices:
        catalogue = router.knowledge.catalogue
        chosen = find_shows(getattr(interaction.namespace, "show", None) or "", catalogue)
        known = catalogue.seasons(chosen[0]) if chosen else ()
        named = [(f"Season {s}" if isinstance(s, int) else f"The {s}", str(s)) for s in known]
        wanted = typed.strip().casefold()
        return [_choice(*name) for name in named if wanted in name[0].casefold()][:MOST_CHOICES]

    return suggest


def zones() -> Suggest:
    """Return the suggestions for an IANA time zone."""
    every = sorted(available_timezones())

    async def suggest(_interaction: discord.Interaction[Any], typed: str) -> Choices:
        wanted = typed.strip().replace(" ", "_").casefold()
        found = [zone for zone in every if wanted in zone.casefold()]
        return [_choice(zone, zone) for zone in found[:MOST_CHOICES]]

    return suggest


def kinds() -> Suggest:
    """Return the suggestions for a list of kinds of news: one more for what is there already."""

    async def suggest(_interaction: discord.Interaction[Any], typed: str) -> Choices:
        before, comma, last = typed.rpartition(",")
        chosen = [part.strip() for part in before.split(",") if part.strip()]
        start = "".join(f"{part}, " for part in chosen)
        wanted = last.strip().casefold()
        names = [kind.value for kind in KINDS if kind.value not in chosen]
        found = [f"{start}{name}" for name in names if name.startswith(wanted)]
        if not comma and "all".startswith(wanted):
            found.insert(0, "all")
        return [_choice(name, name) for name in found if len(name) <= CHOICE_LIMIT][:MOST_CHOICES]

    return suggest


def steps() -> Suggest:
    """Return some usual countdowns."""
    return _among("100, 30, 14, 7, 3, 1, 0", "30, 7, 1, 0", "7, 1, 0", "1, 0", "0", "none")


def quiet_hours() -> Suggest:
    """Return some usual nights."""
    return _among("22-7", "23-8", "0-9", "20-9", "off")


def _among(*usual: str) -> Suggest:
    async def suggest(_interaction: discord.Interaction[Any], typed: str) -> Choices:
        wanted = typed.strip().casefold()
        return [_choice(one, one) for one in usual if one.startswith(wanted)]

    return suggest


def _choice(name: str, value: str) -> app_commands.Choice[str]:
    return app_commands.Choice(name=name[:CHOICE_LIMIT] or value, value=value[:CHOICE_LIMIT])
