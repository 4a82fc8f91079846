"""Stories: what several outlets tell of one show, each in its own words, put together."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, NewType

from content.articles.article import MOST_OF_A_TITLE
from content.articles.gist import DEED_OF, Gist, gists_of, said_dates, values_of
from content.articles.items import ItemId, NewsItem
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, ClaimId, ShowId
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind, Shape
from content.facts.proposals import Proposal
from content.language.from_outside import line_from_outside, link_from_outside

StoryId = NewType("StoryId", str)
"""Which story it is: the show and the item with which it began."""

TOLD_OVER: Final = timedelta(days=4)
"""So long after its beginning an item may still be of a story."""
MOST_TELLINGS: Final = 100
"""Of one story; what comes after those is of it, and is not kept."""
_SINGLE: Final = frozenset(
    {"renewed", "ended", "final", "date", "moved", "begun", "wrapped", "halted", "resumed"}
    | {"trailer", "teaser", "counted"}
)
"""What hardly happens twice in so few days: then it need not be told in like words."""
_LEAST_ALIKE: Final = 0.5
_LEAST_WITHOUT_A_DEED: Final = 0.7
_EARLIER: Final = frozenset({"earli", "earlier", "forward", "early", "sooner"})
_LATER: Final = frozenset({"later", "late"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One outlet's item of a story."""

    item: ItemId
    outlet: str
    title: str
    url: str
    published: PartialDate
    gist: Gist
    claims: tuple[ClaimId, ...] = ()
    """What was read in it of the show, by the names of those proposals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What happened to one show, and who told of it, the first one first."""

    id: StoryId
    show: ShowId
    began: datetime
    tellings: tuple[Telling, ...]

    def tells(self, claim: Claim) -> bool:
        """Whether *claim* was read in an item of it; one claimed anew has a number behind it."""
        return claim.subject.show == self.show and any(
            claim.id == one or claim.id.startswith(f"{one}-")
            for telling in self.tellings
            for one in telling.claims
        )


def tellings_of(
    item: NewsItem, catalogue: Catalogue, proposals: Sequence[Proposal] = ()
) -> tuple[Telling, ...]:
    """Return what is kept of an item for each show that it is about; none of its text.

    What has no title or no link that anybody may open tells nothing, nor does what came with the
    first fetch of its feed.
    """
    article = item.article
    title = line_from_outside(article.title, most=MOST_OF_A_TITLE)
    if item.is_backlog or not title or link_from_outside(article.url) is None:
        return ()
    return tuple(
        Telling(
            item=item.id,
            outlet=article.publisher,
            title=title,
            url=article.url,
            published=article.published or PartialDate.on(item.first_seen.date()),
            gist=gist,
            claims=tuple(one.claim.id for one in proposals if one.claim.subject.show == gist.show),
        )
        for gist in gists_of(article, catalogue, proposals)
    )


def same_story(one: Gist, other: Gist) -> bool:
    """Whether two items tell the same.

    Season, numbers, dates and what is claimed are compared before any likeness of words: what
    differs there is told in like words, and yet is another story.
    """
    return not _differ(one, other) and _alike(one, other)


def story_with(stories: Sequence[Story], telling: Telling, at: datetime) -> tuple[Story, bool]:
    """Return the story that *telling* is of, with it, and whether that begins with it.

    *stories* are those of the days before *at*; the likeliest of them is taken, and of two as
    likely the older. An item that is there already is not taken in again.
    """
    gist = telling.gist
    best: Story | None = None
    most = 0.0
    for story in sorted(stories, key=lambda story: (story.began, story.id)):
        if story.show != gist.show:
            continue
        if any(one.item == telling.item for one in story.tellings):
            return story, False
        if not story.began - TOLD_OVER <= at <= story.began + TOLD_OVER:
            continue
        if any(_differ(one.gist, gist) for one in story.tellings):
            continue
        alike = sum(_alike(one.gist, gist) for one in story.tellings) / len(story.tellings)
        if alike > most:
            best, most = story, alike
    if best is None:
        return _begun(telling, at), True
    return replace(best, tellings=(*best.tellings, telling)[:MOST_TELLINGS]), False


def _begun(telling: Telling, at: datetime) -> Story:
    digest = sha256(f"{telling.gist.show}|{telling.item}".encode()).hexdigest()[:16]
    return Story(
        id=StoryId(f"{telling.gist.show}-{digest}"),
        show=telling.gist.show,
        began=at,
        tellings=(telling,),
    )


def _differ(one: Gist, other: Gist) -> bool:
    """Whether what two items say cannot be the same."""
    if one.show != other.show or one.is_negated != other.is_negated:
        return True
    if one.is_open != other.is_open:
        return True
    if one.seasons and other.seasons and one.seasons.isdisjoint(other.seasons):
        return True
    if one.deeds and other.deeds and one.deeds.isdisjoint(other.deeds):
        return True
    if _are_at_odds(one.numbers, other.numbers) or _are_at_odds(one.dates, other.dates):
        return True
    if (one.words & _EARLIER and other.words & _LATER) or (
        one.words & _LATER and other.words & _EARLIER
    ):
        return True
    is_moved = "moved" in one.deeds, "moved" in other.deeds
    if len(set(is_moved)) > 1 and not _share_a_date(one, other):
        return True
    return any(_claims_differ(one, other, kind) for kind in _compared(one, other))


def _are_at_odds(one: AbstractSet[object], other: AbstractSet[object]) -> bool:
    """Whether each says what the other does not: "March 8" is only more than "March"."""
    return bool(one and other) and not (one <= other or other <= one)


def _share_a_date(one: Gist, other: Gist) -> bool:
    if one.dates & other.dates:
        return True
    return any(
        first.relation_to(second) is not Relation.DISJOINT
        for first in said_dates(one, Kind.RELEASE_DATE)
        for second in said_dates(other, Kind.RELEASE_DATE)
    )


def _compared(one: Gist, other: Gist) -> list[Kind]:
    """Return the kinds of which both claim something, as far as both are about it."""
    kinds = {kind for kind, _ in one.points} & {kind for kind, _ in other.points}
    return [
        kind for kind in kinds if kind not in DEED_OF or DEED_OF[kind] in one.deeds & other.deeds
    ]


def _claims_differ(one: Gist, other: Gist, kind: Kind) -> bool:
    if kind.adds:
        return False
    firsts, seconds = [*values_of(one, kind)], [*values_of(other, kind)]
    if not firsts or not seconds:
        return False
    if kind.shape is Shape.DATE:
        return all(
            first.relation_to(second) is Relation.DISJOINT
            for first in said_dates(one, kind)
            for second in said_dates(other, kind)
        )
    if kind.shape is Shape.COUNT:
        return set(firsts).isdisjoint(seconds)
    return False


def _alike(one: Gist, other: Gist) -> bool:
    """Whether two items that do not differ tell of one thing."""
    shared = one.deeds & other.deeds
    if shared & _SINGLE:
        return True
    if any(kind.adds and (kind, value) in other.points for kind, value in one.points):
        return True
    fewer, more = sorted((one.words, other.words), key=len)
    common = len(fewer & more)
    if shared:
        return common > 0 and common / len(fewer) >= _LEAST_ALIKE
    if one.deeds or other.deeds:
        return False
    return common > 1 and common / len(fewer) >= _LEAST_WITHOUT_A_DEED
