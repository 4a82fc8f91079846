"""What was said in another language than English, together with its English.

A catalogue that lacks a sentence has it said in English, with all that is put into it: no sentence
is in two languages. So too where the sentence is there, and what is put into it is not. Text that
is no `Translated` is a name, a number or a quotation, and the same in each language.
"""

from collections.abc import Callable
from typing import Self

__all__ = ["Translated", "in_english", "is_missing", "remade", "together"]


class Translated(str):
    """Text in one language that knows what it is in English."""

    __slots__ = ("english", "is_missing")

    english: str
    is_missing: bool
    """Whether it is said in English, because its catalogue lacks some of it."""

    def __new__(cls, text: str, english: str, *, is_missing: bool = False) -> Self:
        """Return *text*; *english* where it is missing."""
        said = super().__new__(cls, english if is_missing else text)
        said.english, said.is_missing = english, is_missing
        return said

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """Return what a copy of it is made of."""
        return str.__str__(self), self.english

    def __str__(self) -> str:
        return self

    def removesuffix(self, suffix: str, /) -> str:
        """Return it without *suffix*, in its language and in English."""
        return remade(lambda text: text.removesuffix(suffix), self)

    def rstrip(self, chars: str | None = None, /) -> str:
        """Return it without what it ends with, in its language and in English."""
        return remade(lambda text: text.rstrip(chars), self)


def is_missing(part: object) -> bool:
    """Whether *part* was to be said in another language, and is in English."""
    return isinstance(part, Translated) and part.is_missing


def in_english(part: object) -> str:
    """Return what *part* is in English."""
    return part.english if isinstance(part, Translated) else str(part)


def together(*parts: str) -> str:
    """Return the *parts* of one sentence as one text: in English where one of them is missing."""
    return remade(lambda *texts: "".join(texts), *parts)


def remade(how: Callable[..., str], *texts: str) -> str:
    """Return what *how* makes of *texts*, and of their English."""
    if not any(isinstance(text, Translated) for text in texts):
        return how(*texts)
    english = how(*(str.__str__(in_english(text)) for text in texts))
    if any(map(is_missing, texts)):
        return Translated(english, english, is_missing=True)
    return Translated(how(*(str.__str__(text) for text in texts)), english)
