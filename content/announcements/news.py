"""The words of news."""

from datetime import UTC, datetime, timedelta

from content.announcements.announcement import AnnouncementId, Continuation, News
from content.announcements.superseding import about_change, superseding_of
from content.facts.changes import Change, ChangeSort
from content.facts.claims import Claim, Show
from content.facts.dates import PartialDate
from content.facts.news import news_between
from content.language.changes import headline, news_value
from content.language.citations import cited_briefly, sources_of
from content.language.hedges import stance_words
from content.language.wording import ENGLISH, Wording


def news(
    change: Change,
    show: Show,
    at: datetime,
    wording: Wording = ENGLISH,
    *,
    continues: Continuation | None = None,
) -> News:
    """Return the announcement of *change*, due at the aware moment *at*.

    *continues* says of which stories that were told it came.
    """
    value = change.after.value
    dated = value if isinstance(value, PartialDate) else None
    conflict = None
    if change.after.conflicts:
        other = change.after.conflicts[0]
        conflict = wording.say(
            "Others say {said} ({cited}).",
            said=news_value(other.value, wording),
            cited=cited_briefly(other.citing[0], wording),
        )
    return News(
        id=AnnouncementId(change.id),
        topic=change.kind.topic,
        subject=change.subject,
        show=show.short,
        headline=headline(change, show, wording),
        lines=tuple(_lines(change, wording)),
        stance=change.stance,
        sources=sources_of(change.citing),
        conflict=conflict,
        moment=dated.moment if dated else None,
        about=about_change(change),
        corrects=superseding_of(change, wording),
        latest_day=dated.latest if dated else None,
        continues=continues,
        created_at=at.astimezone(UTC),
        expires_at=(at + timedelta(days=14)).astimezone(UTC),
    )


def news_once_claimed(
    before: tuple[Claim, ...], claim: Claim, show: Show, at: datetime, wording: Wording = ENGLISH
) -> tuple[News, ...]:
    """Return what is told of *show* once *claim* is known beside all that was *before*."""
    after, today = (*before, claim), at.astimezone(UTC).date()
    changes = news_between(lambda _: before, lambda _: after, [show.id], since=today, until=today)
    return tuple(news(change, show, at, wording) for change in changes)


def _lines(change: Change, wording: Wording) -> list[str]:
    lines = []
    before = change.before
    if before.held and change.sort in {
        ChangeSort.REFINED,
        ChangeSort.CHANGED,
        ChangeSort.HAPPENED,
        ChangeSort.WITHDRAWN,
        ChangeSort.RETRACTED,
        ChangeSort.DENIED,
        ChangeSort.NEW,
    }:
        line = wording.say(
            "Until now: {said} ({stance}).",
            said=news_value(before.value, wording),
            stance=stance_words(before.held.stance, wording),
        )
        lines.append(line)
    if change.citing and change.sort is not ChangeSort.DENIED:
        claim = change.after.decided_by or change.citing[0]
        said = claim.says.rstrip(".")
        lines.append(f"{said[:1].upper()}{said[1:]}.")
    return lines
