"""What is typed into the fields of a command."""

from dataclasses import replace
from datetime import date

import pytest

from content.answers.answer import answer_question
from content.commands.replies.look_ups import unknown_name
from content.commands.replies.shows_meant import show_in
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef, ShowId
from content.show_files.folders import read_catalogue, shipped_shows
from content.understanding.intents import Intent
from content.understanding.name_index import NameIndex
from content.understanding.question import Question
from content.understanding.seasons import read_season
from content.understanding.times import read_window
from content.understanding.typed_shows import find_shows, is_name, suggest_shows

TODAY = AsOf.on(date(2017, 9, 6))  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("jessica-jones", ("jessica-jones",)),
        ("Marvel's Jessica Jones", ("jessica-jones",)),
        ("jessica jones", ("jessica-jones",)),
        ("jj", ("jessica-jones",)),
        ("if", ("iron-fist",)),
        ("Daredevil", ("daredevil",)),
        ("dd", ("daredevil", "daredevil-born-again")),
        ("jesica jons", ("jessica-jones",)),
        ("coven of chaos", ("agatha-all-along",)),
        ("the office", ()),
        ("", ()),
    ],
)
def test_a_show_is_found_by_any_of_its_names(
    typed: str, shows: tuple[str, ...], shipped: Catalogue
) -> None:
    assert find_shows(typed, shipped) == shows


def test_suggestions_begin_with_what_begins_alike(shipped: Catalogue) -> None:
    assert [show.id for show in suggest_shows("jes", shipped)] == ["jessica-jones"]
    assert suggest_shows("the p", shipped)[0].id == "the-punisher"
    assert len(suggest_shows("", shipped)) == len(shipped.shows)
    assert suggest_shows("zzz", shipped) == ()


@pytest.mark.parametrize(
    ("typed", "season"),
    [
        ("2", 2),
        ("s2", 2),
        ("S02", 2),
        ("season 2", 2),
        ("2nd", 2),
        ("temporada 2", 2),
        ("special", "special"),
        ("0", "special"),
        ("film", "film"),
        ("movie", "film"),
        ("series", "series"),
        ("2026", 2026),
        ("season 2026", 2026),
        ("next", SeasonRef.NEXT),
        ("last", SeasonRef.LAST),
        ("tomorrow", None),
        ("", None),
        ("season", None),
    ],
)
def test_a_season_is_read_or_refused(typed: str, season: object, shipped: Catalogue) -> None:
    assert shipped
    assert read_season(typed) == season


@pytest.mark.parametrize(
    ("typed", "since"),
    [
        ("2018-03-01", "2018-03-01/.."),
        ("march 2018", "2018-03-01/.."),
        ("last week", "2017-08-28/.."),
        ("3 days ago", "2017-09-03/.."),
        ("april", "2017-04-01/.."),
        ("31 november 2017", None),
        ("whenever", None),
    ],
)
def test_the_field_since_is_read_as_an_open_span(typed: str, since: str | None) -> None:
    found = read_window(typed, TODAY)

    assert (str(found) if found else None) == since


@pytest.mark.parametrize("typed", ["Jessica Jones", "jessica-jones", "MARVEL'S JESSICA JONES"])
def test_a_name_is_known_letter_by_letter(typed: str, shipped: Catalogue) -> None:
    assert is_name(typed, shipped)


@pytest.mark.parametrize("typed", ["", "jesica jones", "the jessica jones", "jessica jones 2", "?"])
def test_what_is_only_like_a_name_is_none(typed: str, shipped: Catalogue) -> None:
    assert not is_name(typed, shipped)


def test_of_many_shows_nobody_is_told_more_than_can_be_read(shipped: Catalogue) -> None:
    model = next(iter(shipped))
    many = Catalogue.of(
        [replace(model, id=ShowId(f"show-{n}"), short=f"Show {n}") for n in range(500)], ()
    )

    assert len(suggest_shows("", many)) == 25
    told = [
        show_in("who knows", many).lines[0],
        unknown_name(Intent.RELEASE_DATE, many).lines[0],
        answer_question(Question(intent=Intent.NOT_TRACKED), many, AsOf.on(date(2018, 1, 1))).text,
    ]
    assert all("Show 13 and 486 more" in line and "Show 14" not in line for line in told)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("j", "Jessica Jones"),
        ("p", "The Punisher"),
        ("jesica", "Jessica Jones"),
        ("jesica jon", "Jessica Jones"),
        ("wondr", "Wonder Man"),
        ("dare devl", "Daredevil"),
        ("punsher", "The Punisher"),
    ],
)
def test_the_likeliest_show_is_first_whatever_slips_of_the_finger(typed, first):
    found = suggest_shows(typed, read_catalogue([shipped_shows()]).catalogue)

    assert found[0].short == first


def test_names_taken_out_are_suggested_no_more_not_even_for_a_slip():
    catalogue = read_catalogue([shipped_shows()]).catalogue
    index = NameIndex(catalogue)

    index.drop(ShowId("wonder-man"))

    assert index.beginning("wonder man") == []
    assert all("wonder" not in one for one in index.mended("wondr"))
