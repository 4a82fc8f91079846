"""The sentences of answers, in the asker's language.

English stands in the code, where each sentence is said; every other language is one gettext
catalogue beside this file, so that a translator adds one without touching a line of code
(docs/translating.md). Babel is imported, and a catalogue read, when its language is first asked
for: whoever speaks English only never pays for the others.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Final

from content.language.joints import joined
from content.language.recalled import made_from
from content.language.translated import Translated, in_english, is_missing, remade

if TYPE_CHECKING:
    from babel.core import Locale

__all__ = [
    "CATALOGUES",
    "ENGLISH",
    "Wording",
    "languages",
    "phrase",
    "places_of",
    "reader_wording",
    "wording_for",
]

CATALOGUES: Final = Path(__file__).parent
"""The folder of the catalogues: `de.po` and so on."""


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
    _templates: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """The English of its sentences into which something is put."""

    def say(self, msgid: str, /, **parts: object) -> str:
        """Return the sentence, its `{name}` places filled from *parts*.

        What is put in stays as it is: braces in it are text, never places.
        """
        if self._book is None:
            return msgid.format_map(parts) if parts else msgid
        return self._filled(self._book.gettext(msgid), msgid, parts)

    def say_as(self, sense: str, msgid: str, /, **parts: object) -> str:
        """Return the sentence in one *sense* of several that other languages tell apart."""
        if self._book is None:
            return msgid.format_map(parts) if parts else msgid
        return self._filled(self._book.pgettext(sense, msgid), msgid, parts)

    def recalled(self, sentence: str) -> str:
        """Return a sentence that was kept in English: as it was, where it is not known.

        What was put into it stays as it is, unless that is a sentence too.
        """
        whole = self.recalled_whole(sentence)
        if self._book is None or whole != sentence:
            return whole
        found = made_from(sentence, self._templates)
        if found is None:
            return sentence
        template, parts = found
        return self.say(template, **{place: self._part(part) for place, part in parts.items()})

    def recalled_whole(self, sentence: str) -> str:
        """Return a sentence that was kept in English and has nothing put into it.

        Safe for what may be the words of others.
        """
        if self._book is None or not sentence:
            return sentence
        return self._book.gettext(sentence) or sentence

    def count(self, one: str, many: str, number: int, /, **parts: object) -> str:
        """Return the sentence for *number* things, which also fills its place `{number}`."""
        parts["number"] = self.number(number)
        english = one if number == 1 else many
        if self._book is None:
            return english.format_map(parts)
        return self._filled(self._book.ngettext(one, many, number), english, parts)

    def number(self, number: int) -> str:
        """Return a whole number with its thousands set apart: "1,234", "1.234"."""
        if self._book is None:
            return f"{number:,}"
        from babel.numbers import format_decimal  # noqa: PLC0415 - English starts without Babel

        return Translated(format_decimal(number, locale=self.language), f"{number:,}")

    def country(self, code: str) -> str:
        """Return what the country of an ISO 3166 code is called; the code where it has no name."""
        name: str = self.locale.territories.get(code, code)
        if self._book is None:
            return name
        from babel.core import Locale  # noqa: PLC0415 - English starts without Babel

        return self.named(name, Locale.parse("en").territories.get(code, code))

    def named(self, name: str, english: str) -> str:
        """Return a *name* that this language has from elsewhere, with what English calls it."""
        return name if self._book is None else Translated(name, english)

    def joined(self, separator: str, parts: Iterable[str]) -> str:
        """Return what was said in several *parts*, as one sentence in one language."""
        return remade(lambda *said: separator.join(said), *parts)

    def whole(self, say: "Callable[[Wording], str]") -> str:
        """Return what *say* says: all of it in English, where it lacks some of it.

        For what is put together otherwise in other languages, so that English has other parts.
        """
        if self._book is None:
            return say(self)
        text = say(self)
        return Translated(text, say(ENGLISH), is_missing=is_missing(text))

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
        if self._book is None or is_missing(text):
            return text
        return remade(lambda said: f"{said[:1].upper()}{said[1:]}", text)

    def _part(self, part: str) -> str:
        # One word may be a name that Discord shows, or a title: "News", "Connect".
        return self.recalled(part) if " " in part else part

    def _filled(self, pattern: str, msgid: str, parts: Mapping[str, object]) -> str:
        english = _english_filled(msgid, parts)
        if not pattern or any(is_missing(part) for part in parts.values()):
            return Translated(english, english, is_missing=True)
        text = ""
        for literal, place in _pieces(pattern):
            text += literal
            if place is not None:
                text = joined(text, str(parts[place]), self.language)
        return Translated(text, english)


ENGLISH: Final = Wording("en")


def wording_for(language: str) -> Wording:
    """Return the wording of *language* ("es", "pt-BR"); English where it has no catalogue."""
    if language == "en":
        return ENGLISH
    code = language.replace("_", "-").partition("-")[0].casefold()
    return _read(code) if code in languages() else ENGLISH


def reader_wording(locale: str | None) -> Wording:
    """Return the wording for whoever reads a command's reply.

    *locale* is the IETF tag of the reader, as the platform gives it ("de", "es-ES"); None where
    the platform gives none, which is taken for English.
    """
    return wording_for(locale or "en")


@cache
def languages() -> frozenset[str]:
    """Return the codes of the languages that have a catalogue; English is none of them."""
    return frozenset(path.stem for path in CATALOGUES.glob("*.po"))


def places_of(text: str) -> frozenset[str] | None:
    """Return the names of the `{name}` places in *text*; None where its braces are no places."""
    try:
        pieces = list(Formatter().parse(text))
    except ValueError:
        return None
    places = [piece[1:] for piece in pieces if piece[1] is not None]
    if "{{" in text or "}}" in text or any(place != (place[0], "", None) for place in places):
        return None
    return frozenset(str(name) for name, _, _ in places)


class _Untranslated(NullTranslations):
    """What a catalogue says of a sentence that it lacks: nothing."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - the library's names
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return ""

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        return ""


@cache
def _read(code: str) -> Wording:
    # A process that only ever speaks English starts without Babel, which costs more than Violet.
    from io import BytesIO  # noqa: PLC0415 - see the line above

    from babel.messages.mofile import write_mo  # noqa: PLC0415 - see the line above
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see the line above

    with (CATALOGUES / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    # What is half a translation, or would have nothing for a place, is none.
    for message in [message for message in catalogue if message.id]:
        english = message.id if isinstance(message.id, str) else message.id[0]
        said = [message.string] if isinstance(message.string, str) else [*(message.string or ())]
        if any(not text or places_of(text) != places_of(english) for text in said):
            catalogue.delete(message.id, message.context)
    templates = tuple(
        message.id
        for message in catalogue
        if isinstance(message.id, str) and not message.context and places_of(message.id)
    )
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    book = GNUTranslations(compiled)
    book.add_fallback(_Untranslated())
    return Wording(code, book, templates)


def _english_filled(msgid: str, parts: Mapping[str, object]) -> str:
    if not parts:
        return msgid
    return "".join(
        f"{literal}{'' if place is None else in_english(parts[place])}"
        for literal, place in _pieces(msgid)
    )


@lru_cache(maxsize=1024)
def _pieces(pattern: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, place) for literal, place, _, _ in Formatter().parse(pattern))
