"""What a destination wants to hear and how: as people write it, and as it is meant."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.schedule import DigestFrequency, PostingHour, Schedule

STEPS_OFFERED: Final = (
    *(365, 200, 180, 150, 120, 100, 90, 60, 50, 45, 30),
    *(28, 21, 20, 15, 14, 10, 7, 6, 5, 4, 3, 2, 1, 0),
)
"""The days before a premiere on which a countdown can speak."""
KINDS: Final = tuple(topic for topic in Topic if topic is not Topic.TRIVIA)
"""The kinds of news that are ever told."""
STANCES: Final = tuple(stance for stance in Stance if stance is not Stance.DENIED)
"""The stances that can be the lowest, surest first."""

P = TypeVar("P", bound="Preferences")

_NOTHING: Final = frozenset({"none", "off", "never", "no", "nobody", "nothing", "false"})
_YES: Final = frozenset({"yes", "on", "true", "silent"})
_BETWEEN: Final = re.compile(r"[\s,;+&]+(?:and\s+)?")
_HOUR: Final = re.compile(
    r"(\d{1,2})(?:[:.]00)?\s*(am|pm)?(?:\s*(?:h|uhr|o'clock))?", re.IGNORECASE
)
_SPAN: Final = re.compile(r"(.+?)\s*(?:-|–|\bto\b|\buntil\b)\s*(.+)", re.IGNORECASE)  # noqa: RUF001  people type both dashes
_FOR: Final = re.compile(r"(.+?)\s+for\s+(.+)", re.IGNORECASE)
_SPELT: Final = {"rumored": "rumoured", "rumours": "rumoured", "rumors": "rumoured"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a destination wants to hear, and how. What stands here is what is usual."""

    topics: frozenset[Topic] = frozenset(KINDS)
    lowest_stance: Stance = Stance.REPORTED
    """Nothing less sure than this is told."""
    steps: tuple[int, ...] = (100, 30, 14, 7, 3, 1, 0)
    """Whole days before a premiere on which the countdown speaks, descending."""
    zone: str = "UTC"
    """IANA zone of *hour* and of *quiet*."""
    hour: int = 9
    """Hour of the day, 0 to 23, at which countdowns and digests are told."""
    quiet: tuple[int, int] | None = None
    """Hours from and to which nothing is posted: from 22 to 7 goes over midnight. None: never."""
    digest: DigestFrequency = DigestFrequency.NONE
    """Whether news is gathered and told at *hour*; a premiere is told at once all the same.

    A weekly one says what is ahead where one of *steps* falls before the next, as of its own hour.
    """
    mentions: tuple[tuple[Topic, str], ...] = ()
    """Whom to mention with which kind of news: the platform's own ids of roles or groups."""
    silent: bool = False
    """Whether posts notify nobody, where the platform can do that."""

    @property
    def schedule(self) -> Schedule:
        """When its destination is told of it."""
        return Schedule(
            at=PostingHour(self.zone, self.hour),
            steps=self.steps,
            quiet=self.quiet,
            digest=self.digest,
        )


USUAL: Final = Preferences()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesInput:
    """Preferences as they were typed or chosen; None where nothing was said of one."""

    kinds: str | None = None
    stance: str | None = None
    steps: str | None = None
    zone: str | None = None
    hour: str | None = None
    quiet: str | None = None
    digest: str | None = None
    mentions: tuple[str, ...] = ()
    """Each a role, or a role "for" kinds of news; roles are the platform's own ids."""
    silent: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return self == NOTHING_SAID


NOTHING_SAID: Final = PreferencesInput()


class PreferencesPatch(Mapping[str, Any]):
    """What is to change of preferences, by the names of their fields; all others stay as they are.

    Made like preferences: ``PreferencesPatch(hour=18, quiet=None)`` ends the quiet hours.
    """

    __slots__ = ("_values",)

    def __init__(self, **values: Any) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"PreferencesPatch({', '.join(f'{k}={v!r}' for k, v in self._values.items())})"

    def applied_to(self, preferences: P) -> P:
        """Return *preferences* with what is to change about them changed."""
        return replace(preferences, **self._values)


class PreferenceError(ValueError):
    """A preference cannot be read; its text tells a person what can be written instead."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        """Which field of `PreferencesInput` it is about."""


def read_preferences(typed: PreferencesInput) -> PreferencesPatch:
    """Return what is meant; what was not said stays.

    Raises:
        WishError: a value means nothing; the first one is told.
    """
    readers: Mapping[str, tuple[Any, Callable[[Any], Any]]] = {
        "topics": (typed.kinds, read_kinds),
        "lowest_stance": (typed.stance, read_stance),
        "steps": (typed.steps, read_steps),
        "zone": (typed.zone, read_zone),
        "hour": (typed.hour, read_hour),
        "quiet": (typed.quiet, read_quiet),
        "digest": (typed.digest, read_digest),
        "mentions": (typed.mentions or None, read_mentions),
        "silent": (typed.silent, read_silent),
    }
    return PreferencesPatch(
        **{name: read(said) for name, (said, read) in readers.items() if said is not None}
    )


def read_kinds(typed: str, field: str = "kinds") -> frozenset[Topic]:
    """Return the kinds of news that *typed* lists; "all" is every one.

    Raises:
        WishError: one of them is none.
    """
    words = [word.casefold() for word in _BETWEEN.split(typed.strip()) if word]
    if words in (["all"], ["everything"]):
        return frozenset(KINDS)
    by_name = {topic.value: topic for topic in KINDS}
    by_name |= {f"{name}s": topic for name, topic in by_name.items()} | {"casting": Topic.CAST}
    unknown = [word for word in words if word not in by_name]
    if unknown or not words:
        known = ", ".join(topic.value for topic in KINDS)
        what = f"“{unknown[0][:40]}” is no kind of news that I know. " if unknown else ""
        raise PreferenceError(field, f"{what}Write some of: {known}; or all.")
    return frozenset(by_name[word] for word in words)


def read_stance(typed: str) -> Stance:
    """Return the lowest stance that is told.

    Raises:
        WishError: it is none.
    """
    word = typed.strip().casefold()
    try:
        stance = Stance(_SPELT.get(word, word))
    except ValueError:
        stance = Stance.DENIED
    if stance not in STANCES:
        known = ", ".join(one.value for one in STANCES)
        raise PreferenceError("stance", f"How sure must news be at least? Write one of: {known}.")
    return stance


def read_steps(typed: str) -> tuple[int, ...]:
    """Return the days before a premiere on which the countdown speaks, descending.

    Raises:
        WishError: one of them is no number, or none on which a countdown can speak.
    """
    words = [word for word in _BETWEEN.split(typed.strip()) if word and word.casefold() != "days"]
    if len(words) == 1 and words[0].casefold() in _NOTHING:
        return ()
    offered = {str(step) for step in STEPS_OFFERED}
    if not words or any(word not in offered for word in words):
        known = ", ".join(str(step) for step in STEPS_OFFERED)
        raise PreferenceError(
            "steps",
            "Write on which days before a premiere I shall count down, such as 30,7,1,0; "
            f"or none. I can on: {known}.",
        )
    return tuple(sorted({int(word) for word in words}, reverse=True))


def read_zone(typed: str) -> str:
    """Return the IANA zone that *typed* names, be it only by its city.

    Raises:
        WishError: none is of that name, or several are.
    """
    wanted = "_".join(typed.split())
    found = _zones().get(wanted.casefold())
    try:
        return found or ZoneInfo(wanted).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PreferenceError(
            "zone",
            "I don't know that time zone; write one such as Europe/Berlin or America/New_York.",
        ) from None


def read_hour(typed: str, field: str = "hour") -> int:
    """Return the hour of the day.

    Raises:
        WishError: it is none.
    """
    match = _HOUR.fullmatch(typed.strip())
    hour = int(match[1]) if match else 24
    if match and match[2]:
        is_after_noon = match[2].casefold() == "pm"
        hour = hour % 12 + 12 * is_after_noon if 1 <= hour <= 12 else 24
    if not 0 <= hour <= 23:
        raise PreferenceError(field, "An hour is a number from 0 to 23, such as 9 or 18.")
    return hour


def read_quiet(typed: str) -> tuple[int, int] | None:
    """Return from and to which hour nothing is posted; None: never quiet, as for an hour twice.

    Raises:
        PreferenceError: it is neither two hours nor "off".
    """
    if typed.strip().casefold() in _NOTHING:
        return None
    match = _SPAN.fullmatch(typed.strip())
    try:
        hours = (read_hour(match[1]), read_hour(match[2])) if match else None
    except PreferenceError:
        hours = None
    if hours is None:
        raise PreferenceError(
            "quiet", "Write quiet hours such as 22-7 (from 22:00 to 7:00), or off."
        )
    return None if hours[0] == hours[1] else hours


def read_digest(typed: str) -> DigestFrequency:
    """Return how often news is gathered.

    Raises:
        WishError: it is neither daily, weekly nor "none".
    """
    word = typed.strip().casefold()
    if word in _NOTHING:
        return DigestFrequency.NONE
    try:
        return DigestFrequency(word)
    except ValueError:
        raise PreferenceError(
            "digest", "A digest is daily, weekly (on Mondays), or none."
        ) from None


def roles_in(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom *typed* wants mentioned, whatever for; a platform knows whether it can be."""
    roles = [match[1] if (match := _FOR.fullmatch(one.strip())) else one.strip() for one in typed]
    return tuple(role for role in roles if role.casefold() not in _NOTHING)


def read_mentions(typed: tuple[str, ...]) -> tuple[tuple[Topic, str], ...]:
    """Return whom to mention with which kinds of news; a role without kinds is for all of them.

    Raises:
        WishError: a kind is none.
    """
    whom: dict[Topic, str] = {}
    for one in typed:
        match = _FOR.fullmatch(one.strip())
        role = (match[1] if match else one).strip()
        kinds = read_kinds(match[2], "mentions") if match else frozenset(KINDS)
        if role.casefold() in _NOTHING:
            whom = {topic: held for topic, held in whom.items() if topic not in kinds}
        elif not role or " " in role:
            raise PreferenceError(
                "mentions", "Name one role to mention, and for which news: ROLE for release, cast."
            )
        else:
            whom |= dict.fromkeys(kinds, role)
    return tuple((topic, whom[topic]) for topic in KINDS if topic in whom)


def read_silent(typed: str) -> bool:
    """Return whether posts shall notify nobody.

    Raises:
        WishError: it is neither yes nor no.
    """
    word = typed.strip().casefold()
    if word in _YES or word in _NOTHING:
        return word in _YES
    raise PreferenceError("silent", "Silent is yes or no.")


@cache
def _zones() -> dict[str, str]:
    """Every zone by its name, and by its city's where only one zone is of that city."""
    every = sorted(available_timezones())
    cities: dict[str, list[str]] = {}
    for zone in every:
        area, _, city = zone.rpartition("/")
        if area and area.split("/")[0] not in {"Etc", "posix", "right", "US", "SystemV"}:
            cities.setdefault(city.casefold(), []).append(zone)
    unique = {city: zones[0] for city, zones in cities.items() if len(zones) == 1}
    return unique | {zone.casefold(): zone for zone in every}
