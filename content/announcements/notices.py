"""What Violet has to tell whoever set her up, rather than the fans."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from content.announcements.announcement import AnnouncementId, Notice
from content.articles.feed import Feed, FeedTrouble
from content.language.command_hints import hint
from content.language.wording import ENGLISH, Wording
from content.listings.publishers import publisher_of
from content.listings.troubles import Trouble, TroubleKind

_LASTS = timedelta(days=3)


def source_notice(
    source: str,
    trouble: Trouble,
    *,
    reason: str,
    editor: str,
    at: datetime,
    wording: Wording = ENGLISH,
) -> Notice:
    """Return the one notice to an editor that something is wrong with a source of listings.

    *reason* says what, and how to mend it, and *editor* who is told.
    """
    publisher = publisher_of(source)
    if trouble.kind is TroubleKind.SILENT:
        headline = wording.say("{publisher} has not answered for two days.", publisher=publisher)
        meanwhile = wording.say("What it listed before stands, and I go on asking by myself.")
    else:
        headline = wording.say(
            "I take in nothing more of what {publisher} lists.", publisher=publisher
        )
        meanwhile = wording.say("What was known before stands, and I say so once this is over.")
    return Notice(
        id=AnnouncementId(f"source:{source}:{trouble}:{editor}"),
        headline=headline,
        lines=tuple(line for line in (reason, meanwhile) if line),
        created_at=at,
        expires_at=at + _LASTS,
    )


def source_well_notice(
    source: str, trouble: Trouble, *, editor: str, at: datetime, wording: Wording = ENGLISH
) -> Notice:
    """Return the one notice to an editor that a trouble with a source is over."""
    publisher = publisher_of(source)
    if trouble.kind is TroubleKind.SILENT:
        headline = wording.say("{publisher} answers again.", publisher=publisher)
    else:
        headline = wording.say("I take in again what {publisher} lists.", publisher=publisher)
    return Notice(
        id=AnnouncementId(f"source-well:{source}:{trouble}:{editor}"),
        headline=headline,
        created_at=at,
        expires_at=at + _LASTS,
    )


def feed_notice(
    feed: Feed, trouble: FeedTrouble, *, editor: str, at: datetime, wording: Wording = ENGLISH
) -> Notice:
    """Return the one notice to an *editor* that *feed* is not read as it should be.

    It is known by the last good answer: after a crash the same trouble is the same notice.
    """
    name = feed.title or feed.place
    if trouble is FeedTrouble.GONE:
        headline = wording.say("The feed “{name}” is gone for good.", name=name)
        cure = wording.say(
            "I ask it no more. Take it away with {remove}, or let it go on with {resume}.",
            remove=hint("newsdesk feeds", remove=str(feed.number)),
            resume=hint("newsdesk feeds", resume=str(feed.number)),
        )
    else:
        headline = wording.say("The feed “{name}” has not been read for days.", name=name)
        cure = wording.say(
            "I go on asking, less often. If it has another address by now, add that with {add}.",
            add=hint("newsdesk feeds", add="URL"),
        )
    since = feed.read_at or feed.added_at
    return Notice(
        id=AnnouncementId(f"feed:{feed.number}:{trouble}:{since.isoformat()}:{editor}"),
        headline=headline,
        lines=tuple(line for line in (feed.reason, cure) if line),
        created_at=at,
        expires_at=at + _LASTS,
    )


def content_notice(
    lines: Sequence[str],
    *,
    faults: int,
    key: str,
    editor: str,
    at: datetime,
    wording: Wording = ENGLISH,
) -> Notice:
    """Return the one notice to an *editor* that files of shows cannot be read as they are.

    *lines* are the first of so many *faults*, and *key* tells them from what was wrong before.
    """
    headline = wording.count(
        "There is {number} fault in the show files.",
        "There are {number} faults in the show files.",
        faults,
    )
    others = faults - len(lines)
    more = wording.count("And {number} more.", "And {number} more.", others)
    meanwhile = wording.say(
        "What these files said before stands, all others are read as ever, and I look again by "
        "myself; `violet check` names every fault with what to do."
    )
    return Notice(
        id=AnnouncementId(f"content:{key}:{editor}"),
        headline=headline,
        lines=(*lines, *((more,) if others else ()), meanwhile),
        created_at=at,
        expires_at=at + _LASTS,
    )


def desk_notice(
    new: int,
    lines: Sequence[str],
    *,
    waiting: int,
    editor: str,
    at: datetime,
    wording: Wording = ENGLISH,
) -> Notice:
    """Return the one notice to an *editor* that so many *new* proposals wait by the moment *at*.

    *lines* are the first of them, and *waiting* is how many there are with those told before.
    """
    headline = wording.count(
        "{number} new proposal is waiting for an editor.",
        "{number} new proposals are waiting for an editor.",
        new,
    )
    others = new - len(lines)
    more = wording.count("And {number} more.", "And {number} more.", others)
    every = wording.count(
        "In all, {number} is waiting; look through them with {command}.",
        "In all, {number} are waiting; look through them with {command}.",
        waiting,
        command=hint("newsdesk review"),
    )
    return Notice(
        id=AnnouncementId(f"desk:{at.isoformat()}:{editor}"),
        headline=headline,
        lines=(*lines, *((more,) if lines and others else ()), every),
        created_at=at,
        expires_at=at + _LASTS,
    )
