"""Who says so, since when, how surely, and who says otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from content.answers.facts import status_words
from content.answers.filming import filming_start, filming_wrap
from content.answers.inquiry import Inquiry, is_stated
from content.answers.listing_state import state_line
from content.answers.no_answer import denial_line, missing_season, nothing
from content.answers.phrases import (
    guess_line,
    guesses_of,
    listed,
    quoted,
    sentence,
    value_words,
    who,
)
from content.answers.production import episode_count
from content.answers.release import released
from content.answers.release_hours import on_hour
from content.answers.renewal import cancellation_status, renewal_status
from content.answers.reply import Reply, ReplyStatus, ReplyValue
from content.answers.replying import guessed, known, reply
from content.answers.verdicts import Verdict, judge, judged, on_claim
from content.facts.beliefs import Belief, Held
from content.facts.claims import Action, Authority, Claim, SeasonRef, Stance
from content.facts.kinds import Kind
from content.language.citations import cited
from content.language.wording import ENGLISH, Wording, phrase
from content.understanding.intents import Intent, kinds_about

_MOST_HEARD: Final = 2
"""Of those who did say what was heard, how many are named."""


def source(inquiry: Inquiry) -> Reply:
    """Answer who said what the question before was about."""
    inquiry, belief = what_is_asked(inquiry)
    if not is_stated(belief):
        return _nobody(inquiry, belief)
    first, *others = belief.citing
    said = "; ".join(cited(claim, inquiry.wording) for claim in others[:3])
    headline = inquiry.say(
        "For {label} of {name} ({value}): {cited}.",
        label=inquiry.label(belief.kind),
        name=inquiry.name,
        value=_what(belief, inquiry.wording),
        cited=cited(first, inquiry.wording),
    )
    answer = known(
        inquiry,
        belief,
        headline,
        quoted(first, inquiry.wording),
        inquiry.say("The same in: {sources}.", sources=said) if said else "",
        state_line(inquiry, belief),
        value=_values(belief),
    )
    return replace(answer, citation=None)  # the headline is one


def announced_on(inquiry: Inquiry) -> Reply:
    """Answer on which day what is held was first reported."""
    inquiry, belief = what_is_asked(inquiry)
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    if not is_stated(belief):
        return _nobody(inquiry, belief)
    first = min(belief.citing, key=lambda claim: (claim.known_from, -claim.authority))
    headline = inquiry.say(
        "{label} of {name} ({value}) was first reported {when}.",
        label=inquiry.label(belief.kind),
        name=inquiry.name,
        value=_what(belief, inquiry.wording),
        when=inquiry.when(first.reported_on),
    )
    return reply(
        inquiry,
        ReplyStatus.KNOWN,
        sentence(headline),
        inquiry.say("It was {who} who said so.", who=who(first)),
        value=first.reported_on,
        stance=first.stance,
        claims=(first, *belief.citing),
    )


def confidence(inquiry: Inquiry) -> Reply:
    """Answer how sure it is, in the words of whoever said it."""
    inquiry, belief = what_is_asked(inquiry)
    if not belief.is_known or not belief.citing:
        return _nobody(inquiry, belief)
    claim = belief.citing[0]
    stance = belief.stance or claim.stance
    if not is_stated(belief):
        headline = inquiry.say(
            "{verdict}: nobody has stated {label}.",
            verdict=inquiry.say(_surety(stance, claim, is_open=inquiry.question.is_open)),
            label=inquiry.label(belief.kind),
        )
        return replace(guessed(inquiry, belief, headline), value=stance.value, stance=stance)
    headline = inquiry.say(
        "{verdict}: {label} of {name}, {value}.",
        verdict=inquiry.say(_surety(stance, claim, is_open=inquiry.question.is_open)),
        label=inquiry.label(belief.kind),
        name=inquiry.name,
        value=_what(belief, inquiry.wording),
    )
    verdict, headline = _otherwise(inquiry, belief) or (_sure(stance, claim), headline)
    said = known(
        inquiry,
        belief,
        headline,
        _in_whose_words(inquiry, claim),
        state_line(inquiry, belief),
        value=stance.value,
    )
    return judged(said, inquiry, verdict)


def _otherwise(inquiry: Inquiry, belief: Belief) -> tuple[Verdict | None, str] | None:
    """What holds instead of the day that is claimed, where another does."""
    day = belief.date
    if day is None or inquiry.question.claimed is None or belief.kind is not Kind.RELEASE_DATE:
        return None
    if inquiry.premiere_there.held_back is not None:
        return None
    found = on_claim(inquiry, day, released(inquiry, inquiry.premiere_there), belief.conflicts)
    return None if found is None or found[0] is Verdict.YES else found


def _sure(stance: Stance, claim: Claim) -> Verdict | None:
    """What "is it official" comes to; what is neither official nor denied is neither."""
    if stance is Stance.DENIED:
        return Verdict.NO
    is_official = stance is Stance.CONFIRMED and claim.authority >= Authority.EXECUTIVE
    return Verdict.YES if is_official else None


def rumour_check(inquiry: Inquiry) -> Reply:
    """Answer whether anybody whose word is held says what was heard."""
    if inquiry.question.claimed is not None and not inquiry.question.names:
        told = _told_day(inquiry)
        if told is not None:
            return told
    told = _told_fact(inquiry)
    if told is not None:
        return told
    kinds = kinds_about(inquiry.question.about) if inquiry.question.about else ()
    found = [claim for name in inquiry.question.names for claim in _mentions(inquiry, name, kinds)]
    found = found or _saying_so(inquiry)
    if found:
        claim = max(found, key=lambda one: (one.stance.sureness, one.authority, one.known_from))
        return reply(
            inquiry,
            ReplyStatus.KNOWN if claim.stance.sureness >= 3 else ReplyStatus.NOT_ANNOUNCED,
            inquiry.say(
                "{verdict}: {who} says {says}.",
                verdict=inquiry.say(_rumoured(claim)),
                who=who(claim),
                says=claim.says.rstrip("."),
            ),
            stance=claim.stance,
            value=claim.value if claim.stance.sureness >= 3 else None,
            claims=[claim],
        )
    no = _denial(inquiry, kinds)
    held: list[Held] = []
    for kind in kinds:
        belief = inquiry.belief(kind)
        held += [*([belief.held] if belief.is_known and belief.held else []), *belief.several]
    lines = []
    if held:
        values = [value_words(one.value, inquiry.wording) for one in held]
        line = inquiry.say(
            "What I do hold of {label}: {values}.",
            label=inquiry.label(held[0].citing[0].kind),
            values=listed(values, inquiry.wording, 4),
        )
        lines.append(line)
    guesses = [] if held else _rumours(inquiry)
    return reply(
        inquiry,
        ReplyStatus.NOT_ANNOUNCED,
        inquiry.say("Nobody whose word I hold says that."),
        *(denial_line(one, inquiry.wording) for one in no),
        *lines,
        *(guess_line(one, inquiry.wording) for one in guesses),
        claims=[*no, *(claim for one in (*held, *guesses) for claim in one.citing)],
    )


def _told_fact(inquiry: Inquiry) -> Reply | None:
    """Whether it is as was heard, where what is held of the fact itself says so or not."""
    question, fact = inquiry.question, inquiry.question.about
    say = _FACTS.get(fact) if fact else None
    if fact is None or say is None or question.names or question.is_open:
        return None
    season = question.season
    if fact is Intent.RENEWAL_STATUS and season is SeasonRef.UNNAMED:
        season = SeasonRef.NEXT
    plain = replace(question, intent=fact, season=season, about=None)
    said = say(Inquiry.of(plain, inquiry.catalogue, inquiry.as_of, inquiry.show.id))
    return replace(said, intent=question.intent) if said.verdict is not None else None


_FACTS: Final[Mapping[Intent, Callable[[Inquiry], Reply]]] = {
    Intent.CANCELLATION_STATUS: cancellation_status,
    Intent.RENEWAL_STATUS: renewal_status,
    Intent.EPISODE_COUNT: episode_count,
    Intent.FILMING_START: filming_start,
    Intent.FILMING_WRAP: filming_wrap,
}
"""What answers a question for the fact that was heard of."""


def _rumoured(claim: Claim) -> str:
    """How sure it is, without a yes: what somebody says of a name may not be what was heard."""
    stance = Stance.DENIED if claim.kind is Kind.CAST_ABSENCE else claim.stance
    return _surety(stance, claim, is_open=True)


def _told_day(inquiry: Inquiry) -> Reply | None:
    """Whether the release is on the day that was heard, where anybody has stated one."""
    if inquiry.question.about not in {None, Intent.RELEASE_DATE, Intent.RELEASE_CHECK}:
        return None
    premiere = inquiry.premiere_there
    if not premiere.is_firm or premiere.date is None:
        return None
    tale = released(inquiry, premiere)
    claimed = inquiry.question.claimed
    found = on_claim(inquiry, premiere.date, tale, premiere.belief.conflicts)
    if claimed is not None and claimed.minutes and premiere.moment is not None:
        found = on_hour(inquiry, premiere, premiere.moment, claimed)
    if found is None:
        return None
    verdict, headline = found
    if verdict is Verdict.NOT_KNOWN:
        return None
    heard = _saying_so(inquiry) if verdict is Verdict.NO else []
    lines = [guess_line(Held(one.value, (one,)), inquiry.wording) for one in heard[-_MOST_HEARD:]]
    said = known(inquiry, premiere.belief, headline, *lines, also=heard[-_MOST_HEARD:])
    if verdict is not Verdict.YES:
        said = replace(said, status=ReplyStatus.NOT_ANNOUNCED)  # what was heard was not
    return judged(said, inquiry, verdict)


def _saying_so(inquiry: Inquiry) -> list[Claim]:
    """Those who did give the day that was heard, however surely."""
    claimed = inquiry.question.claimed
    if claimed is None:
        return []
    known_by = [claim for claim in inquiry.claims if claim.known_from <= inquiry.as_of.day]
    gone = {target for claim in known_by for target in claim.retracts}
    return [
        claim
        for claim in known_by
        if claim.subject == inquiry.subject
        and claim.kind is Kind.RELEASE_DATE
        and claim.action is Action.STATES
        and claim.id not in gone
        and judge(claimed, claim.value, inquiry.today) is Verdict.YES
    ]


def _denial(inquiry: Inquiry, kinds: tuple[Kind, ...]) -> list[Claim]:
    """The last word of anybody who said no to what is asked, or to any of the usual rumours."""
    denied: list[Claim] = []
    for kind in kinds or _RUMOURED:
        belief = inquiry.belief(kind)
        decided = [belief.decided_by] if belief.decided_by else []
        denied += [one for one in (*belief.earlier, *decided) if one.stance is Stance.DENIED]
    return sorted(denied, key=lambda claim: claim.known_from)[-1:]


def what_is_asked(inquiry: Inquiry) -> tuple[Inquiry, Belief]:
    """Return what the question is about: the first kind that anything is held of."""
    kinds = kinds_about(inquiry.question.about)
    if Kind.CANCELLATION in kinds and not inquiry.belief(Kind.CANCELLATION).is_known:
        inquiry = inquiry.about("series") if inquiry.about("series").holds(kinds) else inquiry
    elif not inquiry.holds(kinds):
        whole = inquiry.about("series")
        inquiry = whole if whole.holds(kinds) else inquiry.last_known(kinds)
    for kind in kinds:
        belief = inquiry.belief(kind)
        if belief.is_known:
            return inquiry, belief
    return inquiry, inquiry.belief(kinds[0])


def _nobody(inquiry: Inquiry, belief: Belief) -> Reply:
    headline = inquiry.say(
        "Nobody whose word I hold has said anything about {label} of {name}.",
        label=inquiry.label(belief.kind),
        name=inquiry.name,
    )
    return nothing(inquiry, belief, headline)


def _values(belief: Belief) -> ReplyValue:
    """What is held, for machines: all of it, of a kind that adds."""
    if belief.held is None:
        return tuple(value_words(held.value, ENGLISH) for held in belief.several)
    return belief.value


def _what(belief: Belief, wording: Wording) -> str:
    if belief.held is not None:
        value = belief.held.value
        if value is None:
            return _said_by(belief.held.citing[0], wording)
        return value_words(value, wording)
    if belief.several:
        return listed([value_words(held.value, wording) for held in belief.several], wording, 3)
    return status_words(belief.status, wording)


def _in_whose_words(inquiry: Inquiry, claim: Claim) -> str:
    """Whose word it is, named once."""
    if who(claim) in claim.says:
        return quoted(claim, inquiry.wording)
    return inquiry.say(
        "{who}: {says}.", who=_capital(who(claim)), says=_said_by(claim, inquiry.wording)
    )


def _capital(name: str) -> str:
    return sentence(name).rstrip(".")


def _said_by(claim: Claim, wording: Wording) -> str:
    return wording.say_as("inside a sentence", "{says}", says=claim.says.rstrip("."))


def _surety(stance: Stance, claim: Claim, *, is_open: bool) -> str:
    """How sure it is, for `say`."""
    match stance:
        case Stance.CONFIRMED if claim.authority >= Authority.EXECUTIVE:
            return phrase("That is official") if is_open else phrase("Yes, that is official")
        case Stance.CONFIRMED:
            return phrase("Stated as certain, though not by the studio itself")
        case Stance.REPORTED:
            return phrase("Reported, not confirmed")
        case Stance.PLANNED:
            return phrase("A plan, not yet a fact")
        case Stance.EXPECTED:
            return phrase("Only expected")
        case Stance.SPECULATED:
            return phrase("Only a guess")
        case Stance.RUMOURED:
            return phrase("Only a rumour")
        case Stance.DENIED:
            return phrase("It was denied") if is_open else phrase("No, it was denied")


def _mentions(inquiry: Inquiry, name: str, kinds: tuple[Kind, ...]) -> list[Claim]:
    """What is said of a name, of this show, by standing claims."""
    known_by = [claim for claim in inquiry.claims if claim.known_from <= inquiry.as_of.day]
    gone = {target for claim in known_by for target in claim.retracts}
    wanted = name.casefold()
    return [
        claim
        for claim in known_by
        if claim.id not in gone
        and claim.action is Action.STATES
        and (not kinds or claim.kind in kinds)
        and wanted in f"{claim.value} {claim.detail or ''}".casefold()
    ]


_RUMOURED: Final = (Kind.RENEWAL, Kind.RELEASE_DATE, Kind.CANCELLATION)


def _rumours(inquiry: Inquiry) -> list[Held]:
    """The latest rumours and guesses about the season."""
    guesses: list[Held] = []
    for kind in (*_RUMOURED, Kind.CAST):
        guesses += guesses_of(inquiry.belief(kind))
    guesses.sort(key=lambda held: held.citing[0].known_from, reverse=True)
    return guesses[:2]
