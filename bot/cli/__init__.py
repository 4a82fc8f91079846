"""The command `violet`: what an operator types."""

import sys
import threading
from io import StringIO
from types import TracebackType
from typing import Any, Final, NoReturn

import click

from bot.cli import (
    calendar,
    claims,
    follow,
    forget,
    inspect,
    operate,
    pictures,
    sources,
    transfer,
)
from bot.cli.commands import ListedCommands, completion_command
from bot.cli.terminal import print_beside, stand_any_encoding
from bot.masking import SECRETS
from bot.ports.errors import (
    BotError,
    ContentError,
    PlatformError,
    RehearsalRefusedError,
    SettingsError,
    StorageError,
)


@click.group(cls=ListedCommands, invoke_without_command=True)
@click.version_option(package_name="violet-bot", message="Violet %(version)s")
@click.pass_context
def violet(context: click.Context) -> None:
    """Fan news that knows what is known: who said what, when, how precisely, how surely."""
    if context.invoked_subcommand is None:
        context.invoke(operate.run_command)


for command in (
    *(operate.run_command, operate.doctor, operate.db, operate.slack_manifest_command),
    *(operate.discord_invite, inspect.ask, inspect.facts_command, inspect.history_command),
    *(follow.follow_command, follow.unfollow_command, sources.sources),
    *(inspect.read_article_command, inspect.check, inspect.preview_command, transfer.subscriptions),
    *(claims.claims_group, forget.forget_command, calendar.calendar_command),
    *(pictures.card_command, pictures.timeline_command, completion_command),
):
    violet.add_command(command)

_LONGEST: Final = 1_000
"""Characters of a line that says what is wrong, with what was typed in it."""
_EXITS: dict[type[Any], int] = {
    SettingsError: 2,
    RehearsalRefusedError: 2,
    ContentError: 1,
    StorageError: 3,
    PlatformError: 4,
}
"""By the nearest kind that an error is of."""


def main() -> NoReturn:
    """Run the command line; every mistake a person can put right is one line and an exit code."""
    sys.excepthook = _tell_without_secrets
    threading.excepthook = lambda told: _tell_without_secrets(
        told.exc_type, told.exc_value, told.exc_traceback
    )
    try:
        stand_any_encoding()
        code = violet(prog_name="violet", standalone_mode=False)
    except click.ClickException as error:
        said = StringIO()
        error.show(file=said)
        _fail(said.getvalue().rstrip("\n"), error.exit_code)
    except BotError as error:
        _fail(str(error), _exit_of(error))
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; there is nobody left to tell
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def _exit_of(error: BotError) -> int:
    return next((_EXITS[kind] for kind in type(error).__mro__ if kind in _EXITS), 1)


def _fail(message: str, code: int) -> NoReturn:
    lines = message.split("\n")
    print_beside(
        "\n".join(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines)
    )
    sys.exit(code)


def _tell_without_secrets(
    kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None
) -> None:
    """Tell of what nobody caught, as Python does."""
    from traceback import format_exception

    sys.stderr.write(SECRETS.masked("".join(format_exception(kind, error, traceback))))
