"""What a supervisor and Prometheus are told, over a real socket."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from adapters.discord.traits import DISCORD
from adapters.http.metrics import Metrics
from adapters.http.server import HttpServer
from adapters.slack.traits import SLACK
from bot.ports.errors import SettingsError, StorageError
from bot.ports.leadership import TICKS, Backlog, Queueing
from bot.ports.listings import CallsMade, SourceReport, SourceState, WatchCounts
from content.articles.feed import Feed, FeedState
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.newsroom import NOW, StoppedClock
from fakes.web_ports import free_port


class FakeBacklog:
    """A reader that says what a test wants, or cannot look."""

    def __init__(self):
        self.fault = None
        self.oldest_due = {}
        self.queueing = None

    async def read(self, platforms, *, now):
        del platforms, now
        if self.fault:
            raise self.fault
        return Backlog(
            oldest_due=self.oldest_due,
            open={DISCORD.id: 7},
            subscriptions=12,
            suspended={SLACK.id: 2},
            queueing=self.queueing,
        )


class OneRole:
    def has(self, role):
        return role == TICKS

    def want(self, *roles):
        raise AssertionError(f"nobody who looks wants {roles}")


class Watched:
    """A server, and what it is asked about."""

    def __init__(self):
        self.metrics = Metrics([DISCORD, SLACK], parts={DISCORD.id: "0,1/4"})
        self.backlog = FakeBacklog()
        self.states = {DISCORD.id: "connected"}
        self.unattended_roles = []
        self.port = free_port()
        self.server = HttpServer(
            metrics=self.metrics,
            clock=StoppedClock(),
            backlog=self.backlog,
            leadership=OneRole(),
            heartbeats=self,
            platforms=[DISCORD.id, SLACK.id],
            states=lambda: self.states,
            sources=self.report,
            feeds=self.every_feed,
        )
        self.stands = SourceState(source="tvmaze")

    async def unattended(self):
        return self.unattended_roles

    async def every_feed(self):
        new = Feed(number=1, url="https://a.example/feed", added_at=NOW, due_at=NOW)
        return [new, replace(new, number=2, failing_since=NOW), replace(new, number=3, read_at=NOW)]

    async def report(self):
        counts = WatchCounts(followed=12, due=3, next_at=None)
        return [SourceReport(state=self.stands, counts=counts, calls=CallsMade(today=5, ever=700))]

    async def get(self, path):
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.port}{path}") as response,
        ):
            body = await response.text()
            is_json = response.content_type == "application/json"
            return response.status, await response.json() if is_json else body

    async def samples(self):
        """Return what Prometheus would read, by name and labels."""
        _, text = await self.get("/metrics")
        return {
            (sample.name, *sorted(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }


@pytest.fixture
async def watched():
    watched = Watched()
    await watched.server.start("127.0.0.1", watched.port)
    yield watched
    await watched.server.stop()


async def test_a_living_process_says_so(watched):
    assert await watched.get("/healthz") == (200, {"alive": True})


async def test_it_is_ready_where_database_and_platforms_are(watched):
    status, body = await watched.get("/readyz")

    assert status == 200
    assert body == {"ready": True, "faults": [], "platforms": {"discord": "connected"}}


async def test_a_platform_that_takes_us_no_more_is_shown(watched):
    watched.states = {DISCORD.id: "connected", SLACK.id: "refused"}

    status, body = await watched.get("/readyz")
    shown = await watched.samples()

    assert status == 503
    assert body["faults"] == ["slack is refused"]
    assert shown["violet_platform_refused", ("platform", "slack")] == 1
    assert shown["violet_platform_refused", ("platform", "discord")] == 0


async def test_a_process_that_stands_by_is_ready_to_take_over(watched):
    watched.states = {DISCORD.id: "standing_by"}

    assert (await watched.get("/readyz"))[0] == 200


async def test_a_platform_out_of_reach_is_named(watched):
    watched.states = {DISCORD.id: "connected", SLACK.id: "unreachable"}

    status, body = await watched.get("/readyz")

    assert (status, body["faults"]) == (503, ["slack is unreachable"])


async def test_a_database_that_cannot_be_reached_is_said_and_so_is_its_return(watched):
    watched.backlog.fault = StorageError("The database violet.db is locked")

    status, body = await watched.get("/readyz")
    down = await watched.samples()
    watched.backlog.fault = None

    assert (status, body["faults"]) == (503, ["The database violet.db is locked"])
    assert down[("violet_database_up",)] == 0
    assert (await watched.get("/readyz"))[0] == 200
    assert (await watched.get("/healthz"))[0] == 200


async def test_a_role_that_nobody_attends_to_is_a_fault_also_where_one_stands_by(watched):
    watched.states, watched.unattended_roles = {DISCORD.id: "standing_by"}, [TICKS]

    status, body = await watched.get("/readyz")

    assert (status, body["faults"]) == (503, ["nobody has done ticks for over a minute"])


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (301, 503)])
async def test_news_that_waits_for_five_minutes_is_a_fault(watched, seconds, status):
    watched.backlog.oldest_due = {DISCORD.id: NOW - timedelta(seconds=seconds)}

    assert (await watched.get("/readyz"))[0] == status


async def test_prometheus_reads_what_was_told_and_how_it_stands(watched):
    watched.metrics.told(DISCORD.id, Delivered(message="m"), seconds=0.2)
    watched.metrics.told(DISCORD.id, Unknown(reason="lost"), seconds=0.2)
    watched.metrics.told(SLACK.id, Delivered(message="m", is_plain=True), seconds=0.2)
    watched.metrics.answered_plainly(SLACK.id)
    refused = Rejected(refusal=Refusal.DESTINATION, reason="gone")
    watched.metrics.told(SLACK.id, refused, seconds=0.1)
    crowded = Rejected(refusal=Refusal.LATER, reason="many", is_crowded=True)
    watched.metrics.told(SLACK.id, crowded, seconds=0.1)
    watched.metrics.ticked("notice", lag_s=0.5, seconds=0.1, is_well=True)
    watched.metrics.watch("discord_invalid_requests", "What counts towards a ban.", lambda: 3)
    watched.backlog.oldest_due = {DISCORD.id: NOW - timedelta(seconds=9)}

    found = await watched.samples()

    discord, slack = ("platform", "discord"), ("platform", "slack")
    assert found["violet_deliveries_total", ("outcome", "delivered"), discord] == 1
    assert found["violet_deliveries_total", ("outcome", "unknown"), discord] == 1
    assert found["violet_deliveries_total", ("outcome", "rejected"), slack] == 1
    assert found["violet_refusals_total", slack, ("refusal", "destination")] == 1
    assert found["violet_refusals_total", slack, ("refusal", "later")] == 0
    assert found["violet_sent_plain_total", slack] == 2
    assert found["violet_sent_plain_total", discord] == 0
    assert found["violet_send_seconds_count", discord] == 2
    assert found["violet_tick_lag_seconds", ("job", "notice")] == 0.5
    assert found["violet_outbox_age_seconds", discord] == 9
    assert found["violet_outbox_age_seconds", slack] == 0
    assert found["violet_outbox_open", discord] == 7
    assert found["violet_destinations_suspended", slack] == 2
    assert found[("violet_subscriptions",)] == 12
    assert found["violet_turn_held", ("turn", "ticks")] == 1
    assert found["violet_turn_held", ("turn", "discord-sends")] == 0
    assert found["violet_turn_held", ("turn", "discord-answers-0,1/4")] == 0
    assert ("violet_turn_held", ("turn", "discord-answers")) not in found
    assert found[("violet_discord_invalid_requests",)] == 3
    assert any(name == "violet_build_info" for name, *_ in found)


@pytest.mark.parametrize(
    ("queueing", "shown"),
    [
        (None, (0, 0, 1)),
        (Queueing(announcements=3, since=NOW - timedelta(seconds=40), reached=0.5), (3, 40, 0.5)),
    ],
)
async def test_how_far_queueing_has_come_is_shown(watched, queueing, shown):
    watched.backlog.queueing = queueing

    found = await watched.samples()

    names = ("announcements_queueing", "queueing_age_seconds", "queueing_reached_ratio")
    assert tuple(found[(f"violet_{name}",)] for name in names) == shown


@pytest.mark.parametrize(
    ("more", "is_good"),
    [({}, 1), ({"failing_since": NOW}, 0), ({"halted_since": NOW}, 0)],
    ids=["well", "failing", "halted"],
)
async def test_prometheus_reads_how_each_source_stands(watched, more, is_good):
    good_at = NOW - timedelta(hours=2)
    watched.stands = SourceState(source="tvmaze", good_at=good_at, claims=41, **more)

    found = await watched.samples()

    said = {
        name.removeprefix("violet_source_"): value
        for (name, *labels), value in found.items()
        if ("source", "tvmaze") in labels
    }
    assert said == {
        "good": is_good,
        "answer_age_seconds": 7200,
        "followed": 12,
        "due": 3,
        "calls": 700,
        "claims": 41,
    }


async def test_nothing_else_is_there_and_nothing_is_taken(watched):
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"http://127.0.0.1:{watched.port}/healthz", data=b"x") as response,
    ):
        assert response.status == 405
    assert (await watched.get("/"))[0] == 404


async def test_many_that_ask_at_once_make_one_look(watched):
    looks = []
    read = watched.backlog.read

    async def counted(platforms, *, now):
        looks.append(now)
        return await read(platforms, now=now)

    watched.backlog.read = counted
    await asyncio.gather(*(watched.get("/readyz") for _ in range(20)))

    assert len(looks) == 1


async def test_a_port_that_is_taken_is_said_with_the_setting_to_change(watched):
    other = Watched()

    with pytest.raises(SettingsError, match="VIOLET_HTTP_PORT"):
        await other.server.start("127.0.0.1", watched.port)


async def test_metrics_say_how_many_feeds_stand_how(watched):
    samples = await watched.samples()

    feeds = {one: samples["violet_feeds", ("state", one)] for one in FeedState}
    assert feeds == {"new": 1, "silent": 1, "read": 1, "paused": 0}
