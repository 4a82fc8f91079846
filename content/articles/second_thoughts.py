"""What a sentence takes back of the one before, or doubts in it."""

from dataclasses import replace
from typing import Final

from content.articles.told import Statement, Told
from content.facts.claims import Stance
from content.language.wording import phrase

DOUBTED: Final = phrase("The next sentence doubts it.")
NOT_CONFIRMED: Final = phrase("The next sentence says that it is not confirmed.")

Quoted = tuple[Statement, str]


def behind_it(told: Told, before: list[Quoted]) -> list[Quoted]:
    """Return what the sentence before stated, as far as this one leaves it."""
    masked = told.sentence.masked
    if not before or told.has(r"^\W*(?:{second_thoughts.taken_back})", masked):
        return []
    if told.has(r"^\W*(?:{second_thoughts.doubted})", masked):
        return [(_doubted(one), quote) for one, quote in before]
    if not told.sentence.shows and told.has(
        r"\b(?:{second_thoughts.not_confirmed})\b", told.sentence.low
    ):
        return [(_unsure(one), quote) for one, quote in before]
    return before


def _doubted(one: Statement) -> Statement:
    how = replace(one.how, stance=Stance.RUMOURED)
    return replace(one, how=how, doubts=(*one.doubts, DOUBTED))


def _unsure(one: Statement) -> Statement:
    stance = Stance.REPORTED if one.how.stance is Stance.CONFIRMED else one.how.stance
    how = replace(one.how, stance=stance)
    return replace(one, how=how, doubts=(*one.doubts, NOT_CONFIRMED))
