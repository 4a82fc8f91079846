"""When Jessica Jones came out: how its dates moved, and what was counted."""

from datetime import date

import pytest

from content.facts.as_of import AsOf
from content.facts.changes import ChangeSort, changes_of
from content.facts.claims import ShowId, Subject
from content.facts.kinds import Kind
from content.facts.premieres import days_left, is_out, known_seasons, premiere_of, resolve_season
from content.understanding.question import SeasonRef
from fakes.asked import shipped

_CATALOGUE = shipped()
_SHOW = ShowId("jessica-jones")


def test_the_day_in_june_is_a_refinement_and_no_move() -> None:
    changes = changes_of(
        _CATALOGUE.about(_SHOW),
        Subject(_SHOW, 3),
        Kind.RELEASE_DATE,
        until=date(2019, 6, 14),
    )

    assert [change.sort for change in changes] == [
        ChangeSort.NEW,
        ChangeSort.REFINED,
        ChangeSort.REFINED,
    ]


def test_the_date_of_the_second_season_is_news_once_and_in_december_2017() -> None:
    changes = changes_of(
        _CATALOGUE.about(_SHOW),
        Subject(_SHOW, 2),
        Kind.RELEASE_DATE,
        until=date(2018, 3, 31),
    )
    last = changes[-1]

    assert (last.sort, last.on) == (ChangeSort.REFINED, date(2017, 12, 9))
    assert [str(last.before.value), str(last.after.value)] == ["2018", "2018-03-08"]
    assert last.citing[0].claimant == "Netflix"


def test_a_year_gives_a_range_of_days_and_no_countdown() -> None:
    premiere = premiere_of(_CATALOGUE, Subject(_SHOW, 2), AsOf.parse("2017-04-15"))

    assert days_left(premiere, date(2017, 4, 15)) == (261, 625)


@pytest.mark.parametrize(
    ("moment", "out"), [("2018-03-08T07:59Z", False), ("2018-03-08T08:00Z", True)]
)
def test_the_second_season_came_out_at_midnight_in_los_angeles(moment: str, out: bool) -> None:  # noqa: FBT001  a table of moments
    as_of = AsOf.parse(moment)

    assert is_out(premiere_of(_CATALOGUE, Subject(_SHOW, 2), as_of), as_of) is out


@pytest.mark.parametrize(
    ("day", "seasons", "meant"),
    [
        ("2015-08-01", (1,), 1),
        ("2016-01-16", (1,), 1),
        ("2016-01-17", (1, 2), 2),
        ("2018-04-11", (1, 2), 2),
        ("2018-04-12", (1, 2, 3), 3),
        ("2019-07-01", (1, 2, 3), 3),
    ],
)
def test_a_season_exists_once_somebody_with_a_say_has_stated_it(
    day: str, seasons: tuple[int, ...], meant: int
) -> None:
    as_of = AsOf.parse(day)

    assert known_seasons(_CATALOGUE, _SHOW, as_of) == seasons
    assert resolve_season(_CATALOGUE, _SHOW, SeasonRef.UNNAMED, as_of) == meant
