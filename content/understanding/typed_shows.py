"""Shows typed into a command's field: found, or suggested while being typed."""

from itertools import islice

from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId
from content.understanding.name_index import NameIndex
from content.understanding.subjects import names_of
from content.understanding.tokens import look_up_key, normalise

MOST_SUGGESTED = 25
_MOST_TYPED = 40
"""Words; nobody types a longer name."""


def is_name(typed: str, catalogue: Catalogue) -> bool:
    """Whether *typed* is a name of a show letter by letter, whichever of them are capitals."""
    named = names_of(catalogue).named("".join(normalise(typed).words))
    names = (name for one in named for name in catalogue.shows[one.show].names)
    return any(name.casefold() == typed.casefold() for name in names)


def find_shows(typed: str, catalogue: Catalogue) -> tuple[ShowId, ...]:
    """Return the shows that *typed* means: one, several where they share the name, or none.

    An id, a title or a short title means its show alone; in a field nothing else can be meant by
    a name in small letters, so case does not matter.
    """
    text = normalise(typed)
    names = names_of(catalogue)
    if not text.tokens or len(text.tokens) > _MOST_TYPED:
        return ()
    key = "".join(text.words)
    for name in names.named(key):
        show = catalogue.shows[name.show]
        if key in {look_up_key(own) for own in (show.id, show.title, show.short)}:
            return (show.id,)
    found = names.named(key)
    if not found and text.words[0] == "the":
        found = names.named(key.removeprefix("the"))
    if not found:
        near = names.nearest(key)
        found = names.named(near[0]) if near else ()
    return tuple(dict.fromkeys(name.show for name in found))


def _fitting(wanted: str, names: NameIndex) -> dict[ShowId, int]:
    """Return the shows with a name that *wanted* may become, each with how well it fits."""
    fits: dict[ShowId, int] = {}
    for place, _, show in names.beginning(wanted):
        fits[show] = min(place, fits.get(show, place))
    return fits


def suggest_shows(typed: str, catalogue: Catalogue) -> tuple[Show, ...]:
    """Return the shows that *typed* may become, best first; for nothing the first there are."""
    wanted = " ".join(normalise(typed[:100]).words)
    if not wanted:
        return tuple(islice(catalogue, MOST_SUGGESTED))
    names = names_of(catalogue)
    fits = _fitting(wanted, names)
    if not fits:
        near = find_shows(typed, catalogue)
        fits = dict.fromkeys(near, 0) or next(
            filter(None, (_fitting(one, names) for one in names.mended(wanted))), {}
        )
    ordered = sorted(fits, key=lambda show: (fits[show], len(catalogue.shows[show].short)))
    return tuple(catalogue.shows[show] for show in ordered)
