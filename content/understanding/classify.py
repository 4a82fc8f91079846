"""What one part of a message asks, by what its words mean."""

from dataclasses import dataclass, replace
from typing import Final

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.understanding.contrasts import is_told_of_a_release, was_once_said
from content.understanding.dialogue import leaning_of
from content.understanding.entities import Utterance
from content.understanding.features import evidence_in
from content.understanding.intents import Intent, IntentRow
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.ordinary import GLUE
from content.understanding.question import Conversation
from content.understanding.remarks import first_of, is_praise, is_remark, is_smalltalk
from content.understanding.rules import Rule, Strength, decided
from content.understanding.stories import asks_for_nothing

_OPEN: Final = frozenset(
    {Feature.WHO, Feature.WHAT, Feature.HOW, Feature.WHICH, Feature.HOW_MANY, Feature.WHERE}
)


_OF_A_SHOW: Final = frozenset({Intent.SUBSCRIBE, Intent.UNSUBSCRIBE, Intent.RUMOUR_CHECK})
"""Of those that are asked without the form of a question, which need to know their show."""
_SILENCE: Final = IntentRow()
_IS: Final = word_set("is_behind_a_question_word")
_PLAYER: Final = word_set("asking_for_a_player")
_SENTENCE: Final = 4
_OF_ANYTHING: Final = frozenset(
    {Feature.WHAT, Feature.WHO, Feature.HOW, Feature.AUX, Feature.ASKED, Feature.PERSON}
    | {Feature.DAY, Feature.PAST, Feature.THAT, Feature.POLITE, Feature.FUTURE}
)
"""Meanings that any question may have, whatever it is about."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The intent of one part, and why."""

    intent: Intent | None
    """None: silence."""
    strength: Strength
    meanings: frozenset[Feature]
    rules: tuple[Rule, ...]
    by_the_record: bool = False
    """Whether what is held of the show decided it, which the words alone do not tell."""
    is_follow_up: bool = False
    """Whether the intent is that of the question before."""
    perhaps: Intent | None = None
    """What it asks as likely; None: the intent is clear enough to be answered."""

    @property
    def row(self) -> IntentRow:
        """What holds for the intent; of silence, nothing does."""
        return self.intent.row if self.intent else _SILENCE


def decide(heard: Utterance, before: Conversation, catalogue: Catalogue, as_of: AsOf) -> Decision:
    """Return what *heard* asks."""
    meanings = evidence_in(heard, before, catalogue, as_of)
    rules = decided(meanings)
    if rules and rules[0].strength > Strength.SUBJECT:
        found = Decision(rules[0].intent, rules[0].strength, meanings, rules)
    else:
        found = Decision(None, Strength.NONE, meanings, rules)
    if found.intent is Intent.DISPUTE and was_once_said(heard, before, meanings, catalogue, as_of):
        found = replace(found, intent=Intent.CHANGE_HISTORY, by_the_record=True)
    elif _is_rhetorical(found) and is_told_of_a_release(heard, before, catalogue, as_of):
        found = replace(found, intent=Intent.RELEASE_CHECK, by_the_record=True)
    if _is_of_another(heard, found):
        return replace(found, intent=Intent.NOT_TRACKED, strength=Strength.CLEAR)
    if found.intent is Intent.OUT_OF_SCOPE and Feature.INJECT in meanings:
        return found
    is_said = found.row.said_anyway or found.intent is Intent.SMALLTALK or _is_doubted(found)
    if found.intent is Intent.SUBSCRIBE and Feature.CHAT in meanings:
        is_said = False  # "selling two posters, dm me"
    if not is_said and _is_for_others(heard, before, found):
        is_talk = Feature.CHAT not in meanings and is_smalltalk(heard, meanings)
        if is_talk:
            return replace(found, intent=Intent.SMALLTALK, strength=Strength.SUBJECT)
        return replace(found, intent=None, strength=Strength.NONE)
    leaning = leaning_of(heard, before, meanings, found.intent, found.strength)
    if leaning is not None:
        return replace(found, intent=leaning, strength=Strength.SUBJECT, is_follow_up=True)
    return _without_evidence(heard, before, found)


def _is_rhetorical(found: Decision) -> bool:
    """Whether it asks if it was not so on a day: "wasn't it out in may"."""
    is_out = not found.meanings.isdisjoint({Feature.OUT, Feature.RELEASE})
    return (
        found.intent is Intent.CHANGE_HISTORY
        and {Feature.WAS_NOT, Feature.DAY} <= found.meanings
        and is_out
        and found.meanings.isdisjoint({Feature.SUPPOSED, Feature.FORMERLY, Feature.CHANGE})
    )


def _without_evidence(heard: Utterance, before: Conversation, found: Decision) -> Decision:
    """What it asks where its words say little: the weakest evidence, a kindness, or neither."""
    if found.intent is None and found.rules:
        first = found.rules[0]
        found = replace(found, intent=first.intent, strength=first.strength)
    if found.strength <= Strength.HINT and found.row.guessed and _asks_otherwise(heard):
        return replace(found, intent=Intent.OUT_OF_SCOPE)
    if found.intent is None and is_smalltalk(heard, found.meanings):
        return replace(found, intent=Intent.SMALLTALK, strength=Strength.SUBJECT)
    if found.intent in {None, Intent.CAST} and _is_of_something_else(heard, before, found):
        return replace(found, intent=Intent.OUT_OF_SCOPE, strength=Strength.HINT)
    return found


def _is_of_something_else(heard: Utterance, before: Conversation, found: Decision) -> bool:
    """Whether it asks in a whole sentence about what is no show: "what is the weather today"."""
    first = first_of(heard)
    words = heard.text.words[first:]
    if heard.language.code != "en" or len(words) < _SENTENCE or before.show or heard.mentions:
        return False
    if not found.meanings <= _OF_ANYTHING:
        return False
    asked = heard.concept_at(first) & {Feature.WHAT, Feature.WHO, Feature.HOW, Feature.POLITE}
    is_asked = bool(asked) and (words[1] in _IS or _is_put_politely(heard))
    of_somebody = Feature.PERSON in found.meanings and words[0] in _IS
    known = GLUE | {"what", "who", "how", *_IS}
    told = {at for one in heard.people for at in range(one.start - first, one.end - first)}
    return (is_asked or of_somebody) and any(
        at not in told and word not in known for at, word in enumerate(words)
    )


def _is_put_politely(heard: Utterance) -> bool:
    """Whether a question word stands behind "do you happen to know"."""
    politely = [m.end for m in heard.meanings if Feature.POLITE in m.concepts]
    return any(
        m.concepts & {Feature.WHAT, Feature.WHO, Feature.HOW} and m.start in politely
        for m in heard.meanings
    )


def _is_doubted(found: Decision) -> bool:
    """Whether it tells another day than the one that holds now: "it used to be march 4"."""
    return found.intent is Intent.CHANGE_HISTORY and Feature.DAY in found.meanings


def _asks_otherwise(heard: Utterance) -> bool:
    """Whether it asks something that Violet has no word for: "is daredevil blind"."""
    if heard.language.code != "en" or heard.people:
        return False
    found = heard.said
    opens = Feature.AUX in heard.concept_at(first_of(heard))
    if not opens and found.isdisjoint(_OPEN):
        return False
    told = heard.subjects_and_days.union(
        *(range(meaning.start, meaning.end) for meaning in heard.meanings)
    )
    return any(at not in told and token.word not in GLUE for at, token in enumerate(heard.tokens))


def _is_of_another(heard: Utterance, found: Decision) -> bool:
    """Whether it asks of a series that is not followed, and of none that is."""
    if heard.mentions or not (heard.untracked or heard.unknown):
        return False
    if found.row.said_anyway and found.intent not in _OF_A_SHOW:
        return False
    is_told = Feature.ASKED not in found.meanings and not found.row.said_anyway
    of_oneself = Feature.ME in found.meanings and not found.row.said_anyway
    asks_nothing = is_told or (of_oneself and asks_for_nothing(heard))
    told = found.meanings - {Feature.ASKED}
    if asks_nothing and not heard.untracked and is_remark(heard, told):
        return False
    is_plain = not heard.seasons and not any(one.is_strange for one in heard.unknown)
    is_brief = bool(found.rules) and not is_plain
    is_asked = found.intent is not None or not is_told or is_brief
    return is_asked and found.intent is not Intent.OUT_OF_SCOPE


def _is_for_others(heard: Utterance, before: Conversation, found: Decision) -> bool:
    """Whether it is no question to Violet: a remark, plans, or words about nothing known."""
    if Feature.CHAT in found.meanings or is_remark(heard, found.meanings):
        return True
    is_open = found.strength <= Strength.SUBJECT or found.intent is Intent.OUT_OF_SCOPE
    is_open = is_open or (found.intent is Intent.CAST and Feature.CAST not in found.meanings)
    if is_open and is_praise(heard, found.meanings):
        return True
    if found.intent is Intent.OUT_OF_SCOPE and not heard.mentions and not heard.seasons:
        return found.meanings.isdisjoint({Feature.ASKED, Feature.ALL})  # "oh ok good"
    if found.intent is None and Feature.SMALLTALK in found.meanings and heard.times:
        return Feature.ASKED not in found.meanings  # "so jj s2 is march 8, got it"
    of_somebody = bool(heard.people) and Feature.DATE in found.meanings  # "alaqua cox show date"
    of_a_role = bool(heard.people) and (  # "wilson fisk actor"
        Feature.NEWS in found.meanings or not _PLAYER.isdisjoint(heard.text.words)
    )
    of_a_show = heard.mentions or heard.seasons or heard.untracked or before.show
    has_subject = of_a_show or of_somebody or of_a_role
    is_long = len(heard.tokens) > 2
    return (
        found.row.chat_without_show
        and is_long
        and not has_subject
        and Feature.ASKED not in found.meanings
    )
