"""Editors record what is claimed and take it back, in chat: who, when, what, and once."""

import asyncio
from datetime import timedelta

import pytest

from adapters.console.traits import CONSOLE
from adapters.discord.traits import DISCORD
from bot.ports.platforms import Speaker
from bot.runtime.knowledge import Catalogues
from bot.verbs.fetch import fetch
from bot.verbs.notice import NoticeState, notice
from content.commands.parse import read_command
from content.facts.editor_claims import NEWSDESK
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.newsroom import NOW, FixedKnowledge, StoppedClock, make_router
from fakes.rooms import HERE, Channels
from fakes.sources import FakeSource
from fakes.tellings import subscription

PAGE = "https://www.netflix.com/tudum/jessica-jones"
CLAIM = (
    "jessica jones season 3 release-date 14 June 2019 stance confirmed publisher Netflix "
    f"url {PAGE}"
)
ID = "newsdesk-jessica-jones-3-release-date-20180201-120000"
EDITORS = frozenset({"discord:7", "discord:8"})


@pytest.fixture(params=["fake", "sqlite"])
def store(request):
    if request.param == "fake":
        return FakeDatabase()
    return request.getfixturevalue("opened_sqlite")


class Newsdesk:
    """A router, with what is fetched and noticed around it as one process does."""

    def __init__(self, store, *known) -> None:
        self.store, self.clock = store, StoppedClock()
        self.files = FakeSource(name="files")
        self.files.holds(catalogue(*known))
        self.knowledge = Catalogues([self.files.name, NEWSDESK])
        self.state = None
        self.router = make_router(
            traits=DISCORD,
            editors=EDITORS,
            clock=self.clock,
            knowledge=self.knowledge,
            subscriptions=store.subscriptions,
            editor_claims=store.editor_claims,
        )

    async def tick(self) -> None:
        for source in (self.files, self.store.editor_claims):
            await fetch(source, knowledge=self.knowledge)
        state = self.state or NoticeState(await self.store.journal.open())
        self.state = await notice(
            state,
            clock=self.clock,
            knowledge=self.knowledge,
            journal=self.store.journal,
            stories=self.store.stories,
        )
        while await self.store.journal.fan_out(now=self.clock.now()):
            pass

    async def types(self, words: str, person: str = "7") -> str:
        speaker = Speaker(destination=HERE, person=person)
        return (await self.router.handle(read_command(words), speaker, Channels())).text

    async def posted(self) -> list[str]:
        found = await self.store.journal.latest(limit=20)
        return [one.announcement.headline for one in reversed(found)]


@pytest.fixture
async def desk(store):
    desk = Newsdesk(store, claim(season=2, value="2018-03-08"))
    await desk.tick()
    desk.clock.pass_time(1)
    await store.subscriptions.subscribe(subscription(HERE, show=None))
    desk.clock.moment = NOW
    return desk


async def test_what_would_be_recorded_is_shown_first_and_nothing_is_stored(desk, store):
    said = await desk.types(f"newsdesk record {CLAIM}")

    assert said.startswith(
        "This is how it reads, and nothing is stored yet: Jessica Jones season 3, the release "
        "date: Friday 14 June 2019, confirmed (Netflix, "
    )
    assert "Told to 1 channel: Jessica Jones season 3 comes out on Friday 14 June 2019." in said
    assert await store.editor_claims.every() == []


async def test_what_it_says_to_write_records_it(desk, store):
    shown = await desk.types(f"newsdesk record {CLAIM}")
    command = shown.rpartition("To record it, write: ")[2]

    said = await desk.types(command)

    assert command.startswith("newsdesk record jessica jones season 3 kind release-date value 14 ")
    assert command.endswith(" confirm")
    assert said.startswith(
        "Recorded: Jessica Jones season 3, the release date: Friday 14 June 2019"
    )
    (kept,) = await store.editor_claims.every()
    assert (kept.claim.id, kept.by, kept.claim.recorded_at) == (ID, "discord:7", NOW)


async def test_the_same_twice_is_one_also_of_two_editors_at_once(desk, store):
    both = await asyncio.gather(
        desk.types(f"newsdesk record {CLAIM} confirm", "7"),
        desk.types(f"newsdesk record {CLAIM} confirm", "8"),
    )
    again = await desk.types(f"newsdesk record {CLAIM} confirm")

    assert sum(said.startswith("Recorded: ") for said in both) == 1
    assert again.startswith("That is recorded already: Jessica Jones season 3")
    assert f"Its id is {ID}." in again
    assert len(await store.editor_claims.every()) == 1


async def test_parts_may_come_in_any_order(desk):
    words = f"jessica jones s3 url {PAGE} publisher Netflix stance confirmed value 14 june 2019"

    await desk.types(f"newsdesk record {CLAIM} confirm")
    said = await desk.types(f"newsdesk record {words} kind release date confirm")

    assert said.startswith("That is recorded already")


async def test_what_is_recorded_is_posted_once_and_what_is_taken_back_too(desk):
    await desk.types(f"newsdesk record {CLAIM} confirm")
    desk.clock.pass_time(60)
    await desk.tick()
    await desk.tick()
    recorded = await desk.posted()
    desk.clock.pass_time(60)

    said = await desk.types(f"newsdesk retract {ID} reason It was about another show.", "8")
    await desk.tick()
    await desk.tick()

    reports = await desk.store.outbox.reports(HERE, limit=9)
    assert recorded == ["Jessica Jones season 3 comes out on Friday 14 June 2019."]
    assert len({one.announcement for one in reports}) == len(reports) == 2
    assert said.startswith("Taken back: Jessica Jones season 3, the release date: Friday 14 June")
    retracted = "Jessica Jones season 3: a report about the release date has been retracted."
    assert await desk.posted() == [*recorded, retracted]
    assert f"Told to 1 channel: {retracted}" in said


async def test_another_process_learns_it_and_tells_nothing_twice(desk, store):
    await desk.types(f"newsdesk record {CLAIM} confirm")
    desk.clock.pass_time(60)
    await desk.tick()
    other = Newsdesk(store, claim(season=2, value="2018-03-08", id_="as-a-file-has-it"))
    other.clock.moment = desk.clock.moment

    await other.tick()
    await desk.tick()

    assert ID in {one.id for one in other.knowledge.catalogue.about("jessica-jones")}
    assert sum("season 3" in said for said in await desk.posted()) == 1


async def test_a_process_that_fell_over_before_noticing_tells_it_once_after(desk, store):
    await desk.types(f"newsdesk record {CLAIM} confirm")
    restarted = Newsdesk(store, claim(season=2, value="2018-03-08", id_="as-a-file-has-it"))
    restarted.clock.moment = NOW + timedelta(hours=1)

    await restarted.tick()
    await restarted.tick()

    said = [one for one in await desk.posted() if "season 3" in one]
    assert said == ["Jessica Jones season 3 comes out on Friday 14 June 2019."]


async def test_a_report_that_is_older_than_what_is_held_moves_nothing(desk):
    newer = CLAIM.replace("14 June", "21 June")
    await desk.types(f"newsdesk record {newer} reported 2018-01-30 confirm")
    await desk.tick()

    said = await desk.types(f"newsdesk record {CLAIM} reported 2018-01-10")

    assert "Nothing is told of it: what is held stays as it is." in said


async def test_it_is_taken_back_once_and_who_did_is_said(desk, store):
    await desk.types(f"newsdesk record {CLAIM} confirm")
    back = f"newsdesk retract {ID} reason A mix-up."

    both = await asyncio.gather(desk.types(back, "7"), desk.types(back, "8"))
    again = await desk.types(back, "7")

    assert sum(said.startswith("Taken back: ") for said in both) == 1
    assert again.startswith("That was taken back already: ")
    assert "Taken back by discord:" in again
    assert len(await store.editor_claims.every()) == 2


async def test_what_was_taken_back_can_be_recorded_anew(desk):
    await desk.types(f"newsdesk record {CLAIM} confirm")
    await desk.types(f"newsdesk retract {ID} reason A mix-up.")
    desk.clock.pass_time(60)

    assert (await desk.types(f"newsdesk record {CLAIM} confirm")).startswith("Recorded: ")


async def test_the_history_has_each_claim_with_its_id_and_who_did_what(desk):
    await desk.types(f"newsdesk record {CLAIM} confirm")
    desk.clock.pass_time(60)
    await desk.types(f"newsdesk retract {ID} reason A mix-up.", "8")

    every = await desk.types("newsdesk history jessica jones")
    third = await desk.types("newsdesk history jessica jones season 3")

    lines = third.splitlines()
    assert lines[0] == "2 claims about Jessica Jones season 3, the newest first:"
    assert lines[1].startswith("newsdesk-jessica-jones-3-release-date-20180201-120100: Takes back ")
    assert lines[1].endswith(f"{ID}: A mix-up. Recorded by discord:8, 2018-02-01 12:01 UTC.")
    assert lines[2].startswith(f"{ID}: Jessica Jones season 3, the release date: Friday 14 June")
    assert "Recorded by discord:7, 2018-02-01 12:00 UTC." in lines[2]
    assert lines[2].endswith("Taken back by discord:8, 2018-02-01 12:01 UTC.")
    assert every.startswith("3 claims about Jessica Jones, the newest first:")
    assert "It stands in a show file." in every


async def test_what_stands_in_a_file_can_be_taken_back_too(store):
    desk = Newsdesk(store, claim(season=2, value="2018-03-08", id_="a-date"))
    await desk.tick()
    desk.clock.pass_time(60)

    said = await desk.types("newsdesk retract a-date reason The page was wrong.")
    again = await desk.types("newsdesk retract a-date reason The page was wrong.", "8")
    await desk.tick()

    assert said.startswith("Taken back: Jessica Jones season 2, the release date")
    assert again.startswith("That was taken back already: ")
    assert "Taken back by discord:7, 2018-02-01 12:01 UTC." in again
    assert "season 2: a report about the release date has been retracted" in str(
        await desk.posted()
    )


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        (CLAIM.replace("release-date", "relase-date"), "did you mean 'release-date'?"),
        (CLAIM.replace("confirmed", "confrimed"), "did you mean 'confirmed'?"),
        (CLAIM.replace("14 June", "31 June"), "write 2018, 2018-03, 2018-03-08"),
        (CLAIM.replace("14 June 2019", "2019-06-31"), "the month has 30"),
        (CLAIM.replace("https", "ftp"), "write the whole of it, such as https://"),
        (CLAIM.replace("www.", "me:secret@www."), "write the whole of it, such as https://"),
        (CLAIM.partition(" url ")[0], "write url https://"),
        (f"{CLAIM} reported 2018-02-02", "write the day on which the page appeared"),
        (f"{CLAIM} reported 2018-02-30", "the month has 28"),
        (f"{CLAIM} authority boss", "Unknown authority 'boss'"),
        (f"{CLAIM} market Germany", "Market"),
        (CLAIM.replace("14 June 2019", ""), "lacks its value"),
        (CLAIM.replace("release-date 14 June 2019", "episode-count lots"), "one such as 13"),
        (CLAIM.replace("release-date", "filming-start"), "write stance = 'planned'"),
        (f'{CLAIM} says "{"x" * 300}"', "at most 240"),
    ],
)
async def test_what_cannot_be_claimed_is_refused_with_what_to_write_instead(
    desk, store, words, cure
):
    said = await desk.types(f"newsdesk record {words} confirm")

    assert said.startswith("Nothing was recorded: that cannot be claimed as it stands.")
    assert cure in said
    assert await store.editor_claims.every() == []


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("record", "What is claimed, and of which show?"),
        ("record jessica jones season 3", "What is claimed, and of which show?"),
        (f"record jones the third season 3 renewal {PAGE}", "I don't follow that show"),
        (f"record jessica jones next season renewal {PAGE}", "Which season of Jessica Jones"),
        (f"record jessica jones season none renewal {PAGE}", "Which season of Jessica Jones"),
        ("retract", "Which claim is to be taken back, and why?"),
        (f"retract {ID}", "Which claim is to be taken back, and why?"),
        (f"retract {ID} reason A mix-up.", f"There is no claim {ID}."),
        ("history", "The claims of which show?"),
        ("history nobody's show", "I don't follow that show"),
        ("history jessica jones season 9", "Nothing is claimed of Jessica Jones season 9."),
    ],
)
async def test_what_is_missing_is_asked_for(desk, words, asked):
    assert asked in await desk.types(f"newsdesk {words}")


async def test_a_season_is_not_asked_for_where_there_is_only_one(desk):
    said = await desk.types(f"newsdesk record jessica jones renewal stance planned url {PAGE}")

    assert "Jessica Jones season 2, the renewal, planned (netflix.com, " in said


async def test_an_id_with_a_slip_is_met_with_the_nearest(desk):
    await desk.types(f"newsdesk record {CLAIM} confirm")

    said = await desk.types(f"newsdesk retract {ID[:-1]}1 reason A mix-up.")

    assert f"Did you mean {ID}?" in said


async def test_what_takes_back_is_not_taken_back(desk, store):
    await desk.types(f"newsdesk record {CLAIM} confirm")
    desk.clock.pass_time(1)
    await desk.types(f"newsdesk retract {ID} reason A mix-up.")
    _, retraction = await store.editor_claims.every()

    said = await desk.types(f"newsdesk retract {retraction.claim.id} reason It was right.")

    assert "Record the claim anew" in said
    assert len(await store.editor_claims.every()) == 2


@pytest.mark.parametrize(
    "words", [f"record {CLAIM} confirm", f"retract {ID} reason Wrong.", "history jessica jones"]
)
async def test_only_editors_may_and_others_are_told_who_makes_one(desk, store, words):
    said = await desk.types(f"newsdesk {words}", "a-fan")

    assert said.startswith("Only editors record what is claimed, and take it back.")
    assert "adding discord:a-fan to VIOLET_EDITORS" in said
    assert await store.editor_claims.every() == []


async def test_words_of_a_claim_are_shown_as_they_are_and_make_no_command(desk):
    says = "\ue000remind\ue003 it @everyone"

    said = await desk.types(f'newsdesk record {CLAIM} says "{says}"')

    assert "\ue000" not in said


async def test_whoever_runs_violet_is_an_editor_at_her_terminal(store):
    known = FixedKnowledge(catalogue(claim(), shows=(show(),)))
    router = make_router(traits=CONSOLE, knowledge=known, editor_claims=store.editor_claims)
    speaker = Speaker(destination=HERE, person="robyn")

    said = await router.handle(
        read_command(f"newsdesk record {CLAIM} confirm"), speaker, Channels()
    )

    assert said.text.startswith("Recorded: ")
