"""What the fake news desk holds, and who would hear what of it."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.ports import Destination, Speaker, Subscription, Telling
from content.announcements import Announcement, AnnouncementId
from content.claims import Claim, ShowId
from content.questions.question import Conversation

OPEN = {"waiting", "sending", "unknown"}


@dataclass(slots=True, kw_only=True)
class Queued:
    """One announcement for one destination, and how it stands."""

    id: int
    telling: Telling
    destination: Destination
    turn: int
    due_at: datetime
    updated_at: datetime
    state: str = "waiting"
    reason: str | None = None
    message: str | None = None
    lease: str | None = None
    attempts: int = 0
    first_tried_at: datetime | None = None

    @property
    def announcement(self) -> Announcement:
        return self.telling.announcement

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def has_expired(self, now: datetime) -> bool:
        expires_at = self.announcement.expires_at
        return expires_at is not None and expires_at <= now


@dataclass(slots=True)
class DeskState:
    revisions: list[Claim] = field(default_factory=list)
    shows: set[ShowId] = field(default_factory=set)
    noticed_until: datetime | None = None
    counted_until: datetime | None = None
    wishes: list[Subscription] = field(default_factory=list)
    places: list[Destination] = field(default_factory=list)
    suspended: dict[Destination, str | None] = field(default_factory=dict)
    busy: dict[Destination, tuple[str, datetime]] = field(default_factory=dict)
    said: set[AnnouncementId] = field(default_factory=set)
    queued: list[Queued] = field(default_factory=list)
    spoken: dict[Speaker, tuple[Conversation, datetime]] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(1))


def wants(wish: Subscription, told: Telling) -> bool:
    said = told.announcement
    return (
        wish.show in {None, said.subject.show}
        and said.topic in wish.topics
        and (said.stance is None or said.stance.sureness >= wish.lowest_stance.sureness)
        and (said.step is None or said.step in wish.steps)
        and told.posting_hour in {None, (wish.zone, wish.hour)}
    )


def end_as(row: Queued, state: str, reason: str, now: datetime | None = None) -> None:
    row.state, row.reason, row.lease = state, reason, None
    row.updated_at = now or row.updated_at
