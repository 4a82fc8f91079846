"""Buttons under answers: each holds in itself all that pressing it needs. Pure."""

from dataclasses import replace
from datetime import date
from typing import Final

from adapters.slack import markup as kit
from adapters.slack.messages import SlackMessage, answer_message
from content.answers.reminders import to_be_reminded_of
from content.answers.reply import Answer
from content.commands.descriptions import REMIND_ME as REMIND_ME_LABEL
from content.commands.reply import Response
from content.language.wording import reader_wording

REMIND_ME: Final = "remind"
"""The action of the button; its value is the show. Slack keeps both with the message."""


def offering_message(response: Response, today: date) -> SlackMessage:
    """Return the message of *response*, with a button where somebody may want to be reminded.

    *today* is a day in UTC.
    """
    message = answer_message(response)
    if not isinstance(response, Answer):
        return message
    show = to_be_reminded_of(response, today)
    if show is None or not message.blocks or len(message.blocks) >= kit.MOST_BLOCKS:
        return message
    label = reader_wording(response.language).say(REMIND_ME_LABEL)
    return replace(message, blocks=(*message.blocks, kit.button(label, REMIND_ME, show)))
