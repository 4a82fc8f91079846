"""Questions between the moment they are accepted and their answer."""

from datetime import timedelta

import pytest

from bot.ports.answers import AcceptedQuestion
from bot.ports.platforms import Speaker
from bot.runtime.open_questions import OpenQuestions
from fakes.answers import FakeAnswers
from fakes.newsroom import NOW, StoppedClock
from fakes.processes import until
from fakes.tellings import channel


@pytest.fixture
def answers():
    return FakeAnswers()


@pytest.fixture
def questions(answers):
    return OpenQuestions(answers, StoppedClock(), patience_s=0.05)


def accepted(key="m1"):
    return AcceptedQuestion(
        key=key,
        speaker=Speaker(destination=channel(), person="trish"),
        asked="when?",
        accepted_at=NOW,
        answer_by=NOW + timedelta(minutes=15),
    )


async def test_an_answer_waits_until_its_question_is_stored(questions, answers):
    question = questions.accept(accepted())

    await question.kept()

    assert [one.question for one in answers.kept.values()] == [accepted()]
    assert questions.late == 0


async def test_where_it_cannot_be_stored_the_answer_goes_out_and_is_counted(questions, answers):
    answers.is_broken = True

    await questions.accept(accepted()).kept()
    await questions.accept(accepted("m2")).kept()

    assert questions.late == 2


async def test_what_was_answered_before_it_could_be_stored_is_stored_no_more(questions, answers):
    answers.is_broken = True
    question = questions.accept(accepted())
    await question.kept()
    question.end()
    answers.is_broken = False
    await questions.accept(accepted("m2")).kept()
    await until(lambda: answers.kept)
    await questions.close(1)

    assert [key for _, key in answers.kept] == ["m2"]


async def test_what_is_left_is_taken_up_once_by_whoever_comes_next(answers):
    clock = StoppedClock()
    before = OpenQuestions(answers, clock)
    await before.accept(accepted()).kept()
    clock.pass_time(60)
    after = OpenQuestions(answers, clock)

    (question,) = await after.left_over(channel().platform)
    twice = await after.left_over(channel().platform)

    assert question.is_again
    assert 60 <= question.age_s < 70
    assert twice == []


async def test_what_is_being_answered_here_is_not_taken_up(questions):
    question = questions.accept(accepted())
    await question.kept()
    here = await questions.left_over(channel().platform)
    question.leave()

    assert here == []
    assert len(await questions.left_over(channel().platform)) == 1


async def test_the_end_stores_what_was_answered(questions, answers):
    question = questions.accept(accepted())
    await question.kept()
    question.end()

    await questions.close(1)

    assert answers.are_all_answered
    assert await OpenQuestions(answers, StoppedClock()).left_over(channel().platform) == []


async def test_a_question_that_was_answered_already_is_known_to_be(questions, answers):
    first = questions.accept(accepted())
    await first.kept()
    first.end()
    await until(lambda: answers.are_all_answered)

    again = questions.accept(accepted())
    await again.kept()

    assert again.was_answered
    assert not first.was_answered


async def test_how_the_platform_was_told_to_wait_is_stored(questions, answers):
    question = questions.accept(accepted())
    await question.kept()
    question.acknowledge("5")

    await until(lambda: [one.question.acknowledged for one in answers.kept.values()] == ["5"])
