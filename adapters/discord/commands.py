"""The commands that everyone has, and how any command is answered.

An answer comes within Discord's three seconds, whatever happens behind it.
https://docs.discord.com/developers/interactions/receiving-and-responding
"""

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp
import discord
import structlog
from discord import app_commands

from adapters.discord import autocomplete
from adapters.discord.buttons import offered_with
from adapters.discord.channels import hears_at, speaker_of
from adapters.discord.colours import ColourOf, colours_in
from adapters.discord.messages import RenderedMessage, answer_message, sentence_message
from adapters.discord.pictures import attached_to_answer
from adapters.discord.questions import DiscordQuestions
from bot.ports.errors import ShareSpentError, StorageError
from bot.ports.pictures import DrawnPicture
from bot.ports.platforms import LookUp
from bot.router import Router
from bot.runtime.in_flight import InFlight
from content.answers.reply import Answer
from content.commands import descriptions
from content.commands.admin import Remind
from content.commands.reply import Response, is_refusal
from content.language.platforms import apologies
from content.language.platforms import discord as words
from content.understanding.intents import Intent

log = structlog.get_logger()

PATIENCE_S: Final = 1.5
"""After this Discord is told to wait, long before its three seconds are over."""
_LONGEST_S: Final = 60.0
_EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_ABOUT_A_SEASON = tuple(
    (intent.row.verb, intent) for intent in Intent if intent.row.verb and intent.row.needs_show
)

Interaction = discord.Interaction[discord.Client]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    """What commands and mentions are answered with."""

    router: Router
    in_flight: InFlight
    questions: DiscordQuestions = field(default_factory=DiscordQuestions)
    command_ids: dict[str, int] = field(default_factory=dict)
    """Of the registered commands, by their names; empty until that is known."""

    @property
    def colour_of(self) -> ColourOf:
        """What knows the colours of the shows."""
        return colours_in(self.router.knowledge)


def commands_for_everyone(
    context: CommandContext,
) -> Iterator[app_commands.Command[Any, ..., None] | app_commands.Group]:
    """Yield the commands that ask something, and those about whoever uses them."""
    for name, intent in _ABOUT_A_SEASON:
        yield _about_a_season(context, name, intent)
    yield _news(context)
    yield _upcoming(context)
    yield _ask(context)
    yield _help(context)
    yield _remind(context)
    yield _forget(context)


def _about_a_season(
    context: CommandContext, name: str, intent: Intent
) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(show=descriptions.SHOW, season=descriptions.SEASON)
    @app_commands.autocomplete(
        show=autocomplete.shows(context.router, also_listed=True),
        season=autocomplete.seasons(context.router),
    )
    async def look_up(
        interaction: Interaction,
        show: app_commands.Range[str, 1, 100],
        season: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        wanted = LookUp(intent=intent, speaker=speaker_of(interaction), show=show, season=season)
        await respond(interaction, context, context.router.look_up(wanted))

    return app_commands.Command(
        name=name,
        description=descriptions.COMMANDS[name],
        callback=look_up,
        allowed_contexts=_EVERYWHERE,
    )


def _news(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(show=descriptions.SHOW, since=descriptions.SINCE)
    @app_commands.autocomplete(show=autocomplete.shows(context.router, also_listed=True))
    async def news(
        interaction: Interaction,
        show: app_commands.Range[str, 1, 100] | None = None,
        since: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        speaker = speaker_of(interaction)
        wanted = LookUp(intent=Intent.UPDATES, speaker=speaker, show=show, since=since)
        await respond(interaction, context, context.router.look_up(wanted))

    return app_commands.Command(
        name="news",
        description=descriptions.COMMANDS["news"],
        callback=news,
        allowed_contexts=_EVERYWHERE,
    )


def _upcoming(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    async def upcoming(interaction: Interaction) -> None:
        wanted = LookUp(intent=Intent.UPCOMING, speaker=speaker_of(interaction))
        await respond(interaction, context, context.router.look_up(wanted))

    return app_commands.Command(
        name="upcoming",
        description=descriptions.COMMANDS["upcoming"],
        callback=upcoming,
        allowed_contexts=_EVERYWHERE,
    )


def _ask(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(question=descriptions.QUESTION)
    async def ask(interaction: Interaction, question: app_commands.Range[str, 1, 2000]) -> None:
        work = context.router.ask(question, speaker_of(interaction), message=str(interaction.id))
        await respond(interaction, context, work)

    return app_commands.Command(
        name="ask",
        description=descriptions.COMMANDS["ask"],
        callback=ask,
        allowed_contexts=_EVERYWHERE,
    )


def _help(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    async def help_(interaction: Interaction) -> None:
        wanted = LookUp(intent=Intent.HELP, speaker=speaker_of(interaction))
        await respond(interaction, context, context.router.look_up(wanted), private=True)

    return app_commands.Command(
        name="help",
        description=descriptions.COMMANDS["help"],
        callback=help_,
        allowed_contexts=_EVERYWHERE,
    )


def _remind(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(
        show=descriptions.SHOW_OR_REMINDERS,
        season=descriptions.SEASON,
        stop=descriptions.STOP,
    )
    @app_commands.autocomplete(
        show=autocomplete.shows(context.router, also_listed=True),
        season=autocomplete.seasons(context.router),
    )
    async def remind(
        interaction: Interaction,
        show: app_commands.Range[str, 1, 100] | None = None,
        season: app_commands.Range[str, 1, 100] | None = None,
        stop: bool = False,  # noqa: FBT001, FBT002  how discord.py knows an option of yes and no
    ) -> None:
        work = context.router.remind(Remind(show, season, stop), speaker_of(interaction))
        await respond(interaction, context, work, private=True)

    return app_commands.Command(
        name="remind",
        description=descriptions.COMMANDS["remind"],
        callback=remind,
        allowed_contexts=_EVERYWHERE,
    )


def _forget(context: CommandContext) -> app_commands.Group:
    group = app_commands.Group(
        name="forget",
        description=descriptions.COMMANDS["forget"],
        allowed_contexts=_EVERYWHERE,
    )

    async def forget_me(interaction: Interaction) -> None:
        work = context.router.forget_me(speaker_of(interaction))
        await respond(interaction, context, work, private=True)

    group.add_command(
        app_commands.Command(
            name="me", description=descriptions.COMMANDS["forget me"], callback=forget_me
        )
    )
    return group


async def respond(
    interaction: discord.Interaction[Any],
    context: CommandContext,
    work: Coroutine[Any, Any, Response],
    *,
    private: bool = False,
    pictures: Sequence[DrawnPicture] = (),
) -> None:
    """Answer the command with what *work* returns, or with a kind sentence where it fails.

    With *private* only whoever ran the command sees the answer. The first of *pictures*, which
    *work* may fill, is shown in it.
    """
    context.in_flight.hold_current()
    task = asyncio.create_task(work)
    try:
        await asyncio.wait({task}, timeout=PATIENCE_S)
        is_late = not task.done()
        if is_late:
            await interaction.response.defer(ephemeral=private, thinking=True)
        message, answer = await said_by(task, interaction, context)
        offered = {}
        if answer is not None:
            today = context.router.clock.now().date()
            offered = offered_with(
                answer,
                today,
                hears=hears_at(interaction),
                manages=interaction.permissions.manage_guild,
            )
            offered |= attached_to_answer(message, pictures, interaction, is_late=is_late)
        if is_late:
            await _follow_up(interaction, message, offered)
        else:
            is_private = private or answer is None or is_refusal(answer)
            await say(interaction, message, private=is_private, **offered)
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        log.exception("answer_not_sent", command=_name(interaction))
    finally:
        task.cancel()


async def say(
    interaction: discord.Interaction[Any],
    message: RenderedMessage,
    *,
    private: bool,
    **offered: Any,
) -> None:
    """Send *message* as the command's answer, with what else is *offered* there."""
    await interaction.response.send_message(
        content=message.content,
        embeds=list(message.embeds),
        ephemeral=private,
        allowed_mentions=discord.AllowedMentions.none(),
        **offered,
    )


async def _follow_up(
    interaction: discord.Interaction[Any], message: RenderedMessage, offered: dict[str, Any]
) -> None:
    await interaction.edit_original_response(
        content=message.content,
        embeds=list(message.embeds),
        allowed_mentions=discord.AllowedMentions.none(),
        **offered,
    )


async def said_by(
    task: asyncio.Task[Response], interaction: discord.Interaction[Any], context: CommandContext
) -> tuple[RenderedMessage, Response | None]:
    """Return what *task* says, and the answer in it; None where it is an apology."""
    wording = speaker_of(interaction).wording
    try:
        async with asyncio.timeout(_LONGEST_S):
            answer = await task
        is_silent = isinstance(answer, Answer) and answer.silent
        if is_silent:
            return sentence_message(words.no_question(wording)), answer
        return answer_message(answer, context.command_ids, context.colour_of), answer
    except ShareSpentError as spent:
        # Said each time: to whoever hears nothing, Discord says that Violet has failed.
        sorry = apologies.too_much_at_once(spent.refills_in, of_all=spent.is_all, wording=wording)
        return sentence_message(sorry), None
    except StorageError as error:
        log.warning("question_failed", command=_name(interaction), reason=str(error))
        return sentence_message(apologies.notes_out_of_reach(wording)), None
    except Exception:  # the edge of a job: one bad question must not go unanswered
        log.exception("question_failed", command=_name(interaction))
        return sentence_message(apologies.went_wrong(wording)), None


def _name(interaction: discord.Interaction[Any]) -> str:
    return interaction.command.qualified_name if interaction.command else ""
