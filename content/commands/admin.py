"""`updates` and `remind`: the words behind them, and what they order."""

import re
from dataclasses import dataclass
from typing import Final

from content.subscriptions.preferences import NOTHING_SAID, PreferencesInput


@dataclass(frozen=True, slots=True)
class Subscribe:
    """`updates subscribe SHOW|all [wishes] [channel #x | thread LINK]`."""

    show: str | None
    """None: none was named, which is a mistake or a wish for a form."""
    preferences: PreferencesInput = NOTHING_SAID
    channel: str | None = None
    """Another place than where it was typed, as the platform writes one."""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """`updates settings [SHOW] [wishes]`: shows them, or changes those that are given."""

    show: str | None
    preferences: PreferencesInput = NOTHING_SAID
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """`updates unsubscribe [SHOW]`."""

    show: str | None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """`updates pause [SHOW]`."""

    show: str | None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """`updates resume [SHOW]`."""

    show: str | None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class ListSubscriptions:
    """`updates list`."""

    channel: str | None = None


@dataclass(frozen=True, slots=True)
class PreviewChannel:
    """`updates preview [SHOW]`."""

    show: str | None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class ExplainDelivery:
    """`updates why [SHOW|words]`."""

    words: str | None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class CheckChannel:
    """`updates doctor`."""

    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Remind:
    """`remind SHOW [SEASON]`; without a show, what one is reminded of."""

    show: str | None
    season: str | None = None
    stop: bool = False
    """`remind stop [SHOW]`: no more of that."""


AdminCommand = (
    Subscribe
    | ChangeSettings
    | Unsubscribe
    | Pause
    | Resume
    | ListSubscriptions
    | PreviewChannel
    | ExplainDelivery
    | CheckChannel
)
"""What somebody who manages a place can order for it."""

CHANGES: Final = (Subscribe, ChangeSettings, Unsubscribe, Pause, Resume)
"""The orders that change what a place hears."""

_TAKE_WORDS: Final = {
    "kinds": "kinds",
    "kind": "kinds",
    "stance": "stance",
    "steps": "steps",
    "in": "zone",
    "zone": "zone",
    "at": "hour",
    "hour": "hour",
    "quiet": "quiet",
    "digest": "digest",
    "mention": "mentions",
    "silent": "silent",
    "channel": "channel",
    "thread": "channel",
}
_STAND_ALONE: Final = {"loud": ("silent", "no")}
_QUOTED: Final = re.compile(r"[\"“«„]([^\"”»“]{1,200})[\"”»“]\s*(.*)")


def read_admin_command(rest: str) -> AdminCommand | None:
    """Return what the words after `updates` order; None where they begin with no verb of it."""
    verb, _, words = rest.partition(" ")
    if verb.casefold() in {"", "list"}:
        return ListSubscriptions(_split(words)[2])
    show, preferences, channel = _split(words)
    match verb.casefold():
        case "subscribe":
            return Subscribe(show, preferences, channel)
        case "settings" | "set":
            return ChangeSettings(show, preferences, channel)
        case "unsubscribe":
            return Unsubscribe(show, channel)
        case "pause":
            return Pause(show, channel)
        case "resume":
            return Resume(show, channel)
        case "preview":
            return PreviewChannel(show, channel)
        case "why":
            return _read_why(words)
        case "doctor":
            return CheckChannel(channel)
        case _:
            return None


def _read_why(words: str) -> ExplainDelivery:
    """Take the place off the end; the rest may be the words of the news itself."""
    match = re.search(r"(?:^|\s)(?:channel|thread)\s+(?P<channel>\S+)$", words, re.IGNORECASE)
    if match:
        return ExplainDelivery(words[: match.start()].strip() or None, match["channel"])
    return ExplainDelivery(words.strip() or None)


def _split(words: str) -> tuple[str | None, PreferencesInput, str | None]:
    """Return the show, the wishes and the place.

    A wish is a word that stands for one, and all that follows it up to the next such word. A show
    whose name holds such a word is put between quotation marks.
    """
    show: list[str] = []
    quoted = _QUOTED.fullmatch(words.strip())
    if quoted:
        show, words = [quoted[1]], quoted[2]
    found: dict[str, list[list[str]]] = {}
    taking: list[str] | None = None
    for word in words.split():
        name = word.casefold().rstrip(":")
        if name in _STAND_ALONE:
            field, value = _STAND_ALONE[name]
            found.setdefault(field, []).append([value])
            taking = None
        elif name in _TAKE_WORDS:
            taking = []
            found.setdefault(_TAKE_WORDS[name], []).append(taking)
        else:
            (show if taking is None else taking).append(word)
    said = {field: [" ".join(part) for part in parts] for field, parts in found.items()}
    last = {field: parts[-1] for field, parts in said.items()}
    preferences = PreferencesInput(
        kinds=last.get("kinds"),
        stance=last.get("stance"),
        steps=last.get("steps"),
        zone=last.get("zone"),
        hour=last.get("hour"),
        quiet=last.get("quiet"),
        digest=last.get("digest"),
        mentions=tuple(said.get("mentions", ())),
        silent=last.get("silent", "") or ("yes" if "silent" in last else None),
    )
    return " ".join(show).strip(" ,") or None, preferences, last.get("channel") or None
