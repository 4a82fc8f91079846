"""Addresses in settings: of servers, of people's pages, of networks and of feeds."""

import re
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_network
from urllib.parse import urlsplit

_HOST_AND_PORT = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+):(\d{1,5})", re.ASCII)
_LONGEST_URL = 2000


def address(text: str) -> str:
    """Return an address of a server.

    Raises:
        ValueError: it is none; the message says what is.
    """
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(
            f"{without_secrets(text)!r} is no address; write one such as "
            "http://127.0.0.1:8080/api/v10"
        )
    return text


def without_secrets(address: str) -> str:
    """Return it without what may be a password or a key: before an @, behind a ? or a #."""
    bare = re.sub(r"[^/]*@", "…@", address)
    return re.sub(r"[?#].*", "?…", bare, flags=re.DOTALL)[:200]


def public_url(text: str) -> str:
    """Return an address for people, without a slash at its end.

    Raises:
        ValueError: it is none; the message says what is.
    """
    parts = urlsplit(address(text))
    if "@" in parts.netloc or parts.query or parts.fragment or re.search(r"\s", text):
        raise ValueError(
            f"{without_secrets(text)!r} can hold no user, blank, ? or #; write one such as "
            "https://violet.example"
        )
    return text.rstrip("/")


def network(text: str) -> IPv4Network | IPv6Network:
    """Return a network of proxies.

    Raises:
        ValueError: it is none, or everybody's; the message says what is one.
    """
    try:
        found = ip_network(text)
    except ValueError:
        raise ValueError(
            f"{text!r} is no address; write those of your proxies, such as 127.0.0.1 or "
            "10.0.0.0/8, with commas between"
        ) from None
    if found.prefixlen == 0:
        raise ValueError(f"{text} would trust everybody; name the proxies alone")
    return found


def is_feed_address(url: str) -> bool:
    """Whether a feed can be asked for there, without any secret in the address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    is_plain = "@" not in parts.netloc and not re.search(r"\s", url) and len(url) <= _LONGEST_URL
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0 and is_plain


def host_and_port(text: str) -> str:
    """Return it in the one way in which it is compared: small letters, the shortest IPv6."""
    found = _HOST_AND_PORT.fullmatch(text.lower())
    if not found or not 1 <= int(found[2]) <= 65535:
        raise ValueError(f"{text!r} is no host and port; write one such as intranet.example:8080")
    if not found[1].startswith("["):
        return f"{found[1]}:{int(found[2])}"
    try:
        return f"[{IPv6Address(found[1][1:-1]).compressed}]:{int(found[2])}"
    except ValueError:
        raise ValueError(f"{text!r} is no IPv6 address; write one such as [fd00::1]:80") from None
