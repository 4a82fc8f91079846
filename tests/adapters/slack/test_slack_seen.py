"""Knowing which messages from Slack were begun to be answered."""

from adapters.slack.mentions import EventsTaken

HOUR_S = 3600.0


def test_a_key_is_taken_once_for_as_long_as_slack_may_repeat_it():
    seen = EventsTaken()

    taken = [seen.take("C1/1.0", now=now) for now in (0.0, 1.0, HOUR_S)]

    assert taken == [True, False, False]
    assert seen.take("C1/2.0", now=HOUR_S)
    assert seen.take("C1/1.0", now=3 * HOUR_S)


def test_what_failed_may_be_taken_again():
    seen = EventsTaken()
    seen.take("C1/1.0", now=0.0)

    seen.release("C1/1.0")

    assert seen.take("C1/1.0", now=1.0)


def test_what_is_remembered_does_not_grow_without_end():
    seen = EventsTaken()

    for number in range(30_000):
        seen.take(str(number), now=float(number) / 1000)

    assert len(seen._until) == 20_000
    assert not seen.take("29999", now=30.0)
