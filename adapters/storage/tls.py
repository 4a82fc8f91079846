"""How a connection to PostgreSQL is encrypted, as addresses of databases say it everywhere."""

import ssl
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL

from bot.ports.errors import StorageError

MODES: Final = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
"""https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION"""
_OURS: Final = ("ssl", "sslmode", "sslrootcert", "sslcert", "sslkey")
_DRIVERS: Final = frozenset(
    ["host", "port", "user", "password", "database", "passfile", "target_session_attrs"]
)
"""What the driver is told as it stands in the address."""
_SYSTEM: Final = "system"


def connecting(url: URL) -> tuple[URL, Mapping[str, Any]]:
    """Return the address without what it says of TLS, and the driver's arguments for that.

    The driver of PostgreSQL knows neither ``sslmode`` nor ``sslrootcert`` by itself. Without
    ``sslrootcert``, or with ``system``, a certificate is checked against the machine's own
    authorities.

    Raises:
        StorageError: it says something that makes no sense, or names a file that cannot be read.
    """
    for name, value in url.query.items():
        if name not in _DRIVERS and name not in _OURS:
            raise _refused(f"holds {name}=, which Violet does not know; leave it out")
        if name in _OURS and not isinstance(value, str):
            raise _refused(f"says {name}= twice; leave one of them out")
    said = {name: str(url.query[name]) for name in _OURS if name in url.query}
    mode = _mode(said)
    if mode is None:
        return url, {}
    return url.difference_update_query(_OURS), {"ssl": _told_to_driver(mode, said)}


def is_elsewhere(url: URL) -> bool:
    """Whether the server of *url* is another machine, as far as its address tells."""
    host = url.query.get("host") or url.host or "localhost"
    if not isinstance(host, str):
        return True
    if host.startswith("/"):  # the folder of a socket
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def _mode(said: Mapping[str, str]) -> str | None:
    modes = {said[name] for name in ("ssl", "sslmode") if name in said}
    if len(modes) > 1:
        raise _refused("says ssl= and sslmode=, and not the same; leave ssl= out")
    for mode in modes:
        if mode not in MODES:
            raise _refused(f"says sslmode={mode}; write one of {', '.join(MODES)}")
        return mode
    if said:
        raise _refused(f"holds {min(said)}= and no sslmode=; write sslmode=verify-full too")
    return None


def _told_to_driver(mode: str, said: Mapping[str, str]) -> str | ssl.SSLContext:
    root, certificate = said.get("sslrootcert"), said.get("sslcert")
    if mode == "require" and root:
        mode = "verify-ca"  # as libpq does
    if mode in MODES[:3]:
        if root or certificate:
            raise _refused(f"names a certificate and sslmode={mode}; write sslmode=verify-full")
        return mode
    try:
        context = ssl.create_default_context(cafile=None if root in {None, _SYSTEM} else root)
        if certificate:
            context.load_cert_chain(certificate, said.get("sslkey"))
    except (OSError, ValueError) as error:
        named = [said[name] for name in ("sslrootcert", "sslcert", "sslkey") if name in said]
        gone = [name for name in named if name != _SYSTEM and not Path(name).is_file()]
        what = f"names {gone[0]}, which is no file" if gone else "names a certificate of no use"
        raise _refused(f"{what}; correct the path, to one in PEM format") from error
    if mode != "verify-full":
        context.check_hostname = False
    if mode == "require":
        context.verify_mode = ssl.CERT_NONE
    return context


def _refused(what: str) -> StorageError:
    return StorageError(f"VIOLET_DATABASE_URL {what}")
