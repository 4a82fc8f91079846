"""Ways in which the next calls go wrong."""

from collections import Counter, deque
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """One thing that goes wrong with one call."""

    RESET = "connection closed before an answer"
    CUT = "connection closed in the middle of the body"
    TRUNCATED = "half of the JSON, in sound HTTP"
    EMPTY = "200 without a body"
    INTERNAL = "500"
    UNAVAILABLE = "503 with Retry-After"
    LIMITED = "429 with Retry-After"
    LIMITED_SILENTLY = "429 without Retry-After"
    CHALLENGE = "200 with a challenge page"
    PAGE_NOT_FOUND = "404 with a page, as of another server"
    ENDLESS = "a body without end"
    SLOW = "a body of some bytes a second"
    HANGS = "no answer until the client gives up"
    OTHER_SHAPE = "sound JSON of another shape"
    NULL = "200 with null"
    NOT_UTF8 = "JSON that is no UTF-8"
    DEEP = "JSON nested ten thousand times"


@dataclass
class Faults:
    """The faults that are still to come, first one first."""

    coming: deque[tuple[str, Fault]] = field(default_factory=deque)
    always: dict[str, Fault] = field(default_factory=dict)
    """What goes wrong with every call of paths that begin so, until it is taken away."""
    retry_after: str = "30"
    """What Retry-After says: seconds, or a date of HTTP."""
    happened: Counter[Fault] = field(default_factory=Counter)

    def next_calls(self, fault: Fault, count: int = 1, *, of: str = "/") -> None:
        """Let the next *count* calls of paths that begin with *of* go wrong."""
        self.coming.extend([(of, fault)] * count)

    def take(self, path: str) -> Fault | None:
        fault = next((one for begins, one in self.always.items() if path.startswith(begins)), None)
        if self.coming and path.startswith(self.coming[0][0]):
            fault = self.coming.popleft()[1]
        if fault is not None:
            self.happened[fault] += 1
        return fault
