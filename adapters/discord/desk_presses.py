"""What comes of the newsdesk's buttons and forms; pressed twice, or long after, one thing does.

Who may have it done is looked at by the router, at every press and at every form that is sent.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, Final, Self, assert_never

import aiohttp
import discord
import structlog

from adapters.discord.channels import speaker_of
from adapters.discord.commands import PATIENCE_S, CommandContext, said_by, say
from adapters.discord.desk_cards import (
    AGAIN,
    PAGE,
    TYPED,
    card_with,
    desk_page,
    in_its_place,
    reply_view,
    start_of_turned,
    typed_in,
)
from adapters.discord.desk_forms import FilledForm, claim_form, reason_form
from adapters.discord.messages import RenderedMessage, sentence_message
from content.answers.reply import ReplyStatus
from content.commands.desk import DeskAction, DeskButton, DeskItem, DeskItemKind
from content.commands.newsdesk import RecordClaim, RetractClaim
from content.commands.parse import Review
from content.commands.reply import CommandReply
from content.language.platforms import apologies
from content.language.platforms import discord as words
from content.language.wording import Wording

log = structlog.get_logger()

Interaction = discord.Interaction[Any]
Work = Coroutine[Any, Any, CommandReply]
Form = Callable[[CommandReply], discord.ui.Modal | None]

DESK: Final = r"(?:desk(?:page|typed|again)?|feed(?:page|new|again)?):.{1,90}"
"""The id of a button of the newsdesk; Discord keeps it with the message, for whoever runs then."""
_NEW: Final = "record:0:0"
"""What the form of a claim is for that is kept nowhere yet."""
_UNKNOWN_MESSAGE: Final = 10008
_NOBODY: Final = discord.AllowedMentions.none()
_NOTHING_TYPED: Final = DeskItem(kind=DeskItemKind.TYPED, number=0, line="")


class DeskPress(discord.ui.DynamicItem[discord.ui.Button[Any]], template=DESK):
    """A button of the newsdesk as it was pressed."""

    def __init__(self, custom_id: str) -> None:
        super().__init__(discord.ui.Button(label="…", custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return it; all it needs is in its id."""
        return cls(match.string)

    async def callback(self, interaction: Interaction) -> None:
        """Do what it is for."""
        await interaction.client.on_desk_press(interaction, self.item.custom_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed to be claimed, which is shown again where it is not kept."""

    item: DeskItem
    form: str = _NEW
    """The form in which it is changed."""
    is_preview: bool = False
    """Whether it can be stored, where nothing is wrong with it."""


async def press_desk(interaction: Interaction, context: CommandContext, key: str) -> None:
    """Do what the button of that id is for; whoever may not have it done is told so alone."""
    speaker, router = speaker_of(interaction), context.router
    button = DeskButton.from_key(key)
    if button is not None:
        # What is rejected is looked at first, as what is amended is; then it is asked why.
        asks_why = button.action is DeskAction.REJECT
        looks = replace(button, action=DeskAction.AMEND) if asks_why else button
        work = router.review(looks.command, speaker)
        form = _asking_why(button, speaker.wording) if asks_why else asked_for(speaker.wording)
        await settle(interaction, context, work, keys=(key,), form=form)
    elif match := PAGE.fullmatch(key):
        first, message = int(match["first"]), interaction.message
        start = start_of_turned(message, match["turn"], first) if message else first
        work = router.review(Review(start=start), speaker)
        await settle(interaction, context, work, keys=(key,), lists=True)
    elif match := TYPED.fullmatch(key):
        await _press_typed(interaction, context, match["action"], key)
    elif match := AGAIN.fullmatch(key):
        await _press_again(interaction, context, match["form"], key)
    else:
        await _say_sorry(interaction, speaker.wording)


async def submit_desk(
    interaction: Interaction, context: CommandContext, filled: FilledForm
) -> None:
    """Do what the form was for; where something is wrong with it, what was typed is kept."""
    speaker, router = speaker_of(interaction), context.router
    purpose, _, behind = filled.purpose.partition(":")
    number, _, revision = behind.partition(":")
    parts: dict[str, Any] = {"show": filled.show, "season": filled.season}
    work: Work
    match purpose:
        case "amend":
            wanted = Review(amend=number, revision=revision, changes=filled.every_part, **parts)
            work = router.review(wanted, speaker)
        case "draft":
            work = router.review(Review(draft=number, changes=filled.every_part, **parts), speaker)
        case "reject":
            wanted = Review(reject=number, revision=revision, reason=filled.reason)
            work = router.review(wanted, speaker)
        case "retract":
            work = router.record(RetractClaim(behind, filled.reason), speaker)
        case _:
            recorded = RecordClaim(claim=filled.claim, is_draft=True, **parts)
            work = router.record(recorded, speaker)
    keys = tuple(f"{kind}:{filled.purpose}" for kind in ("desk", "deskagain"))
    item = DeskItem(kind=DeskItemKind.TYPED, number=0, line="", claim=filled.claim, **parts)
    typed = None if purpose in {"reject", "retract"} else Typed(item=item, form=filled.purpose)
    await settle(interaction, context, work, keys=(*keys, "desktyped:form"), typed=typed)


def asked_for(wording: Wording) -> Form:
    """Return what makes the form that a reply asks for."""

    def form(reply: CommandReply) -> discord.ui.Modal | None:
        item = reply.form
        if item is None or reply.status is ReplyStatus.OUT_OF_SCOPE:
            return None
        match item.kind:
            case DeskItemKind.PROPOSAL:
                title = words.amending(item.number, wording)
                return claim_form(f"amend:{item.number}:{item.revision}", title, item, wording)
            case DeskItemKind.CORRECTION:
                title = wording.say(words.MAKING_A_CLAIM)
                return claim_form(f"draft:{item.number}:{item.revision}", title, item, wording)
            case DeskItemKind.TYPED:
                return claim_form(_NEW, wording.say(words.RECORDING), item, wording)
            case _:
                assert_never(item.kind)

    return form


def filled_with(typed: Typed, wording: Wording) -> Form:
    """Return what opens the form of a claim with what was typed, unless the reply is a refusal."""

    def form(reply: CommandReply) -> discord.ui.Modal | None:
        purpose, _, number = typed.form.partition(":")
        is_waiting = purpose == "record" or reply.form is not None
        if reply.status is ReplyStatus.OUT_OF_SCOPE or not is_waiting:
            return None
        title = {
            "amend": words.amending(int(number.partition(":")[0]), wording),
            "draft": wording.say(words.MAKING_A_CLAIM),
        }.get(purpose, wording.say(words.RECORDING))
        return claim_form(typed.form, title, typed.item, wording)

    return form


def why_taken_back(claim: str | None, wording: Wording) -> Form:
    """Return what opens the form for the reason, unless the reply is a refusal."""

    def form(reply: CommandReply) -> discord.ui.Modal | None:
        if claim is None or reply.status is not ReplyStatus.AMBIGUOUS:
            return None
        title, why = wording.say(words.TAKING_BACK), words.WHY_TAKEN_BACK
        return reason_form(f"retract:{claim}", title, why, wording, required=True)

    return form


def _asking_why(button: DeskButton, wording: Wording) -> Form:
    def form(reply: CommandReply) -> discord.ui.Modal | None:
        seen = (button.number, button.revision)
        if not any((one.number, one.revision) == seen for one in reply.desk):
            return None
        purpose = f"reject:{button.number}:{button.revision}"
        title, why = words.rejecting(button.number, wording), words.WHY_REJECTED
        return reason_form(purpose, title, why, wording, required=False)

    return form


async def _press_typed(
    interaction: Interaction, context: CommandContext, action: str, key: str
) -> None:
    """Store what was typed, let it wait as a draft, or open its form."""
    speaker = speaker_of(interaction)
    item = typed_in(interaction.message) if interaction.message else None
    if item is None:
        await _say_sorry(interaction, speaker.wording)
        return
    wanted = RecordClaim(
        show=item.show,
        season=item.season,
        claim=item.claim,
        is_confirmed=action == "store",
        is_draft=action == "draft",
    )
    typed = Typed(item=item)
    form = filled_with(typed, speaker.wording) if action == "form" else None
    work = context.router.record(wanted, speaker)
    await settle(interaction, context, work, keys=(key,), form=form, typed=typed)


async def _press_again(
    interaction: Interaction, context: CommandContext, purpose: str, key: str
) -> None:
    """Open the form again, with what was typed; unless what it was for was decided meanwhile."""
    speaker, router = speaker_of(interaction), context.router
    item = typed_in(interaction.message) if interaction.message else None
    kind, number, revision = purpose.split(":")
    work: Work
    match kind:
        case "amend":
            work = router.review(Review(amend=number, revision=revision), speaker)
        case "draft":
            work = router.review(Review(draft=number), speaker)
        case _:
            work = router.record(RecordClaim(), speaker)
    typed = Typed(item=item or _NOTHING_TYPED, form=purpose)
    form = filled_with(typed, speaker.wording)
    await settle(interaction, context, work, keys=(key,), form=form)


async def _say_sorry(interaction: Interaction, wording: Wording) -> None:
    await say(interaction, sentence_message(apologies.went_wrong(wording)), private=True)


async def settle(
    interaction: Interaction,
    context: CommandContext,
    work: Work,
    *,
    keys: tuple[str, ...] = (),
    form: Form | None = None,
    typed: Typed | None = None,
    lists: bool = False,
) -> None:
    """Show what *work* returns, in the place of the card with the first of *keys* that is there.

    Where it asks for a *form*, that is opened. What was *typed* is shown where it is not kept; with
    *lists* it is the list of what waits.
    """
    context.in_flight.hold_current()
    task = asyncio.create_task(work)
    answer = DeskAnswer(interaction, context, keys)
    try:
        await asyncio.wait({task}, timeout=PATIENCE_S)
        if not task.done():
            await answer.put_off()
        message, reply = await said_by(task, interaction, context)
        if not isinstance(reply, CommandReply):
            await answer.say(message)
            return
        modal = form(reply) if form is not None else None
        if modal is not None:
            await answer.open(modal)
        elif lists and not _is_refused(reply) and (reply.desk or answer.key):
            await answer.show_all(reply)
        elif typed is not None and (shown := _as_typed(reply, typed)):
            await answer.show(shown, _form_again(reply, typed))
        elif reply.desk or (answer.key is not None and not _is_refused(reply)):
            await answer.show(replace(reply, form=None))
        else:
            await answer.say(message)
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        log.exception("answer_not_sent", command="newsdesk")
    finally:
        task.cancel()


def _is_refused(reply: CommandReply) -> bool:
    """Whether it is no outcome, but that whoever asks may not."""
    return reply.status is ReplyStatus.OUT_OF_SCOPE and not reply.desk


def _as_typed(reply: CommandReply, typed: Typed) -> CommandReply | None:
    """Return *reply* with what was typed, which is kept nowhere else; None: nothing is lost."""
    is_wrong = reply.status is ReplyStatus.AMBIGUOUS
    stands = [one for one in reply.desk if one.kind is DeskItemKind.PROPOSAL]
    if is_wrong and (reply.form in stands or (reply.form is None and typed.form != _NEW)):
        return None  # it reads so already, or waits no more
    is_preview = typed.is_preview and not is_wrong and not _is_refused(reply)
    return replace(reply, form=typed.item) if is_wrong or is_preview else None


def _form_again(reply: CommandReply, typed: Typed) -> str | None:
    """Return the form that opens with what was typed, for what stands now; None: none is needed."""
    if reply.status is not ReplyStatus.AMBIGUOUS:
        return None
    for one in reply.desk:
        if one.kind is DeskItemKind.PROPOSAL:
            return f"amend:{one.number}:{one.revision}"
    return typed.form


class DeskAnswer:
    """The one answer to a press, a form or a command, at once or put off."""

    def __init__(
        self, interaction: Interaction, context: CommandContext, keys: tuple[str, ...]
    ) -> None:
        self._interaction = interaction
        self._ids = context.command_ids
        self._is_late = False
        message = interaction.message
        self.key = card_with(message, keys) if message is not None else None
        """The button whose card the answer replaces; None: there is none."""

    async def put_off(self) -> None:
        """Tell Discord to wait."""
        self._is_late = True
        if self.key is not None:
            await self._interaction.response.defer()
        else:
            await self._interaction.response.defer(ephemeral=True, thinking=True)

    async def open(self, modal: discord.ui.Modal) -> None:
        """Open a form, which Discord lets be done at once only."""
        if self._is_late:
            sorry = words.form_too_late(speaker_of(self._interaction).wording)
            await self.say(sentence_message(sorry))
        else:
            await self._interaction.response.send_modal(modal)

    async def show(self, reply: CommandReply, again: str | None = None) -> None:
        """Show what was done or typed in its card's place, or in a message of its own.

        A card of the list stays where it was only asked for other words.
        """
        stays = reply.form is not None and (self.key or "").startswith("desk:")
        message = self._interaction.message
        if self.key is None or message is None or stays:
            await self._send(reply_view(reply, self._ids, again))
            return
        view = in_its_place(message, self.key, reply, self._ids, again)
        await self._replace(view, reply_view(reply, self._ids, again))

    async def show_all(self, reply: CommandReply) -> None:
        """Show a page of the list, in the place of another one where one is there."""
        await self.put(desk_page(reply, self._ids) if reply.desk else reply_view(reply, self._ids))

    async def put(self, view: discord.ui.LayoutView) -> None:
        """Show *view* in the place of the message that was pressed, or in one of its own."""
        await (self._send(view) if self.key is None else self._replace(view, view))

    async def say(self, message: RenderedMessage) -> None:
        """Say it to whoever pressed alone, and leave the list as it is."""
        view: Any = discord.utils.MISSING
        await self._send(view, message)

    async def _replace(self, view: discord.ui.LayoutView, instead: discord.ui.LayoutView) -> None:
        """Edit the message that was pressed; where it is gone, send what there is to say."""
        interaction = self._interaction
        edit = (
            interaction.edit_original_response
            if self._is_late
            else interaction.response.edit_message
        )
        try:
            await edit(view=view, allowed_mentions=_NOBODY)
        except discord.NotFound as error:
            if error.code != _UNKNOWN_MESSAGE:
                raise
            await self._send(instead)

    async def _send(self, view: Any, message: RenderedMessage | None = None) -> None:
        interaction = self._interaction
        said: dict[str, Any] = {"view": view, "allowed_mentions": _NOBODY}
        if message is not None:
            said |= {"content": message.content or None, "embeds": list(message.embeds)}
        if not self._is_late:
            await interaction.response.send_message(**said, ephemeral=True)
        elif self.key is not None:
            await interaction.followup.send(**said, ephemeral=True)
        else:
            await interaction.edit_original_response(**said)
