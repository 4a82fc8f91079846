"""People who are called by less, or by other letters, than their whole names."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from content.understanding.known_names import KnownNames, Person
from content.understanding.lexer import Language, Meaning
from content.understanding.lexicon.languages import MODEL, word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.name_places import LEADING
from content.understanding.lexicon.ordinary import GLUE
from content.understanding.subjects import Mention
from content.understanding.tokens import Token

_AS_WELL: Final = word_set("as_well")
_BESIDE: Final = GLUE | LEADING | _AS_WELL
"""Words that are no part of a name beside them."""


def misspelt_people(
    written: Sequence[Token],
    language: Language,
    meanings: Sequence[Meaning],
    known: KnownNames,
    taken: AbstractSet[int],
    mentions: Sequence[Mention],
) -> tuple[Person, ...]:
    """People whose names are misspelt, where a role is asked for or a show is named."""
    if not mentions and not any(Feature.CAST in one.concepts for one in meanings):
        return ()
    is_word = [token.word in language.words for token in written]
    places = {at for at in range(len(written)) if at not in taken}
    return known.misspelt_in(written, places, is_word)


def given_names(
    tokens: Sequence[Token],
    language: Language,
    meanings: Sequence[Meaning],
    known: KnownNames,
    taken: AbstractSet[int],
) -> tuple[Person, ...]:
    """People called by their first name where a role is asked for: "who plays colleen", "misty?".

    A first name is an ordinary word otherwise, or one of a series nobody here follows.
    """
    rest = [at for at in range(len(tokens)) if tokens[at].word not in LEADING | _AS_WELL]
    if tokens[:1] and tokens[0].word in {"what", "how"} and rest[:1] == [0]:
        rest = rest[1:]  # "what about misty"
    is_all = len(rest) == 1 and language.code == MODEL
    if not (is_all or any(Feature.CAST in one.concepts for one in meanings)):
        return ()
    meant = {at for one in meanings for at in one.places}
    told = taken | meant | {at for at, one in enumerate(tokens) if one.word in _BESIDE}
    return known.given_in(
        tokens, [at for at in rest if at not in taken | meant and _stands_apart(tokens, at, told)]
    )


def _stands_apart(tokens: Sequence[Token], at: int, told: AbstractSet[int]) -> bool:
    """Whether no word beside it may belong to a longer name: "elden ring" is one."""
    if at and tokens[at - 1].word == "of":
        return False  # "the cast of karen"
    is_parted = at == 0 or bool(tokens[at - 1].after) or at - 1 in told
    return is_parted and (at + 1 == len(tokens) or bool(tokens[at].after) or at + 1 in told)
