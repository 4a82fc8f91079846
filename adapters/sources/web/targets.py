"""An address that somebody named: read, and refused where it is none to go to."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Self

import httpx2

from adapters.sources.web.faults import RefusedAddressError
from adapters.sources.web.networks import canonical_host

_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 4_000
_LONGEST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class FetchTarget:
    """Where a request goes."""

    url: httpx2.URL
    place: str
    """``host:port``, as `VIOLET_PRIVATE_HOSTS` lists one."""
    is_listed: bool
    """Whether the operator named its very host and port as one of the own network."""

    @classmethod
    def read(
        cls, text: str, listed: Collection[str], *, after: "FetchTarget | None" = None
    ) -> Self:
        """Return what *text* names, which may be relative to the address *after* which it comes.

        Raises:
            RefusedAddressError: we do not go there.
        """
        before = "an address" if after is None else f"the redirect of {after.shown}"
        unreadable = RefusedAddressError(
            f"{before} cannot be read; write one such as https://example.org/feed"
        )
        if len(text) > _LONGEST:
            raise unreadable
        try:
            url = httpx2.URL(text) if after is None else after.url.join(text)
            if "#" in text:
                url = url.copy_with(fragment=None)
        except (httpx2.InvalidURL, ValueError):
            # Not `from error`: what is said of a bad address repeats it, password and all.
            raise unreadable from None
        if url.scheme not in _PORTS or not url.raw_host:
            kind = f"one of {url.scheme[:20]}:" if url.scheme else "without http:// or https://"
            raise RefusedAddressError(
                f"{before} is refused, being {kind}; only http and https are fetched"
            )
        place = _place(url)
        target = cls(url, place, place in listed)
        if refusal := target._refusal(after):
            where = target.shown if after is None else f"{before} to {target.shown}"
            raise RefusedAddressError(f"{where} is refused: {refusal}")
        return target

    def _refusal(self, after: "FetchTarget | None") -> str | None:
        """Return why not to go there, and what to do; None: nothing is against it so far."""
        if self.url.userinfo:
            return (
                "it holds a user or a password, and nothing is fetched with one; "
                "leave out what stands before the @"
            )
        if b"%" in self.url.raw_host:
            return "its host has a % in it; write the host's name"
        if self.port not in _PORTS.values() and not self.is_listed:
            return (
                f"it is at port {self.port}; only 80 and 443 are fetched from, and what "
                f"VIOLET_PRIVATE_HOSTS lists as {self.place}"
            )
        if after is None:
            return None
        if after.url.scheme == "https" and self.url.scheme == "http":
            return (
                "it leads from https to http; ask whoever runs that server, or name the address "
                "that it leads to"
            )
        if self.is_listed and not after.is_listed:
            return (
                "it leads from outside into your own network; name that address itself if it is "
                "to be fetched"
            )
        return None

    @property
    def port(self) -> int:
        """Its port, named or not."""
        return _port(self.url)

    @property
    def shown(self) -> str:
        """Host and path: what a person may see of it."""
        path = self.url.raw_path.partition(b"?")[0].decode("ascii")
        shown = f"{self.url.netloc.decode('ascii')}{path}"
        return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"

    def is_beside(self, other: "FetchTarget") -> bool:
        """Whether both are of one server: then what is meant for one may go to the other."""
        return (self.url.scheme, self.place) == (other.url.scheme, other.place)


def _port(url: httpx2.URL) -> int:
    return _PORTS[url.scheme] if url.port is None else url.port


def _place(url: httpx2.URL) -> str:
    return f"{canonical_host(url.raw_host.decode('ascii'))}:{_port(url)}"
