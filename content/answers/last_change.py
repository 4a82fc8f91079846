"""The last change of a fact, where it is recent enough to be worth mentioning."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from content.answers.inquiry import Inquiry
from content.answers.phrases import value_words
from content.facts.beliefs import Belief
from content.facts.changes import ChangeSort, changed
from content.facts.claims import Claim
from content.facts.kinds import Kind
from content.language.dates import in_words, since_words
from content.language.wording import phrase

RECENT = timedelta(days=60)
"""For how long the last change is worth mentioning."""

_SAME: Final = {
    ChangeSort.REFINED: phrase("That was made more exact {when}."),
    ChangeSort.MOVED_EARLIER: phrase("That was moved earlier {when}."),
    ChangeSort.MOVED_LATER: phrase("That was moved later {when}."),
    ChangeSort.CHANGED: phrase("That was changed {when}."),
    ChangeSort.CONFIRMED: phrase("That was confirmed {when}."),
}
_OTHER: Final = {
    ChangeSort.REFINED: phrase("That was made more exact {when}, from {was} to {now}."),
    ChangeSort.MOVED_EARLIER: phrase("That was moved earlier {when}, from {was} to {now}."),
    ChangeSort.MOVED_LATER: phrase("That was moved later {when}, from {was} to {now}."),
    ChangeSort.CHANGED: phrase("That was changed {when}, from {was} to {now}."),
    ChangeSort.CONFIRMED: phrase("That was confirmed {when}, from {was} to {now}."),
}


@dataclass(frozen=True, slots=True)
class LastChange:
    """What is told of the last change, and the claims behind what was held before it."""

    lines: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


def last_change(inquiry: Inquiry, kind: Kind, belief: Belief) -> LastChange:
    """Return the last change of what is held, where it is recent; otherwise nothing to tell."""
    changes = changed(inquiry.catalogue, belief.subject, kind, until=inquiry.as_of.day)
    if not changes or inquiry.as_of.day - changes[-1].on > RECENT:
        return LastChange()
    last = changes[-1]
    if last.sort not in _SAME or last.before.value is None or last.after.value is None:
        return LastChange()
    locale = inquiry.wording.language
    when = in_words(last.reported, locale=locale)
    was = value_words(last.before.value, inquiry.wording)
    now = value_words(last.after.value, inquiry.wording)
    line = inquiry.say(_OTHER[last.sort], when=when, was=was, now=now)
    if was == now:
        line = inquiry.say(_SAME[last.sort], when=when)
    elif last.is_of_words_known:
        since = since_words(last.reported, locale=locale)
        line = inquiry.say("That has stood {since}; before that, {was}.", since=since, was=was)
    by = (last.told_by,) if last.told_by else ()
    return LastChange((line,), (*by, *last.before.citing))
