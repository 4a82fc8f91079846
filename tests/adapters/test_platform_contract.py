"""What every platform keeps: a terminal, Discord, Slack by two ways in, and the tests' mailbox."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest

from bot.ports.errors import PlatformUnreachableError
from bot.ports.outbox import Delivery, Messenger
from bot.ports.platforms import Connector
from bot.verbs.deliver import deliver
from content.subscriptions.outcomes import Delivered, Outcome, Refusal, Rejected, Unknown
from content.understanding.question import Conversation
from fakes.patience import PATIENCE_S
from fakes.platforms import PLATFORMS, PlatformOnTrial
from fakes.storage import record, states_of
from fakes.tellings import subscription, telling

QUESTION = "when is jessica jones season 2 out?"
HEADLINE = "Season 2 is out on 8 March 2018."
SOON_S, LATER_S = 20.0, 400.0


def those(holds: Callable[[type[PlatformOnTrial]], bool]) -> pytest.MarkDecorator:
    """Try the platforms of which that holds."""
    chosen = [one for one in PLATFORMS if holds(one)]
    return pytest.mark.parametrize(
        "platform", chosen, indirect=True, ids=[one.label or one.traits.id for one in chosen]
    )


everyone = those(lambda _: True)


@pytest.fixture
async def platform(request, tmp_path) -> AsyncIterator[PlatformOnTrial]:
    async with request.param(tmp_path) as platform:
        yield platform


class Forgetful:
    """A `Messenger` whose next send comes to nothing that anybody could know of."""

    def __init__(self, messenger: Messenger, *, arrives: bool) -> None:
        self._messenger = messenger
        self._arrives = arrives
        self._has_forgotten = False
        self.traits = messenger.traits
        self.reserve_slot, self.find = messenger.reserve_slot, messenger.find

    async def send(self, delivery: Delivery) -> Outcome:
        if self._has_forgotten:
            return await self._messenger.send(delivery)
        self._has_forgotten = True
        if self._arrives:
            assert isinstance(await self._messenger.send(delivery), Delivered)
        return Unknown(reason="the answer was lost")


class Slow:
    """Conversations that are remembered only once *go* is set."""

    def __init__(self) -> None:
        self.asked, self.go = asyncio.Event(), asyncio.Event()

    async def recall(self, *_speaker, **_now) -> Conversation:
        self.asked.set()
        await self.go.wait()
        return Conversation()

    async def remember(self, *_conversation, **_now) -> None:
        await self.go.wait()


async def queue_news(platform: PlatformOnTrial, name: str = "a-date", **more: object) -> None:
    """Queue one piece of news for the channel."""
    now = platform.clock.now()
    await platform.memory.subscriptions.subscribe(subscription(platform.channel))
    news = telling(name, headline=HEADLINE, created_at=now, **more)
    await record(platform.memory, news, until=now)


async def tell(platform: PlatformOnTrial, messenger: Messenger) -> None:
    """Make what is due."""
    await deliver(
        clock=platform.clock,
        outbox=platform.memory.outbox,
        messengers={messenger.traits.id: messenger},
    )


async def stands(platform: PlatformOnTrial) -> list[str]:
    """Return how the deliveries to the channel stand."""
    return list((await states_of(platform.memory, platform.channel)).values())


@everyone
async def test_its_traits_are_handed_over(platform):
    connector = await platform.connected()

    assert connector.traits is connector.messenger.traits is platform.traits
    assert platform.channel.platform == platform.traits.id


@everyone
async def test_a_question_is_answered(platform):
    await platform.connected()

    assert "8 March 2018" in await platform.ask(QUESTION)


@everyone
async def test_a_question_in_hand_is_answered_before_it_is_left(platform):
    slow = Slow()
    connector = await platform.connected(conversations=slow)
    asking = asyncio.create_task(platform.ask(QUESTION))
    await slow.asked.wait()

    stopping = asyncio.create_task(connector.stop())
    slow.go.set()
    await stopping

    assert "8 March 2018" in await asking


@everyone
async def test_once_stopped_it_has_ended_and_another_may_begin(platform):
    first = await platform.connected()
    await first.stop()
    await first.stop()
    await asyncio.wait_for(first.wait(), PATIENCE_S)

    await platform.connected()

    assert "8 March 2018" in await platform.ask(QUESTION)


@those(lambda one: one.can_be_away)
async def test_what_is_out_of_reach_is_said_to_be(platform):
    await platform.leave()

    with pytest.raises(PlatformUnreachableError):
        await platform.connected()


@everyone
async def test_whoever_subscribes_is_told_each_piece_of_news_once(platform):
    connector = await platform.connected()
    assert "now hears about" in await platform.type("updates subscribe", "jessica-jones")
    await record(
        platform.memory,
        telling(headline=HEADLINE, created_at=platform.clock.now()),
        until=platform.clock.now(),
    )

    for _ in range(3):
        await tell(platform, connector.messenger)
        platform.pass_time(LATER_S)

    (told,) = platform.told()
    assert HEADLINE in told
    assert await stands(platform) == ["delivered"]


@pytest.mark.parametrize("passing_s", [SOON_S, LATER_S])
@everyone
async def test_what_may_have_arrived_is_not_told_again(platform, passing_s):
    connector = await platform.connected()
    await queue_news(platform)
    messenger = Forgetful(connector.messenger, arrives=True)
    await tell(platform, messenger)
    assert await stands(platform) == ["unknown"]

    platform.pass_time(passing_s)
    await tell(platform, messenger)

    assert len(platform.told()) == 1
    assert await stands(platform) == ["delivered"]


@pytest.mark.parametrize("passing_s", [SOON_S, LATER_S])
@those(lambda one: one.has_history)
async def test_what_never_arrived_is_told_after_all(platform, passing_s):
    connector = await platform.connected()
    await queue_news(platform)
    messenger = Forgetful(connector.messenger, arrives=False)
    await tell(platform, messenger)
    assert platform.told() == []

    platform.pass_time(passing_s)
    await tell(platform, messenger)

    assert len(platform.told()) == 1
    assert await stands(platform) == ["delivered"]


async def revised(platform: PlatformOnTrial, connector: Connector) -> Outcome:
    """Tell a piece of news, and then that it is no longer so."""
    await queue_news(platform)
    (delivery,) = await platform.memory.outbox.lease(
        [platform.traits.id], limit=1, now=platform.clock.now(), lease_s=60.0
    )
    told = await connector.messenger.send(delivery)
    assert isinstance(told, Delivered)
    no_longer_so = replace(delivery.announcement, superseded="It is 24 March now.")
    return await connector.messenger.revise(
        replace(delivery, announcement=no_longer_so, revises=told.message)
    )


@those(lambda one: one.has_history)
async def test_what_is_no_longer_so_says_so_where_it_stands(platform):
    outcome = await revised(platform, await platform.connected())

    (told,) = platform.told()
    assert isinstance(outcome, Delivered)
    assert "It is 24 March now." in told


@those(lambda one: not one.has_history)
async def test_what_cannot_be_changed_stays_as_it_was(platform):
    outcome = await revised(platform, await platform.connected())

    assert isinstance(outcome, Rejected)
    assert outcome.refusal is Refusal.MESSAGE
    assert len(platform.told()) == 1


@everyone
async def test_a_channel_that_takes_posts_is_found_to(platform):
    connector = await platform.connected()

    assert await connector.messenger.probe(platform.channel) is None
    assert "I can post here." in await platform.type("updates doctor")


@those(lambda one: one.can_refuse)
async def test_a_channel_that_takes_no_posts_is_found_not_to_and_is_told_nothing(platform):
    platform.refuse()
    connector = await platform.connected()
    await queue_news(platform)

    await tell(platform, connector.messenger)

    probed = await connector.messenger.probe(platform.channel)
    assert platform.told() == []
    assert await stands(platform) == ["suspended"]
    assert isinstance(probed, Rejected)
    assert probed.refusal is Refusal.DESTINATION
    assert "I cannot post here." in await platform.type("updates doctor")


@those(lambda one: one.traits.one_sends)
async def test_nothing_is_sent_that_is_up_to_another_process(platform):
    is_ours = False
    connector = await platform.connected(may_send=lambda: is_ours)
    await queue_news(platform)
    await tell(platform, connector.messenger)
    assert platform.told() == []
    assert await stands(platform) == ["waiting"]

    is_ours = True
    platform.pass_time(SOON_S)
    await until_told(platform, connector)

    assert len(platform.told()) == 1


async def until_told(platform: PlatformOnTrial, connector: Connector) -> None:
    """Tell what is due as often as the program does, until it is told."""
    for _ in range(50):
        await tell(platform, connector.messenger)
        if await stands(platform) == ["delivered"]:
            return
        platform.pass_time(SOON_S)


@those(lambda one: one.traits.one_sends)
async def test_one_that_answers_nobody_tells_all_the_same(platform):
    connector = await platform.connected(listens=False)
    await queue_news(platform)

    await until_told(platform, connector)

    assert len(platform.told()) == 1


@those(lambda one: one.traits.writes_to_people)
async def test_whoever_asks_to_be_reminded_is_told_alone(platform):
    connector = await platform.connected()

    await platform.type("remind", "jessica-jones")
    (kept,) = await platform.memory.subscriptions.every()
    now = platform.clock.now()
    await record(platform.memory, telling(headline=HEADLINE, created_at=now), until=now)
    await tell(platform, connector.messenger)

    assert kept.destination == platform.traits.directly_to(platform.channel, platform.person)
    assert platform.told() == []
    (told,) = platform.told_directly()
    assert HEADLINE in told


@those(lambda one: not one.traits.is_the_operators)
async def test_an_editor_is_known_by_the_identity_that_the_traits_give(platform):
    who = platform.traits.identity(platform.channel, platform.person)
    stranger = await platform.connected()
    refused = await platform.type("newsdesk review")
    await stranger.stop()

    await platform.connected(editors=frozenset({who}))
    allowed = await platform.type("newsdesk review")

    assert who in refused
    assert "No correction is waiting." in allowed
