"""The episodes that air, as listings were seen to say it, in the database."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Row,
    bindparam,
    delete,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.engine import Transactions
from adapters.storage.schema import HEARS_EPISODES_SQL
from adapters.storage.schema import episode as table
from bot.ports.episodes import JUST_NOW
from content.facts.claims import ShowId
from content.listings.airings import (
    KEPT_FOR,
    EpisodeSighting,
    Slot,
    is_surely_ahead,
    seen_again,
    vanished,
)
from content.listings.records import ListedEpisode

_SHOWS_AT_ONCE: Final = 50
"""Shows in one transaction; others write in between."""
_NUMBERS_AT_ONCE: Final = 500


class StoredEpisodes:
    """The port `EpisodeLog`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def saw(
        self,
        source: str,
        seen: Mapping[ShowId, Sequence[ListedEpisode]],
        *,
        now: datetime,
        age: timedelta = JUST_NOW,
        is_whole: bool = False,
    ) -> int:
        """Take in some shows at a time; what says the same is only written down as seen."""
        moved, shows = 0, sorted(seen)
        for start in range(0, len(shows), _SHOWS_AT_ONCE):
            some = {show: seen[show] for show in shows[start : start + _SHOWS_AT_ONCE]}
            async with self._transactions.writing() as connection:
                moved += await _take_in(connection, source, some, now, age, is_whole=is_whole)
        async with self._transactions.writing() as connection:
            old = (now - KEPT_FOR).date()
            await connection.execute(delete(table).where(table.c.day < old))
        return moved

    async def airing(
        self, first: date, last: date, *, moved_after: datetime | None = None
    ) -> Sequence[EpisodeSighting]:
        """Return them by an index of their days, or of when they moved."""
        near = or_(table.c.day.between(first, last), table.c.was_day.between(first, last))
        query = select(table).where(near, _is_heard_of())
        if moved_after is not None:
            query = query.where(table.c.moved_at > moved_after)
        async with self._transactions.reading() as connection:
            found = [_read(row) for row in await connection.execute(query)]
        return sorted(found, key=lambda one: (one.show, one.episode.id))


async def _take_in(
    connection: AsyncConnection,
    source: str,
    seen: Mapping[ShowId, Sequence[ListedEpisode]],
    now: datetime,
    age: timedelta,
    *,
    is_whole: bool,
) -> int:
    known = await _known(connection, source, seen)
    shows = {one.show for _, one in known.values()}
    how: dict[str, Any] = {"now": now, "as_of": now - age}
    after: dict[str, EpisodeSighting] = {}
    for show, episodes in seen.items():
        for episode in episodes:
            before = known.get(episode.id)
            found = seen_again(
                before and before[1],
                episode,
                source=source,
                show=show,
                is_import=show not in shows,
                **how,
            )
            if found is not None:
                after[episode.id] = found
    if is_whole:
        for listed_id, (_, one) in known.items():
            if listed_id not in after and one.show in seen and is_surely_ahead(one, now):
                after[listed_id] = vanished(one, **how)
    return await _store(connection, known, after)


_Known = dict[str, tuple[int, EpisodeSighting]]
"""The row's number and what it holds, by the source's number of the episode."""


async def _known(
    connection: AsyncConnection, source: str, seen: Mapping[ShowId, Sequence[ListedEpisode]]
) -> _Known:
    """Return what is known of these shows and episodes, held until the transaction ends."""
    found: _Known = {}
    ids = [episode.id for episodes in seen.values() for episode in episodes]
    which = [table.c.show.in_(list(seen))]
    which += [
        table.c.listed_id.in_(ids[start : start + _NUMBERS_AT_ONCE])
        for start in range(0, len(ids), _NUMBERS_AT_ONCE)
    ]
    for some in which:
        query = select(table).where(table.c.source == source, some).order_by(table.c.id)
        for row in await connection.execute(query.with_for_update()):
            found[row.listed_id] = (row.id, _read(row))
    return found


async def _store(
    connection: AsyncConnection,
    known: _Known,
    after: Mapping[str, EpisodeSighting],
) -> int:
    """Write what is new or another; what is not is seen again, many in one statement."""
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    same: list[dict[str, Any]] = []
    moved = 0
    for listed_id, one in after.items():
        if listed_id not in known:
            new.append(_columns(one))
            continue
        number, before = known[listed_id]
        moved += one.moved_at != before.moved_at
        columns = _columns(one)
        if one == before:
            continue
        if {**columns, **_seen(before)} == _columns(before):
            same.append({"row_id": number, "seen_at": one.last_seen, "then": one.as_of})
        else:
            values = {f"new_{name}": value for name, value in columns.items()}
            changed.append({**values, "row_id": number})
    if new:
        await connection.execute(insert(table), new)
    if same:
        seeing = update(table).where(table.c.id == bindparam("row_id"))
        await connection.execute(
            seeing.values(last_seen=bindparam("seen_at"), as_of=bindparam("then")), same
        )
    if changed:
        names = [name for name in changed[0] if name != "row_id"]
        values = {name.removeprefix("new_"): bindparam(name) for name in names}
        await connection.execute(
            update(table).where(table.c.id == bindparam("row_id")).values(values), changed
        )
    return moved


def _is_heard_of() -> ColumnElement[bool]:
    """Return whether anybody subscribes to episodes of its show, or of every show."""
    subscription = schema.subscription
    wanted = select(subscription.c.show).where(text(HEARS_EPISODES_SQL))
    everything = wanted.where(subscription.c.show == "").exists()
    return or_(table.c.show.in_(wanted), everything)


def _seen(one: EpisodeSighting) -> dict[str, Any]:
    return {"last_seen": one.last_seen, "as_of": one.as_of}


def _columns(one: EpisodeSighting) -> dict[str, Any]:
    episode = one.episode
    return {
        "source": one.source,
        "listed_id": episode.id,
        "show": one.show,
        "season": episode.season,
        "number": episode.number,
        "name": episode.name,
        "is_special": episode.is_special,
        "is_significant": episode.is_significant,
        "url": episode.url,
        "day": episode.day,
        "moment": episode.moment,
        "first_seen": one.first_seen,
        "moved_at": one.moved_at,
        "was_day": one.was and one.was.day,
        "was_moment": one.was and one.was.moment,
        "missing_since": one.missing_since,
        **_seen(one),
    }


def _read(row: Row[Any]) -> EpisodeSighting:
    return EpisodeSighting(
        source=row.source,
        show=ShowId(row.show),
        episode=ListedEpisode(
            id=row.listed_id,
            season=row.season,
            number=row.number,
            name=row.name,
            is_special=row.is_special,
            is_significant=row.is_significant,
            day=row.day,
            moment=row.moment,
            url=row.url,
        ),
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        as_of=row.as_of,
        moved_at=row.moved_at,
        was=None if row.was_day is None else Slot(row.was_day, row.was_moment),
        missing_since=row.missing_since,
    )
