"""Claims that are offered while an editor types the id of one."""

import pytest

from adapters.discord.traits import DISCORD
from bot.ports.platforms import Speaker
from content.facts.claims import Action
from content.subscriptions.destination import Destination
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, FixedKnowledge, make_router

HERE = Destination(platform=DISCORD.id, workspace="1", channel="2")
ECHO = show("echo", title="Echo", short="Echo")


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
async def offered(memory):
    filed = [
        claim(id_="jj-2-old", on="2017-01-01"),
        claim(id_="jj-2-new", on="2017-12-09"),
        claim(id_="echo-renewal", kind="renewal", value=None, show_id="echo", season=1),
    ]
    recorded = [
        claim(id_="newsdesk-first", kind="renewal", value=None, season=3),
        claim(id_="newsdesk-second", value="2019-06-14", season=3),
    ]
    for one in recorded:
        await memory.editor_claims.record(one, by="discord:7", now=NOW)
    known = FixedKnowledge(catalogue(*filed, shows=(show(), ECHO)))
    router = make_router(memory=memory, knowledge=known, editors=frozenset({"discord:7"}))

    async def offered(typed: str, person: str = "7", most: int = 25):
        found = await router.claims_named(
            typed, Speaker(destination=HERE, person=person), most=most
        )
        return [one.id for one in found]

    return offered


async def test_what_editors_recorded_comes_first_the_newest_before_the_others(offered):
    assert (await offered(""))[:2] == ["newsdesk-second", "newsdesk-first"]
    assert set(await offered("")) >= {"jj-2-old", "jj-2-new", "echo-renewal"}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("renewal", {"newsdesk-first", "echo-renewal"}),
        ("jessica season 3", {"newsdesk-second", "newsdesk-first"}),
        ("ECHO", {"echo-renewal"}),
        ("jj-2-n", {"jj-2-new"}),
        ("nonsense", set()),
    ],
)
async def test_words_of_the_show_the_kind_or_the_id_find_a_claim(offered, typed, wanted):
    assert set(await offered(typed)) == wanted


async def test_what_was_taken_back_and_what_takes_back_is_not_offered(offered, memory):
    back = claim(
        id_="newsdesk-back",
        action=Action.RETRACTS,
        retracts=("newsdesk-second", "jj-2-old"),
        value=None,
    )
    await memory.editor_claims.record(back, by="discord:7", now=NOW)

    assert set(await offered("jessica")) == {"newsdesk-first", "jj-2-new"}


async def test_no_more_are_offered_than_are_wanted(offered):
    assert len(await offered("", most=2)) == 2


async def test_who_is_no_editor_is_offered_nothing(offered):
    assert await offered("", person="8") == []
