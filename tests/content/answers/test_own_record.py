"""What an answer says of its own record, against the record: "no news", "moved on", "nobody says".

Every show and season is asked about on days spread over all that was ever reported of it.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest

from content.answers.answer import answer_question
from content.answers.inquiry import Inquiry, is_stated
from content.answers.reply import Reply
from content.facts.as_of import AsOf
from content.facts.changes import changes_of
from content.facts.claims import Authority, Claim, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import KINDS, Topic
from content.understanding.intents import Intent, kinds_about
from content.understanding.question import Conversation, Question
from content.understanding.understand import read_message
from fakes.asked import shipped
from fakes.claims import catalogue, claim
from fakes.english_dates import dates_in

ASKED = (
    *(Intent.RELEASE_DATE, Intent.CHANGE_HISTORY, Intent.UPDATES, Intent.ANNOUNCED_ON),
    *(Intent.RENEWAL_STATUS, Intent.CANCELLATION_STATUS, Intent.EPISODE_COUNT, Intent.RUNTIME),
    *(Intent.FILMING_START, Intent.FILMING_WRAP, Intent.TRAILER, Intent.SHOWRUNNER),
)
DAYS_EACH = 3
BECAME = re.compile(r"(made more exact|moved earlier|moved later|changed|confirmed|has stood) ")
NONE_SO_FAR = re.compile(r"I hold no news of (.+) so far\.")
NONE_SINCE = re.compile(r"I hold no news of (.+) since (.+)\.")
NOBODY = re.compile(r"Nobody whose word I hold has (?:said|given)")

Told = tuple[Question, AsOf, Reply]


@cache
def answers() -> tuple[Told, ...]:
    return tuple(_answers())


def _answers() -> Iterator[Told]:
    for show in shipped():
        known = sorted({claim.known_from for claim in shipped().about(show.id)})
        for number, season in enumerate(shipped().seasons(show.id)):
            for place, intent in enumerate(ASKED):
                for third in range(DAYS_EACH):
                    at = (number * 7 + place * 5 + third * len(known) // DAYS_EACH) % len(known)
                    as_of = AsOf.on(known[at] + timedelta(days=place))
                    question = Question(intent=intent, show=show.id, season=season)
                    yield question, as_of, answer_question(question, shipped(), as_of)


def said(pattern: re.Pattern[str]) -> list[tuple[Told, str]]:
    return [
        (told, line)
        for told in answers()
        for line in (told[2].headline, *told[2].lines)
        if pattern.search(line)
    ]


def changed_days(question: Question, as_of: AsOf) -> list[date]:
    """The days on which anything that is news changed, of the season and the whole series."""
    claims = shipped().about(question.show)
    return [
        change.on
        for season in {question.season, "series"}
        for kind, row in KINDS.items()
        if row.topic is not Topic.TRIVIA
        for change in changes_of(claims, Subject(question.show, season), kind, until=as_of.day)
    ]


def test_no_news_means_that_none_is_held() -> None:
    so_far, since = said(NONE_SO_FAR), said(NONE_SINCE)

    assert len(so_far) + len(since) > 20
    for (question, as_of, _), line in so_far:
        assert not changed_days(question, as_of), (as_of.day, line)
    for (question, as_of, _), line in since:
        (notation,) = {notation for _, notation in dates_in(line)}
        late = [day for day in changed_days(question, as_of) if day > date.fromisoformat(notation)]
        assert not late, (as_of.day, line)


def behind(question: Question, as_of: AsOf, span: PartialDate) -> list[Claim]:
    first, last = span.span
    return [
        one
        for one in shipped().about(question.show)
        if first <= one.known_from <= min(last, as_of.day)
    ]


def test_what_is_said_to_have_become_so_on_a_day_was_said_on_that_day() -> None:
    found = said(BECAME)

    assert len(found) > 20
    for (question, as_of, reply), line in found:
        told = line[BECAME.search(line).start() :]
        days = [PartialDate.parse(notation) for _, notation in dates_in(told)]
        reports = [one for day in days for one in behind(question, as_of, day)]
        assert reports, (as_of.day, line)
        assert {one.id for one in reports} & {one.id for one in reply.claims}, (as_of.day, line)


def test_nobody_said_it_means_that_no_statement_is_held() -> None:
    found = said(NOBODY)

    assert len(found) > 20
    for (question, as_of, reply), line in found:
        if reply.headline != line:
            continue
        inquiry = Inquiry.of(question, shipped(), as_of, question.show)
        kinds = kinds_about(question.intent)
        stated = [kind for kind in kinds if is_stated(inquiry.belief(kind))]
        assert not stated, (as_of.day, line)


def test_what_was_said_all_along_is_not_made_more_exact_later() -> None:
    known = catalogue(
        claim(value="2018/..", on="2016-07-28", by="An executive", authority=Authority.EXECUTIVE),
        claim(
            value="2018",
            on="2016-07-28",
            by="An executive",
            authority=Authority.EXECUTIVE,
            stance="reported",
        ),
        claim(
            value="2018",
            on="2016-10-24",
            by="A showrunner",
            authority=Authority.EXECUTIVE,
            stance="planned",
        ),
    )
    question = Question(intent=Intent.RELEASE_DATE, show="jessica-jones", season=2)

    reply = answer_question(question, known, AsOf.on(date(2016, 11, 1)))

    assert reply.value == PartialDate.parse("2018")
    assert "That has stood since 24 October 2016; before that, not before 2018." in reply.lines


@pytest.mark.parametrize("day", ["2017-10-08", "2017-11-05"])
def test_who_did_say_what_was_heard_is_named(day: str) -> None:
    at = AsOf.parse(day)
    words = "my friend says punisher is october 13"
    (question,) = read_message(words, shipped(), at, conversation=Conversation()).questions

    reply = answer_question(question, shipped(), at)

    assert reply.verdict == "no"
    assert any("13 October" in line for line in reply.lines)
