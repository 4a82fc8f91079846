"""The days on which a sentence says that a shoot begins, goes on or ends."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from content.articles.subjects_said import Head
from content.articles.told import (
    UP_TO_A_DATE,
    Statement,
    Told,
    clause_start,
    speaks_of_us,
)
from content.articles.words import MARK
from content.facts.claims import Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.language.wording import phrase

UNDATED: Final = phrase("The words do not say on which day; it is dated by the article.")
_EARLY: Final = 10
_WHAT: Final = (
    rf"{{filming.what}}(?: {{filming.of_it}} (?:{{around.the}} )?[\"']?(?:(?P<of>{MARK}x\d+)"
    r"|{around.pronoun})[\"']?)?"
    r"(?: {filming.helpers})<<0,4>>"
)
_KINDS: Final = (
    (Kind.FILMING_WRAP, rf"\b{_WHAT} (?P<verb>{{filming.wrap}})"),
    (Kind.FILMING_WRAP, r"\b(?P<verb>{filming.wrap_object})"),
    (Kind.FILMING_START, rf"\b{_WHAT} (?P<verb>{{filming.start}})"),
    (
        Kind.FILMING_START,
        r"\b(?P<verb>{filming.start_object}|{filming.start_we}|{filming.starts_work})",
    ),
    (Kind.FILMING_RESUME, rf"\b{_WHAT} (?P<verb>{{filming.resume}})"),
)


def shoots(told: Told, used: set[int]) -> Iterator[Statement]:
    """Yield what a shoot does when; the numbers of the dates that say so go into *used*."""
    masked = told.sentence.masked
    for kind, pattern in _KINDS:
        for match in told.find(rf"(?<![\w-]){pattern}(?![\w-])(?={UP_TO_A_DATE})"):
            at = int(match["date"])
            gap = match["gap"]
            is_negated = told.has(
                r"\b(?:{around.negation})\b|n't\b",
                masked[max(0, match.start() - 30) : match.end() + len(gap)],
            )
            is_until = told.has(r"\b(?:{around.until})(?: \w+){0,2} $", gap)
            is_until |= is_negated and told.is_before(at)
            if at in used or is_negated != is_until:
                continue
            if told.has(
                r"\b(?:{around.apart}|{around.said_on}|{release.verb}|{filming.barrier})\b",
                gap if not is_until else "",
            ):
                continue
            yield from _filmed(told, match, kind, at, gap, used, is_bound=is_until)
    yield from _going_on(told, used)
    yield from _from_a_day_on(told, used)
    yield from _verb_last(told, used)
    for match in told.find(rf"\b{_WHAT} {{filming.lasts}} (?:\w+ )?{MARK}d(?P<date>\d+)"):
        yield from _lasted(told, match, used)
    yield from _ending(told, used)
    yield from _running_until(told, used)
    yield from _when(told, used)


def _when(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "since mid-March, when the third season went before cameras"."""
    for match in told.find(
        rf"{MARK}d(?P<date>\d+),? {{around.when_it}} (?P<gap>[^.;,]<<0,60>>?"
        rf"(?:{{filming.starts_work}}|{{filming.start_object}}|{{filming.what}}[^.;,]<<0,40>>?"
        r"{filming.start}))\b"
    ):
        at = int(match["date"])
        inner = re.search(rf"{MARK}x(\d+)", match["gap"])
        if at not in used and inner and not told.has(r"\b(?:{around.negation})\b", match["gap"]):
            yield from _filmed_as(
                *(told, Head("said", (int(inner[1]),)), match["gap"], Kind.FILMING_START, at),
                *(match[0], used),
                is_ahead=False,
            )


def _going_on(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "has been filming since May"."""
    for match in told.find(
        rf"\b{{filming.has_been}}(?: [a-z]+)<<0,4>>?(?: {MARK}x(?P<of>\d+))?"
        rf"(?:[^.;{MARK}]|{MARK}p\d+)<<0,30>>?"
        rf" {{around.since}}(?: \w+)? {MARK}d(?P<date>\d+)"
    ):
        at = int(match["date"])
        if at not in used and not told.has(r"\b(?:{around.negation})\b", match[0]):
            within = f"{MARK}x{match['of']}" if match["of"] else ""
            head = told.reader.head(told.sentence, match.start(), is_of_filming=True)
            head = head if head.what else told.filming_head(match.start())
            yield from _filmed_as(
                told, head, within, Kind.FILMING_START, at, match[0], used, is_ahead=False
            )


def _from_a_day_on(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "will shoot in Toronto from March 8"."""
    for match in told.find(
        rf"\b(?P<verb>{{filming.shoots}})(?P<gap>(?: (?:[a-z]+|{MARK}p\d+,?))<<0,5>>?)"
        rf" {{release.from_a_day}} {MARK}d(?P<date>\d+)"
    ):
        if int(match["date"]) not in used and not told.has(
            r"\b(?:{around.negation}|{filming.barrier})\b", match["gap"]
        ):
            head = told.reader.head(told.sentence, match.start(), is_of_filming=True)
            if head.what in {"said", "pronoun", "season"}:
                yield from _filmed_as(
                    *(told, head, match["gap"], Kind.FILMING_START, int(match["date"])),
                    *(match[0], used),
                    is_ahead=True,
                )


def _verb_last(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "Die Dreharbeiten haben am 4. Januar begonnen"."""
    for kind, name in ((Kind.FILMING_START, "start"), (Kind.FILMING_WRAP, "wrap")):
        for match in told.find(
            rf"\b{_WHAT}(?: (?:[^\W\d]+|{MARK}p\d+))<<0,3>>? {MARK}d(?P<date>\d+)"
            rf"(?P<gap>(?: (?:[^\W\d]+|{MARK}p\d+))<<0,4>>?) (?P<verb>{{filming.{name}_behind}})\b"
        ):
            at = int(match["date"])
            if at not in used and not told.has(
                r"\b(?:{around.negation}|{around.apart})\b", match[0]
            ):
                is_ahead = told.has(r"\b{filming.coming}\b", match[0])
                head = Head("said", (int(match["of"][2:]),)) if match["of"] else None
                yield from _filmed_as(
                    *(told, head or told.filming_head(match.start()), "", kind, at, match[0], used),
                    is_ahead=is_ahead,
                )


def _ending(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "… on May 2, and is expected to wrap in August"."""
    masked = told.sentence.masked
    carried = next(
        told.find(
            rf"(?:{MARK}d\d+|\b{{filming.what}}\b[^.;{MARK}]<<0,40>>),? (?:and|with|but)"
            rf" {{filming.to_end}} {MARK}d(?P<date>\d+)"
        ),
        None,
    )
    if carried and told.has(r"\b{filming.what}\b", masked[: carried.end()]):
        at = int(carried["date"])
        if at not in used:
            head = told.filming_head(carried.start("date") - len(MARK) - 1)
            is_ahead = not told.has(r"(?:and|with|but) {filming.began}\b", carried[0])
            yield from _filmed_as(
                told, head, "", Kind.FILMING_WRAP, at, carried[0], used, is_ahead=is_ahead
            )


def _running_until(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "Production is under way and runs until June", "The shoot lasts until June"."""
    for match in told.find(
        rf"\b{{filming.what}}(?: (?:on|of|for) (?:{{around.the}} )?[\"']?(?P<of>{MARK}x\d+))?"
        rf"(?P<gap>(?:[^.;{MARK}]|{MARK}[pd]\d+)<<0,60>>?) {{filming.runs_until}} (?:at least )?"
        rf"{MARK}d(?P<date>\d+)"
    ):
        at = int(match["date"])
        if at in used or told.has(
            r"\b(?:{around.negation}|{release.verb}|{release.noun}|{around.barrier}"
            r"|{around.other_work}|{around.said_on})\b",
            match["gap"],
        ):
            continue
        head = Head("said", (int(match["of"][2:]),)) if match["of"] else None
        yield from _filmed_as(
            *(told, head or told.filming_head(match.start()), "", Kind.FILMING_WRAP, at),
            *(match[0], used),
            is_ahead=True,
        )


def _lasted(told: Told, match: re.Match[str], used: set[int]) -> Iterator[Statement]:
    """Read "Filming will run from April to August 2027": when it begins, and when it ends."""
    at = int(match["date"])
    is_past = told.has(r"\b(?:{filming.lasted})\b", match[0])
    value, doubts = told.value(at, is_ahead=not is_past)
    words = told.sentence.dates[at].words
    is_span = re.search(r"\b(?:to|and|until|through)\b|[-\u2013]", words) is not None
    if at in used or value is None or not is_span or value.notation.count("/") != 1:
        return
    of = match["of"]
    head = Head("said", (int(of[2:]),)) if of else told.filming_head(match.start())
    ends = [PartialDate.parse(end) for end in value.notation.split("/")]
    for meant in told.meant(head):
        season, more = told.reader.season(meant)
        if season is None or told.reader.is_past(meant.show, season):
            continue
        used.add(at)
        for kind, end in zip((Kind.FILMING_START, Kind.FILMING_WRAP), ends, strict=True):
            how = told.how(match[0])
            if how.stance in {Stance.REPORTED, Stance.CONFIRMED} and not told.is_over(end):
                how = replace(how, stance=Stance.PLANNED)
            every = (*meant.doubts, *more, *doubts)
            yield Statement(meant.show, season, kind, end, how, every, match.start())


def _filmed(
    told: Told,
    match: re.Match[str],
    kind: Kind,
    at: int,
    gap: str,
    used: set[int],
    *,
    is_bound: bool = False,
) -> Iterator[Statement]:
    masked = told.sentence.masked
    of = match.groupdict().get("of")
    inner = re.search(rf"{MARK}x(\d+)", of or gap) or re.match(
        rf" (?:on|for|of) (?:the )?[\"']?{MARK}x(\d+)", masked[match.end("date") :]
    )
    if told.has(rf"^[^ ]+ {{filming.of_it}} (?:the )?{MARK}[pu]", match[0]):
        return
    head = Head("said", (int(inner[1]),)) if inner else told.filming_head(match.start())
    if head.what == "network" or (head.what in {"other", ""} and speaks_of_us(match[0])):
        head = Head("pronoun")
    verb = match["verb"].lower()
    is_past = told.has(r"^(?:{filming.began})\b", verb)
    segment = masked[clause_start(masked, match.start()) : match.end() + len(gap)]
    yield from _filmed_as(
        told, head, gap, kind, at, segment, used, is_ahead=not is_past, is_bound=is_bound
    )


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
    is_bound: bool = False,
) -> Iterator[Statement]:
    value, doubts = told.value_not_before(at) if is_bound else told.value(at, is_ahead=is_ahead)
    if value is None and not is_ahead:
        value, doubts = told.last_weekday(at)
    if value is None or (is_ahead and told.has_passed(value)):
        return
    how = told.how(segment)
    is_to_come = told.is_ahead(value) if not is_ahead else not told.is_over(value)
    if how.stance in {Stance.REPORTED, Stance.CONFIRMED} and is_to_come:
        how = replace(how, stance=Stance.PLANNED)
    for meant in told.meant(head, within=within):
        season, more = told.reader.season(meant)
        if season is None or told.reader.is_past(meant.show, season):
            continue
        if not is_ahead and head.what == "said" and told.reader.is_carried(meant):
            continue  # which season's was it
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


def shoots_without_a_day(told: Told) -> Iterator[Statement]:
    """Yield that a shoot "has wrapped": news, and so of about the day of the article."""
    month = _month_of_the_news(told.published)
    if month is None or not (told.is_lead or told.is_filming_title):
        return
    for kind, name in (
        (Kind.FILMING_WRAP, "filming.undated_wrap"),
        (Kind.FILMING_START, "filming.undated_start"),
    ):
        for match in told.find(rf"\b{{{name}}}(?![\w-])"):
            yield from _happened_lately(told, match, kind, month)
    for match in told.find(rf"{{filming.wrap_noun}} (?:the )?[\"']?{MARK}x(?P<said>\d+)"):
        for meant in told.meant(Head("said", (int(match["said"]),))):
            season, more = told.reader.season(meant)
            if season is not None and not told.reader.is_past(meant.show, season):
                doubts = (*meant.doubts, *more, UNDATED)
                how = told.how(match[0])
                yield Statement(
                    meant.show, season, Kind.FILMING_WRAP, month, how, doubts, match.start()
                )


def _happened_lately(
    told: Told, match: re.Match[str], kind: Kind, month: PartialDate
) -> Iterator[Statement]:
    masked = told.sentence.masked
    begin = clause_start(masked, match.start())
    clause = masked[begin : match.end()]
    behind = told.split(r"[.;:]|\b(?:{around.apart}|{around.barrier})\b", masked[match.end() :])
    said_later = told.last(rf"[,.;] [^.;]*\b{{around.said_on}},? {MARK}d\d+", masked[match.end() :])
    if said_later:
        behind = masked[match.end() : match.end() + said_later.start()]
    if f"{MARK}d" in behind or not told.has(r"\b{filming.what}\b", clause):
        return
    if told.has(
        r"\b(?:{around.negation}|{around.doubting}|{around.by_when}|{stances.speculated}|"
        r"{stances.rumoured})\b|n't\b",
        clause,
    ):
        return
    of_it = re.match(rf" (?:on|for) (?:the |its )?[\"']?{MARK}x(\d+)", masked[match.end() :])
    head = told.filming_head(match.end())
    if of_it and head.what != "said":
        head = Head("said", (int(of_it[1]),))
    for meant in told.meant(head, within=of_it[0] if of_it else ""):
        season, more = told.reader.season(meant)
        if season is not None and not told.reader.is_past(meant.show, season):
            doubts = (*meant.doubts, *more, UNDATED)
            yield Statement(
                meant.show, season, kind, month, told.how(clause), doubts, match.start()
            )


def _month_of_the_news(published: PartialDate | None) -> PartialDate | None:
    """Return the month in which that happened which is news; two where it had just begun."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    first, last = published.earliest, published.latest
    if first.month != last.month or first.year != last.year:
        return None
    if published.is_day and first.day <= _EARLY:
        before = first - timedelta(first.day)
        return PartialDate.parse(f"{before:%Y-%m}/{first:%Y-%m}")
    return PartialDate.parse(f"{first:%Y-%m}")
