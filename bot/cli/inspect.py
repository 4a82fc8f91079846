"""Commands that look at what is known, or could be: ask, read, facts, history, check, preview."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.held import held_catalogue
from bot.cli.options import (
    as_of_option,
    day_option,
    wait_for,
    with_as_of,
    with_json,
    with_season,
)
from bot.cli.terminal import print_json, print_json_text, print_lines, print_text
from bot.ports.errors import SettingsError
from bot.settings import read_settings
from content.facts.as_of import AsOf

if TYPE_CHECKING:
    from content.answers.reply import Answer


@click.command()
@click.argument("words", nargs=-1)
@with_as_of
@click.option("--show", help="The channel's show, by id.")
@with_json
@click.option("--jsonl", is_flag=True, help="A JSON question a line in, a JSON answer a line out.")
@click.option("--look-up", is_flag=True, help="Ask TVmaze for a show that is not followed.")
@click.option("--explain", is_flag=True, help="Say how the question was read, step by step.")
def ask(
    words: Sequence[str],
    as_of: str | None,
    show: str | None,
    as_json: bool,
    jsonl: bool,
    look_up: bool,
    explain: bool,
) -> None:
    """Answer one question, or with --jsonl a question a line."""
    from bot.cli.ask import ask_line, ask_once, explain_once

    settings = read_settings()
    catalogue = held_catalogue(settings)
    if jsonl:
        if look_up:
            raise SettingsError("--look-up answers one question; leave it out with --jsonl")
        for number, line in enumerate(sys.stdin, start=1):
            if line.strip():
                print_json_text(ask_line(line, number, catalogue, datetime.now(UTC)), flush=True)
        return
    if not words:
        raise SettingsError("what is the question? violet ask when is jessica jones season 2 out")
    at = as_of_option(as_of) if as_of else AsOf.at(datetime.now(UTC))
    question = " ".join(words)
    if explain:
        print_lines(explain_once(question, catalogue, at, show=show))
        return
    can_look_up = "tvmaze" in settings.violet_live
    answer = ask_once(question, catalogue, at, show=show, offers=can_look_up or look_up)
    page = None
    if look_up:
        from bot.cli.shows_by_name import looked_up_once

        answer, page = wait_for(looked_up_once(settings, catalogue, question, answer, at))
    if as_json:
        print_json(answer.to_json())
    else:
        _print_answer(answer, page)
    if not answer.replies:
        sys.exit(2)


def _print_answer(answer: "Answer", page: str | None) -> None:
    """Print it with the *page* of what was looked up, or what could be."""
    print_text(answer.text or "(That is not a question for me.)")
    if page:
        print_text(page)
    elif any(reply.offer for reply in answer.replies):
        print_text("I can look it up at TVmaze: ask again with --look-up")


@click.command("read")
@click.argument("source", required=False, metavar="[URL-OR-FILE]")
@click.option("--jsonl", is_flag=True, help="A JSON article a line in, its claims as JSON out.")
def read_article_command(source: str | None, jsonl: bool) -> None:
    """Read an article into the claims it makes, with its words and what is doubtful; store nothing.

    Without a name it is read from standard input: its title, a line end, and its text.
    """
    from bot.cli.read import article_at, article_in, claims_in_words, is_address, read_line
    from content.articles.reading import read_article

    settings = read_settings()
    catalogue = held_catalogue(settings)
    now = datetime.now(UTC)
    if jsonl:
        with click.open_file(source or "-", encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    print_json_text(read_line(line, number, catalogue, now), flush=True)
        return
    if source is not None and is_address(source):
        article = wait_for(article_at(source, settings))
    else:
        article = wait_for(article_in(source))
    print_lines(claims_in_words(read_article(article, catalogue, found_at=now)))


@click.command("facts")
@click.argument("show")
@with_season
@with_as_of
@with_json
def facts_command(show: str, season: str | None, as_of: str | None, as_json: bool) -> None:
    """Show what is believed, with sources and conflicts."""
    from bot.cli import facts

    catalogue = held_catalogue(read_settings())
    at = as_of_option(as_of) if as_of else AsOf.at(datetime.now(UTC))
    print_lines(facts.facts(catalogue, show, season, at, as_json=as_json), as_json=as_json)


@click.command("history")
@click.argument("show")
@with_season
@click.option("--kind", metavar="KIND", help="One kind of claim, such as release-date.")
@with_json
def history_command(show: str, season: str | None, kind: str | None, as_json: bool) -> None:
    """Show each change of knowledge, in order."""
    from bot.cli import facts

    catalogue = held_catalogue(read_settings())
    today = datetime.now(UTC).date()
    print_lines(
        facts.history(catalogue, show, season, kind, today, as_json=as_json), as_json=as_json
    )


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--language", metavar="CODE", help="Check how far what is said has been translated.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of show files, for editors.")
def check(paths: Sequence[Path], language: str | None, schema: bool) -> None:
    """Check shows, languages and rules: each fault with line and cure; exit 1 if any.

    With --language: what is missing, empty, out of date or half translated in its catalogue.
    """
    if language is not None:
        from bot.cli.translation import check_translation

        check_translation(language)
        return
    from content.show_files.folders import faults_in_shows, read_catalogue, shipped_shows
    from content.understanding.asked_back import plain_names, unheard_names
    from content.understanding.coverage import not_askable
    from content.understanding.language_faults import faults_of_languages, is_language
    from content.understanding.lexicon.languages import FOLDER
    from content.understanding.rule_faults import rule_faults
    from content.understanding.rules import FILE

    if schema:
        from content.show_files.schema import toml_schema

        print_json(toml_schema(), indent=2)
        return
    given = paths or [shipped_shows(), *read_settings().violet_content]
    shows = [path for path in given if not is_language(path)]
    reading = read_catalogue(shows)
    catalogue = reading.catalogue
    unheard = ((one.show, one.place, one.what) for one in unheard_names(catalogue))
    plain = ((one.show, one.place, one.what) for one in plain_names(catalogue))
    languages = [path for path in paths or [FOLDER] if is_language(path)]
    faults = [
        *reading.faults,
        *faults_in_shows(shows, unheard),
        *faults_of_languages(languages),
        *([] if paths else rule_faults(FILE)),
    ]
    for fault in faults:
        print_text(fault)
    for remark in faults_in_shows(shows, plain):
        print_text(f"remark: {remark}")
    for path in languages:
        if paths and path.is_file() and not faults:
            missing = ", ".join(sorted(not_askable(path))) or "nothing"
            print_text(f"remark: {path.stem}: what cannot be asked for in its own words: {missing}")
    print_text(
        f"{len(catalogue.shows)} shows, {len(catalogue.claims)} claims, {len(faults)} faults"
    )
    if faults:
        sys.exit(1)


@click.command("preview")
@click.option("--from", "first", required=True, metavar="DAY", help="The first day.")
@click.option("--to", "last", required=True, metavar="DAY", help="The last day.")
@click.option("--show", help="A show, for a channel subscribed to just that.")
@with_json
def preview_command(first: str, last: str, show: str | None, as_json: bool) -> None:
    """Show what would be posted where, without posting.

    Where nobody has subscribed yet, or with --show, a channel is made up for the purpose.
    """
    from bot.cli import facts

    settings = read_settings()
    catalogue = held_catalogue(settings)
    days = day_option(first, "--from"), day_option(last, "--to")
    print_lines(facts.previewed(catalogue, settings, *days, show, as_json=as_json), as_json=as_json)
