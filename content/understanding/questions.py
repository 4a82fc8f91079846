"""The questions of one part of a message, once its intent is decided."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import Season, SeasonRef, ShowId
from content.facts.kinds import Kind
from content.facts.premieres import known_seasons
from content.understanding.claiming import claimed_by
from content.understanding.classify import Decision
from content.understanding.contrasts import compared_with_it
from content.understanding.details import (
    asked_of,
    asks_what_it_was_called,
    asks_when_it_leaves,
    counts_in_weeks,
    fact_behind,
    is_for_self,
    names_in,
    very_kind,
    window_of,
)
from content.understanding.dialogue import asks_which_season
from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.season_words import SEASON
from content.understanding.lexicon.time_words import AFTER
from content.understanding.namesakes import is_film
from content.understanding.naming import chosen, sibling
from content.understanding.parts import part_of
from content.understanding.placed_seasons import placed
from content.understanding.polarity import asks_openly
from content.understanding.question import Claimed, Compared, Conversation, Question
from content.understanding.remarks import first_of
from content.understanding.rules import Strength
from content.understanding.shows_by_names import likeliest_show
from content.understanding.subjects import Mention, names_of

_COUNTED: Final = frozenset({Intent.COUNTDOWN, Intent.ELAPSED, Intent.GAP})
_OF: Final = word_set("of_between_subjects")
_EVERY_SEASON: Final = word_set("every_season")
_NEAR: Final = 5
"""How many words may stand between "all" and "seasons"."""
_PLAYED: Final = word_set("playing_a_role")
_BEFORE_A_ROLE: Final = word_set("before_a_role")
_IT: Final = word_set("subjects_of_a_tag")
_SHE: Final = word_set("he_or_she")
_FINAL: Final = word_set("final_words")
_REPORTING: Final = word_set("reporting_verbs")
"""What was done in the past by those who told of it, and not by the season."""


def questions_of(
    heard: Utterance, decision: Decision, before: Conversation, catalogue: Catalogue, as_of: AsOf
) -> tuple[Question, ...]:
    """Return what *heard* asks, one question for each show and season; none for silence."""
    intent = decision.intent
    if intent is None:
        return ()
    claimed = claimed_by(heard, intent, decision.meanings)
    of_an_end = intent is Intent.OUT_OF_SCOPE and {Feature.CANCEL, Feature.WHY} <= decision.meanings
    of_an_end = of_an_end or (intent.row.compares and Feature.CANCEL in decision.meanings)
    names = names_in(heard, intent)
    base = Question(
        intent=intent,
        perhaps=decision.perhaps,
        language=heard.language.code,
        as_of=asked_of(heard, decision.meanings, as_of),
        about=fact_behind(intent, decision.meanings, heard, before)
        or (Intent.CANCELLATION_STATUS if of_an_end else None),
        window=window_of(heard, intent),
        names=names or _spoken_of(heard, decision, before),
        in_weeks=intent in _COUNTED and counts_in_weeks(heard),
        is_open=asks_openly(heard, intent),
        kind=very_kind(heard, intent, decision.meanings, names),
        part=part_of(heard, intent),
        claimed=claimed,
        forgets=intent is Intent.SMALLTALK and Feature.FORGET in decision.meanings,
        for_self=intent.row.for_self and is_for_self(heard),
        asks_end=intent is Intent.WHERE_TO_WATCH and asks_when_it_leaves(decision.meanings),
        asks_earlier=intent is Intent.TITLE and asks_what_it_was_called(decision.meanings),
        zone=_zone(heard, intent, before, claimed),
        market=heard.place.market if heard.place and intent.row.of_release else None,
    )
    if intent.row.of_no_show and (not heard.mentions or intent is Intent.UPCOMING):
        return (base,)
    if intent is Intent.NOT_TRACKED and not heard.mentions:
        unknown = heard.untracked or heard.unknown
        return (replace(base, unknown=unknown[0].name if unknown else None),)
    if not heard.mentions:
        return _without_subject(base, heard, decision, before, catalogue, as_of)
    return _with_subjects(base, heard, decision, before, catalogue, as_of)


def _spoken_of(heard: Utterance, decision: Decision, before: Conversation) -> tuple[str, ...]:
    """Whom "she" or "which season" means: those whom the question before was about."""
    is_of_her = not _SHE.isdisjoint(heard.text.words)
    is_of_them = decision.is_follow_up and asks_which_season(heard)
    return before.names if decision.row.people and (is_of_her or is_of_them) else ()


def _zone(
    heard: Utterance, intent: Intent, before: Conversation, claimed: Claimed | None
) -> str | None:
    """The zone that is named, or for an hour the one named before."""
    if intent is Intent.RELEASE_TIME:
        return heard.zone or before.zone
    is_of_release = intent.row.of_release or (claimed is not None and claimed.minutes)
    return heard.zone if is_of_release else None


_Pairs = list[tuple[ShowId, tuple[ShowId, ...], Season | SeasonRef]]


def _names_every_season(heard: Utterance) -> bool:
    """Whether all seasons are asked after: "dates of all jessica jones seasons"."""
    words = heard.text.words
    return any(
        word in _EVERY_SEASON and not SEASON.isdisjoint(words[at + 1 : at + 1 + _NEAR])
        for at, word in enumerate(words)
    )


def _is_played(heard: Utterance, mention: Mention) -> bool:
    """Whether the hero of the title is asked after: "who plays jessica jones"."""
    at = mention.start - 1
    while at >= 0 and heard.text.words[at] in _BEFORE_A_ROLE:
        at -= 1
    return at >= 0 and heard.text.words[at] in _PLAYED


def _of_heroes(
    base: Question,
    heard: Utterance,
    mentions: list[Mention],
    decision: Decision,
    catalogue: Catalogue,
) -> tuple[Question, list[Mention]]:
    """Take a title for its hero, where one show stands in another, or where somebody plays it."""
    if base.intent is not Intent.CAST:
        return base, mentions
    if Feature.INSIDE in decision.meanings:
        host = mentions[-1].show
        heroes = [one.show for one in mentions[:-1] if one.show != host]
        names = tuple(catalogue.shows[show].short for show in heroes)
        return replace(base, names=(*names, *base.names)), mentions[-1:]
    if not heard.people and _is_played(heard, mentions[0]):
        names = (catalogue.shows[mentions[0].show].short,)
        base = replace(base, names=names, kind=base.kind or Kind.CAST)
    return base, mentions


def _with_subjects(
    base: Question,
    heard: Utterance,
    decision: Decision,
    before: Conversation,
    catalogue: Catalogue,
    as_of: AsOf,
) -> tuple[Question, ...]:
    mentions = [one for one in heard.mentions if not _is_role(heard, one)] or list(heard.mentions)
    base, mentions = _of_heroes(base, heard, mentions, decision, catalogue)
    pairs: _Pairs = []
    for place, mention in enumerate(mentions):
        following = mentions[place + 1].start if place + 1 < len(mentions) else len(heard.tokens)
        first = mentions[place - 1].end if place else 0
        is_last = place + 1 == len(mentions)
        seasons = _seasons_of(heard, mention.start, mention.end, following, first, alone=is_last)
        if not seasons and base.intent is Intent.RELEASE_DATE and _names_every_season(heard):
            seasons = [*known_seasons(catalogue, mention.show, as_of)]
        for season in seasons or [SeasonRef.UNNAMED]:
            meant = placed(season, base.intent, heard, mention.show, catalogue, as_of)
            settled = _settled(base.intent, meant, heard)
            if settled is SeasonRef.UNNAMED and is_film(heard, mention, catalogue):
                settled = "film"
            show, also = chosen(
                mention, base.intent, settled, decision.meanings, before, catalogue, as_of
            )
            pairs.append((show, also, settled))
    pairs = [
        *{(show, season): (show, also, season) for show, also, season in reversed(pairs)}.values()
    ]
    pairs.reverse()
    if base.intent.row.compares and pairs:
        at = compared_with_it(heard, before, decision.meanings)
        if at is not None and before.show is not None:
            spoken_of = (before.show, (), before.season)
            pairs.insert(0 if at < mentions[0].start else 1, spoken_of)
        (show, also, season), *others = pairs
        compared = tuple(Compared(other, place) for other, _, place in others)
        return (replace(base, show=show, season=season, others=compared),)
    base, pairs = _side_by_side(base, pairs)
    if base.intent.row.once:
        pairs = pairs[:1]
    called = heard.called if base.intent is Intent.CODE_NAME else ()
    for one in called:
        if one.subject.show == pairs[0][0] and pairs[0][2] is SeasonRef.UNNAMED:
            pairs[0] = (*pairs[0][:2], one.subject.season)
    return tuple(replace(base, show=show, also=also, season=s) for show, also, s in pairs)


def _side_by_side(base: Question, pairs: _Pairs) -> tuple[Question, _Pairs]:
    """Of shoots one beside the other, one question about the first."""
    if base.kind is not Kind.FILMING_ORDER:
        return base, pairs
    others = tuple(Compared(show, season) for show, _, season in pairs[1:])
    return replace(base, others=others), pairs[:1]


def _is_role(heard: Utterance, mention: Mention) -> bool:
    """Whether it is whom somebody plays: "is krysten ritter in born again as jessica jones"."""
    at = mention.start - 1
    return at > 0 and heard.text.words[at] == "as" and len(heard.mentions) > 1


def _without_subject(
    base: Question,
    heard: Utterance,
    decision: Decision,
    before: Conversation,
    catalogue: Catalogue,
    as_of: AsOf,
) -> tuple[Question, ...]:
    intent = base.intent
    called = heard.called if intent is Intent.CODE_NAME else ()
    if called and not (before.show and _asks_of_it(heard)):
        subject = called[0].subject
        is_open = base.is_open or Feature.AUX not in heard.concept_at(first_of(heard))
        return (replace(base, show=subject.show, season=subject.season, is_open=is_open),)
    if _is_stranger(heard, decision, before):
        return (replace(base, intent=Intent.NOT_TRACKED, unknown=heard.strangers[0].name),)
    if _is_of_all(heard, decision, intent):
        return (base,)
    show = before.show
    other = sibling(heard, decision.meanings, before, catalogue)
    named = [one.season for one in heard.seasons]
    if intent is Intent.FINAL_SEASON and named == [SeasonRef.LAST]:
        named = []  # "is this the last season" asks of the one spoken of
    if other is not None:
        kept = before.season if isinstance(before.season, int) else SeasonRef.UNNAMED
        season = named[0] if named else kept
        return (replace(base, show=other, season=_settled(intent, season, heard)),)
    if intent.row.compares and show is not None and named:
        others = named[1:] or [before.season]
        compared = tuple(Compared(show, one) for one in others)
        return (replace(base, show=show, season=named[0], others=compared),)
    carried = before.season
    asks_of_them = intent.row.people and base.kind is not Kind.CAST
    if show is None or (not asks_of_them and _is_of_another_show(heard, show)):
        show = _by_name(heard, intent, catalogue, as_of)
        carried = SeasonRef.UNNAMED
    if show is not None:
        named = [placed(one, intent, heard, show, catalogue, as_of) for one in named]
    wanted: Sequence[Season | SeasonRef] = named or [carried]
    return tuple(
        replace(base, show=show, season=_settled(intent, one, heard, carried=not named))
        for one in dict.fromkeys(wanted)
    )


def _asks_of_it(heard: Utterance) -> bool:
    """Whether it asks if something is so of what was spoken of: "is it called bluff on set"."""
    first = first_of(heard)
    opens = Feature.AUX in heard.concept_at(first)
    return opens and not _IT.isdisjoint(heard.text.words[first + 1 : first + 2])


def _seasons_of(
    heard: Utterance, start: int, end: int, following: int, first: int, *, alone: bool
) -> list[Season | SeasonRef]:
    """The seasons that belong to one name: those behind it, or else the one before it."""
    words = heard.text.words
    own = [
        one.season
        for one in heard.seasons
        if start <= one.start < following
        # "A and season 3 of B": what is said to be of the next is the next one's
        and (alone or not _leads_to(words, one.end, following))
    ]
    if any(isinstance(one.season, int) for one in heard.seasons):
        own = [season for season in own if not isinstance(season, SeasonRef)]
    ahead = [
        one
        for one in heard.seasons
        if first <= one.start < start
        # what follows a name at once is that name's own: "A s2 and B"
        and not (first and one.start == first and words[one.end] not in _OF)
    ]
    if any(isinstance(one.season, int) for one in ahead):
        ahead = [one for one in ahead if not isinstance(one.season, SeasonRef)]
    near = [one.season for one in ahead if start - one.end <= 4]
    if first == 0 and not own:
        return list(dict.fromkeys(one.season for one in ahead))
    if own and not alone:
        behind = [one for one in heard.seasons if end <= one.start < following]
        if near and behind and following - behind[-1].end <= 2 < behind[-1].start - end:
            return list(dict.fromkeys(near))  # "season 2 of A and season 3 of B"
    return list(dict.fromkeys(own or near))


def _leads_to(words: Sequence[str], end: int, following: int) -> bool:
    """Whether nothing but "of the" stands between a season and a name."""
    between = words[end:following]
    return bool(between) and between[0] in _OF and len(between) <= 2


def _settled(
    intent: Intent, season: Season | SeasonRef, heard: Utterance, *, carried: bool = False
) -> Season | SeasonRef:
    """The season once the intent is known: a show ends as a whole, a first premiere is season 1."""
    if season is SeasonRef.UNNAMED or carried:
        if intent.row.of_series:
            return "series"
        found = heard.said
        if intent in {Intent.OUT_OF_SCOPE, Intent.RUMOUR_CHECK} and Feature.CANCEL in found:
            return "series"
        if Feature.FIRST_EVER in found and season is SeasonRef.UNNAMED:
            return 1
    if intent is Intent.RENEWAL_STATUS and season is SeasonRef.UNNAMED and not carried:
        return SeasonRef.NEXT  # what is out needs no renewal
    if intent is Intent.RENEWAL_STATUS and isinstance(season, int) and _stands_after(heard, season):
        return season + 1  # "is it coming back after season 3"
    if intent is Intent.FINAL_SEASON and season is SeasonRef.LAST:
        return SeasonRef.UNNAMED  # "is this the last season" names none
    if season is SeasonRef.LAST and _is_final(heard, intent):
        return SeasonRef.UNNAMED  # "when is the final season": the one to come, while it is
    return season


def _stands_after(heard: Utterance, season: Season) -> bool:
    """Whether what lies behind a season is asked for: "after season 3"."""
    words = heard.text.words
    named = (one for one in heard.seasons if one.season == season and one.start)
    return any(words[one.start - 1] in AFTER for one in named)


def _is_final(heard: Utterance, intent: Intent) -> bool:
    """Whether the season is called final, and no date in the past is asked."""
    found = heard.said
    words = set(heard.text.words)
    asks_ahead = intent is Intent.COUNTDOWN or Feature.WHEN in found
    is_ahead = "last" in words and (asks_ahead or not {"does", "is", "will"}.isdisjoint(words))
    is_past = Feature.PAST in found and _REPORTING.isdisjoint(words)  # "did they say when it is"
    of_any = intent.row.looks_ahead or intent.row.leans
    is_final = (intent.row.of_release or of_any) and not _FINAL.isdisjoint(words)
    return not is_past and (is_final or (is_ahead and intent.row.of_release))


def _is_stranger(heard: Utterance, decision: Decision, before: Conversation) -> bool:
    """Whether a strange name is the title of a series nobody here follows."""
    if not heard.strangers or not decision.row.names_strangers or heard.people:
        return False
    one = heard.strangers[0]
    if len(one.name) < 4:
        return False
    capital = one.name[:1].isupper() and not heard.text.shouts
    if before.show is not None:
        return capital and one.start > 0
    return decision.strength > Strength.SUBJECT and (capital or heard.language.code == "en")


def _is_of_all(heard: Utterance, decision: Decision, intent: Intent) -> bool:
    if intent is Intent.WHERE_TO_WATCH:
        return Feature.ALL in decision.meanings
    if intent is Intent.OUT_OF_SCOPE:
        if heard.unknown:
            return True
        return Feature.ALL in decision.meanings or Feature.INJECT in decision.meanings
    if intent is Intent.UPDATES:
        return Feature.ALL in decision.meanings and not heard.seasons
    return intent.row.of_no_show


def _is_of_another_show(heard: Utterance, show: ShowId) -> bool:
    """Whether those who are named are known, and nobody of them from the *show* spoken of."""
    return bool(heard.people) and all(
        show not in {claim.subject.show for claim in person.claims} for person in heard.people
    )


def _by_name(heard: Utterance, intent: Intent, catalogue: Catalogue, as_of: AsOf) -> ShowId | None:
    """The show that the people named belong to, where nothing else says which."""
    wanted = intent.row.people or (*Intent.CAST.row.people, *Intent.SHOWRUNNER.row.people)
    for person in heard.people:
        claims = [claim for claim in person.claims if claim.kind in wanted] or person.claims
        show = likeliest_show(claims, person.name, names_of(catalogue), as_of.day)
        if show is not None:
            return show
    if intent is Intent.DIRECTOR and "women" in heard.text.words:
        shows = [*catalogue.index(_directed_by_women, set[ShowId], _directed_by_women)]
        return shows[0] if len(shows) == 1 else None
    return None


def _directed_by_women(shows: set[ShowId], catalogue: Catalogue, show: ShowId) -> None:
    """Keep in *shows* those of which it is claimed that women direct them."""
    shows.discard(show)
    claims = (claim for claim in catalogue.about(show) if claim.kind is Kind.DIRECTOR)
    if any("women" in f"{claim.value} {claim.says}" for claim in claims):
        shows.add(show)
