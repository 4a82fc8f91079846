"""Who may have what done in a workspace, by Slack's own word at this moment.

Administrators and owners may, and whoever they chose: a user group, and those who made a channel.
No guest, no person of another workspace, and no bot ever may. What is listed is always asked for by
workspace, since the token of an organisation is good in many.
"""

from typing import Any, Final

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.refusals import error_code
from adapters.slack.rights import AdminRights, Membership
from content.commands.powers import AdminChoice, AdminRole, Power
from content.language.platforms import slack as words
from content.language.wording import ENGLISH, Wording

log = structlog.get_logger()

_UNKNOWN_CHANNEL: Final = frozenset({"channel_not_found", "not_in_channel", "missing_scope"})
_NO_GROUP: Final = frozenset({"no_such_subteam", "subteam_not_found", "invalid_arguments"})
_PAGE: Final = 1000
_MOST_PAGES: Final = 5
"""Nobody is in more private channels together with us than are on so many pages."""


class AdminLook:
    """One look at one person, for one command or press."""

    def __init__(self, client: AsyncWebClient, rights: AdminRights, person: str) -> None:
        self._client = client
        self._rights = rights
        self._person = person

    async def may(self, power: Power, channel: str, choice: AdminChoice) -> bool:
        """Whether the person has that power, as far as who they are goes.

        Raises:
            SlackApiError: Slack does not say.
            TooManyLookUpsError: Slack may not be asked about this person now.
        """
        standing = await self._rights.standing(self._person)
        if standing is not Membership.MEMBER:
            return standing is Membership.ADMIN
        if power.is_for_true_admins:
            return False
        if choice.role and await self._is_in_group(choice.role):
            return True
        return choice.creators and bool(channel) and await self._made(channel)

    async def sees(self, channel: str) -> bool:
        """Whether somebody of the workspace sees that channel.

        Every member can open a public one. Of a private one, or a direct message, whoever is in it
        alone; that is asked by person and not by channel, which costs a page or two however many
        people are in the channel.
        https://docs.slack.dev/reference/methods/users.conversations

        Raises:
            SlackApiError: Slack does not say.
        """
        found = await self._channel(channel)
        if found is None:
            return False
        if found.get("is_im"):
            return found.get("user") == self._person
        return not (found.get("is_private") or found.get("is_mpim")) or await self._is_in(channel)

    async def _channel(self, channel: str) -> dict[str, Any] | None:
        try:
            response = await self._client.conversations_info(channel=channel)
        except SlackApiError as error:
            if error_code(error) in _UNKNOWN_CHANNEL:
                return None
            raise
        return response.get("channel") or {}

    async def _made(self, channel: str) -> bool:
        found = await self._channel(channel)
        return bool(found) and (found or {}).get("creator") == self._person

    async def _is_in(self, channel: str) -> bool:
        cursor = ""
        for _ in range(_MOST_PAGES):
            response = await self._client.users_conversations(
                user=self._person,
                types="private_channel",
                limit=_PAGE,
                cursor=cursor,
                team_id=self._rights.team,
            )
            if any(one.get("id") == channel for one in response.get("channels") or ()):
                return True
            cursor = str((response.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                break
        return False

    async def _is_in_group(self, group: str) -> bool:
        """Whether the person is in a user group; one that is disabled or gone has nobody in it."""
        try:
            response = await self._client.usergroups_users_list(
                usergroup=group, team_id=self._rights.team
            )
        except SlackApiError as error:
            code = error_code(error)
            if code == "missing_scope":
                log.warning("slack_scope_missing", scope="usergroups:read")
                return False
            if code in _NO_GROUP:
                return False
            raise
        return self._person in (response.get("users") or ())


async def find_group(
    client: AsyncWebClient, typed: str, wording: Wording = ENGLISH, *, team: str
) -> AdminRole | str:
    """Return the user group of *team* with that id, or why it cannot be chosen.

    Raises:
        SlackApiError: Slack does not say.
    """
    try:
        response = await client.usergroups_list(include_disabled=False, team_id=team)
    except SlackApiError as error:
        if error_code(error) == "missing_scope":
            return words.groups_not_to_be_read(wording)
        raise
    for group in response.get("usergroups") or ():
        if group.get("id") == typed and not group.get("date_delete"):
            return AdminRole(id=typed, name=f"@{group.get('handle') or typed}")
    return words.no_such_group(wording)
