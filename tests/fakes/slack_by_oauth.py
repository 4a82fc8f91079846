"""Violet for many workspaces, over HTTP and on a database, with browsers that install her."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, Self

import aiohttp

from adapters.http.public import public_listener
from adapters.secret_box import AesGcmSecretBox
from adapters.slack.distributed import DistributedConnector
from adapters.slack.entrance import Entrance
from adapters.slack.manifest import EVENTS_PATH
from adapters.slack.oauth import Installer
from adapters.slack.tokens import AppCredentials
from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from bot.ports.workspaces import WorkspaceKey
from bot.router import Router
from bot.secrets import Secret
from fakes.newsroom import make_router
from fakes.slack import FakeSlack, Workspace
from fakes.web_ports import free_port

BOX = AesGcmSecretBox(b"k" * 32)


@dataclass
class Visit:
    """An answer to a browser."""

    status: int
    location: str
    page: str
    headers: Any


@dataclass
class Browser:
    """Keeps cookies as one does, and follows no redirect unasked."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    cookie_lines: list[str] = field(default_factory=list)

    async def get(self, url: str, **headers: str) -> Visit:
        if url.startswith("/"):
            url = f"{self.address}{url}"
        if self.cookies and url.startswith(self.address):
            headers["Cookie"] = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        async with (
            aiohttp.ClientSession() as session,
            session.get(url, headers=headers, allow_redirects=False) as answer,
        ):
            for line in answer.headers.getall("Set-Cookie", []):
                self.cookie_lines.append(line)
                name, _, text = line.partition(";")[0].partition("=")
                self.cookies[name] = text
            location = answer.headers.get("Location", "")
            return Visit(answer.status, location, await answer.text(), answer.headers.copy())


class Hosted:
    """`async with Hosted(slack, database) as violet:` answers until the block ends."""

    def __init__(self, slack: FakeSlack, database: Database, **parts: Any) -> None:
        self.slack = slack
        self.database = database
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.workspaces = database.workspaces_on(SLACK.id, parts.pop("box", BOX))
        self.admit = partial(database.installation.admit, SLACK.id)
        self.entrance = Entrance(Secret(slack.app.signing_secret), now=slack.oauth.now)
        credentials = AppCredentials(
            client_id=slack.app.client_id, client_secret=Secret(slack.app.client_secret)
        )
        self.installer = Installer(
            credentials,
            self.entrance,
            self.workspaces,
            self.admit,
            public_url=self.address,
            api_base=slack.api_base,
            now=self.now,
        )
        slack.app.redirect_urls = [f"{self.address}/slack/oauth_redirect"]
        self._credentials = credentials
        self.usual = self.router(**parts)
        self.connector = self.make()
        self.listener = public_listener([*self.entrance.routes, *self.installer.routes])

    def make(self, router: Router | None = None, **how: Any) -> DistributedConnector:
        """Return a connector, as of a further process."""
        return DistributedConnector(
            self._credentials,
            self.entrance,
            self.workspaces,
            router or self.usual,
            api_base=self.slack.api_base,
            admit=self.admit,
            now=self.now,
            **how,
        )

    @asynccontextmanager
    async def connector_for_a_moment(self) -> AsyncIterator[None]:
        """Let somebody be connected, so that workspaces can be let in."""
        connector = self.make()
        await connector.start()
        yield
        await connector.stop()

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.slack.oauth.now(), UTC)

    def router(self, **parts: Any) -> Router:
        database = self.database
        usual = {
            "traits": SLACK,
            "subscriptions": database.subscriptions,
            "outbox": database.outbox,
            "journal": database.journal,
            "retention": database.retention,
            "privacy": database.privacy,
            "conversations": database.conversations,
            "corrections": database.corrections,
            "admins": database.server_admins,
            "audit": database.audit,
        }
        return make_router(**usual | parts)

    async def __aenter__(self) -> Self:
        await self.listener.start("127.0.0.1", self.port)
        await self.connector.start()
        self.slack.send_over_http(f"{self.address}{EVENTS_PATH}")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.connector.stop()
        await self.listener.stop()

    def browser(self) -> Browser:
        return Browser(self.address)

    async def install(self, team: Workspace, *, org_wide: bool = False) -> Visit:
        """Somebody of *team* installs Violet; return the page that they end up on."""
        browser = self.browser()
        begun = await browser.get("/slack/install")
        back = self.slack.oauth.approve(begun.location, team, org_wide=org_wide)
        ended = await browser.get(back)
        return await browser.get(ended.location)

    async def tokens_of(self, team: Workspace, *, org_wide: bool = False) -> Any:
        key = WorkspaceKey(team.enterprise, "" if org_wide else team.team)
        found = await self.workspaces.of(key)
        return found.tokens if found else None
