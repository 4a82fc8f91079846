"""What one sentence states of shows: each kind by its own pattern, and nothing where two fit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from content.articles.marks import Marked, season_number
from content.articles.stances_said import HowSaid, how_said
from content.articles.subjects_said import Focus, Head, Meant, Reader
from content.articles.words import MARK, compiled, words_of
from content.facts.claims import Season, ShowId, Stance, Value
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.show_files.english_days import WEEKDAYS

YEAR_NOT_SAID: Final = "The year is not said; it is read from the day of the article."
RELATIVE: Final = 'It is read from the day of the article: "{words}".'
OPEN: Final = "The words bound it; they give no date."
UNDATED: Final = "The words do not say when it was decided; it is dated by the article."
_OLD: Final = timedelta(730)
"""What was decided longer ago than that is no news, but a look back."""
_OF_THE_SERIES: Final = "series"
_PLATFORMS_ACT: Final = frozenset({Kind.RENEWAL, Kind.CANCELLATION})


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
    is_filming_title: bool = False

    def find(self, template: str, text: str | None = None) -> Iterator[re.Match[str]]:
        """Yield where a pattern of the language fits."""
        where = self.sentence.masked if text is None else text
        return compiled(self.reader.code, template).finditer(where)

    def has(self, template: str, text: str) -> bool:
        """Whether a pattern of the language fits somewhere in *text*."""
        return compiled(self.reader.code, template).search(text) is not None

    def meant(self, head: Head, *, within: str = "") -> tuple[Meant, ...]:
        """Return what a head means here."""
        return self.reader.meant(self.sentence, head, self.focus, self.title, within=within)

    @property
    def is_verb_last(self) -> bool:
        """Whether the language has what is done behind what it is done to."""
        words = words_of(self.reader.code)
        return words is not None and bool(words.text("around.verb_last"))

    def filming_head(self, end: int) -> Head:
        """Return the subject of a shoot: that of a title about it, where the sentence has none."""
        masked = self.sentence.masked
        if self.has(rf"{MARK}[PU]\d+(?:'s)? $", masked[:end]):
            return self.reader.head(self.sentence, end)
        near = [one for one in re.finditer(rf"{MARK}([XU])(\d+)", masked[:end])]
        if near and near[-1][1] == "U":
            return Head("other")
        if near and self.sentence.said[int(near[-1][2])].season is None:
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


def statements_in(told: Told) -> list[Statement]:
    """Return what the sentence states, each once."""
    masked = told.sentence.masked
    text = told.sentence.text.rstrip("\"'\u201d ")
    if text.endswith("?") and (
        told.has(r"{around.question}", text) or not told.has(r"\b(?:{stances.speculated})\b", text)
    ):
        return []
    found: list[Statement] = []
    if f"{MARK}D" in masked:
        used: set[int] = set()
        found += _releases(told, used)
        found += _filming(told, used)
    found += _events(told)
    found += _finals(told)
    found += _counts(told)
    found += _models(told)
    return found


# ------------------------------------------------------------------ release dates

_GAP: Final = rf"(?P<gap>(?:[^.;?!{MARK}]|\.(?=\w)|{MARK}[XPU]\d+){{0,90}}?){MARK}D(?P<date>\d+)"
_BARRIER: Final = (
    r"\b(?:{around.apart}|{around.said_on}|{release.past}|{around.other_work}|{around.part} \d|but|which|while|when|"
    r"because|after|before|that|than|who|whose|and (?:is|will|has|was|then)|{filming.what})\b"
)


def _releases(told: Told, used: set[int]) -> Iterator[Statement]:
    masked = told.sentence.masked
    verb = r"(?<![\w'-])(?:{release.verb}|{release.noun})(?![\w'-])"
    for match in told.find(rf"(?P<verb>{verb})(?={_GAP})"):
        yield from _released(told, match, match["gap"], int(match["date"]), used)
    for match in told.find(
        rf"{MARK}D(?P<date>\d+)[\"']?(?: \w+)? (?P<verb>{{release.noun}})(?![\w'-])"
    ):
        if int(match["date"]) not in used:
            yield from _dated_noun(told, match, used)
    for match in told.find(rf"(?:^|[.:] |that )(?P<on>{MARK}D(?P<date>\d+)),? (?P<rest>.*)"):
        at = int(match["date"])
        inner = next(told.find(rf"(?P<verb>{verb})", match["rest"]), None)
        if at in used or inner is None or f"{MARK}D" in match["rest"][: inner.end() + 40]:
            continue
        start = match.start("rest") + inner.start()
        if told.has(_BARRIER, match["rest"][: inner.start()]):
            continue
        head = told.reader.head(told.sentence, start)
        if head.what == "said":
            segment = masked[match.start() : match.start("rest") + inner.end()]
            yield from _dated(told, head, "", at, segment, used, inner["verb"])
    for match in told.find(
        rf"{MARK}D(?P<date>\d+)(?: \w+){{0,3}} (?P<verb>{{release.behind_date}})\b"
    ):
        if int(match["date"]) not in used and not told.has(r"\b{around.negation}\b", match[0]):
            head = told.reader.head(told.sentence, match.start())
            yield from _dated(told, head, "", int(match["date"]), masked[: match.end()], used, "")
    yield from _moved(told, used)
    yield from _set(told, used)
    yield from _not_until(told, used)
    yield from _listed(told, used)
    yield from _on_a_slate(told, used)


def _released(
    told: Told, match: re.Match[str], gap: str, at: int, used: set[int]
) -> Iterator[Statement]:
    masked = told.sentence.masked
    start = match.start("verb")
    begin = _segment_start(masked, start)
    date_end = match.end("date") if "date" in match.groupdict() else match.end()
    segment = masked[begin:date_end]
    if at in used or _is_struck_by_others(told, begin, start):
        return
    is_negated = told.has(
        r"\b(?:{around.negation})\b|n't\b", f"{masked[max(begin, start - 45) : start]}{gap}"
    )
    is_until = told.has(r"\b(?:{around.until})(?: \w+){0,2} $", gap)
    plain = compiled(told.reader.code, r"\b(?:{around.until})(?: \w+){0,2} $").sub("", gap)
    if is_until != is_negated or told.has(_BARRIER, plain):
        return
    if told.has(rf"\b(?:{{around.originally}})\b", masked[begin:start]) and not is_negated:
        return
    head = told.reader.head(told.sentence, start)
    inner = [int(one) for one in re.findall(rf"{MARK}X(\d+)", gap)]
    shows_within = [one for one in inner if told.sentence.said[one].show is not None]
    within = gap
    if shows_within:
        if head.what not in {"network", ""} and not _is_we(masked[begin:start]):
            return
        head = Head("said", (shows_within[0],)) if len(shows_within) == 1 else Head("other")
    elif head.what == "network":
        if inner:
            head = Head("said", (inner[0],))
        elif told.has(r"\b(?:{around.pronoun})\b", gap) or told.focus.show:
            head = Head("pronoun")
    elif head.what == "" and inner:
        head = Head("said", (inner[0],))
    yield from _dated(told, head, within, at, segment, used, match["verb"], is_bound=is_until)


def _is_we(text: str) -> bool:
    return re.search(r"\b(?:we|they|we're|they're|we'll|he|she)\b", text, re.IGNORECASE) is not None


def _segment_start(masked: str, at: int) -> int:
    """Where the clause before *at* begins: behind the last date, or mark of its end."""
    ends = [
        found.end() for found in re.finditer(rf"{MARK}D\d+|[;:] |, (?:but|while) | - ", masked[:at])
    ]
    return ends[-1] if ends else 0


def _is_struck_by_others(told: Told, begin: int, start: int) -> bool:
    """Whether what comes out is a part, a trailer, or something else of the season."""
    before = told.sentence.masked[begin:start]
    return told.has(r"\b{around.part} (?:\d|one|two|three|four)\b", before)


def _dated(
    told: Told,
    head: Head,
    within: str,
    at: int,
    segment: str,
    used: set[int],
    verb: str,
    *,
    is_bound: bool = False,
) -> Iterator[Statement]:
    said = told.sentence.dates[at]
    is_past = told.has(r"^(?:{release.past})$", verb) and not told.has(
        r"\b(?:{around.will})\b", segment.rpartition(verb)[0][-25:]
    )
    value, doubts = _value(told, at, is_ahead=not is_past)
    value = _with_other(told, at, value, used)
    if value is None or _is_history(told, value) or is_past:
        return
    if is_bound:
        value = _bound(value)
        if value is None:
            return
        doubts += (OPEN,)
    if told.has(
        r"(?:{country.other_market})", told.sentence.text[max(0, said.start - 60) : said.end + 50]
    ):
        return
    how = told.how(segment)
    for meant in told.meant(head, within=within):
        season, more = told.reader.season(meant)
        if season is None or told.reader.is_past(meant.show, season):
            continue
        used.add(at)
        yield Statement(
            meant.show,
            season,
            Kind.RELEASE_DATE,
            value,
            how,
            (*meant.doubts, *more, *doubts),
            said.start,
        )


def _value(told: Told, at: int, *, is_ahead: bool) -> tuple[PartialDate | None, tuple[str, ...]]:
    said = told.sentence.dates[at]
    if said.value is None:
        return said.in_year(told.published, is_ahead=is_ahead), (YEAR_NOT_SAID,)
    return said.value, (RELATIVE.format(words=said.words),) if said.is_relative else ()


def _with_other(
    told: Told, at: int, value: PartialDate | None, used: set[int]
) -> PartialDate | None:
    """Return a date with the one behind "or": both where they adjoin, and none where they do not."""
    either = re.search(
        rf"{MARK}D{at} (?:or|oder|o|ou)(?: in| by| even)? {MARK}D(\d+)", told.sentence.masked
    )
    if either is None or value is None:
        return value
    used.add(int(either[1]))
    other, _ = _value(told, int(either[1]), is_ahead=True)
    ends = (value.earliest, value.latest, other and other.earliest, other and other.latest)
    if None in ends or other is None:
        return None
    first, last = value.span[1], other.span[0]
    if not timedelta(0) < last - first <= timedelta(1):
        return None
    begin, end = value.notation.split("/")[0], other.notation.split("/")[-1]
    return PartialDate.parse(f"{begin}/{end}")


def _is_history(told: Told, value: PartialDate) -> bool:
    """Whether a date had passed when the article appeared."""
    first = told.published.earliest if told.published else None
    return first is not None and value.latest is not None and value.latest < first


def _bound(value: PartialDate) -> PartialDate | None:
    if value.earliest is None or "/" in value.notation or value.circa:
        return value if value.notation.endswith("/..") else None
    return PartialDate.parse(f"{value.notation}/..")


def _dated_noun(told: Told, match: re.Match[str], used: set[int]) -> Iterator[Statement]:
    """Read "the Spring 2024 release date", "a March 8 premiere"."""
    masked = told.sentence.masked
    begin = _segment_start(masked, match.start())
    before, behind = masked[begin : match.start()], masked[match.end() :]
    if told.has(
        r"\b(?:{around.originally}|{around.other_work}|{release.past})\b|from (?:the )?$",
        before[-60:],
    ):
        return
    if told.has(r"\b(?:{around.negation})\b", before[-30:]) and not told.has(r"no change", before):
        return
    follows = re.match(rf"[\"']? (?:date )?(?:of|for) (?:the )?[\"']?{MARK}X(\d+)", behind)
    head = (
        Head("said", (int(follows[1]),))
        if follows
        else told.reader.head(told.sentence, match.start(), is_of_filming=True)
    )
    if head.what == "network":
        inner = re.search(rf"{MARK}X(\d+)", behind[:60])
        head = Head("said", (int(inner[1]),)) if inner else Head("pronoun")
    segment = masked[begin : match.end()] + behind[:40]
    yield from _dated(told, head, "", int(match["date"]), segment, used, match["verb"])


def _moved(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read where a date was moved to: "pushed from May to March 14"."""
    masked = told.sentence.masked
    for match in told.find(
        rf"\b(?P<verb>{{release.moved}})\b(?P<gap>(?:[^.;?!{MARK}]|{MARK}[XPU]\d+|{MARK}D\d+ (?=to)){{0,90}}?)"
        rf"\b(?:to|until|for|on|auf|al|au|a) (?:the )?(?:{MARK}P\d+ )?{MARK}D(?P<date>\d+)"
    ):
        at = int(match["date"])
        begin = max((one.end() for one in re.finditer(r"[;] ", masked[: match.start()])), default=0)
        if at in used or told.has(
            r"\b(?:{around.negation}|{filming.what})\b", masked[begin : match.start()]
        ):
            continue
        inner = re.search(rf"{MARK}X(\d+)", match["gap"])
        head = told.reader.head(told.sentence, match.start())
        if inner and head.what != "said":
            head = Head("said", (int(inner[1]),))
        elif head.what == "network":
            head = Head("pronoun")
        yield from _dated(told, head, match["gap"], at, masked[begin : match.end()], used, "")


def _set(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "Season 2 gets a March 8 date", "Netflix has set March 8 for season 2"."""
    masked = told.sentence.masked
    for match in told.find(
        rf"\b(?:{{release.dates_set}}) (?:a |an |the |its )?(?:\w+ )?{MARK}D(?P<date>\d+)"
        rf"(?P<behind>(?: as| for)?(?: the| its| a)?(?: {{release.noun}})?(?: date)?(?: for| of)?(?: the)?[ \"']*(?:{MARK}X(?P<said>\d+))?)"
    ):
        at = int(match["date"])
        if at in used or not (told.has(r"{release.noun}|date", match["behind"]) or match["said"]):
            continue
        begin = _segment_start(masked, match.start())
        if told.has(
            r"\b(?:{around.negation}|{around.originally}|{around.other_work})\b",
            masked[begin : match.start()],
        ):
            continue
        head = told.reader.head(told.sentence, match.start())
        if match["said"]:
            head = Head("said", (int(match["said"]),))
        yield from _dated(told, head, "", at, masked[begin : match.end()], used, "")


def _not_until(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "no season two until at least 2018"."""
    masked = told.sentence.masked
    for match in told.find(
        rf"\b(?:no|without|kein|keine|not see|don't expect|not expect) (?:more |new )?(?:\w+ )?[\"']?{MARK}X(?P<said>\d+)[\"']?(?: \w+)?"
        rf" (?:until|before|till|vor) (?:at least |the )?{MARK}D(?P<date>\d+)"
    ):
        at = int(match["date"])
        if at not in used:
            head = Head("said", (int(match["said"]),))
            yield from _dated(told, head, "", at, match[0], used, "", is_bound=True)


def _listed(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read a line of a calendar: "Nightjar season 2 (Hulu): April 6, 2027"."""
    masked = told.sentence.masked
    match = re.fullmatch(
        rf"[-*\u2022\s\"']*{MARK}X(\d+)[\"']?(?:,? ?\(?{MARK}P\d+\)?)?\s?[:,(\u2013\u2014-]+\s?(?:{MARK}P\d+, )?"
        rf"{MARK}D(\d+)\)?(?:,? ?(?:\(|on )?{MARK}P\d+\)?)?[.]?",
        masked,
    )
    if match and int(match[2]) not in used:
        head = Head("said", (int(match[1]),))
        yield from _dated(told, head, "", int(match[2]), masked, used, "")


def _on_a_slate(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "the next two are Iron Fist and The Defenders in 2017", of what is still to come."""
    masked = told.sentence.masked
    for match in told.find(
        rf"\b(?:{{around.on_a_slate}})(?: \w+)? (?P<list>[\"']?{MARK}X\d+[\"']?(?:(?:, | and |, and )[\"']?{MARK}X\d+[\"']?)*) {MARK}D(?P<date>\d+)"
    ):
        at = int(match["date"])
        said = told.sentence.dates[at]
        if at in used or not said.words.startswith(
            ("in ", "on ", "this ", "next ", "early", "late")
        ):
            continue
        if told.has(
            r"\b(?:{release.past}|{filming.what}|{around.said_on}|{around.negation})\b",
            masked[: match.start()][-40:],
        ):
            continue
        marks = tuple(int(one) for one in re.findall(rf"{MARK}X(\d+)", match["list"]))
        segment = masked[_segment_start(masked, match.start()) : match.end()]
        yield from _dated(told, Head("said", marks), "", at, segment, used, "")


# ------------------------------------------------------------------ filming


def _filming(told: Told, used: set[int]) -> Iterator[Statement]:
    masked = told.sentence.masked
    what = r"(?:{filming.what})(?: (?:on|for|of) (?:the )?(?P<of>{X}))?(?: (?:has|have|will|is|was|had|officially|also|then|now|to|reportedly)){0,4}"
    what = what.replace("{X}", rf"{MARK}X\d+")
    for kind, pattern in (
        (Kind.FILMING_WRAP, rf"\b{what} (?P<verb>{{filming.wrap}})"),
        (Kind.FILMING_WRAP, r"\b(?P<verb>{filming.wrap_object})"),
        (Kind.FILMING_START, rf"\b{what} (?P<verb>{{filming.start}})"),
        (
            Kind.FILMING_START,
            r"\b(?P<verb>{filming.start_object}|{filming.start_we}|{filming.starts_work})",
        ),
        (Kind.FILMING_RESUME, rf"\b{what} (?P<verb>{{filming.resume}})"),
    ):
        for match in told.find(rf"(?<![\w-]){pattern}(?![\w-])(?={_GAP})"):
            at = int(match["date"])
            gap = match["gap"]
            if at in used or told.has(
                r"\b(?:{around.negation})\b|n't\b",
                masked[max(0, match.start() - 30) : match.end() + len(gap)],
            ):
                continue
            if told.has(
                r"\b(?:{around.apart}|{around.said_on}|{release.verb}|before|after|but|that|when|week|weeks|month|months)\b",
                gap,
            ):
                continue
            yield from _filmed(told, match, kind, at, gap, used)
    carried = re.search(
        rf"{MARK}D\d+,? and (?:is |are )?(?:expected|set|slated|scheduled|due|planned) to (?:end|wrap|finish|conclude)(?: on)? {MARK}D(?P<date>\d+)",
        masked,
    )
    if carried and told.has(r"\b{filming.what}\b", masked[: carried.start()]):
        at = int(carried["date"])
        if at not in used:
            head = told.filming_head(carried.start())
            yield from _filmed_as(
                told, head, "", Kind.FILMING_WRAP, at, carried[0], used, is_ahead=True
            )


def _filmed(
    told: Told, match: re.Match[str], kind: Kind, at: int, gap: str, used: set[int]
) -> Iterator[Statement]:
    masked = told.sentence.masked
    of = match.groupdict().get("of")
    inner = re.search(rf"{MARK}X(\d+)", of or gap)
    if re.match(rf"[^ ]+ (?:on|for|of) (?:the )?{MARK}[PU]", match[0]):
        return
    head = Head("said", (int(inner[1]),)) if inner else told.filming_head(match.start())
    if head.what == "network" or (head.what in {"other", ""} and _is_we(match[0])):
        head = Head("pronoun")
    verb = match["verb"].lower()
    is_past = (
        re.search(r"(?:ed|gan|gun|got \w+|went \w+.*)\b", verb) is not None
        and "to" not in verb.split()
    )
    segment = masked[_segment_start(masked, match.start()) : match.end() + len(gap)]
    yield from _filmed_as(told, head, gap, kind, at, segment, used, is_ahead=not is_past)


def _filmed_as(
    told: Told,
    head: Head,
    within: str,
    kind: Kind,
    at: int,
    segment: str,
    used: set[int],
    *,
    is_ahead: bool,
) -> Iterator[Statement]:
    value, doubts = _value(told, at, is_ahead=is_ahead)
    if value is None or (is_ahead and _is_history(told, value)):
        return
    how = told.how(segment)
    if how.stance in {Stance.REPORTED, Stance.CONFIRMED} and not _is_over(told, value):
        how = replace(how, stance=Stance.PLANNED)
    for meant in told.meant(head, within=within):
        season, more = told.reader.season(meant)
        if season is None or told.reader.is_past(meant.show, season):
            continue
        used.add(at)
        yield Statement(
            meant.show,
            season,
            kind,
            value,
            how,
            (*meant.doubts, *more, *doubts),
            told.sentence.dates[at].start,
        )


def _is_over(told: Told, value: PartialDate) -> bool:
    last = told.published.latest if told.published else None
    return last is not None and value.latest is not None and value.latest <= last


# ------------------------------------------------------------------ renewals, cancellations

_BE: Final = r"(?:{around.be})(?: (?:now|officially|already|just|also|both|being))?"


def _events(told: Told) -> Iterator[Statement]:
    masked = told.sentence.masked
    if not told.has(
        r"(?:{renewal.active}|{renewal.passive}|{renewal.noun}|{cancellation.active}|{cancellation.passive}|"
        r"{cancellation.no_return}|{around.follows})",
        masked,
    ):
        return
    yield from _renewals(told)
    yield from _cancellations(told)


def _renewals(told: Told) -> Iterator[Statement]:
    masked = told.sentence.masked
    done: set[tuple[ShowId, int]] = set()
    for match in told.find(r"(?<![\w'-])(?P<verb>{renewal.active})(?![\w'-])"):
        rest = re.split(
            r"[;]|, (?:but|while|after|which)|\b(?:after|before|while)\b", masked[match.end() :]
        )[0]
        if not _is_stated(told, match.start(), rest):
            continue
        is_passive = told.has(rf"\b{_BE} (?:\w+ly )?$", masked[: match.start()])
        head, acts = _object_of(told, match, rest, is_passive=is_passive)
        seasons = _seasons_renewed(told, head, rest)
        if told.has(rf"(?:through|bis zur|bis) (?:the )?{MARK}X", rest):
            seasons = seasons[-1:]
        yield from _happened(told, Kind.RENEWAL, head, rest, match, acts, seasons, done)
    for match in told.find(rf"{MARK}X(?P<said>\d+)[\"']?(?: \w+)? (?P<verb>{{renewal.noun}})\b"):
        if _is_stated(told, match.start(), masked[match.end() :]):
            head = Head("said", (int(match["said"]),))
            acts = _network_before(told, match.start())
            yield from _happened(told, Kind.RENEWAL, head, "", match, acts, None, done)


def _object_of(
    told: Told, match: re.Match[str], rest: str, *, is_passive: bool
) -> tuple[Head, str | None]:
    """Return of which shows something was decided, and which channel decided it."""
    masked = told.sentence.masked
    before = told.reader.head(told.sentence, match.start())
    beside = compiled(
        told.reader.code, rf"({MARK}X\d+)[\"',]*(?: (?:has|have|had))? (?:{{around.be}})(?: \w+ly)? $"
    ).search(masked, 0, match.start())
    if beside and before.what != "said":
        before = Head("said", (int(beside[1][2:]),))
    if told.is_verb_last and before.what == "said":
        return before, _network_before(told, match.start())
    is_adjacent = re.search(rf"{MARK}X\d+[\"',]* (?:\w+ly )?$", masked[: match.start()]) is not None
    if is_passive or (is_adjacent and re.match(r"\s*(?:for|through|by|after|at|$|[.,])", rest)):
        by = re.search(rf"\b(?:by|von|por|par) {MARK}P(\d+)", rest)
        name = told.sentence.names[int(by[1])] if by else None
        acts = name if name and told.reader.is_network(name) else None
        return before, acts
    acts = before.name if before.what == "network" else _network_before(told, match.start())
    listed = re.match(
        rf"(?P<between>(?: (?!{MARK})[\w'-]+| {MARK}P\d+(?:'s)?(?= (?:\w+ )*{MARK})){{0,6}}?) ?[\"']?"
        rf"(?P<list>{MARK}X\d+[\"',]*(?:(?:,? (?:and|und|y|et) |, | & ) ?(?:\w+ )?[\"']?{MARK}X\d+)*)",
        rest,
    )
    if listed and not re.search(
        r"\b(?:that|which|for|after|before|than|from)\b", listed["between"]
    ):
        marks = tuple(int(one) for one in re.findall(rf"{MARK}X(\d+)", listed["list"]))
        return Head("said", marks), acts
    if re.match(r" (?:it|the (?:\w+ )?(?:show|series|drama|sitcom|comedy))\b", rest):
        return Head("pronoun"), acts
    return Head("other"), acts


def _network_before(told: Told, end: int) -> str | None:
    for at in reversed(re.findall(rf"{MARK}P(\d+)", told.sentence.masked[:end])):
        name = told.sentence.names[int(at)]
        if told.reader.is_network(name):
            return name
    return None


def _seasons_renewed(told: Told, head: Head, rest: str) -> tuple[int, ...]:
    """Return the numbers of the seasons named behind a renewal."""
    found: list[int] = []
    for at in re.findall(rf"{MARK}X(\d+)", rest):
        one = told.sentence.said[int(at)]
        if one.season and (one.show is None or int(at) in head.marks):
            found += one.season.numbers
    return tuple(dict.fromkeys(found))


def _is_stated(told: Told, start: int, rest: str) -> bool:
    """Whether something is said to have been decided, rather than not, or perhaps."""
    masked = told.sentence.masked
    before = masked[max(0, start - 45) : start]
    clause = re.split(r"[;:,]", before)[-1]
    if told.has(r"\b(?:{around.negation})\b|n't\b|\b(?:{speaking.not_said})\b", clause):
        return False
    if told.has(r"\b(?:{around.others_said})\b", masked):
        return False
    if told.has(
        r"\b(?:to be|whether|if|unless|until|chance|hope|hopes|hoping|hoped|fate|fears?|decision on|decide|decides|bubble|campaign|petition|calls?)\b",
        clause + rest[:20],
    ):
        return False
    return not told.has(
        r"\b(?:{stances.speculated}|will be|would be|nearly|almost|contrary to|false|hoax)\b",
        clause,
    )


def _happened(
    told: Told,
    kind: Kind,
    head: Head,
    rest: str,
    match: re.Match[str],
    acts: str | None,
    seasons: tuple[int, ...] | None,
    done: set[tuple[ShowId, int]],
) -> Iterator[Statement]:
    masked = told.sentence.masked
    value, doubts = _decided(told, match, rest)
    if value is not None and _is_long_ago(told, value):
        return
    how = told.how(re.sub(r"\bwould(?: not|n't)\b", "", masked), acts=acts)
    if how.stance in {Stance.EXPECTED, Stance.PLANNED}:
        how = replace(how, stance=Stance.REPORTED)
    for meant in told.meant(head):
        if kind is Kind.CANCELLATION:
            if (meant.show, 0) not in done:
                done.add((meant.show, 0))
                yield Statement(
                    meant.show,
                    _OF_THE_SERIES,
                    kind,
                    value,
                    how,
                    meant.doubts + doubts,
                    match.start(),
                )
            continue
        numbers, more = seasons or _own_numbers(told, head, meant), ()
        if not numbers:
            following = told.reader.following(meant.show)
            numbers, more = (
                ((following,), ("The season is not named; it is read as the next one.",))
                if following
                else ((), ())
            )
        for number in numbers:
            if (meant.show, number) not in done and not told.reader.is_past(meant.show, number):
                done.add((meant.show, number))
                yield Statement(
                    meant.show,
                    number,
                    kind,
                    value,
                    how,
                    (*_bare_doubts(meant), *more, *doubts),
                    match.start(),
                )


def _own_numbers(told: Told, head: Head, meant: Meant) -> tuple[int, ...]:
    """Return the seasons named with the show itself, not those carried over from before."""
    if head.what != "said":
        return ()
    own = [told.sentence.said[at] for at in head.marks]
    return meant.seasons if any(one.season for one in own) else ()


def _bare_doubts(meant: Meant) -> tuple[str, ...]:
    return tuple(doubt for doubt in meant.doubts if not doubt.startswith("The season is named"))


def _decided(
    told: Told, match: re.Match[str], rest: str
) -> tuple[PartialDate | None, tuple[str, ...]]:
    """Return when something was decided: as it says, or on the article's day where it is its news."""
    masked = told.sentence.masked
    heading = re.match(rf"[-*\u2022 ]*{MARK}D(\d+) ?[:\u2013\u2014-] ", masked)
    if heading:
        return _value(told, int(heading[1]), is_ahead=False)
    for at, said in enumerate(told.sentence.dates):
        place = masked.find(f"{MARK}D{at}")
        before = masked[max(0, place - 30) : place]
        behind_verb = match.end() <= place <= match.end() + len(rest)
        is_said_on = told.has(r"\b(?:{around.said_on}),? $", before)
        is_since = told.has(r"\b(?:{around.since})(?: \w+)? $", before) and place < match.start()
        if not (behind_verb or is_said_on or is_since):
            continue
        if (
            told.has(
                r"\b(?:{release.verb}|premiere|debut|{around.until}|will|for a|return)\b", before
            )
            and not is_said_on
        ):
            continue
        value, doubts = _value(told, at, is_ahead=False)
        if value is not None and value.earliest and not _is_to_come(told, value):
            return value, doubts
        last = _last_weekday(told, said.words)
        if last is not None:
            return last, (RELATIVE.format(words=said.words),)
    clause = masked[max(0, match.start() - 40) : match.start()]
    if told.has(r"\b(?:{around.already}|{release.past})\b", clause) and not told.has(
        rf"\b{_BE} (?:\w+ )?$", clause
    ):
        return None, ()
    if told.has(
        r"\b(?:already|previously|earlier|after|since|following|once|had been|was first)\b", clause
    ):
        return None, ()
    if told.is_lead and told.published is not None and _is_fresh(told):
        return told.published, (UNDATED,)
    return None, ()


def _last_weekday(told: Told, words: str) -> PartialDate | None:
    """Return the last day of that name, the article's own among them; None for other words."""
    day = told.published.day if told.published else None
    weekday = words.removeprefix("on ")
    if day is None or weekday not in WEEKDAYS:
        return None
    return PartialDate.on(day - timedelta((day.weekday() - WEEKDAYS.index(weekday)) % 7))


def _is_long_ago(told: Told, value: PartialDate) -> bool:
    first = told.published.earliest if told.published else None
    return first is not None and value.latest is not None and first - value.latest > _OLD


def _is_fresh(told: Told) -> bool:
    return not told.has(
        r"\b(?:ago|last (?:year|month|week|fall|spring|summer)|back in|at the time|in D)\b",
        told.sentence.masked,
    )


def _is_to_come(told: Told, value: PartialDate) -> bool:
    last = told.published.latest if told.published else None
    return last is not None and value.earliest is not None and value.earliest > last


def _cancellations(told: Told) -> Iterator[Statement]:
    masked = told.sentence.masked
    done: set[tuple[ShowId, int]] = set()
    for match in told.find(r"(?<![\w'-])(?P<verb>{cancellation.no_return})"):
        head = told.reader.head(told.sentence, match.start())
        if head.what == "said" and not told.has(
            r"\b(?:{stances.speculated}|until|before)\b",
            masked[max(0, match.start() - 30) : match.end() + 20].replace("would", ""),
        ):
            yield from _happened(
                told,
                Kind.CANCELLATION,
                head,
                masked[match.end() : match.end() + 60],
                match,
                None,
                None,
                done,
            )
    for match in told.find(
        r"(?<![\w'-])(?P<verb>{cancellation.active}|{cancellation.passive})(?![\w'-])"
    ):
        rest = re.split(
            r"[;]|, (?:but|while|after|which)|\b(?:after|before|while|leaving)\b",
            masked[match.end() :],
        )[0]
        if not _is_stated(told, match.start(), rest):
            continue
        is_passive = told.has(rf"\b{_BE} (?:\w+ly )?$", masked[: match.start()])
        head, acts = _object_of(told, match, rest, is_passive=is_passive)
        yield from _happened(told, Kind.CANCELLATION, head, rest, match, acts, None, done)
    if told.cancelled_before:
        yield from _followed(told, done)


def _followed(told: Told, done: set[tuple[ShowId, int]]) -> Iterator[Statement]:
    """Read "This follows Daredevil in November 2018", behind a sentence about a cancellation."""
    for match in told.find(r"^(?:{around.follows}) (?P<rest>.*)"):
        for part in re.finditer(
            rf"((?:(?:,? and |, )?(?:the )?{MARK}X\d+)+) {MARK}D(\d+)", match["rest"]
        ):
            marks = tuple(int(one) for one in re.findall(rf"{MARK}X(\d+)", part[1]))
            value, doubts = _value(told, int(part[2]), is_ahead=False)
            for meant in told.meant(Head("said", marks)):
                if value is not None and (meant.show, 0) not in done:
                    done.add((meant.show, 0))
                    doubt = "That it was cancelled is said in the sentence before."
                    yield Statement(
                        meant.show,
                        _OF_THE_SERIES,
                        Kind.CANCELLATION,
                        value,
                        told.how(told.sentence.masked),
                        (*doubts, doubt),
                        0,
                    )


# ------------------------------------------------------------------ last seasons, counts, models


def _finals(told: Told) -> Iterator[Statement]:
    masked = told.sentence.masked
    done: set[tuple[ShowId, Season]] = set()
    places: list[tuple[int, Head]] = []
    for at, one in enumerate(told.sentence.said):
        if one.season and one.season.is_last and len(one.season.numbers) == 1:
            places.append((masked.find(f"{MARK}X{at}"), Head("said", (at,))))
    for match in told.find(r"\b{final.behind}"):
        head = told.reader.head(told.sentence, match.start())
        if head.what in {"said", "season"}:
            places.append((match.start(), head))
    for match in told.find(
        rf"\b{{final.ends_with}} (?:its |the |a |their )?(?:\w+ )?{MARK}X(?P<said>\d+)"
    ):
        places.append((match.start(), Head("said", (int(match["said"]),))))
    for place, head in places:
        before = masked[max(0, place - 45) : place]
        if told.has(r"\b(?:{around.negation}|{stances.speculated}|whether)\b|n't\b", before):
            continue
        for meant in told.meant(head):
            if len(meant.seasons) != 1 or (meant.show, meant.seasons[0]) in done:
                continue
            season = meant.seasons[0]
            if told.reader.is_past(meant.show, season):
                continue
            done.add((meant.show, season))
            how = told.how(masked)
            if how.stance in {Stance.EXPECTED, Stance.PLANNED}:
                how = replace(how, stance=Stance.REPORTED)
            yield Statement(
                meant.show,
                season,
                Kind.FINAL_SEASON,
                "the last season",
                how,
                meant.doubts,
                max(place, 0),
            )


_FEW: Final = 4
_COUNTED: Final = r"\d{1,2}|[a-z\u00e0-\u00ff]+(?:-[a-z]+)?"


def _counts(told: Told) -> Iterator[Statement]:
    masked = told.sentence.masked
    done: set[tuple[ShowId, Season]] = set()
    found: list[tuple[int, int, Head, str]] = []
    for match in told.find(
        rf"\b(?P<number>{_COUNTED})[ -](?:episode|part|chapter)s? (?P<between>(?:(?!like|than|as|just|in|and|for)\w+ ){{0,2}}?)(?:(?:of )?{MARK}X(?P<said>\d+)|(?P<noun>{{count.noun}})\b)"
    ):
        number = season_number(match["number"])
        if number is None or told.has(
            r"\b(?:{count.not_all})\b", masked[max(0, match.start() - 20) : match.start()]
        ):
            continue
        if match["said"]:
            head = Head("said", (int(match["said"]),))
        elif match["noun"]:
            head = told.reader.head(told.sentence, match.start(), is_of_filming=True)
            if head.what not in {"said", "pronoun", "season"}:
                head = Head("season") if head.what in {"", "network"} else head
        found.append((match.start(), number, head, ""))
    for match in told.find(
        rf"\b(?P<verb>{{count.verb}}) (?P<words>(?:just |only |a total of |the usual |exactly |about |another |all |of |to )*)(?P<number>{_COUNTED}) (?P<kind>(?:[a-z-]+ )?){{count.behind}}(?P<rest>.{{0,40}})"
    ):
        number = season_number(match["number"])
        around = f"{match['kind']} {re.split('[,;.]', match['rest'])[0][:12]}"
        if (
            number is None
            or told.has(r"\b(?:{count.not_all})\b", around)
            or "about" in match["words"]
        ):
            continue
        head = told.reader.head(told.sentence, match.start(), is_of_filming=True)
        within = re.match(rf" (?:for|in|of|to|on) (?:the )?{MARK}X(\d+)", match["rest"])
        if within:
            head = Head("said", (int(within[1]),))
        elif head.what == "network":
            continue
        elif head.what == "" and not (
            told.has(r"^(?:another|of|all)", match["verb"])
            or told.has(r"{count.there}$", masked[: match.start("words")].rstrip())
        ):
            continue
        found.append((match.start(), number, head, ""))
    for match in told.find(
        rf"\b(?P<number>{_COUNTED}) (?:new )?episodes (?:for|in|of|make up) (?:the )?{MARK}X(?P<said>\d+)"
    ):
        number = season_number(match["number"])
        if number and not told.has(
            r"\b(?:{count.not_all})\b", masked[max(0, match.start() - 14) : match.start()]
        ):
            found.append((match.start(), number, Head("said", (int(match["said"]),)), ""))
    for place, number, head, within in found:
        if number < _FEW and "-" not in masked[place : place + 14]:
            continue  # that many come first, or at once
        if told.has(r"^(?:\S+ ){2,4}(?:had been|was to|were to)\b", masked[place:]):
            continue
        before = masked[max(0, place - 40) : place]
        if told.has(
            r"\b(?:{around.originally}|{around.negation})\b|n't\b", re.split(r"[,;]", before)[-1]
        ):
            continue
        for meant in told.meant(head, within=within):
            season, more = told.reader.season(meant)
            if (
                season is None
                or (meant.show, season) in done
                or told.reader.is_past(meant.show, season)
            ):
                continue
            done.add((meant.show, season))
            yield Statement(
                meant.show,
                season,
                Kind.EPISODE_COUNT,
                number,
                told.how(before + masked[place : place + 60]),
                (*meant.doubts, *more),
                place,
            )


def _models(told: Told) -> Iterator[Statement]:
    masked = told.sentence.masked
    if not told.has(r"(?:{model.at_once}|{model.weekly}|{model.first_some})", masked):
        return
    once = next(told.find(r"\b{model.at_once}"), None)
    weekly = next(told.find(r"\b{model.weekly}"), None)
    first = next(told.find(r"\b{model.first_some}"), None)
    place = next((one.start() for one in (first, once, weekly) if one), 0)
    if once and (weekly or first):
        return
    if told.has(
        r"\b(?:{around.negation})\b|n't\b|\b(?:{around.originally})\b",
        masked[max(0, place - 40) : place],
    ):
        return
    if once:
        value = "all episodes at once"
    elif first:
        value = f"{first['n'].lower()} episodes first, then weekly" if weekly else ""
    else:
        value = "weekly"
    if not value:
        return
    head = told.reader.head(told.sentence, place)
    if head.what in {"", "network"}:
        head = Head("season")
    for meant in told.meant(head):
        season, more = told.reader.season(meant)
        if season is not None and not told.reader.is_past(meant.show, season):
            yield Statement(
                meant.show,
                season,
                Kind.RELEASE_MODEL,
                value,
                told.how(masked),
                (*meant.doubts, *more),
                place,
            )
