"""Which workspaces installed Violet, and who acts in each; the same in every process."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from adapters.slack.retries import passes
from adapters.slack.tokens import HeldWorkspace, NotRenewedError, TokenRenewer
from bot.ports.errors import PlatformUnreachableError, StorageError
from bot.ports.workspaces import InstalledWorkspace, WorkspaceKey, Workspaces, WorkspaceStanding
from content.language.platforms import slack as words

log = structlog.get_logger()

LOOK_EVERY_S: Final = 60.0
_AT_ONCE: Final = 8
"""Tokens that are renewed beside one another."""
_MOST_PAGES: Final = 50
_LOOK_AGAIN: Final = timedelta(seconds=2)
"""So often it is looked for a workspace that nobody here knows."""
_LATE: Final = timedelta(minutes=1)
"""Slack's clock and ours may be so far apart."""


class Installations:
    """The workspaces that are installed, looked at now and then."""

    def __init__(
        self,
        workspaces: Workspaces,
        renewer: TokenRenewer,
        session: aiohttp.ClientSession,
        *,
        api_base: str | None,
        on_left: Callable[[str], Awaitable[None]],
        on_back: Callable[[str], Awaitable[None]],
    ) -> None:
        """*on_left* and *on_back* hear of each workspace that we are removed from, or back in."""
        self._workspaces = workspaces
        self._renewer = renewer
        self._session = session
        self._api_base = api_base
        self._on_left = on_left
        self._on_back = on_back
        self._held: dict[WorkspaceKey, HeldWorkspace] = {}
        self._by_team: dict[str, HeldWorkspace] = {}
        self._standings: Counter[WorkspaceStanding] = Counter()
        self._looked_at: datetime | None = None
        """When it was last read what is kept; None: never."""

    @property
    def standings(self) -> Mapping[WorkspaceStanding, int]:
        """How many there are of each standing, as of the last look."""
        return {standing: self._standings[standing] for standing in WorkspaceStanding}

    @property
    def applications(self) -> frozenset[str]:
        """Of which apps the installations are; more than one is a mistake."""
        return frozenset(held.installed.application for held in self._held.values())

    def of(self, team: str) -> HeldWorkspace | None:
        """Return what acts in that workspace; None: it has not let us in, as far as is known."""
        return self._by_team.get(team)

    async def find(self, team: str) -> HeldWorkspace | None:
        """Return what acts there, also where another process has just been let in.

        Raises:
            StorageError: it is not known here, and cannot be looked up now.
        """
        held = self.of(team)
        if held is None and self._may_look_again():
            await self._read()
            held = self.of(team)
        return held

    async def meant(self, key: WorkspaceKey, team: str) -> HeldWorkspace | None:
        """Return what Slack says that something in *team* came by; one may be a moment old.

        Raises:
            StorageError: it is not known here, and cannot be looked up now.
        """
        whole, nobody = WorkspaceKey(key.enterprise, ""), WorkspaceKey("", "")
        for wanted in (key, WorkspaceKey(key.enterprise, team), WorkspaceKey("", team), whole):
            held = self._held.get(wanted)
            if held is None and wanted != nobody:
                stored = await self._workspaces.of(wanted)
                held = self._hold(stored) if stored and stored.tokens else None
            if held is not None:
                await self._let_in(held, team)
                return held
        return None

    async def look(self) -> None:
        """Take up what is kept now, and renew what expires soon.

        Raises:
            StorageError: nothing is known anew.
        """
        await self._read()
        for held in [*self._held.values()]:
            if not held.installed.key.team:
                await self._look_for_teams(held)
        await self._renew_due()

    async def keep(self, installed: InstalledWorkspace) -> HeldWorkspace:
        """Keep a new installation, or one that takes the place of another.

        Raises:
            SettingsError: there is no key to encrypt with.
            StorageError: it was not stored.
        """
        await self._workspaces.keep(installed)
        if before := self._held.get(installed.key):
            self._let_go(before)
        await self._read()
        held = self._held.get(installed.key) or self._hold(installed)
        if not installed.key.team:
            await self._look_for_teams(held)
        for team in held.installed.every_team:
            await self._on_back(team)
        return held

    async def removed(self, held: HeldWorkspace, *, at: datetime | None = None) -> None:
        """Slack says that we were removed, *at* that time where it says when; safe to repeat.

        An old word does not undo a newer installation: near its time, Slack is asked.

        Raises:
            StorageError: its tokens are there still.
            PlatformUnreachableError: the same, since Slack could not be asked.
        """
        now, since = self._renewer.now(), held.installed.installed_at
        if at is not None and at <= since + _LATE and await self._still_lets_us_in(held):
            log.info("slack_removal_outdated", workspace=str(held.installed.key))
            return
        key, teams = held.installed.key, held.installed.every_team
        if await self._workspaces.remove(key, now=now, unless_after=since):
            log.warning("slack_workspace_removed", workspace=str(key))
        self._let_go(held)
        with contextlib.suppress(StorageError):  # they are counted at the next look
            await self._read()
        for team in teams:
            if team not in self._by_team:
                await self._on_left(team)

    async def stop(self) -> None:
        """Let what is being renewed be stored."""
        await self._renewer.finish()

    def _may_look_again(self) -> bool:
        return self._looked_at is None or self._renewer.now() - self._looked_at >= _LOOK_AGAIN

    async def _read(self) -> None:
        """Take up what is kept now."""
        self._looked_at = self._renewer.now()
        every = await self._workspaces.every()
        self._standings = Counter(one.standing for one in every)
        known = {one.key: one for one in every if one.tokens}
        for key in [key for key in self._held if key not in known]:
            self._let_go(self._held[key])
        for one in known.values():
            self._hold(one)

    def _hold(self, installed: InstalledWorkspace) -> HeldWorkspace:
        held = self._held.get(installed.key)
        if held is not None and held.installed.installed_at == installed.installed_at:
            held.take(installed)
        else:
            if held is not None:
                self._let_go(held)
            held = HeldWorkspace(
                installed,
                self._renewer,
                self._session,
                api_base=self._api_base,
                on_removed=self.removed,
            )
            self._held[installed.key] = held
        for team in installed.every_team:
            # What a workspace gave by itself comes before what its organisation did.
            other = self._by_team.get(team)
            if other is None or installed.key.team or other.installed.key == installed.key:
                self._by_team[team] = held
        return held

    def _let_go(self, held: HeldWorkspace) -> None:
        if self._held.get(held.installed.key) is held:
            del self._held[held.installed.key]
        for team in [team for team, one in self._by_team.items() if one is held]:
            del self._by_team[team]
            for other in self._held.values():
                if team in other.installed.every_team:
                    self._by_team[team] = other

    async def _let_in(self, held: HeldWorkspace, team: str) -> None:
        """Note that something of *team* came by an organisation's installation."""
        if held.installed.key.team or not team or team in held.installed.teams:
            return
        held.installed = replace(held.installed, teams=(*held.installed.teams, team))
        self._by_team.setdefault(team, held)
        await self._workspaces.name_teams(held.installed.key, held.installed.teams)
        await self._on_back(team)

    async def _look_for_teams(self, held: HeldWorkspace) -> None:
        """Ask which workspaces of an organisation let us in; those from before stay, if refused.

        https://docs.slack.dev/reference/methods/auth.teams.list
        """
        teams: list[str] = []
        cursor = ""
        try:
            for _ in range(_MOST_PAGES):
                page = await held.client.auth_teams_list(limit=100, cursor=cursor)
                teams += [str(one["id"]) for one in page.get("teams") or ()]
                cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
                if not cursor:
                    break
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("slack_teams_unknown", reason=type(error).__name__)
            return
        gone = set(held.installed.teams) - set(teams)
        if not gone and set(teams) == set(held.installed.teams):
            return
        held.installed = replace(held.installed, teams=tuple(teams))
        await self._workspaces.name_teams(held.installed.key, teams)
        for team in gone:
            if self._by_team.get(team) is held:
                del self._by_team[team]
                await self._on_left(team)
        self._hold(held.installed)

    async def _still_lets_us_in(self, held: HeldWorkspace) -> bool:
        """Ask Slack.

        Raises:
            PlatformUnreachableError: it does not say; nothing is given up for a stumble of Slack's.
        """
        tokens = held.installed.tokens
        if tokens is None:
            return False
        try:
            await held.client.plain_call("auth.test", tokens.access.text)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            if passes(error):
                raise PlatformUnreachableError(words.UNASKED) from error
            return False
        return True

    async def _renew_due(self) -> None:
        """Renew what expires soon, a few beside one another; what has expired is gone."""
        room = asyncio.Semaphore(_AT_ONCE)

        async def renew(held: HeldWorkspace) -> None:
            async with room:
                with contextlib.suppress(NotRenewedError, StorageError):
                    await held.renew()

        await asyncio.gather(*(renew(held) for held in self._due()))
        for held in [*self._held.values()]:
            if held.has_expired() and held.installed.standing is WorkspaceStanding.EXPIRING:
                await self.removed(held)

    def _due(self) -> Iterator[HeldWorkspace]:
        return (held for held in [*self._held.values()] if held.is_due())
