"""Several pieces of news in one post."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import assert_never

from content.announcements.announcement import (
    AnnouncementId,
    Broadcastable,
    CountdownStep,
    DigestPost,
    EpisodePost,
    Headline,
    News,
)
from content.language.wording import ENGLISH, Wording, phrase
from content.subscriptions.schedule import DigestFrequency

_MOST_LINES = 25
_MOST_AHEAD = 10
_MOST_SOURCES = 5
_TOO_LATE = phrase("That was so when it was gathered.")


def digest_of(
    news: Sequence[Broadcastable],
    frequency: DigestFrequency,
    *,
    key: str,
    at: datetime,
    wording: Wording = ENGLISH,
) -> DigestPost:
    """Return one post of all the *news*, in its order; there is at least one piece.

    What is ahead follows the news, a line for each premiere, soonest first. It is made at the
    aware moment *at*; *key* says which digest of whom it is, and makes the id.
    """
    told, steps_ahead = _apart(news)
    ahead = _premieres(steps_ahead)
    first = told[0] if told else ahead[0][0]
    names = tuple(dict.fromkeys(one.show for one in news))
    lines = [_line(one) for one in told[:_MOST_LINES]]
    parts = [(one.id, line) for line, one in enumerate(told[:_MOST_LINES])]
    if len(told) > _MOST_LINES:
        more = len(told) - _MOST_LINES
        # English says one more as it says several; other languages may not.
        lines.append(
            wording.count(
                "There are {number} more; ask me for the news of a show.",
                "There are {number} more; ask me for the news of a show.",
                more,
            )
        )
    for premiere in ahead[:_MOST_AHEAD]:
        parts += [(one.id, len(lines)) for one in premiere]
        lines.append(premiere[-1].headline)
    if len(ahead) > _MOST_AHEAD:
        more = len(ahead) - _MOST_AHEAD
        lines.append(
            wording.count(
                "{number} more come out soon; ask me what is upcoming.",
                "{number} more come out soon; ask me what is upcoming.",
                more,
            )
        )
    sources = dict.fromkeys(source for one in news for source in one.sources[:1])
    lasts = timedelta(days=1 if frequency is DigestFrequency.DAILY else 7)
    return DigestPost(
        id=AnnouncementId(f"digest:{key}"),
        topic=first.topic,
        title=names[0] if len(names) == 1 else wording.say("News of several shows"),
        headline=_headline(frequency, len(told), wording, is_ahead=bool(ahead)),
        lines=tuple(lines),
        parts=tuple(parts),
        sources=tuple(sources)[:_MOST_SOURCES],
        created_at=at.astimezone(UTC),
        expires_at=_end((at + lasts).astimezone(UTC), news),
    )


def as_it_stands(
    digest: DigestPost,
    corrections: Mapping[AnnouncementId, str],
    stale: Collection[AnnouncementId] = (),
    wording: Wording = ENGLISH,
) -> DigestPost:
    """Return *digest* with each line struck that is no longer so.

    *corrections* give what is so now by what was announced, and *stale* is what was too late to
    say; whatever the digest does not tell is passed over. However often and in whichever order it
    is done, what comes of it is the same.
    """
    struck = {line: wording.say(_TOO_LATE) for name, line in digest.parts if name in stale}
    struck |= {line: corrections[name] for name, line in digest.parts if name in corrections}
    return replace(digest, struck=tuple(sorted(struck.items())))


def _headline(frequency: DigestFrequency, pieces: int, wording: Wording, *, is_ahead: bool) -> str:
    is_of_a_day = frequency is DigestFrequency.DAILY
    if not pieces:
        return wording.say("The day ahead") if is_of_a_day else wording.say("The week ahead")
    if pieces == 1 and is_of_a_day:
        news = wording.say("The day in one piece of news")
    elif pieces == 1:
        news = wording.say("The week in one piece of news")
    elif is_of_a_day:
        news = wording.count(
            "The day in {number} piece of news", "The day in {number} pieces of news", pieces
        )
    else:
        news = wording.count(
            "The week in {number} piece of news", "The week in {number} pieces of news", pieces
        )
    return wording.say("{news}, and what is ahead", news=news) if is_ahead else news


def _line(one: Broadcastable) -> str:
    """Return what is said of one; a stranger's words with whose they are."""
    if isinstance(one, Headline) and one.sources:
        return f"{one.headline} ({one.sources[0].publisher})"
    return one.headline


def _apart(
    news: Sequence[Broadcastable],
) -> tuple[list[Broadcastable], list[CountdownStep]]:
    """Return what has come by now, and what is ahead."""
    told: list[Broadcastable] = []
    ahead: list[CountdownStep] = []
    for one in news:
        match one:
            case CountdownStep(looks_ahead=True):
                ahead.append(one)
            case News() | CountdownStep() | EpisodePost() | Headline():
                told.append(one)
            case _:
                assert_never(one)
    return told, ahead


def _premieres(ahead: Sequence[CountdownStep]) -> list[list[CountdownStep]]:
    """Return what says the same of one premiere together, soonest first."""
    found: dict[object, list[CountdownStep]] = {}
    for one in ahead:
        found.setdefault(one.subject, []).append(one)
    return sorted(found.values(), key=lambda premiere: premiere[-1].day)


def _end(at_most: datetime, news: Sequence[Broadcastable]) -> datetime:
    """Return when all of it would be stale, and no later than *at_most*."""
    ends = [one.expires_at for one in news]
    return min(at_most, max((end or at_most for end in ends), default=at_most))
