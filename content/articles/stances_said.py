"""How surely a sentence says something, and by whose word."""

import re
from dataclasses import dataclass
from typing import Final

from content.articles.marks import Marked
from content.articles.subjects_said import Reader
from content.articles.words import MARK, compiled
from content.facts.claims import Stance
from content.language.wording import phrase

_HEDGED: Final = phrase('It is hedged: "{word}".')
UNNAMED: Final = phrase("The words do not name who confirms it.")
_MOST_HEDGES: Final = 3
_ON_WITH_IT: Final = re.compile(r"[\"']?(?:that means|this means|he|she|they|i|we)\b")


@dataclass(frozen=True, slots=True)
class HowSaid:
    """The stance of a statement, who makes it, and what makes it doubtful."""

    stance: Stance
    claimant: str | None
    doubts: tuple[str, ...]
    is_platform: bool = False
    is_executive: bool = False


def how_said(
    sentence: Marked,
    segment: str,
    reader: Reader,
    *,
    subject_acts: str | None = None,
    spoken_before: str | None = None,
) -> HowSaid:
    """Return how *segment*, a stretch of *sentence* with its marks, is said.

    *subject_acts* is a channel or studio that itself does what is stated; *spoken_before* whoever
    spoke in the sentence before, where this one goes on with that.
    """
    speaker, is_platform, is_executive, is_sure = _speaker(sentence, reader, segment)
    if speaker is None and subject_acts is not None:
        speaker, is_platform, is_sure = subject_acts, True, True
    if speaker is None and spoken_before is not None and _goes_on(sentence.masked):
        speaker = spoken_before
    hedges: list[str] = []
    stance = None
    for name in (Stance.RUMOURED, Stance.SPECULATED, Stance.EXPECTED, Stance.PLANNED):
        where = sentence.low if name is Stance.RUMOURED else segment
        found = compiled(reader.code, rf"\b(?:{{stances.{name}}})(?!\w)").findall(where)
        if found and (stance is None or name is not Stance.PLANNED):
            stance = stance or name
            hedges += [word for word in dict.fromkeys(map(str.lower, found)) if word not in hedges]
    said = compiled(reader.code, r"\b(?:{stances.reportedly})\b").search(sentence.low)
    if said:
        hedges.append(said[0].lower())
    doubts = tuple(_HEDGED.format(word=word) for word in hedges[:_MOST_HEDGES])
    is_unsaid = compiled(reader.code, r"\b(?:{speaking.not_said})\b").search(sentence.low)
    may_confirm = is_sure and not said and not is_unsaid
    if may_confirm and stance in {None, Stance.PLANNED}:
        return HowSaid(Stance.CONFIRMED, speaker, doubts, is_platform, is_executive)
    if stance is None:
        stance = Stance.REPORTED
    return HowSaid(stance, speaker, (*doubts, UNNAMED), is_platform, is_executive)


def _goes_on(masked: str) -> bool:
    return _ON_WITH_IT.match(masked) is not None


_BESIDE: Final = re.compile(
    r"(?:;|,? (?:and|but|while|though|although|whereas|und|aber|et|mais|y|pero|e|ma|mas))"
    r" (?:[a-z]+ ){0,2}$"
)


def _is_of_another_clause(masked: str, speaker_at: int, segment: str) -> bool:
    """Whether *segment* stands whole before a clause in which somebody says something else."""
    at = masked.find(segment) if segment else -1
    if at < 0 or at + len(segment) > speaker_at:
        return False
    return _BESIDE.search(masked[:speaker_at]) is not None


def _speaker(
    sentence: Marked, reader: Reader, segment: str = ""
) -> tuple[str | None, bool, bool, bool]:
    """Return who says what *segment* of a sentence says, and what they are.

    That is whether it is the channel or studio itself, whether it is a named executive, and whether
    either says so for certain.
    """
    code = reader.code
    verb = compiled(
        code,
        rf"{MARK}p(\d+)[\"']?,?"
        r"(?: (?:has|have|had|also|just|today|officially|first|since|\w+ly)){0,3} "
        r"(?:{speaking.verb})\b",
    )
    behind = compiled(
        code,
        r"(?:{speaking.behind_according}|{speaking.by}) (?:to )?"
        rf"(?:(?:the|a|an|its|his|her|writer|creator|star) |\w+ (?={MARK}p)){{0,3}}{MARK}p(\d+)",
    )
    for pattern in (verb, behind):
        for found in pattern.finditer(sentence.masked):
            if _is_of_another_clause(sentence.masked, found.start(), segment):
                continue
            name = sentence.names[int(found[1])]
            around = sentence.masked[max(0, found.start() - 60) : found.end() + 40]
            title = compiled(code, r"\b(?:{speaking.executives})\b").search(around)
            is_platform = reader.is_network(name) and not title
            is_person = len(name.split()) > 1 and not reader.is_network(name)
            is_executive = bool(title and is_person)
            which = "confirming" if is_platform else "officially"
            is_sure = compiled(code, rf"\b(?:{{speaking.{which}}})\b").search(found[0]) is not None
            return name, is_platform, is_executive, is_sure and (is_platform or is_executive)
    named = [name for name in sentence.names if reader.is_network(name)]
    if named and compiled(code, r"\b(?:{speaking.spokes})\b").search(sentence.low):
        return named[0], True, False, True
    return None, False, False, False


def who_speaks(sentence: Marked, reader: Reader) -> str | None:
    """Return who speaks in a sentence, for one that goes on with it."""
    return _speaker(sentence, reader)[0]
