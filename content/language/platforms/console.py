"""What is said of the terminal that Violet runs in."""

from content.language.wording import ENGLISH, Wording


def printed(wording: Wording = ENGLISH) -> str:
    """Return how what is told gets there."""
    return wording.say("What is told is printed at this terminal, while I run.")
