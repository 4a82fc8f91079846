"""What several commands have in common: their options, and how those are read."""

import sys
from collections.abc import Coroutine, Iterable
from datetime import date
from typing import Any, TypeVar

import click

from bot.cli.terminal import print_beside
from bot.ports.errors import ContentError, SettingsError
from bot.settings import Settings
from content.facts.as_of import AsOf

_Result = TypeVar("_Result")
_MOST_NAMED = 30
_MOST_FAULTS = 20

with_as_of = click.option(
    "--as-of", metavar="WHEN", help="A day (2018-03-01) or a moment (2018-03-01T08:00Z)."
)
with_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
with_season = click.option("--season", metavar="N", help="A number, special, film or series.")


def catalogue_of(settings: Settings) -> Any:
    """Return the shipped shows with the operator's own.

    A file with faults is left out, which is said on standard error.

    Raises:
        ContentError: a language or the rules of questions cannot be read.
    """
    from content.show_files.folders import read_catalogue, shipped_shows

    refuse_unreadable_languages()
    reading = read_catalogue([shipped_shows(), *settings.violet_content])
    for fault in reading.faults[:_MOST_FAULTS]:
        print_beside(fault)
    if reading.faults:
        print_beside(
            "Files with faults are left out, and all others read; `violet check` names every fault."
        )
    return reading.sound


def refuse_unreadable_languages() -> None:
    """Say why a language, or the rules of questions, cannot be read, where one cannot.

    Raises:
        ContentError: its faults, one a line.
    """
    from content.understanding.lexicon.languages import UNREADABLE
    from content.understanding.rules import FILE, RULES

    if UNREADABLE or not RULES:
        from content.understanding.language_faults import faults_of_languages
        from content.understanding.rule_faults import rule_faults

        faults = [*faults_of_languages(UNREADABLE), *([] if RULES else rule_faults(FILE))]
        raise ContentError("\n".join(map(str, faults)))


def as_of_option(text: str) -> AsOf:
    """Return what --as-of says.

    Raises:
        SettingsError: it is neither a day nor a moment.
    """
    try:
        return AsOf.parse(text)
    except ValueError as error:
        raise SettingsError(
            f"--as-of {text}: {error}; write 2018-03-01 or 2018-03-01T08:00Z"
        ) from None


def day_option(text: str, option: str) -> date:
    """Return the day that *option* says.

    Raises:
        SettingsError: it is none.
    """
    at = as_of_option(text) if len(text) == 10 else None
    if at is None:
        raise SettingsError(f"{option} {text} is no day; write one such as 2018-03-01")
    return at.day


def named_briefly(shows: Iterable[str]) -> str:
    """Return the ids of *shows*, or of very many the first ones."""
    every = list(shows)
    left = len(every) - _MOST_NAMED
    return ", ".join(every[:_MOST_NAMED]) + (f" and {left:,} more" if left > 0 else "")


def nearest_named(typed: str, shows: Iterable[str]) -> str:
    """Return the one of *shows* that was most likely meant, or some of them."""
    from content.files.faults import nearest_word

    every = list(shows)
    return nearest_word(typed, every) or named_briefly(every)


def wait_for(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Return what *work* comes to; only a command that waits for something loads asyncio.

    What is logged meanwhile goes to standard error, where no secret is shown.
    """
    import asyncio

    import structlog

    if not structlog.is_configured():
        from bot.runtime.logs import set_up_logging

        set_up_logging(level="warning", pretty=sys.stderr.isatty(), secrets=())
    return asyncio.run(work)
