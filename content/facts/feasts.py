"""Days of the year that have a name, some of which move from year to year."""

from datetime import date, timedelta

from content.facts.dates import PartialDate


def feast_in(feast: str, year: int) -> PartialDate:
    """Return the day of a feast in *year*: a fixed one ("12-25"), or one that moves ("easter")."""
    match feast:
        case "easter":
            return PartialDate.on(_easter(year))
        case "thanksgiving":  # in the United States
            return PartialDate.on(nth_weekday(year, 11, 3, 4))
        case "black-friday":
            return PartialDate.on(nth_weekday(year, 11, 3, 4) + timedelta(1))
        case "labor-day":
            return PartialDate.on(nth_weekday(year, 9, 0, 1))
        case "memorial-day":
            return PartialDate.on(nth_weekday(year, 5, 0, -1))
        case "presidents-day":
            return PartialDate.on(nth_weekday(year, 2, 0, 3))
        case _:
            return PartialDate.parse(f"{year:04}-{feast}")


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """Return the first (1) to fifth or the last (-1) *weekday* of a month; Monday is 0.

    Raises:
        ValueError: the month has no fifth.
    """
    first = date(year, month, 1)
    if number == -1:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - weekday) % 7)
    day = first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))
    if day.month != month:
        raise ValueError(number)
    return day


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
