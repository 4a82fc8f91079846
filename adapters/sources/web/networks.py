"""Which addresses of the internet are everybody's, and which are somebody's own."""

from ipaddress import (
    AddressValueError,
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)
from typing import Final

# Written out, as what `ipaddress` calls global differs between patch releases of one Python.
# https://www.iana.org/assignments/iana-ipv4-special-registry
_OF_V4: Final = tuple(
    (IPv4Network(network), name)
    for network, name in (
        ("0.0.0.0/8", "this host"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a carrier's own network"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "kept for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "a relay of 6to4"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
# Of the rest, only 2000::/3 is given out.
# https://www.iana.org/assignments/iana-ipv6-special-registry
_GIVEN_OUT: Final = IPv6Network("2000::/3")
_OF_V6: Final = tuple(
    (IPv6Network(network), name)
    for network, name in (
        ("::/128", "this host"),
        ("::1/128", "this machine"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "link-local"),
        ("ff00::/8", "multicast"),
        ("2001::/23", "kept for protocols, such as Teredo"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "6to4, which holds another address"),
        ("3fff::/20", "for documentation"),
    )
)
_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""What NAT64 shows of an IPv4 address, in networks that have IPv6 alone."""


def reason_to_refuse(address: str) -> str | None:
    """Return what kind of address it is that nobody else may send us to; None: it is public."""
    try:
        read = ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(read, IPv6Address):
        if read.scope_id is not None:
            return "one of a single interface"
        inner = _held_by(read)
        if inner is None:
            return _kind_of_v6(read)
        read = inner
    return next((name for network, name in _OF_V4 if read in network), None)


def _held_by(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFF_FFFF) if address in _TRANSLATED else None


def _kind_of_v6(address: IPv6Address) -> str | None:
    named = next((name for network, name in _OF_V6 if address in network), None)
    return named or (None if address in _GIVEN_OUT else "reserved")


def canonical_host(host: str) -> str:
    """Return a host as it stands in ``host:port``: in small letters, IPv6 in brackets."""
    if ":" not in host:
        return host.lower()
    try:
        return f"[{IPv6Address(host.strip('[]')).compressed}]"
    except AddressValueError:
        return host.lower()
