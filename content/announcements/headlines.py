"""How a story is told: as the outlet titles it that came first, and who else tells it."""

from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from content.announcements.announcement import AnnouncementId, Headline
from content.announcements.superseding import GATHERED_FOR
from content.articles.stories import Story, Telling
from content.facts.claims import Show, Source, Subject
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


def story_told(story: Story, show: Show, at: datetime) -> Headline:
    """Return the announcement of a story that has begun; *at* is aware."""
    first = story.tellings[0]
    return Headline(
        id=AnnouncementId(f"headline:{story.id}"),
        subject=_subject(story),
        show=show.short,
        headline=_title(first),
        sources=(_source(first),),
        about=_about(story),
        created_at=at.astimezone(UTC),
        expires_at=(at + _STALE).astimezone(UTC),
    )


def story_grown(
    story: Story, show: Show, told_at: datetime, at: datetime, wording: Wording = ENGLISH
) -> Headline:
    """Return how the post of a story reads by *at*, with the outlets that have told it since.

    Of each hour since it was told there is one; it is no longer put there after two days.
    """
    first, *_ = story.tellings
    tellings = list({_name(one): one for one in reversed(story.tellings)}.values())[::-1]
    others = [one for one in tellings if _name(one) != _name(first)]
    return Headline(
        id=AnnouncementId(f"headline:{story.id}:{(at - told_at) // _HOUR}"),
        subject=_subject(story),
        show=show.short,
        headline=_title(first),
        lines=_others(others, wording),
        sources=tuple(map(_source, (first, *others)))[:_MOST_LINKED],
        stands_for=_about(story),
        created_at=at.astimezone(UTC),
        expires_at=(told_at + GATHERED_FOR).astimezone(UTC),
    )


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
