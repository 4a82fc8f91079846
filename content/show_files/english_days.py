"""Months and weekdays as the English of the news writes them, small and without stops."""

from typing import Final

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
WEEKDAYS: Final = (*("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),)
MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
"""A pattern, as is the next; `MONTHS` begin with the first three letters of what it finds."""
WEEKDAY: Final = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"


def month_number(name: str) -> int:
    """Return the number of a month, from 1, that `MONTH` has found."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))
