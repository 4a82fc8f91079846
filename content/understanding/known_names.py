"""Names that the claims hold: people, characters, and what a shoot is called."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, ShowId, Subject
from content.facts.kinds import Kind
from content.understanding.lexer import language
from content.understanding.name_index import NameIndex
from content.understanding.tokens import Token, look_up_key, normalise


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the claims name, and where."""

    name: str
    start: int
    end: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """A shoot called by its code name."""

    name: str
    start: int
    end: int
    subject: Subject


class KnownNames:
    """Every name in the claims, by how it is looked up; one show's are put in by themselves."""

    def __init__(self) -> None:
        self._people: dict[str, dict[ShowId, tuple[str, tuple[Claim, ...]]]] = {}
        self._codes: dict[str, dict[ShowId, tuple[str, Subject]]] = {}
        self._shows: dict[ShowId, tuple[tuple[str, ...], tuple[str, ...], Counter[str]]] = {}
        """The keys of people, those of code names and the words that were put in for a show."""
        self.words: Counter[str] = Counter()
        """Every word of a person's name: none is a slip of another word."""

    def put(self, show: ShowId, claims: Iterable[Claim]) -> None:
        """Take in the names in the *claims* about *show*, in place of those it had."""
        self.drop(show)
        people: dict[str, tuple[str, list[Claim]]] = {}
        codes: dict[str, tuple[str, Subject]] = {}
        words: Counter[str] = Counter()
        for claim in claims:
            if claim.kind is Kind.CODE_NAME and claim.value:
                key = look_up_key(str(claim.value))
                if key not in codes or str(codes[key][1].season) < str(claim.subject.season):
                    codes[key] = (str(claim.value), claim.subject)
            if not claim.kind.row.names_people:
                continue
            for name in _names(claim):
                words.update(normalise(name).words)
                for part in (name, *_parts(name)):
                    people.setdefault(look_up_key(part), (part, []))[1].append(claim)
        kept = [key for key in people if len(key) >= 4 and key not in language("en").words]
        for key in kept:
            name, mine = people[key]
            self._people.setdefault(key, {})[show] = (name, tuple(mine))
        for key, code in codes.items():
            self._codes.setdefault(key, {})[show] = code
        self._shows[show] = (tuple(kept), tuple(codes), words)
        self.words.update(words)

    def drop(self, show: ShowId) -> None:
        """Take out the names in the claims about *show*; nothing where none are in."""
        people, codes, words = self._shows.pop(show, ((), (), Counter()))
        for key in people:
            _without(self._people, key, show)
        for key in codes:
            _without(self._codes, key, show)
        for word, count in words.items():
            self.words[word] -= count
            if not self.words[word]:
                del self.words[word]

    def _person(self, key: str, shows: NameIndex) -> tuple[str, tuple[Claim, ...]] | None:
        found = self._people.get(key)
        if found is None or shows.named(key):
            return None
        every = [found[show] for show in sorted(found)]
        return every[0][0], tuple(claim for _, claims in every for claim in claims)

    def _code(self, key: str) -> tuple[str, Subject] | None:
        found = self._codes.get(key, {})
        return max(found.values(), key=lambda one: (str(one[1].season), one[1].show), default=None)

    def people_in(
        self, tokens: Sequence[Token], taken: set[int], shows: NameIndex
    ) -> tuple[Person, ...]:
        """Return who is named, in order; *taken* are places that mean something else.

        What is the name of one of the *shows* is nobody's.
        """
        found: list[Person] = []
        at = 0
        while at < len(tokens):
            person = None
            for end in range(min(at + 4, len(tokens)), at, -1):
                if not taken.isdisjoint(range(at, end)):
                    continue
                known = self._person("".join(token.word for token in tokens[at:end]), shows)
                if known is not None:
                    person = Person(known[0], at, end, known[1])
                    break
            if person is None:
                at += 1
            else:
                found.append(person)
                at = person.end
        return tuple(found)

    def called_in(self, tokens: Sequence[Token]) -> tuple[Called, ...]:
        """Return the code names that stand there."""
        found = []
        for at in range(len(tokens)):
            for end in range(min(at + 5, len(tokens)), at, -1):
                known = self._code("".join(token.word for token in tokens[at:end]))
                if known is not None:
                    found.append(Called(known[0], at, end, known[1]))
                    break
        return tuple(found)


def _put(index: KnownNames, catalogue: Catalogue, show: ShowId) -> None:
    index.put(show, catalogue.about(show))


def known_to(catalogue: Catalogue) -> KnownNames:
    """Return the names in the claims of *catalogue*."""
    return catalogue.index(KnownNames, KnownNames, _put)


_Value = TypeVar("_Value")


def _without(found: dict[str, dict[ShowId, _Value]], key: str, show: ShowId) -> None:
    mine = found[key]
    del mine[show]
    if not mine:
        del found[key]


def _names(claim: Claim) -> list[str]:
    """Stretches of capitalised words in the value, and in what narrows it."""
    found: list[str] = []
    for text in (str(claim.value or ""), claim.detail or ""):
        for part in re.split(r"[,;()/\u201c\u201d\"]| and | as | or | with ", text[:300]):
            words = part.split()
            while words and not words[0][:1].isupper():
                words.pop(0)
            name = " ".join(words)
            if words and len(words) <= 4 and all(w[:1].isupper() for w in words):
                found.append(name)
    return found


def _parts(name: str) -> list[str]:
    """A surname alone is understood too."""
    words = normalise(name).tokens
    return [words[-1].raw] if len(words) > 1 and len(words[-1].raw) >= 5 else []
