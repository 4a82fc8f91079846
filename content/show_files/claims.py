"""The tables `[[claim]]` and `[sources]`: who said what, where, when, how surely."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from content.facts.claims import (
    Action,
    Authority,
    Claim,
    ClaimId,
    Season,
    ShowId,
    Source,
    Stance,
    Subject,
    Value,
)
from content.facts.dates import PartialDate
from content.facts.kinds import Kind, Shape
from content.files.faults import Notes, did_you_mean, shown
from content.files.lines import Place
from content.show_files.countries import market_fault
from content.show_files.date_fields import WEEKDAYS, partial_date, weekday_fault
from content.show_files.fields import (
    Table,
    check_keys,
    checked_text,
    choice,
    slug,
    text_under,
    typed,
    url,
)

SOURCE_REQUIRED: Final = frozenset({"publisher", "url", "published"})
SOURCE_ALLOWED: Final = SOURCE_REQUIRED | {"basis"}
REQUIRED: Final = frozenset({"id", "season", "kind", "stance", "authority", "source", "says"})
ALLOWED: Final = REQUIRED | {
    *("value", "weekday", "claimant", "via", "reported_on", "market", "detail", "action"),
    "retracts",
}
KINDS: Final = {kind.value: kind for kind in Kind}
STANCES: Final = {stance.value: stance for stance in Stance}
AUTHORITIES: Final = {authority.name.lower(): authority for authority in Authority}
ACTIONS: Final = {action.value: action for action in Action}
BASES: Final = {basis: basis for basis in ("page", "meta", "url", "inferred")}
LAST_SEASON: Final = 9_999  # some go by years
MOST_COUNTED: Final = 100_000
NAMED_SEASONS: Final[dict[str, Season]] = {
    "special": "special",
    "film": "film",
    "series": "series",
}


def read_source(table: Any, place: Place, notes: Notes) -> Source | None:
    """Return the page that *table* describes, or None where anything in it was noted as wrong."""
    before = len(notes)
    if not isinstance(table, dict):
        notes.add(
            place,
            f"{place[-1]} must be a table, not {shown(table)}; write "
            '{ publisher = "…", url = "https://…", published = "2018-03-08" }',
        )
        return None
    check_keys(table, SOURCE_REQUIRED, SOURCE_ALLOWED, place, notes)
    publisher = text_under(table, "publisher", place, notes)
    address = url(table, "url", place, notes)
    basis = choice(table, "basis", BASES, place, notes) or "page"
    published = None
    if "published" in table:
        published = partial_date(table["published"], (*place, "published"), notes)
    if len(notes) > before or not (publisher and address and published):
        return None
    return Source(publisher=publisher, url=address, published=published, basis=basis)


def read_claim(
    table: Table,
    place: Place,
    show: ShowId,
    sources: Mapping[str, Source | None],
    notes: Notes,
) -> Claim | None:
    """Return the claim about *show* in *table*, or None where anything in it was noted as wrong.

    A source of *sources* that is None was found faulty itself, and is not noted again.
    """
    before = len(notes)
    check_keys(table, REQUIRED, ALLOWED, place, notes)
    id_ = slug(table, "id", place, notes)
    season = _season(table, place, notes)
    kind = choice(table, "kind", KINDS, place, notes)
    stance = choice(table, "stance", STANCES, place, notes)
    authority = choice(table, "authority", AUTHORITIES, place, notes)
    action = choice(table, "action", ACTIONS, place, notes) or Action.STATES
    says = text_under(table, "says", place, notes)
    claimant = text_under(table, "claimant", place, notes)
    via = text_under(table, "via", place, notes)
    detail = text_under(table, "detail", place, notes)
    market = _market(table, place, notes)
    retracts = _retracts(table, action, place, notes)
    source = _source(table, sources, place, notes)
    reported = source.published if source else None
    if "reported_on" in table:
        reported = partial_date(table["reported_on"], (*place, "reported_on"), notes)
    if reported is not None:
        _check_reported(reported, "reported_on" in table, place, notes)
    value = _value(table, kind, place, notes, said_on=reported.day if reported else None)
    _check_weekday(table, value, place, notes)
    if "value" not in table and kind and stance:
        _check_absent_value(kind, stance, action, place, notes)
    if len(notes) > before or not (id_ and season and kind and stance and authority and says):
        return None
    if source is None or reported is None:
        return None
    claim = Claim(
        id=ClaimId(id_),
        subject=Subject(show, season),
        kind=kind,
        value=value,
        stance=stance,
        authority=authority,
        source=source,
        says=says,
        claimant=claimant,
        via=via,
        reported_on=reported,
        market=market,
        action=action,
        retracts=retracts,
        detail=detail,
    )
    _check_event(claim, place, notes)
    return claim if len(notes) == before else None


def _season(table: Table, place: Place, notes: Notes) -> Season | None:
    value = table.get("season")
    if type(value) is int and 0 < value <= LAST_SEASON:
        return value
    if isinstance(value, str) and value in NAMED_SEASONS:
        return NAMED_SEASONS[value]
    if value is not None:
        cure = f"write a number from 1 to {LAST_SEASON}, 'special', 'film' or 'series'"
        if number := _quoted_number(value):
            cure = f"write season = {number}, without quotes"
        notes.add((*place, "season"), f"season {shown(value)} is no season; {cure}")
    return None


def _value(
    table: Table, kind: Kind | None, place: Place, notes: Notes, *, said_on: date | None
) -> Value | None:
    value = table.get("value")
    if value is None or kind is None:
        return None
    here = (*place, "value")
    match kind.shape:
        case Shape.DATE | Shape.EVENT:
            return partial_date(value, here, notes, said_on=said_on)
        case Shape.TEXT:
            return checked_text(value, here, notes)
        case Shape.COUNT:
            if type(value) is int and 0 < value <= MOST_COUNTED:
                return value
            cure = "write one such as 13"
            if number := _quoted_number(value):
                cure = f"write value = {number}, without quotes"
            notes.add(
                here,
                f"value of {kind.value} must be a number from 1 to {MOST_COUNTED}, "
                f"not {shown(value)}; {cure}",
            )
            return None


def _quoted_number(value: object) -> int | None:
    """Return the number, from 1, that *value* is the digits of."""
    if isinstance(value, str) and value.isdecimal() and len(value) <= 6:
        return int(value) or None
    return None


def _check_weekday(table: Table, value: Value | None, place: Place, notes: Notes) -> None:
    if "weekday" not in table:
        return
    here = (*place, "weekday")
    before = len(notes)
    choice(table, "weekday", dict.fromkeys(WEEKDAYS, True), place, notes)
    if len(notes) > before or (value is None and "value" in table):
        return  # one fault is named already
    fault = weekday_fault(table["weekday"], value if isinstance(value, PartialDate) else None)
    if fault:
        notes.add(here, fault)


def _check_absent_value(
    kind: Kind, stance: Stance, action: Action, place: Place, notes: Notes
) -> None:
    if kind.shape is Shape.EVENT or stance is Stance.DENIED or action is not Action.STATES:
        return
    notes.add(
        place,
        f"a claim of kind {kind.value!r} lacks its value; add value = …, or say "
        "stance = 'denied' or action = 'withdraws' where that is what the source says",
    )


def _source(
    table: Table, sources: Mapping[str, Source | None], place: Place, notes: Notes
) -> Source | None:
    value = table.get("source")
    if value is None:
        return None
    here = (*place, "source")
    if not isinstance(value, str):
        return read_source(value, here, notes)
    if value in sources:
        return sources[value]
    cure = did_you_mean(value, sources) if sources else f"add [sources.{value}]"
    notes.add(here, f"source {shown(value)} is no key of [sources] in this file; {cure}")
    return None


def _market(table: Table, place: Place, notes: Notes) -> str | None:
    market = text_under(table, "market", place, notes)
    if market and (fault := market_fault(market)):
        notes.add((*place, "market"), fault)
        return None
    return market


def _retracts(table: Table, action: Action, place: Place, notes: Notes) -> tuple[ClaimId, ...]:
    here = (*place, "retracts")
    before = len(notes)
    ids = tuple(
        ClaimId(id_)
        for number, raw in enumerate(typed(table, "retracts", list, place, notes) or ())
        if (id_ := checked_text(raw, (*here, number), notes))
    )
    if len(notes) > before:
        return ids
    if action is Action.RETRACTS and not ids:
        notes.add(
            here, "action 'retracts' names no claim; add retracts = [\"…\"] with the claims' ids"
        )
    if action is not Action.RETRACTS and "retracts" in table and "action" in table:
        notes.add(here, f"retracts does not go with action {action.value!r}; write 'retracts'")
    elif action is not Action.RETRACTS and "retracts" in table:
        notes.add(here, "retracts is given without its action; add action = 'retracts'")
    return ids


def _check_reported(reported: PartialDate, is_own: bool, place: Place, notes: Notes) -> None:  # noqa: FBT001
    if reported.earliest is None:
        key = "reported_on" if is_own else "source"
        notes.add(
            (*place, key),
            f"nothing says since when this is known ({reported.notation} has no first day); "
            "add reported_on = …, if only the year",
        )


def _check_event(claim: Claim, place: Place, notes: Notes) -> None:
    if not (claim.reports_event and isinstance(claim.value, PartialDate)):
        return
    first, last = claim.value.earliest, claim.reported_on.latest
    if first is not None and last is not None and first > last:
        notes.add(
            (*place, "value"),
            f"value {claim.value.notation} had not happened when it was reported "
            f"({claim.reported_on.notation}), and cannot be {claim.stance.value!r}; "
            "write stance = 'planned'",
        )
