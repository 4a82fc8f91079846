"""The language of a server on Discord, in which it is told what all of its members read."""

import discord

from content.language.wording import Wording, reader_wording


def wording_in(client: discord.Client, workspace: str) -> Wording:
    """Return the language of a server, as its admins chose it; English where Discord tells none.

    Only a community has one of its own; Discord gives every other server American English.
    https://docs.discord.com/developers/resources/guild#guild-object-guild-structure
    """
    guild = (
        client.get_guild(int(workspace)) if workspace.isascii() and workspace.isdigit() else None
    )
    return reader_wording(guild.preferred_locale.value if guild else None)


def speaks_otherwise(client: discord.Client, workspace: str, other: str) -> bool:
    """Whether two servers are told their news in different languages."""
    return wording_in(client, workspace).language != wording_in(client, other).language
