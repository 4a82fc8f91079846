"""A message cut into the parts that each ask one thing."""

from itertools import pairwise
from typing import Final

from content.understanding.entities import Utterance
from content.understanding.lexicon import each
from content.understanding.lexicon.features import Feature
from content.understanding.remarks import tells_what_was_seen

_QUESTION_WORDS = frozenset(
    {
        Feature.WHEN,
        Feature.WHO,
        Feature.WHERE,
        Feature.HOW_MANY,
        Feature.HOW_LONG,
        Feature.HOUR,
        Feature.WHY,
        Feature.WHAT,
    }
)
_AND = each("and und y e et i και & also plus but then ou or")

_TOPICS: Final = frozenset(
    {
        Feature.DATE,
        Feature.TRAILER,
        Feature.EPISODES,
        Feature.CAST,
        Feature.DIRECT,
        Feature.RUN,
        Feature.RUNTIME,
        Feature.CODE_NAME,
        Feature.HOUR,
    }
)
"""What may be listed: "date and episode count"."""
_LEADING_IN = each("if so then also")
_PARTING: Final = frozenset(",&+|/")
"""Marks that may stand between two questions."""
_JOINING: Final = frozenset("&+|/")
"""Those that say "and"."""


def clauses_of(heard: Utterance) -> tuple[Utterance, ...]:
    """Return the parts of *heard*, each with at least one word."""
    cuts = [0]
    for at, token in enumerate(heard.tokens):
        ends = token.ends_sentence and not token.quote
        if at + 1 < len(heard.tokens) and (ends or _begins_question(heard, at + 1, token.after)):
            cuts.append(at + 1)
    cuts.append(len(heard.tokens))
    return tuple(heard.part(a, b) for a, b in pairwise(cuts) if a < b)


def _begins_question(heard: Utterance, at: int, after: str) -> bool:
    """Whether a further question begins here: behind a comma or an "and", with its own word."""
    if _goes_on_listing(heard, at, after):
        return True
    if heard.tokens[at].word in _AND:
        behind = at + 1
        while behind < len(heard.tokens) and heard.tokens[behind].word in _LEADING_IN:
            behind += 1
        asking = _asks_at(heard, behind)
        return asking and _has_asked(heard, at)
    is_parted = not _PARTING.isdisjoint(after)
    is_listed = not _JOINING.isdisjoint(after) and _names_a_topic(heard, at)
    return (
        is_parted
        and _asks_at(heard, at)
        and (is_listed or _has_asked(heard, at) or _felt(heard, at))
    )


def _goes_on_listing(heard: Utterance, at: int, after: str) -> bool:
    """Whether one thing asked for stands just before here, and another behind."""
    is_and = heard.tokens[at].word in _AND
    if not is_and and "," not in after:
        return False
    before = next((m.concepts for m in heard.meanings if m.end == at), frozenset())
    behind = heard.concept_at(at + 1 if is_and else at)
    one, other = before & _TOPICS, behind & _TOPICS
    return bool(one) and bool(other) and one.isdisjoint(other)


def _asks_at(heard: Utterance, at: int) -> bool:
    found = _meant_at(heard, at)
    if not _QUESTION_WORDS.isdisjoint(found):
        return True
    if Feature.AUX not in found or at + 1 >= len(heard.tokens):
        return False
    behind = _meant_at(heard, at + 1)
    if not _QUESTION_WORDS.isdisjoint(behind):
        return True  # "e tem quantos episodios"
    if at and heard.tokens[at - 1].word == "or" and heard.tokens[at + 1].word == "the":
        return True
    return Feature.THAT in behind or any(one.start == at + 1 for one in heard.mentions)


def _names_a_topic(heard: Utterance, until: int) -> bool:
    """Whether a show and what is asked of it come before: "jj s2 release date & …"."""
    named = any(mention.start < until for mention in heard.mentions)
    return named and any(m.start < until and m.concepts & _TOPICS for m in heard.meanings)


def _felt(heard: Utterance, until: int) -> bool:
    """Whether what comes before only tells what somebody feels or saw: "just binged it, when …"."""
    if tells_what_was_seen(heard):
        return True
    return any(m.start < until and Feature.FEELING in m.concepts for m in heard.meanings)


def _meant_at(heard: Utterance, at: int) -> frozenset[Feature]:
    """What begins here, be it as a phrase or as its first word: "who" of "who is in"."""
    if at >= len(heard.tokens):
        return frozenset()
    alone = heard.language.meanings([heard.tokens[at].word])
    return heard.concept_at(at).union(*(meaning.concepts for meaning in alone))


def _has_asked(heard: Utterance, until: int) -> bool:
    """Whether something that may stand as a question comes before."""
    asking = (_QUESTION_WORDS | {Feature.AUX}) - {Feature.WHAT} | {Feature.WHAT}
    about = any(not asking.isdisjoint(_meant_at(heard, at)) for at in range(until))
    topics = any(
        meaning.start < until
        and meaning.concepts
        & {
            Feature.RELEASE,
            Feature.OUT,
            Feature.FILM,
            Feature.RENEW,
            Feature.CANCEL,
            Feature.DATE,
            Feature.TRAILER,
            Feature.EPISODES,
            Feature.DIRECT,
            Feature.CAST,
            Feature.WHO,
        }
        for meaning in heard.meanings
    )
    subject = any(mention.start < until for mention in heard.mentions)
    return about and (topics or subject)
