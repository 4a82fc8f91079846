"""Who asks, where proxies that are trusted stand between."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network


def asker_of(peer: str, forwarded: str | None, trusted: Sequence[Network]) -> str:
    """Return the address of whoever asks.

    *peer* is who is connected, and *forwarded* what the header ``X-Forwarded-For`` says. Each
    proxy adds whom it was asked by at its end, so it is read from there, for as long as whoever
    has written the next entry is trusted; anybody may have written what stands before.
    """
    asker, written = _address(peer) or peer, (forwarded or "").split(",")
    while written and _is_trusted(asker, trusted):
        before = _address(written.pop())
        if before is None:
            break
        asker = before
    return asker


def _is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in trusted)


def _address(text: str) -> str | None:
    """Return the address that *text* is, without a port, in the one way that it is written.

    IPv4 within IPv6 is IPv4: that is how a listener on both sees it.
    """
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(found)
