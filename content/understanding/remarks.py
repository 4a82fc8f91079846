"""Whether a part of a message asks something, or only tells it."""

from collections.abc import Set as AbstractSet
from typing import Final

from content.understanding.entities import Utterance
from content.understanding.lexicon.folding import fold
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.ordinary import GLUE
from content.understanding.tags import ends_in_a_tag

_FILLERS: Final = word_set("fillers")
"""What may stand before the word that opens a question."""
_ENGLISH_FILLERS: Final = _FILLERS - {"i"}
_QUESTION: Final = frozenset(
    {
        Feature.WHEN,
        Feature.WHO,
        Feature.WHERE,
        Feature.WHY,
        Feature.HOW,
        Feature.WHAT,
        Feature.WHICH,
        Feature.HOW_MANY,
        Feature.HOW_LONG,
        Feature.HOW_OFTEN,
        Feature.HOUR,
        Feature.POLITE,
    }
)
_ASKED: Final = _QUESTION - {Feature.HOW}
_OPENING: Final = _QUESTION | {Feature.AUX}
_INVERTING: Final = word_set("inverting_verbs")
"""Verbs that make a question by standing before their subject."""
_PRONOUNS: Final = word_set("subjects_behind_a_verb")
_SUBJECTS: Final = word_set("subjects_of_a_remark")
"""Words that begin a remark where nothing has the form of a question."""
_TOPICAL: Final = frozenset(
    {Feature.RELEASE, Feature.OUT, Feature.CANCEL, Feature.RENEW, Feature.FILM, Feature.WRAP}
)
"""What a short message may ask about without the form of a question: "jj is out"."""
_ASKED_OF_A_SHOW: Final = _TOPICAL | {
    Feature.DATE,
    Feature.TRAILER,
    Feature.EPISODES,
    Feature.NEWS,
    Feature.CAST,
}
_ADMIRING: Final = word_set("admiring_verbs")
"""What a show does to those who like it: one such word is praise enough."""
_I: Final = word_set("i_myself")
"""Who speaks, in the languages other than English."""
_YOU: Final = word_set("spoken_to")
_SO: Final = word_set("drawing_a_conclusion")
_FELT: Final = frozenset({Feature.ME, Feature.FEELING, Feature.SMALLTALK, Feature.EXCLAIM})
_SAW: Final = word_set("seeing_verbs")
"""What somebody tells of a show they watch."""
_GOING_TO: Final = word_set("going_to")
_ALL_OF_IT: Final = word_set("all_of_it")
_TO_WATCH: Final = word_set("verbs_of_watching")
_CRIED: Final = 2
"""How often a word is cried at least, and once more."""
_THINGS_OF_FANS: Final = word_set("things_of_fans")
_NO_CRIES: Final = word_set("denials") - {"no"}
_THINGS_OF_A_SHOW: Final = 3
"""How many words may name a thing of the show: "jessica jones opening theme song is …"."""
_IS: Final = word_set("is_at_the_end")
_BLANK: Final = 3
"""How many words come before the blank that is to be filled in, at least."""
_SENTENCE: Final = 4
"""How many words a sentence has at least."""
_MOST_BESIDE: Final = 3
"""How many words beside pleasantries still make small talk."""


def asks(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it has the form of a question: the mark, its word, or the verb before the rest."""
    if any("?" in token.after for token in heard.tokens) or Feature.POLITE in found:
        return True
    if not _ASKED.isdisjoint(found):
        return True
    if ends_in_a_tag(heard) or (len(heard.tokens) > _BLANK and heard.tokens[-1].word in _IS):
        return True  # "first day of shooting on dd season 3 was..."
    first = first_of(heard)
    if Feature.SOURCE in heard.concept_at(first):
        return True  # "says who"
    if {Feature.COUNTDOWN, Feature.UNTIL} <= heard.concept_at(first):
        return True  # "days till daredevil s3"
    if Feature.WRONG in heard.concept_at(first):
        return False  # "bot is wrong", "está errado"
    return opens_question(heard, first) or _is_inverted(heard) or _is_counted(heard, found)


def _is_counted(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it wants a number of episodes confirmed: "so defenders is gonna be a 13 ep thing"."""
    is_told = heard.text.words[0] in _SO and any(one.start <= 2 for one in heard.mentions)
    free = (w for at, w in enumerate(heard.text.words) if at not in heard.subjects_and_days)
    counts = Feature.EPISODES in found and any(word.isdigit() for word in free)
    return is_told and counts and found.isdisjoint(_FELT)


def first_of(heard: Utterance) -> int:
    """Where it begins, behind greetings."""
    return heard.once(_first_of)


def _first_of(heard: Utterance) -> int:
    at = 0
    fillers = _ENGLISH_FILLERS if heard.language.code == "en" else _FILLERS
    while at < len(heard.tokens) - 1 and heard.tokens[at].word in fillers:
        at += 1
    return at


def is_remark(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it tells rather than asks."""
    if is_for_nobody(heard, found):
        return True
    if any("?" in token.after for token in heard.tokens):
        return False
    if len(heard.mentions) > 1 and any(">" in token.after for token in heard.tokens):
        return True  # "punisher > daredevil"
    words = [token.word for token in heard.tokens]
    first = first_of(heard)
    is_condition = words[first] in {"if", "when", "once"} and _is_subordinate(heard, first)
    if (Feature.ME in found and is_condition) or _plans_to_watch(heard, found):
        return True
    if Feature.ASKED in found:
        is_felt_first = Feature.FEELING in heard.concept_at(first)
        return (
            Feature.FEELING in found
            and (Feature.POLITE not in found or (is_felt_first and not _wants_to_know(found)))
            and not opens_question(heard, first)
            and not _is_inverted(heard)
            and not ends_in_a_tag(heard)
        )
    if Feature.FEELING in found or tells_what_was_seen(heard):
        return True
    if Feature.EXCLAIM in found and (not heard.mentions or _tells(heard)):
        return True
    if _is_of_oneself(heard, found) and Feature.NOT_THAT not in found:
        return True
    is_subject = words[first] in _SUBJECTS and all(one.start != first for one in heard.mentions)
    if is_subject and Feature.UPCOMING not in found:
        return True  # but "netflix marvel schedule 2018"
    return heard.language.code == "en" and _tells(heard)


def _is_of_oneself(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether somebody tells of themselves, and does not only say what they do without it."""
    if heard.language.code == "en":
        return Feature.ME in found and not _is_threat(heard)
    first = first_of(heard)
    return not _I.isdisjoint(heard.text.words[first : first + 3])


def is_for_nobody(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it is a cry, or about what somebody owns: no reading makes a question of that."""
    return heard.once(_is_cried) or _is_of_a_thing(heard, found)


def _is_cried(heard: Utterance) -> bool:
    """Whether it is a show and the same word over and over: "no no no daredevil"."""
    named = heard.subjects_and_days
    beside = [
        word
        for at, word in enumerate(heard.text.words)
        if at not in named and word not in _NO_CRIES
    ]
    if len(beside) <= _CRIED or len(set(beside)) != 1:
        return False
    return all(_QUESTION.isdisjoint(meaning.concepts) for meaning in heard.meanings)


def _is_of_a_thing(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it is about what somebody owns that bears a show's name: "my daredevil hoodie"."""
    words = heard.text.words
    if found.isdisjoint({Feature.ME, Feature.CHAT}):
        return False
    return any(_THINGS_OF_FANS.intersection(words[m.end : m.end + 2]) for m in heard.mentions)


def _plans_to_watch(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it tells what somebody is going to watch, and asks nothing beside it."""
    return tells_what_will_be_seen(heard) and _ASKED.isdisjoint(found)


def is_to_somebody(heard: Utterance) -> bool:
    """Whether somebody is called by a name that nothing here bears: "Lena, did you get it"."""
    wanted = _TOPICAL - {Feature.FILM, Feature.WRAP} | _QUESTION - {Feature.POLITE, Feature.HOW}
    is_asked = any(one.concepts & wanted for one in heard.meanings)
    if is_asked or heard.text.shouts or _YOU.isdisjoint(heard.text.words):
        return False  # "Sam, do you know when it is out": anybody may answer that
    known = {
        *(at for one in heard.mentions for at in range(one.start, one.end)),
        *(at for one in heard.people for at in range(one.start, one.end)),
        *(at for one in heard.untracked for at in range(one.start, one.end)),
    }
    for at, token in enumerate(heard.tokens):
        is_name = token.raw[:1].isupper() and token.word.isalpha() and len(token.word) > 2
        if at in known or not is_name or fold(token.raw) in heard.language.words:
            continue
        if "," in token.after and not _YOU.isdisjoint(heard.text.words[at + 1 : at + 4]):
            return True
        if at and at == len(heard.tokens) - 1 and "," in heard.tokens[at - 1].after:
            return True
    return False


def tells_what_was_seen(heard: Utterance) -> bool:
    """Whether it begins with what somebody has watched: "finished daredevil last night"."""
    at = first_of(heard)
    behind = at + 1
    while behind < len(heard.tokens) and heard.tokens[behind].word in _ALL_OF_IT:
        behind += 1
    if heard.tokens[at].word in _SAW and any(one.start == behind for one in heard.mentions):
        return True
    return tells_what_will_be_seen(heard)


def tells_what_will_be_seen(heard: Utterance) -> bool:
    """Whether it begins with what somebody is going to watch: "gonna finish daredevil tonight"."""
    words = heard.text.words
    at = first_of(heard)
    while at < len(words) and words[at] in _GOING_TO:
        at += 1
    is_going = at > first_of(heard)
    return is_going and at < len(words) and words[at] in _TO_WATCH


def tells_a_story(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it tells what somebody did or feels, though it may end in a question mark."""
    if len(heard.tokens) < _SENTENCE or _wants_to_know(found) or Feature.POLITE in found:
        return False
    first = first_of(heard)
    if opens_question(heard, first) or _is_inverted(heard) or ends_in_a_tag(heard):
        return False
    starts = heard.tokens[first].word in _SAW
    return starts or (Feature.FEELING in found and Feature.ME in found)


def says_more_than_a_topic(heard: Utterance) -> bool:
    """Whether it is more than what is asked in a word or two: "release date", "episode count"."""
    told = heard.subjects_and_days.union(*(range(m.start, m.end) for m in heard.meanings))
    beside = sum(at not in told and len(t.word) > 1 for at, t in enumerate(heard.tokens))
    return len(heard.tokens) >= _SENTENCE and beside > 1


def _wants_to_know(found: AbstractSet[Feature]) -> bool:
    """Whether it holds the word of a question, not only a "please"."""
    return not (_QUESTION - {Feature.POLITE}).isdisjoint(found)


def is_statement(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it is a sentence that tells something, and no question put briefly."""
    if Feature.ASKED in found or len(heard.tokens) < _SENTENCE:
        return False
    words = heard.text.words
    tells = Feature.RUMOUR in found or Feature.ME in found or words[first_of(heard)] in _SUBJECTS
    return tells or _tells(heard)


def is_praise(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it says of a show, or of a thing of it, what Violet has no word for.

    "Luke cage soundtrack is fire", "born again cinematography chef's kiss".
    """
    is_marked = any("?" in token.after for token in heard.tokens)
    if is_marked or Feature.ASKED in found or Feature.NOT_THAT in found or not heard.mentions:
        return False
    if _says_of_a_thing(heard):
        return True
    told = heard.subjects_and_days.union(
        *(range(meaning.start, meaning.end) for meaning in heard.meanings),
        *(range(person.start, person.end) for person in heard.people),
    )
    known = GLUE | _FILLERS if heard.language.code == "en" else heard.language.words
    beside = [
        token.word
        for at, token in enumerate(heard.tokens)
        if at not in told and token.word not in known
    ]
    return len(beside) > 1 or not _ADMIRING.isdisjoint(beside)


def _says_of_a_thing(heard: Utterance) -> bool:
    """Whether a verb stands behind a show and some thing of it, and more behind that."""
    ends = [one.end for one in heard.mentions] + [one.end for one in heard.seasons]
    for end in ends:
        for at in range(end, min(end + 1 + _THINGS_OF_A_SHOW, len(heard.tokens) - 1)):
            if not heard.concept_at(at).isdisjoint(_ASKED_OF_A_SHOW) or heard.tokens[at].after:
                break
            if Feature.AUX in heard.concept_at(at) and heard.tokens[at].raw != "s":
                return True
    return False


def is_smalltalk(heard: Utterance, found: AbstractSet[Feature]) -> bool:
    """Whether it is hardly more than a greeting, thanks or a yes."""
    if Feature.SMALLTALK not in found or heard.mentions or heard.seasons or heard.people:
        return False
    pleased = [m.concepts for m in heard.meanings if Feature.SMALLTALK in m.concepts]
    polite = {
        at
        for meaning in heard.meanings
        if Feature.SMALLTALK in meaning.concepts
        for at in range(meaning.start, meaning.end)
    }
    beside = sum(
        at not in polite and token.word not in _FILLERS for at, token in enumerate(heard.tokens)
    )
    if all(Feature.EXCLAIM in concepts for concepts in pleased):
        return beside == 0  # "lol", but not "lol that ending"
    return beside <= _MOST_BESIDE or beside <= 2 * len(polite)


def _is_threat(heard: Utterance) -> bool:
    """Whether somebody only says what they will do without an answer: "jj s2 date or i riot"."""
    words = heard.text.words
    return any(words[at] == "or" and "i" in words[at + 1 : at + 3] for at in range(len(words)))


def _is_subordinate(heard: Utterance, first: int) -> bool:
    return Feature.AUX not in heard.concept_at(first + 1)


def opens_question(heard: Utterance, first: int) -> bool:
    """Whether it begins with a question word, be it as part of a phrase, or with a verb."""
    if Feature.FEELING in heard.concept_at(first):
        return False  # "what a finale"
    return not heard.meant_at(first).isdisjoint(_OPENING)


def _is_inverted(heard: Utterance) -> bool:
    """Whether a verb stands before its subject somewhere: "omg did they renew it"."""
    words = [token.word for token in heard.tokens]
    named = {one.start for one in heard.mentions}
    ended = {one.end for one in heard.mentions} | {one.end for one in heard.seasons}
    for at in range(1, len(words) - 1):
        is_new = "," in heard.tokens[at - 1].after
        if words[at] not in _INVERTING or (at in ended and not is_new):
            continue
        if words[at - 1] in _PRONOUNS and not is_new:
            continue
        skip = 1 if words[at + 1] == "the" else 0
        behind = at + 1 + skip
        if behind in named or (not skip and words[behind] in _PRONOUNS):
            return True
    return False


def _tells(heard: Utterance) -> bool:
    """Whether its verb stands behind its subject, as in "jj s2 is out on friday"."""
    said = heard.said
    is_topical = not said.isdisjoint(_TOPICAL)
    if Feature.YET in said or len(heard.tokens) < (4 if is_topical else 3):
        return False
    ends = [one.end for one in heard.mentions] + [one.end for one in heard.seasons]
    ends += [one.end for one in heard.unknown]
    return any(
        heard.tokens[end].raw != "s"  # "born again's premiere" tells nothing
        and heard.tokens[end].word
        in {"is", "was", "are", "has", "will", "had", "got", "gets", "just"}
        for end in ends
        if end < len(heard.tokens)
    )
