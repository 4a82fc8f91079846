"""`updates` and `remind`: the words behind them, and what is to be done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from content.subscriptions.preference_fields import FIELDS, Fields
from content.subscriptions.preferences import NOTHING_SAID, PreferencesInput


@dataclass(frozen=True, slots=True)
class Subscribe:
    """`updates subscribe SHOW|all [preferences] [channel #x | thread LINK]`."""

    show: str | None
    """None: none was named, which is a mistake or asks for a form."""
    preferences: PreferencesInput = NOTHING_SAID
    channel: str | None = None
    """Another channel than where it was typed, as the platform writes one."""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """`updates settings [SHOW] [preferences]`: shows them, or changes those that are given."""

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
class PostSample:
    """`updates test [SHOW] [mention]`: a post there, marked as a test."""

    show: str | None
    mention: bool = False
    """Whether it mentions whom such news there mentions; otherwise nobody."""
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
class ForgetPlace:
    """`updates forget [everything] [confirm]`: all that is kept of a channel."""

    everything: bool = False
    """All channels of its server or workspace, rather than the one."""
    confirm: bool = False
    """Otherwise it is only said how much there is."""
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class ShowAudit:
    """`updates audit`: who changed what."""

    channel: str | None = None


@dataclass(frozen=True, slots=True)
class ChooseAdmins:
    """`updates admins [ROLE|none] [creators yes|no]`: who counts as admin of the whole server.

    Without either it shows that.
    """

    role: str | None = None
    """A role or user group, as the platform writes one; empty: none counts any more."""
    creators: str | None = None
    """Whether who made a channel counts there, as typed."""
    channel: str | None = None
    """Not to be said: it is for all of them."""

    @property
    def changes(self) -> bool:
        """Whether anything is to be another way."""
        return self.role is not None or self.creators is not None


@dataclass(frozen=True, slots=True)
class Remind:
    """`remind SHOW [SEASON]`; without a show, what one is reminded of."""

    show: str | None
    season: str | None = None
    stop: bool = False
    """`remind stop [SHOW]`: no more of that."""
    numbered: str | None = None
    """The show with a bare number behind it, which may be of its name: "babylon 5", "24"."""


AdminCommand = (
    Subscribe
    | ChangeSettings
    | Unsubscribe
    | Pause
    | Resume
    | ListSubscriptions
    | PreviewChannel
    | PostSample
    | ExplainDelivery
    | CheckChannel
    | ShowAudit
    | ChooseAdmins
    | ForgetPlace
)
"""What somebody who manages a channel can have done for it."""

_ABOUT_A_SHOW: Final[Mapping[str, type[Unsubscribe | Pause | Resume | PreviewChannel]]] = {
    "unsubscribe": Unsubscribe,
    "pause": Pause,
    "resume": Resume,
    "preview": PreviewChannel,
}
_OF_A_CHANNEL: Final[Mapping[str, type[CheckChannel | ShowAudit]]] = {
    "doctor": CheckChannel,
    "audit": ShowAudit,
}
_NONE: Final = frozenset({"none", "nobody", "off"})
_CHANNEL: Final = "channel"
_CHANNEL_WORDS: Final = ("channel", "thread")
_QUOTED: Final = re.compile(r"[\"“«„]([^\"”»“]{1,200})[\"”»“]\s*(.*)")


def read_admin_command(rest: str, fields: Fields = FIELDS) -> AdminCommand | None:
    """Return what the words after `updates` want; None where they begin with no verb of it."""
    verb, _, words = rest.partition(" ")
    if verb.casefold() in {"", "list"}:
        return ListSubscriptions(_split(words, fields)[2])
    if verb.casefold() == "admins":
        return _read_admins(words.split())
    show, preferences, channel = _split(words, fields)
    match verb.casefold():
        case "subscribe":
            return Subscribe(show, preferences, channel)
        case "settings" | "set":
            return ChangeSettings(show, preferences, channel)
        case name if name in _ABOUT_A_SHOW:
            return _ABOUT_A_SHOW[name](show, channel)
        case "test":
            return PostSample(show, "mentions" in preferences, channel)
        case "why":
            return _read_why(words)
        case name if name in _OF_A_CHANNEL:
            return _OF_A_CHANNEL[name](channel)
        case "forget":
            return _read_forgetting(show or "", channel)
        case _:
            return None


def _read_admins(words: Sequence[str]) -> ChooseAdmins:
    """Return who is to count as admin: a role or group, none, or who makes a channel."""
    role: list[str] = []
    creators: str | None = None
    left = list(words)
    while left:
        word = left.pop(0)
        match _begin([word]):
            case "creators" | "creator":
                creators = left.pop(0) if left else ""
            case "role" | "group" if left:
                pass
            case _:
                role.append(word)
    named = " ".join(role)
    wanted = "" if named.casefold() in _NONE else named
    return ChooseAdmins(wanted if role else None, creators)


def _read_why(words: str) -> ExplainDelivery:
    """Take the channel off the end; the rest may be the words of the news itself."""
    match = re.search(r"(?:^|\s)(?:channel|thread)\s+(?P<channel>\S+)$", words, re.IGNORECASE)
    if match:
        return ExplainDelivery(words[: match.start()].strip() or None, match["channel"])
    return ExplainDelivery(words.strip() or None)


def _read_forgetting(words: str, channel: str | None) -> ForgetPlace | None:
    wanted = words.casefold().split()
    if not {"everything", "confirm"}.issuperset(wanted):
        return None
    return ForgetPlace("everything" in wanted, "confirm" in wanted, channel)


def _begin(words: Sequence[str]) -> str:
    """Return *words* as those that begin a preference are looked up."""
    return " ".join(words).casefold().rstrip(":")


def _split(words: str, fields: Fields) -> tuple[str | None, PreferencesInput, str | None]:
    """Return the show, the preferences and the channel.

    A preference is one word or two that begin one, and all that follows up to the next such
    beginning. A show whose name holds such words is put between quotation marks.
    """
    begins = {word: field.name for field in fields for word in field.words}
    begins |= dict.fromkeys(_CHANNEL_WORDS, _CHANNEL)
    alone = {field.alone[0]: (field.name, field.alone[1]) for field in fields if field.alone}
    show: list[str] = []
    quoted = _QUOTED.fullmatch(words.strip())
    if quoted:
        show, words = [quoted[1]], quoted[2]
    found: dict[str, list[list[str]]] = {}
    taking: list[str] | None = None
    every = words.split()
    while every:
        name = next((one for one in map(_begin, (every[:2], every[:1])) if one in begins), "")
        word, name = every[0], name or _begin(every[:1])
        del every[: 1 + name.count(" ")]
        if name in alone:
            field_name, text = alone[name]
            found.setdefault(field_name, []).append([text])
            taking = None
        elif name in begins:
            taking = []
            found.setdefault(begins[name], []).append(taking)
        else:
            (show if taking is None else taking).append(word)
    said = {name: [" ".join(part) for part in parts] for name, parts in found.items()}
    preferences = {
        field.name: "\n".join(said[field.name]) if field.takes_lines else said[field.name][-1]
        for field in fields
        if field.name in said
    }
    for field in fields:
        if preferences.get(field.name) == "":
            preferences[field.name] = field.unsaid
    channel = said.get(_CHANNEL, [""])[-1]
    return " ".join(show).strip(" ,") or None, PreferencesInput(**preferences), channel or None
