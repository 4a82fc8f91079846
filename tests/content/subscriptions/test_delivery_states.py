"""The one table of how deliveries may come to stand, and what is read off it."""

import pytest

from content.subscriptions.delivery_states import FIRST, DeliveryState, origins_of

D = DeliveryState


def those_that(is_so):
    return {state for state in DeliveryState if is_so(state)}


@pytest.mark.parametrize(
    ("is_so", "states"),
    [
        (lambda state: state.is_open, {D.WAITING, D.SENDING, D.UNKNOWN}),
        (lambda state: state.may_have_arrived, {D.SENDING, D.UNKNOWN}),
        (lambda state: state.is_scheduled, {D.WAITING, D.UNKNOWN, D.HELD}),
        (lambda state: state.may_be_called_off, {D.WAITING, D.HELD, D.SUSPENDED}),
        (
            lambda state: not state.is_ended,
            {D.WAITING, D.SENDING, D.UNKNOWN, D.HELD, D.SUSPENDED},
        ),
    ],
    ids=["open", "may-have-arrived", "scheduled", "may-be-called-off", "pending"],
)
def test_what_is_said_of_a_state_is_read_off_the_table(is_so, states):
    assert those_that(is_so) == states


def test_every_state_can_be_reached_from_one_in_which_something_is_queued():
    reached, fresh = set(), set(FIRST)
    while fresh:
        reached |= fresh
        fresh = {following for state in fresh for following in state.following} - reached

    assert reached == set(DeliveryState)


def test_whatever_has_not_ended_may_expire_or_be_void_so_that_nothing_waits_for_ever():
    pending = those_that(lambda state: not state.is_ended)

    assert set(origins_of(D.EXPIRED)) == pending
    assert set(origins_of(D.VOID)) == pending


def test_what_has_ended_comes_to_nothing_more_unless_it_is_heard_that_it_arrived():
    for state in those_that(lambda state: state.is_ended):
        assert state.following <= {D.DELIVERED}


def test_what_may_be_there_is_never_sent_as_if_it_were_new():
    """A try that was lost is looked for: only its own certain refusal makes it as new."""
    assert D.WAITING not in D.UNKNOWN.following


def test_the_origins_of_a_state_are_those_that_it_may_follow():
    for state in DeliveryState:
        assert set(origins_of(state)) == those_that(lambda one, to=state: to in one.following)
