"""A timeline as SVG: whole in itself, readable on light and on dark, and on a phone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from adapters.pictures.font import cut_to_width, first_legible, legible, on_one_line, sized, width
from adapters.pictures.shapes import MUTED, WHITE, SvgShape, TextLine, TintedWords, filled
from content.facts.claims import Stance
from content.pictures.axis import Span, Tick
from content.pictures.timeline import Entry, Timeline

WIDTH: Final = 900
MOST_ENTRIES: Final = 60
_LEFT: Final = 40
_ROOM: Final = 820
_RIGHT: Final = _LEFT + _ROOM
_HEAD: Final = 190
_FOOT: Final = 70
_GREY: Final = "#8f8a9b"
_GONE: Final = "#f2a6a0"
"""What was taken away."""

_TONES: Final[dict[Stance, dict[str, Any]]] = {
    Stance.CONFIRMED: {"fill-opacity": "1"},
    Stance.REPORTED: {"fill-opacity": ".75"},
    Stance.PLANNED: {"fill-opacity": ".55"},
    Stance.EXPECTED: {"fill-opacity": ".35", "stroke-width": "2"},
    Stance.SPECULATED: {"fill-opacity": ".12", "stroke-width": "2", "stroke-dasharray": "10 6"},
    Stance.RUMOURED: {"fill-opacity": ".06", "stroke-width": "2", "stroke-dasharray": "3 6"},
    Stance.DENIED: {"fill-opacity": "0", "stroke-width": "2"},
}
"""The surer, the fuller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    shapes: tuple[SvgShape, ...]
    texts: tuple[TextLine, ...]
    rule: float | None
    """Where a line parts it from the row above; None: nowhere."""
    lane: float | None = None
    """Where time runs; None: it has no date."""
    thick: float = 0


@dataclass(frozen=True, slots=True)
class _Pen:
    """What text becomes before it is drawn."""

    every_letter: bool
    """Whether letters stay that the font of our own pictures has not: browsers have others."""

    def words(self, text: str) -> str:
        return on_one_line(text) if self.every_letter else legible(on_one_line(text))

    def fitted(self, lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
        """Return *lines* as wide as they were measured to be, in whichever font a browser has."""
        if not self.every_letter:
            return tuple(lines)
        return tuple(
            replace(line, length=round(width(line.said.strip(), line.size, line.weight), 1))
            for line in lines
        )

    def name(self, timeline: Timeline) -> str:
        return (
            on_one_line(timeline.names[0]) if self.every_letter else first_legible(timeline.names)
        )


def timeline_svg(timeline: Timeline, *, every_letter: bool = True) -> str:
    """Return *timeline* as SVG without script, style sheet, link or id; fit to stand in a page.

    With *every_letter* names keep all their letters, which a browser finds in other fonts; without,
    what the font of our own pictures lacks is left out.
    """
    pen = _Pen(every_letter)
    entries = timeline.entries[-MOST_ENTRIES:]
    rows, y = [], float(_HEAD)
    if timeline.left_out or timeline.empty:
        said = pen.words(timeline.left_out or timeline.empty)
        rows.append(_sentence(said, y))
        y += 60
    for number, entry in enumerate(entries):
        row, height = _row(entry, y, timeline, pen, is_first=not number and not rows)
        rows.append(row)
        y += height
    rows = [replace(row, texts=pen.fitted(row.texts)) for row in rows]
    top, bottom = _HEAD - 10, y + 6
    height = int(bottom + _FOOT)
    return filled(
        "timeline.svg",
        height=height,
        language=timeline.language,
        title=on_one_line(timeline.title),
        description="\n".join(map(on_one_line, timeline.description.split("\n"))),
        ticks=[_x(tick.at) for tick in timeline.ticks],
        today=None if timeline.today is None else _x(timeline.today),
        rows=rows,
        texts=pen.fitted(
            [
                *_head(timeline, pen),
                *(_labels(timeline.ticks, top - 10) if entries else ()),
                *(_labels(timeline.ticks, bottom + 38) if entries else ()),
            ]
        ),
    )


def _head(timeline: Timeline, pen: _Pen) -> Iterator[TextLine]:
    season = pen.words(timeline.season)
    beside = width(f" {season}", 42, 500) + 16 if season else 0
    name, size = sized(pen.name(timeline), (46, 42, 38), _ROOM - beside, 700)
    parts = [TintedWords(text=f"{name} ", fill=WHITE)]
    if season:
        parts.append(TintedWords(text=season, fill=timeline.colours.accent))
    yield TextLine(x=_LEFT, y=70, size=size, weight=700, parts=tuple(parts))
    subtitle = cut_to_width(pen.words(timeline.subtitle), 28, _ROOM)
    yield TextLine(x=_LEFT, y=112, size=28, text=subtitle, fill=MUTED)


def _labels(ticks: Iterable[Tick], y: float) -> Iterator[TextLine]:
    free = 0.0
    for tick in ticks:
        label, middle = on_one_line(tick.label), _x(tick.at)
        half = width(label, 24) / 2
        if middle - half >= max(free, 12.0) and middle + half <= WIDTH - 12:
            yield TextLine(x=middle, y=y, size=24, text=label, fill=MUTED, anchor="middle")
            free = middle + half + 18


def _sentence(said: str, y: float) -> _Row:
    text = TextLine(x=_LEFT, y=y + 38, size=26, text=cut_to_width(said, 26, _ROOM), fill=MUTED)
    return _Row(shapes=(), texts=(text,), rule=None)


def _row(
    entry: Entry, y: float, timeline: Timeline, pen: _Pen, *, is_first: bool
) -> tuple[_Row, float]:
    """Return what is drawn of *entry*, and how high it is."""
    changed = entry.sort is not None
    colour = (_GONE if entry.is_end else timeline.colours.accent) if changed else _GREY
    largest, thick = (34, 22) if changed else (28, 12)
    reported, small = sized(pen.words(entry.reported), (24, 21, 19), 500)
    value = pen.words(f"{entry.value[:1].upper()}{entry.value[1:]}")
    room = _ROOM - width(reported, small) - 30
    value, size = sized(value, (largest, 28, 25, 22), room, 700)
    line = y + 46
    texts = [
        TextLine(
            x=_LEFT,
            y=line,
            size=size,
            weight=700 if changed else 500,
            text=value,
            fill=WHITE if changed and not entry.is_end else MUTED,
            struck=entry.is_end,
        ),
        TextLine(x=_RIGHT, y=line, size=small, text=reported, fill=MUTED, anchor="end"),
    ]
    shapes = list(_bars(entry, line + 18, thick, colour)) if entry.span else []
    under = line + (18 + thick + 36 if entry.span else 38)
    texts += _notes(entry, under, colour, pen)
    under = texts[-1].y
    if entry.besides:
        under += 34
        texts.append(TextLine(x=_LEFT, y=under, size=24, text=pen.words(entry.besides), fill=MUTED))
    row = _Row(
        shapes=tuple(shapes),
        texts=tuple(texts),
        rule=None if is_first else y,
        lane=line + 18 if entry.span else None,
        thick=thick,
    )
    return row, under + 24 - y


def _notes(entry: Entry, y: float, colour: str, pen: _Pen) -> Iterator[TextLine]:
    """Yield the lines below a bar: what became of it, how surely it was said, and by whom."""
    note = pen.words(entry.note)
    is_said = entry.sureness != entry.note and not entry.is_end
    rest = f" · {pen.words(entry.sureness)}" if is_said else ""
    who = pen.words(entry.who)
    fill = colour if entry.sort is not None else MUTED
    is_one_line = width(f"{note}{rest} · {who}", 24, 500) <= _ROOM
    if who and is_one_line:
        rest = f"{rest} · {who}"
    parts = (TintedWords(text=note, fill=fill), TintedWords(text=rest, fill=MUTED))
    yield TextLine(x=_LEFT, y=y, size=24, weight=500, parts=parts)
    if who and not is_one_line:
        said = cut_to_width(who, 24, _ROOM, 500)
        yield TextLine(x=_LEFT, y=y + 33, size=24, weight=500, text=said, fill=MUTED)


def _bars(entry: Entry, y: float, thick: int, colour: str) -> Iterator[SvgShape]:
    span = entry.span
    if span is None:
        return
    if entry.came_from is not None:
        yield from _moved(entry.came_from, span, y, thick, colour)
    begin, end = _ends(span, thick)
    tone = dict(_TONES[entry.stance])
    if entry.is_end:
        tone = {"fill-opacity": "0", "stroke-width": "2", "stroke-dasharray": "8 6"}
    if "stroke-width" in tone:
        tone["stroke"] = colour
    box = {"x": begin, "y": y, "width": round(end - begin, 1), "height": thick, "rx": thick / 2}
    yield SvgShape("rect", {**box, "fill": colour, **tone})
    middle = y + thick / 2
    if entry.is_end:
        yield _path(f"M{begin - 8} {middle}H{end + 8}", colour, 3)
    if span.is_open_after:
        yield _path(f"M{_RIGHT - 4} {y - 6}l14 {thick / 2 + 6}l-14 {thick / 2 + 6}", colour, 4)
    if span.is_open_before:
        yield _path(f"M{_LEFT + 4} {y - 6}l-14 {thick / 2 + 6}l14 {thick / 2 + 6}", colour, 4)


def _moved(was: Span, now: Span, y: float, thick: int, colour: str) -> Iterator[SvgShape]:
    """Yield where a date lay before, hollow, and an arrow from there."""
    begin, end = _ends(was, thick)
    box = {"x": begin, "y": y, "width": round(end - begin, 1), "height": thick, "rx": thick / 2}
    yield SvgShape("rect", {**box, "fill": "none", "stroke": MUTED, "stroke-width": "2"})
    new_begin, new_end = _ends(now, thick)
    middle = y + thick / 2
    ahead = new_begin >= end
    tail, head = (end, new_begin) if ahead else (begin, new_end)
    if abs(head - tail) < 26:
        return
    back = -9 if ahead else 9
    yield _path(f"M{tail} {middle}H{head}", colour, 3)
    yield _path(
        f"M{head + back} {middle - 8}L{head} {middle}L{head + back} {middle + 8}", colour, 3
    )


def _ends(span: Span, least: float) -> tuple[float, float]:
    """Return where a bar begins and ends, which is a disc at *least*."""
    begin, end = _x(span.begin), _x(span.end)
    if end - begin < least:
        begin = min(max((begin + end - least) / 2, _LEFT), _RIGHT - least)
        end = begin + least
    return round(begin, 1), round(end, 1)


def _path(line: str, colour: str, thick: int) -> SvgShape:
    return SvgShape("path", {"d": line, "fill": "none", "stroke": colour, "stroke-width": thick})


def _x(at: float) -> float:
    return round(_LEFT + at * _ROOM, 1)
