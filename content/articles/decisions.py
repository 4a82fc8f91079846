"""What a sentence says was renewed or cancelled, and when that was decided."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from content.articles.subjects_said import Head, Meant
from content.articles.told import RELATIVE, Statement, Told
from content.articles.words import MARK, compiled
from content.facts.claims import ShowId, Stance
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.show_files.english_days import WEEKDAYS

UNDATED: Final = "The words do not say when it was decided; it is dated by the article."
_OLD: Final = timedelta(730)
"""What was decided longer ago than that is no news, but a look back."""
_OF_THE_SERIES: Final = "series"
_BE: Final = r"(?:{around.be})(?: (?:now|officially|already|just|also|both|being))?"


def decisions(told: Told) -> Iterator[Statement]:
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
        told.reader.code,
        rf"({MARK}X\d+)[\"',]*(?: (?:has|have|had))? (?:{{around.be}})(?: \w+ly)? $",
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
        return told.value(int(heading[1]), is_ahead=False)
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
        value, doubts = told.value(at, is_ahead=False)
        if value is not None and value.earliest and not told.is_ahead(value):
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
            value, doubts = told.value(int(part[2]), is_ahead=False)
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
