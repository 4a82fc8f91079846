"""Which place, and so which time zone and country, a message asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from content.facts import places
from content.understanding.hours import follows_an_hour
from content.understanding.lexicon.cldr import named_in
from content.understanding.lexicon.languages import LANGUAGES, word_set
from content.understanding.tokens import Token

_ZONES: Final = {
    tuple(name.split()): zone for zone, names in places.NAMED.items() for name in names.split(", ")
}
_MAIN_ZONES: Final = {market: zone for zone, market in reversed(places.MARKETS.items())}
"""The zone that a country goes by: the first of those that it has."""
_NO_COUNTRIES: Final = word_set("no_countries")
_COUNTRIES: Final = {
    tuple(name.split()): market
    for code in LANGUAGES
    for market, name in named_in(code).get("countries", {}).items()
    if name not in _NO_COUNTRIES
}
_UNITED_STATES: Final = frozenset(
    [tuple(name.split()) for name in places.UNITED_STATES]
    + [name for name, market in _COUNTRIES.items() if market == "US"]
)

PLACE_WORDS: Final = frozenset(word for name in _ZONES for word in name)
"""Words of places and clocks, which are no slips of other words: "eastern" is not "easter"."""


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

    *language* is that of the words: French "est" is no clock, but behind an hour.
    """
    clocks = clocks_in(tokens)
    for at in range(len(tokens)):
        for length in (3, 2, 1):
            key = tuple(token.word for token in tokens[at : at + length])
            if len(key) != length:
                continue
            if key in _UNITED_STATES:
                return Somewhere(None, "US", is_country=True, start=at, end=at + length)
            zone = _ZONES.get(key) or _MAIN_ZONES.get(_COUNTRIES.get(key, ""))
            if zone is None:
                continue
            is_word = length == 1 and key[0] in places.CAPITALS_ONLY and at not in clocks
            if is_word and (language != "en" or not _is_behind_an_hour(tokens, at)):
                continue
            name = " ".join(key)
            market = None if name in places.CLOCKS else places.MARKETS.get(zone)
            return Somewhere(
                zone, market, name in places.COUNTRIES or key in _COUNTRIES, at, at + length
            )
    return None


def clocks_in(tokens: Sequence[Token]) -> frozenset[int]:
    """Return where a word stands for a clock, in whatever language it is an ordinary word.

    "EST" in capitals, and "est" where it follows an hour at once: "3am est".
    """
    named = [at for at, token in enumerate(tokens) if token.word in places.CAPITALS_ONLY]
    if not named:
        return frozenset()
    shouts = sum(token.raw.isupper() for token in tokens) > len(tokens) / 2
    return frozenset(
        at
        for at in named
        if (tokens[at].raw.isupper() and not shouts) or follows_an_hour(tokens, at)
    )


def _is_behind_an_hour(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may be an ordinary one stands where a zone would, in English."""
    before = tokens[at - 1].word if at else ""
    return before in {"midnight", "or", "pst", "am", "pm", "time"} or before.isdigit()
