"""What outlets tell of a story to and from JSON text."""

import json
from typing import Any

from adapters.storage.codec import unreadable, value_from_json, value_to_json
from content.articles.gist import Gist
from content.articles.items import ItemId
from content.articles.stories import Telling
from content.facts.claims import ClaimId, ShowId
from content.facts.dates import PartialDate
from content.facts.kinds import Kind


def tellings_to_json(tellings: tuple[Telling, ...]) -> str:
    """Return all of *tellings* but the show, for which the row has a column."""
    return json.dumps([_telling(one) for one in tellings], ensure_ascii=False)


def tellings_from_json(text: str, show: ShowId) -> tuple[Telling, ...]:
    """Return what was written as *text*.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        return tuple(_telling_in(data, show) for data in json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable("a story", error) from error


def _telling(one: Telling) -> dict[str, Any]:
    gist = one.gist
    points = [[kind, value_to_json(value)] for kind, value in gist.points]
    return {
        "item": one.item,
        "outlet": one.outlet,
        "title": one.title,
        "url": one.url,
        "published": one.published.notation,
        "seasons": sorted(gist.seasons),
        "points": sorted(points, key=str),
        "deeds": sorted(gist.deeds),
        "negated": gist.is_negated,
        "open": gist.is_open,
        "dates": sorted(gist.dates),
        "numbers": sorted(gist.numbers),
        "words": sorted(gist.words),
        "claims": list(one.claims),
    }


def _telling_in(data: dict[str, Any], show: ShowId) -> Telling:
    return Telling(
        item=ItemId(data["item"]),
        outlet=data["outlet"],
        title=data["title"],
        url=data["url"],
        published=PartialDate.parse(data["published"]),
        gist=Gist(
            show=show,
            seasons=frozenset(data["seasons"]),
            points=frozenset(
                (Kind(kind), value_from_json(value)) for kind, value in data["points"]
            ),
            deeds=frozenset(data["deeds"]),
            is_negated=data["negated"],
            is_open=data["open"],
            dates=frozenset(data["dates"]),
            numbers=frozenset(data["numbers"]),
            words=frozenset(data["words"]),
        ),
        claims=tuple(map(ClaimId, data.get("claims", ()))),
    )
