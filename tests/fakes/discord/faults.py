"""What a fake Discord can do wrong on purpose, to the next requests that create or edit one."""

from collections import deque
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
    """The faults that are still to come, first one first."""

    coming: deque[Fault] = field(default_factory=deque)
    retry_after_s: float = 0.5

    def next_sends(self, fault: Fault, count: int = 1) -> None:
        self.coming.extend([fault] * count)

    def take(self) -> Fault | None:
        return self.coming.popleft() if self.coming else None
