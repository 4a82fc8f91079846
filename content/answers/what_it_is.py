"""What a show is: what it is about, what it is called, and how it was received."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from content.answers.inquiry import Inquiry, is_stated
from content.answers.no_answer import missing_season, nothing
from content.answers.phrases import held_words, how_many_fit, listed, sentence
from content.answers.reply import Reply, ReplyStatus, ReplyValue
from content.answers.replying import also_citing, known, reply
from content.answers.verdicts import Verdict, judged, opening
from content.facts.beliefs import Belief, Held
from content.facts.claims import Season
from content.facts.kinds import Kind
from content.language.hedges import hedge
from content.language.wording import phrase
from content.understanding.lexicon.folding import fold


def reception(inquiry: Inquiry) -> Reply:
    """Answer how it was received: by whoever counted or wrote, and never what Violet thinks."""
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    told = _told_of(inquiry, Kind.RECEPTION)
    if not told:
        unknown = phrase("Nobody whose word I hold has said how {name} was received.")
        belief = inquiry.belief_or_of_series(Kind.RECEPTION)
        name = inquiry.show.short if inquiry.is_unnamed else inquiry.name
        return nothing(inquiry, belief, inquiry.say(unknown, name=name))
    (first, belief), *others = told
    held = _firm(belief)
    said = known(first, belief, _received(first, held), value=_value(held))
    for other, more in others:
        line = _received(other, _firm(more))
        said = also_citing(said, more.citing, line, wording=inquiry.wording)
    return said


def premise(inquiry: Inquiry) -> Reply:
    """Answer what it is about, as somebody told it without its plot."""
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    belief = inquiry.belief_or_of_series(Kind.PREMISE)
    held = sorted(_firm(belief), key=lambda one: inquiry.claims.index(one.citing[0]))
    if not held:
        unknown = phrase("Nobody whose word I hold has said what {name} is about.")
        return nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    first, *others = held
    return known(
        inquiry.about(belief.subject.season),
        belief,
        inquiry.say(
            "What {name} is about: {value}.",
            name=inquiry.about(belief.subject.season).name,
            value=held_words(first, inquiry.wording),
        ),
        *(sentence(held_words(one, inquiry.wording)) for one in others),
        value=_value(held),
    )


def title(inquiry: Inquiry) -> Reply:
    """Answer what it is called, and what it was called before."""
    missing = missing_season(inquiry)
    if missing is not None:
        return missing
    belief = inquiry.belief(Kind.TITLE)
    if not is_stated(belief):
        named = _of_a_season(inquiry)
        return (
            _untitled(inquiry, belief) if named is None else replace(title(named), season="series")
        )
    before = [claim for claim in belief.earlier if claim.value not in {None, belief.value}]
    titles = list(dict.fromkeys(str(claim.value) for claim in before))
    line = ""
    if titles:
        line = inquiry.say("Called before: {titles}.", titles=listed(titles, inquiry.wording))
    tale = inquiry.say(
        "the title of {name} is “{title}”{hedge}",
        name=inquiry.name,
        title=belief.value,
        hedge=hedge(belief.stance, inquiry.wording),
    )
    verdict = _is_called(inquiry, str(belief.value), titles)
    headline = opening(inquiry, verdict, tale)
    value: ReplyValue = belief.value
    if titles and inquiry.question.asks_earlier:
        line, value = headline, tuple(titles)
        headline = inquiry.say(
            "{name} was called {titles} before.",
            name=inquiry.name,
            titles=listed(titles, inquiry.wording),
        )
    said = known(inquiry, belief, headline, line, value=value, also=before)
    return judged(said, inquiry, verdict)


def _is_called(inquiry: Inquiry, title: str, before: Sequence[str]) -> Verdict | None:
    """Whether it goes by the title that is named; None where it never went by any such."""
    claimed = inquiry.question.claimed
    named = claimed.title if claimed else None
    if named is None:
        return None
    if _is_title(named, title):
        return Verdict.YES
    return Verdict.NO if any(_is_title(named, one) for one in before) else None


def _is_title(named: str, title: str) -> bool:
    """Whether a folded name is that title, or what stands behind its colon."""
    whole = fold(title).replace(":", " ").split()
    behind = fold(title.rpartition(":")[2]).split()
    return named.split() in (whole, behind)


def _of_a_season(inquiry: Inquiry) -> Inquiry | None:
    """The latest season that has a title, where the show as a whole has none."""
    if inquiry.season != "series":
        return None
    seasons = (inquiry.about(season) for season in reversed(inquiry.seasons))
    return next((one for one in seasons if is_stated(one.belief(Kind.TITLE))), None)


def _untitled(inquiry: Inquiry, belief: Belief) -> Reply:
    """What it is called where nobody speaks of its title: as its own file has it."""
    if inquiry.season != "series":
        unknown = phrase("Nobody whose word I hold gives {name} a title of its own.")
        return nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    headline = inquiry.say("I know it as {title}, and no other.", title=inquiry.show.title)
    return reply(inquiry, ReplyStatus.NOT_ANNOUNCED, headline)


def _told_of(inquiry: Inquiry, kind: Kind) -> list[tuple[Inquiry, Belief]]:
    """What is held of the season; where none is named, of each, and of the series.

    Where nothing is held of a season that is named, what is held of the whole series.
    """
    seasons: list[Season] = [inquiry.season]
    if inquiry.is_unnamed:
        seasons = [*reversed(inquiry.seasons), "series"]
    elif inquiry.season != "series":
        seasons = [inquiry.season, "series"]
    every = [(one, one.belief(kind)) for one in map(inquiry.about, seasons)]
    told = [(one, belief) for one, belief in every if _firm(belief)]
    return told[:_MOST] if inquiry.is_unnamed else told[:1]


_MOST: Final = 4
"""How many seasons are told of in one answer."""


def _received(inquiry: Inquiry, held: Sequence[Held]) -> str:
    words = [held_words(one, inquiry.wording) for one in held]
    value = listed(words, inquiry.wording, how_many_fit(held, 4))
    return inquiry.say("How {name} was received: {value}.", name=inquiry.name, value=value)


def _firm(belief: Belief) -> list[Held]:
    """What somebody states; a single value is one of a kind that adds."""
    return [held for held in belief.several if held.is_firm]


def _value(held: Sequence[Held]) -> str | tuple[str, ...]:
    """The value alone where there is one, and all of them where there are more."""
    values = tuple(str(one.value) for one in held)
    return values[0] if len(values) == 1 else values
