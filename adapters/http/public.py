"""The listener that anybody may reach: it opens its doors to nobody's script, frame or guess."""

from collections.abc import Mapping, Sequence
from html import escape
from http import HTTPStatus
from typing import Final

from adapters.http.bounds import ClientBounds
from adapters.http.listener import Listener, plain_error
from adapters.http.proxies import Network
from bot.ports.web import WebAnswer, WebRoute
from content.language.error_pages import error_words
from content.language.wording import preferred_wording

SECURITY_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Of every answer that does not give one of its own.

https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
"""


def public_listener(
    routes: Sequence[WebRoute],
    *,
    trusted: Sequence[Network] = (),
    bounds: ClientBounds | None = None,
) -> Listener:
    """Return what answers people and platforms with *routes*, not listening yet."""
    return Listener(
        "public",
        routes,
        settings=("VIOLET_PUBLIC_HOST", "VIOLET_PUBLIC_PORT"),
        headers=SECURITY_HEADERS,
        error_page=_error_page,
        trusted=trusted,
        bounds=bounds,
    )


def _error_page(status: HTTPStatus, headers: Mapping[str, str]) -> WebAnswer:
    """Return a page for whoever reads pages, and a line for programs."""
    wording = preferred_wording(headers.get("accept-language", ""))
    words = error_words(status, wording)
    if words is None or "text/html" not in headers.get("accept", ""):
        return plain_error(status, headers)
    title, cure = map(escape, words)
    page = (
        f'<!doctype html>\n<html lang="{wording.language}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<h1>{title}</h1>\n<p>{cure}</p>\n</html>\n"
    )
    return WebAnswer(status=status, body=page.encode())
