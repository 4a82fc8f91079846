"""Who may manage what a channel hears."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.refusals import error_code

_ADMIN_MARKS = ("is_admin", "is_owner", "is_primary_owner")
_OUTSIDER_MARKS = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
_NOBODY = frozenset({"user_not_found", "user_not_visible"})


async def may_administer(client: AsyncWebClient, *, team: str, person: str) -> bool:
    """Whether *person* is an administrator or owner of *team*; no guest and no visitor is.

    Raises:
        SlackApiError: Slack does not say; nothing may be changed on somebody's word alone.
    """
    try:
        response = await client.users_info(user=person)
    except SlackApiError as error:
        if error_code(error) in _NOBODY:
            return False
        raise
    user = response.get("user") or {}
    if user.get("team_id") != team or any(user.get(mark) for mark in _OUTSIDER_MARKS):
        return False
    return any(user.get(mark) for mark in _ADMIN_MARKS)
