"""What each kind of Slack's tokens begins with, and which one was put in the place of another.

https://docs.slack.dev/authentication/tokens
"""

from collections.abc import Sequence
from typing import Final

_KINDS: Final = {
    "xoxb-": "a bot token",
    "xapp-": "an app-level token",
    "xoxp-": "a person's token",
    "xoxe.xoxb-": "a bot token that expires",
    "xoxe.xoxp-": "an app configuration token",
    "xoxe-": "a refresh token",
}
NO_BOT: Final = (
    "belongs to no bot; copy the Bot User OAuth Token, which begins with xoxb-, from OAuth & "
    "Permissions on the app's page at api.slack.com/apps"
)


def token_faults(bot_token: str, app_token: str) -> Sequence[str]:
    """Return what is wrong with them that can be seen; nothing of any of them is repeated.

    A token of no known kind may be one of tomorrow, and is Slack's to judge.
    """
    bot, app = _kind_of(bot_token), _kind_of(app_token)
    if bot == "xapp-" and app == "xoxb-":
        return ["the tokens are swapped; SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN xapp-"]
    faults = []
    if bot == "xoxe.xoxb-":
        faults.append(
            "SLACK_BOT_TOKEN is one that expires; turn token rotation off on the app's page, and "
            "install the app again, or let people install it by SLACK_CLIENT_ID"
        )
    elif bot not in {"xoxb-", None}:
        faults.append(f"SLACK_BOT_TOKEN is {_KINDS[bot]}, and {NO_BOT}")
    if app not in {"xapp-", None}:
        faults.append(
            f"SLACK_APP_TOKEN is {_KINDS[app]}; make one under App-Level Tokens in Basic "
            "Information on the app's page, with the scope connections:write (it begins with xapp-)"
        )
    return faults


def _kind_of(token: str) -> str | None:
    return next((start for start in _KINDS if token.startswith(start)), None)
