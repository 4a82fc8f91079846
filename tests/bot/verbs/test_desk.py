"""Editors at work on the newsdesk: amending, drafting and rejecting, each with one outcome."""

import asyncio
from dataclasses import replace

import pytest

from adapters.console.traits import CONSOLE
from bot.ports.platforms import Speaker
from content.answers.correction_notes import CorrectionNote
from content.commands.desk import DeskAction, DeskButton, DeskItemKind, desk_buttons
from content.commands.newsdesk import RecordClaim
from content.commands.parse import Review, read_command
from content.facts.claims import Action
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.show_files.typed_claims import TypedClaim
from fakes.claims import catalogue, claim, show
from fakes.database import FakeDatabase
from fakes.followed import proposed
from fakes.newsroom import NOW, FixedKnowledge, StoppedClock, make_router
from fakes.rooms import HERE, Channels
from fakes.tellings import channel, subscription

DARK_WINDS = show("dark-winds", title="Dark Winds", short="Dark Winds")
JESSICA = show()
HELD = replace(claim(id_="held", show_id="dark-winds", value="2018"), origin="files")
PAGE = "https://www.amc.com/news/1"


class Desk:
    """Two editors at the same newsdesk."""

    def __init__(self) -> None:
        self.memory = FakeDatabase()
        self.clock = StoppedClock()
        known = FixedKnowledge(catalogue(HELD, shows=(DARK_WINDS, JESSICA)))
        self.router = make_router(
            memory=self.memory, traits=CONSOLE, knowledge=known, clock=self.clock
        )

    async def says(self, words, *, by="robyn"):
        return await self.does(read_command(words), by=by)

    async def does(self, command, *, by="robyn"):
        speaker = Speaker(destination=HERE, person=by)
        return await self.router.handle(command, speaker, Channels())

    async def presses(self, button, *, by="robyn"):
        return await self.does(DeskButton.from_key(button.key).command, by=by)

    async def proposes(self, one=None):
        await self.memory.proposals.propose([one or proposed()], now=NOW)
        return (await self.waiting())[-1]

    async def waiting(self):
        return (await self.memory.proposals.waiting(limit=99)).oldest

    async def hears(self, words, show="dark-winds", season=2):
        fan = Speaker(destination=HERE, person="a-fan")
        note = CorrectionNote(words, show, season)
        await self.memory.corrections.keep(note, fan, message=None, now=NOW)
        return (await self.memory.corrections.waiting(limit=99)).oldest[-1].number

    async def claimed(self):
        return [one.claim for one in await self.memory.editor_claims.every()]


@pytest.fixture
def desk():
    return Desk()


def button(item, action):
    return next(one for one in desk_buttons(item) if one.action is action)


async def test_what_waits_is_shown_with_its_buttons_and_all_that_a_form_is_filled_with(desk):
    one = await desk.proposes()
    number = await desk.hears("It is out in 2019, not in 2018.")

    said = await desk.says("newsdesk review")

    correction, proposal = sorted(said.desk, key=lambda item: item.kind)
    assert (proposal.kind, proposal.number, proposal.revision) == (
        DeskItemKind.PROPOSAL,
        one.number,
        1,
    )
    assert (proposal.show, proposal.season) == ("Dark Winds", "2")
    assert (proposal.claim.kind, proposal.claim.value) == ("release-date", "2018-03-08")
    assert [item.line for item in said.desk] == list(said.lines[:2])
    assert [b.label for b in desk_buttons(proposal)] == ["Accept", "Amend …", "Reject …"]
    assert (correction.kind, correction.number) == (DeskItemKind.CORRECTION, number)
    assert correction.claim == TypedClaim(
        kind="release-date", value="2019", stance=correction.claim.stance
    )
    assert [b.label for b in desk_buttons(correction)] == ["Make a claim …", "Done"]


async def test_a_proposal_says_whether_it_would_be_news_and_to_how_many_channels(desk):
    for name in ("C1", "C2"):
        await desk.memory.subscriptions.subscribe(subscription(channel(name), show="dark-winds"))
    await desk.proposes()
    await desk.proposes(
        replace(proposed("same"), claim=replace(HELD, id="same", says="the same again"))
    )

    said = (await desk.says("newsdesk review")).lines

    assert "If you accept it: Told to 2 channels: " in said[0]
    assert "8 March 2018" in said[0].partition("Told to")[2]
    assert "Accepting it tells nobody: what is held stays as it is." in said[1]


async def test_an_amended_proposal_is_shown_as_it_reads_and_is_claimed_so_once_accepted(desk):
    one = await desk.proposes()

    said = await desk.says(f"newsdesk review amend {one.number} value 9 March 2018 url {PAGE}")

    assert said.headline == f"Proposal {one.number} is amended and still waits. It now reads:"
    assert "the release date: Friday 9 March 2018" in said.lines[0]
    assert "Amended by console:robyn, 2018-02-01 12:00 UTC." in said.lines[0]
    (item,) = said.desk
    assert (item.revision, item.claim.value, item.claim.url) == (2, "2018-03-09", PAGE)
    accepted = await desk.presses(button(item, DeskAction.ACCEPT), by="sam")
    assert accepted.headline.startswith("Accepted: Dark Winds season 2")
    (kept,) = await desk.claimed()
    assert kept.value == PartialDate.parse("2018-03-09")
    assert kept.id == "newsdesk-dark-winds-2-release-date-20180201-120000"


async def test_what_a_form_sends_back_unchanged_amends_nothing(desk):
    one = await desk.proposes()
    form = await desk.presses(DeskButton(action=DeskAction.AMEND, number=one.number, revision=1))
    item = form.form

    sent = Review(
        amend=str(one.number),
        revision="1",
        changes=item.claim,
        show=item.show,
        season=item.season,
    )
    said = await desk.does(sent)

    assert said.desk == (item,)
    assert (await desk.waiting())[0] == one


async def test_a_part_that_is_emptied_is_gone(desk):
    one = await desk.proposes(replace(proposed(), claim=replace(HELD, claimant="Somebody")))

    await desk.does(Review(amend=str(one.number), changes=TypedClaim(claimant="")))

    assert (await desk.waiting())[0].proposal.claim.claimant is None


@pytest.mark.parametrize(
    "changes",
    [
        "value 31 February 2018",
        "kind relase-date",
        "stance surely",
        "url netflix.com",
        "reported 1 May 2030",
        "market Narnia",
    ],
)
async def test_a_fault_is_said_as_of_what_is_recorded_and_nothing_typed_is_lost(desk, changes):
    one = await desk.proposes()
    typed = one.proposal.claim
    parts = {"value": "8 March 2018", "kind": "release-date", "url": PAGE, "publisher": "AMC"}
    name, _, text = changes.partition(" ")
    recorded = " ".join(f"{key} {value}" for key, value in (parts | {name: text}).items())

    said = await desk.says(f"newsdesk review amend {one.number} {changes} detail a part")

    faults = (await desk.says(f"newsdesk record dark winds season 2 {recorded}")).lines
    assert faults
    assert said.headline == "Nothing was amended: that cannot be claimed as it stands."
    assert said.lines[: len(faults)] == faults
    assert getattr(said.form.claim, name) == text
    assert said.form.claim.detail == "a part"
    mended = said.lines[-1]
    assert "detail a part" in said.text
    assert mended.startswith("What you wrote, to be mended: ")
    assert (await desk.waiting())[0].proposal.claim == typed


async def test_another_show_or_season_can_be_meant(desk):
    one = await desk.proposes()

    said = await desk.says(
        f"newsdesk review amend {one.number} show jessica jones season 3 value early 2019"
    )
    unknown = await desk.says(f"newsdesk review amend {one.number} show nothing like it season 3")

    assert "Jessica Jones season 3, the release date: early 2019" in said.lines[0]
    assert "I don't follow that show" in unknown.headline
    assert unknown.form.show == "nothing like it"
    assert str((await desk.waiting())[0].proposal.claim.subject) == "jessica-jones/3"


async def test_who_decides_what_was_amended_meanwhile_is_shown_how_it_reads_now(desk):
    one = await desk.proposes()
    (stale,) = (await desk.says("newsdesk review", by="sam")).desk
    await desk.says(f"newsdesk review amend {one.number} value 9 March 2018")

    late = [
        await desk.presses(button(stale, DeskAction.ACCEPT), by="sam"),
        await desk.does(
            replace(button(stale, DeskAction.REJECT).command, reason="A guess."), by="sam"
        ),
        await desk.does(
            replace(button(stale, DeskAction.AMEND).command, changes=TypedClaim(value="2020")),
            by="sam",
        ),
    ]

    for said in late:
        assert said.headline == (
            f"Nothing was changed: console:robyn amended proposal {one.number} meanwhile. "
            "It now reads:"
        )
        assert "Friday 9 March 2018" in said.lines[0]
        assert [item.revision for item in said.desk] == [2]
    assert late[2].form.claim.value == "2020"
    assert (await desk.waiting())[0].revision == 2


async def test_a_double_click_and_a_slower_editor_are_told_what_was_decided(desk):
    await desk.proposes()
    (item,) = (await desk.says("newsdesk review")).desk
    accept = button(item, DeskAction.ACCEPT)

    first, *late = await asyncio.gather(
        desk.presses(accept),
        desk.presses(accept),
        desk.presses(button(item, DeskAction.REJECT), by="sam"),
        desk.presses(button(item, DeskAction.AMEND), by="sam"),
    )

    assert first.headline.startswith("Accepted: ")
    for said in late:
        assert said.headline == f"Proposal {item.number} waits no more."
        assert "Accepted by console:robyn, 2018-02-01 12:00 UTC." in said.lines[0]
    assert len(await desk.claimed()) == 1


async def test_a_reason_is_said_and_stands_in_the_history_with_who_and_when(desk):
    one = await desk.proposes()
    other = await desk.proposes(proposed("another"))
    await desk.says(f"newsdesk review amend {other.number} value 9 March 2018")
    await desk.says(f"newsdesk review accept {other.number}")
    desk.clock.pass_time(60)

    said = await desk.says(f"newsdesk review reject {one.number} reason It is a fan's guess.")

    assert said.lines[0] == "The reason: It is a fan's guess."
    history = (await desk.says("newsdesk history dark winds season 2")).text
    assert history.startswith("3 decisions of editors, and 2 claims about Dark Winds season 2")
    assert (
        "Rejected by console:robyn, 2018-02-01 12:01 UTC. The reason: It is a fan's guess."
        in history
    )
    assert "Amended by console:robyn, 2018-02-01 12:00 UTC." in history
    assert "Accepted by console:robyn, 2018-02-01 12:00 UTC." in history
    assert "decision" not in (await desk.says("newsdesk history dark winds season 3")).text


async def test_a_reason_that_cannot_be_kept_rejects_nothing(desk):
    one = await desk.proposes()

    said = await desk.says(f"newsdesk review reject {one.number} reason {'x' * 300}")

    assert said.headline == f"Proposal {one.number} still waits."
    assert said.lines
    assert await desk.waiting() == [one]


async def test_a_draft_waits_and_is_claimed_once_it_is_accepted(desk):
    words = f"dark winds season 3 release-date 14 june 2019 publisher AMC url {PAGE}"

    said = [await desk.says(f"newsdesk draft {words}") for _ in range(2)]

    (item,) = said[0].desk
    assert [one.headline for one in said] == [
        f"This is how it reads; it waits as proposal {item.number}.",
        f"That waits already, as proposal {item.number}.",
    ]
    assert "Drafted by console:robyn." in item.line
    assert await desk.claimed() == []
    await desk.presses(button(item, DeskAction.ACCEPT))
    assert [one.source.url for one in await desk.claimed()] == [PAGE]


@pytest.mark.parametrize(
    "wanted",
    [
        RecordClaim(is_draft=True),
        RecordClaim(show="dark winds", claim=TypedClaim(kind="relase"), is_draft=True),
        RecordClaim(show="no such show", claim=TypedClaim(kind="renewal"), is_draft=True),
        RecordClaim(show="jessica jones", claim=TypedClaim(kind="renewal"), is_draft=True),
    ],
)
async def test_a_draft_with_faults_is_handed_back_as_it_was_typed(desk, wanted):
    said = await desk.does(wanted)

    assert (said.form.kind, said.form.claim) == (DeskItemKind.TYPED, wanted.claim)
    assert (said.form.show, said.form.season) == (wanted.show, wanted.season)
    assert await desk.waiting() == []


async def test_a_correction_is_a_claim_in_two_clicks(desk):
    number = await desk.hears(f"No, season 2 comes out on 9 March 2018: {PAGE}")
    (correction,) = (await desk.says("newsdesk review")).desk

    drafted = await desk.presses(button(correction, DeskAction.DRAFT))
    accepted = await desk.presses(button(drafted.desk[0], DeskAction.ACCEPT))

    assert f"The correction {number} is done with it." in accepted.lines
    (kept,) = await desk.claimed()
    assert (str(kept.value), kept.source.url, kept.source.publisher) == (
        "2018-03-09",
        PAGE,
        "amc.com",
    )
    late = await desk.presses(button(correction, DeskAction.DRAFT), by="sam")
    assert late.headline == (
        f"Correction {number} waits no more: console:robyn closed it, 2018-02-01 12:00 UTC."
    )
    assert (await desk.presses(button(correction, DeskAction.DONE))).headline == late.headline


async def test_a_correction_that_says_too_little_is_filled_in(desk):
    number = await desk.hears("No, season 2 comes out on 9 March 2018!")

    short = await desk.does(Review(draft=str(number)))

    assert short.headline == f"To make a claim of correction {number}, I need to know more."
    assert "No page is named" in short.text
    assert (short.form.claim.value, short.form.show, short.form.season) == (
        "2018-03-09",
        "Dark Winds",
        "2",
    )
    filled = replace(short.form.claim, url=PAGE, publisher="AMC")
    drafted = await desk.does(Review(draft=str(number), changes=filled))
    again = await desk.does(Review(draft=str(number), changes=filled), by="sam")
    assert drafted.headline.startswith("This is how it reads")
    assert again.headline.startswith("That waits already")
    assert len(await desk.waiting()) == 1


async def test_a_correction_of_no_show_asks_for_it_and_takes_it_in_words(desk):
    number = await desk.hears("That is wrong.", show=None, season=None)

    short = await desk.says(f"newsdesk review draft {number}")
    said = await desk.says(
        f"newsdesk review draft {number} jessica jones season 3 kind renewal url {PAGE}"
    )

    assert "Which show is that about?" in short.text
    assert "Jessica Jones season 3, the renewal" in said.text


async def test_what_takes_a_claim_back_is_decided_as_it_is(desk):
    one = proposed()
    back = replace(one.claim, value=None, action=Action.RETRACTS, retracts=("held",))
    kept = await desk.proposes(replace(one, claim=back))

    said = await desk.says(f"newsdesk review amend {kept.number} value 2019")

    assert "accept or reject it as it is" in said.headline
    assert [b.action for b in desk_buttons(said.desk[0])] == [DeskAction.ACCEPT, DeskAction.REJECT]
    assert "to take back held" in said.lines[0]
    assert (await desk.waiting())[0] == kept


@pytest.mark.parametrize("kind", [Kind.RENEWAL, Kind.CAST, Kind.EPISODE_COUNT, Kind.RELEASE_DATE])
async def test_whatever_is_proposed_can_be_amended_in_one_part_and_stays_in_the_others(desk, kind):
    value = {Kind.CAST: "Zahn McClarnon", Kind.EPISODE_COUNT: 8}.get(
        kind, PartialDate.parse("2018-01-05")
    )
    quote = "“Words of a page” that are far longer than what anybody may type. " * 5
    before = replace(
        proposed().claim, kind=kind, value=value, says=quote, via="a-wire", market="US"
    )
    one = await desk.proposes(replace(proposed(), claim=before, quote=quote))

    await desk.says(f"newsdesk review amend {one.number} stance planned")

    after = (await desk.waiting())[0].proposal.claim
    assert after.stance == "planned"
    assert replace(after, id=before.id, stance=before.stance) == before


@pytest.mark.parametrize("words", ["amend x", "amend", "draft y", "accept 1 revision x", "done"])
async def test_a_number_that_cannot_be_read_changes_nothing(desk, words):
    one = await desk.proposes()

    assert "I can't read that number" in (await desk.says(f"newsdesk review {words}")).headline
    assert await desk.waiting() == [one]


async def test_only_editors_amend_and_draft(desk):
    one = await desk.proposes()
    number = await desk.hears("It is out in 2019.")
    router = make_router(memory=desk.memory)
    fan = Speaker(destination=HERE, person="a-fan")

    for words in (
        f"newsdesk review amend {one.number} value 2020",
        f"newsdesk review draft {number}",
        f"newsdesk draft dark winds season 2 renewal url {PAGE}",
    ):
        said = await router.handle(read_command(words), fan, Channels())
        assert "Only editors" in said.text
    assert await desk.waiting() == [one]
