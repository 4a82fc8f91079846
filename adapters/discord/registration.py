"""All commands together; registered only where Discord holds others, since it limits how often."""

import contextlib
import re
from collections.abc import Sequence
from typing import Any, Final

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.http import Route

from adapters.discord.admin import updates_group
from adapters.discord.channels import speaker_of
from adapters.discord.commands import CommandContext, commands_for_everyone, say
from adapters.discord.markup import CommandIds
from adapters.discord.messages import sentence_message
from adapters.discord.newsdesk import newsdesk_group
from content.commands.names import command_name, option_name
from content.language.platforms import apologies
from content.language.wording import wording_for

log = structlog.get_logger()

_DISCORDS_OWN: Final = frozenset(
    {"id", "application_id", "version", "guild_id", "handler", "global_popularity_rank"}
)
_SETS: Final = frozenset({"contexts", "integration_types", "channel_types"})
_INSTALLS: Final = "integration_types"
"""Where we name none, Discord has what the application allows."""
_FOLLOWS_CONTEXTS: Final = frozenset({"dm_permission"})
"""Deprecated in favour of contexts."""
_DESCRIPTION_LIMIT: Final = 100
"""https://docs.discord.com/developers/interactions/application-commands"""
_NAME: Final = re.compile(r"[-_'\w]{1,32}")
"""What a command or an argument may be called; in small letters, where there are any.

https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
"""
_COMMANDS: Final = frozenset(
    {
        app_commands.TranslationContextLocation.command_name,
        app_commands.TranslationContextLocation.group_name,
    }
)

Described = dict[str, Any]


class CommandTree(app_commands.CommandTree[discord.Client]):
    """Violet's commands, on one client."""

    def __init__(self, client: discord.Client, context: CommandContext) -> None:
        super().__init__(client)
        for command in commands_for_everyone(context):
            self.add_command(command)
        self.add_command(updates_group(context))
        self.add_command(newsdesk_group(context))

    async def _call(self, interaction: discord.Interaction[Any]) -> None:
        """Answer what cannot be read too; discord.py would only log it."""
        try:
            await super()._call(interaction)
        except app_commands.AppCommandError:
            raise
        except Exception as error:  # noqa: BLE001  the edge: nobody may be left without an answer
            interaction.command_failed = True
            wrong = app_commands.AppCommandError(type(error).__name__)
            wrong.__cause__ = error
            await self.on_error(interaction, wrong)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        """Say a kind sentence to whoever ran the command, and the whole story to the log."""
        data: Any = interaction.data or {}
        log.error("command_failed", command=data.get("name"), exc_info=error)
        autocompletes = interaction.type is discord.InteractionType.autocomplete
        if not autocompletes and not interaction.response.is_done():
            sorry = apologies.went_wrong(speaker_of(interaction).wording)
            with contextlib.suppress(discord.DiscordException, aiohttp.ClientError, OSError):
                await say(interaction, sentence_message(sorry), private=True)


class CatalogueTranslator(app_commands.Translator):
    """What commands are called and are for, from the catalogues."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return the text in a language; None where its catalogue has none that Discord takes.

        A value that is chosen is called what is typed elsewhere, and what replies call it.
        """
        wording, text = wording_for(locale.value), string.message
        if wording.is_english:
            return None
        match context.location:
            case app_commands.TranslationContextLocation.choice_name:
                return None
            case location if location in _COMMANDS:
                said = command_name(text, wording)
            case app_commands.TranslationContextLocation.parameter_name:
                said = option_name(text, wording)
            case _:
                said = wording.say(text)
                return None if said == text or len(said) > _DESCRIPTION_LIMIT else said
        return None if said == text or not _is_name(said) else said


def _is_name(said: str) -> bool:
    return _NAME.fullmatch(said) is not None and said == said.lower()


async def held_commands(
    tree: app_commands.CommandTree[Any], application_id: int
) -> list[Described]:
    """Return the commands that Discord holds, with their texts in every language."""
    # discord.py has no way to ask for the other languages, which Discord leaves out otherwise.
    commands = Route(
        "GET", "/applications/{application_id}/commands", application_id=application_id
    )
    held: list[Described] = await tree.client.http.request(
        commands, params={"with_localizations": "true"}
    )
    return held


async def is_registered(tree: app_commands.CommandTree[Any], held: Sequence[Described]) -> bool:
    """Whether what Discord holds is what *tree* has; `tree.sync` knows the languages then."""
    translator = CatalogueTranslator()
    await tree.set_translator(translator)
    wanted = [
        await command.get_translated_payload(tree, translator) for command in tree.get_commands()
    ]
    return is_same([dict(command) for command in held], wanted)


def registered(held: Sequence[Described]) -> CommandIds:
    """Return the ids of the commands that Discord holds."""
    return {command["name"]: int(command["id"]) for command in held}


def is_same(held: list[Described], wanted: list[Described]) -> bool:
    """Whether two lists of commands mean the same, whatever is left out as a default."""
    named = {(one.get("type", 1), one["name"]) for one in wanted if one.get(_INSTALLS)}
    compared = [
        one
        if (one.get("type", 1), one["name"]) in named
        else {name: value for name, value in one.items() if name != _INSTALLS}
        for one in held
    ]
    return _by_name(compared) == _by_name(wanted)


def _by_name(commands: list[Described]) -> dict[object, object]:
    plain = [_plain(command) for command in commands]
    return {(one.get("type", 1), one["name"]): one for one in plain}


def _plain(value: Described) -> Described:
    """Drop what Discord adds and what means nothing; order options by their place alone."""
    kept: Described = {}
    for name, one in value.items():
        if name in _DISCORDS_OWN or name in _FOLLOWS_CONTEXTS or one in (None, False, [], {}):
            continue
        if name in _SETS:
            kept[name] = sorted(int(part) for part in one)
        elif name == "default_member_permissions":
            kept[name] = str(one)
        elif isinstance(one, list):
            kept[name] = [_plain(part) if isinstance(part, dict) else part for part in one]
        else:
            kept[name] = one
    return kept
