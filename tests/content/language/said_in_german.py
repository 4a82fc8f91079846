"""Run as a program: all that is said of typical cases in German, and the same in English.

It says so with the catalogues of whichever tree of `content` Python finds first.
"""

import json
import sys
from dataclasses import replace
from datetime import date

from test_answers_hold_in_every_language import DATES
from test_answers_in_every_language import CASES, JESSICA

from content.announcements.countdowns import countdown
from content.announcements.news import news
from content.answers.answer import answer_question
from content.answers.facts import beliefs_of, describe_belief
from content.answers.phrases import value_words
from content.commands.replies.channel_subscriptions import in_short
from content.commands.replies.desk_lines import proposed
from content.facts.as_of import AsOf
from content.facts.changes import changes_of
from content.facts.dates import PartialDate
from content.language.changes import headline
from content.language.dates import before_words, in_words, since_words, words
from content.language.wording import wording_for
from content.subscriptions.preference_fields import FIELDS
from content.subscriptions.schedule import DigestFrequency
from fakes.claims import show
from fakes.tellings import ALL_TOPICS, NOON, premiere, subscription


def said(language: str) -> list[str]:
    """Return every line that is said of the cases in *language*."""
    lines: list[str] = []
    wording = wording_for(language)
    for question, known, day in CASES.values():
        as_of = AsOf.parse(day)
        answer = answer_question(replace(question, language=language), known, as_of)
        lines += answer.headline, *answer.lines, answer.citation or ""
        for subject, kind, belief in beliefs_of(known, JESSICA, None, as_of):
            lines += describe_belief(belief, wording)
            changes = changes_of(known.about(JESSICA), subject, kind, until=as_of.day)
            lines += (headline(change, show(), wording) for change in changes)
            for change in changes:
                told = news(change, show(), NOON, wording)
                lines += told.headline, *told.lines, told.conflict or ""
        lines += (proposed(one, known, wording) for one in known.about(JESSICA))
    for days in (0, 1, 7):
        lines.append(countdown(premiere(days), show(), wording).headline)
    for wants in (
        subscription(),
        subscription(show=None, topics=ALL_TOPICS, digest=DigestFrequency.WEEKLY, silent=True),
        subscription(steps=(), quiet=(22, 7)),
    ):
        lines.append(in_short(wants, known, wording))
        lines += (line for field in FIELDS for line in field.describe(wants.preferences, wording))
    for text in DATES:
        dated = PartialDate.parse(text)
        for weekday in (False, True):
            lines.append(words(dated, locale=language, weekday=weekday, today=date(2018, 3, 7)))
            lines.append(in_words(dated, locale=language, weekday=weekday))
            lines.append(since_words(dated, locale=language, weekday=weekday))
        lines.append(value_words(dated, wording))
        if ".." in text and not text.startswith(".."):
            lines.append(before_words(dated, locale=language))
    return lines


if __name__ == "__main__":
    sys.stdout.write(json.dumps([said("de"), said("en")]))
