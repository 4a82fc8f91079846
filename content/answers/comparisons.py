"""Two dates put side by side: which is first, how far apart, how long ago."""

from collections.abc import Iterable, Sequence
from datetime import date

from content.answers.endings import as_claimed, ended_first, gap_to_an_end
from content.answers.inquiry import Inquiry, is_stated
from content.answers.no_answer import nothing
from content.answers.release import days_words, length_words, no_date, released
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import known, reply
from content.facts.claims import Claim
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.facts.premieres import Premiere, is_out, is_said_to_be_out, resolve_season
from content.language.hedges import hedge
from content.language.translated import together
from content.understanding.intents import Intent, kinds_about


def compare_release(inquiry: Inquiry) -> Reply:
    """Answer which of several seasons comes out first; nothing where their spans overlap."""
    inquiries = [inquiry, *_compared(inquiry)]
    if len(inquiries) == 1:
        return _alone(inquiry)
    if inquiry.question.about is Intent.CANCELLATION_STATUS:
        return ended_first(inquiries)
    dated = [(one, one.premiere) for one in inquiries]
    undated = [one for one, premiere in dated if not _has_span(premiere)]
    tales = [together(released(one, premiere), ".") for one, premiere in dated if premiere.is_firm]
    claims = _claims(premiere for _, premiere in dated if premiere.is_firm)
    if undated:
        return _before_undated(inquiry, dated, undated, tales, claims)
    first, *rest = sorted(dated, key=lambda one: _span(one[1]))
    last_day = _allowed(first[1])[1]
    if all(_same_day(first[1], other) for _, other in rest):
        headline, value = inquiry.say("They come out on the same day."), None
    elif all(last_day < _allowed(other)[0] for _, other in rest) or _same_rank(first[1], rest):
        headline, value = inquiry.say("{name} is first.", name=first[0].name), str(first[0].subject)
    else:
        headline, value = inquiry.say("That can't be told yet: their dates overlap."), None
    said = reply(
        inquiry,
        ReplyStatus.KNOWN,
        headline,
        *tales,
        value=value,
        stance=first[1].stance,
        claims=claims,
    )
    return as_claimed(said, inquiry, str(inquiry.subject))


def _before_undated(
    inquiry: Inquiry,
    dated: list[tuple[Inquiry, Premiere]],
    undated: list[Inquiry],
    tales: list[str],
    claims: list[Claim],
) -> Reply:
    """What is out already is first, though the others have no date; otherwise nothing is."""
    out = [(one, by) for one, by in dated if is_said_to_be_out(by, inquiry.as_of)]
    lacking = _no_date_for(inquiry, [one.name for one in undated])
    if len(out) != 1:
        told = _told_order([one for one, _ in dated])
        return told or reply(inquiry, ReplyStatus.NOT_ANNOUNCED, lacking, *tales, claims=claims)
    [(first, premiere)] = out
    said = reply(
        inquiry,
        ReplyStatus.KNOWN,
        inquiry.say("{name} is first.", name=first.name),
        *tales,
        value=str(first.subject),
        stance=premiere.stance,
        claims=(*premiere.belief.citing, *claims),
    )
    return as_claimed(said, inquiry, str(inquiry.subject))


def _told_order(inquiries: Sequence[Inquiry]) -> Reply | None:
    """Which of them comes first as somebody told it, where no dates do; None: nobody did."""
    for one in inquiries:
        belief = one.belief(Kind.RELEASE_ORDER)
        others = [other.show.short for other in inquiries if other.show != one.show]
        if is_stated(belief) and any(other in str(belief.value) for other in others):
            tale = one.say(
                "The order in which {name} comes out: {said}", name=one.name, said=belief.value
            )
            return known(one, belief, together(tale, hedge(belief.stance, one.wording), "."))
    return None


def gap(inquiry: Inquiry) -> Reply:
    """Answer how many days lie between two releases."""
    others = _compared(inquiry)
    if inquiry.question.about is Intent.CANCELLATION_STATUS:
        return gap_to_an_end(inquiry, others)
    if not others and isinstance(inquiry.season, int):
        step = -1 if inquiry.season > 1 else 1
        others = [inquiry.about(inquiry.season + step)]
    if not others:
        return _alone(inquiry)
    one, other = inquiry.premiere, others[0].premiere
    for lacking, premiere in ((inquiry, one), (others[0], other)):
        if not _is_bounded(premiere):
            return no_date(lacking, premiere)
    early, late = sorted((one, other), key=_span)
    least = max(0, (_span(late)[0] - _span(early)[1]).days)
    most = (_span(late)[1] - _span(early)[0]).days
    tales = [together(released(inquiry, one), "."), together(released(others[0], other), ".")]
    return reply(
        inquiry,
        ReplyStatus.KNOWN,
        _between(inquiry, others[0], least, most)
        if _is_exact(one) and _is_exact(other)
        else _about_between(inquiry, others[0], least, most),
        *tales,
        value=least if least == most else f"{least}/{most}",
        stance=one.stance,
        claims=_claims((one, other)),
    )


def elapsed(inquiry: Inquiry) -> Reply:
    """Answer how many days have passed since the release, or since what was spoken of."""
    kind = kinds_about(inquiry.question.about)[0]
    if kind is Kind.RELEASE_DATE:
        inquiry = _out_by_now(inquiry)
        premiere = inquiry.premiere
        if not _has_span(premiere):
            return no_date(inquiry, premiere)
        if not is_out(premiere, inquiry.as_of) or premiere.date is None:
            headline = inquiry.say("None yet: {tale}.", tale=released(inquiry, premiere))
            return reply(inquiry, ReplyStatus.KNOWN, headline, claims=premiere.belief.citing)
        day, citing = premiere.date, premiere.belief.citing
        tale = released(inquiry, premiere)
    else:
        belief = inquiry.belief_or_of_series(kind)
        if not is_stated(belief) or belief.date is None or not belief.citing:
            headline = inquiry.say(
                "Nobody whose word I hold has given the day of {label}.", label=inquiry.label(kind)
            )
            return nothing(inquiry, belief, headline)
        day, citing = belief.date, belief.citing
        tale = inquiry.say(
            "{label} of {name} was {when}",
            label=inquiry.label(kind),
            name=inquiry.about(belief.subject.season).name,
            when=inquiry.when(day),
        )
    headline, value = _passed(inquiry, day, tale)
    return reply(
        inquiry,
        ReplyStatus.KNOWN,
        headline,
        value=value,
        stance=citing[0].stance,
        claims=citing,
    )


def _out_by_now(inquiry: Inquiry) -> Inquiry:
    """The latest season that is out, where none is named: days pass since a release alone."""
    if not inquiry.is_unnamed or inquiry.is_out:
        return inquiry
    out = (one for one in map(inquiry.about, reversed(inquiry.seasons)) if one.is_out)
    return next(out, inquiry)


def _no_date_for(inquiry: Inquiry, names: list[str]) -> str:
    listed, *others = names
    for other in others:
        listed = inquiry.say("{first} or {last}", first=listed, last=other)
    return inquiry.say("That can't be told yet: there is no date for {names}.", names=listed)


def _between(inquiry: Inquiry, other: Inquiry, least: int, most: int) -> str:
    if least == most == 0:
        return inquiry.say(
            "{name} and {other} come out on the same day.", name=inquiry.name, other=other.name
        )
    if least == most and inquiry.question.in_weeks:
        return inquiry.say(
            "Between {name} and {other}: {length}.",
            name=inquiry.name,
            other=other.name,
            length=length_words(inquiry, most),
        )
    if least == most:
        return inquiry.count(
            "{number} day lies between {name} and {other}.",
            "{number} days lie between {name} and {other}.",
            most,
            name=inquiry.name,
            other=other.name,
        )
    return inquiry.count(
        "{least} to {number} day lies between {name} and {other}.",
        "{least} to {number} days lie between {name} and {other}.",
        most,
        least=inquiry.wording.number(least),
        name=inquiry.name,
        other=other.name,
    )


def _about_between(inquiry: Inquiry, other: Inquiry, least: int, most: int) -> str:
    """The days between two dates, the words of one of which allow others."""
    if least == most:
        return inquiry.count(
            "About {number} day lies between {name} and {other}.",
            "About {number} days lie between {name} and {other}.",
            most,
            name=inquiry.name,
            other=other.name,
        )
    return inquiry.count(
        "About {least} to {number} day lies between {name} and {other}.",
        "About {least} to {number} days lie between {name} and {other}.",
        most,
        least=inquiry.wording.number(least),
        name=inquiry.name,
        other=other.name,
    )


def _compared(inquiry: Inquiry) -> list[Inquiry]:
    found = []
    for other in inquiry.question.others:
        show = inquiry.catalogue.shows.get(other.show)
        if show is not None:
            season = resolve_season(inquiry.catalogue, other.show, other.season, inquiry.as_of)
            found.append(Inquiry(inquiry.question, inquiry.catalogue, inquiry.as_of, show, season))
    return [one for one in found if one.subject != inquiry.subject]


def _alone(inquiry: Inquiry) -> Reply:
    return reply(
        inquiry,
        ReplyStatus.AMBIGUOUS,
        inquiry.say("Compare {name} with which other show?", name=inquiry.name),
    )


def _has_span(premiere: Premiere) -> bool:
    return premiere.is_firm and premiere.date is not None and premiere.date.latest is not None


def _is_bounded(premiere: Premiere) -> bool:
    """Whether there is a first day as well, to count from or to."""
    return _has_span(premiere) and bool(premiere.date and premiere.date.earliest)


def _span(premiere: Premiere) -> tuple[date, date]:
    return premiere.date.span if premiere.date else (date.max, date.max)


def _allowed(premiere: Premiere) -> tuple[date, date]:
    """The first and the last day that the words allow: "about March" may be in April."""
    return premiere.date.allowed if premiere.date else (date.max, date.max)


def _is_exact(premiere: Premiere) -> bool:
    return premiere.date is None or premiere.date.is_exact


def _same_day(one: Premiere, other: Premiere) -> bool:
    return bool(one.date and one.date.is_day and one.date.day == (other.date and other.date.day))


def _same_rank(first: Premiere, rest: list[tuple[Inquiry, Premiere]]) -> bool:
    """Whether the first is told apart by its instant alone."""
    return first.moment is not None and all(
        other.moment is not None and first.moment < other.moment for _, other in rest
    )


def _passed(inquiry: Inquiry, day: PartialDate, tale: str) -> tuple[str, int | str | None]:
    """The days since *day* in words and for machines; a date open to the past has only a least."""
    least = max(0, (inquiry.today - day.latest).days) if day.latest else 0
    if day.earliest is None:
        headline = inquiry.count(
            "At least {number} day: {tale}.", "At least {number} days: {tale}.", least, tale=tale
        )
        return headline, f"{least}/.."
    most = (inquiry.today - day.earliest).days
    if most < 0:
        return inquiry.say("None yet: {tale}.", tale=tale), None
    value = least if least == most else f"{least}/{most}"
    return days_words(inquiry, least, most, tale, roughly=not day.is_exact), value


def _claims(premieres: Iterable[Premiere]) -> list[Claim]:
    return [claim for premiere in premieres for claim in premiere.belief.citing]
