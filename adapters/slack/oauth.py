"""Installing Violet in a workspace: approved at Slack, by the browser that asked for it.

https://docs.slack.dev/authentication/installing-with-oauth. The code and the token stand in no
page, and once they came, in no address either: whatever comes of it, the browser goes on to a page
that is the same for everybody.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode, urljoin

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.entrance import Entrance
from adapters.slack.manifest import INSTALL_PATH, REDIRECT_PATH, SCOPES
from adapters.slack.page_frame import framed
from adapters.slack.refusals import error_code
from adapters.slack.tokens import AppCredentials, ask_for_tokens, granted_tokens
from adapters.slack.web_api import API, open_session, web_client
from bot.masking import SECRETS
from bot.ports.errors import ForeignInstallationError, SettingsError, StorageError
from bot.ports.web import PLAIN, WebAnswer, WebRequest, WebRoute
from bot.ports.workspaces import InstalledWorkspace, WorkspaceKey, Workspaces
from content.language.accepted import accepted_wording
from content.language.platforms.slack_pages import InstallOutcome, begin_anew, installation_words
from content.language.wording import Wording

log = structlog.get_logger()

COOKIE: Final = "__Host-violet-slack-install"
"""https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes"""
GOOD_FOR: Final = timedelta(minutes=10)
_STATE: Final = re.compile(r"[0-9a-f]{32}")
_CODE: Final = re.compile(r"[!-~]{1,500}")
_PROOF: Final = re.compile(r"(\d{1,12})\.([0-9a-f]{64})")
_NO_STORE: Final = {"Cache-Control": "no-store"}

Admit = Callable[[str], Awaitable[None]]
"""Let an application use the database; raises what `Installation.admit` does."""


class Installer:
    """The pages by which a workspace installs Violet."""

    def __init__(
        self,
        credentials: AppCredentials,
        entrance: Entrance,
        workspaces: Workspaces,
        admit: Admit,
        *,
        public_url: str,
        api_base: str | None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._credentials = credentials
        self._entrance = entrance
        self._workspaces = workspaces
        self._admit = admit
        self._public_url = public_url
        self._api_base = api_base
        self._now = now
        # Of the app's own secret, so that every process makes the same.
        self._key = hmac.digest(
            credentials.client_secret.text.encode(), b"violet: installing on slack", "sha256"
        )

    @property
    def routes(self) -> Sequence[WebRoute]:
        """What is answered."""
        return (
            WebRoute(method="GET", path=INSTALL_PATH, answer=self.begin),
            WebRoute(method="GET", path=REDIRECT_PATH, answer=self.end),
            WebRoute(method="GET", path=f"{INSTALL_PATH}/{{outcome}}", answer=self.show),
        )

    async def begin(self, request: WebRequest) -> WebAnswer:
        """Send a browser to Slack, and let it keep what shows that it was this one.

        Nothing is stored here for that, so that nobody can fill anything up by asking.
        """
        del request
        state = secrets.token_hex(16)
        until = int((self._now() + GOOD_FOR).timestamp())
        asked = {
            "client_id": self._credentials.client_id,
            "scope": ",".join(sorted(SCOPES)),
            "redirect_uri": f"{self._public_url}{REDIRECT_PATH}",
            "state": state,
        }
        cookie = _cookie(f"{until}.{self._proof(state, until)}", GOOD_FOR)
        address = urljoin(self._api_base or API, "/oauth/v2/authorize")
        return _sent_to(f"{address}?{urlencode(asked)}", {"Set-Cookie": cookie})

    async def end(self, request: WebRequest) -> WebAnswer:
        """Take what Slack sends a browser back with, and send it on to a page about it."""
        outcome = await self._outcome_of(request)
        there = f"{self._public_url}{INSTALL_PATH}/{outcome.value}"
        return _sent_to(there, {"Set-Cookie": _cookie("", timedelta())})

    async def show(self, request: WebRequest) -> WebAnswer:
        """Show what came of it: nothing but that stands on the page."""
        wording = accepted_wording(request.headers.get("accept-language", ""))
        try:
            outcome = InstallOutcome(request.parts["outcome"])
        except ValueError:
            return WebAnswer(status=404, content_type=PLAIN)
        return WebAnswer(body=_page(outcome, wording).encode(), headers=_NO_STORE)

    async def _outcome_of(self, request: WebRequest) -> InstallOutcome:
        query = request.query
        code, state = query.get("code", ""), query.get("state", "")
        if not self._is_of_this_browser(state, request.headers.get("cookie", "")):
            return InstallOutcome.STALE
        SECRETS.learn(code, state)
        now = self._now()
        try:
            if not await self._workspaces.spend(state, now=now, until=now + GOOD_FOR):
                return InstallOutcome.STALE
        except StorageError as error:
            log.warning("slack_not_installed", reason=str(error))
            return InstallOutcome.LATER
        if query.get("error") == "access_denied":
            return InstallOutcome.DECLINED
        if not _CODE.fullmatch(code):
            return InstallOutcome.STALE
        return await self._install(code)

    def _proof(self, state: str, until: int) -> str:
        return hmac.new(self._key, f"{state}.{until}".encode(), hashlib.sha256).hexdigest()

    def _is_of_this_browser(self, state: str, cookies: str) -> bool:
        if not _STATE.fullmatch(state):
            return False
        for cookie in cookies.split(";"):
            name, _, value = cookie.strip().partition("=")
            found = _PROOF.fullmatch(value) if name == COOKIE else None
            if found is None:
                continue
            until = int(found[1])
            is_ours = hmac.compare_digest(self._proof(state, until), found[2])
            if is_ours and self._now().timestamp() <= until:
                return True
        return False

    async def _install(self, code: str) -> InstallOutcome:
        attendant = self._entrance.attendant
        if attendant is None:
            return InstallOutcome.LATER
        try:
            async with open_session() as session:
                installed = await self._exchange(session, code)
            await self._admit(installed.application)
            held = await attendant.installations.keep(installed)
        except SlackApiError as error:
            log.warning("slack_not_installed", error=error_code(error))
            is_stale = error_code(error) in {"invalid_code", "code_already_used"}
            return InstallOutcome.STALE if is_stale else InstallOutcome.REFUSED
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("slack_not_installed", reason=type(error).__name__)
            return InstallOutcome.LATER
        except ForeignInstallationError as error:
            log.error("slack_not_installed", reason=str(error))  # noqa: TRY400  one line says all
            return InstallOutcome.REFUSED
        except (StorageError, SettingsError) as error:
            log.warning("slack_not_installed", reason=str(error))
            return InstallOutcome.LATER
        lacking = sorted(set(SCOPES) - set(installed.scopes))
        log.info("slack_installed", workspace=str(held.installed.key), scopes_lacking=lacking)
        return InstallOutcome.DONE

    async def _exchange(self, session: aiohttp.ClientSession, code: str) -> InstalledWorkspace:
        """Return the installation that Slack gives for a code.

        Raises:
            SlackApiError: it gives none.
            aiohttp.ClientError: it cannot be asked.
        """
        granted = await ask_for_tokens(
            web_client(session, token=None, api_base=self._api_base),
            self._credentials,
            code=code,
            redirect_uri=f"{self._public_url}{REDIRECT_PATH}",
        )
        now = self._now()
        tokens = granted_tokens(granted, now=now)
        client = web_client(session, token=tokens.access.text, api_base=self._api_base)
        who = await client.auth_test()
        is_org_wide = bool(granted.get("is_enterprise_install"))
        return InstalledWorkspace(
            key=WorkspaceKey(
                _id(granted, "enterprise"), "" if is_org_wide else _id(granted, "team")
            ),
            application=str(granted.get("app_id") or ""),
            bot=str(who.get("bot_id") or ""),
            bot_user=str(granted.get("bot_user_id") or who.get("user_id") or ""),
            url=str(who.get("url") or ""),
            scopes=tuple(sorted(str(granted.get("scope") or "").split(","))),
            installed_at=now,
            tokens=tokens,
        )


def _page(outcome: InstallOutcome, wording: Wording) -> str:
    title, words = installation_words(outcome, wording)
    again = begin_anew(outcome, wording)
    # Beside its own folder, so that it is right wherever a proxy puts the folder.
    return framed(title, words, wording, link=(again, "../install") if again else None)


def _id(granted: AsyncSlackResponse, what: str) -> str:
    found: Any = granted.get(what)
    return str(found.get("id") or "") if isinstance(found, dict) else ""


def _cookie(text: str, lasts: timedelta) -> str:
    """Return what a browser keeps for this very host, and shows no script and no other site."""
    marks = f"Max-Age={int(lasts.total_seconds())}", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"
    return "; ".join((f"{COOKIE}={text}", *marks))


def _sent_to(address: str, headers: dict[str, str]) -> WebAnswer:
    return WebAnswer(status=303, headers={"Location": address, **_NO_STORE, **headers})
