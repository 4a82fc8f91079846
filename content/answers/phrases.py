"""The small words of an answer: how surely, by whom, what else is said."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from content.facts.beliefs import Belief, Held
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Stance, Value
from content.facts.dates import PartialDate, Precision
from content.language.citations import cited
from content.language.dates import in_words, words
from content.language.hedges import stance_words
from content.language.translated import remade, together
from content.language.wording import Wording, phrase

LONGEST_LINE = 280


def day_words(date: PartialDate, wording: Wording) -> str:
    """Return the date by itself, a day without its weekday."""
    return words(date, locale=wording.language)


def value_words(value: Value | None, wording: Wording) -> str:
    """Return any value in words; a day comes with its weekday."""
    if isinstance(value, PartialDate):
        return words(value, locale=wording.language, weekday=value.is_day)
    if isinstance(value, int):
        return wording.number(value)
    return value or wording.say("no details")


def held_words(held: Held, wording: Wording) -> str:
    """Return a value with what narrows it, and how surely where that is less than confirmed."""
    text = value_words(held.value, wording)
    notes = [held.detail] if held.detail else []
    if held.stance is not Stance.CONFIRMED:
        notes.append(stance_words(held.stance, wording))
    return together(text, " (", wording.joined(", ", notes), ")") if notes else text


def when(date: PartialDate, wording: Wording) -> str:
    """Return the date with its preposition, a day with its weekday."""
    is_bare_day = date.is_day and date.precision is Precision.DAY
    return in_words(date, locale=wording.language, weekday=is_bare_day)


def who(claim: Claim) -> str:
    """Return whose word it is: the person, or else the page."""
    return claim.claimant or claim.source.publisher


def citation(claim: Claim, wording: Wording) -> str:
    """Return the line below an answer that names its source."""
    return fitted(wording.say("Source: {cited}", cited=cited(claim, wording)))


def quoted(claim: Claim, wording: Wording) -> str:
    """Return what the claim says as a sentence; in English, which it is recorded in."""
    return wording.say_as("a quotation in English", "{says}", says=sentence(claim.says))


def sentence(text: str) -> str:
    """Return *text* with a capital and a full stop."""
    text = remade(lambda said: " ".join(said.split()), text)
    if not text:
        return text
    return together(begun(text), "" if text[-1] in ".!?…" else ".")


def begun(text: str) -> str:
    """Return *text* with a capital, for where a line begins with a date or a name."""
    return remade(lambda said: f"{said[:1].upper()}{said[1:]}", text)


_GAP: Final = re.compile("[ \\t\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]+")


def fitted(text: str, limit: int = LONGEST_LINE) -> str:
    """Return *text* on one line, cut at a word where it is longer than *limit*.

    Spaces that do not break, as French has them in numbers, stay.
    """
    return remade(lambda said: _cut(_GAP.sub(" ", said).strip(), limit), text)


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return f"{text[: limit - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def listed(items: Sequence[str], wording: Wording, most: int = 8) -> str:
    """Return "a, b and c", and how many more there are beyond *most*."""
    return _joined(items[:most], len(items) - most, wording)


def shows_followed(catalogue: Catalogue, wording: Wording) -> str:
    """Return the first of the shows in *catalogue*, and how many more there are."""
    names = [show.short for show in islice(catalogue, _SHOWS)]
    return _joined(names, len(catalogue.shows) - len(names), wording)


_SHOWS: Final = 14


def _joined(items: Sequence[str], beyond: int, wording: Wording) -> str:
    shown = list(items)
    if beyond > 0:
        shown.append(wording.count("{number} more", "{number} more", beyond))
    if len(shown) < 2:
        return together(*shown)
    return wording.say("{first} and {last}", first=wording.joined(", ", shown[:-1]), last=shown[-1])


def how_many_fit(several: Sequence[Held], most: int) -> int:
    """Return how many values an answer has room for, the same in every language."""
    room = _ROOM
    for count, held in enumerate(several[:most]):
        room -= len(str(held.value)) + len(held.detail or "") + _BESIDE
        if room < 0:
            return max(1, count)
    return most


_ROOM: Final = 225
_BESIDE: Final = 16
"""Room for how surely each value is said."""

_GUESSES: Final = {
    Stance.EXPECTED: phrase("{who} expected {value}"),
    Stance.SPECULATED: phrase("{who} guessed {value} (speculation)"),
    Stance.RUMOURED: phrase("a rumour told by {who} has it: {value}"),
}


def guess_line(held: Held, wording: Wording) -> str:
    """Return whose guess it is: "A.V. Club guessed late 2016 (speculation)."."""
    claim = held.citing[0]
    pattern = _GUESSES.get(claim.stance, phrase("{who} says {value}"))
    value = held.value
    said = day_words(value, wording) if isinstance(value, PartialDate) else value
    text = str(said) if said is not None else claim.says.rstrip(".")
    return sentence(wording.say(pattern, who=who(claim), value=text))


def guesses_of(belief: Belief) -> tuple[Held, ...]:
    """Return all that is only guessed, latest first, whether or not it is what is held."""
    held = (belief.held,) if belief.is_known and belief.held and not belief.held.is_firm else ()
    loose = tuple(h for h in belief.several if not h.is_firm and h.stance is not Stance.DENIED)
    every = (*held, *belief.guesses, *loose)
    return tuple(sorted(every, key=lambda one: one.citing[0].known_from, reverse=True))


def conflict_lines(belief: Belief, wording: Wording) -> tuple[str, ...]:
    """Return a line for each voice of equal weight that says otherwise, and who reconciles them."""
    lines = []
    for other in belief.conflicts:
        claim = other.citing[0]
        followed = {c.via for c in belief.held.citing} if belief.held else set()
        pattern = phrase("{publisher} says {value} ({date}).")
        if claim.via is not None and claim.via in followed:
            pattern = phrase("{publisher} says {value} ({date}); both follow {via}.")
        line = wording.say(
            pattern,
            publisher=claim.source.publisher,
            value=value_words(other.value, wording),
            via=claim.via,
            date=day_words(claim.source.published, wording),
        )
        lines.append(line)
    return (*lines, *reconciled_lines(belief, wording))


def reconciled_lines(belief: Belief, wording: Wording) -> tuple[str, ...]:
    """Return what a page says that has both what is held and what stands against it."""
    held = {claim.source: claim for claim in belief.held.citing} if belief.held else {}
    lines = []
    for other in belief.conflicts:
        for claim in other.citing:
            mine = held.get(claim.source)
            if mine is not None:
                line = wording.say(
                    "{publisher} has both ({date}): {says}; {other}.",
                    publisher=claim.source.publisher,
                    date=day_words(claim.source.published, wording),
                    says=mine.says.rstrip("."),
                    other=claim.says.rstrip("."),
                )
                lines.append(line)
                break
    return tuple(lines)
