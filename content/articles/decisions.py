"""What a sentence says was renewed or cancelled, and when that was decided."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from content.articles.subjects_said import NEXT, Head, Meant
from content.articles.told import Statement, Told
from content.articles.words import MARK, SHOWS, compiled
from content.facts.claims import Season, ShowId, Stance, Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.language.wording import phrase

UNDATED: Final = phrase("The words do not say when it was decided; it is dated by the article.")
NOT_NAMED: Final = phrase("The season is not named; it is read as the next one.")
SAID_BEHIND: Final = phrase("Its day is that of what the next sentence says.")
SAID_BEFORE: Final = phrase("Its day is that of what the sentence before says.")
FOLLOWED: Final = phrase("That it was cancelled is said in the sentence before.")
_OLD: Final = timedelta(730)
"""What was decided longer ago than that is no news, but a look back."""
_SAME_NEWS: Final = timedelta(14)
"""What was known longer than that is told again, and is not the news of the day."""
_OF_THE_SERIES: Final = "series"
_BE: Final = r"{around.be}(?: (?:now|officially|already|just|also|both|being))?"
_REST: Final = r"[;]|, {around.barrier}\b|\b{around.break}\b"
_LISTED: Final = re.compile(
    rf"(?P<between>(?: (?!{MARK})[\w'-]+| {MARK}p\d+(?:'s)?(?= (?:\w+ )*{MARK})){{0,6}}?) ?"
    rf"(?P<list>{SHOWS})"
)
_THOSE_BEFORE: Final = re.compile(rf"((?:(?:,? and |, )?(?:the )?{MARK}x\d+)+) {MARK}d(\d+)")
_LISTED_BEHIND: Final = re.compile(rf"[,;] (?:and )?[\"']?{MARK}x(\d+)(?=[\"']?(?:[,;.(]| \(|$))")
"""A further one of a list behind a label: "Renewed: Ember Falls (Season 3), Low Tide, …"."""
_NOT_BETWEEN: Final = re.compile(r"\b(?:that|which|for|after|before|than|from)\b")

_DECIDED: Final = frozenset({Kind.RENEWAL, Kind.CANCELLATION})
_Done = set[tuple[ShowId, int]]


@dataclass(frozen=True, slots=True)
class _Decision:
    """Where a sentence says that something was decided, and of what."""

    kind: Kind
    at: re.Match[str]
    head: Head
    rest: str
    """What follows, as far as it is of this."""
    acts: str | None = None
    """The channel or studio that is named as whoever decided it."""
    seasons: tuple[int, ...] = ()


def decisions(told: Told) -> Iterator[Statement]:
    """Yield what was renewed and what was cancelled."""
    if not told.has(
        r"{renewal.active}|{renewal.passive}|{renewal.noun}|{cancellation.active}|"
        r"{cancellation.passive}|{cancellation.no_return}|{cancellation.noun}|{renewal.returns}|"
        r"{renewal.given}|{around.follows}|{cancellation.no_more}|{label.renewed}",
        told.sentence.masked,
    ):
        return
    done: _Done = set()
    for decision in _renewals(told):
        yield from _happened(told, decision, done)
    done = set()
    for decision in _cancellations(told):
        yield from _happened(told, decision, done)
    if told.cancelled_before:
        yield from _followed(told, done)


def _renewals(told: Told) -> Iterator[_Decision]:
    masked = told.sentence.masked
    for match in told.find(r"(?<![\w'-])(?P<verb>{renewal.active})(?![\w'-])"):
        rest = told.split(_REST, masked[match.end() :])
        if not _is_stated(told, match.start(), rest):
            continue
        head, acts = _object_of(told, match, rest)
        seasons = _seasons_renewed(told, head, rest)
        if told.has(rf"{{renewal.through}} (?:the )?{MARK}x", rest):
            seasons = seasons[-1:]
        yield _Decision(Kind.RENEWAL, match, head, rest, acts, seasons)
    yield from _given(told)
    yield from _brought_back(told)
    yield from _labelled(told, Kind.RENEWAL, "label.renewed")
    yield from _told_of(told, Kind.RENEWAL, "renewal.noun")
    for match in told.find(rf"{MARK}x(?P<said>\d+)[\"']?(?: \w+)? (?P<verb>{{renewal.noun}})\b"):
        if _is_stated(told, match.start(), masked[match.end() :]):
            head = Head("said", (int(match["said"]),))
            yield _Decision(Kind.RENEWAL, match, head, "", _network_before(told, match.start()))


def _given(told: Told) -> Iterator[_Decision]:
    """Read "has received the order for a third season", "Netflix gave Low Tide a second season"."""
    masked = told.sentence.masked
    for match in told.find(
        rf"\b(?P<verb>{{renewal.given}})(?: \"?{MARK}x(?P<to>\d+)\"?)?"
        rf"(?: (?:an? |the |its |another )?(?:\w+ )?{{renewal.noun}})?(?: for)?(?: {{around.the}})?"
        rf" {MARK}x(?P<said>\d+)(?=[\"']?(?:[.,;:!?)]|$| (?:{{around.goes_behind}})\b))"
    ):
        one = told.sentence.said[int(match["said"])]
        is_bare = match["verb"].lower() == match[0].lower().rpartition(" \xa7")[0].strip()
        if one.season is None or not _is_stated(told, match.start(), masked[match.end() :]):
            continue
        if is_bare and one.show is None and match["to"] is None and not one.season.numbers:
            continue
        heads = (int(match["to"]),) if match["to"] else (int(match["said"]),)
        to = re.match(rf"[\"']? (?:to|a|an|für|à) [\"']?{MARK}x(\d+)", masked[match.end() :])
        if to and one.show is None:
            heads = (int(to[1]),)
        rest = masked[match.end() :].split(", ")[0]
        acts = _network_before(told, match.start())
        yield _Decision(Kind.RENEWAL, match, Head("said", heads), rest, acts, one.season.numbers)


def _brought_back(told: Told) -> Iterator[_Decision]:
    """Read "will be back for a second season", where nothing says when it comes out."""
    masked = told.sentence.masked
    if _has_a_date_of_its_own(told) or told.has(r"{stances.speculated}", masked):
        return
    for match in told.find(
        rf"\b(?P<verb>{{renewal.returns}}) (?:(?:its|the|an?) )?{MARK}x(?P<said>\d+)"
    ):
        one = told.sentence.said[int(match["said"])]
        if one.season is None or told.has(
            r"\b(?:{around.negation}|{around.doubting})\b|n't\b",
            masked[max(0, match.start() - 45) : match.start()],
        ):
            continue
        head = Head("said", (int(match["said"]),))
        inner = re.search(rf"{MARK}x(\d+)", match["verb"])
        if inner:
            head = Head("said", (int(inner[1]),))
        elif one.show is None:
            head = told.reader.head(told.sentence, match.start())
        if head.what == "said":
            acts = _network_before(told, match.start())
            yield _Decision(Kind.RENEWAL, match, head, "", acts, one.season.numbers)


def _has_a_date_of_its_own(told: Told) -> bool:
    """Whether a sentence has a date that is not that of an announcement."""
    masked = told.sentence.masked
    return any(
        not told.has(
            r"\b(?:{around.said_on}),? $", masked[max(0, found.start() - 40) : found.start()]
        )
        for found in re.finditer(rf"{MARK}d\d+", masked)
    )


def _told_of(told: Told, kind: Kind, name: str) -> Iterator[_Decision]:
    """Read "announced the renewal of Nightjar for season 2", "Nightjar's cancellation came"."""
    masked = told.sentence.masked
    show = rf"[\"']?{MARK}x(?P<said>\d+)[\"']?"
    of_it = rf"(?P<verb>{{{name}}}) (?:of|for|von|de) (?:{{around.the}} )?{show}"
    its = rf"{show}(?:'s?)? (?P<verb>{{{name}}})\b"
    was_told = r"(?=(?P<rest>.*?)\b{around.was_announced})"
    for pattern in (
        rf"\b{{around.announcing}} (?:\w+ )?{of_it}(?=(?P<rest>.*))",
        rf"(?:^|, |\bthe ){of_it}{was_told}",
        rf"\b{{around.announcing}} {its}(?=(?P<rest>.*))",
        rf"^{its}{was_told}",
    ):
        for match in told.find(pattern):
            if _is_stated(told, match.start("verb"), match["rest"]):
                head = Head("said", (int(match["said"]),))
                seasons = _seasons_renewed(told, head, masked[match.end("verb") :])
                acts = _network_before(told, match.start("verb"))
                yield _Decision(kind, match, head, masked[match.end() :], acts, seasons)


def _labelled(told: Told, kind: Kind, name: str) -> Iterator[_Decision]:
    """Read a line of a list: "Renewed: Ember Falls (NBC), for a third season", or the reverse."""
    show = rf"[\"']?{MARK}x(?P<said>\d+)"
    bullet, colon = r"^[-*\u2022\s]*", r"\s?[:\u2013\u2014-]+\s?"
    for pattern in (
        rf"{bullet}(?P<verb>{{{name}}}){colon}{show}(?P<rest>.*)",
        rf"{bullet}{show}[\"',]*(?: ?\(?{MARK}p\d+\)?)?{colon}(?P<verb>{{{name}}})\b(?P<rest>.*)",
    ):
        for match in told.find(pattern):
            if told.has(r"\?|\b(?:{around.negation}|{around.or})\b", match[0]):
                continue
            head = Head("said", (int(match["said"]),))
            seasons = _seasons_renewed(told, head, match["rest"])
            yield _Decision(kind, match, head, "", None, seasons)
            for more in _LISTED_BEHIND.finditer(match["rest"]):
                head = Head("said", (int(more[1]),))
                seasons = _seasons_renewed(told, head, more[0])
                yield _Decision(kind, match, head, "", None, seasons)


def _cancellations(told: Told) -> Iterator[_Decision]:
    masked = told.sentence.masked
    yield from _labelled(told, Kind.CANCELLATION, "label.cancelled")
    yield from _told_of(told, Kind.CANCELLATION, "cancellation.noun")
    for match in told.find(
        rf"\b(?P<verb>{{cancellation.noun}}) (?:of|von|de|di|du|da|des|der) (?:{MARK}p\d+(?:'s)? )?"
        rf"(?P<list>{SHOWS})"
    ):
        if _is_stated(told, match.start(), "") and not told.has(
            r"\b(?:{stances.rumoured}|{stances.speculated})\b",
            masked[max(0, match.start() - 45) : match.start()],
        ):
            yield _Decision(Kind.CANCELLATION, match, _heads(match["list"]), "")
    for match in told.find(
        rf"^\W*(?P<verb>{{cancellation.no_more}}){MARK}x(?P<said>\d+)"
        rf"(?: (?:of|for|pour|de|von|für|para) (?:the )?[\"']?{MARK}x(?P<of>\d+))?"
        r"(?=[\"']?(?:[.,;:]|$))"
    ):
        one = told.sentence.said[int(match["said"])]
        if one.season and (one.season.numbers or one.season.is_next):
            at = int(match["of"]) if match["of"] else int(match["said"])
            yield _Decision(Kind.CANCELLATION, match, Head("said", (at,)), "")
    for match in told.find(r"(?<![\w'-])(?P<verb>{cancellation.no_return})"):
        head = told.reader.head(told.sentence, match.start())
        behind = compiled(told.reader.code, r" {cancellation.after_seasons}").sub(
            "", masked[match.end() : match.end() + 40]
        )
        around = (masked[max(0, match.start() - 30) : match.end()] + behind[:20]).replace(
            "would", ""
        )
        is_sure = head.what == "said" or (head.what == "pronoun" and f"{MARK}x" in match[0])
        if is_sure and not told.has(
            r"\b(?:{stances.speculated}|{around.until}|{around.break})\b", around
        ):
            rest = masked[match.end() : match.end() + 60]
            yield _Decision(Kind.CANCELLATION, match, head, rest)
    for match in told.find(
        r"(?<![\w'-])(?P<verb>{cancellation.active}|{cancellation.passive})(?![\w'-])"
    ):
        behind = compiled(told.reader.code, r" {cancellation.after_seasons}").sub(
            "", masked[match.end() :]
        )
        rest = told.split(_REST, behind)
        if _is_stated(told, match.start(), rest):
            head, acts = _object_of(told, match, rest)
            yield _Decision(Kind.CANCELLATION, match, head, rest, acts)
            beside = told.last(rf"^,? (?:{{around.along_with}}) (?P<list>{SHOWS})", rest)
            if beside:
                yield _Decision(Kind.CANCELLATION, match, _heads(beside["list"]), "", acts)


def _object_of(told: Told, match: re.Match[str], rest: str) -> tuple[Head, str | None]:
    """Return of which shows something was decided, and which channel decided it."""
    left = told.sentence.masked[: match.start()]
    before = told.reader.head(told.sentence, match.start())
    beside = told.last(
        rf"({MARK}x\d+)[\"',]*(?: (?:has|have|had))? {{around.be}}(?: \w+ly)? $", left
    )
    if beside and before.what != "said":
        before = Head("said", (int(beside[1][2:]),))
    if told.is_verb_last and before.what == "said":
        return before, _network_before(told, match.start())
    is_headline = re.search(rf"{MARK}x\d+[\"',]* (?:\w+ly |already |now )?$", left) is not None
    is_headline &= re.match(rf"\s*(?:for|through|by|after|at|$|[.,]|{MARK}d)", rest) is not None
    if is_headline or told.has(rf"\b{_BE} (?:\w+ly )?$", left):
        by = re.search(rf"\b(?:by|von|por|par) {MARK}p(\d+)", rest)
        name = told.sentence.names[int(by[1])] if by else None
        return before, name if name and told.reader.is_network(name) else None
    acts = before.name if before.what == "network" else _network_before(told, match.start())
    listed = _LISTED.match(rest)
    if listed and not _NOT_BETWEEN.search(listed["between"]):
        between = re.sub(r"\w+-(?:episode|part|hour)\b", "", listed["between"])
        is_of_another = told.has(r"\b(?:{around.other_work})\b", between)
        return Head("other") if is_of_another else _heads(listed["list"]), acts
    is_pronoun = told.has(r"^ {around.pronoun}\b", rest)
    return Head("pronoun", at=match.start()) if is_pronoun else Head("other"), acts


def _heads(listed: str) -> Head:
    return Head("said", tuple(int(one) for one in re.findall(rf"{MARK}x(\d+)", listed)))


def _network_before(told: Told, end: int) -> str | None:
    for at in reversed(re.findall(rf"{MARK}p(\d+)", told.sentence.masked[:end])):
        name = told.sentence.names[int(at)]
        if told.reader.is_network(name):
            return name
    return None


def _seasons_renewed(told: Told, head: Head, rest: str) -> tuple[int, ...]:
    """Return the numbers of the seasons named behind a renewal."""
    found: list[int] = []
    for at in re.findall(rf"{MARK}x(\d+)", rest):
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
    if told.has(r"\b(?:{around.doubting})\b", clause + rest[:20]):
        return False
    return not told.has(r"\b(?:{stances.speculated}|{around.not_certain})\b", clause)


def _happened(told: Told, decision: _Decision, done: _Done) -> Iterator[Statement]:
    masked = told.sentence.masked
    if not decision.head.what:
        return
    value, doubts = _day_of(told, decision)
    if value is not None and _is_long_ago(told, value):
        return
    how = told.how(re.sub(r"\bwould(?: not|n't)\b", "", masked), acts=decision.acts)
    if how.stance in {Stance.EXPECTED, Stance.PLANNED} or (
        how.stance is Stance.CONFIRMED and UNDATED in doubts
    ):
        how = replace(how, stance=Stance.REPORTED)
    for meant in told.meant(decision.head):
        for season, more in _seasons_decided(told, decision, meant, value):
            number = season if isinstance(season, int) else 0
            if (meant.show, number) in done or told.reader.is_past(meant.show, season):
                continue
            known = told.reader.known_before(Subject(meant.show, season), decision.kind)
            if value is None and known is not None and known > _OLD:
                continue
            done.add((meant.show, number))
            day, doubt = value, doubts
            if UNDATED in doubts and known is not None and known > _SAME_NEWS:
                day, doubt = None, ()
            every = (*_bare_doubts(meant), *more, *doubt)
            at = decision.at.start()
            yield Statement(meant.show, season, decision.kind, day, how, every, at)


def _day_of(told: Told, decision: _Decision) -> tuple[PartialDate | None, tuple[str, ...]]:
    """Return when it was decided; None where that is not the article's news, or a rumour."""
    value, doubts = _decided(told, decision)
    is_old_news = told.is_rumour or told.has(r"^(?:{cancellation.noun})$", decision.at["verb"])
    return (None, ()) if UNDATED in doubts and is_old_news else (value, doubts)


def _seasons_decided(
    told: Told, decision: _Decision, meant: Meant, value: PartialDate | None
) -> list[tuple[Season, tuple[str, ...]]]:
    """Return for which seasons it was decided, and what is doubtful in that."""
    if decision.kind is Kind.CANCELLATION:
        return [(_OF_THE_SERIES, ())]
    numbers = decision.seasons or _own_numbers(told, decision.head, meant)
    if numbers and told.has(r"^(?:{renewal.returns})$", decision.at["verb"]):
        following = told.reader.renewable(meant.show, told.published)
        return [(number, ()) for number in numbers if number == following]
    if numbers and NEXT not in meant.doubts:
        return [(number, ()) for number in numbers]
    following = told.reader.renewable(meant.show, value)
    return [(following, (NOT_NAMED,))] if following else []


def _own_numbers(told: Told, head: Head, meant: Meant) -> tuple[int, ...]:
    """Return the seasons named with the show itself, not those carried over from before."""
    if head.what != "said":
        return ()
    own = [told.sentence.said[at] for at in head.marks]
    return meant.seasons if any(one.season for one in own) else ()


def _bare_doubts(meant: Meant) -> tuple[str, ...]:
    return tuple(doubt for doubt in meant.doubts if not doubt.startswith("The season is named"))


def _decided(told: Told, decision: _Decision) -> tuple[PartialDate | None, tuple[str, ...]]:
    """Return when it was decided: as it says, or on the article's day where it is its news."""
    masked, match = told.sentence.masked, decision.at
    heading = re.match(rf"[-*\u2022 ]*{MARK}d(\d+) ?[:\u2013\u2014-] ", masked)
    if heading:
        return told.value(int(heading[1]), is_ahead=False)
    for at in range(len(told.sentence.dates)):
        if not _is_of_it(told, decision, at):
            continue
        value, doubts = told.value(at, is_ahead=False)
        if value is not None and value.earliest and not told.is_ahead(value):
            return value, doubts
        last, doubts = told.last_weekday(at)
        if last is not None:
            return last, doubts
    clause = masked[max(0, match.start() - 40) : match.start()]
    is_passive = told.has(rf"\b{_BE} (?:\w+ )?$", clause)
    if told.has(r"\b(?:{around.already}|{release.past})\b", clause) and not is_passive:
        return None, ()
    if told.has(r"\b(?:{around.long_decided})\b", clause):
        return None, ()
    if told.is_lead and told.published is not None and _is_fresh(told):
        return (
            (told.said_before, (SAID_BEFORE,)) if told.said_before else (told.published, (UNDATED,))
        )
    return None, ()


def dated_behind(one: Statement, announced: PartialDate | None, told: Told) -> Statement:
    """Return a decision with the day that the sentence behind says it was announced on."""
    is_undated = one.kind in _DECIDED and UNDATED in one.doubts
    if not is_undated or announced is None or told.sentence.shows - {one.show}:
        return one
    doubts = tuple(SAID_BEHIND if doubt == UNDATED else doubt for doubt in one.doubts)
    return replace(one, value=announced, doubts=doubts)


def said_on(told: Told) -> PartialDate | None:
    """Return the day on which a sentence says that something was said; None: it names none."""
    for at in range(len(told.sentence.dates)):
        place = told.sentence.masked.find(f"{MARK}d{at}")
        if told.has(
            r"\b(?:{around.said_on}),? $", told.sentence.masked[max(0, place - 30) : place]
        ):
            value, _ = told.value(at, is_ahead=False)
            value = value or told.last_weekday(at)[0]
            return value if value and value.is_day and not told.is_ahead(value) else None
    return None


def _is_of_it(told: Told, decision: _Decision, at: int) -> bool:
    """Whether a date is that of a decision, rather than of what comes out."""
    masked, verb_end = told.sentence.masked, decision.at.end()
    place = masked.find(f"{MARK}d{at}")
    before = masked[max(0, place - 30) : place]
    if told.has(r"\b(?:{around.said_on}),? $", before):
        return True
    is_since = told.has(r"\b(?:{around.since})(?: \w+)? $", before) and place < verb_end
    if not is_since and not verb_end <= place <= verb_end + len(decision.rest):
        return False
    return not told.has(
        r"\b(?:{release.verb}|{around.until}|{around.will}|{around.at_a_release})\b", before
    )


def _is_long_ago(told: Told, value: PartialDate) -> bool:
    first = told.published.earliest if told.published else None
    return first is not None and value.latest is not None and first - value.latest > _OLD


def _is_fresh(told: Told) -> bool:
    return not told.has(r"\b(?:{around.not_fresh})\b", told.sentence.masked)


def _followed(told: Told, done: _Done) -> Iterator[Statement]:
    """Read "This follows Daredevil in November 2018", behind a sentence about a cancellation."""
    for match in told.find(r"^(?:{around.follows}) (?P<rest>.*)"):
        for part in _THOSE_BEFORE.finditer(match["rest"]):
            marks = tuple(int(one) for one in re.findall(rf"{MARK}x(\d+)", part[1]))
            value, doubts = told.value(int(part[2]), is_ahead=False)
            how = told.how(told.sentence.masked)
            for meant in told.meant(Head("said", marks)):
                if value is not None and (meant.show, 0) not in done:
                    done.add((meant.show, 0))
                    every = (*doubts, FOLLOWED)
                    yield Statement(
                        meant.show, _OF_THE_SERIES, Kind.CANCELLATION, value, how, every, 0
                    )
