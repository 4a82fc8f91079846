"""A claim as an editor types it: words and dates in English, made what a show file would hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from content.facts.claims import Action, Claim, Season, ShowId, Stance, Subject
from content.facts.dates import DateError, PartialDate
from content.facts.editor_claims import editors_claim_id
from content.facts.kinds import Kind, Shape
from content.files.faults import Notes
from content.show_files.claims import KINDS, read_claim
from content.show_files.fields import LONGEST_TEXT
from content.show_files.news_dates import read_news_date

_USUAL_STANCE: Final = Stance.REPORTED.value
_USUAL_AUTHORITY: Final = "outlet"
_PARTS: Final = {"published": "reported"}
"""The part of a typed claim that has another name in a show file."""
_ANY_PAGE: Final = "https://example.org/page"
"""Stands for an address that is missing, so that whatever else is wrong is found too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedClaim:
    """What is claimed of a season, each as it was typed; None: it was not said."""

    kind: str | None = None
    value: str | None = None
    stance: str | None = None
    publisher: str | None = None
    url: str | None = None
    reported: str | None = None
    authority: str | None = None
    claimant: str | None = None
    market: str | None = None
    detail: str | None = None
    says: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """What was said, by its name."""
        every = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: bare for name, text in every if text and (bare := text.strip(' "“”'))}


def read_typed_claim(
    typed: TypedClaim, show: ShowId, season: Season, now: datetime
) -> Claim | tuple[str, ...]:
    """Return what is claimed, made at the aware moment *now*, or what is wrong with it.

    Each fault is a sentence in English, with what to write instead, as of a show file. Left out,
    the stance is that of a report, the authority that of an outlet, the publisher the host of the
    address, and the day of the report that of *now*.
    """
    claim, faults = _read(typed, show, season, now)
    return tuple(what for _, what in faults) if claim is None or faults else claim


def faults_by_part(
    typed: TypedClaim, show: ShowId, season: Season, now: datetime
) -> Mapping[str, str]:
    """Return the first fault in each part of *typed*, which `read_typed_claim` names as well.

    What is wrong with no single part, or with the season, is none of these.
    """
    parts = {one.name for one in fields(typed)}
    _, faults = _read(typed, show, season, now)
    return {part: what for part, what in reversed(faults) if part in parts}


def _read(
    typed: TypedClaim, show: ShowId, season: Season, now: datetime
) -> tuple[Claim | None, Sequence[tuple[str, str]]]:
    """Return the claim, and what is wrong with it, each with the part that it is wrong with."""
    typed, today = TypedClaim(**typed.given), now.astimezone(UTC).date()
    kind = KINDS.get(_hyphened(typed.kind))
    reported = _as_date(typed.reported, today) or PartialDate.on(today).notation
    url = typed.url or _ANY_PAGE
    publisher = typed.publisher or _host(url)
    page = {"publisher": publisher, "url": url, "published": reported}
    faults = [*_missing(typed, kind)]
    value = _value(typed.value, kind, _day(reported) or today)
    table: dict[str, Any] = {
        "id": editors_claim_id(Subject(show, season), kind or Kind.TITLE, now),
        "season": season,
        "kind": _hyphened(typed.kind),
        "stance": (typed.stance or _USUAL_STANCE).casefold(),
        "authority": _hyphened(typed.authority or _USUAL_AUTHORITY),
        "source": {name: text for name, text in page.items() if text},
        "action": Action.WITHDRAWS.value if faults else None,
        "says": typed.says or _says(typed),
        "claimant": typed.claimant,
        "market": typed.market and typed.market.upper(),
        "detail": typed.detail,
        "value": value,
    }
    notes = Notes()
    given = {name: one for name, one in table.items() if one is not None}
    claim = read_claim(given, ("claim", 0), show, {}, notes)
    faults += [(_PARTS.get(str(place[-1]), str(place[-1])), what) for place, what in notes.by_place]
    if claim is not None and (first := claim.reported_on.earliest) and first > today:
        said = (
            f"reported {claim.reported_on.notation} is still to come; "
            "write the day on which the page appeared"
        )
        faults.append(("reported", said))
    return claim, faults


def _missing(typed: TypedClaim, kind: Kind | None) -> Iterator[tuple[str, str]]:
    """Yield what nothing can be recorded without."""
    denies = (typed.stance or "").casefold() == Stance.DENIED.value
    if kind is not None and not typed.value and kind.shape is not Shape.EVENT and not denies:
        yield "value", f"a claim of kind {kind.value!r} lacks its value; write it behind the kind"
    if not typed.url:
        yield "url", "no page is named that says so; write url https://… with its address"


def _hyphened(word: str | None) -> str:
    return "-".join((word or "").casefold().replace("_", " ").replace("-", " ").split())


def _as_date(text: str | None, said_on: date) -> str | None:
    """Return the notation of a date in words or in ours; what cannot be read, as it was typed."""
    if not text:
        return None
    try:
        return PartialDate.parse(text).notation
    except DateError:
        meant = read_news_date(text) or read_news_date(text, reference=said_on)
        return meant.notation if meant else text


def _day(notation: str) -> date | None:
    try:
        return PartialDate.parse(notation).day
    except DateError:
        return None


def _value(text: str | None, kind: Kind | None, said_on: date) -> str | int | None:
    if not text or kind is None:
        return None
    match kind.shape:
        case Shape.DATE | Shape.EVENT:
            return _as_date(text, said_on)
        case Shape.COUNT:
            number = text.split(maxsplit=1)[0]
            return int(number) if number.isascii() and number.isdecimal() else text
        case Shape.TEXT:
            return text


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None  # no address; that is one fault already
    return host.removeprefix("www.") if host else None


def _says(typed: TypedClaim) -> str:
    """Return what the page says, where the editor has not put it: that it says just that."""
    said_by = typed.claimant or typed.publisher or _host(typed.url) or "the page"
    denies = (typed.stance or "").casefold() == Stance.DENIED.value
    end = f"denied by {said_by}" if denies else f"as {said_by} has it"
    what = ": ".join(filter(None, (_hyphened(typed.kind).replace("-", " "), typed.value)))
    room = LONGEST_TEXT - len(end) - 2
    what = what if len(what) <= room else f"{what[: max(0, room - 1)].rstrip()}…"
    return f"{what}, {end}"[:LONGEST_TEXT].strip()
