"""What becomes of a delivery by the outcome of a try, without any database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.subscriptions.delivery_states import DeliveryState
from content.subscriptions.outcomes import Delivered, Refusal, Rejected, Unknown
from content.subscriptions.retries import Tried, pause_s, settled

NOW = datetime(2018, 1, 10, 12, tzinfo=UTC)
D = DeliveryState
LEASED = (D.WAITING, D.SENDING, D.UNKNOWN)
"""How a delivery may stand as an outcome comes in from whoever holds its lease."""

reasons = st.text(max_size=20)
delivered = st.builds(Delivered, message=st.text(min_size=1, max_size=9))
rejected = st.builds(
    Rejected,
    refusal=st.sampled_from(Refusal),
    reason=reasons,
    retry_after_s=st.none() | st.floats(0, 3600),
    is_crowded=st.booleans(),
)
unknown = st.builds(Unknown, reason=reasons)


@st.composite
def tries(draw, *states: DeliveryState) -> Tried:
    """Where nothing was begun since it was taken, no earlier try can be there either."""
    state = draw(st.sampled_from(states))
    return Tried(
        state=state,
        attempts=draw(st.integers(0, 50)),
        may_be_there=state is not D.WAITING and draw(st.booleans()),
        is_plain=draw(st.booleans()),
        is_revision=draw(st.booleans()),
        is_to_person=draw(st.booleans()),
    )


def tried(state: DeliveryState = D.SENDING, *, attempts: int = 1, **how: bool) -> Tried:
    return Tried(state=state, attempts=attempts, **how)


def refused(refusal: Refusal, retry_after_s: float | None = None) -> Rejected:
    return Rejected(refusal=refusal, reason="no", retry_after_s=retry_after_s)


@pytest.mark.parametrize(
    ("stood", "outcome", "state", "after_s"),
    [
        (tried(), Delivered(message="m"), D.DELIVERED, None),
        (tried(), Unknown(reason="lost"), D.UNKNOWN, 2),
        (tried(attempts=3), Unknown(reason="lost"), D.UNKNOWN, 8),
        (tried(attempts=99), Unknown(reason="lost"), D.UNKNOWN, 300),
        (tried(), refused(Refusal.LATER), D.WAITING, 2),
        (tried(), refused(Refusal.LATER, 90), D.WAITING, 90),
        (tried(D.UNKNOWN), refused(Refusal.LATER, 90), D.UNKNOWN, 90),
        (tried(may_be_there=True), refused(Refusal.LATER, 90), D.UNKNOWN, 90),
        (tried(), refused(Refusal.PLATFORM), D.WAITING, 60),
        (tried(), refused(Refusal.DESTINATION), D.SUSPENDED, None),
        (tried(is_to_person=True), refused(Refusal.DESTINATION), D.REJECTED, None),
        (tried(is_revision=True), refused(Refusal.DESTINATION), D.REJECTED, None),
        (tried(), refused(Refusal.OURS), D.WAITING, 0),
        (tried(is_plain=True), refused(Refusal.OURS), D.REJECTED, None),
        (tried(is_revision=True), refused(Refusal.OURS), D.REJECTED, None),
    ],
)
def test_each_outcome_has_its_end_or_its_next_look(stood, outcome, state, after_s):
    end = settled(stood, outcome, NOW)

    due_at = None if after_s is None else NOW + timedelta(seconds=after_s)
    assert (end.state, end.due_at) == (state, due_at)


@given(tries(*LEASED), delivered | rejected)
def test_whatever_comes_of_a_lease_is_in_the_table_of_transitions(stood, outcome):
    end = settled(stood, outcome, NOW)

    assert end.state is stood.state or end.state in stood.state.following


@given(tries(D.SENDING, D.UNKNOWN), unknown)
def test_what_was_begun_and_is_unknown_stays_so(stood, outcome):
    assert settled(stood, outcome, NOW).state is D.UNKNOWN


@given(tries(*DeliveryState), delivered)
def test_what_has_arrived_is_delivered_however_it_stood(stood, outcome):
    end = settled(stood, outcome, NOW)

    assert (end.state, end.message) == (D.DELIVERED, outcome.message)


@given(tries(*LEASED), delivered | rejected | unknown)
def test_what_has_not_ended_is_looked_at_again_or_waits_with_its_destination(stood, outcome):
    end = settled(stood, outcome, NOW)

    assert (end.due_at is not None) is end.state.is_open
    assert end.suspends is (end.state is D.SUSPENDED)
    assert end.state.is_ended or end.state.is_open or end.state is D.SUSPENDED
    assert end.due_at is None or end.due_at >= NOW


@given(tries(*LEASED), rejected | unknown)
def test_what_may_be_there_is_never_taken_for_new(stood, outcome):
    end = settled(stood, outcome, NOW)

    if stood.is_doubtful or isinstance(outcome, Unknown):
        assert not end.is_absent
        assert end.state is not D.WAITING


@given(tries(*LEASED), rejected)
def test_a_message_that_we_got_wrong_is_tried_in_plain_text_once(stood, outcome):
    first = settled(stood, outcome, NOW)

    if first.is_plain:
        again = Tried(state=first.state, attempts=stood.attempts + 1, is_plain=True)
        assert settled(again, outcome, NOW).state is D.REJECTED


@given(tries(*LEASED), delivered | rejected | unknown)
def test_no_reason_holds_what_a_database_cannot_store(stood, outcome):
    assert "\0" not in (settled(stood, outcome, NOW).reason or "")


@given(st.integers(0, 10_000))
def test_pauses_grow_up_to_five_minutes(attempts):
    assert 0 < pause_s(attempts) <= pause_s(attempts + 1) <= 300
