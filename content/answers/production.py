"""What a season consists of: episodes, their length and how they appear, trailers."""

from dataclasses import replace
from typing import Final

from content.answers.inquiry import Inquiry, is_stated
from content.answers.no_answer import missing_season, nothing
from content.answers.phrases import sentence
from content.answers.reply import Reply, ReplyStatus, ReplyValue
from content.answers.replying import also_citing, known
from content.answers.verdicts import Verdict, judged, on_claim, opening
from content.facts.beliefs import Belief, Held
from content.facts.dates import PartialDate
from content.facts.kinds import Kind
from content.language.hedges import hedge
from content.language.translated import together
from content.language.wording import phrase
from content.understanding.question import Manner


def episode_count(inquiry: Inquiry) -> Reply:
    """Answer how many episodes it has."""
    inquiry = _meant(inquiry)
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    belief = inquiry.belief(Kind.EPISODE_COUNT)
    if is_stated(belief) and isinstance(belief.value, int):
        tale = _episodes(inquiry, belief, belief.value)
        verdict, headline = on_claim(inquiry, belief.value, tale.rstrip("."), belief.conflicts) or (
            None,
            tale,
        )
        return judged(known(inquiry, belief, headline), inquiry, verdict)
    unknown = phrase("Nobody whose word I hold has said how many episodes {name} has.")
    said = nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    before = inquiry.last_known([Kind.EPISODE_COUNT])
    counted = before.belief(Kind.EPISODE_COUNT)
    if before is inquiry or not is_stated(counted) or not isinstance(counted.value, int):
        return said
    line = _episodes(before, counted, counted.value)
    return also_citing(said, counted.citing, line, wording=inquiry.wording)


def _meant(inquiry: Inquiry) -> Inquiry:
    """The season that has as many as are claimed, where none is named."""
    claimed = inquiry.question.claimed
    if claimed is None or not inquiry.is_unnamed:
        return inquiry
    others = [inquiry, *(inquiry.about(season) for season in reversed(inquiry.seasons))]
    counted = ((one, one.belief(Kind.EPISODE_COUNT)) for one in others)
    return next(
        (one for one, held in counted if is_stated(held) and held.value == claimed.count), inquiry
    )


def _episodes(inquiry: Inquiry, belief: Belief, count: int) -> str:
    return inquiry.count(
        "{name} has {number} episode{hedge}.",
        "{name} has {number} episodes{hedge}.",
        count,
        name=inquiry.name,
        hedge=hedge(belief.stance, inquiry.wording),
    )


def runtime(inquiry: Inquiry) -> Reply:
    """Answer how long the episodes are."""
    unknown = phrase("Nobody whose word I hold has said the running time of {name}.")
    return _told(inquiry, Kind.RUNTIME, unknown)


def release_model(inquiry: Inquiry) -> Reply:
    """Answer whether it comes all at once or week by week."""
    unknown = phrase("Nobody whose word I hold has said how the episodes of {name} appear.")
    said = _told(inquiry, Kind.RELEASE_MODEL, unknown)
    claimed, told = inquiry.question.claimed, _manner(said.value)
    is_settled = said.status is ReplyStatus.KNOWN and told is not None
    if claimed is None or claimed.manner is None or not is_settled:
        return said
    verdict = Verdict.YES if told is claimed.manner else Verdict.NO
    belief = inquiry.belief_or_of_series(Kind.RELEASE_MODEL)
    headline = opening(inquiry, verdict, _tale(inquiry, belief).removesuffix("."))
    return judged(replace(said, headline=headline), inquiry, verdict)


def _manner(value: ReplyValue) -> Manner | None:
    """How the episodes appear by the words of whoever told; None where they tell of both ways."""
    words = str(value).casefold()
    told = [manner for manner, stem in _MANNERS if stem in words]
    return told[0] if len(told) == 1 else None


_MANNERS: Final = ((Manner.AT_ONCE, "at once"), (Manner.WEEKLY, "week"))


def trailer(inquiry: Inquiry) -> Reply:
    """Answer when its trailers came out, the latest first."""
    inquiry = inquiry.last_known([Kind.TRAILER])
    belief = inquiry.belief(Kind.TRAILER)
    held = sorted(
        (one for one in belief.several if one.is_firm),
        key=lambda one: one.citing[0].known_from,
        reverse=True,
    )
    if not held:
        unknown = phrase("Nobody whose word I hold knows a trailer of {name}.")
        return nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    latest, *others = held
    tale = inquiry.say(
        "the latest trailer of {name} came out {when}",
        name=inquiry.name,
        when=_trailer(inquiry, latest),
    )
    verdict, headline = on_claim(inquiry, latest.value, tale) or (
        Verdict.YES,
        opening(inquiry, Verdict.YES, tale),
    )
    said = known(
        inquiry,
        belief,
        sentence(headline),
        *(
            inquiry.say("Before that there was one {when}.", when=_trailer(inquiry, other))
            for other in others[:3]
        ),
        value=latest.value,
        also=latest.citing,
    )
    return judged(said, inquiry, verdict)


def _told(inquiry: Inquiry, kind: Kind, unknown: str) -> Reply:
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    belief = inquiry.belief_or_of_series(kind)
    if not is_stated(belief):
        return nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    return known(inquiry, belief, _tale(inquiry, belief))


def _tale(inquiry: Inquiry, belief: Belief) -> str:
    """What is held, in the words of whoever told it."""
    return inquiry.say(
        "{name}: {value}{hedge}.",
        name=inquiry.name,
        value=belief.value,
        hedge=hedge(belief.stance, inquiry.wording),
    )


def _trailer(inquiry: Inquiry, held: Held) -> str:
    day = held.value if isinstance(held.value, PartialDate) else None
    text = inquiry.when(day) if day else inquiry.say("on a day not known")
    return together(text, f" ({held.detail})") if held.detail else text
