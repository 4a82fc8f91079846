"""What becomes of a destination that refuses for good, held against the fake and both databases."""

from dataclasses import replace

import pytest

from adapters.slack.traits import SLACK
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from fakes.storage import EVERYWHERE, record, states_of, take
from fakes.tellings import at, channel, step, subscription, telling

GONE = Rejected(refusal=Refusal.DESTINATION, reason="the channel was deleted")
LOST = Unknown(reason="the answer was lost")
LIMITED = Rejected(refusal=Refusal.LATER, reason="a limit", retry_after_s=2)
ARRIVED = Delivered(message="m")


async def try_all(store, outcome, *, now):
    """Make what is due, with the same outcome each; return how many there were."""
    deliveries = await take(store, now=now)
    for delivery in deliveries:
        assert await store.outbox.begin(delivery, now=now)
        await store.outbox.settle(delivery, outcome, now=now)
    return len(deliveries)


@pytest.fixture
async def gone(store):
    """A channel that refused the news at noon."""
    await store.subscriptions.subscribe(subscription(by="trish"))
    await store.subscriptions.subscribe(subscription(show=None, by="hogarth"))
    await record(store, telling("refused"))
    await try_all(store, GONE, now=at())
    return channel()


async def test_a_suspension_says_since_when_and_why_and_who_subscribed(store, gone):
    suspension = await store.subscriptions.suspension_of(gone)

    assert suspension is not None
    assert suspension.destination == gone
    assert suspension.reason == "the channel was deleted"
    assert (suspension.since, suspension.refused_at, suspension.probes) == (at(), at(), 0)
    assert suspension.created_by == ("trish", "hogarth")
    assert await store.subscriptions.suspension_of(channel("fine")) is None


@pytest.mark.usefixtures("gone")
async def test_a_new_suspension_is_due_at_once_and_then_when_it_was_said(store):
    (first,) = await store.subscriptions.suspended(EVERYWHERE, now=at(), limit=9)
    await store.subscriptions.probed(first, reason="archived now", again_at=at(minutes=15))

    early = await store.subscriptions.suspended(EVERYWHERE, now=at(minutes=14), limit=9)
    (second,) = await store.subscriptions.suspended(EVERYWHERE, now=at(minutes=15), limit=9)

    assert list(early) == []
    assert (second.probes, second.reason) == (1, "archived now")


async def test_no_more_suspensions_are_looked_at_than_asked_for_longest_due_first(store, gone):
    await store.subscriptions.subscribe(subscription(channel("later")))
    await record(store, telling("again"), until=at(minutes=1))
    await try_all(store, GONE, now=at(minutes=1))

    elsewhere = await store.subscriptions.suspended([SLACK.id], now=at(hours=1), limit=9)
    (due,) = await store.subscriptions.suspended(EVERYWHERE, now=at(hours=1), limit=1)

    assert list(elsewhere) == []
    assert due.destination == gone


async def test_what_was_refused_and_what_was_missed_is_told_once_it_works_again(store, gone):
    await record(
        store,
        telling("missed"),
        step(7, expires_at=at(hours=12)),
        until=at(hours=1),
    )
    assert await try_all(store, Delivered(message="m"), now=at(hours=2)) == 0

    await store.subscriptions.lift(gone, now=at(days=1))

    assert await states_of(store) == {
        "refused": "waiting",
        "missed": "waiting",
        "7-days": "expired",
    }
    assert await store.subscriptions.suspension_of(gone) is None
    assert await try_all(store, Delivered(message="m"), now=at(days=1)) == 1


async def test_a_destination_that_works_again_in_the_night_is_told_in_the_morning(store):
    await store.subscriptions.subscribe(subscription(quiet=(0, 7)))
    await record(store, telling())
    await try_all(store, GONE, now=at())

    await store.subscriptions.lift(channel(), now=at(hours=15))  # three in the morning

    assert await try_all(store, Delivered(message="m"), now=at(hours=18)) == 0
    assert await try_all(store, Delivered(message="m"), now=at(hours=19)) == 1


async def test_a_refusal_right_after_a_recovery_is_the_same_trouble(store, gone):
    (first,) = await store.subscriptions.suspended(EVERYWHERE, now=at(), limit=9)
    await store.subscriptions.probed(first, reason="gone", again_at=at(minutes=15))
    await store.subscriptions.lift(gone, now=at(minutes=15))

    await try_all(store, GONE, now=at(minutes=16))

    suspension = await store.subscriptions.suspension_of(gone)
    assert suspension is not None
    assert (suspension.since, suspension.refused_at) == (at(), at(minutes=16))
    assert suspension.probes == 2


async def test_once_something_arrived_the_next_refusal_is_another_trouble(store, gone):
    await store.subscriptions.lift(gone, now=at(hours=1))
    await try_all(store, Delivered(message="m"), now=at(hours=1))
    await record(store, telling("later"), until=at(hours=2))

    await try_all(store, GONE, now=at(hours=2))

    suspension = await store.subscriptions.suspension_of(gone)
    assert suspension is not None
    assert (suspension.since, suspension.probes) == (at(hours=2), 0)


async def test_a_person_who_takes_no_messages_is_not_suspended(store):
    person = replace(channel(""), workspace="", person="trish")
    await store.outbox.tell(telling("notice").announcement, person, now=at())

    await try_all(store, GONE, now=at())

    assert await states_of(store, person) == {"notice": "rejected"}
    assert await store.subscriptions.suspension_of(person) is None


async def test_lifting_what_is_not_suspended_changes_nothing(store):
    await store.subscriptions.lift(channel("nowhere"), now=at())
    await store.subscriptions.subscribe(subscription())

    await store.subscriptions.lift(channel(), now=at())

    assert await store.subscriptions.suspension_of(channel()) is None


async def test_what_may_have_arrived_before_the_refusal_is_looked_for_before_it_is_sent(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, telling("lost"))
    await try_all(store, LOST, now=at())
    await try_all(store, GONE, now=at(seconds=10))
    assert await states_of(store) == {"lost": "suspended"}

    await store.subscriptions.lift(channel(), now=at(minutes=15))

    (again,) = await take(store, now=at(minutes=15))
    assert (again.is_unknown, again.first_tried_at) == (True, at())


async def test_so_is_what_could_not_be_looked_for_because_the_destination_refused(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, telling("crashed"))
    (crashed,) = await take(store)
    await store.outbox.begin(crashed, now=at())
    (looked_for,) = await take(store, now=at(minutes=2))
    await store.outbox.settle(looked_for, GONE, now=at(minutes=2))

    await store.subscriptions.lift(channel(), now=at(minutes=15))

    (again,) = await take(store, now=at(minutes=15))
    assert (again.is_unknown, again.first_tried_at) == (True, at())


async def test_what_was_only_ever_refused_is_as_new_once_it_works_again(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, telling("refused"))
    await try_all(store, LIMITED, now=at())
    await try_all(store, GONE, now=at(seconds=10))

    await store.subscriptions.lift(channel(), now=at(minutes=15))

    (again,) = await take(store, now=at(minutes=15))
    assert (again.is_unknown, again.first_tried_at, again.attempts) == (False, None, 2)


async def test_what_waited_for_a_limit_while_another_was_refused_is_as_new_too(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, telling("limited"))
    await try_all(store, LIMITED, now=at())
    await record(store, telling("refused"), until=at(seconds=1))
    await try_all(store, GONE, now=at(seconds=1))

    await store.subscriptions.lift(channel(), now=at(minutes=15))

    (first,) = await take(store, now=at(minutes=15))
    assert (first.announcement.id, first.is_unknown, first.first_tried_at) == (
        "limited",
        False,
        None,
    )


async def test_what_was_lost_while_another_was_refused_is_looked_for_after_the_quiet_hours(store):
    await store.subscriptions.subscribe(subscription(quiet=(0, 7)))
    await record(store, telling("lost"))
    await try_all(store, LOST, now=at())
    await record(store, telling("refused"), until=at(seconds=1))
    await try_all(store, GONE, now=at(seconds=1))

    await store.subscriptions.lift(channel(), now=at(hours=15))  # three in the morning

    assert list(await take(store, now=at(hours=18))) == []
    (lost,) = await take(store, now=at(hours=19))
    assert (lost.announcement.id, lost.is_unknown) == ("lost", True)


async def test_what_may_have_arrived_and_is_stale_by_then_is_said_to_be_unknown(store):
    await store.subscriptions.subscribe(subscription())
    await record(store, step(7, expires_at=at(hours=12)))
    await try_all(store, LOST, now=at())
    await try_all(store, GONE, now=at(seconds=10))

    await store.subscriptions.lift(channel(), now=at(days=1))

    (report,) = await store.outbox.reports(channel(), limit=9)
    assert (report.state, report.reason) == (
        "expired",
        "its time passed before it was known whether an earlier try had arrived",
    )
    assert await try_all(store, ARRIVED, now=at(days=1)) == 0


async def test_back_in_a_workspace_all_of_its_destinations_are_taken_up_and_no_others(store):
    here, beside = channel("here"), channel("beside")
    elsewhere = replace(channel("elsewhere"), workspace="another")
    for place in (here, beside, elsewhere):
        await store.subscriptions.subscribe(subscription(place))
    await record(store, telling("refused"))
    assert await try_all(store, GONE, now=at()) == 3

    lifted = await store.subscriptions.lift_all(here.platform, here.workspace, now=at(seconds=1))

    assert lifted == 2
    assert await store.subscriptions.suspension_of(here) is None
    assert await store.subscriptions.suspension_of(beside) is None
    assert await store.subscriptions.suspension_of(elsewhere) is not None
    assert await store.subscriptions.lift_all(here.platform, "nowhere", now=at()) == 0
