"""The days on which a sentence says that a shoot begins, goes on or ends."""

import re
from collections.abc import Iterator
from dataclasses import replace

from content.articles.subjects_said import Head
from content.articles.told import UP_TO_A_DATE, Statement, Told, clause_start, speaks_of_us
from content.articles.words import MARK
from content.facts.claims import Stance
from content.facts.kinds import Kind


def shoots(told: Told, used: set[int]) -> Iterator[Statement]:
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
        for match in told.find(rf"(?<![\w-]){pattern}(?![\w-])(?={UP_TO_A_DATE})"):
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
    if head.what == "network" or (head.what in {"other", ""} and speaks_of_us(match[0])):
        head = Head("pronoun")
    verb = match["verb"].lower()
    is_past = (
        re.search(r"(?:ed|gan|gun|got \w+|went \w+.*)\b", verb) is not None
        and "to" not in verb.split()
    )
    segment = masked[clause_start(masked, match.start()) : match.end() + len(gap)]
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
    value, doubts = told.value(at, is_ahead=is_ahead)
    if value is None or (is_ahead and told.has_passed(value)):
        return
    how = told.how(segment)
    if how.stance in {Stance.REPORTED, Stance.CONFIRMED} and not told.is_over(value):
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
