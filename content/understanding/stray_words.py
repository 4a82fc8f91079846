"""Words that mean nothing of a show where they stand: "the last 10 days", "cancelled my netflix".

A word is read by what it belongs to, and not by itself: a last that counts days ends no season,
whoever cancels a subscription of their own cancels no show, and what a strike or a network does
orders nothing of Violet.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from content.facts.claims import SeasonRef
from content.understanding.entities import Utterance
from content.understanding.lexer import Meaning
from content.understanding.lexicon import season_words, time_words
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.ordinary import GLUE
from content.understanding.remarks import first_of

_ASKING: Final = frozenset({Feature.AUX, Feature.WHEN, Feature.WHY, Feature.HOW, Feature.WHAT})
_LATEST: Final = word_set("latest_words")
_STRESSING: Final = word_set("stressing_words")
_DENIALS: Final = word_set("denials")
_FILLING: Final = word_set("filling_in")
_OF_THEIR_OWN: Final = word_set("of_their_own")
_KEPT_BY_PEOPLE: Final = word_set("subscriptions_of_people")
_WHO_MAY_ORDER: Final = word_set("who_may_order")
_SELF: Final = word_set("speaking_of_themselves")
_FURTHER: Final = word_set("what_a_show_gets")
_IS: Final = word_set("lasting_verbs")
_WAS: Final = word_set("verbs_of_the_past") | word_set("is_behind_a_question_word")
_TO: Final = frozenset({"to"})
_KILLING: Final = word_set("verbs_of_killing")
_MAKERS: Final = word_set("services")
_GETTING: Final = word_set("before_what_is_said")
_LIKE: Final = frozenset({"like"})
_ABOUT: Final = word_set("what_is_it_about")
_ALL: Final = word_set("every_one")
_NEAR: Final = 4
"""How many words may stand between a verb and what it is said of."""


def is_stray(heard: Utterance, meaning: Meaning, concept: Feature) -> bool:
    """Whether the words at *meaning* do not mean *concept* of a show, where they stand."""
    judges = _JUDGES.get(concept, ())
    return any(is_stray_there(heard, meaning) for is_stray_there in judges)


def _is_latest_of_a_thing(heard: Utterance, meaning: Meaning) -> bool:
    """Whether it is what holds now that is asked, and no news: "what is the latest date"."""
    is_latest = heard.text.words[meaning.end - 1] in _LATEST
    return is_latest and Feature.DATE in heard.concept_at(meaning.end)


def _is_emphasis(heard: Utterance, meaning: Meaning) -> bool:
    """Whether a "really" only stresses what is asked: "is it really over", "really not"."""
    words = heard.text.words
    if words[meaning.start] not in _STRESSING or meaning.end >= len(words):
        return False
    is_ended = not heard.concept_at(meaning.end).isdisjoint({Feature.CANCEL, Feature.WRAP})
    return is_ended or words[meaning.end] in _DENIALS


def _is_filled_in(heard: Utterance, meaning: Meaning) -> bool:
    """Whether a "like" that begins a sentence says nothing: "like its really over"."""
    is_filler = heard.text.words[meaning.start] in _FILLING
    return is_filler and (meaning.start == 0 or "," in heard.tokens[meaning.start - 1].after)


def _counts_time(heard: Utterance, meaning: Meaning) -> bool:
    """Whether it is the last of days or weeks: "in the last 10 days", "the last few weeks"."""
    behind = heard.text.words[meaning.end : meaning.end + _NEAR - 1]
    for word in behind:
        if word in time_words.UNITS or word in time_words.UNIT_DAYS:
            return True
        if not (word.isdigit() or word in time_words.COUNTS or word in season_words.CARDINALS):
            return False
    return False


def _is_which_season(heard: Utterance, meaning: Meaning) -> bool:
    """Whether "last" only tells which season has a day: "is the last jj season tomorrow"."""
    is_alone = {one.season for one in heard.seasons} == {SeasonRef.LAST}
    is_last = meaning.end == len(heard.tokens)  # "is the season in june the last"
    return is_alone and bool(heard.times) and bool(heard.mentions) and not is_last


def _holds_now(heard: Utterance, meaning: Meaning) -> bool:
    """Whether a plan is asked for as it stands: "when is it supposed to start"."""
    told = (one for one in heard.tokens[: meaning.start] if one.raw != "s")  # "the punisher's"
    verbs = [one.word for one in told if one.word in _IS | _WAS]
    is_plan = heard.tokens[meaning.end - 1].word in _TO
    return is_plan and bool(verbs) and verbs[-1] in _IS


def _is_their_own(heard: Utterance, meaning: Meaning) -> bool:
    """Whether it is a subscription that somebody pays for: "i cancelled my netflix"."""
    words = heard.text.words
    behind = words[meaning.end : meaning.end + _NEAR]
    is_own = not _OF_THEIR_OWN.isdisjoint(words[meaning.end - 1 : meaning.end + 1])
    if is_own and not _KEPT_BY_PEOPLE.isdisjoint(behind):
        return True
    before = words[max(0, meaning.start - _NEAR) : meaning.start]
    return bool(behind) and behind[0] in _KEPT_BY_PEOPLE and not _SELF.isdisjoint(before)


def _is_done_by_another(heard: Utterance, meaning: Meaning) -> bool:
    """Whether a question asks what somebody else does: "did the strike stop it"."""
    first = first_of(heard)
    if meaning.start <= first or heard.concept_at(first).isdisjoint(_ASKING):
        return False
    between = heard.text.words[first + 1 : meaning.start]
    return bool(between) and _WHO_MAY_ORDER.isdisjoint(between)


def _is_killing(heard: Utterance, meaning: Meaning) -> bool:
    return meaning.end == meaning.start + 1 and heard.text.words[meaning.start] in _KILLING


def _ends_a_show(heard: Utterance, meaning: Meaning) -> bool:
    """Whether those who make it do it to a show: "did they kill punisher".

    What is done in a season is done to somebody: "did they kill the punisher in s2".
    """
    words = heard.text.words
    if any(isinstance(one.season, int) for one in heard.seasons):
        return False
    at = meaning.end
    while at < len(words) - 1 and words[at] in GLUE:
        at += 1
    is_on_a_show = any(meaning.end <= one.start <= at for one in heard.mentions)
    by_makers = not _MAKERS.isdisjoint(words[max(0, meaning.start - _NEAR + 1) : meaning.start])
    if is_on_a_show and (by_makers or meaning.start == first_of(heard)):
        return True
    is_got = words[max(0, meaning.start - 1)] in _GETTING
    is_done = is_got or any(one.end == meaning.start for one in heard.mentions)
    asks = any(Feature.AUX in one.concepts for one in heard.meanings)
    return is_done and asks and bool(heard.mentions)  # "was luke cage binned"


def _asks_of_more(heard: Utterance, meaning: Meaning) -> bool:
    """Whether it orders nothing, but asks if that was all: "no more iron fist then?"."""
    is_asked = "?" in heard.tokens[-1].after
    return is_asked and heard.concept_at(meaning.start) >= {Feature.UNSUBSCRIBE, Feature.MORE}


def _is_only_said(heard: Utterance, meaning: Meaning) -> bool:
    """Whether it likes nothing, but begins to tell: "like it is really over"."""
    is_first = meaning.start == 0 and heard.text.words[0] in _LIKE
    return is_first and Feature.AUX in heard.concept_at(meaning.end)


def _ends_on_about(heard: Utterance, meaning: Meaning) -> bool:
    """Whether it asks what a show is about, and for no news: "what is luke cage all about"."""
    words = heard.text.words
    is_last = meaning.end == len(words) or bool(heard.tokens[meaning.end - 1].after.strip())
    asks_what = Feature.WHAT in heard.concept_at(first_of(heard))
    is_about = meaning.end - meaning.start > 1 and words[meaning.end - 1] in _ABOUT
    return is_about and is_last and asks_what and words[meaning.start] in _ALL


def _gets_a_season(heard: Utterance, meaning: Meaning) -> bool:
    """Whether what it gets is a season, or more of them: not "getting married in s3"."""
    words = heard.text.words
    reach = range(meaning.end, min(meaning.end + _NEAR, len(words)))
    named = {one.start for one in heard.seasons} | {one.start for one in heard.mentions}
    return meaning.end >= len(words) or any(
        at in named or words[at] in _FURTHER or words[at] in season_words.SEASON for at in reach
    )


def _is_killing_somebody(heard: Utterance, meaning: Meaning) -> bool:
    return _is_killing(heard, meaning) and not _ends_a_show(heard, meaning)


def _is_killing_a_show(heard: Utterance, meaning: Meaning) -> bool:
    return _is_killing(heard, meaning) and _ends_a_show(heard, meaning)


def _gets_nothing(heard: Utterance, meaning: Meaning) -> bool:
    return not _gets_a_season(heard, meaning)


_ORDERS: Final = (_is_their_own, _is_done_by_another, _asks_of_more)
_JUDGES: Final[Mapping[Feature, Sequence[Callable[[Utterance, Meaning], bool]]]] = {
    Feature.FINAL: (_counts_time, _is_which_season),
    Feature.SUPPOSED: (_holds_now,),
    Feature.CANCEL: (_is_their_own, _is_killing_somebody),
    Feature.PLOT: (_is_killing_a_show,),
    Feature.LEAVE: (_is_killing_a_show,),
    Feature.OPINION: (_is_only_said, _is_filled_in),
    Feature.NEWS: (_ends_on_about, _is_latest_of_a_thing),
    Feature.UNDO: (_is_their_own,),
    Feature.UNSUBSCRIBE: _ORDERS,
    Feature.SUBSCRIBE: _ORDERS,
    Feature.TRUE: (_is_emphasis,),
    Feature.GET: (_gets_nothing,),
}
"""What may make words stray, by what they would mean."""
