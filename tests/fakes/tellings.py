"""Builders of announcements, subscriptions and places, each with every default."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from content.announcements.announcement import Announcement, AnnouncementId
from content.announcements.broadcast import Broadcast
from content.facts.claims import ShowId, Stance, Subject
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.subscription import DEFAULT_STEPS, Subscription

NOON = datetime(2018, 1, 10, 12, tzinfo=UTC)
"""The moment at which a test happens, where it does not say otherwise."""
ALL_TOPICS = frozenset(Topic)


def at(**later: float) -> datetime:
    """Return noon, or a moment after it: ``at(minutes=5)``."""
    return NOON + timedelta(**later)


def channel(
    name: str = "general",
    *,
    workspace: str = "fans",
    platform: Platform = Platform.DISCORD,
    thread: str = "",
) -> Destination:
    return Destination(platform=platform, workspace=workspace, channel=name, thread=thread)


def subscription(
    to: Destination | None = None,
    *,
    show: str | None = "jessica-jones",
    topics: frozenset[Topic] = ALL_TOPICS,
    lowest: Stance = Stance.REPORTED,
    steps: tuple[int, ...] = DEFAULT_STEPS,
    zone: str = "UTC",
    hour: int = 9,
    by: str = "an-admin",
) -> Subscription:
    return Subscription(
        destination=to or channel(),
        show=None if show is None else ShowId(show),
        topics=topics,
        lowest_stance=lowest,
        steps=steps,
        zone=zone,
        hour=hour,
        created_by=by,
        created_at=NOON,
    )


def telling(
    name: str = "a-date",
    *,
    topic: Topic = Topic.RELEASE,
    show: str = "jessica-jones",
    season: int = 2,
    stance: Stance | None = Stance.CONFIRMED,
    step: int | None = None,
    posting_hour: tuple[str, int] | None = None,
    created_at: datetime = NOON,
    expires_at: datetime | None = None,
    headline: str | None = None,
) -> Broadcast:
    return Broadcast(
        announcement=Announcement(
            id=AnnouncementId(name),
            topic=topic,
            subject=Subject(ShowId(show), season),
            show="Jessica Jones",
            headline=headline or f"The news is {name}.",
            stance=stance,
            step=step,
            created_at=created_at,
            expires_at=expires_at,
        ),
        posting_hour=posting_hour,
    )


def step(days: int, *, name: str | None = None, **rest: object) -> Broadcast:
    """Return the countdown step of so many days."""
    return telling(name or f"{days}-days", topic=Topic.COUNTDOWN, step=days, **rest)


def ahead(days: int, *, name: str | None = None, **rest: object) -> Broadcast:
    """Return what weekly digests say because of the step of so many days."""
    told = step(days, name=name or f"{days}-ahead", **rest)
    return replace(told, announcement=replace(told.announcement, looks_ahead=True))
