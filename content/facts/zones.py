"""Time zones, from the pinned package `tzdata` alone: the same on every machine.

The operating system's own files, which `zoneinfo` would read first, may be years old: in a zone
whose rules have changed, everything would be told at a wrong hour. What is a zone is decided here
for show files, settings and chat alike.
"""

import re
import unicodedata
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
_CLOCKS: Final = {
    "America/Los_Angeles": "pst, pdt, pt, pacific, pacific time, us pacific, west coast",
    "America/Denver": "mst, mdt, mt, mountain, mountain time, us mountain",
    "America/Chicago": "cst, cdt, ct, central, central time, us central",
    "America/New_York": "est, edt, et, eastern, eastern time, us eastern, east coast",
    "America/Anchorage": "akst, akdt, alaska, alaska time",
    "Pacific/Honolulu": "hst, hawaii, hawaii time",
    "Europe/London": "bst, wet, west, uk time, british time",
    "Europe/Berlin": "cet, cest, met, mez, mesz, central european time",
    "Europe/Athens": "eet, eest, eastern european time",
    "Europe/Moscow": "msk, moscow time",
    "Australia/Sydney": "aest, aedt",
    "Asia/Kolkata": "ist",
    "Asia/Tokyo": "jst",
    "Asia/Seoul": "kst",
    "Pacific/Auckland": "nzst, nzdt",
    "UTC": "z, zulu, utc, gmt",
}
"""What people call their clock, and the zone that most of them mean by it."""
_SEVERAL: Final = {
    "us": "US",
    "usa": "US",
    "america": "US",
    "the us": "US",
    "the states": "US",
    "united states": "US",
}
_MOST: Final = re.compile(r"most of |.*\(mainland\)")
_AREA: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
_MOST_CANDIDATES: Final = 8
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
def _clocks() -> dict[str, str]:
    return {name: zone for zone, names in _CLOCKS.items() for name in names.split(", ")}


@cache
def _by_place() -> dict[str, str]:
    """Places that no zone is named for, such as Munich, and countries as people call them."""
    return {
        _plain(name): zone
        for zone, names in places.NAMED.items()
        for name in names.split(", ")
        if name not in places.CLOCKS
    }


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


def _of_country(name: str) -> tuple[str, ...]:
    code = _countries().get(name)
    if code == "US":
        return _UNITED_STATES
    rows = [(zone, comment) for country, zone, comment in _rows() if country == code]
    most = [zone for zone, comment in rows if _MOST.match(comment)]
    return tuple(most if len(most) == 1 else (zone for zone, _ in rows))
