"""What Slack knows of its places: whether one can be posted to, and where a message is found."""

import re
from collections.abc import Collection
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.refusals import error_code, explained
from adapters.slack.traits import SLACK
from adapters.slack.web_api import Workspace
from bot.ports.platforms import ChannelCheck, Speaker
from content.language.platforms import slack as words
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination

_CHANNEL: Final = re.compile(r"#?(?P<channel>[CGD][A-Z0-9]{7,})")
_LINK: Final = re.compile(
    r"https://[\w.-]+/archives/(?P<channel>[CGD][A-Z0-9]{7,})"
    r"(?:/p(?P<s>\d{10})(?P<us>\d{6})(?:\?(?:[^\s]*&)?thread_ts=(?P<thread>\d{10}\.\d{6}))?)?\S*"
)
"""A link as "Copy link" gives it: to a channel, to a message, to a message of a thread."""


class SlackChannels:
    """The `Channels` of one workspace."""

    def __init__(self, client: AsyncWebClient, *, url: str) -> None:
        self._client = client
        self._url = url
        """The address of the workspace, with a slash at its end; empty where Slack gave none."""

    async def check(
        self,
        destination: Destination,
        wording: Wording = ENGLISH,
        *,
        mentioned: Collection[str] = (),  # noqa: ARG002  the port's name
    ) -> ChannelCheck:
        """Ask Slack how the channel stands."""
        if destination.person:
            return ChannelCheck(notes=(words.direct_message(wording),))
        try:
            response = await self._client.conversations_info(channel=destination.channel)
        except SlackApiError as error:
            if error_code(error) == "channel_not_found":
                return ChannelCheck(problems=(words.unseen(wording),))
            return ChannelCheck(notes=(words.untold(error_code(error), wording),))
        except (aiohttp.ClientError, TimeoutError):
            return ChannelCheck(notes=(words.untold(wording=wording),))
        found = response.get("channel") or {}
        return _check(found, wording, in_thread=bool(destination.thread))

    async def page(self, destination: Destination, message: str) -> str | None:
        """Return the link that Slack itself gives for a message, without asking it."""
        if not self._url or not destination.channel:
            return None
        return f"{self._url}archives/{destination.channel}/p{message.replace('.', '')}"


def _check(channel: dict[str, Any], wording: Wording, *, in_thread: bool) -> ChannelCheck:
    is_member = bool(channel.get("is_member") or channel.get("is_im"))
    problems = []
    if channel.get("is_archived"):
        problems.append(explained("is_archived"))
    elif channel.get("is_private") and not is_member:
        problems.append(explained("not_in_channel"))
    if channel.get("is_read_only"):
        problems.append(words.restricted(wording))
    if channel.get("is_thread_only") and not in_thread:
        problems.append(words.threads_only(wording))
    notes = []
    if is_member:
        notes.append(words.membership(wording))
    elif not problems:
        notes.append(words.no_membership(wording))
    if not channel.get("is_archived"):
        notes.append(words.unarchived(wording))
    restricted = (channel.get("properties") or {}).get("posting_restricted_to")
    if restricted and not channel.get("is_read_only"):
        notes.append(words.perhaps_restricted(wording))
    return ChannelCheck(problems=tuple(problems), notes=tuple(notes))


def read_destination(typed: str, *, team: str) -> Destination | None:
    """Return the channel or thread that somebody named; None where it is neither.

    A channel comes as its id, which Slack makes of #name; a thread as the link of its message.
    """
    match = _CHANNEL.fullmatch(typed)
    if match:
        return Destination(platform=SLACK.id, workspace=team, channel=match["channel"])
    match = _LINK.fullmatch(typed)
    if not match:
        return None
    thread = match["thread"] or (f"{match['s']}.{match['us']}" if match["s"] else "")
    return Destination(platform=SLACK.id, workspace=team, channel=match["channel"], thread=thread)


def speaker_of(workspace: Workspace, channel: str, thread: str, person: str) -> Speaker:
    """Return who writes, and where."""
    destination = Destination(
        platform=SLACK.id, workspace=workspace.team, channel=channel, thread=thread
    )
    return Speaker(destination=destination, person=person)
