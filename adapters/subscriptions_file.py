"""Subscriptions to and from a JSON file: every fault with its line, its field and its cure."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.preferences import (
    KINDS,
    STANCES,
    STEPS_OFFERED,
    PreferenceError,
    Preferences,
    read_zone,
)
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import Subscription

VERSION: Final = 1

Item = dict[str, Any]
Check = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What a file holds, or what is wrong with it; with a fault in it, nothing counts."""

    subscriptions: tuple[Subscription, ...] = ()
    faults: tuple[str, ...] = ()
    """In the order of the file, each with its line and what to do."""


def to_text(subscriptions: Iterable[Subscription]) -> str:
    """Return the file's text: one subscription a line."""
    lines = [json.dumps(_item(one), ensure_ascii=False) for one in subscriptions]
    head = f'{{"version": {VERSION}, "subscriptions": ['
    return "\n".join([head, ",\n".join(lines), "]}"]) if lines else f"{head}]}}"


def from_text(text: str, shows: Collection[ShowId]) -> FileReading:
    """Return the subscriptions that *text* holds; *shows* are those that can be subscribed to."""
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        what = getattr(error, "msg", "it is nested too deeply")
        return FileReading(faults=(f"line {line}: this is no JSON ({what}); export it anew",))
    fault = _fault_in_whole(whole)
    if fault:
        return FileReading(faults=(f"line 1: {fault}",))
    lines = _lines_of(text, len(whole["subscriptions"]))
    reader = _Reader(shows)
    for line, item in zip(lines, whole["subscriptions"], strict=True):
        reader.read(line, item)
    if reader.faults:
        return FileReading(faults=tuple(reader.faults))
    return FileReading(subscriptions=tuple(reader.found))


def _item(one: Subscription) -> Item:
    place, wants = one.destination, one.preferences
    return {
        "platform": place.platform.value,
        "workspace": place.workspace,
        "channel": place.channel,
        "thread": place.thread,
        "person": place.person,
        "show": one.show,
        "kinds": [topic.value for topic in Topic if topic in wants.topics],
        "stance": wants.lowest_stance.value,
        "steps": list(wants.steps),
        "zone": wants.zone,
        "hour": wants.hour,
        "quiet": list(wants.quiet) if wants.quiet else None,
        "digest": wants.digest.value,
        "mentions": {topic.value: whom for topic, whom in wants.mentions},
        "silent": wants.silent,
        "paused_at": one.paused_at.isoformat() if one.paused_at else None,
        "created_by": one.created_by,
        "created_at": one.created_at.isoformat(),
    }


def _fault_in_whole(whole: Any) -> str | None:
    is_ours = isinstance(whole, dict) and whole.keys() == {"version", "subscriptions"}
    if not is_ours or not isinstance(whole["subscriptions"], list):
        return 'the file is to be {"version": 1, "subscriptions": […]}; export it anew'
    if whole["version"] != VERSION:
        return (
            f"version {whole['version']!r} is not {VERSION}, which this Violet reads; "
            "update Violet, or export it anew"
        )
    return None


def _lines_of(text: str, count: int) -> list[int]:
    """Return the line on which each subscription begins; *text* is known to be well-formed.

    Where the same name stands in it twice, so that nothing is certain, that is the first.
    """
    decoder = json.JSONDecoder()
    at = text.index("[", text.index('"subscriptions"')) + 1
    lines = []
    try:
        for _ in range(count):
            while text[at] in " \t\r\n,":
                at += 1
            lines.append(text.count("\n", 0, at) + 1)
            _, at = decoder.raw_decode(text, at)
    except (ValueError, IndexError):
        return [1] * count
    return lines


@dataclass(slots=True)
class _Reader:
    """Reads one subscription after another."""

    shows: Collection[ShowId]
    found: list[Subscription] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _seen: dict[tuple[Destination, ShowId | None], int] = field(default_factory=dict)

    def read(self, line: int, item: Any) -> None:
        """Take one in, or write down what is wrong with it."""
        faults = list(_faults_in(item, self.shows))
        self.faults += [f"line {line}: {fault}" for fault in faults]
        if faults:
            return
        one = _subscription(item)
        key = (one.destination, one.show)
        if key in self._seen:
            self.faults.append(
                f"line {line}: the same channel and show stand on line {self._seen[key]} already; "
                "take one of them out"
            )
            return
        self._seen[key] = line
        self.found.append(one)


def _faults_in(item: Any, shows: Collection[ShowId]) -> Iterator[str]:
    if not isinstance(item, dict):
        yield "a subscription is an object of named fields"
        return
    checks = _checks(shows)
    for name in item.keys() - checks.keys():
        yield f"{name}: there is no such field; take it out"
    for name, check in checks.items():
        if name not in item:
            yield f"{name}: it is missing; export the file anew"
        elif cure := check(item[name]):
            yield f"{name}: {_shown(item[name])} is wrong; write {cure}"
    channel, person = item.get("channel"), item.get("person")
    if not channel and not person:
        yield "channel: either a channel or a person is needed; write the platform's id of it"


def _checks(shows: Collection[ShowId]) -> dict[str, Check]:
    """Return for each field what finds its fault, and says what to write instead."""
    kinds, stances = [kind.value for kind in Topic], [stance.value for stance in STANCES]
    text = _unless(lambda value: isinstance(value, str), "text between quotation marks")
    return {
        "platform": _one_of([platform.value for platform in Platform]),
        "workspace": text,
        "channel": text,
        "thread": text,
        "person": text,
        "show": _unless(
            lambda value: value is None or (isinstance(value, str) and value in shows),
            f"null for every show, or one of {', '.join(shows)}",
        ),
        "kinds": _unless(lambda value: _is_list(value, kinds), f"a list of {', '.join(KINDS)}"),
        "stance": _one_of(stances),
        "steps": _unless(
            lambda value: _is_list(value, STEPS_OFFERED),
            f"a list of {', '.join(map(str, STEPS_OFFERED))}",
        ),
        "zone": _unless(_is_zone, "a zone such as Europe/Berlin"),
        "hour": _unless(_is_hour, "a number from 0 to 23"),
        "quiet": _unless(_is_span, "null, or two hours such as [22, 7]"),
        "digest": _one_of([digest.value for digest in DigestFrequency]),
        "mentions": _unless(
            _are_mentions, 'kinds and whom to mention, such as {"release": "4242"}'
        ),
        "silent": _unless(lambda value: isinstance(value, bool), "true or false"),
        "paused_at": _unless(
            lambda value: value is None or _is_moment(value), "null, or a moment with its zone"
        ),
        "created_by": text,
        "created_at": _unless(_is_moment, "a moment with its zone: 2018-03-08T08:00:00+00:00"),
    }


def _unless(is_right: Callable[[Any], bool], cure: str) -> Check:
    return lambda value: None if is_right(value) else cure


def _one_of(known: Sequence[str]) -> Check:
    return _unless(lambda value: value in known, f"one of {', '.join(known)}")


def _is_list(value: Any, known: Collection[Any]) -> bool:
    return isinstance(value, list) and all(
        type(one) in {str, int} and one in known for one in value
    )


def _is_hour(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 23


def _is_span(value: Any) -> bool:
    if value is None:
        return True
    return isinstance(value, list) and len(value) == 2 and all(map(_is_hour, value))


def _is_zone(value: Any) -> bool:
    try:
        return isinstance(value, str) and read_zone(value) == value
    except PreferenceError:
        return False


def _are_mentions(value: Any) -> bool:
    kinds = {kind.value for kind in Topic}
    return isinstance(value, dict) and all(
        kind in kinds and isinstance(whom, str) and whom for kind, whom in value.items()
    )


def _is_moment(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _subscription(item: Item) -> Subscription:
    """Return what a faultless item means."""
    return Subscription(
        destination=Destination(
            platform=Platform(item["platform"]),
            workspace=item["workspace"],
            channel=item["channel"],
            thread=item["thread"],
            person=item["person"],
        ),
        show=ShowId(item["show"]) if item["show"] else None,
        preferences=Preferences(
            topics=frozenset(Topic(kind) for kind in item["kinds"]),
            lowest_stance=Stance(item["stance"]),
            steps=tuple(sorted(set(item["steps"]), reverse=True)),
            zone=item["zone"],
            hour=item["hour"],
            quiet=(item["quiet"][0], item["quiet"][1]) if item["quiet"] else None,
            digest=DigestFrequency(item["digest"]),
            mentions=tuple((Topic(kind), whom) for kind, whom in item["mentions"].items()),
            silent=item["silent"],
        ),
        paused_at=datetime.fromisoformat(item["paused_at"]) if item["paused_at"] else None,
        created_by=item["created_by"],
        created_at=datetime.fromisoformat(item["created_at"]),
    )
