"""What Slack needs to know to set Violet up: printed by `violet slack-manifest`.

https://docs.slack.dev/reference/app-manifest
"""

from typing import Any, Final

from adapters.slack.place_events import PLACE_EVENTS
from adapters.slack.traits import COMMAND
from content.language.platforms import slack as words

SCOPES: Final = {
    "app_mentions:read": "hear when somebody mentions the bot",
    "channels:history": "look whether a message arrived, when Slack's answer was lost",
    "channels:join": "post in a public channel that was subscribed",
    "channels:read": "see whether the bot is in a channel",
    "chat:write": "post",
    "commands": "answer /violet",
    "files:write": "show pictures with countdowns, where a channel wants them",
    "groups:history": "the same look, in private channels",
    "groups:read": "see whether the bot is in a private channel",
    "im:history": "hear direct messages",
    "im:read": "know a direct message as one",
    "im:write": "remind people, and tell whoever subscribed a channel that it takes no posts",
    "usergroups:read": "see who is in the user group that may manage the news",
    "users:read": "see who is an admin",
}
"""Each permission, and what it is for."""

EVENTS: Final = ("app_mention", "message.im", *PLACE_EVENTS)


def slack_manifest() -> dict[str, Any]:
    """Return the app manifest, to be pasted where Slack asks for one."""
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": "Violet",
            "description": words.DESCRIPTION,
            "long_description": words.LONG_DESCRIPTION,
            "background_color": "#4b2a6b",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Violet", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": words.COMMAND_DESCRIPTION,
                    "usage_hint": words.COMMAND_USAGE,
                    # So that #channel and a user group come with their ids.
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }
