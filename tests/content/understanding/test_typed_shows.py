"""What is typed into the fields of a command."""

from datetime import date

import pytest

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef
from content.understanding.seasons import read_season
from content.understanding.times import read_window
from content.understanding.typed_shows import find_shows, suggest_shows

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
        ("series", "series"),
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
