"""The link that brings Violet into a server, asking for what it needs and no more."""

import base64
import binascii
from urllib.parse import urlencode

import discord

from bot.ports.errors import SettingsError


def needed_permissions() -> discord.Permissions:
    """Return what Violet asks for: to post, with pictures, and to find its own posts again."""
    return discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        embed_links=True,
        attach_files=True,
        read_message_history=True,
    )


def invite_link(application: str) -> str:
    """Return the address at which an admin adds the application with this id to a server.

    https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow

    Raises:
        SettingsError: it is no id.
    """
    if not (application.isascii() and application.isdigit() and len(application) <= 20):
        raise SettingsError(
            "an application's id is a number such as 123456789012345678; "
            "it stands on the application's General Information page"
        )
    query = {
        "client_id": application,
        "permissions": str(needed_permissions().value),
        "scope": "bot applications.commands",
    }
    return f"https://discord.com/oauth2/authorize?{urlencode(query)}"


def application_of(token: str) -> str | None:
    """Return the application's id, which is the first part of its bot's token; None if it is not.

    Applications older than their bots may have another id than their bot, which is what is found.
    """
    first = token.partition(".")[0]
    try:
        found = base64.b64decode(first + "=" * (-len(first) % 4), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return found if found.isdigit() else None
