"""All that is held of a show, fact by fact, for whoever wants to see it whole."""

from typing import Final

from content.answers.no_answer import denial_line
from content.answers.phrases import (
    begun,
    conflict_lines,
    fitted,
    guess_line,
    guesses_of,
    held_words,
    quoted,
    value_words,
)
from content.facts.as_of import AsOf
from content.facts.beliefs import Belief, Held, Status
from content.facts.believe import believe
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Season, ShowId, Stance, Subject
from content.facts.kinds import KINDS, Kind
from content.language.citations import cited
from content.language.hedges import stance_words
from content.language.kind_words import label
from content.language.translated import together
from content.language.wording import ENGLISH, Wording, phrase


def beliefs_of(
    catalogue: Catalogue, show: ShowId, season: Season | None, as_of: AsOf
) -> list[tuple[Subject, Kind, Belief]]:
    """Return everything that was ever claimed of *show* by then, in a reading order.

    *season* None: all of them. What was withdrawn, denied or taken back is there too.
    """
    claims = catalogue.about(show)
    known = [claim for claim in claims if claim.known_from <= as_of.day]
    found = []
    for one in catalogue.seasons(show) if season is None else (season,):
        subject = Subject(show, one)
        present = {claim.kind for claim in known if claim.subject == subject}
        for kind in KINDS:
            if kind in present:
                belief = believe(known, subject, kind, as_of.day)
                if belief.status is not Status.UNKNOWN:
                    found.append((subject, kind, belief))
    return found


def describe_belief(belief: Belief, wording: Wording = ENGLISH) -> tuple[str, ...]:
    """Return what is held in lines of text: the value, its sources, and what else is said."""
    name = begun(label(belief.kind, wording))
    lines = [wording.joined(": ", (name, _state(belief, wording)))]
    lines += [f"  {line}" for line in _held(belief, wording)]
    lines += [f"  {line}" for line in conflict_lines(belief, wording)]
    if belief.status is not Status.CURRENT or not belief.held or belief.held.is_firm:
        others = [held for held in guesses_of(belief) if held is not belief.held]
        lines += [f"  {guess_line(held, wording)}" for held in others]
    lines += [f"  {_before(claim, wording)}" for claim in belief.earlier if claim.value is not None]
    gone = [wording.say("Taken back: {cited}", cited=cited(c, wording)) for c in belief.retracted]
    lines += [f"  {line}" for line in gone]
    return tuple(_indented(line) for line in lines)


def status_words(status: Status, wording: Wording) -> str:
    """Return how a belief stands in one word: "withdrawn"."""
    return wording.say(_STATUSES[status])


_STATUSES: Final = {
    Status.UNKNOWN: phrase("unknown"),
    Status.CURRENT: phrase("current"),
    Status.CONFLICTING: phrase("conflicting"),
    Status.DENIED: phrase("denied"),
    Status.WITHDRAWN: phrase("withdrawn"),
    Status.RETRACTED: phrase("retracted"),
}


def _state(belief: Belief, wording: Wording) -> str:
    match belief.status:
        case Status.CURRENT | Status.CONFLICTING if belief.held:
            said, sure = _value(belief.held, wording), stance_words(belief.held.stance, wording)
            if belief.status is Status.CURRENT:
                return wording.joined(", ", (said, sure))
            return wording.say("{value}, {stance}, disputed", value=said, stance=sure)
        case Status.CURRENT | Status.CONFLICTING:
            return wording.joined("; ", (held_words(held, wording) for held in belief.several))
        case status:
            return status_words(status, wording)


def _held(belief: Belief, wording: Wording) -> list[str]:
    if belief.status in {Status.WITHDRAWN, Status.DENIED}:
        claim = belief.decided_by
        return [together(quoted(claim, wording), " (", cited(claim, wording), ")")] if claim else []
    return [cited(claim, wording) for claim in belief.citing]


def _before(claim: Claim, wording: Wording) -> str:
    """What no longer holds, or who said no without being heard."""
    if claim.stance is Stance.DENIED:
        return denial_line(claim, wording)
    return wording.say(
        "Before: {value}, {stance} ({cited})",
        value=value_words(claim.value, wording),
        stance=stance_words(claim.stance, wording),
        cited=cited(claim, wording),
    )


def _value(held: Held, wording: Wording) -> str:
    if held.value is None:
        return held.citing[0].says.rstrip(".")
    text = value_words(held.value, wording)
    return together(text, f" ({held.detail})") if held.detail else text


def _indented(line: str) -> str:
    text = fitted(line)
    return f"  {text}" if line.startswith("  ") else text
