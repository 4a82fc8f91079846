"""The newsdesk on Discord: what waits as cards, its buttons and its forms, as editors use them."""

import asyncio

import pytest

from bot.ports.errors import StorageError
from content.facts.proposals import EditorVerdict, Proposal
from fakes.claims import claim
from fakes.database import FakeDatabase
from fakes.newsroom import NOW

CORRECTION = "add fact: jessica jones season 4 is confirmed"
PAGE = "https://example.org/collider"
QUOTE = "The third season arrives on June 14."


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def subscriptions(memory):
    return memory.subscriptions


@pytest.fixture
def editor(world):
    return world.person("robyn")


@pytest.fixture
def other(world):
    return world.person("hogarth")


@pytest.fixture
def start(make_connector, world, memory, editor, other):
    """Start a run of Violet; what is kept outlives it."""

    async def start(editors=(editor, other), **parts):
        named = frozenset(f"discord:{one.id}" for one in editors)
        connector = make_connector(world, memory=memory, editors=named, **parts)
        await connector.start()
        return connector

    return start


@pytest.fixture
async def connector(start):
    return await start()


@pytest.fixture
def propose(memory):
    async def propose(count: int = 1, **wanted) -> None:
        """Let so many proposals wait, numbered from one."""
        parts = {"season": 3, "value": "2019-06-14", "says": "it arrives"} | wanted
        found = [
            Proposal(
                claim=claim(id_=f"found-{number}", **parts),
                quote=QUOTE,
                doubts=("No listing has it.",),
                found_at=NOW,
            )
            for number in range(1, count + 1)
        ]
        await memory.proposals.propose(found, now=NOW)

    return propose


@pytest.fixture
def review(world, channel, editor):
    async def review(by=editor, **options):
        return await world.run_command("newsdesk review", at=channel, by=by, **options)

    return review


async def recorded(memory) -> list:
    return [one.claim for one in await memory.editor_claims.every()]


async def verdicts(memory) -> list:
    return [one.verdict for one in await memory.proposals.decisions("jessica-jones", limit=9)][::-1]


@pytest.mark.usefixtures("connector")
async def test_what_waits_is_listed_with_its_buttons_for_the_editor_alone(review, propose):
    await propose()

    ran = await review()

    assert ran.is_private
    assert "1 proposal is waiting." in ran.text
    assert "Jessica Jones season 3, the release date: Friday 14 June 2019" in ran.text
    assert ran.message.buttons == {
        "desk:accept:1:1": "Accept",
        "desk:amend:1:1": "Amend …",
        "desk:reject:1:1": "Reject …",
    }
    assert "NUMBER" not in ran.text


@pytest.mark.usefixtures("connector")
async def test_what_is_accepted_says_so_in_its_place_and_nothing_else_moves(
    world, review, propose, memory, editor
):
    await propose(3)
    ran = await review()
    before = ran.message.buttons

    pressed = await world.press(ran.message, "desk:accept:2:1", by=editor)

    assert pressed.edits == 1
    assert [one.id for one in await recorded(memory)] == ["found-2"]
    texts = [ran.message.text.index(one) for one in ("Proposal 1", "Accepted", "Proposal 3")]
    assert texts == sorted(texts)
    assert list(ran.message.buttons) == [key for key in before if ":2:" not in key]


@pytest.mark.usefixtures("connector")
async def test_a_double_click_has_one_outcome(world, review, propose, memory, editor):
    await propose()
    ran = await review()

    await asyncio.gather(
        *(world.press(ran.message, "desk:accept:1:1", by=editor) for _ in range(3))
    )

    assert [one.id for one in await recorded(memory)] == ["found-1"]
    assert await verdicts(memory) == [EditorVerdict.ACCEPTED]
    assert "ccepted" in ran.message.text
    assert ran.message.buttons == {}


@pytest.mark.usefixtures("connector")
async def test_of_two_editors_the_second_is_told_what_the_first_decided(
    world, review, propose, memory, editor, other
):
    await propose()
    first, second = await review(), await review(by=other)
    await world.press(first.message, "desk:accept:1:1", by=editor)

    await world.press(second.message, "desk:accept:1:1", by=other)

    assert f"Accepted by discord:{editor.id}" in second.message.text.replace("\\", "")
    assert second.message.buttons == {}
    assert len(await recorded(memory)) == 1


@pytest.mark.usefixtures("connector")
async def test_a_proposal_is_amended_in_a_form_that_has_all_of_it(
    world, review, propose, memory, editor
):
    await propose()
    ran = await review()

    opened = await world.press(ran.message, "desk:amend:1:1", by=editor)
    sent = await world.submit(opened, value="2019-06-21", stance="planned")

    assert opened.filled == {
        "show": "Jessica Jones season 3",
        "kind": "release-date",
        "value": "2019-06-14",
        "stance": "confirmed",
        "page": f"{PAGE}\npublisher: Collider\nreported: 2017-12-09\nauthority: platform\n"
        "says: it arrives",
    }
    assert opened.modal["title"] == "Amend proposal 1"
    assert sent.edits == 1
    assert "Friday 21 June 2019, planned" in ran.message.text
    assert set(ran.message.buttons) == {"desk:accept:1:2", "desk:amend:1:2", "desk:reject:1:2"}
    await world.press(ran.message, "desk:accept:1:2", by=editor)
    (kept,) = await recorded(memory)
    assert (kept.value.notation, kept.stance.value) == ("2019-06-21", "planned")
    assert kept.source.url == PAGE


@pytest.mark.usefixtures("connector")
async def test_what_is_wrong_in_a_form_is_said_and_what_was_typed_is_not_lost(
    world, review, propose, memory, editor
):
    await propose()
    ran = await review()
    opened = await world.press(ran.message, "desk:amend:1:1", by=editor)

    sent = await world.submit(opened, kind="relase-date", value="30 February 2019")
    said = sent.text
    again = await world.press(sent.message, "deskagain:amend:1:1", by=editor)
    mended = await world.submit(again, kind="release-date", value="28 February 2019")

    assert sent.is_private
    assert "release-date" in said
    assert set(ran.message.buttons) == {"desk:accept:1:1", "desk:amend:1:1", "desk:reject:1:1"}
    assert again.filled == opened.filled | {"kind": "relase-date", "value": "30 February 2019"}
    assert mended.edits == 1
    assert "Thursday 28 February 2019" in sent.message.text
    assert set(sent.message.buttons) == {"desk:accept:1:2", "desk:amend:1:2", "desk:reject:1:2"}
    assert await recorded(memory) == []


@pytest.mark.usefixtures("connector")
async def test_what_another_amended_meanwhile_is_shown_before_it_is_accepted(
    world, review, propose, memory, editor, other
):
    await propose()
    mine, theirs = await review(), await review(by=other)
    opened = await world.press(theirs.message, "desk:amend:1:1", by=other)
    await world.submit(opened, value="2019-06-21")

    await world.press(mine.message, "desk:accept:1:1", by=editor)

    assert await recorded(memory) == []
    assert f"discord:{other.id}" in mine.message.text.replace("\\", "")
    assert "Friday 21 June 2019" in mine.message.text
    assert set(mine.message.buttons) == {"desk:accept:1:2", "desk:amend:1:2", "desk:reject:1:2"}


@pytest.mark.usefixtures("connector")
async def test_what_was_typed_while_another_amended_is_kept_beside_what_stands_now(
    world, review, propose, editor, other
):
    await propose()
    mine, theirs = await review(), await review(by=other)
    opened = await world.press(mine.message, "desk:amend:1:1", by=editor)
    first = await world.press(theirs.message, "desk:amend:1:1", by=other)
    await world.submit(first, value="2019-06-21")

    sent = await world.submit(opened, value="2019-06-28", stance="planned")
    said = sent.text.replace("\\", "")
    again = await world.press(sent.message, "deskagain:amend:1:2", by=editor)
    await world.submit(again)

    assert f"discord:{other.id} amended proposal 1 meanwhile" in said
    assert "Friday 21 June 2019" in said
    assert "**value:** 2019-06-28" in said
    assert (again.filled["value"], again.filled["stance"]) == ("2019-06-28", "planned")
    assert "Friday 28 June 2019, planned" in sent.message.text
    assert "desk:accept:1:3" in sent.message.buttons


@pytest.mark.usefixtures("connector")
async def test_a_form_is_not_opened_again_for_what_was_decided_meanwhile(
    world, review, propose, memory, editor, other
):
    await propose()
    ran = await review()
    opened = await world.press(ran.message, "desk:amend:1:1", by=editor)
    sent = await world.submit(opened, value="30 February 2019")
    await memory.proposals.decide(1, accepted=False, by=f"discord:{other.id}", now=NOW)

    pressed = await world.press(sent.message, "deskagain:amend:1:1", by=editor)

    assert pressed.modal is None
    assert f"Rejected by discord:{other.id}" in sent.message.text.replace("\\", "")
    assert sent.message.buttons == {}


@pytest.mark.usefixtures("connector")
async def test_a_form_that_is_sent_after_the_decision_changes_nothing(
    world, review, propose, memory, editor, other
):
    await propose()
    ran = await review()
    amending = await world.press(ran.message, "desk:amend:1:1", by=editor)
    rejecting = await world.press(ran.message, "desk:reject:1:1", by=editor)
    theirs = await review(by=other)
    await world.press(theirs.message, "desk:accept:1:1", by=other)

    await world.submit(amending, value="2019-06-21")
    await world.submit(rejecting, reason="It is a guess.")

    assert await verdicts(memory) == [EditorVerdict.ACCEPTED]
    assert f"Accepted by discord:{other.id}" in ran.message.text.replace("\\", "")
    assert ran.message.buttons == {}


@pytest.mark.usefixtures("connector")
async def test_what_is_rejected_is_rejected_for_a_reason_that_is_kept(
    world, review, propose, memory, editor
):
    await propose()
    ran = await review()

    opened = await world.press(ran.message, "desk:reject:1:1", by=editor)
    await world.submit(opened, reason="The page took it back.")

    (decided,) = await memory.proposals.decisions("jessica-jones", limit=9)
    assert opened.modal["title"] == "Reject proposal 1"
    assert (decided.verdict, decided.reason) == (EditorVerdict.REJECTED, "The page took it back.")
    assert "Rejected" in ran.message.text
    assert await recorded(memory) == []


@pytest.mark.usefixtures("connector")
async def test_a_reason_may_go_without_saying(world, review, propose, memory, editor):
    await propose()
    ran = await review()

    await world.submit(await world.press(ran.message, "desk:reject:1:1", by=editor))

    (decided,) = await memory.proposals.decisions("jessica-jones", limit=9)
    assert (decided.verdict, decided.reason) == (EditorVerdict.REJECTED, None)


@pytest.mark.usefixtures("connector")
async def test_a_correction_becomes_a_claim_in_two_clicks_and_is_done(
    world, channel, review, memory, editor
):
    said = f"correction: jessica jones season 3 premieres on 14 June 2019, see {PAGE}"
    await world.run_command("ask", at=channel, question=said)
    ran = await review()

    await world.press(ran.message, "desk:draft:1:0", by=editor)
    drafted = set(ran.message.buttons)
    await world.press(ran.message, "desk:accept:1:1", by=editor)

    assert drafted == {"desk:accept:1:1", "desk:amend:1:1", "desk:reject:1:1"}
    (kept,) = await recorded(memory)
    assert (kept.subject.season, kept.value.notation) == (3, "2019-06-14")
    assert (await memory.corrections.waiting(limit=9)).count == 0


@pytest.mark.usefixtures("connector")
async def test_a_correction_that_does_not_read_opens_a_form_with_what_is_known(
    world, channel, review, memory, editor
):
    await world.run_command("ask", at=channel, question=CORRECTION)
    ran = await review()

    opened = await world.press(ran.message, "desk:draft:1:0", by=editor)
    sent = await world.submit(opened, kind="renewal", page=PAGE)

    assert opened.modal["title"] == "Make a claim"
    assert opened.filled["show"] == "Jessica Jones season 4"
    assert sent.edits == 1
    assert "Drafted by" in ran.message.text
    await world.press(ran.message, "desk:accept:1:1", by=editor)
    assert [one.kind for one in await recorded(memory)] == ["renewal"]
    assert (await memory.corrections.waiting(limit=9)).count == 0


@pytest.mark.usefixtures("connector")
async def test_a_correction_of_which_nothing_comes_is_done(world, channel, review, memory, editor):
    await world.run_command("ask", at=channel, question=CORRECTION)
    ran = await review()

    await world.press(ran.message, "desk:done:1:0", by=editor)

    assert "Number 1 is done." in ran.message.text
    assert ran.message.buttons == {}
    assert (await memory.corrections.waiting(limit=9)).count == 0


async def test_buttons_and_forms_work_in_whichever_run_of_violet(
    start, world, review, propose, memory, editor
):
    await propose(2)
    first = await start()
    ran = await review()
    opened = await world.press(ran.message, "desk:amend:1:1", by=editor)
    await first.stop()
    await start()

    await world.submit(opened, value="2019-06-21")
    await world.press(ran.message, "desk:accept:1:2", by=editor)
    await world.press(ran.message, "desk:accept:2:1", by=editor)

    days = {one.value.notation for one in await recorded(memory)}
    assert days == {"2019-06-21", "2019-06-14"}


async def test_who_is_no_editor_any_more_is_told_so_alone_and_the_list_stays(
    start, world, channel, review, propose, memory, editor, other
):
    await propose()
    first = await start()
    await world.run_command("ask", at=channel, question=CORRECTION)
    ran = await review()
    before = ran.message.buttons
    opened = await world.press(ran.message, "desk:amend:1:1", by=editor)
    await first.stop()
    await start(editors=(other,))

    acts = [await world.press(ran.message, key, by=editor) for key in before]
    acts.append(await world.submit(opened, value="2019-06-21"))

    assert all(one.is_private and "Only editors" in one.text for one in acts)
    assert len(before) == 5
    assert ran.message.buttons == before
    assert await verdicts(memory) == []
    assert (await memory.corrections.waiting(limit=9)).count == 1


@pytest.mark.usefixtures("connector")
async def test_where_the_list_is_gone_the_outcome_is_said_anyway(world, review, propose, editor):
    await propose()
    ran = await review()
    opened = await world.press(ran.message, "desk:amend:1:1", by=editor)
    ran.message.deleted = True

    sent = await world.submit(opened, value="2019-06-21")

    assert sent.is_private
    assert "Friday 21 June 2019" in sent.text
    assert "desk:accept:1:2" in sent.message.buttons


def numbers_on(message) -> list[int]:
    keys = [key.split(":") for key in message.buttons if key.startswith("desk:accept")]
    return [int(number) for _, _, number, _ in keys]


@pytest.mark.usefixtures("connector")
async def test_a_longer_list_is_turned_page_by_page(world, review, propose, editor):
    await propose(12)
    ran = await review()
    seen = [numbers_on(ran.message)]

    while on := [key for key in ran.message.buttons if key.startswith("deskpage:on")]:
        await world.press(ran.message, on[0], by=editor)
        seen.append(numbers_on(ran.message))
    while back := [key for key in ran.message.buttons if key.startswith("deskpage:back")]:
        await world.press(ran.message, back[0], by=editor)

    assert [number for page in seen for number in page] == list(range(1, 13))
    assert len(seen) > 2
    assert numbers_on(ran.message) == seen[0]


@pytest.mark.usefixtures("connector")
async def test_a_page_goes_on_behind_what_still_waits_of_the_one_before(
    world, review, propose, editor
):
    await propose(12)
    ran = await review()
    shown = numbers_on(ran.message)
    await world.press(ran.message, "desk:accept:1:1", by=editor)
    await world.submit(await world.press(ran.message, "desk:reject:2:1", by=editor))

    await world.press(ran.message, "deskpage:on:1", by=editor)

    assert numbers_on(ran.message)[0] == shown[-1] + 1


@pytest.mark.usefixtures("connector")
async def test_a_page_that_is_turned_to_when_nothing_waits_any_more_says_so(
    world, review, propose, memory, editor
):
    await propose(6)
    ran = await review()
    for number in range(1, 7):
        await memory.proposals.decide(number, accepted=False, by="slack:T1/U1", now=NOW)

    await world.press(ran.message, "deskpage:on:1", by=editor)

    assert ran.message.buttons == {}
    assert "No correction is waiting." in ran.message.text


@pytest.mark.usefixtures("connector")
async def test_an_option_opens_the_form_or_decides_with_a_reason(world, review, propose, memory):
    await propose(2)

    opened = await review(amend=1)
    sent = await world.submit(opened, value="2019-06-21")
    rejected = await review(reject=2, reason="It is a guess.")

    assert sent.is_private
    assert set(sent.message.buttons) == {"desk:accept:1:2", "desk:amend:1:2", "desk:reject:1:2"}
    assert "Rejected" in rejected.text
    decided, _ = await memory.proposals.decisions("jessica-jones", limit=9)
    assert decided.reason == "It is a guess."


CLAIM = {"show": "jessica-jones", "season": "3", "kind": "renewal", "url": PAGE}


@pytest.mark.usefixtures("connector")
async def test_what_options_say_is_stored_with_a_button_below_how_it_reads(
    world, channel, memory, editor
):
    shown = await world.run_command("newsdesk record", at=channel, by=editor, **CLAIM)
    nothing = await recorded(memory)

    await world.press(shown.message, "desktyped:store", by=editor)

    assert nothing == []
    assert shown.is_private
    assert "Recorded: Jessica Jones season 3, the renewal" in shown.message.text
    assert shown.message.buttons == {}
    assert [one.kind for one in await recorded(memory)] == ["renewal"]


@pytest.mark.usefixtures("connector")
async def test_a_second_click_on_store_it_records_nothing_twice(world, channel, memory, editor):
    shown = await world.run_command("newsdesk record", at=channel, by=editor, **CLAIM)

    await asyncio.gather(
        *(world.press(shown.message, "desktyped:store", by=editor) for _ in range(2))
    )

    assert len(await recorded(memory)) == 1


@pytest.mark.usefixtures("connector")
async def test_what_options_say_is_kept_as_a_draft_or_changed_in_a_form(
    world, channel, memory, editor
):
    first = await world.run_command("newsdesk record", at=channel, by=editor, **CLAIM)
    await world.press(first.message, "desktyped:draft", by=editor)
    second = await world.run_command(
        "newsdesk record", at=channel, by=editor, **CLAIM | {"season": "2"}
    )
    opened = await world.press(second.message, "desktyped:form", by=editor)
    await world.submit(opened, stance="denied")

    assert set(first.message.buttons) == {"desk:accept:1:1", "desk:amend:1:1", "desk:reject:1:1"}
    assert opened.filled["show"] == "jessica-jones season 2"
    assert opened.filled["page"] == PAGE
    assert set(second.message.buttons) == {"desk:accept:2:1", "desk:amend:2:1", "desk:reject:2:1"}
    assert "denied" in second.message.text
    assert await recorded(memory) == []


@pytest.mark.usefixtures("connector")
async def test_record_without_options_opens_a_form_that_makes_a_draft(
    world, channel, memory, editor
):
    opened = await world.run_command("newsdesk record", at=channel, by=editor)
    wrong = await world.submit(opened, show="jessica jones season 3", kind="renewl", page=PAGE)
    again = await world.press(wrong.message, "deskagain:record:0:0", by=editor)
    await world.submit(again, kind="renewal")
    drafted = wrong.message.buttons
    await world.press(wrong.message, "desk:accept:1:1", by=editor)

    assert opened.filled == {"show": "", "kind": "", "value": "", "stance": "", "page": ""}
    assert wrong.is_private
    assert "renewal" in wrong.text
    assert again.filled["kind"] == "renewl"
    assert "desk:accept:1:1" in drafted
    assert [one.kind for one in await recorded(memory)] == ["renewal"]


@pytest.mark.usefixtures("connector")
async def test_a_claim_is_taken_back_by_choosing_it_and_saying_why(world, channel, memory, editor):
    await world.run_command("newsdesk record", at=channel, by=editor, confirm=True, **CLAIM)
    (kept,) = await recorded(memory)

    offered = await world.complete("newsdesk retract", "claim", at=channel, by=editor, claim="rene")
    opened = await world.run_command("newsdesk retract", at=channel, by=editor, claim=kept.id)
    sent = await world.submit(opened, reason="It was about another show.")

    assert [one["value"] for one in offered] == [kept.id]
    assert offered[0]["name"].startswith("Jessica Jones season 3, the renewal")
    assert opened.modal["title"] == "Take a claim back"
    assert sent.is_private
    assert "Taken back: Jessica Jones season 3, the renewal" in sent.text
    assert (await memory.editor_claims.find(kept.id)).retracted_by == f"discord:{editor.id}"


@pytest.mark.usefixtures("connector")
async def test_a_stranger_is_offered_nothing_and_refused_everything(
    world, channel, review, propose, memory
):
    await propose()
    stranger = world.person("trish")

    offered = await world.complete("newsdesk retract", "claim", at=channel, claim="")
    acts = [
        await review(by=stranger, **options)
        for options in ({}, {"amend": 1}, {"accept": 1}, {"reject": 1}, {"draft": 1})
    ]
    acts.append(await world.run_command("newsdesk record", at=channel))
    acts.append(await world.run_command("newsdesk record", at=channel, **CLAIM))
    acts.append(await world.run_command("newsdesk retract", at=channel, claim="found-1"))

    assert offered == []
    assert all(one.is_private and "Only editors" in one.text for one in acts)
    assert await verdicts(memory) == []


class Unreachable:
    """Proposals in a database that can be read and not written."""

    def __init__(self, inner):
        self._inner = inner

    def __getattr__(self, name):
        return getattr(self._inner, name)

    async def decide(self, *_what, **_how):
        raise StorageError("the disk is full")


async def test_where_nothing_can_be_written_down_that_is_said_and_the_buttons_stay(
    start, world, review, propose, memory, editor
):
    await propose()
    await start(proposals=Unreachable(memory.proposals))
    ran = await review()
    before = ran.message.buttons

    pressed = await world.press(ran.message, "desk:accept:1:1", by=editor)

    assert pressed.is_private
    assert "I cannot get at my notes just now" in pressed.text
    assert "disk" not in pressed.text
    assert ran.message.buttons == before


class Slow:
    """Proposals that take their time, until they are let go."""

    def __init__(self, inner):
        self._inner, self.gate = inner, asyncio.Event()

    def __getattr__(self, name):
        async def later(*what, **how):
            await self.gate.wait()
            return await getattr(self._inner, name)(*what, **how)

        return later


async def test_what_takes_longer_is_put_off_and_answered_in_its_place(
    start, world, review, propose, memory, editor
):
    await propose()
    slow = Slow(memory.proposals)
    slow.gate.set()
    await start(proposals=slow)
    ran = await review()
    slow.gate.clear()

    accepting = asyncio.ensure_future(world.press(ran.message, "desk:accept:1:1", by=editor))
    await world.until(lambda: _is_put_off(world), "that it is put off")
    slow.gate.set()
    await accepting

    assert "Accepted" in ran.message.text
    assert ran.message.buttons == {}


async def test_a_form_that_cannot_be_opened_in_time_is_said_to_be_late(
    start, world, review, propose, memory, editor
):
    await propose()
    slow = Slow(memory.proposals)
    slow.gate.set()
    await start(proposals=slow)
    ran = await review()
    slow.gate.clear()

    amending = asyncio.ensure_future(world.press(ran.message, "desk:amend:1:1", by=editor))
    await world.until(lambda: _is_put_off(world), "that it is put off")
    slow.gate.set()
    pressed = await amending

    assert "too long to open that form" in pressed.text
    assert pressed.is_private
    assert "desk:amend:1:1" in ran.message.buttons


def _is_put_off(world) -> bool:
    return any(one.answered_with == 6 for one in world.interactions.values())
