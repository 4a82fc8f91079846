"""A run on a clock of its own; see docs/decisions/0003."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.ports import RehearsalRefusedError
from bot.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A run on a clock of its own."""

    start: datetime
    """Aware."""
    speed: float = 1.0
    """Seconds of the rehearsal in one second on the wall."""
    really: bool = False
    """Whether it may reach the real platforms."""


def refuse_real_platforms(settings: Settings, rehearsal: Rehearsal) -> None:
    """A rehearsal tells of the past as if it were news, so real people must not get it by mistake.

    Raises:
        RehearsalRefusedError: a token is set for an address that is not this machine.
    """
    for token, name, base in (
        (settings.discord_token, "Discord", settings.discord_api_base),
        (settings.slack_bot_token, "Slack", settings.slack_api_base),
    ):
        host = urlsplit(base).hostname if base else None
        if token and host not in {"127.0.0.1", "localhost", "::1"} and not rehearsal.really:
            raise RehearsalRefusedError(
                f"a rehearsal would tell real people on {name} old news as if it were new; set "
                f"{name.upper()}_API_BASE to a test server on this machine, unset the token, or "
                "add --really if that is what you want"
            )
