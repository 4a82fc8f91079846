"""Days and minutes by the clock that is asked for, or else by that of whoever asks.

`by_the_clock.tsv` has questions with the zone of whoever asks ("-": it is not known), the verdict,
the value and the first sentence of the answer.
"""

import csv
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.announcements.countdowns import countdown, steps_between
from content.announcements.targets import targets_of
from content.answers.answer import answer_question
from content.answers.reply import Reply
from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.subscriptions.schedule import PostingHour
from content.understanding.question import Conversation
from content.understanding.understand import read_message
from fakes.asked import shipped
from fakes.claims import catalogue, claim, show

HERE = Path(__file__).parent
DAY = date(2026, 1, 26)

Row = dict[str, str]


def rows() -> list[Row]:
    with (HERE / "by_the_clock.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['as_of']} {row['question']}")
def test_a_day_in_another_place_is_the_day_there(row: Row) -> None:
    zone = None if row["zone"] == "-" else row["zone"]

    said = asked(row["question"], AsOf.parse(row["as_of"]), zone, shipped())

    plain = said.to_json()
    assert (said.verdict or "-", str(plain["value"]), said.headline) == (
        row["verdict"],
        row["value"],
        row["first_sentence"],
    )


def asked(words: str, at: AsOf, zone: str | None, known: Catalogue) -> Reply:
    reading = read_message(words, known, at, conversation=Conversation(), zone=zone)
    (question,) = reading.questions
    return answer_question(question, known, at)


def lamp(zone: str = "Asia/Tokyo") -> Catalogue:
    """A show whose day is known, and whose hour nobody has said."""
    one = show("lamp", title="Tokyo Lamp", short="Tokyo Lamp", network="NHK", zone=zone, drop=None)
    return catalogue(claim(value=str(DAY), show_id="lamp", season=1), shows=(one,))


def of_lamp(words: str, at: datetime, zone: str | None = None) -> Reply:
    return asked(words, AsOf.at(at), zone, lamp())


def tokyo(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    day = DAY + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), ZoneInfo("Asia/Tokyo"))


def test_a_day_without_an_hour_has_not_passed_while_it_lasts() -> None:
    said = of_lamp("is tokyo lamp out", tokyo(0, 1))

    assert said.verdict is None
    assert said.headline == "Today: Tokyo Lamp season 1 comes out on Monday 26 January 2026."


def test_on_the_day_the_answer_agrees_with_the_post() -> None:
    at = PostingHour("Asia/Tokyo", 9)
    nine, minute = tokyo(9), timedelta(minutes=1)
    targets = targets_of(lamp(), AsOf.at(nine))
    (step,) = steps_between(targets, [at], (0,), after=nine - minute, until=nine)

    post = countdown(step, lamp().shows[step.target.subject.show]).headline

    assert post == "Tokyo Lamp season 1 comes out today, Monday 26 January 2026."
    for words in (
        "is tokyo lamp out",
        "did tokyo lamp come out today",
        "how long until tokyo lamp",
    ):
        assert of_lamp(words, nine).headline.startswith("Today: Tokyo Lamp season 1 comes out on")
    assert of_lamp("is tokyo lamp out today", nine).verdict == "yes"


def test_once_the_day_is_over_it_is_out() -> None:
    before, after = tokyo(23, 59), tokyo(0, 1, days=1)

    assert of_lamp("is tokyo lamp out", before).verdict is None
    assert of_lamp("is tokyo lamp out", after).verdict == "yes"


def test_a_day_of_another_country_is_today_there_alone() -> None:
    said = of_lamp("how long until tokyo lamp", tokyo(0, 30), zone="America/New_York")

    assert said.value == 0
    assert said.headline.startswith("Today, Tokyo time: ")


@given(
    minutes=st.integers(0, 24 * 5 * 60),
    zone=st.sampled_from(["America/Los_Angeles", "Asia/Tokyo", "Pacific/Honolulu", "UTC"]),
)
def test_whatever_the_hour_nobody_is_told_a_day_that_is_none_there(minutes: int, zone: str) -> None:
    at = AsOf.at(datetime(2026, 1, 24, tzinfo=UTC) + timedelta(minutes=minutes))
    said = asked("how long until wonder man", at, zone, shipped())
    premiere = datetime(2026, 1, 27, 18, tzinfo=ZoneInfo("America/Los_Angeles"))
    there = premiere.astimezone(ZoneInfo(zone)).date()

    assert f"{there.day} January 2026" in said.headline
    if not said.headline.startswith("No days left"):
        assert said.value == (there - at.day_in(zone)).days
