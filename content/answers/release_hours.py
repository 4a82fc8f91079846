"""At which hour it comes out, and on which day that is by the clock of whoever asks."""

from datetime import date, datetime

from content.answers.inquiry import Inquiry
from content.answers.listing_state import as_it_was_listed
from content.answers.markets import is_of_market
from content.answers.verdicts import Verdict, judge, opening
from content.facts.claims import Claim
from content.facts.kinds import Kind
from content.facts.premieres import Premiere, is_out
from content.facts.zones import zone_of
from content.language.dates import moment_words
from content.language.time_zones import city_words, zone_words
from content.language.translated import together
from content.language.wording import phrase
from content.understanding.question import Claimed


def today_there(inquiry: Inquiry, premiere: Premiere) -> date:
    """Return the calendar day where the days of *premiere* are counted."""
    return inquiry.as_of.day_in(premiere.zone)


def is_today(inquiry: Inquiry, premiere: Premiere) -> bool:
    """Whether it comes out on this very day, at an hour that nobody has said."""
    day = premiere.date.day if premiere.date else None
    is_open = premiere.moment is None and not is_out(premiere, inquiry.as_of)
    return is_open and day == today_there(inquiry, premiere)


def with_zone(inquiry: Inquiry, premiere: Premiere, tale: str) -> str:
    """Return *tale*, a sentence without its stop, with the zone where it is another day at home."""
    if not _is_another_day(inquiry, premiere):
        return tale
    return inquiry.say("{tale} ({zone})", tale=tale, zone=_zone(inquiry, premiere.zone))


def hour_tale(inquiry: Inquiry, premiere: Premiere, moment: datetime) -> str:
    """Return when it comes or came out, to the minute, as a sentence without its stop."""
    parts = {"name": inquiry.name, "moment": _moment(inquiry, moment)}
    past = is_out(premiere, inquiry.as_of)
    who = premiere.hour_listed_by or premiere.belief.listed_by
    if premiere.is_listed_only or premiere.hour_listed_by:
        pattern = phrase("{who} listed {name} as coming out on {moment}")
        if not past and not premiere.held_back:
            pattern = phrase("{who} lists {name} as coming out on {moment}")
        return as_it_was_listed(inquiry, premiere.held_back, inquiry.say(pattern, who=who, **parts))
    if premiere.zone == inquiry.show.zone:
        pattern = phrase("{name} came out on {moment}")
        return inquiry.say(pattern if past else phrase("{name} comes out on {moment}"), **parts)
    home = moment.astimezone(zone_of(inquiry.show.zone))
    if _is_another_day(inquiry, premiere):
        pattern = phrase("{name} came out on {moment}; that is {other}")
        if not past:
            pattern = phrase("{name} comes out on {moment}; that is {other}")
        return inquiry.say(pattern, other=_moment(inquiry, home), **parts)
    pattern = phrase("{name} came out on {moment}; that is {clock} in {city}")
    if not past:
        pattern = phrase("{name} comes out on {moment}; that is {clock} in {city}")
    city = city_words(inquiry.show.zone, locale=inquiry.wording.language)
    return inquiry.say(pattern, clock=_clock(inquiry, home), city=city, **parts)


def hour_lines(inquiry: Inquiry, premiere: Premiere) -> list[str]:
    """Return the hour where it is still to come, or where a clock was asked for.

    A clock that was asked for is never passed over: where no hour is known, that is said. One that
    a listing alone has is said to be listed, and none is where that no longer says it.
    """
    asked, moment = inquiry.question.zone, premiere.moment
    if moment is None:
        is_of_a_clock = asked is not None and inquiry.question.market is None
        if not is_of_a_clock or is_of_market(premiere):
            return []
        return [inquiry.say("Nobody whose word I hold has said the hour.")]
    is_another = _is_another_day(inquiry, premiere)
    if is_out(premiere, inquiry.as_of) and asked is None and not is_another:
        return []
    who = premiere.hour_listed_by
    if who is not None and premiere.held_back is not None:
        return []
    parts = {"clock": _clock(inquiry, moment), "zone": _zone(inquiry, premiere.zone)}
    if who is not None:
        return [_listed_hour(inquiry, premiere, moment, who=who, **parts)]
    if premiere.zone == inquiry.show.zone:
        return [inquiry.say("At {clock}, {zone}.", **parts)]
    home = moment.astimezone(zone_of(inquiry.show.zone))
    if is_another:
        other = _moment(inquiry, home)
        return [inquiry.say("At {clock}, {zone}; that is {other}.", other=other, **parts)]
    city = city_words(inquiry.show.zone, locale=inquiry.wording.language)
    clock = _clock(inquiry, home)
    return [
        inquiry.say(
            "At {clock}, {zone}; that is {other} in {city}.", other=clock, city=city, **parts
        )
    ]


def _listed_hour(inquiry: Inquiry, premiere: Premiere, moment: datetime, **parts: str) -> str:
    """Return the hour that a listing alone has, and the day at home where that is another."""
    if not _is_another_day(inquiry, premiere):
        return inquiry.say("{who} lists {clock}, {zone}.", **parts)
    other = _moment(inquiry, moment.astimezone(zone_of(inquiry.show.zone)))
    return inquiry.say("{who} lists {clock}, {zone}; that is {other}.", other=other, **parts)


def usual_hour(inquiry: Inquiry, premiere: Premiere) -> list[str]:
    """Return that its hour is the network's, where nobody has stated one of its own."""
    if premiere.is_stated:
        return []
    return [
        inquiry.say(
            "That is the hour at which {network} lets its seasons appear.",
            network=inquiry.show.network,
        )
    ]


def hour_claims(inquiry: Inquiry, premiere: Premiere) -> tuple[Claim, ...]:
    """Return whoever stated the hour of this very season, where it is told."""
    if not premiere.is_stated or not hour_lines(inquiry, premiere):
        return ()
    return inquiry.belief(Kind.RELEASE_TIME).citing


def on_hour(
    inquiry: Inquiry, premiere: Premiere, moment: datetime, claimed: Claimed
) -> tuple[Verdict | None, str]:
    """Return what becomes of a claimed hour, and when it is.

    An hour without a zone may be one of any clock: then it is right or not known.
    """
    tale = hour_tale(inquiry, premiere, moment)
    home = moment.astimezone(zone_of(inquiry.show.zone))
    is_it, is_at_home = (_minute(one) in claimed.minutes for one in (moment, home))
    is_open = inquiry.clock is None or (inquiry.question.zone is None and is_at_home)
    of_a_day = claimed.spans or claimed.weekday is not None or claimed.day_of_month is not None
    day = judge(claimed, premiere.date, inquiry.today) if of_a_day else Verdict.YES
    if day is Verdict.NO or not (is_it or is_open):
        return Verdict.NO, opening(inquiry, Verdict.NO, tale)
    if is_it and day is Verdict.YES:
        return Verdict.YES, opening(inquiry, Verdict.YES, tale)
    return None, together(tale, ".")


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _is_another_day(inquiry: Inquiry, premiere: Premiere) -> bool:
    moment = premiere.moment
    if moment is None or premiere.zone == inquiry.show.zone:
        return False
    return moment.date() != moment.astimezone(zone_of(inquiry.show.zone)).date()


def _moment(inquiry: Inquiry, moment: datetime) -> str:
    return moment_words(moment, locale=inquiry.wording.language, weekday=True)


def _zone(inquiry: Inquiry, zone: str) -> str:
    return zone_words(zone, locale=inquiry.wording.language)


def _clock(inquiry: Inquiry, moment: datetime) -> str:
    time = f"{moment:%H:%M}"
    return inquiry.say("midnight") if time == "00:00" else time
