"""The colour at the side of what is said of a show: the same as in its pictures."""

from collections.abc import Callable
from typing import Final

from bot.ports.sources import Knowledge
from content.facts.claims import ShowId
from content.pictures.colours import colours_made_for, colours_of

ColourOf = Callable[[ShowId | None], int]
"""Return the colour of a show, as Discord takes it; None: of what is about no one show."""

VIOLET: Final = 0x7A3FA0
OVER: Final = 0x80848E
"""The grey of what is no longer so."""


def own_colour(_show: ShowId | None) -> int:
    """Return Violet's own colour, whatever it is about."""
    return VIOLET


def colours_in(knowledge: Knowledge) -> ColourOf:
    """Return what knows the colours of the shows in *knowledge*, as it stands whenever it is asked.

    It is the light one of the two, which can be told from black and from white.
    """

    def colour(show: ShowId | None) -> int:
        if show is None:
            return VIOLET
        known = knowledge.catalogue.shows.get(show)
        colours = colours_of(known) if known is not None else colours_made_for(show)
        return int(colours.accent.removeprefix("#"), 16)

    return colour
