"""A run on a clock of its own; see docs/decisions/0003."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.ports.errors import RehearsalRefusedError
from bot.ports.traits import PlatformTraits


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A run on a clock of its own."""

    start: datetime
    """Aware."""
    speed: float = 1.0
    """Seconds of the rehearsal in one second on the wall."""
    really: bool = False
    """Whether it may reach the real platforms."""


def refuse_real_people(traits: PlatformTraits, address: str | None, rehearsal: Rehearsal) -> None:
    """A rehearsal tells of the past as if it were news, so real people must not get it by mistake.

    *address* is that of the server which is used in place of the platform's own; None: its own is.

    Raises:
        RehearsalRefusedError: that server is not this machine.
    """
    host = urlsplit(address).hostname if address else None
    if traits.address_setting is None or host in {"127.0.0.1", "localhost", "::1"}:
        return
    if not rehearsal.really:
        raise RehearsalRefusedError(
            f"a rehearsal would tell real people on {traits.name} old news as if it were new; set "
            f"{traits.address_setting} to a test server on this machine, unset the token, or add "
            "--really if that is what you want"
        )
