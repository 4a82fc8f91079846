"""Whether a question can be answered by yes or no, or asks for a value."""

from functools import cache
from typing import Final

from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon import time_words
from content.understanding.lexicon.languages import MODEL, phrases, word_set, words_in
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.season_words import CARDINALS, SEASON, TEENS
from content.understanding.remarks import first_of
from content.understanding.tags import asks_if_it_is, ends_in_a_tag, tag_of

ASKED_BOTH_WAYS: Final = frozenset(
    {
        Intent.RELEASE_CHECK,
        Intent.RENEWAL_STATUS,
        Intent.CANCELLATION_STATUS,
        Intent.FINAL_SEASON,
        Intent.FILMING_STATUS,
        Intent.FILMING_START,
        Intent.FILMING_WRAP,
        Intent.CODE_NAME,
        Intent.EPISODE_COUNT,
        Intent.CAST,
        Intent.DIRECTOR,
        Intent.WHERE_TO_WATCH,
        Intent.CONFIDENCE,
        Intent.RUMOUR_CHECK,
        Intent.RELEASE_MODEL,
        Intent.TRAILER,
        Intent.SHOWRUNNER,
        Intent.TITLE,
        Intent.COMPARE_RELEASE,
        Intent.CHANGE_HISTORY,
    }
)
"""Intents whose questions are of either form: "was it cancelled", "when was it cancelled"."""
OPEN: Final = frozenset(
    {
        *(Feature.WHEN, Feature.WHO, Feature.WHAT, Feature.WHICH, Feature.WHERE),
        *(Feature.HOW, Feature.HOW_MANY, Feature.WHY),
    }
)
"""What the word of an open question means."""
_ASKED_FOR_A_VALUE: Final = frozenset(
    {
        *(Intent.RELEASE_MODEL, Intent.TRAILER, Intent.SHOWRUNNER),
        *(Intent.TITLE, Intent.COMPARE_RELEASE, Intent.CHANGE_HISTORY),
    }
)
"""Those of which a value is asked for unless the question has the form of one for yes or no."""
_OF_WHAT_IS_SO: Final = _ASKED_FOR_A_VALUE | {
    *(Intent.CAST, Intent.DIRECTOR, Intent.CODE_NAME, Intent.FILMING_STATUS),
    Intent.FINAL_SEASON,
}
"""Those of which no verdict is told where it is asked whether something is not so."""
_WHETHER_IT_IS_THERE: Final = frozenset({Feature.OUT, Feature.YET, Feature.RELEASE})
_NOT: Final = word_set("denials")
_NO: Final = word_set("no_alone")
_NO_ONE: Final = word_set("no_one")
_WITH_NO_FOR_IN: Final = frozenset({"pt"})
"""Languages in which "no" is "in the"."""
_TWO: Final = word_set("or_in_a_claim")
_FALSE: Final = word_set("called_false")
_TRUE: Final = word_set("called_true")
_HOW: Final = word_set("asking_how")
_NEITHER: Final = word_set("no_second_choice")
_REASONS: Final = word_set("behind_reasons")
_BEFORE: Final = word_set("before_a_day")
_NEGATED: Final = word_set("negated_verbs")
_PLAYERS: Final = word_set("players")
_ALONE: Final = word_set("alone")
_YES_OR_NO: Final = phrases("yes_or_no")
_INVERTING: Final = word_set("inverting_verbs")
_SUBJECTS: Final = word_set("subjects_behind_a_verb") | time_words.ARTICLES
_PARTING: Final = frozenset(",;:")
_STILL: Final = word_set("still")
_MOST_WORDS: Final = 3
_THAT: Final = word_set("that_joining")
_BEFORE_THAT: Final = word_set("before_that_joining")
OF_TRUTH: Final = frozenset({Intent.CONFIDENCE, Intent.RUMOUR_CHECK})


def asks_openly(heard: Utterance, intent: Intent) -> bool:
    """Whether it asks for a value, so that neither yes nor no answers it."""
    if intent not in ASKED_BOTH_WAYS:
        return False
    if _is_past_a_verdict(heard, intent):
        return True
    if _says_yes_or_no(heard):
        return False
    if _would_be_misread(heard, intent):
        return True
    told = tag_of(heard).start or len(heard.tokens)
    asked = [
        one.start
        for one in heard.meanings
        if one.start < told and one.concepts & OPEN and _is_asked(heard, one.start)
    ]
    if any(heard.text.words[one.start - 1] in _STILL for one in heard.people if one.start):
        return False  # "who runs it now, still scardapane"
    if intent in _ASKED_FOR_A_VALUE:
        return bool(asked) or not _asks_whether(heard, intent)
    if intent is Intent.CAST and not asked:
        is_a_player = not _PLAYERS.isdisjoint(heard.text.words)
        return is_a_player and not _has_its_form(heard)  # "misty knight in luke cage, actress name"
    return bool(asked) and _stands_before(heard, min(asked))


def _asks_if_false(heard: Utterance) -> bool:
    """Whether it begins by asking if it is not true: "is it a lie that it was cancelled"."""
    words, first = heard.text.words, first_of(heard)
    return any(
        word in _FALSE and _TWO.isdisjoint((*words[at - 1 : at], *words[at + 1 : at + 2]))
        for at, word in enumerate(words)
        if first < at <= first + _MOST_WORDS
    )


def _stands_before(heard: Utterance, asked: int) -> bool:
    """Whether the word of an open question is what it asks with, and no part of what is told."""
    first = first_of(heard)
    polite = Feature.POLITE in heard.concept_at(first)
    opens = Feature.AUX in heard.concept_at(first) and not polite
    named = min((one.start for one in heard.mentions), default=len(heard.tokens))
    if asked == first + 1 and opens:
        return True
    return not (opens and asked > named)


def _would_be_misread(heard: Utterance, intent: Intent) -> bool:
    """Whether a yes would be taken for another than is looked at: of a reason, of one of two."""
    words = set(heard.text.words)
    if heard.text.words[first_of(heard)] in _HOW:
        return True
    if _asks_if_false(heard):
        return True
    if intent in OF_TRUTH and not _FALSE.isdisjoint(words) and _TRUE.isdisjoint(words):
        return True  # "is that fake": a yes would be read the other way round
    if intent is not Intent.FILMING_STATUS and _gives_a_reason(heard):
        return True  # "was it cancelled because of the ratings": yes would be said of the reason
    return intent is not Intent.RELEASE_CHECK and _is_either(heard)


def _where_it_asks(heard: Utterance) -> int:
    """Where a verb opens the question, be it behind what was told: "just tell me: is she in it"."""
    first = first_of(heard)
    for at in range(len(heard.tokens) - 2, first, -1):
        is_parted = not _PARTING.isdisjoint(heard.tokens[at - 1].after)
        if is_parted and heard.text.words[at] in _INVERTING and _is_subject(heard, at + 1):
            return at
    return first


def _is_subject(heard: Utterance, at: int) -> bool:
    named = {one.start for one in heard.mentions} | {one.start for one in heard.people}
    named |= {one.start for one in heard.seasons}
    return at in named or heard.text.words[at] in _SUBJECTS


def _has_its_form(heard: Utterance) -> bool:
    """Whether it begins with a verb, or does so behind an aside; or ends in a tag."""
    opening = heard.concept_at(_where_it_asks(heard))
    return (Feature.AUX in opening and Feature.POLITE not in opening) or ends_in_a_tag(heard)


def _asks_whether(heard: Utterance, intent: Intent) -> bool:
    """Whether it asks if something is so, be it without a verb: "trailer out yet", "weekly?"."""
    if _has_its_form(heard):
        return True
    if intent is Intent.TRAILER:
        return any(one.concepts & _WHETHER_IT_IS_THERE for one in heard.meanings)
    is_marked = any("?" in token.after for token in heard.tokens)
    return intent is Intent.RELEASE_MODEL and is_marked


def _says_yes_or_no(heard: Utterance) -> bool:
    """Whether it names the answers that are wanted: "yes or no"."""
    words = heard.text.words
    ends = range(2, _MOST_WORDS + 1)
    return any(words[at : at + n] in _YES_OR_NO for at in range(len(words)) for n in ends)


def _gives_a_reason(heard: Utterance) -> bool:
    """Whether a reason is asked about, rather than somebody's own for asking: "because my …"."""
    words = heard.text.words
    return any(
        word in _REASONS and Feature.ME not in heard.concept_at(at + 1)
        for at, word in enumerate(words)
    )


def _is_past_a_verdict(heard: Utterance, intent: Intent) -> bool:
    """Whether a yes would be said of more than is looked at.

    Of a part that is not to be played ("is it right that she won't be in it"), of which of two was
    first, of several seasons, or of what asks for days alone ("iron fist: cancellation date?").
    """
    if intent in _OF_WHAT_IS_SO:
        leaves = any(
            Feature.LEAVE in meaning.concepts and 0 <= meaning.start - person.end < _MOST_WORDS
            for meaning in heard.meanings
            for person in heard.people
        )  # "charlie cox is leaving it"
        is_alone = bool(heard.people) and not _ALONE.isdisjoint(heard.text.words)
        return denies(heard) or is_alone or (intent is Intent.CAST and leaves)
    if intent not in {Intent.CANCELLATION_STATUS, Intent.RENEWAL_STATUS}:
        return False
    is_compared = len({one.show for one in heard.mentions}) > 1 and any(
        word in _BEFORE | time_words.AFTER for word in heard.text.words
    )
    asks_days = any(Feature.DATE in meaning.concepts for meaning in heard.meanings)
    opens = Feature.AUX in heard.concept_at(first_of(heard))
    return is_compared or (asks_days and not opens) or _counts_seasons(heard)


def _counts_seasons(heard: Utterance) -> bool:
    """Whether it asks of several at once: "was it renewed for two more seasons"."""
    words = heard.text.words
    return any(
        number_told(word) is not None and not SEASON.isdisjoint(words[at + 1 : at + 3])
        for at, word in enumerate(words)
        if at not in heard.subjects_and_days
    )


def _is_either(heard: Utterance) -> bool:
    """Whether it asks which of two is so: "renewed or cancelled", but not "renewed or not"."""
    words, asked = heard.text.words, _where_it_asks(heard)
    either = _or_in(heard.language.code)
    return any(
        word in either
        and at > asked
        and at + 1 < len(words)
        and words[at + 1] not in _NEITHER
        and words[at - 1] not in _TRUE  # "true or false"
        and _FALSE.isdisjoint(words[at + 1 :])  # "or is that only a rumour"
        and not _is_of_themselves(heard, at + 1)
        for at, word in enumerate(words)
    )


@cache
def _or_in(code: str) -> frozenset[str]:
    """What says "or" in a language, or in English: "o" is an article in another."""
    return frozenset({*words_in(code, "or_in_a_claim"), *words_in(MODEL, "or_in_a_claim")})


def _is_of_themselves(heard: Utterance, at: int) -> bool:
    """Whether somebody only doubts it there, or themselves: "… or did it", "or was i in a coma"."""
    if at == len(heard.tokens) - 2 and asks_if_it_is(heard):
        return True
    is_verb = Feature.AUX in heard.concept_at(at) or heard.text.words[at] == "am"
    return is_verb and Feature.ME in heard.concept_at(at + 1)


_DENYING: Final = _NOT | _NO | _NEGATED


def denies(heard: Utterance) -> bool:
    """Whether it asks if something is not so; "didn't it" asks if it is."""
    if asks_if_it_is(heard):
        return False
    words, first = heard.text.words, _where_it_asks(heard)
    if words[first] in _NO_ONE:
        return True
    opens = words[first] in _INVERTING | _NEGATED or Feature.AUX in heard.concept_at(first)
    told = tag_of(heard).start or len(words)
    aside = _asides_of_a_denial(heard)
    for at in range(told):
        if words[at] not in _DENYING:
            continue
        if words[at] in _NO and Feature.TRAILER in heard.concept_at(at + 1):
            return True  # "no trailer yet?"
        if at < first + 2 * opens or at in aside or words[at - 1] in {"why", *_TWO}:
            continue
        if words[at] in _NO | _NEGATED and "," in heard.tokens[at - 1].after:
            return False  # "…, no spoilers please", "…, can't find it"
        if _is_denial(heard, at, told):
            return True
    return False


def _asides_of_a_denial(heard: Utterance) -> set[int]:
    """Where words stand that deny nothing: in a time, or a plea as "cant find it"."""
    times = {at for one in heard.times for at in range(one.start, one.end)}
    return times.union(*(one.places for one in heard.meanings if Feature.POLITE in one.concepts))


def _is_denial(heard: Utterance, at: int, told: int) -> bool:
    words = heard.text.words
    denials = _NOT - _NO if heard.language.code in _WITH_NO_FOR_IN else _NOT
    return (words[at] in denials and at < len(words) - 1) or (
        words[at] in _NEGATED and at < told - 1
    )


def number_told(word: str) -> int | None:
    """Return what *word* counts, in figures or spelt out; None: nothing, or one alone."""
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    number = {**CARDINALS, **TEENS}.get(word, 0)
    return number if number > 1 else None


def _is_asked(heard: Utterance, at: int) -> bool:
    """Whether a word of an open question asks there; not in "13 episodes", "es verdad que"."""
    words = heard.text.words
    joins = at > 0 and words[at] in _THAT and words[at - 1] in _BEFORE_THAT
    return number_told(words[at]) is None and not joins
