"""Finishing asynchronous work in a fixture that is not; loaded as a plugin of pytest."""

import asyncio
from collections.abc import Coroutine, Iterator
from threading import Thread
from typing import Any

import pytest


class Aside:
    """A loop in a thread of its own, beside whichever loop may be running here."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def finish(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run *work* to its end; return what comes of that."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture(scope="session")
def aside() -> Iterator[Aside]:
    aside = Aside()
    yield aside
    aside.close()
