"""What stands in Violet's home on Slack."""

from typing import Final

from content.language.command_hints import hint
from content.language.wording import ENGLISH, Wording, phrase

COMING: Final = phrase("What is coming")
REMINDED: Final = phrase("What you are reminded of")
HEARD: Final = phrase("What channels here hear")
REMOVE: Final = phrase("Remove")
SETTINGS: Final = phrase("Settings")
PAUSE: Final = phrase("Pause")
RESUME: Final = phrase("Resume")
SUBSCRIBE: Final = phrase("Subscribe a channel")
NEXT: Final = phrase("Next page")
PREVIOUS: Final = phrase("Previous page")
IN_A_THREAD: Final = phrase("in a thread")


def of_nothing(wording: Wording = ENGLISH) -> str:
    """Return that somebody has no reminder, and how one gets one."""
    return wording.say(
        "You are reminded of nothing yet. Type {command} in any channel, or press Remind me below "
        "an answer.",
        command=hint("remind", show="SHOW"),
    )


def nothing_heard(wording: Wording = ENGLISH) -> str:
    """Return that no channel that somebody sees hears anything."""
    return wording.say("No channel that you see hears anything here yet.")


def nothing_posted(reason: str, wording: Wording = ENGLISH) -> str:
    """Return that a channel is told nothing at present, and why."""
    return wording.say("Nothing is posted there at present: {reason}", reason=reason)
