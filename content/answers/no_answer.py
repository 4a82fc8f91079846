"""Why there is nothing to say: the empties, which differ and are never mixed up."""

from content.answers.inquiry import Inquiry, is_stated
from content.answers.listing_state import listed_unclaimed, listed_without_seasons
from content.answers.phrases import day_words, guess_line, guesses_of, quoted, value_words, who
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import guessed, reply
from content.facts.beliefs import Belief, Status
from content.facts.claims import Claim
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.premieres import FIRST_YEAR
from content.language.changes import people_in
from content.language.wording import Wording, phrase


def nothing(inquiry: Inquiry, belief: Belief, headline: str, *lines: str) -> Reply:
    """Return why nothing is held; *headline* is for a season that merely has no word of it."""
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    match belief.status:
        case Status.WITHDRAWN:
            return withdrawn(inquiry, belief)
        case Status.DENIED:
            return denied(inquiry, belief, headline)
        case Status.RETRACTED:
            gone = belief.retracted
            return reply(
                inquiry,
                ReplyStatus.NOT_ANNOUNCED,
                headline,
                inquiry.say(
                    "What was reported of {label} has been taken back.",
                    label=inquiry.label(belief.kind),
                ),
                claims=gone[-1:],
            )
        case _:
            return guessed(inquiry, belief, headline, *lines)


def withdrawn(inquiry: Inquiry, belief: Belief) -> Reply:
    """Return that it was held and taken away, and what it was."""
    decided = belief.decided_by
    before = _before(belief)
    lines = []
    if decided:
        lines.append(quoted(decided, inquiry.wording))
    if before and belief.kind is not Kind.SHOWRUNNER:
        was = value_words(before.value, inquiry.wording)
        lines.append(inquiry.say("Before that it was {value}.", value=was))
    claims = [claim for claim in (decided, before) if claim]
    headline = _taken_away(inquiry, belief.kind, before)
    return reply(inquiry, ReplyStatus.WITHDRAWN, headline, *lines, claims=claims)


def _taken_away(inquiry: Inquiry, kind: Kind, before: Claim | None) -> str:
    if kind is Kind.RELEASE_DATE:
        return inquiry.say(
            "No date: the release date of {name} was withdrawn, and nothing has taken its place.",
            name=inquiry.name,
        )
    if kind is Kind.SHOWRUNNER and before is not None:
        people = str(before.value)
        return inquiry.count(
            "{people} is no longer running {name}, and I hold no successor.",
            "{people} are no longer running {name}, and I hold no successor.",
            people_in(people),
            people=people,
            name=inquiry.name,
        )
    return inquiry.say(
        "{name}: {label} was withdrawn, and nothing has taken its place.",
        name=inquiry.name,
        label=inquiry.label(kind),
    )


def denied(inquiry: Inquiry, belief: Belief, headline: str) -> Reply:
    """Return that nothing was announced, and who said no."""
    claims = (belief.decided_by,) if belief.decided_by else ()
    return reply(
        inquiry,
        ReplyStatus.NOT_ANNOUNCED,
        headline,
        *(denial_line(claim, inquiry.wording) for claim in claims),
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


def missing_season(inquiry: Inquiry) -> Reply | None:
    """Return that there is no such season, or None where there is one.

    One that a listing has without one sound day is listed, unless somebody with a say in it said
    no. After a cancellation it is cancelled; beyond the next one, or of a show made as one closed
    season, it does not exist; one before those that are followed is not tracked; otherwise it has
    not been announced.
    """
    listed = None if inquiry.season in inquiry.seasons else _listed(inquiry)
    if listed is not None:
        return listed
    if not any(claim.known_from <= inquiry.as_of.day for claim in inquiry.claims):
        return listed_without_seasons(inquiry) or reply(
            inquiry,
            ReplyStatus.NOT_ANNOUNCED,
            inquiry.say(
                "I hold no word of {show} from {day} or before.",
                show=inquiry.show.short,
                day=day_words(PartialDate.on(inquiry.as_of.day), inquiry.wording),
            ),
        )
    season, seasons = inquiry.season, inquiry.seasons
    if not isinstance(season, int) or season in seasons:
        return None
    last = seasons[-1] if seasons else 0
    if inquiry.is_cancelled and season > last:
        return _after_the_end(inquiry, last)
    if 1 <= season < last:
        headline = inquiry.say(
            "I hold no word of season {season} of {show}.", season=season, show=inquiry.show.short
        )
        return reply(inquiry, ReplyStatus.NOT_TRACKED, headline)
    if season > last + 1 or season < 1:
        count = len(seasons) if last >= FIRST_YEAR else last  # they go by years
        headline = _no_such(inquiry, season, count)
        lines, claims = _rumours(inquiry)
        return reply(inquiry, ReplyStatus.DOES_NOT_EXIST, headline, *lines, claims=claims)
    denial = inquiry.belief(Kind.RENEWAL)
    if inquiry.show.limited and season > 1:
        no = denial.decided_by if _is_denied(denial) else None
        lines, claims = _rumours(inquiry)
        return reply(
            inquiry,
            ReplyStatus.DOES_NOT_EXIST,
            inquiry.say(
                "There is no season {season} of {show}: it was made as one closed season.",
                season=season,
                show=inquiry.show.short,
            ),
            *([denial_line(no, inquiry.wording)] if no else []),
            *lines,
            claims=[*([no] if no else []), *claims],
        )
    headline = inquiry.say("{name} has not been announced.", name=inquiry.name)
    if _is_denied(denial):
        return denied(inquiry, denial, headline)
    return guessed(inquiry, denial, headline)


def _listed(inquiry: Inquiry) -> Reply | None:
    """What a listing has of a season of which nobody else speaks, where nobody denied it."""
    is_over = inquiry.is_cancelled or _is_denied(inquiry.belief(Kind.RENEWAL))
    return None if is_over else listed_unclaimed(inquiry)


def cancelled_line(inquiry: Inquiry) -> tuple[str, ...]:
    """Return that the series was cancelled, and when, where it was."""
    belief = inquiry.cancellation
    if not is_stated(belief):
        return ()
    return (
        inquiry.dated(
            phrase("{show} was cancelled {when}."),
            phrase("{show} was cancelled."),
            belief.date,
            show=inquiry.show.short,
        ),
    )


def _after_the_end(inquiry: Inquiry, last: int) -> Reply:
    belief = inquiry.cancellation
    renewal = inquiry.belief(Kind.RENEWAL)
    denial = renewal.decided_by if _is_denied(renewal) else None
    lines, claims = _rumours(inquiry)
    return reply(
        inquiry,
        ReplyStatus.CANCELLED,
        _ended(inquiry, belief.date, last),
        *([denial_line(denial, inquiry.wording)] if denial else []),
        *lines,
        claims=(*belief.citing, *([denial] if denial else []), *claims),
    )


def _no_such(inquiry: Inquiry, season: int, count: int) -> str:
    show = inquiry.show.short
    if not count:
        return inquiry.say(
            "There is no season {season} of {show}: I know of no season at all.",
            season=season,
            show=show,
        )
    return inquiry.count(
        "There is no season {season} of {show}: I know of {number} season.",
        "There is no season {season} of {show}: I know of {number} seasons.",
        count,
        season=season,
        show=show,
    )


def _ended(inquiry: Inquiry, day: PartialDate | None, last: int) -> str:
    season, show = inquiry.season, inquiry.show.short
    if last:
        return inquiry.dated(
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
    return inquiry.dated(
        phrase("There is no season {season}: {show} was cancelled {when}."),
        phrase("There is no season {season}: {show} was cancelled."),
        day,
        season=season,
        show=show,
    )


def _is_denied(belief: Belief) -> bool:
    return belief.status is Status.DENIED and belief.decided_by is not None


def _rumours(inquiry: Inquiry) -> tuple[list[str], list[Claim]]:
    """The last guess that there will be such a season, and the claim behind it."""
    guesses = guesses_of(inquiry.belief(Kind.RENEWAL))[:1]
    lines = [guess_line(held, inquiry.wording) for held in guesses]
    return lines, [held.citing[0] for held in guesses]


def _before(belief: Belief) -> Claim | None:
    """The last claim that had a value, before it was taken away."""
    dated = [claim for claim in belief.earlier if claim.value is not None]
    return dated[-1] if dated else None
