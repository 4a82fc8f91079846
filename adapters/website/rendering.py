"""Pages as HTML: without script, whole without style, and with nothing in them that is not text."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from content.language.from_outside import inert
from content.language.wording import Wording
from content.pages import addresses
from content.pages.page_words import page_languages, page_words
from content.pages.show_list import ShowList
from content.pages.show_page import EARLIEST, ShowPage

_TEMPLATES: Final = Path(__file__).parent / "templates"


class PageRenderer:
    """Makes HTML of what a page shows; *base* is where all pages are, such as ``/violet``."""

    def __init__(self, base: str = "") -> None:
        self._base = base

    def show(self, page: ShowPage, *, today: str, wording: Wording, lang: str, **links: str) -> str:
        """Return the page of a show; *links* are to what else there is of it, by name."""
        own = addresses.show_path(page.show)
        day = "" if page.is_today else page.day
        return self._filled(
            "show.html",
            wording,
            lang,
            page=page,
            own=own,
            given={"as_of": day},
            today=today,
            earliest=EARLIEST.isoformat(),
            calendar=links.get("calendar", ""),
        )

    def shows(self, listed: ShowList, *, wording: Wording, lang: str) -> str:
        """Return one page of the list of shows."""
        page = str(listed.page) if listed.page > 1 else ""
        return self._filled(
            "shows.html",
            wording,
            lang,
            listed=listed,
            own=addresses.LIST_ROUTE,
            given={"q": listed.search, "page": page},
            show_path=addresses.show_path,
        )

    def error(self, title: str, cure: str, wording: Wording) -> str:
        """Return a page that says what is wrong, and what to do."""
        return self._filled("error.html", wording, "", title=title, cure=cure)

    def _filled(self, template: str, wording: Wording, lang: str, **what: Any) -> str:
        def to(path: str, **query: str) -> str:
            given = {**query, "lang": query.get("lang", lang)}
            return self._base + addresses.with_query(path, given)

        return _template(template).render(
            base=self._base,
            to=to,
            lang=lang,
            language=wording.language,
            languages=page_languages(),
            words=page_words(wording),
            **what,
        )


def own_file(name: str) -> bytes:
    """Return what belongs to every page: its style, its icon."""
    return (_TEMPLATES / name).read_bytes()


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _finalized(value: object) -> object:
    """Take away what hides or reorders words, wherever it was filled in."""
    if type(value) is str and value.isascii() and value.isprintable():
        return value  # nearly all of it, and so asked first
    return value if isinstance(value, Markup) else inert(str(value))
