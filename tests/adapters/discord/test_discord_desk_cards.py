"""What waits on the newsdesk as a message of cards: within Discord's limits, and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.desk_cards import desk_page, reply_view, typed_from, typed_lines
from content.commands.desk import DeskItem, DeskItemKind
from content.commands.reply import CommandReply
from content.language.command_hints import hint
from content.show_files.typed_claims import TypedClaim
from fakes.discord import openapi
from fakes.discord.limits import message_faults
from fakes.discord.state import V2, parts_of

PAGE = "https://www.example.org/tudum"
_SAID = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)
_LINES = st.lists(_SAID, min_size=1, max_size=40).map(" ".join)
_ITEMS = st.builds(
    DeskItem,
    kind=st.sampled_from([DeskItemKind.PROPOSAL, DeskItemKind.CORRECTION]),
    number=st.integers(1, 999_999_999),
    revision=st.integers(0, 999_999_999),
    line=_LINES,
    can_be_amended=st.booleans(),
)


def proposal(number: int, line: str = "", **parts) -> DeskItem:
    return DeskItem(
        kind=DeskItemKind.PROPOSAL,
        number=number,
        revision=1,
        line=line or f"Proposal {number}. Jessica Jones season 3, the renewal",
        **parts,
    )


def typed(**parts) -> DeskItem:
    return DeskItem(kind=DeskItemKind.TYPED, number=0, line="", **parts)


def listed(*items: DeskItem) -> CommandReply:
    return CommandReply(headline=f"{len(items)} proposals are waiting.", desk=items)


def body_of(view) -> dict:
    return {"flags": V2, "components": view.to_components()}


def keys_in(view) -> list[str]:
    return [one["custom_id"] for one in parts_of(view.to_components()) if "custom_id" in one]


def shown_in(view) -> str:
    every = parts_of(view.to_components())
    return "\n".join(one["content"] for one in every if "content" in one)


@given(
    st.lists(_ITEMS, min_size=1, max_size=12, unique_by=lambda one: (one.kind, one.number)),
    _LINES,
    st.integers(1, 2000),
    st.booleans(),
)
def test_a_page_keeps_discords_limits_and_what_has_no_room_is_turned_to(items, said, at, is_more):
    reply = CommandReply(
        headline=said,
        lines=(said,),
        desk=tuple(items),
        begins_at=at,
        goes_on_at=at + len(items) if is_more else None,
    )

    view = desk_page(reply, {})

    keys = keys_in(view)
    shown = {tuple(key.split(":")[2:]) for key in keys if key.startswith("desk:")}
    assert message_faults(body_of(view)) == []
    assert (f"deskpage:on:{at}" in keys) is (is_more or len(shown) < len(items))
    assert (f"deskpage:back:{at}" in keys) is (at > 1)


@pytest.mark.skipif(
    not openapi.is_at_hand(), reason="../shared/specs/discord-openapi.json is not there"
)
def test_discords_own_document_takes_a_page():
    view = desk_page(listed(*(proposal(number) for number in range(1, 13))), {})
    body = {"type": 4, "data": body_of(view) | {"tts": False}}

    assert openapi.validator().faults("POST", "/interactions/1/token/callback", body) == []


def test_each_item_has_its_buttons_below_itself_and_the_page_behind_it_can_be_opened():
    view = desk_page(
        listed(proposal(7, f"Proposal 7. The renewal {PAGE}", claim=TypedClaim(url=PAGE))), {}
    )

    _, card = view.to_components()
    assert [one["type"] for one in card["components"]] == [10, 1]
    assert (
        card["components"][0]["content"] == f"Proposal 7. The renewal [example.org/tudum]({PAGE})"
    )
    assert keys_in(view) == ["desk:accept:7:1", "desk:amend:7:1", "desk:reject:7:1"]


def test_what_takes_a_claim_back_is_not_amended():
    view = desk_page(listed(proposal(7, can_be_amended=False)), {})

    assert keys_in(view) == ["desk:accept:7:1", "desk:reject:7:1"]


@given(st.dictionaries(st.sampled_from(["kind", "value", "publisher", "url", "says"]), _LINES))
def test_what_was_typed_is_read_again_from_the_message_that_shows_it(parts):
    item = typed(show="**show:** @everyone", season="3", claim=TypedClaim(**parts))

    assert typed_from(["**Said.**", typed_lines(item)]) == item


def test_what_was_typed_is_below_what_is_wrong_with_it_and_opens_again():
    item = typed(show="Echo")
    reply = CommandReply(headline="Nothing was recorded.", lines=("Say a kind.",), form=item)

    view = reply_view(reply, {}, "amend:12:3")

    assert shown_in(view) == "**Nothing was recorded.**\nSay a kind.\n**show:** Echo"
    assert keys_in(view) == ["deskagain:amend:12:3"]
    assert message_faults(body_of(view)) == []


def test_what_was_typed_and_does_not_fit_leaves_what_can_be_written_instead():
    long = typed(claim=TypedClaim(url=PAGE + "_" * 3990))
    told = f"Write: {hint('newsdesk record', confirm='True')}"
    reply = CommandReply(headline="This is how it reads.", lines=(told,), form=long)

    view = reply_view(reply, {})

    assert keys_in(view) == []
    assert "/newsdesk record confirm:True" in shown_in(view)
    assert message_faults(body_of(view)) == []
