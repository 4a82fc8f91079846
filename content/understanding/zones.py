"""Which place, and so which time zone and country, a message asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from content.facts import places
from content.understanding.tokens import Token

_ZONES: Final = {
    tuple(name.split()): zone for zone, names in places.NAMED.items() for name in names.split(", ")
}
_UNITED_STATES: Final = frozenset(tuple(name.split()) for name in places.UNITED_STATES)


@dataclass(frozen=True, slots=True)
class Somewhere:
    """A place or a clock that is named, and where."""

    zone: str | None
    """Its IANA zone; None: it has several, and none is guessed."""
    market: str | None
    """ISO 3166 code of its country; None: only a clock is named."""
    is_country: bool
    start: int
    end: int


def place_in(tokens: Sequence[Token], language: str = "en") -> Somewhere | None:
    """Return the first place that *tokens* name; None where there is none.

    *language* is that of the words: French "est" is no clock.
    """
    for at in range(len(tokens)):
        for length in (3, 2, 1):
            key = tuple(token.word for token in tokens[at : at + length])
            if len(key) != length:
                continue
            if key in _UNITED_STATES:
                return Somewhere(None, "US", is_country=True, start=at, end=at + length)
            zone = _ZONES.get(key)
            if zone is None:
                continue
            if length == 1 and key[0] in places.CAPITALS_ONLY and not _is_zone(tokens, at):
                continue
            if language == "fr" and key == ("est",) and not tokens[at].raw.isupper():
                continue
            name = " ".join(key)
            market = None if name in places.CLOCKS else places.MARKETS.get(zone)
            return Somewhere(zone, market, name in places.COUNTRIES, at, at + length)
    return None


def _is_zone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may be an ordinary one is a zone: in capitals, or behind an hour."""
    if tokens[at].raw.isupper():
        return True
    before = tokens[at - 1].word if at else ""
    return before in {"midnight", "or", "pst", "am", "pm", "time"} or before.isdigit()
