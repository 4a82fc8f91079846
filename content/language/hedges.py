"""How surely something is said: one row for each stance, in each form that a sentence needs."""

from dataclasses import dataclass
from typing import Final

from content.facts.claims import Stance
from content.language.wording import ENGLISH, Wording, phrase


@dataclass(frozen=True, slots=True)
class _Sureness:
    """The words of one stance."""

    adjective: str
    """As a note beside a value: "8 March 2018 (planned)"."""
    beside_fact: str = ""
    """Behind a statement in an answer, with its comma; empty where nothing need be said."""
    beside_news: str = ""
    """Behind a piece of news, likewise: news stands alone, and says more plainly who guesses."""


_SURENESS: Final = {
    Stance.CONFIRMED: _Sureness(phrase("confirmed")),
    Stance.REPORTED: _Sureness(
        phrase("reported"), phrase(", reportedly"), beside_news=phrase(", reportedly")
    ),
    Stance.PLANNED: _Sureness(
        phrase("planned"), phrase(", as planned"), beside_news=phrase(", as planned")
    ),
    Stance.EXPECTED: _Sureness(
        phrase("expected"),
        phrase(", as some expect"),
        beside_news=phrase(", as expected by some"),
    ),
    Stance.SPECULATED: _Sureness(
        phrase("speculated"), phrase(", at a guess"), beside_news=phrase(", only a guess")
    ),
    Stance.RUMOURED: _Sureness(
        phrase("rumoured"), phrase(", as rumour has it"), beside_news=phrase(", only a rumour")
    ),
    Stance.DENIED: _Sureness(phrase("denied")),
}


def hedge(stance: Stance | None, wording: Wording) -> str:
    """Return how surely a fact is stated, with a comma before it; nothing where it is confirmed."""
    return _said(_SURENESS[stance].beside_fact, wording) if stance else ""


def news_hedge(stance: Stance, wording: Wording = ENGLISH) -> str:
    """Return how sure a piece of news is, with a comma before it; nothing where it is confirmed."""
    return _said(_SURENESS[stance].beside_news, wording)


def stance_words(stance: Stance, wording: Wording) -> str:
    """Return the stance in one word: "planned"."""
    return wording.say(_SURENESS[stance].adjective)


def _said(pattern: str, wording: Wording) -> str:
    return wording.say(pattern) if pattern else ""
