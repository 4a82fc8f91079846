"""How a story is told: as the outlet titles it that came first, and who else tells it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from content.announcements.announcement import AnnouncementId, Continuation, Headline
from content.announcements.superseding import GATHERED_FOR
from content.articles.stories import Story, Telling
from content.facts.changes import Change
from content.facts.claims import Show, Source, Stance, Subject
from content.facts.kinds import Kind
from content.language.command_hints import unmarked
from content.language.from_outside import line_from_outside
from content.language.wording import ENGLISH, Wording

_LONGEST_TITLE: Final = 200
_LONGEST_NAME: Final = 60
_MOST_LINKED: Final = 5
_MOST_NAMED: Final = 8
_STALE: Final = timedelta(days=8)
"""A day more than the longest that a digest gathers."""
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStory:
    """A story, and how far what is known of it stands in its post. It was told as it began."""

    story: Story
    outlets: int = 1
    """How many outlets the post says."""
    edited_at: datetime | None = None
    revision: int = 0
    """How often it was stored; 0: it is new."""

    def with_story(self, story: Story) -> "ToldStory":
        """Return it with what is known of the story by now."""
        return replace(self, story=story)

    def is_edit_due(self, now: datetime) -> bool:
        """Whether more outlets tell it than its post says, an hour after that was written."""
        began = self.story.began
        return (
            outlets_of(self.story) > self.outlets
            and now >= (self.edited_at or began) + _HOUR
            and now < began + GATHERED_FOR
        )


def edited(
    told: ToldStory, show: Show, now: datetime, wording: Wording = ENGLISH
) -> tuple[ToldStory, Headline]:
    """Return a story whose edit is due as it stands afterwards, and what is put into its post."""
    after = replace(told, outlets=outlets_of(told.story), edited_at=now)
    return after, story_grown(told.story, show, now, wording)


def story_told(story: Story, show: Show) -> Headline:
    """Return the announcement of a story that has begun."""
    first = story.tellings[0]
    return Headline(
        id=AnnouncementId(f"headline:{story.id}"),
        subject=_subject(story),
        show=show.short,
        headline=_title(first),
        sources=(_source(first),),
        about=_about(story),
        created_at=story.began.astimezone(UTC),
        expires_at=(story.began + _STALE).astimezone(UTC),
    )


def story_grown(story: Story, show: Show, at: datetime, wording: Wording = ENGLISH) -> Headline:
    """Return how the post of a story reads by *at*, with the outlets that have told it since.

    Of each hour since it was told there is one; it is no longer put there after two days.
    """
    first, *_ = story.tellings
    tellings = list({_name(one): one for one in reversed(story.tellings)}.values())[::-1]
    others = [one for one in tellings if _name(one) != _name(first)]
    return Headline(
        id=AnnouncementId(f"headline:{story.id}:{(at - story.began) // _HOUR}"),
        subject=_subject(story),
        show=show.short,
        headline=_title(first),
        lines=_others(others, wording),
        sources=tuple(map(_source, (first, *others)))[:_MOST_LINKED],
        stands_for=_about(story),
        created_at=at.astimezone(UTC),
        expires_at=(story.began + GATHERED_FOR).astimezone(UTC),
    )


def continuation(change: Change, stories: Iterable[Story], at: datetime) -> Continuation | None:
    """Return of which *stories* the news of *change* came by *at*; None: of none.

    It is told in their posts while other outlets are put there too: who reads the channel later
    does not see what is edited that far up. Nor does an edit notify anybody, so a confirmed
    release date answers the post.
    """
    told = [story for story in stories if any(map(story.tells, change.deciding))]
    lately = [story for story in told if at < story.began + GATHERED_FOR]
    notifies = change.kind is Kind.RELEASE_DATE and change.stance is Stance.CONFIRMED
    of = tuple(map(_about, lately or told))
    return Continuation(of=of, is_edit=bool(lately) and not notifies) if of else None


def outlets_of(story: Story) -> int:
    """Return how many outlets tell a story."""
    return len({_name(one) for one in story.tellings})


def _others(tellings: list[Telling], wording: Wording) -> tuple[str, ...]:
    names = [_name(one) for one in tellings]
    more = len(names) - _MOST_NAMED
    if not names:
        return ()
    if more <= 0:
        return (wording.say("Also told by {outlets}.", outlets=", ".join(names)),)
    named = ", ".join(names[:_MOST_NAMED])
    said = wording.count(
        "Also told by {outlets} and {number} more.",
        "Also told by {outlets} and {number} more.",
        more,
        outlets=named,
    )
    return (said,)


def _about(story: Story) -> str:
    return f"headline/{story.id}"


def _subject(story: Story) -> Subject:
    seasons = story.tellings[0].gist.seasons
    return Subject(story.show, min(seasons) if len(seasons) == 1 else "series")


def _title(telling: Telling) -> str:
    return unmarked(line_from_outside(telling.title, most=_LONGEST_TITLE))


def _name(telling: Telling) -> str:
    """Return what an outlet calls itself; where it says nothing, its host."""
    name = unmarked(line_from_outside(telling.outlet, most=_LONGEST_NAME))
    return name or _host(telling)


def _host(telling: Telling) -> str:
    return (urlsplit(telling.url).hostname or "").removeprefix("www.")


def _source(telling: Telling) -> Source:
    """Return the page to open, which says whose it is by its own host, whatever it calls itself."""
    name, host = _name(telling), _host(telling)
    return Source(
        publisher=name if host in name else f"{name} ({host})",
        url=telling.url,
        published=telling.published,
    )
