"""News in the posts of headlines of which it came: queued for them, told there, or by itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import deliveries, schema
from adapters.storage.codec import TOPIC_BITS, announcement_from_json
from adapters.storage.queueing import HEADLINES, Here, in_batch, in_places
from adapters.storage.turns import with_turns
from content.announcements.announcement import Broadcastable, Headline, News
from content.announcements.in_languages import in_every_language, said_in, sentence_in
from content.announcements.story_posts import StoryPost, is_told_in_posts, story_post
from content.announcements.superseding import line_now
from content.facts.kinds import Topic
from content.language.wording import Wording
from content.subscriptions import delivery_reasons as reasons
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.schedule import quiet_until

PATIENCE: Final = timedelta(hours=1)
"""So long news waits for a headline that may have arrived; then it is told by itself."""
_news, _queued = schema.announcement.c, schema.delivery.c
_told = schema.delivery.alias("told")
_IS_TO_BE_TOLD: Final = (
    *schema.OPEN,
    *schema.HELD,
    DeliveryState.SUSPENDED,
)


async def headlines_of(connection: AsyncConnection, news: Broadcastable) -> Sequence[int]:
    """Return the numbers of the headlines of which *news* came, as far as they were told."""
    if not isinstance(news, News) or news.continues is None:
        return []
    mine = (_news.about.in_(news.continues.of), _news.topic == TOPIC_BITS[Topic.HEADLINES])
    return (await connection.scalars(select(_news.id).where(*mine))).all()


async def hold_posts(
    connection: AsyncConnection, headlines: Sequence[int], batch: Mapping[str, Any]
) -> None:
    """Let no try of *headlines* begin in a *batch* until the transaction ends."""
    unsent = _unsent(_here(batch)).with_for_update(key_share=True)
    await connection.execute(unsent, {**batch, "headlines": headlines})


async def void_headlines(
    connection: AsyncConnection,
    number: int,
    headlines: Sequence[int],
    batch: Mapping[str, Any],
    now: datetime,
) -> None:
    """Void *headlines* that wait where announcement *number* was queued: one post, not two."""
    is_told = exists().where(
        _told.c.announcement_id == number,
        _told.c.destination_id == _queued.destination_id,
        _told.c.revises == 0,
        _told.c.state.in_(_IS_TO_BE_TOLD),
    )
    waiting = (
        await connection.scalars(
            _unsent(_here(batch)).where(is_told), {**batch, "headlines": headlines}
        )
    ).all()
    if waiting:
        await connection.execute(
            update(schema.delivery)
            .where(_queued.id.in_(waiting))
            .values(
                state=DeliveryState.VOID, lease=None, reason=reasons.NEWS_INSTEAD, updated_at=now
            )
        )


def _here(batch: Mapping[str, Any]) -> Here:
    return in_places if "places" in batch else in_batch


@cache
def _unsent(here: Here) -> Any:
    return (
        select(_queued.id)
        .where(
            _queued.announcement_id.in_(HEADLINES),
            here(_queued.destination_id),
            _queued.revises == 0,
            deliveries.is_unsent(),
        )
        .order_by(_queued.id)
    )


def waits_for_post(table: Any, since: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return whether a row of *table* is to be told in a post that is being made.

    What began before *since* is waited for no longer.
    """
    post = schema.delivery.alias()
    is_made = exists().where(
        post.c.id == table.c.continues,
        deliveries.is_open(post),
        or_(post.c.first_tried_at.is_(None), post.c.first_tried_at > since),
    )
    return and_(table.c.continues.is_not(None), is_made)


async def part_from_posts(
    connection: AsyncConnection, taken: Sequence[Row[Any]], now: datetime
) -> tuple[list[Row[Any]], Mapping[int, int]]:
    """Let what was *taken* be told by itself where the post that was to tell it is not there.

    From then on it is; what comes in quiet hours by that is put off. Return what is left, and in
    which posts the others of it are told, or which of them they answer.
    """
    wanted = {row.continues for row in taken if row.continues is not None}
    if not wanted:
        return list(taken), {}
    is_there = and_(_queued.state == DeliveryState.DELIVERED, _queued.message != "")
    there = set(
        await connection.scalars(select(_queued.id).where(_queued.id.in_(wanted), is_there))
    )
    parted = [row.id for row in taken if row.continues is not None and row.continues not in there]
    put_off = await tell_by_itself(connection, parted, now)
    left = [row for row in taken if row.id not in put_off]
    return left, {row.id: row.continues for row in left if row.continues in there}


async def tell_by_itself(
    connection: AsyncConnection, numbers: Sequence[int], now: datetime
) -> Collection[int]:
    """Make a post of its own of each of these deliveries; return which of them quiet hours put off.

    A digest takes in none of them any more.
    """
    if not numbers:
        return ()
    wish, rhythm = schema.subscription.c, schema.rhythm.c
    query = (
        select(_queued.id, rhythm.zone, rhythm.quiet_from, rhythm.quiet_to)
        .select_from(schema.delivery)
        .join(schema.subscription, wish.id == _queued.subscription_id)
        .join(schema.rhythm, rhythm.name == wish.rhythm)
        .where(_queued.id.in_(numbers), rhythm.quiet_from.is_not(None))
    )
    ends = {
        row.id: quiet_until(now, row.zone, (row.quiet_from, row.quiet_to))
        for row in await connection.execute(query)
    }
    parting = update(schema.delivery)
    await connection.execute(parting.where(_queued.id.in_(numbers)).values(continues=None))
    put_off = {number: end for number, end in ends.items() if end is not None and end > now}
    for number, end in put_off.items():
        quiet = {"due_at": end, "reason": reasons.QUIET_HOURS, "updated_at": now}
        await connection.execute(parting.where(_queued.id == number).values(**quiet))
    return put_off.keys()


@dataclass(frozen=True, slots=True)
class PostRows:
    """What stands in the posts of some headlines, as it is stored."""

    posts: Mapping[int, Row[Any]]
    """Each headline's delivery, as far as it is kept, with the headline and how that has grown."""
    told: Sequence[Row[Any]]
    """The news that is, or may be, told there, with what corrected it, as it was queued."""

    def post_of(self, edited: Row[Any]) -> Row[Any] | None:
        """Return the post that an *edited* delivery is, or is told in; None: a post of its own."""
        post = self.posts.get(edited.id if edited.continues is None else edited.continues)
        return post if post is not None and post.message == edited.message else None


async def rows_of_posts(
    connection: AsyncConnection, edited: Sequence[int], told_in: Collection[int]
) -> PostRows:
    """Return the posts *told_in*, and those that *edited* deliveries are, or are told in."""
    mine = set(told_in)
    table = schema.delivery.c
    query = select(table.id, table.continues, _news.topic).join(
        schema.announcement, _news.id == table.announcement_id
    )
    for row in await connection.execute(query.where(table.id.in_(edited))) if edited else ():
        if row.continues is not None:
            mine.add(row.continues)
        elif row.topic == TOPIC_BITS[Topic.HEADLINES]:
            mine.add(row.id)
    if not mine:
        return PostRows({}, ())
    later = schema.announcement.alias("later")
    columns: list[Any] = [_news.payload, later.c.payload.label("later")]
    joined = schema.delivery.join(schema.announcement, _news.id == table.announcement_id)
    joined = joined.outerjoin(later, later.c.id == _news.corrected_by)
    shown: list[Any] = [table.id, table.message, table.is_plain, *columns]
    posts = await connection.execute(select(*shown).select_from(joined).where(table.id.in_(mine)))
    told: list[Any] = [table.id, table.continues, table.state, *columns]
    there = select(*told).select_from(joined).where(table.continues.in_(mine), table.revises == 0)
    rows = await connection.execute(there.order_by(table.id))
    return PostRows({row.id: row for row in posts}, rows.all())


async def posts_as_they_are(rows: PostRows, taken: Collection[int]) -> Mapping[int, StoryPost]:
    """Return how each post reads, with all that is told there and with what was *taken* for it."""
    told: dict[int, list[tuple[News, str | None]]] = {}
    async for row in with_turns(rows.told):
        state = deliveries.state_of(row.state)
        is_there = state is DeliveryState.DELIVERED or state.may_have_arrived or row.id in taken
        news = announcement_from_json(row.payload)
        if is_there and isinstance(news, News) and is_told_in_posts(news):
            now = line_now(announcement_from_json(row.later)) if row.later else None
            told.setdefault(row.continues, []).append((news, now))
    found: dict[int, StoryPost] = {}
    for number, row in rows.posts.items():
        headline = announcement_from_json(row.payload)
        grown = announcement_from_json(row.later) if row.later else headline
        if isinstance(headline, Headline) and isinstance(grown, Headline):
            # It is found again by the id of what it stands for.
            post = replace(grown, id=headline.id)
            found[number] = in_every_language(partial(_post, post, told.get(number, [])))
    return found


def _post(headline: Headline, told: list[tuple[News, str | None]], wording: Wording) -> StoryPost:
    language = wording.language
    return story_post(
        said_in(headline, language),
        [(said_in(news, language), now and sentence_in(now, language)) for news, now in told],
        wording,
    )
