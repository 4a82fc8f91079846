"""Subscribing: what a destination wants to hear, in words back."""

from datetime import UTC, datetime

import pytest

from bot.ports.platforms import SubscriptionRequest
from bot.verbs.forecast_posts import forecast_posts
from bot.verbs.subscribe import list_subscriptions, subscribe, unsubscribe
from content.answers.reply import ReplyStatus
from content.commands.reply import CommandReply
from content.subscriptions.preferences import PreferencesInput
from content.subscriptions.schedule import DigestFrequency
from fakes.audit import act_of
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.newsroom import FixedKnowledge, StoppedClock
from fakes.tellings import channel, subscription

HERE = channel()
DAREDEVIL = show("daredevil", title="Marvel's Daredevil", short="Daredevil")
KNOWLEDGE = FixedKnowledge(
    catalogue(claim(value="2018-03-08", on="2017-12-09", by="Netflix"), shows=(show(), DAREDEVIL))
)


class Admin:
    """Somebody who manages one channel."""

    def __init__(self) -> None:
        self.store, self.clock = FakeDatabase(), StoppedClock()

    async def subscribes(self, **given: object) -> CommandReply:
        show = given.pop("show", None)
        return await subscribe(
            SubscriptionRequest(
                destination=HERE, by="an-admin", show=show, preferences=PreferencesInput(**given)
            ),
            act=act_of(),
            clock=self.clock,
            knowledge=KNOWLEDGE,
            subscriptions=self.store.subscriptions,
            default_zone="Europe/Berlin",
        )

    async def unsubscribes(self, show: str | None) -> CommandReply:
        return await unsubscribe(
            HERE, show, act=act_of(), knowledge=KNOWLEDGE, subscriptions=self.store.subscriptions
        )

    async def lists(self) -> CommandReply:
        return await list_subscriptions(
            HERE, knowledge=KNOWLEDGE, subscriptions=self.store.subscriptions
        )


@pytest.fixture
def admin():
    return Admin()


async def test_a_channel_is_told_what_it_will_hear_and_what_is_known_today(admin):
    said = await admin.subscribes(show="jessica jones")

    assert "Jessica Jones" in said.headline
    assert "8 March 2018" in said.text
    assert "Europe/Berlin" in said.text
    (stored,) = await admin.store.subscriptions.every()
    assert (stored.show, stored.preferences.zone, stored.preferences.hour) == (
        "jessica-jones",
        "Europe/Berlin",
        9,
    )


async def test_subscribing_queues_no_flood_of_old_news(admin):
    await admin.subscribes(show="jessica jones")

    assert admin.store.journal.queued == ()


async def test_subscribing_twice_keeps_one_with_the_later_preferences(admin):
    await admin.subscribes(show="jessica jones")
    said = await admin.subscribes(show="Jessica Jones", zone="Asia/Kolkata", hour="20")

    assert "already" in said.text
    (stored,) = await admin.store.subscriptions.every()
    assert (stored.preferences.zone, stored.preferences.hour) == ("Asia/Kolkata", 20)


async def test_what_is_not_said_anew_stays_as_it_was(admin):
    await admin.subscribes(show="jessica jones", quiet="22-7", steps="30,7", mentions="42")
    await admin.subscribes(show="jessica jones", quiet="off")

    (stored,) = await admin.store.subscriptions.every()
    assert (stored.preferences.quiet, stored.preferences.steps) == (None, (30, 7))
    assert {role for _, role in stored.preferences.mentions} == {"42"}


@pytest.mark.parametrize(
    "given",
    [
        {"show": "stranger things"},
        {"show": "jessica jones", "zone": "Mars/Olympus"},
        {"show": "jessica jones", "hour": "24"},
    ],
)
async def test_what_makes_no_sense_is_refused_in_words_and_nothing_is_stored(admin, given):
    said = await admin.subscribes(**given)

    assert said.status in {ReplyStatus.NOT_TRACKED, ReplyStatus.OUT_OF_SCOPE}
    assert await admin.store.subscriptions.every() == []


async def test_every_show_is_one_subscription(admin):
    await admin.subscribes(show="all")
    said = await admin.lists()

    assert "Every show" in said.text


async def test_unsubscribing_says_what_is_left(admin):
    await admin.subscribes(show="jessica jones")
    await admin.subscribes(show=None)

    gone = await admin.unsubscribes("jessica jones")
    nothing = await admin.unsubscribes("jessica jones")

    assert "every show" in gone.text
    assert "not subscribed" in nothing.text


async def test_a_list_of_nothing_says_how_to_begin(admin):
    assert "updates subscribe" in (await admin.lists()).text


def test_a_preview_is_what_would_be_told_without_telling_it():
    to_one = subscription(HERE)

    told = list(
        forecast_posts(
            KNOWLEDGE.catalogue,
            [to_one, subscription(HERE, show=None)],
            first=datetime(2017, 12, 8, tzinfo=UTC).date(),
            last=datetime(2018, 3, 8, tzinfo=UTC).date(),
        )
    )

    assert [one.step for one in told] == [None, 30, 14, 7, 3, 1, 0]
    assert {one.subscription.destination for one in told} == {HERE}


def test_a_preview_of_a_weekly_digest_says_on_mondays_what_is_ahead():
    weekly = subscription(HERE, digest=DigestFrequency.WEEKLY)
    daily = subscription(channel("daily"), digest=DigestFrequency.DAILY)

    told = list(
        forecast_posts(
            KNOWLEDGE.catalogue,
            [weekly, daily],
            first=datetime(2018, 2, 26, tzinfo=UTC).date(),
            last=datetime(2018, 3, 8, tzinfo=UTC).date(),
        )
    )

    mine = [one for one in told if one.subscription is weekly]
    assert [(f"{one.at:%m-%d %H}", one.announcement.headline) for one in mine] == [
        ("02-26 09", "Jessica Jones season 2 comes out in 10 days, on Thursday 8 March 2018."),
        ("03-05 09", "Jessica Jones season 2 comes out in 3 days, on Thursday 8 March 2018."),
        ("03-08 08", "Jessica Jones season 2 is out now."),
    ]
    theirs = [one.step for one in told if one.subscription is daily]
    assert theirs == [7, 3, 1, 0]
    assert [one.is_gathered for one in mine] == [True, True, False]
