"""Subscribing and settings in forms: one opens first, and is filled as soon as all is known.

Slack lets a form be opened within three seconds of a command or press, and filled at any time.
https://docs.slack.dev/surfaces/modals#updating_views
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import markup as kit
from adapters.slack.channels import SlackChannels, read_destination
from adapters.slack.forms import (
    EVERY,
    HEARD,
    SHOW,
    ChannelForm,
    FormState,
    blocks_of,
    entry_of,
    every_option,
    filled_in,
    offered_options,
    settings_form,
    show_options,
    stood_in,
    subscribe_form,
    thread_in,
    told_form,
)
from adapters.slack.messages import SlackMessage, answer_message, note_message, spent_message
from adapters.slack.modals import View, option
from adapters.slack.refusals import error_code
from adapters.slack.rights import TooManyLookUpsError
from adapters.slack.traits import SLACK
from bot.ports.errors import ShareSpentError, StorageError
from bot.ports.platforms import Speaker
from bot.router import Router
from content.commands.admin import ChangeSettings, Subscribe
from content.commands.descriptions import EVERY_SHOW
from content.commands.reply import CommandReply
from content.commands.shares import Errand
from content.facts.claims import ShowId
from content.language.platforms import apologies
from content.language.platforms import slack as words
from content.subscriptions.destination import Destination
from content.subscriptions.preference_fields import read_preferences
from content.subscriptions.preference_values import PreferenceError, roles_in
from content.subscriptions.preferences import USUAL, PreferencesInput
from content.subscriptions.subscription import Subscription

log = structlog.get_logger()

_AT_ONCE_S: Final = 0.8
"""How long a form may wait for what it shows; it then opens empty, well within Slack's three."""
_CLOSED: Final = "not_found"
"""https://docs.slack.dev/reference/methods/views.update#errors"""
_CONFLICT: Final = "hash_conflict"

Refresh = Callable[[str], Awaitable[None]]


class ChannelForms:
    """The forms in which admins of one workspace choose what a channel hears, and how."""

    def __init__(
        self,
        client: AsyncWebClient,
        router: Router,
        channels: SlackChannels,
        *,
        team: str,
    ) -> None:
        self._client = client
        self._router = router
        self._channels = channels
        self._team = team
        self.refresh_home: Refresh | None = None
        """Shows a person's home tab anew, once something was changed from there."""

    async def open(self, state: FormState, speaker: Speaker, trigger: str) -> SlackMessage:
        """Open the form, within the three seconds of *trigger*; return what is said beside it.

        Raises:
            ShareSpentError: whoever wants it has had their share.
            SlackApiError: Slack does not say who may do what.
            TooManyLookUpsError: Slack may not be asked that now.
            StorageError: it is not known what stands.
        """
        look = asyncio.create_task(self._contents(state, speaker))
        try:
            await asyncio.wait({look}, timeout=_AT_ONCE_S)
            if look.done():
                view = look.result()
                if isinstance(view, CommandReply):
                    return answer_message(view)
                shown = await self._show(trigger, view)
                return self._beside(shown, speaker)
            shown = await self._show(trigger, self.waiting(state.form))
            try:
                view = await look
            except (SlackApiError, TooManyLookUpsError, aiohttp.ClientError, TimeoutError):
                await self._tell(shown, note_message(words.did_not_answer_form()), state.form)
                raise
            except (StorageError, ShareSpentError):
                await self._tell(shown, note_message(apologies.went_wrong()), state.form)
                raise
        finally:
            look.cancel()
        if isinstance(view, CommandReply):
            message = answer_message(view)
            await self._tell(shown, message, state.form)
            return message
        await self._update(shown, view)
        return self._beside(shown, speaker)

    async def choose(self, body: dict[str, Any]) -> None:
        """Fill a form with what stands for the show or the channel that was just chosen in it."""
        view, person = body["view"], str(body["user"]["id"])
        state = FormState.from_kept(str(view.get("private_metadata") or ""))
        if state is None:
            await self._tell(str(view["id"]), note_message(words.form_out_of_date()))
            return
        show, channel, _ = filled_in(view)
        chosen = replace(
            state,
            show=show if _is_chosen(view) else "",
            channel=channel or state.channel,
            filling=state.filling + 1,
        )
        speaker = self._speaker(person, state)
        try:
            with self._router.charged(speaker, Subscribe(None)):
                shown = await self._contents(chosen, speaker, shown=view)
        except ShareSpentError as spent:
            shown = self._noted(
                chosen, view, apologies.too_much_at_once(spent.refills_in, of_all=spent.is_all)
            )
        except StorageError:
            shown = self._noted(chosen, view, apologies.notes_out_of_reach())
        except (SlackApiError, TooManyLookUpsError, aiohttp.ClientError, TimeoutError):
            log.warning("form_not_filled", exc_info=True)
            shown = self._noted(chosen, view, words.did_not_answer_form())
        if isinstance(shown, CommandReply):
            shown = self._noted(chosen, view, shown.text_as(SLACK.spelling))
        is_noted = len(shown["blocks"]) != len(view["blocks"])
        if is_noted or stood_in(shown) != stood_in(view):
            await self._update(str(view["id"]), shown, hash_=str(view.get("hash") or ""))

    async def suggest(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        """Return what can be chosen in the field that is being typed into.

        https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
        """
        state = FormState.from_kept(str((body.get("view") or {}).get("private_metadata") or ""))
        speaker = self._speaker(str(body["user"]["id"]), state)
        typed, field = str(body.get("value") or ""), str(body.get("action_id") or "")
        try:
            if field == SHOW:
                found = await self._router.shows_typed(typed, speaker)
                return show_options(found, typed, speaker.wording)
            async with self._router.served(speaker, Errand.KEYSTROKE):
                if field == HEARD:
                    return await self._heard_options(typed, state, speaker)
                return offered_options(typed, field)
        except (ShareSpentError, StorageError):
            return []

    def fault_in(self, view: View) -> dict[str, str]:
        """Return what is wrong with a form that was sent, by field; empty: nothing is."""
        _, channel, preferences = filled_in(view)
        blocks, faults = blocks_of(view), {}
        for name, text in preferences.items():
            try:
                read_preferences(PreferencesInput(**{name: text}))
            except PreferenceError as error:
                faults[entry_of(name)] = str(error)
        if "mentions" not in faults and is_nobody_in(preferences):
            faults[entry_of("mentions")] = words.nobody_to_mention()
        if link := thread_in(view):
            thread = read_destination(link, team=self._team)
            if thread is None or not thread.thread:
                faults["thread"] = words.no_such_thread()
            elif channel and thread.channel != channel:
                faults["thread"] = words.thread_elsewhere()
        return {blocks.get(field, field): fault for field, fault in faults.items()}

    @staticmethod
    def waiting(form: str) -> View:
        """Return what a form shows until it is known what it shows, or what became of it."""
        return _told(note_message(words.form_taken()), form)

    async def take(self, body: dict[str, Any]) -> None:
        """Do what a form says, and tell in its place how that went."""
        view, person = body["view"], str(body["user"]["id"])
        state = FormState.from_kept(str(view.get("private_metadata") or ""))
        destination = self._destination_in(view, state)
        try:
            if state is None:
                message = note_message(words.form_out_of_date())
            elif destination is None:
                message = note_message(words.no_such_channel())
            else:
                message = await self._done(view, state, destination, person)
        except ShareSpentError as spent:
            message = spent_message(spent)
        except StorageError as error:
            log.warning("form_failed", reason=str(error))
            message = note_message(apologies.notes_long_out_of_reach())
        except (SlackApiError, TooManyLookUpsError, aiohttp.ClientError, TimeoutError):
            log.warning("form_failed", exc_info=True)
            message = note_message(words.did_not_answer_form())
        is_shown = await self._tell(str(view["id"]), message, str(view.get("callback_id") or ""))
        if not is_shown and destination is not None:
            await self._tell_alone(destination, person, message)
        if state is not None and state.from_home and self.refresh_home is not None:
            await self.refresh_home(person)

    async def _done(
        self, view: View, state: FormState, destination: Destination, person: str
    ) -> SlackMessage:
        show, _, preferences = filled_in(view)
        # Where the form was opened says nothing of who sees the channel that was chosen in it.
        speaker = self._speaker(person, state)
        chosen = None if show == EVERY else show
        command: Subscribe | ChangeSettings = (
            ChangeSettings(chosen, preferences)
            if state.form is ChannelForm.SETTINGS
            else Subscribe(show, preferences)
        )
        with self._router.charged(speaker, command):
            said = await self._router.handle_admin(command, destination, self._channels, by=speaker)
        return answer_message(said)

    # ------------------------------------------------------------ what a form shows

    async def _contents(
        self, state: FormState, speaker: Speaker, *, shown: View | None = None
    ) -> View | CommandReply:
        """Return the form as it is to be shown, or why it is not."""
        destination = self._destination(state)
        refusal = await self._router.refusal(
            Subscribe(None), destination, self._channels, by=speaker
        )
        is_settings = state.form is ChannelForm.SETTINGS
        if refusal is not None:
            return await self._settings_told(state, speaker) if is_settings else refusal
        stand = await self._router.subscriptions.of(destination)
        if is_settings and not stand:
            return await self._settings_told(state, speaker)
        if shown is None:
            zone = (await self._channels.zoned(speaker)).zone or self._router.default_zone
            state = replace(state, zone=zone)
        if is_settings:
            return self._settings(state, stand, speaker)
        mine = [one for one in stand if state.show and one.show == state.chosen]
        return subscribe_form(
            channel=state.channel,
            thread=thread_in(shown) if shown else "",
            usual=replace(USUAL, zone=state.zone),
            stands=[one.preferences for one in mine],
            show=_option_in(shown) if shown else self._named(state),
            state=state,
            wording=speaker.wording,
        )

    def _settings(self, state: FormState, stand: Sequence[Subscription], speaker: Speaker) -> View:
        if not state.show:
            state = replace(state, show=(stand[0].show or EVERY) if len(stand) == 1 else EVERY)
        mine = [one for one in stand if state.chosen is None or one.show == state.chosen]
        if not mine:
            state, mine = replace(state, show=EVERY), list(stand)
        return settings_form(
            state=state,
            stands=[one.preferences for one in mine],
            show=self._heard_option(state.chosen, stand, speaker),
            wording=speaker.wording,
        )

    async def _settings_told(self, state: FormState, speaker: Speaker) -> CommandReply:
        """Return how everything stands, in words: whoever is no admin may see that."""
        return await self._router.handle_admin(
            ChangeSettings(state.chosen), self._destination(state), self._channels, by=speaker
        )

    def _noted(self, state: FormState, view: View, note: str) -> View:
        """Return a form as it was, with a note above it."""
        said = kit.context(note)
        blocks = [block for block in view["blocks"] if block["type"] != "context"]
        kept = ("type", "title", "close", "submit", "callback_id")
        return {
            **{name: view[name] for name in kept if view.get(name)},
            "private_metadata": replace(state, filling=state.filling - 1).kept,
            "blocks": [*([said] if said else []), *blocks],
        }

    def _named(self, state: FormState) -> kit.Element | None:
        if not state.show:
            return None
        show = self._router.knowledge.catalogue.shows.get(ShowId(state.show))
        return option(show.title, state.show) if show else None

    def _heard_option(
        self, show: str | None, stand: Sequence[Subscription], speaker: Speaker
    ) -> kit.Element:
        if show is not None:
            known = self._router.knowledge.catalogue.shows.get(ShowId(show))
            return option(known.title if known else show, show)
        is_one = any(one.show is None for one in stand)
        return every_option(speaker.wording.say(EVERY_SHOW if is_one else words.EVERY_ONE_HEARD))

    async def _heard_options(
        self, typed: str, state: FormState | None, speaker: Speaker
    ) -> list[dict[str, Any]]:
        if state is None:
            return []
        stand = await self._router.subscriptions.of(self._destination(state))
        shows = [one.show for one in stand if one.show is not None]
        found = [self._heard_option(one, stand, speaker) for one in (None, *shows)]
        wanted = typed.strip().casefold()
        return [one for one in found if wanted in one["text"]["text"].casefold()][:100]

    # ------------------------------------------------------------ where, and who

    def _destination(self, state: FormState) -> Destination:
        return Destination(
            platform=SLACK.id, workspace=self._team, channel=state.channel, thread=state.thread
        )

    def _destination_in(self, view: View, state: FormState | None) -> Destination | None:
        if state is not None and state.form is ChannelForm.SETTINGS:
            return self._destination(state)
        place = thread_in(view) or filled_in(view)[1]
        return read_destination(place, team=self._team)

    def _speaker(self, person: str, state: FormState | None) -> Speaker:
        here = Destination(platform=SLACK.id, workspace=self._team, channel="")
        return Speaker(destination=here, person=person, zone=state.zone if state else None)

    # ------------------------------------------------------------ Slack

    async def _show(self, trigger: str, view: View) -> str | None:
        """Open it and return its id; None: Slack does not show it."""
        if not trigger:
            return None
        try:
            opened = await self._client.views_open(trigger_id=trigger, view=view)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("form_not_shown", reason=str(error)[:200])
            return None
        return str((opened.get("view") or {}).get("id") or "")

    async def _update(self, view_id: str | None, view: View, *, hash_: str = "") -> bool:
        """Show *view* in the place of what is shown; return whether somebody still sees it."""
        if not view_id:
            return False
        newest = {"hash": hash_} if hash_ else {}
        try:
            await self._client.views_update(view_id=view_id, view=view, **newest)
        except SlackApiError as error:
            if error_code(error) == _CONFLICT:  # something else was chosen meanwhile
                return True
            log.info("form_closed", reason=error_code(error))
            return error_code(error) != _CLOSED
        except (aiohttp.ClientError, TimeoutError) as error:
            log.info("form_closed", reason=type(error).__name__)
            return True
        return True

    async def _tell(
        self, view_id: str | None, message: SlackMessage, form: str = ChannelForm.SUBSCRIBE
    ) -> bool:
        return await self._update(view_id, _told(message, form))

    async def _tell_alone(
        self, destination: Destination, person: str, message: SlackMessage
    ) -> None:
        """Say what became of a form that was closed meanwhile, where it was for."""
        with contextlib.suppress(SlackApiError, aiohttp.ClientError, TimeoutError):
            await self._client.chat_postEphemeral(
                channel=destination.channel, user=person, **message.arguments()
            )

    @staticmethod
    def _beside(shown: str | None, speaker: Speaker) -> SlackMessage:
        said = words.form_not_shown if shown is None else words.form_open
        return note_message(said(speaker.wording))


def is_nobody_in(preferences: PreferencesInput) -> bool:
    """Whether somebody is to be mentioned who cannot be."""
    if "mentions" not in preferences:
        return False
    return any(kit.mention(role) is None for role in roles_in(preferences["mentions"]))


def _told(message: SlackMessage, form: str) -> View:
    is_settings = form == ChannelForm.SETTINGS
    return told_form(
        message.blocks, title=words.SETTINGS_TITLE if is_settings else words.FORM_TITLE
    )


def _is_chosen(view: View) -> bool:
    """Whether a show is chosen in a form."""
    return _option_in(view) is not None


def _option_in(view: View) -> kit.Element | None:
    """Return the show that is chosen in a form, as it was offered."""
    values = (view.get("state") or {}).get("values") or {}
    for name in (SHOW, HEARD):
        chosen = (values.get(name) or {}).get(name) or {}
        if chosen.get("selected_option"):
            found: kit.Element = chosen["selected_option"]
            return {"text": kit.text_object(found["text"]["text"]), "value": found["value"]}
    return None
