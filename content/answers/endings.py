"""Ends of series put side by side: which came first, and how far from another day one lies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from content.answers.inquiry import Inquiry, is_stated
from content.answers.no_answer import nothing
from content.answers.release import length_words, no_date, released
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import reply
from content.answers.verdicts import Verdict, judged, opening
from content.facts.claims import Claim, Season
from content.facts.dates import PartialDate
from content.language.translated import together
from content.language.wording import phrase


def ended_first(inquiries: Sequence[Inquiry]) -> Reply:
    """Answer which of several series was cancelled first; nothing where their spans overlap."""
    inquiry = inquiries[0]
    for one in inquiries:
        if _end(one) is None:
            return _not_cancelled(one)
    dated = sorted(((_span(one), one) for one in inquiries), key=lambda pair: pair[0])
    (first, earliest), (second, _) = dated[0], dated[1]
    headline, value = inquiry.say("That can't be told: their days overlap."), None
    if first == second and first[0] == first[1]:
        headline = inquiry.say("They were cancelled on the same day.")
    elif first[1] < second[0]:
        headline = inquiry.say("{name} was cancelled first.", name=earliest.show.short)
        value = earliest.show.id
    said = _told(inquiry, headline, [_tale(one) for _, one in dated], value, _behind(inquiries))
    return as_claimed(said, inquiry, inquiry.show.id)


def as_claimed(said: Reply, inquiry: Inquiry, first: str) -> Reply:
    """Return *said*, which of them is the first, with a yes where that is as it is claimed.

    *first* is the value of the first of them that is named.
    """
    claimed = inquiry.question.claimed
    if claimed is None or inquiry.question.is_open or said.value is None:
        return said
    holds = (said.value == first) is not claimed.comes_later
    verdict = Verdict.YES if holds else Verdict.NO
    headline = opening(inquiry, verdict, said.headline.removesuffix("."))
    return judged(replace(said, headline=headline), inquiry, verdict)


def gap_to_an_end(inquiry: Inquiry, others: Sequence[Inquiry]) -> Reply:
    """Answer how many days lie between two ends, or between an end and the season's release."""
    ends = [inquiry, *others]
    for one in ends:
        if _end(one) is None:
            return _not_cancelled(one)
    premiere = inquiry.premiere
    claims = _behind(ends)
    tales = [_tale(one) for one in ends]
    days = [_end(one) for one in ends][:2]
    if not others:
        if premiere.date is None or not premiere.is_firm:
            return no_date(inquiry, premiere)
        days.append(premiere.date)
        tales.append(together(released(inquiry, premiere), "."))
        claims += premiere.belief.citing
    first, second = (day.day if day else None for day in days)
    if first is None or second is None:
        headline = inquiry.say("How many days lie between them can't be told exactly.")
        return _told(inquiry, headline, tales, None, claims)
    left = abs((second - first).days)
    pattern = phrase("{name}: {length} after the cancellation.")
    if second < first:
        pattern = phrase("{name}: {length} before the cancellation.")
    if others:
        pattern = phrase("Between the two cancellations: {length}.")
    headline = inquiry.say(pattern, name=inquiry.name, length=length_words(inquiry, left))
    return _told(inquiry, headline, tales, left, claims)


def _told(
    inquiry: Inquiry,
    headline: str,
    tales: Sequence[str],
    value: str | int | None,
    claims: Sequence[Claim],
) -> Reply:
    return reply(
        inquiry,
        ReplyStatus.KNOWN,
        headline,
        *tales,
        value=value,
        stance=claims[0].stance,
        claims=claims,
        season=_season(inquiry),
    )


def _season(inquiry: Inquiry) -> Season:
    return "series" if inquiry.is_unnamed else inquiry.season


def _end(inquiry: Inquiry) -> PartialDate | None:
    """The day of the cancellation; None where nobody stated one."""
    belief = inquiry.cancellation
    return belief.date if is_stated(belief) else None


def _span(inquiry: Inquiry) -> tuple[date, date]:
    day = _end(inquiry)
    return day.span if day else (date.max, date.max)


def _behind(inquiries: Sequence[Inquiry]) -> list[Claim]:
    return [claim for one in inquiries for claim in one.cancellation.citing]


def _tale(inquiry: Inquiry) -> str:
    return inquiry.dated(
        phrase("{show} was cancelled {when}."),
        phrase("{show} was cancelled."),
        _end(inquiry),
        show=inquiry.show.short,
    )


def _not_cancelled(inquiry: Inquiry) -> Reply:
    headline = inquiry.say(
        "Nobody whose word I hold has said that {show} is cancelled.", show=inquiry.show.short
    )
    return nothing(inquiry, inquiry.cancellation, headline)
