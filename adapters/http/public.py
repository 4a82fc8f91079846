"""The listener that anybody may reach: it opens its doors to nobody's script, frame or guess."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from http import HTTPStatus
from typing import Final

from adapters.http.bounds import ClientBounds
from adapters.http.listener import Listener, plain_error
from adapters.http.proxies import Network
from bot.ports.web import WebAnswer, WebRoute
from content.language.accepted import accepted_wording
from content.language.error_pages import error_words
from content.language.wording import Wording

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


ErrorHtml = Callable[[str, str, Wording], str]
"""Makes a page of what is wrong and what to do; it may have what the policy of pages allows."""


def public_listener(
    routes: Sequence[WebRoute],
    *,
    error_html: ErrorHtml | None = None,
    error_policy: str = "",
    trusted: Sequence[Network] = (),
    bounds: ClientBounds | None = None,
) -> Listener:
    """Return what answers people and platforms with *routes*, not listening yet.

    *error_html* makes the pages where there is nothing to show, which *error_policy* is sent with;
    without, they are plain.
    """
    return Listener(
        "public",
        routes,
        settings=("VIOLET_PUBLIC_HOST", "VIOLET_PUBLIC_PORT"),
        headers=SECURITY_HEADERS,
        error_page=partial(_error_page, error_html or _plain_html, error_policy),
        trusted=trusted,
        bounds=bounds,
    )


def _error_page(
    html: ErrorHtml, policy: str, status: HTTPStatus, headers: Mapping[str, str]
) -> WebAnswer:
    """Return a page for whoever reads pages, and a line for programs."""
    wording = accepted_wording(headers.get("accept-language", ""))
    words = error_words(status, wording)
    if words is None or "text/html" not in headers.get("accept", ""):
        return plain_error(status, headers)
    more = {"Content-Security-Policy": policy} if policy else {}
    return WebAnswer(status=status, body=html(*words, wording).encode(), headers=more)


def _plain_html(title: str, cure: str, wording: Wording) -> str:
    return (
        f'<!doctype html>\n<html lang="{wording.language}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<main>\n<h1>{escape(title)}</h1>\n<p>{escape(cure)}</p>\n</main>\n</html>\n"
    )
