"""What Discord offers while an option is being typed; it waits three seconds at most.

https://docs.discord.com/developers/interactions/application-commands#autocomplete
"""

from collections.abc import Callable, Coroutine
from typing import Any, Final

import discord
from discord import app_commands

from adapters.discord.channels import speaker_of
from adapters.discord.markup import plain
from bot.ports.errors import ShareSpentError
from bot.router import Router
from content.answers.show_found import record_named
from content.commands import descriptions
from content.commands.shares import Errand
from content.language.wording import Wording, reader_wording
from content.subscriptions.preference_values import Suggest
from content.understanding.typed_shows import find_shows, suggest_shows

MOST_CHOICES: Final = 25
CHOICE_LIMIT: Final = 100

Choices = list[app_commands.Choice[str]]
Completion = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, Choices]]


def shows(router: Router, *, also_every: bool = False, also_listed: bool = False) -> Completion:
    """Return the suggestions for a show; with *also_every* one for all of them.

    With *also_listed* they are any show's, and not those alone that are known here.
    """

    async def suggest(interaction: discord.Interaction[Any], typed: str) -> Choices:
        if also_listed:
            found = await router.shows_typed(typed, speaker_of(interaction))
            choices = [_choice(one.within(CHOICE_LIMIT), one.record) for one in found]
        else:
            known = suggest_shows(typed, router.knowledge.catalogue)
            choices = [_choice(show.title, show.id) for show in known]
        every = _wording_of(interaction).say(descriptions.EVERY_SHOW)
        if also_every and every.casefold().startswith(typed.strip().casefold()):
            choices.insert(0, _choice(every, "all"))
        return choices[:MOST_CHOICES]

    return _in_turn(router, suggest)


def seasons(router: Router) -> Completion:
    """Return the suggestions for a season of the show that was chosen before."""

    async def suggest(interaction: discord.Interaction[Any], typed: str) -> Choices:
        catalogue, show = router.knowledge.catalogue, getattr(interaction.namespace, "show", None)
        # Of a record, the seasons are not known before it is looked up.
        chosen = find_shows(show, catalogue) if show and record_named(show) is None else ()
        known = catalogue.seasons(chosen[0]) if chosen else ()
        wording = _wording_of(interaction)
        relative = ("next", "last") if any(isinstance(one, int) for one in known) else ()
        named = [
            (descriptions.season_choice(season, wording), str(season))
            for season in (*relative, *known)
        ]
        wanted = typed.strip().casefold()
        return [_choice(*name) for name in named if wanted in name[0].casefold()][:MOST_CHOICES]

    return _in_turn(router, suggest)


def claims(router: Router) -> Completion:
    """Return the suggestions for the id of a claim, for editors alone."""

    async def suggest(interaction: discord.Interaction[Any], typed: str) -> Choices:
        found = await router.claims_named(typed, speaker_of(interaction), most=MOST_CHOICES)
        return [_choice(one.label, one.id) for one in found if len(one.id) <= CHOICE_LIMIT]

    return _in_turn(router, suggest)


def offered(router: Router, suggest: Suggest) -> Completion:
    """Return what offers as many of the suggestions for a text as Discord shows."""

    async def complete(_interaction: discord.Interaction[Any], typed: str) -> Choices:
        found = [one for one in suggest(typed) if len(one) <= CHOICE_LIMIT]
        return [_choice(one, one) for one in found[:MOST_CHOICES]]

    return _in_turn(router, complete)


def _in_turn(router: Router, complete: Completion) -> Completion:
    """Return *complete* for those who may have it now; nothing is offered to the others."""

    async def suggest(interaction: discord.Interaction[Any], typed: str) -> Choices:
        try:
            async with router.served(speaker_of(interaction), Errand.KEYSTROKE):
                return await complete(interaction, typed)
        except ShareSpentError:
            return []

    return suggest


def _wording_of(interaction: discord.Interaction[Any]) -> Wording:
    return reader_wording(str(interaction.locale))


def _choice(name: str, value: str) -> app_commands.Choice[str]:
    shown = plain(name, CHOICE_LIMIT) or plain(value, CHOICE_LIMIT)
    return app_commands.Choice(name=shown, value=value[:CHOICE_LIMIT])
