"""Whether there will be more: renewed, cancelled, the last season."""

from dataclasses import replace

from content.answers.inquiry import Inquiry, is_stated
from content.answers.last_change import last_change
from content.answers.no_answer import cancelled_line, denial_line, denied, missing_season, nothing
from content.answers.phrases import guess_line, guesses_of
from content.answers.released import released
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import also_citing, guessed, known, reply
from content.facts.beliefs import Belief, Status
from content.facts.claims import Claim, Stance
from content.facts.kinds import Kind
from content.facts.premieres import is_out
from content.language.wording import phrase


def renewal_status(case: Inquiry) -> Reply:
    """Answer whether the season is ordered; of one long out, whether another follows."""
    if case.season == "series":
        last = case.seasons[-1] if case.seasons else 1
        return renewal_status(case.about(last))
    if case.is_unnamed and case.is_out and isinstance(case.season, int):
        return _after(case, case.season)
    missing = missing_season(case)
    if missing is not None:
        return missing
    return _of_this(case)


def cancellation_status(case: Inquiry) -> Reply:
    """Answer whether the series, or one season of it, was cancelled."""
    if case.is_unnamed:
        case = case.about("series")
    belief = case.cancellation
    show = case.show.short
    if is_stated(belief):
        with_day, without = (
            phrase("Yes: {show} was cancelled {when}."),
            phrase("Yes: {show} was cancelled."),
        )
        if belief.stance is Stance.REPORTED:
            with_day = phrase("Yes: {show} was reportedly cancelled {when}.")
            without = phrase("Yes: {show} was reportedly cancelled.")
        change = last_change(case, Kind.CANCELLATION, belief)
        yes = case.dated(with_day, without, belief.date, show=show)
        said = known(case, belief, yes, *change.lines, also=change.claims)
        return also_citing(_cancelled(said), *_still_to_come(case), wording=case.wording)
    if isinstance(case.season, int):
        missing = missing_season(case)
        if missing is not None:
            return missing
    headline = case.say("Nobody whose word I hold has said that {show} is cancelled.", show=show)
    if belief.status is Status.DENIED:
        return denied(case, belief, headline)
    return nothing(case, belief, headline)


def final_season(case: Inquiry) -> Reply:
    """Answer whether it is the last season."""
    missing = missing_season(case)
    if missing is not None:
        return missing
    season = case.season
    last = case.seasons[-1] if case.seasons else 0
    if isinstance(season, int) and season < last:
        later = case.about(season + 1)
        order = _order(later)
        claims = order.citing or later.premiere.belief.citing
        return reply(
            case,
            ReplyStatus.KNOWN,
            case.say("No: there is a season {season}.", season=season + 1),
            value="no",
            stance=order.stance,
            claims=claims,
        )
    ended = case.cancellation
    if is_stated(ended):
        return known(case, ended, _ended_with(case, ended), value="yes")
    belief = case.belief_or_of_series(Kind.FINAL_SEASON)
    if is_stated(belief):
        headline = case.say("{name}: {value}.", name=case.name, value=belief.value)
        return known(case, belief, headline)
    if case.show.limited:
        return reply(
            case,
            ReplyStatus.KNOWN,
            case.say("Yes: {show} was made as one closed season.", show=case.show.short),
            value="yes",
        )
    headline = case.say(
        "Nobody whose word I hold has said that {name} is the last.", name=case.name
    )
    return nothing(case, belief, headline)


def _of_this(case: Inquiry) -> Reply:
    order = _order(case)
    if is_stated(order):
        said = known(case, order, _ordered(case, order))
        if order.has_happened and case.is_cancelled:
            line = cancelled_line(case)
            return also_citing(said, case.cancellation.citing, *line, wording=case.wording)
        return said
    premiere = case.premiere
    if premiere.is_firm:
        return reply(
            case,
            ReplyStatus.KNOWN,
            case.say("Yes: {tale}.", tale=released(case, premiere)),
            stance=premiere.stance,
            claims=premiere.belief.citing,
        )
    unannounced = case.say("{name} has not been announced.", name=case.name)
    if order.status is Status.DENIED:
        return denied(case, order, unannounced)
    claims = _anything(case)
    if claims:
        return reply(
            case,
            ReplyStatus.KNOWN,
            case.say(
                "It seems so: I hold reports of {name}, but not the day it was ordered.",
                name=case.name,
            ),
            stance=claims[0].stance,
            claims=claims,
        )
    return guessed(case, order, unannounced)


def _after(case: Inquiry, season: int) -> Reply:
    """Whether anything follows the latest season, which is out."""
    ended = case.cancellation
    if is_stated(ended):
        said = reply(
            case,
            ReplyStatus.CANCELLED,
            case.dated(
                phrase("No: {show} was cancelled {when}, and season {season} is the last."),
                phrase("No: {show} was cancelled, and season {season} is the last."),
                ended.date,
                show=case.show.short,
                season=season,
            ),
            stance=ended.stance,
            claims=ended.citing,
        )
        return also_citing(said, *_denial_of(case.about(season + 1)), wording=case.wording)
    belief = case.about(season + 1).belief(Kind.RENEWAL)
    show = case.show.short
    headline = case.say(
        "No season {season} of {show} has been announced.", season=season + 1, show=show
    )
    if case.show.limited:
        headline = case.say("No: {show} was made as one closed season.", show=show)
    if belief.status is Status.DENIED:
        return denied(case, belief, headline)
    guesses = guesses_of(belief)[:1]
    said = reply(
        case,
        ReplyStatus.DOES_NOT_EXIST if case.show.limited else ReplyStatus.NOT_ANNOUNCED,
        headline,
        *(guess_line(held, case.wording) for held in guesses),
        claims=[claim for held in guesses for claim in held.citing],
    )
    premiere = case.premiere
    tale = f"{released(case, premiere)}."
    return also_citing(said, premiere.belief.citing, tale, wording=case.wording)


def _denial_of(case: Inquiry) -> tuple[tuple[Claim, ...], str]:
    belief = case.belief(Kind.RENEWAL)
    if belief.status is not Status.DENIED or belief.decided_by is None:
        return (), ""
    return (belief.decided_by,), denial_line(belief.decided_by, case.wording)


def _still_to_come(case: Inquiry) -> tuple[tuple[Claim, ...], str]:
    """A season that comes out all the same: the series has ended, the season has not."""
    for season in case.seasons:
        one = case.about(season)
        premiere = one.premiere
        if premiere.is_firm and not is_out(premiere, case.as_of):
            statement = released(one, premiere)
            return premiere.belief.citing, case.say(
                "All the same: {statement}.", statement=statement
            )
    return (), ""


def _cancelled(said: Reply) -> Reply:
    if said.status is not ReplyStatus.KNOWN:
        return said
    return replace(said, status=ReplyStatus.CANCELLED)


def _order(case: Inquiry) -> Belief:
    renewal = case.belief(Kind.RENEWAL)
    if is_stated(renewal):
        return renewal
    order = case.belief(Kind.ORDER)
    return order if is_stated(order) else renewal


def _anything(case: Inquiry) -> tuple[Claim, ...]:
    """Any statement about the season, which shows that there is one."""
    for kind in (Kind.FILMING_START, Kind.FILMING_STATUS, Kind.EPISODE_COUNT, Kind.SHOWRUNNER):
        belief = case.belief(kind)
        if is_stated(belief):
            return belief.citing
    return ()


def _ordered(case: Inquiry, order: Belief) -> str:
    """That it was renewed or ordered, or is to be, and when."""
    is_renewal = order.kind is Kind.RENEWAL
    if not order.has_happened and is_renewal:
        with_day = phrase("Not yet: {name} is planned to be renewed {when}.")
        without = phrase("Not yet: {name} is planned to be renewed.")
    elif not order.has_happened:
        with_day = phrase("Not yet: {name} is planned to be ordered {when}.")
        without = phrase("Not yet: {name} is planned to be ordered.")
    elif is_renewal and order.stance is Stance.REPORTED:
        with_day = phrase("Yes: {name} was reportedly renewed {when}.")
        without = phrase("Yes: {name} was reportedly renewed.")
    elif order.stance is Stance.REPORTED:
        with_day = phrase("Yes: {name} was reportedly ordered {when}.")
        without = phrase("Yes: {name} was reportedly ordered.")
    elif is_renewal:
        with_day = phrase("Yes: {name} was renewed {when}.")
        without = phrase("Yes: {name} was renewed.")
    else:
        with_day = phrase("Yes: {name} was ordered {when}.")
        without = phrase("Yes: {name} was ordered.")
    return case.dated(with_day, without, order.date, name=case.name)


def _ended_with(case: Inquiry, ended: Belief) -> str:
    """That it was cancelled, and what is the last of it."""
    show, season = case.show.short, case.season
    if isinstance(season, int):
        return case.dated(
            phrase("Yes: {show} was cancelled {when}, so season {season} is the last."),
            phrase("Yes: {show} was cancelled, so season {season} is the last."),
            ended.date,
            show=show,
            season=season,
        )
    return case.dated(
        phrase("Yes: {show} was cancelled {when}, so what is out is the last."),
        phrase("Yes: {show} was cancelled, so what is out is the last."),
        ended.date,
        show=show,
    )
