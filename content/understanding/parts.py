"""The parts of a message that are answered each by itself: clauses, put together again."""

from typing import Final

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.understanding.classify import Decision, decide
from content.understanding.clauses import clauses_of
from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon import each
from content.understanding.lexicon.features import Feature
from content.understanding.question import Conversation
from content.understanding.rules import TERSE

_OR: Final = each("or oder ou lub")
_AND: Final = each("and also plus und y et e i what how so then but")
_DOUBTED: Final = frozenset({Feature.SUPPOSED, Feature.CHANGE, Feature.SAYS, Feature.RUMOUR})
"""What makes of a remark the first half of a question."""
_BARE_WHEN: Final = frozenset(
    {Feature.WHEN, Feature.ASKED, Feature.ONE_SHOW_BEFORE, Feature.EXCLAIM, Feature.FOLLOW}
)
_FEW: Final = 4
_AS_WHOM: Final = 3
_NETWORKS: Final = frozenset({Feature.NETFLIX, Feature.DISNEY, Feature.REBOOT})


def gathered(
    heard: Utterance, before: Conversation, catalogue: Catalogue, as_of: AsOf
) -> tuple[Utterance, ...]:
    """Return the parts of *heard*; the whole where only all of it together asks anything."""
    clauses = clauses_of(heard)
    if len(clauses) == 1:
        return clauses
    parts: list[Utterance] = []
    decisions: list[Decision] = []
    start = at = 0
    for clause in clauses:
        decision = decide(clause, before, catalogue, as_of)
        end = at + len(clause.tokens)
        if parts and _is_alternative(clause):
            at = end
            continue
        if parts and (
            _belongs(clause, decision, parts[-1], decisions[-1])
            or _is_verdict(parts[-1], decisions[-1], decision)
            or _is_doubted(parts[-1], decisions[-1], decision)
        ):
            parts[-1] = heard.part(start, end)
            decisions[-1] = decide(parts[-1], before, catalogue, as_of)
        else:
            start = at
            parts.append(clause)
            decisions.append(decision)
        at = end
    return (heard,) if _is_one(parts, decisions, before) else tuple(parts)


def _is_one(parts: list[Utterance], decisions: list[Decision], before: Conversation) -> bool:
    """Whether a subject stands in one part and what is asked of it in another."""
    asking = [
        (part, decision)
        for part, decision in zip(parts, decisions, strict=True)
        if decision.intent not in {None, Intent.SMALLTALK}
    ]
    if len(asking) < 2:
        return False
    is_complete = all(
        decision.weight > TERSE and bool(part.mentions or part.untracked or before.show)
        for part, decision in asking
    )
    is_terse = any(0 < decision.weight <= TERSE for _, decision in asking)
    has_more = any(decision.weight > TERSE for _, decision in asking)
    subjects = [part for part, _ in asking if part.mentions]
    return is_terse and has_more and not is_complete and len(subjects) <= 1


def _belongs(clause: Utterance, decision: Decision, part: Utterance, so_far: Decision) -> bool:
    """Whether *clause* only says more exactly, or asks about, what *part* says."""
    if clause.mentions or clause.untracked or not clause.tokens:
        return False
    found = decision.meanings
    if _asks_more_exactly(clause, found, part, so_far):
        return True
    if so_far.row.told_first and Feature.ASKED not in so_far.meanings and not clause.seasons:
        is_of_shoot = so_far.intent is Intent.CODE_NAME and not found.isdisjoint(
            {Feature.WHAT, Feature.WHICH}
        )
        return is_of_shoot or decision.row.asks_of_told or _is_tag(clause, found)
    if so_far.intent is None and part.mentions and Feature.ASKED in found:
        is_doubted = not so_far.meanings.isdisjoint(_DOUBTED)
        return is_doubted and (decision.row.asks_of_told or not _asks_more(decision))
    is_bare = decision.intent is None or decision.is_follow_up or decision.weight <= TERSE
    if not is_bare or not part.mentions or clause.tokens[0].word in _AND:
        return False
    if not found.isdisjoint(_NETWORKS):
        return True
    return bool(clause.seasons) and not part.seasons


def _asks_only_when(clause: Utterance, found: frozenset[Feature]) -> bool:
    """Whether it is no more than "when?", or "what day exactly"."""
    return Feature.WHEN in found and found <= _BARE_WHEN and len(clause.tokens) <= _FEW


def _is_verdict(part: Utterance, so_far: Decision, decision: Decision) -> bool:
    """Whether *part* only says that something is wrong, which the next clause puts right."""
    is_told = Feature.EPISODES in decision.meanings and Feature.ASKED not in decision.meanings
    is_wrong = Feature.WRONG in so_far.meanings and Feature.ASKED not in so_far.meanings
    return is_told and is_wrong and not part.mentions and not part.seasons


def _asks_more_exactly(
    clause: Utterance, found: frozenset[Feature], part: Utterance, so_far: Decision
) -> bool:
    """Whether it is the end of the question that *part* began."""
    if Feature.SOONER in found and len(part.mentions) > 1 and not clause.times:
        return True  # "A or B: which comes out first?"
    if Feature.WHO_IS_RIGHT in found and part.mentions:
        return True
    if {Feature.YOU_SAY, Feature.WHY} <= found and part.mentions:
        return True  # "they say 10, why do you say 13"
    if Feature.WAS_NOT in found and part.mentions:
        return True  # "what happened to the echo date, wasn't it november"
    if _asks_only_when(clause, found):
        named = bool(part.mentions or part.seasons) and Feature.RELEASE in so_far.meanings
        return named or Feature.LEAVE in so_far.meanings  # "jj is coming back? when"
    return False


def _is_doubted(part: Utterance, so_far: Decision, decision: Decision) -> bool:
    """Whether *part* asks where Violet has it from, and the next clause says otherwise.

    "Why do you say september? everyeye says …", "are you sure? i read 9".
    """
    asks_why = {Feature.YOU_SAY, Feature.WHY} <= so_far.meanings
    asks_whence = so_far.intent in {Intent.SOURCE, Intent.CONFIDENCE}
    if part.mentions or not (asks_why or asks_whence):
        return False
    return decision.intent in {Intent.DISPUTE, Intent.RUMOUR_CHECK}


def _asks_more(decision: Decision) -> bool:
    """Whether it is a question of its own, whatever was told before."""
    return decision.weight > TERSE and decision.intent is not Intent.OUT_OF_SCOPE


def _is_tag(clause: Utterance, found: frozenset[Feature]) -> bool:
    """Whether it asks if what was just told is so: "is that real", "true or nah"."""
    return len(clause.tokens) <= 6 and not found.isdisjoint({Feature.TRUE, Feature.OFFICIAL})


def _is_alternative(clause: Utterance) -> bool:
    """Whether it is the other half of a yes or no: "… or did the strike stop it", "as jessica?"."""
    if clause.tokens[0].word == "as" and len(clause.tokens) <= _AS_WHOM:
        return True
    if clause.tokens[0].word not in _OR or clause.mentions or len(clause.tokens) < 2:
        return False
    return Feature.AUX in clause.concept_at(1)
