"""What admins want on Slack: who is one, which channel it is for, and the form to fill in."""

from dataclasses import replace
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import markup as kit
from adapters.slack.buttons import is_channel, offering_message
from adapters.slack.channels import SlackChannels, read_destination
from adapters.slack.forms import entry_of, filled_in, show_options, subscribe_form, told_form
from adapters.slack.messages import SlackMessage, answer_message, note_message, spent_message
from adapters.slack.rights import TooManyLookUpsError
from adapters.slack.traits import SLACK
from bot.ports.errors import ShareSpentError, StorageError
from bot.ports.platforms import Speaker
from bot.router import Router
from content.commands.admin import AdminCommand, ChangeSettings, Subscribe
from content.language.platforms import apologies
from content.language.platforms import slack as words
from content.language.wording import Wording
from content.subscriptions.destination import Destination
from content.subscriptions.preference_fields import read_preferences
from content.subscriptions.preference_values import PreferenceError, roles_in
from content.subscriptions.preferences import USUAL, PreferencesInput

log = structlog.get_logger()


class AdminCommands:
    """Carries out what admins want for the channels of one workspace."""

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

    async def carry_out(
        self, command: AdminCommand, speaker: Speaker, trigger: str
    ) -> SlackMessage:
        """Return the answer to a command, or why whoever gave it may not have that done.

        *trigger* lets a form be shown, within three seconds.

        Raises:
            SlackApiError: Slack does not say who may do what.
            TooManyLookUpsError: Slack may not be asked that now.
            StorageError: nothing was changed.
        """
        destination = speaker.destination
        if command.channel is not None:
            named = read_destination(command.channel, team=self._team)
            if named is None:
                return note_message(words.no_such_channel(speaker.wording))
            destination = named
        if command == Subscribe(None):
            refusal = await self._router.refusal(command, destination, self._channels, by=speaker)
            if refusal is not None:
                return answer_message(refusal)
            return await self._show_form(destination, trigger, speaker.wording)
        if isinstance(command, Subscribe | ChangeSettings) and _is_nobody_in(command.preferences):
            refusal = await self._router.refusal(command, destination, self._channels, by=speaker)
            return (
                note_message(words.nobody_to_mention(speaker.wording))
                if refusal is None
                else answer_message(refusal)
            )
        is_here = destination == speaker.destination
        said = await self._router.handle_admin(
            command,
            destination,
            self._channels,
            by=speaker,
            place=None if is_here else words.that_channel(speaker.wording),
        )
        today = self._router.clock.now().date()
        return offering_message(said, today, hears=is_channel(destination.channel))

    async def suggest(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the shows that what is being typed into the form may become.

        https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
        """
        here = Destination(platform=SLACK.id, workspace=self._team, channel="")
        speaker = Speaker(destination=here, person=str(body["user"]["id"]))
        typed = str(body.get("value") or "")
        try:
            found = await self._router.shows_typed(typed, speaker)
        except ShareSpentError:
            return []
        return show_options(found, typed, speaker.wording)

    def fault_in(self, view: dict[str, Any]) -> dict[str, str]:
        """Return what is wrong with a form that was sent, by field; empty: nothing is."""
        _, _, preferences = filled_in(view)
        try:
            read_preferences(preferences)
        except PreferenceError as error:
            return {entry_of(error.field): str(error)}
        return (
            {entry_of("mentions"): words.nobody_to_mention()} if _is_nobody_in(preferences) else {}
        )

    @staticmethod
    def waiting() -> dict[str, Any]:
        """Return what the form shows until it is known what became of it."""
        return told_form(note_message(words.form_taken()).blocks)

    async def take_form(self, body: dict[str, Any]) -> None:
        """Subscribe what a form says, and tell in its place how that went."""
        view, person = body["view"], str(body["user"]["id"])
        try:
            message = await self._subscribe(view, person)
        except ShareSpentError as spent:
            message = spent_message(spent)
        except StorageError as error:
            log.warning("form_failed", reason=str(error))
            message = note_message(apologies.notes_long_out_of_reach())
        except (SlackApiError, TooManyLookUpsError, aiohttp.ClientError, TimeoutError):
            log.warning("form_failed", exc_info=True)
            message = note_message(words.did_not_answer_form())
        try:
            await self._client.views_update(view_id=view["id"], view=told_form(message.blocks))
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            # Whoever closed the form meanwhile has not waited for the answer.
            log.info("form_closed", reason=type(error).__name__)

    async def _subscribe(self, view: dict[str, Any], person: str) -> SlackMessage:
        show, channel, preferences = filled_in(view)
        destination = read_destination(channel, team=self._team)
        if destination is None:
            return note_message(words.no_such_channel())
        # Where the form was opened says nothing of who sees the channel that was chosen in it.
        speaker = Speaker(destination=replace(destination, channel="", thread=""), person=person)
        command = Subscribe(show, preferences)
        with self._router.charged(speaker, command):
            said = await self._router.handle_admin(command, destination, self._channels, by=speaker)
        return answer_message(said)

    async def _show_form(
        self, destination: Destination, trigger: str, wording: Wording
    ) -> SlackMessage:
        form = subscribe_form(
            channel=destination.channel,
            usual=replace(USUAL, zone=self._router.default_zone),
            wording=wording,
        )
        try:
            await self._client.views_open(trigger_id=trigger, view=form)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("form_not_shown", reason=str(error)[:200])
            return note_message(words.form_not_shown(wording))
        return note_message(words.form_open(wording))


def _is_nobody_in(preferences: PreferencesInput) -> bool:
    """Whether somebody is to be mentioned who cannot be."""
    if "mentions" not in preferences:
        return False
    return any(kit.mention(role) is None for role in roles_in(preferences["mentions"]))
