"""What is said where there is no answer to give."""

from datetime import timedelta
from math import ceil

from content.language.wording import ENGLISH, Wording


def went_wrong(wording: Wording = ENGLISH) -> str:
    """Return that the fault is Violet's own."""
    return wording.say("Something went wrong on my side; it has been logged. Please try again.")


def busy(wording: Wording = ENGLISH) -> str:
    """Return that so many wait for an answer that this one is not even begun."""
    return wording.say("Too many people ask me at this moment; please try again in a minute.")


def notes_out_of_reach(wording: Wording = ENGLISH) -> str:
    """Return that the database did not answer whoever waits."""
    return wording.say("I cannot get at my notes just now; please try again in a minute.")


def notes_long_out_of_reach(wording: Wording = ENGLISH) -> str:
    """Return that the database did not answer, to somebody who has written a lot."""
    return wording.say("I cannot get at my notes just now; please try again later.")


def not_looked_up(reason: str, wording: Wording = ENGLISH) -> str:
    """Return that the database did not answer whoever runs Violet, and what it said."""
    return wording.say("I could not look that up just now: {reason}", reason=reason)


def too_much_at_once(refills_in: timedelta, *, of_all: bool, wording: Wording = ENGLISH) -> str:
    """Return that somebody, or with *of_all* everybody here, has asked as much as they may.

    As much may be asked again after *refills_in*.
    """
    minutes = ceil(refills_in / timedelta(minutes=1))
    if of_all:
        return wording.count(
            "So much is asked here that others would have to wait; I answer here again as usual "
            "in {number} minute.",
            "So much is asked here that others would have to wait; I answer here again as usual "
            "in {number} minutes.",
            minutes,
        )
    return wording.count(
        "That is more at once than I can do for one person; please give me {number} minute.",
        "That is more at once than I can do for one person; please give me {number} minutes.",
        minutes,
    )
