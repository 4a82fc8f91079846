"""What waits for the editors, turned over page by page."""

from datetime import timedelta

import pytest

from adapters.console.traits import CONSOLE
from bot.ports.platforms import Speaker
from content.answers.correction_notes import CorrectionNote
from content.commands.parse import Review
from content.facts.proposals import Proposal
from fakes.claims import claim
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, make_router
from fakes.rooms import HERE


@pytest.fixture
async def desk():
    """Twelve proposals and as many corrections, found one after another in turn."""
    memory = FakeDatabase()
    speaker = Speaker(destination=HERE, person="robyn")
    for number in range(12):
        at = NOW + timedelta(minutes=2 * number)
        proposed = Proposal(
            claim=claim(id_=f"claim-{number}"), quote="It is.", doubts=(), found_at=at
        )
        await memory.proposals.propose([proposed], now=at)
        note = CorrectionNote(words=f"Correction {number}.")
        at += timedelta(minutes=1)
        someone = Speaker(destination=HERE, person=f"fan-{number}")
        await memory.corrections.keep(note, someone, message=None, now=at)
    router = make_router(memory=memory, traits=CONSOLE)

    async def seen(start):
        return await router.review(Review(start=start), speaker)

    return seen


async def test_turning_over_shows_everything_once_and_the_oldest_first(desk):
    seen, start = [], 1
    while start is not None:
        said = await desk(start)
        assert said.begins_at == start
        seen += [(one.kind, one.number) for one in said.desk]
        start = said.goes_on_at

    assert seen == [
        (kind, number) for number in range(1, 13) for kind in ("proposal", "correction")
    ]


@pytest.mark.parametrize("start", [0, 25, 999_999])
async def test_a_place_that_there_is_no_more_is_the_first(desk, start):
    said = await desk(start)

    assert (said.begins_at, said.desk[0].number) == (1, 1)
