"""The values of preferences: read as people write them, written again, and offered."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.facts.zones import zone_names, zones_meant
from content.language.wording import ENGLISH, Wording, phrase
from content.subscriptions.schedule import DigestFrequency

STEPS_OFFERED: Final = (
    *(365, 200, 180, 150, 120, 100, 90, 60, 50, 45, 30),
    *(28, 21, 20, 15, 14, 10, 7, 6, 5, 4, 3, 2, 1, 0),
)
"""The days before a premiere on which a countdown can speak."""
TOPICS_TOLD: Final = tuple(topic for topic in Topic if topic is not Topic.TRIVIA)
"""The topics that are ever told."""
TOPICS_USUAL: Final = tuple(
    topic for topic in TOPICS_TOLD if topic not in {Topic.EPISODES, Topic.HEADLINES}
)
"""The topics that are told where nobody chose."""
LOWEST_STANCES: Final = tuple(stance for stance in Stance if stance is not Stance.DENIED)
"""The stances that can be the lowest, surest first."""

Mentions = tuple[tuple[Topic, str], ...]
Suggest = Callable[[str], Sequence[str]]
"""Takes what has been typed so far, and returns what may be meant, likeliest first."""

_NOTHING: Final = frozenset({"none", "off", "never", "no", "nobody", "nothing", "false"})
_YES: Final = frozenset({"yes", "on", "true", "silent"})
_BETWEEN: Final = re.compile(r"[\s,;+&]+(?:and\s+)?")
_HOUR: Final = re.compile(
    r"(\d{1,2})(?:[:.]00)?\s*(am|pm)?(?:\s*(?:h|uhr|o'clock))?", re.IGNORECASE
)
_SPAN: Final = re.compile(r"(.+?)\s*(?:-|–|\bto\b|\buntil\b)\s*(.+)", re.IGNORECASE)  # noqa: RUF001  people type both dashes
_FOR: Final = re.compile(r"(.+?)\s+for\s+(.+)", re.IGNORECASE)
_SPELT: Final = {"rumored": "rumoured", "rumours": "rumoured", "rumors": "rumoured"}


class PreferenceError(ValueError):
    """A preference cannot be read; the sentence tells a person what can be written instead."""

    def __init__(self, msgid: str, *, field: str = "", **parts: str) -> None:
        super().__init__(ENGLISH.say(msgid, **parts))
        self.field = field
        """The name of the `PreferenceField` that it is about; empty while that is not known."""
        self._msgid, self._parts = msgid, parts

    def said(self, wording: Wording) -> str:
        """Return the sentence in a language."""
        return wording.say(self._msgid, **self._parts)

    def about(self, field: str) -> "PreferenceError":
        """Return the same of a field."""
        return PreferenceError(self._msgid, field=field, **self._parts)


def read_topics(typed: str) -> frozenset[Topic]:
    """Return the topics that *typed* lists; "all" is every one.

    Raises:
        PreferenceError: one of them is none.
    """
    words = [word.casefold() for word in _BETWEEN.split(typed.strip()) if word]
    if words in (["all"], ["everything"]):
        return frozenset(TOPICS_TOLD)
    by_name = {topic.value: topic for topic in TOPICS_TOLD}
    by_name |= {f"{name}s": topic for name, topic in by_name.items()} | {"casting": Topic.CAST}
    unknown = [word for word in words if word not in by_name]
    known = ", ".join(topic.value for topic in TOPICS_TOLD)
    if unknown:
        raise PreferenceError(
            phrase("“{word}” is no kind of news that I know. Write some of: {known}; or all."),
            word=unknown[0][:40],
            known=known,
        )
    if not words:
        raise PreferenceError(phrase("Write some of: {known}; or all."), known=known)
    return frozenset(by_name[word] for word in words)


def suggest_topics(typed: str) -> list[str]:
    """Return lists of topics: one more for what is there already."""
    before, comma, last = typed.rpartition(",")
    chosen = [part.strip() for part in before.split(",") if part.strip()]
    start = "".join(f"{part}, " for part in chosen)
    wanted = last.strip().casefold()
    names = [topic.value for topic in TOPICS_TOLD if topic.value not in chosen]
    found = [f"{start}{name}" for name in names if name.startswith(wanted)]
    return ["all", *found] if not comma and "all".startswith(wanted) else found


def read_stance(typed: str) -> Stance:
    """Return the lowest stance that is told.

    Raises:
        PreferenceError: it is none.
    """
    word = typed.strip().casefold()
    try:
        stance = Stance(_SPELT.get(word, word))
    except ValueError:
        stance = Stance.DENIED
    if stance not in LOWEST_STANCES:
        raise PreferenceError(
            phrase("How sure must news be at least? Write one of: {known}."),
            known=", ".join(one.value for one in LOWEST_STANCES),
        )
    return stance


def read_steps(typed: str) -> tuple[int, ...]:
    """Return the days before a premiere on which the countdown speaks, descending.

    Raises:
        PreferenceError: one of them is no number, or none on which a countdown can speak.
    """
    words = [word for word in _BETWEEN.split(typed.strip()) if word and word.casefold() != "days"]
    if len(words) == 1 and words[0].casefold() in _NOTHING:
        return ()
    offered = {str(step) for step in STEPS_OFFERED}
    if not words or any(word not in offered for word in words):
        raise PreferenceError(
            phrase(
                "Write on which days before a premiere I shall count down, such as 30,7,1,0; "
                "or none. I can on: {known}."
            ),
            known=write_steps(STEPS_OFFERED),
        )
    return tuple(sorted({int(word) for word in words}, reverse=True))


def write_steps(steps: Sequence[int]) -> str:
    """Return steps as `read_steps` reads them."""
    return ", ".join(str(step) for step in steps) or "none"


def read_zone(typed: str) -> str:
    """Return the IANA zone that *typed* means: by its name, its city, a country or a clock.

    Raises:
        PreferenceError: none is meant, or several may be; those are named.
    """
    meant = zones_meant(typed)
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise PreferenceError(
            phrase("There are several time zones there; write one: {zones}."),
            zones=", ".join(meant),
        )
    raise PreferenceError(
        phrase("I don't know that time zone; write one such as Europe/Berlin or America/New_York.")
    )


def suggest_zones(typed: str) -> list[str]:
    """Return the zones that *typed* may mean, and those in whose names it stands."""
    wanted = typed.strip().replace(" ", "_").casefold()
    by_name = [zone for zone in zone_names() if wanted in zone.casefold()]
    return list(dict.fromkeys((*(zones_meant(typed) if wanted else ()), *by_name)))


def read_hour(typed: str) -> int:
    """Return the hour of the day.

    Raises:
        PreferenceError: it is none.
    """
    match = _HOUR.fullmatch(typed.strip())
    hour = int(match[1]) if match else 24
    if match and match[2]:
        is_after_noon = match[2].casefold() == "pm"
        hour = hour % 12 + 12 * is_after_noon if 1 <= hour <= 12 else 24
    if not 0 <= hour <= 23:
        raise PreferenceError(phrase("An hour is a number from 0 to 23, such as 9 or 18."))
    return hour


def read_quiet(typed: str) -> tuple[int, int] | None:
    """Return from and to which hour nothing is posted; None: never quiet.

    Raises:
        PreferenceError: it is neither two hours nor "off". Whether an hour twice means all of the
            day, or none of it, nobody can tell.
    """
    if typed.strip().casefold() in _NOTHING:
        return None
    match = _SPAN.fullmatch(typed.strip())
    try:
        hours = (read_hour(match[1]), read_hour(match[2])) if match else None
    except PreferenceError:
        hours = None
    if hours is None or hours[0] == hours[1]:
        raise PreferenceError(
            phrase("Write quiet hours such as 22-7 (from 22:00 to 7:00), or off.")
        )
    return hours


def write_quiet(quiet: tuple[int, int] | None) -> str:
    """Return quiet hours as `read_quiet` reads them."""
    return f"{quiet[0]}-{quiet[1]}" if quiet else "off"


def read_digest(typed: str) -> DigestFrequency:
    """Return how often news is gathered.

    Raises:
        PreferenceError: it is neither daily, weekly nor "none".
    """
    word = typed.strip().casefold()
    if word in _NOTHING:
        return DigestFrequency.NONE
    try:
        return DigestFrequency(word)
    except ValueError:
        raise PreferenceError(phrase("A digest is daily, weekly (on Mondays), or none.")) from None


def roles_in(typed: str) -> tuple[str, ...]:
    """Return whom *typed* wants mentioned, whatever for; a platform knows whether it can be."""
    roles = [_role_and_topics(line)[0] for line in typed.split("\n")]
    return tuple(role for role in roles if role.casefold() not in _NOTHING)


def read_mentions(typed: str) -> Mentions:
    """Return whom to mention with which topics; a role without topics is for all of them.

    *typed* names a role, or a role "for" topics, on each line: a later one counts more. Roles are
    the platform's own ids.

    Raises:
        PreferenceError: a topic is none, or no role is named.
    """
    whom: dict[Topic, str] = {}
    for line in typed.split("\n"):
        role, listed = _role_and_topics(line)
        topics = frozenset(TOPICS_TOLD) if listed is None else read_topics(listed)
        if role.casefold() in _NOTHING:
            whom = {topic: held for topic, held in whom.items() if topic not in topics}
        elif not role or " " in role:
            raise PreferenceError(
                phrase("Name one role to mention, and for which news: ROLE for release, cast.")
            )
        else:
            whom |= dict.fromkeys(topics, role)
    return tuple((topic, whom[topic]) for topic in TOPICS_TOLD if topic in whom)


def write_mentions(mentions: Mentions) -> str:
    """Return mentions as `read_mentions` reads them."""
    roles = dict.fromkeys(role for _, role in mentions)
    listed = {role: ", ".join(t.value for t, whom in mentions if whom == role) for role in roles}
    return "\n".join(f"{role} for {topics}" for role, topics in listed.items()) or "none"


def read_silent(typed: str) -> bool:
    """Return whether posts shall notify nobody.

    Raises:
        PreferenceError: it is neither yes nor no.
    """
    return _yes_or_no(typed, phrase("Silent is yes or no."))


def read_events(typed: str) -> bool:
    """Return whether each premiere shall have an event.

    Raises:
        PreferenceError: it is neither yes nor no.
    """
    return _yes_or_no(typed, phrase("Events is yes or no."))


def read_instant(typed: str) -> bool:
    """Return whether a channel of Violet's is to be followed.

    Raises:
        PreferenceError: it is neither yes nor no.
    """
    return _yes_or_no(typed, phrase("Instant is yes or no."), "instant")


def read_picture(typed: str) -> bool:
    """Return whether countdowns shall carry a picture.

    Raises:
        PreferenceError: it is neither yes nor no.
    """
    return _yes_or_no(typed, phrase("Picture is yes or no."))


def read_living(typed: str) -> bool:
    """Return whether one message is to be kept that says how many days are left.

    Raises:
        PreferenceError: it is neither yes nor no.
    """
    return _yes_or_no(typed, phrase("A living countdown is yes or no."))


def _yes_or_no(typed: str, otherwise: str, *also_yes: str) -> bool:
    word = typed.strip().casefold()
    if word in _YES or word in _NOTHING or word in also_yes:
        return word not in _NOTHING
    raise PreferenceError(otherwise)


LISTINGS: Final = "listings"
CONFIRMED_ALONE: Final = "confirmed"
_COUNTED_ON: Final = {
    **dict.fromkeys((LISTINGS, "listing", "listed", "tvmaze"), True),
    **dict.fromkeys((CONFIRMED_ALONE, "confirmed days"), False),
}


def read_counts_on(typed: str) -> bool:
    """Return whether countdowns run to days that are only listed, too.

    Raises:
        PreferenceError: it is neither these nor confirmed ones alone.
    """
    word = " ".join(typed.casefold().split())
    if word in _COUNTED_ON or word in _YES or word in _NOTHING:
        return _COUNTED_ON.get(word, word in _YES)
    raise PreferenceError(
        phrase("What may countdowns run to? Write one of: {known}."),
        known=f"{CONFIRMED_ALONE}, {LISTINGS}",
    )


def write_counts_on(counts_on_listings: bool) -> str:  # noqa: FBT001  a value, as each field's is
    """Return what countdowns run to, as it is typed."""
    return LISTINGS if counts_on_listings else CONFIRMED_ALONE


def suggest_among(*usual: str) -> Suggest:
    """Return what offers those of *usual* that begin as was typed."""
    return lambda typed: [one for one in usual if one.startswith(typed.strip().casefold())]


def _role_and_topics(line: str) -> tuple[str, str | None]:
    match = _FOR.fullmatch(line.strip())
    return (match[1].strip(), match[2]) if match else (line.strip(), None)
