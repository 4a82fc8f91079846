import ast
import json
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
import pytest
from slack_sdk.web.async_client import AsyncWebClient

import adapters.slack
from adapters.slack.listeners import Listeners
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
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
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
HTTP = "https://violet.example"
WITHOUT_SCOPE = {
    *("apps.connections.open", "auth.test", "auth.teams.list", "oauth.v2.access"),
    *("chat.getPermalink", "views.open", "views.publish", "views.update"),
}
"""https://docs.slack.dev/reference/methods: any token of the app will do."""
SCOPES_FOR = {
    "bots.info": {"users:read"},
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.info": {"channels:read", "groups:read", "im:read"},
    "conversations.join": {"channels:join"},
    "conversations.open": {"im:write"},
    "conversations.replies": {"channels:history", "groups:history", "im:history"},
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "usergroups.list": {"usergroups:read"},
    "usergroups.users.list": {"usergroups:read"},
    "users.conversations": {"groups:read"},
    "users.info": {"users:read"},
}
"""https://docs.slack.dev/reference/methods: what each call of ours takes."""


def called_methods() -> set[str]:
    """Return each method of the Web API that the code calls."""
    found = set()
    for path in Path(adapters.slack.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            name = node.func.attr
            if name in {"api_call", "plain_call"}:
                first = node.args[0]
                found |= {first.value} if isinstance(first, ast.Constant) else set()
            elif "_" in name.strip("_") and hasattr(AsyncWebClient, name) and name[0] != "_":
                found.add(name.replace("_", "."))
    return found


@pytest.mark.skipif(not SCHEMA.exists(), reason=f"needs {SCHEMA}")
@pytest.mark.parametrize("url", [None, HTTP, "http://127.0.0.1:8080/bot"])
def test_the_manifest_is_valid_by_slacks_own_schema(url: str | None) -> None:
    validator = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text()))

    faults = [error.message for error in validator.iter_errors(slack_manifest(url))]

    assert faults == []


def test_the_manifest_asks_for_known_scopes_and_for_those_that_its_events_need() -> None:
    manifest = slack_manifest()

    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    assert scopes <= KNOWN_BOT_SCOPES
    assert {SCOPE_FOR_EVENT[event] for event in EVENTS} - {None} <= scopes
    assert scopes == set(SCOPES)


def test_every_call_in_the_code_has_its_scope_and_no_scope_is_asked_for_in_vain() -> None:
    methods = called_methods()
    needed = {scope for method in methods - WITHOUT_SCOPE for scope in SCOPES_FOR[method]}
    heard = {scope for event in EVENTS if (scope := SCOPE_FOR_EVENT[event])}

    assert len(methods) > 10
    assert needed | heard | {"commands"} == set(SCOPES)


def test_the_manifest_for_many_workspaces_names_every_address() -> None:
    manifest = slack_manifest(HTTP)

    settings = manifest["settings"]
    assert settings["socket_mode_enabled"] is False
    assert settings["token_rotation_enabled"] is True
    assert settings["org_deploy_enabled"] is True
    assert settings["event_subscriptions"]["request_url"] == f"{HTTP}/slack/events"
    assert settings["interactivity"] == {
        "is_enabled": True,
        "request_url": f"{HTTP}/slack/events",
        "message_menu_options_url": f"{HTTP}/slack/events",
    }
    assert [c["url"] for c in manifest["features"]["slash_commands"]] == [f"{HTTP}/slack/events"]
    assert manifest["oauth_config"]["redirect_urls"] == [f"{HTTP}/slack/oauth_redirect"]


def test_both_manifests_ask_for_the_same_and_are_otherwise_alike() -> None:
    one, many = slack_manifest(), slack_manifest(HTTP)

    assert one["oauth_config"]["scopes"] == many["oauth_config"]["scopes"]
    events = [of["settings"]["event_subscriptions"]["bot_events"] for of in (one, many)]
    assert events[0] == events[1]
    assert one["features"]["app_home"] == many["features"]["app_home"]
    assert slack_manifest() == one


def test_the_manifest_sets_up_socket_mode_the_command_and_direct_messages() -> None:
    manifest = slack_manifest()

    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True
    assert manifest["settings"]["interactivity"] == {"is_enabled": True}
    assert [c["command"] for c in manifest["features"]["slash_commands"]] == ["/violet"]
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert manifest["features"]["slash_commands"][0]["should_escape"] is True
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False
    assert json.loads(json.dumps(manifest)) == manifest


def test_the_manifest_asks_for_every_event_that_is_heard_and_for_no_other() -> None:
    nobody = cast("Any", None)
    heard = Listeners(*[nobody] * 6).events()

    # A manifest parts messages by where they stand; an app hears all of them alike.
    assert {event.partition(".")[0] for event in EVENTS} == set(heard)
