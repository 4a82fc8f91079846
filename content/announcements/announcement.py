"""What will be told, in words that no platform has touched yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from content.facts.claims import Source, Stance, Subject
from content.facts.kinds import Topic

AnnouncementId = NewType("AnnouncementId", str)
"""Which news it is, never which words: a date moved away and back is news again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseding:
    """What a piece of news makes of earlier announcements."""

    of: tuple[str, ...]
    """What those were `about`."""
    line: str
    """What is so now, in one sentence of plain text, to stand in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One piece of news or one countdown step, as it will be told in every channel."""

    id: AnnouncementId
    topic: Topic
    subject: Subject
    show: str
    """The show's short title, for people."""
    headline: str
    """The news in one sentence of plain text, at most 200 characters."""
    lines: tuple[str, ...] = ()
    """What else there is to say, each a sentence of plain text."""
    stance: Stance | None = None
    sources: tuple[Source, ...] = ()
    """The pages to cite, weightiest first."""
    conflict: str | None = None
    """The other side, where voices of equal weight disagree."""
    moment: datetime | None = None
    """The aware instant that it is about, for a platform that shows it in the reader's zone.

    None where only a day is known: a bare day must never be shown through an instant.
    """
    day: date | None = None
    """The calendar day, in the show's home zone, that a countdown runs to."""
    step: int | None = None
    """Which countdown step this is; None for news."""
    looks_ahead: bool = False
    """Whether weekly digests alone tell it, at their hour, because that step falls in the week."""
    about: str = ""
    """What it is about, as far as later news could correct it; empty: nothing could."""
    corrects: Superseding | None = None
    """Which earlier announcements are no longer so; None: it takes nothing back."""
    superseded: str | None = None
    """What is so now, where this is no longer so; then the headline is shown struck through."""
    parts: tuple[tuple[AnnouncementId, int], ...] = ()
    """Of a digest: what it tells, and which of its lines does, counted from 0."""
    struck: tuple[tuple[int, str], ...] = ()
    """Lines of a digest that are no longer so, counted from 0, and what is so now instead."""
    created_at: datetime
    """When it became due, aware, in UTC."""
    expires_at: datetime | None = None
    """When saying it would be wrong or stale, aware, in UTC; None: never."""

    @property
    def plain_lines(self) -> tuple[str, ...]:
        """The lines for where nothing can be struck through; what is no longer so says so."""
        struck = dict(self.struck)
        return tuple(
            f"No longer so: {line} {struck[number]}" if number in struck else line
            for number, line in enumerate(self.lines)
        )
