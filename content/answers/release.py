"""When it comes out: the date, the hour, whether it has, and how long it takes."""

from dataclasses import replace
from typing import Final

from content.answers.inquiry import Inquiry, is_stated
from content.answers.last_change import LastChange, last_change
from content.answers.listing_state import as_it_was_listed, countdown_note
from content.answers.markets import beyond_lines, is_of_market, there
from content.answers.no_answer import missing_season, nothing
from content.answers.phrases import listed, sentence
from content.answers.release_hours import (
    hour_claims,
    hour_lines,
    hour_tale,
    is_today,
    on_hour,
    today_there,
    usual_hour,
    with_zone,
)
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import also_citing, known, reply
from content.answers.verdicts import NEVER, Verdict, judge, judged, on_claim, opening
from content.facts.beliefs import Belief
from content.facts.claims import Claim, Stance
from content.facts.dates import PartialDate, Precision
from content.facts.kinds import Kind
from content.facts.premieres import Premiere, days_left, is_out
from content.facts.zones import zone_of
from content.language.dates import before_words, precision_note
from content.language.time_zones import zone_words
from content.language.translated import together
from content.language.wording import phrase
from content.understanding.intents import Intent

_DAYS_OF_A_WEEK: Final = 7
_AHEAD: Final = {
    Stance.CONFIRMED: phrase("{name} comes out {when}"),
    Stance.REPORTED: phrase("{name} reportedly comes out {when}"),
    Stance.PLANNED: phrase("{name} is planned to come out {when}"),
}
_PAST: Final = {
    Stance.CONFIRMED: phrase("{name} came out {when}"),
    Stance.REPORTED: phrase("{name} reportedly came out {when}"),
}
_OVERDUE: Final = {
    Stance.CONFIRMED: phrase("{name} was to come out {when}"),
    Stance.REPORTED: phrase("{name} was reportedly to come out {when}"),
    Stance.PLANNED: phrase("{name} was planned to come out {when}"),
}
_BOUND: Final = {
    Stance.CONFIRMED: phrase("{name} does not come out {before}"),
    Stance.REPORTED: phrase("{name} reportedly does not come out {before}"),
    Stance.PLANNED: phrase("{name} is not planned to come out {before}"),
}


def release_date(inquiry: Inquiry) -> Reply:
    """Answer when the season comes out."""
    if inquiry.question.claimed is not None:
        return release_check(inquiry)
    premiere = inquiry.premiere_there
    if not _has_date(premiere):
        return no_date(inquiry, premiere)
    lines, abroad = beyond_lines(inquiry, premiere)
    change = _change(inquiry, premiere)
    said = known(
        inquiry,
        premiere.belief,
        sentence(there(inquiry, premiere, together(released(inquiry, premiere), "."))),
        *hour_lines(inquiry, premiere),
        *lines,
        *change.lines,
        value=premiere.date,
        also=(*abroad, *change.claims, *hour_claims(inquiry, premiere)),
    )
    return _timed(said, premiere)


def release_time(inquiry: Inquiry) -> Reply:
    """Answer at what hour it comes out, in the zone that was asked for too."""
    if inquiry.question.claimed is not None:
        return release_check(inquiry)
    premiere = inquiry.premiere
    if not _has_date(premiere):
        return no_date(inquiry, premiere)
    if premiere.moment is None:
        return reply(
            inquiry,
            ReplyStatus.NOT_ANNOUNCED,
            inquiry.say("Nobody whose word I hold has said the hour."),
            together(released(inquiry, premiere), "."),
            claims=premiere.belief.citing,
        )
    headline = together(hour_tale(inquiry, premiere, premiere.moment), ".")
    timed = inquiry.belief(Kind.RELEASE_TIME)
    lines = usual_hour(inquiry, premiere)
    said = known(
        inquiry,
        timed if premiere.is_stated and timed.is_known else premiere.belief,
        headline,
        *lines,
        value=_instant(inquiry, premiere),
        also=premiere.belief.citing,
    )
    return _timed(said, premiere)


def release_check(inquiry: Inquiry) -> Reply:
    """Answer whether it is out, or will be by the day that was named."""
    inquiry = _meant(inquiry)
    premiere = inquiry.premiere_there
    if not _has_date(premiere):
        said = no_date(
            inquiry,
            premiere,
            inquiry.say(
                "Not that anybody has said: {name} has no release date yet.", name=inquiry.name
            ),
        )
        return judged(said, inquiry, Verdict.NO if said.status in NEVER else None)
    tale = there(inquiry, premiere, released(inquiry, premiere))
    verdict, headline = _checked(inquiry, premiere, tale)
    claimed = inquiry.question.claimed
    change = _change(inquiry, premiere)
    lines, abroad = _beyond(inquiry, premiere)
    is_told = claimed is not None and claimed.minutes and premiere.moment is not None
    of_hour = inquiry.question.intent is Intent.RELEASE_TIME
    said = known(
        inquiry,
        premiere.belief,
        headline,
        *(usual_hour if is_told else hour_lines)(inquiry, premiere),
        *lines,
        *change.lines,
        value=_instant(inquiry, premiere) if is_told and of_hour else premiere.date,
        also=(*abroad, *change.claims, *hour_claims(inquiry, premiere)),
    )
    return judged(_timed(said, premiere), inquiry, verdict)


def _meant(inquiry: Inquiry) -> Inquiry:
    """The season that a claim is right of, where none is named; of the past, one that is out."""
    claimed = inquiry.question.claimed
    if claimed is None or not inquiry.is_unnamed:
        return inquiry
    mine = inquiry.premiere_there
    if mine.is_firm and judge(claimed, mine.date, inquiry.today) is Verdict.YES:
        return inquiry
    others = [inquiry.about(season) for season in reversed(inquiry.seasons)]
    out = [one for one in others if one.is_out]
    for one in out:
        if judge(claimed, one.premiere_there.date, inquiry.today) is Verdict.YES:
            return one
    return out[0] if out and claimed.happened else inquiry


def _checked(inquiry: Inquiry, premiere: Premiere, tale: str) -> tuple[Verdict | None, str]:
    """Whether it is out, or will be when it is said to."""
    has_come = is_out(premiere, inquiry.as_of)
    found = on_claim(inquiry, premiere.date, tale, premiere.belief.conflicts)
    claimed = inquiry.question.claimed
    last = premiere.date.latest if premiere.date else None
    is_overdue = not has_come and last is not None and last < today_there(inquiry, premiere)
    if premiere.held_back is not None:
        return _on_held_back(inquiry, premiere, tale)
    if claimed is not None and claimed.minutes and premiere.moment is not None:
        return on_hour(inquiry, premiere, premiere.moment, claimed)
    if claimed is not None and is_overdue:
        return None, together(tale, ".")  # a plan is no event
    if found is not None and claimed is not None:
        return _held_to(inquiry, premiere, tale, found)
    if inquiry.question.is_open or inquiry.question.window is not None:
        return None, together(tale, ".")
    if is_today(inquiry, premiere):
        return None, inquiry.say("Today: {tale}.", tale=tale)
    if has_come and premiere.is_listed_only:
        return None, inquiry.say(
            "It should be: {tale}, and nobody whose word I hold has said that it did.", tale=tale
        )
    if not has_come:
        return None if is_overdue else Verdict.NO, inquiry.say("Not yet: {tale}.", tale=tale)
    if premiere.date is not None and premiere.date.is_day:
        return Verdict.YES, opening(inquiry, Verdict.YES, tale)
    return Verdict.YES, inquiry.say("By what was said, yes: {tale}.", tale=tale)


def _on_held_back(inquiry: Inquiry, premiere: Premiere, tale: str) -> tuple[Verdict | None, str]:
    """Nothing is so because a listing once said it; but what it had ahead is hardly out yet."""
    if inquiry.question.claimed is not None or inquiry.question.is_open:
        return None, together(tale, ".")
    first = premiere.date.earliest if premiere.date else None
    if first is not None and first > today_there(inquiry, premiere):
        return Verdict.NO, inquiry.say("Not yet: {tale}.", tale=tale)
    return None, inquiry.say("Not known yet: {tale}.", tale=tale)


def _held_to(
    inquiry: Inquiry, premiere: Premiere, tale: str, found: tuple[Verdict | None, str]
) -> tuple[Verdict | None, str]:
    """What becomes of a claim: of what is only to come, and of what is said to have come."""
    claimed = inquiry.question.claimed
    if claimed is not None and claimed.awaited:
        is_bound = premiere.date is not None and premiere.date.precision is Precision.NOT_BEFORE
        verdict = None if is_bound else Verdict.YES
        return verdict, opening(inquiry, verdict, tale)
    has_happened = claimed is not None and claimed.happened and found[0] is Verdict.YES
    has_passed = has_happened or is_out(premiere, inquiry.as_of)
    if has_passed and found[0] is Verdict.YES and premiere.is_listed_only:
        return None, together(tale, ".")  # what is listed is no event
    if not has_happened or is_out(premiere, inquiry.as_of):
        return found
    if is_today(inquiry, premiere):
        return None, inquiry.say("Today: {tale}.", tale=tale)
    return Verdict.NO, inquiry.say("Not yet: {tale}.", tale=tale)


def how_long_until(inquiry: Inquiry) -> Reply:
    """Answer how many days are left; a range where no day is confirmed."""
    premiere = inquiry.premiere_there
    if not _has_date(premiere):
        return no_date(
            inquiry,
            premiere,
            inquiry.say("No countdown: {name} has no release date yet.", name=inquiry.name),
        )
    tale = there(inquiry, premiere, released(inquiry, premiere))
    if is_out(premiere, inquiry.as_of):
        said = reply(
            inquiry,
            ReplyStatus.KNOWN,
            inquiry.say("No days left: {tale}.", tale=tale),
            stance=premiere.stance,
            claims=premiere.belief.citing,
        )
        return _timed(said, premiere)
    value, headline = _left(inquiry, premiere, tale)
    if premiere.held_back is not None:
        value, headline = None, inquiry.say("No countdown: {tale}.", tale=tale)
    note = "" if isinstance(value, int) else countdown_note(inquiry, premiere)
    hour = hour_lines(inquiry, premiere) if inquiry.clock else []
    lines, abroad = _beyond(inquiry, premiere)
    said = known(inquiry, premiere.belief, headline, *hour, *lines, note, value=value, also=abroad)
    return _timed(said, premiere)


def _beyond(inquiry: Inquiry, premiere: Premiere) -> tuple[tuple[str, ...], tuple[Claim, ...]]:
    """What is held of the country that was asked for, where one was."""
    return beyond_lines(inquiry, premiere) if inquiry.question.market else ((), ())


def released(inquiry: Inquiry, premiere: Premiere) -> str:
    """Return when it comes or came out, as a sentence without its stop."""
    date, stance, name = premiere.date, premiere.stance or Stance.CONFIRMED, inquiry.name
    if date is None:
        return inquiry.say("{name} has no release date", name=name)
    if premiere.is_listed_only:
        return _listed(inquiry, premiere, date)
    if is_out(premiere, inquiry.as_of):
        if date.is_day:
            tale = inquiry.say(_PAST[stance], name=name, when=inquiry.when(date))
            return with_zone(inquiry, premiere, tale)
        return inquiry.say(
            "{name} was due {when}, and I hold no exact day", name=name, when=inquiry.when(date)
        )
    if date.precision is Precision.NOT_BEFORE:
        before = before_words(date, locale=inquiry.wording.language)
        return no_day_yet(inquiry, inquiry.say(_BOUND[stance], name=name, before=before))
    if date.latest is not None and date.latest < today_there(inquiry, premiere):
        return inquiry.say(_OVERDUE[stance], name=name, when=inquiry.when(date))
    statement = inquiry.say(_AHEAD[stance], name=name, when=inquiry.when(date))
    if precision_note(date):
        return no_day_yet(inquiry, statement)
    return with_zone(inquiry, premiere, statement)


def _listed(inquiry: Inquiry, premiere: Premiere, date: PartialDate) -> str:
    """Return what a listing says: that its day has passed is no word that it came out."""
    last = date.latest
    is_past = last is not None and last < today_there(inquiry, premiere)
    pattern = phrase("{who} lists {name} as coming out {when}")
    if is_past or premiere.held_back or is_out(premiere, inquiry.as_of):
        pattern = phrase("{who} listed {name} as coming out {when}")
    who, when = premiere.belief.listed_by, inquiry.when(date)
    tale = inquiry.say(pattern, who=who, name=inquiry.name, when=when)
    if precision_note(date) and not is_past:
        tale = no_day_yet(inquiry, tale)
    else:
        tale = with_zone(inquiry, premiere, tale)
    return as_it_was_listed(inquiry, premiere.held_back, tale)


def no_day_yet(inquiry: Inquiry, statement: str) -> str:
    """Return *statement*, a sentence without its stop, and that its day is not known."""
    return inquiry.say("{statement}, no day yet", statement=statement)


def no_date(inquiry: Inquiry, premiere: Premiere, headline: str | None = None) -> Reply:
    """Return that there is no date, and what is known of the season instead."""
    plainly = inquiry.say("{name} has no release date yet.", name=inquiry.name)
    said = nothing(inquiry, premiere.belief, headline or plainly)
    if missing_season(inquiry) is not None:
        return said
    order = inquiry.belief(Kind.RENEWAL)
    order = order if order.is_known else inquiry.belief(Kind.ORDER)
    if not is_stated(order) or order.held is None:
        return said
    episodes = inquiry.belief(Kind.EPISODE_COUNT)
    claims: list[Claim] = list(order.citing)
    count = None
    if is_stated(episodes) and isinstance(episodes.value, int):
        count = inquiry.count("{number} episode", "{number} episodes", episodes.value)
        claims += episodes.citing
    return also_citing(said, claims, _ordered(inquiry, order, count), wording=inquiry.wording)


def _ordered(inquiry: Inquiry, order: Belief, episodes: str | None) -> str:
    """That it was renewed or ordered, when, and for how many episodes."""
    if order.kind is Kind.RENEWAL and episodes:
        with_day = phrase("It was renewed {when}, for {episodes}.")
        without = phrase("It was renewed, for {episodes}.")
    elif order.kind is Kind.RENEWAL:
        with_day, without = phrase("It was renewed {when}."), phrase("It was renewed.")
    elif episodes:
        with_day = phrase("It was ordered {when}, for {episodes}.")
        without = phrase("It was ordered, for {episodes}.")
    else:
        with_day, without = phrase("It was ordered {when}."), phrase("It was ordered.")
    return inquiry.dated(with_day, without, order.date, episodes=episodes)


def _change(inquiry: Inquiry, premiere: Premiere) -> LastChange:
    """The last change of the date, which is everybody's: none is told of one country's own."""
    if is_of_market(premiere):
        return LastChange()
    return last_change(inquiry, Kind.RELEASE_DATE, premiere.belief)


def _has_date(premiere: Premiere) -> bool:
    date = premiere.date
    return premiere.is_firm and date is not None and date.precision is not Precision.UNKNOWN


def _left(inquiry: Inquiry, premiere: Premiere, tale: str) -> tuple[int | str | None, str]:
    """The number for a machine, and the sentence."""
    today = today_there(inquiry, premiere)
    left = days_left(premiere, today)
    match left:
        case int():
            return left, _left_words(inquiry, premiere, left, left, tale)
        case (least, most):
            if premiere.date is not None and not premiere.date.is_exact:
                return f"{least}/{most}", days_words(inquiry, least, most, tale, roughly=True)
            if least == most:
                return f"{least}/{most}", inquiry.count(
                    "About {number} day, not confirmed: {tale}.",
                    "About {number} days, not confirmed: {tale}.",
                    most,
                    tale=tale,
                )
            return f"{least}/{most}", _left_words(inquiry, premiere, least, most, tale)
        case None:
            first = premiere.date.earliest if premiere.date else None
            if first is None or first <= today:
                return None, inquiry.say("Nobody has said how long: {tale}.", tale=tale)
            least = (first - today).days
            return f"{least}/..", inquiry.count(
                "At least {number} day: {tale}.",
                "At least {number} days: {tale}.",
                least,
                tale=tale,
            )


def _left_words(inquiry: Inquiry, premiere: Premiere, least: int, most: int, tale: str) -> str:
    """Return the days, a range where they are not known exactly, and the tale behind them."""
    if least == most == 0 and today_there(inquiry, premiere) != inquiry.today:
        zone = zone_words(premiere.zone, locale=inquiry.wording.language)
        return inquiry.say("Today, {zone}: {tale}.", zone=zone, tale=tale)
    if least == most == 0:
        return inquiry.say("Today: {tale}.", tale=tale)
    return days_words(inquiry, least, most, tale)


def days_words(inquiry: Inquiry, least: int, most: int, tale: str, *, roughly: bool = False) -> str:
    """Return the number of days, or from what to what, and the tale behind it.

    They are *roughly* right where a date that they are counted to is no more exact in its words.
    """
    if roughly:
        return _about_days(inquiry, least, most, tale)
    if least == most and inquiry.question.in_weeks:
        length = length_words(inquiry, most)
        return inquiry.say("{length}: {tale}.", length=length, tale=tale)
    if least == most:
        return inquiry.count("{number} day: {tale}.", "{number} days: {tale}.", most, tale=tale)
    return inquiry.count(
        "{least} to {number} day: {tale}.",
        "{least} to {number} days: {tale}.",
        most,
        least=inquiry.wording.number(least),
        tale=tale,
    )


def _about_days(inquiry: Inquiry, least: int, most: int, tale: str) -> str:
    if least == most:
        return inquiry.count(
            "About {number} day: {tale}.", "About {number} days: {tale}.", most, tale=tale
        )
    return inquiry.count(
        "About {least} to {number} day: {tale}.",
        "About {least} to {number} days: {tale}.",
        most,
        least=inquiry.wording.number(least),
        tale=tale,
    )


def length_words(inquiry: Inquiry, days: int) -> str:
    """Return so many days as they were asked for: "6 weeks and 5 days"."""
    weeks, rest = divmod(days, _DAYS_OF_A_WEEK) if inquiry.question.in_weeks else (0, days)
    parts = [inquiry.count("{number} week", "{number} weeks", weeks)] if weeks else []
    if rest or not weeks:
        parts.append(inquiry.count("{number} day", "{number} days", rest))
    return listed(parts, inquiry.wording)


def _instant(inquiry: Inquiry, premiere: Premiere) -> PartialDate | None:
    """The instant in the show's own zone, which is the same everywhere."""
    moment = premiere.moment
    return PartialDate.at(moment.astimezone(zone_of(inquiry.show.zone))) if moment else None


def _timed(said: Reply, premiere: Premiere) -> Reply:
    return replace(said, moment=premiere.moment)
