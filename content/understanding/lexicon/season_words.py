"""How seasons are called, in all languages, folded and without accents."""

from typing import Final

from content.facts.claims import Season, SeasonRef
from content.understanding.lexicon.languages import valued, word_set

_NUMBERS: Final = "one two three four five six seven eight nine ten"
_TEENS: Final = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
_PLACES: Final = "first second third fourth fifth sixth seventh eighth ninth tenth"

SEASON: Final = word_set("season")
PREFIXES: Final = word_set("season_prefixes")
"""What a number may be written together with: "s2"."""
WHOLE: Final = word_set("whole_show")
"""Words that mean the show as a whole wherever they stand."""
NOT_WHOLE: Final[frozenset[str]] = frozenset()
NUMBER_WORDS: Final = word_set("number_words")
BETWEEN: Final = word_set("between_place_and_season")
"""What may stand between a place and the word: "second full season"."""
AND: Final = word_set("joining_seasons")
TO: Final = word_set("spanning_seasons")
"""What a span of seasons has between its numbers."""
NOT_A_SEASON: Final = word_set("counted_and_no_season")

HOURS: Final = word_set("hours_behind_a_number")
"""What makes an hour of the number before it."""

_ROMAN: Final = {"ii": 2, "iii": 3, "iv": 4}
CARDINALS: Final = {
    **valued("numbers", {name: number for number, name in enumerate(_NUMBERS.split(), start=1)}),
    **_ROMAN,
}
TEENS: Final = valued(
    "teens", {name: number for number, name in enumerate(_TEENS.split(), start=11)}
)
"""Numbers of episodes, beside those of seasons."""
ORDINALS: Final = valued(
    "ordinals", {name: number for number, name in enumerate(_PLACES.split(), start=1)}
)
ORDINALS_AFTER: Final = frozenset(ORDINALS) - word_set("ordinals_never_behind")
"""Ordinals that may stand behind the word; "season premiere" is something else."""

ORDINAL_ENDINGS: Final = word_set("ordinal_endings")
"""What makes of digits a place: "2nd"."""

PLACES: Final[dict[str, Season | SeasonRef]] = {
    **valued("season_places", {"next": SeasonRef.NEXT, "last": SeasonRef.LAST})
}
PLACES_AFTER: Final = word_set("season_places_behind")
TAKING_BACK: Final = word_set("taking_back")
"""Words that, alone between two seasons, take the first one back."""
MEANING: Final = word_set("meaning_verbs")
"""Verbs that a season stands behind, put right: "i meant 2"."""
ARTICLES: Final = word_set("articles_of_a_season")
LEADING: Final = word_set("before_a_bare_season")
"""What a follow-up begins with that names a season by its place: "and the second?"."""
FIELD: Final[dict[str, Season | SeasonRef]] = {
    **CARDINALS,
    **ORDINALS,
    **PLACES,
    **valued("season_field", {"special": "special", "film": "film", "series": "series"}),
}
"""What may be typed alone into the field for a season."""
