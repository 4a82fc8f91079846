"""Buttons under what was said: each holds in itself all that pressing it needs. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from adapters.slack import markup as kit
from adapters.slack.messages import SlackMessage, answer_message
from content.commands.next_steps import NextStep, StepAction, next_steps
from content.commands.reply import Response

STEP: Final = re.compile(rf"^({'|'.join(StepAction)})(?:_\d)?$")
"""The action of a button; Slack keeps it and its value with the message.

A number tells buttons of one kind apart, which Slack wants within a block.
"""


def offering_message(response: Response, today: date, *, hears: bool) -> SlackMessage:
    """Return the message of *response*, with a button for whatever may be done next.

    *today* is a day in UTC; *hears* is whether it goes where shows can be followed.
    """
    message = answer_message(response)
    steps = next_steps(response, today, hears=hears)
    if not steps or not message.blocks or len(message.blocks) >= kit.MOST_BLOCKS:
        return message
    return replace(message, blocks=(*message.blocks, _row(steps)))


def is_channel(channel: str) -> bool:
    """Whether it is the id of a channel, in which shows can be followed, and of no direct one."""
    return channel[:1] in {"C", "G"}


def pressed(body: dict[str, Any]) -> tuple[StepAction, str]:
    """Return what the button that was pressed does, and its value."""
    action = body["actions"][0]
    return StepAction(action["action_id"].partition("_")[0]), str(action.get("value") or "")


def _row(steps: Sequence[NextStep]) -> kit.Block:
    taken: Counter[StepAction] = Counter()
    buttons = []
    for step in steps:
        number = taken[step.action]
        taken[step.action] += 1
        name = f"{step.action}_{number}" if number else str(step.action)
        buttons.append(kit.button(step.label, name, step.value))
    return kit.actions(buttons)
