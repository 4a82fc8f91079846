"""Builders with every default, so that a test states only what matters."""

from datetime import date, time
from itertools import count

from content.facts.catalogue import Catalogue
from content.facts.claims import (
    Action,
    Authority,
    Claim,
    ClaimId,
    Season,
    Show,
    ShowId,
    Source,
    Stance,
    Subject,
    Value,
)
from content.facts.dates import PartialDate
from content.facts.kinds import Kind, Shape

_NUMBERS = count(1)


def show(
    id_: str = "jessica-jones",
    *,
    title: str = "Marvel's Jessica Jones",
    short: str = "Jessica Jones",
    network: str = "Netflix",
    zone: str = "America/Los_Angeles",
    drop: time | None = time(0, 0),
    limited: bool = False,
) -> Show:
    return Show(
        id=ShowId(id_),
        title=title,
        short=short,
        network=network,
        zone=zone,
        drop=drop,
        limited=limited,
    )


def claim(
    kind: Kind | str = Kind.RELEASE_DATE,
    value: PartialDate | str | int | None = "2018-03-08",
    *,
    on: str | date = "2017-12-09",
    stance: Stance | str = Stance.CONFIRMED,
    show_id: str = "jessica-jones",
    season: Season = 2,
    authority: Authority = Authority.PLATFORM,
    by: str | None = None,
    publisher: str = "Collider",
    via: str | None = None,
    says: str = "as our source puts it",
    detail: str | None = None,
    market: str | None = None,
    action: Action = Action.STATES,
    retracts: tuple[str, ...] = (),
    id_: str | None = None,
) -> Claim:
    """Return a claim; a date is written as text, and was published on the day it was reported."""
    kind = Kind(kind)
    reported = PartialDate.parse(on) if isinstance(on, str) else PartialDate.on(on)
    return Claim(
        id=ClaimId(id_ or f"claim-{next(_NUMBERS)}"),
        subject=Subject(ShowId(show_id), season),
        kind=kind,
        value=_value(kind, value),
        stance=Stance(stance),
        authority=authority,
        source=Source(
            publisher=publisher,
            url=f"https://example.org/{publisher.casefold().replace(' ', '-')}",
            published=reported,
        ),
        says=says,
        claimant=by,
        via=via,
        reported_on=reported,
        market=market,
        action=action,
        retracts=tuple(ClaimId(target) for target in retracts),
        detail=detail,
    )


def catalogue(*claims: Claim, shows: tuple[Show, ...] | None = None) -> Catalogue:
    """Return a catalogue of Jessica Jones, or of *shows*, with these claims."""
    return Catalogue.of(shows or (show(),), claims)


def _value(kind: Kind, value: PartialDate | str | int | None) -> Value | None:
    if isinstance(value, str) and kind.shape in {Shape.DATE, Shape.EVENT}:
        return PartialDate.parse(value)
    return value
