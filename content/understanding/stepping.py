"""Days and spans counted from today, and the numbers in dates."""

from datetime import date, timedelta

from content.facts.dates import PartialDate


def stepped(today: date, unit: str, step: int) -> PartialDate:
    """Return the week, weekend, month or year that is *step* of them away from *today*'s."""
    monday = today - timedelta(today.weekday())
    match unit:
        case "week":
            first = monday + timedelta(7 * step)
            return PartialDate.parse(f"{first}/{first + timedelta(6)}")
        case "weekend":
            first = monday + timedelta(7 * step + 5)
            return PartialDate.parse(f"{first}/{first + timedelta(1)}")
        case "month":
            months = today.year * 12 + today.month - 1 + step
            return PartialDate.parse(f"{months // 12}-{months % 12 + 1:02}")
        case _:
            return PartialDate.parse(f"{today.year + step:04}")


def feast_in(feast: str, year: int) -> PartialDate:
    """Return the day of a feast in *year*: a fixed one ("12-25"), or one that moves ("easter")."""
    match feast:
        case "easter":
            return PartialDate.on(_easter(year))
        case "thanksgiving":  # the fourth Thursday of November, in the United States
            return PartialDate.on(_nth(year, 11, 3, 4))
        case "black-friday":
            return PartialDate.on(_nth(year, 11, 3, 4) + timedelta(1))
        case "labor-day":  # the first Monday of September
            return PartialDate.on(_nth(year, 9, 0, 1))
        case "memorial-day":  # the last Monday of May
            last = date(year, 5, 31)
            return PartialDate.on(last - timedelta(last.weekday()))
        case _:
            return PartialDate.parse(f"{year:04}-{feast}")


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def weekday_near(today: date, weekday: int, step: int) -> date:
    """This Friday is the next to come, today included; next Friday one in the week after."""
    ahead = (weekday - today.weekday()) % 7
    if step < 0:
        return today - timedelta((today.weekday() - weekday) % 7 or 7)
    if step > 0:
        monday = today - timedelta(today.weekday()) + timedelta(7)
        return monday + timedelta(weekday)
    return today + timedelta(ahead)


def year_in(word: str) -> int | None:
    """Return the year that *word* is."""
    return (
        int(word)
        if len(word) == 4 and word.isascii() and word[:2] in {"19", "20"} and word.isdigit()
        else None
    )


def day_in(word: str) -> int | None:
    """Return the day of a month that *word* is: "3rd", "12"."""
    for ending in ("st", "nd", "rd", "th", "er"):
        if word.endswith(ending) and word[: -len(ending)].isdigit():
            word = word.removesuffix(ending)
    if word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31:
        return int(word)
    return None
