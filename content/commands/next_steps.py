"""What can be done next with what was said: buttons, before any platform draws them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from content.answers.reminders import to_be_reminded_of
from content.answers.reply import Answer, LookUpOffer, Reply, ShowChoice
from content.commands.descriptions import FOLLOW_HERE, LOOK_IT_UP, REMIND_ME
from content.commands.reply import CommandReply, Response
from content.language.wording import Wording, reader_wording

MOST: Final = 5
"""Buttons, of which Discord has so many in a row."""
LABEL_LIMIT: Final = 75
"""https://docs.slack.dev/reference/block-kit/block-elements/button-element: Discord has 80."""
_BEHIND_SHOW: Final = "|"


class StepAction(StrEnum):
    """What pressing a button does; its name stays with every message that was ever sent."""

    REMIND = "remind"
    """Reminds whoever presses; the value is the show, and its season behind a line."""
    LOOK_UP = "look"
    """Answers in the message's place; the value is a `LookUpOffer.key`."""
    FOLLOW = "follow"
    """Lets the channel hear of a show from now on, for its admins; the value is the show."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A button: all that pressing it needs is in its action and its value."""

    action: StepAction
    value: str
    """At most 95 characters, and at most 90 but of a `LookUpOffer`."""
    label: str


def next_steps(response: Response, today: date, *, hears: bool) -> tuple[NextStep, ...]:
    """Return at most five buttons below *response*, each of them once.

    *today* is a day in UTC; *hears* is whether the place is one that can follow shows.
    """
    match response:
        case Answer():
            steps = _below_answer(response, today, hears=hears)
        case CommandReply():
            steps = _below_command(response)
        case _:
            assert_never(response)
    return tuple({(one.action, one.value): one for one in steps}.values())[:MOST]


def of_reminder(value: str) -> tuple[str, str | None]:
    """Return the show and the season of a `REMIND` button."""
    show, _, season = value.partition(_BEHIND_SHOW)
    return show, season or None


def replaces(answer: Response) -> bool:
    """Whether *answer* to a pressed `LOOK_UP` takes the place of what was there.

    What is so for the moment only is said to whoever pressed, and the button stays.
    """
    return isinstance(answer, Answer) and not any(one.is_passing for one in answer.replies)


def _below_answer(answer: Answer, today: date, *, hears: bool) -> list[NextStep]:
    wording = reader_wording(answer.language)
    offers = [one.offer for one in answer.replies if one.offer]
    steps = [
        NextStep(StepAction.LOOK_UP, one.key, _look_up(one, offers, wording)) for one in offers
    ]
    for reply in answer.replies:
        steps += [_chosen(reply, choice) for choice in reply.choices]
    show = to_be_reminded_of(answer, today)
    records = {one.show: one.record for one in answer.replies if one.record}
    if show is not None:
        steps.append(NextStep(StepAction.REMIND, records.get(show, show), wording.say(REMIND_ME)))
    if hears:
        steps += [
            NextStep(StepAction.FOLLOW, record, wording.say(FOLLOW_HERE))
            for record in list(records.values())[:1]
        ]
    return steps


def _look_up(offer: LookUpOffer, offers: list[LookUpOffer], wording: Wording) -> str:
    if len(offers) == 1:
        return wording.say(LOOK_IT_UP)
    return wording.say("Look up {show}", show=offer.name)


def _chosen(reply: Reply, choice: ShowChoice) -> NextStep:
    asked = LookUpOffer(choice.record, reply.intent, choice.season)
    return NextStep(StepAction.LOOK_UP, asked.key, choice.within(LABEL_LIMIT))


def _below_command(reply: CommandReply) -> list[NextStep]:
    match reply.chooses_for:
        case "remind":
            return [
                NextStep(
                    StepAction.REMIND,
                    _BEHIND_SHOW.join(filter(None, (choice.record, choice.season))),
                    choice.within(LABEL_LIMIT),
                )
                for choice in reply.choices
            ]
        case "updates subscribe":
            return [
                NextStep(StepAction.FOLLOW, choice.record, choice.within(LABEL_LIMIT))
                for choice in reply.choices
            ]
        case _:
            return []
