"""Journeys of somebody who manages a channel's news, from order to answer."""

from datetime import timedelta

import pytest

from bot.ports import Access, Destination, Platform, Refusal, Rejected, Speaker
from content.claims import Stance, Topic
from content.commands import read_command
from fakes.at_the_desk import record, take
from fakes.claims import catalogue, claim, show
from fakes.news_desk import FakeDesk
from fakes.newsroom import NOW, FixedKnowledge, StoppedClock
from fakes.newsroom import desk as make_desk
from fakes.tellings import ahead, channel, step, telling

HERE = channel()
ADMIN = Speaker(destination=HERE, person="an-admin")
DAREDEVIL = show("daredevil", title="Marvel's Daredevil", short="Daredevil")


class Surroundings:
    """A platform with pages, on which nothing is in the way unless a test says so."""

    def __init__(self) -> None:
        self.faults = ()

    async def access(self, destination):
        return Access(faults=self.faults, found=(f"I see {destination.channel}.",))

    def page(self, destination, message):
        return f"https://chat.example/{destination.channel}/{message}"


class Room:
    """A desk with its memory, its clock and what is around it."""

    def __init__(self) -> None:
        self.memory, self.clock, self.around = FakeDesk(), StoppedClock(), Surroundings()
        known = catalogue(claim(value="2018-03-08", by="Netflix"), shows=(show(), DAREDEVIL))
        self.desk = make_desk(
            clock=self.clock,
            knowledge=FixedKnowledge(known),
            subscriptions=self.memory.subscriptions,
            outbox=self.memory.outbox,
            book=self.memory.news_book,
        )

    async def types(self, words: str, place: Destination | None = None) -> str:
        answer = await self.desk.obey(read_command(words), ADMIN, self.around, place=place)
        return answer.text

    async def wishes(self):
        return await self.memory.subscriptions.of(HERE)

    async def news(self, *tellings) -> None:
        await record(self.memory, *tellings, until=self.clock.now())


@pytest.fixture
def room():
    return Room()


async def test_a_subscription_without_a_show_asks_which(room):
    assert "Which show" in await room.types("updates subscribe")
    assert await room.wishes() == []


async def test_an_order_can_be_for_another_channel(room):
    other = channel("other")

    await room.types("updates subscribe all", place=other)

    assert await room.wishes() == []
    assert len(await room.memory.subscriptions.of(other)) == 1


async def test_settings_change_every_subscription_unless_a_show_is_named(room):
    await room.types("updates subscribe jessica jones")
    await room.types("updates subscribe daredevil")

    await room.types("updates settings at 20")
    await room.types("updates settings daredevil at 21")

    assert [one.hour for one in await room.wishes()] == [20, 21]


async def test_a_bad_setting_changes_nothing(room):
    await room.types("updates subscribe all at 20")

    said = await room.types("updates settings at 21 quiet sometimes")

    assert "22-7" in said
    assert [one.hour for one in await room.wishes()] == [20]


async def test_a_show_heard_only_as_one_of_all_has_no_settings_of_its_own(room):
    await room.types("updates subscribe all")

    said = await room.types("updates pause daredevil")

    assert "updates subscribe daredevil" in said
    assert [one.paused_at for one in await room.wishes()] == [None]


async def test_nothing_is_told_while_it_is_paused(room):
    await room.types("updates subscribe all")
    await room.types("updates pause")
    await room.news(telling(created_at=NOW))

    assert await take(room.memory, now=NOW) == []
    assert "it was paused" in await room.types("updates why")
    assert "paused" in await room.types("updates list")


async def test_pausing_and_resuming_twice_says_so(room):
    await room.types("updates subscribe all")

    assert "Paused" in await room.types("updates pause")
    assert "already" in await room.types("updates pause")
    assert "again" in await room.types("updates resume")
    assert "nothing was paused" in await room.types("updates resume")


# ------------------------------------------------------------ why


@pytest.mark.parametrize(
    ("wishes", "news", "reason"),
    [
        ("daredevil", telling(created_at=NOW), "not subscribed to Jessica Jones"),
        (
            "jessica jones kinds cast",
            telling(created_at=NOW),
            "does not want news of the kind release",
        ),
        (
            "jessica jones stance confirmed",
            telling(created_at=NOW, stance=Stance.REPORTED),
            "wants at least confirmed",
        ),
        ("jessica jones steps 30", step(7, created_at=NOW), "30 days before, and 7 is none"),
    ],
)
async def test_why_names_what_kept_a_piece_of_news_away(room, wishes, news, reason):
    await room.types(f"updates subscribe {wishes}")
    await room.news(news)

    assert reason in await room.types("updates why")


async def test_why_says_that_nothing_is_subscribed(room):
    await room.news(telling(created_at=NOW))

    assert "not subscribed to anything" in await room.types("updates why")


async def test_why_says_that_it_was_news_before_the_channel_was_subscribed(room):
    await room.news(telling(created_at=NOW))
    room.clock.pass_time(60)
    await room.types("updates subscribe jessica jones")

    assert "before this channel was subscribed" in await room.types("updates why jessica jones")


async def test_why_says_until_when_quiet_hours_keep_it(room):
    await room.types("updates subscribe jessica jones quiet 11-14")
    await room.news(telling(created_at=NOW))

    said = await room.types("updates why")

    assert "waiting until 2018-02-01 14:00 UTC: quiet hours" in said


async def test_why_says_in_which_digest_it_comes(room):
    await room.types("updates subscribe jessica jones digest daily at 18")
    await room.news(telling(created_at=NOW))

    assert "next digest, at 2018-02-01 18:00 UTC" in await room.types("updates why")


async def test_why_says_that_the_channel_refuses(room):
    await room.types("updates subscribe jessica jones")
    await room.news(telling(created_at=NOW))
    await refuse(room)

    said = await room.types("updates why")

    assert "Nothing arrives here at present: The channel is archived." in said
    assert "kept back" in said


async def test_why_finds_a_piece_of_news_by_its_words(room):
    await room.types("updates subscribe jessica jones")
    await room.news(
        telling("a", created_at=NOW, headline="Season 2 comes in March."),
        telling("b", created_at=NOW, headline="Somebody joins the cast."),
    )

    said = await room.types("updates why joins the cast")

    assert "Somebody joins the cast." in said
    assert "March" not in said
    assert "Nothing of that kind" in await room.types("updates why zebras")


async def test_why_tells_of_a_premiere_that_is_ahead_once_and_of_no_step_on_its_day(room):
    await room.types("updates subscribe jessica jones digest weekly at 9")
    monday = NOW + timedelta(days=3, hours=21)
    room.clock.moment = monday
    hour, words = ("UTC", 9), "Season 2 comes out in 31 days."
    await room.news(
        step(30, created_at=monday, posting_hour=hour),
        *(ahead(days, created_at=monday, posting_hour=hour, headline=words) for days in (28, 30)),
    )

    said = await room.types("updates why")

    assert said.splitlines()[1:] == [
        f"{words} — it comes in the next digest, at {monday:%Y-%m-%d %H:%M} UTC."
    ]


async def test_why_says_where_a_show_beside_it_is_told_in_another_rhythm(room):
    await room.types("updates subscribe jessica jones digest weekly at 9")
    await room.types("updates subscribe daredevil at 9")
    await room.news(step(7, created_at=NOW, posting_hour=("UTC", 9)))

    assert "Monday's digest says what is ahead" in await room.types("updates why")


async def test_a_channel_without_weekly_digests_is_not_told_of_theirs(room):
    await room.types("updates subscribe jessica jones at 9")
    await room.news(telling("a", created_at=NOW), ahead(7, created_at=NOW, posting_hour=("UTC", 9)))

    assert "7-ahead" not in await room.types("updates why")


async def test_a_countdown_of_another_channels_hour_is_no_news_that_was_missed(room):
    await room.types("updates subscribe jessica jones at 9")
    await room.news(
        telling("a", created_at=NOW),
        step(7, created_at=NOW, posting_hour=("Asia/Kolkata", 20)),
    )

    said = await room.types("updates why")

    assert "7-days" not in said
    assert "The news is a." in said


# ------------------------------------------------------------ preview and doctor


async def test_a_preview_moves_with_the_quiet_hours_and_keeps_to_the_wishes(room):
    await room.types("updates subscribe jessica jones steps 7, 0 at 18 in Berlin quiet 17-19")

    said = await room.types("updates preview")

    assert "2018-03-01 19:00 Europe/Berlin: 7 days to go" in said
    assert "30 days" not in said
    assert "Jessica Jones season 2 comes out on Thursday 8 March 2018" in said


async def test_a_preview_of_a_weekly_digest_says_what_it_will_say_is_ahead(room):
    await room.types("updates subscribe jessica jones digest weekly in Berlin at 9")

    said = await room.types("updates preview")

    assert "days to go" not in said
    assert (
        "2018-03-05 09:00 Europe/Berlin: "
        "Jessica Jones season 2 comes out in 3 days, on Thursday 8 March 2018. (in the digest)"
    ) in said
    assert said.count("comes out in 3 days") == 1
    assert "is out now" in said


async def test_the_settings_of_a_weekly_digest_say_how_it_counts_down(room):
    said = await room.types("updates subscribe jessica jones digest weekly steps 30, 7, 0")

    assert "Monday's post says what is ahead" in said
    assert "30, 7, 0" in said


async def test_a_preview_of_what_is_not_subscribed_stores_nothing(room):
    said = await room.types("updates preview jessica jones")

    assert "not subscribed" in said
    assert "7 days to go" in said
    assert await room.wishes() == []


async def test_a_preview_says_that_it_is_paused(room):
    await room.types("updates subscribe jessica jones")
    await room.types("updates pause")

    assert "updates resume" in await room.types("updates preview")


async def test_the_doctor_tells_time_state_and_what_comes_next(room):
    await room.types("updates subscribe jessica jones in Berlin")

    said = await room.types("updates doctor")

    assert "I can post here" in said
    assert "Thursday, 2018-02-01 13:00 in Europe/Berlin" in said
    assert "30 days to go" in said
    assert room.memory.news_book.queued == ()


async def test_the_doctor_says_what_is_in_the_way_and_since_when(room):
    await room.types("updates subscribe jessica jones")
    await room.news(telling(created_at=NOW))
    await refuse(room)
    room.around.faults = ("I lack Send Messages.",)

    said = await room.types("updates doctor")

    assert "I cannot post here" in said
    assert "I lack Send Messages." in said
    assert "Set aside since 2018-02-01 12:00 UTC: The channel is archived." in said


# ------------------------------------------------------------ remind


async def test_a_reminder_is_told_to_the_person_alone(room):
    await room.types("remind jessica jones")

    (kept,) = await room.memory.subscriptions.every()
    assert kept.destination == Destination(
        platform=Platform.DISCORD, workspace="", channel="", person="an-admin"
    )
    assert (kept.steps, kept.topics) == ((7, 1, 0), {Topic.RELEASE, Topic.COUNTDOWN})
    assert await room.wishes() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("remind stranger things", "I don't follow that show"),
        ("remind all", "Of which show"),
        ("remind jessica jones season banana", "I can't read that season"),
        ("remind stop jessica jones", "nothing has changed"),
        ("remind", "I remind you of nothing"),
    ],
)
async def test_a_reminder_that_makes_no_sense_is_answered_in_words(room, words, said):
    assert said in await room.types(words)
    assert await room.memory.subscriptions.every() == []


async def refuse(room):
    (delivery,) = await take(room.memory, now=NOW)
    await room.memory.outbox.begin(delivery, now=NOW)
    gone = Rejected(refusal=Refusal.DESTINATION, reason="The channel is archived.")
    await room.memory.outbox.settle(delivery, gone, now=NOW + timedelta(seconds=1))
    room.clock.pass_time(60)
