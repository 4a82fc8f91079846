"""The options of `/updates subscribe` and `/updates settings`: how a channel wants its news."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

import discord
from discord import app_commands

from adapters.discord import autocomplete
from adapters.discord.commands import CommandContext
from content.subscriptions.preferences import STANCES, PreferencesInput
from content.subscriptions.schedule import DigestFrequency

Callback = Callable[..., Coroutine[Any, Any, None]]
Chosen = app_commands.AppCommandChannel | app_commands.AppCommandThread


class PostableChannel(app_commands.Transformer):
    """A channel or thread that can be written in, whether or not the gateway has shown it."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """What Discord lets be chosen."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Which channels Discord offers."""
        return [
            discord.ChannelType.text,
            discord.ChannelType.news,
            discord.ChannelType.public_thread,
            discord.ChannelType.private_thread,
            discord.ChannelType.news_thread,
        ]

    async def transform(self, _interaction: discord.Interaction[Any], value: Chosen, /) -> Chosen:
        """Take it as it was chosen."""
        return value


Channel = app_commands.Transform[Chosen, PostableChannel]
Show = app_commands.Range[str, 1, 100]
Text = app_commands.Range[str, 1, 200]
Zone = app_commands.Range[str, 1, 64]
Hour = app_commands.Range[int, 0, 23]

_DESCRIPTIONS: Final = {
    "kinds": "Which kinds of news, such as: release, cast, filming; or all",
    "stance": "How sure news must be at least",
    "steps": "Days before a premiere on which I count down, such as 30,7,1,0; or none",
    "zone": "Your time zone, such as Europe/Berlin",
    "hour": "Hour of the day for countdowns and digests, 0 to 23",
    "quiet": "Hours in which nothing is posted, such as 22-7; or off",
    "digest": "Gather news into one post instead",
    "mention": "A role to mention with news",
    "mention_for": "Which kinds of news mention it; all, unless you choose; none to stop",
    "silent": "Post without notifying anybody",
}


def with_wishes(callback: Callback, context: CommandContext) -> Callback:
    """Describe the options of a command's callback, and offer what they can be."""
    app_commands.describe(**_DESCRIPTIONS)(callback)
    app_commands.choices(
        stance=[app_commands.Choice(name=one.value, value=one.value) for one in STANCES],
        digest=[app_commands.Choice(name=one.value, value=one.value) for one in DigestFrequency],
    )(callback)
    app_commands.autocomplete(
        show=autocomplete.shows(context.router, also_every=True),
        zone=autocomplete.zones(),
        kinds=autocomplete.kinds(),
        mention_for=autocomplete.kinds(),
        steps=autocomplete.steps(),
        quiet=autocomplete.quiet_hours(),
    )(callback)
    return callback


def typed(
    kinds: str | None,
    stance: str | None,
    steps: str | None,
    zone: str | None,
    hour: int | None,
    quiet: str | None,
    digest: str | None,
    mention: discord.Role | None,
    mention_for: str | None,
    silent: bool | None,  # noqa: FBT001  an option of the command, in its order
) -> PreferencesInput:
    """Return the options as if they had been typed."""
    return PreferencesInput(
        kinds=kinds,
        stance=stance,
        steps=steps,
        zone=zone,
        hour=None if hour is None else str(hour),
        quiet=quiet,
        digest=digest,
        mentions=_mentions(mention, mention_for),
        silent=None if silent is None else ("yes" if silent else "no"),
    )


def _mentions(role: discord.Role | None, kinds: str | None) -> tuple[str, ...]:
    if kinds is not None and kinds.strip().casefold() == "none":
        return ("none",)
    if role is None:
        return (f"none for {kinds}",) if kinds else ()
    return (f"{role.id} for {kinds}" if kinds else str(role.id),)
