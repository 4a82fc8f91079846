"""What Slack knows of its places: whether one can be posted to, and where a message is found."""

import re
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.refusals import error_code, explained
from bot.ports import ChannelCheck
from content.subscriptions.destination import Destination, Platform

_CHANNEL: Final = re.compile(r"#?(?P<channel>[CGD][A-Z0-9]{7,})")
_LINK: Final = re.compile(
    r"https://[\w.-]+/archives/(?P<channel>[CGD][A-Z0-9]{7,})"
    r"(?:/p(?P<s>\d{10})(?P<us>\d{6})(?:\?(?:[^\s]*&)?thread_ts=(?P<thread>\d{10}\.\d{6}))?)?\S*"
)
"""A link as "Copy link" gives it: to a channel, to a message, to a message of a thread."""
_UNSEEN: Final = (
    "I do not see this channel: it is private and I am not in it, or it is gone. "
    "Whoever is in it can type /invite @Violet there."
)
_READ_ONLY: Final = (
    "Posting is restricted in this channel. Whoever manages it can let Violet post: click the "
    "channel's name, then Settings, then Posting permissions."
)
_THREADS_ONLY: Final = (
    "Only threads can be written in here; subscribe one of them with: "
    "updates subscribe SHOW thread LINK"
)


class SlackChannels:
    """The `Channels` of one workspace."""

    def __init__(self, client: AsyncWebClient, *, url: str) -> None:
        self._client = client
        self._url = url
        """The address of the workspace, with a slash at its end; empty where Slack gave none."""

    async def check(self, destination: Destination) -> ChannelCheck:
        """Ask Slack how the channel stands."""
        if destination.person:
            return ChannelCheck(notes=("It is a direct message.",))
        try:
            response = await self._client.conversations_info(channel=destination.channel)
        except SlackApiError as error:
            if error_code(error) == "channel_not_found":
                return ChannelCheck(problems=(_UNSEEN,))
            return ChannelCheck(
                notes=(f"Slack does not say how this channel stands ({error_code(error)}).",)
            )
        except (aiohttp.ClientError, TimeoutError):
            return ChannelCheck(notes=("Slack does not say just now how this channel stands.",))
        return _check(response.get("channel") or {}, in_thread=bool(destination.thread))

    def page(self, destination: Destination, message: str) -> str | None:
        """Return the link that Slack itself gives for a message, without asking it."""
        if not self._url or not destination.channel:
            return None
        return f"{self._url}archives/{destination.channel}/p{message.replace('.', '')}"


def _check(channel: dict[str, Any], *, in_thread: bool) -> ChannelCheck:
    is_member = bool(channel.get("is_member") or channel.get("is_im"))
    problems = []
    if channel.get("is_archived"):
        problems.append(explained("is_archived"))
    elif channel.get("is_private") and not is_member:
        problems.append(explained("not_in_channel"))
    if channel.get("is_read_only"):
        problems.append(_READ_ONLY)
    if channel.get("is_thread_only") and not in_thread:
        problems.append(_THREADS_ONLY)
    notes = []
    if is_member:
        notes.append("I am a member of this channel.")
    elif not problems:
        notes.append("I am not in this channel yet; I join it as I post.")
    if not channel.get("is_archived"):
        notes.append("It is not archived.")
    restricted = (channel.get("properties") or {}).get("posting_restricted_to")
    if restricted and not channel.get("is_read_only"):
        notes.append("Slack says that not everybody may post here. If I may not: " + _READ_ONLY)
    return ChannelCheck(problems=tuple(problems), notes=tuple(notes))


def read_destination(typed: str, *, team: str) -> Destination | None:
    """Return the channel or thread that somebody named; None where it is neither.

    A channel comes as its id, which Slack makes of #name; a thread as the link of its message.
    """
    match = _CHANNEL.fullmatch(typed)
    if match:
        return Destination(platform=Platform.SLACK, workspace=team, channel=match["channel"])
    match = _LINK.fullmatch(typed)
    if not match:
        return None
    thread = match["thread"] or (f"{match['s']}.{match['us']}" if match["s"] else "")
    return Destination(
        platform=Platform.SLACK, workspace=team, channel=match["channel"], thread=thread
    )
