"""The forms of the newsdesk: what stands in them, and what was typed into them.

Each holds in its own id all that sending it needs, so it works whichever run of Violet opened it.
https://docs.discord.com/developers/components/reference#label
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Self

import discord

from adapters.discord.markup import one_line, plain
from content.commands import descriptions
from content.commands.desk import DeskItem
from content.commands.feed_list import ADD_A_FEED
from content.commands.newsdesk import (
    read_show_and_season,
    read_where_from,
    show_and_season_in_words,
    where_from_in_lines,
)
from content.facts.claims import Stance
from content.language.hedges import stance_words
from content.language.platforms import discord as words
from content.language.wording import Wording
from content.show_files.typed_claims import TypedClaim

_PREFIX: Final = "deskform:"
_ID_LIMIT: Final = 100
_TITLE_LIMIT: Final = 45
_LABEL_LIMIT: Final = 45
_ABOUT_LIMIT: Final = 100
_SHOW, _KIND, _VALUE, _STANCE, _PAGE, _REASON = "show", "kind", "value", "stance", "page", "reason"
_ADDRESS: Final = "address"
_LONGEST: Final = {_ADDRESS: 2000, _SHOW: 220, _KIND: 100, _VALUE: 300, _PAGE: 4000, _REASON: 240}


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What somebody sent: for what the form was, and what stood in it."""

    purpose: str
    """What `claim_form` or `reason_form` was given."""
    show: str | None
    season: str | None
    claim: TypedClaim
    reason: str | None
    address: str | None = None

    @classmethod
    def of(cls, interaction: discord.Interaction[Any]) -> Self | None:
        """Return the form that was sent; None where it is none of the newsdesk."""
        data: dict[str, Any] = dict(interaction.data or {})
        custom_id = str(data.get("custom_id", ""))
        if not custom_id.startswith(_PREFIX):
            return None
        given = dict(_given(data.get("components", [])))
        show, season = read_show_and_season(given.get(_SHOW, ""))
        named = {name: given.get(name) for name in (_KIND, _VALUE, _STANCE)}
        rest = read_where_from(given.get(_PAGE, ""))
        claim = replace(rest, **{name: text for name, text in named.items() if text})
        reason = one_line(given.get(_REASON, "")) or None
        address = one_line(given.get(_ADDRESS, "")) or None
        return cls(custom_id.removeprefix(_PREFIX), show, season, claim, reason, address)

    @property
    def every_part(self) -> TypedClaim:
        """The claim, with what was left empty as what is to be nothing: the form showed it all."""
        every = {one.name: getattr(self.claim, one.name) or "" for one in fields(TypedClaim)}
        return TypedClaim(**every)


def claim_form(purpose: str, title: str, item: DeskItem, wording: Wording) -> discord.ui.Modal:
    """Return the form of a claim, filled with what is known of it.

    Discord shows five inputs at most, and 25 choices in one: the kinds are more than that, so one
    is typed, and whatever else can be said of a claim shares the last input.
    https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
    """
    claim, stance = item.claim, (item.claim.stance or "").casefold()
    about, page = show_and_season_in_words(item.show, item.season), where_from_in_lines(claim)
    shape = words.WHERE_FROM_SHAPE
    modal = _form(purpose, title)
    for label, example, shown in (
        (words.ABOUT, words.ABOUT_EXAMPLE, _text_input(_SHOW, about, required=True)),
        (words.WHAT_KIND, words.KIND_EXAMPLE, _text_input(_KIND, claim.kind, required=True)),
        (words.WHAT_VALUE, words.VALUE_EXAMPLE, _text_input(_VALUE, claim.value)),
        (words.HOW_SURE, descriptions.CLAIM_STANCE, _stances(stance, wording)),
        (words.WHERE_FROM, words.WHERE_FROM_EXAMPLE, _text_input(_PAGE, page, placeholder=shape)),
    ):
        modal.add_item(_labelled(wording.say(label), wording.say(example), shown))
    return modal


def reason_form(
    purpose: str, title: str, about: str, wording: Wording, *, required: bool
) -> discord.ui.Modal | None:
    """Return the form in which it is said why; None where *purpose* is too long for a form's id."""
    if len(_PREFIX + purpose) > _ID_LIMIT:
        return None
    modal = _form(purpose, title)
    shown = _text_input(_REASON, None, required=required)
    modal.add_item(_labelled(wording.say(words.WHY), wording.say(about), shown))
    return modal


def address_form(purpose: str, address: str | None, wording: Wording) -> discord.ui.Modal:
    """Return the form for the address of a feed, filled with the one that was typed before."""
    modal = _form(purpose, wording.say(ADD_A_FEED).rstrip(" …"))
    shown = _text_input(_ADDRESS, address, required=True)
    about = wording.say(descriptions.ADD_FEED)
    modal.add_item(_labelled(wording.say(words.ADDRESS), about, shown))
    return modal


def _form(purpose: str, title: str) -> discord.ui.Modal:
    modal = discord.ui.Modal(
        title=plain(title, _TITLE_LIMIT), timeout=None, custom_id=_PREFIX + purpose
    )
    # Stopped, so that discord.py keeps no record of it; the id says it all.
    modal.stop()
    return modal


def _labelled(label: str, about: str, shown: discord.ui.Item[Any]) -> discord.ui.Label[Any]:
    return discord.ui.Label(
        text=plain(label, _LABEL_LIMIT),
        description=plain(about, _ABOUT_LIMIT),
        component=shown,
    )


def _text_input(
    name: str, value: str | None, *, placeholder: str | None = None, required: bool = False
) -> discord.ui.TextInput[Any]:
    longest = _LONGEST[name]
    is_long = name in {_PAGE, _REASON}
    return discord.ui.TextInput(
        custom_id=name,
        style=discord.TextStyle.paragraph if is_long else discord.TextStyle.short,
        default=(value or "")[:longest] or None,
        placeholder=placeholder,
        required=required,
        max_length=longest,
    )


def _stances(chosen: str, wording: Wording) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=stance_words(stance, wording), value=stance.value, default=stance == chosen
        )
        for stance in Stance
    ]
    return discord.ui.Select(custom_id=_STANCE, options=options, required=False, min_values=0)


def _given(components: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield what stands in each input, by its id; nothing where it was left empty."""
    for one in components:
        inner = one.get("component")
        if inner is not None:
            yield from _given([inner])
            continue
        said = str(one.get("value") or "") or next(iter(one.get("values") or []), "")
        if said.strip():
            yield str(one.get("custom_id")), said.strip()
