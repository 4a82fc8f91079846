"""The parts of a message as they are read, and which of them are only told.

A part that asks beats those that tell: nobody is answered a story who asks a question with it.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from content.understanding.arbiter import is_certain, is_clear, is_only_told
from content.understanding.classify import Decision
from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.question import Conversation, Question
from content.understanding.remarks import (
    first_of,
    is_statement,
    opens_question,
    says_more_than_a_topic,
    tells_a_story,
)
from content.understanding.second_reader import Guess
from content.understanding.stories import asks_for_nothing, asks_in_form, is_order, tells_only

_OR: Final = word_set("or_between_questions")
_ORDERS: Final = frozenset(
    {Intent.SUBSCRIBE, Intent.UNSUBSCRIBE, Intent.HELP, Intent.CORRECTION, Intent.PRIVACY}
)


@dataclass(frozen=True, slots=True)
class PartRead:
    """One part of a message, and what it asks."""

    heard: Utterance
    before: Conversation
    """What it may lean on."""
    ruled: Decision
    """What it asks by the grammar alone."""
    decision: Decision
    questions: tuple[Question, ...]
    guess: Guess | None = None
    """What it asks by the second reader; None: it was not asked."""


def told_around(steps: list[PartRead]) -> set[int]:
    """Which parts only tell, where another asks in the form of a question."""
    asking = {at for at, step in enumerate(steps) if _asks_plainly(step)}
    return {
        at
        for at, step in enumerate(steps)
        if asking - {at} and step.questions and _is_told(step, is_before=at < max(asking))
    }


def leans_on(steps: list[PartRead], told: AbstractSet[int]) -> bool:
    """Whether a follow-up comes behind what clearly asked, were it not told: "… and iron fist?"."""
    if any(step.heard.tokens[0].word in _OR for step in steps[min(told) + 1 :]):
        return True  # "only 8 episodes, how generous. or is it 9"
    clear = [at for at in told if is_clear(steps[at].ruled) and _is_as_ruled(steps[at])]
    return bool(clear) and any(step.decision.is_follow_up for step in steps[min(clear) :])


def _is_as_ruled(step: PartRead) -> bool:
    return step.decision.intent is step.ruled.intent


def _asks_plainly(step: PartRead) -> bool:
    """Whether it is a question by its form, or nothing but a show and what is asked of it."""
    if not step.questions or step.decision.intent in {Intent.SMALLTALK, Intent.OUT_OF_SCOPE}:
        return False
    is_topic = bool(step.heard.mentions) and is_clear(step.ruled) and _is_as_ruled(step)
    return asks_in_form(step.heard) or (is_topic and not says_more_than_a_topic(step.heard))


def _puts_right(step: PartRead) -> bool:
    """Whether it is told behind a question about the answer to it: "i read 9"."""
    is_of_a_day = Feature.DAY in step.decision.meanings
    intent = step.decision.intent
    return intent is Intent.DISPUTE or (intent is Intent.CHANGE_HISTORY and is_of_a_day)


def _is_told(step: PartRead, *, is_before: bool) -> bool:
    """Whether it is a story, or nothing but the name of somebody, and no order."""
    intent = step.decision.intent
    if intent is Intent.CODE_NAME or (not is_before and _puts_right(step)):
        return False
    if intent in _ORDERS:
        return not is_order(step.heard)
    if intent is Intent.CAST and Feature.CAST not in step.decision.meanings:
        return not asks_in_form(step.heard)
    is_guessed = intent is Intent.OUT_OF_SCOPE or not _is_as_ruled(step)
    if is_guessed and asks_for_nothing(step.heard):
        return True  # "tell me it is better now"
    return tells_only(step.heard)


def without_statements(steps: list[PartRead]) -> list[PartRead]:
    """Leave what was only told unanswered where a question about it follows.

    "My friend says there is a second season of it. When is it out?"
    """
    for at in range(1, len(steps)):
        if steps[at - 1].questions and _is_hearsay(steps[at]):
            steps[at] = replace(steps[at], questions=())
    asked = [at for at, step in enumerate(steps) if _asks_of_it(step)]
    asking = [at for at, step in enumerate(steps) if _asks(step)]
    return [
        replace(step, questions=())
        if (asked and at < asked[-1] and _may_be_told(step) and _is_statement(step))
        or (asking and at < asking[-1] and _may_be_told(step) and _is_told_first(step))
        else step
        for at, step in enumerate(steps)
    ]


def without_parts_beside(steps: list[PartRead]) -> list[PartRead]:
    """Leave what was told beside a question unanswered, unless the second reader is sure of it.

    "18 episodes, who has the time. What year does it come out?"
    """
    clear = {at for at, step in enumerate(steps) if step.questions and is_clear(step.ruled)}
    sure = {at for at in clear if _is_surely_asked(steps[at])}
    left = {
        at
        for at, step in enumerate(steps)
        if (sure - {at} and _is_aside(step)) or (clear - {at} and _is_thought_of(step))
    }
    return [replace(step, questions=()) if at in left else step for at, step in enumerate(steps)]


def _is_surely_asked(step: PartRead) -> bool:
    is_asked = Feature.ASKED in step.decision.meanings
    return is_asked and step.guess is not None and is_certain(step.decision, step.guess)


def _is_aside(step: PartRead) -> bool:
    """Whether it neither begins nor ends like a question, and may ask nothing."""
    heard = step.heard
    if step.guess is None or any("?" in token.after for token in heard.tokens):
        return False
    return not opens_question(heard, first_of(heard)) and is_only_told(step.decision, step.guess)


def _is_thought_of(step: PartRead) -> bool:
    """Whether it has no form of a question, and only the second reader made one of it."""
    return (
        Feature.ASKED not in step.decision.meanings
        and step.decision.intent is not step.ruled.intent
    )


def _may_be_told(step: PartRead) -> bool:
    """Whether it is no order, which needs not the form of a question."""
    is_rumour = step.decision.intent is Intent.RUMOUR_CHECK
    return is_rumour or not step.decision.row.said_anyway


def _is_statement(step: PartRead) -> bool:
    return is_statement(step.heard, step.decision.meanings)


def _is_told_first(step: PartRead) -> bool:
    """Whether it is told before the question: a story, or a cry that names no show of its own."""
    if tells_a_story(step.heard, step.decision.meanings):
        return True
    names = step.heard.mentions or step.heard.seasons or step.heard.people
    is_cry = not names and Feature.ASKED not in step.decision.meanings
    return is_cry and says_more_than_a_topic(step.heard)


def _is_hearsay(step: PartRead) -> bool:
    """Whether it only adds what was heard to a question: "born again date? last i heard spring"."""
    is_told = Feature.ASKED not in step.decision.meanings and not step.heard.mentions
    return is_told and step.decision.intent is Intent.RUMOUR_CHECK


def _asks_of_it(step: PartRead) -> bool:
    return (
        bool(step.questions)
        and Feature.ASKED in step.decision.meanings
        and not step.heard.mentions
        and step.decision.intent is not Intent.SMALLTALK
    )


def _asks(step: PartRead) -> bool:
    """Whether it has the form of a question, and is one that has an answer."""
    return (
        bool(step.questions)
        and Feature.ASKED in step.decision.meanings
        and step.decision.intent not in {Intent.SMALLTALK, Intent.OUT_OF_SCOPE}
        and not tells_a_story(step.heard, step.decision.meanings)
    )
