"""Time zones, from the pinned package `tzdata` alone: the same on every machine.

The operating system's own files, which `zoneinfo` would read first, may be years old: in a zone
whose rules have changed, everything would be told at a wrong hour. What is a zone is decided here
for show files, settings and chat alike.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import tzdata  # type: ignore[import-untyped]  # ships no types

from content.facts import places

DATA_VERSION: Final = tzdata.IANA_VERSION
"""The release of the IANA's data: the year, and a letter in order."""

_DATA: Final = Path(tzdata.__file__).parent
_ALONE: Final = ("UTC", "GMT")
"""The zones that are no place; "EST" and its like are hours, which half the year nobody keeps."""
_FURTHER_CLOCKS: Final = {
    "America/Los_Angeles": "pacific time, us pacific",
    "America/Denver": "mt, mountain, us mountain",
    "America/Chicago": "ct, central, us central",
    "America/New_York": "eastern time, us eastern",
    "America/Anchorage": "akst, akdt, alaska, alaska time",
    "Pacific/Honolulu": "hst, hawaii, hawaii time",
    "Europe/London": "wet, west, uk time, british time",
    "Europe/Berlin": "met, central european time",
    "Europe/Athens": "eet, eest, eastern european time",
    "Europe/Moscow": "msk, moscow time",
    "UTC": "z, zulu",
}
"""What people call their clock beside the names in `places`, and the zone that most mean by it."""
_SEVERAL: Final = {
    "us": "US",
    "usa": "US",
    "america": "US",
    "the us": "US",
    "the states": "US",
    "united states": "US",
}
_NOTE: Final = re.compile(r"\s*\(.*\)")
_MOST: Final = re.compile(r"most of |.*\(mainland\)")
_AREA: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
_MOST_CANDIDATES: Final = 8
_IN_A_SENTENCE: Final = {
    "AE": "the United Arab Emirates",
    "CZ": "Czechia",
    "GB": "the United Kingdom",
    "KR": "South Korea",
    "NL": "the Netherlands",
    "PH": "the Philippines",
    "US": "the United States",
}
"""Countries that have another name within a sentence than in the list."""
_UNITED_STATES: Final = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)
"""Where nearly everybody of that country is, to be asked back among."""


class ZoneError(ValueError):
    """The name is no zone of the IANA's; the message says which name."""


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """Return the zone of an IANA *name*, former names and those that are only an hour included.

    Raises:
        ZoneError: the pinned data has no zone of that name.
    """
    if _AREA.fullmatch(name) is None or name not in _every_name():
        raise ZoneError(f"{name!r} is no IANA zone; write one such as Europe/Berlin")
    with (_DATA / "zoneinfo" / name).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def is_zone(name: str) -> bool:
    """Whether *name* is a zone that can be chosen: an area and a place, or UTC."""
    return name in _ALONE or ("/" in name and name in _every_name())


@cache
def zone_names() -> tuple[str, ...]:
    """Return every zone that can be chosen, by name, in alphabetical order."""
    return tuple(sorted(name for name in _every_name() if is_zone(name)))


@lru_cache(maxsize=1024)
def zones_meant(typed: str) -> tuple[str, ...]:
    """Return the zones that somebody may mean: one, several to be asked back about, or none.

    *typed* is the name of a zone, of its city, of a country, or of a clock ("Pacific"), in any
    case, with or without accents.
    """
    wanted = _plain(typed)
    exact = {_plain(name): name for name in zone_names()}.get(wanted)
    if exact is not None:
        return (exact,)
    for found in (_clocks().get(wanted), _by_place().get(wanted)):
        if found:
            return (found,)
    return _cities().get(wanted, ()) or _of_country(wanted)[:_MOST_CANDIDATES]


@cache
def _every_name() -> frozenset[str]:
    names = (_DATA / "zones").read_text(encoding="ascii").split()
    return frozenset(names) - {"Factory"}


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("_", " ").casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w/+]+", " ", kept.replace("\u0142", "l")).split())


@cache
def abbreviations() -> dict[str, str]:
    """Return short names of clocks in capitals, such as PST, each with its zone.

    None says which half of the year, so that none can stand in a show file.
    """
    return {
        name.upper(): zone
        for name, zone in _clocks().items()
        if name.isalpha() and len(name) <= 4 and name != "gmt" and zone != "UTC"
    }


@cache
def _clocks() -> dict[str, str]:
    known = _by_name(places.NAMED)
    return {name: known[name] for name in places.CLOCKS} | _by_name(_FURTHER_CLOCKS)


def _by_name(table: Mapping[str, str]) -> dict[str, str]:
    return {name: zone for zone, names in table.items() for name in names.split(", ")}


@cache
def _by_place() -> dict[str, str]:
    """Places that no zone is named for, such as Munich, and countries as people call them."""
    named = _by_name(places.NAMED).items()
    return {_plain(name): zone for name, zone in named if name not in places.CLOCKS}


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    """Each zone of a country, with the country's code and what the data says of the zone."""
    lines = (_DATA / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((row[0], row[2], row[3] if len(row) > 3 else "") for row in rows)


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    """The zones named for a city, by the city; former names of a zone are left to its present."""
    found: dict[str, tuple[str, ...]] = {}
    for _, zone, _ in _rows():
        city = _plain(zone.rpartition("/")[2])
        found[city] = (*found.get(city, ()), zone)
    return found


@cache
def _countries() -> dict[str, str]:
    lines = (_DATA / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {_plain(name): code for code, name in rows} | _SEVERAL


def country_name(code: str) -> str:
    """Return what the country of an ISO 3166 *code* is called in an English sentence."""
    return _IN_A_SENTENCE.get(code) or _country_names().get(code, code)


@cache
def _country_names() -> dict[str, str]:
    lines = (_DATA / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {code: _NOTE.sub("", name) for code, name in rows}


def _of_country(name: str) -> tuple[str, ...]:
    code = _countries().get(name)
    if code == "US":
        return _UNITED_STATES
    rows = [(zone, comment) for country, zone, comment in _rows() if country == code]
    most = [zone for zone, comment in rows if _MOST.match(comment)]
    return tuple(most if len(most) == 1 else (zone for zone, _ in rows))
