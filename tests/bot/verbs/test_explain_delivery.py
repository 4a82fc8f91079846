"""Why a channel was told a piece of news, or was not."""

from datetime import timedelta

import pytest

from bot.verbs.make_digests import make_digests
from content.facts.claims import Stance
from content.subscriptions.outcomes import Delivered
from fakes.newsroom import NOW
from fakes.rooms import HERE, Room
from fakes.tellings import ahead, step, telling


@pytest.fixture
def room():
    return Room()


@pytest.mark.parametrize(
    ("wanted", "news", "reason"),
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
        (
            "jessica jones",
            step(7, created_at=NOW, stance=Stance.REPORTED),
            (
                "only listed, and this channel counts down to confirmed ones alone. "
                "Change that with: updates settings jessica-jones count on listings"
            ),
        ),
        (
            "jessica jones count on listings steps 30",
            step(7, created_at=NOW, stance=Stance.REPORTED),
            "30 days before, and 7 is none",
        ),
    ],
)
async def test_why_names_what_kept_a_piece_of_news_away(room, wanted, news, reason):
    await room.types(f"updates subscribe {wanted}")
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


async def gather(room):
    """Let the hour come at which the day's digest is made."""
    room.clock.moment = NOW + timedelta(hours=6, minutes=1)
    assert await make_digests(clock=room.clock, outbox=room.memory.outbox) == 1


async def test_why_leads_to_the_digest_in_which_it_was_told(room):
    await room.types("updates subscribe jessica jones digest daily at 18")
    await room.news(telling("one", created_at=NOW), telling("two", created_at=NOW))
    await gather(room)
    await room.settle_next(Delivered(message="4711"))

    answer = await room.answer_to("updates why")

    assert "The news is one. — told in the digest of 2018-02-01 18:01 UTC." in answer.text
    pages = [link.url for link in answer.links]
    assert pages == [f"https://chat.example/{HERE.channel}/4711"]


async def test_why_says_what_keeps_the_digest_itself_away(room):
    await room.types("updates subscribe jessica jones digest daily at 18")
    await room.news(telling("one", created_at=NOW))
    await gather(room)
    await room.archive()

    said = await room.types("updates why")

    kept = "kept back, because this channel cannot be posted to: The channel is archived."
    assert f"The news is one. — in the digest of 2018-02-01 18:01 UTC: {kept}" in said


async def test_why_says_that_the_channel_refuses(room):
    await room.types("updates subscribe jessica jones")
    await room.news(telling(created_at=NOW))
    await room.archive()

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


async def test_why_says_little_back_of_what_was_much(room):
    said = await room.types(f"updates why {'x' * 15_000}")

    assert said.endswith(f"{'x' * 100}…")
    assert "x" * 101 not in said


async def pruned_after(room, days):
    room.clock.pass_time(days * 86_400)
    before = room.clock.now() - timedelta(days=90)
    await room.memory.retention.prune(before=before, now=room.clock.now())


async def test_why_says_for_how_long_it_is_known_what_became_of_a_post(room):
    await room.types("updates subscribe jessica jones")
    await room.news(telling(created_at=NOW))
    await room.settle_next(Delivered(message="4711"))
    await pruned_after(room, 91)

    answer = await room.answer_to("updates why")

    kept = "it is too long ago: what became of a post, I keep for 90 days."
    assert answer.lines == (f"The news is a-date. — {kept}",)
    assert answer.links == ()
    assert kept in await room.types("updates why a-date")


async def test_why_gives_no_wrong_reason_for_what_is_known_no_more(room):
    await room.types("updates subscribe jessica jones")
    await room.news(telling(created_at=NOW))
    await room.settle_next(Delivered(message="4711"))
    await room.types("updates settings jessica jones kinds cast")
    await pruned_after(room, 200)

    said = await room.types("updates why jessica jones")

    assert "too long ago" in said
    assert "does not want" not in said


async def test_why_still_says_of_what_was_told_since_how_it_stands(room):
    await room.types("updates subscribe jessica jones")
    await room.news(telling("old", created_at=NOW))
    await room.settle_next(Delivered(message="1"))
    await pruned_after(room, 91)
    await room.news(telling("new", created_at=room.clock.now()))
    await room.settle_next(Delivered(message="2"))

    lines = (await room.answer_to("updates why")).lines

    assert [line.partition(" — ")[2][:9] for line in lines] == ["delivered", "it is too"]
