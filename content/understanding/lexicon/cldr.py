"""What months and weekdays are called in a language, as the CLDR says by way of Babel."""

from collections.abc import Iterable, Mapping
from typing import Final

from babel import Locale, UnknownLocaleError

from content.understanding.lexicon.folding import fold
from content.understanding.lexicon.time_words import MONTH_KEYS, WEEKDAY_KEYS

_FORMS: Final = ("format", "stand-alone")
"""As it stands within a date ("stycznia"), and alone ("styczeń")."""


def named_in(code: str) -> dict[str, dict[str, str]]:
    """Return the full names that are one word, as they are compared, by section and key.

    Abbreviations are left out: too many of them are words, such as "mar" or "sun".
    """
    try:
        locale = Locale(code)
    except (UnknownLocaleError, ValueError):
        return {}
    months = _named(MONTH_KEYS, [locale.months[form]["wide"] for form in _FORMS], first=1)
    weekdays = _named(WEEKDAY_KEYS, [locale.days[form]["wide"] for form in _FORMS], first=0)
    return {
        section: names for section, names in (("months", months), ("weekdays", weekdays)) if names
    }


def _named(
    keys: Iterable[str], forms: Iterable[Mapping[int, str]], *, first: int
) -> dict[str, str]:
    found = {}
    for number, key in enumerate(keys, start=first):
        words = dict.fromkeys(fold(form[number]) for form in forms if form[number].isalpha())
        if words:
            found[key] = " ".join(words)
    return found
