"""Commands that draw: the card of a countdown, and how a date came to be."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bot.cli.held import held_catalogue
from bot.cli.options import as_of_option, with_as_of
from bot.cli.terminal import print_text
from bot.ports.errors import SettingsError
from bot.settings import read_settings
from content.facts.as_of import AsOf

if TYPE_CHECKING:
    from content.facts.catalogue import Catalogue
    from content.facts.claims import Subject

_CARD: Final = (".png",)
_TIMELINE: Final = (".svg", ".png")
with_output = click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the picture goes; its ending says what it is.",
)


@click.command("card")
@click.argument("show")
@click.argument("season", required=False)
@with_output
@with_as_of
@click.option("--zone", metavar="ZONE", help="By whose clock, such as Europe/Berlin.")
@click.option("--language", metavar="CODE", default="en", help="en, de, es or fr.")
def card_command(
    show: str, season: str | None, output: Path, as_of: str | None, zone: str | None, language: str
) -> None:
    """Draw how far away a premiere is, as FILE.png."""
    from content.language.wording import languages, wording_for
    from content.pictures.card import card_of
    from content.subscriptions.preference_values import PreferenceError, read_zone

    _ending(output, _CARD)
    if language != "en" and language not in languages():
        known = ", ".join(["en", *sorted(languages())])
        raise SettingsError(f"--language {language} is none that I speak; choose among {known}")
    try:
        where = read_zone(zone) if zone else None
    except PreferenceError as error:
        raise SettingsError(f"--zone {zone}: {error}") from None
    catalogue = held_catalogue(read_settings())
    at = as_of_option(as_of) if as_of else AsOf.at(datetime.now(UTC))
    subject = _subject(catalogue, show, season, at)
    card = card_of(catalogue, subject, at, zone=where, wording=wording_for(language))

    from adapters.pictures.cards import card_svg

    _write(output, _png(card_svg(card), is_flat=True))
    print_text(f"{output}: {card.alt}")


@click.command("timeline")
@click.argument("show")
@click.argument("season", required=False)
@with_output
@with_as_of
def timeline_command(show: str, season: str | None, output: Path, as_of: str | None) -> None:
    """Draw how a release date came to be, as FILE.svg or FILE.png."""
    from content.pictures.timeline import timeline_of

    ending = _ending(output, _TIMELINE)
    catalogue = held_catalogue(read_settings())
    at = as_of_option(as_of) if as_of else AsOf.at(datetime.now(UTC))
    timeline = timeline_of(catalogue, _subject(catalogue, show, season, at), until=at.day)

    from adapters.pictures.timelines import timeline_svg

    if ending == ".svg":
        _write(output, timeline_svg(timeline).encode())
    else:
        _write(output, _png(timeline_svg(timeline, every_letter=False)))
    print_text(f"{output}: {timeline.alt}")


def _subject(catalogue: "Catalogue", show: str, typed: str | None, at: AsOf) -> "Subject":
    """Return what is meant; without a season the one that people mean who name none.

    Raises:
        SettingsError: the show or the season cannot be read, or there is no such season.
    """
    from bot.cli.facts import chosen_show
    from content.facts.claims import SeasonRef, Subject
    from content.facts.premieres import resolve_season
    from content.understanding.seasons import read_season

    id_ = chosen_show(catalogue, show)
    season = read_season(typed) if typed else SeasonRef.UNNAMED
    if season is None:
        raise SettingsError(f"season {typed}: write a number, special, film or series")
    found = resolve_season(catalogue, id_, season, at)
    known = [one for one in catalogue.seasons(id_) if isinstance(one, int)]
    if isinstance(found, int) and known and found > max(known) + 1:
        raise SettingsError(f"{catalogue.shows[id_].short} has no season {found} that I know of")
    return Subject(id_, found)


def _ending(output: Path, taken: tuple[str, ...]) -> str:
    ending = output.suffix.casefold()
    if ending not in taken:
        raise SettingsError(f"-o {output}: write a name that ends in {' or '.join(taken)}")
    return ending


def _png(svg: str, *, is_flat: bool = False) -> bytes:
    from adapters.pictures.font import FILE
    from adapters.pictures.painter import png_of

    return png_of(svg, FILE, is_flat=is_flat)


def _write(output: Path, picture: bytes) -> None:
    try:
        output.write_bytes(picture)
    except OSError as error:
        raise SettingsError(
            f"-o {output} cannot be written: {error.strerror or error}; choose another place"
        ) from None
