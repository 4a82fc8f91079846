"""Where it can be watched, since when and until when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Final

from content.answers.inquiry import Inquiry, is_stated
from content.answers.no_answer import missing_season
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import known, plain_reply, reply
from content.answers.verdicts import Verdict, judged, on_claim, opening
from content.facts.as_of import AsOf
from content.facts.beliefs import Belief
from content.facts.believe import believed
from content.facts.by_day import ByDay
from content.facts.catalogue import Catalogue
from content.facts.claims import Season, ShowId, Stance, Subject
from content.facts.kinds import Kind
from content.facts.ordered import Ordered
from content.facts.premieres import is_said_to_be_out
from content.language.hedges import hedge
from content.language.wording import phrase, wording_for
from content.understanding.question import Claimed, Question


def where_to_watch(inquiry: Inquiry) -> Reply:
    """Answer where it can be watched, since when and until when."""
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    network = inquiry.belief_or_of_series(Kind.NETWORK)
    start = inquiry.belief_or_of_series(Kind.AVAILABILITY_START)
    end = inquiry.belief_or_of_series(Kind.AVAILABILITY_END)
    told = [belief for belief in (start, end, network) if is_stated(belief)]
    if not told:
        return _made_for(inquiry)
    lines = [_availability(inquiry, belief) for belief in (start, end) if is_stated(belief)]
    has_left = is_stated(end) and _is_past(inquiry, end) and not _is_newer(start, end)
    if inquiry.question.kind is start.kind and is_stated(start):
        claims = [claim for belief in told for claim in belief.citing]
        return known(inquiry, start, lines.pop(0), *lines, value=start.value, also=claims)
    if is_stated(network) and not (has_left and _is_newer(end, network)):
        place: str | None = str(network.value)
        headline = inquiry.say(
            "{show} is on {place}{hedge}.",
            show=inquiry.show.short,
            place=place,
            hedge=hedge(network.stance, inquiry.wording),
        )
    elif has_left:
        place, headline = None, lines.pop()
        lines.append(inquiry.say("Nobody whose word I hold says where it is now."))
    else:
        place = _place(inquiry, start) if is_stated(start) else inquiry.show.network
        headline = lines.pop(0)
    first = network if is_stated(network) and place == network.value else told[0]
    if is_stated(end) and not _is_newer(start, end):
        first = end  # the latest there is to say of it
        if inquiry.question.asks_end and not has_left:
            headline, lines = _availability(inquiry, end), [headline, *lines]
    verdict, headline = _checked(inquiry, first, place, headline)
    said = known(
        inquiry,
        first,
        headline,
        *(line for line in lines if _tale(line) not in headline),
        value=place or "",
        also=[claim for belief in told for claim in belief.citing],
    )
    is_asked = inquiry.question.asks_end or inquiry.question.claimed is not None
    if inquiry.is_unnamed and first.kind is not Kind.NETWORK:
        said = replace(said, season=first.subject.season)
    said = replace(said, value=end.value if is_asked and first is end else place)
    return judged(said, inquiry, verdict)


def _checked(
    inquiry: Inquiry, first: Belief, place: str | None, headline: str
) -> tuple[Verdict | None, str]:
    """Whether it is there, or has left, as is claimed; *first* is the latest there is to say."""
    claimed = inquiry.question.claimed
    if claimed is None or inquiry.question.is_open or first.stance is not Stance.CONFIRMED:
        return None, headline
    if first.kind is not Kind.AVAILABILITY_END:
        if claimed.gone or place is None or not _is_asked(inquiry, place):
            return None, headline
        return Verdict.YES, opening(inquiry, Verdict.YES, _tale(headline))
    if not _is_asked(inquiry, _place(inquiry, first)):
        return None, headline
    tale = _tale(_availability(inquiry, first))
    if claimed.gone:
        return _gone(inquiry, first, claimed, tale)
    if not _is_past(inquiry, first):
        return Verdict.YES, inquiry.say("Yes, still: {tale}.", tale=tale)
    if not inquiry.question.names:
        return None, headline  # it has left one service, and any is asked for
    return Verdict.NO, opening(inquiry, Verdict.NO, tale)


def _gone(inquiry: Inquiry, end: Belief, claimed: Claimed, tale: str) -> tuple[Verdict | None, str]:
    """Whether it has left, or is to leave, when it is said to."""
    is_to_come = claimed.happened and not _is_past(inquiry, end)
    if claimed.spans:
        found = on_claim(inquiry, end.date, tale, end.conflicts)
        if found is not None and (found[0] is not Verdict.YES or not is_to_come):
            return found
    if is_to_come:
        return Verdict.NO, inquiry.say("Not yet: {tale}.", tale=tale)
    return Verdict.YES, opening(inquiry, Verdict.YES, tale)


def _is_asked(inquiry: Inquiry, place: str) -> bool:
    """Whether it is the service that the question names, or the question names none."""
    names = inquiry.question.names
    return not names or any(place.casefold().startswith(name) for name in names)


def _tale(sentence: str) -> str:
    return sentence.removesuffix(".")


def _made_for(inquiry: Inquiry) -> Reply:
    """Nobody says where it is: the network it was made for, which is part of what it is."""
    premiere, network = inquiry.premiere, inquiry.show.network
    is_there = (
        is_said_to_be_out(premiere, inquiry.as_of)
        and premiere.date is not None
        and premiere.date.is_day
    )
    pattern, line = phrase("{name} is made for {network}."), ""
    if is_there:
        pattern = phrase("{name} came out on {network}.")
        line = inquiry.say("Nobody whose word I hold says that it has left, or will.")
    return reply(
        inquiry,
        ReplyStatus.KNOWN,
        inquiry.say(pattern, name=inquiry.name, network=network),
        line,
        value=network,
        stance=premiere.stance,
        claims=premiere.belief.citing,
    )


def leaving(question: Question, catalogue: Catalogue, as_of: AsOf) -> Reply:
    """Answer, of all shows, which can be watched where and until when."""
    wording = wording_for(question.language)
    ends = leaving_days(catalogue, as_of.day)
    if not ends:
        return plain_reply(
            question,
            ReplyStatus.NOT_ANNOUNCED,
            wording.say("Nobody whose word I hold has said that any of these shows is leaving."),
        )
    shown = [*islice(ends, _LINES)]
    inquiries = [_inquiry_of(belief, question, catalogue, as_of) for belief in shown]
    lines = [
        _availability(inquiry, belief) for inquiry, belief in zip(inquiries, shown, strict=True)
    ]
    if len(ends) > _LINES:
        lines.append(wording.count("And {number} more.", "And {number} more.", len(ends) - _LINES))
    headline = wording.say(
        "{count} of the shows I follow have a day on which they leave.",
        count=wording.number(len(ends)),
    )
    if len(ends) == 1:
        headline, lines = lines[0], []
    days = tuple(belief.date.edtf for belief in shown if belief.date)
    claims = [claim for belief in shown for claim in belief.citing]
    said = reply(inquiries[0], ReplyStatus.KNOWN, headline, *lines, value=days, claims=claims)
    return replace(said, show=None, season=None)


_LINES = 10


def leaving_days(catalogue: Catalogue, day: date) -> Ordered[Belief]:
    """Return the day on which each show leaves, as known by *day*, the soonest first."""
    return _LEAVING.of_all(catalogue, day)


def _end(catalogue: Catalogue, show: ShowId, day: date) -> Iterator[Belief]:
    """The day on which a show leaves: that of the series, or else of its first season."""
    claims = catalogue.about(show) if show in catalogue.shows else ()
    seasons = {claim.subject.season for claim in claims if claim.kind is Kind.AVAILABILITY_END}
    ordered: list[Season] = sorted(one for one in seasons if isinstance(one, int))
    if "series" in seasons:
        ordered.insert(0, "series")
    for season in ordered:
        belief = believed(catalogue, Subject(show, season), Kind.AVAILABILITY_END, day)
        if is_stated(belief) and belief.date:
            yield belief
            return


def _soonest(end: Belief) -> tuple[date, ShowId]:
    return (end.date.latest if end.date else None) or date.max, end.subject.show


_LEAVING: Final = ByDay(_end, _soonest)


def _inquiry_of(belief: Belief, question: Question, catalogue: Catalogue, as_of: AsOf) -> Inquiry:
    show, season = catalogue.shows[belief.subject.show], belief.subject.season
    return Inquiry(question, catalogue, as_of, show, season)


def _availability(inquiry: Inquiry, belief: Belief) -> str:
    is_past = _is_past(inquiry, belief)
    if belief.kind is Kind.AVAILABILITY_END:
        with_day, without = (
            phrase("{show} leaves {place} {when}."),
            phrase("{show} leaves {place}."),
        )
        if is_past:
            with_day, without = (
                phrase("{show} left {place} {when}."),
                phrase("{show} left {place}."),
            )
    else:
        with_day = phrase("{show} comes to {place} {when}.")
        without = phrase("{show} comes to {place}.")
        if is_past:
            with_day = phrase("{show} came to {place} {when}.")
            without = phrase("{show} came to {place}.")
    place = _place(inquiry, belief)
    return inquiry.dated(with_day, without, belief.date, show=inquiry.show.short, place=place)


def _place(inquiry: Inquiry, belief: Belief) -> str:
    return (belief.held and belief.held.detail) or inquiry.show.network


def _is_past(inquiry: Inquiry, belief: Belief) -> bool:
    last = belief.date.latest if belief.date else None
    return last is not None and last <= inquiry.today


def _is_newer(belief: Belief, other: Belief) -> bool:
    """Whether *belief* is of a later time than *other*: its own day, or the day of its report."""
    if not is_stated(belief):
        return False
    days = []
    for one in (belief, other):
        reported = one.decided_by.known_from if one.decided_by else date.min
        days.append((one.date and one.date.earliest) or reported)
    return days[0] >= days[1]
