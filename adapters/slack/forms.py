"""The form behind `/violet updates subscribe`, and what was filled in. Pure.

https://docs.slack.dev/surfaces/modals
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from adapters.slack import markup as kit
from adapters.slack.modals import (
    OPTION_LIMIT,
    View,
    external_select,
    input_block,
    modal,
    option,
    static_select,
    text_input,
    values_in,
)
from content.answers.reply import ShowChoice
from content.commands.descriptions import EVERY_SHOW
from content.language.platforms import slack as words
from content.language.wording import ENGLISH, Wording
from content.subscriptions.preference_fields import FIELDS, Fields, FormEntry
from content.subscriptions.preferences import USUAL, Preferences, PreferencesInput

SUBSCRIBE: Final = "subscribe"
SHOW: Final = "show"
"""Of the form's field for the show: its block and its action."""
_EVERY: Final = "all"
_MOST_OPTIONS: Final = 100
"""https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"""


def subscribe_form(
    *,
    channel: str,
    usual: Preferences = USUAL,
    fields: Fields = FIELDS,
    wording: Wording = ENGLISH,
) -> View:
    """Return the form; *channel* is chosen already, unless it is a direct message.

    What is *usual* stands there to begin with.
    """
    where: dict[str, Any] = {
        "type": "conversations_select",
        "action_id": "channel",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if channel[:1] in {"C", "G"}:
        where["initial_conversation"] = channel
    return modal(
        wording.say(words.FORM_TITLE),
        [
            input_block(
                SHOW, wording.say(words.FORM_SHOW), external_select(SHOW), is_optional=False
            ),
            input_block("channel", wording.say(words.FORM_CHANNEL), where, is_optional=False),
            *(
                input_block(
                    field.key,
                    wording.say(field.entry.label),
                    _element(
                        field.key, field.entry, field.write(getattr(usual, field.name)), wording
                    ),
                    hint=wording.say(field.entry.hint) if field.entry.hint else "",
                )
                for field in fields
                if field.entry
            ),
        ],
        close=wording.say(words.FORM_CANCEL),
        submit=wording.say(words.FORM_SUBMIT),
        callback=SUBSCRIBE,
    )


def show_options(
    choices: Iterable[ShowChoice], typed: str, wording: Wording = ENGLISH
) -> list[kit.Element]:
    """Return what can be chosen as the form's show, once *typed* is there of its name."""
    every = wording.say(EVERY_SHOW)
    options = [option(one.within(OPTION_LIMIT), one.record) for one in choices]
    if every.casefold().startswith(typed.strip().casefold()):
        options.insert(0, option(every, _EVERY))
    return options[:_MOST_OPTIONS]


def told_form(blocks: Sequence[kit.Block], wording: Wording = ENGLISH) -> View:
    """Return a form that only tells something."""
    return modal(wording.say(words.FORM_TITLE), blocks, close=wording.say(words.FORM_CLOSE))


def filled_in(view: View, fields: Fields = FIELDS) -> tuple[str, str, PreferencesInput]:
    """Return the show, the channel and the preferences of a form that was sent."""
    said = values_in(view)
    texts = {field.name: said.get(field.key) for field in fields if field.entry}
    preferences = PreferencesInput(**{name: text for name, text in texts.items() if text})
    return said.get(SHOW) or _EVERY, said.get("channel") or "", preferences


def entry_of(field_name: str, fields: Fields = FIELDS) -> str:
    """Return where in the form a field is asked for, for what is wrong with it."""
    return next(field.key for field in fields if field.name == field_name)


def _element(name: str, entry: FormEntry, usual: str, wording: Wording) -> kit.Element:
    written = usual if entry.is_filled_in else ""
    options = [option(wording.say(label), value) for value, label in entry.choices]
    if entry.takes_several:
        return {"type": "multi_static_select", "action_id": name, "options": options}
    return static_select(name, options, written) if options else text_input(name, written)
