"""A sentence of an article with what it follows, and what it may state."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from content.articles.marks import Marked, season_number
from content.articles.stances_said import HowSaid, how_said
from content.articles.subjects_said import Focus, Head, Meant, Reader
from content.articles.words import MARK, compiled, news_words
from content.facts.claims import Season, ShowId, Value
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.language.wording import phrase
from content.show_files.english_days import WEEKDAYS
from content.show_files.news_dates import read_news_date

YEAR_NOT_SAID: Final = phrase("The year is not said; it is read from the day of the article.")
OPEN: Final = phrase("The words bound it; they give no date.")
UP_TO_A_DATE: Final = (
    rf"(?P<gap>(?:[^.;?!{MARK}]|\.(?=\w)|{MARK}[xpu]\d+){{0,90}}?){MARK}d(?P<date>\d+)"
)
"""A pattern for what may stand between a verb and its date, and the date."""
RELATIVE: Final = phrase('It is read from the day of the article: "{words}".')


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a sentence states."""

    show: ShowId
    season: Season
    kind: Kind
    value: Value | None
    how: HowSaid
    doubts: tuple[str, ...]
    at: int
    """Where in the sentence the words that matter stand."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and what it follows."""

    sentence: Marked
    reader: Reader
    focus: Focus
    title: Focus
    published: PartialDate | None
    is_lead: bool
    """Whether it is among the first of the article, where news stands."""
    spoken_before: str | None
    cancelled_before: bool = False
    said_before: PartialDate | None = None
    """The day on which the sentence before says that something was said."""
    is_filming_title: bool = False
    heading: str = ""
    """The title, and the last line of the text that stands above others."""
    above: Marked | None = None
    """The line right above, where it is nothing but a question, a date or a title."""
    day_above: PartialDate | None = None
    """The day of the last line that is nothing but a day, under which others may be listed."""

    def find(self, template: str, text: str | None = None) -> Iterator[re.Match[str]]:
        """Yield where a pattern of the language fits."""
        where = self.sentence.masked if text is None else text
        return compiled(self.reader.code, template).finditer(where)

    def has(self, template: str, text: str) -> bool:
        """Whether a pattern of the language fits somewhere in *text*."""
        return compiled(self.reader.code, template).search(text) is not None

    def last(self, template: str, text: str) -> re.Match[str] | None:
        """Return where a pattern of the language fits in *text*; None: nowhere."""
        return compiled(self.reader.code, template).search(text)

    def number(self, written: str) -> int | None:
        """Return the number that a word or figures say, or None."""
        return season_number(written, self.reader.code)

    def split(self, template: str, text: str) -> str:
        """Return *text* up to where a pattern of the language fits."""
        return compiled(self.reader.code, template).split(text, maxsplit=1)[0]

    def meant(self, head: Head, *, within: str = "") -> tuple[Meant, ...]:
        """Return what a head means here."""
        return self.reader.meant(self.sentence, head, self.focus, self.title, within=within)

    @property
    def is_rumour(self) -> bool:
        """Whether the sentence passes on what others whisper."""
        return self.has(r"\b(?:{stances.rumoured})\b", self.sentence.low)

    @property
    def is_verb_last(self) -> bool:
        """Whether the language has what is done behind what it is done to."""
        words = news_words(self.reader.code)
        return words is not None and bool(words.text("around.verb_last"))

    def filming_head(self, end: int) -> Head:
        """Return the subject of a shoot: that of a title about it, where the sentence has none."""
        masked = self.sentence.masked
        if self.has(rf"{MARK}[pu]\d+(?:'s)? $", masked[:end]):
            return self.reader.head(self.sentence, end)
        near = list(re.finditer(rf"{MARK}([xu])(\d+)", masked[:end]))
        if near and near[-1][1] == "u":
            return Head("other")
        if near:
            return Head("said", (int(near[-1][2]),))
        if self.title.show and self.is_filming_title:
            return Head("title")
        head = self.reader.head(self.sentence, end, is_of_filming=True)
        return head if head.what in {"said", "pronoun", "season"} else Head("")

    def how(self, segment: str, *, acts: str | None = None) -> HowSaid:
        """Return how a stretch of it is said."""
        return how_said(
            self.sentence, segment, self.reader, subject_acts=acts, spoken_before=self.spoken_before
        )

    def value(self, at: int, *, is_ahead: bool) -> tuple[PartialDate | None, tuple[str, ...]]:
        """Return what a date says, and what is doubtful in reading it so."""
        said = self.sentence.dates[at]
        if is_ahead and said.value is None and self.is_gone(at):
            return None, ()
        day = self.published.day if self.published else None
        if is_ahead and said.value is None and day and said.words.removeprefix("on ") in WEEKDAYS:
            weekday = WEEKDAYS.index(said.words.removeprefix("on "))
            days = (weekday - day.weekday()) % 7
            is_of_another = re.search(rf"{MARK}d{at},? {MARK}d", self.sentence.masked)
            coming = PartialDate.on(day + timedelta(days)) if days and not is_of_another else None
            return coming, (RELATIVE.format(words=said.words),)
        if said.value is None:
            return said.in_year(self.published, is_ahead=is_ahead), (YEAR_NOT_SAID,)
        return said.value, (RELATIVE.format(words=said.words),) if said.is_relative else ()

    def last_weekday(self, at: int) -> tuple[PartialDate | None, tuple[str, ...]]:
        """Return the last day that a weekday names, the article's own among them, or None."""
        words = self.sentence.dates[at].words
        day = self.published.day if self.published else None
        weekday = words.removeprefix("on ")
        if day is None or weekday not in WEEKDAYS:
            return None, ()
        back = timedelta((day.weekday() - WEEKDAYS.index(weekday)) % 7)
        return PartialDate.on(day - back), (RELATIVE.format(words=words),)

    def is_gone(self, at: int) -> bool:
        """Whether a date is said to have passed: "el pasado 4 de septiembre"."""
        place = self.sentence.masked.find(f"{MARK}d{at}")
        return self.has(r"\b(?:{around.gone}) $", self.sentence.masked[max(0, place - 20) : place])

    def is_before(self, at: int) -> bool:
        """Whether a date says "before": with a "not", from then on."""
        return self.sentence.dates[at].words.startswith("before ")

    def value_not_before(self, at: int) -> tuple[PartialDate | None, tuple[str, ...]]:
        """Return the date from which on something may be, where it is "not before", "not until"."""
        if not self.is_before(at):
            value, doubts = self.value(at, is_ahead=True)
            return value and from_then_on(value), (*doubts, OPEN)
        first = self.published.earliest if self.published else None
        value = read_news_date(
            self.sentence.dates[at].words.removeprefix("before "), reference=first
        )
        return value and from_then_on(value), (OPEN,)

    def has_passed(self, value: PartialDate) -> bool:
        """Whether a date had passed when the article appeared."""
        first = self.published.earliest if self.published else None
        return first is not None and value.latest is not None and value.latest < first

    def is_over(self, value: PartialDate) -> bool:
        """Whether a date had come, whole, by when the article appeared."""
        last = self.published.latest if self.published else None
        return last is not None and value.latest is not None and value.latest <= last

    def is_ahead(self, value: PartialDate) -> bool:
        """Whether a date was still to come when the article appeared."""
        last = self.published.latest if self.published else None
        return last is not None and value.earliest is not None and value.earliest > last


def from_then_on(value: PartialDate) -> PartialDate | None:
    """Return what "not before" *value* bounds; None where it has no beginning of its own."""
    if value.earliest is None or "/" in value.notation or value.circa:
        return value if value.notation.endswith("/..") else None
    return PartialDate.parse(f"{value.notation}/..")


_US: Final = re.compile(r"\b(?:we|they|we're|they're|we'll|he|she)\b", re.IGNORECASE)


def clause_start(masked: str, at: int) -> int:
    """Where the clause before *at* begins: behind the last date, or mark of its end."""
    ends = [
        found.end()
        for found in re.finditer(rf"{MARK}d\d+|[;:] |, (?:but|while|which) | - ", masked[:at])
    ]
    return ends[-1] if ends else 0


def speaks_of_us(text: str) -> bool:
    """Whether whoever makes a show speaks of it: "we start in May"."""
    return _US.search(text) is not None
