"""Tokens of many workspaces, renewed before they expire, by one process at a time.

https://docs.slack.dev/authentication/using-token-rotation: an access token is good for twelve
hours, and what the next one is given for is good once. Whoever uses it twice loses the workspace.
"""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.methods import MethodLimits, PacedClient
from adapters.slack.refusals import PacedError, error_code
from adapters.slack.web_api import API, QUIET_LOGGER, is_on_this_machine, web_client
from bot.masking import SECRETS
from bot.ports.errors import StorageError
from bot.ports.workspaces import InstalledWorkspace, WorkspaceKey, Workspaces, WorkspaceTokens
from bot.secrets import Secret
from content.language.platforms import slack as words

log = structlog.get_logger()

RENEWED_BEFORE: Final = timedelta(hours=2)
"""So long before it expires a token is renewed: whoever sends never has to wait for that."""
_IN_THE_LAST_MOMENT: Final = timedelta(minutes=1)
_RENEWED_AGAIN_S: Final = 10.0
"""What could not be done for want of a token is worth another try after so long."""
_LOOK_AGAIN_S: Final = 0.2
"""How often it is looked whether another process has renewed a token."""
_STORED_WITHIN: Final = (0.1, 0.5, 2.0, 5.0)
"""Seconds to wait between tries to store what there is no second copy of."""
_FOR_GOOD: Final = frozenset({"invalid_refresh_token", "token_revoked", "account_inactive"})
REMOVED: Final = frozenset({"account_inactive", "token_revoked"})
"""What is said of every token of an app that was removed from a workspace."""


class NotRenewedError(Exception):
    """There is no newer token, and none is to be had now."""

    def __init__(self, reason: str, *, is_for_good: bool = False) -> None:
        """*is_for_good*: only whoever installs the app anew mends it."""
        super().__init__(reason)
        self.is_for_good = is_for_good


@dataclass(frozen=True, slots=True, kw_only=True)
class AppCredentials:
    """Which app of Slack's we are, and what shows it."""

    client_id: str
    client_secret: Secret


async def ask_for_tokens(
    client: AsyncWebClient, credentials: AppCredentials, **arguments: str
) -> AsyncSlackResponse:
    """Call oauth.v2.access, as the SDK would: it makes the header of what aiohttp is giving up.

    Raises:
        SlackApiError: Slack gives none.
        aiohttp.ClientError: it cannot be asked.
    """
    who = f"{credentials.client_id}:{credentials.client_secret.text}"
    basic = base64.b64encode(who.encode()).decode()
    headers = {"Authorization": f"Basic {basic}"}
    return await client.api_call("oauth.v2.access", data=arguments, headers=headers)


def granted_tokens(answer: AsyncSlackResponse, *, now: datetime) -> WorkspaceTokens:
    """Return the tokens that oauth.v2.access gave; nobody is shown any of them from here on."""
    access, refresh = str(answer["access_token"]), str(answer.get("refresh_token") or "")
    SECRETS.learn(access, refresh)
    lasts = answer.get("expires_in")
    return WorkspaceTokens(
        access=Secret(access),
        refresh=Secret(refresh) if refresh else None,
        expire_at=now + timedelta(seconds=int(lasts)) if refresh and lasts else None,
    )


class TokenRenewer:
    """Gets new tokens for old ones, once for all who want them."""

    def __init__(
        self,
        workspaces: Workspaces,
        credentials: AppCredentials,
        session: aiohttp.ClientSession,
        *,
        api_base: str | None,
        now: Callable[[], datetime],
    ) -> None:
        """*now* is the time on the wall: tokens expire by Slack's clock, whatever ours tells."""
        self.now = now
        self._workspaces = workspaces
        self._credentials = credentials
        self._session = session
        self._api_base = api_base
        self._renewing: dict[WorkspaceKey, asyncio.Task[InstalledWorkspace]] = {}

    async def renew(self, before: InstalledWorkspace) -> InstalledWorkspace:
        """Return it with later tokens than it has in *before*, whoever got them.

        Raises:
            NotRenewedError: there are none to be had.
            StorageError: it is not known whether there are.
        """
        task = self._renewing.get(before.key)
        if task is None:
            task = asyncio.create_task(self._renew(before))
            self._renewing[before.key] = task
            task.add_done_callback(lambda _: self._renewing.pop(before.key, None))
        # Whoever waits may give up; what was got in exchange for the only token must be stored.
        return await asyncio.shield(task)

    async def finish(self) -> None:
        """Wait until what is being renewed is stored."""
        await asyncio.gather(*self._renewing.values(), return_exceptions=True)

    async def _renew(self, before: InstalledWorkspace) -> InstalledWorkspace:
        key = before.key
        while True:
            stored = await self._workspaces.of(key)
            if stored is None or stored.tokens is None:
                raise NotRenewedError(
                    f"Violet is not installed in {key} any more", is_for_good=True
                )
            if stored.version != before.version:
                return stored
            if stored.tokens.refresh is None:
                raise NotRenewedError(f"the token of {key} cannot be renewed", is_for_good=True)
            if await self._workspaces.lock(key, stored.version, now=self.now()):
                return await self._exchange(stored, stored.tokens.refresh)
            await asyncio.sleep(_LOOK_AGAIN_S)

    async def _exchange(self, stored: InstalledWorkspace, refresh: Secret) -> InstalledWorkspace:
        key, version = stored.key, stored.version
        # One for each: Slack counts by workspace, and none waits for the others.
        client = web_client(self._session, token=None, api_base=self._api_base)
        try:
            answer = await ask_for_tokens(
                client,
                self._credentials,
                grant_type="refresh_token",
                refresh_token=refresh.text,
            )
        except SlackApiError as error:
            code = error_code(error)
            ends = code in _FOR_GOOD
            if ends and (later := await self._later_than(stored)):
                return later
            log.warning("slack_token_not_renewed", workspace=str(key), error=code, ends=ends)
            await self._workspaces.unlock(key, version, ends=ends)
            raise NotRenewedError(code or "no reason", is_for_good=ends) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            await self._workspaces.unlock(key, version)
            raise NotRenewedError(type(error).__name__) from None
        tokens = granted_tokens(answer, now=self.now())
        await self._store(key, version, tokens)
        log.info("slack_token_renewed", workspace=str(key))
        return stored.renewed(tokens)

    async def _later_than(self, stored: InstalledWorkspace) -> InstalledWorkspace | None:
        """Return what another process got for the same token: it was paused for over a minute."""
        found = await self._workspaces.of(stored.key)
        return found if found and found.tokens and found.version != stored.version else None

    async def _store(self, key: WorkspaceKey, version: int, tokens: WorkspaceTokens) -> None:
        for wait_s in (*_STORED_WITHIN, None):
            try:
                await self._workspaces.renew(key, version, tokens)
            except StorageError as error:
                log.warning("slack_token_not_stored", workspace=str(key), reason=str(error))
                if wait_s is None:  # it is used here; after a restart the app is installed anew
                    return
                await asyncio.sleep(wait_s)
            else:
                return


class HeldWorkspace:
    """An installation in this process, with the client that acts in it."""

    def __init__(
        self,
        installed: InstalledWorkspace,
        renewer: TokenRenewer,
        session: aiohttp.ClientSession,
        *,
        api_base: str | None,
        on_removed: Callable[["HeldWorkspace"], Awaitable[None]],
    ) -> None:
        """*on_removed* hears of it, once, where Slack says that we are in the workspace no more."""
        self.installed = installed
        self.client = WorkspaceClient(
            self, session, api_base, limits=MethodLimits(is_distributed=True)
        )
        self._renewer = renewer
        self._on_removed = on_removed
        self._is_removed = False
        self._learn()

    def take(self, installed: InstalledWorkspace) -> None:
        """Go on with what is kept of it now."""
        if installed.version < self.installed.version:
            return
        is_known = installed.tokens == self.installed.tokens
        self.installed = installed
        if not is_known:  # what is learnt again for each of very many takes its time
            self._learn()

    def is_due(self) -> bool:
        """Whether its token expires soon enough to be renewed."""
        tokens = self.installed.tokens
        if tokens is None or tokens.expire_at is None or tokens.refresh is None:
            return False
        return self._renewer.now() >= tokens.expire_at - RENEWED_BEFORE

    def has_expired(self) -> bool:
        """Whether its token is good for nothing any more."""
        tokens = self.installed.tokens
        return bool(tokens and tokens.expire_at and self._renewer.now() >= tokens.expire_at)

    async def renew(self) -> None:
        """Get later tokens than these.

        Raises:
            NotRenewedError: there are none to be had now.
            StorageError: it is not known whether there are.
        """
        self.take(await self._renewer.renew(self.installed))

    async def token(self) -> str:
        """Return the one to act with now, renewed where it is about to expire."""
        tokens = self.installed.tokens
        is_last = tokens and tokens.expire_at and tokens.expire_at - _IN_THE_LAST_MOMENT
        if is_last and self._renewer.now() >= is_last:
            try:
                await self.renew()
            except (NotRenewedError, StorageError) as error:
                log.debug(
                    "slack_token_old", reason=str(error)
                )  # Slack judges whether it is too old
        return self.installed.tokens.access.text if self.installed.tokens else ""

    async def later_token(self, refused: str) -> str | None:
        """Return another one than that which Slack said has expired; None: there is none.

        Raises:
            NotRenewedError: there is none now, and may be one later.
        """
        current = self.installed.tokens
        if current is None or current.access.text == refused:
            try:
                await self.renew()
            except NotRenewedError as error:
                log.warning("slack_token_expired", reason=str(error))
                if not error.is_for_good:
                    raise
                return None
            except StorageError as error:
                log.warning("slack_token_expired", reason=str(error))
                raise NotRenewedError(str(error)) from error
        return self.installed.tokens.access.text if self.installed.tokens else None

    async def refused(self, token: str) -> None:
        """Slack said of *token* that the app was removed; it is asked once more, then believed."""
        current = self.installed.tokens
        if self._is_removed or current is None or current.access.text != token:
            return
        try:
            await self.client.plain_call("auth.test", token)
        except SlackApiError as error:
            if error_code(error) in REMOVED and not self._is_removed:
                self._is_removed = True
                try:
                    await self._on_removed(self)
                except StorageError as unstored:
                    self._is_removed = False
                    log.warning("slack_removal_not_stored", reason=str(unstored))
        except (aiohttp.ClientError, TimeoutError):
            pass

    def _learn(self) -> None:
        if tokens := self.installed.tokens:
            SECRETS.learn(tokens.access.text, *([tokens.refresh.text] if tokens.refresh else ()))


class OwnToken:
    """The one token that an operator set: it is never renewed, but may be revoked."""

    def __init__(self, token: str, on_removed: Callable[[], None]) -> None:
        """*on_removed* hears of it where Slack says that the app was removed."""
        self._token = token
        self._on_removed = on_removed

    async def token(self) -> str:
        """Return it."""
        return self._token

    async def later_token(self, refused: str) -> str | None:
        """Return None: there is no other."""
        del refused
        return None

    async def refused(self, token: str) -> None:
        """Slack said that the app was removed."""
        del token
        self._on_removed()


class TokenHolder(Protocol):
    """What has the token of a workspace; `HeldWorkspace` says what each does."""

    async def token(self) -> str:
        """Return the one to act with now."""
        ...

    async def later_token(self, refused: str) -> str | None:
        """Return another one than that which has expired; see `HeldWorkspace.later_token`."""
        ...

    async def refused(self, token: str) -> None:
        """Slack says of it that the app was removed."""
        ...


class WorkspaceClient(PacedClient):
    """The client of one workspace, which sends each request once, with a token that is good."""

    def __init__(
        self,
        held: TokenHolder,
        session: aiohttp.ClientSession,
        api_base: str | None,
        *,
        limits: MethodLimits | None = None,
    ) -> None:
        super().__init__(
            limits=limits,
            token=None,
            base_url=api_base or API,
            session=session,
            retry_handlers=[],
            logger=QUIET_LOGGER,
        )
        if is_on_this_machine(api_base):
            self.proxy = None
        self._held = held

    async def call_in_slot(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        """Call it; what was refused since the token had expired is sent again with the next one.

        Raises:
            PacedError: the token has expired, and there is no next one yet.
            SlackApiError: Slack refuses it.
        """
        token = await self._held.token()
        try:
            return await self.plain_call(api_method, token, **arguments)
        except SlackApiError as error:
            code = error_code(error)
            if code == "token_expired":
                try:
                    later = await self._held.later_token(token)
                except NotRenewedError:
                    raise PacedError(api_method, _RENEWED_AGAIN_S, words.UNRENEWED) from None
                if later is not None:
                    return await self.plain_call(api_method, later, **arguments)
            elif code in REMOVED:
                await self._held.refused(token)
            raise

    async def plain_call(self, api_method: str, token: str, **arguments: Any) -> AsyncSlackResponse:
        """Call it with *token*, whatever comes of that."""
        self.token = token  # read before anything is waited for
        return await super().call_in_slot(api_method, **arguments)
