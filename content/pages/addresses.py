"""Where each page is, and whose answers lead there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urlencode

from content.answers.reply import Answer
from content.calendar.addresses import SHOW_PATH
from content.facts.catalogue import Catalogue
from content.facts.claims import Season, ShowId

LIST_ROUTE: Final = "/"
SHOW_ROUTE: Final = "/shows/{show}"
TIMELINE_ROUTE: Final = "/shows/{show}/{season}.svg"
CALENDAR_ROUTE: Final = SHOW_PATH


def show_path(show: ShowId) -> str:
    """Return where the page of *show* is, below the address of all pages."""
    return SHOW_ROUTE.format(show=quote(show, safe=""))


def timeline_path(show: ShowId, season: Season) -> str:
    """Return where the picture of how a release date came to be is."""
    return TIMELINE_ROUTE.format(show=quote(show, safe=""), season=season)


def calendar_path(show: ShowId) -> str:
    """Return where the calendar of *show* is."""
    return CALENDAR_ROUTE.format(show=quote(show, safe=""))


def with_query(path: str, given: Mapping[str, str]) -> str:
    """Return *path* with what is *given* behind a ``?``, but for what is empty."""
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{path}?{query}" if query else path


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """The addresses of pages, for people."""

    public_url: str
    """Of all pages, without a slash at its end."""

    def of_show(self, show: ShowId) -> str:
        """Return the whole address of the page of *show*."""
        return f"{self.public_url}{show_path(show)}"

    def linked(self, answer: Answer, catalogue: Catalogue) -> Answer:
        """Return *answer* with the page of the show that each reply is about, if it has one."""
        replies = tuple(
            replace(reply, page=self.of_show(reply.show))
            if reply.show is not None and reply.show in catalogue.shows
            else reply
            for reply in answer.replies
        )
        return replace(answer, replies=replies)
