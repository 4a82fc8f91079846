"""The app's home, shown to one person whenever they open it, and anew after each press in it."""

from typing import Any, Final, assert_never

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from adapters.slack.channel_forms import ChannelForms
from adapters.slack.channels import SlackChannels
from adapters.slack.forms import EVERY, ChannelForm, FormState
from adapters.slack.home import (
    MOST_CHANNELS,
    Heard,
    HeardRow,
    HomeAction,
    HomeKey,
    HomePages,
    Reminded,
    home_view,
)
from adapters.slack.modals import View
from adapters.slack.refusals import error_code
from adapters.slack.rights import TooManyLookUpsError
from adapters.slack.traits import SLACK
from adapters.slack.web_api import Workspace
from bot.ports.errors import ShareSpentError, StorageError
from bot.ports.platforms import LookUp, Speaker
from bot.router import Router
from content.commands.admin import Pause, Remind, Resume, Subscribe
from content.commands.replies.channel_subscriptions import in_short
from content.commands.replies.shows_meant import show_name
from content.commands.reply import CommandReply
from content.commands.shares import Errand
from content.language.command_hints import spelled
from content.language.platforms import apologies
from content.language.platforms import slack as words
from content.subscriptions.destination import Destination
from content.subscriptions.subscription import Subscription
from content.understanding.intents import Intent

log = structlog.get_logger()

_TAB: Final = "home"
_CONFLICT: Final = "hash_conflict"
_OFF: Final = "not_enabled"
"""https://docs.slack.dev/reference/methods/views.publish#errors"""


class HomeTab:
    """The homes of the people of one workspace."""

    def __init__(
        self, workspace: Workspace, router: Router, channels: SlackChannels, forms: ChannelForms
    ) -> None:
        self._workspace = workspace
        self._router = router
        self._channels = channels
        self._forms = forms
        forms.refresh_home = self.refresh

    async def answer_opened(self, event: dict[str, Any]) -> None:
        """Show somebody their home, which they just opened."""
        if event.get("tab") != _TAB or not event.get("user"):
            return
        shown = event.get("view") or {}
        speaker = self._speaker(str(event["user"]))
        try:
            async with self._router.served(speaker, Errand.QUESTION):
                await self._show(speaker, HomePages(), hash_=str(shown.get("hash") or ""))
        except ShareSpentError:
            return  # what was shown last stays, and its buttons say when there is more

    async def answer_press(self, body: dict[str, Any]) -> None:
        """Do what a button of the home is for, and show the home anew, with what became of it."""
        speaker, view = self._speaker(str(body["user"]["id"])), body.get("view") or {}
        action = body["actions"][0]
        pressed, value = _action_of(str(action["action_id"])), str(action.get("value") or "")
        if pressed is None:
            return
        pages = HomePages.from_kept(str(view.get("private_metadata") or ""))
        if pressed is HomeAction.TURN:
            pages = HomePages.from_kept(value)
        hash_ = str(view.get("hash") or "")
        try:
            with self._router.charged(speaker, _command_of(pressed, value)):
                note = await self._done(pressed, value, speaker, str(body.get("trigger_id") or ""))
                await self._show(speaker, pages, note=note, hash_=hash_)
        except ShareSpentError as spent:
            if spent.is_first:
                said = apologies.too_much_at_once(spent.refills_in, of_all=spent.is_all)
                await self._publish(speaker, _with_note(view, said), hash_)

    async def refresh(self, person: str) -> None:
        """Show somebody's home anew, since something was changed from there."""
        speaker = self._speaker(person)
        try:
            with self._router.charged(speaker, Subscribe(None)):
                await self._show(speaker, HomePages())
        except ShareSpentError:
            return

    async def _done(self, action: HomeAction, value: str, speaker: Speaker, trigger: str) -> str:
        """Do what a button is for; return what is said of that above the home."""
        try:
            return await self._do(action, value, speaker, trigger)
        except StorageError as error:
            log.warning("home_press_failed", reason=str(error))
            return apologies.notes_out_of_reach(speaker.wording)
        except (SlackApiError, TooManyLookUpsError, aiohttp.ClientError, TimeoutError):
            log.warning("home_press_failed", exc_info=True)
            return words.did_not_answer(speaker.wording)

    async def _do(self, action: HomeAction, value: str, speaker: Speaker, trigger: str) -> str:
        key = HomeKey.from_value(value)
        match action:
            case HomeAction.TURN:
                return ""
            case HomeAction.UNREMIND:
                return _said(await self._router.remind(Remind(value, stop=True), speaker))
            case HomeAction.SUBSCRIBE:
                state = FormState(form=ChannelForm.SUBSCRIBE, channel="", from_home=True)
                return await self._open(state, speaker, trigger)
            case HomeAction.SETTINGS | HomeAction.PAUSE | HomeAction.RESUME if key is None:
                return apologies.went_wrong(speaker.wording)
            case HomeAction.SETTINGS:
                state = FormState(
                    form=ChannelForm.SETTINGS,
                    channel=key.channel,
                    thread=key.thread,
                    show=key.show or EVERY,
                    from_home=True,
                )
                return await self._open(state, speaker, trigger)
            case HomeAction.PAUSE | HomeAction.RESUME:
                verb = Pause if action is HomeAction.PAUSE else Resume
                said = await self._router.handle_admin(
                    verb(key.show or None),
                    self._place(key),
                    self._channels,
                    by=speaker,
                    place=words.that_channel(speaker.wording),
                )
                return _said(said)
            case _:
                assert_never(action)

    async def _open(self, state: FormState, speaker: Speaker, trigger: str) -> str:
        """Open a form; what is said beside it where it is shown is the form itself."""
        message = await self._forms.open(state, speaker, trigger)
        return "" if message.text == words.form_open(speaker.wording) else message.text

    # ------------------------------------------------------------ what is shown

    async def _show(
        self, speaker: Speaker, pages: HomePages, *, note: str = "", hash_: str = ""
    ) -> None:
        view = await self._view(speaker, pages, note)
        if await self._publish(speaker, view, hash_) == _CONFLICT:
            # It was shown anew meanwhile; what is so now is so for that one too.
            await self._publish(speaker, await self._view(speaker, pages, note), "")

    async def _view(self, speaker: Speaker, pages: HomePages, note: str) -> View:
        heard = None
        try:
            coming = await self._router.look_up(LookUp(intent=Intent.UPCOMING, speaker=speaker))
            reminders = await self._reminders(speaker)
            try:
                heard = await self._heard(speaker, pages)
            except (SlackApiError, TooManyLookUpsError, aiohttp.ClientError, TimeoutError):
                note = note or words.did_not_answer(speaker.wording)
        except StorageError:
            sorry = apologies.notes_out_of_reach(speaker.wording)
            return home_view(coming=None, reminders=(), heard=None, pages=pages, note=sorry)
        return home_view(
            coming=coming,
            reminders=reminders,
            heard=heard,
            pages=pages,
            note=note,
            wording=speaker.wording,
        )

    async def _reminders(self, speaker: Speaker) -> list[Reminded]:
        to = self._router.traits.directly_to(speaker.destination, speaker.person)
        catalogue = self._router.knowledge.catalogue
        return [
            Reminded(show=one.show or "", name=show_name(one.show, catalogue, speaker.wording))
            for one in await self._router.subscriptions.of(to)
        ]

    async def _heard(self, speaker: Speaker, pages: HomePages) -> Heard | None:
        """Return a page of what channels hear; None: that is not for *speaker*.

        Of channels that they do not see, nothing is shown.
        """
        if await self._refusal(speaker, speaker.destination) is not None:
            return None
        found = await self._router.subscriptions.in_workspace(
            SLACK.id,
            self._workspace.team,
            offset=pages.channels * MOST_CHANNELS,
            limit=MOST_CHANNELS + 1,
        )
        shown, seen = found[:MOST_CHANNELS], {}
        for one in shown:
            if one.destination not in seen:
                seen[one.destination] = await self._refusal(speaker, one.destination) is None
        rows = [await self._row(one, speaker) for one in shown if seen[one.destination]]
        return Heard(rows=tuple(rows), has_more=len(found) > MOST_CHANNELS)

    async def _refusal(self, speaker: Speaker, destination: Destination) -> CommandReply | None:
        return await self._router.refusal(Pause(None), destination, self._channels, by=speaker)

    async def _row(self, one: Subscription, speaker: Speaker) -> HeardRow:
        suspension = await self._router.subscriptions.suspension_of(one.destination)
        return HeardRow(
            key=HomeKey(one.destination.channel, one.destination.thread, one.show or ""),
            words=in_short(one, self._router.knowledge.catalogue, speaker.wording),
            is_paused=one.paused_at is not None,
            set_aside=suspension.reason if suspension else "",
        )

    async def _publish(self, speaker: Speaker, view: View, hash_: str) -> str:
        """Show it; return Slack's name of what came between, empty where nothing did."""
        newest = {"hash": hash_} if hash_ else {}
        try:
            await self._workspace.client.views_publish(user_id=speaker.person, view=view, **newest)
        except SlackApiError as error:
            code = error_code(error)
            if code != _CONFLICT:
                level = log.info if code == _OFF else log.warning
                level("slack_home_not_shown", reason=code)
            return code
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("slack_home_not_shown", reason=type(error).__name__)
            return type(error).__name__
        return ""

    def _place(self, key: HomeKey) -> Destination:
        return Destination(
            platform=SLACK.id,
            workspace=self._workspace.team,
            channel=key.channel,
            thread=key.thread,
        )

    def _speaker(self, person: str) -> Speaker:
        here = Destination(platform=SLACK.id, workspace=self._workspace.team, channel="")
        return Speaker(destination=here, person=person)


def _action_of(action_id: str) -> HomeAction | None:
    """Return what a button does; None: it is of another Violet's home."""
    try:
        return HomeAction(":".join(action_id.split(":")[:2]))
    except ValueError:
        return None


def _command_of(action: HomeAction, value: str) -> Remind | Subscribe:
    """Return the command that costs as much as a button."""
    return Remind(value, stop=True) if action is HomeAction.UNREMIND else Subscribe(None)


def _said(reply: CommandReply) -> str:
    return spelled(reply.headline, SLACK.spelling)


def _with_note(view: View, note: str) -> View:
    """Return a home as it was, with a note above it."""
    old = [block for block in view.get("blocks", ()) if block.get("type") != "context"]
    kept = str(view.get("private_metadata") or HomePages().kept)
    new = home_view(coming=None, reminders=(), heard=None, note=note)["blocks"][:1]
    return {"type": "home", "private_metadata": kept, "blocks": [*new, *old]}
