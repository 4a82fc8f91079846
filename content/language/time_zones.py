"""What time zones are called, in any language."""

import re
from typing import Final

from content.language.wording import wording_for

_SOFT_HYPHEN: Final = "\u00ad"
"""The CLDR says with it where a long name may be broken; pasted elsewhere it shows."""


def zone_words(zone: str, *, locale: str = "en") -> str:
    """Return how an IANA zone is called: "Los Angeles time", "UTC"."""
    city = city_words(zone, locale=locale)
    if city in {"UTC", "GMT"} or not re.search("[a-z]", city):
        return city
    return wording_for(locale).say("{city} time", city=city)


def city_words(zone: str, *, locale: str = "en") -> str:
    """Return the city that an IANA zone is named for: "Los Angeles"; the zone where it has none."""
    name = zone.rpartition("/")[2].replace("_", " ")
    wording = wording_for(locale)
    if wording.is_english or "/" not in zone or not re.search("[a-z]", name):
        return name
    from babel.dates import get_timezone_location  # noqa: PLC0415 - English starts without Babel

    city = get_timezone_location(zone, locale=wording.locale, return_city=True)
    return wording.named(city.replace(_SOFT_HYPHEN, ""), name)
