"""Builders of announcements, subscriptions and places, each with every default."""

from datetime import UTC, date, datetime, timedelta

from adapters.discord.traits import DISCORD
from content.announcements.announcement import (
    AnnouncementId,
    CountdownStep,
    EpisodePost,
    Headline,
    News,
)
from content.announcements.broadcast import Broadcast
from content.announcements.countdowns import Step
from content.announcements.targets import Target
from content.facts.claims import ShowId, Stance, Subject
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.preferences import Preferences
from content.subscriptions.schedule import PostingHour
from content.subscriptions.subscription import Subscription

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
    platform: Platform = DISCORD.id,
    thread: str = "",
) -> Destination:
    return Destination(platform=platform, workspace=workspace, channel=name, thread=thread)


def subscription(
    to: Destination | None = None,
    *,
    show: str | None = "jessica-jones",
    topics: frozenset[Topic] = ALL_TOPICS,
    by: str = "an-admin",
    **wanted: object,
) -> Subscription:
    return Subscription(
        destination=to or channel(),
        show=None if show is None else ShowId(show),
        preferences=Preferences(topics=topics, **wanted),
        created_by=by,
        created_at=NOON,
    )


def telling(
    name: str = "a-date",
    *,
    topic: Topic = Topic.RELEASE,
    show: str = "jessica-jones",
    season: int = 2,
    stance: Stance = Stance.CONFIRMED,
    posting_hour: tuple[str, int] | None = None,
    created_at: datetime = NOON,
    expires_at: datetime | None = None,
    headline: str | None = None,
) -> Broadcast:
    return Broadcast(
        announcement=News(
            id=AnnouncementId(name),
            topic=topic,
            subject=Subject(ShowId(show), season),
            show="Jessica Jones",
            headline=headline or f"The news is {name}.",
            stance=stance,
            created_at=created_at,
            expires_at=expires_at,
        ),
        posting_hour=posting_hour,
    )


def step(
    days: int,
    *,
    name: str | None = None,
    show: str = "jessica-jones",
    season: int = 2,
    stance: Stance = Stance.CONFIRMED,
    looks_ahead: bool = False,
    posting_hour: tuple[str, int] | None = None,
    created_at: datetime = NOON,
    expires_at: datetime | None = None,
    headline: str | None = None,
) -> Broadcast:
    """Return the countdown step of so many days."""
    name = name or f"{days}-days"
    return Broadcast(
        announcement=CountdownStep(
            id=AnnouncementId(name),
            subject=Subject(ShowId(show), season),
            show="Jessica Jones",
            headline=headline or f"The news is {name}.",
            day=(created_at + timedelta(days=days)).date(),
            step=days,
            stance=stance,
            looks_ahead=looks_ahead,
            created_at=created_at,
            expires_at=expires_at,
        ),
        posting_hour=posting_hour,
    )


def ahead(days: int, *, name: str | None = None, **rest: object) -> Broadcast:
    """Return what weekly digests say because of the step of so many days."""
    return step(days, name=name or f"{days}-ahead", looks_ahead=True, **rest)


def airs(
    name: str = "an-episode",
    *,
    show: str = "jessica-jones",
    posting_hour: tuple[str, int] | None = None,
    **fields: object,
) -> Broadcast:
    """Return the post of what airs of the second season."""
    usual = {
        "headline": "Jessica Jones season 2 episode 5 airs tonight at 21:00, as TVmaze lists it.",
        "day": NOON.date(),
        "created_at": NOON,
    }
    return Broadcast(
        announcement=EpisodePost(
            id=AnnouncementId(name),
            subject=Subject(ShowId(show), 2),
            show="Jessica Jones",
            **(usual | fields),
        ),
        posting_hour=posting_hour,
    )


def wrote(name: str = "a-headline", *, show: str = "jessica-jones", **fields: object) -> Broadcast:
    """Return the post of a story about the second season."""
    usual = {"headline": "Jessica Jones Season 2 Moved to May", "created_at": NOON}
    return Broadcast(
        announcement=Headline(
            id=AnnouncementId(name),
            subject=Subject(ShowId(show), 2),
            show="Jessica Jones",
            **(usual | fields),
        )
    )


def premiere(days_left: int = 7) -> Step:
    """Return the step that tells so many days before a premiere on 8 March 2018."""
    subject = Subject(ShowId("jessica-jones"), 2)
    target = Target(subject=subject, day=date(2018, 3, 8), zone="UTC", moment=None)
    return Step(
        target=target,
        step=7,
        days_left=days_left,
        due=NOON,
        at=NOON,
        expires=NOON,
        posting_hour=PostingHour("Europe/Berlin", 9),
    )
