"""Subscriptions to and from a JSON file: every fault with its line, its field and its cure."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

from bot.ports.traits import PlatformTraits
from content.facts.claims import ShowId
from content.files.faults import in_one_line
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.preference_fields import FIELDS, Fields
from content.subscriptions.preferences import USUAL, Preferences
from content.subscriptions.subscription import Subscription

VERSION: Final = 1
MOST_BYTES: Final = 64_000_000
MOST_SUBSCRIPTIONS: Final = 100_000
_MOST_NAMED: Final = 30
_PLACE: Final = ("platform", "workspace", "channel", "thread", "person", "created_by")
_LONGEST_MOMENT: Final = 40
_LONGEST_NUMBER: Final = 10
_FIRST: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(2100, 1, 1, tzinfo=UTC)
_SUBSCRIPTIONS: Final = re.compile(r'"subscriptions"\s*:\s*\[')

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
    platforms: Collection[PlatformTraits],
    fields: Fields = FIELDS,
    usual: Preferences = USUAL,
) -> FileReading:
    """Return the subscriptions that *text* holds.

    *shows* are those that can be subscribed to, *platforms* those that Violet knows. *usual* are
    preferences with all of *fields*.
    """
    text = text.removeprefix("\ufeff")
    try:
        whole = _DECODER.decode(text)
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
    is_ours = (
        isinstance(whole, _Object)
        and not whole.twice
        and whole.keys() == {"version", "subscriptions"}
        and isinstance(whole["subscriptions"], list)
    )
    if not is_ours:
        return 'the file is to be {"version": 1, "subscriptions": […]}; export it anew'
    if type(whole["version"]) is not int or whole["version"] != VERSION:
        return (
            f"version {_shown(whole['version'])} is not {VERSION}, which this Violet reads; "
            "update Violet, or export it anew"
        )
    if len(whole["subscriptions"]) > MOST_SUBSCRIPTIONS:
        return (
            f"there are more than {MOST_SUBSCRIPTIONS:,} subscriptions; export one platform or "
            "workspace at a time, with --platform or --workspace"
        )
    return None


def _lines_of(text: str, count: int) -> list[int]:
    """Return the line on which each subscription begins; *text* is known to be well-formed.

    Where that cannot be told, the name being spelled with escapes, it is the first.
    """
    key = _SUBSCRIPTIONS.search(text)
    if key is None:
        return [1] * count
    at, line, counted = key.end(), 1, 0
    lines = []
    for _ in range(count):
        while text[at] in " \t\r\n,":
            at += 1
        line, counted = line + text.count("\n", counted, at), at
        lines.append(line)
        _, at = _DECODER.raw_decode(text, at)
    return lines


@dataclass(slots=True)
class _Reader:
    """Reads one subscription after another."""

    shows: Collection[ShowId]
    platforms: Collection[PlatformTraits]
    fields: Fields
    usual: Preferences
    found: list[Subscription] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _seen: dict[tuple[Destination, ShowId | None], int] = field(default_factory=dict)
    _checks: Mapping[str, Check] = field(init=False)
    _traits: Mapping[str, PlatformTraits] = field(init=False)

    def __post_init__(self) -> None:
        self._traits = {traits.id: traits for traits in self.platforms}
        self._checks = _checks(self.shows, [traits.id for traits in self.platforms], self.fields)

    def read(self, line: int, item: Any) -> None:
        """Take one in, or write down what is wrong with it."""
        faults = list(_faults_in(item, self._checks))
        if isinstance(item, dict) and all(isinstance(item.get(key), str) for key in _PLACE):
            faults += _faults_of_place(item, self._traits.get(item["platform"]))
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
    if not isinstance(item, _Object):
        yield "a subscription is an object of named fields"
        return
    for name in item.twice:
        yield f"{_name(name)}: it stands twice; take one of them out"
    for name, value in item.items():
        if isinstance(value, _Object) and value.twice:
            yield f"{_name(name)}: {_name(value.twice[0])} stands twice in it; take one out"
    for name in (name for name in item if name not in checks):
        yield f"{_name(name)}: there is no such field; take it out"
    for name, check in checks.items():
        if name not in item:
            yield f"{name}: it is missing; export the file anew"
        elif cure := check(item[name]):
            yield f"{name}: {_shown(item[name])} is wrong; write {cure}"


def _faults_of_place(item: Item, traits: PlatformTraits | None) -> Iterator[str]:
    """Yield what is wrong with where an item's announcements go; None: no platform is known."""
    to_person = bool(item["person"])
    if bool(item["channel"]) == to_person:
        yield "channel: either a channel or a person is needed; write the platform's id of one"
        return
    if traits is None:
        return
    ids = traits.ids
    if to_person and not traits.writes_to_people:
        yield f"person: on {traits.name} nobody is written to alone; write a channel"
    has_workspace = traits.knows_people_by_workspace if to_person else ids.workspace is not None
    forms = {
        "workspace": ids.workspace if has_workspace else None,
        "channel": None if to_person else ids.channel,
        "thread": None if to_person else ids.thread,
        "person": ids.person if to_person else None,
        "created_by": ids.person,
    }
    for name, form in forms.items():
        text = item[name]
        if not text and (name != "workspace" or form is None):
            continue
        if form is None:
            yield f'{name}: {_shown(text)} is wrong; nothing belongs there, write ""'
        elif not form.fits(text):
            yield f"{name}: {_shown(text)} is wrong; write an id such as {form.example}"


def _checks(
    shows: Collection[ShowId], platforms: Collection[Platform], fields: Fields
) -> dict[str, Check]:
    """Return for each name what finds its fault, and says what to write instead."""
    text = _unless(lambda value: isinstance(value, str), "text between quotation marks")
    named = ", ".join(islice(shows, _MOST_NAMED)) + (" …" if len(shows) > _MOST_NAMED else "")
    return {
        "platform": _unless(lambda value: value in platforms, f"one of {', '.join(platforms)}"),
        "workspace": text,
        "channel": text,
        "thread": text,
        "person": text,
        "show": _unless(
            lambda value: value is None or (isinstance(value, str) and value in shows),
            f"null for every show, or one of {named}",
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
    if not isinstance(value, str) or len(value) > _LONGEST_MOMENT:
        return False
    try:
        moment = datetime.fromisoformat(value)
        return moment.tzinfo is not None and _FIRST <= moment.astimezone(UTC) <= _LAST
    except (ValueError, OverflowError):
        return False


def _shown(value: Any) -> str:
    try:
        text = json.dumps(value[:60] if isinstance(value, str) else value, ensure_ascii=False)
    except (RecursionError, TypeError):
        return "this"
    return in_one_line(text if len(text) <= 60 else f"{text[:59]}…")


def _name(name: str) -> str:
    return in_one_line(name if len(name) <= 60 else f"{name[:59]}…")


class _Object(Item):
    """An object of JSON, and which of its names stand in it more than once."""

    twice: tuple[str, ...] = ()

    @classmethod
    def of(cls, pairs: list[tuple[str, Any]]) -> "_Object":
        """Return it; of a name that stands twice it holds the last value."""
        made = cls(pairs)
        if len(made) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            made.twice = tuple(name for name, count in counts.items() if count > 1)
        return made


class _NoNumber:
    """What JSON as Python reads it lets pass for a number, and nothing of ours is."""

    def __init__(self, _text: str) -> None: ...


def _number(text: str) -> int | _NoNumber:
    return int(text) if len(text) <= _LONGEST_NUMBER else _NoNumber(text)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_Object.of,
    parse_constant=_NoNumber,
    parse_int=_number,
    parse_float=_NoNumber,
)


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
