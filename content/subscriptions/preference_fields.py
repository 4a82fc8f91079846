"""The table of all that a destination can want, and where each of it is asked for and told.

The options and forms of every platform, the words that people type, the file of subscriptions and
the sentences that say how a subscription stands all walk `FIELDS`, as storage does, which has a
column or more for each. Whoever walks it takes another table as well.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Generic, TypeVar

from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.language.wording import Wording, phrase
from content.subscriptions import preference_values as values
from content.subscriptions import preference_words as words
from content.subscriptions.preference_values import (
    LOWEST_STANCES,
    STEPS_OFFERED,
    TOPICS_TOLD,
    Mentions,
    PreferenceError,
    Suggest,
)
from content.subscriptions.preferences import Preferences, PreferencesInput, PreferencesPatch
from content.subscriptions.schedule import DigestFrequency

T = TypeVar("T")


class OptionKind(Enum):
    """What can be given for an option."""

    TEXT = "text"
    NUMBER = "number"
    YES_OR_NO = "yes or no"
    ROLE = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that can be given with a command, on a platform that lists what can be."""

    name: str
    description: str
    kind: OptionKind = OptionKind.TEXT
    longest: int = 200
    """Characters of a text."""
    numbers: tuple[int, int] = (0, 0)
    """The least and the greatest number."""
    choices: tuple[str, ...] = ()
    """All that a text can be; empty: whatever is typed."""
    suggest: Suggest | None = None
    """What is offered while a text is being typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormEntry:
    """Where a value is given in a form."""

    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """All that can be chosen, each value with its words; empty: a text is written."""
    takes_several: bool = False
    """Whether several of the choices can be chosen at once."""
    is_filled_in: bool = True
    """Whether what is usual stands there already."""
    is_offered: bool = False
    """Whether its values, too many for a list, are offered while one of them is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonForm(Generic[T]):
    """How a value stands in a JSON document."""

    dump: Callable[[T], Any]
    load: Callable[[Any], T]
    """Takes what `is_right` has said yes to."""
    is_right: Callable[[Any], bool]
    cure: str
    """What to write instead of what is wrong."""


def _first(given: Sequence[str | None]) -> str | None:
    return given[0]


def _nothing(_preferences: Preferences, _wording: Wording) -> list[str]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceField(Generic[T]):
    """All that there is to know of one preference."""

    name: str
    """Its attribute of `Preferences`, which has what is usual."""
    key: str
    """What it is called in forms and files."""
    words: tuple[str, ...]
    """Those that begin it where it is typed."""
    alone: tuple[str, str] | None = None
    """A word that says it all by itself, and the text that it stands for."""
    unsaid: str = ""
    """The text where nothing follows one of *words*."""
    takes_lines: bool = False
    """Whether each time that it is typed counts, on a line of its text; else the last one does."""
    read: Callable[[str], T]
    """Return the value that a text means, or raise a `PreferenceError` with the cure."""
    write: Callable[[T], str]
    options: tuple[Option, ...]
    """Empty: no platform that lists what can be given has it."""
    join: Callable[[Sequence[str | None]], str | None] = _first
    """Make one text of what was given for each of *options*; None: nothing is said by it."""
    entry: FormEntry | None = None
    """None: forms do not ask for it."""
    json: JsonForm[T]
    describe: Callable[[Preferences, Wording], Sequence[str]] = _nothing
    """Say in sentences what is wanted; what another field says as well is not said again."""
    shorten: Callable[[Preferences, Wording], Sequence[str]] = _nothing
    """Say the same in a few words of a list."""


Fields = Sequence[PreferenceField[Any]]

_ROLE: Final = re.compile(r"[!-~]{1,80}")
"""An id of any platform's."""


def _role_for(given: Sequence[str | None]) -> str | None:
    """Return a role and the topics that it is for, chosen apart, as one text."""
    role, topics = given
    if topics is not None and topics.strip().casefold() == "none":
        return "none"
    if role is None:
        return f"for {topics}" if topics else None
    return f"{role} for {topics}" if topics else role


def _is_list_of(known: Sequence[str | int]) -> Callable[[Any], bool]:
    """Return whether something is a list of some of *known*, of the same types: true is no 1."""
    return lambda given: (
        isinstance(given, list)
        and len(given) <= len(known)
        and all(type(one) in {str, int} and one in known for one in given)
    )


def _is_hour(given: Any) -> bool:
    return type(given) is int and 0 <= given <= 23


def _is_zone(given: Any) -> bool:
    try:
        return isinstance(given, str) and values.read_zone(given) == given
    except PreferenceError:
        return False


def _are_mentions(given: Any) -> bool:
    topics = {topic.value for topic in Topic}
    return isinstance(given, dict) and all(
        topic in topics and isinstance(whom, str) and _ROLE.fullmatch(whom)
        for topic, whom in given.items()
    )


_TRUE_OR_FALSE: Final[JsonForm[bool]] = JsonForm(
    dump=bool,
    load=bool,
    is_right=lambda given: isinstance(given, bool),
    cure="true or false",
)
_TOPICS: Final[PreferenceField[frozenset[Topic]]] = PreferenceField(
    name="topics",
    key="kinds",
    words=("kinds", "kind"),
    read=values.read_topics,
    write=lambda topics: ", ".join(one.value for one in TOPICS_TOLD if one in topics),
    options=(
        Option(
            name="kinds",
            description=phrase("Which kinds of news, such as: release, cast, filming; or all"),
            suggest=values.suggest_topics,
        ),
    ),
    entry=FormEntry(
        label=phrase("Kinds of news"),
        hint=phrase("Every kind but episodes, unless you choose."),
        choices=tuple((topic.value, topic.value) for topic in TOPICS_TOLD),
        takes_several=True,
        is_filled_in=False,
    ),
    json=JsonForm(
        dump=lambda topics: [topic.value for topic in Topic if topic in topics],
        load=lambda given: frozenset(Topic(one) for one in given),
        is_right=_is_list_of([topic.value for topic in Topic]),
        cure=f"a list of {', '.join(TOPICS_TOLD)}",
    ),
    describe=words.describe_topics,
    shorten=lambda wants, wording: [words.topics_in_words(wants.topics, wording)],
)
_LOWEST_STANCE: Final[PreferenceField[Stance]] = PreferenceField(
    name="lowest_stance",
    key="stance",
    words=("stance",),
    read=values.read_stance,
    write=lambda stance: stance.value,
    options=(
        Option(
            name="stance",
            description=phrase("How sure news must be at least"),
            choices=tuple(stance.value for stance in LOWEST_STANCES),
        ),
    ),
    entry=FormEntry(
        label=phrase("At least"),
        choices=tuple((stance.value, stance.value) for stance in LOWEST_STANCES),
    ),
    json=JsonForm(
        dump=lambda stance: stance.value,
        load=Stance,
        is_right=lambda given: given in [stance.value for stance in LOWEST_STANCES],
        cure=f"one of {', '.join(LOWEST_STANCES)}",
    ),
    shorten=lambda wants, wording: [
        wording.say("at least {stance}", stance=wants.lowest_stance.value)
    ],
)
_STEPS: Final[PreferenceField[tuple[int, ...]]] = PreferenceField(
    name="steps",
    key="steps",
    words=("steps",),
    read=values.read_steps,
    write=values.write_steps,
    options=(
        Option(
            name="steps",
            description=phrase(
                "Days before a premiere on which I count down, such as 30,7,1,0; or none"
            ),
            suggest=values.suggest_among(
                "100, 30, 14, 7, 3, 1, 0", "30, 7, 1, 0", "7, 1, 0", "1, 0", "0", "none"
            ),
        ),
    ),
    entry=FormEntry(label=phrase("Countdown, days before"), hint=phrase("Or: none")),
    json=JsonForm(
        dump=list,
        load=lambda given: tuple(sorted(set(given), reverse=True)),
        is_right=_is_list_of(STEPS_OFFERED),
        cure=f"a list of {', '.join(map(str, STEPS_OFFERED))}",
    ),
    describe=words.describe_steps,
    shorten=words.shorten_steps,
)
_COUNTS_ON: Final[PreferenceField[bool]] = PreferenceField(
    name="counts_on_listings",
    key="count_on",
    words=("count on",),
    unsaid=values.LISTINGS,
    read=values.read_counts_on,
    write=values.write_counts_on,
    options=(
        Option(
            name="count_on",
            description=phrase("Whether I count down to days that are only listed, too"),
            choices=(values.CONFIRMED_ALONE, values.LISTINGS),
        ),
    ),
    entry=FormEntry(
        label=phrase("I count down to"),
        choices=(
            (values.CONFIRMED_ALONE, phrase("Confirmed days alone")),
            (values.LISTINGS, phrase("Listed days too, such as TVmaze's")),
        ),
    ),
    json=JsonForm(
        dump=values.write_counts_on,
        load=values.read_counts_on,
        is_right=lambda given: given in [values.CONFIRMED_ALONE, values.LISTINGS],
        cure=f"{values.CONFIRMED_ALONE} or {values.LISTINGS}",
    ),
    describe=words.describe_counted_on,
    shorten=lambda wants, wording: (
        [wording.say("counts on listings")] if wants.counts_on_listings else []
    ),
)
_ZONE: Final[PreferenceField[str]] = PreferenceField(
    name="zone",
    key="zone",
    words=("in", "zone"),
    read=values.read_zone,
    write=str,
    options=(
        Option(
            name="zone",
            description=phrase("Your time zone, such as Europe/Berlin"),
            longest=64,
            suggest=values.suggest_zones,
        ),
    ),
    entry=FormEntry(
        label=phrase("Time zone"), hint=phrase("Such as Europe/Berlin"), is_offered=True
    ),
    json=JsonForm(dump=str, load=str, is_right=_is_zone, cure="a zone such as Europe/Berlin"),
)
_HOUR: Final[PreferenceField[int]] = PreferenceField(
    name="hour",
    key="hour",
    words=("at", "hour"),
    read=values.read_hour,
    write=str,
    options=(
        Option(
            name="hour",
            description=phrase("Hour of the day for countdowns and digests, 0 to 23"),
            kind=OptionKind.NUMBER,
            numbers=(0, 23),
        ),
    ),
    entry=FormEntry(
        label=phrase("Hour of countdowns and digests"),
        choices=tuple((str(hour), f"{hour:02}:00") for hour in range(24)),
    ),
    json=JsonForm(dump=int, load=int, is_right=_is_hour, cure="a number from 0 to 23"),
    describe=words.describe_hour,
    shorten=words.shorten_hour,
)
_QUIET: Final[PreferenceField[tuple[int, int] | None]] = PreferenceField(
    name="quiet",
    key="quiet",
    words=("quiet",),
    read=values.read_quiet,
    write=values.write_quiet,
    options=(
        Option(
            name="quiet",
            description=phrase("Hours in which nothing is posted, such as 22-7; or off"),
            suggest=values.suggest_among("22-7", "23-8", "0-9", "20-9", "off"),
        ),
    ),
    entry=FormEntry(
        label=phrase("Quiet hours"),
        hint=phrase("Such as 22-7; none, unless you write"),
        is_filled_in=False,
    ),
    json=JsonForm(
        dump=lambda quiet: list(quiet) if quiet else None,
        load=lambda given: (given[0], given[1]) if given and given[0] != given[1] else None,
        is_right=lambda given: (
            given is None
            or (isinstance(given, list) and len(given) == 2 and all(map(_is_hour, given)))
        ),
        cure="null, or two hours such as [22, 7]",
    ),
    describe=words.describe_quiet,
    shorten=words.shorten_quiet,
)
_DIGEST: Final[PreferenceField[DigestFrequency]] = PreferenceField(
    name="digest",
    key="digest",
    words=("digest",),
    read=values.read_digest,
    write=lambda digest: digest.value,
    options=(
        Option(
            name="digest",
            description=phrase("Gather news into one post instead"),
            choices=tuple(digest.value for digest in DigestFrequency),
        ),
    ),
    entry=FormEntry(
        label=phrase("How often"),
        choices=(
            (DigestFrequency.NONE.value, phrase("Each piece of news by itself")),
            (DigestFrequency.DAILY.value, phrase("Once a day")),
            (DigestFrequency.WEEKLY.value, phrase("Once a week, on Mondays")),
        ),
    ),
    json=JsonForm(
        dump=lambda digest: digest.value,
        load=DigestFrequency,
        is_right=lambda given: given in [digest.value for digest in DigestFrequency],
        cure=f"one of {', '.join(DigestFrequency)}",
    ),
)
_MENTIONS: Final[PreferenceField[Mentions]] = PreferenceField(
    name="mentions",
    key="mentions",
    words=("mention",),
    takes_lines=True,
    read=values.read_mentions,
    write=values.write_mentions,
    options=(
        Option(
            name="mention",
            description=phrase("A role to mention with news"),
            kind=OptionKind.ROLE,
        ),
        Option(
            name="mention_for",
            description=phrase(
                "Which kinds of news mention it; all, unless you choose; none to stop"
            ),
            suggest=values.suggest_topics,
        ),
    ),
    join=_role_for,
    entry=FormEntry(
        label=phrase("Mention"),
        hint=phrase(
            "channel, here, or the id of a user group; and for what: here for release, cast"
        ),
        is_filled_in=False,
    ),
    json=JsonForm(
        dump=lambda mentions: {topic.value: whom for topic, whom in mentions},
        load=lambda given: tuple((Topic(topic), whom) for topic, whom in given.items()),
        is_right=_are_mentions,
        cure='kinds and whom to mention, such as {"release": "4242"}',
    ),
    describe=words.describe_mentions,
    shorten=lambda wants, wording: [wording.say("with mentions")] if wants.mentions else [],
)
_SILENT: Final[PreferenceField[bool]] = PreferenceField(
    name="silent",
    key="silent",
    words=("silent",),
    alone=("loud", "no"),
    unsaid="yes",
    read=values.read_silent,
    write=lambda silent: "yes" if silent else "no",
    options=(
        Option(
            name="silent",
            description=phrase("Post without notifying anybody"),
            kind=OptionKind.YES_OR_NO,
        ),
    ),
    entry=FormEntry(
        label=phrase("Notifications"),
        choices=(
            ("no", phrase("Posts notify as usual")),
            ("yes", phrase("Posts notify nobody, where the platform can do that")),
        ),
    ),
    json=_TRUE_OR_FALSE,
    describe=words.describe_silent,
    shorten=lambda wants, wording: [wording.say("silent")] if wants.silent else [],
)
_INSTANT: Final[PreferenceField[bool]] = PreferenceField(
    name="instant",
    key="instant",
    words=("instant",),
    unsaid="yes",
    read=values.read_instant,
    write=lambda instant: "yes" if instant else "no",
    options=(
        Option(
            name="instant",
            description=phrase("Follow a channel of mine, so that news is here at once"),
            kind=OptionKind.YES_OR_NO,
        ),
    ),
    json=_TRUE_OR_FALSE,
    shorten=lambda wants, wording: [wording.say("instant")] if wants.instant else [],
)

_EVENTS: Final[PreferenceField[bool]] = PreferenceField(
    name="events",
    key="events",
    words=("events", "event"),
    unsaid="yes",
    read=values.read_events,
    write=lambda events: "yes" if events else "no",
    options=(
        Option(
            name="events",
            description=phrase("Keep an event in this server for each confirmed premiere"),
            kind=OptionKind.YES_OR_NO,
        ),
    ),
    json=_TRUE_OR_FALSE,
    describe=words.describe_events,
    shorten=lambda wants, wording: [wording.say("with events")] if wants.events else [],
)

_PICTURE: Final[PreferenceField[bool]] = PreferenceField(
    name="picture",
    key="picture",
    words=("picture", "pictures"),
    unsaid="yes",
    read=values.read_picture,
    write=lambda picture: "yes" if picture else "no",
    options=(
        Option(
            name="picture",
            description=phrase("Whether countdowns carry a picture"),
            kind=OptionKind.YES_OR_NO,
        ),
    ),
    entry=FormEntry(
        label=phrase("Picture with countdowns"),
        choices=(("no", phrase("None")), ("yes", phrase("A card with the days left"))),
    ),
    json=_TRUE_OR_FALSE,
    describe=words.describe_picture,
    shorten=lambda wants, wording: [wording.say("with pictures")] if wants.picture else [],
)
_LIVING: Final[PreferenceField[bool]] = PreferenceField(
    name="living",
    key="living",
    words=("living",),
    unsaid="yes",
    read=values.read_living,
    write=lambda living: "yes" if living else "no",
    options=(),  # of the platforms that list what can be given, none has it
    entry=FormEntry(
        label=phrase("Living countdown"),
        choices=(
            ("no", phrase("Posts on the days chosen above")),
            ("yes", phrase("One message too, edited every day")),
        ),
    ),
    json=_TRUE_OR_FALSE,
    describe=words.describe_living,
    shorten=lambda wants, wording: [wording.say("living countdown")] if wants.living else [],
)

FIELDS: Final[tuple[PreferenceField[Any], ...]] = (
    *(_TOPICS, _LOWEST_STANCE, _STEPS, _COUNTS_ON, _ZONE, _HOUR, _QUIET, _DIGEST),
    *(_MENTIONS, _SILENT, _EVENTS, _INSTANT, _PICTURE, _LIVING),
)
"""Every preference, in the order in which people see them."""


def read_preferences(said: PreferencesInput, fields: Fields = FIELDS) -> PreferencesPatch:
    """Return what is meant; what was not said stays.

    Raises:
        PreferenceError: a text means nothing; the first one is told.
    """
    by_name = {field.name: field for field in fields}
    return PreferencesPatch(**{name: _read(by_name[name], text) for name, text in said.items()})


def _read(field: PreferenceField[T], text: str) -> T:
    try:
        return field.read(text)
    except PreferenceError as error:
        raise error.about(field.name) from error
