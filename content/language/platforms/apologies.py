"""What is said where there is no answer to give."""

from content.language.wording import ENGLISH, Wording


def went_wrong(wording: Wording = ENGLISH) -> str:
    """Return that the fault is Violet's own."""
    return wording.say("Something went wrong on my side; it has been logged. Please try again.")


def notes_out_of_reach(wording: Wording = ENGLISH) -> str:
    """Return that the database did not answer whoever waits."""
    return wording.say("I cannot get at my notes just now; please try again in a minute.")


def notes_long_out_of_reach(wording: Wording = ENGLISH) -> str:
    """Return that the database did not answer, to somebody who has written a lot."""
    return wording.say("I cannot get at my notes just now; please try again later.")


def not_looked_up(reason: str, wording: Wording = ENGLISH) -> str:
    """Return that the database did not answer whoever runs Violet, and what it said."""
    return wording.say("I could not look that up just now: {reason}", reason=reason)
