"""Which answers come with a button to be reminded."""

from datetime import date

import pytest

from content.answers.answer import answer_question
from content.answers.reminders import to_be_reminded_of
from content.answers.reply import Answer
from content.facts.as_of import AsOf
from content.understanding.intents import Intent
from content.understanding.question import Question
from fakes.claims import catalogue, claim

BEFORE, AFTER = date(2018, 2, 1), date(2018, 6, 1)


def answered(intent, *claims, day=BEFORE):
    question = Question(intent=intent, show="jessica-jones", season=2)
    return Answer(
        question="", replies=(answer_question(question, catalogue(*claims), AsOf.on(day)),)
    )


@pytest.mark.parametrize("intent", [Intent.RELEASE_DATE, Intent.COUNTDOWN, Intent.RELEASE_TIME])
def test_a_premiere_ahead_is_worth_a_reminder(intent):
    assert to_be_reminded_of(answered(intent, claim(value="2018-03-08")), BEFORE) == "jessica-jones"


def test_so_is_one_without_a_date_yet():
    said = answered(Intent.RELEASE_DATE, claim("renewal", "2016-01-17"))

    assert to_be_reminded_of(said, BEFORE) == "jessica-jones"


def test_what_is_out_is_not():
    said = answered(Intent.RELEASE_DATE, claim(value="2018-03-08"), day=AFTER)

    assert to_be_reminded_of(said, AFTER) is None


def test_nor_is_an_answer_about_something_else():
    said = answered(Intent.FILMING_STATUS, claim("filming-start", "2017-04-03"))

    assert to_be_reminded_of(said, BEFORE) is None
