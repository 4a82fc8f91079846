"""What one part of a message asks: its meanings, weighed."""

from dataclasses import dataclass, replace
from typing import Final

from content.as_of import AsOf
from content.catalogue import Catalogue
from content.premieres import known_seasons
from content.questions.hearing import Heard
from content.questions.lexicon import each
from content.questions.lexicon.concepts import Concept
from content.questions.lexing import Meaning
from content.questions.namesakes import is_namesake
from content.questions.question import Conversation, Intent
from content.questions.rules import TERSE, Rule, decided
from content.questions.times import Role

_FILLERS: Final = each(
    "so hey hi hello yo ok okay um uh well violet bot please pls but oh ah and y und et e i a hmm "
    "dude bro guys man also btw then marvel marvels say"
)
_QUESTION: Final = frozenset(
    {
        Concept.WHEN,
        Concept.WHO,
        Concept.WHERE,
        Concept.WHY,
        Concept.HOW,
        Concept.WHAT,
        Concept.WHICH,
        Concept.HOW_MANY,
        Concept.HOW_LONG,
        Concept.HOW_OFTEN,
        Concept.HOUR,
        Concept.POLITE,
    }
)
_SUBJECTS: Final = each("if they he she we it this that there everyone everybody people netflix")
"""Words that begin a remark where nothing has the form of a question."""
_SAID_ANYWAY: Final = frozenset(
    {
        Intent.SUBSCRIBE,
        Intent.UNSUBSCRIBE,
        Intent.CORRECTION,
        Intent.DISPUTE,
        Intent.RUMOUR_CHECK,
        Intent.CODE_NAME,
        Intent.HELP,
    }
)
"""What is asked of Violet without the form of a question."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The intent of one part, and why."""

    intent: Intent | None
    """None: silence."""
    weight: float
    meanings: frozenset[Concept]
    rules: tuple[Rule, ...]
    is_follow_up: bool = False
    """Whether the intent is that of the question before."""


def decide(heard: Heard, before: Conversation, catalogue: Catalogue, as_of: AsOf) -> Decision:
    """Return what *heard* asks."""
    meanings = _meanings(heard, before, catalogue, as_of)
    rules = decided(meanings)
    found = Decision(None, 0, meanings, rules)
    if rules and rules[0].weight > TERSE:
        found = replace(found, intent=rules[0].intent, weight=rules[0].weight)
    if heard.untracked and not heard.mentions and found.intent not in _SAID_ANYWAY:
        is_asked = found.intent is not None or Concept.ASKED in meanings
        if is_asked and found.intent is not Intent.OUT_OF_SCOPE:
            return replace(found, intent=Intent.NOT_TRACKED, weight=96)
    if found.intent is Intent.OUT_OF_SCOPE and Concept.INJECT in meanings:
        return found
    if _is_remark(heard, meanings) and found.intent not in _SAID_ANYWAY:
        if Concept.SMALLTALK in meanings and not heard.mentions and not heard.seasons:
            return replace(found, intent=Intent.SMALLTALK, weight=40)
        return replace(found, intent=None, weight=0)
    if _follows(heard, before, meanings, found):
        intent = _of_follow_up(heard, before)
        return replace(found, intent=intent, weight=TERSE, is_follow_up=True)
    if found.intent is None and rules:
        return replace(found, intent=rules[0].intent, weight=rules[0].weight)
    if found.intent is None and Concept.SMALLTALK in meanings:
        return replace(found, intent=Intent.SMALLTALK, weight=40)
    return found


def _meanings(
    heard: Heard, before: Conversation, catalogue: Catalogue, as_of: AsOf
) -> frozenset[Concept]:
    said = {concept for meaning in heard.meanings for concept in meaning.concepts}
    if all(_is_in_a_day(heard, m) for m in heard.meanings if Concept.THAT in m.concepts):
        said.discard(Concept.THAT)
    shows = {mention.show for mention in heard.mentions}
    numbered = {one.season for one in heard.seasons}
    namesakes = (is_namesake(heard, mention, catalogue) for mention in heard.mentions)
    quoted = any(token.quote for token in heard.tokens)
    found = {
        Concept.SHOW: bool(shows),
        Concept.SHOWS: len(shows) > 1 or len(numbered) > 1,
        Concept.SEASON: bool(numbered),
        Concept.ONE_SHOW_BEFORE: before.show is not None,
        Concept.PERSON: bool(heard.people) or _is_somebody(heard, before, said),
        Concept.DAY: bool(heard.times),
        Concept.QUOTED: quoted or bool(heard.called),
        Concept.CALLED: any(heard.tokens[one.start].quote for one in heard.called),
        Concept.PLACE: heard.zone is not None and Concept.FILM in said,
        Concept.FINAL: Concept.FINAL in said or _ends_on_last(heard),
        Concept.INSIDE: _is_inside(heard),
        Concept.NAMESAKE: any(namesakes),
        Concept.HOW_MANY: _counts_episodes(heard),
        Concept.ASKED: _asks(heard, said),
        Concept.BEYOND: bool(shows) and _is_beyond(heard, catalogue, as_of),
        Concept.KNEW: any(time.role is Role.BACK_THEN for time in heard.times),
    }
    return frozenset(said | {concept for concept, is_there in found.items() if is_there})


def _is_in_a_day(heard: Heard, meaning: Meaning) -> bool:
    """Whether it belongs to a day: the "this" of "this weekend" points at nothing said before."""
    return any(time.start <= meaning.start < time.end for time in heard.times)


def _ends_on_last(heard: Heard) -> bool:
    """Whether it asks if something is the last: "is s3 its last"."""
    return heard.tokens[-1].word in {"last", "final"} and len(heard.tokens) > 2


def _asks(heard: Heard, found: set[Concept]) -> bool:
    """Whether it has the form of a question: the mark, its word, or the verb before the rest."""
    if any("?" in token.after for token in heard.tokens) or Concept.POLITE in found:
        return True
    if not _QUESTION.isdisjoint(found - {Concept.HOW}):
        return True
    return _opens_question(heard, _first(heard))


def _first(heard: Heard) -> int:
    """Where it begins, behind greetings."""
    at = 0
    while at < len(heard.tokens) - 1 and heard.tokens[at].word in _FILLERS:
        at += 1
    return at


def _is_remark(heard: Heard, found: frozenset[Concept]) -> bool:
    """Whether it tells rather than asks."""
    if any("?" in token.after for token in heard.tokens):
        return False
    words = [token.word for token in heard.tokens]
    first = _first(heard)
    if (
        Concept.ME in found
        and words[first] in {"if", "when", "once"}
        and _is_subordinate(heard, first)
    ):
        return True
    if Concept.ASKED in found:
        return (
            Concept.FEELING in found
            and Concept.POLITE not in found
            and not _opens_question(heard, first)
        )
    if Concept.FEELING in found:
        return True
    if Concept.ME in found and heard.language.code == "en" and Concept.NOT_THAT not in found:
        return True
    if words[first] in _SUBJECTS:
        return True
    return heard.language.code == "en" and _tells(heard)


def _is_subordinate(heard: Heard, first: int) -> bool:
    return Concept.AUX not in heard.concept_at(first + 1)


def _opens_question(heard: Heard, first: int) -> bool:
    """Whether it begins with a question word, be it as part of a phrase, or with a verb."""
    alone = heard.language.meanings([heard.tokens[first].word])
    found = heard.concept_at(first).union(*(meaning.concepts for meaning in alone))
    return not found.isdisjoint(_QUESTION | {Concept.AUX})


def _tells(heard: Heard) -> bool:
    """Whether its verb stands behind its subject, as in "jj s2 is out on friday"."""
    if len(heard.tokens) < 4 or any(Concept.YET in meaning.concepts for meaning in heard.meanings):
        return False
    ends = [one.end for one in heard.mentions] + [one.end for one in heard.seasons]
    return any(
        heard.tokens[end].word in {"is", "was", "are", "has", "will", "had"}
        for end in ends
        if end < len(heard.tokens)
    )


def _is_inside(heard: Heard) -> bool:
    """Whether it names one show, or its hero, in another: "will luke cage be in jessica jones"."""
    if len(heard.mentions) < 2:
        return False
    one, other = heard.mentions[0], heard.mentions[-1]
    between = [token.word for token in heard.tokens[one.end : other.start]]
    return bool(between) and between[-1] in {"in", "on", "into", "en", "dans"} and len(between) <= 6


def _is_somebody(heard: Heard, before: Conversation, found: set[Concept]) -> bool:
    """Whether a stranger is asked after: "is somebody new in jessica jones"."""
    if not heard.strangers or not (heard.mentions or before.show):
        return False
    first = _first(heard)
    if Concept.AUX not in heard.concept_at(first):
        return False
    one = heard.strangers[0]
    behind = {token.word for token in heard.tokens[one.end : one.end + 6]}
    coming = not behind.isdisjoint(
        {"in", "return", "returning", "back", "appear", "join", "part", "playing"}
    )
    return first + 1 <= one.start <= first + 2 and coming and Concept.FILM not in found


def _counts_episodes(heard: Heard) -> bool:
    return any(
        Concept.EPISODES in meaning.concepts
        and meaning.start
        and heard.tokens[meaning.start - 1].word.isdigit()
        for meaning in heard.meanings
    ) or any(token.word[:-3].isdigit() and token.word.endswith("eps") for token in heard.tokens)


def _is_beyond(heard: Heard, catalogue: Catalogue, as_of: AsOf) -> bool:
    """Whether a season is named of which nobody has said anything."""
    numbers = [one.season for one in heard.seasons if isinstance(one.season, int)]
    if not numbers:
        return False
    known = known_seasons(catalogue, heard.mentions[0].show, as_of)
    return bool(known) and max(numbers) > known[-1]


def _follows(
    heard: Heard, before: Conversation, meanings: frozenset[Concept], found: Decision
) -> bool:
    """Whether it only changes the subject of the question before."""
    if before.intent is None:
        return False
    subject = heard.mentions or heard.seasons or heard.zone or heard.people
    names_network = not meanings.isdisjoint({Concept.NETFLIX, Concept.DISNEY, Concept.REBOOT})
    picks_one = Concept.NOT_THAT in meanings or "one" in heard.text.words
    if not subject and not (names_network and picks_one):
        return False
    if found.intent is None:
        return True
    if Concept.NOT_THAT in meanings and names_network and found.weight < 61:
        return True
    return Concept.BEYOND not in meanings and found.weight <= TERSE


def _of_follow_up(heard: Heard, before: Conversation) -> Intent:
    """The intent before; a place alone asks for the hour there."""
    dated = {Intent.RELEASE_DATE, Intent.RELEASE_CHECK, Intent.COUNTDOWN, Intent.RELEASE_TIME}
    if heard.zone and not heard.mentions and not heard.seasons and before.intent in dated:
        return Intent.RELEASE_TIME
    if heard.people and not heard.mentions:
        people = {Intent.CAST, Intent.DIRECTOR, Intent.SHOWRUNNER}
        return before.intent if before.intent in people else Intent.CAST
    return before.intent or Intent.RELEASE_DATE
