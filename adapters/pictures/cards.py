"""A card as SVG, to be seen on a phone 400 pixels wide as well."""

from typing import Any, Final

from adapters.pictures.font import (
    cut_to_width,
    first_legible,
    legible,
    on_one_line,
    sized,
    width,
    wrapped,
)
from adapters.pictures.shapes import MUTED, TextLine, filled
from content.pictures.card import Card, TimeBand

WIDTH: Final = 1200
HEIGHT: Final = 630
"""The size that previews of pages have, too: https://ogp.me/"""
_LEFT: Final = 80
_ROOM: Final = 1040
_NAME: Final = (76, 68, 60, 54)
_WORDS: Final = (150, 130, 112, 96, 84, 72)
_LEAST_BAR: Final = 30


def card_svg(card: Card) -> str:
    """Return *card* as SVG."""
    texts = [*_title(card), *_said(card)]
    if card.source:
        source = cut_to_width(_words(card.source), 34, _ROOM)
        texts.append(TextLine(x=_LEFT, y=594, size=34, text=source, fill=MUTED))
    band, ticks = _band(card.band)
    return filled(
        "card.svg",
        alt=on_one_line(card.alt),
        colours=card.colours,
        texts=[*texts, *ticks],
        band=band,
    )


def _title(card: Card) -> list[TextLine]:
    name = first_legible(card.names)
    size = next((one for one in _NAME if width(name, one, 700) <= _ROOM), _NAME[-1])
    lines = wrapped(name, size, _ROOM, 2, 700)
    texts = [
        TextLine(x=_LEFT, y=120 + number * (size + 8), size=size, text=line, weight=700)
        for number, line in enumerate(lines)
    ]
    season = cut_to_width(_words(card.season), 48, _ROOM, 500)
    return [
        *texts,
        TextLine(
            x=_LEFT,
            y=texts[-1].y + 66,
            size=48,
            text=season,
            weight=500,
            fill=card.colours.accent,
        ),
    ]


def _said(card: Card) -> list[TextLine]:
    accent = card.colours.accent
    if card.is_number:
        number = sized(_words(card.large), (230, 190, 150), 760, 800)
        left = _LEFT + width(*number, 800) + 32
        beside, size = sized(_words(card.beside), (68, 56, 46, 38), _LEFT + _ROOM - left, 500)
        return [
            TextLine(x=_LEFT - 6, y=452, size=number[1], text=number[0], weight=800),
            TextLine(x=left, y=452, size=size, text=beside, weight=500, fill=accent),
            _line(card.when, 528, (52, 46, 40)),
        ]
    base = 352 if card.band else 430
    large, size = sized(_words(card.large), _WORDS[2:] if card.band else _WORDS, _ROOM, 800)
    under = card.when or card.beside
    return [
        TextLine(x=_LEFT - 4, y=base, size=size, text=large, weight=800),
        _line(under, base + 66, (48, 44, 40), accent if under == card.beside else ""),
    ]


def _line(text: str, y: float, sizes: tuple[float, ...], fill: str = "") -> TextLine:
    shown, size = sized(_words(text), sizes, _ROOM, 500)
    return TextLine(x=_LEFT, y=y, size=size, text=shown, weight=500, fill=fill or "#ffffff")


def _band(band: TimeBand | None) -> tuple[dict[str, Any] | None, list[TextLine]]:
    if band is None:
        return None, []
    y = 458
    begin, end = _x(band.span.begin), _x(band.span.end)
    wide = max(end - begin, _LEAST_BAR)
    shown = [tick for tick in band.ticks if 0.02 <= tick.at <= 0.98]
    texts: list[TextLine] = []
    free = 0.0
    for tick in shown:
        label, middle = _words(tick.label), _x(tick.at)
        half = width(label, 32) / 2
        if middle - half >= max(free, _LEFT - 40) and middle + half <= _LEFT + _ROOM + 40:
            texts.append(
                TextLine(x=middle, y=y + 74, size=32, text=label, fill=MUTED, anchor="middle")
            )
            free = middle + half + 24
    return {
        "y": y,
        "x": round(min(begin, _LEFT + _ROOM - wide), 1),
        "width": round(wide, 1),
        "before": round(begin, 1) if band.span.is_open_before else None,
        "after": round(end - 4, 1) if band.span.is_open_after else None,
        "today": _x(band.today),
        "ticks": [_x(tick.at) for tick in shown],
    }, texts


def _x(at: float) -> float:
    return round(_LEFT + at * _ROOM, 1)


def _words(text: str) -> str:
    return legible(on_one_line(text))
