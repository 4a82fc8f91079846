"""What waits on the newsdesk, decided on Slack with buttons and forms."""

import asyncio
from datetime import timedelta

import pytest

from bot.ports.errors import StorageError
from content.facts.claims import Stance
from content.facts.proposals import Proposal
from fakes.claims import claim
from fakes.database import FakeDatabase
from fakes.newsroom import NOW
from fakes.slack import Fault
from fakes.slack.workspace import parts_of

CORRECTION = "add fact: jessica jones season 3 comes out on 14 June 2019"


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def editor(slack):
    return slack.workspace.admin


@pytest.fixture
def other(slack):
    """Another editor."""
    return slack.workspace.guest


@pytest.fixture
def connected(make_connector, slack, memory, editor, other):
    async def connect(**parts):
        team = slack.workspace.team
        editors = frozenset({f"slack:{team}/{editor}", f"slack:{team}/{other}"})
        connector = make_connector(**({"memory": memory, "editors": editors} | parts))
        await connector.start()
        await slack.until(lambda: slack.sockets.count >= 2)
        return connector

    return connect


@pytest.fixture
async def violet(connected):
    return await connected()


async def proposed(memory, *values):
    """Let season 3's release date be proposed, once for each of these."""
    for number, value in enumerate(values):
        one = claim(value=value, season=3, stance=Stance.REPORTED, id_=f"proposed-{value}")
        at = NOW + timedelta(minutes=number)
        proposal = Proposal(
            claim=one, quote=f"It comes {value}.", doubts=("Only one page.",), found_at=at
        )
        await memory.proposals.propose([proposal], now=at)


def buttons(message):
    return {
        part["action_id"]: part["text"]["text"]
        for part in parts_of(message.blocks)
        if part.get("type") == "button"
    }


def buttons_in(form):
    return [p["action_id"] for p in parts_of(form["blocks"]) if p.get("type") == "button"]


def fields(form):
    return {
        block["block_id"]: block["element"].get("initial_value")
        or (block["element"].get("initial_option") or {}).get("value")
        for block in form["blocks"]
        if block["type"] == "input"
    }


async def shown_in_form(slack, words):
    """Wait until the newest form shows this, and return it."""
    await slack.until(lambda: words in str(slack.forms()[-1:]))
    return slack.forms()[-1]


async def listed_for(slack, user):
    return await slack.answer("/violet newsdesk review", user=user)


async def form_at(slack, message, action, user, *, field):
    before = len(slack.forms())
    await slack.press_only(message, action, user=user)
    await slack.until(lambda: len(slack.forms()) > before)
    return await shown_in_form(slack, f"'block_id': '{field}'")


# ------------------------------------------------------------- the list itself


@pytest.mark.usefixtures("violet")
async def test_each_item_has_its_quote_its_doubts_and_its_buttons(slack, editor, memory):
    await proposed(memory, "2019-06-14")
    await slack.answer(f"/violet {CORRECTION}")

    listed = await listed_for(slack, editor)

    assert listed.only_for == editor
    assert "“It comes 2019-06-14.”" in listed.shown
    assert "Only one page." in listed.shown
    assert buttons(listed) == {
        "desk:accept:1:1": "Accept",
        "desk:amend:1:1": "Amend …",
        "desk:reject:1:1": "Reject …",
        "desk:draft:1:0": "Make a claim …",
        "desk:done:1:0": "Done",
    }


@pytest.mark.usefixtures("violet")
async def test_more_than_fits_is_turned_over_and_a_press_stays_on_its_page(slack, editor, memory):
    await proposed(memory, *(f"2019-06-{day:02}" for day in range(1, 25)))
    listed = await listed_for(slack, editor)
    seen = set()

    while True:
        seen |= {one for one in buttons(listed) if one.startswith("desk:accept:")}
        turning = [one for one in buttons(listed) if one.startswith("turn:review:")]
        onward = [one for one in turning if one != "turn:review:1"]
        if not onward:
            break
        await slack.press(listed, onward[0], user=editor)
    before = set(buttons(listed))
    last = max(one for one in before if one.startswith("desk:accept:"))
    await slack.press(listed, last, user=editor)

    assert seen == {f"desk:accept:{number}:1" for number in range(1, 25)}
    assert "Accepted: " in listed.shown
    assert set(buttons(listed)) < before


# --------------------------------------------------------------------- decided


@pytest.mark.usefixtures("violet")
async def test_accepting_claims_it_and_the_list_shows_what_became_of_it(slack, editor, memory):
    await proposed(memory, "2019-06-14", "2019-06-15")
    listed = await listed_for(slack, editor)

    pressed = await slack.press(listed, "desk:accept:1:1", user=editor)

    (kept,) = await memory.editor_claims.every()
    assert pressed is listed
    assert kept.claim.id == "proposed-2019-06-14"
    assert (
        "Accepted: Jessica Jones season 3, the release date: Friday 14 June 2019." in listed.shown
    )
    assert "1 proposal is waiting." in listed.shown
    assert {*buttons(listed)} == {"desk:accept:2:1", "desk:amend:2:1", "desk:reject:2:1"}


@pytest.mark.usefixtures("violet")
async def test_a_double_click_accepts_once_and_says_so(slack, editor, memory):
    await proposed(memory, "2019-06-14")
    listed = await listed_for(slack, editor)

    first, second = await asyncio.gather(
        slack.press_only(listed, "desk:accept:1:1", user=editor),
        slack.press_only(listed, "desk:accept:1:1", user=editor),
    )
    await slack.until(lambda: bool(first.answers and second.answers))

    assert len(await memory.editor_claims.every()) == 1
    assert listed.replaced == 2
    assert "Proposal 1 waits no more." in listed.shown
    assert f"Accepted by slack:{slack.workspace.team}/{editor}" in listed.shown
    assert buttons(listed) == {}


@pytest.mark.usefixtures("violet")
async def test_two_editors_decide_once_and_the_later_one_is_told_by_whom(
    slack, editor, other, memory
):
    await proposed(memory, "2019-06-14")
    mine, theirs = await listed_for(slack, editor), await listed_for(slack, other)

    form = await form_at(slack, theirs, "desk:reject:1:1", other, field="reason")
    await slack.submit(form, user=other, reason="It was denied.")
    await shown_in_form(slack, "Rejected: ")
    await slack.press(mine, "desk:accept:1:1", user=editor)

    assert await memory.editor_claims.every() == []
    assert f"Rejected by slack:{slack.workspace.team}/{other}" in mine.shown
    assert "The reason: It was denied." in mine.shown
    assert buttons(mine) == buttons(theirs) == {}


@pytest.mark.usefixtures("violet")
async def test_rejecting_asks_for_the_reason_and_shows_the_list_anew(slack, editor, memory):
    await proposed(memory, "2019-06-14", "2019-06-15")
    listed = await listed_for(slack, editor)
    form = await form_at(slack, listed, "desk:reject:1:1", editor, field="reason")
    assert "“It comes 2019-06-14.”" in str(form["blocks"])

    await slack.submit(form, user=editor, reason="The page is a parody.")
    told = await shown_in_form(slack, "Rejected: Jessica Jones season 3")
    await slack.until(lambda: listed.replaced == 1)

    assert "submit" not in told
    assert "Rejected: Jessica Jones season 3" in listed.shown
    assert {*buttons(listed)} == {"desk:accept:2:1", "desk:amend:2:1", "desk:reject:2:1"}
    (decided,) = await memory.proposals.decisions("jessica-jones", limit=9)
    assert decided.reason == "The page is a parody."


@pytest.mark.usefixtures("violet")
async def test_a_form_sent_after_the_proposal_was_decided_changes_nothing(
    slack, editor, other, memory
):
    await proposed(memory, "2019-06-14")
    mine, theirs = await listed_for(slack, editor), await listed_for(slack, other)
    form = await form_at(slack, mine, "desk:amend:1:1", editor, field="value")
    await slack.press(theirs, "desk:accept:1:1", user=other)

    await slack.submit(form, user=editor, value="2019-07-01")
    told = await shown_in_form(slack, "Proposal 1 waits no more.")
    await slack.until(lambda: mine.replaced == 1)

    assert f"Accepted by slack:{slack.workspace.team}/{other}" in str(told)
    assert buttons(mine) == {}
    assert [one.claim.value.notation for one in await memory.editor_claims.every()] == [
        "2019-06-14"
    ]


# --------------------------------------------------------------------- amended


@pytest.mark.usefixtures("violet")
async def test_amending_shows_in_the_forms_place_how_it_reads_and_can_be_accepted_there(
    slack, editor, memory
):
    await proposed(memory, "2019-06-14")
    listed = await listed_for(slack, editor)
    form = await form_at(slack, listed, "desk:amend:1:1", editor, field="value")
    stood = fields(form)

    told = await slack.submit(form, user=editor, value="June 2019", stance="confirmed")
    preview = await shown_in_form(slack, "Proposal 1 is amended and still waits.")
    await slack.until(lambda: listed.replaced == 1)

    assert told["response_action"] == "update"
    assert (stood["show"], stood["season"], stood["kind"], stood["value"]) == (
        *("Jessica Jones", "3", "release-date", "2019-06-14"),
    )
    assert buttons_in(preview) == ["desk:accept:1:2", "desk:amend:1:2", "desk:reject:1:2"]
    assert "June 2019, confirmed" in str(preview)
    assert "desk:accept:1:2" in buttons(listed)

    await slack.press_in_form(preview, "desk:accept:1:2", user=editor)
    told = await shown_in_form(slack, "Accepted: ")
    await slack.until(lambda: listed.replaced == 2)

    (kept,) = await memory.editor_claims.every()
    assert (kept.claim.value.notation, kept.claim.stance) == ("2019-06", Stance.CONFIRMED)
    assert "Accepted: " in listed.shown
    assert buttons(listed) == {}


@pytest.mark.usefixtures("violet")
async def test_a_fault_is_marked_in_its_field_and_what_was_left_alone_has_none(
    slack, editor, memory
):
    await proposed(memory, "2019-06-14")
    listed = await listed_for(slack, editor)
    form = await form_at(slack, listed, "desk:amend:1:1", editor, field="value")

    told = await slack.submit(form, user=editor, value="31 February 2019", season="")

    assert told["response_action"] == "errors"
    assert {*told["errors"]} == {"value", "season"}
    assert (await memory.proposals.find(1)).revision == 1


@pytest.mark.usefixtures("violet")
async def test_what_was_amended_meanwhile_is_shown_and_nothing_typed_is_lost(
    slack, editor, other, memory
):
    await proposed(memory, "2019-06-14")
    mine, theirs = await listed_for(slack, editor), await listed_for(slack, other)
    first = await form_at(slack, mine, "desk:amend:1:1", editor, field="value")
    second = await form_at(slack, theirs, "desk:amend:1:1", other, field="value")
    await slack.submit(second, user=other, publisher="The Outlet")
    await slack.until(lambda: "Proposal 1 is amended" in str(slack.forms()[1]))

    await slack.submit(first, user=editor, value="June 2019")
    await slack.until(lambda: "amended proposal 1 meanwhile" in str(slack.forms()[0]))
    again = slack.forms()[0]
    assert fields(again)["publisher"] == "The Outlet"
    assert fields(again)["value"] == "June 2019"

    await slack.submit(again, user=editor)
    await slack.until(lambda: "is amended and still waits" in str(slack.forms()[0]))

    kept = await memory.proposals.find(1)
    assert kept.revision == 3
    assert kept.proposal.claim.value.notation == "2019-06"
    assert kept.proposal.claim.source.publisher == "The Outlet"


@pytest.mark.usefixtures("violet")
async def test_accepting_what_was_amended_meanwhile_shows_how_it_reads_now(
    slack, editor, other, memory
):
    await proposed(memory, "2019-06-14")
    mine, theirs = await listed_for(slack, editor), await listed_for(slack, other)
    form = await form_at(slack, theirs, "desk:amend:1:1", other, field="value")
    await slack.submit(form, user=other, value="June 2019")
    await shown_in_form(slack, "Proposal 1 is amended")

    await slack.press(mine, "desk:accept:1:1", user=editor)

    assert await memory.editor_claims.every() == []
    assert f"slack:{slack.workspace.team}/{other} amended proposal 1 meanwhile" in mine.shown
    assert "desk:accept:1:2" in buttons(mine)


# ----------------------------------------------------------------- corrections


@pytest.mark.usefixtures("violet")
async def test_a_correction_leads_to_a_claim_in_a_form_that_knows_what_it_said(
    slack, editor, memory
):
    await slack.answer(f"/violet {CORRECTION}")
    listed = await listed_for(slack, editor)
    form = await form_at(slack, listed, "desk:draft:1:0", editor, field="value")
    stood = fields(form)

    await slack.submit(
        form, user=editor, kind="release-date", value="14 June 2019", url="https://example.org/a"
    )
    preview = await shown_in_form(slack, "it waits as proposal 1.")
    await slack.press_in_form(preview, "desk:accept:1:1", user=editor)
    await shown_in_form(slack, "Accepted: ")
    await slack.until(lambda: "Accepted: " in listed.shown)

    (kept,) = await memory.editor_claims.every()
    assert (stood["show"], stood["season"]) == ("Jessica Jones", "3")
    assert kept.claim.value.notation == "2019-06-14"
    assert (await memory.corrections.waiting(limit=9)).count == 0
    assert buttons(listed) == {}


@pytest.mark.usefixtures("violet")
async def test_a_correction_that_is_done_leaves_the_list(slack, editor):
    await slack.answer(f"/violet {CORRECTION}")
    listed = await listed_for(slack, editor)

    await slack.press(listed, "desk:done:1:0", user=editor)

    assert "Number 1 is done." in listed.shown
    assert buttons(listed) == {}


@pytest.mark.usefixtures("violet")
async def test_what_is_recorded_by_form_is_a_draft_that_waits_until_it_is_accepted(
    slack, editor, memory
):
    await slack.answer("/violet newsdesk record", user=editor)
    form = await shown_in_form(slack, "'block_id': 'kind'")
    filled = {
        "show": "jessica-jones",
        "season": "3",
        "kind": "release-date",
        "value": "14 June 2019",
        "stance": "confirmed",
        "url": "https://example.org/page",
    }

    await slack.submit(form, user=editor, **filled)
    preview = await shown_in_form(slack, "This is how it reads; it waits as proposal 1.")
    assert await memory.editor_claims.every() == []
    await slack.press_in_form(preview, "desk:amend:1:1", user=editor)
    again = await shown_in_form(slack, "'block_id': 'kind'")
    await slack.submit(again, user=editor, value="15 June 2019")
    preview = await shown_in_form(slack, "Proposal 1 is amended")
    await slack.press_in_form(preview, "desk:accept:1:2", user=editor)
    await shown_in_form(slack, "Accepted: Jessica Jones season 3")

    (kept,) = await memory.editor_claims.every()
    assert kept.claim.value.notation == "2019-06-15"


# ------------------------------------------------------------------ who and how


@pytest.mark.usefixtures("violet")
@pytest.mark.parametrize("action", ["accept", "amend", "reject"])
async def test_a_former_editor_decides_nothing_at_a_press(slack, editor, memory, action):
    await proposed(memory, "2019-06-14")
    listed = await listed_for(slack, editor)

    await slack.press_only(listed, f"desk:{action}:1:1", user=slack.workspace.fan)
    await slack.until(lambda: listed.replaced == 1)

    assert "Only editors look through the corrections" in listed.shown
    assert "It comes" not in listed.shown
    assert (await memory.proposals.find(1)).decided is None


@pytest.mark.usefixtures("violet")
async def test_a_former_editor_decides_nothing_with_a_form(slack, editor, memory):
    await proposed(memory, "2019-06-14")
    listed = await listed_for(slack, editor)
    form = await form_at(slack, listed, "desk:reject:1:1", editor, field="reason")

    await slack.submit(form, user=slack.workspace.fan, reason="No.")
    await shown_in_form(slack, "Only editors look through the corrections")

    assert (await memory.proposals.find(1)).decided is None


@pytest.mark.usefixtures("violet")
async def test_where_slack_shows_no_form_the_words_are_told_beside_the_list(slack, editor, memory):
    await proposed(memory, "2019-06-14")
    listed = await listed_for(slack, editor)
    slack.fail_next(Fault.refused("expired_trigger_id"), method="views.open")

    said = await slack.press(listed, "desk:amend:1:1", user=editor)

    assert said is not listed
    assert "Slack did not show you the form" in said.shown
    assert "/violet newsdesk review amend 1" in said.shown
    assert listed.replaced == 0


@pytest.mark.usefixtures("violet")
async def test_a_form_that_was_closed_still_decides_and_the_list_says_so(slack, editor, memory):
    await proposed(memory, "2019-06-14")
    listed = await listed_for(slack, editor)
    form = await form_at(slack, listed, "desk:reject:1:1", editor, field="reason")

    slack.close(form)
    await slack.submit(form, user=editor, reason="It was denied.")
    await slack.until(lambda: listed.replaced == 1)

    assert "Rejected: Jessica Jones season 3" in listed.shown


@pytest.mark.usefixtures("violet")
async def test_where_slack_stumbles_once_the_form_is_filled_all_the_same(slack, editor, memory):
    await proposed(memory, "2019-06-14")
    listed = await listed_for(slack, editor)
    slack.fail_next(Fault.http(503), method="views.update")

    form = await form_at(slack, listed, "desk:amend:1:1", editor, field="value")

    assert fields(form)["value"] == "2019-06-14"


@pytest.mark.waits(2)
@pytest.mark.usefixtures("violet")
async def test_where_slack_does_not_show_what_came_of_a_form_it_is_told_beside(slack, editor):
    typed = await slack.command("/violet newsdesk retract", user=editor)
    form = await shown_in_form(slack, "'block_id': 'claim'")
    slack.fail_next(*[Fault.http(503)] * 3, method="views.update")

    await slack.submit(form, user=editor, claim="newsdesk-1", reason="It is wrong.")
    await slack.until(lambda: len(typed.answers) == 2)

    assert "There is no claim newsdesk-1." in typed.answers[1].shown
    assert typed.answers[1].only_for == editor


async def test_another_process_answers_a_form_that_this_one_opened(
    connected, slack, editor, memory
):
    first = await connected()
    await proposed(memory, "2019-06-14")
    listed = await listed_for(slack, editor)
    form = await form_at(slack, listed, "desk:reject:1:1", editor, field="reason")
    await first.stop()
    await connected()

    await slack.submit(form, user=editor, reason="It was denied.")
    await slack.until(lambda: listed.replaced == 1)

    assert "Rejected: Jessica Jones season 3" in listed.shown


class OutOfReach:
    """Proposals in a database that can be read alone."""

    def __init__(self, held):
        self.find, self.waiting = held.find, held.waiting

    async def decide(self, *_what, **_how):
        raise StorageError("the disk is full")


async def test_where_the_database_fails_the_reason_is_kept_in_the_form(
    connected, slack, editor, memory
):
    await connected(proposals=OutOfReach(memory.proposals))
    await proposed(memory, "2019-06-14")
    listed = await listed_for(slack, editor)
    form = await form_at(slack, listed, "desk:reject:1:1", editor, field="reason")

    await slack.submit(form, user=editor, reason="It was denied.")
    again = await shown_in_form(slack, "I cannot get at my notes just now")

    assert fields(again) == {"reason": "It was denied."}
    assert again["callback_id"] == "desk_reject"
    assert listed.replaced == 0


@pytest.mark.usefixtures("violet")
async def test_hostile_words_are_shown_as_they_are_and_ping_nobody(slack, editor, memory):
    hostile = "<!channel> <https://evil.example|here> *bold* @here"
    one = claim(value="2019-06-14", season=3, id_="proposed", publisher=hostile)
    await memory.proposals.propose(
        [Proposal(claim=one, quote=hostile, doubts=(hostile,), found_at=NOW)], now=NOW
    )

    listed = await listed_for(slack, editor)
    form = await form_at(slack, listed, "desk:amend:1:1", editor, field="value")

    assert not listed.pings
    assert hostile in listed.shown
    assert fields(form)["publisher"] == hostile
