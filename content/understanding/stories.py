"""What is told around a question: where a story ends, and whether a part of a message only tells.

"Had a rotten day, tell me something good: did it get its third season": the question alone is read,
so that the words of the story neither answer for themselves nor steer what is asked.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from content.understanding.entities import Utterance
from content.understanding.lexicon.languages import MODEL, phrases, word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.ordinary import GLUE
from content.understanding.remarks import first_of
from content.understanding.tags import ends_in_a_tag

_INVERTING: Final = word_set("inverting_verbs")
_DOING: Final = word_set("verbs_that_only_ask")
"""Verbs that ask even in the middle of a run of words: "… ha ha did netflix kill it"."""
_SUBJECTS: Final = word_set("subjects_behind_a_verb") | word_set("anybody_asked")
_OWNING: Final = word_set("verbs_of_owning")
_PEOPLE: Final = word_set("people_told_of")
_POINTING: Final = word_set("pointing_at_what_was_told")
_TURNING: Final = word_set("turning_to_a_question")
_LEADING: Final = word_set("between_story_and_question")
_NAMESAKES: Final = word_set("kinds_of_namesake")
_WHETHER: Final = word_set("whether")
_CONDITIONS: Final = word_set("beginning_a_condition")
_ARTICLES: Final = word_set("articles_of_a_name")
_DETERMINING: Final = word_set("before_a_subject")
_RHETORICAL: Final = word_set("asked_of_nobody")
_OPEN: Final = frozenset(
    {Feature.WHEN, Feature.WHO, Feature.WHERE, Feature.WHY, Feature.HOW, Feature.HOUR}
    | {Feature.HOW_LONG, Feature.HOW_OFTEN}
)
_WITH_A_THING: Final = frozenset({Feature.WHAT, Feature.WHICH, Feature.HOW_MANY})
"""Question words that a noun may stand behind: "which shows have they", "how many eps did"."""
_MADE_BY: Final = frozenset({Feature.CAST, Feature.RUN, Feature.DIRECT})
_ASKED_OF_A_SHOW: Final = frozenset(
    {Feature.RELEASE, Feature.OUT, Feature.CANCEL, Feature.RENEW, Feature.FILM, Feature.WRAP}
    | {Feature.START, Feature.DATE, Feature.TRAILER, Feature.EPISODES, Feature.ANNOUNCE}
)
_ORDERS: Final = frozenset(
    {Feature.SUBSCRIBE, Feature.UNSUBSCRIBE, Feature.HELP, Feature.CORRECT, Feature.PRIVACY}
    | {Feature.UNDO}
)
_BEFORE_AN_ORDER: Final = word_set("before_an_order")
_SAID_OF_IT: Final = _ASKED_OF_A_SHOW - {Feature.START} | {
    *(Feature.RUMOUR, Feature.SAYS, Feature.WRONG, Feature.SOURCE, Feature.OTHERWISE),
    *(Feature.SUBSCRIBE, Feature.UNSUBSCRIBE, Feature.REMINDER),
}
"""What somebody tells that belongs to the question before."""
_IDLE: Final = frozenset(
    {Feature.ME, Feature.FEELING, Feature.THAT, Feature.AUX, Feature.EXCLAIM, Feature.SMALLTALK}
)
"""Meanings that change no question."""
_GUESSING: Final = phrases("guessing")
_TELLING: Final = word_set("telling_of_oneself")
_LINKING: Final = word_set("linking_a_clause")
_NOTHING_NEW: Final = _LINKING | GLUE
_TAGS: Final = phrases("tags")
_HEADINGS: Final = frozenset(
    {Feature.DATE, Feature.TRAILER, Feature.EPISODES, Feature.CAST, Feature.CODE_NAME}
    | {Feature.DIRECT, Feature.RUN, Feature.RUNTIME, Feature.HOUR, Feature.PLOT, Feature.NEWS}
)
"""What a message may begin with that is asked of what follows."""
_PARTING: Final = frozenset(",.:-\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}()")
_STORY: Final = 4
"""How many words a story has at least."""
_SENTENCE: Final = 3
_REACH: Final = 3
"""How many words may stand between a question word and the verb of its question."""


def question_at(heard: Utterance, at: int) -> bool:
    """Whether a question in its full form begins there: "what day does", "is luke cage"."""
    return at in heard.once(_questions_begin)


def _questions_begin(heard: Utterance) -> AbstractSet[int]:
    """Where questions in their full form begin, in order."""
    return dict.fromkeys(
        at for at in range(len(heard.tokens) - 1) if _is_question_at(heard, at)
    ).keys()


def _is_question_at(heard: Utterance, at: int) -> bool:
    words = heard.text.words
    if words[at] in _INVERTING:
        is_owned = words[at] in _OWNING and words[at + 1] in _POINTING  # "had this argument"
        return not is_owned and _is_subject(heard, at + 1)
    end = heard.begins[at].end if at in heard.begins else at + 1
    if Feature.POLITE in heard.concept_at(at):
        return end < len(words) and _leads_on(heard, end)  # "nobody knows what day"
    return _asks_with_a_word(heard, at, end)


def _asks_within(heard: Utterance, start: int, end: int) -> bool:
    """Whether a question in its full form begins between two places."""
    return any(start <= at < end for at in heard.once(_questions_begin))


def _asks_with_a_word(heard: Utterance, at: int, end: int) -> bool:
    """Whether the word that stands there, up to *end*, has the verb of a question behind it."""
    words = heard.text.words
    found = heard.meant_at(at)
    if not found or Feature.FEELING in found:
        return False  # "what a finale"
    is_role = Feature.WHO in found and not _MADE_BY.isdisjoint(heard.concept_at(end))
    if is_role or {Feature.HOW_MANY, Feature.HOW} <= found:
        return True  # "who plays misty", "how many eps"
    reach = _REACH if not found.isdisjoint(_WITH_A_THING) else 0
    if not reach and found.isdisjoint(_OPEN):
        return False
    for word in words[at + 1 : end + 1 + reach]:
        if word in _INVERTING:
            return True
        if word in _SUBJECTS:
            return False  # "when they had", "what we did"
    return False


def _leads_on(heard: Utterance, at: int) -> bool:
    """Whether what is politely asked for begins there: a question word, "if", or a date."""
    found = heard.concept_at(at) | heard.concept_at(at + 1)
    asked = _OPEN | _WITH_A_THING | {Feature.DATE}
    return not found.isdisjoint(asked) or heard.text.words[at] in _WHETHER


def _is_subject(heard: Utterance, at: int) -> bool:
    """Whether the subject of a question stands there, behind its verb."""
    words = heard.text.words
    is_owned = words[at - 1] in _OWNING  # "had a shoebox of comics"
    if words[at] in _ARTICLES and at + 1 < len(words):
        at += 1
    if words[at] in _SUBJECTS or at in heard.once(_names_begin):
        return True
    return not is_owned and any(one.start == at for one in heard.strangers)


def _names_begin(heard: Utterance) -> set[int]:
    """Where a name begins, but those of strangers."""
    words = heard.text.words
    return {
        *(one.start for one in heard.mentions),
        *(one.start for one in heard.seasons),
        *(one.start for one in heard.people),
        *(one.start for one in heard.untracked),
        *(one.start for one in heard.unknown if words[one.start] not in _DETERMINING),
    }


def asks_in_form(heard: Utterance) -> bool:
    """Whether something in it can be nothing but a question, be it put or ordered."""
    return _is_marked(heard) or _asks_anywhere(heard) or _has(heard, Feature.POLITE)


def _is_marked(heard: Utterance) -> bool:
    """Whether a mark or a tag says that it asks; "and honestly?" asks nobody."""
    marked = [token.word for token in heard.tokens if "?" in token.after]
    return any(word not in _RHETORICAL for word in marked) or ends_in_a_tag(heard)


def _asks_anywhere(heard: Utterance) -> bool:
    if heard.language.code != MODEL:  # of other languages the verbs that invert are not known
        return any(not m.concepts.isdisjoint(_OPEN | _WITH_A_THING) for m in heard.meanings)
    first = first_of(heard)
    words = heard.text.words[first : first + 2]
    if len(words) > 1 and words[0] in _INVERTING - _OWNING and words[1] in _DETERMINING:
        return True  # "are the cameras rolling"
    return any(_may_begin(heard, at) for at in heard.once(_questions_begin))


def _may_begin(heard: Utterance, at: int) -> bool:
    """Whether a verb before its subject begins its clause: no "because they did it"."""
    words = heard.text.words
    if words[at] not in _INVERTING or at <= first_of(heard):
        return True
    ends = {
        *(one.end for one in heard.mentions),
        *(one.end for one in heard.seasons),
        *(one.end for one in heard.people),
    }
    is_parted = not _PARTING.isdisjoint(heard.tokens[at - 1].after)
    if is_parted or words[at - 1] in _LEADING | _TURNING:
        return True
    return words[at] in _DOING and at not in ends and words[at - 1] not in _SUBJECTS


def _has(heard: Utterance, concept: Feature) -> bool:
    return any(concept in meaning.concepts for meaning in heard.meanings)


def tells_only(heard: Utterance) -> bool:
    """Whether it is a sentence without the form of a question, and no topic put briefly."""
    is_named = bool(heard.mentions or heard.seasons)
    is_asked = asks_in_form(heard) if is_named else not asks_for_nothing(heard)
    if is_asked or len(heard.tokens) < _SENTENCE:
        return False
    if _tells(heard, 0, len(heard.tokens)):
        return True
    return not (_has(heard, Feature.POLITE) or _PEOPLE.isdisjoint(heard.text.words))


def asks_for_nothing(heard: Utterance) -> bool:
    """Whether it has no form of a question but for a "please" or a "tell me"."""
    return not (_is_marked(heard) or _asks_anywhere(heard))


def is_order(heard: Utterance) -> bool:
    """Whether what it orders stands first, or behind a "please" or a "can you"."""
    words = heard.text.words
    first = first_of(heard)
    return any(
        m.start == first or words[m.start - 1] in _BEFORE_AN_ORDER
        for m in heard.meanings
        if not m.concepts.isdisjoint(_ORDERS)
    )


def begins_behind_a_story(heard: Utterance, at: int, after: str) -> bool:
    """Whether a story ends just before *at*, and the question that it leads to begins there.

    *after* is the mark in between. What points back at the story is asked about it.
    """
    words = heard.text.words
    is_parted = not _PARTING.isdisjoint(after) or words[at] in _TURNING
    place = at
    while is_parted and place < len(words) - 1 and words[place] in _LEADING:
        place += 1
    begins = [one for one in range(at, place + 1) if question_at(heard, one)]
    if not begins or _points_back(heard, begins[0]):
        return False
    if not is_parted and not _asks_in_a_run(heard, begins[0]):
        return False
    start = heard.once(_sentences_begin)[at - 1]
    is_subject = words[start] in _CONDITIONS or not _NAMESAKES.isdisjoint(words[start:at])
    if is_subject or not heard.concept_at(start).isdisjoint(_HEADINGS):
        return False  # "Luke Cage comic book: when is it out", "code names please: what was"
    return _tells(heard, start, at)


def _sentences_begin(heard: Utterance) -> Sequence[int]:
    """Where the sentence of each word begins."""
    starts = [0]
    for at, token in enumerate(heard.tokens[:-1]):
        starts.append(at + 1 if token.ends_sentence else starts[-1])
    return starts


def _asks_in_a_run(heard: Utterance, at: int) -> bool:
    """Whether it is a question though no mark parts it from the story before."""
    if heard.text.words[at] in _INVERTING - _DOING:
        return False  # "all i want for christmas is jessica jones"
    asked = _OPEN | _WITH_A_THING
    is_asking = any(m.start < at and not m.concepts.isdisjoint(asked) for m in heard.meanings)
    if is_asking or not _may_begin(heard, at):
        return False  # "what time on the 27th does it drop"
    behind = {one for m in heard.meanings if m.start > at for one in m.concepts}
    return not behind.isdisjoint(_ASKED_OF_A_SHOW)


def _points_back(heard: Utterance, at: int) -> bool:
    """Whether it asks if what was told is so, or what that is: "is that real", "what is that"."""
    reach = heard.text.words[at + 1 : at + 1 + _REACH]
    return not _POINTING.isdisjoint(reach)


def _orders_a_fact(heard: Utterance, start: int, end: int) -> bool:
    """Whether a fact of a show stands behind a "tell me", with no mark between them."""
    for polite in heard.meanings:
        if Feature.POLITE not in polite.concepts or not start <= polite.start < end:
            continue
        for m in heard.meanings:
            between = heard.tokens[polite.start : m.start]
            is_near = polite.end <= m.start < end and not any(
                not _PARTING.isdisjoint(token.after) for token in between
            )
            if is_near and not m.concepts.isdisjoint(_ASKED_OF_A_SHOW):
                return True
    return False


def _tells(heard: Utterance, start: int, end: int) -> bool:
    """Whether the words between tell of somebody or something beside a show, and ask nothing."""
    if end - start < _STORY or _asks_within(heard, start, end):
        return False
    inside = [m for m in heard.meanings if start <= m.start < end]
    said = {concept for meaning in inside for concept in meaning.concepts}
    if _orders_a_fact(heard, start, end):
        return False
    known = heard.subjects_and_days.union(
        *(range(m.start, m.end) for m in inside if m.concepts - {Feature.THAT, Feature.AUX}),
        *(range(one.start, one.end) for one in heard.people),
    )
    beside = sum(
        at not in known and len(heard.tokens[at].word) > 1 and heard.tokens[at].word not in GLUE
        for at in range(start, end)
    )
    is_of_me = not said.isdisjoint({Feature.ME, Feature.FEELING})
    return beside > (0 if is_of_me else 1)


def story_begins(heard: Utterance, at: int, after: str) -> bool:
    """Whether somebody who has asked begins to tell of themselves there.

    "When is it out i need a day off": behind a question, or behind a mark and a show that is named.
    """
    words = heard.text.words
    start = heard.once(_sentences_begin)[at - 1]
    is_parted, is_of_them = not _PARTING.isdisjoint(after), words[at] in _TELLING
    is_named = any(start <= one.start < at for one in heard.mentions)
    if not is_named or not (is_parted or is_of_them):
        return False
    is_guess = words[at : at + 2] in _GUESSING  # "i think it was sometime in august"
    if not (is_guess or _tells_beside(heard, at, _STORY)):
        return False
    if is_parted:
        is_apart = is_of_them or _says_nothing_more(heard, at)
        return is_apart and not _is_told_already(heard, start, at)
    before = {one for m in heard.meanings if start <= m.start < at for one in m.concepts}
    first = next((n for n in range(start, at) if words[n] not in _LEADING), at)
    is_asked = question_at(heard, first) and not before.isdisjoint(_ASKED_OF_A_SHOW)
    return is_asked and words[at - 1] not in _INVERTING | _LINKING


def _is_told_already(heard: Utterance, start: int, end: int) -> bool:
    """Whether what stands before is a statement itself, to which the rest belongs."""
    if _asks_within(heard, start, end):
        return False
    is_verb = any(Feature.AUX in m.concepts for m in heard.meanings if start <= m.start < end)
    return is_verb or _tells(heard, start, end)


def _says_nothing_more(heard: Utterance, at: int) -> bool:
    """Whether the rest is about something else altogether: "…, settling a bet at the shop"."""
    behind = {one for m in heard.meanings if m.start >= at for one in m.concepts}
    is_new = heard.text.words[at] not in _NOTHING_NEW
    return is_new and behind <= _IDLE and _tells(heard, at, len(heard.tokens))


def tag_ends(heard: Utterance, at: int, after: str) -> bool:
    """Whether a tag and a mark stand just before: "it is out today right, like they promised"."""
    words = heard.text.words
    is_tag = "," in after and any(words[at - n : at] in _TAGS for n in (1, 2, 3) if at > n + 1)
    return is_tag and _tells_beside(heard, at, _SENTENCE)


def _tells_beside(heard: Utterance, at: int, least: int) -> bool:
    """Whether the rest of the sentence is of so many words, and none of them is of a show."""
    count = len(heard.tokens)
    end = next((n + 1 for n in range(at, count) if heard.tokens[n].ends_sentence), count)
    place = (heard.place,) if heard.place else ()
    names = (*heard.mentions, *heard.seasons, *heard.times, *heard.people, *place)
    if end - at < least or any(at <= one.start < end for one in names):
        return False
    is_of_it = any(at <= m.start < end and m.concepts & _SAID_OF_IT for m in heard.meanings)
    return not is_of_it and not _asks_within(heard, at, end)
