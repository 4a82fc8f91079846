"""The sentences of answers, in the asker's language.

English stands in the code, where each sentence is said; every other language is one gettext
catalogue beside this file, so that a translator adds one without touching a line of code
(docs/translating.md). Babel is imported, and a catalogue read, when its language is first asked
for: whoever speaks English only never pays for the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Final

from content.language.joints import joined

if TYPE_CHECKING:
    from babel.core import Locale

__all__ = ["ENGLISH", "Wording", "languages", "phrase", "reader_wording", "wording_for"]

_CATALOGUES: Final = Path(__file__).parent
REPLYING: Final[frozenset[str]] = frozenset()
"""The languages whose catalogue has all that is said to commands, beside the answers.

One that lacks it would reply half in itself and half in English.
"""


def phrase(msgid: str) -> str:
    """Return *msgid* itself, marked for translation; whoever says it later passes it to `say`."""
    return msgid


@dataclass(frozen=True, slots=True)
class Wording:
    """One language to say things in; made by `wording_for`."""

    language: str
    """ISO 639 code, lower case: "en", "es"."""
    _book: GNUTranslations | None = field(default=None, repr=False)
    """Its catalogue; None for English, which needs none."""

    def say(self, msgid: str, /, **parts: object) -> str:
        """Return the sentence, its `{name}` places filled from *parts*.

        What is put in stays as it is: braces in it are text, never places.
        """
        if self._book is None:
            return msgid.format_map(parts) if parts else msgid
        return self._filled(self._book.gettext(msgid), parts)

    def say_as(self, sense: str, msgid: str, /, **parts: object) -> str:
        """Return the sentence in one *sense* of several that other languages tell apart."""
        if self._book is None:
            return msgid.format_map(parts) if parts else msgid
        return self._filled(self._book.pgettext(sense, msgid), parts)

    def recalled(self, sentence: str) -> str:
        """Return a whole sentence that was kept in English: as it was, where it is not known."""
        if self._book is None or not sentence:
            return sentence
        return self._book.gettext(sentence)

    def count(self, one: str, many: str, number: int, /, **parts: object) -> str:
        """Return the sentence for *number* things, which also fills its place `{number}`."""
        parts["number"] = self.number(number)
        if self._book is None:
            return (one if number == 1 else many).format_map(parts)
        return self._filled(self._book.ngettext(one, many, number), parts)

    def number(self, number: int) -> str:
        """Return a whole number with its thousands set apart: "1,234", "1.234"."""
        if self._book is None:
            return f"{number:,}"
        from babel.numbers import format_decimal  # noqa: PLC0415 - English starts without Babel

        return format_decimal(number, locale=self.language)

    def country(self, code: str) -> str:
        """Return what the country of an ISO 3166 code is called; the code where it has no name."""
        name: str = self.locale.territories.get(code, code)
        return name

    @property
    def locale(self) -> "Locale":
        """What the CLDR knows of the language: its months, weekdays, countries and cities."""
        from babel.core import Locale  # noqa: PLC0415 - English starts without Babel

        return Locale.parse(self.language)

    @property
    def is_english(self) -> bool:
        """Whether sentences are said as they stand in the code."""
        return self._book is None

    def opened(self, text: str) -> str:
        """Return *text* as the start of a line: where a translation starts small, with a capital.

        English text is as it should be.
        """
        return text if self._book is None else f"{text[:1].upper()}{text[1:]}"

    def _filled(self, pattern: str, parts: Mapping[str, object]) -> str:
        text = ""
        for literal, place in _pieces(pattern):
            text += literal
            if place is not None:
                text = joined(text, str(parts[place]), self.language)
        return text


ENGLISH: Final = Wording("en")


def wording_for(language: str) -> Wording:
    """Return the wording of *language* ("es", "pt-BR"); English where it has no catalogue."""
    if language == "en":
        return ENGLISH
    code = language.replace("_", "-").partition("-")[0].casefold()
    return _read(code) if code in languages() else ENGLISH


def preferred_wording(accepted: str) -> Wording:
    """Return the wording of the language that a browser *accepted* first: the one preferred."""
    return wording_for(accepted.partition(",")[0].partition(";")[0].strip() or "en")


def reader_wording(locale: str | None) -> Wording:
    """Return the wording for whoever reads a command's reply.

    *locale* is the IETF tag of the reader, as the platform gives it ("de", "es-ES"); None where
    the platform gives none, which is taken for English.
    """
    wording = wording_for(locale or "en")
    return wording if wording.language in REPLYING else ENGLISH


@cache
def languages() -> frozenset[str]:
    """Return the codes of the languages that have a catalogue; English is none of them."""
    return frozenset(path.stem for path in _CATALOGUES.glob("*.po"))


@cache
def _read(code: str) -> Wording:
    # A process that only ever speaks English starts without Babel, which costs more than Violet.
    from io import BytesIO  # noqa: PLC0415 - see the line above

    from babel.messages.mofile import write_mo  # noqa: PLC0415 - see the line above
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see the line above

    with (_CATALOGUES / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Wording(code, GNUTranslations(compiled))


@lru_cache(maxsize=1024)
def _pieces(pattern: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, place) for literal, place, _, _ in Formatter().parse(pattern))
