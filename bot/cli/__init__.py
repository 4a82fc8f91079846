"""The command `violet`: what an operator types."""

import sys
from typing import NoReturn

import typer

from bot.cli import inspect, operate, transfer
from bot.ports.errors import (
    BotError,
    ContentError,
    PlatformError,
    RehearsalRefusedError,
    SettingsError,
    StorageError,
)

app = typer.Typer(
    name="violet",
    help="Fan news that knows what is known: who said what, when, how precisely, how surely.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(operate.app)
app.add_typer(inspect.app)
app.add_typer(transfer.app, name="subscriptions")

_EXITS: dict[type[BotError], int] = {
    SettingsError: 2,
    RehearsalRefusedError: 2,
    ContentError: 1,
    StorageError: 3,
    PlatformError: 4,
}


def main() -> NoReturn:
    """Run the command line; every mistake a person can put right is one line and an exit code."""
    try:
        app(standalone_mode=True)
    except BotError as error:
        _fail(str(error), _EXITS.get(type(error), 1))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; there is nobody left to tell
        sys.exit(0)
    sys.exit(0)


@app.callback(invoke_without_command=True)
def _default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        operate.run_command()


def _fail(message: str, code: int) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(code)
