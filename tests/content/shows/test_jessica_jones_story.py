"""What was known of Jessica Jones, and when."""

from datetime import date

import pytest

from content.facts.beliefs import Belief, Status
from content.facts.believe import believe
from content.facts.claims import Season, ShowId, Stance, Subject, Value
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from fakes.asked import shipped

_CATALOGUE = shipped()
_SHOW = ShowId("jessica-jones")


def _known(season: Season, kind: str, day: str) -> Belief:
    return believe(
        _CATALOGUE.about(_SHOW), Subject(_SHOW, season), Kind(kind), date.fromisoformat(day)
    )


def _held(belief: Belief) -> str:
    """What is held and how surely, "2018-03-08 confirmed"; the status where nothing is."""
    if not belief.is_known or belief.stance is None:
        return belief.status.value
    disputed = ", disputed" if belief.status is Status.CONFLICTING else ""
    return f"{_text(belief.value)} {belief.stance.value}{disputed}"


def _text(value: Value | None) -> str:
    return value.edtf if isinstance(value, PartialDate) else str(value)


def _several(season: Season, kind: str, day: str) -> dict[str, str | None]:
    return {str(held.value): held.detail for held in _known(season, kind, day).several}


@pytest.mark.parametrize(
    ("kind", "day", "held"),
    [
        ("order", "2013-11-13", "unknown"),
        ("order", "2013-11-14", "../2013-11-14 confirmed"),
        ("showrunner", "2013-11-14", "Melissa Rosenberg confirmed"),
        ("showrunner", "2015-09-30", "Melissa Rosenberg confirmed"),
        ("release-date", "2015-07-27", "2015-11/2015-12 speculated"),
        ("release-date", "2015-07-28", "2015-36 confirmed"),
        ("release-date", "2015-09-09", "2015-36 confirmed"),
        ("release-date", "2015-09-10", "2015-11-20 confirmed"),
        ("release-time", "2015-09-09", "unknown"),
        ("release-time", "2015-09-30", "2015-11-20T00:00:00-08:00 confirmed"),
        ("filming-start", "2015-07-27", "unknown"),
        ("filming-start", "2015-07-28", "2015-02 reported"),
        ("episode-count", "2015-09-10", "13 confirmed"),
        ("code-name", "2016-10-31", "Violet reported"),
    ],
)
def test_the_first_season_was_known_as_it_was_told(kind: str, day: str, held: str) -> None:
    assert _held(_known(1, kind, day)) == held


@pytest.mark.parametrize(
    ("kind", "day", "held"),
    [
        ("renewal", "2016-01-16", "unknown"),
        ("renewal", "2016-01-17", "2016-01-17 confirmed"),
        ("episode-count", "2016-02-01", "13 confirmed"),
        ("showrunner", "2016-02-01", "Melissa Rosenberg confirmed"),
        ("release-date", "2016-02-01", "2016/2017-early speculated"),
        ("release-date", "2016-07-27", "2016/2017-early speculated"),
        ("release-date", "2016-07-28", "2018/.. confirmed"),
        ("release-date", "2016-10-23", "2018/.. confirmed"),
        ("release-date", "2016-10-24", "2018 reported"),
        ("release-date", "2017-04-15", "2018 reported"),
        ("release-date", "2017-12-08", "2018 reported"),
        ("release-date", "2017-12-09", "2018-03-08 confirmed"),
        ("release-date", "2018-03-07", "2018-03-08 confirmed"),
        ("filming-start", "2016-10-23", "unknown"),
        ("filming-start", "2017-04-02", "2017 planned"),
        ("filming-start", "2017-04-03", "2017-04-03 reported, disputed"),
        ("filming-start", "2017-04-04", "2017-04-03 reported, disputed"),
        ("filming-start", "2017-04-10", "2017-04-03 reported, disputed"),
        ("filming-order", "2017-04-30", "back to back with The Defenders reported"),
        ("filming-wrap", "2017-08-31", "unknown"),
        ("filming-wrap", "2017-09-30", "2017-09 reported"),
        ("writing-status", "2016-10-31", "almost done reported"),
        ("code-name", "2017-04-03", "unknown"),
        ("code-name", "2017-04-04", "Violet reported"),
    ],
)
def test_the_second_season_was_known_as_it_was_told(kind: str, day: str, held: str) -> None:
    assert _held(_known(2, kind, day)) == held


@pytest.mark.parametrize(
    ("kind", "day", "held"),
    [
        ("renewal", "2018-04-11", "unknown"),
        ("renewal", "2018-04-12", "2018-04-12 confirmed"),
        ("episode-count", "2018-05-01", "13 speculated"),
        ("filming-start", "2018-06-15", "2018-06-20 planned"),
        ("filming-start", "2018-07-01", "2018-06-20 planned"),
        ("filming-start", "2019-04-01", "2018-06-20 planned"),
        ("filming-status", "2018-06-27", "unknown"),
        ("filming-status", "2018-06-28", "under way confirmed"),
        ("filming-wrap", "2018-12-31", "2018-12-07 planned"),
        ("filming-wrap", "2019-02-28", "None reported"),
        ("final-season", "2019-02-18", "the last season confirmed"),
        ("release-date", "2019-02-17", "unknown"),
        ("release-date", "2019-02-18", "2019 confirmed"),
        ("release-date", "2019-03-31", "2019 confirmed"),
        ("release-date", "2019-05-27", "2019-06-01/2019-06-15 confirmed"),
        ("release-date", "2019-05-28", "2019-06-14 confirmed"),
        ("release-time", "2019-06-13", "2019-06-14T00:00:00-07:00 reported"),
    ],
)
def test_the_third_season_was_known_as_it_was_told(kind: str, day: str, held: str) -> None:
    assert _held(_known(3, kind, day)) == held


@pytest.mark.parametrize(
    ("season", "kind", "day", "held"),
    [
        ("series", "title", "2014-01-01", "A.K.A. Jessica Jones confirmed"),
        ("series", "title", "2015-07-28", "Marvel's Jessica Jones confirmed"),
        ("series", "cancellation", "2019-02-17", "unknown"),
        ("series", "cancellation", "2019-02-18", "2019-02-18 confirmed"),
        ("series", "availability-end", "2022-02-10", "unknown"),
        ("series", "availability-end", "2022-02-11", "2022-03-01 confirmed"),
        (4, "renewal", "2019-06-23", "unknown"),
        (4, "renewal", "2019-06-30", "denied"),
    ],
)
def test_the_series_was_known_as_it_was_told(
    season: Season, kind: str, day: str, held: str
) -> None:
    assert _held(_known(season, kind, day)) == held


def test_a_guess_of_2016_is_a_guess_and_no_date() -> None:
    belief = _known(2, "release-date", "2016-02-01")

    assert belief.stance is Stance.SPECULATED
    assert [claim.source.publisher for claim in belief.citing] == ["A.V. Club"]


def test_somebody_who_drops_the_bound_of_what_was_said_says_no_more() -> None:
    belief = _known(2, "release-date", "2016-07-28")

    assert {claim.source.publisher for claim in belief.citing} == {"Birth.Movies.Death.", "io9"}
    assert [claim.source.publisher for claim in belief.earlier] == ["Tor.com"]


def test_the_year_is_cited_to_whoever_named_it_first() -> None:
    belief = _known(2, "release-date", "2017-04-10")

    assert [(claim.claimant, claim.source.publisher) for claim in belief.citing] == [
        ("Ted Sarandos", "Tor.com"),
        ("Melissa Rosenberg", "la Repubblica"),
        (None, "Soda"),
    ]


@pytest.mark.parametrize("day", ["2017-04-04", "2017-04-10"])
def test_the_two_days_on_which_filming_began_are_one_source_told_twice(day: str) -> None:
    belief = _known(2, "filming-start", day)
    (other,) = belief.conflicts

    assert (_text(belief.value), _text(other.value)) == ("2017-04-03", "2017-04-10")
    assert {claim.source.publisher for claim in belief.citing} == {
        "CBR",
        "Dark Horizons",
        "Filmfutter",
        "Soda",
    }
    assert {claim.source.publisher for claim in other.citing} == {"Bam Smack Pow", "Filmfutter"}
    assert "On Location Vacations" in {claim.via for claim in belief.citing}
    assert {claim.via for claim in other.citing} == {"On Location Vacations"}


def test_the_studio_and_the_street_are_told_apart() -> None:
    studio, street = (
        claim
        for claim in _CATALOGUE.about(_SHOW)
        if claim.source.publisher == "Filmfutter" and claim.kind is Kind.FILMING_START
    )

    assert (_text(studio.value), studio.detail) == ("2017-04-03", "in the studio")
    assert (_text(street.value), street.detail) == ("2017-04-10", "in the street")


def test_a_schedule_does_not_sharpen_the_wrap_into_a_day() -> None:
    belief = _known(2, "filming-wrap", "2017-10-01")

    assert _held(belief) == "2017-09 reported"
    assert [_text(claim.value) for claim in belief.earlier] == ["2017-09-15"]


def test_the_misread_order_of_release_yields_to_the_words_it_was_read_from() -> None:
    belief = _known(2, "release-order", "2016-01-18")

    assert [claim.claimant for claim in belief.citing] == ["Melissa Rosenberg"]
    assert [claim.value for claim in belief.earlier] == ["before The Defenders"]


def test_kilgrave_was_out_until_he_was_in() -> None:
    assert _several(2, "cast-absence", "2017-07-31") == {"David Tennant": "Kilgrave"}
    assert "David Tennant" not in _several(2, "cast", "2017-07-31")

    assert _several(2, "cast-absence", "2017-08-31") == {}
    assert _several(2, "cast", "2017-08-31")["David Tennant"] == "Kilgrave"


def test_an_actor_who_does_not_exist_leaves_the_cast_when_the_real_one_is_named() -> None:
    assert "Diane Gibson" in _several(2, "cast", "2017-09-30")

    told = _several(2, "cast", "2017-12-31")
    assert "Diane Gibson" not in told
    assert told["Leah Gibson"] == "Ingrid"
    assert told["J.R. Ramirez"] == "Oscar"


def test_one_of_two_trailers_is_a_teaser() -> None:
    belief = _known(2, "trailer", "2018-03-01")

    assert {_text(held.value): held.detail for held in belief.several} == {
        "2017-12-09": "teaser",
        "2018-02-07": "full trailer",
    }


def test_women_direct_the_second_season_and_the_first_is_counted_in_two_ways() -> None:
    assert _several(2, "director", "2016-10-21") == {"women": "all 13 episodes"}
    assert set(_several(1, "director", "2016-10-24")) == {
        "9 directors, 3 of them women",
        "9 directors, 2 of them women",
    }


def test_the_episode_that_krysten_ritter_directs_gets_its_number_later() -> None:
    assert _several(3, "director", "2018-06-27") == {"Krysten Ritter": "one episode"}
    assert _several(3, "director", "2019-06-30") == {
        "Krysten Ritter": 'episode 2, "You\'re Welcome"'
    }


def test_two_pages_of_one_day_differ_on_whether_the_third_season_is_done() -> None:
    belief = _known(3, "production-status", "2019-02-18")

    assert belief.status is Status.CONFLICTING
    assert {belief.value, *(held.value for held in belief.conflicts)} == {
        "completed",
        "still in active development",
    }


def test_the_month_of_the_order_is_not_taken_for_the_start_of_filming() -> None:
    belief = _known(3, "filming-start", "2019-04-01")

    assert _held(belief) == "2018-06-20 planned"
    assert [claim.source.publisher for claim in belief.retracted] == ["Business Times"]
