"""`/updates` and `/newsdesk`: for whoever may manage the server, and for editors."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from inspect import Parameter, Signature
from typing import Any, assert_never

import discord
from discord import app_commands

from adapters.discord import autocomplete
from adapters.discord.channels import (
    POSTABLE,
    DiscordChannels,
    destination_from,
    destination_of,
    speaker_of,
)
from adapters.discord.commands import CommandContext, respond, say
from adapters.discord.messages import sentence_message
from content.commands import descriptions
from content.commands.admin import (
    AdminCommand,
    ChangeSettings,
    CheckChannel,
    ChooseAdmins,
    ExplainDelivery,
    ForgetPlace,
    ListSubscriptions,
    Pause,
    PostSample,
    PreviewChannel,
    Resume,
    ShowAudit,
    Subscribe,
    Unsubscribe,
)
from content.commands.reply import CommandReply
from content.language.platforms import discord as words
from content.subscriptions.destination import Destination
from content.subscriptions.preference_fields import FIELDS, Fields, Option, OptionKind
from content.subscriptions.preferences import PreferencesInput

Interaction = discord.Interaction[discord.Client]
Callback = Callable[..., Coroutine[Any, Any, None]]
Chosen = app_commands.AppCommandChannel | app_commands.AppCommandThread
Show = app_commands.Range[str, 1, 100]

_SHOW_VERBS = (
    ("unsubscribe", Unsubscribe),
    ("pause", Pause),
    ("resume", Resume),
    ("preview", PreviewChannel),
)
_PLAIN_VERBS = (("list", ListSubscriptions), ("doctor", CheckChannel), ("audit", ShowAudit))


class PostableChannel(app_commands.Transformer):
    """A channel or thread that can be written in, whether or not the gateway has shown it."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """What Discord lets be chosen."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Which channels Discord offers."""
        return list(POSTABLE)

    async def transform(self, _interaction: discord.Interaction[Any], value: Chosen, /) -> Chosen:
        """Take it as it was chosen."""
        return value


Channel = app_commands.Transform[Chosen, PostableChannel]


def updates_group(context: CommandContext, fields: Fields = FIELDS) -> app_commands.Group:
    """Return the group of commands on what a channel hears."""
    group = app_commands.Group(
        name="updates",
        description=descriptions.COMMANDS["updates"],
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True),
        default_permissions=discord.Permissions(manage_guild=True),
    )
    group.add_command(_subscribe(context, fields))
    group.add_command(_settings(context, fields))
    for name, command in _SHOW_VERBS:
        group.add_command(_with_show(context, name, command))
    for name, plain in _PLAIN_VERBS:
        group.add_command(_plain(context, name, plain))
    group.add_command(_test(context))
    group.add_command(_why(context))
    group.add_command(_forget(context))
    group.add_command(_admins(context))
    return group


async def follow_here(interaction: Interaction, context: CommandContext, show: str) -> None:
    """Let the channel hear of *show*, if whoever presses a button may have that done.

    A command is shown by Discord to those alone who may use it, a button to everybody; the router
    looks at each of them.
    """
    await _carry_out(interaction, context, Subscribe(show), None)


async def _carry_out(
    interaction: Interaction,
    context: CommandContext,
    command: AdminCommand,
    channel: Chosen | None,
    role: discord.Role | None = None,
) -> None:
    """Let the router do it, which looks whether whoever runs the command may have it done."""
    speaker = speaker_of(interaction)
    wording = speaker.wording
    if role is not None and role.is_default():
        await say(interaction, sentence_message(words.mentions_no_everyone(wording)), private=True)
        return
    work = context.router.handle_admin(
        command,
        _destination(interaction, channel),
        DiscordChannels(interaction, wants_events=_wants_events(command)),
        by=speaker,
        place=_named_elsewhere(interaction, channel),
    )
    is_heard = role is None or role.mentionable or interaction.app_permissions.mention_everyone
    await respond(
        interaction,
        context,
        work if is_heard else _with_note(work, words.mentions_nobody_heard(wording)),
        private=True,
    )


def _wants_events(command: AdminCommand) -> bool:
    """Whether events are to be kept from now on."""
    return (
        isinstance(command, Subscribe | ChangeSettings)
        and command.preferences.get("events") == "yes"
    )


async def _with_note(work: Coroutine[Any, Any, CommandReply], note: str) -> CommandReply:
    """Return what is said back with one more line to it."""
    reply = await work
    return replace(reply, lines=(*reply.lines, note))


def _subscribe(context: CommandContext, fields: Fields) -> app_commands.Command[Any, ..., None]:
    async def subscribe(interaction: Interaction, **given: Any) -> None:
        command = Subscribe(given["show"], _input(given, fields))
        await _carry_out(interaction, context, command, given["channel"], _role_in(given))

    return app_commands.Command(
        name="subscribe",
        description=descriptions.COMMANDS["updates subscribe"],
        callback=_with_options(
            subscribe,
            context,
            fields,
            show=_parameter("show", Show),
            about_show=descriptions.SHOW_OR_EVERY,
            also_listed=True,
        ),
    )


def _settings(context: CommandContext, fields: Fields) -> app_commands.Command[Any, ..., None]:
    async def settings(interaction: Interaction, **given: Any) -> None:
        command = ChangeSettings(given["show"], _input(given, fields))
        await _carry_out(interaction, context, command, given["channel"], _role_in(given))

    return app_commands.Command(
        name="settings",
        description=descriptions.COMMANDS["updates settings"],
        callback=_with_options(
            settings,
            context,
            fields,
            show=_parameter("show", Show | None, default=None),
            about_show=descriptions.SHOW_OR_ALL,
        ),
    )


def _with_options(
    callback: Callback,
    context: CommandContext,
    fields: Fields,
    *,
    show: Parameter,
    about_show: str,
    also_listed: bool = False,
) -> Callback:
    """Give a command's callback the options of *fields*, behind a show and a channel.

    discord.py makes a command of its callback's signature:
    https://discordpy.readthedocs.io/en/stable/interactions/api.html#discord.app_commands.Command
    """
    options = _options_of(fields)
    callback.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            _parameter("interaction", Interaction),
            show,
            _parameter("channel", Channel | None, default=None),
            *(_parameter(one.name, _type_of(one) | None, default=None) for one in options),
        ]
    )
    about = {one.name: one.description for one in options}
    app_commands.describe(show=about_show, channel=descriptions.CHANNEL, **about)(callback)
    app_commands.choices(
        **{
            one.name: [app_commands.Choice(name=value, value=value) for value in one.choices]
            for one in options
            if one.choices
        }
    )(callback)
    app_commands.autocomplete(
        show=autocomplete.shows(context.router, also_every=True, also_listed=also_listed),
        **{
            one.name: autocomplete.offered(context.router, one.suggest)
            for one in options
            if one.suggest
        },
    )(callback)
    return callback


def _options_of(fields: Fields) -> list[Option]:
    return [option for field in fields for option in field.options]


def _parameter(name: str, kind: Any, default: Any = Parameter.empty) -> Parameter:
    return Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, annotation=kind, default=default)


def _type_of(option: Option) -> Any:
    """Return how discord.py knows what can be given."""
    match option.kind:
        case OptionKind.TEXT:
            return str if option.choices else app_commands.Range[str, 1, option.longest]
        case OptionKind.NUMBER:
            least, greatest = option.numbers
            return app_commands.Range[int, least, greatest]
        case OptionKind.YES_OR_NO:
            return bool
        case OptionKind.ROLE:
            return discord.Role
        case _:
            assert_never(option.kind)


def _input(given: Mapping[str, Any], fields: Fields) -> PreferencesInput:
    """Return what was given with a command as if it had been typed."""
    texts = {
        field.name: field.join([_text(given[option.name]) for option in field.options])
        for field in fields
    }
    return PreferencesInput(**{name: text for name, text in texts.items() if text is not None})


def _text(given: Any) -> str | None:
    match given:
        case None:
            return None
        case bool():
            return "yes" if given else "no"
        case discord.Role():
            return str(given.id)
        case _:
            return str(given)


def _role_in(given: Mapping[str, Any]) -> discord.Role | None:
    return next((one for one in given.values() if isinstance(one, discord.Role)), None)


def _with_show(
    context: CommandContext,
    name: str,
    command: type[Unsubscribe | Pause | Resume | PreviewChannel],
) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(show=descriptions.SHOW_OR_ALL, channel=descriptions.CHANNEL)
    @app_commands.autocomplete(show=autocomplete.shows(context.router, also_every=True))
    async def run(
        interaction: Interaction, show: Show | None = None, channel: Channel | None = None
    ) -> None:
        await _carry_out(interaction, context, command(show), channel)

    return app_commands.Command(
        name=name, description=descriptions.COMMANDS[f"updates {name}"], callback=run
    )


def _plain(
    context: CommandContext,
    name: str,
    command: type[ListSubscriptions | CheckChannel | ShowAudit],
) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(channel=descriptions.CHANNEL)
    async def run(interaction: Interaction, channel: Channel | None = None) -> None:
        await _carry_out(interaction, context, command(), channel)

    return app_commands.Command(
        name=name, description=descriptions.COMMANDS[f"updates {name}"], callback=run
    )


def _admins(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(role=descriptions.ADMIN_ROLE, nobody=descriptions.NO_ADMIN_ROLE)
    async def admins(
        interaction: Interaction,
        role: discord.Role | None = None,
        nobody: bool = False,  # noqa: FBT001, FBT002  how discord.py knows an option of yes and no
    ) -> None:
        chosen = str(role.id) if role is not None else "" if nobody else None
        await _carry_out(interaction, context, ChooseAdmins(chosen), None)

    return app_commands.Command(
        name="admins", description=descriptions.COMMANDS["updates admins"], callback=admins
    )


def _test(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(
        show=descriptions.SHOW_OR_ALL,
        mention=descriptions.TEST_MENTIONS,
        channel=descriptions.CHANNEL,
    )
    @app_commands.autocomplete(show=autocomplete.shows(context.router))
    async def test(
        interaction: Interaction,
        show: Show | None = None,
        mention: bool = False,  # noqa: FBT001, FBT002  how discord.py knows yes and no
        channel: Channel | None = None,
    ) -> None:
        await _carry_out(interaction, context, PostSample(show, mention), channel)

    return app_commands.Command(
        name="test", description=descriptions.COMMANDS["updates test"], callback=test
    )


def _why(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(news=descriptions.NEWS, channel=descriptions.CHANNEL)
    @app_commands.autocomplete(news=autocomplete.shows(context.router))
    async def why(
        interaction: Interaction,
        news: app_commands.Range[str, 1, 200] | None = None,
        channel: Channel | None = None,
    ) -> None:
        await _carry_out(interaction, context, ExplainDelivery(news), channel)

    return app_commands.Command(
        name="why",
        description=descriptions.COMMANDS["updates why"],
        callback=why,
    )


def _forget(context: CommandContext) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(
        everything=descriptions.EVERYTHING,
        confirm=descriptions.CONFIRM_FORGETTING,
        channel=descriptions.CHANNEL,
    )
    async def forget(
        interaction: Interaction,
        everything: bool = False,  # noqa: FBT001, FBT002  how discord.py knows yes and no
        confirm: bool = False,  # noqa: FBT001, FBT002  the same
        channel: Channel | None = None,
    ) -> None:
        await _carry_out(interaction, context, ForgetPlace(everything, confirm), channel)

    return app_commands.Command(
        name="forget", description=descriptions.COMMANDS["updates forget"], callback=forget
    )


def _destination(interaction: Interaction, channel: Chosen | None) -> Destination:
    if channel is None:
        return destination_of(
            interaction.channel, guild_id=interaction.guild_id, channel_id=interaction.channel_id
        )
    parent = channel.parent_id if isinstance(channel, app_commands.AppCommandThread) else None
    return destination_from(interaction.guild_id, channel.id, parent)


def _named_elsewhere(interaction: Interaction, channel: Chosen | None) -> str | None:
    """Return what the chosen channel is called; None: it is the one that the command is run in."""
    is_here = channel is None or channel.id == interaction.channel_id
    return None if is_here or channel is None else f"#{channel.name}"
