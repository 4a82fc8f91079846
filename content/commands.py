"""What people type behind Violet's name: a verb and what it is about, or a question in words."""

import re
from dataclasses import dataclass
from typing import Final

from content.questions.question import Intent

LOOK_UPS: Final = {
    "when": Intent.RELEASE_DATE,
    "filming": Intent.FILMING_STATUS,
    "countdown": Intent.COUNTDOWN,
    "history": Intent.CHANGE_HISTORY,
    "news": Intent.UPDATES,
    "upcoming": Intent.UPCOMING,
}
"""The verbs that look one thing up, and the question that each of them asks."""

_SEASON: Final = re.compile(
    r"(?:^|[\s,]+)(?:season\s+#?(?P<named>\w{1,20})|s(?P<short>\d{1,3})|#?(?P<bare>\d{1,2})"
    r"|(?:the\s+)?(?P<place>next|last|latest)\s+season)$",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"(?:^|\s)since\s+(?P<since>\S.{0,100})$", re.IGNORECASE)
_HOUR: Final = re.compile(r"\s+at\s+(?P<hour>\d{1,2})(?::00)?(?:\s*(?:h|o'clock))?$", re.IGNORECASE)
_ZONE: Final = re.compile(r"\s+in\s+(?P<zone>[A-Z][\w+-]*(?:/[\w+-]+){1,2}|UTC)$")


@dataclass(frozen=True, slots=True)
class Help:
    """A wish to know what can be asked and done."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question in one's own words."""

    words: str


@dataclass(frozen=True, slots=True)
class Look:
    """A verb and what it is about."""

    intent: Intent
    words: str
    """Everything typed, for when *show* names no show and it was a sentence after all."""
    show: str | None = None
    season: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Subscribe:
    """`updates subscribe [SHOW] [in ZONE] [at HOUR]`."""

    show: str | None
    zone: str | None = None
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """`updates unsubscribe [SHOW]`."""

    show: str | None


@dataclass(frozen=True, slots=True)
class ListSubscriptions:
    """`updates list`."""


Command = Help | Ask | Look | Subscribe | Unsubscribe | ListSubscriptions


def read_command(words: str) -> Command:
    """Return what *words* want, on one line and free of a platform's markup.

    Words that begin with no verb are a question.
    """
    words = " ".join(words.split())
    first, _, rest = words.partition(" ")
    match first.casefold():
        case "" | "help" | "?":
            return Help()
        case "ask":
            return Ask(rest) if rest else Help()
        case "updates":
            return _read_updates(rest, words)
        case verb if verb in LOOK_UPS:
            return _read_look_up(LOOK_UPS[verb], rest, words)
        case _:
            return Ask(words)


def _read_updates(rest: str, words: str) -> Command:
    verb, _, wish = rest.partition(" ")
    match verb.casefold():
        case "subscribe":
            return _read_wish(wish)
        case "unsubscribe":
            return Unsubscribe(wish or None)
        case "list" | "":
            return ListSubscriptions()
        case _:
            return Ask(words)


def _read_wish(wish: str) -> Subscribe:
    """Take the zone and the hour off the end, in whichever order."""
    zone, hour, show = None, None, f" {wish}"
    for _ in range(2):
        if hour is None and (match := _HOUR.search(show)):
            hour, show = int(match["hour"]), show[: match.start()]
        if zone is None and (match := _ZONE.search(show)):
            zone, show = match["zone"], show[: match.start()]
    return Subscribe(show.strip() or None, zone, hour)


def _read_look_up(intent: Intent, rest: str, words: str) -> Look:
    since = season = None
    if intent is Intent.UPDATES and (match := _SINCE.search(rest)):
        since, rest = match["since"], rest[: match.start()]
    if match := _SEASON.search(rest):
        season = next(filter(None, match.groups())).casefold()
        rest = rest[: match.start()]
    season = "last" if season == "latest" else season
    return Look(intent, words, rest.strip(" ,") or None, season, since)
