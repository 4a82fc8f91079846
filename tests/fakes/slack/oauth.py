"""Installing an app: people who approve it, codes, tokens that expire, and refresh tokens.

https://docs.slack.dev/authentication/installing-with-oauth,
https://docs.slack.dev/authentication/using-token-rotation
"""

import base64
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from aiohttp import web

from fakes.slack.workspace import Workspace

CODE_LASTS_S = 600.0


class NotAuthorizedError(Exception):
    """Slack grants nothing; the text is its error."""


@dataclass
class App:
    """What the app's page at Slack says of it."""

    id: str = "A0VIOLET01"
    client_id: str = "1111111111.2222222222"
    client_secret: str = "fake-client-secret-0001"
    signing_secret: str = "fake-signing-secret-001"
    redirect_urls: list[str] = field(default_factory=list)
    """Those that may be returned to; where it lists none, none may be named."""
    rotates: bool = True
    lasts_s: float = 43_200.0


@dataclass
class Issued:
    """A token that was given out."""

    team: str
    enterprise: str
    expires_at: float | None
    is_revoked: bool = False

    def refusal(self, now: float) -> str | None:
        if self.is_revoked:
            return "account_inactive"
        return "token_expired" if self.expires_at is not None and now >= self.expires_at else None


class OAuth:
    """Who was given which token."""

    def __init__(self, app: App, violations: list[str]) -> None:
        self.app = app
        self.violations = violations
        self.ahead_s = 0.0
        """By so much the time here is ahead of the one on the wall."""
        self.issued: dict[str, Issued] = {}
        """Every access token that there ever was."""
        self.refreshed = 0
        """How often a refresh token was taken."""
        self._codes: dict[str, tuple[Workspace, str, bool, float]] = {}
        self._refreshing: dict[str, str] = {}
        """Refresh tokens that are good still, and the access token that each came with."""
        self._asked: dict[str, dict[str, str]] = {}

    def now(self) -> float:
        return time.time() + self.ahead_s

    async def ask(self, request: web.Request) -> web.StreamResponse:
        """Show the page on which somebody may approve the app."""
        self._asked[str(request.url)] = dict(request.query)
        return web.Response(text="Violet would like to come in.")

    def approve(self, address: str, team: Workspace, *, org_wide: bool = False) -> str:
        """Somebody approves the app at *address*; return where their browser is sent then."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        if asked.get("client_id") != self.app.client_id:
            self.violations.append("authorize: invalid_client_id")
        if asked.get("redirect_uri") not in self.app.redirect_urls:
            self.violations.append("authorize: bad_redirect_uri")
        if not asked.get("scope") or not asked.get("state"):
            self.violations.append("authorize: no scope, or no state")
        code = f"code-{uuid.uuid4().hex}"
        back = asked.get("redirect_uri", "")
        self._codes[code] = team, back, org_wide, self.now()
        return f"{back}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    def access(self, authorization: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Answer oauth.v2.access."""
        who = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if who.partition(":")[0] != self.app.client_id:
            raise NotAuthorizedError("invalid_client_id")
        if who.partition(":")[2] != self.app.client_secret:
            raise NotAuthorizedError("bad_client_secret")
        if arguments.get("grant_type") == "refresh_token":
            return self._refresh(str(arguments.get("refresh_token", "")))
        found = self._codes.pop(str(arguments.get("code", "")), None)
        if found is None or self.now() - found[3] > CODE_LASTS_S:
            raise NotAuthorizedError("invalid_code")
        team, back, org_wide, _ = found
        if arguments.get("redirect_uri") != back:
            raise NotAuthorizedError("bad_redirect_uri")
        return self.grant(team, org_wide=org_wide)

    def grant(self, team: Workspace, *, org_wide: bool = False) -> dict[str, Any]:
        """Give tokens for *team*, or for all of its organisation."""
        enterprise = {"id": team.enterprise, "name": "An organisation"}
        return {
            "ok": True,
            "app_id": self.app.id,
            "authed_user": {"id": team.admin},
            "token_type": "bot",
            "scope": ",".join(sorted(team.scopes or {"chat:write"})),
            "bot_user_id": team.bot_user,
            "team": None if org_wide else {"id": team.team, "name": "Violet fans"},
            "enterprise": enterprise if team.enterprise else None,
            "is_enterprise_install": org_wide,
            **self._tokens("" if org_wide else team.team, team.enterprise),
        }

    def _tokens(self, team: str, enterprise: str) -> dict[str, Any]:
        # As long as real ones, and of letters and digits alone.
        name = uuid.uuid4().hex
        if not self.app.rotates:
            token = f"xoxb-{name}"
            self.issued[token] = Issued(team, enterprise, None)
            return {"access_token": token}
        token, refresh = f"xoxe.xoxb-1-{name}", f"xoxe-1-{uuid.uuid4().hex}"
        self.issued[token] = Issued(team, enterprise, self.now() + self.app.lasts_s)
        self._refreshing[refresh] = token
        lasts = int(self.app.lasts_s)
        return {"access_token": token, "refresh_token": refresh, "expires_in": lasts}

    def _refresh(self, refresh: str) -> dict[str, Any]:
        token = self._refreshing.pop(refresh, None)
        if token is None or self.issued[token].is_revoked:
            raise NotAuthorizedError("invalid_refresh_token")
        self.refreshed += 1
        old = self.issued[token]
        return {
            "ok": True,
            "app_id": self.app.id,
            "token_type": "bot",
            "team": {"id": old.team, "name": "Violet fans"} if old.team else None,
            "enterprise": {"id": old.enterprise} if old.enterprise else None,
            **self._tokens(old.team, old.enterprise),
        }

    def revoke(self, token: str) -> None:
        """Let *token*, and all others of its team, be good for nothing more."""
        gone = self.issued[token]
        self.revoke_team(gone.team, gone.enterprise)

    def revoke_team(self, team: str, enterprise: str = "") -> None:
        """Let all tokens of *team*, or of an organisation, be good for nothing more."""
        for one in self.issued.values():
            if (one.team, one.enterprise) == (team, enterprise):
                one.is_revoked = True
