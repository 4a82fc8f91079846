"""`violet sources` and feeds, each time in a process of its own, beside a server of our own."""

import asyncio
import json
from datetime import UTC, datetime

import pytest

from adapters.storage.database import Database
from fakes.feeds.documents import Told
from fakes.feeds.server import FakeFeedServer

SAYS = "Disney+ has announced that season 3 of Wonder Man premieres on 5 March 2027."


@pytest.fixture
async def server():
    async with FakeFeedServer() as running:
        yield running
    assert running.violations == []


@pytest.fixture
async def database(sqlite_url):
    opened = await Database.open(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def run(violet, server, sqlite_url):
    """Run a command that may read feeds alone, with the database of the test."""

    async def command(*words, **settings):
        named = {
            "VIOLET_DATABASE_URL": sqlite_url,
            "VIOLET_LIVE": "feeds",
            "VIOLET_FEEDS": server.url("/feed?token=a-secret"),
            "VIOLET_PRIVATE_HOSTS": server.place,
        }
        return await asyncio.to_thread(violet, *words, **named | settings)

    return command


def told():
    now = datetime.now(UTC).replace(microsecond=0)
    link = "https://outlet.example/news/1"
    return Told(title="Wonder Man gets a date", link=link, published=now, html=f"<p>{SAYS}</p>")


async def test_one_pass_reads_the_feeds_that_are_named_and_proposes(run, server, database):
    served = server.feed("/feed", [told()])

    first = await run("sources", "fetch")
    again = await run("sources", "fetch")
    now = await run("sources", "fetch", "--now")

    assert first.stdout == "1 feeds asked: 1 new articles, 1 for editors to decide.\n"
    assert again.stdout == "0 feeds asked: 0 new articles, 0 for editors to decide.\n"
    assert now.stdout == "1 feeds asked: 0 new articles, 0 for editors to decide.\n"
    assert (served.whole, served.unchanged) == (1, 1)
    (one,) = (await database.proposals.waiting(limit=9)).oldest
    assert one.proposal.quote == SAYS


@pytest.mark.usefixtures("database")
async def test_each_feed_is_listed_with_how_it_stands_and_without_its_secret(run, server):
    served = server.feed("/feed", [told()])
    await run("sources", "fetch")
    well, doctor_well = await run("sources"), await run("doctor")
    served.status = 503
    failed = await run("sources", "fetch", "--now")
    silent, as_json, doctor = (
        await run("sources"),
        await run("sources", "--json"),
        await run("doctor"),
    )

    assert f"feed 1   The Outlet: {server.place}/feed" in well.stdout
    assert "last good answer: 20" in well.stdout
    assert "feeds: 1 read, 0 silent" in doctor_well.stdout
    assert "status 503" in failed.stderr
    assert "silent since 20" in silent.stdout
    (feed,) = [one for one in json.loads(as_json.stdout) if one["source"] == "feeds"]
    assert (feed["state"], feed["number"], feed["title"]) == ("silent", 1, "The Outlet")
    assert "status 503" in feed["reason"]
    assert "FAULT  feed 1 The Outlet" in doctor.stdout
    for said in (well, doctor_well, failed, silent, as_json, doctor):
        assert "a-secret" not in said.stdout + said.stderr


async def test_a_feed_that_pauses_says_who_did_that(run, server, database):
    server.feed("/feed", [told()])
    await run("sources", "fetch")
    await database.feeds.pause(1, by="discord:7", now=datetime.now(UTC))

    assert "by discord:7" in (await run("sources")).stdout
    assert "0 feeds asked" in (await run("sources", "fetch", "--now")).stdout


@pytest.mark.usefixtures("database")
async def test_a_feed_that_waits_since_its_host_does_not_answer_is_said_to_wait(run):
    nobody = "127.0.0.1:1"
    named = ",".join(f"http://{nobody}/{number}" for number in range(3))
    where = {"VIOLET_FEEDS": named, "VIOLET_PRIVATE_HOSTS": nobody}

    fetched = await run("sources", "fetch", **where)
    told, as_json = await run("sources", **where), await run("sources", "--json", **where)

    assert fetched.stdout.startswith("2 feeds asked")
    assert told.stdout.count("silent since") == 2
    (waits,) = [line for line in told.stdout.splitlines() if "it waits until" in line]
    assert "its host does not answer" in waits
    feeds = [one for one in json.loads(as_json.stdout) if one["source"] == "feeds"]
    assert [one["state"] for one in feeds] == ["silent", "silent", "new"]
    assert [bool(one["waits_for"]) for one in feeds] == [False, False, True]
