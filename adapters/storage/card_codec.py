"""The card of a countdown, to and from JSON; a band is of cards alone that nobody is sent."""

from typing import Any

from content.pictures.card import Card
from content.pictures.colours import Colours


def card_to_json(card: Card | None) -> dict[str, object] | None:
    """Return all of *card*; None: there is none."""
    if card is None:
        return None
    return {
        "names": list(card.names),
        "season": card.season,
        "large": card.large,
        "beside": card.beside,
        "is_number": card.is_number,
        "when": card.when,
        "source": card.source,
        "colours": [card.colours.ground, card.colours.accent],
    }


def card_from_json(data: Any) -> Card | None:
    """Return the card that was written so; a KeyError, TypeError or ValueError: it is none."""
    if data is None:
        return None
    ground, accent = data["colours"]
    return Card(
        names=tuple(data["names"]),
        season=data["season"],
        large=data["large"],
        beside=data["beside"],
        is_number=data["is_number"],
        when=data["when"],
        source=data["source"],
        colours=Colours(ground, accent),
    )
