"""What speaks for an intent: the meanings of words, and what is found by other means."""

from collections.abc import Set as AbstractSet
from typing import Final

from content.facts.as_of import AsOf
from content.facts.catalogue import Catalogue
from content.facts.claims import SeasonRef
from content.facts.kinds import Kind
from content.facts.premieres import FIRST_YEAR, known_seasons
from content.understanding.contrasts import (
    compared_with_it,
    corrects_a_count,
    corrects_a_day,
    is_either,
    names_a_day_of_the_month,
)
from content.understanding.entities import Utterance, denied_at
from content.understanding.intents import Intent
from content.understanding.known_names import Called
from content.understanding.lexer import Meaning
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.part_words import EPISODE
from content.understanding.namesakes import is_film, is_namesake
from content.understanding.parts import is_numbered
from content.understanding.question import Conversation
from content.understanding.remarks import asks, first_of
from content.understanding.seasons import Named
from content.understanding.staying import is_taken_off
from content.understanding.stray_words import is_stray
from content.understanding.tags import ends_in_a_tag, tag_of
from content.understanding.times import TimeRole

_REPORTING: Final = word_set("reporting_verbs")
_HEADINGS: Final = word_set("heading_a_correction")
"""Words that ask for a correction only where they stand first."""
_POSTING: Final = word_set("posting_verbs")
_CHANNEL: Final = word_set("this_channel")
_MEANT_THEN: Final = frozenset({Feature.SUPPOSED, Feature.FUTURE, Feature.DATE})
_TIME: Final = word_set("time_alone")
_FEW: Final = 5
"""Up to how many words may take back what was asked just before."""
_BETWEEN: Final = word_set("between_days")
_NEAR: Final = 7
"""How many words may stand between somebody and what they say."""
_REMIND: Final = word_set("reminding_verbs")
_PLANNED: Final = word_set("planned_words")
_CONDITIONAL: Final = word_set("would")
_ONCE_MORE: Final = word_set("once_more")
_THAT_IS: Final = ("that", "is")
_MINE: Final = word_set("mine")
_EVERY: Final = word_set("every_one")
_SHOWS: Final = word_set("several_shows")
_NEAR_ALL: Final = 4
"""How many words may stand between "all" and "shows"."""
_ABOUT: Final = word_set("what_is_it_about")
_MARKS: Final = frozenset(",;.!?-")
_BEHIND_ABOUT: Final = word_set("behind_about")
_NO_PREMISE: Final = word_set("before_another_about")
_CALLING: Final = word_set("before_a_title")
_STILL: Final = word_set("still")
_NEGATED: Final = word_set("negated_verbs")
_WHAT_IS_SAID: Final = word_set("before_what_is_said")
_NAMING: Final = word_set("before_a_name_given")
"""Words that a code name stands behind."""
_ASKING: Final = frozenset(
    {Feature.WHEN, Feature.WHO, Feature.WHAT, Feature.WHICH, Feature.WHERE, Feature.HOW_MANY}
)
_WHICH_SHOW: Final = word_set("asking_which_show")
_A_SHOW: Final = word_set("nouns_for_a_show")
_BESIDE_A_CODE: Final = _WHICH_SHOW | _A_SHOW | word_set("beside_a_code_name")
_SOMEBODY: Final = word_set("somebody")
"""Those whom hearsay comes from."""


def evidence_in(
    heard: Utterance, before: Conversation, catalogue: Catalogue, as_of: AsOf
) -> frozenset[Feature]:
    """Return what the words of *heard* mean, and what else speaks for an intent."""
    said = _known_and_seen(heard, before, catalogue, as_of)
    said = _of_what_is_held(heard, said, before, catalogue, as_of) - _said_by_the_way(heard, said)
    if Feature.FILM in said and any(is_film(heard, one, catalogue) for one in heard.mentions):
        said.discard(Feature.FILM)
    if _orders_news(heard, said):
        said.add(Feature.SUBSCRIBE)
    if corrects_a_count(heard, said) or corrects_a_day(heard, said):
        said.add(Feature.CORRECT)
    if Feature.SUBSCRIBE in said and _recalls(heard, said):
        said.remove(Feature.SUBSCRIBE)
    is_short = len(heard.tokens) <= _FEW and not heard.mentions
    if before.intent is Intent.SUBSCRIBE and Feature.UNDO in said and is_short:
        said.add(Feature.REMINDER)  # "cancel it"
    return frozenset(said)


def _known_and_seen(
    heard: Utterance, before: Conversation, catalogue: Catalogue, as_of: AsOf
) -> set[Feature]:
    meant = heard.once(_meant)
    found = {
        Feature.ONE_SHOW_BEFORE: before.show is not None,
        Feature.SHOWS: compared_with_it(heard, before, meant) is not None,
        Feature.PERSON: bool(heard.people) or _is_somebody(heard, before, meant),
        Feature.NAMESAKE: any(is_namesake(heard, one, catalogue) for one in heard.mentions),
        Feature.BEYOND: bool(heard.mentions) and _is_beyond(heard, catalogue, as_of),
    }
    return {*meant, *heard.once(_seen), *(one for one, is_there in found.items() if is_there)}


def _meant(heard: Utterance) -> frozenset[Feature]:
    """What the words mean where they stand, and nothing that is beside the point."""
    told = tag_of(heard).start or len(heard.tokens)
    said = {
        concept
        for meaning in heard.meanings
        for concept in meaning.concepts
        if meaning.start < told
        and not _is_beside_the_point(heard, meaning, concept)
        and not _is_one_episode(heard, meaning, concept)
        and not is_stray(heard, meaning, concept)
    }
    if _names_all(heard):
        said.add(Feature.ALL)
    for concept in (Feature.THAT, Feature.SPAN, Feature.SOONER, Feature.DATE):
        if all(_is_in_a_day(heard, m) for m in heard.meanings if concept in m.concepts):
            said.discard(concept)
    return frozenset(said)


def _seen(heard: Utterance) -> frozenset[Feature]:
    """What else is seen in it, whatever was spoken of before and whatever is held."""
    said = heard.once(_meant)
    shows = {mention.show for mention in heard.mentions}
    numbered = {one.season for one in heard.seasons}
    counted = {season for season in numbered if not isinstance(season, SeasonRef)}
    quoted = any(token.quote for token in heard.tokens)
    found = {
        Feature.SHOW: bool(shows),
        Feature.SHOWS: len(shows) > 1 or len(counted) > 1,
        Feature.SEASON: bool(numbered),
        Feature.DAY: bool(heard.times) or names_a_day_of_the_month(heard),
        Feature.QUOTED: quoted or bool(heard.called),
        Feature.CALLED: any(_is_said_as_a_name(heard, one) for one in heard.called)
        or _asks_which_show(heard),
        Feature.PLACE: Feature.FILM in said and _names_place(heard),
        Feature.FINAL: _ends_on_last(heard),
        Feature.INSIDE: _is_inside(heard),
        Feature.LEAVE: is_taken_off(heard),
        Feature.TITLE: _is_named_twice(heard),
        Feature.HOW_MANY: _counts_episodes(heard),
        Feature.HOUR: _is_bare_hour(heard),
        Feature.MORE: any(_is_denied(heard, one) for one in heard.seasons),
        Feature.ASKED: asks(heard, said),
        Feature.RUMOUR: _is_hearsay(heard),
        Feature.BY: any(time.role is TimeRole.BY for time in heard.times),
        Feature.EITHER: is_either(heard),
        Feature.KNEW: any(time.role is TimeRole.BACK_THEN for time in heard.times)
        or asks_as_known_then(heard, said),
    }
    return frozenset(concept for concept, is_there in found.items() if is_there)


def _said_by_the_way(heard: Utterance, said: AbstractSet[Feature]) -> AbstractSet[Feature]:
    """What is no rumour: "somebody told me it is called violet"; nor the end of it, beside a day.

    "Is it tomorrow, the last season" asks for the day.
    """
    found = set()
    if {Feature.CALLED, Feature.NAMED} <= said and Feature.SHOW not in said:
        found.add(Feature.RUMOUR)
    first = first_of(heard)
    is_of_a_day = any(time.start == first + 2 for time in heard.times)
    if is_of_a_day and Feature.AUX in heard.concept_at(first) and heard.seasons:
        found.add(Feature.FINAL)
    return found


def _of_what_is_held(
    heard: Utterance, said: set[Feature], before: Conversation, catalogue: Catalogue, as_of: AsOf
) -> set[Feature]:
    """Tell what others said of a show from what is a matter of taste, or would spoil it.

    "Is it any good" asks for an opinion, but where critics' word is held; "what is season 3
    about" for the plot, but where somebody has told what that season is about.
    """
    if Feature.HOW_GOOD in said and _is_held(Kind.RECEPTION, heard, before, catalogue, as_of):
        said = said - {Feature.OPINION} | {Feature.RECEIVED}
    if _ends_in_about(heard) and Feature.WHAT in said and Feature.NEWS not in said:
        said = said | {Feature.ABOUT}
    of_a_service = not said.isdisjoint({Feature.ON_SERVICE, Feature.NETFLIX, Feature.DISNEY})
    if of_a_service and _is_held(Kind.AVAILABILITY_START, heard, before, catalogue, as_of):
        said = said | {Feature.ARRIVES, Feature.LEAVE}
    if Feature.PERSON in said and _would(heard):
        said = said | {Feature.WILLING}
    of_a_season = any(isinstance(one.season, int) for one in heard.seasons)
    is_plot = of_a_season and not _is_held(Kind.PREMISE, heard, before, catalogue, as_of)
    if Feature.ABOUT in said and Feature.NEWS not in said and is_plot:
        return said - {Feature.ABOUT} | {Feature.PLOT}
    return said


def _would(heard: Utterance) -> bool:
    """Whether it asks what somebody would do once more: "would she play her again"."""
    words = heard.text.words
    return words[first_of(heard)] in _CONDITIONAL and not _ONCE_MORE.isdisjoint(words)


def _ends_in_about(heard: Utterance) -> bool:
    """Whether nothing but a season stands behind "about": "what is echo about"."""
    words = heard.text.words
    if _ABOUT.isdisjoint(words):
        return False
    seasons = {at for one in heard.seasons for at in range(one.start, one.end)}
    ends = [at + 1 for at, word in enumerate(words) if word in _ABOUT and _ends_there(heard, at)]
    left = [word for at, word in enumerate(words[: max(ends, default=None)]) if at not in seasons]
    while left and left[-1] in _BEHIND_ABOUT:
        left.pop()
    return len(left) > 1 and left[-1] in _ABOUT and left[-2] not in _NO_PREMISE


def _ends_there(heard: Utterance, at: int) -> bool:
    """Whether a mark stands behind it: "what is it about, my mother asks"."""
    return not _MARKS.isdisjoint(heard.tokens[at].after)


def _is_held(
    kind: Kind, heard: Utterance, before: Conversation, catalogue: Catalogue, as_of: AsOf
) -> bool:
    """Whether anything of *kind* was said by then of the season named, or of any."""
    show = heard.mentions[0].show if heard.mentions else before.show
    wanted = {one.season for one in heard.seasons if isinstance(one.season, int)}
    return any(
        claim.kind is kind
        and claim.known_from <= as_of.day
        and (not wanted or claim.subject.season in wanted)
        for claim in (catalogue.about(show) if show else ())
    )


def asks_as_known_then(heard: Utterance, said: AbstractSet[Feature]) -> bool:
    """Whether a past day stands before what was planned on it: "on 1 May when was it meant to"."""
    first = first_of(heard)
    is_planned = not (
        said.isdisjoint(_MEANT_THEN) and (_PLANNED | {"date"}).isdisjoint(heard.text.words)
    )
    if not is_planned or Feature.PAST not in said:
        return False
    for time in heard.times:
        stands_first = first < time.start <= first + 2 and time.role is TimeRole.IN
        asked = [m for m in heard.meanings if m.start >= time.end and m.concepts & _ASKING]
        if stands_first and asked:
            return True
    return False


def _recalls(heard: Utterance, said: AbstractSet[Feature]) -> bool:
    """Whether it asks to be reminded of what was: "remind me when it first came out"."""
    words = heard.text.words
    reminded = [m for m in heard.meanings if words[m.start] in _REMIND]
    if not reminded or said.isdisjoint(_ASKING):
        return False
    asked = [m for m in heard.meanings if m.start >= reminded[0].start and m.concepts & _ASKING]
    if any(Feature.WHEN in m.concepts and words[m.start] in {"what", "which"} for m in asked):
        return True  # "remind me what day it is out"
    alone = [heard.language.means(word) for word in words[reminded[0].end :]]
    inverted = any(
        Feature.AUX in alone[m.end - reminded[0].end] and not words[m.end].startswith("any")
        for m in asked
        if reminded[0].end <= m.end < len(words)
    )
    return inverted or any(Feature.PAST in concepts for concepts in alone)


def _is_said_as_a_name(heard: Utterance, one: Called) -> bool:
    """Whether a code name is said as such: quoted, in capitals, or behind "as" or "under"."""
    token = heard.tokens[one.start]
    words = one.end - one.start
    if words > 2 or (words == 2 and token.raw[:1].isupper() and not heard.text.shouts):
        return True
    if token.quote or (token.raw.isupper() and len(token.raw) > 2 and not heard.text.shouts):
        return True
    before = heard.text.words[max(0, one.start - 1) : one.start]
    return not _NAMING.isdisjoint(before)


def _asks_which_show(heard: Utterance) -> bool:
    """Whether it asks nothing but whose a code name is: "ringside = which show"."""
    if not heard.called:
        return False
    named = {at for one in heard.called for at in range(one.start, one.end)}
    rest = [word for at, word in enumerate(heard.text.words) if at not in named]
    asked = not _WHICH_SHOW.isdisjoint(rest) and not _A_SHOW.isdisjoint(rest)
    return asked and _BESIDE_A_CODE.issuperset(rest)


def _is_beside_the_point(heard: Utterance, meaning: Meaning, concept: Feature) -> bool:
    """Whether it is denied, or says when something else is wanted.

    "Not the netflix one" means the other; "where can i watch it when it is out" asks no date.
    """
    if concept is Feature.CORRECT and heard.tokens[meaning.start].word in _HEADINGS:
        return meaning.start > first_of(heard) and meaning.end == meaning.start + 1
    if concept is Feature.INJECT and any(time.role is TimeRole.BACK_THEN for time in heard.times):
        return True  # "pretend it is january 2017"
    if concept is Feature.INJECT and heard.tokens[meaning.start].word in {"say", "just"}:
        return not _is_told_to(heard, meaning.start)  # "signs that just say VIOLET"
    if concept is Feature.OFFICIAL and Feature.DATE in meaning.concepts:
        return not heard.times  # "is there an official date"; but "is 8 March the official date"
    if concept in {Feature.FORMERLY, Feature.BETWEEN, Feature.CAST}:
        return _is_of_a_day(heard, meaning, concept)
    if concept is Feature.PAST and meaning.start and heard.tokens[meaning.start].word != "was":
        return heard.tokens[meaning.start - 1].word in {"be", "been", "being"}  # "to be released"
    if concept is Feature.UNTIL and heard.tokens[meaning.start].word == "wait":
        return meaning.start == 0  # "wait, is it out"
    if concept in {Feature.NETFLIX, Feature.DISNEY, Feature.REBOOT}:
        return denied_at(heard.tokens, meaning.start)
    is_when = concept is Feature.WHEN and Feature.LEAVE not in meaning.concepts  # "the last day"
    if not is_when or meaning.start == 0 or meaning.end >= len(heard.tokens):
        return False
    return _is_said_of_a_time(heard, meaning) or _says_only_until_when(heard, meaning)


def _says_only_until_when(heard: Utterance, meaning: Meaning) -> bool:
    """Whether a "when" says from when on something else is wanted: "… when it is out"."""
    asked = {Feature.WHERE, Feature.WHO, Feature.WHAT, Feature.HOW_MANY, Feature.HOUR}
    is_asked = any(m.start < meaning.start and m.concepts & asked for m in heard.meanings)
    behind = heard.concept_at(meaning.end)
    is_subject = Feature.THAT in behind or any(m.start == meaning.end for m in heard.mentions)
    return is_asked and is_subject and Feature.AUX not in behind


def _is_said_of_a_time(heard: Utterance, meaning: Meaning) -> bool:
    """Whether a "when" tells a time: "that is when it is out", "my cat glows when he is angry"."""
    words, at = heard.text.words, meaning.start
    if words[at - 2 : at] == _THAT_IS:
        return True
    is_mine = words[first_of(heard)] in _MINE and not (heard.mentions or heard.seasons)
    return is_mine and Feature.AUX not in heard.concept_at(at + 1)


def _names_all(heard: Utterance) -> bool:
    """Whether shows are asked after, all of them or which: "all the axed shows"."""
    words = heard.text.words
    if heard.mentions or heard.seasons:
        return False
    return any(
        word in _EVERY and not _SHOWS.isdisjoint(words[at + 1 : at + 1 + _NEAR_ALL])
        for at, word in enumerate(words)
    )


def _is_one_episode(heard: Utterance, meaning: Meaning, concept: Feature) -> bool:
    """Whether it is an episode by its number, and not how many there are: "episode 5"."""
    if concept is not Feature.EPISODES or heard.tokens[meaning.start].word not in EPISODE:
        return False
    return is_numbered(heard.text.words, meaning.start)


def _is_of_a_day(heard: Utterance, meaning: Meaning, concept: Feature) -> bool:
    """Whether it only bounds a day, or belongs to one: "before march 4", "sale en marzo"."""
    if concept is Feature.CAST:
        is_phrase = meaning.end - meaning.start > 1
        return is_phrase and any(time.start == meaning.end for time in heard.times)
    return _bounds_a_day(heard, meaning) or _is_in_a_day(heard, meaning)


def _bounds_a_day(heard: Utterance, meaning: Meaning) -> bool:
    """Whether a day stands behind it: "before march 4", "between the 1st of march and april"."""
    word = heard.tokens[meaning.end - 1].word
    if word not in _BETWEEN and heard.tokens[meaning.start].word != "before":
        return False
    room = 1 if word in _BETWEEN else 0
    return any(meaning.end <= time.start <= meaning.end + room for time in heard.times)


def _is_told_to(heard: Utterance, at: int) -> bool:
    """Whether a verb that stands there is an order: first, or behind "please" or "and"."""
    orders = {"please", "and", "then", "now", "to", "you", "instead", "only", "always", "must"}
    return at <= first_of(heard) or heard.tokens[at - 1].word in orders


def _orders_news(heard: Utterance, said: AbstractSet[Feature]) -> bool:
    """Whether news are ordered for a place: "post jj news in this channel"."""
    words = heard.text.words
    return (
        Feature.NEWS in said
        and words[first_of(heard)] in _POSTING
        and not _CHANNEL.isdisjoint(words)
    )


def _is_denied(heard: Utterance, season: Named) -> bool:
    """Whether it says that there is no such season: "so no s4?"."""
    at = season.start - 1
    is_asked = any("?" in token.after for token in heard.tokens)
    if at < 0 or heard.tokens[at].word != "no" or "," in heard.tokens[at].after:
        return False  # "no, season 1" puts another one right
    return is_asked and first_of(heard) >= at


def _is_bare_hour(heard: Utterance) -> bool:
    """Whether it is hardly more than the word: "time?"."""
    return len(heard.tokens) <= 2 and not _TIME.isdisjoint(heard.text.words)


def _names_place(heard: Utterance) -> bool:
    strange = {one.start for one in heard.strangers}
    words = heard.text.words
    return heard.place is not None or any(at and words[at - 1] == "in" for at in strange)


def _is_hearsay(heard: Utterance) -> bool:
    """Whether somebody without a name is said to have said it: "my brother swears"."""
    if _REPORTING.isdisjoint(heard.text.words):
        return False
    words = heard.text.words[: tag_of(heard).start or len(heard.text.words)]
    for at, word in enumerate(words):
        if word in _REPORTING and at:
            near = words[max(0, at - _NEAR) : at]
            starts = [m.start for m in heard.mentions] + [p.start for p in heard.people]
            named = any(at - _NEAR <= start < at for start in starts)
            if not named and not _SOMEBODY.isdisjoint(near):
                return True
    return False


def _is_in_a_day(heard: Utterance, meaning: Meaning) -> bool:
    """Whether it belongs to a day: the "this" of "this weekend" points at nothing said before."""
    return any(time.start <= meaning.start < time.end for time in heard.times)


def _ends_on_last(heard: Utterance) -> bool:
    """Whether it asks if something is the last: "is s3 its last"."""
    words = heard.text.words
    is_end = words[-2:] == ("the", "end")
    return len(words) > 2 and (is_end or words[-1] in {"last", "final"})


def _is_inside(heard: Utterance) -> bool:
    """Whether it names one show, or its hero, in another: "will luke cage be in jessica jones"."""
    if len(heard.mentions) < 2:
        return False
    one, other = heard.mentions[0], heard.mentions[-1]
    between = [token.word for token in heard.tokens[one.end : other.start]]
    return bool(between) and between[-1] in {"in", "on", "into", "en", "dans"} and len(between) <= 6


def _is_named_twice(heard: Utterance) -> bool:
    """Whether a show is asked after by two of its names: "is agatha still coven of chaos"."""
    if len(heard.mentions) != 2 or heard.mentions[0].show != heard.mentions[1].show:
        return False
    one, other = heard.mentions
    between = heard.text.words[one.end : other.start]
    opens = Feature.AUX in heard.concept_at(first_of(heard))
    verbs = _CALLING | _STILL | _WHAT_IS_SAID | _NEGATED
    return (opens or ends_in_a_tag(heard)) and bool(between) and verbs.issuperset(between)


def _is_somebody(heard: Utterance, before: Conversation, found: AbstractSet[Feature]) -> bool:
    """Whether a stranger is asked after: "is somebody new in jessica jones"."""
    if not heard.strangers or not (heard.mentions or before.show):
        return False
    first = first_of(heard)
    one = heard.strangers[0]
    if heard.mentions and one.start == first and heard.text.words[one.end : one.end + 1] == ("in",):
        return heard.mentions[0].start == one.end + 1  # "wilson bethel in daredevil?"
    if Feature.AUX not in heard.concept_at(first):
        return False
    if any(mention.end == one.start for mention in heard.mentions):
        return False  # "is echo dubbed in german"
    behind = {token.word for token in heard.tokens[one.end : one.end + 6]}
    coming = not behind.isdisjoint(
        {"in", "return", "returning", "back", "appear", "join", "part", "playing"}
    )
    return first + 1 <= one.start <= first + 2 and coming and Feature.FILM not in found


def _counts_episodes(heard: Utterance) -> bool:
    return any(
        Feature.EPISODES in meaning.concepts
        and meaning.start
        and heard.tokens[meaning.start - 1].word.isdigit()
        for meaning in heard.meanings
    ) or any(token.word[:-3].isdigit() and token.word.endswith("eps") for token in heard.tokens)


def _is_beyond(heard: Utterance, catalogue: Catalogue, as_of: AsOf) -> bool:
    """Whether a season is named of which nobody has said anything."""
    numbers = [one.season for one in heard.seasons if isinstance(one.season, int)]
    if not numbers:
        return False
    known = known_seasons(catalogue, heard.mentions[0].show, as_of)
    numbers = [one for one in numbers if one < FIRST_YEAR or (known and known[-1] >= FIRST_YEAR)]
    return bool(known and numbers) and max(numbers) > known[-1]
