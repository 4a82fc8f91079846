"""Why there is nothing to say: the empties, which differ and are never mixed up."""

from content.answers.inquiry import Inquiry, is_stated
from content.answers.phrases import day_words, guess_line, guesses_of, quoted, value_words, who
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import guessed, reply
from content.facts.beliefs import Belief, Status
from content.facts.claims import Claim
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.language.changes import people_in
from content.language.wording import Wording, phrase


def nothing(case: Inquiry, belief: Belief, headline: str, *lines: str) -> Reply:
    """Return why nothing is held; *headline* is for a season that merely has no word of it."""
    missing = missing_season(case)
    if missing is not None:
        return missing
    match belief.status:
        case Status.WITHDRAWN:
            return withdrawn(case, belief)
        case Status.DENIED:
            return denied(case, belief, headline)
        case Status.RETRACTED:
            gone = belief.retracted
            return reply(
                case,
                ReplyStatus.NOT_ANNOUNCED,
                headline,
                case.say(
                    "What was reported of {label} has been taken back.",
                    label=case.label(belief.kind),
                ),
                claims=gone[-1:],
            )
        case _:
            return guessed(case, belief, headline, *lines)


def withdrawn(case: Inquiry, belief: Belief) -> Reply:
    """Return that it was held and taken away, and what it was."""
    decided = belief.decided_by
    before = _before(belief)
    lines = []
    if decided:
        lines.append(quoted(decided, case.wording))
    if before and belief.kind is not Kind.SHOWRUNNER:
        was = value_words(before.value, case.wording)
        lines.append(case.say("Before that it was {value}.", value=was))
    claims = [claim for claim in (decided, before) if claim]
    headline = _taken_away(case, belief.kind, before)
    return reply(case, ReplyStatus.WITHDRAWN, headline, *lines, claims=claims)


def _taken_away(case: Inquiry, kind: Kind, before: Claim | None) -> str:
    if kind is Kind.RELEASE_DATE:
        return case.say(
            "No date: the release date of {name} was withdrawn, and nothing has taken its place.",
            name=case.name,
        )
    if kind is Kind.SHOWRUNNER and before is not None:
        people = str(before.value)
        return case.count(
            "{people} is no longer running {name}, and I hold no successor.",
            "{people} are no longer running {name}, and I hold no successor.",
            people_in(people),
            people=people,
            name=case.name,
        )
    return case.say(
        "{name}: {label} was withdrawn, and nothing has taken its place.",
        name=case.name,
        label=case.label(kind),
    )


def denied(case: Inquiry, belief: Belief, headline: str) -> Reply:
    """Return that nothing was announced, and who said no."""
    claims = (belief.decided_by,) if belief.decided_by else ()
    return reply(
        case,
        ReplyStatus.NOT_ANNOUNCED,
        headline,
        *(denial_line(claim, case.wording) for claim in claims),
        claims=claims,
    )


def denial_line(claim: Claim, wording: Wording) -> str:
    """Return who said no, when and how."""
    return wording.say(
        "{who} said no ({day}): {says}",
        who=who(claim),
        day=day_words(claim.reported_on, wording),
        says=quoted(claim, wording),
    )


def missing_season(case: Inquiry) -> Reply | None:
    """Return that there is no such season, or None where there is one.

    After a cancellation it is cancelled; beyond the next one, or of a show made as one closed
    season, it does not exist; one before those that are followed is not tracked; otherwise it has
    not been announced.
    """
    if not any(claim.known_from <= case.as_of.day for claim in case.claims):
        return reply(
            case,
            ReplyStatus.NOT_ANNOUNCED,
            case.say(
                "I hold no word of {show} from {day} or before.",
                show=case.show.short,
                day=day_words(PartialDate.on(case.as_of.day), case.wording),
            ),
        )
    season, seasons = case.season, case.seasons
    if not isinstance(season, int) or season in seasons:
        return None
    last = seasons[-1] if seasons else 0
    if case.is_cancelled and season > last:
        return _after_the_end(case, last)
    if 1 <= season < last:
        headline = case.say(
            "I hold no word of season {season} of {show}.", season=season, show=case.show.short
        )
        return reply(case, ReplyStatus.NOT_TRACKED, headline)
    if season > last + 1 or season < 1:
        headline = _no_such(case, season, last)
        lines, claims = _rumours(case)
        return reply(case, ReplyStatus.DOES_NOT_EXIST, headline, *lines, claims=claims)
    denial = case.belief(Kind.RENEWAL)
    if case.show.limited and season > 1:
        no = denial.decided_by if _is_denied(denial) else None
        lines, claims = _rumours(case)
        return reply(
            case,
            ReplyStatus.DOES_NOT_EXIST,
            case.say(
                "There is no season {season} of {show}: it was made as one closed season.",
                season=season,
                show=case.show.short,
            ),
            *([denial_line(no, case.wording)] if no else []),
            *lines,
            claims=[*([no] if no else []), *claims],
        )
    headline = case.say("{name} has not been announced.", name=case.name)
    if _is_denied(denial):
        return denied(case, denial, headline)
    return guessed(case, denial, headline)


def cancelled_line(case: Inquiry) -> tuple[str, ...]:
    """Return that the series was cancelled, and when, where it was."""
    belief = case.cancellation
    if not is_stated(belief):
        return ()
    return (
        case.dated(
            phrase("{show} was cancelled {when}."),
            phrase("{show} was cancelled."),
            belief.date,
            show=case.show.short,
        ),
    )


def _after_the_end(case: Inquiry, last: int) -> Reply:
    belief = case.cancellation
    renewal = case.belief(Kind.RENEWAL)
    denial = renewal.decided_by if _is_denied(renewal) else None
    lines, claims = _rumours(case)
    return reply(
        case,
        ReplyStatus.CANCELLED,
        _ended(case, belief.date, last),
        *([denial_line(denial, case.wording)] if denial else []),
        *lines,
        claims=(*belief.citing, *([denial] if denial else []), *claims),
    )


def _no_such(case: Inquiry, season: int, count: int) -> str:
    show = case.show.short
    if not count:
        return case.say(
            "There is no season {season} of {show}: I know of no season at all.",
            season=season,
            show=show,
        )
    return case.count(
        "There is no season {season} of {show}: I know of {number} season.",
        "There is no season {season} of {show}: I know of {number} seasons.",
        count,
        season=season,
        show=show,
    )


def _ended(case: Inquiry, day: PartialDate | None, last: int) -> str:
    season, show = case.season, case.show.short
    if last:
        return case.dated(
            phrase(
                "There is no season {season}: {show} was cancelled {when}, "
                "and season {last} is the last."
            ),
            phrase(
                "There is no season {season}: {show} was cancelled, and season {last} is the last."
            ),
            day,
            season=season,
            show=show,
            last=last,
        )
    return case.dated(
        phrase("There is no season {season}: {show} was cancelled {when}."),
        phrase("There is no season {season}: {show} was cancelled."),
        day,
        season=season,
        show=show,
    )


def _is_denied(belief: Belief) -> bool:
    return belief.status is Status.DENIED and belief.decided_by is not None


def _rumours(case: Inquiry) -> tuple[list[str], list[Claim]]:
    """The last guess that there will be such a season, and the claim behind it."""
    guesses = guesses_of(case.belief(Kind.RENEWAL))[:1]
    lines = [guess_line(held, case.wording) for held in guesses]
    return lines, [held.citing[0] for held in guesses]


def _before(belief: Belief) -> Claim | None:
    """The last claim that had a value, before it was taken away."""
    dated = [claim for claim in belief.earlier if claim.value is not None]
    return dated[-1] if dated else None
