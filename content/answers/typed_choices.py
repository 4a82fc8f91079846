"""Shows to choose from while a name is being typed: those that are known here, then listed ones."""

from collections.abc import Mapping, Sequence
from typing import Final

from content.answers.listed_answers import record_choice
from content.answers.reply import ShowChoice
from content.facts.claims import Show
from content.language.wording import Wording
from content.listings.records import ListedShow, ListingId
from content.understanding.tokens import look_up_key

LEAST_TYPED: Final = 3
"""Characters, before which no listing is searched: fewer fit too much."""
_MOST_TYPED: Final = 60


def name_typed(typed: str) -> str:
    """Return the name in what was *typed*, without what a choice says beside it."""
    return " ".join(typed.partition(" (")[0].split())[:_MOST_TYPED]


def still_fitting(hits: Sequence[ListedShow], typed: str) -> tuple[ListedShow, ...]:
    """Return those of the *hits* for fewer letters that the name *typed* may still become."""
    key = look_up_key(typed)
    return tuple(hit for hit in hits if key in look_up_key(hit.name))


def typed_choices(
    known: Sequence[Show],
    hits: Sequence[ListedShow],
    followed: Mapping[ListingId, Show],
    *,
    source: str,
    most: int,
    wording: Wording,
) -> tuple[ShowChoice, ...]:
    """Return at most *most* choices, each once; a record that is *followed* is its show."""
    found = {str(show.id): ShowChoice(show.title, show.id) for show in known}
    for hit in hits:
        show = followed.get(hit.listing)
        one = ShowChoice(show.title, show.id) if show else record_choice(hit, source, wording)
        found.setdefault(one.record, one)
    return tuple(found.values())[:most]
