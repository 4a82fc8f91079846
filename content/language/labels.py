"""What shows and their seasons are called."""

from content.facts.claims import Season, Show


def name_of(show: Show, season: Season) -> str:
    """Return what people call it: "Jessica Jones season 2", or the title alone for the series."""
    match season:
        case "series":
            return show.short
        case "special":
            return show.short if "special" in show.short.casefold() else f"{show.short} (special)"
        case _:
            return f"{show.short} season {season}"
