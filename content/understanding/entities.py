"""Everything found in a message, before it is decided what it asks."""

from collections.abc import Callable, Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Protocol, TypeVar

from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef
from content.understanding.attention import attended
from content.understanding.dictation import punctuated
from content.understanding.east_names import is_east
from content.understanding.known_names import Called, KnownNames, Person, known_to
from content.understanding.lexer import (
    MOST_CORRECTED,
    NOTHING,
    Language,
    Meaning,
    language_of,
    spelt_out,
)
from content.understanding.lexicon.languages import MODEL, word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.name_places import LEADING, NO_CONTENT, NO_SLIPS
from content.understanding.lexicon.time_words import WEEKDAYS
from content.understanding.lexicon.untracked import COMMON_WORDS, TITLES
from content.understanding.longer_names import longer_names
from content.understanding.name_frames import Line
from content.understanding.name_frames import Place as UnknownPlace
from content.understanding.name_index import NameIndex
from content.understanding.people_called import given_names, misspelt_people
from content.understanding.plain_titles import is_marked
from content.understanding.seasons import Named, seasons_named
from content.understanding.shows_by_names import is_owner_of, shows_by_names
from content.understanding.subjects import Mention, cleaned, mentions_in, names_of
from content.understanding.times import Leaning, Timed, times_in
from content.understanding.tokens import Text, Token, look_up_key, normalise
from content.understanding.unknown_names import unknown_names
from content.understanding.zones import PLACE_WORDS, Somewhere, clocks_in, place_in

_FEW_WORDS: Final = 24
"""In more than these no title makes out the language."""


@dataclass(frozen=True, slots=True)
class Untracked:
    """A series that is named and not followed."""

    name: str
    start: int
    end: int
    is_strange: bool = True
    """Whether a word of it is in no list."""


class _Placed(Protocol):
    """Anything that stands somewhere in a message."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Made = TypeVar("_Made")
_Found = TypeVar("_Found", Mention, Named, Timed, Person, Called, Untracked, Meaning)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message, or a part of one, with all that was found in it."""

    text: Text
    language: Language
    mentions: tuple[Mention, ...]
    seasons: tuple[Named, ...]
    times: tuple[Timed, ...]
    place: Somewhere | None
    people: tuple[Person, ...]
    called: tuple[Called, ...]
    untracked: tuple[Untracked, ...]
    meanings: tuple[Meaning, ...]
    strangers: tuple[Untracked, ...]
    """Stretches of words that mean nothing known."""
    unknown: tuple[Untracked, ...] = ()
    """Names that nobody here knows, by where they stand."""
    beside: frozenset[int] = frozenset()
    """The positions of words that are said beside the question."""
    begins: Mapping[int, Meaning] = field(init=False, repr=False, compare=False)
    """What the words and phrases mean, by where they begin."""
    ends: Mapping[int, Meaning] = field(init=False, repr=False, compare=False)
    """The same by where they end."""
    _made: dict[Callable[..., Any], Any] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        meanings = self.meanings[::-1]  # of two that begin at one place, the first counts
        object.__setattr__(self, "begins", {one.start: one for one in meanings})
        object.__setattr__(self, "ends", {one.end: one for one in meanings})

    def once(self, make: Callable[["Utterance"], _Made]) -> _Made:
        """Return what *make* makes of it, which is never None, made once however many ask for it.

        What many of its words, or several rules, have to know goes by here, or the cost of a long
        message grows with the square of its length.
        """
        made: _Made | None = self._made.get(make)
        if made is None:
            made = self._made[make] = make(self)
        return made

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the message, as they were spelt out."""
        return self.text.tokens

    @property
    def zone(self) -> str | None:
        """The IANA zone of the place that the message names."""
        return self.place.zone if self.place else None

    @property
    def subjects_and_days(self) -> frozenset[int]:
        """The positions of words that name a show, a season or a day."""
        return self.once(_subjects_and_days)

    @property
    def said(self) -> frozenset[Feature]:
        """All that its words and phrases mean."""
        return self.once(_said)

    def part(self, start: int, end: int) -> "Utterance":
        """Return what was found between two places."""
        return Utterance(
            text=Text(self.tokens[start:end], self.text.shouts),
            mentions=_within(self.mentions, start, end),
            seasons=_within(self.seasons, start, end),
            times=_within(self.times, start, end),
            people=_within(self.people, start, end),
            called=_within(self.called, start, end),
            untracked=_within(self.untracked, start, end),
            meanings=_within(self.meanings, start, end),
            strangers=_within(self.strangers, start, end),
            unknown=_within(self.unknown, start, end),
            place=self.place,
            language=self.language,
            beside=frozenset(at - start for at in self.beside if start <= at < end),
        )

    def concept_at(self, at: int) -> frozenset[Feature]:
        """Return what the word or phrase that begins at *at* means."""
        meaning = self.begins.get(at)
        return meaning.concepts if meaning else NOTHING

    def meant_at(self, at: int) -> frozenset[Feature]:
        """Return what begins at *at*, be it as a phrase or as its first word: "who is in"."""
        if at >= len(self.tokens):
            return NOTHING
        alone, meant = self.language.means(self.tokens[at].word), self.concept_at(at)
        return meant | alone if alone and meant else meant or alone


def hear(written: str, catalogue: Catalogue, today: date, spoken: str | None = None) -> Utterance:
    """Return everything that is found in *written*.

    *spoken* is the language of the talk so far; None: there is none. What stands for a clock or a
    title votes for no foreign language: "3am est", "la brea". Among many words it is no matter.
    """
    text = punctuated(normalise(written))
    clocks = clocks_in(text.tokens)
    language = language_of(_but(text, clocks), spoken=spoken)
    read = attended(text, names_of(catalogue), language)
    if read is not text:
        text, clocks = read, clocks_in(read.tokens)
    heard = _heard_in(language, text, catalogue, today)
    titles = _places(heard.mentions) | _places(heard.untracked)
    if language.code == MODEL or not titles or len(text.tokens) > _FEW_WORDS:
        return heard
    spelt = enumerate(len(spelt_out([token], language)) for token in text.tokens)
    origins = [at for at, count in spelt for _ in range(count)]
    titled = clocks | {origins[at] for at in titles}
    again = language_of(_but(text, clocks), foreign=_but(text, titled), spoken=spoken)
    return heard if again is language else _heard_in(again, text, catalogue, today)


def _but(text: Text, taken: AbstractSet[int]) -> list[str]:
    """Return the words of *text* without those that are *taken* already."""
    return [word for at, word in enumerate(text.words) if at not in taken]


def _heard_in(language: Language, text: Text, catalogue: Catalogue, today: date) -> Utterance:
    spelt = Text(spelt_out(text.tokens, language), text.shouts)
    names, known = names_of(catalogue), known_to(catalogue)
    untracked = _untracked(spelt, names)
    mentions = _mentions(spelt, language, names, untracked, known)
    followed = _places(mentions)
    untracked = tuple(one for one in untracked if followed.isdisjoint(_places([one])))
    taken = _places(mentions) | _places(untracked)
    people = known.people_in(spelt.tokens, taken, names)
    called = known.called_in(spelt.tokens)
    described = shows_by_names(spelt.tokens, people, called, names, today)
    described = tuple(one for one in described if taken.isdisjoint(_places([one])))
    described = () if untracked else described  # "the david tennant show doctor who"
    titled = {show for one in mentions for show in one.shows}
    more = (one for one in described if titled.isdisjoint(one.shows))
    mentions = tuple(sorted((*mentions, *more), key=lambda one: one.start))
    taken |= _places(people) | _places(described)
    written_so = spelt.tokens
    kept = (names.namesakes, known.words, NO_SLIPS, PLACE_WORDS)
    tokens = _corrected(spelt.tokens, language, taken, kept)
    spelt = Text(tokens, text.shouts)
    hidden = [_blank(token) if at in taken else token for at, token in enumerate(tokens)]
    blank = [token.word for token in hidden]
    meanings = language.meanings(blank)
    within = _places(described)
    if not any(Feature.CAST in one.concepts for one in meanings):
        within |= _places([one for one in people if is_owner_of(tokens, one, mentions)])
    people = tuple(
        one
        for place, one in enumerate(people)
        if within.isdisjoint(_places([one])) and not (place and _is_part_of(tokens, one))
    )
    leaning = _leaning(meanings)
    seasons = seasons_named(hidden, mentions)
    times = tuple(
        time
        for time in times_in(_without(hidden, seasons), today, leaning)
        if not _overlaps(time, seasons)
    )
    place = place_in(hidden, language.code)
    taken |= _places(times) | _places(seasons)
    called = tuple(
        one
        for one in called
        if not _is_spoken_to(tokens, one) and within.isdisjoint(_places([one]))
    )
    slips = misspelt_people(
        written_so, language, meanings, known, taken | _places(called), mentions
    )
    taken |= _places(slips)
    given = given_names(tokens, language, meanings, known, taken | _places(called))
    people = tuple(sorted((*people, *slips, *given), key=lambda one: one.start))
    taken |= _places(given)
    told = taken | _places(called) | (_places([place]) if place else set())
    line = Line(
        written_so,
        tokens,
        language,
        meanings,
        told,
        _places(seasons),
        _places(times),
        shows=[(one.start, one.end) for one in mentions],
        kept=names.namesakes,
        people=known.words,
        filmed_at=known.filmed_at,
        described=[(one.start, one.end) for one in described],
        surnames=[
            (one.start, one.end) for one in people if one.end - one.start == 1 and one not in given
        ],
    )
    longer = longer_names(line)
    if longer:
        mentions = tuple(one for one in mentions if _places([one]).isdisjoint(_places(longer)))
        people = tuple(one for one in people if _places([one]).isdisjoint(_places(longer)))
        line.shows = [(one.start, one.end) for one in mentions]
        line.taken |= _places(longer)
    unknown = tuple(sorted((*longer, *unknown_names(line)), key=lambda one: one.start))
    named = _places(unknown)
    meanings = tuple(one for one in meanings if named.isdisjoint(_places([one])))
    return Utterance(
        text=spelt,
        language=language,
        mentions=mentions,
        seasons=seasons,
        times=times,
        place=place,
        people=people,
        called=called,
        untracked=untracked,
        meanings=meanings,
        strangers=_strangers(tokens, language, taken, place),
        unknown=tuple(_unknown(written_so, one) for one in unknown),
    )


def _is_spoken_to(tokens: Sequence[Token], one: Called) -> bool:
    """Whether it is Violet's own name, called before a question, and no shoot's."""
    word = tokens[one.start]
    is_first = one.start == 0 or (one.start == 1 and tokens[0].word in {"hey", "hi", "hello", "yo"})
    return word.word == "violet" and is_first and not word.quote and bool(tokens[one.end :])


def _mentions(
    text: Text,
    language: Language,
    names: NameIndex,
    untracked: Sequence[Untracked],
    known: KnownNames,
) -> tuple[Mention, ...]:
    """Shows that are named, none of them within the title of another series."""
    people = known.people_in(text.tokens, set(), names)
    elsewhere = _places(untracked) | _places(people)
    is_word = [
        token.word in language.words or at in elsewhere for at, token in enumerate(text.tokens)
    ]
    found = mentions_in(text, names, is_word=is_word)
    found = tuple(one for one in found if not any(_is_within(one, other) for other in people))
    found = tuple(one for one in found if not any(_hides(other, one) for other in untracked))
    found = tuple(one for one in found if not any(_is_surname(one, person) for person in people))
    found = _put_right(text.tokens, found)
    meant = tuple(one for one in found if not denied_at(text.tokens, one.start))
    return meant or found


def _put_right(tokens: Sequence[Token], found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Let a name that puts another right stand for both of them."""
    kept: list[Mention] = []
    for one in found:
        if kept and _is_put_right(tokens, kept[-1], one):
            kept[-1] = replace(one, start=kept[-1].start)
        else:
            kept.append(one)
    return tuple(kept)


def _is_put_right(tokens: Sequence[Token], one: Mention, later: Mention) -> bool:
    """Whether the *later* name is what was meant: "daredevil, the born again one"."""
    if later.show == one.show:
        return False
    between = [token.word for token in tokens[one.end : later.start]]
    is_one = later.end < len(tokens) and tokens[later.end].word in _ONES
    return between == ["i", "mean"] or (between == ["the"] and is_one)


def _is_surname(one: Mention, person: Person) -> bool:
    """Whether what may be a show ends the name of somebody known: "finn jones"."""
    return person.start < one.start and one.end == person.end


def _hides(other: Untracked, one: Mention) -> bool:
    """Whether the title of another series has the better right to the words: the longer one."""
    if _places([other]).isdisjoint(_places([one])):
        return False
    return bool(one.typos) or other.end - other.start >= one.end - one.start


def _is_part_of(tokens: Sequence[Token], one: Person) -> bool:
    """Whether it is whom somebody named before plays: "when is d'onofrio back as fisk"."""
    return tokens[one.start - 1].word == "as"


def _is_within(one: Mention, person: Person) -> bool:
    """Whether a show's name is only part of somebody's: "finn jones" is no "jones"."""
    is_inside = person.start <= one.start and one.end <= person.end
    return is_inside and one.end - one.start < person.end - person.start


def denied_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands at *at* is said not to be meant: "not the", "instead of"."""
    while at and tokens[at - 1].word in {"the", "of"}:
        at -= 1
    if not at or tokens[at - 1].word not in {"not", "instead"}:
        return False
    return at < 2 or tokens[at - 2].word not in {"why", "if", "or"}


def _corrected(
    tokens: Sequence[Token], language: Language, taken: set[int], kept: Sequence[Container[str]]
) -> tuple[Token, ...]:
    found, left = [], MOST_CORRECTED
    for at, token in enumerate(tokens):
        is_known = (
            at in taken
            or token.word in language.words
            or any(token.word in words for words in kept)
        )
        if is_known or token.quote or not left:
            found.append(token)
            continue
        left -= 1
        meant = language.corrected(token.word)
        found.append(token if meant == token.word else replace(token, word=meant))
    return tuple(found)


def _untracked(text: Text, names: NameIndex) -> tuple[Untracked, ...]:
    found: list[Untracked] = []
    at = 0
    while at < len(text.tokens):
        best = 0
        key = ""
        for end in range(at + 1, min(at + 7, len(text.tokens)) + 1):
            key += text.tokens[end - 1].word
            if key in _TITLES and not names.named(key) and _is_title(text, at, end, key):
                best = end
        if best:
            raw = " ".join(token.raw for token in text.tokens[at:best])
            found.append(Untracked(cleaned(raw), at, best))
        at = best or at + 1
    return tuple(found)


def _is_title(text: Text, start: int, end: int, key: str) -> bool:
    """Whether a title that is also an ordinary word, or a weekday, is meant as one."""
    if key in WEEKDAYS:
        of_it = start > 1 and text.words[start - 1] in {"of", "for", "about", "in"}
        is_thing = of_it and text.words[start - 2] in _THINGS_OF_A_SHOW
        return is_thing or is_marked(text, start, end, "")
    if key not in _COMMON or _is_all_of_a_follow_up(text, start, end):
        return True
    first = text.tokens[start]
    return bool(first.quote) or (start > 0 and first.raw[:1].isupper() and not text.shouts)


def _is_all_of_a_follow_up(text: Text, start: int, end: int) -> bool:
    """Whether nothing but the title stands behind "what about": "and arrow?"."""
    leading = text.words[1 if text.words[0] in {"what", "how"} else 0 : start]
    is_title = end == len(text.tokens) and text.words[start] not in NO_CONTENT
    return is_title and "about" in leading and LEADING.issuperset(leading)


def _strangers(
    tokens: Sequence[Token],
    language: Language,
    taken: set[int],
    place: Somewhere | None,
) -> tuple[Untracked, ...]:
    """Stretches of words that are in no list; a small word between two belongs to them."""
    places = taken | (_places([place]) if place else set())
    strange = [
        at not in places
        and not any(c.isdigit() for c in token.word)
        and len(token.word) > 1
        and token.word not in language.words
        for at, token in enumerate(tokens)
    ]
    found: list[Untracked] = []
    at = 0
    while at < len(tokens):
        if not strange[at]:
            at += 1
            continue
        end = at + 1
        while (
            end < len(tokens)
            and end - at < 6
            and (strange[end] or (end + 1 < len(tokens) and strange[end + 1] and end not in places))
        ):
            end += 1
        raw = " ".join(token.raw for token in tokens[at:end])
        found.append(Untracked(cleaned(raw), at, end))
        at = end
    return tuple(found)


def _unknown(written: Sequence[Token], place: UnknownPlace) -> Untracked:
    raw = ""
    for at in range(place.start, place.end):
        token, before = written[at], written[at - 1]
        if at == place.start:
            raw = token.raw
        elif is_east(token.word) and is_east(before.word):
            raw += token.raw
        elif token.raw == "s" and token.word == "is":
            raw += "'s"
        elif token.raw != before.raw:  # one word may have been written out as two
            raw += f" {token.raw}"
    return Untracked(cleaned(raw), place.start, place.end, is_strange=place.is_strange)


def _leaning(meanings: Sequence[Meaning]) -> Leaning:
    found = {concept for meaning in meanings for concept in meaning.concepts}
    if Feature.SAYS in found or Feature.CHANGE in found:
        return Leaning.NEAREST
    if Feature.KNEW in found or (Feature.PAST in found and Feature.FUTURE not in found):
        return Leaning.PAST if Feature.YET not in found else Leaning.AHEAD
    return Leaning.PAST if Feature.NEWS in found else Leaning.AHEAD


def _without(tokens: Sequence[Token], seasons: Sequence[Named]) -> list[Token]:
    places = _places([one for one in seasons if not isinstance(one.season, SeasonRef)])
    return [_blank(token) if at in places else token for at, token in enumerate(tokens)]


def _blank(token: Token) -> Token:
    return Token(" ", token.raw, token.after, token.quote)


def _overlaps(time: Timed, seasons: Sequence[Named]) -> bool:
    return not _places([time]).isdisjoint(_places(seasons))


def _said(heard: Utterance) -> frozenset[Feature]:
    return NOTHING.union(*(meaning.concepts for meaning in heard.meanings))


def _subjects_and_days(heard: Utterance) -> frozenset[int]:
    return frozenset(_places((*heard.mentions, *heard.seasons, *heard.times)))


def _places(found: Sequence[_Placed]) -> set[int]:
    return {at for one in found for at in range(one.start, one.end)}


def _within(found: Sequence[_Found], start: int, end: int) -> tuple[_Found, ...]:
    """Return what begins there; what goes on behind *end* is cut off with it."""
    return tuple(
        one
        if not start and one.end <= end
        else replace(one, start=one.start - start, end=min(one.end, end) - start)
        for one in found
        if start <= one.start < end
    )


_ONES: Final = frozenset({"one"})
_TITLES = frozenset(look_up_key(title) for title in TITLES)
_THINGS_OF_A_SHOW: Final = word_set("things_of_a_show")
_COMMON = frozenset(look_up_key(title) for title in COMMON_WORDS)
