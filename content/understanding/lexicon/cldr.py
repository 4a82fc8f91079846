"""What months, weekdays and countries are called, as the CLDR says by way of Babel."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from content.facts.places import MARKETS
from content.files.plain import tables_of
from content.understanding.lexicon.folding import fold

Names = Mapping[str, Mapping[str, str]]
"""By section and key, several parted by blanks."""

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS: Final = (*("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),)
KEPT: Final = Path(__file__).parent / "cldr.toml"
"""What Babel says of our own languages, since importing it takes longer than a question does."""
_FORMS: Final = ("format", "stand-alone")
"""As it stands within a date ("stycznia"), and alone ("styczeń")."""
_COUNTRIES: Final = frozenset(MARKETS.values()) - {"HK"}
"""All but what nobody calls by its full name: "Hong Kong SAR China"."""
_NAMES: Final[Mapping[str, Names]] = tables_of(KEPT.read_text(encoding="utf-8"))


def named_in(code: str) -> Names:
    """Return the full names of months, weekdays and countries in the language *code*."""
    kept = _NAMES.get(code)
    return named_by_babel(code) if kept is None else kept


def named_by_babel(code: str) -> dict[str, dict[str, str]]:
    """Return the full names as they are compared; none of a language that it does not know.

    Months and weekdays are those that are one word, and are not abbreviated: too many short ones
    are words, such as "mar" or "sun". Countries, by ISO 3166, are those whose zone is known.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - see `KEPT`

    try:
        locale = Locale(code)
    except (UnknownLocaleError, ValueError):
        return {}
    months = _named(MONTHS, [locale.months[form]["wide"] for form in _FORMS], first=1)
    weekdays = _named(WEEKDAYS, [locale.days[form]["wide"] for form in _FORMS], first=0)
    countries = {code: _compared(locale.territories[code]) for code in sorted(_COUNTRIES)}
    named = (("months", months), ("weekdays", weekdays), ("countries", countries))
    return {section: names for section, names in named if names}


def _compared(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))


def _named(
    keys: Iterable[str], forms: Iterable[Mapping[int, str]], *, first: int
) -> dict[str, str]:
    found = {}
    for number, key in enumerate(keys, start=first):
        words = dict.fromkeys(fold(form[number]) for form in forms if form[number].isalpha())
        if words:
            found[key] = " ".join(words)
    return found
