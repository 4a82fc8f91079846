"""How much is waited for and held, of whoever comes."""

from dataclasses import dataclass
from typing import Final

_MOST_CONNECTIONS: Final = 200
_FEWEST_CONNECTIONS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientBounds:
    """How much is waited for and held."""

    headers_s: float = 10.0
    """From the first moment of a connection, or the first byte of a further request, to its end."""
    idle_s: float = 15.0
    """For so long a connection may say nothing between two requests."""
    body_s: float = 20.0
    answer_s: float = 30.0
    send_s: float = 30.0
    """For so long an answer may take to be fetched by whoever asked for it."""
    linger_s: float = 2.0
    """For so long what is refused is still read, so that the refusal is."""
    header_bytes: int = 16_384
    body_bytes: int = 1_000_000
    bodies_bytes: int = 16_000_000
    """Of all bodies that are being sent."""
    connections: int | None = None
    """None: as many as the system's bound of open files allows for."""


def connections_allowed() -> int:
    """Return how many there may be, so that the rest of the program has files left to open."""
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return _MOST_CONNECTIONS
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return _MOST_CONNECTIONS
    return max(_FEWEST_CONNECTIONS, min(_MOST_CONNECTIONS, files // 8))
