"""How the date of a premiere came to be, as spans of time one below the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from content.facts.catalogue import Catalogue
from content.facts.changes import Change, ChangeSort
from content.facts.claims import Claim, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.timeline import Chapter, Echo, story_of
from content.language.changes import CHANGE_WORDS
from content.language.citations import cited_briefly
from content.language.dates import words
from content.language.hedges import stance_words
from content.language.wording import ENGLISH, Wording, phrase
from content.pictures.axis import Axis, Span, Tick, bounds_of
from content.pictures.colours import Colours, colours_of
from content.pictures.names import drawable_names, season_label

MOST: Final = 60
"""Claims that one timeline shows, unless fewer are wanted: of more, the latest."""
_BESIDE: Final = 4
"""Claims of one day that are shown though they changed nothing; of more, how many."""
_OPEN: Final = 365
"""Days that are shown of what goes on without end, at least."""

_ECHOES: Final = {
    Echo.REPEATED: phrase("only repeated"),
    Echo.VAGUER: phrase("says less than is known"),
    Echo.SHARPER: phrase("says more than whoever it follows"),
    Echo.GUESSED: phrase("a guess beside what is known"),
    Echo.DISPUTING: phrase("says otherwise, and weighs as much"),
    Echo.OUTWEIGHED: phrase("says otherwise, and weighs less"),
}
_ENDS: Final = frozenset({ChangeSort.WITHDRAWN, ChangeSort.RETRACTED, ChangeSort.DENIED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one day brought: what has been held since then, or a claim that changed nothing."""

    reported: str
    """When it was reported, in words no more exact than the source."""
    value: str
    """The date that was said, in words; of what was taken away, the date that it was."""
    span: Span | None
    """Where that date lies; None: no date was said."""
    stance: Stance
    sureness: str
    """The stance in a word."""
    note: str
    """What became of the date, or why nothing did: "moved later", "only repeated"."""
    who: str
    """Who said it, in whose page; empty: nobody is named."""
    sort: ChangeSort | None
    """None: it changed nothing."""
    came_from: Span | None = None
    """Where the date lay before it moved; None: it did not move."""
    besides: str = ""
    """How many more of that day changed nothing, and are not shown, in words; empty: none."""

    @property
    def is_end(self) -> bool:
        """Whether no date is held any more."""
        return self.sort in _ENDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What the picture of a date's story shows."""

    names: tuple[str, ...]
    """What the show may be called, best first."""
    season: str
    subtitle: str
    entries: tuple[Entry, ...]
    """In the order of `violet history`."""
    left_out: str = ""
    """How many came before the first entry that is shown, in words; empty: none."""
    ticks: tuple[Tick, ...] = ()
    today: float | None = None
    """Where today is, from 0 to 1; None: beyond the ends."""
    today_label: str = ""
    empty: str = ""
    """What is said where there is no entry."""
    colours: Colours
    language: str

    @property
    def title(self) -> str:
        """What it is a picture of."""
        return " · ".join(filter(None, (self.names[0], self.season)))

    @property
    def description(self) -> str:
        """All of it in words, a line for each entry."""
        lines = [f"{self.title}: {self.subtitle}", self.left_out or self.empty]
        lines += [told_in_words(entry) for entry in self.entries]
        return "\n".join(filter(None, lines))

    @property
    def alt(self) -> str:
        """The gist in at most 500 characters: the last change, with when and by whom."""
        changes = [entry for entry in self.entries if entry.sort is not None]
        shown = changes or self.entries
        last = told_in_words(shown[-1]) if shown else self.empty
        alt = f"{self.title}: {self.subtitle}. {last}"
        return alt if len(alt) <= 500 else f"{alt[:499]}…"


def told_in_words(entry: Entry) -> str:
    """Return the entry as a line: when, what, what became of it, and who said so."""
    said = ", ".join(filter(None, (entry.value, entry.note)))
    told = f"{entry.reported}: {said}" + (f" ({entry.who})" if entry.who else "")
    return f"{told}; {entry.besides}" if entry.besides else told


def timeline_of(
    catalogue: Catalogue,
    subject: Subject,
    *,
    until: date,
    most: int = MOST,
    wording: Wording = ENGLISH,
) -> Timeline:
    """Return the story of the release date of *subject*, as known on the day *until*.

    The latest *most* entries are shown, whatever changed nothing among them.
    """
    show = catalogue.shows[subject.show]
    chapters = chapters_of(catalogue, subject, until=until)
    shown, left_out = _latest(chapters, most)
    axis = _axis(shown, until)
    entries = [entry for chapter in shown for entry in _entries(chapter, axis, wording)]
    is_near = axis is not None and axis.first <= until <= axis.last
    return Timeline(
        names=drawable_names(show),
        season=season_label(show, subject.season, wording),
        subtitle=wording.say("How its release date came to be"),
        entries=tuple(entries),
        left_out=wording.count(
            "{number} earlier day is not shown", "{number} earlier days are not shown", left_out
        )
        if left_out
        else "",
        ticks=axis.ticks(wording) if axis else (),
        today=axis.at(until) if axis and is_near else None,
        today_label=wording.say("today"),
        empty="" if entries else wording.say("Nothing has been said of a release date."),
        colours=colours_of(show),
        language=wording.language,
    )


def chapters_of(catalogue: Catalogue, subject: Subject, *, until: date) -> tuple[Chapter, ...]:
    """Return what `violet history` tells of the release date of *subject*, in its order."""
    claims = catalogue.about(subject.show)
    chapters = story_of(claims, subject, Kind.RELEASE_DATE, until=until)
    return tuple(sorted(chapters, key=lambda chapter: chapter.reported.span))


def _latest(chapters: Sequence[Chapter], most: int) -> tuple[list[Chapter], int]:
    """Return the last of *chapters* that fit, and how many came before those."""
    room, first = most, len(chapters)
    while first and room > 0:
        room -= _size(chapters[first - 1])
        first -= room >= 0
    first = min(first, len(chapters) - 1) if chapters else 0
    return list(chapters[first:]), first


def _size(chapter: Chapter) -> int:
    return (chapter.change is not None) + min(len(chapter.echoes), _BESIDE)


def _axis(chapters: Iterable[Chapter], until: date) -> Axis | None:
    days: list[date] = []
    is_open = False
    for chapter in chapters:
        for value in _dates_in(chapter):
            days += bounds_of(value)
            is_open |= value.latest is None or value.earliest is None
    if not days:
        return None
    if is_open:
        room = max((max(days) - min(days)).days // 3, _OPEN)
        days.append(date.fromordinal(min(max(days).toordinal() + room, date.max.toordinal())))
    if min(days) - timedelta(days=_OPEN) <= until <= max(days):
        days.append(until)
    return Axis.over(days)


def _dates_in(chapter: Chapter) -> Iterator[PartialDate]:
    if chapter.change:
        for belief in (chapter.change.before, chapter.change.after):
            if belief.date is not None:
                yield belief.date
    for claim, _ in chapter.echoes[:_BESIDE]:
        if isinstance(claim.value, PartialDate):
            yield claim.value


def _entries(chapter: Chapter, axis: Axis | None, wording: Wording) -> Iterator[Entry]:
    reported = words(chapter.reported, locale=wording.language)
    more = max(0, len(chapter.echoes) - _BESIDE)
    if chapter.change:
        yield _of_change(chapter.change, reported, axis, wording)
    shown = chapter.echoes[:_BESIDE]
    for number, (claim, echo) in enumerate(shown, start=1):
        value = claim.value if isinstance(claim.value, PartialDate) else None
        yield Entry(
            reported=reported,
            value=words(value, locale=wording.language) if value else _said(claim),
            span=_span(value, axis),
            stance=claim.stance,
            sureness=stance_words(claim.stance, wording),
            note=wording.say(_ECHOES[echo]),
            who=cited_briefly(claim, wording),
            sort=None,
            besides=_besides(more, wording) if number == len(shown) else "",
        )


def _besides(more: int, wording: Wording) -> str:
    if not more:
        return ""
    return wording.count("and {number} more that day", "and {number} more that day", more)


def _of_change(change: Change, reported: str, axis: Axis | None, wording: Wording) -> Entry:
    is_end = change.sort in _ENDS
    held = (change.before if is_end else change.after).date
    moved = change.sort in {ChangeSort.MOVED_EARLIER, ChangeSort.MOVED_LATER}
    return Entry(
        reported=reported,
        value=words(held, locale=wording.language) if held else "",
        span=_span(held, axis),
        stance=change.stance,
        sureness=stance_words(change.stance, wording),
        note=wording.say(CHANGE_WORDS[change.sort]),
        who=cited_briefly(change.citing[0], wording) if change.citing else "",
        sort=change.sort,
        came_from=_span(change.before.date, axis) if moved else None,
    )


def _span(value: PartialDate | None, axis: Axis | None) -> Span | None:
    if value is None or axis is None or not bounds_of(value):
        return None
    return Span.of(value, axis)


def _said(claim: Claim) -> str:
    return claim.says if len(claim.says) <= 120 else f"{claim.says[:119]}…"
