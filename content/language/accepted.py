"""Which of our languages a reader is answered in."""

from typing import Final

from content.language.wording import ENGLISH, Wording, languages, wording_for

_MOST: Final = 20
"""Languages of a header that are looked at."""


def accepted_wording(accepted: str) -> Wording:
    """Return the wording that a browser's ``Accept-Language`` prefers; English where none fits.

    https://www.rfc-editor.org/rfc/rfc9110#field.accept-language
    """
    wanted = [_weighed(part) for part in accepted.split(",")[:_MOST]]
    for language, weight in sorted(wanted, key=lambda one: -one[1]):
        if weight > 0 and (language == "en" or language in languages()):
            return wording_for(language)
    return ENGLISH


def chosen_wording(code: str) -> Wording | None:
    """Return the wording of the language of exactly that *code*; None: there is none."""
    return wording_for(code) if code == "en" or code in languages() else None


def _weighed(part: str) -> tuple[str, float]:
    """Return a language's code, and how much it is wanted: 0 is not at all."""
    tag, _, weight = part.partition(";")
    language = tag.strip().partition("-")[0].casefold()
    name, _, number = weight.strip().partition("=")
    if name.strip() != "q":
        return language, 1.0
    try:
        found = float(number[:5])
    except ValueError:
        return language, 0.0
    return language, found if 0 <= found <= 1 else 0.0
