"""How commands are listed and completed."""

from collections.abc import Sequence
from typing import Final

import click
from click.shell_completion import CompletionItem

from bot.cli.terminal import print_text
from bot.ports.errors import BotError, SettingsError

_SHELLS: Final = ("bash", "zsh", "fish")
_LONGEST_HELP: Final = 1_000


class ListedCommands(click.Group):
    """Commands whose help lists the first sentence of each one wholly."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with its sentence, in as many lines as it takes."""
        listed = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [
            (name, command.get_short_help_str(_LONGEST_HELP))
            for name, command in listed
            if command is not None and not command.hidden
        ]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
def completion_command(shell: str) -> None:
    """Print what makes Tab complete commands in a shell: bash, zsh or fish.

    For bash, put this into ~/.bashrc: eval "$(violet completion bash)"
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    context = click.get_current_context().find_root()
    if found is None:
        raise SettingsError(f"{shell} cannot be completed for; choose among {', '.join(_SHELLS)}")
    print_text(found(context.command, {}, "violet", "_VIOLET_COMPLETE").source())


def complete_show(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> Sequence[CompletionItem]:
    """Return the shows that what is typed may become."""
    from bot.cli.held import held_catalogue
    from bot.settings import read_settings
    from content.understanding.typed_shows import suggest_shows

    try:
        catalogue = held_catalogue(read_settings())
    except BotError:
        return []
    return [
        CompletionItem(show.id, help=show.title)
        for show in suggest_shows(incomplete, catalogue)
        if show.id.startswith(incomplete)
    ]


def complete_kind(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> Sequence[CompletionItem]:
    """Return the kinds of claims that what is typed may become."""
    from content.facts.kinds import Kind

    return [CompletionItem(kind.value) for kind in Kind if kind.value.startswith(incomplete)]
