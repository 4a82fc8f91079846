"""What shows and their seasons are called."""

from content.facts.claims import Season, Show
from content.language.wording import ENGLISH, Wording


def season_name(show: Show, season: Season, wording: Wording = ENGLISH) -> str:
    """Return what people call it: "Jessica Jones season 2", or the title alone for the series."""
    match season:
        case "series":
            return show.short
        case "special" if "special" in show.short.casefold():
            return show.short
        case "special":
            return wording.say("{show} (special)", show=show.short)
        case "film":
            return wording.say("{show} (film)", show=show.short)
        case _:
            return wording.say("{show} season {season}", show=show.short, season=season)
