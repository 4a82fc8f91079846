"""What admins want on Slack: who is one, which channel it is for, and the form to fill in."""

from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.buttons import is_channel, offering_message
from adapters.slack.channel_forms import ChannelForms, is_nobody_in
from adapters.slack.channels import SlackChannels, read_destination
from adapters.slack.forms import ChannelForm, FormState
from adapters.slack.messages import SlackMessage, answer_message, note_message
from bot.ports.platforms import Speaker
from bot.router import Router
from content.commands.admin import AdminCommand, ChangeSettings, Subscribe
from content.language.platforms import slack as words
from content.subscriptions.destination import Destination
from content.understanding.typed_shows import find_shows


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
        self.forms = ChannelForms(client, router, channels, team=team)

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
        form = self._form_for(command, destination)
        if form is not None:
            return await self.forms.open(form, speaker, trigger)
        if isinstance(command, Subscribe):
            speaker = await self._channels.zoned(speaker)
        if isinstance(command, Subscribe | ChangeSettings) and is_nobody_in(command.preferences):
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

    def _form_for(self, command: AdminCommand, destination: Destination) -> FormState | None:
        """Return the form that a command opens which leaves out what it needs; None: none."""
        settings = FormState(
            form=ChannelForm.SETTINGS, channel=destination.channel, thread=destination.thread
        )
        match command:
            case Subscribe(show=None, preferences=typed) if not typed:
                return replace(settings, form=ChannelForm.SUBSCRIBE)
            case ChangeSettings(show=None, preferences=typed) if not typed:
                return settings
            case ChangeSettings(show=str(named), preferences=typed) if not typed:
                found = find_shows(named, self._router.knowledge.catalogue)
                if len(found) == 1:
                    return replace(settings, show=found[0])
        return None
