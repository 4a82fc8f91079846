"""Who says otherwise: every side of what sources disagree about."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from content.answers.inquiry import Inquiry
from content.answers.phrases import day_words, listed, reconciled_lines, value_words, who
from content.answers.reply import Reply
from content.answers.replying import known
from content.answers.sources import source, what_is_asked
from content.facts.as_of import AsOf
from content.facts.beliefs import Belief, Held, relation
from content.facts.believe import believe, claims_on
from content.facts.by_day import ByDay
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, ShowId, Stance, Subject
from content.facts.dates import PartialDate, Relation
from content.facts.kinds import KINDS, Kind
from content.facts.ordered import Ordered
from content.language.citations import cited
from content.language.translated import together
from content.language.wording import Wording, phrase
from content.understanding.intents import kinds_about
from content.understanding.question import Question


def dispute(inquiry: Inquiry) -> Reply:
    """Answer with every side there is, and the pages that take it.

    Sides of equal weight stand beside one another; a page that merely says otherwise is told as
    such, after what carries more weight.
    """
    inquiry, belief = _contested(inquiry)
    if belief.held is None or not belief.is_known:
        return source(inquiry)
    if belief.conflicts:
        return _open(inquiry, belief, belief.held)
    lesser = _contradicted(belief)
    return _settled(inquiry, belief, belief.held, lesser) if lesser else source(inquiry)


def subject_in_dispute(question: Question, catalogue: Catalogue, as_of: AsOf) -> Subject | None:
    """Return the one season of any show of which sources disagree about the day that is named.

    A day is often named without its year, so the year does not count. None: there is no such
    season, or there are several.
    """
    named = question.window.day if question.window else None
    if named is None:
        return None
    found = {
        belief.subject
        for belief in disputed(catalogue, as_of.day)
        for held in (belief.held, *belief.conflicts)
        if held and isinstance(held.value, PartialDate) and _same_day(held.value.day, named)
    }
    return found.pop() if len(found) == 1 else None


def disputed(catalogue: Catalogue, day: date) -> Ordered[Belief]:
    """Return what sources of equal weight disagree about, as known by *day*, of every season."""
    return _DISPUTED.of_all(catalogue, day)


def _disputed(catalogue: Catalogue, show: ShowId, day: date) -> Iterator[Belief]:
    """What sources of equal weight disagree about, of every season of a show."""
    claims = catalogue.about(show) if show in catalogue.shows else ()
    for subject, kind in {(claim.subject, claim.kind) for claim in claims}:
        if not kind.row.is_argued:
            continue
        belief = believe(claims_on(catalogue, subject, kind), subject, kind, day)
        if belief.conflicts:
            yield belief


_ARGUED: Final = tuple(kind for kind, row in KINDS.items() if row.is_argued)
_DISPUTED: Final = ByDay(_disputed, lambda one: (str(one.subject), one.kind))


def _same_day(day: date | None, named: date) -> bool:
    return day is not None and (day.month, day.day) == (named.month, named.day)


def _open(inquiry: Inquiry, belief: Belief, held: Held) -> Reply:
    sides = (held, *belief.conflicts)
    values = [value_words(side.value, inquiry.wording) for side in sides]
    headline = inquiry.say(
        "Sources disagree on {label} of {name}: {values}.",
        label=inquiry.label(belief.kind),
        name=inquiry.name,
        values=listed(values, inquiry.wording),
    )
    return known(
        inquiry,
        belief,
        headline,
        *(_side(inquiry, side) for side in sides),
        *_one_voice(inquiry, sides),
        *reconciled_lines(belief, inquiry.wording),
        tells_conflicts=False,
    )


def _side(inquiry: Inquiry, side: Held) -> str:
    pages = dict.fromkeys(_page(claim, inquiry.wording) for claim in side.citing)
    return inquiry.say(
        "{value}: {pages}.",
        value=value_words(side.value, inquiry.wording),
        pages=listed(list(pages), inquiry.wording, 4),
    )


def _page(claim: Claim, wording: Wording) -> str:
    return together(claim.source.publisher, " (", day_words(claim.source.published, wording), ")")


def _one_voice(inquiry: Inquiry, sides: tuple[Held, ...]) -> tuple[str, ...]:
    """That all sides go back to one report, where they do."""
    followed = [{claim.via for claim in side.citing if claim.via} for side in sides]
    shared = sorted(set.intersection(*followed))
    return tuple(inquiry.say("Pages on either side follow {via}.", via=via) for via in shared[:1])


def _settled(inquiry: Inquiry, belief: Belief, held: Held, others: list[Claim]) -> Reply:
    """What is held, and what was said before it or says otherwise with less weight."""
    since = min(claim.known_from for claim in held.citing)
    older = [claim for claim in others if claim.known_from < since]
    headline = inquiry.say(
        phrase("For {label} of {name}, {value} carries more weight ({cited}).")
        if len(older) < len(others)
        else phrase("For {label} of {name}, {value} is the latest word ({cited})."),
        label=inquiry.label(belief.kind),
        name=inquiry.name,
        value=value_words(held.value, inquiry.wording),
        cited=cited(held.citing[0], inquiry.wording),
    )
    lines = [
        inquiry.say(
            phrase("Before that {publisher} said {value} ({date}).")
            if claim in older
            else phrase("{publisher} said otherwise: {value} ({date})."),
            publisher=who(claim),
            value=value_words(claim.value, inquiry.wording),
            date=day_words(claim.source.published, inquiry.wording),
        )
        for claim in others
    ]
    return known(inquiry, belief, headline, *lines, also=others)


def _contested(inquiry: Inquiry) -> tuple[Inquiry, Belief]:
    """The belief that is in dispute; of the season meant first, then of any."""
    kinds: tuple[Kind, ...] = _ARGUED
    if inquiry.question.about is not None:
        kinds = kinds_about(inquiry.question.about)
    seasons = (
        [inquiry, *(inquiry.about(n) for n in reversed(inquiry.seasons))]
        if inquiry.is_unnamed
        else [inquiry]
    )
    beliefs = [(one, one.belief(kind)) for one in seasons for kind in kinds]
    named = inquiry.question.window
    meant: list[Callable[[Belief, PartialDate | None], bool]] = [_names_a_side, _names_a_lesser]
    if (
        named is None or named.day is None
    ):  # a day that nobody claims is no reason to tell of others
        meant += [_is_open, _is_contradicted]
    for is_meant in meant:
        for one, belief in beliefs:
            if is_meant(belief, named):
                return one, belief
    return what_is_asked(inquiry)


def _names_a_side(belief: Belief, named: PartialDate | None) -> bool:
    dates = (belief.value, *(held.value for held in belief.conflicts))
    return bool(named and belief.conflicts) and any(_overlap(day, named) for day in dates)


def _names_a_lesser(belief: Belief, named: PartialDate | None) -> bool:
    return any(_overlap(claim.value, named) for claim in _contradicted(belief))


def _is_open(belief: Belief, _named: PartialDate | None) -> bool:
    return bool(belief.conflicts)


def _is_contradicted(belief: Belief, _named: PartialDate | None) -> bool:
    return belief.is_known and bool(_contradicted(belief))


def _overlap(value: object, named: PartialDate | None) -> bool:
    if named is None or not isinstance(value, PartialDate):
        return False
    if value.day is not None and named.day is not None:
        return _same_day(value.day, named.day)
    return value.relation_to(named) is not Relation.DISJOINT


def _contradicted(belief: Belief) -> list[Claim]:
    """Claims with another value that carry less weight, or were overtaken."""
    value = belief.value
    other = [
        claim
        for claim in belief.earlier
        if claim.value is not None
        and claim.stance is not Stance.DENIED
        and relation(claim.value, value) is Relation.DISJOINT
    ]
    return other[-2:]
