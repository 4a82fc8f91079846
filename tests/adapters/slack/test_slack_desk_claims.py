"""What editors record and take back on Slack by forms."""

import pytest

from fakes.claims import catalogue, show
from fakes.database import FakeDatabase
from fakes.newsroom import FixedKnowledge
from fakes.slack import Fault

CLAIM = (
    "jessica jones season 3 renewal stance confirmed publisher Netflix url https://example.org/a"
)
FILLED = {
    "show": "jessica-jones",
    "season": "3",
    "kind": "release-date",
    "value": "14 June 2019",
    "stance": "confirmed",
    "url": "https://example.org/page",
    "publisher": "Netflix",
}


@pytest.fixture
def memory():
    return FakeDatabase()


@pytest.fixture
def editor(slack):
    return slack.workspace.admin


@pytest.fixture
def connected(make_connector, slack, memory, editor):
    async def connect(**parts):
        editors = frozenset({f"slack:{slack.workspace.team}/{editor}"})
        await make_connector(**({"memory": memory, "editors": editors} | parts)).start()
        await slack.until(lambda: slack.sockets.count == 2)

    return connect


@pytest.fixture
async def violet(connected):
    await connected()


async def shown_in_form(slack, words):
    """Wait until the newest form shows this, and return it."""
    await slack.until(lambda: words in str(slack.forms()[-1:]))
    return slack.forms()[-1]


async def form_of(slack, editor, words, field):
    before = len(slack.forms())
    said = await slack.answer(f"/violet newsdesk {words}", user=editor)
    assert len(slack.forms()) == before + 1
    assert "Fill in the form" in said.shown
    return await shown_in_form(slack, f"'block_id': '{field}'")


def fields(form):
    """What stands in each field."""
    return {
        block["block_id"]: block["element"].get("initial_value")
        or (block["element"].get("initial_option") or {}).get("value")
        for block in form["blocks"]
        if block["type"] == "input"
    }


# ------------------------------------------------------------------- take back


@pytest.mark.usefixtures("violet")
async def test_retract_without_words_opens_a_form_that_takes_a_claim_back(slack, editor, memory):
    await slack.answer(f"/violet newsdesk record {CLAIM} confirm", user=editor)
    (kept,) = await memory.editor_claims.every()
    form = await form_of(slack, editor, "retract", "claim")

    told = await slack.submit(
        form, user=editor, claim=f"`{kept.claim.id}`", reason="It was about another show."
    )
    shown = await shown_in_form(slack, "Taken back: Jessica Jones season 3, the renewal")

    assert told["response_action"] == "update"
    assert "submit" not in shown
    kept, retraction = await memory.editor_claims.every()
    assert kept.retracted_by == f"slack:{slack.workspace.team}/{editor}"
    assert "another show" in retraction.claim.says


@pytest.mark.usefixtures("violet")
async def test_an_unknown_id_is_said_above_the_fields_and_nothing_typed_is_lost(slack, editor):
    await slack.answer(f"/violet newsdesk record {CLAIM} confirm", user=editor)
    form = await form_of(slack, editor, "retract", "claim")

    await slack.submit(form, user=editor, claim="newsdesk-jessica", reason="It is wrong.")
    again = await shown_in_form(slack, "There is no claim newsdesk-jessica.")

    assert fields(again) == {"claim": "newsdesk-jessica", "reason": "It is wrong."}


@pytest.mark.usefixtures("violet")
async def test_a_claim_that_two_editors_take_back_is_taken_back_once(slack, editor, memory):
    await slack.answer(f"/violet newsdesk record {CLAIM} confirm", user=editor)
    (kept,) = await memory.editor_claims.every()
    first = await form_of(slack, editor, "retract", "claim")
    second = await form_of(slack, editor, "retract", "claim")

    for form in (first, second):
        await slack.submit(form, user=editor, claim=kept.claim.id, reason="It is wrong.")
    await slack.until(lambda: "That was taken back already" in str(slack.forms()[-1]))

    assert len(await memory.editor_claims.every()) == 2


@pytest.mark.usefixtures("violet")
@pytest.mark.parametrize("words", ["record", "retract"])
async def test_whoever_is_no_editor_is_told_so_in_the_forms_place(slack, words, memory):
    await slack.answer(f"/violet newsdesk {words}", user=slack.workspace.fan)
    told = await shown_in_form(slack, "Only editors record what is claimed")

    assert "submit" not in told
    assert await memory.editor_claims.every() == []


@pytest.mark.usefixtures("violet")
async def test_somebody_who_is_no_editor_any_more_takes_nothing_back(slack, editor, memory):
    await slack.answer(f"/violet newsdesk record {CLAIM} confirm", user=editor)
    (kept,) = await memory.editor_claims.every()
    form = await form_of(slack, editor, "retract", "claim")

    await slack.submit(form, user=slack.workspace.fan, claim=kept.claim.id, reason="No.")
    await shown_in_form(slack, "Only editors record what is claimed")

    assert [one.retracted_by for one in await memory.editor_claims.every()] == [None]


@pytest.mark.usefixtures("violet")
@pytest.mark.parametrize(
    ("words", "example"),
    [
        ("record", "/violet newsdesk record jessica jones season 3"),
        ("retract", "/violet newsdesk retract newsdesk-jessica-jones-3-release-date"),
    ],
)
async def test_where_slack_shows_no_form_the_words_are_told(slack, editor, words, example):
    slack.fail_next(Fault.refused("expired_trigger_id"), method="views.open")

    said = await slack.answer(f"/violet newsdesk {words}", user=editor)

    assert "Slack did not show you the form" in said.shown
    assert example in said.shown


# --------------------------------------------------------------------- record


@pytest.mark.usefixtures("violet")
async def test_record_without_words_asks_for_every_part_with_what_can_be_chosen(slack, editor):
    form = await form_of(slack, editor, "record", "kind")
    asked = {block["block_id"]: block for block in form["blocks"] if block["type"] == "input"}

    assert [*asked] == [
        *("show", "season", "kind", "value", "stance", "url", "publisher", "reported"),
        *("authority", "claimant", "market", "detail", "says"),
    ]
    assert [name for name, block in asked.items() if not block["optional"]] == [
        *("show", "kind", "url")
    ]
    assert fields(form)["stance"] == "reported"
    assert fields(form)["authority"] == "outlet"
    assert [one["value"] for one in asked["stance"]["element"]["options"]][:2] == [
        *("confirmed", "reported")
    ]
    assert len(asked["kind"]["element"]["options"]) == 33


async def test_the_shows_that_can_be_chosen_are_the_known_ones(connected, slack, editor):
    many = [show(f"show-{n}", title=f"Show {n}", short=f"Show {n}") for n in range(300)]
    await connected(knowledge=FixedKnowledge(catalogue(shows=many)))
    form = await form_of(slack, editor, "record", "kind")

    at_first = await slack.suggest(form, "show", "", user=editor)
    found = await slack.suggest(form, "show", "show 299", user=editor)

    assert len(at_first) == 25
    assert [(one["text"]["text"], one["value"]) for one in found] == [("Show 299", "show-299")]


@pytest.mark.usefixtures("violet")
@pytest.mark.parametrize(
    ("field", "typed", "cure"),
    [
        ("season", "the best one", "number, special, film or series"),
        ("value", "soon", "soon"),
        ("value", "31 February 2019", "31"),
        ("value", "", "lacks its value"),
        ("url", "example", "https://"),
        ("reported", "yesterweek", "yesterweek"),
        ("reported", "2019-01-01", "still to come"),
        ("market", "Germany", "two capital letters"),
    ],
)
async def test_a_fault_is_marked_in_its_own_field_at_once(
    slack, editor, memory, field, typed, cure
):
    form = await form_of(slack, editor, "record", "kind")

    told = await slack.submit(form, user=editor, **(FILLED | {field: typed}))

    assert told["response_action"] == "errors"
    assert list(told["errors"]) == [field]
    assert cure in told["errors"][field]
    assert await memory.editor_claims.every() == []
