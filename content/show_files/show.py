"""The table `[show]`: how a show is named and counted."""

import re
from datetime import date, time
from typing import Any, Final

from content.facts.claims import Alias, Show, ShowId
from content.facts.zones import is_zone, zone_names, zones_meant
from content.files.faults import Notes, nearest_word, shown
from content.files.lines import Place
from content.show_files.date_fields import partial_date
from content.show_files.fields import Table, check_keys, checked_text, flag, slug, text_under, typed

REQUIRED: Final = frozenset({"id", "title", "short", "network", "zone"})
ALLOWED: Final = REQUIRED | {"drop", "limited", "colour", "aliases", "namesakes"}
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
ALIAS_REQUIRED: Final = frozenset({"name"})
ALIAS_ALLOWED: Final = ALIAS_REQUIRED | {"exact_case", "shared", "since", "until"}


def read_show(table: Table, notes: Notes) -> Show | None:
    """Return the show that *table* defines, or None where anything in it was noted as wrong."""
    place: Place = ("show",)
    before = len(notes)
    check_keys(table, REQUIRED, ALLOWED, place, notes)
    id_ = slug(table, "id", place, notes)
    title = text_under(table, "title", place, notes)
    short = text_under(table, "short", place, notes)
    network = text_under(table, "network", place, notes)
    zone = _zone(table, place, notes)
    drop = _drop(table, place, notes)
    limited = flag(table, "limited", place, notes)
    colour = _colour(table, place, notes)
    aliases = tuple(
        alias
        for number, raw in enumerate(typed(table, "aliases", list, place, notes) or ())
        if (alias := _alias(raw, (*place, "aliases", number), notes))
    )
    namesakes = tuple(
        word
        for number, raw in enumerate(typed(table, "namesakes", list, place, notes) or ())
        if (word := checked_text(raw, (*place, "namesakes", number), notes))
    )
    if len(notes) > before or not (id_ and title and short and network and zone):
        return None
    return Show(
        id=ShowId(id_),
        title=title,
        short=short,
        network=network,
        zone=zone,
        drop=drop,
        aliases=aliases,
        namesakes=namesakes,
        limited=limited,
        colour=colour,
    )


def _alias(raw: Any, place: Place, notes: Notes) -> Alias | None:
    if not isinstance(raw, dict):
        name = checked_text(raw, place, notes)
        return Alias(name=name) if name else None
    check_keys(raw, ALIAS_REQUIRED, ALIAS_ALLOWED, place, notes)
    name = text_under(raw, "name", place, notes)
    exact_case = flag(raw, "exact_case", place, notes)
    shared = flag(raw, "shared", place, notes)
    since, until = _day(raw, "since", place, notes), _day(raw, "until", place, notes)
    if since and until and until < since:
        notes.add(
            (*place, "until"),
            f"until {until.isoformat()} lies before since {since.isoformat()}; swap the two",
        )
    if name is None:
        return None
    return Alias(name=name, exact_case=exact_case, shared=shared, since=since, until=until)


def _day(table: Table, key: str, place: Place, notes: Notes) -> date | None:
    value = table.get(key)
    if value is None:
        return None
    held = partial_date(value, (*place, key), notes)
    if held is not None and held.day is None:
        notes.add(
            (*place, key), f"{key} {shown(value)} is no single day; write one such as 2015-11-19"
        )
    return held.day if held else None


def _drop(table: Table, place: Place, notes: Notes) -> time | None:
    value = table.get("drop")
    if value is None or isinstance(value, time):
        return value
    notes.add(
        (*place, "drop"),
        f"drop must be a time of day, not {shown(value)}; write drop = 00:00:00, without quotes, "
        "or leave it out where the network has no fixed hour",
    )
    return None


def _colour(table: Table, place: Place, notes: Notes) -> str | None:
    value = table.get("colour")
    if value is None or (isinstance(value, str) and COLOUR.fullmatch(value)):
        return value
    notes.add(
        (*place, "colour"),
        f"colour {shown(value)} is no colour; write one such as '#5b2a86', or leave it out",
    )
    return None


def _zone(table: Table, place: Place, notes: Notes) -> str | None:
    zone = text_under(table, "zone", place, notes)
    if zone is None or is_zone(zone):
        return zone
    likely = zones_meant(zone)
    meant = likely[0] if len(likely) == 1 else nearest_word(zone, zone_names())
    notes.add(
        (*place, "zone"),
        f"zone {shown(zone)} is no IANA zone; write "
        + (repr(meant) if meant else "one such as 'America/Los_Angeles'"),
    )
    return None
