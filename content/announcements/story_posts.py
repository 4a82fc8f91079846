"""The post of a story: its headline, until news that came of it is told there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from content.announcements.announcement import (
    Announcement,
    Continuation,
    DigestPost,
    Headline,
    News,
)
from content.facts.claims import Source
from content.language.hedges import stance_words
from content.language.wording import ENGLISH, Wording

_MOST_SOURCES: Final = 5

StoryPost = Headline | News | DigestPost
"""What stands in it: one piece of news reads as news, several as a line each."""


def is_told_in_posts(announcement: Announcement) -> bool:
    """Whether it is told by an edit of the post of a headline, where there is one."""
    match announcement:
        case News(continues=Continuation(is_edit=is_edit)):
            return is_edit
        case _:
            return False


def story_post(
    headline: Headline,
    told: Sequence[tuple[News, str | None]],
    wording: Wording = ENGLISH,
) -> StoryPost:
    """Return how the post of *headline* reads with the news *told* in it, in that order.

    With each piece of news stands what is so now, where it is no longer so. However often and in
    whichever order it is worked out, the same comes of the same.
    """
    match told:
        case []:
            return headline
        case [(news, None)]:
            return replace(
                news,
                id=headline.id,
                lines=(*news.lines, _was(headline, wording), *headline.lines),
                sources=_sources(headline, [news]),
            )
        case [(news, str() as now)]:
            return replace(news, id=headline.id, superseded=now)
        case _:
            return _of_several(headline, told, wording)


def _of_several(
    headline: Headline, told: Sequence[tuple[News, str | None]], wording: Wording
) -> DigestPost:
    lines = [
        f"{' '.join((news.headline, *news.lines))} ({stance_words(news.stance, wording)})"
        for news, _ in told
    ]
    return DigestPost(
        id=headline.id,
        topic=told[0][0].topic,
        title=headline.show,
        headline=_title(headline),
        lines=(*lines, *headline.lines),
        sources=_sources(headline, [news for news, _ in told]),
        struck=tuple((number, now) for number, (_, now) in enumerate(told) if now is not None),
        created_at=headline.created_at,
        expires_at=headline.expires_at,
    )


def _was(headline: Headline, wording: Wording) -> str:
    """Return what the post said before; a stranger's words with whose they are."""
    return wording.say("The headline was: {headline}", headline=_title(headline))


def _title(headline: Headline) -> str:
    outlets = [source.publisher for source in headline.sources[:1]]
    return f"{headline.headline} ({outlets[0]})" if outlets else headline.headline


def _sources(headline: Headline, told: Sequence[News]) -> tuple[Source, ...]:
    pages = [source for news in told for source in news.sources]
    by_page = {page.url: page for page in reversed([*pages, *headline.sources])}
    return tuple(reversed(by_page.values()))[:_MOST_SOURCES]
