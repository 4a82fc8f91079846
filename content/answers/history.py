"""How what is held of one fact came to be, in order."""

from typing import Final

from content.answers.inquiry import Inquiry
from content.answers.markets import market_claims, market_lines
from content.answers.no_answer import denial_line, missing_season
from content.answers.phrases import (
    begun,
    day_words,
    fitted,
    guess_line,
    guesses_of,
    sentence,
    value_words,
)
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import reply
from content.answers.verdicts import Verdict, judge, judged, opening
from content.facts.changes import Change, ChangeSort, changed
from content.facts.claims import Claim, Stance
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import Kind
from content.language.changes import CHANGE_WORDS
from content.language.citations import cited
from content.language.dates import in_words, since_words
from content.language.hedges import stance_words
from content.language.translated import together
from content.language.wording import Wording, phrase
from content.understanding.intents import kinds_about

_LINES = 6


def change_history(inquiry: Inquiry) -> Reply:
    """Answer how what is held of one fact came to be, in order; who denied what, included."""
    kind = kinds_about(inquiry.question.about)[0]
    if inquiry.is_unnamed and not _moves(inquiry, kind):
        inquiry = inquiry.last_known([kind])
    changes = _moves(inquiry, kind)
    denials = _denials(inquiry, kind, changes)
    if not changes:
        return _unchanged(inquiry, kind, denials)
    last = changes[-1]
    label, name = inquiry.label(kind), inquiry.name
    headline = inquiry.say(
        "{label} of {name} has not changed: {step}.",
        label=label,
        name=name,
        step=_step(last, inquiry.wording),
    )
    if len(changes) > 1:
        headline = _last_move(inquiry, last, label)
    answer, behind = _of_the_day_named(inquiry, kind, denials)
    verdict = None if answer else _as_claimed(inquiry, kind, last)
    if verdict is not None:
        headline = opening(inquiry, verdict, headline.removesuffix("."))
    told = changes if len(changes) > 1 else ()
    steps = [(change.reported.span, _step_line(inquiry, change)) for change in told]
    steps += [
        (claim.reported_on.span, denial_line(claim, inquiry.wording))
        for claim in denials
        if claim not in behind
    ]
    abroad = market_claims(inquiry) if kind is Kind.RELEASE_DATE else ()
    lines = [line for _, line in sorted(steps, key=lambda one: one[0])][-_LINES:]
    said = reply(
        inquiry,
        ReplyStatus.KNOWN,
        *[*answer[:1], sentence(headline), *answer[1:]],
        *lines,
        *market_lines(inquiry, abroad, last.citing),
        value=tuple(_plain(change) for change in changes),
        stance=last.after.stance,
        claims=[
            *behind,
            *(claim for change in reversed(changes) for claim in change.citing),
            *denials,
            *abroad,
        ],
    )
    return judged(said, inquiry, verdict)


def _as_claimed(inquiry: Inquiry, kind: Kind, last: Change) -> Verdict | None:
    """Whether it was moved to the day that is claimed, or later at all; None: neither is known."""
    claimed = inquiry.question.claimed
    if kind is not Kind.RELEASE_DATE or claimed is None or inquiry.question.is_open:
        return None
    if claimed.comes_later:
        return Verdict.YES if last.sort is ChangeSort.MOVED_LATER else None
    verdict = judge(claimed, last.after.value, inquiry.today)
    was_moved = last.sort in {ChangeSort.MOVED_EARLIER, ChangeSort.MOVED_LATER}
    return verdict if verdict is Verdict.NO or (verdict is Verdict.YES and was_moved) else None


def _unchanged(inquiry: Inquiry, kind: Kind, denials: list[Claim]) -> Reply:
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    headline = inquiry.say(
        "Nothing has been reported of {label} of {name}, so nothing has changed.",
        label=inquiry.label(kind),
        name=inquiry.name,
    )
    return reply(
        inquiry,
        ReplyStatus.NOT_ANNOUNCED,
        headline,
        *(denial_line(claim, inquiry.wording) for claim in denials),
        claims=denials,
    )


def _denials(inquiry: Inquiry, kind: Kind, changes: tuple[Change, ...]) -> list[Claim]:
    """Who said no without changing what is held, oldest first."""
    told = {claim.id for change in changes for claim in change.citing}
    earlier = inquiry.belief(kind).earlier
    denied = (one for one in earlier if one.stance is Stance.DENIED and one.id not in told)
    return sorted(denied, key=lambda claim: claim.known_from)


def _of_the_day_named(
    inquiry: Inquiry, kind: Kind, denials: list[Claim]
) -> tuple[list[str], list[Claim]]:
    """What is to be said of the date that the question names, where somebody denied it.

    "Wasn't it supposed to be October?" is answered by whoever said no to October, and by the
    rumours that it came from.
    """
    named = inquiry.question.window
    if named is None:
        return [], []
    no = [claim for claim in denials if _touches(claim.value, named)][-1:]
    if not no:
        return [], []
    rumours = [held for held in guesses_of(inquiry.belief(kind)) if _touches(held.value, named)][:2]
    lines = [*(denial_line(claim, inquiry.wording) for claim in no)]
    lines += [guess_line(held, inquiry.wording) for held in rumours]
    return lines, [*no, *(held.citing[0] for held in rumours)]


def _touches(value: object, named: PartialDate) -> bool:
    return isinstance(value, PartialDate) and value.relation_to(named) is not Relation.DISJOINT


def _step_line(inquiry: Inquiry, change: Change) -> str:
    day = day_words(change.reported, inquiry.wording)
    return begun(inquiry.say("{day}: {step}.", day=day, step=_step(change, inquiry.wording)))


def _moves(inquiry: Inquiry, kind: Kind) -> tuple[Change, ...]:
    return changed(inquiry.catalogue, inquiry.subject, kind, until=inquiry.as_of.day)


def _last_move(inquiry: Inquiry, change: Change, label: str) -> str:
    """What the last change was: "the release date of … was moved later from … to …"."""
    was, now = change.before.value, change.after.value
    pattern = _MOVED[change.sort]
    if now is not None and was in {None, now}:
        pattern = _MOVED_AT.get(change.sort, pattern)
    elif now is not None and change.is_of_words_known:
        pattern = phrase("{label} of {name} has been {now} {since}; before that, it was {was}.")
    elif now is not None:
        pattern = _MOVED_TO.get(change.sort, _MOVED_AT.get(change.sort, pattern))
    return inquiry.say(
        pattern,
        label=label,
        name=inquiry.name,
        was=value_words(was, inquiry.wording),
        now=value_words(now, inquiry.wording),
        when=in_words(change.reported, locale=inquiry.wording.language),
        since=since_words(change.reported, locale=inquiry.wording.language),
    )


def _step(change: Change, wording: Wording) -> str:
    """One line of the history: what was held from then on."""
    claim = change.told_by
    held = change.values or ((change.after.held,) if change.after.held else ())
    stance = claim.stance if claim and not change.values else change.after.stance
    if held and change.sort not in _ENDS:
        text = wording.joined(", ", (value_words(one.value, wording) for one in held))
    else:
        text = wording.say(CHANGE_WORDS[change.sort])
    if stance and change.sort not in _ENDS:
        text = wording.joined(", ", (text, stance_words(stance, wording)))
    return fitted(together(text, " (", cited(claim, wording), ")") if claim else text, 240)


def _plain(change: Change) -> str:
    if change.sort in _ENDS:
        return change.sort.value
    value = change.values[0].value if change.values else change.after.value
    return value.edtf if isinstance(value, PartialDate) else str(value)


_ENDS = {ChangeSort.WITHDRAWN, ChangeSort.RETRACTED, ChangeSort.DENIED}
_MOVED: Final = {
    ChangeSort.NEW: phrase("{label} of {name} was first told {when}."),
    ChangeSort.REFINED: phrase("{label} of {name} was made more exact {when}."),
    ChangeSort.MOVED_EARLIER: phrase("{label} of {name} was moved earlier {when}."),
    ChangeSort.MOVED_LATER: phrase("{label} of {name} was moved later {when}."),
    ChangeSort.CHANGED: phrase("{label} of {name} was changed {when}."),
    ChangeSort.CONFIRMED: phrase("{label} of {name} was confirmed {when}."),
    ChangeSort.HAPPENED: phrase("{label} of {name} was reported to have happened {when}."),
    ChangeSort.ADDED: phrase("{label} of {name} was added to {when}."),
    ChangeSort.WITHDRAWN: phrase("{label} of {name} was withdrawn {when}."),
    ChangeSort.RETRACTED: phrase("{label} of {name} was taken back {when}."),
    ChangeSort.DENIED: phrase("{label} of {name} was denied {when}."),
    ChangeSort.CANCELLED: phrase("{label} of {name} was told {when}."),
}
"""What became of a fact."""
_MOVED_AT: Final = {
    ChangeSort.NEW: phrase("{label} of {name} was first told, {now}, {when}."),
    ChangeSort.REFINED: phrase("{label} of {name} was made more exact, {now}, {when}."),
    ChangeSort.MOVED_EARLIER: phrase("{label} of {name} was moved earlier, {now}, {when}."),
    ChangeSort.MOVED_LATER: phrase("{label} of {name} was moved later, {now}, {when}."),
    ChangeSort.CHANGED: phrase("{label} of {name} was changed, {now}, {when}."),
    ChangeSort.CONFIRMED: phrase("{label} of {name} was confirmed, {now}, {when}."),
    ChangeSort.HAPPENED: phrase("{label} of {name} was reported to have happened, {now}, {when}."),
    ChangeSort.DENIED: phrase("{label} of {name} was denied, {now}, {when}."),
    ChangeSort.CANCELLED: phrase("{label} of {name} was told, {now}, {when}."),
}
"""What became of a fact that has a value."""
_MOVED_TO: Final = {
    ChangeSort.REFINED: phrase(
        "{label} of {name} was made more exact from {was} to {now}, {when}."
    ),
    ChangeSort.MOVED_EARLIER: phrase(
        "{label} of {name} was moved earlier from {was} to {now}, {when}."
    ),
    ChangeSort.MOVED_LATER: phrase(
        "{label} of {name} was moved later from {was} to {now}, {when}."
    ),
    ChangeSort.CHANGED: phrase("{label} of {name} was changed from {was} to {now}, {when}."),
    ChangeSort.CONFIRMED: phrase("{label} of {name} was confirmed from {was} to {now}, {when}."),
    ChangeSort.HAPPENED: phrase(
        "{label} of {name} was reported to have happened from {was} to {now}, {when}."
    ),
    ChangeSort.DENIED: phrase("{label} of {name} was denied from {was} to {now}, {when}."),
    ChangeSort.CANCELLED: phrase("{label} of {name} was told from {was} to {now}, {when}."),
}
"""What became of a fact that had another value."""
