"""Which show of a listing somebody means by a name, and how those are told apart who share it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from content.facts.zones import country_name
from content.language.wording import ENGLISH, Wording, phrase
from content.listings.records import ListedShow, ListedStatus
from content.understanding.lexicon.languages import word_set
from content.understanding.subjects import cleaned
from content.understanding.tokens import look_up_key, normalise

_ARTICLES: Final = word_set("articles_of_a_name") | {"a", "an"}
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
    apart those who share it. Whatever else is near is never taken without asking.
    """
    wanted = _keys(typed)
    for names in (_named, _named_further, _loosely_named, _loosely_named_further):
        found = _bearing(wanted, hits, names)
        if len(found) == 1:
            return ShowMeant(one=found[0])
        if found:
            return ShowMeant(choices=found[:_MOST_CHOICES], is_their_name=True)
    loose = _keys(_without_article(typed))
    for names in (_loosely_named, _loosely_named_further):
        found = _bearing(loose, hits, names)
        if len(found) == 1:
            return ShowMeant(one=found[0])
        if found:
            return ShowMeant(choices=found[:_MOST_CHOICES], is_their_name=True)
    return ShowMeant(choices=tuple(hits[:_MOST_CHOICES]))


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
    details = ", ".join(part for part in said if part)
    return f"{record.name} ({details})" if details else record.name


def _bearing(
    wanted: frozenset[str],
    hits: Sequence[ListedShow],
    names: Callable[[ListedShow], tuple[str, ...]],
) -> tuple[ListedShow, ...]:
    return tuple(
        hit for hit in hits if any(not wanted.isdisjoint(_keys(name)) for name in names(hit))
    )


def _named(record: ListedShow) -> tuple[str, ...]:
    return (record.name,)


def _named_further(record: ListedShow) -> tuple[str, ...]:
    """The name with each thing behind it that people add to tell it from others."""
    return _with_notes(record.name, record)


def _loosely_named(record: ListedShow) -> tuple[str, ...]:
    return _loose(record.name)


def _loosely_named_further(record: ListedShow) -> tuple[str, ...]:
    return tuple(further for name in _loose(record.name) for further in _with_notes(name, record))


def _with_notes(name: str, record: ListedShow) -> tuple[str, ...]:
    country = record.country
    notes = [record.network or ""]
    if record.premiered:
        notes.append(str(record.premiered.year))
    if country:
        name_of_it = country_name(country)
        notes += [country, name_of_it, name_of_it.removeprefix("the ")]
        notes += _COUNTRIES.get(country, ())
    return tuple(f"{name} {note}" for note in notes if note)


def _loose(name: str) -> tuple[str, ...]:
    """The name without its article, and without what stands in brackets behind it."""
    bare = _NOTE.sub("", name)
    return tuple(dict.fromkeys((bare, _without_article(name), _without_article(bare))))


def _without_article(name: str) -> str:
    first, _, rest = name.strip().partition(" ")
    return rest if rest.strip() and first.casefold() in _ARTICLES else name


def _keys(name: str) -> frozenset[str]:
    """Every way in which *name* is looked up; what has no letters is looked up as it is."""
    spellings = (
        name,
        name.replace("'", "").replace("\u2019", ""),
        name.replace("&", " and "),
        " ".join(word for word in normalise(name).words if word != "and"),
    )
    keys = frozenset(key for spelling in spellings if (key := look_up_key(spelling)))
    return keys or frozenset({name.casefold().strip()})
