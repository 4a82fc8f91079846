"""The posts of shows in forums, in the database."""

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, select

from adapters.storage.engine import Transactions, upsert
from adapters.storage.guild_tables import forum_post as table
from bot.ports.forum_posts import ForumPost
from content.subscriptions.destination import Destination

_KEY: Final = ("platform", "workspace", "channel", "show")


class StoredForumPosts:
    """The port `ForumPosts`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def of(self, forum: Destination, show: str) -> ForumPost | None:
        """Return the post of a show, or None."""
        query = select(table).where(_is(forum, show))
        async with self._transactions.behind.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        return ForumPost(thread=row.thread, key=row.key, tried_at=row.tried_at)

    async def keep(self, forum: Destination, show: str, post: ForumPost) -> None:
        """Write it down."""
        where: dict[str, Any] = dict(zip(_KEY, _key_of(forum, show), strict=True))
        said = {"thread": post.thread, "key": post.key, "tried_at": post.tried_at}
        async with self._transactions.behind.writing() as connection:
            await connection.execute(
                upsert(connection, table)
                .values(**where, **said)
                .on_conflict_do_update(index_elements=list(_KEY), set_=said)
            )

    async def forget(self, forum: Destination, show: str) -> None:
        """Delete its row."""
        async with self._transactions.behind.writing() as connection:
            await connection.execute(delete(table).where(_is(forum, show)))


def _key_of(forum: Destination, show: str) -> tuple[str, str, str, str]:
    return forum.platform, forum.workspace, forum.channel, show


def _is(forum: Destination, show: str) -> ColumnElement[bool]:
    pairs = zip(_KEY, _key_of(forum, show), strict=True)
    return and_(*(table.c[name] == value for name, value in pairs))
