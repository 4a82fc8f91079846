"""Why something was not fetched.

SourceUnavailableError
└── FetchError                    what went wrong, where, and what to do about it
    ├── RefusedAddressError       we would not go there: nothing, or nothing more, was asked
    ├── UnreachableError          no whole answer came; trying again later may help
    │   └── TooSlowError          it did not come in the time that it had
    └── RefusedAnswerError        an answer came that we would not take in

A message shows host and path of an address, and never a user, a password, or what follows the "?".
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.ports.errors import SourceUnavailableError

_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})


class FetchError(SourceUnavailableError):
    """Something was not fetched; the message is one line for an operator."""


class RefusedAddressError(FetchError):
    """An address is none that may be fetched, be it only because of what its name stands for."""


class UnreachableError(FetchError):
    """The host is not found, does not answer, or breaks off in the middle."""


class TooSlowError(UnreachableError):
    """The answer was not whole by the end of the time that all of it had."""


class RefusedAnswerError(FetchError):
    """An answer is too large, in no coding that was asked for, or leads nowhere."""

    def __init__(
        self, message: str, *, status: int, headers: Mapping[str, str] = _NO_HEADERS
    ) -> None:
        super().__init__(message)
        self.status = status
        """The status that came with it; a 429 says all that it has to without its body."""
        self.headers = headers
