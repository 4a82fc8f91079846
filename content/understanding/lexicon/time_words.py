"""Names of days, months and spans, in all languages, folded and without accents."""

from typing import Final

from content.understanding.lexicon import cldr
from content.understanding.lexicon.languages import phrases, valued, word_set

MONTHS: Final = valued("months", {name: number for number, name in enumerate(cldr.MONTHS, start=1)})
SHORT_MONTHS: Final = word_set("months_only_beside_a_number")
"""Months only beside a day or a year: they are other words too."""
WORDS_TOO: Final = word_set("months_that_are_words")
"""Months and seasons that are ordinary words unless a preposition stands before them."""
BEFORE_A_MONTH: Final = word_set("before_a_month")
_WEEKDAYS: Final = valued("weekdays", {name: number for number, name in enumerate(cldr.WEEKDAYS)})
_NO_WEEKDAYS: Final = word_set("not_weekdays")
WEEKDAYS: Final = {word: number for word, number in _WEEKDAYS.items() if word not in _NO_WEEKDAYS}
DAYS_AWAY: Final = valued("days_away", {"today": 0, "tomorrow": 1, "yesterday": -1})
STEPS: Final = valued("steps", {"this": 0, "next": 1, "last": -1})
STEPS_AFTER: Final = word_set("steps_behind")
UNITS: Final = valued("units", {name: name for name in ("week", "weekend", "month", "year")})
UNIT_DAYS: Final = valued("unit_days", {"day": 1, "week": 7, "month": 30, "year": 365})
COUNTS: Final = valued("counts", {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6})
AGO: Final = word_set("ago")
AGO_BEFORE: Final = word_set("ago_before")
COUNTED_FROM: Final = word_set("counted_from")
OF: Final = word_set("of_in_a_date")
ARTICLES: Final = word_set("articles_of_a_date")
BY: Final = word_set("by_a_day")
SINCE: Final = word_set("since_a_day")
BACK_THEN: Final = phrases("back_then")
IMAGINED: Final = phrases("imagined")
"""What makes of a day the one whose knowledge is asked for: "pretend it is january 2017"."""
PARTS: Final = valued("parts_of_a_span", {name: name for name in ("early", "mid", "late")})
PERIODS: Final = valued(
    "parts_of_the_year",
    {
        "spring": "21",
        "summer": "22",
        "autumn": "23",
        "winter": "24",
        "first_quarter": "33",
        "second_quarter": "34",
        "third_quarter": "35",
        "fourth_quarter": "36",
    },
)
"""Parts of the year in the notation of dates, northern ones."""
FEASTS: Final = valued(
    "feasts",
    {
        "christmas": "12-25",
        "halloween": "10-31",
        "new_year": "01-01",
        "new_years_eve": "12-31",
        "valentines": "02-14",
        "easter": "easter",
        "thanksgiving": "thanksgiving",
        "labor_day": "labor-day",
        "memorial_day": "memorial-day",
        "black_friday": "black-friday",
    },
)
"""Days of the year by their names; those that are no day and month move from year to year."""
FIRST_OF_TWO: Final = word_set("first_of_a_feast")
"""Words that a feast of two words begins with; "new year" has a rule of its own."""
HOURS: Final = valued("hours", {"midnight": 0, "noon": 12 * 60})
"""Hours by their names, in minutes past midnight."""
PARTICIPLES: Final = word_set("seasons_that_are_participles")
"""Seasons of the year that are none behind an auxiliary: French "a ete annulee"."""
BEFORE_A_PARTICIPLE: Final = word_set("before_a_participle")
AFTER: Final = word_set("after_a_day")
