"""A message cut into the clauses that are answered each by itself.

It is cut wherever a question may end, and put together again where only both pieces ask anything.
"""

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
) -> tuple[Utterance, ...]:
    """Return the parts of *heard*; the whole where only all of it together asks anything."""
    clauses = _cut(heard)
    if len(clauses) == 1:
        return clauses
    parts: list[Utterance] = []
    decisions: list[Decision] = []
    start = at = 0
    for clause in clauses:
        decision = decide(clause, before, catalogue, as_of)
        end = at + len(clause.tokens)
        is_doubted = bool(parts) and asks_if_it_is(clause) and not ends_with_a_mark(parts[-1])
        if parts and _is_alternative(clause) and not is_doubted:
            # "shame it never got a third season, or did it"
            if decisions[-1].strength <= Strength.FAINT and parts[-1].mentions:
                parts[-1] = heard.part(start, end)
                decisions[-1] = decide(parts[-1], before, catalogue, as_of)
            at = end
            continue
        if parts and (
            is_doubted
            or _belongs(clause, decision, parts[-1], decisions[-1])
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
    if not _is_one(parts, decisions, before):
        return tuple(parts)
    return _with_subject(heard, parts, decisions) or (heard,)


def _with_subject(
    heard: Utterance, parts: list[Utterance], decisions: list[Decision]
) -> tuple[Utterance, ...]:
    """Give the subject that stands alone to the question beside it, where others follow.

    "Born again s2.. what date and how many eps"; none where less than two things are asked.
    """
    asked = [one.intent for one in decisions if one.strength > Strength.SUBJECT]
    named = [at for at, one in enumerate(decisions) if one.strength is Strength.SUBJECT]
    if len(set(asked)) < 2 or len(asked) + len(named) < len(parts) or len(named) != 1:
        return ()
    first = min(named[0], len(parts) - 2)
    ends = [0]
    for part in parts:
        ends.append(ends[-1] + len(part.tokens))
    del ends[first + 1]
    return tuple(heard.part(a, b) for a, b in pairwise(ends))


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
        decision.strength > Strength.SUBJECT
        and bool(part.mentions or part.untracked or before.show)
        for part, decision in asking
    )
    is_terse = any(decision.strength is Strength.SUBJECT for _, decision in asking)
    has_more = any(decision.strength > Strength.SUBJECT for _, decision in asking)
    subjects = [part for part, _ in asking if part.mentions]
    return is_terse and has_more and not is_complete and len(subjects) <= 1


def _belongs(clause: Utterance, decision: Decision, part: Utterance, so_far: Decision) -> bool:
    """Whether *clause* only says more exactly, or asks about, what *part* says."""
    if clause.mentions or clause.untracked or not clause.tokens:
        return False
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


def _cut(heard: Utterance) -> tuple[Utterance, ...]:
    """Return the pieces of *heard*, each with at least one word, cut wherever a question ends."""
    cuts = [0]
    within_days = {at for time in heard.times for at in range(time.start, time.end - 1)}
    for at, token in enumerate(heard.tokens):
        if at in within_days:
            continue  # "did it come out in march? 2018"
        ends = token.ends_sentence and not token.quote
        if at + 1 < len(heard.tokens) and (ends or _begins_question(heard, at + 1, token.after)):
            cuts.append(at + 1)
    cuts.append(len(heard.tokens))
    return tuple(heard.part(a, b) for a, b in pairwise(cuts) if a < b)


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
