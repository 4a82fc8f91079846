"""What waits on the newsdesk as one private message: each item a card, with its buttons below it.

A card, and not one item at a time: what a button does replaces its own card, so nothing moves under
a finger that presses twice, and any item on the page is one press away.
https://docs.discord.com/developers/components/reference
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, Final

import discord

from adapters.discord.markup import CommandIds, escaped, link, plain, units
from adapters.discord.messages import sources_line
from content.commands.desk import DeskAction, DeskButton, DeskItem, DeskItemKind, desk_buttons
from content.commands.reply import CommandReply
from content.language.command_hints import with_commands
from content.language.platforms import discord as words
from content.language.wording import Wording, reader_wording
from content.show_files.typed_claims import TypedClaim

# https://docs.discord.com/developers/components/reference#legacy-message-component-behavior
TEXT_LIMIT: Final = 4000
"""Over all that a message of components shows."""
_MOST_COMPONENTS: Final = 40
_BEYOND_CARDS: Final = 5
"""The headline, the line that says which are shown, and a row of two buttons."""
_CARD: Final = 6
"""A container, its text, a row and three buttons."""
_MOST_CARDS: Final = (_MOST_COMPONENTS - _BEYOND_CARDS) // _CARD
_ITEM_LIMIT: Final = 1800
_OUTCOME_LIMIT: Final = 1500
_LABEL_LIMIT: Final = 80
_LINK_LIMIT: Final = 60
_COUNT_ROOM: Final = 40

PAGE: Final = re.compile(r"deskpage:(?P<turn>on|back):(?P<first>\d{1,9})")
"""The id of a button that turns the page which begins at that place in the list."""
_TURNS: Final = {"back": "◀", "on": "▶"}
_OF_PROPOSALS: Final = frozenset({DeskAction.ACCEPT, DeskAction.AMEND, DeskAction.REJECT})
TYPED: Final = re.compile(r"desktyped:(?P<action>store|draft|form)")
"""The id of a button about what an editor typed, which stands in its own message."""
AGAIN: Final = re.compile(r"deskagain:(?P<form>[a-z]+:\d{1,9}:\d{1,9})")
"""The id of a button that opens a form anew, filled with what stands in its own message."""
_TYPED_LINE: Final = re.compile(r"\*\*(\w+):\*\* (.*)")
_CLAIM_PARTS: Final = [one.name for one in fields(TypedClaim)]
_ESCAPE: Final = re.compile(r"\\(.)")

_STYLES: Final = {
    DeskAction.ACCEPT: discord.ButtonStyle.success,
    DeskAction.AMEND: discord.ButtonStyle.primary,
    DeskAction.REJECT: discord.ButtonStyle.danger,
    DeskAction.DRAFT: discord.ButtonStyle.primary,
    DeskAction.DONE: discord.ButtonStyle.secondary,
}
_COLOURS: Final = {
    DeskItemKind.PROPOSAL: 0x7A3FA0,
    DeskItemKind.CORRECTION: 0xD98E04,
    DeskItemKind.TYPED: 0x7A3FA0,
}
_DECIDED: Final = 0x80848E

Button = discord.ui.Button[Any]


def desk_page(reply: CommandReply, command_ids: CommandIds) -> discord.ui.LayoutView:
    """Return what waits, as much of it as has room, with buttons that turn to the rest."""
    view = discord.ui.LayoutView(timeout=None)
    wording = reader_wording(reply.language)
    room = TEXT_LIMIT - _COUNT_ROOM
    head = f"**{escaped(reply.headline, 400, command_ids, wording)}**"
    view.add_item(discord.ui.TextDisplay[Any](head))
    # What else the lines say is how to type what the buttons do, and how many more there are.
    room -= units(head)
    shown = reply.desk[: _fitting(reply.desk, room)]
    for item in shown:
        view.add_item(_card(item, _line_of(item, min(room, _ITEM_LIMIT)), wording))
    first = reply.begins_at
    is_more = reply.goes_on_at is not None or len(shown) < len(reply.desk)
    turns = ["back"] if first > 1 else []
    turns += ["on"] if is_more else []
    if turns:
        view.add_item(discord.ui.TextDisplay[Any](f"-# {first}-{first + len(shown) - 1}"))
        buttons = [
            card_button(f"deskpage:{turn}:{first}", _TURNS[turn], discord.ButtonStyle.secondary)
            for turn in turns
        ]
        view.add_item(discord.ui.ActionRow[Any](*buttons))
    # Stopped, so that discord.py keeps no record of the message; the ids say it all.
    view.stop()
    return view


def start_of_turned(message: discord.Message, turn: str, first: int) -> int:
    """Return the place in the list at which the page begins that is turned to.

    The list goes on behind what of this page, which began at *first*, still waits: what was decided
    on it is in the list no more.
    """
    if turn == "back":
        return max(1, first - _MOST_CARDS)
    shown = discord.ui.LayoutView.from_message(message, timeout=None).children
    keys = [DeskButton.from_key(key) for one in shown for key in _ids_in(one)]
    return first + len({(one.action in _OF_PROPOSALS, one.number) for one in keys if one})


def reply_view(
    reply: CommandReply, command_ids: CommandIds, again: str | None = None
) -> discord.ui.LayoutView:
    """Return a reply about an item, with the item; or with what was typed, and what can be done.

    *again* is the form that opens anew where something is wrong with what was typed; None: what was
    typed can be stored as it is.
    """
    view = discord.ui.LayoutView(timeout=None)
    for card in reply_cards(reply, command_ids, TEXT_LIMIT, again):
        view.add_item(card)
    view.stop()
    return view


def card_with(message: discord.Message, keys: Sequence[str]) -> str | None:
    """Return the first of *keys* that is the id of a button there; None: none of them is."""
    shown = discord.ui.LayoutView.from_message(message, timeout=None).children
    there = {key for one in shown for key in _ids_in(one)}
    return next((key for key in keys if key in there), None)


def in_its_place(
    message: discord.Message,
    custom_id: str,
    reply: CommandReply,
    command_ids: CommandIds,
    again: str | None = None,
) -> discord.ui.LayoutView:
    """Return *message* with what *reply* says in the place of the card with that button."""
    shown = discord.ui.LayoutView.from_message(message, timeout=None).children
    kept = [one for one in shown if custom_id not in _ids_in(one)]
    room = TEXT_LIMIT - sum(units(text) for one in kept for text in _texts_in(one))
    components = _MOST_COMPONENTS - sum(1 + len([*_parts_in(one)]) for one in kept)
    cards = reply_cards(reply, command_ids, room, again, components // _CARD)
    view = discord.ui.LayoutView(timeout=None)
    for one in shown:
        for item in [one] if one in kept else cards:
            view.add_item(item)
    view.stop()
    return view


def reply_cards(
    reply: CommandReply,
    command_ids: CommandIds,
    room: int,
    again: str | None = None,
    most: int = _MOST_CARDS,
) -> list[discord.ui.Container[Any]]:
    """Return what *reply* says, in a card with the first of its items, and a card for each other.

    What an editor typed stands in a text of its own, from which it is read again: `typed_in`.
    """
    wording = reader_wording(reply.language)
    typed = typed_lines(reply.form) if reply.form else ""
    typed = typed if units(typed) <= room - _OUTCOME_LIMIT else ""
    has_buttons = bool(reply.desk or typed)
    lines = set() if typed else {item.line for item in reply.desk}
    others = [line for line in reply.lines if line not in lines]
    # What can be typed is left out where buttons do it.
    others = [line for line in others if not (has_buttons and has_command(line))]
    said = [f"**{escaped(reply.headline, 600, command_ids, wording)}**"]
    said += [escaped(line, 700, command_ids, wording) for line in others]
    said += filter(None, [sources_line(reply.sources, wording)])
    text = _joined_within(said, min(_OUTCOME_LIMIT, room))
    if typed:
        row = discord.ui.ActionRow[Any](*_typed_buttons(again, wording))
        return [_container(_COLOURS[DeskItemKind.TYPED], text, typed, rows=[row])]
    cards = []
    for item in reply.desk[: max(1, most)]:
        room -= units(text) + 1
        line = _line_of(item, min(_ITEM_LIMIT, room))
        if not line:
            break
        room -= units(line)
        cards.append(_card(item, "\n".join(filter(None, (text, line))), wording))
        text = ""
    return cards or [_container(_DECIDED, text)]


def typed_lines(item: DeskItem) -> str:
    """Return what an editor typed, a part in a line, as `typed_in` reads it again."""
    claim = {name: getattr(item.claim, name) for name in _CLAIM_PARTS}
    parts = {"show": item.show, "season": item.season, **claim}
    said = ((name, escaped(text, TEXT_LIMIT)) for name, text in parts.items() if text)
    return "\n".join(f"**{name}:** {text}" for name, text in said)


def typed_in(message: discord.Message) -> DeskItem | None:
    """Return what an editor typed, as it stands in *message*; None: nothing does."""
    shown = discord.ui.LayoutView.from_message(message, timeout=None)
    return typed_from([text for one in shown.children for text in _texts_in(one)])


def typed_from(texts: Iterable[str]) -> DeskItem | None:
    """Return what was typed, from the one of *texts* that `typed_lines` made; None: none is."""
    for text in texts:
        found = [_TYPED_LINE.fullmatch(line) for line in text.split("\n")]
        parts = {match[1]: _unescaped(match[2]) for match in found if match}
        if len(parts) == len(found):
            return DeskItem(
                kind=DeskItemKind.TYPED,
                number=0,
                line="",
                show=parts.pop("show", None),
                season=parts.pop("season", None),
                claim=TypedClaim(**{one: parts[one] for one in _CLAIM_PARTS if one in parts}),
            )
    return None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text).replace("@\u200b", "@")


def _typed_buttons(again: str | None, wording: Wording) -> list[Button]:
    if again is not None:
        label = wording.say(words.FILL_IN_AGAIN)
        return [card_button(f"deskagain:{again}", label, discord.ButtonStyle.primary)]
    return [
        card_button("desktyped:store", wording.say(words.STORE_IT), discord.ButtonStyle.success),
        card_button(
            "desktyped:draft", wording.say(words.KEEP_AS_DRAFT), discord.ButtonStyle.secondary
        ),
        card_button("desktyped:form", wording.say(words.CHANGE_IT), discord.ButtonStyle.primary),
    ]


def _fitting(items: Sequence[DeskItem], room: int) -> int:
    """Return how many of the first *items* a page has room for; one at least."""
    for at, item in enumerate(items[:_MOST_CARDS]):
        room -= units(_line_of(item, _ITEM_LIMIT))
        if room < 0:
            return max(1, at)
    return min(len(items), _MOST_CARDS)


def _line_of(item: DeskItem, limit: int) -> str:
    """Return what the list says of it, in which the page behind it can be opened."""
    url = item.claim.url or ""
    if not url or not item.line.endswith(f" {url}"):
        return escaped(item.line, limit)
    shown = link(re.sub(r"https?://(www\.)?", "", url), url, _LINK_LIMIT)
    return f"{escaped(item.line.removesuffix(url), limit - units(shown) - 1)} {shown}"


def _card(item: DeskItem, text: str, wording: Wording) -> discord.ui.Container[Any]:
    buttons = [
        card_button(one.key, one.label, _STYLES[one.action]) for one in desk_buttons(item, wording)
    ]
    rows = [discord.ui.ActionRow[Any](*buttons)] if buttons else []
    return _container(_COLOURS[item.kind], text, rows=rows)


def _container(
    colour: int, *texts: str, rows: Sequence[discord.ui.ActionRow[Any]] = ()
) -> discord.ui.Container[Any]:
    shown = [discord.ui.TextDisplay[Any](text) for text in texts]
    return discord.ui.Container[Any](*shown, *rows, accent_colour=colour)


def card_button(key: str, label: str, style: discord.ButtonStyle) -> Button:
    """Return the button with that id."""
    return discord.ui.Button(label=plain(label, _LABEL_LIMIT) or "…", style=style, custom_id=key)


def has_command(line: str) -> bool:
    """Whether it says what can be typed."""
    return any(not isinstance(part, str) for part in with_commands(line))


def _parts_in(item: discord.ui.Item[Any]) -> Iterator[discord.ui.Item[Any]]:
    if isinstance(item, discord.ui.Container):
        yield from item.walk_children()
    elif isinstance(item, discord.ui.ActionRow):
        yield from item.children


def _ids_in(item: discord.ui.Item[Any]) -> set[str]:
    return {str(getattr(one, "custom_id", "")) for one in _parts_in(item)}


def _texts_in(item: discord.ui.Item[Any]) -> list[str]:
    every = (item, *_parts_in(item))
    return [one.content for one in every if isinstance(one, discord.ui.TextDisplay)]


def _joined_within(lines: Sequence[str], room: int) -> str:
    """Return as many of the finished *lines* as there is room for, the first of them always."""
    kept = [lines[0]]
    for line in lines[1:]:
        if units("\n".join([*kept, line])) > room:
            break
        kept.append(line)
    return "\n".join(kept)
