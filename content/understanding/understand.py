"""One message read: the questions in it, and what a follow-up may lean on."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Season, SeasonRef, ShowId
from content.understanding.arbiter import arbitrated, how_sure
from content.understanding.asides import without_asides
from content.understanding.classify import decide
from content.understanding.clauses import clauses_of
from content.understanding.dialogue import is_only_a_day
from content.understanding.entities import Utterance, hear
from content.understanding.intents import Intent
from content.understanding.question import Conversation, Question
from content.understanding.questions import questions_of
from content.understanding.remarks import is_to_somebody
from content.understanding.second_reader import second_reader
from content.understanding.told_parts import (
    PartRead,
    leans_on,
    told_around,
    without_parts_beside,
    without_statements,
)

_TO_ANOTHER = re.compile(r"\s*@(?!violet|bot\b|here\b)\w", re.IGNORECASE)
"""A message that calls somebody else by name: "@dave did you see it"."""
MOST_QUESTIONS = 6
"""More than these in one message are not answered: it is a flood, or a trap."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message asks, and what the next one may lean on."""

    questions: tuple[Question, ...]
    """Empty: it was not meant for Violet."""
    conversation: Conversation


def read_message(
    words: str,
    catalogue: Catalogue,
    as_of: AsOf,
    *,
    conversation: Conversation,
    channel_show: ShowId | None = None,
    zone: str | None = None,
) -> Reading:
    """Return the questions in *words*, asked at *as_of*.

    A follow-up leans on *conversation*; what names no show at all is about *channel_show*. Today
    and tomorrow are those of the IANA *zone* of whoever asks; None: of UTC, in which reports count.
    """
    if _TO_ANOTHER.match(words):
        return Reading((), conversation)
    steps, after, unread = _steps_of(words, catalogue, as_of, conversation, channel_show, zone)
    asked = dict.fromkeys(one for step in steps for one in step.questions)
    questions = tuple(asked)
    talk = tuple(one for one in questions if one.intent is Intent.SMALLTALK)
    if talk:  # a greeting before a question is no question of its own
        questions = tuple(one for one in questions if one not in talk) or talk[:1]
    bounded = _bounded(questions, unread)
    if zone is not None:
        bounded = tuple(replace(one, reader=zone) for one in bounded)
    return Reading(bounded, after)


def _bounded(questions: tuple[Question, ...], unread: int) -> tuple[Question, ...]:
    """Return as many as are answered at once, the last of them with how many are not.

    *unread* are the clauses of which nobody knows what they ask.
    """
    left = max(0, len(questions) - MOST_QUESTIONS) + unread
    if not questions or not left:
        return questions
    *kept, last = questions[:MOST_QUESTIONS]
    return (*kept, replace(last, left_out=left))


def explain_reading(
    words: str,
    catalogue: Catalogue,
    as_of: AsOf,
    *,
    conversation: Conversation,
    channel_show: ShowId | None = None,
) -> tuple[str, ...]:
    """Return how *words* are read, step by step, a line each."""
    lines: list[str] = []
    steps, after = steps_of(words, catalogue, as_of, conversation, channel_show)
    for step in steps:
        lines += _explained(step)
    if after != conversation:
        lines.append(f"a follow-up leans on: {after.show}, {after.season}, {after.intent}")
    return tuple(lines)


def steps_of(
    words: str,
    catalogue: Catalogue,
    as_of: AsOf,
    conversation: Conversation,
    channel_show: ShowId | None = None,
    zone: str | None = None,
    *,
    by_grammar_alone: bool = False,
) -> tuple[list[PartRead], Conversation]:
    """Return how *words* are read, part by part, and what the next message may lean on."""
    steps, after, _ = _steps_of(
        words,
        catalogue,
        as_of,
        conversation,
        channel_show,
        zone,
        by_grammar_alone=by_grammar_alone,
    )
    return steps, after


def _steps_of(
    words: str,
    catalogue: Catalogue,
    as_of: AsOf,
    conversation: Conversation,
    channel_show: ShowId | None = None,
    zone: str | None = None,
    *,
    by_grammar_alone: bool = False,
) -> tuple[list[PartRead], Conversation, int]:
    """Return the same, and how many clauses behind those that are read are not."""
    before = conversation
    if before.show is None and channel_show in catalogue.shows:
        before = replace(before, show=channel_show, season=SeasonRef.UNNAMED)
    today = as_of.day_in(zone) if zone else as_of.day
    heard_all = without_asides(hear(words, catalogue, today, before.language))
    if is_to_somebody(heard_all):
        return [], conversation, 0
    parts, unread = clauses_of(heard_all, before, catalogue, as_of)
    if before.show is None and len(parts) > 1 and not parts[0].mentions:
        before = _spoken_of_later(parts, before)
    asked = [_Part(heard, catalogue, as_of, by_grammar_alone=by_grammar_alone) for heard in parts]
    steps, after = _read(asked, before)
    told = told_around(steps)
    if told and not leans_on(steps, told):
        steps, after = _read(asked, before, told)
    else:
        steps = [
            replace(step, questions=()) if at in told else step for at, step in enumerate(steps)
        ]
    steps = without_parts_beside(without_statements(steps))
    return steps, conversation if after == before else after, unread


class _Part:
    """A part of a message, which is read once for all that it may lean on."""

    def __init__(
        self, heard: Utterance, catalogue: Catalogue, as_of: AsOf, *, by_grammar_alone: bool
    ) -> None:
        self.heard = heard
        self._catalogue = catalogue
        self._as_of = as_of
        self._by_grammar_alone = by_grammar_alone
        self._read: PartRead | None = None

    def after(self, before: Conversation) -> PartRead:
        """Return how it is read where it leans on *before*."""
        if self._read is None or self._read.before != before:
            self._read = self._made(before)
        return self._read

    def _made(self, before: Conversation) -> PartRead:
        heard = self.heard
        ruled = decision = decide(heard, before, self._catalogue, self._as_of)
        guess = None if self._by_grammar_alone else second_reader().guess(heard, before)
        if guess:
            decision = arbitrated(ruled, guess, heard, before)
        questions = questions_of(heard, decision, before, self._catalogue, self._as_of)
        return PartRead(heard, before, ruled, decision, questions, guess)


def _read(
    parts: Sequence[_Part], before: Conversation, told: AbstractSet[int] = frozenset()
) -> tuple[list[PartRead], Conversation]:
    """Read *parts* one after the other; of those that are only *told*, nothing is asked."""
    steps: list[PartRead] = []
    for at, part in enumerate(parts):
        step = part.after(before)
        if at in told or _is_asked_again(step.heard, step.questions, steps):
            step = replace(step, questions=())
        steps.append(step)
        before = _after(step.questions, before, step.heard)
    return steps, before


def _spoken_of_later(parts: tuple[Utterance, ...], before: Conversation) -> Conversation:
    """What a part without a subject leans on: the only show that the others name."""
    later = [(mention.shows, part) for part in parts for mention in part.mentions]
    if len({shows for shows, _ in later}) != 1 or len(later[0][0]) > 1:
        return before
    (show,), part = later[0]
    return replace(before, show=show, season=_season(part))


def _is_asked_again(
    heard: Utterance, questions: tuple[Question, ...], steps: list[PartRead]
) -> bool:
    """Whether it asks in other words, and of nothing else, what was asked just before."""
    if not steps or not steps[-1].questions:
        return False
    if _is_only_the_name(heard, steps[-1].questions[-1].show):
        return True  # "シーズン3 いつ? (Jessica Jones)"
    if heard.mentions or heard.seasons or heard.place:
        return False
    asked = {one.intent for one in steps[-1].questions}
    if Intent.RELEASE_DATE in asked and is_only_a_day(heard):
        return True  # "when was it again? june something?"
    known = {name for one in steps[-1].questions for name in one.names}
    return bool(questions) and all(
        one.intent in asked and known.issuperset(one.names) for one in questions
    )


def _is_only_the_name(heard: Utterance, show: ShowId | None) -> bool:
    """Whether it is nothing but the name, once more, of the *show* just asked about."""
    named = sum(one.end - one.start for one in heard.mentions)
    return named == len(heard.tokens) and {one.show for one in heard.mentions} == {show}


def _after(questions: tuple[Question, ...], before: Conversation, heard: Utterance) -> Conversation:
    if not questions:
        shows = {mention.show for mention in heard.mentions}
        if len(shows) == 1:  # a remark names what the next question is about
            return replace(before, show=shows.pop(), season=_season(heard))
        return before
    last = questions[-1]
    if last.forgets:
        return Conversation()
    if not last.intent.row.leaves_trace:
        return before
    show = last.show or before.show
    season = last.season if last.show else before.season
    if last.season == "series" and last.intent is not Intent.OUT_OF_SCOPE:
        season = before.season if last.show == before.show else SeasonRef.UNNAMED
    if last.intent is Intent.OUT_OF_SCOPE:
        return replace(before, show=show, season=season)
    return Conversation(
        show=show,
        season=season,
        intent=last.intent,
        about=last.about or (last.intent if last.intent.row.kinds else before.about),
        zone=last.zone or before.zone,
        names=last.names if last.intent.row.people else (),
        language=last.language,
    )


def _season(heard: Utterance) -> Season | SeasonRef:
    return heard.seasons[0].season if len(heard.seasons) == 1 else SeasonRef.UNNAMED


def _explained(step: PartRead) -> list[str]:
    heard = step.heard
    lines = [f"read as ({heard.language.code}): {' '.join(heard.text.words)}"]
    for mention in heard.mentions:
        name, slips = mention.names[0], f", {mention.typos} letters off" if mention.typos else ""
        others = ", or ".join(mention.shows[1:])
        lines.append(
            f"subject: {mention.show}, by its name {name.written!r}{slips}"
            + (f"; or {others}" if others else "")
        )
    lines += [f"not followed: {one.name}" for one in heard.untracked]
    lines += [f"season: {one.season}" for one in heard.seasons]
    lines += [f"time: {one.span} ({one.role})" for one in heard.times]
    lines += [f"name: {one.name}" for one in heard.people]
    if heard.zone:
        lines.append(f"zone: {heard.zone}")
    if heard.place and heard.place.market:
        lines.append(f"country: {heard.place.market}")
    lines.append("meanings: " + (", ".join(sorted(step.decision.meanings)) or "none"))
    rules = [f"{rule.intent} ({rule.band.name})" for rule in step.decision.rules[:4]]
    lines.append("rules: " + (", ".join(rules) or "none"))
    lines += _both_readings(step)
    for one in step.questions:
        lines.append(f"question: {one.intent}, {one.show or 'no show'}, season {one.season}")
    if not step.questions:
        lines.append("question: none, so silence")
    return lines


def _both_readings(step: PartRead) -> list[str]:
    """What the grammar and the second reader made of it, how surely, and what weighed most."""
    reader = second_reader()
    guess = step.guess or reader.guess(step.heard, step.before)
    best = sorted(guess.scores.items(), key=lambda one: -one[1])[:2]
    scores = [f"{intent or 'silence'} {score:+.2f}" for intent, score in best]
    heaviest = reader.weighed_most(step.heard, step.before, guess.intent)
    weighed = [f"{ngram} {weight:+.2f}" for ngram, weight in heaviest]
    taken = "the grammar's" if step.decision.intent is step.ruled.intent else "the second reader's"
    return [
        f"by the grammar: {step.ruled.intent or 'silence'} ({how_sure(step.ruled)})",
        f"by the second reader: {', then '.join(scores)}",
        f"what weighed most there: {', '.join(weighed) or 'nothing'}",
        f"the reading taken: {taken}",
        *([f"or perhaps: {step.decision.perhaps}"] if step.decision.perhaps else []),
    ]
