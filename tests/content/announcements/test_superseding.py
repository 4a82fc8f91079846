from datetime import UTC, date, datetime

import pytest

from content.announcements.countdowns import Step, countdown
from content.announcements.digests import digest_of
from content.announcements.news import news
from content.announcements.superseding import about, correctable_until, superseding_of
from content.announcements.targets import Target
from content.facts.changes import changes_of
from content.facts.claims import Action
from content.facts.kinds import Kind
from content.subscriptions.schedule import DigestFrequency, PostingHour
from fakes.claims import claim, show
from fakes.tellings import telling

YEAR = claim(value="2018", on="2016-07-28")
DAY = claim(value="2018-03-08", on="2017-12-09", id_="day")
MOVED = claim(value="2018-03-24", on="2018-01-10")
SUBJECT = DAY.subject
NOW = datetime(2018, 1, 10, tzinfo=UTC)


def last_change(*claims, kind=Kind.RELEASE_DATE, subject=SUBJECT):
    return changes_of(claims, subject, kind, until=date(2019, 1, 1))[-1]


def test_a_moved_date_takes_back_what_was_said_of_it():
    correction = superseding_of(last_change(DAY, MOVED))

    assert correction is not None
    assert correction.of == ("jessica-jones/2/release-date",)
    assert correction.line == "Since then, the release date has changed to 24 March 2018."


def test_what_is_only_said_more_exactly_takes_nothing_back():
    assert superseding_of(last_change(YEAR)) is None
    assert superseding_of(last_change(YEAR, DAY)) is None


@pytest.mark.parametrize(
    ("later", "words"),
    [
        ({"action": Action.WITHDRAWS, "value": None}, "withdrawn"),
        ({"action": Action.RETRACTS, "value": None, "retracts": ("day",)}, "retracted"),
        ({"value": None, "stance": "denied"}, "denied"),
    ],
)
def test_what_is_taken_back_says_how(later, words):
    correction = superseding_of(last_change(DAY, claim(on="2018-01-10", **later)))

    assert correction is not None
    assert words in correction.line


def test_a_cancelled_season_has_no_date_any_more():
    cancelled = claim("cancellation", "2018-01-10", on="2018-01-10")

    correction = superseding_of(last_change(cancelled, kind=Kind.CANCELLATION))

    assert correction is not None
    assert "jessica-jones/2/release-date" in correction.of


def test_a_cancelled_series_may_have_a_season_to_come():
    cancelled = claim("cancellation", "2018-01-10", on="2018-01-10", season="series")

    change = last_change(cancelled, kind=Kind.CANCELLATION, subject=cancelled.subject)

    assert superseding_of(change) is None


def test_of_a_kind_that_adds_only_the_very_statement_is_taken_back():
    actor = claim("cast", "Janet McTeer", on="2017-12-09", id_="actor")
    other = claim("cast", "J.R. Ramirez", on="2017-12-10")
    gone = claim("cast", None, on="2018-01-10", action=Action.RETRACTS, retracts=("actor",))

    correction = superseding_of(last_change(actor, other, gone, kind=Kind.CAST))

    assert correction is not None
    assert correction.of == (about(SUBJECT, Kind.CAST, "Janet McTeer"),)
    first = changes_of([actor, other, gone], SUBJECT, Kind.CAST, until=date(2019, 1, 1))[0]
    assert news(first, show(), NOW).about in correction.of


def test_news_and_countdowns_of_one_date_are_about_the_same():

    target = Target(subject=SUBJECT, day=date(2018, 3, 8), zone="UTC", moment=None)
    step = Step(
        target=target,
        step=7,
        days_left=7,
        due=NOW,
        at=NOW,
        expires=NOW,
        posting_hour=PostingHour("UTC", 9),
    )

    assert countdown(step, show()).about == news(last_change(DAY), show(), NOW).about


def test_a_digest_says_each_piece_of_news_in_its_order_and_which_shows():
    pieces = [telling("one").announcement, telling("two").announcement]

    digest = digest_of(pieces, DigestFrequency.DAILY, key="here", at=NOW)

    assert digest.headline == "The day in 2 pieces of news"
    assert digest.lines == ("The news is one.", "The news is two.")
    assert digest.title == "Jessica Jones"


def test_a_digest_of_very_much_says_how_much_more_there_is():
    pieces = [telling(f"{number}").announcement for number in range(40)]

    digest = digest_of(pieces, DigestFrequency.WEEKLY, key="here", at=NOW)

    assert len(digest.lines) == 26
    assert digest.lines[-1].startswith("There are 15 more")


def told_of(*claims, kind=Kind.RELEASE_DATE, at=NOW):
    return news(last_change(*claims, kind=kind), show(), at)


@pytest.mark.parametrize(
    ("said", "until"),
    [
        (told_of(YEAR, DAY), datetime(2018, 3, 10, tzinfo=UTC)),
        (told_of(claim(value="2018-03", on="2017-12-09")), datetime(2018, 4, 2, tzinfo=UTC)),
        (told_of(YEAR), datetime(2019, 1, 2, tzinfo=UTC)),
        (told_of(claim(value="2018-03-08/..", on="2017-12-09")), datetime(2019, 1, 10, tzinfo=UTC)),
        (told_of(claim(value="2021-03-08", on="2017-12-09")), datetime(2019, 1, 10, tzinfo=UTC)),
        (told_of(claim(value="9998-12-31", on="2017-12-09")), datetime(2019, 1, 10, tzinfo=UTC)),
    ],
    ids=["a-day", "a-month", "a-year", "no-end", "far-ahead", "the-last-day-there-is"],
)
def test_a_date_may_be_corrected_until_it_is_over_and_for_a_year_at_most(said, until):
    assert correctable_until(said) == until


@pytest.mark.parametrize("kind", ["filming-start", "filming-wrap", "renewal"])
def test_of_an_event_it_is_the_day_on_which_it_is_to_be(kind):
    ahead = told_of(claim(kind, "2018-04-02", on="2018-01-09"), kind=Kind(kind))
    over = told_of(claim(kind, "2018-01-05", on="2018-01-09"), kind=Kind(kind))

    assert correctable_until(ahead) == datetime(2018, 4, 4, tzinfo=UTC)
    assert correctable_until(over) == datetime(2018, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "value"), [("runtime", "an hour"), ("episode-count", 13), ("cast", "Krysten Ritter")]
)
def test_what_has_no_date_is_kept_for_no_correction(kind, value):
    assert correctable_until(told_of(claim(kind, value), kind=Kind(kind))) is None


def test_a_countdown_step_may_be_corrected_until_its_day_is_over():
    target = Target(subject=SUBJECT, day=date(2018, 3, 8), zone="America/New_York", moment=None)
    step = Step(
        target=target,
        step=30,
        days_left=30,
        due=NOW,
        at=NOW,
        expires=NOW,
        posting_hour=PostingHour("UTC", 9),
    )

    assert correctable_until(countdown(step, show())) == datetime(2018, 3, 10, tzinfo=UTC)


def test_what_nothing_could_supersede_is_kept_for_no_correction():
    assert correctable_until(telling().announcement) is None
