"""The dates on which a sentence says that a season comes out."""

import re
from collections.abc import Iterator
from typing import Final

from content.articles.dated_releases import dated_release
from content.articles.listed_releases import releases_listed
from content.articles.subjects_said import Head
from content.articles.told import (
    UP_TO_A_DATE,
    Statement,
    Told,
    clause_start,
    speaks_of_us,
)
from content.articles.words import MARK, SHOWS, compiled

_BARRIER: Final = (
    r"\b(?:{around.apart}|{around.said_on}|{release.past}|{around.other_work}|{around.part} \d|"
    r"{around.barrier}|{filming.what})\b"
)


_VERB: Final = r"(?<![\w'-])(?:{release.verb}|{release.noun})(?![\w'-])"


def releases(told: Told, used: set[int]) -> Iterator[Statement]:
    """Yield when something comes out; the numbers of the dates that say so go into *used*."""
    masked = told.sentence.masked
    verb = _VERB
    for match in told.find(rf"(?P<verb>{verb})(?={UP_TO_A_DATE})"):
        yield from _released(told, match, match["gap"], int(match["date"]), used)
    for match in told.find(
        rf"{MARK}d(?P<date>\d+)[\"']?(?: \w+)? (?P<verb>{{release.noun}})(?![\w'-])"
    ):
        if int(match["date"]) not in used:
            yield from _dated_noun(told, match, used)
    yield from _of_a_day(told, used)
    for match in told.find(
        rf"{MARK}d(?P<date>\d+)(?: \w+){{0,3}} (?P<verb>{{release.behind_date}})\b"
    ):
        if int(match["date"]) not in used and not told.has(r"\b{around.negation}\b", match[0]):
            head = told.reader.head(told.sentence, match.start())
            yield from dated_release(
                told, head, "", int(match["date"]), masked[: match.end()], used, ""
            )
    yield from _moved(told, used)
    yield from _set(told, used)
    yield from _slotted(told, used)
    yield from _not_until(told, used)
    yield from releases_listed(told, used)
    yield from _on_a_slate(told, used)
    yield from _to_be_expected(told, used)
    yield from _on_a_channel(told, used)
    yield from _aimed_at(told, used)
    yield from _guessed(told, used)


def _of_a_day(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read a sentence, or what stands behind a colon, that begins with its date."""
    masked = told.sentence.masked
    verb = _VERB
    for match in told.find(rf"(?:^|[.:] |that )(?P<on>{MARK}d(?P<date>\d+)),? (?P<rest>.*)"):
        at = int(match["date"])
        yield from _brought(told, match, used)
        yield from _inverted(told, match, used)
        inner = next(told.find(rf"(?P<verb>{verb})", match["rest"]), None)
        if at in used or inner is None or f"{MARK}d" in match["rest"][: inner.end() + 40]:
            continue
        start = match.start("rest") + inner.start()
        if told.has(_BARRIER, match["rest"][: inner.start()]):
            continue
        head = told.reader.head(told.sentence, start)
        before = masked[: match.start()]
        if match[0].startswith(":") and before.count(f"{MARK}x") == 1 and head.what != "said":
            head = Head(
                "said", (int(before.rpartition(f"{MARK}x")[2].split(" ")[0].strip("\"',")),)
            )
        if head.what == "said":
            segment = masked[match.start() : match.start("rest") + inner.end()]
            yield from dated_release(told, head, "", at, segment, used, inner["verb"])


def _inverted(told: Told, match: re.Match[str], used: set[int]) -> Iterator[Statement]:
    """Read "Am 6. April startet Staffel 2", where what comes out stands behind the verb."""
    found = told.last(
        rf"^(?P<verb>{{release.verb}}|{{release.brings}})(?: (?:{{around.on}} )?{MARK}p\d+)?"
        rf" (?:{{around.the}} )?[\"']?{MARK}x(?P<said>\d+)[\"']?"
        rf"(?P<with> (?:{{around.with_its}}) {MARK}x\d+)?",
        match["rest"],
    )
    at = int(match["date"])
    if found is None or at in used:
        return
    head = Head("said", (int(found["said"]),))
    segment = match["on"] + found[0]
    yield from dated_release(told, head, found["with"] or "", at, segment, used, found["verb"])


def _brought(told: Told, match: re.Match[str], used: set[int]) -> Iterator[Statement]:
    """Read "This year Netflix will unveil season 2 of Daredevil as well as Luke Cage"."""
    found = next(
        told.find(
            rf"^(?:{MARK}p\d+|{{speaking.the_network}}) (?:will|is to) (?:\w+ )?{{release.brings}}"
            rf" (?:an? |the )?"
            rf"(?P<list>{SHOWS}(?: (?:{{around.along_with}}) (?:an? |the )?{SHOWS})?)",
            match["rest"],
        ),
        None,
    )
    behind = match["rest"][found.end() : found.end() + 20] if found else ""
    behind = re.sub(rf"{MARK}p(\d+)", lambda one: told.sentence.names[int(one[1])].lower(), behind)
    if found and int(match["date"]) not in used and not told.has(_BARRIER, behind):
        marks = tuple(int(one) for one in re.findall(rf"{MARK}x(\d+)", found["list"]))
        head = Head("said", marks)
        yield from dated_release(
            told, head, "", int(match["date"]), match["on"] + found[0], used, ""
        )


def _released(
    told: Told, match: re.Match[str], gap: str, at: int, used: set[int]
) -> Iterator[Statement]:
    masked = told.sentence.masked
    start = match.start("verb")
    begin = clause_start(masked, start)
    date_end = match.end("date")
    segment = masked[begin:date_end]
    if at in used or _is_struck_by_others(told, begin, start):
        return
    phrase = re.split(r",|;|\band\b", masked[max(begin, start - 45) : start])[-1]
    is_negated = told.has(r"\b(?:{around.negation})\b|n't\b", f"{phrase}{gap}")
    is_until = told.has(r"\b(?:{around.until})(?: \w+){0,2} $", gap)
    is_until |= is_negated and told.is_before(at)
    plain = compiled(told.reader.code, r"\b(?:{around.until})(?: \w+){0,2} $").sub("", gap)
    plain = compiled(told.reader.code, r"\b{around.before_that}").sub("", plain)
    if is_until != is_negated or told.has(_BARRIER, plain):
        return
    if (
        told.has(r"\b(?:{around.originally})\b", masked[begin : match.end("verb")])
        and not is_negated
    ):
        return
    if told.has(r"\b{around.later_part}\b", masked[max(0, start - 60) : start]):
        return
    if told.has(r"^[^,.;]{0,25}\b(?:{release.undone})\b", masked[date_end:]):
        return
    if told.has(r"\bwe (?:will |'ll )?$", masked[:start]) and told.has(
        r"^(?:start|begin)", match["verb"]
    ):
        return  # those who make it speak of their work
    behind = told.last(rf"^,? (?:{{around.with_its}}) {MARK}x\d+", masked[date_end:])
    within = gap + (behind[0] if behind else "")
    head = _subject_of(told, gap, begin, start)
    if head.what == "" and told.has(
        r"\b{around.part} {release.first_part}\b", _before(told, begin, start)
    ):
        head = Head("season")
    later = re.match(
        rf" (?:is|seems|looks)\b[^.;,{MARK}]{{0,30}} for (?:the )?[\"']?{MARK}x(\d+)",
        masked[date_end:],
    )
    if later and head.what == "":
        head, segment = Head("said", (int(later[1]),)), segment + later[0]
    if head.what in {"other", ""} and told.has(r"^{release.noun}$", match["verb"]):
        head = _of_the_season(told, gap, start) or head
    yield from dated_release(
        told, head, within, at, segment, used, match["verb"], is_bound=is_until
    )


def _subject_of(told: Told, gap: str, begin: int, start: int) -> Head:
    """Return what a verb at *start* says of: what stands before it, or what a channel releases."""
    head = told.reader.head(told.sentence, start)
    clause = told.sentence.masked[begin:start]
    inner = [int(one) for one in re.findall(rf"{MARK}x(\d+)", gap)]
    shows = tuple(one for one in inner if told.sentence.said[one].show is not None)
    if shows:
        is_object = head.what in {"network", ""} or speaks_of_us(clause)
        return Head("said", shows) if is_object and len(shows) == 1 else Head("other")
    if inner and head.what in {"network", ""}:
        return Head("said", (inner[0],))
    if head.what != "network":
        return head
    if told.has(r"\b{around.of_its_own} (?!\w+ly)", clause):
        return Head("other")
    return Head("pronoun" if told.has(r"\b(?:{around.pronoun})\b", gap) else "other")


def _of_the_season(told: Told, gap: str, start: int) -> Head | None:
    """Return of what a premiere is that stands behind a shoot: "… and the premiere is set for"."""
    if f"{MARK}x" in gap or not told.has(
        rf"\b{{filming.what}}\b(?:[^.;{MARK}]|{MARK}[pd]\d+)*"
        r"\b(?:{around.and}|{around.with}) (?:{around.the} )?$",
        told.sentence.masked[:start],
    ):
        return None
    head = told.reader.head(told.sentence, start, is_of_filming=True)
    return Head("season") if head.what == "" else head


def _is_struck_by_others(told: Told, begin: int, start: int) -> bool:
    """Whether what comes out is a part, a trailer, or something else of the season."""
    part = told.last(
        r"\b{around.part} (?P<n>{release.parts_numbered})\b", _before(told, begin, start)
    )
    return part is not None and not told.has(r"^(?:{release.first_part})$", part["n"])


def _before(told: Told, begin: int, start: int) -> str:
    return told.sentence.masked[begin:start]


def _dated_noun(told: Told, match: re.Match[str], used: set[int]) -> Iterator[Statement]:
    """Read "the Spring 2024 release date", "a March 8 premiere"."""
    masked = told.sentence.masked
    begin = clause_start(masked, match.start())
    before, behind = masked[begin : match.start()], masked[match.end() :]
    before = compiled(told.reader.code, r"\b{filming.wrap_object}\b").sub("", before)
    if told.has(
        r"\b(?:{around.originally}|{around.other_work}|{release.past})\b|from (?:the )?$",
        before[-60:],
    ):
        return
    if told.has(r"^[^,.;]{0,20}\b(?:{release.undone})\b", behind):
        return
    if told.has(r"\b(?:{around.negation})\b", before[-30:]) and not told.has(
        r"{around.no_change}", before
    ):
        return
    follows = re.match(rf"[\"']? (?:date )?(?:of|for) (?:the )?[\"']?{MARK}x(\d+)", behind)
    head = (
        Head("said", (int(follows[1]),))
        if follows
        else told.reader.head(told.sentence, match.start(), is_of_filming=True)
    )
    if head.what == "network":
        inner = re.search(rf"{MARK}x(\d+)", behind[:60])
        head = Head("said", (int(inner[1]),)) if inner else Head("pronoun")
    segment = masked[begin : match.end()] + behind[:40]
    yield from dated_release(told, head, "", int(match["date"]), segment, used, match["verb"])


def _moved(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read where a date was moved to: "pushed from May to March 14"."""
    masked = told.sentence.masked
    for match in told.find(
        rf"\b(?P<verb>{{release.moved}})\b(?P<gap>(?:[^.;?!{MARK}]|{MARK}[xpu]\d+"
        rf"|{MARK}d\d+ (?={{release.to_a_date}}\b))<<0,90>>?)"
        rf"\b{{release.to_a_date}} (?:the )?(?:{MARK}p\d+ )?{MARK}d(?P<date>\d+)"
    ):
        at = int(match["date"])
        begin = max((one.end() for one in re.finditer(r"[;] ", masked[: match.start()])), default=0)
        if at in used or told.has(
            r"\b(?:{around.negation}|{filming.what})\b", masked[begin : match.start()]
        ):
            continue
        inner = re.search(rf"{MARK}x(\d+)", match["gap"])
        head = told.reader.head(told.sentence, match.start())
        if inner and head.what != "said":
            head = Head("said", (int(inner[1]),))
        elif head.what == "network":
            head = Head("pronoun")
        yield from dated_release(
            told, head, match["gap"], at, masked[begin : match.end()], used, ""
        )


def _set(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "Season 2 gets a March 8 date", "Netflix has set March 8 for season 2"."""
    masked = told.sentence.masked
    for match in told.find(
        rf"\b(?:{{release.dates_set}}) (?:a |an |the |its )?(?:\w+ )?{MARK}d(?P<date>\d+)"
        r"(?P<behind>(?: as| for)?(?: the| its| a)?(?: {release.noun})?(?: date)?(?: for| of)?"
        rf"(?: the)?[ \"']*(?:{MARK}x(?P<said>\d+))?)"
    ):
        at = int(match["date"])
        if at in used or not (told.has(r"{release.noun}|date", match["behind"]) or match["said"]):
            continue
        begin = clause_start(masked, match.start())
        if told.has(
            r"\b(?:{around.negation}|{around.originally}|{around.other_work})\b",
            masked[begin : match.start()].rpartition(", ")[2],
        ):
            continue
        head = told.reader.head(told.sentence, match.start())
        if match["said"]:
            head = Head("said", (int(match["said"]),))
        yield from dated_release(told, head, "", at, masked[begin : match.end()], used, "")


def _slotted(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "Hulu has dated season 2 for March 8", "you can watch season 2 from March 8"."""
    masked = told.sentence.masked
    season = rf"(?:the )?[\"']?{MARK}x(?P<said>\d+)[\"']?"
    for match in told.find(
        rf"\b(?:(?P<slots>{{release.slots}})|{{release.watchable}}) {season}"
        rf"(?: (?:on|at|via|for|to|premiere|debut|launch|return|stream|a|an|{MARK}p\d+))<<0,5>>,?"
        rf"(?: {{release.from_a_day}}| for| in)? {MARK}d(?P<date>\d+)"
    ):
        at = int(match["date"])
        begin = clause_start(masked, match.start())
        before = masked[begin : match.start()]
        if at in used or told.has(
            r"\b(?:{around.negation}|{around.originally}|{filming.what})\b|n't\b", before
        ):
            continue
        if match["slots"] and told.reader.head(told.sentence, match.start()).what != "network":
            continue
        head = Head("said", (int(match["said"]),))
        yield from dated_release(told, head, "", at, masked[begin : match.end()], used, "")


def _not_until(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "no season two until at least 2018"."""
    masked = told.sentence.masked
    for match in told.find(
        rf"\b{{release.none_until}}(?:(?:\w+ )?[\"']?{MARK}x(?P<said>\d+)[\"']?(?: \w+)?"
        r"|{around.pronoun})"
        rf" (?P<when>{{release.none_until_when}})?{MARK}d(?P<date>\d+)"
    ):
        at = int(match["date"])
        clause = masked[clause_start(masked, match.start()) : match.start()]
        if told.has(r"\b(?:{around.doubting})\b", clause) or told.has(
            r"\b(?:{around.other_work})\b", match[0]
        ):
            continue
        if at not in used and (match["when"] or told.is_before(at)):
            head = Head("pronoun", at=match.start())
            if match["said"]:
                head = Head("said", (int(match["said"]),))
            yield from dated_release(told, head, "", at, match[0], used, "", is_bound=True)


def _to_be_expected(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "expect it sometime in 2027"."""
    masked = told.sentence.masked
    for match in told.find(
        rf"\b{{release.expect}} (?:(?:{{around.pronoun}})|[\"']?{MARK}x(?P<said>\d+)[\"']?)"
        rf"(?: [\w-]+)<<0,3>>? {MARK}d(?P<date>\d+)"
    ):
        at = int(match["date"])
        clause = masked[max(0, match.start() - 30) : match.start()]
        is_negated = told.has(r"\b(?:{around.negation})\b|n't\b", clause)
        if at in used or told.has(r"\b(?:{around.doubting})\b", clause):
            continue
        if told.has(_BARRIER, match[0]) or told.is_before(at) != is_negated:
            continue
        head = Head("pronoun", at=match.start())
        if match["said"]:
            head = Head("said", (int(match["said"]),))
        yield from dated_release(told, head, "", at, match[0], used, "", is_bound=is_negated)


def _on_a_channel(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read what takes a season to a channel on a day: "Season 3 washes up on Netflix on May 4"."""
    masked = told.sentence.masked
    for match in told.find(
        rf"{MARK}x(?P<said>\d+)[\"']?(?P<gap>(?: [a-z'-]+)<<1,5>>) {{release.on_a_channel}}"
        rf" (?:(?:the )?{MARK}p(?P<name>\d+)|{{speaking.the_network}}),? {MARK}d(?P<date>\d+)"
        rf"(?P<with>,? (?:{{around.with_its}}) {MARK}x\d+)?"
    ):
        at = int(match["date"])
        said = told.sentence.said[int(match["said"])]
        if at in used or (said.season is None and not match["with"]):
            continue
        if match["name"] and not told.reader.is_network(told.sentence.names[int(match["name"])]):
            continue
        if told.has(rf"{_BARRIER}|\b(?:{{around.negation}}|{{around.originally}})\b", match["gap"]):
            continue
        if told.has(r"^ (?:\w+ed|{filming.doing}|{names.people})\b", match["gap"]):
            continue
        head = told.reader.head(told.sentence, match.start() + len(f"{MARK}x{match['said']}"))
        if head.what == "said":
            segment = masked[match.start() : match.end()]
            yield from dated_release(told, head, match["with"] or "", at, segment, used, "")


def _aimed_at(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "the streamer is aiming for early 2027", of what comes out."""
    masked = told.sentence.masked
    for match in told.find(
        rf"(?:{{speaking.the_network}}|{MARK}p(?P<name>\d+)|{MARK}x(?P<said>\d+)[\"']?)"
        rf" (?P<verb>{{release.aims}}) {MARK}d(?P<date>\d+)"
    ):
        at = int(match["date"])
        clause = masked[clause_start(masked, match.start()) : match.start()]
        if at in used or told.has(_BARRIER, clause + masked[match.end() : match.end() + 30]):
            continue
        if match["name"] and not told.reader.is_network(told.sentence.names[int(match["name"])]):
            continue
        behind = re.match(rf" for (?:the )?(?:[\"']?{MARK}x(?P<at>\d+))?", masked[match.end() :])
        if behind and behind["at"] is None:
            continue
        inner = behind["at"] if behind else match["said"]
        head = Head("said", (int(inner),)) if inner else Head("season")
        segment = masked[match.start() : match.end()]
        yield from dated_release(told, head, "", at, segment, used, "")


def _guessed(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "Early 2019 seems a safe guess." behind a sentence about when it comes out."""
    before = told.above.masked if told.above else ""
    match = next(told.find(rf"^(?:so )?{MARK}d(?P<date>\d+) {{release.guessed}}"), None)
    if match is None or int(match["date"]) in used or told.has(r"\b{filming.what}\b", before):
        return
    if told.has(rf"{_VERB}|\b(?:{{release.noun}})\b", before):
        head, segment = Head("season"), f"{match[0]} perhaps"
        yield from dated_release(told, head, "", int(match["date"]), segment, used, "")


def _on_a_slate(told: Told, used: set[int]) -> Iterator[Statement]:
    """Read "the next two are Iron Fist and The Defenders in 2017", of what is still to come."""
    masked = told.sentence.masked
    for match in told.find(
        rf"\b(?:{{around.on_a_slate}})(?: \w+)? (?P<list>[\"']?{MARK}x\d+[\"']?"
        rf"(?:(?:, | and |, and )[\"']?{MARK}x\d+[\"']?)*) {MARK}d(?P<date>\d+)"
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
        marks = tuple(int(one) for one in re.findall(rf"{MARK}x(\d+)", match["list"]))
        segment = masked[clause_start(masked, match.start()) : match.end()]
        yield from dated_release(told, Head("said", marks), "", at, segment, used, "")
