"""What Slack knows of its places: whether one can be posted to, and where a message is found."""

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.authority import AdminLook, find_group
from adapters.slack.refusals import error_code, explained
from adapters.slack.rights import AdminRights, TooManyLookUpsError
from adapters.slack.standing import is_restricted, why_closed
from adapters.slack.traits import SLACK
from adapters.slack.web_api import Workspace
from bot.ports.places import PlaceStanding
from bot.ports.platforms import ChannelCheck, Speaker
from content.commands.powers import AdminChoice, AdminRole, Power
from content.language.platforms import slack as words
from content.language.wording import ENGLISH, Wording
from content.subscriptions.destination import Destination

_NAMES_KEPT: Final = 1000
_NO_LINK: Final = frozenset({"message_not_found", "channel_not_found"})
Join = Callable[[str], Awaitable[bool]]
_CHANNEL: Final = re.compile(r"#?(?P<channel>[CGD][A-Z0-9]{7,})")
_LINK: Final = re.compile(
    r"https://[\w.-]+/archives/(?P<channel>[CGD][A-Z0-9]{7,})"
    r"(?:/p(?P<s>\d{10})(?P<us>\d{6})(?:\?(?:[^\s]*&)?thread_ts=(?P<thread>\d{10}\.\d{6}))?)?\S*"
)
"""A link as "Copy link" gives it: to a channel, to a message, to a message of a thread."""


class SlackChannels:
    """The `Channels` of one workspace."""

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        url: str,
        team: str,
        join: Join,
        bot_user: str,
        workspace_name: str = "",
    ) -> None:
        self._client = client
        self._bot_user = bot_user
        self._workspace_name = workspace_name
        self._names: OrderedDict[str, str] = OrderedDict()
        """What channels are called that were looked at last."""
        self._rights = AdminRights(client, team=team)
        self._join = join
        """What makes us a member of a public channel; false where that cannot be."""
        self._url = url
        """The address of the workspace, with a slash at its end; empty where Slack gave none."""

    async def zoned(self, speaker: Speaker) -> Speaker:
        """Return *speaker* with the zone in which they live; see `AdminRights.zone`."""
        return replace(speaker, zone=await self._rights.zone(speaker.person))

    async def zoned_if_known(self, speaker: Speaker) -> Speaker:
        """Return the same, or *speaker* as they are where Slack does not say just now."""
        try:
            return await self.zoned(speaker)
        except (SlackApiError, TooManyLookUpsError, aiohttp.ClientError, TimeoutError):
            return speaker

    async def why_not(
        self, power: Power, by: Speaker, destination: Destination, choice: AdminChoice
    ) -> str | None:
        """Return why not, as Slack says now; what a channel hears is shown to all who are in it.

        Raises:
            SlackApiError: Slack does not say; nothing may be changed on somebody's word alone.
            TooManyLookUpsError: Slack may not be asked about this person now.
        """
        is_here = destination.channel == by.destination.channel
        if power is Power.LOOK and is_here:
            return None
        look = AdminLook(self._client, self._rights, by.person)
        if not await look.may(power, destination.channel, choice):
            is_for_some = not power.is_for_true_admins
            return (words.admins_only if is_for_some else words.appointers_only)(by.wording)
        if is_here or await look.sees(destination.channel):
            return None
        return words.channel_unknown(by.wording)

    async def why_untold(self, destination: Destination, wording: Wording = ENGLISH) -> str | None:
        """Return why news will not arrive there, and what mends it.

        An open channel is joined here, because somebody wants that now; nowhere else, for whoever
        removed us from it did so for a reason.
        """
        try:
            response = await self._client.conversations_info(channel=destination.channel)
        except SlackApiError as error:
            if error_code(error) in {"channel_not_found", "not_in_channel"}:
                return words.not_here(wording)
            raise
        found = response.get("channel") or {}
        self._know(destination.channel, found)
        if found.get("is_im"):
            return None
        # Who may post is the same for those who have not joined yet.
        as_member = {**found, "is_member": True}
        code = why_closed(as_member, bot_user=self._bot_user, in_thread=bool(destination.thread))
        if code is not None:
            return words.nothing_saved(explained(code), wording)
        if found.get("is_member"):
            return None
        is_joined = await self._join(destination.channel)
        return None if is_joined else words.not_here(wording)

    def _know(self, channel: str, found: dict[str, Any]) -> None:
        name = found.get("name")
        if name and not found.get("is_im"):
            self._names[channel] = str(name)
            self._names.move_to_end(channel)
            while len(self._names) > _NAMES_KEPT:
                self._names.popitem(last=False)

    def shown(self, destination: Destination) -> PlaceStanding:
        """Return the names that Slack gave when it was last asked about the channel."""
        return PlaceStanding(
            destination=destination,
            name=self._names.get(destination.channel),
            workspace_name=self._workspace_name or None,
            is_sure=False,
        )

    async def find_role(self, typed: str, wording: Wording = ENGLISH) -> AdminRole | str:
        """Return the user group of that id, where it is in use."""
        return await find_group(self._client, typed, wording, team=self._rights.team)

    async def check(
        self,
        destination: Destination,
        wording: Wording = ENGLISH,
        *,
        mentioned: Collection[str] = (),  # noqa: ARG002  the port's name
        pictured: bool = False,  # noqa: ARG002  as above
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
        return self._check(found, wording, in_thread=bool(destination.thread))

    async def page(self, destination: Destination, message: str) -> str | None:
        """Return the message's link, which Slack gives for none that was deleted.

        https://docs.slack.dev/reference/methods/chat.getPermalink
        """
        if not destination.channel:
            return None
        try:
            response = await self._client.chat_getPermalink(
                channel=destination.channel, message_ts=message
            )
        except SlackApiError as error:
            if error_code(error) in _NO_LINK:
                return None
        except (aiohttp.ClientError, TimeoutError):
            pass
        else:
            return str(response.get("permalink") or "") or None
        if not self._url:
            return None
        return f"{self._url}archives/{destination.channel}/p{message.replace('.', '')}"

    def _check(self, channel: dict[str, Any], wording: Wording, *, in_thread: bool) -> ChannelCheck:
        is_member = bool(channel.get("is_member") or channel.get("is_im"))
        problems = []
        if channel.get("is_archived"):
            problems.append(wording.say(explained("is_archived")))
        elif not is_member:
            problems.append(wording.say(explained("not_in_channel")))
        if is_restricted(channel, self._bot_user):
            problems.append(words.restricted(wording))
        if channel.get("is_thread_only") and not in_thread:
            problems.append(words.threads_only(wording))
        notes = [words.membership(wording)] if is_member else []
        if not channel.get("is_archived"):
            notes.append(words.unarchived(wording))
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


def speaker_of_press(workspace: Workspace, body: Mapping[str, Any]) -> Speaker:
    """Return who typed a command, pressed a button or sent a form, and where; forms have no place.

    Of a command Slack names the person and the channel, of all else it tells something of them.
    """
    channel = body.get("channel_id") or (body.get("channel") or {}).get("id")
    person = body.get("user_id") or (body.get("user") or {}).get("id")
    return speaker_of(workspace, str(channel or ""), "", str(person or ""))
