"""The command `violet`: what an operator types."""

import sys
import threading
from types import TracebackType
from typing import NoReturn

import click

from bot.cli import claims, follow, forget, inspect, operate, sources, transfer
from bot.masking import SECRETS
from bot.ports.errors import (
    BotError,
    ContentError,
    ForeignInstallationError,
    PlatformError,
    RehearsalRefusedError,
    SettingsError,
    StorageError,
)


@click.group(invoke_without_command=True)
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
    *(claims.claims_group, forget.forget_command),
):
    violet.add_command(command)

_EXITS: dict[type[BotError], int] = {
    SettingsError: 2,
    RehearsalRefusedError: 2,
    ContentError: 1,
    StorageError: 3,
    ForeignInstallationError: 3,
    PlatformError: 4,
}


def main() -> NoReturn:
    """Run the command line; every mistake a person can put right is one line and an exit code."""
    sys.excepthook = _tell_without_secrets
    threading.excepthook = lambda told: _tell_without_secrets(
        told.exc_type, told.exc_value, told.exc_traceback
    )
    try:
        violet(prog_name="violet")
    except BotError as error:
        _fail(str(error), _EXITS.get(type(error), 1))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; there is nobody left to tell
        sys.exit(0)
    sys.exit(0)


def _fail(message: str, code: int) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(code)


def _tell_without_secrets(
    kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None
) -> None:
    """Tell of what nobody caught, as Python does."""
    from traceback import format_exception

    sys.stderr.write(SECRETS.masked("".join(format_exception(kind, error, traceback))))
