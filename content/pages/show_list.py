"""The list of all shows, by title, and those whose names have certain words in them."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId
from content.language.from_outside import line_from_outside
from content.language.wording import ENGLISH, Wording
from content.understanding.lexicon.folding import folded

ON_A_PAGE: Final = 60
LONGEST_SEARCH: Final = 100
"""Characters of what is looked for."""
_MOST_WORDS: Final = 8
_LONGEST_NAME: Final = 200
_MOST_NAMES: Final = 20


@dataclass(frozen=True, slots=True, order=True)
class ListedTitle:
    """A show as it stands in the list."""

    key: str
    """By which it is sorted."""
    id: ShowId
    title: str = field(compare=False)
    network: str = field(compare=False)
    names: str = field(compare=False)
    """All that it is found by."""


class ShowsByTitle:
    """Every show that has a page, in the order of their titles; moved on show by show."""

    def __init__(self) -> None:
        self._titles: list[ListedTitle] = []
        self._held: dict[ShowId, ListedTitle] = {}

    @property
    def titles(self) -> tuple[ListedTitle, ...]:
        """All of them as they are now, for whoever goes through them elsewhere."""
        return tuple(self._titles)

    def put(self, catalogue: Catalogue, show: ShowId) -> None:
        """Take *show* in as *catalogue* introduces it now, or leave it out."""
        introduced = catalogue.shows.get(show)
        before = self._held.pop(show, None)
        now = _listed(introduced) if introduced else None
        if before is not None:
            del self._titles[bisect_left(self._titles, before)]
        if now is not None:
            insort(self._titles, now)
            self._held[show] = now


def shows_by_title(catalogue: Catalogue) -> ShowsByTitle:
    """Return all shows of *catalogue* by title, as they are now."""
    return catalogue.index(shows_by_title, ShowsByTitle, ShowsByTitle.put)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowList:
    """One page of the list."""

    search: str
    """What is looked for; empty: nothing in particular."""
    titles: tuple[ListedTitle, ...]
    count: str
    """How many there are on all pages, in words."""
    page: int
    """From 1."""
    pages: int
    place: str
    """Which page it is, in words."""
    empty: str
    """What is said where there is no title."""


def show_list_of(
    titles: Sequence[ListedTitle], *, search: str = "", page: int = 1, wording: Wording = ENGLISH
) -> ShowList:
    """Return the *page* of those *titles* in whose names all words of *search* stand.

    A page beyond the last has no titles.
    """
    shown = line_from_outside(search[: 4 * LONGEST_SEARCH], most=LONGEST_SEARCH)
    words = folded(shown).split()[:_MOST_WORDS]
    found = list(_with_words(titles, words)) if words else titles
    pages = max(1, -(-len(found) // ON_A_PAGE))
    begin = (page - 1) * ON_A_PAGE
    return ShowList(
        search=shown,
        titles=tuple(found[begin : begin + ON_A_PAGE]) if 1 <= page <= pages else (),
        count=wording.count("{number} show", "{number} shows", len(found)),
        page=page,
        pages=pages,
        place=wording.say("Page {page} of {pages}", page=page, pages=pages),
        empty=wording.say("No show of that name is followed.")
        if words
        else wording.say("No show is followed yet."),
    )


def _with_words(titles: Sequence[ListedTitle], words: Sequence[str]) -> Iterator[ListedTitle]:
    return (one for one in titles if all(word in one.names for word in words))


def _listed(show: Show) -> ListedTitle:
    title = line_from_outside(show.title, most=_LONGEST_NAME) or show.id
    names = islice(dict.fromkeys(show.names), _MOST_NAMES)
    return ListedTitle(
        key=folded(title.removeprefix("The ")),
        id=show.id,
        title=title,
        network=line_from_outside(show.network, most=_LONGEST_NAME),
        names=folded("\n".join(name[:_LONGEST_NAME] for name in names)),
    )
