"""What announcements say, in English and through a catalogue."""

from datetime import UTC, date, datetime
from gettext import NullTranslations

import pytest

from content.announcements.announcement import Announcement
from content.announcements.countdowns import Step, countdown
from content.announcements.digests import as_it_stands, digest_of
from content.announcements.news import news
from content.announcements.suspension_notices import NamedPlace, suspension_notice
from content.announcements.targets import Target
from content.facts.changes import changes_of
from content.facts.kinds import Kind
from content.language.wording import ENGLISH, Wording, wording_for
from content.subscriptions.causes import Cause
from content.subscriptions.schedule import DigestFrequency, PostingHour
from fakes.claims import claim, show

NOW = datetime(2018, 1, 10, tzinfo=UTC)
YEAR = claim(value="2018", on="2016-07-28", stance="planned")
DAY = claim(value="2018-03-08", on="2017-12-09", says="it comes out on 8 March")
MOVED = claim(value="2018-03-24", on="2018-01-10")
OTHERS = claim(value="2018-04", on="2018-01-10", publisher="Variety")


class Marking(NullTranslations):
    """A catalogue whose every sentence shows that it was looked up."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - the same in each
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"


MARKED = Wording("de", Marking())


def told(*claims, wording: Wording = ENGLISH) -> Announcement:
    changes = changes_of(claims, DAY.subject, Kind.RELEASE_DATE, until=date(2019, 1, 1))
    return news(changes[-1], show(), NOW, wording)


def step(left: int, wording: Wording = ENGLISH, *, at=True, looks_ahead=False) -> Announcement:
    target = Target(subject=DAY.subject, day=date(2018, 3, 8), zone="UTC", moment=None)
    due = Step(
        target=target,
        step=left,
        days_left=left,
        due=NOW,
        at=NOW,
        expires=NOW,
        posting_hour=PostingHour("UTC", 9) if at else None,
        looks_ahead=looks_ahead,
    )
    return countdown(due, show(), wording)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (step(30), "30 days to go: Jessica Jones season 2 comes out on Thursday 8 March 2018."),
        (step(1), "1 day to go: Jessica Jones season 2 comes out tomorrow, Thursday 8 March 2018."),
        (step(0), "Jessica Jones season 2 comes out today, Thursday 8 March 2018."),
        (step(0, at=False), "Jessica Jones season 2 is out now."),
        (
            step(3, looks_ahead=True),
            "Jessica Jones season 2 comes out in 3 days, on Thursday 8 March 2018.",
        ),
        (
            step(1, looks_ahead=True),
            "Jessica Jones season 2 comes out tomorrow, Thursday 8 March 2018.",
        ),
    ],
)
def test_a_countdown_says_how_many_days_are_left(said, words):
    assert said.headline == words


def test_news_says_what_was_so_until_now_and_what_others_say():
    dated = told(YEAR, DAY)
    disputed = told(DAY, MOVED, OTHERS)

    assert dated.lines == ("Until now: 2018 (planned).", "It comes out on 8 March.")
    assert disputed.conflict == "Others say April 2018 (Variety, 10 January 2018)."


def test_news_is_told_in_the_language_asked_for():
    spanish = told(DAY, wording=wording_for("es"))

    assert spanish.headline == (
        "La temporada 2 de Jessica Jones se estrena el jueves 8 de marzo de 2018."
    )


def test_all_that_is_said_goes_through_the_catalogue():
    disputed, dated = told(DAY, MOVED, OTHERS, wording=MARKED), told(YEAR, DAY, wording=MARKED)
    steps = [step(left, MARKED, looks_ahead=way) for left in (30, 1) for way in (False, True)]
    steps += [step(0, MARKED), step(0, MARKED, at=False)]
    digest = digest_of([dated], DigestFrequency.DAILY, key="here", at=NOW, wording=MARKED)
    late = as_it_stands(digest, {}, [dated.id], MARKED)
    notice = suspension_notice(
        [NamedPlace(name="news", page="https://chat.example")],
        server=None,
        cause=Cause.FORBIDDEN,
        reason="No.",
        key="",
        at=NOW,
        wording=MARKED,
    )

    said = [disputed.headline, disputed.conflict, disputed.corrects.line, dated.lines[0]]
    said += [one.headline for one in (*steps, digest, notice)]
    said += [late.struck[0][1], late.plain_lines(MARKED)[0], notice.lines[1], notice.links[0].label]
    assert [text for text in said if not text.startswith("«")] == []


def test_what_a_claim_says_stays_as_it_was_recorded():
    assert told(YEAR, DAY, wording=MARKED).lines[1] == "It comes out on 8 March."
