"""The one font of every picture: how wide words are in it, and which letters it has."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import fontpkg_noto_sans
from PIL import ImageFont

FAMILY: Final = "Noto Sans"
FILE: Final = Path(fontpkg_noto_sans.__file__).parent / "files" / "NotoSans[wdth,wght].ttf"
LONGEST: Final = 400
"""Characters of one text that are looked at."""
_MEASURED_AT: Final = 100
"""The size at which widths are taken; others are in proportion."""
_NOWHERE: Final = "\U000f0000"
"""A character of private use, which the font has no letter for."""
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufeff\ufff9-\uffff\U000e0000-\U000e0fff]"
)
"""What moves or hides text, or may not stand in XML."""
_WIDE: Final = frozenset("WF")
_ELLIPSIS: Final = "…"


def on_one_line(text: str) -> str:
    """Return *text* on one line, without what moves or hides text; at most `LONGEST` long."""
    shown = " ".join(_UNSEEN.sub(" ", text[: 4 * LONGEST]).split())
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + _ELLIPSIS


def has_all(text: str) -> bool:
    """Whether the font has every letter of *text*."""
    return all(map(_has, text))


def legible(text: str) -> str:
    """Return *text* with an ellipsis in the place of whatever the font has no letters for."""
    if has_all(text):
        return text
    kept = "".join(
        letter if _has(letter) else "\0" for letter in unicodedata.normalize("NFC", text)
    )
    shown = re.sub(r"(\s*\0\s*)+", f" {_ELLIPSIS} ", kept).strip()
    return shown if any(map(str.isalnum, shown)) else ""


def first_legible(names: Sequence[str]) -> str:
    """Return the first of *names* that the font has all letters of, or what it has of one."""
    every = [on_one_line(name) for name in names]
    whole = next((name for name in every if name and has_all(name)), None)
    return whole or next(filter(None, map(legible, every)), _ELLIPSIS)


def width(text: str, size: float, weight: int = 400) -> float:
    """Return how wide *text* is, in the units of *size*."""
    known = "".join(letter if _has(letter) else "" for letter in text)
    others = (letter for letter in text if not _has(letter))
    beside = sum(1.0 if unicodedata.east_asian_width(one) in _WIDE else 0.6 for one in others)
    return (_font(weight).getlength(known) / _MEASURED_AT + beside) * size


def cut_to_width(text: str, size: float, room: float, weight: int = 400) -> str:
    """Return *text*, cut with an ellipsis where it is wider than *room*."""
    if width(text, size, weight) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + _ELLIPSIS, size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,.;:·") + _ELLIPSIS


def sized(text: str, sizes: Sequence[float], room: float, weight: int = 400) -> tuple[str, float]:
    """Return *text* and the first of *sizes* in which it fits; cut in the last where none does."""
    for size in sizes:
        if width(text, size, weight) <= room:
            return text, size
    return cut_to_width(text, sizes[-1], room, weight), sizes[-1]


def wrapped(text: str, size: float, room: float, lines: int, weight: int = 400) -> list[str]:
    """Return *text* on at most so many *lines*, the last one cut; a long word is parted."""
    words, said = text.split(), [""]
    while words:
        joined = f"{said[-1]} {words[0]}".strip()
        if width(joined, size, weight) <= room:
            said[-1] = joined
            words.pop(0)
        elif len(said) == lines:
            said[-1] = cut_to_width(" ".join([said[-1], *words]).strip(), size, room, weight)
            break
        elif said[-1]:
            said.append("")
        else:
            head = (
                cut_to_width(words[0], size, room, weight).removesuffix(_ELLIPSIS) or words[0][:1]
            )
            said[-1], words[0] = head, words[0].removeprefix(head)
            said.append("")
    return said


@lru_cache(maxsize=8)
def _font(weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FILE, _MEASURED_AT)
    font.set_variation_by_axes([weight, 100])
    return font


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    """Whether the font draws *letter* as anything but the box for what it has not."""
    if letter.isspace() or unicodedata.combining(letter):
        return True
    return letter.isascii() or _drawn(letter) != _drawn(_NOWHERE)


@lru_cache(maxsize=1)
def _small() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FILE, 24, layout_engine=ImageFont.Layout.BASIC)


def _drawn(letter: str) -> bytes:
    mask = _small().getmask(letter)
    return bytes(mask) + repr(mask.size).encode()
