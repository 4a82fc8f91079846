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
    News,
)
from content.subscriptions.schedule import DigestFrequency

_MOST_LINES = 25
_MOST_AHEAD = 10
_MOST_SOURCES = 5
_TOO_LATE = "That was so when it was gathered."


def digest_of(
    news: Sequence[Broadcastable], rhythm: DigestFrequency, *, key: str, at: datetime
) -> DigestPost:
    """Return one post of all the *news*, in its order; there is at least one piece.

    What is ahead follows the news, a line for each premiere, soonest first. It is made at the
    aware moment *at*; *key* says which digest of whom it is, and makes the id.
    """
    told, steps_ahead = _apart(news)
    ahead = _premieres(steps_ahead)
    first = told[0] if told else ahead[0][0]
    names = tuple(dict.fromkeys(one.show for one in news))
    lines = [one.headline for one in told[:_MOST_LINES]]
    parts = [(one.id, line) for line, one in enumerate(told[:_MOST_LINES])]
    if len(told) > _MOST_LINES:
        lines.append(f"There are {len(told) - _MOST_LINES} more; ask me for the news of a show.")
    for premiere in ahead[:_MOST_AHEAD]:
        parts += [(one.id, len(lines)) for one in premiere]
        lines.append(premiere[-1].headline)
    if len(ahead) > _MOST_AHEAD:
        lines.append(f"{len(ahead) - _MOST_AHEAD} more come out soon; ask me what is upcoming.")
    sources = dict.fromkeys(source for one in news for source in one.sources[:1])
    lasts = timedelta(days=1 if rhythm is DigestFrequency.DAILY else 7)
    return DigestPost(
        id=AnnouncementId(f"digest:{key}"),
        topic=first.topic,
        title=names[0] if len(names) == 1 else "News of several shows",
        headline=_headline(rhythm, len(told), is_ahead=bool(ahead)),
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
) -> DigestPost:
    """Return *digest* with each line struck that is no longer so.

    *corrections* give what is so now by what was announced, and *stale* is what was too late to
    say; whatever the digest does not tell is passed over. However often and in whichever order it
    is done, what comes of it is the same.
    """
    struck = {line: _TOO_LATE for name, line in digest.parts if name in stale}
    struck |= {line: corrections[name] for name, line in digest.parts if name in corrections}
    return replace(digest, struck=tuple(sorted(struck.items())))


def _headline(rhythm: DigestFrequency, pieces: int, *, is_ahead: bool) -> str:
    span = "day" if rhythm is DigestFrequency.DAILY else "week"
    if not pieces:
        return f"The {span} ahead"
    count = "one piece" if pieces == 1 else f"{pieces} pieces"
    return f"The {span} in {count} of news" + (", and what is ahead" if is_ahead else "")


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
            case News() | CountdownStep():
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
