import json
from pathlib import Path

import jsonschema_rs
import pytest

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
    *("im:history", "im:read", "im:write", "usergroups:read"),
}
"""Bot scopes as https://docs.slack.dev/reference/scopes names them; the schema knows no names."""
SCOPE_FOR_EVENT = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
}
"""https://docs.slack.dev/reference/events; the home needs none."""


@pytest.mark.skipif(not SCHEMA.exists(), reason=f"needs {SCHEMA}")
def test_the_manifest_is_valid_by_slacks_own_schema() -> None:
    validator = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text()))

    faults = [error.message for error in validator.iter_errors(slack_manifest())]

    assert faults == []


def test_the_manifest_asks_for_known_scopes_and_for_those_that_its_events_need() -> None:
    manifest = slack_manifest()

    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    assert scopes <= KNOWN_BOT_SCOPES
    assert set(EVENTS) <= set(SCOPE_FOR_EVENT)
    assert {scope for event in EVENTS if (scope := SCOPE_FOR_EVENT[event])} <= scopes
    assert scopes == set(SCOPES)


def test_the_manifest_sets_up_socket_mode_the_command_and_direct_messages() -> None:
    manifest = slack_manifest()

    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"] == {"is_enabled": True}
    assert [c["command"] for c in manifest["features"]["slash_commands"]] == ["/violet"]
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == [
        "app_home_opened",
        "app_mention",
        "message.im",
    ]
    assert manifest["features"]["slash_commands"][0]["should_escape"] is True
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False
    assert json.loads(json.dumps(manifest)) == manifest
