"""Shows typed into a command's field: found, or suggested while being typed."""

from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId
from content.understanding.subjects import names_of, nearest_name
from content.understanding.tokens import look_up_key, normalise

MOST_SUGGESTED = 25


def find_shows(typed: str, catalogue: Catalogue) -> tuple[ShowId, ...]:
    """Return the shows that *typed* means: one, several where they share the name, or none.

    An id, a title or a short title means its show alone; in a field nothing else can be meant by
    a name in small letters, so case does not matter.
    """
    text = normalise(typed)
    names = names_of(catalogue)
    if not text.tokens or len(text.tokens) > 2 * names.most_words:
        return ()
    key = "".join(text.words)
    for name in names.exact.get(key, ()):
        show = catalogue.shows[name.show]
        if key in {look_up_key(own) for own in (show.id, show.title, show.short)}:
            return (show.id,)
    found = names.exact.get(key)
    if found is None and text.words[0] == "the":
        found = names.exact.get(key.removeprefix("the"))
    if found is None:
        near = nearest_name(key, names)
        found = names.exact[near[0]] if near else ()
    return tuple(dict.fromkeys(name.show for name in found))


def suggest_shows(typed: str, catalogue: Catalogue) -> tuple[Show, ...]:
    """Return the shows that *typed* may become, best first; all of them for nothing."""
    wanted = " ".join(normalise(typed[:100]).words)
    if not wanted:
        return tuple(catalogue)
    scored: dict[ShowId, int] = {}
    for name, show in names_of(catalogue).by_start.get(wanted[:2], ()):
        place = _fit(wanted, name)
        if place is not None and place < scored.get(show.id, 9):
            scored[show.id] = place
    if not scored:
        return tuple(catalogue.shows[show] for show in find_shows(typed, catalogue))
    ordered = sorted(scored, key=lambda show: (scored[show], len(catalogue.shows[show].short)))
    return tuple(catalogue.shows[show] for show in ordered)


def _fit(wanted: str, name: str) -> int | None:
    """How well a half-typed word fits a name, 0 best; None: not at all."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else None
