"""The workspaces that installed Violet by themselves, each with tokens of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol, Self

from bot.secrets import Secret

LOCKED_FOR: Final = timedelta(seconds=60)
"""After so long whoever wanted to renew a token is taken to have crashed."""


@dataclass(frozen=True, slots=True, order=True)
class WorkspaceKey:
    """Whose an installation is."""

    enterprise: str
    """The organisation; empty: a workspace that belongs to none."""
    team: str
    """The workspace; empty: every one of the organisation that lets us in."""

    def __str__(self) -> str:
        return "/".join(part for part in (self.enterprise, self.team) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceTokens:
    """With what we act in a workspace."""

    access: Secret
    refresh: Secret | None = None
    """What new ones are given for, once; None: these do not expire, or cannot be renewed."""
    expire_at: datetime | None = None


class WorkspaceStanding(StrEnum):
    """How an installation stands."""

    INSTALLED = "installed"
    EXPIRING = "expiring"
    """The platform renews its tokens no more: with the last one it ends."""
    UNREADABLE = "unreadable"
    """Its tokens were encrypted with a key that is not here."""
    REMOVED = "removed"
    """The app was removed there, or its tokens were revoked: there are none any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledWorkspace:
    """An installation, as it is kept."""

    key: WorkspaceKey
    application: str
    """Which app of ours it is."""
    bot: str
    bot_user: str
    url: str
    """The address of the workspace, with a slash at its end; empty: not known."""
    scopes: tuple[str, ...]
    installed_at: datetime
    tokens: WorkspaceTokens | None
    """None where it is removed, or they cannot be read."""
    teams: tuple[str, ...] = ()
    """Of an organisation, the workspaces that let us in, as far as it is known."""
    version: int = 0
    """Which of its tokens these are: it counts up with every change of them."""
    standing: WorkspaceStanding = WorkspaceStanding.INSTALLED

    @property
    def every_team(self) -> tuple[str, ...]:
        """The workspaces that it is for."""
        return (self.key.team,) if self.key.team else self.teams

    def renewed(self, tokens: WorkspaceTokens) -> Self:
        """Return it with new tokens."""
        return replace(self, tokens=tokens, version=self.version + 1)


class Workspaces(Protocol):
    """The installations on one platform. Tokens are encrypted, each for its workspace alone."""

    async def keep(self, workspace: InstalledWorkspace) -> None:
        """Store it, in place of an earlier installation there; safe to repeat.

        Raises:
            SettingsError: there is no key to encrypt with; nothing was stored.
            StorageError: nothing was stored.
        """
        ...

    async def every(self) -> Sequence[InstalledWorkspace]:
        """Return all of them, those too whose tokens are gone or cannot be read.

        What was encrypted with the old key is encrypted anew on the way.

        Raises:
            StorageError: they cannot be read now.
        """
        ...

    async def of(self, key: WorkspaceKey) -> InstalledWorkspace | None:
        """Return that one; None: it was never installed, or that is long ago.

        Raises:
            StorageError: it cannot be read now.
        """
        ...

    async def lock(self, key: WorkspaceKey, version: int, *, now: datetime) -> bool:
        """Take it upon us to renew the tokens of that *version*; False: another does, or did.

        It is ours until `renew` or `unlock`, or for a minute, whatever becomes of us.

        Raises:
            StorageError: it is not known, and so not ours.
        """
        ...

    async def renew(self, key: WorkspaceKey, version: int, tokens: WorkspaceTokens) -> bool:
        """Put *tokens* in place of those of that *version*; False: others stand there already.

        Raises:
            StorageError: they were not stored; trying again is safe.
        """
        ...

    async def unlock(self, key: WorkspaceKey, version: int, *, ends: bool = False) -> None:
        """Let others renew them; *ends*: they cannot be renewed any more, whoever tries.

        Raises:
            StorageError: others wait for the minute to end.
        """
        ...

    async def remove(self, key: WorkspaceKey, *, now: datetime, unless_after: datetime) -> bool:
        """Delete its tokens; what else is known of it goes in time.

        False: there are none, or it was installed after *unless_after*, which is another time.

        Raises:
            StorageError: nothing was deleted; trying again is safe.
        """
        ...

    async def name_teams(self, key: WorkspaceKey, teams: Sequence[str]) -> None:
        """Note which workspaces of an organisation let us in.

        Raises:
            StorageError: it was not stored.
        """
        ...

    async def spend(self, ticket: str, *, now: datetime, until: datetime) -> bool:
        """Note that *ticket*, which is good once, was used; False: it was before.

        It is remembered *until* then, as a fingerprint.

        Raises:
            StorageError: it is not known, so it must not be let pass.
        """
        ...
