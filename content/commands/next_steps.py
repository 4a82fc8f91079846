"""What can be done next with what was said: buttons, before any platform draws them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from content.answers.reminders import to_be_reminded_of
from content.answers.reply import Answer, LookUpOffer, Reply, ReplyStatus, ShowChoice
from content.commands.descriptions import (
    FOLLOW_HERE,
    FORGET_ME,
    HISTORY,
    LOOK_IT_UP,
    REMIND_ME,
    SOURCES,
)
from content.commands.reply import CommandReply, Response
from content.facts.claims import ShowId
from content.language.command_hints import with_commands
from content.language.wording import Wording, reader_wording

MOST: Final = 5
"""Buttons, of which Discord has so many in a row."""
LABEL_LIMIT: Final = 75
"""https://docs.slack.dev/reference/block-kit/block-elements/button-element: Discord has 80."""
_BEHIND_SHOW: Final = "|"
_HELD: Final = frozenset(
    {
        ReplyStatus.KNOWN,
        ReplyStatus.CONFLICTING,
        ReplyStatus.CANCELLED,
        ReplyStatus.WITHDRAWN,
    }
)
_LANGUAGE: Final = re.compile(r"([a-z]{2}):")


class StepAction(StrEnum):
    """What pressing a button does; its name stays with every message that was ever sent."""

    REMIND = "remind"
    """Reminds whoever presses; the value is the show, and its season behind a line."""
    LOOK_UP = "look"
    """Answers in the message's place; the value is a `LookUpOffer.key`, see `of_look_up`."""
    FORGET = "forget"
    """Forgets whoever presses; the value is the language in which that is said."""
    FOLLOW = "follow"
    """Lets the channel hear of a show from now on, for its admins; the value is the show."""
    SOURCES = "sources"
    """Tells whoever presses who says so; the value is as of `LOOK_UP`, of what was answered."""
    HISTORY = "history"
    """Tells whoever presses how that moved; likewise."""


_LABELS: Final = {StepAction.REMIND: REMIND_ME, StepAction.FOLLOW: FOLLOW_HERE}


@dataclass(frozen=True, slots=True)
class NextStep:
    """A button: all that pressing it needs is in its action and its value."""

    action: StepAction
    value: str
    """At most 95 characters: Discord keeps 100, with the action."""
    label: str


def next_steps(
    response: Response, today: date, *, hears: bool, manages: bool = False
) -> tuple[NextStep, ...]:
    """Return at most five buttons below *response*, each of them once.

    *today* is a day in UTC; *hears* is whether the place is one that can follow shows, and
    *manages* whether whoever asked may choose which.
    """
    match response:
        case Answer():
            steps = _below_answer(response, today, hears=hears, manages=hears and manages)
        case CommandReply():
            steps = _below_command(response)
        case _:
            assert_never(response)
    return tuple({(one.action, one.value): one for one in steps}.values())[:MOST]


def of_reminder(value: str) -> tuple[str, str | None]:
    """Return the show and the season of a `REMIND` button."""
    show, _, season = value.partition(_BEHIND_SHOW)
    return show, season or None


def of_look_up(value: str) -> tuple[LookUpOffer | None, str | None]:
    """Return the offer of a `LOOK_UP` button, and the language to answer in where it holds one."""
    language = _LANGUAGE.match(value)
    offer = LookUpOffer.from_key(value[language.end() :] if language else value)
    return offer, language[1] if language else None


def replaces(answer: Response) -> bool:
    """Whether *answer* to a pressed `LOOK_UP` takes the place of what was there.

    What is so for the moment only is said to whoever pressed, and the button stays.
    """
    return isinstance(answer, Answer) and not any(one.is_passing for one in answer.replies)


def _below_answer(answer: Answer, today: date, *, hears: bool, manages: bool) -> list[NextStep]:
    wording = reader_wording(answer.language)
    offering = [one for one in answer.replies if one.offer]
    steps = [_looks_up(one, one.offer, offering, wording) for one in offering if one.offer]
    for reply in answer.replies:
        steps += [_chosen(reply, choice) for choice in reply.choices]
    if any(one.offers_forgetting for one in answer.replies):
        steps.append(NextStep(StepAction.FORGET, answer.language, wording.say(FORGET_ME)))
    wished = [wish for reply in answer.replies for wish in _wished(reply)]
    steps += [_step_of(*wish, wording) for wish in wished if hears or wish[0] != StepAction.FOLLOW]
    show = to_be_reminded_of(answer, today)
    records = {one.show: one.record for one in answer.replies if one.record}
    if show is not None:
        steps.append(NextStep(StepAction.REMIND, records.get(show, show), wording.say(REMIND_ME)))
    if hears:
        steps += [
            NextStep(StepAction.FOLLOW, record, wording.say(FOLLOW_HERE))
            for record in list(records.values())[:1]
        ]
    about = next((one for one in answer.replies if _is_held(one)), None)
    if about is not None and about.show is not None:
        if manages:
            steps.append(_step_of(StepAction.FOLLOW, about.show, wording))
        steps += _looks_behind(about, about.show, wording)
    return steps


def _is_held(reply: Reply) -> bool:
    """Whether it says of a show that is followed what is held of that."""
    return (
        reply.show is not None
        and reply.record is None
        and reply.offer is None
        and reply.status in _HELD
        and reply.intent.row.kinds != ()
    )


def _looks_behind(reply: Reply, show: ShowId, wording: Wording) -> Iterator[NextStep]:
    season = None if reply.season is None else str(reply.season)
    value = _value_of(LookUpOffer(show, reply.intent, season), reply.language)
    if reply.sources:
        yield NextStep(StepAction.SOURCES, value, wording.say(SOURCES))
    if reply.intent.row.of_release:
        yield NextStep(StepAction.HISTORY, value, wording.say(HISTORY))


def _wished(reply: Reply) -> Iterator[tuple[StepAction, str]]:
    """Yield what was asked for in words and takes a command, which a button can give as well."""
    for part in (part for line in reply.lines for part in with_commands(line)):
        if isinstance(part, str) or reply.show is None:
            continue
        arguments = dict(part.arguments)
        if arguments.get("show") != reply.show or "stop" in arguments:
            continue
        if part.verb == "remind":
            season = None if reply.season is None else str(reply.season)
            yield StepAction.REMIND, _BEHIND_SHOW.join(filter(None, (reply.show, season)))
        elif part.verb == "updates subscribe":
            yield StepAction.FOLLOW, reply.show


def _step_of(action: StepAction, value: str, wording: Wording) -> NextStep:
    return NextStep(action, value, wording.say(_LABELS[action]))


def _looks_up(
    reply: Reply, offer: LookUpOffer, offering: Sequence[Reply], wording: Wording
) -> NextStep:
    is_plain = len(offering) == 1 and reply.show is None
    label = wording.say(LOOK_IT_UP) if is_plain else wording.say("Look up {show}", show=offer.name)
    return NextStep(StepAction.LOOK_UP, _value_of(offer, reply.language), label)


def _chosen(reply: Reply, choice: ShowChoice) -> NextStep:
    asked = LookUpOffer(choice.record, reply.intent, choice.season)
    value = _value_of(asked, reply.language)
    return NextStep(StepAction.LOOK_UP, value, choice.within(LABEL_LIMIT))


def _value_of(offer: LookUpOffer, language: str) -> str:
    return offer.key if language == "en" else f"{language}:{offer.key}"


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
