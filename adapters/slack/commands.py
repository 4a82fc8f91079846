"""Answers to `/violet` and to buttons, which only whoever typed or pressed sees."""

from collections.abc import Coroutine
from typing import Any, assert_never

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from adapters.slack.admin import AdminCommands
from adapters.slack.buttons import is_channel, offering_message, pressed
from adapters.slack.channels import SlackChannels, speaker_of
from adapters.slack.delivery import Poster
from adapters.slack.markup import words_of, words_with_ids
from adapters.slack.messages import SlackMessage, answer_message, note_message, spent_message
from adapters.slack.newsdesk import Newsdesk
from adapters.slack.responses import Responses
from adapters.slack.rights import TooManyLookUpsError
from adapters.slack.web_api import Workspace
from bot.ports.errors import ShareSpentError, StorageError
from bot.ports.platforms import Speaker, behind_answer
from bot.router import Router
from content.answers.reply import Answer
from content.commands.admin import AdminCommand, Remind, Subscribe
from content.commands.next_steps import StepAction, of_look_up, of_reminder, replaces
from content.commands.parse import NewsdeskCommand, read_command
from content.commands.reply import Response
from content.language.platforms import apologies
from content.language.platforms import slack as words

log = structlog.get_logger()


class Commands:
    """Answers commands and buttons in one workspace."""

    def __init__(self, workspace: Workspace, router: Router, poster: Poster) -> None:
        self._workspace = workspace
        self._router = router
        self._channels = SlackChannels(
            workspace.client,
            url=workspace.url,
            team=workspace.team,
            join=poster.join,
            bot_user=workspace.bot_user,
            workspace_name=workspace.name,
        )
        self.admin = AdminCommands(workspace.client, router, self._channels, team=workspace.team)
        self._responses = Responses(workspace)
        self.newsdesk = Newsdesk(workspace, router, self._channels, self._responses)

    async def answer_command(self, body: dict[str, Any]) -> None:
        """Answer /violet, so that only whoever typed it sees the answer."""
        channel = str(body.get("channel_id") or "")
        url = str(body.get("response_url") or "")
        await self._tell(url, self._handle(str(body.get("text") or ""), body), channel)

    async def answer_button(self, body: dict[str, Any]) -> None:
        """Do what the button is for; pressed twice, or long after, it does no harm."""
        channel = str((body.get("channel") or {}).get("id") or "")
        url, person = str(body.get("response_url") or ""), str(body["user"]["id"])
        speaker = speaker_of(self._workspace, channel, "", person)
        action, value = pressed(body)
        match action:
            case StepAction.REMIND:
                await self._tell(url, self._remind(value, speaker), channel)
            case StepAction.FORGET:
                await self._tell(url, self._forget(speaker, value), channel)
            case StepAction.FOLLOW:
                trigger = str(body.get("trigger_id") or "")
                command = Subscribe(value)
                await self._tell(url, self._carry_out(command, speaker, trigger), channel)
            case StepAction.LOOK_UP:
                thread = str((body.get("message") or {}).get("thread_ts") or "")
                speaker = speaker_of(self._workspace, channel, thread, person)
                await self._look_up(value, speaker, url)
            case StepAction.SOURCES | StepAction.HISTORY:
                await self._tell(url, self._behind(action, value, speaker), channel)
            case _:
                assert_never(action)

    async def _behind(self, action: StepAction, value: str, speaker: Speaker) -> SlackMessage:
        wanted = behind_answer(action, value, speaker)
        if wanted is None:
            return note_message(apologies.went_wrong(speaker.wording))
        return self._offering(await self._router.look_up(wanted), speaker)

    async def _look_up(self, key: str, speaker: Speaker, url: str) -> None:
        """Put the answer where the button was; what is so for the moment is said to one alone.

        However many press it, the channel has one answer.
        """
        in_place = False

        async def looked_up() -> SlackMessage:
            nonlocal in_place
            offer, language = of_look_up(key)
            if offer is None:
                return note_message(apologies.went_wrong(speaker.wording))
            answer = await self._router.take_offer(offer, speaker, language=language)
            in_place = replaces(answer)
            return self._offering(answer, speaker)

        message = await self._done(looked_up(), speaker.destination.channel)
        if message is not None:
            await self._responses.tell(url, message, in_place=in_place)

    async def _tell(self, url: str, work: Coroutine[Any, Any, SlackMessage], channel: str) -> None:
        """Tell whoever waits what *work* says."""
        message = await self._done(work, channel)
        if message is not None:
            await self._responses.tell(url, message)

    async def _done(
        self, work: Coroutine[Any, Any, SlackMessage], channel: str
    ) -> SlackMessage | None:
        """Return what *work* says, or a kind sentence where it fails; None: it was said already."""
        try:
            return await work
        except ShareSpentError as spent:
            return spent_message(spent) if spent.is_first else None
        except StorageError as error:
            log.warning("question_failed", channel=channel, reason=str(error))
            return note_message(apologies.notes_out_of_reach())
        except TooManyLookUpsError:
            return note_message(words.did_not_answer())
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            log.warning("slack_command_unanswered", channel=channel, exc_info=True)
            return note_message(words.did_not_answer())
        except Exception:  # one bad question must not end the others
            log.exception("slack_command_failed", channel=channel)
            return note_message(apologies.went_wrong())

    async def _handle(self, written: str, body: dict[str, Any]) -> SlackMessage:
        """Return the answer to what was typed behind the command."""
        speaker = speaker_of(self._workspace, str(body["channel_id"]), "", str(body["user_id"]))
        command = read_command(words_of(written), with_ids=words_with_ids(written))
        trigger = str(body.get("trigger_id") or "")
        if isinstance(command, AdminCommand):
            return await self._carry_out(command, speaker, trigger)
        if isinstance(command, NewsdeskCommand):
            url = str(body.get("response_url") or "")
            with self._router.charged(speaker, command):
                return await self.newsdesk.answer_command(
                    command, speaker, trigger=trigger, url=url
                )
        said = await self._router.handle(command, speaker, self._channels, message=trigger or None)
        if isinstance(said, Answer) and said.silent:
            return note_message(words.no_question(speaker.wording))
        return self._offering(said, speaker)

    def _offering(self, said: Response, speaker: Speaker) -> SlackMessage:
        today, channel = self._router.clock.now().date(), speaker.destination.channel
        return offering_message(said, today, hears=is_channel(channel))

    async def _carry_out(
        self, command: AdminCommand, speaker: Speaker, trigger: str
    ) -> SlackMessage:
        """Carry it out, or refuse it, which takes of the share of whoever gives it as well."""
        with self._router.charged(speaker, command):
            return await self.admin.carry_out(command, speaker, trigger)

    async def _forget(self, speaker: Speaker, language: str) -> SlackMessage:
        return answer_message(await self._router.forget_me(speaker, language=language))

    async def _remind(self, value: str, speaker: Speaker) -> SlackMessage:
        return answer_message(await self._router.remind(Remind(*of_reminder(value)), speaker))
