"""What a fake Discord can do wrong on purpose, to the next requests that create or edit one."""

import asyncio
import random
from collections import Counter, deque
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """How a send goes wrong; *after acceptance* means that the message was made all the same."""

    INTERNAL = "500"
    BAD_GATEWAY = "502"
    UNAVAILABLE = "503"
    GATEWAY_TIMEOUT = "504"
    TIMED_OUT = "408"
    INTERNAL_AFTER = "500 after acceptance"
    BAD_GATEWAY_AFTER = "502 after acceptance"
    UNAVAILABLE_AFTER = "503 after acceptance"
    GATEWAY_TIMEOUT_AFTER = "504 after acceptance"
    TIMED_OUT_AFTER = "408 after acceptance"
    LIMITED = "429"
    LIMITED_GLOBALLY = "429, global"
    LIMITED_WITHOUT_VIA = "429 without Via"
    CLOSED = "connection closed"
    CLOSED_AFTER = "connection closed after acceptance"
    UNAUTHORISED = "401"

    @property
    def is_after_acceptance(self) -> bool:
        return "after" in self.value

    @property
    def closes(self) -> bool:
        return self.value.startswith("connection")

    @property
    def status(self) -> int:
        return int(self.value[:3])


@dataclass
class Faults:
    """The faults that are still to come, first one first; then those of chance."""

    coming: deque[Fault] = field(default_factory=deque)
    coming_to_answers: deque[Fault] = field(default_factory=deque)
    """Likewise, of callbacks, of edits of what they said, and of what follows them."""
    coming_to_publishing: deque[Fault] = field(default_factory=deque)
    """Likewise, of publishing what was sent."""
    coming_to_following: deque[Fault] = field(default_factory=deque)
    """Likewise, of following, of unfollowing, and of making channels to follow."""
    retry_after_s: float = 0.5
    slow_s: dict[str, float] = field(default_factory=dict)
    """Channels that take so long to answer."""
    latency_s: float = 0.0
    """From when any request leaves until its answer is there."""
    share: float = 0.0
    """The part of all sends that chance lets go wrong."""
    chance: random.Random | None = None
    of_chance: tuple[Fault, ...] = ()
    happened: Counter[Fault] = field(default_factory=Counter)

    async def travel(self) -> None:
        """Take as long as one way does."""
        if self.latency_s:
            await asyncio.sleep(self.latency_s / 2)

    def next_sends(self, fault: Fault, count: int = 1) -> None:
        self.coming.extend([fault] * count)

    def next_answers(self, fault: Fault, count: int = 1) -> None:
        self.coming_to_answers.extend([fault] * count)

    def take_of_answers(self) -> Fault | None:
        return self._next_of(self.coming_to_answers)

    def take_of_publishing(self) -> Fault | None:
        return self._next_of(self.coming_to_publishing)

    def take_of_following(self) -> Fault | None:
        return self._next_of(self.coming_to_following)

    def _next_of(self, coming: deque[Fault]) -> Fault | None:
        fault = coming.popleft() if coming else None
        if fault is not None:
            self.happened[fault] += 1
        return fault

    def at_random(self, share: float, seed: int) -> None:
        """Let that *share* of sends go wrong, in every way that passes by itself."""
        self.share, self.chance = share, random.Random(seed)  # noqa: S311  a test's chance
        self.of_chance = tuple(one for one in Fault if one is not Fault.UNAUTHORISED)

    def take(self) -> Fault | None:
        fault = None
        if self.coming:
            fault = self.coming.popleft()
        elif self.chance is not None and self.chance.random() < self.share:
            fault = self.chance.choice(self.of_chance)
        if fault is not None:
            self.happened[fault] += 1
        return fault
