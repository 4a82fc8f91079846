"""Whether it is filmed, since when, until when, where, and under which name."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from content.answers.code_names import code_names_of
from content.answers.inquiry import Inquiry, is_stated
from content.answers.last_change import last_change
from content.answers.no_answer import missing_season, nothing
from content.answers.phrases import held_words, how_many_fit, listed, sentence, who
from content.answers.production_state import pauses, production_state
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import also_citing, known, reply
from content.answers.verdicts import Verdict, judged, on_claim, opening
from content.facts.beliefs import Belief, Held
from content.facts.claims import SeasonRef, Stance
from content.facts.dates import PartialDate, Precision
from content.facts.kinds import Kind
from content.facts.premieres import is_said_to_be_out
from content.language.dates import since_words
from content.language.hedges import hedge
from content.language.translated import together
from content.language.wording import Wording, phrase
from content.understanding.question import Claimed


@dataclass(frozen=True, slots=True)
class _Shoot:
    """All that is held of one shoot."""

    start: Belief
    wrap: Belief
    status: Belief
    pause: Held | None
    """The last reported pause that nothing reported has ended."""


def filming_status(inquiry: Inquiry) -> Reply:
    """Answer whether it is being filmed; a plan is never taken for the event."""
    if inquiry.question.claimed == _BEGUN:
        return _begun(inquiry)
    kind = inquiry.question.kind
    if kind is Kind.FILMING_PAUSE or (kind is Kind.FILMING_RESUME and _went_on(inquiry)):
        return pauses(inquiry, kind)
    if kind is not None and kind is not Kind.FILMING_RESUME:
        return production_state(inquiry, kind)
    return missing_season(inquiry) or _of_shoot(inquiry)


def _of_shoot(inquiry: Inquiry) -> Reply:
    shoot = _shoot_of(inquiry)
    if shoot.wrap.has_happened:
        return _wrapped(inquiry, shoot)
    premiere = inquiry.premiere
    if is_said_to_be_out(premiere, inquiry.as_of) and premiere.date and premiere.date.is_day:
        over = inquiry.say(
            "filming is over: {name} came out {when}",
            name=inquiry.name,
            when=inquiry.when(premiere.date),
        )
        said = reply(
            inquiry,
            ReplyStatus.KNOWN,
            opening(inquiry, Verdict.NO, over),
            value="wrapped",
            stance=premiere.stance,
            claims=premiere.belief.citing,
        )
        return judged(said, inquiry, Verdict.NO)
    if shoot.pause is not None:
        return _paused(inquiry, shoot.pause)
    if shoot.start.has_happened:
        return _running(inquiry, shoot)
    if is_stated(shoot.status):
        return _as_told(inquiry, shoot.status)
    if is_stated(shoot.start):
        return _planned(inquiry, shoot.start)
    unknown = phrase("Nobody whose word I hold says that {name} is being filmed.")
    return nothing(inquiry, shoot.start, inquiry.say(unknown, name=inquiry.name))


def _went_on(inquiry: Inquiry) -> bool:
    """Whether somebody reports that it went on, and no later pause is known."""
    is_reported = _latest(inquiry.belief(Kind.FILMING_RESUME)) is not None
    return is_reported and _shoot_of(inquiry).pause is None


_BEGUN: Final = Claimed(happened=True)
"""What is claimed by "has filming started", whenever that was."""


def _begun(inquiry: Inquiry) -> Reply:
    """Whether filming has begun, be it under way, or over by now."""
    plain = replace(inquiry, question=replace(inquiry.question, claimed=None))
    said = filming_status(plain)
    if said.verdict != Verdict.NO.value or said.value != "wrapped":
        return said
    belief = plain.belief(Kind.FILMING_START)
    if not belief.has_happened:
        return filming_start(plain)  # it is over, and nobody has said when it began
    headline = opening(plain, Verdict.YES, _started(plain, belief))
    return judged(known(plain, belief, headline), plain, Verdict.YES)


def filming_start(inquiry: Inquiry) -> Reply:
    """Answer when filming began, or is to begin."""
    if inquiry.question.claimed == _BEGUN:
        return _begun(inquiry)
    inquiry = _not_yet_filmed(inquiry)
    belief = inquiry.belief(Kind.FILMING_START)
    if not is_stated(belief):
        unknown = phrase("Nobody whose word I hold has said when {name} starts filming.")
        said = nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
        return _with_status(inquiry, said) if missing_season(inquiry) is None else said
    tale = _started(inquiry, belief) if belief.has_happened else _to_start(inquiry, belief)
    verdict, headline = _on_day(inquiry, belief, tale)
    change = last_change(inquiry, Kind.FILMING_START, belief)
    said = known(inquiry, belief, headline, *change.lines, also=change.claims)
    return judged(said, inquiry, verdict)


def _not_yet_filmed(inquiry: Inquiry) -> Inquiry:
    """Of the next season, which is not out, the one behind it where that has wrapped already."""
    season = inquiry.season
    if inquiry.question.season is not SeasonRef.NEXT or not isinstance(season, int):
        return inquiry
    is_wrapped = inquiry.belief(Kind.FILMING_WRAP).has_happened
    return inquiry.about(season + 1) if is_wrapped and season + 1 in inquiry.seasons else inquiry


def _on_day(inquiry: Inquiry, belief: Belief, tale: str) -> tuple[Verdict | None, str]:
    """How the day that is claimed stands; a plan for it does not make it so."""
    found = on_claim(inquiry, belief.date, tale, belief.conflicts)
    verdict, headline = found or (None, together(tale, "."))
    claimed = inquiry.question.claimed
    if claimed and claimed.happened and not belief.has_happened:
        return None, together(tale, ".")
    return verdict, headline


def filming_wrap(inquiry: Inquiry) -> Reply:
    """Answer when filming ended, or is to end."""
    belief = inquiry.belief(Kind.FILMING_WRAP)
    if belief.has_happened:
        change = last_change(inquiry, Kind.FILMING_WRAP, belief)
        tale = _has_wrapped(inquiry, belief)
        found = on_claim(inquiry, belief.date, tale, belief.conflicts)
        verdict = None if inquiry.question.claimed else Verdict.YES
        verdict, yes = found or (verdict, opening(inquiry, verdict, tale))
        said = known(inquiry, belief, yes, *change.lines, also=change.claims)
        return judged(said, inquiry, verdict)
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    if is_stated(belief):
        tale = _to_wrap(inquiry, belief)
        headline = inquiry.say("Not that anybody has reported: {tale}.", tale=tale)
        return known(inquiry, belief, headline)
    premiere = inquiry.premiere
    if is_said_to_be_out(premiere, inquiry.as_of) and premiere.date and premiere.date.is_day:
        out = inquiry.say(
            "{name} came out {when}; I hold no day for the wrap",
            name=inquiry.name,
            when=inquiry.when(premiere.date),
        )
        verdict = None if inquiry.question.claimed else Verdict.YES
        said = reply(
            inquiry,
            ReplyStatus.KNOWN,
            opening(inquiry, verdict, out),
            stance=premiere.stance,
            claims=premiere.belief.citing,
        )
        return judged(said, inquiry, verdict)
    unknown = phrase("Nobody whose word I hold has said that {name} has wrapped.")
    said = nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    return _with_status(inquiry, said)


def _shoot_of(inquiry: Inquiry) -> _Shoot:
    wrap = inquiry.belief(Kind.FILMING_WRAP)
    paused = _latest(inquiry.belief(Kind.FILMING_PAUSE))
    resumed = _latest(inquiry.belief(Kind.FILMING_RESUME))
    if paused is not None and resumed is not None and _day(resumed) >= _day(paused):
        paused = None
    return _Shoot(
        start=inquiry.belief(Kind.FILMING_START),
        wrap=wrap,
        status=inquiry.belief(Kind.FILMING_STATUS),
        pause=paused,
    )


def _latest(belief: Belief) -> Held | None:
    """The last event of a kind that adds; plans and guesses are none."""
    happened = [held for held in belief.several if any(c.reports_event for c in held.citing)]
    return max(happened, key=_day, default=None)


def _day(held: Held) -> date:
    day = held.value.earliest if isinstance(held.value, PartialDate) else None
    return day or held.citing[0].known_from


def _wrapped(inquiry: Inquiry, shoot: _Shoot) -> Reply:
    verdict = Verdict.YES if _asks_if_filmed(inquiry) else Verdict.NO
    headline = opening(inquiry, verdict, _has_wrapped(inquiry, shoot.wrap))
    said = known(inquiry, shoot.wrap, headline, value="wrapped")
    return judged(said, inquiry, verdict)


def _paused(inquiry: Inquiry, pause: Held) -> Reply:
    claim = pause.citing[0]
    rests = inquiry.say(
        "filming of {name} is paused: {says}", name=inquiry.name, says=claim.says.rstrip(".")
    )
    verdict = Verdict.YES if _asks_of_a_rest(inquiry) else Verdict.NO
    said = reply(
        inquiry,
        ReplyStatus.KNOWN,
        opening(inquiry, verdict, rests),
        value="paused",
        stance=pause.stance,
        claims=pause.citing,
    )
    return judged(said, inquiry, verdict)


def _running(inquiry: Inquiry, shoot: _Shoot) -> Reply:
    start, wrap = shoot.start, shoot.wrap
    lines = []
    if is_stated(wrap) and wrap.date:
        pattern = phrase("It is planned to wrap filming {when}.")
        if _is_past(inquiry, wrap):
            pattern = phrase("It was planned to wrap filming {when}.")
        lines.append(inquiry.say(pattern, when=inquiry.when(wrap.date)))
    resumed = _latest(inquiry.belief(Kind.FILMING_RESUME))
    if resumed is not None and isinstance(resumed.value, PartialDate):
        again = inquiry.when(resumed.value)
        lines.append(inquiry.say("It was paused, and went on {when}.", when=again))
    said = known(
        inquiry,
        start,
        _under_way(inquiry, start),
        *lines,
        value="filming",
        also=(*(wrap.citing if lines else ()), *(resumed.citing if resumed else ())),
    )
    # Whoever names another day agrees that it is being filmed, once that day has come.
    days = [held.value.latest for held in start.conflicts if isinstance(held.value, PartialDate)]
    agreed = all(day is not None and day <= inquiry.today for day in days)
    said = replace(said, status=ReplyStatus.KNOWN) if agreed else said
    return judged(said, inquiry, _goes_on(inquiry))


def _goes_on(inquiry: Inquiry) -> Verdict:
    """What filming that goes on answers: "is it filming", "is it paused", "is it filmed"."""
    is_denied = _asks_of_a_rest(inquiry) or _asks_if_filmed(inquiry)
    return Verdict.NO if is_denied else Verdict.YES


def _asks_if_filmed(inquiry: Inquiry) -> bool:
    claimed = inquiry.question.claimed
    return claimed is not None and claimed.filmed


def _asks_of_a_rest(inquiry: Inquiry) -> bool:
    claimed = inquiry.question.claimed
    return claimed is not None and claimed.paused


def _under_way(inquiry: Inquiry, start: Belief) -> str:
    """That it is being filmed, and since when; a bound is when it began at the latest."""
    day, is_reported = start.date, start.stance is Stance.REPORTED
    if day is None or day.precision is Precision.UNKNOWN:
        tale = inquiry.say("{name} has been filming", name=inquiry.name)
    elif day.precision in _BOUNDS:
        began = phrase("filming of {name} began {when}")
        tale = inquiry.say(began, name=inquiry.name, when=inquiry.when(day))
    else:
        with_day = phrase("{name} has been filming {since}")
        tale = inquiry.say(with_day, name=inquiry.name, since=_since(inquiry, day))
    verdict = _goes_on(inquiry)
    if verdict is Verdict.NO and is_reported:
        tale = _started(inquiry, start)
    return opening(inquiry, verdict, tale, reportedly=is_reported)


_BOUNDS: Final = {Precision.NOT_AFTER, Precision.NOT_BEFORE, Precision.INTERVAL}
"""Days that no "since" can stand before."""


def _as_told(inquiry: Inquiry, status: Belief) -> Reply:
    """What a source says of the state of filming, where nobody reports the events."""
    text = str(status.value).casefold()
    value, verdict = "filming", _goes_on(inquiry)
    for words, state in _STATES:
        if any(word in text for word in words):
            is_claimed = (_asks_of_a_rest(inquiry) and state == "paused") or (
                _asks_if_filmed(inquiry) and state == "wrapped"
            )
            value, verdict = state, Verdict.YES if is_claimed else Verdict.NO
            break
    detail = status.held.detail if status.held else None
    said = f"{status.value} ({detail})" if detail else f"{status.value}"
    tale = inquiry.say("{name}, {status}", name=inquiry.name, status=said)
    reported = status.stance is Stance.REPORTED
    headline = opening(inquiry, verdict, tale, reportedly=reported)
    return judged(known(inquiry, status, headline, value=value), inquiry, verdict)


_STATES = (
    (("not started", "not begun", "yet to", "has not"), "not started"),
    (("paused", "suspended", "halted", "shut down", "on hold", "on hiatus"), "paused"),
    (("wrapped", "finished", "completed", "is over", "done"), "wrapped"),
)


def _planned(inquiry: Inquiry, start: Belief) -> Reply:
    change = last_change(inquiry, Kind.FILMING_START, start)
    return known(
        inquiry,
        start,
        inquiry.say("Not that anybody has reported: {tale}.", tale=_to_start(inquiry, start)),
        *change.lines,
        value="planned",
        also=change.claims,
    )


def _started(inquiry: Inquiry, start: Belief) -> str:
    """That filming started, as a sentence without its stop."""
    with_day, without = phrase("{name} started filming {when}"), phrase("{name} started filming")
    if start.stance is Stance.REPORTED:
        with_day = phrase("{name} reportedly started filming {when}")
        without = phrase("{name} reportedly started filming")
    return inquiry.dated(with_day, without, start.date, name=inquiry.name)


def _has_wrapped(inquiry: Inquiry, wrap: Belief) -> str:
    """That filming ended, as a sentence without its stop."""
    with_day, without = phrase("{name} wrapped filming {when}"), phrase("{name} wrapped filming")
    if wrap.stance is Stance.REPORTED:
        with_day = phrase("{name} reportedly wrapped filming {when}")
        without = phrase("{name} reportedly wrapped filming")
    return inquiry.dated(with_day, without, wrap.date, name=inquiry.name)


def _to_start(inquiry: Inquiry, start: Belief) -> str:
    """A plan to start; one whose day has passed was only ever a plan."""
    with_day = phrase("{name} is planned to start filming {when}")
    without = phrase("{name} is planned to start filming")
    if _is_past(inquiry, start):
        with_day = phrase("{name} was planned to start filming {when}")
        without = phrase("{name} was planned to start filming")
    return inquiry.dated(with_day, without, start.date, name=inquiry.name)


def _to_wrap(inquiry: Inquiry, wrap: Belief) -> str:
    """A plan to wrap; one whose day has passed was only ever a plan."""
    with_day = phrase("{name} is planned to wrap filming {when}")
    without = phrase("{name} is planned to wrap filming")
    if _is_past(inquiry, wrap):
        with_day = phrase("{name} was planned to wrap filming {when}")
        without = phrase("{name} was planned to wrap filming")
    return inquiry.dated(with_day, without, wrap.date, name=inquiry.name)


def _is_past(inquiry: Inquiry, plan: Belief) -> bool:
    day = plan.date.latest if plan.date else None
    return day is not None and day < inquiry.today


def _since(inquiry: Inquiry, day: PartialDate) -> str:
    is_bare_day = day.is_day and day.precision is Precision.DAY
    return since_words(day, locale=inquiry.wording.language, weekday=is_bare_day)


def _with_status(inquiry: Inquiry, said: Reply) -> Reply:
    """Add what is told of the state of filming to a reply that has no day."""
    if said.status is not ReplyStatus.NOT_ANNOUNCED:
        return said
    status = inquiry.belief(Kind.FILMING_STATUS)
    if not is_stated(status):
        return said
    claim = status.citing[0]
    line = inquiry.say("{who} says: {value}.", who=who(claim), value=status.value)
    return also_citing(said, status.citing, sentence(line), wording=inquiry.wording)


def filming_location(inquiry: Inquiry) -> Reply:
    """Answer where it is filmed: only places that were reported in public."""
    belief = inquiry.belief(Kind.FILMING_LOCATION)
    places = tuple(held for held in belief.several if held.is_firm)
    if not places:
        unknown = phrase("Nobody whose word I hold has said where {name} is filmed.")
        return nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    told = [_place(held, inquiry.wording) for held in places]
    return known(
        inquiry,
        belief,
        inquiry.say(
            "Reported in public for {name}: {places}.",
            name=inquiry.name,
            places=listed(told, inquiry.wording, how_many_fit(places, 4)),
        ),
        value=tuple(str(held.value) for held in places),
    )


def _place(held: Held, wording: Wording) -> str:
    """A place, and what narrows it; that it was reported is said of all of them."""
    if held.stance is not Stance.REPORTED:
        return held_words(held, wording)
    return f"{held.value} ({held.detail})" if held.detail else f"{held.value}"


def code_name(inquiry: Inquiry) -> Reply:
    """Answer under which name it is filmed, or what a name on a notice stands for."""
    for name in inquiry.question.names:
        found = _named(inquiry, name)
        if found is not None:
            other, belief = found
            mine = _of_another_name(inquiry, other)
            if mine is not None:
                return mine
            tale = other.say(
                "“{code_name}” is the code name of {name}{hedge}",
                code_name=belief.value,
                name=other.name,
                hedge=_aside(other, belief),
            )
            said = known(other, belief, opening(other, Verdict.YES, tale))
            return judged(said, other, Verdict.YES)
    inquiry = inquiry.last_known([Kind.CODE_NAME])
    belief = inquiry.belief(Kind.CODE_NAME)
    if not is_stated(belief):
        unknown = phrase("Nobody whose word I hold names a code name of {name}.")
        return nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    return known(inquiry, belief, together(_filmed_as(inquiry, belief), "."))


def _of_another_name(inquiry: Inquiry, other: Inquiry) -> Reply | None:
    """Return what the show that is asked about is filmed as, where *other* has the name given.

    None: the name is that of the show.
    """
    if inquiry.question.show in {None, other.show.id}:
        return None
    inquiry = inquiry.last_known([Kind.CODE_NAME])
    belief = inquiry.belief(Kind.CODE_NAME)
    if not is_stated(belief) or belief.conflicts:
        return None
    headline = opening(inquiry, Verdict.NO, _filmed_as(inquiry, belief))
    return judged(known(inquiry, belief, headline), inquiry, Verdict.NO)


def _filmed_as(inquiry: Inquiry, belief: Belief) -> str:
    """Under which name it is filmed, as a sentence without its stop."""
    told = inquiry.say(
        "{name} is filmed under the code name “{code_name}”{hedge}.",
        name=inquiry.name,
        code_name=belief.value,
        hedge=_aside(inquiry, belief),
    )
    return told.removesuffix(".")


def _aside(inquiry: Inquiry, belief: Belief) -> str:
    return hedge(belief.stance, inquiry.wording) if belief.stance is Stance.REPORTED else ""


def _named(inquiry: Inquiry, name: str) -> tuple[Inquiry, Belief] | None:
    """The season whose code name it is, of this show first and then of any."""
    catalogue = inquiry.catalogue
    mine = code_names_of(catalogue).called(name)
    for claim in sorted(mine, key=lambda one: one.subject.show != inquiry.show.id):
        show, season = catalogue.shows.get(claim.subject.show), claim.subject.season
        if show is None:
            continue
        other = Inquiry(inquiry.question, catalogue, inquiry.as_of, show, season)
        belief = other.belief(Kind.CODE_NAME)
        if is_stated(belief) and str(belief.value).casefold() == name.casefold():
            return other, belief
    return None
