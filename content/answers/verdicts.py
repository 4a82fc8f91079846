"""Whether what a question claims is so: yes, no, or not known, and how that opens the answer.

Only a question that can be answered so is opened with "Yes" or "No"; any other is told the value.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from content.answers.inquiry import Inquiry
from content.answers.phrases import begun
from content.answers.reply import Reply, ReplyStatus
from content.facts.beliefs import Held
from content.facts.claims import Value
from content.facts.dates import PartialDate, Precision
from content.language.translated import together
from content.language.wording import phrase
from content.understanding.question import Claimed

NEVER: Final = frozenset({ReplyStatus.CANCELLED, ReplyStatus.DOES_NOT_EXIST})
"""How an answer stands of what does not come at all."""
_DAYS_OF_A_WEEK: Final = 7
_DAYS_OF_A_MONTH: Final = 31

_Days = tuple[date, date]


class Verdict(StrEnum):
    """What becomes of a claim."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not known"


def judge(claimed: Claimed, held: Value | None, today: date) -> Verdict:
    """Return whether what is held makes *claimed* so, as seen *today*.

    Yes: every day that is held to be possible lies within what was claimed. No: none does.
    """
    if claimed.count is not None:
        if not isinstance(held, int):
            return Verdict.NOT_KNOWN
        return Verdict.YES if held == claimed.count else Verdict.NO
    if not isinstance(held, PartialDate) or held.precision is Precision.UNKNOWN:
        return Verdict.NOT_KNOWN
    is_long_past = held.span[1] < today - timedelta(_DAYS_OF_A_WEEK)
    if claimed.weekday is not None and (is_long_past or not claimed.spans):
        return _on_weekday(claimed.weekday, held)
    if claimed.day_of_month is not None and held.day is not None:
        return Verdict.YES if held.day.day == claimed.day_of_month else Verdict.NO
    if not claimed.spans:
        return Verdict.NOT_KNOWN
    return _within(held, [_claimed(claimed, span, held, today) for span in claimed.spans])


def judged(said: Reply, inquiry: Inquiry, verdict: Verdict | None) -> Reply:
    """Return *said* with its verdict, where the question was for one."""
    if inquiry.question.is_open or verdict in {None, Verdict.NOT_KNOWN}:
        return replace(said, verdict=None)
    return replace(said, verdict=verdict.value if verdict else None)


def opening(
    inquiry: Inquiry, verdict: Verdict | None, tale: str, *, reportedly: bool = False
) -> str:
    """Return *tale*, a sentence without its stop, as it answers the question.

    A tale that has a colon of its own stands behind a comma.
    """
    if inquiry.question.is_open or verdict is None:
        if reportedly:
            return inquiry.say("Reportedly: {tale}.", tale=tale)
        is_name = tale.startswith((inquiry.name, inquiry.show.short))
        return together(tale, ".") if is_name else together(begun(tale), ".")
    if verdict is Verdict.NOT_KNOWN:
        return inquiry.say("Not known yet: {tale}.", tale=tale)
    has_colon = ": " in tale or " :" in tale
    if verdict is Verdict.NO:
        no = phrase("No, {tale}.") if has_colon else phrase("No: {tale}.")
        return inquiry.say(no, tale=tale)
    if reportedly:
        return inquiry.say("Yes, reportedly: {tale}.", tale=tale)
    yes = phrase("Yes, {tale}.") if has_colon else phrase("Yes: {tale}.")
    return inquiry.say(yes, tale=tale)


def on_claim(
    inquiry: Inquiry, held: Value | None, tale: str, against: Sequence[Held] = ()
) -> tuple[Verdict | None, str] | None:
    """Return what becomes of the claim, and the tale as it answers; None where nothing is claimed.

    Of an either-or the right one is named, and of a day that lies on the edge only the day; so
    too where others of equal weight, *against*, would have it otherwise.
    """
    claimed = inquiry.question.claimed
    if claimed is None or (claimed.count is None and not isinstance(held, PartialDate)):
        return None
    verdict = judge(claimed, held, inquiry.today)
    if len(claimed.spans) > 1:
        if verdict is Verdict.NO:
            return None, inquiry.say("Neither: {tale}.", tale=tale)
        return None, together(tale, ".")
    is_disputed = any(judge(claimed, o.value, inquiry.today) is not verdict for o in against)
    is_edge = verdict is Verdict.NOT_KNOWN and isinstance(held, PartialDate) and held.is_day
    if is_disputed or is_edge:
        return None, together(tale, ".")
    return verdict, opening(inquiry, verdict, tale)


def _on_weekday(weekday: int, held: PartialDate) -> Verdict:
    first, last = held.allowed
    if (last - first).days >= _DAYS_OF_A_WEEK - 1:
        return Verdict.NOT_KNOWN
    allowed = {(first + timedelta(n)).weekday() for n in range((last - first).days + 1)}
    if weekday not in allowed:
        return Verdict.NO
    return Verdict.YES if allowed == {weekday} else Verdict.NOT_KNOWN


def _within(held: PartialDate, claims: Sequence[tuple[_Days, _Days] | None]) -> Verdict:
    """How what is held lies to each claim, as it is cut to days and as its words allow."""
    if None in claims:
        return Verdict.NOT_KNOWN
    spans = [one for one in claims if one is not None]
    first, last = held.allowed
    if any(exact[0] <= first and last <= exact[1] for exact, _ in spans):
        return Verdict.YES
    if all(last < wide[0] or wide[1] < first for _, wide in spans):
        return Verdict.NO
    return Verdict.NOT_KNOWN


def _claimed(
    claimed: Claimed, span: PartialDate, held: PartialDate, today: date
) -> tuple[_Days, _Days] | None:
    """The days of a claim; without a year, of a day past, those of the year that is nearest.

    None: it cannot be said which.
    """
    exact, wide = span.span, span.allowed
    if span.circa:
        exact = wide
    anchor = span.earliest or span.latest
    if anchor is None or not claimed.yearless or not _is_moved(span, held, today):
        return exact, wide
    years = _years_to(anchor, held, today, is_end=span.earliest is None)
    if years is None or (years and claimed.moves):
        return None
    return _all_moved(exact, years), _all_moved(wide, years)


def _is_moved(span: PartialDate, held: PartialDate, today: date) -> bool:
    """Whether another year than the one that was read may be meant: that of the day itself."""
    if held.latest is None or held.earliest is None:
        return False
    if held.latest < today or span.latest is None:
        return True
    is_fine = (held.latest - held.earliest).days <= _DAYS_OF_A_MONTH
    return span.earliest is not None and (is_fine or span.latest < today)


def _years_to(anchor: date, held: PartialDate, today: date, *, is_end: bool) -> int | None:
    """How many years away the claim is meant; None: of two ends, "by christmas", either may be."""
    last = held.span[1]
    same = last.year - anchor.year
    if is_end:
        return same if _moved(anchor, same) <= today else None
    return min((same, same - 1, same + 1), key=lambda years: _apart(_moved(anchor, years), held))


def _apart(day: date, held: PartialDate) -> int:
    """How many days lie between a day and a span; none, where it is within."""
    first, last = held.span
    return max((first - day).days, (day - last).days, 0)


def _all_moved(days: _Days, years: int) -> _Days:
    first, last = days
    return _moved(first, years), _moved(last, years)


def _moved(day: date, years: int) -> date:
    if day in {date.min, date.max}:
        return day
    year = min(max(day.year + years, 1), 9999)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)
