"""What waits for the editors: proposals beside corrections, each decided once."""

import asyncio
from dataclasses import replace

import pytest

from adapters.console.traits import CONSOLE
from bot.ports.platforms import Speaker
from content.articles.second_thoughts import NOT_CONFIRMED
from content.commands.parse import read_command
from content.facts.claims import Season, Subject
from content.facts.kinds import Kind
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.followed import followed, proposed
from fakes.newsroom import NOW, FixedKnowledge, make_router
from fakes.rooms import HERE, Channels

DARK_WINDS = show("dark-winds", title="Dark Winds", short="Dark Winds")
DATED = replace(claim(id_="held", show_id="dark-winds", value="2018-05-05"), origin="tvmaze")


@pytest.fixture
def memory() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def typed(memory):
    async def type_in(words: str, **parts: object) -> str:
        known = FixedKnowledge(catalogue(DATED, shows=(DARK_WINDS,)))
        router = make_router(memory=memory, traits=CONSOLE, knowledge=known, **parts)
        speaker = Speaker(destination=HERE, person="robyn")
        return (await router.handle(read_command(words), speaker, Channels())).text

    return type_in


@pytest.fixture
async def waiting(memory):
    await memory.watchlist.follow(followed(), now=NOW)
    await memory.proposals.propose([proposed()], now=NOW)
    (one,) = (await memory.proposals.waiting(limit=9)).oldest
    return one


async def test_a_proposal_is_shown_with_its_words_its_doubts_and_what_is_believed(typed, waiting):
    said = (await typed("newsdesk review")).splitlines()

    season = "Dark Winds season 2"
    assert said[0] == "1 proposal is waiting."
    assert said[1].startswith(
        f"Proposal {waiting.number}. {season}, the release date: Thursday 8 March 2018"
    )
    assert "“TVmaze lists a “season 3” — 第二季” No day is listed. It may be a mistake." in said[1]
    assert "Believed now: Saturday 5 May 2018" in said[1]
    assert said[-1] == (
        "Decide a proposal with: newsdesk review accept NUMBER, "
        "newsdesk review amend NUMBER value VALUE or newsdesk review reject NUMBER reason WORDS"
    )


async def test_a_proposal_is_shown_in_the_language_of_the_editor(memory):
    await memory.watchlist.follow(followed(), now=NOW)
    doubtful = replace(proposed(), doubts=(NOT_CONFIRMED,))
    await memory.proposals.propose([doubtful], now=NOW)
    known = FixedKnowledge(catalogue(DATED, shows=(DARK_WINDS,)))
    router = make_router(memory=memory, traits=CONSOLE, knowledge=known)
    speaker = Speaker(destination=HERE, person="robyn", locale="de")

    said = await router.handle(read_command("newsdesk review"), speaker, Channels())

    headline, proposal, *_ = said.text.splitlines()
    assert headline == "1 Vorschlag wartet."
    assert "Staffel 2 von Dark Winds, der Starttermin: Donnerstag, 8. März 2018" in proposal
    assert "Der nächste Satz sagt, dass es nicht bestätigt ist." in proposal
    assert "Gilt jetzt: Samstag, 5. Mai 2018" in proposal


async def test_what_is_accepted_is_claimed_of_the_show_that_is_followed(typed, memory, waiting):
    said = await typed(f"newsdesk review accept {waiting.number}")

    assert "Accepted: Dark Winds season 2, the release date: Thursday 8 March 2018." in said
    held = await memory.watchlist.followed("dark-winds")
    assert [one.id for one in held.claims] == ["a-season"]
    assert await typed("newsdesk review") == "No correction is waiting."


async def test_what_is_rejected_is_not_claimed_and_is_gone(typed, memory, waiting):
    said = await typed(f"newsdesk review reject {waiting.number}")

    assert "Rejected: Dark Winds season 2" in said
    assert (await memory.watchlist.followed("dark-winds")).claims == ()
    assert await typed("newsdesk review") == "No correction is waiting."


async def test_each_is_decided_once_whoever_is_first(typed, waiting):
    accept = f"newsdesk review accept {waiting.number}"
    both = await asyncio.gather(
        typed(accept), typed(f"newsdesk review reject {waiting.number}"), typed(accept)
    )

    late = [said for said in both if said.startswith(f"Proposal {waiting.number} waits no more.")]
    assert len(late) == 2
    assert all("ccepted by console:robyn, 2018-02-01 12:00 UTC." in said for said in late)


@pytest.mark.parametrize("number", ["", "x", "-1", "1 2", "9" * 40])
async def test_a_number_that_cannot_be_read_decides_nothing(typed, memory, number):
    await memory.proposals.propose([proposed()], now=NOW)

    assert "I can't read that number" in await typed(f"newsdesk review accept {number}")
    assert (await memory.proposals.waiting(limit=0)).count == 1


async def test_only_editors_decide(memory, waiting):
    router = make_router(memory=memory)
    speaker = Speaker(destination=HERE, person="a-fan")
    words = f"newsdesk review accept {waiting.number}"

    said = await router.handle(read_command(words), speaker, Channels())

    assert "Only editors" in said.text
    assert (await memory.proposals.waiting(limit=0)).count == 1


async def test_a_proposal_without_a_value_is_told_too(typed, memory):
    season: Season = 3
    one = proposed("a-renewal")
    subject = Subject(one.claim.subject.show, season)
    renewal = replace(one.claim, subject=subject, kind=Kind.RENEWAL, value=None)
    await memory.proposals.propose([replace(one, claim=renewal)], now=NOW)

    said = await typed("newsdesk review")

    assert "Dark Winds season 3, the renewal" in said
    assert "Nothing is believed of it now." in said


async def test_of_many_as_many_are_shown_as_there_is_room_for(typed, memory):
    many = [proposed(f"number-{number}") for number in range(40)]
    await memory.proposals.propose(many, now=NOW)

    said = await typed("newsdesk review")

    assert said.startswith("40 proposals are waiting.")
    assert "more; these come first." in said
    assert len(said) < 3000
