"""Names that the claims hold: people, characters, and what a shoot is called."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, TypeVar

from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, ShowId, Subject
from content.facts.kinds import Kind
from content.understanding.lexer import language
from content.understanding.name_index import NameIndex
from content.understanding.near_names import NearNames
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
class _Indexed:
    """What was put in for one show, so that it can be taken out."""

    people: tuple[str, ...]
    codes: tuple[str, ...]
    given: tuple[str, ...]
    words: Counter[str]
    places: Counter[str]


class KnownNames:
    """Every name in the claims, by how it is looked up; one show's are put in by themselves."""

    def __init__(self) -> None:
        self._people: dict[str, dict[ShowId, tuple[str, tuple[Claim, ...]]]] = {}
        self._codes: dict[str, dict[ShowId, tuple[str, Subject]]] = {}
        self._given: dict[str, dict[ShowId, tuple[str, tuple[Claim, ...]]]] = {}
        """Those whole names, by the first word of them."""
        self._shows: dict[ShowId, _Indexed] = {}
        self.words: Counter[str] = Counter()
        """Every word of a person's name: none is a slip of another word."""
        self.filmed_at: Counter[str] = Counter()
        """Every word of a place where anything is filmed."""
        self._near = NearNames()
        self._beginnings: Counter[str] = Counter()
        """The first letters of people's keys: what begins otherwise need not be looked up."""
        self._code_beginnings: Counter[str] = Counter()
        """Those of code names."""

    def put(self, show: ShowId, claims: Iterable[Claim]) -> None:
        """Take in the names in the *claims* about *show*, in place of those it had."""
        self.drop(show)
        claims = tuple(claims)
        people, codes, given = _people_in(claims), _codes_in(claims), _given_names(claims)
        words = Counter(word for name, _ in _named(claims) for word in normalise(name).words)
        places = _words_of_places(claims)
        kept = [key for key in people if len(key) >= 4 and key not in language("en").words]
        for key in kept:
            name, mine = people[key]
            if key not in self._people:
                self._beginnings[key[:_BEGINNING]] += 1
                if len(key) >= _SHORTEST_MISSPELT:
                    self._near.put(key)
            self._people.setdefault(key, {})[show] = (name, tuple(mine))
        for key, code in codes.items():
            self._codes.setdefault(key, {})[show] = code
            self._code_beginnings[key[:_BEGINNING]] += 1
        for key, (name, mine) in given.items():
            self._given.setdefault(key, {})[show] = (name, tuple(mine))
        self._shows[show] = _Indexed(tuple(kept), tuple(codes), tuple(given), words, places)
        self.words.update(words)
        self.filmed_at.update(places)

    def drop(self, show: ShowId) -> None:
        """Take out the names in the claims about *show*; nothing where none are in."""
        mine = self._shows.pop(show, None)
        if mine is None:
            return
        for key in mine.people:
            _without(self._people, key, show)
            if key not in self._people:
                self._beginnings[key[:_BEGINNING]] -= 1
                if len(key) >= _SHORTEST_MISSPELT:
                    self._near.drop(key)
        for key in mine.codes:
            _without(self._codes, key, show)
            self._code_beginnings[key[:_BEGINNING]] -= 1
        for key in mine.given:
            _without(self._given, key, show)
        self.words -= mine.words
        self.filmed_at -= mine.places

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
        words = [token.word for token in tokens]
        while at < len(tokens):
            person = None
            begins = "".join(words[at : at + 4])[:_BEGINNING]
            if not self._beginnings[begins]:
                at += 1
                continue
            for end in range(min(at + 4, len(tokens)), at, -1):
                if not taken.isdisjoint(range(at, end)):
                    continue
                key = "".join(words[at:end])
                known = self._person(key, shows)
                if known is None and key.endswith("s"):  # "mike colters show"
                    known = self._person(key.removesuffix("s"), shows)
                if known is not None:
                    person = Person(known[0], at, end, known[1])
                    break
            if person is None:
                at += 1
            else:
                found.append(person)
                at = person.end
        return tuple(found)

    def misspelt_in(
        self, tokens: Sequence[Token], places: AbstractSet[int], is_word: Sequence[bool]
    ) -> tuple[Person, ...]:
        """Return whose names are misspelt at *places*; ordinary words alone are nobody's."""
        found: list[Person] = []
        left = _MOST_COMPARED
        for at in sorted(places):
            if found and at < found[-1].end:
                continue
            best: tuple[int, Person] | None = None
            key = ""
            for end in range(at + 1, at + _MOST_OF_A_NAME + 1):
                if end - 1 not in places or (key and tokens[end - 2].after.strip()):
                    break
                key += tokens[end - 1].word
                near = None
                is_asked = not all(is_word[at:end]) and len(key) >= _SHORTEST_MISSPELT
                if is_asked and left:
                    near, left = self._near.nearest(key), left - 1
                if near is not None and (best is None or near[1] <= best[0]):
                    mine = self._people[near[0]]
                    claims = tuple(claim for _, some in mine.values() for claim in some)
                    name = next(iter(mine.values()))[0]
                    best = (near[1], Person(name, at, end, claims))
            if best is not None:
                found.append(best[1])
        return tuple(found)

    def given_in(self, tokens: Sequence[Token], places: Iterable[int]) -> tuple[Person, ...]:
        """Return who may be meant by a first name alone at one of *places*: "colleen"."""
        found = []
        for at in sorted(places):
            known = self._given.get(tokens[at].word)
            if known is not None:
                name = next(iter(known.values()))[0]
                claims = tuple(
                    claim for other, mine in known.values() if other == name for claim in mine
                )
                found.append(Person(name, at, at + 1, claims))
        return tuple(found)

    def called_in(self, tokens: Sequence[Token]) -> tuple[Called, ...]:
        """Return the code names that stand there."""
        found = []
        words = [token.word for token in tokens]
        for at in range(len(words)):
            begins = "".join(words[at : at + 5])[:_BEGINNING]
            if not any(self._code_beginnings[begins[:n]] for n in range(1, _BEGINNING + 1)):
                continue  # a code name may be of one or two letters
            for end in range(min(at + 5, len(words)), at, -1):
                known = self._code("".join(words[at:end]))
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


def _parts(name: str, *, is_role: bool) -> list[str]:
    """A surname alone is understood too, and a name without what stands within it."""
    shortest = _SHORTEST_OF_A_ROLE if is_role else _SHORTEST_SURNAME
    words = [word for word in normalise(name).tokens if word.word not in _SUFFIXES]
    found = [words[-1].raw] if len(words) > 1 and len(words[-1].raw) >= shortest else []
    if len(words) > _FIRST_AND_LAST:
        found.append(f"{words[0].raw} {words[-1].raw}")
    if len(words) > 1 and len(words) < len(name.split()):
        found.append(" ".join(word.raw for word in words))
    return found


def _named(claims: Iterable[Claim]) -> Iterator[tuple[str, Claim]]:
    """Every name of somebody in the *claims*, as often as it stands there."""
    for claim in claims:
        if claim.kind.row.names_people:
            for name in _names(claim):
                yield name, claim


def _people_in(claims: Iterable[Claim]) -> dict[str, tuple[str, list[Claim]]]:
    """Names by how they are looked up, whole and in part, with the claims they are from."""
    found: dict[str, tuple[str, list[Claim]]] = {}
    for name, claim in _named(claims):
        for part in (name, *_parts(name, is_role=_is_role(name, claim))):
            found.setdefault(look_up_key(part), (part, []))[1].append(claim)
    return found


def _codes_in(claims: Iterable[Claim]) -> dict[str, tuple[str, Subject]]:
    """Code names by how they are looked up, each of the latest season that had it."""
    found: dict[str, tuple[str, Subject]] = {}
    for claim in claims:
        if claim.kind is Kind.CODE_NAME and claim.value:
            key = look_up_key(str(claim.value))
            if key not in found or str(found[key][1].season) < str(claim.subject.season):
                found[key] = (str(claim.value), claim.subject)
    return found


def _words_of_places(claims: Iterable[Claim]) -> Counter[str]:
    """The words of the places where anything is filmed."""
    return Counter(
        word
        for claim in claims
        if claim.kind is Kind.FILMING_LOCATION
        for word in normalise(f"{claim.value} {claim.detail or ''}").words
    )


def _given_names(claims: Sequence[Claim]) -> dict[str, tuple[str, list[Claim]]]:
    """Names of several words by the first of them; a part goes before whoever plays one."""
    found: dict[str, tuple[str, list[Claim]]] = {}
    named = [(_is_role(name, claim), name, claim) for name, claim in _named(claims)]
    for _, name, claim in sorted(named, key=lambda one: not one[0]):
        first = _given(name)
        if first is not None and found.setdefault(first, (name, []))[0] == name:
            found[first][1].append(claim)
    return found


def _given(name: str) -> str | None:
    """The first word of a name of several, by which fans call whoever bears it."""
    words = normalise(name).words
    is_name = len(words) > 1 and len(words[0]) >= _SHORTEST_GIVEN and words[0].isalpha()
    return words[0] if is_name and words[0] not in language("en").words else None


def _is_role(name: str, claim: Claim) -> bool:
    """Whether the name is of whom somebody plays."""
    return name in (claim.detail or "")


_SHORTEST_MISSPELT: Final = 6
_BEGINNING: Final = 3
_MOST_COMPARED: Final = 60
"""So much of one message is compared with names that it may be a slip of."""
"""How many letters of somebody's name have to be typed for a slip in them to be known."""
_MOST_OF_A_NAME: Final = 3
_SHORTEST_SURNAME: Final = 5
_SHORTEST_OF_A_ROLE: Final = 4
_SUFFIXES: Final = frozenset({"ii", "iii", "jr", "sr"})
_FIRST_AND_LAST: Final = 2
_SHORTEST_GIVEN: Final = 3
