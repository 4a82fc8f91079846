"""What a follow-up asks, by the question before: "and luke cage?", "when?", "this month?"."""

from typing import Final

from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon import time_words
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.ordinary import GLUE
from content.understanding.lexicon.season_words import SEASON
from content.understanding.question import Conversation
from content.understanding.rules import Strength
from content.understanding.tags import tag_of

_FEW: Final = 3
_AROUND_A_DAY: Final = word_set("around_a_day")
_LEADING_IN: Final = word_set("beginning_a_follow_up")
_PLEASE: Final = word_set("please")
_IN: Final = word_set("counting_in")
_COUNTED: Final = 2
_ASKING_OF_IT: Final = word_set("asking_of_its_day")
_BARE: Final = frozenset(
    {Feature.WHEN, Feature.ASKED, Feature.ANNOUNCE, Feature.FOLLOW, Feature.ONE_SHOW_BEFORE}
    | {Feature.EXCLAIM, Feature.SMALLTALK, Feature.NOT_THAT, Feature.YET}
)


def leaning_of(
    heard: Utterance,
    before: Conversation,
    meanings: frozenset[Feature],
    own: Intent | None,
    strength: Strength,
) -> Intent | None:
    """Return the intent that *heard* takes from the question before; None: it has its own.

    *own* is the one its words speak for, and *strength* how clearly.
    """
    if before.intent is None and before.about is None:
        return None
    if before.names and before.intent and before.intent.row.people and asks_which_season(heard):
        return before.intent
    bare = (
        _of_bare_word(heard, before, meanings)
        or _of_what_was(heard, before, meanings)
        or _of_another(heard, before, meanings)
    )
    if bare is not None:
        return bare
    if _is_of_release(before) and _asks_in_days(heard):
        return Intent.COUNTDOWN
    asks = Feature.ASKED in meanings or heard.text.words[0] in _LEADING_IN
    is_a_day = (
        is_only_a_day(heard) or _asks_of_a_day(heard, meanings) or (asks and _is_its_day(heard))
    )
    if own is None and _is_of_release(before) and is_a_day:
        return Intent.RELEASE_CHECK
    return (
        _of_follow_up(heard, before) if _follows(heard, before, meanings, own, strength) else None
    )


def _of_bare_word(
    heard: Utterance, before: Conversation, meanings: frozenset[Feature]
) -> Intent | None:
    """What "when?" or "where?" alone asks after a question about filming, or an end."""
    said = [token for token in heard.tokens if token.word not in _LEADING_IN]
    if len(said) > _FEW or heard.mentions or heard.seasons or heard.times:
        return None
    about = before.about or before.intent
    if (
        not meanings.isdisjoint({Feature.WHERE, Feature.PLACE})
        and about is not None
        and about.row.of_filming
        and Feature.WATCH not in meanings
    ):
        return Intent.FILMING_LOCATION
    if Feature.WHEN not in meanings or not meanings <= _BARE:
        return None
    return about.row.when if about else None


def _of_another(
    heard: Utterance, before: Conversation, meanings: frozenset[Feature]
) -> Intent | None:
    """What "and when was iron fist" asks after "when was luke cage cancelled"."""
    if not heard.mentions or not {Feature.WHEN, Feature.PAST, Feature.FOLLOW} <= meanings:
        return None
    about = before.about or before.intent
    is_bare = meanings <= _BARE | {Feature.SHOW, Feature.AUX, Feature.PAST}
    return about.row.when if about and is_bare else None


def _of_what_was(
    heard: Utterance, before: Conversation, meanings: frozenset[Feature]
) -> Intent | None:
    """What "when did it come out" asks after a trailer, "when did that happen" after an end."""
    about = before.about or before.intent
    if heard.mentions or heard.seasons or Feature.THAT not in meanings:
        return None
    if (
        about is not None
        and about.row.of_filming
        and Feature.WRAP in meanings
        and Feature.FINAL not in meanings
    ):
        return Intent.FILMING_WRAP  # "so did they finish"
    if Feature.WHEN not in meanings:
        return None
    if about is Intent.TRAILER:
        is_told = {Feature.PAST, Feature.RELEASE} <= meanings and Feature.FUTURE not in meanings
        return about if is_told else None
    happened = not {"happen", "happened"}.isdisjoint(heard.text.words)
    return about.row.when if about and happened and Feature.PAST in meanings else None


def asks_which_season(heard: Utterance) -> bool:
    """Whether nothing but the season is asked: "which season tho"."""
    words = heard.text.words
    asks = any(
        not heard.concept_at(at).isdisjoint({Feature.WHICH, Feature.WHAT})
        and words[at + 1] in SEASON
        for at in range(len(words) - 1)
    )
    is_brief = len(words) <= 2 * _FEW and not heard.mentions and not heard.people
    return asks and is_brief and not heard.seasons and not heard.times


def is_only_a_day(heard: Utterance) -> bool:
    """Whether a question names nothing but a day: "june something?", "is that a friday"."""
    if not heard.times:
        return False
    places = {at for time in heard.times for at in range(time.start, time.end)}
    is_asked = any("?" in token.after for token in heard.tokens)
    is_asked |= Feature.AUX in heard.concept_at(0)
    beside = [
        at
        for at, token in enumerate(heard.tokens)
        if at not in places
        and token.word not in GLUE
        and heard.concept_at(at).isdisjoint({Feature.AUX, Feature.THAT})
    ]
    return is_asked and len(beside) <= 1


def _is_its_day(heard: Utterance) -> bool:
    """Whether it asks if the day told of is such a day: "is that a friday", "so a friday then"."""
    days = {at for time in heard.times for at in range(time.start, time.end)}
    left = [word for at, word in enumerate(heard.text.words) if at not in days]
    return bool(days) and len(left) <= _FEW + 1 and _ASKING_OF_IT.issuperset(left)


def _asks_in_days(heard: Utterance) -> bool:
    """Whether it asks for the same in days or weeks: "in days pls", "in weeks?"."""
    words = heard.text.words
    left = [at for at, word in enumerate(words) if word not in _LEADING_IN | _PLEASE]
    is_brief = len(left) == _COUNTED and words[left[0]] in _IN
    return is_brief and Feature.SPAN in heard.concept_at(left[1])


def _asks_of_a_day(heard: Utterance, meanings: frozenset[Feature]) -> bool:
    """Whether it asks if what was told is on some day: "is that a friday", "so it is tomorrow"."""
    if not {Feature.ASKED, Feature.THAT} <= meanings:
        return False
    told = tag_of(heard).start or len(heard.tokens)
    days = {at for time in heard.times for at in range(time.start, time.end)}
    beside = {word for at, word in enumerate(heard.text.words[:told]) if at not in days}
    names_a_day = bool(days) or not time_words.WEEKDAYS.keys().isdisjoint(beside)
    left = beside - time_words.WEEKDAYS.keys() - time_words.ARTICLES - _AROUND_A_DAY
    return names_a_day and not left


def _follows(
    heard: Utterance,
    before: Conversation,
    meanings: frozenset[Feature],
    own: Intent | None,
    strength: Strength,
) -> bool:
    """Whether it only changes the subject of the question before."""
    if before.intent is None:
        return False
    subject = heard.mentions or heard.seasons or heard.place or heard.people
    names_kin = not meanings.isdisjoint({Feature.NETFLIX, Feature.DISNEY, Feature.REBOOT})
    names_kin |= "special" in heard.text.words
    is_brief = len(heard.tokens) <= _FEW + 1
    picks_one = Feature.NOT_THAT in meanings or "one" in heard.text.words or is_brief
    if not subject and not (names_kin and picks_one):
        return False
    if own is None:
        return True
    if Feature.NOT_THAT in meanings and names_kin and strength < Strength.CLEAR:
        return True
    return Feature.BEYOND not in meanings and strength <= Strength.SUBJECT


def _of_follow_up(heard: Utterance, before: Conversation) -> Intent:
    """The intent before; a city alone asks for the hour there, a country for its own date."""
    is_there = heard.place is not None and not heard.place.is_country
    if is_there and not heard.mentions and not heard.seasons and _is_of_release(before):
        return Intent.RELEASE_TIME
    if heard.people and not heard.mentions:
        return before.intent if before.intent and before.intent.row.people else Intent.CAST
    return before.intent or Intent.RELEASE_DATE


def _is_of_release(before: Conversation) -> bool:
    return before.intent is not None and before.intent.row.of_release
