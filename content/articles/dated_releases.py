"""What a date makes of a season: that it comes out then, unless something speaks against it."""

from collections.abc import Iterator
from datetime import timedelta

from content.articles.subjects_said import NEXT, Head
from content.articles.told import Statement, Told
from content.articles.words import MARK
from content.facts.claims import Subject
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.show_files.english_days import WEEKDAYS


def dated_release(
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
    """Yield that what *head* is comes out on the date *at*, unless that cannot be.

    *segment* is the stretch that says so, *verb* its verb, if it has one; *within* where a season
    may be named behind its show; *is_bound* is for "not before". The number of the date goes into
    *used*.
    """
    said = told.sentence.dates[at]
    is_past = told.has(r"^(?:{release.past})$", verb) and not told.has(
        r"\b(?:{around.will})\b", segment.rpartition(verb)[0][-25:]
    )
    value, doubts = told.value_not_before(at) if is_bound else told.value(at, is_ahead=not is_past)
    if not is_bound:
        value = _with_other(told, at, value, used)
    if value is None or told.has_passed(value) or is_past:
        return
    if told.has(
        r"(?:{country.other_market})", told.sentence.low[max(0, said.start - 60) : said.end + 50]
    ):
        return
    how = told.how(segment)
    is_slip = value.is_day and (said.is_relative or said.words.removeprefix("on ") in WEEKDAYS)
    for meant in told.meant(head, within=within):
        season, more = told.reader.season(meant)
        is_of_it = not meant.seasons and (meant.show == told.title.show or head.what == "said")
        if season is None and is_of_it and told.has(r"^(?:{release.returning})$", verb):
            season, more = told.reader.returning(meant.show), (NEXT,)
        if season is None or told.reader.is_past(meant.show, season):
            continue
        if told.reader.is_carried(meant) and _is_before_another(told, said.start):
            continue
        if is_slip and told.reader.contradicts_a_known_day(Subject(meant.show, season), value):
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


def _is_before_another(told: Told, at: int) -> bool:
    """Whether a date is that of a clause before one about another season: "By the time we …"."""
    masked = told.sentence.masked
    behind = [one for one in told.sentence.said if one.show is None and one.start > at]
    return bool(behind) and told.has(r"^\W*(?:{around.by_when})\b", masked)


def _with_other(
    told: Told, at: int, value: PartialDate | None, used: set[int]
) -> PartialDate | None:
    """Return a date with the one behind "or": both where they adjoin, none where they do not."""
    either = next(told.find(rf"{MARK}d{at} {{around.either}} {MARK}d(\d+)"), None)
    if either is None or value is None:
        return value
    used.add(int(either[1]))
    other, _ = told.value(int(either[1]), is_ahead=True)
    ends = (value.earliest, value.latest, other and other.earliest, other and other.latest)
    if None in ends or other is None:
        return None
    first, last = value.span[1], other.span[0]
    if not timedelta(0) < last - first <= timedelta(1):
        return None
    begin, end = value.notation.split("/")[0], other.notation.split("/")[-1]
    return PartialDate.parse(f"{begin}/{end}")
