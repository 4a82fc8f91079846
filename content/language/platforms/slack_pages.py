"""What stands on the pages by which a workspace lets Violet in."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from content.language.wording import Wording, phrase


class InstallOutcome(StrEnum):
    """What came of a try to install Violet; the last word of the page's address."""

    DONE = "done"
    DECLINED = "declined"
    STALE = "stale"
    LATER = "later"
    REFUSED = "refused"


_WORDS: Final[Mapping[InstallOutcome, tuple[str, str]]] = {
    InstallOutcome.DONE: (
        phrase("Violet is in your workspace."),
        phrase(
            "Open Slack, invite her to a channel with /invite @Violet, and type /violet updates "
            "subscribe there. You can close this page."
        ),
    ),
    InstallOutcome.DECLINED: (
        phrase("Nothing was installed."),
        phrase("You said no at Slack, and that is all right. You can close this page."),
    ),
    InstallOutcome.STALE: (
        phrase("This took too long, or began in another browser."),
        phrase("Nothing was installed. Please begin anew, in one go and in one browser."),
    ),
    InstallOutcome.LATER: (
        phrase("That does not work just now."),
        phrase("Nothing was installed. Please begin anew in a minute."),
    ),
    InstallOutcome.REFUSED: (
        phrase("Violet could not be installed."),
        phrase("Why is written down for whoever looks after Violet; please tell them."),
    ),
}
BEGIN_ANEW: Final = phrase("Begin anew")


def installation_words(outcome: InstallOutcome, wording: Wording) -> tuple[str, str]:
    """Return what is so, and what to do, in the reader's language."""
    title, words = _WORDS[outcome]
    return wording.say(title), wording.say(words)


def begin_anew(outcome: InstallOutcome, wording: Wording) -> str | None:
    """Return what a link back to the beginning says; None: nothing is to be tried again."""
    tried = outcome in {InstallOutcome.STALE, InstallOutcome.LATER, InstallOutcome.DECLINED}
    return wording.say(BEGIN_ANEW) if tried else None
