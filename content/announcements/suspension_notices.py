"""What whoever subscribed a place is told where it takes nothing, or what it mentions is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from content.announcements.announcement import AnnouncementId, Notice
from content.language.command_hints import hint
from content.language.links import Link
from content.language.wording import ENGLISH, Wording
from content.subscriptions.causes import Cause

_LASTS: Final = timedelta(days=3)
_MOST_NAMED: Final = 20
"""Places that are named in one notice; the others are counted."""
_MOST_LINKED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A channel or thread, as people know it."""

    name: str | None
    """None: what it was called was never known."""
    is_thread: bool = False
    page: str | None = None
    """Where it can be opened; None: nowhere."""


def suspension_notice(
    places: Sequence[NamedPlace],
    *,
    server: str | None,
    cause: Cause,
    reason: str,
    key: str,
    at: datetime,
    wording: Wording = ENGLISH,
) -> Notice:
    """Return the one notice that *places* of a server refuse what is posted there.

    *reason* says what failed and how to mend it, and *key* which trouble of which server it is and
    who is told.
    """
    names = [_called(one, wording) for one in places]
    if len(places) == 1:
        headline = wording.say("I cannot post in {channel}.", channel=names[0])
        if server:
            headline = wording.say(
                "I cannot post in {channel} of {server}.", channel=names[0], server=server
            )
    else:
        headline = wording.count(
            "I cannot post in {number} channel.",
            "I cannot post in {number} channels.",
            len(places),
        )
        if server:
            headline = wording.count(
                "I cannot post in {number} channel of {server}.",
                "I cannot post in {number} channels of {server}.",
                len(places),
                server=server,
            )
    return Notice(
        id=AnnouncementId(f"suspended:{key}"),
        headline=headline,
        lines=(*_listed(names, wording), reason, _what_next(cause, wording)),
        links=_links(places, names, wording),
        created_at=at,
        expires_at=at + _LASTS,
    )


def mention_lost_notice(
    places: Sequence[NamedPlace],
    *,
    role: str | None,
    server: str | None,
    key: str,
    at: datetime,
    wording: Wording = ENGLISH,
) -> Notice:
    """Return the one notice that a role is gone which was mentioned in *places*."""
    names = [_called(one, wording) for one in places]
    which = f"@{role}" if role else wording.say("a role")
    headline = wording.say("I no longer mention {role}: it was deleted.", role=which)
    if server:
        headline = wording.say(
            "I no longer mention {role} in {server}: it was deleted.", role=which, server=server
        )
    told = wording.say("I mentioned it in {channels}.", channels=", ".join(names[:_MOST_NAMED]))
    cure = wording.say(
        "What I post there goes on without it. Choose another role there with: {command}",
        command=hint("updates settings", mention="ROLE"),
    )
    return Notice(
        id=AnnouncementId(f"suspended:{key}"),
        headline=headline,
        lines=(told, cure),
        links=_links(places, names, wording),
        created_at=at,
        expires_at=at + _LASTS,
    )


def _called(place: NamedPlace, wording: Wording) -> str:
    if place.name and place.is_thread:
        return wording.say("the thread “{name}”", name=place.name)
    if place.name:
        return f"#{place.name}"
    if place.is_thread:
        return wording.say("a thread whose name I do not know")
    return wording.say("a channel whose name I do not know")


def _listed(names: Sequence[str], wording: Wording) -> tuple[str, ...]:
    if len(names) == 1:
        return ()
    others = len(names) - _MOST_NAMED
    shown = ", ".join(names[:_MOST_NAMED])
    if others > 0:
        return (
            wording.count(
                "{channels} and {number} more",
                "{channels} and {number} more",
                others,
                channels=shown,
            ),
        )
    return (shown,)


def _what_next(cause: Cause, wording: Wording) -> str:
    match cause:
        case Cause.GONE:
            return wording.say(
                "What was subscribed there ends with it, and I ask for it no more. To have the "
                "news elsewhere, type there: {command}",
                command=hint("updates subscribe", show="SHOW"),
            )
        case Cause.LEFT:
            return wording.say(
                "I do not come back by myself. As soon as I am invited again I go on."
            )
        case _:
            return wording.say(
                "I look again by myself, and go on as soon as it works; there is nothing else to "
                "do."
            )


def _links(
    places: Sequence[NamedPlace], names: Sequence[str], wording: Wording
) -> tuple[Link, ...]:
    pages = [(one.page, name) for one, name in zip(places, names, strict=True) if one.page]
    if len(places) == 1 and pages:
        return (Link(wording.say("The channel"), pages[0][0] or ""),)
    return tuple(Link(name, page or "") for page, name in pages[:_MOST_LINKED])
