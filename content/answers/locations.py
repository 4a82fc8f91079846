"""Where it is filmed, and under which name."""

from content.answers.inquiry import Inquiry, is_stated
from content.answers.no_answer import nothing
from content.answers.phrases import held_words, how_many_fit, listed
from content.answers.reply import Reply
from content.answers.replying import known
from content.facts.beliefs import Belief, Held
from content.facts.catalogue import Catalogue
from content.facts.claims import Claim, Stance
from content.facts.kinds import Kind
from content.language.hedges import hedge
from content.language.wording import Wording, phrase


def filming_location(inquiry: Inquiry) -> Reply:
    """Answer where it is filmed: only places that were reported in public."""
    belief = inquiry.belief(Kind.FILMING_LOCATION)
    places = tuple(held for held in belief.several if held.is_firm)
    if not places:
        unknown = phrase("Nobody whose word I hold has said where {name} is filmed.")
        return nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    told = [_place(held, inquiry.wording) for held in places]
    return known(
        inquiry,
        belief,
        inquiry.say(
            "Reported in public for {name}: {places}.",
            name=inquiry.name,
            places=listed(told, inquiry.wording, how_many_fit(places, 4)),
        ),
        value=tuple(str(held.value) for held in places),
    )


def _place(held: Held, wording: Wording) -> str:
    """A place, and what narrows it; that it was reported is said of all of them."""
    if held.stance is not Stance.REPORTED:
        return held_words(held, wording)
    return f"{held.value} ({held.detail})" if held.detail else f"{held.value}"


def code_name(inquiry: Inquiry) -> Reply:
    """Answer under which name it is filmed, or what a name on a notice stands for."""
    for name in inquiry.question.names:
        found = _named(inquiry, name)
        if found is not None:
            other, belief = found
            headline = other.say(
                "Yes: “{code_name}” is the code name of {name}{hedge}.",
                code_name=belief.value,
                name=other.name,
                hedge=_aside(other, belief),
            )
            return known(other, belief, headline)
    inquiry = inquiry.last_known([Kind.CODE_NAME])
    belief = inquiry.belief(Kind.CODE_NAME)
    if not is_stated(belief):
        unknown = phrase("Nobody whose word I hold names a code name of {name}.")
        return nothing(inquiry, belief, inquiry.say(unknown, name=inquiry.name))
    headline = inquiry.say(
        "{name} is filmed under the code name “{code_name}”{hedge}.",
        name=inquiry.name,
        code_name=belief.value,
        hedge=_aside(inquiry, belief),
    )
    return known(inquiry, belief, headline)


def _aside(inquiry: Inquiry, belief: Belief) -> str:
    return hedge(belief.stance, inquiry.wording) if belief.stance is Stance.REPORTED else ""


def _named(inquiry: Inquiry, name: str) -> tuple[Inquiry, Belief] | None:
    """The season whose code name it is, of this show first and then of any."""
    catalogue = inquiry.catalogue
    named = catalogue.remembered(_code_names, lambda: _code_names(catalogue))
    mine = named.get(name.casefold(), [])
    for claim in sorted(mine, key=lambda one: one.subject.show != inquiry.show.id):
        show, season = catalogue.shows.get(claim.subject.show), claim.subject.season
        if show is None:
            continue
        other = Inquiry(inquiry.question, catalogue, inquiry.as_of, show, season)
        belief = other.belief(Kind.CODE_NAME)
        if is_stated(belief) and str(belief.value).casefold() == name.casefold():
            return other, belief
    return None


def _code_names(catalogue: Catalogue) -> dict[str, list[Claim]]:
    """Who was ever filmed under which name, of each show the latest season first."""
    named: dict[str, list[Claim]] = {}
    for claims in catalogue.of_kind(Kind.CODE_NAME).values():
        for claim in sorted(claims, key=lambda one: str(one.subject.season), reverse=True):
            named.setdefault(str(claim.value).casefold(), []).append(claim)
    return named
