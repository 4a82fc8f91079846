import json
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
import pytest

from adapters.slack.connector import Listeners
from adapters.slack.manifest import EVENTS, SCOPES, slack_manifest

SCHEMA = (
    Path(__file__).resolve().parents[3].parent
    / "shared"
    / "specs"
    / "slack-manifest.schema.2.0.0.json"
)
KNOWN_BOT_SCOPES = {
    *("app_mentions:read", "commands", "chat:write", "users:read"),
    *("channels:history", "channels:join", "channels:read", "groups:history", "groups:read"),
    *("im:history", "im:read", "im:write", "usergroups:read", "files:write"),
}
"""Bot scopes as https://docs.slack.dev/reference/scopes names them; the schema knows no names."""
SCOPE_FOR_EVENT = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_deleted": "channels:read",
    "channel_rename": "channels:read",
    "channel_left": "channels:read",
    "channel_id_changed": "channels:read",
    "group_archive": "groups:read",
    "group_unarchive": "groups:read",
    "group_deleted": "groups:read",
    "group_rename": "groups:read",
    "group_left": "groups:read",
    "member_joined_channel": "channels:read",
    "app_uninstalled": None,
    "tokens_revoked": None,
}
"""As https://docs.slack.dev/reference/events names them; None: it comes by itself."""


@pytest.mark.skipif(not SCHEMA.exists(), reason=f"needs {SCHEMA}")
def test_the_manifest_is_valid_by_slacks_own_schema() -> None:
    validator = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text()))

    faults = [error.message for error in validator.iter_errors(slack_manifest())]

    assert faults == []


def test_the_manifest_asks_for_known_scopes_and_for_those_that_its_events_need() -> None:
    manifest = slack_manifest()

    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    assert scopes <= KNOWN_BOT_SCOPES
    assert {SCOPE_FOR_EVENT[event] for event in EVENTS} - {None} <= scopes
    assert scopes == set(SCOPES)


def test_the_manifest_sets_up_socket_mode_the_command_and_direct_messages() -> None:
    manifest = slack_manifest()

    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"] == {"is_enabled": True}
    assert [c["command"] for c in manifest["features"]["slash_commands"]] == ["/violet"]
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == set(SCOPE_FOR_EVENT)
    assert manifest["features"]["slash_commands"][0]["should_escape"] is True
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False
    assert json.loads(json.dumps(manifest)) == manifest


def test_the_manifest_asks_for_every_event_that_is_heard_and_for_no_other() -> None:
    nobody = cast("Any", None)
    heard = Listeners(nobody, nobody, nobody, nobody, nobody).events()

    # A manifest parts messages by where they stand; an app hears all of them alike.
    assert {event.partition(".")[0] for event in EVENTS} == set(heard)
