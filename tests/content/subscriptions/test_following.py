"""What a channel follows, as its subscriptions want it."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.traits import DISCORD
from content.facts.claims import Stance
from content.subscriptions.destination import Destination
from content.subscriptions.following import Home, plan_of, unlike_home
from content.subscriptions.preference_fields import FIELDS
from content.subscriptions.preferences import USUAL
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import Subscription

NOON = datetime(2018, 2, 1, 12, tzinfo=UTC)
HOME = Home(platform=DISCORD.id, workspace="1", zone="Europe/Berlin")
PLACE = Destination(platform=DISCORD.id, workspace="2", channel="3")
ALIKE = replace(HOME.preferences, instant=True)
OTHERS = {
    "topics": frozenset(),
    "lowest_stance": Stance.CONFIRMED,
    "steps": (7,),
    "counts_on_listings": True,
    "zone": "UTC",
    "hour": 18,
    "quiet": (22, 7),
    "digest": DigestFrequency.DAILY,
    "mentions": (("release", "4242"),),
    "silent": True,
    "events": True,
    "picture": True,
}


def wish(show="loki", preferences=ALIKE, *, paused=False, to=PLACE):
    return Subscription(
        destination=to,
        show=show,
        preferences=preferences,
        paused_at=NOON if paused else None,
        created_at=NOON,
    )


def test_every_preference_but_the_wish_itself_has_to_be_as_at_home():
    assert {field.name for field in FIELDS} - {"instant"} == set(OTHERS)
    for name, value in OTHERS.items():
        (key,) = [field.key for field in FIELDS if field.name == name]
        one = wish(preferences=replace(ALIKE, **{name: value}))

        assert unlike_home(one.preferences, HOME) == (key,)
        assert plan_of([one], HOME).shows == frozenset()
        assert plan_of([one], HOME).unlike == {"loki": (key,)}


def test_who_does_not_want_it_follows_nothing():
    assert plan_of([wish(preferences=replace(ALIKE, instant=False))], HOME).shows == frozenset()
    assert plan_of([wish(preferences=replace(USUAL, instant=True))], HOME).unlike == {
        "loki": ("zone",)
    }


def test_a_thread_and_a_person_follow_nothing():
    thread = replace(PLACE, thread="4")

    assert plan_of([wish(to=thread)], HOME).shows == frozenset()
    assert plan_of([wish(to=replace(PLACE, person="5"))], HOME).shows == frozenset()


@st.composite
def wishes(draw):
    shows = draw(st.lists(st.sampled_from([None, "loki", "echo", "daredevil"]), unique=True))
    return [
        wish(
            show,
            draw(st.sampled_from([ALIKE, replace(ALIKE, instant=False), replace(ALIKE, hour=3)])),
            paused=draw(st.booleans()),
        )
        for show in shows
    ]


@given(wishes())
def test_no_show_comes_by_two_channels_or_in_a_way_that_was_not_wanted(subscriptions):
    plan = plan_of(subscriptions, HOME)
    active = [one for one in subscriptions if one.paused_at is None]

    if None in plan.shows:
        assert plan.shows == {None}
        assert all(one.preferences == ALIKE for one in active)
    for show in plan.shows:
        (one,) = [one for one in active if one.show == show]
        assert one.preferences == ALIKE
    wanting = {one.show for one in active if one.preferences.instant}
    explained = plan.shows | set(plan.unlike) | plan.beside
    assert wanting <= explained | (wanting if plan.shows == {None} else set())
