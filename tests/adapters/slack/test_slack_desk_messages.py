"""The newsdesk's lists and forms on Slack: whatever is in them, Slack takes them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack.desk_forms import (
    DeskForm,
    FormOrigin,
    desk_command,
    desk_form,
    filled_again,
    told_in_form,
    waiting_form,
)
from adapters.slack.desk_messages import DeskList, ListPage, desk_message, turned_to
from adapters.slack.modals import values_before
from content.commands.claim_entries import CLAIM_ENTRIES
from content.commands.desk import DeskItem, DeskItemKind
from content.commands.feed_list import FeedItem
from content.commands.newsdesk import RecordClaim, RetractClaim
from content.commands.parse import ManageFeeds, Review
from content.commands.reply import CommandReply
from content.show_files.typed_claims import TypedClaim
from fakes.slack.checking import fault_in_message, fault_in_view
from fakes.slack.workspace import parts_of

NUMBERS = st.integers(1, 999_999_999)
LINES = st.text(max_size=4000)
PARTS = {one.name for one in CLAIM_ENTRIES} - {"show", "season"}
ITEMS = st.builds(
    DeskItem,
    kind=st.sampled_from(DeskItemKind),
    number=NUMBERS,
    revision=NUMBERS,
    line=LINES,
    claim=st.builds(TypedClaim, **{part: st.none() | LINES for part in PARTS}),
    show=st.none() | LINES,
    season=st.none() | LINES,
    can_be_amended=st.booleans(),
)
FEEDS = st.builds(FeedItem, number=NUMBERS, line=LINES, is_paused=st.booleans())
REPLIES = st.builds(
    CommandReply,
    headline=LINES.map("Said: {}".format),
    lines=st.lists(LINES, max_size=5).map(tuple),
    desk=st.lists(ITEMS, max_size=30).map(tuple),
    feeds=st.lists(FEEDS, max_size=30).map(tuple),
    goes_on_at=st.none() | NUMBERS,
    begins_at=st.integers(1, 1500),
)
PAGES = st.none() | st.builds(ListPage, st.sampled_from(DeskList), st.integers(1, 1500))
ORIGINS = st.builds(
    FormOrigin,
    channel=st.text(max_size=20),
    url=st.text(max_size=4000),
    page=PAGES,
    number=NUMBERS,
    revision=NUMBERS,
    changed=st.lists(st.sampled_from(sorted(PARTS)), unique=True).map(tuple),
)
SLOWLY = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)


@SLOWLY
@given(REPLIES, PAGES, st.none() | REPLIES)
def test_slack_takes_every_list_and_outcome(said, page, before):
    message = desk_message(said, page=page, before=before)

    assert fault_in_message(message.arguments()) is None


@SLOWLY
@given(REPLIES, ORIGINS)
def test_slack_takes_every_outcome_in_a_form(said, origin):
    told = told_in_form(desk_message(said).blocks, origin)

    assert fault_in_view(told) is None
    assert fault_in_view(waiting_form(origin)) is None


@SLOWLY
@given(st.sampled_from(DeskForm), ORIGINS, st.none() | ITEMS, st.lists(LINES, max_size=3))
def test_slack_takes_every_form_and_it_stays_as_it_was_filled_in(form, origin, item, lines):
    view = desk_form(form, origin, item=item, lines=lines)
    values = values_before(view)
    sent = view | {"state": {"values": _state(values)}}

    again = filled_again(sent, ["Something is wrong with it."])

    assert fault_in_view(view) is None
    assert fault_in_view(again) is None
    assert values_before(again) == values


@given(ORIGINS.filter(lambda one: len(one.url) < 300))
def test_a_form_knows_where_it_was_asked_for(origin):
    assert FormOrigin.from_kept(origin.kept) == origin


def test_every_item_of_a_list_has_its_buttons_and_they_hold_its_page():
    item = DeskItem(kind=DeskItemKind.PROPOSAL, number=12, revision=3, line="Proposal 12. …")
    other = DeskItem(kind=DeskItemKind.CORRECTION, number=4, line="4. 2018-02-01: It is not.")
    said = CommandReply(
        headline="2 are waiting.",
        lines=(item.line, other.line, "More below."),
        desk=(item, other),
        begins_at=11,
        goes_on_at=13,
    )

    message = desk_message(said, page=ListPage(DeskList.REVIEW, 11))

    assert [
        (part["action_id"], part["value"], part["text"]["text"])
        for part in parts_of(list(message.blocks))
        if part.get("type") == "button"
    ] == [
        ("desk:accept:12:3", "review:11", "Accept"),
        ("desk:amend:12:3", "review:11", "Amend …"),
        ("desk:reject:12:3", "review:11", "Reject …"),
        ("desk:draft:4:0", "review:11", "Make a claim …"),
        ("desk:done:4:0", "review:11", "Done"),
        ("turn:review:1", "review:11", "Back to the first"),
        ("turn:review:13", "review:11", "Show more"),
    ]
    assert [block["type"] for block in message.blocks] == [
        *("rich_text", "rich_text", "actions", "rich_text", "actions", "context", "actions")
    ]


def test_the_page_of_a_claim_can_be_opened():
    url = "https://example.org/page"
    item = DeskItem(
        kind=DeskItemKind.PROPOSAL,
        number=1,
        revision=1,
        line=f"Proposal 1. … {url}",
        claim=TypedClaim(url=url),
    )
    said = CommandReply(headline="1 proposal is waiting.", lines=(item.line,), desk=(item,))

    links = [
        part for part in parts_of(list(desk_message(said).blocks)) if part.get("type") == "link"
    ]

    assert [(one["url"], one["text"]) for one in links] == [(url, url)]


def test_what_turns_no_page_is_none():
    assert turned_to("turn:review:11") == ListPage(DeskList.REVIEW, 11)
    assert {turned_to(one) for one in ("desk:accept:1:1", "turn:x:1", "turn:review:-1")} == {None}


def test_an_amendment_names_what_was_changed_and_what_was_emptied_alone():
    item = DeskItem(
        kind=DeskItemKind.PROPOSAL,
        number=12,
        revision=3,
        line="Proposal 12.",
        claim=TypedClaim(kind="release-date", value="2019", claimant="Netflix", stance="planned"),
        show="Jessica Jones",
        season="3",
    )
    origin = FormOrigin(channel="C0GENERAL1", number=12, revision=3)
    view = desk_form(DeskForm.AMEND, origin, item=item)
    filled = values_before(view) | {"value": "14 June 2019", "claimant": None}

    command = desk_command(view | {"state": {"values": _state(filled)}})

    assert command == Review(
        amend="12", revision="3", changes=TypedClaim(value="14 June 2019", claimant="")
    )


def test_each_form_wants_what_was_filled_in():
    origin = FormOrigin(channel="C0GENERAL1", number=12, revision=3)

    def wanted(form, **filled):
        return desk_command(desk_form(form, origin) | {"state": {"values": _state(filled)}})

    assert wanted(DeskForm.REJECT, reason="It was denied.") == Review(
        reject="12", revision="3", reason="It was denied."
    )
    assert wanted(DeskForm.REJECT) == Review(reject="12", revision="3")
    assert wanted(DeskForm.RETRACT, claim="`Newsdesk-1`", reason="Wrong.") == RetractClaim(
        "newsdesk-1", "Wrong."
    )
    assert wanted(DeskForm.FEED, address="outlet.example") == ManageFeeds(add="outlet.example")
    assert wanted(DeskForm.DRAFT, show="echo", kind="order") == Review(
        draft="12", changes=TypedClaim(kind="order"), show="echo"
    )
    assert wanted(DeskForm.RECORD, show="echo", season="2", kind="order") == RecordClaim(
        show="echo", season="2", claim=TypedClaim(kind="order"), is_draft=True
    )


def _state(values):
    chosen = {"show", "kind", "stance", "authority"}
    return {
        name: {name: {"type": "static_select", "selected_option": {"value": value}}}
        if name in chosen and value
        else {name: {"type": "plain_text_input", "value": value}}
        for name, value in values.items()
    }
