"""TVmaze's API, asked politely: one call at a time, each within the budget, every answer checked.

https://www.tvmaze.com/api: 20 calls in 10 seconds for an address, counted where they arrive; more
than one idle connection may have the address blocked.
"""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing, asynccontextmanager
from datetime import timedelta
from typing import Any, Final, NoReturn
from urllib.parse import quote, urljoin, urlsplit

from adapters.sources.tvmaze.stream import BrokenArrayError, elements_of
from adapters.sources.tvmaze.waiting_line import WaitingLine
from adapters.sources.web.exchanges import REDIRECTS, Bounds
from adapters.sources.web.faults import FetchError, RefusedAnswerError
from adapters.sources.web.fetcher import Fetcher, WebResponse
from adapters.sources.web.networks import canonical_host
from adapters.sources.web.retry_after import pause_asked
from bot.ports.errors import SenselessAnswerError, SourceUnavailableError
from bot.ports.journal import Clock
from bot.ports.listings import CallBudget
from content.listings.records import ListingId

NAME: Final = "tvmaze"
"""Under which its calls are counted and its claims recorded; fixed for ever."""

_SEARCH: Final = Bounds(whole_s=10.0, unpacked=1_000_000)
_SHOW: Final = Bounds(whole_s=20.0, unpacked=4_000_000)
_UPDATES: Final = Bounds(whole_s=20.0, unpacked=4_000_000)
"""The changes of all time, of some 90,000 shows, take 1.7 MB."""
_SCHEDULE: Final = Bounds(whole_s=120.0, unpacked=64_000_000)
_PATIENCE: Final = timedelta(seconds=5)
"""How long a person waits for room before being told that there is none."""
_LONGEST: Final = timedelta(minutes=5)
"""How long anybody waits; for longer, whoever asks comes again."""
_BACK_OFF: Final = timedelta(seconds=10)
"""After a 429 that says nothing: "back off for a few seconds", and the limit's own ten are over."""
_MERGERS: Final = 3
"""How many mergers in a row lead to a show; more are a circle."""
_LARGE: Final = 200_000
"""Bytes of JSON from which reading them would hold up everybody else."""
_SINCE: Final = (
    (timedelta(days=1), "?since=day"),
    (timedelta(days=7), "?since=week"),
    (timedelta(days=30), "?since=month"),
)
_WITH: Final = "?embed%5B%5D=seasons&embed%5B%5D=nextepisode"
_NO_SUCH_PATH: Final = "Page not found."
"""What it says of a path that it does not have at all: no show is missing then."""
_LATER: Final = "it is asked again later"
_LOOK: Final = "look whether TVMAZE_API_BASE leads to its API, and whether anything stands between"


class TvmazeClient:
    """Its answers as JSON; there is one client in a process, so that there is one connection."""

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        api_base: str,
        budget: CallBudget,
        clock: Clock,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Ask at *api_base*; *sleep* lets as many seconds pass as *clock* then says."""
        self._fetcher = fetcher
        self._base = api_base.rstrip("/")
        self._budget = budget
        self._clock = clock
        self._sleep = sleep
        self._line = WaitingLine()

    async def search(self, typed: str) -> Any:
        """Return the shows that may be called *typed*, which is not empty."""
        return await self._value(
            f"/search/shows?q={quote(typed, safe='')}", bounds=_SEARCH, for_people=True
        )

    async def show(self, listing: ListingId, *, for_people: bool) -> tuple[ListingId, Any] | None:
        """Return a show with seasons and next episode, and the number that it has by now."""
        for _ in range(_MERGERS + 1):
            path = f"/shows/{quote(listing, safe='')}"
            answer = await self._answer(path + _WITH, bounds=_SHOW, for_people=for_people)
            if answer.status == 404 and await self._is_gone(path, answer):
                return None
            if answer.status not in REDIRECTS:
                return listing, await self._checked(path, answer)
            listing = self._merged(path, answer.headers.get("Location", ""))
        raise _senseless("a merged show", "it leads from show to show without end")

    async def updates(self, within: timedelta) -> Any:
        """Return when each show changed last, of those that did *within* that time, or longer."""
        since = next((since for longest, since in _SINCE if within <= longest), "")
        return await self._value(f"/updates/shows{since}", bounds=_UPDATES, for_people=False)

    async def schedule(self) -> AsyncGenerator[dict[str, Any]]:
        """Yield every future episode that is known, as the bytes come.

        The connection is taken until it is read to its end, or closed.
        """
        path = "/schedule/full"
        async with (
            self._turn(for_people=False),
            self._as_tvmaze(path),
            self._fetcher.stream(self._base + path, bounds=_SCHEDULE, hops=0) as answer,
        ):
            if answer.status != 200:
                await self._refuse(path, answer.status, answer.headers)
            _refuse_page(path, answer.headers)
            try:
                async with aclosing(elements_of(answer)) as elements:
                    async for element in elements:
                        yield element
            except BrokenArrayError as error:
                raise SourceUnavailableError(
                    f"TVmaze's answer to {path} breaks off, or is not what it should be: {error}; "
                    f"{_LATER}, and if that lasts, look for a newer Violet"
                ) from error

    async def _value(self, path: str, *, bounds: Bounds, for_people: bool) -> Any:
        answer = await self._answer(path, bounds=bounds, for_people=for_people)
        return await self._checked(path, answer)

    async def _answer(self, path: str, *, bounds: Bounds, for_people: bool) -> WebResponse:
        async with self._turn(for_people=for_people), self._as_tvmaze(path):
            return await self._fetcher.get(self._base + path, bounds=bounds, hops=0)

    @asynccontextmanager
    async def _turn(self, *, for_people: bool) -> AsyncIterator[None]:
        """Wait for the connection and for a call of the budget, people first.

        Raises:
            SourceUnavailableError: there is neither in the time that one would wait.
        """
        waited = timedelta()
        within_s = _PATIENCE.total_seconds() if for_people else None
        while True:
            try:
                await self._line.enter(for_people=for_people, within_s=within_s)
            except TimeoutError as error:
                raise SourceUnavailableError(
                    "TVmaze is being asked for others, and answers slowly; ask again in a minute"
                ) from error
            try:
                wait = await self._budget.take(NAME, now=self._clock.now(), for_people=for_people)
                if not wait:
                    yield
                    return
            finally:
                self._line.leave()
            waited += wait
            if (waited > _PATIENCE) if for_people else (wait > _LONGEST):
                raise SourceUnavailableError(
                    "TVmaze has been asked as often as it allows, or asked for a pause; "
                    f"ask again in {_in_words(wait)}",
                    pause=None if for_people else wait,
                )
            await self._sleep(wait.total_seconds())

    @asynccontextmanager
    async def _as_tvmaze(self, path: str) -> AsyncIterator[None]:
        """Let what goes wrong on the way say what was asked."""
        try:
            yield
        except RefusedAnswerError as error:
            if error.status >= 400:
                await self._refuse(path, error.status, error.headers)
            raise SourceUnavailableError(f"TVmaze's {error}") from error
        except FetchError as error:
            raise SourceUnavailableError(f"TVmaze cannot be asked: {error}") from error

    async def _checked(self, path: str, answer: WebResponse) -> Any:
        """Return what a good answer says.

        Raises:
            SourceUnavailableError: it is no good answer.
        """
        if answer.status != 200:
            await self._refuse(path, answer.status, answer.headers)
        _refuse_page(path, answer.headers)
        try:
            return await _json_of(answer.body)
        except (ValueError, RecursionError) as error:
            raise SourceUnavailableError(
                f"TVmaze's answer to {_shown(path)} is no JSON, or breaks off; {_LATER}"
            ) from error

    async def _refuse(self, path: str, status: int, headers: Mapping[str, str]) -> NoReturn:
        """Say why an answer is none; where it asks for a pause, keep it.

        Raises:
            SourceUnavailableError: always.
        """
        now = self._clock.now()
        asked = pause_asked(headers.get("Retry-After"), now=now) if status >= 400 else None
        pause = asked or (_BACK_OFF if status == 429 else None)
        if pause is not None:
            await self._budget.pause(NAME, until=now + pause)
            raise SourceUnavailableError(
                f"TVmaze asks to be left alone for {_in_words(pause)} (status {status}); "
                "until then nothing is asked of it, and nobody need do anything",
                pause=pause,
            )
        if status >= 500:
            raise SourceUnavailableError(
                f"TVmaze cannot answer {_shown(path)} now (status {status}); {_LATER}"
            )
        raise SourceUnavailableError(
            f"TVmaze refuses {_shown(path)} (status {status}); if that lasts, {_LOOK}"
        )

    async def _is_gone(self, path: str, answer: WebResponse) -> bool:
        """Whether it is TVmaze that says there is none: any other server has a 404 of its own.

        Raises:
            SourceUnavailableError: it is not.
        """
        try:
            value = await _json_of(answer.body)
        except (ValueError, RecursionError):
            value = ""
        if value is None:
            return True
        is_its_own = isinstance(value, dict) and value.get("status") == 404
        if is_its_own and value.get("message") != _NO_SUCH_PATH:
            return True
        raise SourceUnavailableError(
            f"TVmaze's answer to {_shown(path)} is a 404 that says nothing of a show; {_LOOK}"
        )

    def _merged(self, path: str, location: str) -> ListingId:
        """Return the show that another was merged into.

        Only its number is taken: nothing is asked anywhere but at the address that was set.
        """
        base = urlsplit(self._base)
        try:
            to = urlsplit(urljoin(f"{self._base}/", location))
            is_same = to.hostname == base.hostname
        except ValueError:
            raise _senseless(path, "it leads nowhere") from None
        show = re.fullmatch(rf"{re.escape(base.path)}/shows/([0-9]{{1,15}})", to.path)
        if not location or not is_same or show is None:
            raise SourceUnavailableError(
                f"TVmaze's answer to {_shown(path)} leads to something else than a show; {_LOOK}"
            )
        return ListingId(show[1])


def api_host(api_base: str) -> str:
    """Return ``host:port`` of an address that the operator set, as `private_hosts` lists one.

    Being set, it may be of the own network; what nobody set, such as the usual address, needs none.
    """
    parts = urlsplit(api_base)
    port = parts.port or (80 if parts.scheme == "http" else 443)
    return f"{canonical_host(parts.hostname or '')}:{port}"


async def _json_of(body: bytes) -> Any:
    if len(body) < _LARGE:
        return json.loads(body.decode())
    return await asyncio.to_thread(lambda: json.loads(body.decode()))


def _refuse_page(path: str, headers: Mapping[str, str]) -> None:
    if "html" in headers.get("Content-Type", "").lower():
        raise SourceUnavailableError(
            f"TVmaze's answer to {_shown(path)} is a page for people instead of data; {_LOOK}"
        )


def _senseless(path: str, reason: str) -> SenselessAnswerError:
    return SenselessAnswerError(
        f"TVmaze's answer to {_shown(path)} makes no sense: {reason}; nothing of it is taken in, "
        "and if that lasts, its format has changed: look for a newer Violet"
    )


def _shown(path: str) -> str:
    """Return what was asked without what was typed."""
    return path.partition("?")[0]


def _in_words(wait: timedelta) -> str:
    seconds = max(1, round(wait.total_seconds()))
    return f"{seconds} seconds" if seconds < 120 else f"{round(seconds / 60)} minutes"
