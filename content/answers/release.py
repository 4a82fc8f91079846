"""When it comes out: the date, the hour, whether it has, and how long it takes."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from content.answers.inquiry import Inquiry, is_stated
from content.answers.last_change import LastChange, last_change
from content.answers.markets import beyond_lines, is_of_market, there
from content.answers.no_answer import missing_season, nothing
from content.answers.phrases import sentence
from content.answers.released import released
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import also_citing, known, reply
from content.facts.beliefs import Belief
from content.facts.claims import Claim
from content.facts.dates import PartialDate, Precision
from content.facts.kinds import Kind
from content.facts.premieres import Premiere, days_left, is_out
from content.language.dates import moment_words
from content.language.time_zones import city_words, zone_words
from content.language.wording import phrase


def release_date(case: Inquiry) -> Reply:
    """Answer when the season comes out."""
    premiere = case.premiere_there
    if not _has_date(premiere):
        return no_date(case, premiere)
    lines, abroad = beyond_lines(case, premiere)
    change = _change(case, premiere)
    said = known(
        case,
        premiere.belief,
        sentence(there(case, premiere, f"{released(case, premiere)}.")),
        *_hour_line(case, premiere),
        *lines,
        *change.lines,
        value=premiere.date,
        also=(*abroad, *change.claims, *_hour_claims(case, premiere)),
    )
    return _timed(said, premiere)


def release_time(case: Inquiry) -> Reply:
    """Answer at what hour it comes out, in the zone that was asked for too."""
    premiere = case.premiere
    if not _has_date(premiere):
        return no_date(case, premiere)
    if premiere.moment is None:
        return reply(
            case,
            ReplyStatus.NOT_ANNOUNCED,
            case.say("Nobody whose word I hold has said the hour."),
            f"{released(case, premiere)}.",
            claims=premiere.belief.citing,
        )
    moment = premiere.moment
    headline = _hour(case, premiere, moment)
    timed = case.belief(Kind.RELEASE_TIME)
    lines = []
    if not premiere.is_stated:
        lines.append(
            case.say(
                "That is the hour at which {network} lets its seasons appear.",
                network=case.show.network,
            )
        )
    said = known(
        case,
        timed if premiere.is_stated and timed.is_known else premiere.belief,
        headline,
        *lines,
        value=PartialDate.at(moment),
        also=premiere.belief.citing,
    )
    return _timed(said, premiere)


def release_check(case: Inquiry) -> Reply:
    """Answer whether it is out, or will be by the day that was named."""
    premiere = case.premiere_there
    if not _has_date(premiere):
        return no_date(
            case,
            premiere,
            case.say("Not that anybody has said: {name} has no release date yet.", name=case.name),
        )
    tale = there(case, premiere, released(case, premiere))
    if is_out(premiere, case.as_of):
        by_day = premiere.date is not None and premiere.date.is_day
        yes = phrase("Yes: {tale}.") if by_day else phrase("By what was said, yes: {tale}.")
        headline = case.say(yes, tale=tale)
    elif case.question.window is not None:
        headline = case.say(_within(premiere.date, case.question.window), tale=tale)
    else:
        headline = case.say("Not yet: {tale}.", tale=tale)
    change = _change(case, premiere)
    said = known(
        case,
        premiere.belief,
        headline,
        *_hour_line(case, premiere),
        *change.lines,
        value=premiere.date,
        also=(*change.claims, *_hour_claims(case, premiere)),
    )
    return _timed(said, premiere)


def how_long_until(case: Inquiry) -> Reply:
    """Answer how many days are left; a range where no day is confirmed."""
    premiere = case.premiere_there
    if not _has_date(premiere):
        return no_date(
            case,
            premiere,
            case.say("No countdown: {name} has no release date yet.", name=case.name),
        )
    tale = there(case, premiere, released(case, premiere))
    if is_out(premiere, case.as_of):
        said = reply(
            case,
            ReplyStatus.KNOWN,
            case.say("No days left: {tale}.", tale=tale),
            stance=premiere.stance,
            claims=premiere.belief.citing,
        )
        return _timed(said, premiere)
    value, headline = _left(case, premiere, tale)
    note = "" if isinstance(value, int) else case.say("No countdown runs until a day is confirmed.")
    said = known(case, premiere.belief, headline, note, value=value)
    return _timed(said, premiere)


def no_date(case: Inquiry, premiere: Premiere, headline: str | None = None) -> Reply:
    """Return that there is no date, and what is known of the season instead."""
    plainly = case.say("{name} has no release date yet.", name=case.name)
    said = nothing(case, premiere.belief, headline or plainly)
    if missing_season(case) is not None:
        return said
    order = case.belief(Kind.RENEWAL)
    order = order if order.is_known else case.belief(Kind.ORDER)
    if not is_stated(order) or order.held is None:
        return said
    episodes = case.belief(Kind.EPISODE_COUNT)
    claims: list[Claim] = list(order.citing)
    count = None
    if is_stated(episodes) and isinstance(episodes.value, int):
        count = case.count("{number} episode", "{number} episodes", episodes.value)
        claims += episodes.citing
    return also_citing(said, claims, _ordered(case, order, count), wording=case.wording)


def _ordered(case: Inquiry, order: Belief, episodes: str | None) -> str:
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
    return case.dated(with_day, without, order.date, episodes=episodes)


def _hour(case: Inquiry, premiere: Premiere, moment: datetime) -> str:
    """The sentence that names the hour, in the zone that was asked for where there is one."""
    asked, locale = case.question.zone, case.wording.language
    past = is_out(premiere, case.as_of)
    if not asked or asked == premiere.zone:
        pattern = phrase("{name} came out on {moment}.")
        if not past:
            pattern = phrase("{name} comes out on {moment}.")
        said = moment_words(moment, locale=locale, weekday=True)
        return case.say(pattern, name=case.name, moment=said)
    local = moment.astimezone(ZoneInfo(asked))
    pattern = phrase("{name} came out on {moment}; that is {clock} in {city}.")
    if not past:
        pattern = phrase("{name} comes out on {moment}; that is {clock} in {city}.")
    return case.say(
        pattern,
        name=case.name,
        moment=moment_words(local, locale=locale, weekday=True),
        clock=_clock(case, moment),
        city=city_words(premiere.zone, locale=locale),
    )


def _change(case: Inquiry, premiere: Premiere) -> LastChange:
    """The last change of the date, which is everybody's: none is told of one country's own."""
    if is_of_market(premiere):
        return LastChange()
    return last_change(case, Kind.RELEASE_DATE, premiere.belief)


def _has_date(premiere: Premiere) -> bool:
    date = premiere.date
    return premiere.is_firm and date is not None and date.precision is not Precision.UNKNOWN


def _left(case: Inquiry, premiere: Premiere, tale: str) -> tuple[int | str | None, str]:
    """The number for a machine, and the sentence."""
    left = days_left(premiere, case.today)
    match left:
        case int():
            return left, _left_words(case, left, left, tale)
        case (least, most):
            if least == most:
                return f"{least}/{most}", case.count(
                    "About {number} day, not confirmed: {tale}.",
                    "About {number} days, not confirmed: {tale}.",
                    most,
                    tale=tale,
                )
            return f"{least}/{most}", _left_words(case, least, most, tale)
        case None:
            first = premiere.date.earliest if premiere.date else None
            if first is None or first <= case.today:
                return None, case.say("Nobody has said how long: {tale}.", tale=tale)
            least = (first - case.today).days
            return f"{least}/..", case.count(
                "At least {number} day: {tale}.",
                "At least {number} days: {tale}.",
                least,
                tale=tale,
            )


def _left_words(case: Inquiry, least: int, most: int, tale: str) -> str:
    """Return the days, a range where they are not known exactly, and the tale behind them."""
    if least == most == 0:
        return case.say("Today: {tale}.", tale=tale)
    return days_words(case, least, most, tale)


def days_words(case: Inquiry, least: int, most: int, tale: str) -> str:
    """Return the number of days, or from what to what, and the tale behind it."""
    if least == most:
        return case.count("{number} day: {tale}.", "{number} days: {tale}.", most, tale=tale)
    return case.count(
        "{least} to {number} day: {tale}.",
        "{least} to {number} days: {tale}.",
        most,
        least=case.wording.number(least),
        tale=tale,
    )


def _within(date: PartialDate | None, window: PartialDate) -> str:
    first, last = date.span if date else window.span
    end = window.span[1]
    if last <= end:
        return phrase("Yes, by then: {tale}.")
    return phrase("No, not by then: {tale}.") if first > end else phrase("Perhaps: {tale}.")


def _hour_line(case: Inquiry, premiere: Premiere) -> list[str]:
    """The hour, where it is known and still to come."""
    if premiere.moment is None or is_out(premiere, case.as_of):
        return []
    zone = zone_words(premiere.zone, locale=case.wording.language)
    return [case.say("At {clock}, {zone}.", clock=_clock(case, premiere.moment), zone=zone)]


def _hour_claims(case: Inquiry, premiere: Premiere) -> tuple[Claim, ...]:
    """Whoever stated the hour of this very season, where it is told."""
    if not premiere.is_stated or not _hour_line(case, premiere):
        return ()
    return case.belief(Kind.RELEASE_TIME).citing


def _clock(case: Inquiry, moment: datetime) -> str:
    time = f"{moment:%H:%M}"
    return case.say("midnight") if time == "00:00" else time


def _timed(said: Reply, premiere: Premiere) -> Reply:
    return replace(said, moment=premiere.moment)
