"""The commands: those that everyone has, and the groups for admins and editors."""

from typing import Any

import discord
import structlog
from discord import app_commands

from adapters.discord import autocomplete
from adapters.discord.admin import updates_group
from adapters.discord.messages import sentence_message
from adapters.discord.newsdesk import newsdesk_group
from adapters.discord.reception import Reception
from adapters.discord.responses import SORRY, respond, say, speaker_of
from bot.ports import LookUp
from content.commands.admin import Remind
from content.understanding.question import Intent

log = structlog.get_logger()

_EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_ABOUT_A_SEASON = (
    ("when", Intent.RELEASE_DATE, "The release date, or what is known of it"),
    (
        "filming",
        Intent.FILMING_STATUS,
        "Whether filming has started, where, and whether it is over",
    ),
    ("countdown", Intent.COUNTDOWN, "The days left, or the honest range"),
    ("history", Intent.CHANGE_HISTORY, "How the date moved, and who said so"),
)
_SHOW = "Which show"
_SEASON = "A number, or: next, last, special, series"

Interaction = discord.Interaction[discord.Client]


class CommandTree(app_commands.CommandTree[discord.Client]):
    """Violet's commands, on one client."""

    def __init__(self, client: discord.Client, reception: Reception) -> None:
        super().__init__(client)
        for name, intent, description in _ABOUT_A_SEASON:
            self.add_command(_about_a_season(reception, name, intent, description))
        self.add_command(_news(reception))
        self.add_command(_upcoming(reception))
        self.add_command(_ask(reception))
        self.add_command(_remind(reception))
        self.add_command(updates_group(reception))
        self.add_command(newsdesk_group(reception))

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        """Say a kind sentence to whoever ran the command, and the whole story to the log."""
        data: Any = interaction.data or {}
        log.error("command_failed", command=data.get("name"), exc_info=error)
        autocompletes = interaction.type is discord.InteractionType.autocomplete
        if not autocompletes and not interaction.response.is_done():
            await say(interaction, sentence_message(SORRY), private=True)


def _about_a_season(
    reception: Reception, name: str, intent: Intent, description: str
) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(show=_SHOW, season=_SEASON)
    @app_commands.autocomplete(
        show=autocomplete.shows(reception.router), season=autocomplete.seasons(reception.router)
    )
    async def look_up(
        interaction: Interaction,
        show: app_commands.Range[str, 1, 100],
        season: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        wanted = LookUp(intent=intent, speaker=speaker_of(interaction), show=show, season=season)
        await respond(interaction, reception, reception.router.look_up(wanted))

    return app_commands.Command(
        name=name, description=description, callback=look_up, allowed_contexts=_EVERYWHERE
    )


def _news(reception: Reception) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(show=_SHOW, since="A day such as 2018-03-01, or: last week, march 2018")
    @app_commands.autocomplete(show=autocomplete.shows(reception.router))
    async def news(
        interaction: Interaction,
        show: app_commands.Range[str, 1, 100] | None = None,
        since: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        speaker = speaker_of(interaction)
        wanted = LookUp(intent=Intent.UPDATES, speaker=speaker, show=show, since=since)
        await respond(interaction, reception, reception.router.look_up(wanted))

    return app_commands.Command(
        name="news",
        description="The latest changes, with their sources",
        callback=news,
        allowed_contexts=_EVERYWHERE,
    )


def _upcoming(reception: Reception) -> app_commands.Command[Any, ..., None]:
    async def upcoming(interaction: Interaction) -> None:
        wanted = LookUp(intent=Intent.UPCOMING, speaker=speaker_of(interaction))
        await respond(interaction, reception, reception.router.look_up(wanted))

    return app_commands.Command(
        name="upcoming",
        description="Everything that has a date, soonest first",
        callback=upcoming,
        allowed_contexts=_EVERYWHERE,
    )


def _ask(reception: Reception) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(question="In your own words")
    async def ask(interaction: Interaction, question: app_commands.Range[str, 1, 2000]) -> None:
        work = reception.router.ask(question, speaker_of(interaction), message=str(interaction.id))
        await respond(interaction, reception, work)

    return app_commands.Command(
        name="ask",
        description="Ask anything about the shows, follow-ups included",
        callback=ask,
        allowed_contexts=_EVERYWHERE,
    )


def _remind(reception: Reception) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(
        show="Which show; what you are reminded of, unless you choose",
        season=_SEASON,
        stop="Remind me no more of it",
    )
    @app_commands.autocomplete(
        show=autocomplete.shows(reception.router), season=autocomplete.seasons(reception.router)
    )
    async def remind(
        interaction: Interaction,
        show: app_commands.Range[str, 1, 100] | None = None,
        season: app_commands.Range[str, 1, 100] | None = None,
        stop: bool = False,  # noqa: FBT001, FBT002  how discord.py knows an option of yes and no
    ) -> None:
        work = reception.router.remind(Remind(show, season, stop), speaker_of(interaction))
        await respond(interaction, reception, work, private=True)

    return app_commands.Command(
        name="remind",
        description="A direct message to you when a show's date is known, and before it is out",
        callback=remind,
        allowed_contexts=_EVERYWHERE,
    )
