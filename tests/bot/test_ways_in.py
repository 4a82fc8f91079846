"""Whatever a platform can have done by the router takes of the share of whoever wants it."""

import asyncio
import inspect
from dataclasses import replace

import pytest

from adapters.console.traits import CONSOLE
from bot.ports.errors import ShareSpentError
from bot.ports.platforms import LookUp
from bot.router import Router
from bot.runtime.fair_queue import FairQueue
from bot.runtime.shares import PeoplesShares
from content.answers.reply import LookUpOffer
from content.commands.admin import Pause, Remind
from content.commands.newsdesk import ClaimHistory
from content.commands.parse import Ask, ManageFeeds, Review
from content.commands.shares import Errand
from content.understanding.intents import Intent
from fakes.newsroom import StoppedClock, make_router
from fakes.patience import PATIENCE_S
from fakes.rooms import ADMIN, HERE, Channels
from fakes.shares import SpentShares

AROUND = Channels()
WAYS_IN = {
    "handle": lambda router: router.handle(Ask("is it out?"), ADMIN, AROUND),
    "handle_admin": lambda router: router.handle_admin(Pause(None), HERE, AROUND, by=ADMIN),
    "refusal": lambda router: router.refusal(Pause(None), HERE, AROUND, by=ADMIN),
    "forget_me": lambda router: router.forget_me(ADMIN),
    "remind": lambda router: router.remind(Remind("daredevil"), ADMIN),
    "review": lambda router: router.review(Review(), ADMIN),
    "manage_feeds": lambda router: router.manage_feeds(ManageFeeds(), ADMIN),
    "record": lambda router: router.record(ClaimHistory("daredevil"), ADMIN),
    "claims_named": lambda router: router.claims_named("a", ADMIN, most=5),
    "shows_typed": lambda router: router.shows_typed("jess", ADMIN),
    "ask": lambda router: router.ask("is it out?", ADMIN),
    "take_offer": lambda router: router.take_offer(LookUpOffer("frieren"), ADMIN),
    "look_up": lambda router: router.look_up(LookUp(intent=Intent.HELP, speaker=ADMIN)),
    "show_history": lambda router: router.show_history(
        LookUp(intent=Intent.CHANGE_HISTORY, speaker=ADMIN)
    ),
    "look_up_words": lambda router: router.look_up_words("frieren", ADMIN),
}
OF_PLATFORMS = {"go_on_in", "leave", "present_in", "come_back"}
"""What a platform says by itself, and nobody wants."""


def test_these_are_all_ways_in():
    public = inspect.getmembers(Router, inspect.iscoroutinefunction)

    assert {name for name, _ in public if not name.startswith("_")} == {*WAYS_IN, *OF_PLATFORMS}


@pytest.mark.parametrize("way", WAYS_IN)
async def test_each_is_closed_to_whoever_has_had_their_share(way):
    spent = SpentShares()

    with pytest.raises(ShareSpentError):
        await WAYS_IN[way](make_router(shares=spent))

    assert [who for who, _ in spent.turned_away] == ["discord:an-admin"]


@pytest.mark.parametrize("way", WAYS_IN)
async def test_each_is_waited_before_while_others_are_served(way):
    queue = FairQueue(at_once=1)
    router = make_router(shares=PeoplesShares(StoppedClock(), {}, queue=queue))
    other = await queue.enter("another", "elsewhere")

    waiting = asyncio.create_task(WAYS_IN[way](router))
    await asyncio.wait({waiting}, timeout=0.05)
    assert not waiting.done()

    other.leave()
    await asyncio.wait_for(waiting, PATIENCE_S)
    assert queue.is_idle


async def test_one_command_takes_one_share_however_many_steps_it_has():
    router = make_router(shares=PeoplesShares(StoppedClock()))

    for _ in range(10):
        await router.look_up_words("is it out?", ADMIN)

    with pytest.raises(ShareSpentError):
        await router.ask("is it out?", ADMIN)
    await router.remind(Remind("daredevil"), ADMIN)


@pytest.mark.parametrize("way", WAYS_IN)
async def test_whoever_runs_violet_may_have_anything_as_often_as_they_like(way):
    router = replace(make_router(shares=SpentShares()), traits=CONSOLE)

    await WAYS_IN[way](router)


async def test_everybodys_direct_messages_are_their_own():
    shares = PeoplesShares(StoppedClock())
    router = make_router(shares=shares)

    for number in range(150):
        alone = replace(ADMIN, destination=replace(HERE, workspace=""), person=f"{number}")
        await router.ask("hello", alone)

    assert {errand for _, errand in shares._accounts} == {Errand.QUESTION}
