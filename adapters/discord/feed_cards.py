"""The feeds that are read as one private message: each a card, with its buttons below it.

https://docs.discord.com/developers/components/reference
"""

import re
from typing import Any, Final

import discord

from adapters.discord.colours import OVER, VIOLET
from adapters.discord.desk_cards import TEXT_LIMIT, Button, card_button, has_command, typed_lines
from adapters.discord.markup import CommandIds, escaped, units
from content.commands.desk import DeskItem, DeskItemKind
from content.commands.feed_list import ADD_A_FEED, FeedAction, FeedItem, feed_buttons
from content.commands.reply import CommandReply
from content.language.platforms import discord as words
from content.language.wording import Wording, reader_wording
from content.show_files.typed_claims import TypedClaim

PAGE: Final = re.compile(r"feedpage:(?P<to>\d{1,9}):(?P<here>\d{1,9})")
"""The id of a button that turns the page: to which place in the list, and from which."""
NEW: Final = re.compile(r"feed(?:new|again):(?P<here>\d{1,9})")
"""The id of a button that opens the form for an address; *here* is where its list begins."""
_MOST_CARDS: Final = 6
"""Five components each, beside what came of a press, the headline and the buttons at the foot."""
_LINE_LIMIT: Final = 380
_OUTCOME_LIMIT: Final = 900
_ADDRESS_LIMIT: Final = 600
"""A longer one is not shown, and has to be typed again."""
_STYLES: Final = {
    FeedAction.PAUSE: discord.ButtonStyle.secondary,
    FeedAction.RESUME: discord.ButtonStyle.success,
    FeedAction.REMOVE: discord.ButtonStyle.danger,
}


def feeds_page(
    listed: CommandReply | None,
    command_ids: CommandIds,
    *,
    outcome: CommandReply | None = None,
    tried: str | None = None,
    here: int = 1,
) -> discord.ui.LayoutView:
    """Return the list as it stands, with what came of a press before it.

    *tried* is an address that is no feed's, which can be typed again. Without the list, which could
    not be read, *here* is where it began.
    """
    view = discord.ui.LayoutView(timeout=None)
    reply = listed or outcome
    wording = reader_wording(reply.language if reply is not None else None)
    room = TEXT_LIMIT
    if outcome is not None:
        text = _said(outcome, command_ids, wording)
        room -= units(text)
        view.add_item(
            discord.ui.Container[Any](discord.ui.TextDisplay[Any](text), accent_colour=OVER)
        )
    address = "" if tried is None else _as_typed(tried)
    if address:
        room -= units(address)
        view.add_item(discord.ui.TextDisplay[Any](address))
    begins_at, shown = here, 0
    if listed is not None:
        begins_at = listed.begins_at
        head = f"**{escaped(listed.headline, 300, command_ids, wording)}**"
        room -= units(head)
        view.add_item(discord.ui.TextDisplay[Any](head))
        for item in listed.feeds[:_MOST_CARDS]:
            text = escaped(item.line, min(_LINE_LIMIT, room))
            room -= units(text)
            if not text:
                break
            view.add_item(_card(item, text, wording))
            shown += 1
    is_more = listed is not None and (listed.goes_on_at is not None or shown < len(listed.feeds))
    view.add_item(
        _foot(begins_at, begins_at + shown if is_more else None, wording, again=bool(address))
    )
    # Stopped, so that discord.py keeps no record of the message; the ids say it all.
    view.stop()
    return view


def start_of(message: discord.Message) -> int:
    """Return where the list in *message* begins, from 1."""
    shown = discord.ui.LayoutView.from_message(message, timeout=None)
    for one in shown.walk_children():
        found = NEW.fullmatch(str(getattr(one, "custom_id", "")))
        if found:
            return int(found["here"])
    return 1


def _said(outcome: CommandReply, command_ids: CommandIds, wording: Wording) -> str:
    """Return what came of a press; what can be typed is left out, since buttons do it."""
    lines = [f"**{escaped(outcome.headline, 500, command_ids, wording)}**"]
    lines += [
        escaped(one, 250, command_ids, wording) for one in outcome.lines if not has_command(one)
    ]
    while units(text := "\n".join(lines)) > _OUTCOME_LIMIT:
        lines.pop()
    return text


def _as_typed(address: str) -> str:
    """Return the address as `typed_in` reads it again; empty where there is no room for it."""
    claim = TypedClaim(url=address)
    text = typed_lines(DeskItem(kind=DeskItemKind.TYPED, number=0, line="", claim=claim))
    return text if units(text) <= _ADDRESS_LIMIT else ""


def _card(item: FeedItem, text: str, wording: Wording) -> discord.ui.Container[Any]:
    buttons = [
        card_button(one.key, one.label, _STYLES[one.action]) for one in feed_buttons(item, wording)
    ]
    return discord.ui.Container[Any](
        discord.ui.TextDisplay[Any](text),
        discord.ui.ActionRow[Any](*buttons),
        accent_colour=OVER if item.is_paused else VIOLET,
    )


def _foot(
    here: int, goes_on_at: int | None, wording: Wording, *, again: bool
) -> discord.ui.ActionRow[Any]:
    """Return what turns the page, and what opens the form for another feed."""
    buttons: list[Button] = []
    if here > 1:
        back = max(1, here - _MOST_CARDS)
        buttons.append(card_button(f"feedpage:{back}:{here}", "◀", discord.ButtonStyle.secondary))
    if goes_on_at is not None:
        on = f"feedpage:{goes_on_at}:{here}"
        buttons.append(card_button(on, "▶", discord.ButtonStyle.secondary))
    if again:
        label = wording.say(words.FILL_IN_AGAIN)
        buttons.append(card_button(f"feedagain:{here}", label, discord.ButtonStyle.primary))
    label = wording.say(ADD_A_FEED)
    buttons.append(card_button(f"feednew:{here}", label, discord.ButtonStyle.primary))
    return discord.ui.ActionRow[Any](*buttons)
