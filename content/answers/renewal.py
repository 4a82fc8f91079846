"""Whether there will be more: renewed, cancelled, the last season."""

from dataclasses import replace

from content.answers.inquiry import Inquiry, is_stated
from content.answers.last_change import last_change
from content.answers.no_answer import cancelled_line, denial_line, denied, missing_season, nothing
from content.answers.phrases import guess_line, guesses_of
from content.answers.release import released
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import also_citing, guessed, known, reply
from content.answers.verdicts import NEVER, Verdict, judge, judged, on_claim, opening
from content.facts.beliefs import Belief, Status
from content.facts.claims import Claim, Stance
from content.facts.kinds import Kind
from content.facts.premieres import is_out
from content.language.translated import remade, together
from content.language.wording import phrase
from content.understanding.question import Claimed


def renewal_status(inquiry: Inquiry) -> Reply:
    """Answer whether the season is ordered; of one long out, whether another follows."""
    if inquiry.question.claimed is not None:
        inquiry = _meant(inquiry)
    if inquiry.season == "series":
        last = inquiry.seasons[-1] if inquiry.seasons else 1
        return renewal_status(inquiry.about(last))
    if inquiry.is_unnamed and inquiry.is_out and isinstance(inquiry.season, int):
        return _after(inquiry, inquiry.season)
    missing = missing_season(inquiry)
    if missing is not None:
        return _never(missing, inquiry) if missing.status in NEVER else missing
    return _of_this(inquiry)


def _never(missing: Reply, inquiry: Inquiry) -> Reply:
    """Say first that it does not come, where that is asked."""
    if not inquiry.question.is_open:
        tale = remade(
            lambda said: f"{said[:1].lower()}{said[1:].removesuffix('.')}", missing.headline
        )
        missing = replace(missing, headline=opening(inquiry, Verdict.NO, tale))
    return judged(missing, inquiry, Verdict.NO)


def _meant(inquiry: Inquiry) -> Inquiry:
    """The season whose order a claimed day is of, where none is named: else the last ordered."""
    claimed = inquiry.question.claimed
    if claimed is None or isinstance(inquiry.question.season, int):
        return inquiry
    others = [inquiry.about(season) for season in reversed(inquiry.seasons)]
    ordered = [one for one in others if is_stated(_order(one)) and _order(one).date is not None]
    for one in ordered:
        if judge(claimed, _order(one).date, inquiry.today) is Verdict.YES:
            return _settled(one)
    return _settled(ordered[0]) if ordered else inquiry


def _settled(inquiry: Inquiry) -> Inquiry:
    """The same, as if its season had been named."""
    named = inquiry.season
    return replace(inquiry, question=replace(inquiry.question, season=named))


def cancellation_status(inquiry: Inquiry) -> Reply:
    """Answer whether the series, or one season of it, was cancelled."""
    if inquiry.is_unnamed:
        inquiry = inquiry.about("series")
    belief = inquiry.cancellation
    show = inquiry.show.short
    if is_stated(belief):
        with_day, without = phrase("{show} was cancelled {when}"), phrase("{show} was cancelled")
        if belief.stance is Stance.REPORTED:
            with_day = phrase("{show} was reportedly cancelled {when}")
            without = phrase("{show} was reportedly cancelled")
        change = last_change(inquiry, Kind.CANCELLATION, belief)
        tale = inquiry.dated(with_day, without, belief.date, show=show)
        verdict, headline = _on_day(inquiry, belief, tale)
        if _asks_if_spared(inquiry):
            verdict, headline = Verdict.NO, opening(inquiry, Verdict.NO, tale)
        said = known(inquiry, belief, headline, *change.lines, also=change.claims)
        said = also_citing(_cancelled(said), *_still_to_come(inquiry), wording=inquiry.wording)
        return judged(said, inquiry, verdict)
    if isinstance(inquiry.season, int):
        missing = missing_season(inquiry)
        if missing is not None:
            return missing
    headline = inquiry.say("Nobody whose word I hold has said that {show} is cancelled.", show=show)
    if belief.status is Status.DENIED:
        return denied(inquiry, belief, headline)
    goes_on = _goes_on(inquiry)
    if goes_on is not None and belief.status is Status.UNKNOWN:
        return goes_on
    return nothing(inquiry, belief, headline)


def _asks_if_spared(inquiry: Inquiry) -> bool:
    claimed = inquiry.question.claimed
    return claimed is not None and claimed.spared


def _goes_on(inquiry: Inquiry) -> Reply | None:
    """Return that it is not cancelled, but renewed, where a season that is ordered is to come."""
    claimed = inquiry.question.claimed
    if inquiry.question.is_open or claimed == Claimed():
        return None
    for season in reversed(inquiry.seasons):
        one = inquiry.about(season)
        order = _order(one)
        if one.is_out or not (is_stated(order) and order.has_happened):
            continue
        verdict = Verdict.YES if _asks_if_spared(inquiry) else Verdict.NO
        headline = opening(inquiry, verdict, _order_tale(one, order))
        said = reply(inquiry, ReplyStatus.NOT_ANNOUNCED, headline, claims=order.citing)
        return judged(said, inquiry, verdict)
    return None


def final_season(inquiry: Inquiry) -> Reply:
    """Answer whether it is the last season."""
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    season = inquiry.season
    last = inquiry.seasons[-1] if inquiry.seasons else 0
    if isinstance(season, int) and season < last:
        later = inquiry.about(season + 1)
        order = _order(later)
        claims = order.citing or later.premiere.belief.citing
        tale = inquiry.say("there is a season {season}", season=season + 1)
        said = reply(
            inquiry,
            ReplyStatus.KNOWN,
            opening(inquiry, Verdict.NO, tale),
            value="no",
            stance=order.stance,
            claims=claims,
        )
        return judged(said, inquiry, Verdict.NO)
    ended = inquiry.cancellation
    if is_stated(ended):
        headline = opening(inquiry, Verdict.YES, _ended_with(inquiry, ended))
        also = inquiry.belief_or_of_series(Kind.FINAL_SEASON)
        claims = also.citing if is_stated(also) else ()
        said = known(inquiry, ended, headline, value="yes", also=claims)
        return judged(said, inquiry, Verdict.YES)
    belief = inquiry.belief_or_of_series(Kind.FINAL_SEASON)
    if is_stated(belief):
        headline = inquiry.say("{name}: {value}.", name=inquiry.name, value=belief.value)
        return known(inquiry, belief, headline)
    if inquiry.show.limited:
        tale = inquiry.say("{show} was made as one closed season", show=inquiry.show.short)
        headline = opening(inquiry, Verdict.YES, tale)
        said = reply(inquiry, ReplyStatus.KNOWN, headline, value="yes")
        return judged(said, inquiry, Verdict.YES)
    headline = inquiry.say(
        "Nobody whose word I hold has said that {name} is the last.", name=inquiry.name
    )
    return nothing(inquiry, belief, headline)


def _of_this(inquiry: Inquiry) -> Reply:
    order = _order(inquiry)
    if is_stated(order):
        verdict, headline = _ordered(inquiry, order)
        said = judged(known(inquiry, order, headline), inquiry, verdict)
        if order.has_happened and inquiry.is_cancelled:
            line = cancelled_line(inquiry)
            return also_citing(said, inquiry.cancellation.citing, *line, wording=inquiry.wording)
        return said
    premiere = inquiry.premiere
    if premiere.is_firm:
        tale = released(inquiry, premiere)
        verdict = None if inquiry.question.claimed or premiere.is_listed_only else Verdict.YES
        headline = opening(inquiry, verdict, tale)
        if premiere.is_listed_only and not inquiry.question.claimed:
            headline = inquiry.say(
                "It seems so: {tale}. Nobody whose word I hold has said that it is ordered.",
                tale=tale,
            )
        if premiere.held_back is not None:
            headline = inquiry.say("Not known yet: {tale}.", tale=tale)
        said = reply(
            inquiry,
            ReplyStatus.KNOWN,
            headline,
            stance=premiere.stance,
            claims=premiere.belief.citing,
        )
        return judged(said, inquiry, verdict)
    unannounced = inquiry.say("{name} has not been announced.", name=inquiry.name)
    if order.status is Status.DENIED:
        return denied(inquiry, order, unannounced)
    claims = _anything(inquiry)
    if claims:
        return reply(
            inquiry,
            ReplyStatus.KNOWN,
            inquiry.say(
                "It seems so: I hold reports of {name}, but not the day it was ordered.",
                name=inquiry.name,
            ),
            stance=claims[0].stance,
            claims=claims,
        )
    return guessed(inquiry, order, unannounced)


def _after(inquiry: Inquiry, season: int) -> Reply:
    """Whether anything follows the latest season, which is out."""
    ended = inquiry.cancellation
    if is_stated(ended):
        tale = inquiry.dated(
            phrase("{show} was cancelled {when}, and season {season} is the last"),
            phrase("{show} was cancelled, and season {season} is the last"),
            ended.date,
            show=inquiry.show.short,
            season=season,
        )
        said = reply(
            inquiry,
            ReplyStatus.CANCELLED,
            opening(inquiry, Verdict.NO, tale),
            stance=ended.stance,
            claims=ended.citing,
        )
        said = judged(said, inquiry, Verdict.NO)
        return also_citing(said, *_denial_of(inquiry.about(season + 1)), wording=inquiry.wording)
    belief = inquiry.about(season + 1).belief(Kind.RENEWAL)
    show = inquiry.show.short
    headline = inquiry.say(
        "No season {season} of {show} has been announced.", season=season + 1, show=show
    )
    verdict = None
    if inquiry.show.limited:
        verdict = Verdict.NO
        tale = inquiry.say("{show} was made as one closed season", show=show)
        headline = opening(inquiry, verdict, tale)
    if belief.status is Status.DENIED:
        return judged(denied(inquiry, belief, headline), inquiry, verdict)
    guesses = guesses_of(belief)[:1]
    said = reply(
        inquiry,
        ReplyStatus.DOES_NOT_EXIST if inquiry.show.limited else ReplyStatus.NOT_ANNOUNCED,
        headline,
        *(guess_line(held, inquiry.wording) for held in guesses),
        claims=[claim for held in guesses for claim in held.citing],
    )
    premiere = inquiry.premiere
    line = together(released(inquiry, premiere), ".")
    said = also_citing(said, premiere.belief.citing, line, wording=inquiry.wording)
    return judged(said, inquiry, verdict)


def _denial_of(inquiry: Inquiry) -> tuple[tuple[Claim, ...], str]:
    belief = inquiry.belief(Kind.RENEWAL)
    if belief.status is not Status.DENIED or belief.decided_by is None:
        return (), ""
    return (belief.decided_by,), denial_line(belief.decided_by, inquiry.wording)


def _still_to_come(inquiry: Inquiry) -> tuple[tuple[Claim, ...], str]:
    """A season that comes out all the same: the series has ended, the season has not."""
    for season in inquiry.seasons:
        one = inquiry.about(season)
        premiere = one.premiere
        if premiere.is_firm and not is_out(premiere, inquiry.as_of):
            statement = released(one, premiere)
            return premiere.belief.citing, inquiry.say(
                "All the same: {statement}.", statement=statement
            )
    return (), ""


def _cancelled(said: Reply) -> Reply:
    if said.status is not ReplyStatus.KNOWN:
        return said
    return replace(said, status=ReplyStatus.CANCELLED)


def _order(inquiry: Inquiry) -> Belief:
    renewal = inquiry.belief(Kind.RENEWAL)
    if is_stated(renewal):
        return renewal
    order = inquiry.belief(Kind.ORDER)
    return order if is_stated(order) else renewal


def _anything(inquiry: Inquiry) -> tuple[Claim, ...]:
    """Any statement about the season, which shows that there is one."""
    for kind in (Kind.FILMING_START, Kind.FILMING_STATUS, Kind.EPISODE_COUNT, Kind.SHOWRUNNER):
        belief = inquiry.belief(kind)
        if is_stated(belief):
            return belief.citing
    return ()


def _on_day(inquiry: Inquiry, belief: Belief, tale: str) -> tuple[Verdict | None, str]:
    """Whether it happened on the day that is claimed; where none is, it did."""
    found = on_claim(inquiry, belief.date, tale, belief.conflicts)
    if found is not None:
        return found
    if inquiry.question.claimed is not None:
        return None, together(tale, ".")
    return Verdict.YES, opening(inquiry, Verdict.YES, tale)


def _ordered(inquiry: Inquiry, order: Belief) -> tuple[Verdict | None, str]:
    """Whether it was renewed or ordered, or is to be, and when."""
    tale = _order_tale(inquiry, order)
    return (Verdict.NO, tale) if not order.has_happened else _on_day(inquiry, order, tale)


def _order_tale(inquiry: Inquiry, order: Belief) -> str:
    """That it was renewed or ordered, or is to be, and when; without a stop where it was."""
    is_renewal = order.kind is Kind.RENEWAL
    if not order.has_happened and is_renewal:
        with_day = phrase("Not yet: {name} is planned to be renewed {when}.")
        without = phrase("Not yet: {name} is planned to be renewed.")
    elif not order.has_happened:
        with_day = phrase("Not yet: {name} is planned to be ordered {when}.")
        without = phrase("Not yet: {name} is planned to be ordered.")
    elif is_renewal and order.stance is Stance.REPORTED:
        with_day = phrase("{name} was reportedly renewed {when}")
        without = phrase("{name} was reportedly renewed")
    elif order.stance is Stance.REPORTED:
        with_day = phrase("{name} was reportedly ordered {when}")
        without = phrase("{name} was reportedly ordered")
    elif is_renewal:
        with_day = phrase("{name} was renewed {when}")
        without = phrase("{name} was renewed")
    else:
        with_day = phrase("{name} was ordered {when}")
        without = phrase("{name} was ordered")
    return inquiry.dated(with_day, without, order.date, name=inquiry.name)


def _ended_with(inquiry: Inquiry, ended: Belief) -> str:
    """That it was cancelled, and what is the last of it, without a stop."""
    show, season = inquiry.show.short, inquiry.season
    if isinstance(season, int):
        return inquiry.dated(
            phrase("{show} was cancelled {when}, so season {season} is the last"),
            phrase("{show} was cancelled, so season {season} is the last"),
            ended.date,
            show=show,
            season=season,
        )
    return inquiry.dated(
        phrase("{show} was cancelled {when}, so what is out is the last"),
        phrase("{show} was cancelled, so what is out is the last"),
        ended.date,
        show=show,
    )
