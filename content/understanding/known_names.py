"""Names that the claims hold: people, characters, and what a shoot is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Subject
from content.facts.kinds import Kind
from content.understanding.lexer import language
from content.understanding.subjects import MOST_KEPT, names_of
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


@dataclass(frozen=True, slots=True)
class Known:
    """Every name in the claims, by how it is looked up."""

    people: dict[str, tuple[str, tuple[Claim, ...]]]
    codes: dict[str, tuple[str, Subject]]
    words: frozenset[str]
    """Every word of a person's name: none is a slip of another word."""

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Known":
        """Return the names in the claims of *catalogue*; a show's own name is nobody's."""
        shows = names_of(catalogue).exact
        found: dict[str, tuple[str, list[Claim]]] = {}
        codes: dict[str, tuple[str, Subject]] = {}
        ordinary = language("en").words
        words: set[str] = set()
        for claim in catalogue.claims:
            if claim.kind is Kind.CODE_NAME and claim.value:
                key = look_up_key(str(claim.value))
                if key not in codes or str(codes[key][1].season) < str(claim.subject.season):
                    codes[key] = (str(claim.value), claim.subject)
            if not claim.kind.row.names_people:
                continue
            for name in _names(claim):
                words.update(normalise(name).words)
                for part in (name, *_parts(name)):
                    key = look_up_key(part)
                    if len(key) >= 4 and key not in shows and key not in ordinary:
                        known = found.setdefault(key, (name if part == name else part, []))
                        known[1].append(claim)
        people = {key: (name, tuple(claims)) for key, (name, claims) in found.items()}
        return cls(people, codes, frozenset(words))

    def people_in(self, tokens: Sequence[Token], taken: set[int]) -> tuple[Person, ...]:
        """Return who is named, in order; *taken* are places that mean something else."""
        found: list[Person] = []
        at = 0
        while at < len(tokens):
            person = None
            for end in range(min(at + 4, len(tokens)), at, -1):
                if not taken.isdisjoint(range(at, end)):
                    continue
                known = self.people.get("".join(token.word for token in tokens[at:end]))
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
                known = self.codes.get("".join(token.word for token in tokens[at:end]))
                if known is not None:
                    found.append(Called(known[0], at, end, known[1]))
                    break
        return tuple(found)


_KEPT: dict[int, tuple[Catalogue, Known]] = {}


def known_to(catalogue: Catalogue) -> Known:
    """Return the names in the claims of *catalogue*, gathered once for each catalogue."""
    held = _KEPT.get(id(catalogue))
    if held is not None and held[0] is catalogue:
        return held[1]
    known = Known.of(catalogue)
    while len(_KEPT) >= MOST_KEPT:
        _KEPT.pop(next(iter(_KEPT)))
    _KEPT[id(catalogue)] = (catalogue, known)
    return known


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
