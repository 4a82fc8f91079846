"""What can be asked in a language, by the meanings that its file has words for."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from content.understanding.intents import Intent
from content.understanding.lexicon.languages import tables_in
from content.understanding.lexicon.meanings import Feature
from content.understanding.rules import RULES, Strength

_WITHOUT_WORDS: Final = frozenset(
    {Feature.SHOW, Feature.SHOWS, Feature.SEASON, Feature.PERSON, Feature.DAY, Feature.QUOTED}
    | {Feature.CALLED, Feature.ASKED, Feature.BEYOND, Feature.INSIDE, Feature.NAMESAKE}
    | {Feature.UNTRACKED, Feature.ONE_SHOW_BEFORE}
)
"""Meanings that are found by names, numbers, marks and what was said before."""

WORDLESS: Final = frozenset({Intent.NOT_TRACKED, Intent.NOT_ADDRESSED})
"""What no words ask for."""


def not_askable(path: Path) -> frozenset[Intent]:
    """Return what cannot be asked for in the language of the file at *path*, which has no fault."""
    return frozenset(Intent) - WORDLESS - askable(tables_in(path).get("meanings", {}))


def askable(meanings: Iterable[str]) -> frozenset[Intent]:
    """Return what can be asked where a language has words for *meanings*, by their names."""
    known = _WITHOUT_WORDS | {feature for feature in Feature if feature in set(meanings)}
    return frozenset(
        rule.intent
        for rule in RULES
        if rule.strength > Strength.SUBJECT
        and rule.every <= known
        and (not rule.one_of or not rule.one_of.isdisjoint(known))
    )
