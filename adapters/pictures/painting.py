"""Drawing while all else goes on: once for however many ask, in a process of its own."""

import asyncio
import contextlib
import os
import sys
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import structlog

from bot.ports.pictures import DrawnPicture
from content.pictures.card import Card
from content.pictures.timeline import Timeline

log = structlog.get_logger()

_PAINTER: Final = Path(__file__).with_name("painter.py")
_KEPT: Final = 32
"""So many pictures are told at one time, each in very many channels."""
_AT_ONCE: Final = 1
"""So many are drawn at once; what draws takes a whole processor."""
_MOST_WAITING: Final = 24
"""So many may wait to be drawn; a further one is not drawn."""
_LONGEST_S: Final = 12.0
"""Of one drawing, which mostly takes a fifth of a second."""
_NOT_AGAIN_S: Final = 60.0
"""For so long what could not be drawn is not tried again."""
_MOST_BYTES: Final = 4_000_000
_KEEPS: Final = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TZ")
"""What a process that draws is told of the environment: no secret of Violet's is among it."""

_Key = Card | Timeline


class PaintedPictures:
    """The `Pictures` that are drawn here."""

    def __init__(self, *, command: tuple[str, ...] = (sys.executable, "-I")) -> None:
        """*command* runs Python: without what the environment or the folder would add."""
        self._command = command
        self._drawn: OrderedDict[_Key, asyncio.Task[DrawnPicture | None]] = OrderedDict()
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0
        self.drawings = 0
        """How often anything was drawn."""

    async def card(self, card: Card) -> DrawnPicture | None:
        """Return *card* as a picture; None: it cannot be drawn now."""
        svg = partial(_card_svg, card)
        return await self._once(card, svg, "countdown.png", card.alt, "flat")

    async def timeline(self, timeline: Timeline) -> DrawnPicture | None:
        """Return *timeline* as a picture; None: it cannot be drawn now."""
        svg = partial(_timeline_svg, timeline)
        return await self._once(timeline, svg, "history.png", timeline.alt)

    async def close(self) -> None:
        """Draw nothing more."""
        for task in self._drawn.values():
            task.cancel()
        await asyncio.gather(*self._drawn.values(), return_exceptions=True)
        self._drawn.clear()

    async def _once(
        self, key: _Key, svg: Callable[[], str], name: str, alt: str, *how: str
    ) -> DrawnPicture | None:
        task = self._drawn.get(key)
        if task is None:
            if self._waiting >= _MOST_WAITING:
                return None
            self._waiting += 1
            task = asyncio.create_task(self._draw(key, svg, name, alt, *how))
            task.add_done_callback(self._has_ended)
            self._drawn[key] = task
            self._forget()
        self._drawn.move_to_end(key)
        # Whoever asked first may be gone before the others.
        return await asyncio.shield(task)

    async def _draw(
        self, key: _Key, svg: Callable[[], str], name: str, alt: str, *how: str
    ) -> DrawnPicture | None:
        try:
            async with self._room:
                self.drawings += 1
                async with asyncio.timeout(_LONGEST_S):
                    font, drawing = await asyncio.to_thread(_with_font, svg)
                    png = await self._painted(drawing, font, *how)
        except Exception as error:  # noqa: BLE001  what is told is told without a picture
            log.warning("picture_not_drawn", picture=name, reason=str(error) or repr(error))
            asyncio.get_running_loop().call_later(_NOT_AGAIN_S, self._drawn.pop, key, None)
            return None
        return DrawnPicture(png=png, name=name, alt=alt)

    def _has_ended(self, _: asyncio.Task[DrawnPicture | None]) -> None:
        self._waiting -= 1

    async def _painted(self, svg: str, font: Path, *how: str) -> bytes:
        """Return what the painter makes of *svg*.

        Raises:
            OSError, ValueError: it made nothing.
        """
        process = await asyncio.create_subprocess_exec(
            *self._command,
            str(_PAINTER),
            str(font),
            *how,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={name: os.environ[name] for name in _KEEPS if name in os.environ},
        )
        try:
            png, said = await process.communicate(svg.encode())
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if process.returncode or not png or len(png) > _MOST_BYTES:
            last = said.decode(errors="replace").strip().rpartition("\n")[2]
            raise ValueError(last or f"the painter ended with {process.returncode}")
        return png

    def _forget(self) -> None:
        """Forget what was asked for longest ago, of what is drawn."""
        for key, task in list(self._drawn.items()):
            if len(self._drawn) <= _KEPT:
                return
            if task.done():
                del self._drawn[key]


def _with_font(svg: Callable[[], str]) -> tuple[Path, str]:
    # What measures and fills in is loaded when the first picture is wanted.
    from adapters.pictures.font import FILE  # noqa: PLC0415

    return FILE, svg()


def _card_svg(card: Card) -> str:
    from adapters.pictures.cards import card_svg  # noqa: PLC0415  as above

    return card_svg(card)


def _timeline_svg(timeline: Timeline) -> str:
    from adapters.pictures.timelines import timeline_svg  # noqa: PLC0415  as above

    return timeline_svg(timeline, every_letter=False)
