"""Which colours a show has, dark and light enough for what is written on and in them."""

from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

from content.facts.claims import Show, ShowId

_Light = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""
_WHITE: Final = (1.0, 1.0, 1.0)
_ON_GROUND: Final = 10.0
"""The contrast of white letters on the ground; the greys beside them keep 4.5 so."""
_ACCENT: Final = 5.5
"""That of coloured letters and bars; 4.5 is asked for.

https://www.w3.org/TR/WCAG22/#contrast-minimum
"""
_STEP: Final = 0.01


@dataclass(frozen=True, slots=True)
class Colours:
    """The two colours of a show, as ``#rrggbb``."""

    ground: str
    """Dark: white is legible on it."""
    accent: str
    """Light: it is legible on the ground."""


def colours_of(show: Show) -> Colours:
    """Return the colours of *show*: from its file, or else made from its id, the same for ever."""
    return colours_from(show.colour) if show.colour else colours_made_for(show.id)


@lru_cache(maxsize=1024)
def colours_made_for(show: ShowId) -> Colours:
    """Return colours made from the id alone."""
    seed = crc32(show.encode())
    return _toned(hue=seed % 360 / 360, saturation=0.45 + seed // 360 % 30 / 100)


@lru_cache(maxsize=1024)
def colours_from(colour: str) -> Colours:
    """Return the colours whose hue and strength are those of *colour* (``#rrggbb``)."""
    hue, _, saturation = rgb_to_hls(*_light(colour))
    return _toned(hue, saturation)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    return _contrast(_light(one), _light(other))


def _toned(hue: float, saturation: float) -> Colours:
    ground = hls_to_rgb(hue, lightness := 0.24, saturation)
    while _contrast(ground, _WHITE) < _ON_GROUND:
        ground = hls_to_rgb(hue, lightness := lightness - _STEP, saturation)
    accent = hls_to_rgb(hue, lightness := 0.66, min(1.0, saturation + 0.25 * (saturation > 0)))
    while _contrast(accent, ground) < _ACCENT:
        accent = hls_to_rgb(hue, lightness := lightness + _STEP, saturation)
    return Colours(_written(ground), _written(accent))


def _contrast(one: _Light, other: _Light) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: _Light) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _light(colour: str) -> _Light:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(colour: _Light) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
