"""Calendars as they are fetched: of a show by anybody, of a channel by whoever has its address."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import format_datetime
from hashlib import sha256
from typing import Final

from bot.ports.calendars import Calendars
from bot.ports.journal import Clock
from bot.ports.sources import Knowledge
from bot.ports.subscriptions import Subscriptions
from bot.ports.web import PLAIN, WebAnswer, WebRequest, WebRoute
from content.calendar.addresses import FEED_PATH, SHOW_PATH, token_fingerprint
from content.calendar.entries import CalendarEntry
from content.calendar.feed import Wanted, entries_wanted, shows_calendar, wanted_of
from content.facts.claims import Show, ShowId
from content.language.error_pages import error_words
from content.language.wording import Wording, wording_for
from content.subscriptions.preferences import USUAL

_CALENDAR: Final = "text/calendar; charset=utf-8"
_AT_ONCE: Final = 50
"""Shows taken from what is known without letting anybody else have their turn."""
_MOST_KEPT: Final = 128
"""Calendars that are kept as they were made."""
_MOST_BYTES: Final = 16_000_000
_FOR_ALL: Final = "public,max-age=3600"
_FOR_ONE: Final = "private,max-age=900"


@dataclass(frozen=True, slots=True)
class _Key:
    wanted: tuple[Wanted, ...]
    language: str
    day: date
    hour: int
    """What a listing says is looked at anew each hour."""


@dataclass(slots=True)
class _Made:
    """A calendar as it was made."""

    body: bytes
    changed: datetime | None
    """When any of it became known as it is; None: it is empty."""
    etag: str
    """A strong one: it is of the very bytes."""
    version: int
    """Of what is known: of no later one is it known that it still is so."""


class CalendarRoutes:
    """What answers at the addresses of calendars."""

    def __init__(
        self,
        *,
        clock: Clock,
        knowledge: Knowledge,
        calendars: Calendars,
        subscriptions: Subscriptions,
    ) -> None:
        self._clock = clock
        self._knowledge = knowledge
        self._calendars = calendars
        self._subscriptions = subscriptions
        self._made: OrderedDict[_Key, _Made] = OrderedDict()
        self._making = asyncio.Lock()

    @property
    def routes(self) -> Sequence[WebRoute]:
        """The addresses."""
        return (
            WebRoute(method="GET", path=SHOW_PATH, answer=self.of_show),
            WebRoute(method="GET", path=FEED_PATH, answer=self.of_channel),
        )

    async def of_show(self, request: WebRequest) -> WebAnswer:
        """Answer with the calendar of one show, which anybody may have."""
        show = ShowId(request.parts["show"])
        if show not in self._knowledge.catalogue.shows:
            return _nothing(request)
        wanted = (Wanted(show, USUAL.lowest_stance),)
        return await self._answer(request, wanted, _FOR_ALL)

    async def of_channel(self, request: WebRequest) -> WebAnswer:
        """Answer with the calendar of whichever channel has that address.

        Whatever the address is, it is looked for in the same way: one that is mistyped and one
        that holds no longer cannot be told apart.
        """
        destination = await self._calendars.at(token_fingerprint(request.parts["token"]))
        if destination is None:
            return _nothing(request)
        stored = await self._subscriptions.of(destination)
        wanted = wanted_of(stored, self._knowledge.catalogue, self._clock.now().date())
        return await self._answer(request, wanted, _FOR_ONE)

    async def _answer(
        self, request: WebRequest, wanted: tuple[Wanted, ...], caching: str
    ) -> WebAnswer:
        now = self._clock.now()
        wording = _wording(request)
        made = await self._calendar(_Key(wanted, wording.language, now.date(), now.hour), wording)
        headers = {"ETag": made.etag, "Cache-Control": caching, "X-Robots-Tag": "noindex"}
        if made.changed is not None:
            headers["Last-Modified"] = format_datetime(made.changed, usegmt=True)
        if _has(request.headers.get("if-none-match", ""), made.etag):
            return WebAnswer(status=304, content_type=_CALENDAR, headers=headers)
        return WebAnswer(body=made.body, content_type=_CALENDAR, headers=headers)

    async def _calendar(self, key: _Key, wording: Wording) -> _Made:
        """Return it as it was made before, where nothing of its shows has changed; or make it."""
        made = self._kept(key)
        if made is not None:
            return made
        async with self._making:  # one after the other: none holds up those who wait for answers
            made = self._kept(key)
            return made if made is not None else await self._make(key, wording)

    def _kept(self, key: _Key) -> _Made | None:
        made, catalogue = self._made.get(key), self._knowledge.catalogue
        if made is None:
            return None
        if made.version != catalogue.version:
            changed = set(catalogue.changed_since(made.version))
            if any(one.show in changed for one in key.wanted):
                del self._made[key]
                return None
            made.version = catalogue.version
        self._made.move_to_end(key)
        return made

    async def _make(self, key: _Key, wording: Wording) -> _Made:
        """Make it in another thread, a part of the shows at a time."""
        catalogue = self._knowledge.catalogue
        version = catalogue.version
        entries: list[CalendarEntry] = []
        shows: list[Show] = []
        for begin in range(0, len(key.wanted), _AT_ONCE):
            some = key.wanted[begin : begin + _AT_ONCE]
            held = catalogue.only([one.show for one in some])
            shows += held
            entries += await asyncio.to_thread(
                entries_wanted, held, some, day=key.day, wording=wording
            )
        body, changed = await asyncio.to_thread(_written, entries, shows, wording)
        etag = f'"{sha256(body).hexdigest()[:32]}"'
        made = self._made[key] = _Made(body, changed, etag, version)
        while len(self._made) > _MOST_KEPT or self._size() > _MOST_BYTES:
            if len(self._made) == 1:
                break
            self._made.popitem(last=False)
        return made

    def _size(self) -> int:
        return sum(len(made.body) for made in self._made.values())


def _written(
    entries: Sequence[CalendarEntry], shows: Sequence[Show], wording: Wording
) -> tuple[bytes, datetime | None]:
    # Costly, and only once somebody asks.
    from adapters.calendar.writing import icalendar_bytes, last_changed  # noqa: PLC0415

    feed = shows_calendar(entries, shows, wording)
    return icalendar_bytes(feed), last_changed(feed)


def _wording(request: WebRequest) -> Wording:
    return wording_for(request.query.get("language") or "en")


def _nothing(request: WebRequest) -> WebAnswer:
    """Return that nothing is there, be it that there never was, or is no longer."""
    words = error_words(404, _wording(request)) or ()
    return WebAnswer(
        status=404,
        body="".join(f"{line}\n" for line in words).encode(),
        content_type=PLAIN,
        headers={"Cache-Control": "no-store"},
    )


def _has(if_none_match: str, etag: str) -> bool:
    """Whether whoever asks has it already.

    https://www.rfc-editor.org/rfc/rfc9110#field.if-none-match
    """
    named = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return "*" in named or etag in named
