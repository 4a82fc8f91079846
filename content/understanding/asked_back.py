"""Titles asked back as questions: a name by which its show is not found is of no use."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Show, ShowId
from content.understanding.entities import hear
from content.understanding.plain_titles import is_plain
from content.understanding.question import Conversation
from content.understanding.understand import read_message

_LATER = AsOf.on(date(2999, 1, 1))
"""All that is ever claimed counts by then."""


@dataclass(frozen=True, slots=True)
class NameRemark:
    """What is to be said of one name in a show's file."""

    show: ShowId
    place: tuple[str | int, ...]
    """The keys and indexes that lead to the name."""
    what: str
    """What is at fault, and what to do; one line."""


def unheard_names(catalogue: Catalogue) -> Iterator[NameRemark]:
    """Yield each alias that does not find its show in a question.

    A title that does not is one only where no other name of the show does; it is what it is.
    """
    for show in catalogue:
        unheard = [
            (place, name, asked)
            for place, name in _names_of(show)
            if not _finds(asked := f"when is {name} season 1 out", show.id, catalogue)
        ]
        is_lost = len(unheard) == sum(1 for _ in _names_of(show))
        for place, name, asked in unheard:
            is_alias = "aliases" in place
            cure = (
                f"leave {name!r} out, or write it in words that no other show has"
                if is_alias
                else "add an alias that people can ask for"
            )
            if is_alias or is_lost:
                yield NameRemark(show.id, place, f'"{asked}" does not find the show; {cure}')


def plain_names(catalogue: Catalogue) -> Iterator[NameRemark]:
    """Yield each title that is an ordinary word or a number, and so seldom read as one."""
    for show in catalogue:
        if is_plain(show.title):
            yield NameRemark(
                show.id,
                ("show", "title"),
                f"{show.title!r} is an ordinary word or a number; it is read as a title only in "
                "quotation marks, with a capital within a sentence, or beside "
                '"season 2" or a verb such as "renewed"; add an alias, which is read anywhere',
            )


def _names_of(show: Show) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("show", "title"), show.title
    if show.short != show.title:
        yield ("show", "short"), show.short
    for number, alias in enumerate(show.aliases):
        yield ("show", "aliases", number), alias.name


def _finds(asked: str, show: ShowId, catalogue: Catalogue) -> bool:
    """Whether the show is what is asked about, or one of several that share the name."""
    meant = {
        one for mention in hear(asked, catalogue, _LATER.day).mentions for one in mention.shows
    }
    found = read_message(asked, catalogue, _LATER, conversation=Conversation()).questions
    return show in meant and any(one.show in meant for one in found)
