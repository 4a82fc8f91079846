"""The pages of all shows, as anybody may ask for them."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import Final, NamedTuple

from adapters.website.rendering import PageRenderer, own_file
from bot.ports.journal import Clock
from bot.ports.sources import Knowledge
from bot.ports.web import HTML, WebAnswer, WebRequest, WebRoute
from bot.runtime.quota import RollingQuota
from content.facts.claims import ShowId
from content.language.accepted import accepted_wording, chosen_wording
from content.language.error_pages import NOTHING
from content.language.wording import Wording
from content.pages import addresses
from content.pages.page_words import NOT_A_DAY, TOO_MUCH
from content.pages.show_list import LONGEST_SEARCH, show_list_of, shows_by_title
from content.pages.show_page import day_to_look_back_to, show_page_of, timeline_asked_for
from content.pictures.timeline import Timeline

_ALLOWED: Final = (
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
PAGE_POLICY: Final = "; ".join(_ALLOWED)
_SVG: Final = "image/svg+xml; charset=utf-8"
_KEEP_S: Final = 60
_KEEP_FILES_S: Final = 3600
_MOST_KEPT: Final = 200
_MOST_BYTES: Final = 16_000_000
"""Of all pages that are kept."""
_LONGEST_SLUG: Final = 200
_MOST_PAGES: Final = 100_000
_MADE: Final = {"asker": [(60, timedelta(seconds=20))]}
"""What may be made anew for one asker; what is kept is given to anybody."""


class _Key(NamedTuple):
    """What a page depends on, and nothing else."""

    what: tuple[str, ...]
    version: int
    """Of all claims."""
    today: date
    wording: str
    lang: str
    """The language that was chosen, and that links keep; empty: none was."""


@dataclass(frozen=True, slots=True)
class _Made:
    body: bytes
    tag: str
    content_type: str


class _NothingThereError(Exception):
    """There is no such page."""


class _TooMuchError(Exception):
    """Somebody had as much made as they may for now."""


class Website:
    """Makes pages of what is known; each is made once, beside the loop, one at a time."""

    def __init__(
        self,
        *,
        knowledge: Knowledge,
        clock: Clock,
        draw: Callable[[Timeline], str],
        base: str = "",
        has_calendars: bool = False,
    ) -> None:
        """*draw* makes SVG; *base* is the path at which a proxy shows all this."""
        self._knowledge = knowledge
        self._clock = clock
        self._draw = draw
        self._renderer = PageRenderer(base)
        self._has_calendars = has_calendars
        self._kept: OrderedDict[_Key, _Made] = OrderedDict()
        self._making: dict[_Key, asyncio.Task[_Made]] = {}
        self._room = asyncio.Semaphore(1)
        self._quota = RollingQuota(_MADE)
        self.made = 0
        """How many pages were made, and not only given once more."""

    @property
    def routes(self) -> Sequence[WebRoute]:
        """What is answered."""
        found = {
            addresses.LIST_ROUTE: self._list,
            addresses.SHOW_ROUTE: self._show,
            addresses.TIMELINE_ROUTE: self._timeline,
            "/style.css": self._style,
            "/icon.svg": self._icon,
        }
        return [WebRoute(method="GET", path=path, answer=made) for path, made in found.items()]

    def error_page(self, title: str, cure: str, wording: Wording) -> str:
        """Return a page that says what is wrong, and what to do."""
        return self._renderer.error(title, cure, wording)

    async def _list(self, request: WebRequest) -> WebAnswer:
        search = request.query.get("q", "")[: 4 * LONGEST_SEARCH]
        number = request.query.get("page", "").strip() or "1"
        if not (number.isascii() and number.isdecimal() and len(number) <= 6):
            return self._nothing(request)
        page = int(number)
        if not 1 <= page <= _MOST_PAGES:
            return self._nothing(request)

        def prepared(_today: date, wording: Wording, lang: str) -> Callable[[], str]:
            titles = shows_by_title(self._knowledge.catalogue).titles

            def made() -> str:
                listed = show_list_of(titles, search=search, page=page, wording=wording)
                if page > listed.pages:
                    raise _NothingThereError
                return self._renderer.shows(listed, wording=wording, lang=lang)

            return made

        return await self._answered(request, ("list", search, str(page)), prepared)

    async def _show(self, request: WebRequest) -> WebAnswer:
        show = self._show_named(request)
        if show is None:
            return self._nothing(request)
        today = self._clock.now().date()
        try:
            asked = day_to_look_back_to(request.query.get("as_of", ""), today)
        except ValueError:
            return self._refused(request, 400, NOT_A_DAY)

        def prepared(today: date, wording: Wording, lang: str) -> Callable[[], str]:
            held = self._knowledge.catalogue.only([show])
            calendar = addresses.calendar_path(show) if self._has_calendars else ""

            def made() -> str:
                page = show_page_of(
                    held, show, asked or today, is_today=asked is None, wording=wording
                )
                return self._renderer.show(
                    page, today=today.isoformat(), wording=wording, lang=lang, calendar=calendar
                )

            return made

        return await self._answered(request, ("show", show, str(asked or "")), prepared)

    async def _timeline(self, request: WebRequest) -> WebAnswer:
        show, season = self._show_named(request), request.parts["season"]
        if show is None or len(season) > _LONGEST_SLUG:
            return self._nothing(request)
        try:
            asked = day_to_look_back_to(request.query.get("as_of", ""), self._clock.now().date())
        except ValueError:
            return self._refused(request, 400, NOT_A_DAY)

        def prepared(today: date, wording: Wording, _lang: str) -> Callable[[], str]:
            held = self._knowledge.catalogue.only([show])

            def made() -> str:
                timeline = timeline_asked_for(held, show, season, asked or today, wording)
                if timeline is None:
                    raise _NothingThereError
                return self._draw(timeline)

            return made

        what = ("timeline", show, season, str(asked or ""))
        return await self._answered(request, what, prepared, content_type=_SVG)

    def _show_named(self, request: WebRequest) -> ShowId | None:
        named = ShowId(request.parts["show"])
        is_there = len(named) <= _LONGEST_SLUG and named in self._knowledge.catalogue.shows
        return named if is_there else None

    async def _answered(
        self,
        request: WebRequest,
        what: tuple[str, ...],
        prepared: Callable[[date, Wording, str], Callable[[], str]],
        content_type: str = HTML,
    ) -> WebAnswer:
        """Answer with *what* is asked for, which *prepared* makes where it is not kept."""
        wording, lang = _wording_for(request)
        today = self._clock.now().date()
        version = self._knowledge.catalogue.version
        key = _Key(what, version, today, wording.language, lang)
        try:
            made = self._kept.get(key) or await self._once(
                key, lambda: prepared(today, wording, lang), request.asker, content_type
            )
        except _NothingThereError:
            return self._nothing(request)
        except _TooMuchError:
            refused = self._refused(request, 429, TOO_MUCH)
            return WebAnswer(
                status=429, body=refused.body, headers={**refused.headers, "Retry-After": "20"}
            )
        if key in self._kept:
            self._kept.move_to_end(key)
        return _checked(request, made, _KEEP_S, is_by_language=True)

    async def _once(
        self, key: _Key, prepare: Callable[[], Callable[[], str]], asker: str, content_type: str
    ) -> _Made:
        """Make it once for however many ask at the same time.

        Raises:
            _NothingThereError: there is no such page.
            _TooMuchError: *asker* had as much made as they may for now.
        """
        task = self._making.get(key)
        if task is None:
            if not self._quota.take(f"asker:{_network_of(asker)}", now=self._clock.now()):
                raise _TooMuchError
            task = asyncio.create_task(self._make(key, prepare, content_type))
            self._making[key] = task
            task.add_done_callback(lambda _: self._making.pop(key, None))
        # Whoever asked first may be gone before the others.
        return await asyncio.shield(task)

    async def _make(
        self, key: _Key, prepare: Callable[[], Callable[[], str]], content_type: str
    ) -> _Made:
        async with self._room:
            self.made += 1
            body = (await asyncio.to_thread(prepare())).encode()
        made = _Made(body, _tag_of(body), content_type)
        self._keep(key, made)
        return made

    def _keep(self, key: _Key, made: _Made) -> None:
        """Keep it, and no more than there is room for; what is of other claims goes first."""
        for one in [one for one in self._kept if one.version != key.version]:
            del self._kept[one]
        self._kept[key] = made
        size = sum(len(one.body) for one in self._kept.values())
        while len(self._kept) > _MOST_KEPT or size > _MOST_BYTES:
            size -= len(self._kept.popitem(last=False)[1].body)

    async def _style(self, request: WebRequest) -> WebAnswer:
        return _file(request, "style.css", "text/css; charset=utf-8")

    async def _icon(self, request: WebRequest) -> WebAnswer:
        return _file(request, "icon.svg", _SVG)

    def _nothing(self, request: WebRequest) -> WebAnswer:
        return self._refused(request, 404, NOTHING)

    def _refused(self, request: WebRequest, status: int, said: tuple[str, str]) -> WebAnswer:
        wording, _ = _wording_for(request)
        title, cure = map(wording.say, said)
        return WebAnswer(
            status=status,
            body=self.error_page(title, cure, wording).encode(),
            headers={
                "Content-Security-Policy": PAGE_POLICY,
                "Vary": "Accept-Language",
                "Cache-Control": "no-store",
            },
        )


def _file(request: WebRequest, name: str, content_type: str) -> WebAnswer:
    body = own_file(name)
    made = _Made(body, _tag_of(body), content_type)
    return _checked(request, made, _KEEP_FILES_S, is_by_language=False)


def _checked(request: WebRequest, made: _Made, keep_s: int, *, is_by_language: bool) -> WebAnswer:
    """Return it, or that it is as it was where whoever asks has it already.

    https://www.rfc-editor.org/rfc/rfc9110#field.if-none-match
    """
    headers = {"ETag": made.tag, "Cache-Control": "public, max-age=" + str(keep_s)}
    if is_by_language:
        headers["Vary"] = "Accept-Language"
    headers["Content-Security-Policy"] = PAGE_POLICY
    held = request.headers.get("if-none-match", "")
    tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
    if made.tag in tags or held.strip() == "*":
        return WebAnswer(status=304, content_type=made.content_type, headers=headers)
    return WebAnswer(body=made.body, content_type=made.content_type, headers=headers)


def _tag_of(body: bytes) -> str:
    return f'"{sha256(body).hexdigest()[:32]}"'


def _wording_for(request: WebRequest) -> tuple[Wording, str]:
    """Return in which language to answer, and its code where it was chosen by the address."""
    chosen = chosen_wording(request.query.get("lang", ""))
    if chosen is not None:
        return chosen, chosen.language
    return accepted_wording(request.headers.get("accept-language", "")), ""


def _network_of(asker: str) -> str:
    """Return the address, or of IPv6 the network that one line of the net has."""
    try:
        found = ip_address(asker)
    except ValueError:
        return asker
    return asker if found.version == 4 else str(ip_network((found, 64), strict=False))
