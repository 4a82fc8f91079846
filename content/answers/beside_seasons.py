"""What is less than a season, or beside it: an episode, a finale, a part, a special, a film."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from content.answers.inquiry import Inquiry
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import reply
from content.facts.beliefs import Held
from content.language.wording import phrase
from content.understanding.intents import Intent
from content.understanding.question import Part, PartSort

_TOLD: Final = frozenset({ReplyStatus.KNOWN, ReplyStatus.CONFLICTING})


def unheard_of(inquiry: Inquiry) -> Reply | None:
    """Return that nobody speaks of such a special or film; None where somebody does."""
    season = inquiry.season
    if season not in {"special", "film"}:
        return None
    known = (claim for claim in inquiry.claims if claim.known_from <= inquiry.as_of.day)
    if any(claim.subject == inquiry.subject for claim in known):
        return None
    pattern = phrase("I hold no word of a special of {show}.")
    if season == "film":
        pattern = phrase("I hold no word of a film of {show}.")
    headline = inquiry.say(pattern, show=inquiry.show.short)
    return reply(inquiry, ReplyStatus.NOT_ANNOUNCED, headline)


def apart(inquiry: Inquiry, part: Part, whole: Callable[[Inquiry], Reply]) -> Reply:
    """Return that *part* is not known by itself, and what *whole* says of its season.

    Where the season itself is not known, or has nothing to say, that is the answer.
    """
    season = whole(_of_season(inquiry))
    if season.status not in _TOLD:
        return replace(season, intent=inquiry.question.intent)
    line = season.headline if season.verdict is None else ""
    said = reply(
        inquiry,
        ReplyStatus.NOT_ANNOUNCED,
        _by_itself(inquiry, part),
        line,
        claims=season.claims if line else (),
    )
    return replace(said, season=season.season)


def is_told(held: Held, part: Part) -> bool:
    """Whether a value is said to be of *part*, or of all of them: "episodes 1 and 2"."""
    detail = (held.detail or "").casefold()
    if "all" in detail.split():
        return True
    if part.sort is PartSort.FINALE:
        return "finale" in detail
    numbers = {int(number) for number in re.findall(r"\d+", detail)}
    return part.sort in detail and part.number in numbers


def _of_season(inquiry: Inquiry) -> Inquiry:
    """The same question about the season as a whole; of any hour or check, about its day."""
    intent = inquiry.question.intent
    if intent.row.of_release:
        intent = Intent.RELEASE_DATE
    return replace(
        inquiry, question=replace(inquiry.question, intent=intent, part=None, claimed=None)
    )


def _by_itself(inquiry: Inquiry, part: Part) -> str:
    return inquiry.say(_UNHEARD[part.sort], number=part.number, name=inquiry.name)


_UNHEARD: Final = {
    PartSort.EPISODE: phrase("I hold no word of episode {number} of {name} by itself."),
    PartSort.PART: phrase("I hold no word of part {number} of {name} by itself."),
    PartSort.FINALE: phrase("I hold no word of the finale of {name} by itself."),
}
