"""What Discord offers while an option is being typed; from memory, within milliseconds.

https://docs.discord.com/developers/interactions/application-commands#autocomplete
"""

from collections.abc import Callable, Coroutine
from typing import Any, Final

import discord
from discord import app_commands

from bot.router import Router
from content.commands import descriptions
from content.language.wording import Wording, reader_wording
from content.subscriptions.preference_values import Suggest
from content.understanding.typed_shows import find_shows, suggest_shows

MOST_CHOICES: Final = 25
CHOICE_LIMIT: Final = 100

Choices = list[app_commands.Choice[str]]
Completion = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]


def shows(router: Router, *, also_every: bool = False) -> Completion:
    """Return the suggestions for a show; with *also_every* one for all of them."""

    async def suggest(interaction: discord.Interaction[Any], typed: str) -> Choices:
        found = suggest_shows(typed, router.knowledge.catalogue)
        choices = [_choice(show.title, show.id) for show in found]
        every = _wording_of(interaction).say(descriptions.EVERY_SHOW)
        if also_every and every.casefold().startswith(typed.strip().casefold()):
            choices.insert(0, _choice(every, "all"))
        return choices[:MOST_CHOICES]

    return suggest


def seasons(router: Router) -> Completion:
    """Return the suggestions for a season of the show that was chosen before."""

    async def suggest(interaction: discord.Interaction[Any], typed: str) -> Choices:
        catalogue = router.knowledge.catalogue
        chosen = find_shows(getattr(interaction.namespace, "show", None) or "", catalogue)
        known = catalogue.seasons(chosen[0]) if chosen else ()
        wording = _wording_of(interaction)
        named = [(descriptions.season_choice(season, wording), str(season)) for season in known]
        wanted = typed.strip().casefold()
        return [_choice(*name) for name in named if wanted in name[0].casefold()][:MOST_CHOICES]

    return suggest


def offered(suggest: Suggest) -> Completion:
    """Return what offers as many of the suggestions for a text as Discord shows."""

    async def complete(_interaction: discord.Interaction[Any], typed: str) -> Choices:
        found = [one for one in suggest(typed) if len(one) <= CHOICE_LIMIT]
        return [_choice(one, one) for one in found[:MOST_CHOICES]]

    return complete


def _wording_of(interaction: discord.Interaction[Any]) -> Wording:
    return reader_wording(str(interaction.locale))


def _choice(name: str, value: str) -> app_commands.Choice[str]:
    return app_commands.Choice(name=name[:CHOICE_LIMIT] or value, value=value[:CHOICE_LIMIT])
