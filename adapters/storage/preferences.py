"""What a subscription wants, to and from its columns."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row

from adapters.storage.codec import topics_from_mask, topics_to_mask
from content.facts.claims import Stance
from content.facts.kinds import Topic
from content.subscriptions.preference_fields import FIELDS, Fields
from content.subscriptions.preferences import Preferences
from content.subscriptions.schedule import DigestFrequency

RHYTHM: Final = ("zone", "hour", "quiet_from", "quiet_to", "digest")
"""The columns of a subscription that say when it is told."""


def preferences_of(row: Row[Any]) -> Preferences:
    """Return the preferences whose columns *row* has."""
    return Preferences(
        **{
            name: codec.load(*(getattr(row, column) for column in codec.columns))
            for name, codec in _codecs_of(FIELDS)
        }
    )


def columns_of(given: Mapping[str, Any], fields: Fields = FIELDS) -> dict[str, object]:
    """Return the columns of the *given* fields, apart from `rhythm`, which follows from them."""
    return {
        column: value
        for name, codec in _codecs_of(fields)
        if name in given
        for column, value in zip(codec.columns, codec.dump(given[name]), strict=True)
    }


def columns_of_all(preferences: Preferences) -> dict[str, object]:
    """Return the columns of *preferences*, apart from `rhythm`."""
    return columns_of({field.name: getattr(preferences, field.name) for field in FIELDS})


def _codecs_of(
    fields: Fields,
) -> Iterator[tuple[str, "_ColumnCodec"]]:
    """Yield how each of *fields* is kept; one that has no column is not."""
    for field in fields:
        codec = _CODECS.get(field.name)
        if codec is not None:
            yield field.name, codec


def rhythm_of(row: Any) -> str:
    """Return the name of the rhythm of a subscription's *row*; empty where all is told at once."""
    if row.quiet_from is None and row.digest == DigestFrequency.NONE.value:
        return ""
    quiet = "" if row.quiet_from is None else f"{row.quiet_from}-{row.quiet_to}"
    return f"{row.zone}|{row.hour}|{row.digest}|{quiet}"


def mention_for(mentions: str, topic: Topic) -> str | None:
    """Return whom a subscription with these stored *mentions* wants mentioned with *topic*."""
    return dict(_mentions_from_json(mentions)).get(topic)


def stored_mentions(mentions: str) -> tuple[str, ...]:
    """Return whom stored *mentions* mention, each once."""
    return tuple(dict.fromkeys(whom for _, whom in _mentions_from_json(mentions)))


def without_mention(mentions: str, whom: str) -> str:
    """Return stored *mentions* without any of *whom*."""
    kept = [pair for pair in _mentions_from_json(mentions) if pair[1] != whom]
    return _mentions_to_json(kept)


def _mentions_to_json(mentions: Iterable[tuple[Topic, str]]) -> str:
    """Return whom to mention with which kind of news, as text."""
    return json.dumps([[topic.value, whom] for topic, whom in mentions])


def _mentions_from_json(text: str) -> tuple[tuple[Topic, str], ...]:
    """Return the mentions that were written as *text*; kinds of a later version are passed over."""
    known = {topic.value for topic in Topic}
    return tuple((Topic(topic), whom) for topic, whom in json.loads(text) if topic in known)


def _hours(quiet: tuple[int, int] | None) -> tuple[int | None, int | None]:
    begin, end = quiet or (None, None)
    return (None, None) if begin == end else (begin, end)


@dataclass(frozen=True, slots=True)
class _ColumnCodec:
    """How a preference stands in columns of the table `subscription`."""

    columns: tuple[str, ...]
    dump: Callable[[Any], tuple[object, ...]]
    """Return what stands in each of *columns*."""
    load: Callable[..., Any]
    """Take what stands in each of *columns*."""


def _as_it_is(column: str) -> _ColumnCodec:
    return _ColumnCodec((column,), lambda value: (value,), lambda value: value)


_CODECS: Final[Mapping[str, _ColumnCodec]] = {
    "topics": _ColumnCodec(("topics",), lambda topics: (topics_to_mask(topics),), topics_from_mask),
    "lowest_stance": _ColumnCodec(
        ("lowest_stance", "lowest_sureness"),
        lambda stance: (stance.value, stance.sureness),
        lambda stance, _sureness: Stance(stance),
    ),
    "steps": _ColumnCodec(
        ("steps",),
        lambda steps: ("".join(f",{step}" for step in steps) + ",",),
        lambda text: tuple(int(step) for step in text.split(",") if step),
    ),
    "zone": _as_it_is("zone"),
    "hour": _as_it_is("hour"),
    "quiet": _ColumnCodec(
        ("quiet_from", "quiet_to"),
        _hours,
        lambda begin, end: None if begin is None else (begin, end),
    ),
    "counts_on_listings": _as_it_is("counts_on_listings"),
    "digest": _ColumnCodec(("digest",), lambda digest: (digest.value,), DigestFrequency),
    "mentions": _ColumnCodec(
        ("mentions",), lambda mentions: (_mentions_to_json(mentions),), _mentions_from_json
    ),
    "silent": _as_it_is("silent"),
    "events": _as_it_is("events"),
    "instant": _as_it_is("instant"),
    "picture": _as_it_is("picture"),
}
"""How storage keeps each field of preferences, by its name."""
