"""How a fake Discord says no."""

from typing import Any

from fakes.discord.faults import Fault


class RefusedError(Exception):
    """A request is answered with an error."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        headers: dict[str, str] | None = None,
        extra: dict[str, Any] | None = None,
        closes: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}
        self.extra = extra or {}
        self.closes = closes
        """Whether the connection is cut instead."""

    def body(self) -> dict[str, Any]:
        return {"message": self.message, "code": self.code, **self.extra}


def invalid(faults: list[str]) -> RefusedError:
    errors = {"_errors": [{"code": "INVALID", "message": fault} for fault in faults]}
    return RefusedError(400, 50035, "Invalid Form Body", extra={"errors": errors})


def limited(wait_s: float, *, scope: str, via: bool = True) -> RefusedError:
    """Return a 429; Discord's header holds whole seconds, its body the exact ones."""
    is_global = scope == "global"
    headers = {
        "Retry-After": str(int(wait_s) + 1) if via else f"{wait_s}",
        "X-RateLimit-Scope": scope,
        "X-RateLimit-Global": "true" if is_global else "",
        "Via": "1.1 fake" if via else "",
    }
    return RefusedError(
        429,
        0,
        "You are being rate limited.",
        headers=headers,
        extra={"retry_after": wait_s, "global": is_global},
    )


def broken(fault: Fault, wait_s: float) -> RefusedError:
    """Return how a request goes wrong."""
    match fault:
        case Fault.LIMITED:
            return limited(wait_s, scope="user")
        case Fault.LIMITED_GLOBALLY:
            return limited(wait_s, scope="global")
        case Fault.LIMITED_WITHOUT_VIA:
            return limited(wait_s, scope="", via=False)
        case Fault.CLOSED | Fault.CLOSED_AFTER:
            return RefusedError(500, 0, "cut", closes=True)
        case _:
            return RefusedError(fault.status, 0, f"{fault.status}: as the test wants it")
