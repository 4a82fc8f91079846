"""Slack as it is opened for many workspaces: what the parts of one process share."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.ports.findings import Finding
from bot.ports.leadership import Meter
from bot.ports.platforms import Connector
from bot.ports.secret_box import SecretBox
from bot.ports.web import WebRoute
from bot.ports.workspaces import Workspaces
from bot.router import Router
from bot.runtime.open_questions import OpenQuestions
from bot.secrets import Secret

if TYPE_CHECKING:
    from adapters.slack.entrance import Entrance


@dataclass(kw_only=True)
class SlackByOAuth:
    """Slack, with the app that workspaces install; nothing of its libraries is loaded by it."""

    client_id: str
    client_secret: Secret
    signing_secret: Secret
    public_url: str | None
    api_base: str | None
    _entrance: "Entrance | None" = field(default=None, init=False)

    def connector(
        self,
        router: Router,
        *,
        workspaces: Workspaces,
        admit: Callable[[str], Awaitable[None]],
        listens: bool,
        may_send: Callable[[], bool],
        questions: OpenQuestions,
        secret_box: SecretBox | None,
        on_plain_answer: Callable[[], None],
    ) -> Connector:
        """Return a connector of all workspaces."""
        from adapters.slack.distributed import DistributedConnector  # noqa: PLC0415  costly
        from adapters.slack.tokens import AppCredentials  # noqa: PLC0415  costly

        credentials = AppCredentials(client_id=self.client_id, client_secret=self.client_secret)
        return DistributedConnector(
            credentials,
            self.entrance,
            workspaces,
            router,
            api_base=self.api_base,
            admit=admit,
            listens=listens,
            may_send=may_send,
            questions=questions,
            secret_box=secret_box,
            on_plain_answer=on_plain_answer,
        )

    def routes(
        self, *, workspaces: Workspaces, admit: Callable[[str], Awaitable[None]]
    ) -> Sequence[WebRoute]:
        """Return what Slack and whoever installs Violet ask for."""
        from adapters.slack.oauth import Installer  # noqa: PLC0415  costly
        from adapters.slack.tokens import AppCredentials  # noqa: PLC0415  costly

        installer = Installer(
            AppCredentials(client_id=self.client_id, client_secret=self.client_secret),
            self.entrance,
            workspaces,
            admit,
            public_url=self.public_url or "",
            api_base=self.api_base,
        )
        return (*self.entrance.routes, *installer.routes)

    async def examine(self, workspaces: Workspaces | None, now: datetime) -> Sequence[Finding]:
        """Return what `violet doctor` finds; None: nothing is kept yet."""
        from adapters.slack.doctor import examine_workspaces  # noqa: PLC0415  costly

        return await examine_workspaces(workspaces, api_base=self.api_base, now=now)

    @property
    def entrance(self) -> "Entrance":
        """Where Slack's requests come in, in this process."""
        if self._entrance is None:
            from adapters.slack.entrance import Entrance  # noqa: PLC0415  costly

            self._entrance = Entrance(self.signing_secret)
        return self._entrance

    def notes(self) -> Sequence[str]:
        """Return what whoever watches should know of workspaces."""
        return self._entrance.notes() if self._entrance else ()

    def count_in(self, meter: Meter) -> None:
        """Let *meter* show how many workspaces there are, of each standing."""
        from adapters.slack.standings import count_workspaces_in  # noqa: PLC0415  seldom needed

        entrance = self.entrance
        count_workspaces_in(meter, lambda: entrance.standings, lambda: entrance.refused)
