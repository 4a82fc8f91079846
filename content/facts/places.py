"""Places and clocks as fans name them, with their zones and countries."""

from typing import Final

NAMED: Final = {
    "Europe/London": (
        "uk, u k, london, england, britain, great britain, scotland, wales, gmt, bst, united "
        "kingdom, londres, londra, londyn, manchester, edinburgh, reino unido, vereinigtes "
        "konigreich, royaume uni, regno unito, wielka brytania, grossbritannien, gran bretana, "
        "grande bretagne, inglaterra, angleterre"
    ),
    "Europe/Dublin": "ireland, dublin, irlanda, irland, irlande, irlandia, ιρλανδια",
    "Europe/Berlin": (
        "berlin, germany, deutschland, cet, cest, mez, mesz, alemania, allemagne, germania, "
        "munich, munchen, hamburg, frankfurt, alemanha, niemcy, niemczech, koln, cologne, "
        "γερμανια, ドイツ"
    ),
    "Europe/Vienna": "vienna, wien, austria, osterreich, autriche, αυστρια",
    "Europe/Zurich": (
        "zurich, switzerland, schweiz, suisse, svizzera, suiza, suica, szwajcaria, ελβετια"
    ),
    "Europe/Paris": "paris, france, francia, franca, francja, francji, frankreich, lyon, γαλλια",
    "Europe/Madrid": (
        "madrid, spain, espana, barcelona, spanien, espagne, spagna, espanha, hiszpania, "
        "hiszpanii, ισπανια"
    ),
    "Europe/Lisbon": "lisbon, lisboa, portugal, porto, portogallo, portugalia, πορτογαλια",
    "Europe/Rome": (
        "rome, roma, italy, italia, milan, milano, italien, italie, wlochy, wloszech, ιταλια"
    ),
    "Europe/Athens": "athens, greece, αθηνα, ελλαδα, grecia, griechenland, grece, grecja",
    "Europe/Warsaw": (
        "warsaw, warszawa, warszawie, poland, polska, polsce, polen, polonia, pologne, πολωνια"
    ),
    "Europe/Amsterdam": (
        "amsterdam, netherlands, holland, the netherlands, paises bajos, niederlande, den "
        "niederlanden, pays bas, paesi bassi, paises baixos, holandia, holanda"
    ),
    "Europe/Brussels": "brussels, belgium, belgique, belgica, belgien, belgio, belgia, βελγιο",
    "Europe/Stockholm": "stockholm, sweden, schweden, suecia, svezia, szwecja, σουηδια",
    "Europe/Oslo": "oslo, norway, noruega, norwegen, norvege, norvegia, norwegia, νορβηγια",
    "Europe/Copenhagen": "copenhagen, denmark, dinamarca, danemark, danimarca, δανια",
    "Europe/Helsinki": "helsinki, finland, finlandia, finnland, finlande, φινλανδια",
    "Europe/Istanbul": (
        "istanbul, turkey, turkiye, turquia, turkei, turquie, turchia, turcja, τουρκια"
    ),
    "Europe/Moscow": "moscow, russia, rusia, russland, russie, rosja, ρωσια",
    "Asia/Tokyo": (
        "tokyo, japan, jst, osaka, 日本, 東京, tokio, japon, japao, giappone, japonia, ιαπωνια"
    ),
    "Asia/Seoul": (
        "seoul, korea, south korea, kst, corea del sur, sudkorea, coree du sud, corea del sud, "
        "coreia do sul, νοτια κορεα"
    ),
    "Asia/Shanghai": "china, beijing, shanghai, chine, κινα",
    "Asia/Hong_Kong": "hong kong",
    "Asia/Singapore": "singapore, singapur, singapour, singapura, σιγκαπουρη",
    "Asia/Manila": "manila, philippines, filipinas, philippinen, filippine, filipiny, φιλιππινεσ",
    "Asia/Kolkata": "india, ist, mumbai, delhi, new delhi, bangalore, kolkata, indien, ινδια",
    "Asia/Dubai": (
        "dubai, uae, united arab emirates, emiratos arabes unidos, emirats arabes unis, emirati "
        "arabi uniti, emirados arabes unidos"
    ),
    "Africa/Johannesburg": (
        "south africa, johannesburg, cape town, sudafrica, sudafrika, afrique du sud, africa do "
        "sul, νοτια αφρικη"
    ),
    "Africa/Lagos": "nigeria, lagos, νιγηρια",
    "Australia/Sydney": (
        "australia, sydney, melbourne, aest, aedt, canberra, aus, australien, australie, αυστραλια"
    ),
    "Australia/Brisbane": "brisbane, queensland",
    "Australia/Perth": "perth, awst",
    "Australia/Adelaide": "adelaide",
    "Pacific/Auckland": (
        "new zealand, auckland, nz, nzst, nzdt, wellington, nueva zelanda, neuseeland, nouvelle "
        "zelande, nuova zelanda, nova zelandia, nowa zelandia, νεα ζηλανδια"
    ),
    "America/New_York": (
        "new york, nyc, est, edt, eastern, east coast, et, boston, miami, atlanta, toronto time"
    ),
    "America/Chicago": "chicago, cst, cdt, central time, texas, dallas, houston",
    "America/Denver": "denver, mst, mdt, mountain time",
    "America/Los_Angeles": (
        "los angeles, la time, pst, pdt, pacific, west coast, pt, california, seattle, san "
        "francisco"
    ),
    "America/Toronto": "toronto, montreal, ontario, canada, kanada, καναδασ",
    "America/Vancouver": "vancouver",
    "America/Mexico_City": (
        "mexico, mexico city, ciudad de mexico, mexiko, mexique, messico, meksyk, μεξικο"
    ),
    "America/Sao_Paulo": (
        "brazil, brasil, sao paulo, rio, brasilia, brasilien, bresil, brasile, brazylia, βραζιλια"
    ),
    "America/Argentina/Buenos_Aires": (
        "argentina, buenos aires, argentinien, argentine, argentyna, αργεντινη"
    ),
    "America/Bogota": "colombia, bogota, kolumbien, colombie, kolumbia, κολομβια",
    "America/Santiago": "chile, χιλη",
    "America/Lima": "peru, lima, perou, περου",
    "Europe/Prague": (
        "prague, prag, czechia, czech republic, chequia, tschechien, tchequie, cechia, czechy, "
        "τσεχια"
    ),
    "Europe/Budapest": "budapest, hungary, hungria, ungarn, hongrie, ungheria, wegry",
    "Europe/Bucharest": (
        "bucharest, romania, rumania, rumanien, roumanie, romenia, rumunia, ρουμανια"
    ),
    "Europe/Kyiv": "kyiv, kiev, ukraine, ucrania, ucraina, ukraina, ουκρανια",
    "Europe/Sofia": "bulgaria, bulgarien, bulgarie, βουλγαρια",
    "Europe/Zagreb": "zagreb, croatia, croacia, kroatien, croatie, croazia, chorwacja, κροατια",
    "Europe/Belgrade": "belgrade, serbia, serbien, serbie, σερβια",
    "Europe/Bratislava": (
        "bratislava, slovakia, eslovaquia, slowakei, slovaquie, slovacchia, slowacja, σλοβακια"
    ),
    "Europe/Ljubljana": "ljubljana, slovenia, eslovenia, slowenien, slovenie, slowenia, σλοβενια",
    "Europe/Luxembourg": (
        "luxembourg, luxemburgo, luxemburg, lussemburgo, luksemburg, λουξεμβουργο"
    ),
    "Atlantic/Reykjavik": "reykjavik, iceland, islandia, islande, islanda, ισλανδια",
    "Asia/Jerusalem": "jerusalem, tel aviv, israel, israele, izrael, ισραηλ",
    "Africa/Cairo": "cairo, egypt, egipto, agypten, egypte, egitto, egito, egipt, αιγυπτοσ",
    "Asia/Riyadh": (
        "riyadh, saudi arabia, arabia saudi, saudi arabien, arabie saoudite, arabia saudita, "
        "σαουδικη αραβια"
    ),
    "Asia/Bangkok": "bangkok, thailand, tailandia, thailande, thailandia, tajlandia, ταιλανδη",
    "Asia/Ho_Chi_Minh": "vietnam, wietnam, βιετναμ",
    "Asia/Kuala_Lumpur": "kuala lumpur, malaysia, malasia, malaisie, malezja, μαλαισια",
    "Asia/Jakarta": "jakarta, indonesia, indonesien, indonesie, indonezja, ινδονησια",
    "Asia/Karachi": "karachi, pakistan, πακισταν",
    "Asia/Dhaka": "dhaka, bangladesh, bangladesch",
    "Asia/Taipei": "taipei, taiwan, tajwan, ταιβαν",
    "Africa/Nairobi": "nairobi, kenya, kenia, quenia, κενυα",
    "Africa/Casablanca": (
        "casablanca, morocco, marruecos, marokko, maroc, marocco, marrocos, μαροκο"
    ),
    "America/Caracas": "caracas, venezuela, wenezuela, βενεζουελα",
    "America/Montevideo": "montevideo, uruguay, uruguai, ουρουγουαη",
    "America/Guayaquil": "quito, guayaquil, ecuador, equateur, equador, εκουαδορ",
    "America/Costa_Rica": "costa rica, κοστα ρικα",
    "America/Puerto_Rico": "san juan, puerto rico, porto rico, πουερτο ρικο",
    "America/La_Paz": "la paz, bolivia, bolivien, bolivie, boliwia, βολιβια",
    "America/Asuncion": "asuncion, paraguay, paraguai, παραγουαη",
    "Pacific/Honolulu": "hawaii, honolulu",
    "America/Anchorage": "alaska, anchorage",
    "America/Phoenix": "arizona",
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
    "America/Santiago": "CL", "America/Lima": "PE", "Europe/Prague": "CZ",
    "Europe/Budapest": "HU", "Europe/Bucharest": "RO", "Europe/Kyiv": "UA", "Europe/Sofia": "BG",
    "Europe/Zagreb": "HR", "Europe/Belgrade": "RS", "Europe/Bratislava": "SK",
    "Europe/Ljubljana": "SI", "Europe/Luxembourg": "LU", "Atlantic/Reykjavik": "IS",
    "Asia/Jerusalem": "IL", "Africa/Cairo": "EG", "Asia/Riyadh": "SA", "Asia/Bangkok": "TH",
    "Asia/Ho_Chi_Minh": "VN", "Asia/Kuala_Lumpur": "MY", "Asia/Jakarta": "ID",
    "Asia/Karachi": "PK", "Asia/Dhaka": "BD", "Asia/Taipei": "TW", "Africa/Nairobi": "KE",
    "Africa/Casablanca": "MA", "America/Caracas": "VE", "America/Montevideo": "UY",
    "America/Guayaquil": "EC", "America/Costa_Rica": "CR", "America/Puerto_Rico": "PR",
    "America/La_Paz": "BO", "America/Asuncion": "PY", "Pacific/Honolulu": "US",
    "America/Anchorage": "US", "America/Phoenix": "US",
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
    "new zealand, nz, canada, mexico, brazil, brasil, argentina, colombia, chile, peru, reino "
    "unido, vereinigtes konigreich, royaume uni, regno unito, wielka brytania, "
    "grossbritannien, gran bretana, grande bretagne, inglaterra, angleterre, irlanda, irland, "
    "irlande, irlandia, ιρλανδια, autriche, αυστρια, suiza, suica, szwajcaria, ελβετια, "
    "portogallo, portugalia, πορτογαλια, grecja, πολωνια, the netherlands, paises bajos, "
    "niederlande, den niederlanden, pays bas, paesi bassi, paises baixos, holandia, holanda, "
    "belgica, belgien, belgio, belgia, βελγιο, suecia, svezia, szwecja, σουηδια, noruega, "
    "norwegen, norvege, norvegia, norwegia, νορβηγια, dinamarca, danemark, danimarca, δανια, "
    "finlandia, finnland, finlande, φινλανδια, turkiye, turquia, turkei, turquie, turchia, "
    "turcja, τουρκια, russia, rusia, russland, russie, rosja, ρωσια, japonia, ιαπωνια, corea "
    "del sur, sudkorea, coree du sud, corea del sud, coreia do sul, νοτια κορεα, chine, κινα, "
    "singapur, singapour, singapura, σιγκαπουρη, filipinas, philippinen, filippine, filipiny, "
    "φιλιππινεσ, indien, ινδια, united arab emirates, emiratos arabes unidos, emirats arabes "
    "unis, emirati arabi uniti, emirados arabes unidos, sudafrica, sudafrika, afrique du sud, "
    "africa do sul, νοτια αφρικη, νιγηρια, australien, australie, αυστραλια, nueva zelanda, "
    "neuseeland, nouvelle zelande, nuova zelanda, nova zelandia, nowa zelandia, νεα ζηλανδια, "
    "kanada, καναδασ, mexiko, mexique, messico, meksyk, μεξικο, brasilien, bresil, brasile, "
    "brazylia, βραζιλια, argentinien, argentine, argentyna, αργεντινη, kolumbien, colombie, "
    "kolumbia, κολομβια, χιλη, perou, περου, czechia, czech republic, chequia, tschechien, "
    "tchequie, cechia, czechy, τσεχια, hungary, hungria, ungarn, hongrie, ungheria, wegry, "
    "romania, rumania, rumanien, roumanie, romenia, rumunia, ρουμανια, ukraine, "
    "ucrania, ucraina, ukraina, ουκρανια, bulgaria, bulgarien, bulgarie, βουλγαρια, croatia, "
    "croacia, kroatien, croatie, croazia, chorwacja, κροατια, serbia, serbien, serbie, "
    "σερβια, slovakia, eslovaquia, slowakei, slovaquie, slovacchia, slowacja, σλοβακια, "
    "slovenia, eslovenia, slowenien, slovenie, slowenia, σλοβενια, luxembourg, luxemburgo, "
    "luxemburg, lussemburgo, luksemburg, λουξεμβουργο, iceland, islandia, islande, islanda, "
    "ισλανδια, israel, israele, izrael, ισραηλ, egypt, egipto, agypten, egypte, egitto, "
    "egito, egipt, αιγυπτοσ, saudi arabia, arabia saudi, saudi arabien, arabie saoudite, "
    "arabia saudita, σαουδικη αραβια, thailand, tailandia, thailande, thailandia, tajlandia, "
    "ταιλανδη, vietnam, wietnam, βιετναμ, malaysia, malasia, malaisie, malezja, μαλαισια, "
    "indonesia, indonesien, indonesie, indonezja, ινδονησια, pakistan, πακισταν, bangladesh, "
    "bangladesch, taiwan, tajwan, ταιβαν, kenya, kenia, quenia, κενυα, morocco, marruecos, "
    "marokko, maroc, marocco, marrocos, μαροκο, venezuela, wenezuela, βενεζουελα, uruguay, "
    "uruguai, ουρουγουαη, ecuador, equateur, equador, εκουαδορ, costa rica, κοστα ρικα, "
    "puerto rico, porto rico, πουερτο ρικο, bolivia, bolivien, bolivie, boliwia, βολιβια, "
    "paraguay, paraguai, παραγουαη"
)
COUNTRIES: Final = frozenset(_COUNTRIES.split(", "))
UNITED_STATES: Final = (
    *("usa", "america", "the us", "the states", "united states", "estados unidos", "ee uu"),
    *("eeuu", "vereinigte staaten", "vereinigten staaten", "etats unis", "stati uniti"),
)
"""A country with several zones, of which none is guessed."""
CAPITALS_ONLY: Final = frozenset(["et", "pt", "ist", "est", "aus", "rio", "turkey"])
"""Names that are ordinary words in one of the languages unless in capitals."""
