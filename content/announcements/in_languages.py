"""One announcement in every language that there is a catalogue of.

It is made once, and told in channels that read different languages. So each of its sentences is
English text that knows what it is in the others; wherever it goes as a whole, into a digest or
into what stands in an earlier post, the others go along.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Self, TypeVar, assert_never

from content.announcements.announcement import (
    Announcement,
    CountdownStep,
    DigestPost,
    EpisodePost,
    Headline,
    News,
    Notice,
    Superseding,
)
from content.language.translated import is_missing
from content.language.wording import ENGLISH, Wording, languages, wording_for
from content.pictures.card import Card

Announced = TypeVar("Announced", bound=Announcement)
Translations = Mapping[str, Mapping[str, str]]
"""What sentences are in other languages, by language and then by their English."""


class Multilingual(str):
    """A sentence in English that knows what it is in other languages."""

    __slots__ = ("translations",)

    translations: Mapping[str, str]
    """The sentence by language; one that it is missing in is none of them."""

    def __new__(cls, english: str, translations: Mapping[str, str]) -> Self:
        """Return *english* with its *translations*."""
        sentence = super().__new__(cls, english)
        sentence.translations = translations
        return sentence

    def __getnewargs__(self) -> tuple[str, Mapping[str, str]]:  # type: ignore[override]
        """Return what a copy of it is made of."""
        return str(self), self.translations


def in_every_language(make: Callable[[Wording], Announced]) -> Announced:
    """Return what *make* makes in English, each of its sentences with what it is elsewhere.

    *make* has as many sentences in every language, in the same order.
    """
    english = make(ENGLISH)
    others = {code: [*_sentences(make(wording_for(code)))] for code in sorted(languages())}
    known = iter(
        [
            {
                code: str(said[number])
                for code, said in others.items()
                if not is_missing(said[number]) and said[number] != text
            }
            for number, text in enumerate(_sentences(english))
        ]
    )
    return _reworded(english, lambda text: _knowing(text, next(known)))


def sentence_in_every_language(say: Callable[[Wording], str]) -> str:
    """Return the one sentence that *say* says in English, with what it is elsewhere."""
    said = {code: say(wording_for(code)) for code in sorted(languages())}
    known = {code: str(text) for code, text in said.items() if not is_missing(text)}
    return _knowing(say(ENGLISH), known)


def said_in(announcement: Announced, language: str) -> Announced:
    """Return *announcement* in *language*, and in English whatever it does not know in that."""
    if language == ENGLISH.language:
        return announcement
    return _reworded(announcement, lambda text: sentence_in(text, language))


def sentence_in(text: str, language: str) -> str:
    """Return one sentence of an announcement in *language*, in English where it does not know."""
    found = text.translations.get(language) if isinstance(text, Multilingual) else None
    return found or str(wording_for(language).recalled_whole(text))


def translations_of(announcement: Announcement) -> dict[str, dict[str, str]]:
    """Return what the sentences of *announcement* are in other languages; empty: only English."""
    found: dict[str, dict[str, str]] = {}
    for text in _sentences(announcement):
        if isinstance(text, Multilingual):
            for language, said in text.translations.items():
                found.setdefault(language, {})[str(text)] = said
    return found


def with_translations(announcement: Announced, translations: Translations) -> Announced:
    """Return *announcement* with what its sentences are in other languages, as far as is known."""
    if not translations:
        return announcement
    return _reworded(
        announcement,
        lambda text: _knowing(
            text, {code: said[text] for code, said in translations.items() if text in said}
        ),
    )


def _knowing(text: str, translations: Mapping[str, str]) -> str:
    return Multilingual(text, translations) if translations else text


def _sentences(announcement: Announcement) -> Iterator[str]:
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    _reworded(announcement, note)
    return iter(found)


def _reworded(announcement: Announced, how: Callable[[str], str]) -> Announced:
    """Return *announcement* with what *how* makes of each of its sentences, in their order."""
    said = replace(
        announcement,
        headline=how(announcement.headline),
        lines=tuple(map(how, announcement.lines)),
    )
    match said:
        case News():
            return replace(
                said,
                conflict=_if_any(said.conflict, how),
                corrects=_corrected(said.corrects, how),
                superseded=_if_any(said.superseded, how),
            )
        case EpisodePost():
            return replace(
                said,
                corrects=_corrected(said.corrects, how),
                superseded=_if_any(said.superseded, how),
            )
        case CountdownStep():
            card = said.card and _card_reworded(said.card, how)
            return replace(said, superseded=_if_any(said.superseded, how), card=card)
        case Headline():
            return replace(said, superseded=_if_any(said.superseded, how))
        case DigestPost():
            struck = tuple((line, how(now)) for line, now in said.struck)
            return replace(said, title=how(said.title), struck=struck)
        case Notice():
            return said
        case _:
            assert_never(said)


def _card_reworded(card: Card, how: Callable[[str], str]) -> Card:
    """Reword what is written in a picture, but for names and what is beside a band."""
    return replace(
        card,
        season=how(card.season),
        large=how(card.large),
        beside=how(card.beside),
        when=how(card.when),
        source=how(card.source),
    )


def _if_any(text: str | None, how: Callable[[str], str]) -> str | None:
    return text if text is None else how(text)


def _corrected(corrects: Superseding | None, how: Callable[[str], str]) -> Superseding | None:
    return None if corrects is None else replace(corrects, line=how(corrects.line))
