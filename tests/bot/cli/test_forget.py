"""`violet forget`: an operator has somebody's data deleted."""

import asyncio
from dataclasses import replace

import pytest

from adapters.slack.traits import SLACK
from adapters.storage.database import Database
from bot.ports.platforms import Speaker
from content.facts.claims import ShowId
from content.understanding.question import Conversation
from fakes.tellings import at, channel, subscription

TALK = Conversation(show=ShowId("jessica-jones"))


@pytest.fixture
def forget(violet, sqlite_url):
    """Run it on a database in which two people of two platforms were heard in three channels."""

    async def fill() -> None:
        database = await Database.open(sqlite_url)
        on_slack = replace(channel("C1", workspace="T1"), platform=SLACK.id)
        for place in (channel("11", workspace="10"), channel("12", workspace="10"), on_slack):
            await database.subscriptions.subscribe(subscription(place, by="77"))
            speaker = Speaker(destination=place, person="77")
            await database.conversations.remember(speaker, TALK, now=at())
        await database.close()

    asyncio.run(fill())

    def run(*words: str):
        return violet("forget", *words, VIOLET_DATABASE_URL=sqlite_url)

    return run


def test_a_person_is_forgotten_and_how_much_there_was_is_said(forget):
    done = forget("discord:77")

    assert done.returncode == 0
    assert "2 conversations\n" in done.stdout
    assert "2 entries that stay without the name" in done.stdout
    assert forget("discord:77").stdout == "Nothing is kept of discord:77.\n"
    assert "1 conversations\n" in forget("slack:T1/77", "--show").stdout


def test_with_show_nothing_is_deleted(forget):
    first, second = forget("discord:10", "--show"), forget("discord:10", "--show")

    assert "2 subscriptions of channels" in first.stdout
    assert second.stdout == first.stdout


@pytest.mark.parametrize(
    ("whom", "count"), [("discord:11", 1), ("discord:10", 2), ("slack:T1", 1), ("slack:T1/C1", 1)]
)
def test_a_channel_a_server_and_a_workspace_are_forgotten(forget, whom, count):
    assert f"{count} subscriptions of channels" in forget(whom).stdout
    assert forget(whom).stdout == f"Nothing is kept of {whom}.\n"


@pytest.mark.parametrize(
    "whom", ["discord", "discord:", "nowhere:1", "discord:1/2", "slack:T1/", "slack:/U1", "77"]
)
def test_what_names_nobody_is_refused_with_what_could_be_written(forget, whom):
    done = forget(whom)

    assert done.returncode == 2
    assert "slack:T123/U456" in done.stderr
    assert "Traceback" not in done.stderr
