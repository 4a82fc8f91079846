"""What went wrong with a database, in one line that says what, where and what to do."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.ports.errors import StorageError

_SQLITE = {
    "SQLITE_BUSY": "is locked by another program; close that one, or wait and try again",
    "SQLITE_LOCKED": "is locked by another program; close that one, or wait and try again",
    "SQLITE_CANTOPEN": "cannot be opened; check that its path is a file that this user may write",
    "SQLITE_NOTADB": "is no SQLite database; move that file away, or correct VIOLET_DATABASE_URL",
    "SQLITE_READONLY": "cannot be written; let this user write the file and its folder",
    "SQLITE_PERM": "cannot be opened; let this user read and write the file and its folder",
    "SQLITE_FULL": "has no room to grow; free space on its disk",
    "SQLITE_IOERR": "cannot be read or written; check its disk",
    "SQLITE_CORRUPT": "is damaged; stop Violet and put a backup in its place",
}
"""By the name of SQLite's result code, without its extension. https://sqlite.org/rescode.html"""

_WITH_TLS = "write sslmode=require, or better verify-full, in VIOLET_DATABASE_URL"
_POSTGRES = {
    "28": "refuses the user or the password; correct them in VIOLET_DATABASE_URL",
    "3D000": "does not exist there; create it with createdb, or correct VIOLET_DATABASE_URL",
    "42501": "does not let this user in; grant the user the right to use and create tables there",
    "53300": "has no connection free; raise its max_connections, or run fewer processes",
    "53100": "has no room to grow; free space on its disk",
    "55P03": "is locked by another program; wait and try again",
    "57P": "is starting or stopping; wait and try again",
    "40": "was busy with the same rows elsewhere; nothing was stored, try again",
    "08": "has closed the connection; check that PostgreSQL is running, and try again",
}
"""By SQLSTATE or the beginning of one. https://www.postgresql.org/docs/current/errcodes-appendix.html"""


def name_of(url: URL) -> str:
    """Return which database it is, in words, without user or password."""
    if url.get_backend_name() == "sqlite":
        return f"The database {url.database or ':memory:'}"
    return f"The PostgreSQL database {url.database or ''} at {url.host or 'localhost'}" + (
        f":{url.port}" if url.port else ""
    )


def storage_error(error: BaseException, name: str) -> StorageError:
    """Return *error* in one line about *name*; it never holds a password or a stored value."""
    cause = getattr(error, "orig", None) or error
    sqlite = str(getattr(cause, "sqlite_errorname", None) or "")
    for code, what in _SQLITE.items():
        if sqlite.startswith(code):
            return StorageError(f"{name} {what}")
    if "pg_hba.conf" in str(cause) and "no encryption" in str(cause):
        return StorageError(f"{name} takes no connection without TLS from here; {_WITH_TLS}")
    state = "08" if _was_closed(cause) else str(getattr(cause, "sqlstate", None) or "")
    for code, what in _POSTGRES.items():
        if state.startswith(code):
            return StorageError(f"{name} {what}")
    if isinstance(error, PoolTimeoutError):
        return StorageError(f"{name} is too busy to answer; wait and try again")
    if isinstance(cause, TimeoutError):
        return StorageError(f"{name} does not answer in time; check it, and try again")
    if tls := _of_tls(cause):
        return StorageError(f"{name} {tls}")
    if isinstance(cause, OSError):
        return StorageError(f"{name} cannot be reached; check that it is running and its address")
    reason = str(cause).strip().partition("\n")[0] or type(cause).__name__
    return StorageError(f"{name} failed: {reason}; nothing was stored, try again")


def _of_tls(cause: BaseException) -> str | None:
    if "rejected SSL upgrade" in str(cause):  # the driver's words; it has no kind for it
        return (
            "offers no TLS, which VIOLET_DATABASE_URL asks for; turn ssl on in postgresql.conf, or "
            "write sslmode=prefer where nobody else is on the way"
        )
    if isinstance(cause, ssl.SSLCertVerificationError):
        return (
            f"shows a certificate that is not trusted ({cause.verify_message}); name its authority "
            "with sslrootcert=FILE, or correct the host, in VIOLET_DATABASE_URL"
        )
    if isinstance(cause, ssl.SSLError):
        return f"speaks no TLS that Violet understands ({cause.reason}); check its ssl settings"
    return None


def _was_closed(cause: BaseException) -> bool:
    """Whether PostgreSQL's driver found its connection closed, for which it has no SQLSTATE."""
    message = str(cause)
    match type(cause).__name__:
        case "InterfaceError":
            return "closed" in message
        case "InternalClientError":  # the server's last words came in between two statements
            return "another operation (2)" in message
        case _:
            return False


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Turn whatever a database or its driver raises within into a `StorageError` about *name*."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise storage_error(error, name) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "asyncpg":  # some are not wrapped
            raise
        raise storage_error(error, name) from error
