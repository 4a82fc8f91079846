"""Installations with their tokens, encrypted for each workspace alone."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, delete, select, update

from adapters.storage.engine import Transactions, upsert
from adapters.storage.schema import spent_ticket
from adapters.storage.schema import workspace as table
from bot.ports.errors import SettingsError, UnreadableSecretError
from bot.ports.secret_box import SecretBox
from bot.ports.workspaces import (
    LOCKED_FOR,
    InstalledWorkspace,
    WorkspaceKey,
    WorkspaceStanding,
    WorkspaceTokens,
)
from bot.secrets import HOW_TO_MAKE_A_KEY, Secret
from content.subscriptions.destination import Platform

_ACCESS: Final = "access token"
_REFRESH: Final = "refresh token"


class StoredWorkspaces:
    """The port `Workspaces`, for one platform."""

    def __init__(
        self, transactions: Transactions, platform: Platform, box: SecretBox | None
    ) -> None:
        self._transactions = transactions
        self._platform = platform
        self._box = box
        """None: there is no key; nothing can be read then, and nothing is stored."""

    async def keep(self, workspace: InstalledWorkspace) -> None:
        """See the port; whoever is renewing the tokens from before finds others in their place."""
        key = workspace.key
        values = {
            "application": workspace.application,
            "bot": workspace.bot,
            "bot_user": workspace.bot_user,
            "url": workspace.url,
            "scopes": " ".join(workspace.scopes),
            "teams": " ".join(workspace.teams),
            "installed_at": workspace.installed_at,
            "removed_at": None,
            **self._sealed(key, workspace.tokens),
        }
        async with self._transactions.writing() as connection:
            insertion = upsert(connection, table)
            await connection.execute(
                insertion.values(**self._names(key), **values, version=0).on_conflict_do_update(
                    index_elements=[table.c.platform, table.c.enterprise, table.c.team],
                    set_={**values, "version": table.c.version + 1},
                )
            )

    async def every(self) -> Sequence[InstalledWorkspace]:
        """See the port."""
        query = select(table).where(table.c.platform == self._platform)
        async with self._transactions.reading() as connection:
            rows = (
                await connection.execute(query.order_by(table.c.enterprise, table.c.team))
            ).all()
        for row in rows:
            await self._encrypt_anew(row)
        return [self._workspace(row) for row in rows]

    async def of(self, key: WorkspaceKey) -> InstalledWorkspace | None:
        """See the port."""
        async with self._transactions.reading() as connection:
            row = (await connection.execute(select(table).where(self._is(key)))).one_or_none()
        return self._workspace(row) if row else None

    async def lock(self, key: WorkspaceKey, version: int, *, now: datetime) -> bool:
        """See the port. No transaction is held open for as long as a platform takes to answer."""
        is_free = (table.c.locked_until.is_(None)) | (table.c.locked_until <= now)
        return await self._change(
            and_(self._is(key, version), table.c.refresh != "", is_free),
            locked_until=now + LOCKED_FOR,
        )

    async def renew(self, key: WorkspaceKey, version: int, tokens: WorkspaceTokens) -> bool:
        """See the port; whoever has them may store them, even where the lock has run out."""
        return await self._change(
            and_(self._is(key, version), table.c.removed_at.is_(None)),
            **self._sealed(key, tokens),
            version=version + 1,
        )

    async def unlock(self, key: WorkspaceKey, version: int, *, ends: bool = False) -> None:
        """See the port."""
        how: dict[str, Any] = {"refresh": ""} if ends else {}
        await self._change(self._is(key, version), locked_until=None, **how)

    async def remove(self, key: WorkspaceKey, *, now: datetime, unless_after: datetime) -> bool:
        """See the port."""
        is_that_time = and_(table.c.removed_at.is_(None), table.c.installed_at <= unless_after)
        return await self._change(
            and_(self._is(key), is_that_time),
            access="",
            refresh="",
            expires_at=None,
            locked_until=None,
            removed_at=now,
            version=table.c.version + 1,
        )

    async def name_teams(self, key: WorkspaceKey, teams: Sequence[str]) -> None:
        """See the port."""
        await self._change(self._is(key), teams=" ".join(teams))

    async def spend(self, ticket: str, *, now: datetime, until: datetime) -> bool:
        """See the port; what is past its time goes on the way."""
        fingerprint = hashlib.sha256(ticket.encode()).hexdigest()
        async with self._transactions.writing() as connection:
            await connection.execute(delete(spent_ticket).where(spent_ticket.c.until <= now))
            insertion = upsert(connection, spent_ticket).values(ticket=fingerprint, until=until)
            done = await connection.execute(insertion.on_conflict_do_nothing())
        return done.rowcount == 1

    async def _change(self, which: ColumnElement[bool], **values: Any) -> bool:
        async with self._transactions.writing() as connection:
            done = await connection.execute(update(table).where(which).values(**values))
        return done.rowcount == 1

    def _names(self, key: WorkspaceKey) -> dict[str, str]:
        return {"platform": self._platform, "enterprise": key.enterprise, "team": key.team}

    def _is(self, key: WorkspaceKey, version: int | None = None) -> ColumnElement[bool]:
        found = and_(*(table.c[name] == value for name, value in self._names(key).items()))
        return found if version is None else and_(found, table.c.version == version)

    def _context(self, key: WorkspaceKey, kind: str) -> tuple[str, ...]:
        return self._platform, kind, key.enterprise, key.team

    def _sealed(self, key: WorkspaceKey, tokens: WorkspaceTokens | None) -> dict[str, Any]:
        if self._box is None:
            raise SettingsError(
                "VIOLET_ENCRYPTION_KEY is not set, and tokens are never kept without it; make one "
                f"with {HOW_TO_MAKE_A_KEY}"
            )
        if tokens is None:
            return {"access": "", "refresh": "", "expires_at": None, "locked_until": None}
        refresh = tokens.refresh.text if tokens.refresh else ""
        return {
            "access": self._box.encrypt(tokens.access.text, *self._context(key, _ACCESS)),
            "refresh": self._box.encrypt(refresh, *self._context(key, _REFRESH)) if refresh else "",
            "expires_at": tokens.expire_at,
            "locked_until": None,
        }

    async def _encrypt_anew(self, row: Row[Any]) -> None:
        """Take the old key out of use, unless the tokens are changed by somebody meanwhile."""
        sealed = [one for one in (row.access, row.refresh) if one]
        box = self._box
        if box is None or not any(map(box.is_of_old_key, sealed)):
            return
        tokens = self._workspace(row).tokens
        if tokens is not None:
            key = WorkspaceKey(row.enterprise, row.team)
            anew = self._sealed(key, tokens)
            del anew["locked_until"]
            await self._change(
                and_(self._is(key, row.version), table.c.access == row.access), **anew
            )

    def _tokens(self, row: Row[Any], key: WorkspaceKey) -> WorkspaceTokens | None:
        """Return them.

        Raises:
            UnreadableSecretError: they cannot be read with the keys that are here.
        """
        if not row.access:
            return None
        if self._box is None:
            raise UnreadableSecretError("there is no key to read a token with")
        access = self._box.decrypt(row.access, *self._context(key, _ACCESS))
        refresh = row.refresh and self._box.decrypt(row.refresh, *self._context(key, _REFRESH))
        return WorkspaceTokens(
            access=Secret(access),
            refresh=Secret(refresh) if refresh else None,
            expire_at=row.expires_at,
        )

    def _workspace(self, row: Row[Any]) -> InstalledWorkspace:
        key = WorkspaceKey(row.enterprise, row.team)
        try:
            tokens = self._tokens(row, key)
            standing = WorkspaceStanding.INSTALLED if tokens else WorkspaceStanding.REMOVED
        except UnreadableSecretError:
            tokens, standing = None, WorkspaceStanding.UNREADABLE
        if tokens and tokens.expire_at and not tokens.refresh:
            standing = WorkspaceStanding.EXPIRING
        return InstalledWorkspace(
            key=key,
            application=row.application,
            bot=row.bot,
            bot_user=row.bot_user,
            url=row.url,
            scopes=tuple(row.scopes.split()),
            installed_at=row.installed_at,
            tokens=tokens,
            teams=tuple(row.teams.split()),
            version=row.version,
            standing=standing,
        )
