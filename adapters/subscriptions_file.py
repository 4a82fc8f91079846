"""Subscriptions to and from a JSON file: every fault with its line, its field and its cure."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from content.facts.claims import ShowId
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.preference_fields import FIELDS, Fields
from content.subscriptions.preferences import USUAL, Preferences
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


def to_text(subscriptions: Iterable[Subscription], fields: Fields = FIELDS) -> str:
    """Return the file's text: one subscription a line."""
    lines = [json.dumps(_item(one, fields), ensure_ascii=False) for one in subscriptions]
    head = f'{{"version": {VERSION}, "subscriptions": ['
    return "\n".join([head, ",\n".join(lines), "]}"]) if lines else f"{head}]}}"


def from_text(
    text: str,
    shows: Collection[ShowId],
    platforms: Collection[Platform],
    fields: Fields = FIELDS,
    usual: Preferences = USUAL,
) -> FileReading:
    """Return the subscriptions that *text* holds.

    *shows* are those that can be subscribed to, *platforms* those that Violet knows. *usual* are
    preferences with all of *fields*.
    """
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
    reader = _Reader(shows, platforms, fields, usual)
    for line, item in zip(lines, whole["subscriptions"], strict=True):
        reader.read(line, item)
    if reader.faults:
        return FileReading(faults=tuple(reader.faults))
    return FileReading(subscriptions=tuple(reader.found))


def _item(one: Subscription, fields: Fields) -> Item:
    destination, wants = one.destination, one.preferences
    return {
        "platform": destination.platform,
        "workspace": destination.workspace,
        "channel": destination.channel,
        "thread": destination.thread,
        "person": destination.person,
        "show": one.show,
        **{field.key: field.json.dump(getattr(wants, field.name)) for field in fields},
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
    platforms: Collection[Platform]
    fields: Fields
    usual: Preferences
    found: list[Subscription] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _seen: dict[tuple[Destination, ShowId | None], int] = field(default_factory=dict)

    def read(self, line: int, item: Any) -> None:
        """Take one in, or write down what is wrong with it."""
        faults = list(_faults_in(item, _checks(self.shows, self.platforms, self.fields)))
        self.faults += [f"line {line}: {fault}" for fault in faults]
        if faults:
            return
        one = _subscription(item, self.fields, self.usual)
        key = (one.destination, one.show)
        if key in self._seen:
            self.faults.append(
                f"line {line}: the same channel and show stand on line {self._seen[key]} already; "
                "take one of them out"
            )
            return
        self._seen[key] = line
        self.found.append(one)


def _faults_in(item: Any, checks: Mapping[str, Check]) -> Iterator[str]:
    if not isinstance(item, dict):
        yield "a subscription is an object of named fields"
        return
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


def _checks(
    shows: Collection[ShowId], platforms: Collection[Platform], fields: Fields
) -> dict[str, Check]:
    """Return for each name what finds its fault, and says what to write instead."""
    text = _unless(lambda value: isinstance(value, str), "text between quotation marks")
    return {
        "platform": _unless(lambda value: value in platforms, f"one of {', '.join(platforms)}"),
        "workspace": text,
        "channel": text,
        "thread": text,
        "person": text,
        "show": _unless(
            lambda value: value is None or (isinstance(value, str) and value in shows),
            f"null for every show, or one of {', '.join(shows)}",
        ),
        **{field.key: _unless(field.json.is_right, field.json.cure) for field in fields},
        "paused_at": _unless(
            lambda value: value is None or _is_moment(value), "null, or a moment with its zone"
        ),
        "created_by": text,
        "created_at": _unless(_is_moment, "a moment with its zone: 2018-03-08T08:00:00+00:00"),
    }


def _unless(is_right: Callable[[Any], bool], cure: str) -> Check:
    return lambda value: None if is_right(value) else cure


def _is_moment(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _subscription(item: Item, fields: Fields, usual: Preferences) -> Subscription:
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
        preferences=replace(
            usual, **{field.name: field.json.load(item[field.key]) for field in fields}
        ),
        paused_at=datetime.fromisoformat(item["paused_at"]) if item["paused_at"] else None,
        created_by=item["created_by"],
        created_at=datetime.fromisoformat(item["created_at"]),
    )
