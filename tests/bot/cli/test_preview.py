"""What `violet preview` says of what no day can be given for."""

import asyncio
from datetime import date

import pytest

from adapters.storage.database import Database
from bot.cli.facts import previewed
from bot.settings import Settings
from content.facts.kinds import Topic
from content.show_files.folders import read_catalogue, shipped_shows
from fakes.tellings import channel, subscription

CATALOGUE = read_catalogue([shipped_shows()]).catalogue
DAY = date(2031, 1, 1)


async def stored(url, *subscriptions):
    database = await Database.open(url)
    for one in subscriptions:
        await database.subscriptions.subscribe(one)
    await database.close()


async def lines(url, **how):
    settings = Settings(violet_database_url=url, **how)
    return await asyncio.to_thread(
        lambda: [*previewed(CATALOGUE, settings, DAY, DAY, None, as_json=False)]
    )


@pytest.mark.parametrize(
    ("live", "said"),
    [
        (
            ("tvmaze", "feeds"),
            (
                "1 channel wants headlines too: they come when the feeds bring them, so none is "
                "listed."
            ),
        ),
        (
            ("tvmaze",),
            "1 channel wants headlines too, but none come: VIOLET_LIVE leaves out feeds.",
        ),
    ],
)
async def test_headlines_are_said_to_come_when_they_come(sqlite_url, live, said):
    topics = frozenset({Topic.RELEASE, Topic.HEADLINES})
    await stored(sqlite_url, subscription(channel(), topics=topics))

    assert await lines(sqlite_url, violet_live=live) == [
        "Nothing would be posted.",
        said,
    ]


async def test_of_headlines_that_nobody_wants_nothing_is_said(sqlite_url):
    await stored(sqlite_url, subscription(channel(), topics=frozenset({Topic.RELEASE})))

    assert await lines(sqlite_url) == ["Nothing would be posted."]
