"""What people and programs ask for over HTTP, and what they are answered; no library in it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebRequest:
    """What was asked for: whole, with its body, and within bounds."""

    method: str
    """``HEAD`` is asked of a route as ``GET``: the body of its answer is left out."""
    path: str
    """As it was sent: escaped, and without what stands behind a ``?``."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """What stands in the place of each ``{name}`` of the route's path, unescaped."""
    query: Mapping[str, str] = field(default_factory=dict)
    """What stands behind the ``?``, unescaped; of a name given twice, the first."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """By names in small letters; of a header sent twice, both with a comma between."""
    body: bytes = b""
    """The very bytes that were sent, so that a signature over them can be checked."""
    asker: str = ""
    """The address of whoever asks; trusted proxies are looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAnswer:
    """What is answered."""

    body: bytes = b""
    status: int = 200
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    """Each stands in place of the listener's own of that name, in whatever letters.

    A page that needs more than the listener allows gives a ``Content-Security-Policy``.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class WebRoute:
    """One kind of address that is answered."""

    method: str
    """``GET``, which changes nothing, or ``POST``."""
    path: str
    """Such as ``/calendar/{show}.ics``; a ``{name}`` stands for anything but nothing and a ``/``.

    Of several routes that fit, the first one answers.
    """
    answer: Callable[[WebRequest], Awaitable[WebAnswer]]
    """Whatever it raises is logged, and answered with 500; it has half a minute."""
