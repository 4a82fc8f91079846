"""Journeys of somebody who manages a channel's news, from order to answer."""

import pytest

from adapters.discord.traits import DISCORD
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination
from fakes.newsroom import NOW
from fakes.rooms import Room
from fakes.storage import take
from fakes.tellings import channel, telling


@pytest.fixture
def room():
    return Room()


async def test_a_subscription_without_a_show_asks_which(room):
    assert "Which show" in await room.types("updates subscribe")
    assert await room.subscriptions() == []


async def test_an_order_can_be_for_another_channel(room):
    other = channel("other")

    await room.types("updates subscribe all", destination=other)

    assert await room.subscriptions() == []
    assert len(await room.memory.subscriptions.of(other)) == 1


async def test_settings_change_every_subscription_unless_a_show_is_named(room):
    await room.types("updates subscribe jessica jones")
    await room.types("updates subscribe daredevil")

    await room.types("updates settings at 20")
    await room.types("updates settings daredevil at 21")

    assert [one.preferences.hour for one in await room.subscriptions()] == [20, 21]


async def test_a_bad_setting_changes_nothing(room):
    await room.types("updates subscribe all at 20")

    said = await room.types("updates settings at 21 quiet sometimes")

    assert "22-7" in said
    assert [one.preferences.hour for one in await room.subscriptions()] == [20]


async def test_a_show_heard_only_as_one_of_all_has_no_settings_of_its_own(room):
    await room.types("updates subscribe all")

    said = await room.types("updates pause daredevil")

    assert "updates subscribe daredevil" in said
    assert [one.paused_at for one in await room.subscriptions()] == [None]


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


# ------------------------------------------------------------ preview and doctor


async def test_a_preview_moves_with_the_quiet_hours_and_keeps_to_the_preferences(room):
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
    assert await room.subscriptions() == []


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
    assert room.memory.journal.queued == ()


async def test_the_doctor_says_what_is_in_the_way_and_since_when(room):
    await room.types("updates subscribe jessica jones")
    await room.news(telling(created_at=NOW))
    await room.archive()
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
        platform=DISCORD.id, workspace="", channel="", person="an-admin"
    )
    assert (kept.preferences.steps, kept.preferences.topics) == (
        (7, 1, 0),
        {Topic.RELEASE, Topic.COUNTDOWN},
    )
    assert await room.subscriptions() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("remind stranger things", "I don't follow stranger things"),
        ("remind all", "Of which show"),
        ("remind jessica jones season banana", "I can't read that season"),
        ("remind stop jessica jones", "nothing has changed"),
        ("remind", "I remind you of nothing"),
    ],
)
async def test_a_reminder_that_makes_no_sense_is_answered_in_words(room, words, said):
    assert said in await room.types(words)
    assert await room.memory.subscriptions.every() == []


@pytest.mark.parametrize("typed", ["updates subscribe all living", "updates settings living"])
async def test_a_living_countdown_is_refused_where_no_message_is_kept_for_months(room, typed):
    await room.types("updates subscribe daredevil")

    said = await room.types(typed)

    assert "Discord has no living countdown" in said
    assert [(one.show, one.preferences.living) for one in await room.subscriptions()] == [
        ("daredevil", False)
    ]


async def test_that_there_shall_be_none_is_no_reason_to_refuse_anything(room):
    await room.types("updates subscribe daredevil living no at 20")

    assert [one.preferences.hour for one in await room.subscriptions()] == [20]
