"""One more preference, in a copy of the table: every surface that walks the table has it."""

from dataclasses import dataclass, replace

import discord
import pytest
from discord import app_commands

from adapters.discord.admin import updates_group
from adapters.discord.commands import CommandContext
from adapters.discord.traits import DISCORD
from adapters.slack.forms import filled_in, subscribe_form
from adapters.storage.preferences import columns_of
from adapters.subscriptions_file import from_text, to_text
from bot.runtime.in_flight import InFlight
from content.commands.admin import ChangeSettings, Subscribe
from content.commands.parse import read_command
from content.commands.replies.channel_subscriptions import described, in_short
from content.subscriptions.preference_fields import (
    FIELDS,
    FormEntry,
    JsonForm,
    Option,
    PreferenceField,
    read_preferences,
)
from content.subscriptions.preference_values import PreferenceError
from content.subscriptions.preferences import Preferences, PreferencesInput, PreferencesPatch
from fakes.claims import catalogue, show
from fakes.newsroom import make_router
from fakes.tellings import channel, subscription

LENGTHS = ("full", "brief")


@dataclass(frozen=True, slots=True, kw_only=True)
class MorePreferences(Preferences):
    length: str = "full"


USUAL = MorePreferences()


def read_length(typed: str) -> str:
    if typed.strip().casefold() not in LENGTHS:
        raise PreferenceError("A post is full or brief.")
    return typed.strip().casefold()


LENGTH: PreferenceField[str] = PreferenceField(
    name="length",
    key="length",
    words=("length",),
    alone=("briefly", "brief"),
    read=read_length,
    write=str,
    options=(Option(name="length", description="How long a post is", choices=LENGTHS),),
    entry=FormEntry(
        label="Length of a post",
        hint="Brief: the headline alone",
        choices=(("full", "All of it"), ("brief", "The headline")),
    ),
    json=JsonForm(
        dump=str, load=str, is_right=lambda given: given in LENGTHS, cure="full or brief"
    ),
    describe=lambda wants, wording: [wording.say("Posts are {length}.", length=wants.length)],
    shorten=lambda wants, _wording: [wants.length],
)
MORE = (*FIELDS, LENGTH)


def kept(length: str):
    to = channel("42", workspace="7")
    return replace(subscription(to, by="9"), preferences=replace(USUAL, length=length))


@pytest.mark.parametrize("verb", ["subscribe", "settings"])
def test_it_is_an_option_on_discord(verb):
    context = CommandContext(router=make_router(), in_flight=InFlight())
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))

    commands = {one["name"]: one for one in updates_group(context, MORE).to_dict(tree)["options"]}

    *_, option = commands[verb]["options"]
    assert (option["name"], option["description"]) == ("length", "How long a post is")
    assert [choice["value"] for choice in option["choices"]] == ["full", "brief"]
    assert not option.get("required")


def test_it_is_asked_for_in_the_form_on_slack():
    *_, block = subscribe_form(channel="C0NEWS", usual=USUAL, fields=MORE)["blocks"]

    assert (block["block_id"], block["label"]["text"]) == ("length", "Length of a post")
    assert block["hint"]["text"] == "Brief: the headline alone"
    assert block["element"]["initial_option"]["value"] == "full"


def test_what_the_form_says_of_it_is_taken():
    chosen = {"type": "static_select", "selected_option": {"value": "brief"}}
    view = {"state": {"values": {"length": {"length": chosen}}}}

    _, _, said = filled_in(view, MORE)

    assert said == PreferencesInput(length="brief")


@pytest.mark.parametrize("typed", ["length brief", "in UTC length brief", "briefly"])
def test_it_can_be_typed(typed):
    subscribed = read_command(f"updates subscribe loki {typed}", MORE)
    changed = read_command(f"updates settings {typed}", MORE)

    assert isinstance(subscribed, Subscribe)
    assert subscribed.show == "loki"
    assert subscribed.preferences["length"] == "brief"
    assert isinstance(changed, ChangeSettings)
    assert changed.preferences["length"] == "brief"


def test_it_is_read_and_applied():
    patch = read_preferences(PreferencesInput(length="Brief", hour="18"), MORE)

    assert patch == PreferencesPatch(length="brief", hour=18)
    assert patch.applied_to(USUAL) == replace(USUAL, length="brief", hour=18)


def test_what_cannot_be_read_of_it_is_told_with_the_field():
    with pytest.raises(PreferenceError, match="full or brief") as refused:
        read_preferences(PreferencesInput(length="long"), MORE)

    assert refused.value.field == "length"


def test_it_is_in_the_file_and_back():
    text = to_text([kept("brief")], MORE)

    assert '"length": "brief"' in text
    assert from_text(text, {"jessica-jones"}, [DISCORD], MORE, USUAL).subscriptions == (
        kept("brief"),
    )


def test_what_is_wrong_with_it_in_the_file_is_told_with_the_cure():
    text = to_text([kept("brief")], MORE).replace('"brief"', '"long"')

    (fault,) = from_text(text, {"jessica-jones"}, [DISCORD], MORE, USUAL).faults

    assert fault == 'line 2: length: "long" is wrong; write full or brief'


def test_it_is_described():
    assert "Posts are brief." in described(kept("brief"), fields=MORE)
    assert in_short(kept("brief"), catalogue(shows=(show(),)), fields=MORE).endswith("; brief")


def test_storage_goes_on_without_a_column_for_it():
    patch = PreferencesPatch(length="brief", hour=18)

    assert columns_of(patch, MORE) == {"hour": 18}
