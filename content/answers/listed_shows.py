"""Which show of a listing somebody means by a name, and how those are told apart who share it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from content.facts.zones import country_name
from content.language.translated import together
from content.language.wording import ENGLISH, Wording, phrase
from content.listings.records import ListedShow, ListedStatus
from content.understanding.listed_names import ARTICLES, is_near, may_bear_another_name
from content.understanding.subjects import cleaned
from content.understanding.tokens import look_up_key, normalise

_NOTE: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_COUNTRIES: Final = {"GB": ("uk", "england"), "US": ("usa", "america")}
"""What people write for a country beside its code and its name."""
_MOST_CHOICES: Final = 8
_STANDS: Final[dict[ListedStatus, str]] = {
    ListedStatus.RUNNING: phrase("running"),
    ListedStatus.ENDED: phrase("ended"),
    ListedStatus.UNDECIDED: phrase("not decided whether it goes on"),
    ListedStatus.IN_DEVELOPMENT: phrase("in development"),
}


@dataclass(frozen=True, slots=True)
class ShowMeant:
    """The show that a name means, or those among which somebody has to choose."""

    one: ListedShow | None = None
    choices: tuple[ListedShow, ...] = ()
    """Likeliest first; none where *one* is clear, or where there is none at all."""
    is_their_name: bool = False
    """Whether the choices bear that very name, rather than one that is near to it."""


def show_meant(typed: str, hits: Sequence[ListedShow]) -> ShowMeant:
    """Return which of the *hits* is meant by the name *typed*.

    Case, accents, punctuation and "&" do not matter, and an article only where another show has
    the name without it. A year, a country or a channel behind the name, in brackets or not, tells
    apart those who share it. Whatever else is near is never taken without asking, and what only
    has a little word of the name in common is none of it.
    """
    every = [(hit, _keys(hit.name), _loose_keys(hit.name), _note_keys(hit)) for hit in hits]
    for wanted, is_loose in ((_keys(typed), False), (_keys(_without_article(typed)), True)):
        for names in (
            [] if is_loose else [(hit, exact) for hit, exact, _, _ in every],
            [] if is_loose else [(hit, _joined(exact, notes)) for hit, exact, _, notes in every],
            [(hit, loose) for hit, _, loose, _ in every],
            [(hit, _joined(loose, notes)) for hit, _, loose, notes in every],
        ):
            found = tuple(hit for hit, keys in names if not wanted.isdisjoint(keys))
            if len(found) == 1:
                return ShowMeant(one=found[0])
            if found:
                return ShowMeant(choices=found[:_MOST_CHOICES], is_their_name=True)
    near = [hit for hit in hits if is_near(typed, hit.name)]
    near += [hit for hit in hits if hit not in near and may_bear_another_name(typed, hit.name)]
    return ShowMeant(choices=tuple(near[:_MOST_CHOICES]))


def which_listed(typed: str, meant: ShowMeant, wording: Wording = ENGLISH) -> tuple[str, ...]:
    """Return the question which of the choices is meant, and a numbered line for each."""
    name = cleaned(typed)
    if meant.is_their_name:
        asked = wording.say("Several shows are called {name}: which one?", name=name)
    else:
        asked = wording.say("I find no show called {name}. Is it one of these?", name=name)
    lines = (
        f"{number}. {choice_line(record, wording)}"
        for number, record in enumerate(meant.choices, start=1)
    )
    return (asked, *lines)


def choice_line(record: ListedShow, wording: Wording = ENGLISH) -> str:
    """Return a show with what tells it apart: "Ghosts (2021, CBS, the United States, running)"."""
    country = record.country
    said = (
        str(record.premiered.year) if record.premiered else None,
        record.network,
        (country_name(country) if wording.is_english else wording.country(country))
        if country
        else None,
        wording.say(_STANDS[record.status]) if record.status else None,
    )
    details = wording.joined(", ", (part for part in said if part))
    return together(record.name, " (", details, ")") if details else record.name


def _note_keys(record: ListedShow) -> frozenset[str]:
    """Return what people add to a name to tell it from others, as it is looked up."""
    country = record.country
    notes = [record.network or ""]
    if record.premiered:
        notes.append(str(record.premiered.year))
    if country:
        name = country_name(country)
        notes += [country, name, name.removeprefix("the "), *_COUNTRIES.get(country, ())]
    return frozenset(key for note in notes if (key := look_up_key(note)))


def _joined(names: frozenset[str], notes: frozenset[str]) -> frozenset[str]:
    """Return each name with each note behind it; keys are words run together."""
    return frozenset(f"{name}{note}" for name in names for note in notes)


def _loose_keys(name: str) -> frozenset[str]:
    """Return how a name is looked up without its article, and without brackets behind it."""
    bare = _NOTE.sub("", name)
    spellings = {bare, _without_article(name), _without_article(bare)}
    return frozenset(key for spelling in spellings for key in _keys(spelling))


def _without_article(name: str) -> str:
    first, _, rest = name.strip().partition(" ")
    return rest if rest.strip() and first.casefold() in ARTICLES else name


@lru_cache(maxsize=1024)
def _keys(name: str) -> frozenset[str]:
    """Every way in which *name* is looked up; what has no letters is looked up as it is."""
    words = normalise(name).words
    keys = {"".join(words), "".join(word for word in words if word != "and")}
    if "'" in name or "\u2019" in name:
        keys.add(look_up_key(name.replace("'", "").replace("\u2019", "")))
    if "&" in name:
        keys.add(look_up_key(name.replace("&", " and ")))
    return frozenset(keys - {""}) or frozenset({name.casefold().strip()})
