"""Parts of which forms are made, and what was filled into one. Pure.

https://docs.slack.dev/surfaces/modals
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from adapters.slack import markup as kit

View = dict[str, Any]

OPTION_LIMIT: Final = 75
"""https://docs.slack.dev/reference/block-kit/composition-objects/option-object"""
HINT_LIMIT: Final = 2000
"""https://docs.slack.dev/reference/block-kit/blocks/input-block"""
METADATA_LIMIT: Final = 3000
"""https://docs.slack.dev/reference/views/modal-views"""


def values_in(view: View) -> dict[str, str | None]:
    """Return what was chosen or written in each field of a form that was sent; None: nothing."""
    return {
        block: _value(next(iter(inputs.values()), {}))
        for block, inputs in ((view.get("state") or {}).get("values") or {}).items()
    }


def values_before(view: View) -> dict[str, str | None]:
    """Return what stood in each field when the form was shown."""
    return {
        block["block_id"]: _value_shown(block["element"])
        for block in view.get("blocks", ())
        if block.get("type") == "input"
    }


def input_block(
    name: str,
    label: str,
    element: kit.Element,
    *,
    hint: str = "",
    is_optional: bool = True,
    is_told_at_once: bool = False,
) -> kit.Block:
    """Return a field; its faults are told under its *name*.

    What is chosen in it *is told at once*, where what else the form shows depends on that.
    """
    block: kit.Block = {
        "type": "input",
        "block_id": name,
        "label": kit.text_object(label),
        "element": element,
        "optional": is_optional,
    }
    if is_told_at_once:
        block["dispatch_action"] = True
    return block | {"hint": kit.text_object(kit.cut(hint, HINT_LIMIT))} if hint else block


def text_input(
    name: str, written: str = "", *, longest: int = 200, has_lines: bool = False
) -> kit.Element:
    """Return a field to write in, in which *written* stands to begin with."""
    element: kit.Element = {"type": "plain_text_input", "action_id": name, "max_length": longest}
    if has_lines:
        element["multiline"] = True
    shown = kit.cut(written, longest)
    return element | {"initial_value": shown} if shown else element


def static_select(
    name: str, options: Sequence[kit.Element], chosen: str | None = None
) -> kit.Element:
    """Return a field to choose one of *options* in, *chosen* to begin with."""
    found = [option for option in options if option["value"] == chosen]
    element = {"type": "static_select", "action_id": name, "options": list(options)}
    return element | {"initial_option": found[0]} if found else element


def multi_select(
    name: str, options: Sequence[kit.Element], chosen: Collection[str] = ()
) -> kit.Element:
    """Return a field to choose some of *options* in, the *chosen* ones to begin with."""
    found = [option for option in options if option["value"] in chosen]
    element = {"type": "multi_static_select", "action_id": name, "options": list(options)}
    return element | {"initial_options": found} if found else element


def external_select(name: str, chosen: kit.Element | None = None) -> kit.Element:
    """Return a field whose choices Slack asks for while somebody types, from the very beginning."""
    element = {"type": "external_select", "action_id": name, "min_query_length": 0}
    return element | {"initial_option": chosen} if chosen else element


def option(label: str, value: str) -> kit.Element:
    """Return one that can be chosen."""
    return {"text": kit.text_object(kit.cut(label, OPTION_LIMIT) or "…"), "value": value}


def modal(
    title: str,
    blocks: Sequence[kit.Block],
    *,
    close: str,
    submit: str = "",
    callback: str = "",
    metadata: str = "",
) -> View:
    """Return a form; without *submit* it only tells something."""
    named: Mapping[str, Any] = {
        "callback_id": callback,
        "private_metadata": metadata,
        "submit": kit.text_object(submit) if submit else "",
    }
    return {
        "type": "modal",
        "title": kit.text_object(title),
        "close": kit.text_object(close),
        "blocks": list(blocks),
        **{name: value for name, value in named.items() if value},
    }


def _value(field: Mapping[str, Any]) -> str | None:
    match field.get("type"):
        case "static_select" | "external_select":
            return (field.get("selected_option") or {}).get("value")
        case "multi_static_select":
            return _values_of(field.get("selected_options"))
        case "conversations_select":
            return field.get("selected_conversation")
        case _:
            return (field.get("value") or "").strip() or None


def _value_shown(element: Mapping[str, Any]) -> str | None:
    begun = element.get("initial_option") or {}
    several = _values_of(element.get("initial_options"))
    alone = element.get("initial_conversation") or element.get("initial_value")
    return begun.get("value") or several or alone


def _values_of(chosen: Sequence[Mapping[str, Any]] | None) -> str | None:
    """Return several that were chosen as one text, in whichever order that was done."""
    return ", ".join(sorted(one["value"] for one in chosen or ())) or None
