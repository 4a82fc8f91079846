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
