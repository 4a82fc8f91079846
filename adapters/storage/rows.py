"""Destinations and subscriptions to and from their rows."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, select

from adapters.storage import schema
from adapters.storage.codec import place_of, topics_from_mask, topics_to_mask
from content.facts.claims import ShowId, Stance
from content.facts.kinds import Topic
from content.subscriptions.destination import Destination, Platform
from content.subscriptions.preferences import Preferences
from content.subscriptions.schedule import DigestFrequency
from content.subscriptions.subscription import Subscription, SubscriptionId

PLACE: Final = ("platform", "workspace", "channel", "thread", "person")
"""The columns that make a destination that destination."""
SUSPENSION: Final = ("suspended_at", "suspended_reason", "refused_since", "probes", "look_at")
"""The columns of a destination that say why it gets nothing at present."""
RHYTHM: Final = ("zone", "hour", "quiet_from", "quiet_to", "digest")
"""The columns of a subscription that say when it is told."""


def is_at(destination: Destination) -> ColumnElement[bool]:
    """Return whether a row of the table `destination` is *destination*."""
    place = zip(PLACE, place_of(destination), strict=True)
    return and_(*(schema.destination.c[name] == value for name, value in place))


def destination_of(row: Row[Any]) -> Destination:
    """Return the destination whose columns *row* has."""
    return Destination(
        platform=Platform(row.platform),
        workspace=row.workspace,
        channel=row.channel,
        thread=row.thread,
        person=row.person,
    )


def subscriptions_with(*columns: str) -> Select[Any]:
    """Return a query for all subscriptions, with their places and more *columns* of those."""
    place, wish = schema.destination.c, schema.subscription.c
    return select(
        *(place[column] for column in (*PLACE, *columns)),
        *(column for column in wish if column.name != "destination_id"),
    ).join_from(
        schema.subscription, schema.destination, schema.destination.c.id == wish.destination_id
    )


def subscription_of(row: Row[Any]) -> Subscription:
    """Return the subscription whose columns, and whose place's, *row* has."""
    return Subscription(
        id=SubscriptionId(row.id),
        destination=destination_of(row),
        show=ShowId(row.show) if row.show else None,
        preferences=_preferences_of(row),
        paused_at=row.paused_at,
        created_by=row.created_by,
        created_at=row.created_at,
    )


def _preferences_of(row: Row[Any]) -> Preferences:
    return Preferences(
        topics=topics_from_mask(row.topics),
        lowest_stance=Stance(row.lowest_stance),
        steps=tuple(int(step) for step in row.steps.split(",") if step),
        zone=row.zone,
        hour=row.hour,
        quiet=None if row.quiet_from is None else (row.quiet_from, row.quiet_to),
        digest=DigestFrequency(row.digest),
        mentions=_mentions_from_json(row.mentions),
        silent=row.silent,
    )


def columns_of(preferences: Mapping[str, Any]) -> dict[str, object]:
    """Return the columns of *preferences*, apart from `rhythm`, which follows from them."""
    columns: dict[str, object] = {}
    for name, value in preferences.items():
        match name:
            case "topics":
                columns[name] = topics_to_mask(value)
            case "lowest_stance":
                columns |= {name: value.value, "lowest_sureness": value.sureness}
            case "steps":
                columns[name] = "".join(f",{step}" for step in value) + ","
            case "quiet":
                begin, end = value or (None, None)
                is_never = begin == end
                columns |= {"quiet_from": None if is_never else begin}
                columns |= {"quiet_to": None if is_never else end}
            case "digest":
                columns[name] = value.value
            case "mentions":
                columns[name] = _mentions_to_json(value)
            case _:
                columns[name] = value
    return columns


def rhythm_of(row: Any) -> str:
    """Return the name of the rhythm of a subscription's *row*; empty where all is told at once."""
    if row.quiet_from is None and row.digest == DigestFrequency.NONE.value:
        return ""
    quiet = "" if row.quiet_from is None else f"{row.quiet_from}-{row.quiet_to}"
    return f"{row.zone}|{row.hour}|{row.digest}|{quiet}"


def mention_for(mentions: str, topic: Topic) -> str | None:
    """Return whom a subscription with these stored *mentions* wants mentioned with *topic*."""
    return dict(_mentions_from_json(mentions)).get(topic)


def _mentions_to_json(mentions: Iterable[tuple[Topic, str]]) -> str:
    """Return whom to mention with which kind of news, as text."""
    return json.dumps([[topic.value, whom] for topic, whom in mentions])


def _mentions_from_json(text: str) -> tuple[tuple[Topic, str], ...]:
    """Return the mentions that were written as *text*; kinds of a later version are passed over."""
    known = {topic.value for topic in Topic}
    return tuple((Topic(topic), whom) for topic, whom in json.loads(text) if topic in known)
