"""What `Journal` promises, held against the fake and against both databases."""

import asyncio
from dataclasses import replace

import pytest

from content.facts.claims import ShowId, Stance, Subject
from content.facts.kinds import Topic
from content.subscriptions.schedule import DigestFrequency
from fakes.claims import claim
from fakes.storage import record, states_of, take
from fakes.tellings import ahead, at, channel, step, subscription, telling

SHOW = ShowId("jessica-jones")
SECOND = Subject(SHOW, 2)


async def test_a_new_book_has_learnt_nothing(store):
    learnt = await store.journal.open()

    assert learnt.claims == ()
    assert learnt.shows == frozenset()
    assert learnt.noticed_until is None
    assert learnt.counted_until is None


async def test_what_was_recorded_is_there_when_it_is_opened_again(store):
    filmed = claim("filming-start", "2017-04-03", id_="filmed")
    dated = claim("release-date", "2018-03-08", id_="dated", by="a boss", detail="all at once")

    stored = await record(store, claims=[filmed, dated], shows=[SHOW], until=at())

    assert stored
    learnt = await store.journal.open()
    assert learnt.claims == (
        replace(filmed, recorded_at=at()),
        replace(dated, recorded_at=at()),
    )
    assert learnt.shows == {SHOW}
    assert learnt.noticed_until == at()
    assert learnt.counted_until is None


async def test_a_claim_that_says_what_it_said_keeps_the_moment_of_its_first_recording(store):
    same = claim(id_="dated")
    await record(store, claims=[same], until=at())

    await record(store, claims=[same], until=at(hours=1))

    (kept,) = (await store.journal.open()).claims
    assert kept.recorded_at == at()


async def test_a_claim_in_new_words_is_known_as_it_is_said_now(store):
    await record(store, claims=[claim(value="2018", id_="dated")], until=at())
    said_now = claim(value="2018-03-08", id_="dated")

    await record(store, claims=[said_now], until=at(hours=1))

    (kept,) = (await store.journal.open()).claims
    assert kept == replace(said_now, recorded_at=at(hours=1))


async def test_claims_of_a_show_that_was_weighed_packed_are_learnt_when_they_are_asked_for(store):
    dated, other = claim(id_="dated"), claim(id_="other", show_id="daredevil")
    await store.journal.record(
        claims=[dated, other],
        shows=[SHOW],
        broadcasts=[],
        void=[],
        noticed_from=None,
        noticed_until=at(),
        weighed={SHOW: "0a1b"},
    )

    learnt = await store.journal.open()

    assert (learnt.claims, learnt.weighed) == ((other,), {SHOW: "0a1b"})
    assert await store.journal.recorded([SHOW]) == {SHOW: (dated,)}
    assert await store.journal.recorded([]) == {}


async def test_what_a_show_was_weighed_by_last_is_what_is_learnt(store):
    for number, mark in enumerate(("first", "second")):
        await store.journal.record(
            claims=[],
            shows=[SHOW] if number == 0 else [],
            broadcasts=[],
            void=[],
            noticed_from=at() if number else None,
            noticed_until=at(hours=number),
            weighed={SHOW: mark},
        )

    learnt = await store.journal.open()

    assert (learnt.shows, learnt.weighed) == ({SHOW}, {SHOW: "second"})


async def test_a_fault_in_the_middle_stores_nothing(store):
    await store.subscriptions.subscribe(subscription())

    def breaking():
        yield telling("first")
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        await store.journal.record(
            claims=[claim()],
            shows=[SHOW],
            broadcasts=breaking(),
            void=[],
            noticed_from=None,
            noticed_until=at(),
        )

    learnt = await store.journal.open()
    assert (learnt.claims, learnt.shows, learnt.noticed_until) == ((), frozenset(), None)
    assert await states_of(store) == {}


async def test_of_two_that_noticed_from_one_mark_the_first_wins_and_the_other_stores_nothing(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, until=at())

    first = await record(store, telling("first"), since=at(), until=at(minutes=1))
    second = await record(
        store, telling("second"), claims=[claim()], since=at(), until=at(minutes=2)
    )

    assert (first, second) == (True, False)
    learnt = await store.journal.open()
    assert learnt.noticed_until == at(minutes=1)
    assert learnt.claims == ()
    assert await states_of(store) == {"first": "waiting"}


@pytest.mark.parametrize("marked", [False, True])
async def test_of_many_that_notice_at_once_one_wins(store, marked):
    await store.subscriptions.subscribe(subscription())
    if marked:
        await record(store, until=at())
    since = at() if marked else None

    won = await asyncio.gather(
        *(record(store, telling(f"{n}"), since=since, until=at(minutes=1 + n)) for n in range(5))
    )

    assert sorted(won) == [False] * 4 + [True]
    assert len(await states_of(store)) == 1


async def test_counting_has_a_mark_of_its_own(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, until=at())

    first = await store.journal.count(broadcasts=(), counted_from=None, counted_until=at())
    late = await store.journal.count(broadcasts=[step(7)], counted_from=None, counted_until=at())
    next_ = await store.journal.count(
        broadcasts=[step(3)], counted_from=at(), counted_until=at(minutes=5)
    )

    assert (first, late, next_) == (True, False, True)
    learnt = await store.journal.open()
    assert (learnt.noticed_until, learnt.counted_until) == (at(), at(minutes=5))
    assert await states_of(store) == {"3-days": "waiting"}


async def test_an_announcement_is_queued_once_however_often_it_is_recorded(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, telling("a-date"))
    await store.subscriptions.subscribe(subscription(channel("later")))

    await record(store, telling("a-date", headline="In other words."), until=at(minutes=1))

    assert [f.headline for f in await store.outbox.reports(channel(), limit=9)] == [
        "The news is a-date."
    ]
    assert await states_of(store, channel("later")) == {}


async def test_a_place_whose_subscriptions_both_match_hears_it_once(store):
    await store.subscriptions.subscribe(subscription(show=None))
    await store.subscriptions.subscribe(subscription(show="jessica-jones"))

    await record(store, telling())

    assert len(await store.outbox.reports(channel(), limit=9)) == 1


async def test_nobody_hears_what_was_told_before_they_subscribed(store):
    await record(store, telling())

    await store.subscriptions.subscribe(subscription())

    assert await states_of(store) == {}


@pytest.mark.parametrize(
    ("wish", "told", "hears"),
    [
        (subscription(show="echo"), telling(), False),
        (subscription(show=None), telling(), True),
        (subscription(topics=frozenset({Topic.CAST, Topic.RELEASE})), telling(), True),
        (subscription(topics=frozenset({Topic.CAST})), telling(), False),
        (subscription(topics=frozenset({Topic.TRIVIA})), telling(topic=Topic.TRIVIA), True),
        (subscription(topics=frozenset()), telling(), False),
        (subscription(lowest_stance=Stance.CONFIRMED), telling(stance=Stance.REPORTED), False),
        (subscription(lowest_stance=Stance.REPORTED), telling(stance=Stance.REPORTED), True),
        (subscription(lowest_stance=Stance.RUMOURED), telling(stance=Stance.RUMOURED), True),
        (subscription(lowest_stance=Stance.REPORTED), telling(stance=Stance.RUMOURED), False),
        (subscription(steps=(7, 1)), step(7), True),
        (subscription(steps=(17, 70, 1)), step(7), False),
        (subscription(steps=(0,)), step(0), True),
        (subscription(steps=(100, 10)), step(0), False),
        (subscription(steps=()), step(7), False),
        (subscription(steps=()), telling(), True),
        (subscription(zone="UTC", hour=9), step(7, posting_hour=("UTC", 9)), True),
        (subscription(zone="UTC", hour=8), step(7, posting_hour=("UTC", 9)), False),
        (subscription(zone="Asia/Tokyo", hour=9), step(7, posting_hour=("UTC", 9)), False),
        (subscription(zone="Asia/Tokyo", hour=8), step(7, posting_hour=None), True),
    ],
)
async def test_only_what_was_asked_for_is_heard(store, wish, told, hears):
    await store.subscriptions.subscribe(wish)

    await record(store, told)

    assert await states_of(store) == ({told.announcement.id: "waiting"} if hears else {})


@pytest.mark.parametrize(
    ("digest", "told", "state"),
    [
        (DigestFrequency.WEEKLY, step(7), None),
        (DigestFrequency.WEEKLY, step(0), "waiting"),
        (DigestFrequency.WEEKLY, ahead(7), "held"),
        (DigestFrequency.WEEKLY, ahead(6), None),
        (DigestFrequency.WEEKLY, telling(), "held"),
        (DigestFrequency.DAILY, step(7), "held"),
        (DigestFrequency.DAILY, ahead(7), None),
        (DigestFrequency.NONE, step(7), "waiting"),
        (DigestFrequency.NONE, ahead(7), None),
    ],
)
async def test_only_weekly_digests_look_ahead_and_they_hear_no_step_before_the_premiere(
    store, digest, told, state
):
    await store.subscriptions.subscribe(subscription(digest=digest))

    await record(store, told)

    assert await states_of(store) == ({told.announcement.id: state} if state else {})
    assert [one.announcement for one in await store.journal.latest(limit=1)] == [told.announcement]


async def test_when_a_date_moves_what_was_ahead_is_void(store):
    await store.subscriptions.subscribe(subscription(digest=DigestFrequency.WEEKLY))
    await record(store, ahead(7))

    await record(store, void=[SECOND], until=at(minutes=1))

    assert await states_of(store) == {"7-ahead": "void"}


async def test_two_halves_of_two_subscriptions_make_no_match(store):
    await store.subscriptions.subscribe(
        subscription(show="echo", topics=frozenset({Topic.RELEASE}))
    )
    await store.subscriptions.subscribe(subscription(topics=frozenset({Topic.CAST})))

    await record(store, telling(show="jessica-jones", topic=Topic.RELEASE))

    assert await states_of(store) == {}


async def test_when_a_date_moves_the_steps_of_the_old_one_are_void_and_the_news_stands(store):
    await store.subscriptions.subscribe(subscription(show=None))
    await record(
        store,
        step(7),
        step(3, name="of-another-season", season=1),
        step(3, name="of-another-show", show="echo"),
        telling("the-old-date"),
    )

    await record(store, telling("the-new-date"), void=[SECOND], until=at(minutes=1))

    assert await states_of(store) == {
        "7-days": "void",
        "of-another-season": "waiting",
        "of-another-show": "waiting",
        "the-old-date": "waiting",
        "the-new-date": "waiting",
    }


async def test_a_step_that_may_have_been_told_is_not_voided(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, step(7))
    (taken,) = await take(store)
    assert await store.outbox.begin(taken, now=at())

    await record(store, void=[SECOND], until=at(minutes=1))

    assert await states_of(store) == {"7-days": "sending"}


async def test_a_step_that_was_taken_and_not_begun_is_void_and_cannot_begin(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, step(7))
    (taken,) = await take(store)

    await record(store, telling("the-new-date"), void=[SECOND], until=at(seconds=1))

    assert not await store.outbox.begin(taken, now=at(seconds=2))
    assert await states_of(store) == {"7-days": "void", "the-new-date": "waiting"}
    (next_,) = await take(store, now=at(seconds=2))
    assert next_.announcement.id == "the-new-date"


async def test_an_announcement_comes_out_as_it_went_in(store):
    await store.subscriptions.subscribe(subscription())
    told = telling("a-date", expires_at=at(days=1), headline="Le 8 mars, «sûr» ☂ 時候")

    await record(store, told)

    (delivery,) = await take(store)
    assert delivery.announcement == told.announcement
    assert delivery.destination == channel()
