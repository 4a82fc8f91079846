"""Who says so, since when, how surely, and who says otherwise."""

from dataclasses import replace
from typing import Final

from content.answers.facts import status_words
from content.answers.inquiry import Inquiry, is_stated
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
from content.answers.reply import Reply, ReplyStatus, ReplyValue
from content.answers.replying import guessed, known, reply
from content.facts.beliefs import Belief, Held
from content.facts.claims import Action, Authority, Claim, Stance
from content.facts.kinds import Kind
from content.language.citations import cited
from content.language.wording import ENGLISH, Wording, phrase
from content.understanding.intents import kinds_about


def source(case: Inquiry) -> Reply:
    """Answer who said what the question before was about."""
    case, belief = what_is_asked(case)
    if not is_stated(belief):
        return _nobody(case, belief)
    first, *others = belief.citing
    said = "; ".join(cited(claim, case.wording) for claim in others[:3])
    headline = case.say(
        "For {label} of {name} ({value}): {cited}.",
        label=case.label(belief.kind),
        name=case.name,
        value=_what(belief, case.wording),
        cited=cited(first, case.wording),
    )
    answer = known(
        case,
        belief,
        headline,
        quoted(first, case.wording),
        case.say("The same in: {sources}.", sources=said) if said else "",
        value=_values(belief),
    )
    return replace(answer, citation=None)  # the headline is one


def announced_on(case: Inquiry) -> Reply:
    """Answer on which day what is held was first reported."""
    case, belief = what_is_asked(case)
    missing = missing_season(case)
    if missing is not None:
        return missing
    if not is_stated(belief):
        return _nobody(case, belief)
    first = min(belief.citing, key=lambda claim: (claim.known_from, -claim.authority))
    headline = case.say(
        "{label} of {name} ({value}) was first reported {when}.",
        label=case.label(belief.kind),
        name=case.name,
        value=_what(belief, case.wording),
        when=case.when(first.reported_on),
    )
    return reply(
        case,
        ReplyStatus.KNOWN,
        sentence(headline),
        case.say("It was {who} who said so.", who=who(first)),
        value=first.reported_on,
        stance=first.stance,
        claims=(first, *belief.citing),
    )


def confidence(case: Inquiry) -> Reply:
    """Answer how sure it is, in the words of whoever said it."""
    case, belief = what_is_asked(case)
    if not belief.is_known or not belief.citing:
        return _nobody(case, belief)
    claim = belief.citing[0]
    stance = belief.stance or claim.stance
    if not is_stated(belief):
        headline = case.say(
            "{verdict}: nobody has stated {label}.",
            verdict=case.say(_verdict(stance, claim)),
            label=case.label(belief.kind),
        )
        return replace(guessed(case, belief, headline), value=stance.value, stance=stance)
    headline = case.say(
        "{verdict}: {label} of {name}, {value}.",
        verdict=case.say(_verdict(stance, claim)),
        label=case.label(belief.kind),
        name=case.name,
        value=_what(belief, case.wording),
    )
    return known(
        case,
        belief,
        headline,
        _in_whose_words(case, claim),
        value=stance.value,
    )


def rumour_check(case: Inquiry) -> Reply:
    """Answer whether anybody whose word is held says what was heard."""
    kinds = kinds_about(case.question.about) if case.question.about else ()
    found = [claim for name in case.question.names for claim in _mentions(case, name, kinds)]
    if found:
        claim = max(found, key=lambda one: (one.stance.sureness, one.authority, one.known_from))
        return reply(
            case,
            ReplyStatus.KNOWN if claim.stance.sureness >= 3 else ReplyStatus.NOT_ANNOUNCED,
            case.say(
                "{verdict}: {who} says {says}.",
                verdict=case.say(_verdict(claim.stance, claim)),
                who=who(claim),
                says=claim.says.rstrip("."),
            ),
            stance=claim.stance,
            value=claim.value if claim.stance.sureness >= 3 else None,
            claims=[claim],
        )
    no = _denial(case, kinds)
    held: list[Held] = []
    for kind in kinds:
        belief = case.belief(kind)
        held += [*([belief.held] if belief.is_known and belief.held else []), *belief.several]
    lines = []
    if held:
        values = [value_words(one.value, case.wording) for one in held]
        line = case.say(
            "What I do hold of {label}: {values}.",
            label=case.label(held[0].citing[0].kind),
            values=listed(values, case.wording, 4),
        )
        lines.append(line)
    guesses = [] if held else _rumours(case)
    return reply(
        case,
        ReplyStatus.NOT_ANNOUNCED,
        case.say("Nobody whose word I hold says that."),
        *(denial_line(one, case.wording) for one in no),
        *lines,
        *(guess_line(one, case.wording) for one in guesses),
        claims=[*no, *(claim for one in (*held, *guesses) for claim in one.citing)],
    )


def _denial(case: Inquiry, kinds: tuple[Kind, ...]) -> list[Claim]:
    """The last word of anybody who said no to what is asked, or to any of the usual rumours."""
    denied: list[Claim] = []
    for kind in kinds or _RUMOURED:
        belief = case.belief(kind)
        decided = [belief.decided_by] if belief.decided_by else []
        denied += [one for one in (*belief.earlier, *decided) if one.stance is Stance.DENIED]
    return sorted(denied, key=lambda claim: claim.known_from)[-1:]


def what_is_asked(case: Inquiry) -> tuple[Inquiry, Belief]:
    """Return what the question is about: the first kind that anything is held of."""
    kinds = kinds_about(case.question.about)
    if Kind.CANCELLATION in kinds and not case.belief(Kind.CANCELLATION).is_known:
        case = case.about("series") if case.about("series").holds(kinds) else case
    elif not case.holds(kinds):
        whole = case.about("series")
        case = whole if whole.holds(kinds) else case.last_known(kinds)
    for kind in kinds:
        belief = case.belief(kind)
        if belief.is_known:
            return case, belief
    return case, case.belief(kinds[0])


def _nobody(case: Inquiry, belief: Belief) -> Reply:
    headline = case.say(
        "Nobody whose word I hold has said anything about {label} of {name}.",
        label=case.label(belief.kind),
        name=case.name,
    )
    return nothing(case, belief, headline)


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


def _in_whose_words(case: Inquiry, claim: Claim) -> str:
    """Whose word it is, named once."""
    if who(claim) in claim.says:
        return quoted(claim, case.wording)
    return case.say("{who}: {says}.", who=_capital(who(claim)), says=_said_by(claim, case.wording))


def _capital(name: str) -> str:
    return sentence(name).rstrip(".")


def _said_by(claim: Claim, wording: Wording) -> str:
    return wording.say_as("inside a sentence", "{says}", says=claim.says.rstrip("."))


def _verdict(stance: Stance, claim: Claim) -> str:
    """How sure it is, for `say`."""
    match stance:
        case Stance.CONFIRMED if claim.authority >= Authority.EXECUTIVE:
            return phrase("Yes, that is official")
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
            return phrase("No, it was denied")


def _mentions(case: Inquiry, name: str, kinds: tuple[Kind, ...]) -> list[Claim]:
    """What is said of a name, of this show, by standing claims."""
    known_by = [claim for claim in case.claims if claim.known_from <= case.as_of.day]
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


def _rumours(case: Inquiry) -> list[Held]:
    """The latest rumours and guesses about the season."""
    guesses: list[Held] = []
    for kind in (*_RUMOURED, Kind.CAST):
        guesses += guesses_of(case.belief(kind))
    guesses.sort(key=lambda held: held.citing[0].known_from, reverse=True)
    return guesses[:2]
