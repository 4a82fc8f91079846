"""The forms behind `/violet updates subscribe` and `settings`, and what was filled in. Pure.

https://docs.slack.dev/surfaces/modals
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self

from adapters.slack import markup as kit
from adapters.slack.modals import (
    METADATA_LIMIT,
    OPTION_LIMIT,
    View,
    external_select,
    input_block,
    modal,
    multi_select,
    option,
    static_select,
    text_input,
    values_before,
    values_in,
)
from content.answers.reply import ShowChoice
from content.commands.descriptions import EVERY_SHOW
from content.language.platforms import slack as words
from content.language.wording import ENGLISH, Wording
from content.subscriptions.preference_fields import FIELDS, Fields, PreferenceField
from content.subscriptions.preferences import USUAL, Preferences, PreferencesInput

SUBSCRIBE: Final = "subscribe"
SETTINGS: Final = "settings"
SHOW: Final = "show"
"""Of the field for the show: its block and its action."""
HEARD: Final = "heard"
"""The same, of a field for one of the shows that a channel hears of."""
CHANNEL: Final = "channel"
THREAD: Final = "thread"
EVERY: Final = "all"
"""The value of every show, or of all that a channel hears of."""
_AGAIN: Final = "~"
"""Before the number of a field's filling.

Slack leaves in a field what somebody chose in it, or what stood there first, for as long as the
block keeps its id: https://docs.slack.dev/reference/methods/views.update
"""
_MOST_OPTIONS: Final = 100
"""https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"""
_LONGEST_LINES: Final = 2000
_LONGEST_LINK: Final = 300


class ChannelForm(StrEnum):
    """What a form of a channel's is for; its callback, by its name."""

    SUBSCRIBE = SUBSCRIBE
    SETTINGS = SETTINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """What Slack keeps with a form, so that any process can go on with it."""

    form: ChannelForm
    channel: str
    thread: str = ""
    show: str = ""
    """The value of the show that the form is filled in for; empty: none is chosen yet."""
    zone: str = "UTC"
    """Of whoever opened it, which a new subscription has unless they choose another."""
    filling: int = 0
    """How often what stands was filled in since it was opened."""
    from_home: bool = False

    @property
    def kept(self) -> str:
        """Return it as Slack keeps it."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_kept(cls, kept: str) -> Self | None:
        """Return what `kept` was; None: it is of a form that another Violet showed."""
        try:
            read = cls(**json.loads(kept[:METADATA_LIMIT]))
            return replace(read, form=ChannelForm(read.form))
        except (TypeError, ValueError):
            return None

    @property
    def chosen(self) -> str | None:
        """The show as commands take it; None: every one."""
        return None if self.show in {"", EVERY} else self.show


def subscribe_form(
    *,
    channel: str,
    thread: str = "",
    usual: Preferences = USUAL,
    stands: Sequence[Preferences] = (),
    show: kit.Element | None = None,
    note: str = "",
    state: FormState | None = None,
    fields: Fields = FIELDS,
    wording: Wording = ENGLISH,
) -> View:
    """Return the form; *channel* is chosen already, unless it is a direct message.

    What *stands* for the *show* that is chosen is shown, or else what is *usual*. *thread* is the
    link of one.
    """
    state = state or FormState(form=ChannelForm.SUBSCRIBE, channel=channel, zone=usual.zone)
    where: dict[str, Any] = {
        "type": "conversations_select",
        "action_id": CHANNEL,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if channel[:1] in {"C", "G"}:
        where["initial_conversation"] = channel
    return modal(
        wording.say(words.FORM_TITLE),
        [
            *_noted(note),
            input_block(
                SHOW,
                wording.say(words.FORM_SHOW),
                external_select(SHOW, show),
                is_optional=False,
                is_told_at_once=True,
            ),
            input_block(
                CHANNEL,
                wording.say(words.FORM_CHANNEL),
                where,
                is_optional=False,
                is_told_at_once=True,
            ),
            input_block(
                THREAD,
                wording.say(words.FORM_THREAD),
                text_input(THREAD, thread, longest=_LONGEST_LINK),
                hint=wording.say(words.FORM_THREAD_HINT),
            ),
            *_preferences(stands, usual, state, fields, wording),
        ],
        close=wording.say(words.FORM_CANCEL),
        submit=wording.say(words.FORM_SUBMIT),
        callback=SUBSCRIBE,
        metadata=state.kept,
    )


def settings_form(
    *,
    state: FormState,
    stands: Sequence[Preferences],
    show: kit.Element,
    note: str = "",
    fields: Fields = FIELDS,
    wording: Wording = ENGLISH,
) -> View:
    """Return the form with what *stands* for the *show* that is chosen; see `FormState`."""
    place = [kit.text(f"{wording.say(words.FORM_CHANNEL)}: "), kit.channel(state.channel)]
    if state.thread:
        place.append(kit.text(f", {wording.say(words.FORM_IN_A_THREAD)}"))
    return modal(
        wording.say(words.SETTINGS_TITLE),
        [
            *_noted(note),
            *filter(None, [kit.rich_text(kit.section(place))]),
            input_block(
                HEARD,
                wording.say(words.FORM_SHOW),
                external_select(HEARD, show),
                is_optional=False,
                is_told_at_once=True,
            ),
            *_preferences(stands, USUAL, state, fields, wording),
        ],
        close=wording.say(words.FORM_CANCEL),
        submit=wording.say(words.SETTINGS_SUBMIT),
        callback=SETTINGS,
        metadata=state.kept,
    )


def show_options(
    choices: Iterable[ShowChoice], typed: str, wording: Wording = ENGLISH
) -> list[kit.Element]:
    """Return what can be chosen as the form's show, once *typed* is there of its name."""
    options = [option(one.within(OPTION_LIMIT), one.record) for one in choices]
    if wording.say(EVERY_SHOW).casefold().startswith(typed.strip().casefold()):
        options.insert(0, every_option(wording.say(EVERY_SHOW)))
    return options[:_MOST_OPTIONS]


def every_option(label: str) -> kit.Element:
    """Return the choice of every show, or of all that a channel hears of."""
    return option(label, EVERY)


def offered_options(typed: str, key: str, fields: Fields = FIELDS) -> list[kit.Element]:
    """Return the values that what is *typed* into the field called *key* may become."""
    field = next((one for one in fields if one.key == key), None)
    suggest = field.options[0].suggest if field and field.options else None
    found = suggest(typed[:OPTION_LIMIT]) if suggest else ()
    return [option(one, one) for one in found[:_MOST_OPTIONS] if kit.size(one) <= OPTION_LIMIT]


def told_form(
    blocks: Sequence[kit.Block], wording: Wording = ENGLISH, *, title: str = words.FORM_TITLE
) -> View:
    """Return a form that only tells something."""
    return modal(wording.say(title), blocks, close=wording.say(words.FORM_CLOSE))


def filled_in(view: View, fields: Fields = FIELDS) -> tuple[str, str, PreferencesInput]:
    """Return the show, the channel and the preferences of a form that was sent.

    Of the preferences those alone that were changed in it: whatever was left as it stood, in one
    that was opened an hour ago too, is nothing that anybody said.
    """
    said, before = _by_key(values_in(view)), _by_key(values_before(view))
    texts: dict[str, str] = {}
    for field in fields:
        if field.entry and said.get(field.key) != before.get(field.key):
            # What was taken away is as usual again.
            texts[field.name] = said.get(field.key) or field.write(getattr(USUAL, field.name))
    chosen = said.get(SHOW) or said.get(HEARD) or EVERY
    return chosen, said.get(CHANNEL) or "", PreferencesInput(**texts)


def thread_in(view: View) -> str:
    """Return the link that was written into a form as its thread's; empty: none was."""
    return _by_key(values_in(view)).get(THREAD) or ""


def stood_in(view: View) -> dict[str, str | None]:
    """Return what stood in each preference's field when a form was filled."""
    before = _by_key(values_before(view))
    return {key: text for key, text in before.items() if key not in {SHOW, HEARD, CHANNEL, THREAD}}


def blocks_of(view: View) -> dict[str, str]:
    """Return the block of each field by the field's name: there its faults are told."""
    names = (str(block.get("block_id") or "") for block in view.get("blocks", ()))
    return {name.partition(_AGAIN)[0]: name for name in names if name}


def entry_of(field_name: str, fields: Fields = FIELDS) -> str:
    """Return where in the form a field is asked for, for what is wrong with it."""
    return next(field.key for field in fields if field.name == field_name)


def _by_key(values: dict[str, str | None]) -> dict[str, str | None]:
    return {block.partition(_AGAIN)[0]: value for block, value in values.items()}


def _noted(note: str) -> list[kit.Block]:
    said = kit.context(note)
    return [said] if said else []


def _preferences(
    stands: Sequence[Preferences],
    usual: Preferences,
    state: FormState,
    fields: Fields,
    wording: Wording,
) -> list[kit.Block]:
    again = f"{_AGAIN}{state.filling}" if state.filling else ""
    return [
        input_block(
            f"{field.key}{again}",
            wording.say(field.entry.label),
            _element(field, _shown(field, stands, usual), wording),
            hint=wording.say(field.entry.hint) if field.entry.hint else "",
            # Nobody is told the hour in no zone at all.
            is_optional=not (field.entry.is_offered and len(stands) <= 1),
        )
        for field in fields
        if field.entry
    ]


def _shown(field: PreferenceField[Any], stands: Sequence[Preferences], usual: Preferences) -> str:
    """Return what stands in a field: what is so, where all of *stands* have the same."""
    if field.entry is None:
        return ""
    if not stands:
        return field.write(getattr(usual, field.name)) if field.entry.is_filled_in else ""
    texts = {field.write(getattr(one, field.name)) for one in stands}
    if len(texts) > 1:
        return ""
    (text,) = texts
    is_usual = text == field.write(getattr(USUAL, field.name))
    is_left_out = is_usual and not field.entry.is_filled_in and not field.entry.takes_several
    return "" if is_left_out else text


def _element(field: PreferenceField[Any], shown: str, wording: Wording) -> kit.Element:
    name, entry = field.key, field.entry
    options = [option(wording.say(label), value) for value, label in entry.choices] if entry else []
    if entry and entry.takes_several:
        return multi_select(name, options, shown.split(", "))
    if entry and entry.is_offered:
        return external_select(name, option(shown, shown) if shown else None)
    if options:
        return static_select(name, options, shown)
    if field.takes_lines:
        return text_input(name, shown, longest=_LONGEST_LINES, has_lines=True)
    return text_input(name, shown)
