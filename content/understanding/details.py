"""What a question carries besides its subject: days, names, and the fact it is about."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from content.facts.as_of import AsOf
from content.facts.claims import Claim
from content.facts.dates import DateError, PartialDate
from content.facts.kinds import Kind
from content.understanding.entities import Untracked, Utterance, denied_at
from content.understanding.intents import Intent
from content.understanding.lexicon.languages import phrases, word_set
from content.understanding.lexicon.meanings import Feature
from content.understanding.lexicon.name_places import LEADING
from content.understanding.question import LEAD, VILLAIN, Conversation
from content.understanding.remarks import first_of
from content.understanding.times import TimeRole

_ABOUT: Final = (
    (Feature.CODE_NAME, Intent.CODE_NAME),
    (Feature.TRAILER, Intent.TRAILER),
    (Feature.TITLE, Intent.TITLE),
    (Feature.DIRECT, Intent.DIRECTOR),
    (Feature.WRAP_FILMING, Intent.FILMING_WRAP),
    (Feature.CANCEL, Intent.CANCELLATION_STATUS),
    (Feature.RENEW, Intent.RENEWAL_STATUS),
    (Feature.CAST, Intent.CAST),
    (Feature.EPISODES, Intent.EPISODE_COUNT),
    (Feature.DATE, Intent.RELEASE_DATE),
)
_SELF: Final = word_set("for_oneself")
_SERVICES: Final = word_set("named_services")
_PLAYER: Final = word_set("asking_for_a_player")
_VILLAIN: Final = phrases("words_for_a_villain")
_LEAD: Final = phrases("words_for_a_lead")
_PUBLIC: Final = word_set("for_everyone")
"""Words of whom the news are for, where it is not one person."""
_WEEKS: Final = word_set("counting_in_weeks")
_OVER_ALL: Final = frozenset({Intent.UPCOMING, Intent.LIST_CANCELLED, Intent.UPDATES})
_JOINED: Final = word_set("ends_of_a_window")
_DASHES: Final = frozenset("-\u2013/")
_WHERE_FROM: Final = word_set("before_where_from")
_DESCRIBED: Final = word_set("somebody_described")
_TWO: Final = 2
_NEAR_ITS_SPEAKER: Final = 3
"""How many words may stand between "you say" and the day."""


def asked_of(heard: Utterance, meanings: AbstractSet[Feature], as_of: AsOf) -> AsOf | None:
    """Return the past day whose knowledge is asked for; None: today's."""
    found: list[tuple[int, date]] = []
    for time in heard.times:
        first, last = time.span.earliest, time.span.latest
        is_then = time.role is TimeRole.BACK_THEN or (
            Feature.KNEW in meanings and time.role is TimeRole.IN
        )
        if is_then and last is not None and first is not None and first <= as_of.day:
            found.append(((last - first).days, last))
    if not found:
        return None
    _, last = min(found, key=lambda one: one[0])  # "early 2017, feb": the finest is meant
    return AsOf.on(min(last, as_of.day))


def window_of(heard: Utterance, intent: Intent) -> PartialDate | None:
    """Return the span it asks about; None where it names none."""
    if not intent.row.windowed or not heard.times:
        return None
    spans = [time.span for time in heard.times if time.role is not TimeRole.BACK_THEN]
    if not spans:
        return None
    if intent is Intent.DISPUTE:
        return _contradicting(heard)
    first, last = spans[0], spans[-1]
    both_days = len(spans) == 2 and first.is_day and last.is_day
    if both_days and first.day and last.day and first.day < last.day:
        return PartialDate.parse(f"{first}/{last}")
    whole = _from_one_to_the_other(heard) if intent in _OVER_ALL else None
    return whole or first


def _from_one_to_the_other(heard: Utterance) -> PartialDate | None:
    """The whole of "between august and october", of "may or june"; None where it is none."""
    times = [time for time in heard.times if time.role is not TimeRole.BACK_THEN]
    if len(times) != 2:
        return None
    one, other = times
    between = heard.text.words[one.end : other.start]
    is_joined = len(between) == 1 and between[0] in _JOINED
    is_dashed = not between and not _DASHES.isdisjoint(heard.tokens[one.end - 1].after)
    first, last = one.named.earliest, other.named.latest
    if not (is_joined or is_dashed) or first is None or last is None or last < first:
        return None
    try:
        return PartialDate.parse(f"{one.named}/{other.named}")
    except DateError:
        return PartialDate.parse(f"{first}/{last}")


def _contradicting(heard: Utterance) -> PartialDate:
    """The day that somebody else gives: the last that Violet is not told to have said herself."""
    times = [time for time in heard.times if time.role is not TimeRole.BACK_THEN]
    mine = [m.end for m in heard.meanings if Feature.YOU_SAY in m.concepts]
    others = [
        time
        for time in times
        if not any(end <= time.start <= end + _NEAR_ITS_SPEAKER for end in mine)
    ]
    return (others or times)[-1].span


def counts_in_weeks(heard: Utterance) -> bool:
    """Whether it asks for weeks, rather than naming some: "how many weeks until", "in weeks"."""
    days = {at for time in heard.times for at in range(time.start, time.end)}
    return any(word in _WEEKS and at not in days for at, word in enumerate(heard.text.words))


def names_in(heard: Utterance, intent: Intent) -> tuple[str, ...]:
    """Return the people, places or code names that the intent is about."""
    people = tuple(dict.fromkeys(one.name for one in heard.people))
    match intent:
        case Intent.CODE_NAME:
            return tuple(dict.fromkeys(one.name for one in heard.called)) or _quoted(heard)
        case Intent.SHOWRUNNER:
            return people
        case Intent.DIRECTOR:
            return people or _groups(heard)
        case Intent.CAST:
            if people:
                return people
            of_a_sort = _sorts_of_part(heard)
            if of_a_sort:
                return of_a_sort
            asked = [one for one in heard.strangers if not _is_only_described(heard, one)]
            return tuple(one.name.title() for one in asked[:2] if one.name and heard.mentions)
        case Intent.WHERE_TO_WATCH:
            words = enumerate(heard.text.words)
            named = [w for at, w in words if w in _SERVICES and not denied_at(heard.tokens, at)]
            return tuple(dict.fromkeys(named))
        case Intent.RUMOUR_CHECK:
            return (*people, *_places(heard))
        case _:
            return ()


def _is_only_described(heard: Utterance, stranger: Untracked) -> bool:
    """Whether it tells of somebody without a name: "the guy from scream", "the tall one"."""
    words = heard.text.words
    came_from = bool(stranger.start) and words[stranger.start - 1] in _WHERE_FROM
    return came_from or not _DESCRIBED.isdisjoint(words[stranger.end : stranger.end + 1])


def _groups(heard: Utterance) -> tuple[str, ...]:
    """The group that directors may be of: women, men."""
    words = heard.text.words
    return tuple(name for name, named in _GROUPS if not named.isdisjoint(words))[:1]


_GROUPS: Final = (("women", word_set("women")), ("men", word_set("men")))
_VERY: Final = {
    Intent.FILMING_STATUS: (
        (Feature.SIDE_BY_SIDE, Kind.FILMING_ORDER),
        (Feature.WRITTEN, Kind.WRITING_STATUS),
        (Feature.MADE, Kind.PRODUCTION_STATUS),
        (Feature.RESUMED, Kind.FILMING_RESUME),
    ),
    Intent.WHERE_TO_WATCH: ((Feature.ARRIVES, Kind.AVAILABILITY_START),),
    Intent.CAST: ((Feature.WILLING, Kind.CAST_INTENT), (Feature.CHARACTER, Kind.CHARACTER)),
}
"""What asks, of several kinds that an intent has, for one alone."""


def very_kind(
    heard: Utterance, intent: Intent, meanings: AbstractSet[Feature], names: Sequence[str]
) -> Kind | None:
    """Return the one kind that is asked for, where *intent* alone does not say it.

    Of somebody in *names* the cast itself is asked for by who plays whom, not by whether.
    """
    found = (kind for feature, kind in _VERY.get(intent, ()) if feature in meanings)
    if intent is Intent.FILMING_STATUS and {Feature.PUT_ON_HOLD, Feature.WHEN} <= meanings:
        return Kind.FILMING_PAUSE
    if Feature.FILM in meanings and Feature.WRITTEN in meanings:
        return None  # "is it filming or still being written"
    first = heard.concept_at(first_of(heard))
    asks_whom = (
        {Feature.WHO, Feature.WHICH} & meanings
        or Feature.WHAT in first
        or _asks_for_a_player(heard, meanings)
        or (_sorts_of_part(heard) and Feature.AUX not in first)  # "and the villain?"
    )
    whole = Kind.CAST if intent is Intent.CAST and names and asks_whom else None
    return next(found, whole)


def asks_when_it_leaves(meanings: AbstractSet[Feature]) -> bool:
    """Whether it asks for the day that ends it, and not where it goes on: "until when"."""
    if not meanings.isdisjoint({Feature.ARRIVES, Feature.AGO}):
        return False
    ends = not meanings.isdisjoint({Feature.LEAVE, Feature.UNTIL})
    counts = {Feature.HOW_MANY, Feature.SPAN} <= meanings
    lasts = not meanings.isdisjoint({Feature.HOW_LONG, Feature.LONGER})
    return lasts or (ends and (counts or Feature.WHEN in meanings))


_OF_THE_PAST: Final = frozenset({Feature.FORMERLY, Feature.SUPPOSED, Feature.FIRST_EVER})


def asks_what_it_was_called(meanings: AbstractSet[Feature]) -> bool:
    """Whether it asks for a title that holds no more: "what was it called at first"."""
    was_told = {Feature.ANNOUNCE, Feature.PAST} <= meanings
    return was_told or not meanings.isdisjoint(_OF_THE_PAST)


def _asks_for_a_player(heard: Utterance, meanings: AbstractSet[Feature]) -> bool:
    """Whether it asks who plays somebody without "who": "misty knight actress", "and davos?"."""
    asks_whether = any(
        Feature.AUX in one.concepts and heard.tokens[one.start].raw != "s" for one in heard.meanings
    )
    if asks_whether or Feature.TRUE in meanings:
        return False
    if not _PLAYER.isdisjoint(heard.text.words):
        return True
    if len(heard.people) != 1:
        return False
    told = range(heard.people[0].start, heard.people[0].end)
    rest = [word for at, word in enumerate(heard.text.words) if at not in told]
    return (LEADING | {"what", "how"}).issuperset(rest) and all(
        _plays_nobody(claim, heard.people[0].name) for claim in heard.people[0].claims
    )


def _plays_nobody(claim: Claim, name: str) -> bool:
    """Whether the *name* in a claim is a part that somebody plays, and nobody of the cast."""
    return name in (claim.detail or "") and name not in str(claim.value)


def _sorts_of_part(heard: Utterance) -> tuple[str, ...]:
    """The sort of part that somebody is asked for by: the villain, the lead."""
    words = f" {' '.join(heard.text.words)} "
    sorts = ((_VILLAIN, VILLAIN), (_LEAD, LEAD))
    return tuple(
        name for named, name in sorts if any(f" {' '.join(one)} " in words for one in named)
    )[:1]


def is_for_self(heard: Utterance) -> bool:
    """Whether it asks for the one who speaks, and for no channel: "remind me when it drops"."""
    words = set(heard.text.words)
    return not _SELF.isdisjoint(words) and _PUBLIC.isdisjoint(words)


def _places(heard: Utterance) -> tuple[str, ...]:
    """What stands behind "in", as it was written: the place a rumour names."""
    found = []
    for at, token in enumerate(heard.tokens[:-1]):
        named = heard.tokens[at + 1]
        is_taken = at + 1 in heard.subjects_and_days
        if token.word == "in" and named.word.isalpha() and not is_taken and len(named.word) > 3:
            found.append(named.raw.title())
    return tuple(found[:2])


def _quoted(heard: Utterance) -> tuple[str, ...]:
    words = [token.raw for token in heard.tokens if token.quote == 1]
    return (" ".join(words)[:60],) if words else ()


def _of_filming(heard: Utterance, meanings: AbstractSet[Feature]) -> Intent:
    if Feature.START in meanings:
        return Intent.FILMING_START
    if Feature.WRAP in meanings or Feature.WRAP_FILMING in meanings:
        return Intent.FILMING_WRAP
    is_place = Feature.PLACE in meanings or Feature.WHERE in meanings or bool(_places(heard))
    return Intent.FILMING_LOCATION if is_place else Intent.FILMING_STATUS


def _is_confirmed_for(heard: Utterance) -> bool:
    """Whether what may be a renewal is confirmed for a day: "is it confirmed for march 8"."""
    renewed = [m.concepts for m in heard.meanings if Feature.RENEW in m.concepts]
    return bool(renewed) and all(Feature.OFFICIAL in concepts for concepts in renewed)


def fact_behind(
    intent: Intent, meanings: AbstractSet[Feature], heard: Utterance, before: Conversation
) -> Intent | None:
    """Return the fact that a question about a fact is about; None for what is about none."""
    if not intent.row.leans:
        return None
    if Feature.FILM in meanings:
        return _of_filming(heard, meanings)
    if intent is Intent.CONFIDENCE and heard.times and _is_confirmed_for(heard):
        return Intent.RELEASE_DATE
    for concept, about in _ABOUT:
        if concept in meanings:
            return about
    if intent is Intent.DISPUTE and heard.times:
        return None  # the day itself tells which fact it contradicts
    if intent is Intent.RUMOUR_CHECK and heard.people:
        return Intent.CAST
    if not heard.mentions and not heard.seasons:
        return before.about or before.intent
    if Feature.RELEASE in meanings or Feature.OUT in meanings:
        return Intent.RELEASE_DATE
    return Intent.RENEWAL_STATUS if intent is Intent.ANNOUNCED_ON else None
