"""What a show may be called in a picture, whose letters may lack those of its title."""

from content.facts.claims import Show
from content.language.wording import ENGLISH, Wording, phrase

SEASON = phrase("Season {season}")


def drawable_names(show: Show) -> tuple[str, ...]:
    """Return the names to try, best first; the last one is made of letters that any font has.

    Which of them can be drawn, only whoever draws knows.
    """
    others = [alias.name for alias in show.aliases if not alias.until and len(alias.name) > 3]
    from_id = " ".join(part.capitalize() for part in show.id.split("-"))
    return tuple(dict.fromkeys((show.short, show.title, *others[:5], from_id)))


def season_label(show: Show, season: int | str, wording: Wording = ENGLISH) -> str:
    """Return what stands below the name: "Season 2"; empty where the name says it all."""
    match season:
        case "series":
            return ""
        case "special":
            return "" if "special" in show.short.casefold() else wording.say("Special")
        case "film":
            return wording.say("Film")
        case _:
            return wording.say(SEASON, season=season)
