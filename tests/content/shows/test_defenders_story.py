"""What was known of The Defenders, and when."""

from datetime import date

import pytest

from content.facts.as_of import AsOf
from content.facts.beliefs import Belief, Status
from content.facts.believe import believe
from content.facts.changes import changes_of
from content.facts.claims import Season, ShowId, Subject, Value
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.premieres import is_out, known_seasons, premiere_of
from content.show_files.folders import read_catalogue, shipped_shows

_READING = read_catalogue([shipped_shows()])
_CATALOGUE = _READING.catalogue
_SHOW = ShowId("the-defenders")
_SEASON = Subject(_SHOW, 1)


def _known(season: Season, kind: str, day: str) -> Belief:
    return believe(
        _CATALOGUE.about(_SHOW), Subject(_SHOW, season), Kind(kind), date.fromisoformat(day)
    )


def _held(belief: Belief) -> str:
    """What is held and how surely, "2017-08-18 confirmed"; the status where nothing is."""
    if belief.status is not Status.CURRENT or belief.stance is None:
        return belief.status.value
    return f"{_text(belief.value)} {belief.stance.value}"


def _text(value: Value | None) -> str:
    return value.edtf if isinstance(value, PartialDate) else str(value)


def test_the_two_shows_are_written_without_a_fault() -> None:
    ours = {"jessica-jones.toml", "the-defenders.toml"}

    assert [fault for fault in _READING.faults if fault.path.name in ours] == []


@pytest.mark.parametrize(
    ("season", "kind", "day", "held"),
    [
        (1, "release-date", "2016-06-30", "unknown"),
        (1, "release-date", "2016-07-31", "2017 confirmed"),
        (1, "release-date", "2016-10-31", "2017 confirmed"),
        (1, "release-date", "2017-01-12", "2017-22 confirmed"),
        (1, "release-date", "2017-04-02", "2017-22 confirmed"),
        (1, "release-date", "2017-04-03", "2017-22-late reported"),
        (1, "release-date", "2017-04-04", "2017-08-18 confirmed"),
        (1, "release-date", "2017-08-18", "2017-08-18 confirmed"),
        (1, "episode-count", "2016-10-27", "unknown"),
        (1, "episode-count", "2016-10-28", "8 confirmed"),
        (1, "showrunner", "2017-01-13", "Marco Ramirez confirmed"),
        (1, "code-name", "2016-10-31", "Group Therapy reported"),
        (1, "filming-start", "2016-09-30", "2016-late planned"),
        (1, "filming-start", "2016-10-31", "2016-late planned"),
        (1, "filming-start", "2017-03-17", "2016-late planned"),
        (1, "filming-start", "2017-03-20", "2016-10-late reported"),
        (1, "filming-status", "2017-03-16", "still filming in mid March 2017 reported"),
        (1, "filming-wrap", "2017-03-19", "unknown"),
        (1, "filming-wrap", "2017-03-20", "2017-03-18/2017-03-19 reported"),
        (2, "renewal", "2018-08-31", "denied"),
        ("series", "cancellation", "2018-08-31", "None speculated"),
        ("series", "availability-end", "2022-02-28", "2022-03-01 confirmed"),
    ],
)
def test_the_defenders_were_known_as_they_were_told(
    season: Season, kind: str, day: str, held: str
) -> None:
    assert _held(_known(season, kind, day)) == held


def test_the_date_went_from_a_year_to_a_season_to_a_day() -> None:
    changes = changes_of(
        _CATALOGUE.about(_SHOW), _SEASON, Kind.RELEASE_DATE, until=date(2017, 8, 18)
    )

    assert [_text(change.after.value) for change in changes] == [
        "2017",
        "2017-22",
        "2017-22-late",
        "2017-08-18",
    ]


def test_a_teaser_that_was_taken_down_takes_its_date_with_it_for_nobody() -> None:
    belief = _known(1, "release-date", "2017-04-04")

    assert {claim.source.publisher for claim in belief.citing} == {"Fuse", "Mic"}
    assert belief.conflicts == ()


def test_a_fan_page_that_puts_the_start_two_weeks_earlier_is_heard_and_not_believed() -> None:
    belief = _known(1, "filming-start", "2017-03-20")

    assert belief.status is Status.CURRENT
    assert {claim.source.publisher for claim in belief.earlier} == {
        "Media Discord",
        "MCU Exchange",
        "Culturess",
    }


def test_the_guesses_of_an_autumn_never_became_the_date() -> None:
    belief = _known(1, "release-date", "2016-11-30")

    assert _held(belief) == "2017 confirmed"
    assert {_text(held.value) for held in belief.guesses} == {"2017-23", "2017-11/2017-12"}


def test_a_second_season_was_never_more_than_a_no() -> None:
    as_of = AsOf.parse("2018-12-31")

    assert known_seasons(_CATALOGUE, _SHOW, as_of) == (1,)
    assert [claim.claimant for claim in _known(2, "renewal", "2018-12-31").citing] == [
        "Cindy Holland"
    ]


def test_its_end_was_guessed_at_and_never_announced() -> None:
    belief = _known("series", "cancellation", "2019-12-31")

    assert not belief.has_happened
    assert belief.held is not None
    assert not belief.held.is_firm


def test_it_came_out_on_a_friday_at_midnight_in_los_angeles() -> None:
    before, after = AsOf.parse("2017-08-18T06:59Z"), AsOf.parse("2017-08-18T07:00Z")

    assert not is_out(premiere_of(_CATALOGUE, _SEASON, before), before)
    assert is_out(premiere_of(_CATALOGUE, _SEASON, after), after)


def test_jessica_jones_is_in_it() -> None:
    belief = _known(1, "cast", "2017-04-04")

    assert {held.value: held.detail for held in belief.several} == {
        "Krysten Ritter": "Jessica Jones"
    }
