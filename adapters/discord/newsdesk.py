"""The commands of editors: what waits for them, what is read, what they record and take back."""

from typing import Any

import discord
from discord import app_commands

from adapters.discord import autocomplete
from adapters.discord.channels import speaker_of
from adapters.discord.commands import CommandContext, Interaction, respond
from adapters.discord.desk_presses import Typed, asked_for, filled_with, settle, why_taken_back
from adapters.discord.feed_presses import list_feeds
from content.commands import descriptions
from content.commands.desk import DeskItem, DeskItemKind
from content.commands.newsdesk import (
    ClaimHistory,
    RecordClaim,
    RetractClaim,
    authorities_like,
    kinds_like,
    stances_like,
)
from content.commands.parse import ManageFeeds, Review
from content.show_files.typed_claims import TypedClaim

Number = app_commands.Range[int, 1, 999_999_999]


def newsdesk_group(context: CommandContext) -> app_commands.Group:
    """Return the group of commands on what is suggested, read and claimed, for editors.

    A server shows it to those who manage it. A direct message shows it to everybody, so that an
    editor who manages no server has it too; the router knows who is one. Where Violet is no member
    it is shown to nobody, whoever has her installed for themselves.
    """
    group = app_commands.Group(
        name="newsdesk",
        description=descriptions.COMMANDS["newsdesk"],
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True),
        default_permissions=discord.Permissions(manage_guild=True),
    )
    for command in (_review, _feeds, _record, _retract, _claim_history):
        group.add_command(command(context))
    return group


def _record(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(
        show=descriptions.SHOW,
        kind=descriptions.KIND,
        url=descriptions.CLAIM_URL,
        season=descriptions.CLAIM_SEASON,
        value=descriptions.CLAIM_VALUE,
        stance=descriptions.CLAIM_STANCE,
        publisher=descriptions.PUBLISHER,
        reported=descriptions.REPORTED,
        authority=descriptions.AUTHORITY,
        claimant=descriptions.CLAIMANT,
        market=descriptions.MARKET,
        detail=descriptions.DETAIL,
        says=descriptions.SAYS,
        confirm=descriptions.CONFIRM,
    )
    @app_commands.autocomplete(
        show=autocomplete.shows(context.router),
        season=autocomplete.seasons(context.router),
        kind=autocomplete.offered(context.router, kinds_like),
        stance=autocomplete.offered(context.router, stances_like),
        authority=autocomplete.offered(context.router, authorities_like),
    )
    async def record(
        interaction: Interaction,
        show: app_commands.Range[str, 1, 100] | None = None,
        kind: app_commands.Range[str, 1, 100] | None = None,
        url: app_commands.Range[str, 1, 2048] | None = None,
        season: app_commands.Range[str, 1, 100] | None = None,
        value: app_commands.Range[str, 1, 300] | None = None,
        stance: app_commands.Range[str, 1, 100] | None = None,
        publisher: app_commands.Range[str, 1, 240] | None = None,
        reported: app_commands.Range[str, 1, 100] | None = None,
        authority: app_commands.Range[str, 1, 100] | None = None,
        claimant: app_commands.Range[str, 1, 240] | None = None,
        market: app_commands.Range[str, 1, 100] | None = None,
        detail: app_commands.Range[str, 1, 240] | None = None,
        says: app_commands.Range[str, 1, 300] | None = None,
        confirm: bool = False,  # noqa: FBT001, FBT002  how discord.py knows an option of yes and no
    ) -> None:
        claim = TypedClaim(
            kind=kind,
            value=value,
            stance=stance,
            publisher=publisher,
            url=url,
            reported=reported,
            authority=authority,
            claimant=claimant,
            market=market,
            detail=detail,
            says=says,
        )
        speaker = speaker_of(interaction)
        wanted = RecordClaim(show=show, season=season, claim=claim, is_confirmed=confirm)
        item = DeskItem(
            kind=DeskItemKind.TYPED, number=0, line="", claim=claim, show=show, season=season
        )
        typed = Typed(item=item, is_preview=not confirm)
        is_bare = not (show or season or claim.given or confirm)
        form = filled_with(typed, speaker.wording) if is_bare else None
        work = context.router.record(wanted, speaker)
        await settle(interaction, context, work, form=form, typed=typed)

    return app_commands.Command(
        name="record",
        description=descriptions.COMMANDS["newsdesk record"],
        callback=record,
    )


def _retract(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(claim=descriptions.CLAIM_ID, reason=descriptions.REASON)
    @app_commands.autocomplete(claim=autocomplete.claims(context.router))
    async def retract(
        interaction: Interaction,
        claim: app_commands.Range[str, 1, 300],
        reason: app_commands.Range[str, 1, 240] | None = None,
    ) -> None:
        speaker = speaker_of(interaction)
        wanted = RetractClaim(claim.strip().casefold() or None, (reason or "").strip() or None)
        form = why_taken_back(wanted.claim, speaker.wording) if wanted.reason is None else None
        work = context.router.record(wanted, speaker)
        await settle(interaction, context, work, form=form)

    return app_commands.Command(
        name="retract",
        description=descriptions.COMMANDS["newsdesk retract"],
        callback=retract,
    )


def _claim_history(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(show=descriptions.SHOW, season=descriptions.SEASON)
    @app_commands.autocomplete(
        show=autocomplete.shows(context.router), season=autocomplete.seasons(context.router)
    )
    async def history(
        interaction: Interaction,
        show: app_commands.Range[str, 1, 100],
        season: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        wanted = ClaimHistory(show, season)
        work = context.router.record(wanted, speaker_of(interaction))
        await respond(interaction, context, work, private=True)

    return app_commands.Command(
        name="history",
        description=descriptions.COMMANDS["newsdesk history"],
        callback=history,
    )


def _review(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(
        done=descriptions.DONE,
        accept=descriptions.ACCEPT,
        reject=descriptions.REJECT,
        amend=descriptions.AMEND,
        draft=descriptions.DRAFT,
        reason=descriptions.REJECTED_WHY,
    )
    async def review(
        interaction: Interaction,
        done: Number | None = None,
        accept: Number | None = None,
        reject: Number | None = None,
        amend: Number | None = None,
        draft: Number | None = None,
        reason: app_commands.Range[str, 1, 240] | None = None,
    ) -> None:
        speaker = speaker_of(interaction)
        wanted = Review(
            done=_typed(done),
            accept=_typed(accept),
            reject=_typed(reject),
            amend=_typed(amend),
            draft=_typed(draft),
            reason=reason,
        )
        work = context.router.review(wanted, speaker)
        is_list = wanted == Review(reason=reason)
        await settle(interaction, context, work, form=asked_for(speaker.wording), lists=is_list)

    return app_commands.Command(
        name="review",
        description=descriptions.COMMANDS["newsdesk review"],
        callback=review,
    )


def _feeds(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(
        add=descriptions.ADD_FEED,
        pause=descriptions.PAUSE_FEED,
        resume=descriptions.RESUME_FEED,
        remove=descriptions.REMOVE_FEED,
    )
    async def feeds(
        interaction: Interaction,
        add: app_commands.Range[str, 1, 2000] | None = None,
        pause: app_commands.Range[int, 1, 999_999_999] | None = None,
        resume: app_commands.Range[int, 1, 999_999_999] | None = None,
        remove: app_commands.Range[int, 1, 999_999_999] | None = None,
    ) -> None:
        given = {"pause": pause, "resume": resume, "remove": remove}
        numbers = {name: None if one is None else str(one) for name, one in given.items()}
        wanted = ManageFeeds(add, numbers["pause"], numbers["resume"], numbers["remove"])
        if wanted == ManageFeeds():
            await list_feeds(interaction, context)
            return
        work = context.router.manage_feeds(wanted, speaker_of(interaction))
        await respond(interaction, context, work, private=True)

    return app_commands.Command(
        name="feeds",
        description=descriptions.COMMANDS["newsdesk feeds"],
        callback=feeds,
    )


def _typed(number: int | None) -> str | None:
    return None if number is None else str(number)
