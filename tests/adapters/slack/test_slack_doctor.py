from datetime import UTC, datetime

import pytest

from adapters.slack.doctor import _scopes, examine
from adapters.slack.manifest import SCOPES
from fakes.slack import FakeSlack

NOW = datetime(2018, 3, 8, 8, tzinfo=UTC)


async def test_good_tokens_are_well(slack: FakeSlack) -> None:
    home = slack.workspace
    found = await examine(home.bot_token, home.app_token, api_base=slack.api_base, now=NOW)

    assert all(one.ok for one in found if not one.what.startswith("clock"))
    assert any("Socket Mode" in one.what for one in found)


@pytest.mark.parametrize("setting", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_refused_token_is_named_and_never_shown(setting: str) -> None:
    async with FakeSlack() as slack:
        home = slack.workspace
        tokens = {"SLACK_BOT_TOKEN": home.bot_token, "SLACK_APP_TOKEN": home.app_token}
        tokens[setting] = "xoxb-hush"

        found = await examine(*tokens.values(), api_base=slack.api_base, now=NOW)

    faults = [one.what for one in found if not one.ok and not one.what.startswith("clock")]
    assert len(faults) == 1
    assert setting in faults[0]
    assert "hush" not in faults[0]


async def test_an_app_that_was_uninstalled_is_said_to_be() -> None:
    async with FakeSlack() as slack:
        slack.workspace.is_installed = False
        home = slack.workspace

        (found,) = await examine(home.bot_token, home.app_token, api_base=slack.api_base, now=NOW)

    assert not found.ok
    assert "account_inactive" in found.what
    assert "install it again" in found.what


async def test_a_slack_that_is_not_there_is_said_to_be_so() -> None:
    (found,) = await examine("xoxb-1", "xapp-1", api_base="http://127.0.0.1:9/api/", now=NOW)

    assert not found.ok
    assert "cannot be reached" in found.what


@pytest.mark.parametrize("missing", sorted(SCOPES))
def test_each_scope_that_is_not_granted_is_named_with_what_it_is_for(missing: str) -> None:
    granted = ",".join(scope for scope in SCOPES if scope != missing)

    (found,) = _scopes(granted)

    assert not found.ok
    assert f"{missing} ({SCOPES[missing]})" in found.what
    assert "violet slack-manifest" in found.what


def test_all_scopes_are_well_and_none_told_is_no_finding() -> None:
    assert [one.ok for one in _scopes(",".join(SCOPES))] == [True]
    assert _scopes(None) == []
