"""Wherever a change is told, its report has no day but one of its source, in any language."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest

from adapters.console import messages as console
from adapters.discord import messages as discord
from adapters.slack import messages as slack
from bot.cli.facts import history as history_lines
from content.announcements.announcement import Announcement
from content.announcements.digests import digest_of
from content.announcements.news import news
from content.answers.answer import answer_question
from content.answers.inquiry import Inquiry
from content.answers.last_change import last_change
from content.facts.as_of import AsOf
from content.facts.changes import Change, changes_of
from content.facts.claims import Claim, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.language.dates import words
from content.language.wording import wording_for
from content.subscriptions.schedule import DigestFrequency
from content.understanding.intents import Intent
from content.understanding.question import Question
from fakes.asked import shipped
from fakes.date_readers import ENGLISH, LANGUAGES, Language, days_in

ABOUT = {intent.row.kinds[0]: intent for intent in Intent if intent.row.kinds}
"""What to ask about so that it is about a kind."""


@cache
def reported_roughly() -> tuple[Change, ...]:
    """Every change of every shipped show whose report is known by a month, a span or roughly."""
    return tuple(
        change
        for show in shipped()
        for season in shipped().seasons(show.id)
        for kind in Kind
        for change in changes_of(
            shipped().about(show.id), Subject(show.id, season), kind, until=date(2027, 1, 1)
        )
        if not change.reported.is_day
    )


def behind(change: Change) -> list[Claim]:
    decided = (change.after.decided_by,) if change.after.decided_by else ()
    others = [held.citing[0] for held in change.after.conflicts]
    return [*change.citing, *change.before.citing, *decided, *others]


def said_by(claims: Iterable[Claim], language: Language) -> set[str]:
    """The dates of *claims* as they are said, and whatever else is told of them word for word."""
    said = set[str]()
    for one in claims:
        said |= {one.says.rstrip("."), one.detail or "", str(one.value)}
        for known in (one.value, one.source.published, one.reported_on):
            if isinstance(known, PartialDate):
                said |= {words(known, locale=language.code), known.edtf}
    return said | {f"{one[:1].upper()}{one[1:]}" for one in said}


def invented(text: str, said: set[str], language: Language) -> list[str]:
    """The days that *text* names beyond what was *said*."""
    found = days_in(re.sub(r"https?://[^\s<>()|\"']+", "", text), language)
    return [day.group() for day in found if not any(is_inside(day, one) for one in said)]


def is_inside(day: re.Match[str], phrase: str) -> bool:
    """Whether the day is part of that phrase where it stands; "April 2024" holds no 1 April."""
    first, last = day.span()
    around = day.string[max(0, last - len(phrase)) : first + len(phrase)]
    return phrase in around and day.group() in phrase


def posts(announcement: Announcement) -> Iterator[str]:
    """The announcement as each platform renders it, all of its texts in one."""
    rendered = discord.announcement_message(announcement, "key")
    yield " ".join(str(embed.to_dict()) for embed in rendered.embeds)
    yield str(discord.plain_announcement(announcement, "key").content)
    yield str(slack.announcement_message(announcement))
    yield console.announcement_text(announcement)


def told(change: Change, language: Language) -> Iterator[str]:
    show, wording = shipped().shows[change.subject.show], wording_for(language.code)
    at = datetime.combine(change.on, time.min, UTC)
    piece = news(change, show, at, wording)
    yield from posts(piece)
    yield from posts(digest_of([piece], DigestFrequency.DAILY, key="k", at=at, wording=wording))


def answers(change: Change, language: Language) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """The list of news, the history, and the line of the last change, with the claims they cite."""
    show, as_of = shipped().shows[change.subject.show], AsOf.on(change.on)
    season, code = change.subject.season, language.code
    question = Question(intent=Intent.UPDATES, show=show.id, season=season, language=code)
    history = replace(question, intent=Intent.CHANGE_HISTORY, about=ABOUT.get(change.kind))
    for one in (question, history):
        said = answer_question(one, shipped(), as_of)
        since = words(PartialDate.on(change.on - timedelta(60)), locale=code)
        yield said.text.replace(since, " "), said.claims
    inquiry = Inquiry(question, shipped(), as_of, show, season)
    line = last_change(inquiry, change.kind, change.after)
    yield " ".join(line.lines), (*line.claims, *behind(change))


def test_many_changes_are_reported_without_a_day() -> None:
    assert len(reported_roughly()) > 70


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_no_post_on_any_platform_says_such_a_day(language: Language) -> None:
    found = {
        (change.id, text): days
        for change in reported_roughly()
        for said in [said_by(behind(change), language)]
        for text in told(change, language)
        if (days := invented(text, said, language))
    }

    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_no_list_of_news_history_or_line_says_such_a_day(language: Language) -> None:
    found = {
        (change.id, text): days
        for change in reported_roughly()
        for text, claims in answers(change, language)
        if (days := invented(text, said_by(claims, language), language))
    }

    assert found == {}


def test_no_history_at_the_command_line_says_such_a_day() -> None:
    found = {
        line: days
        for show in shipped()
        for said in [said_by(shipped().about(show.id), ENGLISH)]
        for as_json in (False, True)
        for line in history_lines(shipped(), show.id, None, None, date(2027, 1, 1), as_json=as_json)
        if (days := invented(line, said, ENGLISH))
    }

    assert found == {}
