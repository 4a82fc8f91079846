"""What is said of how many channels hear of a claim."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.language.command_hints import unmarked
from content.language.wording import ENGLISH, Wording
from content.subscriptions.matching import Hearers


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBeTold:
    """What becomes news because of a claim."""

    headline: str
    """As it is posted, in English."""
    hearers: Hearers


def told_lines(told: Sequence[ToBeTold], wording: Wording = ENGLISH) -> tuple[str, ...]:
    """Return what is told of a claim that is recorded, and to how many channels."""
    if not told:
        return (wording.say("Nothing is told of it: what is held stays as it is."),)
    return tuple(_told(one, wording) for one in told)


def told_if_accepted(told: Sequence[ToBeTold], wording: Wording = ENGLISH) -> str:
    """Return in a line what would be told of a claim, were it accepted."""
    if not told:
        return wording.say("Accepting it tells nobody: what is held stays as it is.")
    return wording.say(
        "If you accept it: {told}", told=" ".join(_told(one, wording) for one in told)
    )


def _told(one: ToBeTold, wording: Wording) -> str:
    said, count = unmarked(one.headline), one.hearers.count
    if not one.hearers.is_all:
        return wording.count(
            "Told to {number} channel at least: {said}",
            "Told to {number} channels at least: {said}",
            count,
            said=said,
        )
    return wording.count(
        "Told to {number} channel: {said}", "Told to {number} channels: {said}", count, said=said
    )
