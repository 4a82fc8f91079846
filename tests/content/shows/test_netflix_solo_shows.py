"""What was known of Daredevil, Luke Cage, Iron Fist and The Punisher, and when."""

from datetime import date

import pytest

from content.facts.as_of import AsOf
from content.facts.beliefs import Belief, Status
from content.facts.believe import believe
from content.facts.catalogue import Catalogue
from content.facts.claims import Season, ShowId, Stance, Subject, Value
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.premieres import is_out, premiere_of
from content.show_files.folders import read_catalogue, shipped_shows

_READING = read_catalogue([shipped_shows()])
_CATALOGUE: Catalogue = _READING.catalogue
_SOLO = ("daredevil", "luke-cage", "iron-fist", "the-punisher")


def _known(show: str, season: Season, kind: str, day: str) -> Belief:
    subject = Subject(ShowId(show), season)
    return believe(_CATALOGUE.about(subject.show), subject, Kind(kind), date.fromisoformat(day))


def _held(belief: Belief) -> str:
    """What is held and how surely, "2018-03-08 confirmed"; the status where nothing is."""
    if belief.stance is None or belief.status is not Status.CURRENT:
        return belief.status.value
    return f"{_text(belief.value)} {belief.stance.value}"


def _text(value: Value | None) -> str:
    return value.edtf if isinstance(value, PartialDate) else str(value)


def test_the_shows_are_written_without_a_fault() -> None:
    ours = {f"{show}.toml" for show in (*_SOLO, "the-punisher-special")}

    assert [fault for fault in _READING.faults if fault.path.name in ours] == []


@pytest.mark.parametrize(
    ("season", "kind", "day", "held"),
    [
        (1, "release-date", "2015-04-10", "2015-04-10 confirmed"),
        (2, "renewal", "2015-04-20", "unknown"),
        (2, "renewal", "2015-04-21", "2015-04-21 confirmed"),
        (2, "release-date", "2015-04-21", "unknown"),
        (2, "release-date", "2015-04-22", "2016 confirmed"),
        (2, "release-date", "2016-01-16", "2016 confirmed"),
        (2, "release-date", "2016-01-17", "2016-03-18 confirmed"),
        (2, "showrunner", "2015-04-20", "unknown"),
        (2, "showrunner", "2015-04-30", "Doug Petrie and Marco Ramirez confirmed"),
        (3, "release-date", "2016-07-27", "unknown"),
        (3, "release-date", "2016-07-28", "2018/.. confirmed"),
        (3, "release-date", "2018-09-19", "2018/.. confirmed"),
        (3, "release-date", "2018-09-20", "2018-10-19 confirmed"),
        (3, "filming-start", "2017-04-07", "2017-late planned"),
        (3, "filming-start", "2017-11-11", "2017-10-15 planned"),
        (3, "filming-start", "2017-11-12", "2017-11-13 planned"),
        (3, "filming-start", "2017-11-13", "2017-11-13 reported"),
        (3, "code-name", "2017-11-11", "unknown"),
        (3, "code-name", "2017-11-12", "Ringside reported"),
        (3, "filming-wrap", "2018-09-19", "2018-06-30 planned"),
        (3, "filming-wrap", "2018-10-01", "2018-06 reported"),
        ("series", "cancellation", "2018-10-31", "unknown"),
        ("series", "cancellation", "2018-11-28", "denied"),
        ("series", "cancellation", "2018-11-29", "2018-11-29 confirmed"),
        (4, "renewal", "2021-09-30", "unknown"),
        (4, "renewal", "2021-10-31", "None rumoured"),
    ],
)
def test_daredevil_was_known_as_it_was_told(season: Season, kind: str, day: str, held: str) -> None:
    assert _held(_known("daredevil", season, kind, day)) == held


def test_the_denial_of_a_cancellation_does_not_outlive_it() -> None:
    before = _known("daredevil", "series", "cancellation", "2018-11-28")
    after = _known("daredevil", "series", "cancellation", "2018-11-29")

    assert [claim.claimant for claim in before.citing] == ["Vincent D'Onofrio"]
    assert [claim.claimant for claim in after.citing] == ["Netflix"]


def test_the_joke_of_31_november_is_taken_back_and_never_gave_a_day() -> None:
    told = _known("daredevil", 4, "renewal", "2022-04-01")
    exposed = _known("daredevil", 4, "renewal", "2022-04-30")

    assert "dd-s4-april-joke" in {claim.id for claim in told.citing}
    assert [claim.id for claim in exposed.retracted] == ["dd-s4-april-joke"]
    assert exposed.stance is Stance.RUMOURED
    assert _known("daredevil", 4, "release-date", "2022-04-30").status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("season", "kind", "day", "held"),
    [
        (1, "release-date", "2016-01-16", "unknown"),
        (1, "release-date", "2016-03-10", "2016 confirmed"),
        (1, "release-date", "2016-03-11", "2016-09-30 confirmed"),
        (1, "release-date", "2016-10-31", "2016-09-30 confirmed"),
        (1, "code-name", "2016-10-31", "Tiara reported"),
        (2, "renewal", "2016-11-30", "unknown"),
        (2, "renewal", "2016-12-31", "2016-12 confirmed"),
        (2, "filming-start", "2017-04-30", "2017-06 planned"),
        (2, "filming-status", "2017-06-06", "unknown"),
        (2, "filming-status", "2017-06-07", "filming has begun in Brooklyn reported"),
        (2, "release-date", "2017-06-19", "unknown"),
        (2, "release-date", "2017-06-20", "2018-early speculated"),
        (2, "release-date", "2018-03-05", "2018-early speculated"),
        (2, "release-date", "2018-03-06", "2018-06-22 confirmed"),
        (2, "filming-wrap", "2017-10-31", "unknown"),
        (2, "filming-wrap", "2017-11-30", "2017-11 reported"),
        (2, "episode-count", "2018-03-06", "13 reported"),
        ("series", "cancellation", "2018-10-18", "unknown"),
        ("series", "cancellation", "2018-10-19", "2018-10-19 confirmed"),
        ("series", "cancellation", "2018-10-31", "2018-10-19 confirmed"),
    ],
)
def test_luke_cage_was_known_as_it_was_told(season: Season, kind: str, day: str, held: str) -> None:
    assert _held(_known("luke-cage", season, kind, day)) == held


def test_what_many_say_of_luke_cage_is_not_shaken_by_one_page() -> None:
    released = _known("luke-cage", 1, "release-date", "2016-10-31")
    ended = _known("luke-cage", "series", "cancellation", "2018-10-31")

    assert "lc-s1-date-28-september-2016" in {claim.id for claim in released.earlier}
    assert "lc-series-cancelled-20-october-2018" in {claim.id for claim in ended.earlier}
    assert (released.conflicts, ended.conflicts) == ((), ())


@pytest.mark.parametrize(
    ("season", "kind", "day", "held"),
    [
        (1, "release-date", "2015-09-30", "2016 planned"),
        (1, "release-date", "2016-10-03", "2016 planned"),
        (1, "release-date", "2016-10-04", "2017-03-17 confirmed"),
        (1, "filming-start", "2016-10-16", "2016-04 reported"),
        (1, "filming-wrap", "2016-10-15", "unknown"),
        (1, "filming-wrap", "2016-10-16", "2016-10-08 reported"),
        (1, "code-name", "2016-10-31", "Kick reported"),
        (2, "filming-start", "2017-11-30", "2017-12-06 planned"),
        (2, "filming-start", "2018-01-31", "2017-12-06 planned"),
        (2, "release-date", "2018-05-31", "2019-early planned"),
        (2, "release-date", "2018-06-30", "2018 confirmed"),
        (2, "release-date", "2018-07-18", "2018 confirmed"),
        (2, "release-date", "2018-07-19", "2018-09-07 confirmed"),
        (2, "filming-wrap", "2018-07-18", "unknown"),
        (2, "filming-wrap", "2018-07-19", "../2018-07-19 reported"),
        (2, "episode-count", "2018-07-20", "13 reported"),
        (2, "episode-count", "2018-09-06", "13 reported"),
        (2, "episode-count", "2018-09-07", "10 confirmed"),
        ("series", "cancellation", "2018-10-11", "unknown"),
        ("series", "cancellation", "2018-10-12", "2018-10-12 confirmed"),
        ("series", "cancellation", "2018-10-22", "2018-10-12 confirmed"),
    ],
)
def test_iron_fist_was_known_as_it_was_told(season: Season, kind: str, day: str, held: str) -> None:
    assert _held(_known("iron-fist", season, kind, day)) == held


@pytest.mark.parametrize(
    ("moment", "out"), [("2018-09-07T06:59Z", False), ("2018-09-07T07:00Z", True)]
)
def test_iron_fist_appears_at_summer_midnight_whatever_zone_was_printed(
    moment: str, *, out: bool
) -> None:
    as_of = AsOf.parse(moment)

    premiere = premiere_of(_CATALOGUE, Subject(ShowId("iron-fist"), 2), as_of)

    assert premiere.is_stated
    assert is_out(premiere, as_of) is out


@pytest.mark.parametrize(
    ("season", "kind", "day", "held"),
    [
        (1, "filming-start", "2016-10-03", "2016-10-03 reported"),
        (1, "code-name", "2016-10-31", "Crime reported"),
        (1, "release-date", "2016-10-31", "2017 confirmed"),
        (1, "release-date", "2017-10-04", "2017 confirmed"),
        (1, "release-date", "2017-10-06", "2017-23-late reported"),
        (1, "release-date", "2017-10-18", "2017-23-late reported"),
        (1, "release-date", "2017-10-19", "2017-11-17 confirmed"),
        (2, "filming-start", "2018-02-12", "unknown"),
        (2, "filming-start", "2018-02-13", "2018-02-26 planned"),
        (2, "filming-start", "2018-07-31", "2018-02-26 planned"),
        (2, "filming-wrap", "2018-07-31", "2018-07-20 planned"),
        (2, "release-date", "2018-07-19", "unknown"),
        (2, "release-date", "2018-07-20", "2018-10 expected"),
        (2, "release-date", "2018-11-30", "2018-10 expected"),
        (2, "release-date", "2018-12-31", "2019-01 confirmed"),
        ("series", "cancellation", "2019-02-17", "unknown"),
        ("series", "cancellation", "2019-02-18", "2019-02-18 confirmed"),
    ],
)
def test_the_punisher_was_known_as_it_was_told(
    season: Season, kind: str, day: str, held: str
) -> None:
    assert _held(_known("the-punisher", season, kind, day)) == held


def test_leaked_days_of_the_punisher_stay_rumours_beside_what_was_said() -> None:
    belief = _known("the-punisher", 1, "release-date", "2017-10-10")

    guesses = {_text(guess.value): guess.stance for guess in belief.guesses}

    assert guesses == {
        "2017-10-06/2017-10-08": Stance.RUMOURED,
        "2017-10-13": Stance.RUMOURED,
    }


def test_that_no_october_was_announced_takes_nothing_from_the_year() -> None:
    denial = "pun-s1-date-never-announced"

    belief = _known("the-punisher", 1, "release-date", "2017-10-10")

    assert belief.status is Status.CURRENT
    assert denial in {claim.id for claim in belief.earlier}


def test_a_guessed_october_does_not_make_the_punisher_come_out() -> None:
    as_of = AsOf.parse("2018-11-30")

    premiere = premiere_of(_CATALOGUE, Subject(ShowId("the-punisher"), 2), as_of)

    assert not premiere.is_firm
    assert not is_out(premiere, as_of)


@pytest.mark.parametrize("show", _SOLO)
def test_the_solo_shows_leave_netflix_on_1_march_2022(show: str) -> None:
    before = _known(show, "series", "availability-end", "2022-02-10")
    after = _known(show, "series", "availability-end", "2022-02-11")

    assert _held(before) == "unknown"
    assert _held(after) == "2022-03-01 confirmed"
    assert {claim.source.publisher for claim in after.citing} == {"SlashGear", "What's on Netflix"}


@pytest.mark.parametrize(
    ("kind", "day", "held"),
    [
        ("release-date", "2025-02-24", "unknown"),
        ("release-date", "2025-02-25", "2026 confirmed"),
        ("release-date", "2025-12-31", "2026 confirmed"),
        ("filming-wrap", "2025-08-06", "unknown"),
        ("filming-wrap", "2025-08-07", "../2025-08-07 reported"),
    ],
)
def test_the_punisher_special_was_known_as_it_was_told(kind: str, day: str, held: str) -> None:
    assert _held(_known("the-punisher-special", "special", kind, day)) == held


def test_the_summer_of_the_special_is_one_guess_beside_the_year() -> None:
    belief = _known("the-punisher-special", "special", "release-date", "2025-12-31")

    assert [_text(guess.value) for guess in belief.guesses] == ["2026-06/2026-08"]


@pytest.mark.parametrize(
    ("show", "season", "name", "role"),
    [
        ("luke-cage", 2, "Mustafa Shakir", "Bushmaster, the villain"),
        ("iron-fist", 2, "Jessica Henwick", "Colleen Wing"),
        ("daredevil", 3, "Vincent D'Onofrio", "Wilson Fisk"),
        ("the-punisher-special", "special", "Jon Bernthal", "Frank Castle"),
    ],
)
def test_the_cast_is_known_by_role(show: str, season: Season, name: str, role: str) -> None:
    belief = _known(show, season, "cast", "2026-01-01")

    assert (name, role) in {(held.value, held.detail) for held in belief.several}
