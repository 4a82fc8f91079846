"""The one message of a channel about a premiere: posted once, and edited from then on.

It is one announcement for the one destination, whose words are changed, and one delivery, with one
more beside it for whatever edit is under way. So later news strikes through what it says by then.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import digests, schema
from adapters.storage.codec import announcement_to_json
from adapters.storage.deliveries import state_of
from adapters.storage.destinations import number_of
from content.announcements.announcement import AnnouncementId, CountdownStep
from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.destination import Destination

_news, _queued = schema.announcement, schema.delivery


async def keep(
    connection: AsyncConnection,
    step: CountdownStep,
    destination: Destination,
    *,
    now: datetime,
    since: datetime,
) -> bool:
    """Queue what *step* says; see the port."""
    place = await number_of(connection, destination)
    begins = f"living:{step.subject}:{step.day}:{place}:"
    found = await _latest(connection, place, step.about)
    if found is None or not found.name.startswith(begins):
        return await _post(connection, step, destination, f"{begins}1", now)
    if found.created_at >= since:
        return True
    state = state_of(found.state)
    if state is DeliveryState.DELIVERED and found.message and found.corrected_by is None:
        edit = await _edit_of(connection, found)
        if edit is None or not state_of(edit.state).is_open:
            if edit is not None and state_of(edit.state) is DeliveryState.REJECTED:
                if not edit.message:
                    return True  # it never could be edited here: nobody wants one post a day
                return await _post_anew(connection, step, destination, found, begins, now)
            await _say(connection, found.id, step)
            await _queue_edit(connection, found, edit, step, now)
            return True
        return await _say_unsent(connection, found.id, edit, step)
    if state.is_open or state is DeliveryState.SUSPENDED:
        return await _say_unsent(connection, found.id, found, step)
    return await _post_anew(connection, step, destination, found, begins, now)


async def _latest(connection: AsyncConnection, place: int, about: str) -> Row[Any] | None:
    """Return the message that was made last there about this, with how it stands."""
    news, queued = _news.c, _queued.c
    columns: list[Any] = [
        *(news.id, news.name, news.created_at, news.corrected_by),
        *(queued.id.label("delivery_id"), queued.state, queued.message, queued.lease),
        *(queued.first_tried_at, queued.platform, queued.is_plain),
    ]
    query = (
        select(*columns)
        .join(_queued, and_(queued.announcement_id == news.id, queued.revises == 0))
        .where(news.only_for == place, news.about == about)
        .order_by(news.id.desc())
        .limit(1)
        .with_for_update(of=_queued)
    )
    return (await connection.execute(query)).first()


async def _edit_of(connection: AsyncConnection, found: Row[Any]) -> Row[Any] | None:
    """Return the last edit of a message, made or not."""
    queued = _queued.c
    columns: list[Any] = [
        *(queued.id.label("delivery_id"), queued.state, queued.message, queued.lease),
        queued.first_tried_at,
    ]
    mine = (queued.revises == found.delivery_id, queued.announcement_id == found.id)
    query = select(*columns).where(*mine).with_for_update()
    return (await connection.execute(query)).first()


async def _say(connection: AsyncConnection, number: int, step: CountdownStep) -> None:
    """Let the message say what *step* does."""
    name = await connection.scalar(select(_news.c.name).where(_news.c.id == number))
    said = replace(step, id=AnnouncementId(str(name)))
    await connection.execute(
        update(_news)
        .where(_news.c.id == number)
        .values(
            payload=announcement_to_json(said),
            created_at=step.created_at,
            expires_at=step.expires_at,
        )
    )


async def _say_unsent(
    connection: AsyncConnection, number: int, unsent: Row[Any], step: CountdownStep
) -> bool:
    """Let what was not sent yet say it; False where it is perhaps just being sent."""
    if unsent.lease is not None or unsent.first_tried_at is not None:
        return False
    await _say(connection, number, step)
    await connection.execute(
        update(_queued).where(_queued.c.id == unsent.delivery_id).values(expires_at=step.expires_at)
    )
    return True


async def _queue_edit(
    connection: AsyncConnection,
    found: Row[Any],
    before: Row[Any] | None,
    step: CountdownStep,
    now: datetime,
) -> None:
    """Queue an edit in the place of the one *before*; it keeps that there was one."""
    if before is not None:
        await connection.execute(delete(_queued).where(_queued.c.id == before.delivery_id))
    place = select(_queued.c.destination_id).where(_queued.c.id == found.delivery_id)
    await connection.execute(
        insert(_queued).values(
            announcement_id=found.id,
            destination_id=await connection.scalar(place),
            revises=found.delivery_id,
            platform=found.platform,
            rank=1,
            state=DeliveryState.WAITING,
            due_at=now,
            expires_at=step.expires_at,
            attempts=0,
            is_plain=found.is_plain,
            message=before.message if before is not None else None,
            updated_at=now,
        )
    )


async def _post_anew(
    connection: AsyncConnection,
    step: CountdownStep,
    destination: Destination,
    found: Row[Any],
    begins: str,
    now: datetime,
) -> bool:
    number = int(found.name.removeprefix(begins)) + 1
    return await _post(connection, step, destination, f"{begins}{number}", now)


async def _post(
    connection: AsyncConnection,
    step: CountdownStep,
    destination: Destination,
    name: str,
    now: datetime,
) -> bool:
    said = replace(step, id=AnnouncementId(name))
    await digests.tell(connection, said, destination, now, ())
    return True
