"""How far the making of a season is: its scripts, its state, the order of shoots, and pauses."""

from dataclasses import replace
from typing import Final

from content.answers.inquiry import Inquiry, is_stated
from content.answers.no_answer import missing_season, nothing
from content.answers.phrases import quoted
from content.answers.reply import Reply, ReplyStatus
from content.answers.replying import known, reply
from content.answers.verdicts import Verdict, judged, on_claim, opening
from content.facts.beliefs import Belief, Held
from content.facts.dates import PartialDate, Precision
from content.facts.kinds import Kind
from content.language.hedges import hedge
from content.language.kind_words import KIND_WORDS, DatedNews, ValueNews
from content.language.translated import together
from content.language.wording import phrase

_UNKNOWN: Final = {
    Kind.WRITING_STATUS: phrase(
        "Nobody whose word I hold has said how far the scripts of {name} are."
    ),
    Kind.PRODUCTION_STATUS: phrase(
        "Nobody whose word I hold has said how far the production of {name} is."
    ),
    Kind.FILMING_ORDER: phrase("Nobody whose word I hold has said beside what {name} is filmed."),
    Kind.FILMING_PAUSE: phrase("Nobody whose word I hold has said that filming of {name} rested."),
    Kind.FILMING_RESUME: phrase("Nobody whose word I hold has said that {name} went on filming."),
}


def production_state(inquiry: Inquiry, kind: Kind) -> Reply:
    """Answer in the words of whoever told how far it is; of shoots side by side, of either."""
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    inquiry = inquiry.last_known([kind])
    for one in (inquiry, *_beside(inquiry)):
        belief = one.belief(kind)
        news = KIND_WORDS[kind].news
        if is_stated(belief) and isinstance(news, ValueNews):
            tale = one.say(news.sentence, name=one.name, said=belief.value)
            return known(one, belief, together(tale, hedge(belief.stance, one.wording), "."))
    return nothing(inquiry, inquiry.belief(kind), _unknown(inquiry, kind))


def pauses(inquiry: Inquiry, kind: Kind) -> Reply:
    """Answer when filming rested, or went on: the latest time first."""
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    inquiry = inquiry.last_known([kind])
    belief = inquiry.belief(kind)
    held = [one for one in belief.several if one.is_firm]
    if not held:
        return nothing(inquiry, belief, _unknown(inquiry, kind))
    latest, *others = sorted(held, key=_day, reverse=True)
    lines = [together(_told(inquiry, belief, one), ".") for one in others]
    tale = _told(inquiry, belief, latest)
    verdict = Verdict.YES if kind is Kind.FILMING_RESUME else None
    verdict, headline = on_claim(inquiry, latest.value, tale) or (
        verdict,
        opening(inquiry, verdict, tale),
    )
    said = reply(
        inquiry,
        ReplyStatus.KNOWN,
        headline,
        *lines,
        value=latest.value,
        stance=latest.stance,
        claims=(*latest.citing, *(claim for one in others for claim in one.citing)),
    )
    return judged(said, inquiry, verdict)


def _told(inquiry: Inquiry, belief: Belief, held: Held) -> str:
    """That it rested or went on, on its day, as a sentence without its stop."""
    news = KIND_WORDS[belief.kind].news
    day = held.value if isinstance(held.value, PartialDate) else None
    is_open = day is not None and day.precision is Precision.NOT_BEFORE
    if is_open or not isinstance(news, DatedNews):
        return quoted(held.citing[0], inquiry.wording).rstrip(".")
    happened = any(claim.reports_event for claim in held.citing)
    forms = (news.happened or news.planned) if happened else news.planned
    tale = inquiry.dated(forms.with_day, forms.without, day, name=inquiry.name)
    return together(tale, hedge(held.stance, inquiry.wording))


def _day(held: Held) -> tuple[int, int]:
    day = held.value.earliest if isinstance(held.value, PartialDate) else None
    known_from = held.citing[0].known_from
    return (day or known_from).toordinal(), known_from.toordinal()


def _beside(inquiry: Inquiry) -> list[Inquiry]:
    """The same question about what is filmed beside it."""
    others = (one for one in inquiry.question.others if one.show in inquiry.catalogue.shows)
    return [
        Inquiry.of(
            replace(inquiry.question, show=one.show, season=one.season),
            inquiry.catalogue,
            inquiry.as_of,
            one.show,
        )
        for one in others
    ]


def _unknown(inquiry: Inquiry, kind: Kind) -> str:
    return inquiry.say(_UNKNOWN[kind], name=inquiry.name)
