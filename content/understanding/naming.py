"""Which of several shows a shared name means."""

from collections.abc import Set as AbstractSet
from typing import Final

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Season, SeasonRef, ShowId, Subject
from content.facts.premieres import is_out, known_seasons, premiere_of
from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon.meanings import Feature
from content.understanding.question import Conversation
from content.understanding.subjects import Mention, names_of
from content.understanding.tokens import look_up_key

_OPEN: Final = frozenset({SeasonRef.UNNAMED, SeasonRef.NEXT})
_BRIEF: Final = 4
"""How many words a follow-up has that only names a network: "disney's version"."""


def chosen(
    mention: Mention,
    intent: Intent,
    season: Season | SeasonRef,
    meanings: AbstractSet[Feature],
    before: Conversation,
    catalogue: Catalogue,
    as_of: AsOf,
) -> tuple[ShowId, tuple[ShowId, ...]]:
    """Return the show that *mention* means, and those it may mean instead.

    The talk so far decides, or else a network that is named, or a number that only one has; an
    open question about what is to come means the show that has something ahead; otherwise the
    better right to the name does.
    """
    shows = mention.shows
    if len(shows) == 1:
        return shows[0], ()
    best = shows[0]
    network = _of_network(shows, intent, meanings, catalogue, as_of)
    if network is not None:
        return network, ()
    if season in {"special", "film"}:
        made = [show for show in shows if season in catalogue.seasons(show)]
        if len(made) == 1:
            return made[0], ()  # the only one that has a special
    is_past = Feature.PAST in meanings and meanings.isdisjoint({Feature.YET, Feature.FUTURE})
    looks_ahead = season is SeasonRef.UNNAMED and intent.row.looks_ahead and not is_past
    ahead = [show for show in shows if looks_ahead and has_ahead(catalogue, show, as_of)]
    if len(ahead) == 1:
        best = ahead[0]
    elif season in _OPEN and before.show in shows and before.show is not None:
        best = before.show
    others = (show for show in shows if show != best)
    return best, tuple(show for show in others if _is_known(catalogue, show, as_of))


def has_ahead(catalogue: Catalogue, show: ShowId, as_of: AsOf) -> bool:
    """Whether *show* has a season, or a special, that is known of and not out."""
    seasons: list[Season] = [*known_seasons(catalogue, show, as_of)[-2:]]
    if "special" in catalogue.seasons(show) and any(
        claim.subject.season == "special" and claim.known_from <= as_of.day
        for claim in catalogue.about(show)
    ):
        seasons.append("special")
    return any(
        not is_out(premiere_of(catalogue, Subject(show, one), as_of), as_of) for one in seasons
    )


def sibling(
    heard: Utterance, meanings: AbstractSet[Feature], before: Conversation, catalogue: Catalogue
) -> ShowId | None:
    """Return the show of the same name that a correction means: "no, the netflix one"."""
    special = "special" in heard.text.words
    if before.show is None or heard.mentions:
        return None
    if meanings.isdisjoint({Feature.NETFLIX, Feature.DISNEY, Feature.REBOOT}) and not special:
        return None
    is_brief = len(heard.tokens) <= _BRIEF
    if Feature.NOT_THAT not in meanings and "one" not in heard.text.words and not is_brief:
        return None
    names = names_of(catalogue)
    own = catalogue.shows[before.show].names if before.show in catalogue.shows else ()
    kin = {name.show for written in own for name in names.named(look_up_key(written))}
    if special:
        fitting = [show for show in sorted(kin) if "special" in catalogue.seasons(show)]
        return fitting[0] if len(fitting) == 1 else None
    wanted = "Netflix" if Feature.NETFLIX in meanings else "Disney"
    fitting = [show for show in sorted(kin) if wanted in catalogue.shows[show].network]
    return fitting[0] if len(fitting) == 1 else None


def _is_known(catalogue: Catalogue, show: ShowId, as_of: AsOf) -> bool:
    """Whether anybody had spoken of *show* by then: nobody meant a show before that."""
    return catalogue.known_about(show, as_of.day) > 0


def _of_network(
    shows: tuple[ShowId, ...],
    intent: Intent,
    meanings: AbstractSet[Feature],
    catalogue: Catalogue,
    as_of: AsOf,
) -> ShowId | None:
    if intent is Intent.WHERE_TO_WATCH or Feature.ON_SERVICE in meanings:
        return None
    for concept, network in (
        (Feature.NETFLIX, "Netflix"),
        (Feature.DISNEY, "Disney"),
        (Feature.REBOOT, "Disney"),
    ):
        if concept in meanings:
            fitting = [show for show in shows if network in catalogue.shows[show].network]
            if len(fitting) == 1 and _is_known(catalogue, fitting[0], as_of):
                return fitting[0]
    return None
