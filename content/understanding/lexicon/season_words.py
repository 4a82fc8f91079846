"""How seasons are called, in nine languages, folded and without accents."""

from typing import Final

from content.facts.claims import Season, SeasonRef
from content.understanding.lexicon import each

SEASON: Final = frozenset(
    # English and its slips of the finger; Spanish and Portuguese; German; French; Italian; Polish;
    # Greek; Japanese.
    [
        "season",
        "seasons",
        "seson",
        "saeson",
        "seasn",
        "seaon",
        "sesson",
        "szn",
        "series2",
        "temporada",
        "temporadas",
        "temp",
        "staffel",
        "staffeln",
        "saison",
        "saisons",
        "stagione",
        "stagioni",
        "sezon",
        "sezonu",
        "sezony",
        "sezonie",
        "sezonow",
        "σεζον",
        "κυκλος",
        "κυκλο",
        "κυκλου",
        "シーズン",
    ]
)
WHOLE: Final = each("シリーズ")
"""Words that mean the show as a whole wherever they stand."""
NOT_WHOLE: Final[frozenset[str]] = frozenset()
NUMBER_WORDS: Final = each("number no nr num numero nummer")
BETWEEN: Final = each("and full new whole de of the")
"""What may stand between a place and the word: "second full season"."""
AND: Final = each("and or und y e et i oder o ou και & vs")
NOT_A_SEASON: Final = each("episodes eps days weeks months people april march")

CARDINALS: Final = {
    word: number
    for number, words in enumerate(
        (
            "one uno una um uma eins ein un une jeden jedna ενα 一",
            "two dos dois duas zwei deux due dwa dwie δυο 二",
            "three tres drei trois tre trzy τρια τρεις 三",
            "four cuatro quatro vier quatre quattro cztery τεσσερα τεσσερις 四",
            "five cinco funf fuenf cinq cinque piec πεντε 五",
            "six seis sechs sei szesc εξι 六",
            "seven siete sete sieben sept sette siedem επτα 七",
            "eight ocho oito acht huit otto osiem οκτω 八",
            "nine nueve nove neun neuf dziewiec εννια 九",
            "ten diez dez zehn dix dieci dziesiec δεκα 十",
        ),
        start=1,
    )
    for word in words.split()
}
_ROMAN: Final = {"ii": 2, "iii": 3, "iv": 4}
CARDINALS.update(_ROMAN)

_ORDINALS: Final = (
    (
        "first primera primer primero primeira primeiro erste ersten erster premiere premier "
        "prima primo pierwszy pierwszego pierwsza pierwszym πρωτη πρωτης πρωτο πρωτου πρωτος "
        "πρωτον 1re"
    ),
    (
        "second secnd segunda segundo zweite zweiten zweiter deuxieme seconde seconda secondo "
        "drugi drugiego drugim druga δευτερη δευτερης δευτερο δευτερου δευτερος δευτερον"
    ),
    (
        "third tercera tercer tercero terceira terceiro dritte dritten dritter troisieme "
        "terza terzo trzeci trzeciego trzecim trzecia τριτη τριτης τριτο τριτου τριτος"
    ),
    (
        "fourth forth cuarta cuarto quarta quarto vierte vierten vierter quatrieme czwarty "
        "czwartego czwartym τεταρτη τεταρτης τεταρτο τεταρτου τεταρτος"
    ),
    ("fifth quinta quinto funfte funften cinquieme piaty piatego πεμπτη πεμπτης πεμπτο πεμπτος"),
    "sixth sexta sexto sechste sechsten sixieme sesta sesto szosty szostego εκτη εκτης",
    "seventh septima setima siebte siebten septieme settima siodmy siodmego",
    "eighth octava oitava achte achten huitieme ottava osmy osmego",
    "ninth novena nona neunte neunten neuvieme dziewiaty dziewiatego",
    "tenth decima zehnte zehnten dixieme dziesiaty dziesiatego",
)
ORDINALS: Final = {
    word: number for number, words in enumerate(_ORDINALS, start=1) for word in words.split()
}
ORDINALS_AFTER: Final = frozenset(ORDINALS) - each(
    "premiere premier prima primo second first third"
)
"""Ordinals that may stand behind the word; "season premiere" is something else."""

PLACES: Final[dict[str, Season | SeasonRef]] = {
    **dict.fromkeys(
        each(
            "next new upcoming coming another newest following proxima proximo siguiente nueva "
            "nuevo "
            "nova novo nachste nachsten neue neuen neuer prochaine prochain nouvelle prossima "
            "prossimo "
            "nuova nuovo nastepny nastepnego nowy nowego kolejny kolejnego επομενη επομενης "
            "επομενο "
            "επομενος νεα νεας νεος νεο 次の 新しい"
        ),
        SeasonRef.NEXT,
    ),
    **dict.fromkeys(
        each(
            "last latest final previous recent letzte letzten letzter ultima ultimo derniere "
            "dernier "
            "ostatni ostatniego ostatnim τελευταια τελευταιας τελευταιο τελευταιος 最終"
        ),
        SeasonRef.LAST,
    ),
}
PLACES_AFTER: Final = each(
    "siguiente proxima nueva nova suivante prochaine successiva prossima nuova"
)
TAKING_BACK: Final = each("no wait sorry i mean meant actually rather oops nope scratch that")
"""Words that, alone between two seasons, take the first one back."""
MEANING: Final = each("meant mean meinte quise quis voulais intendevo")
"""Verbs that a season stands behind, put right: "i meant 2"."""
ARTICLES: Final = each("the la el die der le l a o il das η την")
LEADING: Final = each("and what how und y et e i a και no not i actually then so ok")
"""What a follow-up begins with that names a season by its place: "and the second?"."""
FIELD: Final[dict[str, Season | SeasonRef]] = {
    **CARDINALS,
    **ORDINALS,
    **PLACES,
    "special": "special",
    "specials": "special",
    "series": "series",
    "show": "series",
    "whole": "series",
    "all": "series",
    "any": "series",
}
"""What may be typed alone into the field for a season."""
