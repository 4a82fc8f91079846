"""How exactly a date is known, in words."""

from collections.abc import Mapping
from typing import Final

from content.facts.dates import PartialDate, Precision
from content.language.wording import Wording, phrase

_WORDS: Final[Mapping[Precision, str]] = {
    Precision.INSTANT: phrase("known to the minute"),
    Precision.DAY: phrase("known to the day"),
    Precision.WEEKEND: phrase("known to the weekend"),
    Precision.WEEK: phrase("known to the week"),
    Precision.PART_OF_MONTH: phrase("known to a part of the month"),
    Precision.MONTH: phrase("known to the month"),
    Precision.PART_OF_SEASON: phrase("known to a part of the time of year"),
    Precision.SEASON: phrase("known to the time of year"),
    Precision.QUARTER: phrase("known to the quarter"),
    Precision.PART_OF_YEAR: phrase("known to a part of the year"),
    Precision.HALF: phrase("known to the half of the year"),
    Precision.YEAR: phrase("known to the year"),
    Precision.INTERVAL: phrase("known to lie between two dates"),
    Precision.NOT_BEFORE: phrase("only the earliest is known"),
    Precision.NOT_AFTER: phrase("only the latest is known"),
    Precision.UNKNOWN: phrase("no date is known"),
}


def precision_words(date: PartialDate, wording: Wording) -> str:
    """Return how exactly *date* is known: "known to the month"."""
    return wording.say(_WORDS[date.precision])
