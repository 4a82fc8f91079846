"""What Slack sends over HTTP: shown to be Slack's before anything of it is read.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from slack_bolt.request.internals import (
    extract_enterprise_id,
    extract_is_enterprise_install,
    extract_team_id,
)

from bot.ports.workspaces import WorkspaceKey
from bot.secrets import Secret

MOST_BYTES: Final = 1_000_000
FRESH_FOR_S: Final = 300
_STAMP: Final = re.compile(r"[0-9]{1,12}")
_SIGNATURE: Final = re.compile(r"v0=[0-9a-f]{64}")
_MOST_FIELDS: Final = 100
_HALF: Final = re.compile(r"\\ud[89a-f]", re.IGNORECASE)
"""How JSON begins half of a letter; mostly the other half follows."""


class SenselessRequestError(Exception):
    """What was sent is Slack's, and makes no sense."""


def is_genuine(body: bytes, headers: Mapping[str, str], secret: Secret, *, now: float) -> bool:
    """Whether Slack signed this very *body* within the last five minutes.

    The SDK's verifier raises at headers and bodies that are no text, and its own caller makes a
    failure of ours of that.
    """
    stamp = headers.get("x-slack-request-timestamp", "")
    signature = headers.get("x-slack-signature", "")
    if not _STAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(signature):
        return False
    signed = hmac.new(secret.text.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    is_signed = hmac.compare_digest(f"v0={signed.hexdigest()}", signature)
    return is_signed and abs(now - int(stamp)) <= FRESH_FOR_S


def payload_of(body: bytes, content_type: str) -> dict[str, Any]:
    """Return what is in a request: an event is JSON, a command a form, all else JSON in a form.

    Raises:
        SenselessRequestError: it is none of them.
    """
    try:
        text = body.decode()
        if content_type.partition(";")[0].strip().lower() == "application/json":
            return _object(text)
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        form = dict(reversed(fields))  # of one that comes twice, the first
        return _object(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError):
        raise SenselessRequestError from None


def _object(text: str) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise SenselessRequestError
    return _whole(found) if _HALF.search(text) else found


def _whole(found: dict[str, Any]) -> dict[str, Any]:
    """Return it with a mark for each half of a letter, which cannot be sent on or stored."""
    written = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
    read: dict[str, Any] = json.loads(written)
    return read


def installed_by(payload: dict[str, Any]) -> tuple[WorkspaceKey, str]:
    """Return by whose installation a payload came, and in which workspace it happened.

    In a channel that several companies share, the first of them is ours, and the second may be
    theirs: what is done there is ours to see, and theirs are nobody's admins.

    Raises:
        SenselessRequestError: it does not say.
    """
    try:
        # Whatever stands there, which need not be what the library says that it is.
        enterprise: Any = extract_enterprise_id(payload) or ""
        team: Any = extract_team_id(payload) or ""
        is_org_wide = bool(extract_is_enterprise_install(payload))
        if not team and isinstance(payload.get("team_id"), str):
            team = payload["team_id"]
    except (AttributeError, TypeError, KeyError, IndexError, RecursionError):
        raise SenselessRequestError from None
    if not isinstance(team, str) or not isinstance(enterprise, str):
        raise SenselessRequestError
    if not (team or (is_org_wide and enterprise)):
        raise SenselessRequestError
    return WorkspaceKey(enterprise, "" if is_org_wide else team), team


def sender_of(payload: dict[str, Any]) -> str:
    """Return the person whom a payload is from; empty where it is nobody."""
    event = payload.get("event")
    found: dict[str, Any] = event if isinstance(event, dict) else payload
    user = found.get("user_id") or found.get("user")
    return str(user.get("id") if isinstance(user, dict) else user or "")
