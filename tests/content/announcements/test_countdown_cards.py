"""The card that goes with a countdown says the same as its words, by the same clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.announcements.countdowns import (
    countdown,
    posting_moment,
    steps_ahead,
    steps_between,
)
from content.announcements.targets import Target
from content.facts.claims import ShowId, Subject
from content.facts.zones import zone_of
from content.language.wording import wording_for
from content.subscriptions.preference_values import STEPS_OFFERED
from content.subscriptions.schedule import PostingHour
from fakes.claims import claim, show

PREMIERE = date(2018, 3, 8)
HOME = "America/Los_Angeles"


def target(*, moment=None, listed_by=None):
    return Target(
        subject=Subject(ShowId("jessica-jones"), 2),
        day=PREMIERE,
        zone=HOME,
        moment=moment,
        citing=(claim(by="Netflix"),),
        listed_by=listed_by,
    )


def told(days, *, zone="UTC", hour=9, at=None, language="en", **what):
    until = at or datetime(2018, 3, 8, 23, tzinfo=UTC) - timedelta(days=days)
    (step,) = steps_between(
        [target(**what)],
        [PostingHour(zone, hour)],
        [days],
        after=datetime(2017, 1, 1, tzinfo=UTC),
        until=until,
    )
    return countdown(step, show(), wording_for(language))


@pytest.mark.parametrize("days", [100, 30, 7, 1])
def test_the_days_that_are_left_are_large(days):
    card = told(days).card

    assert card.large == str(days)
    assert card.beside == ("day to go" if days == 1 else "days to go")
    assert card.when == "Thursday 8 March 2018"
    assert card.source == "Netflix, in Collider, 9 December 2017"


def test_on_the_day_itself_it_is_today():
    card = told(0, at=datetime(2018, 3, 8, 20, tzinfo=UTC)).card

    assert (card.large, card.when) == ("Today", "Thursday 8 March 2018")


def test_at_the_instant_itself_it_is_out():
    moment = datetime(2018, 3, 8, 0, tzinfo=zone_of(HOME))

    card = told(0, moment=moment, at=moment.astimezone(UTC)).card

    assert (card.large, card.beside, card.is_number) == ("Out now", "", False)


def test_a_listed_day_is_said_to_be_listed():
    assert told(7, listed_by="TVmaze").card.beside == "days to go · as TVmaze lists"


def test_it_is_in_the_language_of_its_words():
    card = told(7, language="fr").card

    assert (card.season, card.beside) == ("Saison 2", "jours à attendre")
    assert card.when == "jeudi 8 mars 2018"


def test_what_digests_say_is_ahead_has_none():
    (ahead,) = steps_ahead(
        [target()],
        [PostingHour("UTC", 9)],
        [3],
        after=datetime(2018, 3, 4, tzinfo=UTC),
        until=datetime(2018, 3, 5, 10, tzinfo=UTC),
    )

    assert countdown(ahead, show()).card is None


@given(
    st.sampled_from(["UTC", HOME, "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago"]),
    st.sampled_from([step for step in STEPS_OFFERED if step]),
    st.integers(0, 23),
    st.booleans(),
)
def test_a_number_on_a_card_is_the_number_in_its_words(zone, days, hour, has_hour):
    moment = datetime(2018, 3, 8, 0, tzinfo=zone_of(HOME)) if has_hour else None
    at = posting_moment(target(moment=moment), days, PostingHour(zone, hour))
    step = told(days, zone=zone, hour=hour, moment=moment, at=at)
    card = step.card

    if card.is_number:
        assert f"{card.large} day" in step.headline or "tomorrow" in step.headline
    else:
        assert card.large == "Today" or card.large in step.headline
    assert (card.when or card.large).split(" (")[0] in step.headline
