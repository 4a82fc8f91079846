"""Where Slack's requests come in over HTTP, and are handed to whoever is connected."""

import time
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

import structlog
from slack_bolt.response import BoltResponse

from adapters.slack.installations import Installations
from adapters.slack.manifest import EVENTS_PATH
from adapters.slack.requests import (
    MOST_BYTES,
    SenselessRequestError,
    installed_by,
    is_genuine,
    payload_of,
)
from adapters.slack.standings import Standings, standing_lines
from bot.masking import SECRETS
from bot.ports.errors import PlatformError, StorageError
from bot.ports.web import PLAIN, WebAnswer, WebRequest, WebRoute
from bot.ports.workspaces import WorkspaceKey
from bot.secrets import Secret

log = structlog.get_logger()

_JSON: Final = "application/json; charset=utf-8"


class Attendant(Protocol):
    """Whoever is connected, and sees to what comes in."""

    @property
    def installations(self) -> Installations:
        """Those that are known here."""
        ...

    async def take(self, payload: dict[str, Any], key: WorkspaceKey, team: str) -> BoltResponse:
        """See to one payload, and return how it is acknowledged."""
        ...


class Entrance:
    """One address for events, commands, buttons and forms, open for as long as the process lives.

    A connector comes and goes; between two of them Slack is told to come again.
    """

    def __init__(self, secret: Secret, *, now: Callable[[], float] = time.time) -> None:
        """*now* is the time on the wall, by which Slack signs."""
        self.attendant: Attendant | None = None
        self.refused = 0
        """Requests that were not shown to be Slack's."""
        self._secret = secret
        self._now = now

    @property
    def routes(self) -> Sequence[WebRoute]:
        """What is answered."""
        return (WebRoute(method="POST", path=EVENTS_PATH, answer=self.answer),)

    @property
    def standings(self) -> Standings:
        """How many installations there are of each standing."""
        return self.attendant.installations.standings if self.attendant else {}

    def notes(self) -> Sequence[str]:
        """Return what whoever watches should know of workspaces."""
        return [f"slack: {line}" for line in standing_lines(self.standings)]

    async def answer(self, request: WebRequest) -> WebAnswer:
        """Answer one request; what is not shown to be Slack's is refused without a reason."""
        if len(request.body) > MOST_BYTES:
            return _plain(413)
        if not is_genuine(request.body, request.headers, self._secret, now=self._now()):
            self.refused += 1
            return _plain(401)
        try:
            payload = payload_of(request.body, request.headers.get("content-type", ""))
            if payload.get("type") == "url_verification":
                return _challenged(payload)
            if payload.get("ssl_check"):
                return _plain(200)
            key, team = installed_by(payload)
        except SenselessRequestError:
            return _plain(400)
        return await self._take(payload, key, team)

    async def _take(self, payload: dict[str, Any], key: WorkspaceKey, team: str) -> WebAnswer:
        attendant = self.attendant
        if attendant is None:
            return _plain(503)
        SECRETS.learn_in(payload)
        try:
            told = await attendant.take(payload, key, team)
        except (StorageError, PlatformError) as error:
            log.warning("slack_request_not_taken", reason=str(error))
            return _plain(503)
        except Exception:  # a payload of another shape than any that is known
            log.exception("slack_request_failed")
            return _plain(400)
        if told.status != 200:
            return _plain(503)
        return WebAnswer(body=told.body.encode(), content_type=_type_of(told))


def _challenged(payload: dict[str, Any]) -> WebAnswer:
    """Give a challenge back, as text that no browser takes for a page.

    https://docs.slack.dev/reference/events/url_verification
    """
    challenge = payload.get("challenge")
    if not isinstance(challenge, str):
        raise SenselessRequestError
    return WebAnswer(body=challenge.encode(), content_type=PLAIN)


def _type_of(told: BoltResponse) -> str:
    kind = next(iter(told.headers.get("content-type", ())), "")
    return _JSON if kind.startswith("application/json") else PLAIN


def _plain(status: int) -> WebAnswer:
    return WebAnswer(status=status, content_type=PLAIN)
