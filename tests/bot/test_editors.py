"""Where those whom VIOLET_EDITORS names are told something alone."""

from adapters.console.traits import CONSOLE
from adapters.discord.traits import DISCORD
from adapters.slack.traits import SLACK
from bot.app import editors_of, platforms_of
from bot.settings import read_settings
from content.subscriptions.destination import Destination


def test_an_editor_is_written_to_where_his_platform_knows_him():
    on_discord = Destination(platform=DISCORD.id, workspace="", channel="", person="7")
    on_slack = Destination(platform=SLACK.id, workspace="T1", channel="", person="U2")

    assert DISCORD.directly_to_identity("discord:7") == on_discord
    assert SLACK.directly_to_identity("slack:T1/U2") == on_slack
    assert SLACK.directly_to_identity("discord:7") is None
    assert CONSOLE.directly_to_identity("discord:7") is None
    for traits, place in ((DISCORD, on_discord), (SLACK, on_slack)):
        assert traits.directly_to_identity(traits.identity(place, place.person)) == place


def test_only_editors_on_platforms_that_have_an_account_are_told(tmp_path):
    named = {"VIOLET_EDITORS": "discord:7, slack:T1/U2", "DISCORD_TOKEN": "a.b.c"}
    settings = read_settings(named, tmp_path / "none")

    found = editors_of(settings, platforms_of(settings))

    assert [place.person for place in found] == ["7"]
