"""The newsdesk on Slack: lists with buttons, and forms that open first and are filled later.

A press is answered in the place of its list, which is shown anew; a form in its own place. Slack
tells where a form was asked for by what it keeps with it, so that any process can answer it.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, Final
from weakref import WeakValueDictionary

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from adapters.slack.channels import SlackChannels, speaker_of
from adapters.slack.desk_forms import (
    CLAIM_FORMS,
    DeskForm,
    FormOrigin,
    changed_in,
    claim_show_options,
    desk_command,
    desk_form,
    filled_again,
    form_needed_for,
    numbered,
    text_faults,
    told_in_form,
    typed_claim,
    waiting_form,
)
from adapters.slack.desk_messages import NEW_FEED, DeskList, ListPage, desk_message, turned_to
from adapters.slack.messages import SlackMessage, note_message, spent_message
from adapters.slack.modals import View, values_in
from adapters.slack.refusals import error_code
from adapters.slack.responses import Responses
from adapters.slack.web_api import Workspace
from bot.ports.errors import ShareSpentError, StorageError
from bot.ports.platforms import Speaker
from bot.router import Router
from content.answers.reply import ReplyStatus
from content.commands.desk import DeskAction, DeskButton, DeskItem, DeskItemKind
from content.commands.feed_list import FeedButton
from content.commands.parse import ManageFeeds, NewsdeskCommand, Review
from content.commands.reply import CommandReply
from content.commands.shares import Errand
from content.facts.claims import SeasonRef
from content.language.platforms import apologies
from content.language.platforms import slack as words
from content.language.wording import Wording
from content.show_files.typed_claims import faults_by_part
from content.understanding.seasons import read_season
from content.understanding.typed_shows import find_shows, suggest_shows

log = structlog.get_logger()

_EMPTY: Final = DeskItem(kind=DeskItemKind.TYPED, number=0, line="")
_CLOSED: Final = frozenset({"not_found"})
"""https://docs.slack.dev/reference/methods/views.update#errors"""
_TYPED_IN_FULL: Final = (DeskForm.RETRACT, DeskForm.FEED)
_ASKS_AGAIN: Final = frozenset({ReplyStatus.AMBIGUOUS, ReplyStatus.DOES_NOT_EXIST})
"""What says that something was filled in wrong."""


class Newsdesk:
    """What editors do in one workspace; of each of them one thing after another."""

    def __init__(
        self, workspace: Workspace, router: Router, channels: SlackChannels, responses: Responses
    ) -> None:
        self._workspace = workspace
        self._client = workspace.client
        self._router = router
        self._channels = channels
        self._responses = responses
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answer_command(
        self, command: NewsdeskCommand, speaker: Speaker, *, trigger: str, url: str
    ) -> SlackMessage:
        """Return the answer to a command; one without what it needs opens a form for it.

        *trigger* lets a form be shown, within three seconds; *url* is the command's response URL.

        Raises:
            StorageError: nothing was changed.
        """
        form = form_needed_for(command)
        if form is None:
            said = await self._router.handle(command, speaker, self._channels)
            if not isinstance(said, CommandReply):
                return note_message(apologies.went_wrong(speaker.wording))
            return desk_message(said, page=_page_of(command, said))
        origin = FormOrigin(channel=speaker.destination.channel, url=url)
        view_id = await self._open(trigger, origin, speaker.wording)
        async with self._turn_of(speaker):
            said, _ = await self._done(command, speaker)
            if view_id is None:
                log.warning("form_not_shown", form=form)
                return _written_out(said, speaker.wording)
            await self._fill(view_id, form, said, origin, speaker)
        return note_message(words.form_open(speaker.wording))

    async def answer_press(self, body: Mapping[str, Any]) -> None:
        """Do what a button is for; pressed twice, or long after, that is said and does no harm."""
        action = str(body["actions"][0]["action_id"])
        if (body.get("container") or {}).get("type") == "view":
            view: View = body["view"]
            origin = FormOrigin.from_kept(view.get("private_metadata") or "")
            view_id = str(view["id"])
        else:
            page = ListPage.from_key(str(body["actions"][0].get("value") or ""))
            channel = str((body.get("channel") or {}).get("id") or "")
            url = str(body.get("response_url") or "")
            origin, view_id = FormOrigin(channel=channel, url=url, page=page), ""
        speaker = self._speaker(origin, body)
        _, command = _wanted_by(action)
        try:
            with self._router.charged(speaker, command):
                await self._take_press(action, body, origin, view_id, speaker)
        except ShareSpentError as spent:
            if spent.is_first:
                await self._responses.tell(origin.url, spent_message(spent, speaker.wording))

    async def _take_press(
        self,
        action: str,
        body: Mapping[str, Any],
        origin: FormOrigin,
        view_id: str,
        speaker: Speaker,
    ) -> None:
        form, command = _wanted_by(action)
        opened: str | None = view_id
        if form is not None and not view_id:
            trigger = str(body.get("trigger_id") or "")
            opened = await self._open(trigger, origin, speaker.wording)
        async with self._turn_of(speaker):
            if turned := turned_to(action):
                await self._turn(turned, speaker, origin)
                return
            if form is None:
                await self._decide(command, speaker, origin, view_id)
                return
            said, _ = await self._done(command, speaker)
            if opened is None:
                log.warning("form_not_shown", form=form)
                await self._responses.tell(origin.url, _written_out(said, speaker.wording))
                return
            await self._fill(opened, form, said, origin, speaker, action=action)

    def fault_in(self, view: View) -> dict[str, str]:
        """Return what is wrong with a form that was sent, by field, as far as that is known here.

        Of an amendment only what was changed is looked at; the rest stands as it was found.
        """
        form = DeskForm(view["callback_id"])
        if form not in CLAIM_FORMS:
            return text_faults(view)
        claim, typed_show, typed_season = typed_claim(values_in(view))
        catalogue, now = self._router.knowledge.catalogue, self._router.clock.now()
        faults: dict[str, str] = {}
        season = read_season(typed_season) if typed_season else None
        is_needed = form is DeskForm.AMEND or bool(typed_season)
        if is_needed and (season is None or isinstance(season, SeasonRef)):
            faults["season"] = words.season_in_a_form()
        found = find_shows(typed_show or "", catalogue)
        if found:
            known = 1 if season is None or isinstance(season, SeasonRef) else season
            faults |= faults_by_part(claim, found[0], known, now)
        if form is DeskForm.AMEND:
            changed = changed_in(view)
            faults = {part: what for part, what in faults.items() if part in changed}
        return faults

    @staticmethod
    def waiting(view: View) -> View:
        """Return what a form that was sent shows until it is known what became of it."""
        return waiting_form(FormOrigin.from_kept(view.get("private_metadata") or ""))

    async def take_form(self, body: Mapping[str, Any]) -> None:
        """Do what a form wants, and tell in its place, and in that of its list, what came of it."""
        view: View = body["view"]
        origin = FormOrigin.from_kept(view.get("private_metadata") or "")
        speaker, command = self._speaker(origin, body), desk_command(view)
        try:
            with self._router.charged(speaker, command):
                await self._take_filled(view, command, origin, speaker)
        except ShareSpentError as spent:
            # What was typed stays in the form, to be sent again.
            sorry = apologies.too_much_at_once(
                spent.refills_in, of_all=spent.is_all, wording=speaker.wording
            )
            again = filled_again(view, (sorry,), speaker.wording)
            await self._show(view["id"], again, CommandReply(headline=sorry), origin)

    async def _take_filled(
        self, view: View, command: NewsdeskCommand, origin: FormOrigin, speaker: Speaker
    ) -> None:
        form = DeskForm(view["callback_id"])
        async with self._turn_of(speaker):
            said, is_done = await self._done(command, speaker)
            lines = (said.headline, *said.lines)
            if said.form is not None:
                again = desk_form(
                    form,
                    numbered(origin, said.form, changed_in(view)),
                    item=said.form,
                    lines=lines,
                    wording=speaker.wording,
                )
                await self._show(view["id"], again, said, origin)
                return
            if not is_done or (form in _TYPED_IN_FULL and said.status in _ASKS_AGAIN):
                again = filled_again(view, lines, speaker.wording)
                await self._show(view["id"], again, said, origin)
                return
            await self._tell(view["id"], said, origin, speaker)

    async def suggest(self, body: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the shows that what is being typed into a form may become: the known ones."""
        typed = str(body.get("value") or "")
        try:
            async with self._router.served(
                self._speaker(FormOrigin(channel=""), body), Errand.KEYSTROKE
            ):
                return claim_show_options(suggest_shows(typed, self._router.knowledge.catalogue))
        except ShareSpentError:
            return []

    async def _decide(
        self, command: NewsdeskCommand, speaker: Speaker, origin: FormOrigin, view_id: str
    ) -> None:
        said, is_done = await self._done(command, speaker)
        if view_id:
            await self._tell(view_id, said, origin, speaker)
        elif is_done:
            await self._show_list(origin, speaker, before=said)
        else:
            await self._responses.tell(origin.url, desk_message(said))

    async def _turn(self, page: ListPage, speaker: Speaker, origin: FormOrigin) -> None:
        said, is_done = await self._done(page.command, speaker)
        message = desk_message(said, page=_page_of(page.command, said) if is_done else None)
        await self._responses.tell(origin.url, message, in_place=is_done)

    async def _fill(
        self,
        view_id: str,
        form: DeskForm,
        said: CommandReply,
        origin: FormOrigin,
        speaker: Speaker,
        *,
        action: str = "",
    ) -> None:
        """Put the form into the view that was opened for it, or why there is none to fill in."""
        item = _item_for(form, said, action)
        if item is None:
            await self._tell(view_id, said, origin, speaker)
            return
        is_told = form in {DeskForm.AMEND, DeskForm.DRAFT}
        lines = (said.headline, *said.lines) if is_told else ()
        view = desk_form(
            form, numbered(origin, item), item=item, lines=lines, wording=speaker.wording
        )
        await self._show(view_id, view, said, origin, is_missed=False)

    async def _tell(
        self, view_id: str, said: CommandReply, origin: FormOrigin, speaker: Speaker
    ) -> None:
        """Tell what came of something in a form's place, and show its list as it stands now."""
        view = told_in_form(desk_message(said).blocks, origin, speaker.wording)
        await self._show(view_id, view, said, origin)
        if origin.page is not None:
            await self._show_list(origin, speaker, before=said)

    async def _show_list(
        self, origin: FormOrigin, speaker: Speaker, *, before: CommandReply
    ) -> None:
        """Show the list anew in its place, with what came of a press *before* it."""
        message = desk_message(before)
        if origin.page is not None:
            said, is_done = await self._done(origin.page.command, speaker)
            if is_done and said.status is not ReplyStatus.OUT_OF_SCOPE:
                page = _page_of(origin.page.command, said)
                message = desk_message(said, page=page, before=before)
        await self._responses.tell(origin.url, message, in_place=True)

    async def _open(self, trigger: str, origin: FormOrigin, wording: Wording) -> str | None:
        """Open a form at once, before anything is asked; None: Slack did not show it."""
        try:
            opened = await self._client.views_open(
                trigger_id=trigger, view=waiting_form(origin, wording)
            )
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("form_not_opened", reason=str(error)[:200])
            return None
        return str((opened.get("view") or {}).get("id") or "") or None

    async def _show(
        self,
        view_id: str,
        view: View,
        said: CommandReply,
        origin: FormOrigin,
        *,
        is_missed: bool = True,
    ) -> None:
        """Put *view* in the place of what a form shows; where that fails, tell it beside.

        What its list will say is not told twice; nor is a form that was closed before it was there,
        which nobody has missed.
        """
        failure = await self._update(view_id, view)
        if failure is None:
            return
        is_closed = failure in _CLOSED
        if is_closed:
            log.info("form_closed")
        else:
            log.warning("form_not_updated", reason=failure)
        is_in_list = origin.page is not None and "submit" not in view
        if not is_in_list and (is_missed or not is_closed):
            await self._responses.tell(origin.url, desk_message(said))

    async def _update(self, view_id: str, view: View) -> str | None:
        """Show *view*; return why it is not shown, or None."""
        try:
            await self._client.views_update(view_id=view_id, view=view)
        except SlackApiError as error:
            return error_code(error) or "no answer"
        except (aiohttp.ClientError, TimeoutError) as error:
            return type(error).__name__
        return None

    async def _done(self, command: NewsdeskCommand, speaker: Speaker) -> tuple[CommandReply, bool]:
        """Return what is said to a command, and whether it was taken; else nothing was changed."""
        wording = speaker.wording
        try:
            said = await self._router.handle(command, speaker, self._channels)
        except StorageError as error:
            log.warning("newsdesk_failed", reason=str(error))
            return CommandReply(headline=apologies.notes_out_of_reach(wording)), False
        except Exception:  # one bad press must not end the others
            log.exception("newsdesk_failed")
            return CommandReply(headline=apologies.went_wrong(wording)), False
        if not isinstance(said, CommandReply):
            return CommandReply(headline=apologies.went_wrong(wording)), False
        return said, True

    def _speaker(self, origin: FormOrigin, body: Mapping[str, Any]) -> Speaker:
        return speaker_of(self._workspace, origin.channel, "", str(body["user"]["id"]))

    def _turn_of(self, speaker: Speaker) -> asyncio.Lock:
        """Return what lets one person do one thing after another."""
        return self._turns.setdefault(speaker.person, asyncio.Lock())


def _page_of(command: NewsdeskCommand, said: CommandReply) -> ListPage | None:
    """Return the page of a list that *said* is; None: it is the outcome of something."""
    match command:
        case Review() if command == Review(start=command.start):
            return ListPage(DeskList.REVIEW, said.begins_at)
        case ManageFeeds() if command == ManageFeeds(start=command.start):
            return ListPage(DeskList.FEEDS, said.begins_at)
        case _:
            return None


def _wanted_by(action: str) -> tuple[DeskForm | None, NewsdeskCommand]:
    """Return the form that a button opens, and the command that it stands for."""
    if action == NEW_FEED:
        return DeskForm.FEED, ManageFeeds()
    if feed := FeedButton.from_key(action):
        return None, feed.command
    button = DeskButton.from_key(action)
    if button is None:
        return None, Review()
    match button.action:
        case DeskAction.ACCEPT | DeskAction.DONE:
            return None, button.command
        case DeskAction.AMEND:
            return DeskForm.AMEND, button.command
        case DeskAction.DRAFT:
            return DeskForm.DRAFT, button.command
        case DeskAction.REJECT:
            amend = Review(amend=str(button.number), revision=str(button.revision))
            return DeskForm.REJECT, amend


def _item_for(form: DeskForm, said: CommandReply, action: str) -> DeskItem | None:
    """Return what the form is about, and is filled with; None: there is none to fill in."""
    match form:
        case DeskForm.RECORD | DeskForm.RETRACT | DeskForm.FEED:
            return None if said.status is ReplyStatus.OUT_OF_SCOPE else said.form or _EMPTY
        case DeskForm.AMEND | DeskForm.DRAFT:
            return said.form
        case DeskForm.REJECT:
            button = DeskButton.from_key(action)
            known = (said.form, *said.desk)
            return next((one for one in known if one and button and _is_of(button, one)), None)


def _is_of(button: DeskButton, item: DeskItem) -> bool:
    return (item.number, item.revision) == (button.number, button.revision)


def _written_out(said: CommandReply, wording: Wording) -> SlackMessage:
    """Return how to do without a form."""
    if said.status is ReplyStatus.OUT_OF_SCOPE:
        return desk_message(said)
    told = CommandReply(
        headline=words.desk_form_not_shown(wording),
        lines=(said.headline, *said.lines),
        desk=said.desk,
        status=said.status,
        language=said.language,
    )
    return desk_message(told)
