"""A message cut into the clauses that are answered each by itself.

It is cut wherever a question may end, and put together again where only both pieces ask anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.understanding.classify import Decision, decide
from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.question import Conversation
from content.understanding.remarks import tells_what_was_seen
from content.understanding.rules import Strength
from content.understanding.stories import (
    begins_behind_a_story,
    question_at,
    story_begins,
    tag_ends,
)
from content.understanding.tags import asks_if_it_is, ends_with_a_mark, is_tag

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
_ASKING_WORDS: Final = _QUESTION_WORDS | {Feature.AUX}
_ASKED_OF_A_SHOW: Final = frozenset(
    {Feature.RELEASE, Feature.OUT, Feature.FILM, Feature.RENEW, Feature.CANCEL, Feature.DATE}
    | {Feature.TRAILER, Feature.EPISODES, Feature.DIRECT, Feature.CAST, Feature.WHO}
)
_FEELING: Final = frozenset({Feature.FEELING})
_AND: Final = word_set("joining_questions")

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
        Feature.MODEL,
    }
)
"""What may be listed: "date and episode count"."""
_LEADING_IN: Final = word_set("between_and_and_question")
_PARTING: Final = frozenset(",&+|/")
"""Marks that may stand between two questions."""
_JOINING: Final = frozenset("&+|/")
"""Those that say "and"."""

_OR: Final = word_set("or_between_questions")
_LEADING_ON: Final = word_set("beginning_a_new_question")
_DOUBTED: Final = frozenset({Feature.SUPPOSED, Feature.CHANGE, Feature.SAYS, Feature.RUMOUR})
"""What makes of a remark the first half of a question."""
_BARE_WHEN: Final = frozenset(
    {Feature.WHEN, Feature.ASKED, Feature.ONE_SHOW_BEFORE, Feature.EXCLAIM, Feature.FOLLOW}
)
_BARE_WHICH: Final = frozenset({Feature.WHICH, Feature.ASKED, Feature.ONE_SHOW_BEFORE})
MOST_CLAUSES: Final = 8
"""More in one message are not read; of those that people write, one in two thousand has four."""
_SPEAKING_FOR_A_QUESTION: Final = _QUESTION_WORDS | _ASKED_OF_A_SHOW | _TOPICS
_FEW: Final = 4
_VERY_FEW: Final = 2
_AS_WHOM: Final = 3
_STORY: Final = 4
_SHORTEST_STORY: Final = 6
"""Words; no story and a question are told in fewer."""
"""How many words a story has at least."""
_WHETHER: Final = word_set("whether")
_NETWORKS: Final = frozenset({Feature.NETFLIX, Feature.DISNEY, Feature.REBOOT})

_INVERTING: Final = word_set("inverting_verbs")


def clauses_of(
    heard: Utterance, before: Conversation, catalogue: Catalogue, as_of: AsOf
) -> tuple[tuple[Utterance, ...], int]:
    """Return the parts of *heard* that are read, and how many clauses behind them are not.

    The whole is one part where only all of it together asks anything.
    """
    if not heard.tokens:
        return (), 0
    cuts, left = _read(heard, _cuts(heard))
    if len(cuts) == 2:
        return (heard,), left
    parts = _together(_Talk(heard, before, catalogue, as_of), cuts)
    if not _is_one(parts, before):
        return tuple(part.heard for part in parts), left
    return _with_subject(heard, parts) or (heard.part(cuts[0], cuts[-1]),), left


def _read(heard: Utterance, cuts: Sequence[int]) -> tuple[Sequence[int], int]:
    """Return where those clauses are cut that are read, and how many behind them seem to ask.

    Of very many they are the first, from the first on that asks, or names what it asks about.
    """
    if len(cuts) - 1 <= MOST_CLAUSES:
        return cuts, 0
    clauses = [*pairwise(cuts)]
    asks = [_seems_to_ask(heard, start, end) for start, end in clauses]
    first = asks.index(True) if any(asks) else 0
    start, end = clauses[max(0, first - 1)]
    first -= bool(first) and any(start <= one.start < end for one in heard.mentions)
    first = min(first, len(clauses) - MOST_CLAUSES)
    behind = first + MOST_CLAUSES
    return cuts[first : behind + 1], sum(asks[behind:])


def _seems_to_ask(heard: Utterance, start: int, end: int) -> bool:
    """Whether it has the mark of a question, a word that asks, or one for what is asked."""
    return "?" in heard.tokens[end - 1].after or any(
        start <= one.start < end and one.concepts & _SPEAKING_FOR_A_QUESTION
        for one in heard.meanings
    )


@dataclass(frozen=True, slots=True)
class _Talk:
    """A message that is cut, and all that its clauses are decided by."""

    heard: Utterance
    before: Conversation
    catalogue: Catalogue
    as_of: AsOf


class _Clause:
    """A stretch of a message; what it asks is decided where that matters, and once."""

    def __init__(self, talk: _Talk, start: int, end: int) -> None:
        self.heard = talk.heard.part(start, end)
        self.start = start
        self._talk = talk

    @cached_property
    def asked(self) -> Decision:
        """What it asks by itself."""
        talk = self._talk
        return decide(self.heard, talk.before, talk.catalogue, talk.as_of)


def _together(talk: _Talk, cuts: Sequence[int]) -> list[_Clause]:
    """Return what is cut there, and put together again what belongs to each other."""
    parts: list[_Clause] = []
    for start, end in pairwise(cuts):
        clause = _Clause(talk, start, end)
        if not parts:
            parts.append(clause)
            continue
        part = parts[-1]
        is_doubted = asks_if_it_is(clause.heard) and not ends_with_a_mark(part.heard)
        if _is_alternative(clause.heard) and not is_doubted:
            # "shame it never got a third season, or did it"
            if part.heard.mentions and part.asked.strength <= Strength.FAINT:
                parts[-1] = _Clause(talk, part.start, end)
        elif is_doubted or _belongs(clause, part) or _is_put_right(part, clause):
            parts[-1] = _Clause(talk, part.start, end)
        else:
            parts.append(clause)
    return parts


def _with_subject(heard: Utterance, parts: Sequence[_Clause]) -> tuple[Utterance, ...]:
    """Give the subject that stands alone to the question beside it, where others follow.

    "Born again s2.. what date and how many eps"; none where less than two things are asked.
    """
    decisions = [part.asked for part in parts]
    asked = [one.intent for one in decisions if one.strength > Strength.SUBJECT]
    named = [at for at, one in enumerate(decisions) if one.strength is Strength.SUBJECT]
    if len(set(asked)) < 2 or len(asked) + len(named) < len(parts) or len(named) != 1:
        return ()
    first = min(named[0], len(parts) - 2)
    ends = [parts[0].start]
    for part in parts:
        ends.append(ends[-1] + len(part.heard.tokens))
    del ends[first + 1]
    return tuple(heard.part(a, b) for a, b in pairwise(ends))


def _is_one(parts: Sequence[_Clause], before: Conversation) -> bool:
    """Whether a subject stands in one part and what is asked of it in another."""
    subjects = 0
    for part in parts:
        subjects += bool(part.heard.mentions) and _asks_anything(part)
        if subjects > 1:
            return False
    asking = [part for part in parts if _asks_anything(part)]
    if len(asking) < 2:
        return False
    is_complete = all(
        part.asked.strength > Strength.SUBJECT
        and bool(part.heard.mentions or part.heard.untracked or before.show)
        for part in asking
    )
    is_terse = any(part.asked.strength is Strength.SUBJECT for part in asking)
    has_more = any(part.asked.strength > Strength.SUBJECT for part in asking)
    return is_terse and has_more and not is_complete


def _asks_anything(part: _Clause) -> bool:
    return part.asked.intent not in {None, Intent.SMALLTALK}


def _belongs(behind: _Clause, before: _Clause) -> bool:
    """Whether the clause *behind* only says more exactly, or asks about, what is said *before*."""
    clause, part = behind.heard, before.heard
    if clause.mentions or clause.untracked or not clause.tokens:
        return False
    decision, so_far = behind.asked, before.asked
    found = decision.meanings
    if is_tag(clause.text.words) or _asks_more_exactly(clause, found, part, so_far):
        return True
    if _asks_which(clause, found) and not so_far.meanings.isdisjoint({Feature.DATE, Feature.SPAN}):
        return True
    if _is_tag(clause, found) and _is_doubtful(part, so_far) and not clause.times:
        return True
    if so_far.row.told_first and Feature.ASKED not in so_far.meanings and not clause.seasons:
        is_of_shoot = so_far.intent is Intent.CODE_NAME and not found.isdisjoint(
            {Feature.WHAT, Feature.WHICH}
        )
        return is_of_shoot or decision.row.asks_of_told or _is_tag(clause, found)
    if so_far.intent is None and part.mentions and Feature.ASKED in found:
        counts = {Feature.EPISODES, Feature.HOW_MANY} <= so_far.meanings
        if (part.times or counts) and _is_tag(clause, found):
            return True  # "wow, 2018 for jj s2. is that really what netflix said"
        is_doubted = not so_far.meanings.isdisjoint(_DOUBTED)
        return is_doubted and (decision.row.asks_of_told or not _asks_more(decision))
    is_bare = (
        decision.intent is None or decision.is_follow_up or decision.strength <= Strength.SUBJECT
    )
    if not is_bare or not part.mentions or clause.tokens[0].word in _LEADING_ON:
        return False
    if not found.isdisjoint(_NETWORKS):
        return True
    return bool(clause.seasons) and not part.seasons


def _is_doubtful(part: Utterance, so_far: Decision) -> bool:
    """Whether *part* tells a rumour, or that something was moved, which may be so or not.

    "My cousin says it is out by may? can anyone confirm", "so it got pushed to 2027, is that true".
    """
    is_told = Feature.ASKED not in so_far.meanings and bool(part.mentions and part.times)
    is_moved = so_far.intent is Intent.CHANGE_HISTORY and is_told
    return is_moved or so_far.intent is Intent.RUMOUR_CHECK


def _asks_only_when(clause: Utterance, found: frozenset[Feature]) -> bool:
    """Whether it is no more than "when?", or "what day exactly"."""
    return Feature.WHEN in found and found <= _BARE_WHEN and len(clause.tokens) <= _FEW


def _asks_which(clause: Utterance, found: frozenset[Feature]) -> bool:
    """Whether it is no more than "which?", "which one", said of a day that was told of."""
    return Feature.WHICH in found and found <= _BARE_WHICH and len(clause.tokens) <= _VERY_FEW


def _is_put_right(part: _Clause, clause: _Clause) -> bool:
    """Whether *clause* goes on with a *part* that names no show: with what is right, or doubted."""
    if part.heard.mentions:
        return False
    return _is_verdict(part.heard, part.asked, clause.asked) or _is_doubted(
        part.asked, clause.asked
    )


def _is_verdict(part: Utterance, so_far: Decision, decision: Decision) -> bool:
    """Whether *part* only says that something is wrong, which the next clause puts right."""
    is_told = Feature.EPISODES in decision.meanings and Feature.ASKED not in decision.meanings
    is_wrong = Feature.WRONG in so_far.meanings and Feature.ASKED not in so_far.meanings
    return is_told and is_wrong and not part.seasons


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


def _is_doubted(so_far: Decision, decision: Decision) -> bool:
    """Whether it was asked where Violet has it from, and the next clause says otherwise.

    "Why do you say september? everyeye says …", "are you sure? i read 9".
    """
    asks_why = {Feature.YOU_SAY, Feature.WHY} <= so_far.meanings
    asks_whence = so_far.intent in {Intent.SOURCE, Intent.CONFIDENCE}
    if not (asks_why or asks_whence):
        return False
    return decision.intent in {Intent.DISPUTE, Intent.RUMOUR_CHECK}


def _asks_more(decision: Decision) -> bool:
    """Whether it is a question of its own, whatever was told before."""
    return decision.strength > Strength.SUBJECT and decision.intent is not Intent.OUT_OF_SCOPE


def _is_tag(clause: Utterance, found: frozenset[Feature]) -> bool:
    """Whether it asks if what was just told is so: "is that real", "true or nah"."""
    return len(clause.tokens) <= 6 and not found.isdisjoint({Feature.TRUE, Feature.OFFICIAL})


def _is_alternative(clause: Utterance) -> bool:
    """Whether it is the other half of a yes or no: "… or did the strike stop it", "as jessica?"."""
    if clause.tokens[0].word == "as" and len(clause.tokens) <= _AS_WHOM:
        return True
    if clause.tokens[0].word not in _OR or clause.mentions or len(clause.tokens) < 2:
        return False
    return Feature.AUX in clause.concept_at(1) or clause.tokens[1].word in _INVERTING


def _cuts(heard: Utterance) -> Sequence[int]:
    """Return where the pieces of *heard* begin and end, cut wherever a question ends."""
    cuts = [0]
    within_days = {at for time in heard.times for at in range(time.start, time.end - 1)}
    for at, token in enumerate(heard.tokens):
        if at in within_days:
            continue  # "did it come out in march? 2018"
        ends = token.ends_sentence and not token.quote
        if at + 1 < len(heard.tokens) and (ends or _begins_question(heard, at + 1, token.after)):
            cuts.append(at + 1)
    return [*cuts, len(heard.tokens)]


def _begins_question(heard: Utterance, at: int, after: str) -> bool:
    """Whether a further question begins here: behind a comma or an "and", with its own word."""
    if at in heard.once(_within_phrases):
        return False  # "on disney plus, isn't it"
    if at == len(heard.tokens) - 1 and heard.concept_at(at) == {Feature.WHAT}:
        return False  # "is it on hulu, disney, what"
    is_long = len(heard.tokens) > _SHORTEST_STORY
    if is_long and (begins_behind_a_story(heard, at, after) or story_begins(heard, at, after)):
        return True
    if _goes_on_listing(heard, at, after) or tag_ends(heard, at, after):
        return True
    if heard.tokens[at].word in _AND:
        behind = at + 1
        while behind < len(heard.tokens) and heard.tokens[behind].word in _LEADING_IN:
            behind += 1
        before = heard.ends.get(at)
        listed = before is not None and not before.concepts.isdisjoint(_TOPICS)
        listed = listed and _names_a_topic(heard, at)  # "jj s2: date and who directs"
        asks = _asks_at(heard, behind) or question_at(heard, behind)
        return asks and (listed or _has_asked(heard, at))
    is_parted = not _PARTING.isdisjoint(after)
    is_listed = not _JOINING.isdisjoint(after) and _names_a_topic(heard, at)
    return (
        is_parted
        and (_asks_at(heard, at) or question_at(heard, at))
        and (is_listed or _has_asked(heard, at) or _felt(heard, at))
    ) or _asks_behind_a_story(heard, at)


def _asks_behind_a_story(heard: Utterance, at: int) -> bool:
    """Whether somebody who told of themselves asks here: "just binged it anyone know when"."""
    asking = heard.begins.get(at)
    if asking is None or Feature.POLITE not in asking.concepts or at < _STORY:
        return False
    behind = heard.text.words[asking.end : asking.end + 1]
    goes_on = not _QUESTION_WORDS.isdisjoint(heard.meant_at(asking.end))
    goes_on = goes_on or not _WHETHER.isdisjoint(behind)
    told = [m.concepts for m in heard.meanings if m.start < at]
    is_told = any(not {Feature.ME, Feature.FEELING}.isdisjoint(one) for one in told)
    has_asked = heard.once(_question_word_stands) < at
    return goes_on and is_told and not has_asked


def _goes_on_listing(heard: Utterance, at: int, after: str) -> bool:
    """Whether one thing asked for stands just before here, and another behind."""
    is_and = heard.tokens[at].word in _AND
    if not is_and and _PARTING.isdisjoint(after):
        return False
    before = heard.ends.get(at)
    if before is None or before.concepts.isdisjoint(_TOPICS):
        return False
    place = at + 1 if is_and else at
    behind = heard.concept_at(place)
    if Feature.HOW_MANY in behind and behind.isdisjoint(_TOPICS):  # "number of episodes"
        behind = heard.concept_at(heard.begins[place].end)
    one, other = before.concepts & _TOPICS, behind & _TOPICS
    return bool(other) and one.isdisjoint(other)


def _asks_at(heard: Utterance, at: int) -> bool:
    found = heard.meant_at(at)
    if not _QUESTION_WORDS.isdisjoint(found):
        return True
    if Feature.AUX not in found or at + 1 >= len(heard.tokens):
        return False
    behind = heard.meant_at(at + 1)
    if not _QUESTION_WORDS.isdisjoint(behind):
        return True  # "e tem quantos episodios"
    if at and heard.tokens[at - 1].word == "or" and heard.tokens[at + 1].word == "the":
        return True
    return Feature.THAT in behind or any(one.start == at + 1 for one in heard.mentions)


def _names_a_topic(heard: Utterance, until: int) -> bool:
    """Whether a show and what is asked of it come before: "jj s2 release date & …"."""
    named = bool(heard.mentions) and heard.mentions[0].start < until
    return named and heard.once(_topic_stands) < until


def _felt(heard: Utterance, until: int) -> bool:
    """Whether what comes before only tells what somebody feels or saw: "just binged it, when …"."""
    return heard.once(tells_what_was_seen) or heard.once(_feeling_stands) < until


def _has_asked(heard: Utterance, until: int) -> bool:
    """Whether something that may stand as a question comes before."""
    if heard.once(_asking_word_stands) >= until:
        return False
    is_named = bool(heard.mentions) and heard.mentions[0].start < until
    return is_named or heard.once(_asked_thing_stands) < until


def _question_word_stands(heard: Utterance) -> int:
    return _first_word_of(_QUESTION_WORDS, heard)


def _asking_word_stands(heard: Utterance) -> int:
    return _first_word_of(_ASKING_WORDS, heard)


def _asked_thing_stands(heard: Utterance) -> int:
    return _first_of(_ASKED_OF_A_SHOW, heard)


def _topic_stands(heard: Utterance) -> int:
    return _first_of(_TOPICS, heard)


def _feeling_stands(heard: Utterance) -> int:
    return _first_of(_FEELING, heard)


def _first_word_of(wanted: frozenset[Feature], heard: Utterance) -> int:
    """Where the first word stands that means any of *wanted*; behind the last where none does."""
    count = len(heard.tokens)
    return next((at for at in range(count) if not wanted.isdisjoint(heard.meant_at(at))), count)


def _first_of(wanted: frozenset[Feature], heard: Utterance) -> int:
    """Where the first phrase stands that means any of *wanted*; behind the last where none does."""
    found = (m.start for m in heard.meanings if not wanted.isdisjoint(m.concepts))
    return next(found, len(heard.tokens))


def _within_phrases(heard: Utterance) -> frozenset[int]:
    """The positions of words that a phrase goes on with."""
    return frozenset(at for m in heard.meanings for at in m.places[1:])
