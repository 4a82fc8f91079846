"""In whose zone the days of a worldwide service are counted, since no listing says.

Each is where the service, or the house that makes its shows, has its seat: Netflix in Los Gatos,
Disney in Burbank, Amazon's studios in Culver City, Apple in Cupertino, HBO and Paramount in New
York. A new season appears at an hour that is set there.
"""

from typing import Final

from content.facts.zones import is_zone
from content.listings.records import ListedShow

_PACIFIC: Final = "America/Los_Angeles"
_EASTERN: Final = "America/New_York"
_HOMES: Final = {
    "netflix": _PACIFIC,
    "disney+": _PACIFIC,
    "prime video": _PACIFIC,
    "amazon prime video": _PACIFIC,
    "amazon": _PACIFIC,
    "amazon freevee": _PACIFIC,
    "apple tv+": _PACIFIC,
    "apple tv": _PACIFIC,
    "hulu": _PACIFIC,
    "youtube": _PACIFIC,
    "youtube premium": _PACIFIC,
    "crunchyroll": _PACIFIC,
    "facebook watch": _PACIFIC,
    "twitch": _PACIFIC,
    "dropout": _PACIFIC,
    "rakuten viki": _PACIFIC,
    "viki": _PACIFIC,
    "hbo max": _EASTERN,
    "max": _EASTERN,
    "paramount+": _EASTERN,
    "peacock": _EASTERN,
    "discovery+": _EASTERN,
    "showtime": _EASTERN,
    "starz": "America/Denver",
    "amc+": _EASTERN,
    "shudder": _EASTERN,
    "acorn tv": _EASTERN,
    "britbox": "Europe/London",
    "mubi": "Europe/London",
    "dazn": "Europe/London",
    "viaplay": "Europe/Stockholm",
    "skyshowtime": "Europe/London",
    "iqiyi": "Asia/Shanghai",
    "wetv": "Asia/Shanghai",
    "youku": "Asia/Shanghai",
    "bilibili": "Asia/Shanghai",
    "viu": "Asia/Hong_Kong",
}
"""Services by name in small letters, with the zone that they keep."""


def home_zone(record: ListedShow) -> str:
    """Return the IANA zone in which the days of a show are counted; UTC where none is known.

    A worldwide service keeps its own, also where an older record gives it a country.
    """
    home = _HOMES.get((record.network or "").casefold().strip())
    if home is not None:
        return home
    return record.zone if record.zone and is_zone(record.zone) else "UTC"
