"""What a follow-up asks, by the question before: "and luke cage?", "when?", "this month?"."""

from typing import Final

from content.understanding.entities import Utterance
from content.understanding.intents import Intent
from content.understanding.lexicon import time_words
from content.understanding.lexicon.languages import word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.question import Conversation
from content.understanding.rules import Strength
from content.understanding.tags import tag_of

_FEW: Final = 3
_AROUND_A_DAY: Final = word_set("around_a_day")
_LEADING_IN: Final = word_set("beginning_a_follow_up")
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
    bare = _of_bare_word(heard, before, meanings) or _of_what_was(heard, before, meanings)
    if bare is not None:
        return bare
    is_a_day = is_only_a_day(heard) or _asks_of_a_day(heard, meanings)
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


def is_only_a_day(heard: Utterance) -> bool:
    """Whether a question names nothing but a day: "this month?", "june something?"."""
    places = {at for time in heard.times for at in range(time.start, time.end)}
    is_asked = any("?" in token.after for token in heard.tokens)
    return is_asked and bool(places) and len(heard.tokens) - len(places) <= 1


def _asks_of_a_day(heard: Utterance, meanings: frozenset[Feature]) -> bool:
    """Whether it asks if what was told is on some day: "is that a friday", "so it is tomorrow"."""
    told = tag_of(heard).start or len(heard.tokens)
    days = {at for time in heard.times for at in range(time.start, time.end)}
    beside = {word for at, word in enumerate(heard.text.words[:told]) if at not in days}
    names_a_day = bool(days) or not time_words.WEEKDAYS.keys().isdisjoint(beside)
    left = beside - time_words.WEEKDAYS.keys() - time_words.ARTICLES - _AROUND_A_DAY
    is_asked = Feature.ASKED in meanings and Feature.THAT in meanings
    return is_asked and names_a_day and not left


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
