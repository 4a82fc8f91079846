"""What was held of the shows made for Disney+, on the days when it changed."""

from datetime import date

import pytest

from content.facts.as_of import AsOf
from content.facts.beliefs import Belief
from content.facts.believe import believe
from content.facts.changes import ChangeSort, changes_of
from content.facts.claims import Season, ShowId, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.premieres import is_out, premiere_of
from fakes.asked import shipped

CATALOGUE = shipped()
BORN_AGAIN = "daredevil-born-again"
NOTHING = ("unknown", None, None)


def held(show: str, season: Season, kind: str, day: str, market: str | None = None) -> Belief:
    subject = Subject(ShowId(show), season)
    claims = CATALOGUE.about(subject.show)
    return believe(claims, subject, Kind(kind), date.fromisoformat(day), market=market)


def told(show: str, season: Season, kind: str, day: str) -> tuple[str, object, str | None]:
    """Return how the belief stands, its value as text or number, and its stance."""
    belief = held(show, season, kind, day)
    value = belief.value
    shown = value.edtf if isinstance(value, PartialDate) else value
    return belief.status.value, shown, belief.stance.value if belief.stance else None


def changes(show: str, season: Season, kind: str, until: str) -> list[tuple[str, str]]:
    subject = Subject(ShowId(show), season)
    claims = CATALOGUE.about(subject.show)
    found = changes_of(claims, subject, Kind(kind), until=date.fromisoformat(until))
    return [(change.on.isoformat(), change.sort.value) for change in found]


def names(show: str, season: Season, kind: str, day: str) -> list[object]:
    return [one.value for one in held(show, season, kind, day).several]


FIRST_SEASON = [
    ("release-date", "2022-07-20", NOTHING),
    ("release-date", "2022-07-24", ("current", "2024", "confirmed")),
    ("release-date", "2022-08-01", ("current", "2024-21", "confirmed")),
    ("release-date", "2023-06-14", ("current", "2024-21", "confirmed")),
    ("release-date", "2023-08-31", ("current", "2024-21", "confirmed")),
    ("release-date", "2023-09-02", ("withdrawn", None, None)),
    ("release-date", "2024-08-12", ("withdrawn", None, None)),
    ("release-date", "2024-08-13", ("current", "2025-03", "confirmed")),
    ("release-date", "2025-02-25", ("current", "2025-03-04", "confirmed")),
    ("episode-count", "2022-08-01", ("current", 18, "confirmed")),
    ("episode-count", "2024-06-01", ("current", 18, "confirmed")),
    ("episode-count", "2024-11-17", ("current", 9, "confirmed")),
    ("filming-start", "2023-01-15", ("current", "2023-02", "planned")),
    ("filming-start", "2023-05-08", ("current", "2023-03-06", "reported")),
    ("filming-wrap", "2024-01-31", ("current", "2023-12", "planned")),
    ("filming-wrap", "2024-05-15", ("current", "2024-04-05", "reported")),
    ("showrunner", "2023-10-11", ("current", "Matt Corman and Chris Ord", "reported")),
    ("showrunner", "2023-10-12", ("withdrawn", None, None)),
    ("showrunner", "2024-05-01", ("current", "Dario Scardapane", "reported")),
]


@pytest.mark.parametrize(("kind", "day", "expected"), FIRST_SEASON)
def test_the_first_season_of_born_again_as_known_on_a_day(kind, day, expected):
    assert told(BORN_AGAIN, 1, kind, day) == expected


SECOND_SEASON = [
    ("release-date", "2025-02-23", NOTHING),
    ("release-date", "2025-02-24", ("current", "2026", "confirmed")),
    ("release-date", "2025-02-25", ("current", "2026-40", "reported")),
    ("release-date", "2025-04-16", ("current", "2026-03", "confirmed")),
    ("release-date", "2025-09-20", ("current", "2026-03", "confirmed")),
    ("release-date", "2025-10-17", ("current", "2026-03", "confirmed")),
    ("release-date", "2025-10-18", ("current", "2026-03-04", "confirmed")),
    ("release-date", "2026-01-26", ("current", "2026-03-04", "confirmed")),
    ("release-date", "2026-01-28", ("current", "2026-03-24", "confirmed")),
    ("episode-count", "2025-02-27", ("current", 9, "reported")),
    ("episode-count", "2025-02-28", ("current", 8, "confirmed")),
    ("filming-start", "2024-12-01", ("current", "2024-11", "planned")),
    ("filming-start", "2025-02-28", ("current", "2025-02-28", "planned")),
    ("filming-start", "2025-03-01", ("current", "../2025-03-01", "confirmed")),
    ("filming-wrap", "2025-06-30", NOTHING),
    ("filming-wrap", "2025-08-14", ("current", "2025-07", "reported")),
    ("filming-status", "2025-08-13", ("current", "still filming", "reported")),
    ("code-name", "2025-05-11", NOTHING),
    ("code-name", "2025-05-16", ("current", "Out of the Kitchen", "reported")),
]


@pytest.mark.parametrize(("kind", "day", "expected"), SECOND_SEASON)
def test_the_second_season_of_born_again_as_known_on_a_day(kind, day, expected):
    assert told(BORN_AGAIN, 2, kind, day) == expected


THIRD_SEASON = [
    ("renewal", "2025-08-11", NOTHING),
    ("renewal", "2025-08-13", ("current", None, "expected")),
    ("renewal", "2025-09-18", ("current", "2025-09-18", "confirmed")),
    ("filming-start", "2025-09-20", ("current", "2026", "planned")),
    ("filming-start", "2026-03-10", ("current", "2026", "planned")),
    ("filming-start", "2026-03-11", ("current", "2026-04", "planned")),
    ("release-date", "2026-03-11", NOTHING),
]


@pytest.mark.parametrize(("kind", "day", "expected"), THIRD_SEASON)
def test_the_third_season_of_born_again_as_known_on_a_day(kind, day, expected):
    assert told(BORN_AGAIN, 3, kind, day) == expected


def test_a_plan_for_filming_is_no_event_even_when_its_day_has_passed():
    assert not held(BORN_AGAIN, 3, "filming-start", "2027-01-01").has_happened
    assert held(BORN_AGAIN, 2, "filming-start", "2025-03-01").has_happened


def test_the_second_season_moved_once_and_was_made_more_exact_three_times():
    assert changes(BORN_AGAIN, 2, "release-date", "2026-03-31") == [
        ("2025-02-24", ChangeSort.NEW),
        ("2025-02-25", ChangeSort.REFINED),
        ("2025-04-16", ChangeSort.REFINED),
        ("2025-10-18", ChangeSort.REFINED),
        ("2026-01-27", ChangeSort.MOVED_LATER),
    ]


def test_the_french_day_is_told_with_the_move():
    belief = held(BORN_AGAIN, 2, "release-date", "2026-01-28")

    assert belief.decided_by is not None
    assert "France" in belief.decided_by.says
    assert "25 March" in belief.decided_by.says


def test_a_misquote_moves_nothing_and_is_no_conflict():
    belief = held(BORN_AGAIN, 2, "release-date", "2025-09-19")

    assert belief.conflicts == ()
    assert [claim.id for claim in belief.earlier if claim.source.publisher == "Devdiscourse"] == [
        "ddba-s2-date-may-2026"
    ]


def test_the_leak_of_the_day_was_only_a_rumour_until_the_service_said_so():
    belief = held(BORN_AGAIN, 2, "release-date", "2025-10-16")

    assert [(one.value.edtf, one.stance.value) for one in belief.guesses] == [
        ("2026-03-04", "rumoured")
    ]


def test_the_reading_that_strengthens_an_interview_stays_a_guess():
    belief = held(BORN_AGAIN, 3, "filming-start", "2025-09-20")

    assert [one.value.edtf for one in belief.guesses] == ["2026-early"]


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("2023-05-07", []),
        ("2023-05-08", ["2023-05-08"]),
        ("2023-06-12", ["2023-05-08", "2023-06-12"]),
        ("2023-06-14", ["2023-05-08", "2023-06-12", "2023-06-13/.."]),
    ],
)
def test_every_pause_of_the_strike_year_stands_beside_the_others(day, days):
    assert [value.edtf for value in names(BORN_AGAIN, 1, "filming-pause", day)] == days


def test_filming_went_on_in_january_2024_as_was_known_in_april():
    assert names(BORN_AGAIN, 1, "filming-resume", "2024-03-31") == []
    assert [value.edtf for value in names(BORN_AGAIN, 1, "filming-resume", "2024-04-30")] == [
        "2024-01-22"
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-08-11", NOTHING),
        ("2025-08-12", ("current", "season 2 is the last", "reported")),
        ("2025-08-13", ("retracted", None, None)),
        ("2026-03-01", ("retracted", None, None)),
    ],
)
def test_the_last_season_was_a_slip_of_the_tongue_taken_back_a_day_later(day, expected):
    assert told(BORN_AGAIN, "series", "final-season", day) == expected


def test_who_joined_the_second_season_was_known_one_by_one():
    assert names(BORN_AGAIN, 2, "cast", "2025-02-28") == []
    assert names(BORN_AGAIN, 2, "cast", "2025-03-01") == ["Matthew Lillard"]
    assert names(BORN_AGAIN, 2, "cast", "2025-05-13") == ["Matthew Lillard", "Krysten Ritter"]


def test_bernthal_himself_outweighs_the_page_that_lists_him():
    listing = held(BORN_AGAIN, 2, "cast", "2026-01-29").several[-1]
    absence = held(BORN_AGAIN, 2, "cast-absence", "2026-01-29").several[0]

    assert listing.value == absence.value == "Jon Bernthal"
    assert absence.citing[0].authority > listing.citing[0].authority
    assert [claim.stance.value for claim in absence.citing] == ["reported", "speculated"]


OTHERS = [
    ("wonder-man", 1, "release-date", "2024-10-31", NOTHING),
    ("wonder-man", 1, "release-date", "2024-11-30", ("current", "2025-12", "confirmed")),
    ("wonder-man", 1, "release-date", "2025-10-10", ("current", "2026-01", "confirmed")),
    ("wonder-man", 1, "release-date", "2025-10-31", ("current", "2026-01-27", "reported")),
    ("wonder-man", 1, "release-date", "2026-01-10", ("current", "2026-01-27", "confirmed")),
    ("wonder-man", 1, "release-model", "2026-01-09", NOTHING),
    (
        "wonder-man",
        1,
        "release-model",
        "2026-01-27",
        ("current", "all 8 episodes at once", "confirmed"),
    ),
    ("echo", 1, "release-date", "2023-05-15", NOTHING),
    ("echo", 1, "release-date", "2023-08-31", ("current", "2023-11-29", "confirmed")),
    ("echo", 1, "release-date", "2023-09-01", ("current", "2024-01", "confirmed")),
    ("agatha-all-along", 1, "release-date", "2023-08-31", ("current", "2023-24", "confirmed")),
    ("agatha-all-along", 1, "release-date", "2023-09-30", ("current", "2024-23", "confirmed")),
    ("loki", 2, "release-date", "2023-09-02", ("current", "2023-10-06", "confirmed")),
    ("loki", 3, "release-date", "2023-09-01", NOTHING),
    ("loki", 3, "release-date", "2023-09-02", ("retracted", None, None)),
]


@pytest.mark.parametrize(("show", "season", "kind", "day", "expected"), OTHERS)
def test_the_other_disney_shows_as_known_on_a_day(show, season, kind, day, expected):
    assert told(show, season, kind, day) == expected


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2021-11-12", "Agatha: House of Harkness"),
        ("2022-07-31", "Agatha: Coven of Chaos"),
        ("2023-09-01", "Agatha: Darkhold Diaries"),
        ("2024-05-14", "Agatha All Along"),
    ],
)
def test_agatha_had_four_titles_one_after_another(day, title):
    assert told("agatha-all-along", 1, "title", day) == ("current", title, "confirmed")


def test_a_day_that_becomes_a_month_is_a_move_and_not_silence():
    assert changes("echo", 1, "release-date", "2023-12-31")[-1] == (
        "2023-09-01",
        ChangeSort.MOVED_LATER,
    )


def test_wonder_man_is_out_at_its_own_hour_and_not_a_minute_before():
    subject = Subject(ShowId("wonder-man"), 1)
    before, after = AsOf.parse("2026-01-28T01:59Z"), AsOf.parse("2026-01-28T02:00Z")

    assert not is_out(premiere_of(CATALOGUE, subject, before), before)
    assert is_out(premiere_of(CATALOGUE, subject, after), after)
