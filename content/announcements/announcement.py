"""What will be told, in words that no platform has touched yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from content.facts.claims import Source, Stance, Subject
from content.facts.kinds import Topic
from content.language.links import Link
from content.language.wording import ENGLISH, Wording
from content.pictures.card import Card

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
class Continuation:
    """Of which stories a piece of news came, where a channel was told those in headlines."""

    of: tuple[str, ...]
    """What those headlines were `about`."""
    is_edit: bool
    """Whether it is told by an edit of such a headline's post, rather than by an answer to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Announced:
    """What every announcement has."""

    id: AnnouncementId
    headline: str
    """All of it in one sentence of plain text, at most 200 characters."""
    lines: tuple[str, ...] = ()
    """What else there is to say, each a sentence of plain text."""
    created_at: datetime
    """When it became due, aware, in UTC."""
    expires_at: datetime | None = None
    """When saying it would be wrong or stale, aware, in UTC; None: never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfAShow(_Announced):
    """What is told of one season, special, film or series, to whoever subscribed to the show."""

    subject: Subject
    show: str
    """The show's short title, for people."""
    sources: tuple[Source, ...] = ()
    """The pages to cite, weightiest first."""
    moment: datetime | None = None
    """The aware instant that it is about, for a platform that shows it in the reader's zone.

    None where only a day is known: a bare day must never be shown through an instant.
    """
    about: str = ""
    """What it is about, as far as later news could supersede it; empty: nothing could."""
    superseded: str | None = None
    """What is so now, where this is no longer so; then the headline is shown struck through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News(_OfAShow):
    """A change in what is believed."""

    topic: Topic
    stance: Stance
    """How sure it is; taking something back is as sure as whoever takes it back."""
    conflict: str | None = None
    """The other side, where voices of equal weight disagree."""
    corrects: Superseding | None = None
    """Which earlier announcements are no longer so; None: it takes nothing back."""
    latest_day: date | None = None
    """The last calendar day of the date that it tells; None: it tells none, or one without end."""
    continues: Continuation | None = None
    """Of which stories it came; None: of none."""

    @property
    def can_wait(self) -> bool:
        """Whether a digest may gather it."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class CountdownStep(_OfAShow):
    """How many days are left to a premiere."""

    day: date
    """The premiere's calendar day, in the show's home zone."""
    step: int
    """The step as it was planned, in whole days before the premiere."""
    looks_ahead: bool = False
    """Whether weekly digests alone tell it, at their hour, because that step falls in the week."""
    stance: Stance = Stance.CONFIRMED
    """How sure the day is; one that is only listed is told to those who count on listings."""
    card: Card | None = None
    """The picture that goes with it, for whoever wants pictures; None: there is none."""

    @property
    def topic(self) -> Topic:
        """What people choose, or do without, as a kind of news."""
        return Topic.COUNTDOWN

    @property
    def can_wait(self) -> bool:
        """Whether a digest may gather it; what comes out now is told at once."""
        return self.step != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodePost(_OfAShow):
    """What a listing says airs of one season on one day.

    Its `moment` is when the first of it airs, where an hour is listed.
    """

    day: date
    """The broadcaster's own day, to which the hours after midnight belong too."""
    premiere: Stance | None = None
    """How sure the day is to which a countdown runs: whoever hears of it by that does without this.

    None: no countdown tells of it.
    """
    corrects: Superseding | None = None
    """Which earlier announcements are no longer so; then nobody is told of it but in them."""

    @property
    def topic(self) -> Topic:
        """What people choose, or do without, as a kind of news."""
        return Topic.EPISODES

    @property
    def stance(self) -> Stance:
        """How sure it is: a listing reports."""
        return Stance.REPORTED

    @property
    def can_wait(self) -> bool:
        """Whether a digest may gather it, if it comes in time."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline(_OfAShow):
    """The one post about a story: what the first outlet calls it, and which others tell it too.

    Its headline is a stranger's words; of the article nothing else is in it.
    """

    stands_for: str | None = None
    """What it is `about`, where it only stands in what was told of it before; None: it is told."""

    @property
    def topic(self) -> Topic:
        """What people choose, or do without, as a kind of news."""
        return Topic.HEADLINES

    @property
    def stance(self) -> Stance:
        """How sure it is: an outlet reports."""
        return Stance.REPORTED

    @property
    def can_wait(self) -> bool:
        """Whether a digest may gather it."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPost(_Announced):
    """Several pieces of news in one post, a line each, for one destination."""

    title: str
    """The title of the one show that it is about, or that it is about several."""
    topic: Topic
    """Whose mention goes with it: that of the first piece."""
    sources: tuple[Source, ...] = ()
    """The pages to cite, in the order of the pieces."""
    parts: tuple[tuple[AnnouncementId, int], ...] = ()
    """What it tells, and which of its lines does, counted from 0."""
    struck: tuple[tuple[int, str], ...] = ()
    """Lines that are no longer so, counted from 0, and what is so now instead."""

    def plain_lines(self, wording: Wording = ENGLISH) -> tuple[str, ...]:
        """Return the lines for where nothing is struck through: what is no longer so says so."""
        struck = dict(self.struck)
        return tuple(
            wording.say("No longer so: {line} {now}", line=line, now=struck[number])
            if number in struck
            else line
            for number, line in enumerate(self.lines)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(_Announced):
    """What Violet has to tell whoever set her up, rather than the fans."""

    links: tuple[Link, ...] = ()
    """Where to go and mend it."""


Broadcastable = News | CountdownStep | EpisodePost | Headline
"""What subscriptions decide on; the others are told to one destination alone."""

Announcement = Broadcastable | DigestPost | Notice
"""Whatever can be told; matched with `assert_never`, so that every platform can say each."""
