"""What stands on every page, whatever it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from content.language.wording import ENGLISH, Wording, languages, phrase, wording_for

NOT_A_DAY: Final = (
    phrase("That is no day that I can look back to."),
    phrase("Write one up to today, with four digits of the year first: 2017-05-04."),
)
"""What is so, and what to do, where no day can be read in what was asked for."""
TOO_MUCH: Final = (
    phrase("That was a lot of pages in a short time."),
    phrase("Please try again in a minute."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """Names of parts of a page, of its fields and of its buttons."""

    all_shows: str
    skip: str
    search: str
    find: str
    shows: str
    earlier_page: str
    later_page: str
    pages: str
    languages: str
    on_this_page: str
    known_on: str
    show_day: str
    back_to_today: str
    calendar: str
    otherwise: str
    guesses: str
    before: str
    taken_back: str
    disputed: str
    story: str
    footer: str


@cache
def page_words(wording: Wording) -> PageWords:
    """Return them in the reader's language."""
    say = wording.say
    return PageWords(
        all_shows=say("All shows"),
        skip=say("Skip to what is on the page"),
        search=say("Find a show by its name"),
        find=say("Find"),
        shows=say("Shows"),
        earlier_page=say("Previous page"),
        later_page=say("Next page"),
        pages=say("Pages of the list"),
        languages=say("Languages"),
        on_this_page=say("On this page"),
        known_on=say("What was known on"),
        show_day=say("Look back"),
        back_to_today=say("What is known today"),
        calendar=say("Calendar"),
        otherwise=say("Others say, and weigh as much"),
        guesses=say("Guesses and rumours"),
        before=say("What no longer holds"),
        taken_back=say("Taken back"),
        disputed=say("disputed"),
        story=say("The same in words"),
        footer=say("Every statement here leads to who said it, and when."),
    )


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """A language that pages can be read in."""

    code: str
    name: str
    """In that language itself."""


@cache
def page_languages() -> tuple[PageLanguage, ...]:
    """Return them, English first."""
    return tuple(_named([ENGLISH, *map(wording_for, sorted(languages()))]))


def _named(wordings: Iterable[Wording]) -> Iterable[PageLanguage]:
    for one in wordings:
        name = one.locale.languages.get(one.language, one.language)
        yield PageLanguage(one.language, f"{name[:1].upper()}{name[1:]}")
