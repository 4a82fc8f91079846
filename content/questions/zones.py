"""Which time zone a message asks for."""

from collections.abc import Sequence
from typing import Final

from content.questions.normalising import Token

_NAMED: Final = {
    "Europe/London": (
        "uk, u k, london, england, britain, great britain, scotland, wales, gmt, bst, united "
        "kingdom, londres, londra, londyn, manchester, edinburgh"
    ),
    "Europe/Dublin": "ireland, dublin",
    "Europe/Berlin": (
        "berlin, germany, deutschland, cet, cest, mez, mesz, alemania, allemagne, germania, "
        "munich, munchen, hamburg, frankfurt, alemanha, niemcy, niemczech, koln, cologne, "
        "γερμανια, ドイツ"
    ),
    "Europe/Vienna": "vienna, wien, austria, osterreich",
    "Europe/Zurich": "zurich, switzerland, schweiz, suisse, svizzera",
    "Europe/Paris": ("paris, france, francia, franca, francja, francji, frankreich, lyon, γαλλια"),
    "Europe/Madrid": (
        "madrid, spain, espana, barcelona, spanien, espagne, spagna, espanha, hiszpania, "
        "hiszpanii, ισπανια"
    ),
    "Europe/Lisbon": "lisbon, lisboa, portugal, porto",
    "Europe/Rome": (
        "rome, roma, italy, italia, milan, milano, italien, italie, wlochy, wloszech, ιταλια"
    ),
    "Europe/Athens": "athens, greece, αθηνα, ελλαδα, grecia, griechenland, grece",
    "Europe/Warsaw": (
        "warsaw, warszawa, warszawie, poland, polska, polsce, polen, polonia, pologne"
    ),
    "Europe/Amsterdam": "amsterdam, netherlands, holland",
    "Europe/Brussels": "brussels, belgium, belgique",
    "Europe/Stockholm": "stockholm, sweden, schweden",
    "Europe/Oslo": "oslo, norway",
    "Europe/Copenhagen": "copenhagen, denmark",
    "Europe/Helsinki": "helsinki, finland",
    "Europe/Istanbul": "istanbul, turkey",
    "Europe/Moscow": "moscow",
    "Asia/Tokyo": "tokyo, japan, jst, osaka, 日本, 東京, tokio, japon, japao, giappone",
    "Asia/Seoul": "seoul, korea, south korea, kst",
    "Asia/Shanghai": "china, beijing, shanghai",
    "Asia/Hong_Kong": "hong kong",
    "Asia/Singapore": "singapore",
    "Asia/Manila": "manila, philippines",
    "Asia/Kolkata": "india, ist, mumbai, delhi, new delhi, bangalore, kolkata",
    "Asia/Dubai": "dubai, uae",
    "Africa/Johannesburg": "south africa, johannesburg, cape town",
    "Africa/Lagos": "nigeria, lagos",
    "Australia/Sydney": "australia, sydney, melbourne, aest, aedt, canberra, aus",
    "Australia/Brisbane": "brisbane, queensland",
    "Australia/Perth": "perth, awst",
    "Australia/Adelaide": "adelaide",
    "Pacific/Auckland": "new zealand, auckland, nz, nzst, nzdt, wellington",
    "America/New_York": (
        "new york, nyc, est, edt, eastern, east coast, et, boston, miami, atlanta, toronto time"
    ),
    "America/Chicago": "chicago, cst, cdt, central time, texas, dallas, houston",
    "America/Denver": "denver, mst, mdt, mountain time",
    "America/Los_Angeles": (
        "los angeles, la time, pst, pdt, pacific, west coast, pt, california, seattle, san "
        "francisco"
    ),
    "America/Toronto": "toronto, montreal, ontario, canada",
    "America/Vancouver": "vancouver",
    "America/Mexico_City": "mexico, mexico city, ciudad de mexico",
    "America/Sao_Paulo": "brazil, brasil, sao paulo, rio, brasilia",
    "America/Argentina/Buenos_Aires": "argentina, buenos aires",
    "America/Bogota": "colombia, bogota",
    "America/Santiago": "chile",
    "America/Lima": "peru, lima",
    "UTC": "utc",
}
"""Places and abbreviations as fans name them; a country goes by where most of its people live."""
_ZONES: Final = {
    tuple(name.split()): zone for zone, names in _NAMED.items() for name in names.split(", ")
}
_CAPITALS_ONLY: Final = frozenset({"et", "pt", "ist", "est", "aus", "rio", "turkey"})
"""Names that are ordinary words in one of the languages unless in capitals."""


def zone_in(tokens: Sequence[Token]) -> tuple[str, int, int] | None:
    """Return the first IANA zone that *tokens* name, with where it stands; None where none is.

    The United States are none: they have several, and none is guessed.
    """
    for at in range(len(tokens)):
        for length in (3, 2, 1):
            key = tuple(token.word for token in tokens[at : at + length])
            zone = _ZONES.get(key) if len(key) == length else None
            if zone is None:
                continue
            if length == 1 and key[0] in _CAPITALS_ONLY and not _is_zone(tokens, at):
                continue
            return zone, at, at + length
    return None


def _is_zone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may be an ordinary one is a zone: in capitals, or behind an hour."""
    if tokens[at].raw.isupper():
        return True
    before = tokens[at - 1].word if at else ""
    return before in {"midnight", "or", "pst", "am", "pm", "time"} or before.isdigit()
