"""Replies put together, so that each one cites what it says."""

from collections.abc import Iterable
from dataclasses import replace

from content.answers.inquiry import Inquiry
from content.answers.phrases import citation, conflict_lines, fitted, guess_line, guesses_of
from content.answers.reply import Alternative, Reply, ReplyStatus, ReplyValue
from content.facts.beliefs import Belief, Status
from content.facts.claims import Claim, Season, Stance
from content.language.citations import sources_of
from content.language.wording import Wording, wording_for
from content.understanding.question import Question


def plain_reply(
    question: Question,
    status: ReplyStatus,
    headline: str,
    *lines: str,
    value: ReplyValue = None,
) -> Reply:
    """Return a reply that is about no fact in particular."""
    wording = wording_for(question.language)
    return Reply(
        intent=question.intent,
        show=question.show,
        status=status,
        headline=opened(headline, wording),
        lines=tuple(opened(line, wording) for line in lines if line),
        value=value,
        language=wording.language,
    )


def reply(
    inquiry: Inquiry,
    status: ReplyStatus,
    headline: str,
    *lines: str,
    value: ReplyValue = None,
    stance: Stance | None = None,
    claims: Iterable[Claim] = (),
    season: Season | None = None,
) -> Reply:
    """Return a reply about the season that is asked of, citing *claims*, weightiest first."""
    behind = tuple(dict.fromkeys(claims))
    wording = inquiry.wording
    return Reply(
        intent=inquiry.question.intent,
        show=inquiry.show.id,
        season=inquiry.season if season is None else season,
        status=status,
        headline=opened(headline, wording),
        lines=tuple(dict.fromkeys(opened(line, wording) for line in lines if line)),
        citation=citation(behind[0], wording) if behind else None,
        value=value,
        stance=stance,
        sources=sources_of(behind),
        claims=behind,
        language=wording.language,
    )


def known(
    inquiry: Inquiry,
    belief: Belief,
    headline: str,
    *lines: str,
    value: ReplyValue = None,
    also: Iterable[Claim] = (),
    tells_conflicts: bool = True,
) -> Reply:
    """Return a reply that states what is held, with its stance, its source and its conflicts.

    *also* are claims behind what else it says; *value* is what is held unless given. Where the
    caller's own lines tell the conflicts already, *tells_conflicts* is False.
    """
    conflicts = belief.conflicts
    said = reply(
        inquiry,
        ReplyStatus.CONFLICTING if belief.status is Status.CONFLICTING else ReplyStatus.KNOWN,
        headline,
        *lines,
        *(conflict_lines(belief, inquiry.wording) if tells_conflicts else ()),
        value=belief.value if value is None else value,
        stance=belief.stance or _least_sure(belief),
        claims=(*belief.citing, *(c for held in conflicts for c in held.citing), *also),
    )
    return replace(said, conflicts=_alternatives(belief) if conflicts else ())


def guessed(inquiry: Inquiry, belief: Belief, headline: str, *lines: str) -> Reply:
    """Return a reply that nothing was announced, with whose guesses there are: never a value."""
    guesses = guesses_of(belief)[:2]
    return reply(
        inquiry,
        ReplyStatus.NOT_ANNOUNCED,
        headline,
        *lines,
        *(guess_line(held, inquiry.wording) for held in guesses),
        claims=[claim for held in guesses for claim in held.citing],
    )


def also_citing(said: Reply, claims: Iterable[Claim], *lines: str, wording: Wording) -> Reply:
    """Return *said* with more lines, and the claims behind them."""
    behind = tuple(dict.fromkeys((*said.claims, *claims)))
    return replace(
        said,
        lines=(*said.lines, *(opened(line, wording) for line in lines if line)),
        claims=behind,
        sources=sources_of(behind),
        citation=said.citation or (citation(behind[0], wording) if behind else None),
    )


def opened(text: str, wording: Wording) -> str:
    """Return *text* as a line of its own: fitted, and with a capital where its language has one."""
    return fitted(wording.opened(text))


def _least_sure(belief: Belief) -> Stance | None:
    """The stance of several values together: that of the least sure one that is stated."""
    stances = [held.stance for held in belief.several if held.is_firm]
    return min(stances, key=lambda stance: stance.sureness, default=None)


def _alternatives(belief: Belief) -> tuple[Alternative, ...]:
    return tuple(
        Alternative(value=held.value, stance=held.stance, sources=sources_of(held.citing))
        for held in belief.conflicts
    )
