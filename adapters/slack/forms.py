"""The form behind `/violet updates subscribe`, and what was filled in. Pure.

https://docs.slack.dev/surfaces/modals
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from adapters.slack import markup as kit
from content.facts.claims import Show
from content.subscriptions.preferences import KINDS, STANCES, PreferencesInput
from content.subscriptions.schedule import DigestFrequency

SUBSCRIBE: Final = "subscribe"
_EVERY: Final = "all"
_MOST_OPTIONS: Final = 100
"""https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"""
_OPTION_LIMIT: Final = 75
_TITLE: Final = "Subscribe a channel"
_STANCE: Final = "reported"
_STEPS: Final = "100, 30, 14, 7, 3, 1, 0"
_HOUR: Final = "9"
_DIGESTS: Final = {
    DigestFrequency.NONE: "Each piece of news by itself",
    DigestFrequency.DAILY: "Once a day",
    DigestFrequency.WEEKLY: "Once a week, on Mondays",
}

View = dict[str, Any]


def subscribe_form(shows: Iterable[Show], *, channel: str, zone: str) -> View:
    """Return the form; *channel* is chosen already, unless it is a direct message."""
    options = [_option("Every show", _EVERY), *(_option(show.short, show.id) for show in shows)]
    where: dict[str, Any] = {
        "type": "conversations_select",
        "action_id": "channel",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if channel[:1] in {"C", "G"}:
        where["initial_conversation"] = channel
    hours = [_option(f"{hour:02}:00", str(hour)) for hour in range(24)]
    stances = [_option(stance.value, stance.value) for stance in STANCES]
    digests = [_option(words, digest.value) for digest, words in _DIGESTS.items()]
    blocks = [
        _input("show", "Show", _select("show", options[:_MOST_OPTIONS])),
        _input("channel", "Channel", where),
        _input(
            "kinds",
            "Kinds of news",
            {
                "type": "multi_static_select",
                "action_id": "kinds",
                "options": [_option(kind.value, kind.value) for kind in KINDS],
            },
            hint="Every kind, unless you choose.",
        ),
        _input("stance", "At least", _select("stance", stances, _STANCE)),
        _input("steps", "Countdown, days before", _text("steps", _STEPS), hint="Or: none"),
        _input("zone", "Time zone", _text("zone", zone), hint="Such as Europe/Berlin"),
        _input("hour", "Hour of countdowns and digests", _select("hour", hours, _HOUR)),
        _input("quiet", "Quiet hours", _text("quiet"), hint="Such as 22-7; none, unless you write"),
        _input("digest", "How often", _select("digest", digests, DigestFrequency.NONE.value)),
        _input(
            "mentions",
            "Mention",
            _text("mentions"),
            hint="channel, here, or the id of a user group; and for what: here for release, cast",
        ),
    ]
    return {
        "type": "modal",
        "callback_id": SUBSCRIBE,
        "title": _plain(_TITLE),
        "submit": _plain("Subscribe"),
        "close": _plain("Cancel"),
        "blocks": blocks,
    }


def told_form(blocks: Sequence[kit.Block]) -> View:
    """Return a form that only tells something."""
    return {
        "type": "modal",
        "title": _plain(_TITLE),
        "close": _plain("Close"),
        "blocks": list(blocks),
    }


def filled_in(view: View) -> tuple[str, str, PreferencesInput]:
    """Return the show, the channel and the wishes of a form that was sent."""
    said = {
        block: _value(next(iter(fields.values()), {}))
        for block, fields in (view.get("state") or {}).get("values", {}).items()
    }
    wishes = PreferencesInput(
        kinds=said.get("kinds"),
        stance=said.get("stance"),
        steps=said.get("steps"),
        zone=said.get("zone"),
        hour=said.get("hour"),
        quiet=said.get("quiet"),
        digest=said.get("digest"),
        mentions=tuple(filter(None, (said.get("mentions"),))),
    )
    return said.get("show") or _EVERY, said.get("channel") or "", wishes


def _value(field: dict[str, Any]) -> str | None:
    """Return what was chosen or written in one field; None where nothing was."""
    match field.get("type"):
        case "static_select":
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
        "optional": name not in {"show", "channel"},
    }
    return block | {"hint": _plain(hint)} if hint else block


def _select(name: str, options: list[kit.Element], chosen: str | None = None) -> kit.Element:
    found = [option for option in options if option["value"] == chosen]
    element = {"type": "static_select", "action_id": name, "options": options}
    return element | {"initial_option": found[0]} if found else element


def _text(name: str, written: str = "") -> kit.Element:
    element: kit.Element = {"type": "plain_text_input", "action_id": name, "max_length": 200}
    return element | {"initial_value": written} if written else element


def _option(words: str, value: str) -> kit.Element:
    return {"text": _plain(kit.cut(words, _OPTION_LIMIT)), "value": value}


def _plain(words: str) -> kit.Element:
    return {"type": "plain_text", "text": words, "emoji": False}
