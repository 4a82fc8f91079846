"""What stands around an answer or announcement on every platform that shows more than text."""

from content.facts.claims import Stance
from content.language.hedges import stance_words
from content.language.wording import ENGLISH, Wording


def sources_intro(wording: Wording = ENGLISH) -> str:
    """Return what stands before the pages that say so."""
    return wording.say("Source:")


def others_intro(wording: Wording = ENGLISH) -> str:
    """Return what stands before more pages, where one has been linked already."""
    return wording.say("Also:")


def own_zone_intro(wording: Wording = ENGLISH) -> str:
    """Return what stands before a moment that the reader's own clock shows."""
    return wording.say("In your time zone:")


def more_on_the_page(wording: Wording = ENGLISH) -> str:
    """Return what a link to the page of a show is called, below an answer about it."""
    return wording.say("More about it")


def more(wording: Wording = ENGLISH) -> str:
    """Return that a message did not hold all there is to say."""
    return wording.say("There is more; ask about one show at a time.")


def sureness(stance: Stance, wording: Wording = ENGLISH) -> str:
    """Return how sure a piece of news is, as a note below it."""
    return wording.say("Stance: {stance}", stance=stance_words(stance, wording))


def superseded(title: str, now: str, before: str, wording: Wording = ENGLISH) -> str:
    """Return what is so now, and what was announced, for who is read out nothing struck through."""
    return wording.say("{title}: {now} It said: {before}", title=title, now=now, before=before)
