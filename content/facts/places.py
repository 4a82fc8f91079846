"""Places and clocks as fans name them, with their zones and countries."""

from typing import Final

NAMED: Final = {
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
"""Places and abbreviations by zone; a country goes by where most of its people live."""
MARKETS: Final = {
    "Europe/London": "GB", "Europe/Dublin": "IE", "Europe/Berlin": "DE", "Europe/Vienna": "AT",
    "Europe/Zurich": "CH", "Europe/Paris": "FR", "Europe/Madrid": "ES", "Europe/Lisbon": "PT",
    "Europe/Rome": "IT", "Europe/Athens": "GR", "Europe/Warsaw": "PL", "Europe/Amsterdam": "NL",
    "Europe/Brussels": "BE", "Europe/Stockholm": "SE", "Europe/Oslo": "NO",
    "Europe/Copenhagen": "DK", "Europe/Helsinki": "FI", "Europe/Istanbul": "TR",
    "Europe/Moscow": "RU", "Asia/Tokyo": "JP", "Asia/Seoul": "KR", "Asia/Shanghai": "CN",
    "Asia/Hong_Kong": "HK", "Asia/Singapore": "SG", "Asia/Manila": "PH", "Asia/Kolkata": "IN",
    "Asia/Dubai": "AE", "Africa/Johannesburg": "ZA", "Africa/Lagos": "NG",
    "Australia/Sydney": "AU", "Australia/Brisbane": "AU", "Australia/Perth": "AU",
    "Australia/Adelaide": "AU", "Pacific/Auckland": "NZ", "America/New_York": "US",
    "America/Chicago": "US", "America/Denver": "US", "America/Los_Angeles": "US",
    "America/Toronto": "CA", "America/Vancouver": "CA", "America/Mexico_City": "MX",
    "America/Sao_Paulo": "BR", "America/Argentina/Buenos_Aires": "AR", "America/Bogota": "CO",
    "America/Santiago": "CL", "America/Lima": "PE",
}  # fmt: skip
"""The country of each zone, by ISO 3166."""
_CLOCKS: Final = (
    "gmt, bst, cet, cest, mez, mesz, jst, kst, ist, aest, aedt, awst, nzst, nzdt, est, edt, "
    "eastern, east coast, et, cst, cdt, central time, mst, mdt, mountain time, la time, pst, "
    "pdt, pacific, west coast, pt, toronto time, utc"
)
CLOCKS: Final = frozenset(_CLOCKS.split(", "))
"""Names of clocks, which are kept in more than one country."""
_COUNTRIES: Final = (
    "uk, u k, england, britain, great britain, scotland, wales, united kingdom, ireland, "
    "germany, deutschland, alemania, allemagne, germania, alemanha, niemcy, niemczech, "
    "γερμανια, ドイツ, austria, osterreich, switzerland, schweiz, suisse, svizzera, france, "
    "francia, franca, francja, francji, frankreich, γαλλια, spain, espana, spanien, espagne, "
    "spagna, espanha, hiszpania, hiszpanii, ισπανια, portugal, italy, italia, italien, "
    "italie, wlochy, wloszech, ιταλια, greece, ελλαδα, grecia, griechenland, grece, poland, "
    "polska, polsce, polen, polonia, pologne, netherlands, holland, belgium, belgique, "
    "sweden, schweden, norway, denmark, finland, turkey, japan, 日本, japon, japao, giappone, "
    "korea, south korea, china, philippines, india, uae, south africa, nigeria, australia, "
    "new zealand, nz, canada, mexico, brazil, brasil, argentina, colombia, chile, peru"
)
COUNTRIES: Final = frozenset(_COUNTRIES.split(", "))
UNITED_STATES: Final = ("usa", "america", "the us", "the states", "united states")
"""A country with several zones, of which none is guessed."""
CAPITALS_ONLY: Final = frozenset(["et", "pt", "ist", "est", "aus", "rio", "turkey"])
"""Names that are ordinary words in one of the languages unless in capitals."""
