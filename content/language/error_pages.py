"""What stands on a page where there is nothing to show."""

from collections.abc import Mapping
from typing import Final

from content.language.wording import Wording, phrase

NOTHING: Final = (phrase("There is nothing here."), phrase("The address may be old or mistyped."))
FAULTS: Final[Mapping[int, tuple[str, str]]] = {
    404: NOTHING,
    500: (
        phrase("Something went wrong here."),
        phrase("It was written down for whoever looks after Violet. Please try again later."),
    ),
    503: (phrase("That takes too long just now."), phrase("Please try again in a minute.")),
}
"""By the status: what is so, and what to do. Only programs meet any other."""


def error_words(status: int, wording: Wording) -> tuple[str, str] | None:
    """Return both sentences in the reader's language; None: the status says it all."""
    found = FAULTS.get(status)
    return (wording.say(found[0]), wording.say(found[1])) if found else None
