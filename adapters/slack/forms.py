"""The form behind `/violet updates subscribe`, and what was filled in. Pure.

https://docs.slack.dev/surfaces/modals
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from adapters.slack import markup as kit
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
_OPTION_LIMIT: Final = 75

View = dict[str, Any]


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
    # Slack asks for its choices while somebody types, from the very beginning.
    show = {"type": "external_select", "action_id": SHOW, "min_query_length": 0}
    where: dict[str, Any] = {
        "type": "conversations_select",
        "action_id": "channel",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if channel[:1] in {"C", "G"}:
        where["initial_conversation"] = channel
    return {
        "type": "modal",
        "callback_id": SUBSCRIBE,
        "title": _plain(wording.say(words.FORM_TITLE)),
        "submit": _plain(wording.say(words.FORM_SUBMIT)),
        "close": _plain(wording.say(words.FORM_CANCEL)),
        "blocks": [
            _input(SHOW, wording.say(words.FORM_SHOW), show),
            _input("channel", wording.say(words.FORM_CHANNEL), where),
            *(
                _input(
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
    }


def show_options(
    choices: Iterable[ShowChoice], typed: str, wording: Wording = ENGLISH
) -> list[kit.Element]:
    """Return what can be chosen as the form's show, once *typed* is there of its name."""
    every = wording.say(EVERY_SHOW)
    options = [_option(one.within(_OPTION_LIMIT), one.record) for one in choices]
    if every.casefold().startswith(typed.strip().casefold()):
        options.insert(0, _option(every, _EVERY))
    return options[:_MOST_OPTIONS]


def told_form(blocks: Sequence[kit.Block], wording: Wording = ENGLISH) -> View:
    """Return a form that only tells something."""
    return {
        "type": "modal",
        "title": _plain(wording.say(words.FORM_TITLE)),
        "close": _plain(wording.say(words.FORM_CLOSE)),
        "blocks": list(blocks),
    }


def filled_in(view: View, fields: Fields = FIELDS) -> tuple[str, str, PreferencesInput]:
    """Return the show, the channel and the preferences of a form that was sent."""
    said = {
        block: _value(next(iter(inputs.values()), {}))
        for block, inputs in (view.get("state") or {}).get("values", {}).items()
    }
    texts = {field.name: said.get(field.key) for field in fields if field.entry}
    preferences = PreferencesInput(**{name: text for name, text in texts.items() if text})
    return said.get(SHOW) or _EVERY, said.get("channel") or "", preferences


def entry_of(field_name: str, fields: Fields = FIELDS) -> str:
    """Return where in the form a field is asked for, for what is wrong with it."""
    return next(field.key for field in fields if field.name == field_name)


def _value(field: dict[str, Any]) -> str | None:
    """Return what was chosen or written in one field; None where nothing was."""
    match field.get("type"):
        case "static_select" | "external_select":
            return (field.get("selected_option") or {}).get("value")
        case "multi_static_select":
            chosen = field.get("selected_options") or []
            return ", ".join(one["value"] for one in chosen) or None
        case "conversations_select":
            return field.get("selected_conversation")
        case _:
            return (field.get("value") or "").strip() or None


def _input(name: str, label: str, element: kit.Element, *, hint: str = "") -> kit.Block:
    block = {
        "type": "input",
        "block_id": name,
        "label": _plain(label),
        "element": element,
        "optional": name not in {SHOW, "channel"},
    }
    return block | {"hint": _plain(hint)} if hint else block


def _element(name: str, entry: FormEntry, usual: str, wording: Wording) -> kit.Element:
    written = usual if entry.is_filled_in else ""
    options = [_option(wording.say(label), value) for value, label in entry.choices]
    if entry.takes_several:
        return {"type": "multi_static_select", "action_id": name, "options": options}
    return _select(name, options, written) if options else _text(name, written)


def _select(name: str, options: list[kit.Element], chosen: str | None = None) -> kit.Element:
    found = [option for option in options if option["value"] == chosen]
    element = {"type": "static_select", "action_id": name, "options": options}
    return element | {"initial_option": found[0]} if found else element


def _text(name: str, written: str = "") -> kit.Element:
    element: kit.Element = {"type": "plain_text_input", "action_id": name, "max_length": 200}
    return element | {"initial_value": written} if written else element


def _option(label: str, value: str) -> kit.Element:
    return {"text": _plain(kit.cut(label, _OPTION_LIMIT)), "value": value}


def _plain(text: str) -> kit.Element:
    return {"type": "plain_text", "text": text, "emoji": False}
