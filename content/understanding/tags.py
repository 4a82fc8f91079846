"""The tag with which a remark asks whether it is so: "so it is out now, right"."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from content.understanding.entities import Utterance
from content.understanding.lexicon.languages import phrases, word_set

_TAGS: Final = phrases("tags")
_NEGATED: Final = word_set("negated_verbs")
_PRONOUNS: Final = word_set("subjects_of_a_tag")
_CALLED: Final = word_set("called_behind_a_tag")
"""Whom a tag may be said to: mate, love."""
_ADDING: Final = word_set("adding_behind_a_tag")
"""What opens the reason that somebody gives behind a tag: "right, that is what they said"."""
_VERBS: Final = word_set("inverting_verbs")
_IS: Final = word_set("before_no_tag")
"""What stands before the same word where it is no tag: "is right", "all right"."""
_OR: Final = word_set("or_in_a_claim")
_LONGEST: Final = 3


def tag_of(heard: Utterance) -> range:
    """Return where the tag stands, with whom it is said to; empty: there is none."""
    return _tag_in(heard.text.words)


@lru_cache(maxsize=64)
def _tag_in(words: tuple[str, ...]) -> range:
    for at in range(len(words) - 1, 1, -1):
        for end in range(min(at + _LONGEST, len(words)), at, -1):
            if not _is_tag_alone(words[at:end]):
                continue
            behind = end
            while behind < len(words) and words[behind] in _CALLED:
                behind += 1
            is_last = behind == len(words)
            is_told_why = not is_last and words[at] not in _OR and words[behind] in _ADDING
            if (is_last or is_told_why) and not _is_said_of_it(words, at):
                return range(at, behind)
    return range(0)


def ends_in_a_tag(heard: Utterance) -> bool:
    """Whether it tells something, and then asks if it is so."""
    return bool(tag_of(heard))


def _is_said_of_it(words: Sequence[str], at: int) -> bool:
    """Whether a verb asks it of something: "is that right", "who is right"."""
    return words[at - 1] in _IS or (words[at - 2] in _IS and words[at - 1] in _PRONOUNS)


def is_tag(words: Sequence[str]) -> bool:
    """Whether *words* are nothing but a tag: "isn't it, mate"."""
    left = list(words)
    while left and left[-1] in _CALLED:
        left.pop()
    return _is_tag_alone(left)


def asks_if_it_is(heard: Utterance) -> bool:
    """Whether all of it, or its end, asks if what was denied is so after all: "or did it?"."""
    words = heard.text.words
    if len(words) < _LONGEST or not ends_with_a_mark(heard):
        return False
    *_, either, verb, subject = words
    return either in _OR and verb in _VERBS and subject in _PRONOUNS


def ends_with_a_mark(heard: Utterance) -> bool:
    """Whether it ends with the mark of a question."""
    return "?" in heard.tokens[-1].after


def _is_tag_alone(words: Sequence[str]) -> bool:
    if tuple(words) in _TAGS:
        return True
    return len(words) == 2 and words[0] in _NEGATED and words[1] in _PRONOUNS
