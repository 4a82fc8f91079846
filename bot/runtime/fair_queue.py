"""People served in turn: round robin over communities, and over the people of each."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from functools import partial
from typing import Final
from weakref import WeakValueDictionary

AT_ONCE: Final = 4
"""Reading takes a processor and there is one, so more at once would only make all of them late."""
_LULL_S: Final = 0.03
"""What can wait begins once nobody has come with anything else for so long; an answer is on its
way by then."""
_LONGEST_LULL_S: Final = 0.5
"""What can wait waits no longer for that, however many come."""
_PATIENCE_S: Final = 2.0
"""Who has waited so long goes on: then whoever is before them waits too, for something slow."""


class FairQueue:
    """Who is served now, and who waits.

    Of one person one thing is done after another, and of one community half of what is done at
    once, so that there is a place for the next.
    """

    def __init__(self, *, at_once: int = AT_ONCE, patience_s: float = _PATIENCE_S) -> None:
        self._at_once = at_once
        self._of_one_community = max(1, at_once // 2)
        self._patience_s = patience_s
        self._serving = 0
        self._pressing = 0
        """Who is served or waits with what cannot wait."""
        self._pressing_at = float("-inf")
        """When the last of them came or went, in seconds of the loop."""
        self._lulls: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """Of each person one thing at a time waits for a lull, until it is done."""
        self._served_in: Counter[str] = Counter()
        self._served: set[str] = set()
        self._waiting: OrderedDict[str, OrderedDict[str, deque[asyncio.Future[None]]]] = (
            OrderedDict()
        )

    @property
    def is_idle(self) -> bool:
        """Whether nobody is served and nobody waits."""
        return not self._serving and not self._waiting

    async def enter(self, person: str, community: str, *, can_wait: bool = False) -> "Entered":
        """Wait for the turn of *person*, of one *community*, and return what ends it.

        What *can_wait* lets everything else go first.
        """
        if can_wait:
            lull = self._lulls.setdefault(person, asyncio.Lock())
            await lull.acquire()
            ends = lull.release
        else:
            self._note_pressing(1)
            ends = partial(self._note_pressing, -1)
        try:
            if can_wait:
                await self.lull()
            counts = await self.wait(person, community)
        except BaseException:
            ends()
            raise
        return Entered(self, person, community, counts=counts, ends=ends)

    def _note_pressing(self, change: int) -> None:
        self._pressing += change
        self._pressing_at = asyncio.get_running_loop().time()

    async def lull(self) -> None:
        """Wait until nobody has come for a moment with what cannot wait."""
        loop = asyncio.get_running_loop()
        came = loop.time()
        while (now := loop.time()) < came + _LONGEST_LULL_S:
            quiet_s = now - max(came, self._pressing_at)
            if not self._pressing and quiet_s >= _LULL_S:
                return
            await asyncio.sleep(_LULL_S if self._pressing else _LULL_S - quiet_s)

    async def wait(self, person: str, community: str) -> bool:
        """Wait for a turn, which is then to be ended; False: patience ran out, and none came."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        theirs = self._waiting.setdefault(community, OrderedDict())
        theirs.setdefault(person, deque()).append(waiter)
        self._let_in()
        if not waiter.done():
            try:
                await asyncio.wait({waiter}, timeout=self._patience_s)
            except asyncio.CancelledError:
                self._give_up(waiter, person, community)
                raise
        if not waiter.done():
            self._give_up(waiter, person, community)
            return False
        return True

    def leave(self, person: str, community: str) -> None:
        """End the turn of *person*."""
        self._serving -= 1
        self._served.discard(person)
        self._served_in[community] -= 1
        if not self._served_in[community]:
            del self._served_in[community]
        # Whoever comes again at once comes behind those who have waited meanwhile.
        if people := self._waiting.get(community):
            self._waiting.move_to_end(community)
            if person in people:
                people.move_to_end(person)
        self._let_in()

    def _let_in(self) -> None:
        while self._serving < self._at_once and (found := self._next()):
            waiter, person, community = found
            self._serving += 1
            self._served.add(person)
            self._served_in[community] += 1
            waiter.set_result(None)

    def _next(self) -> tuple[asyncio.Future[None], str, str] | None:
        """Take out whoever is next; whose turn it was comes last from then on."""
        for community, people in self._waiting.items():
            if self._served_in[community] >= self._of_one_community:
                continue
            for person, waiters in people.items():
                if person in self._served:
                    continue
                waiter = waiters.popleft()
                people.move_to_end(person)
                self._waiting.move_to_end(community)
                self._tidy(person, community)
                return waiter, person, community
        return None

    def _give_up(self, waiter: asyncio.Future[None], person: str, community: str) -> None:
        """Let *waiter* wait no more, or give its turn back where it just came."""
        if waiter.done():
            self.leave(person, community)
        else:
            self._waiting[community][person].remove(waiter)
            self._tidy(person, community)

    def _tidy(self, person: str, community: str) -> None:
        people = self._waiting[community]
        if not people[person]:
            del people[person]
        if not people:
            del self._waiting[community]


class Entered:
    """Somebody's turn, which may be interrupted."""

    def __init__(
        self,
        queue: FairQueue,
        person: str,
        community: str,
        *,
        counts: bool,
        ends: Callable[[], None],
    ) -> None:
        self._queue = queue
        self._person = person
        self._community = community
        self._counts = counts
        """Whether they hold a place, and did not merely lose patience."""
        self._ends: Callable[[], None] | None = ends

    def leave(self) -> None:
        """End it, if it has not ended."""
        if self._ends is not None:
            self._ends()
            self._ends = None
        if self._counts:
            self._counts = False
            self._queue.leave(self._person, self._community)

    async def enter_again(self) -> None:
        """Wait for another one."""
        self._counts = await self._queue.wait(self._person, self._community)
