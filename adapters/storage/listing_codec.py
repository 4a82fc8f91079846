"""What is followed in listings to and from JSON text, beside the claims, which are packed."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from adapters.storage.codec import claim_in, claim_to_json, unreadable
from bot.ports.listings import SourceState
from content.facts.claims import Alias, Show, ShowId
from content.facts.proposals import Proposal
from content.listings.call_allowance import CallAllowance
from content.listings.records import ListingId
from content.listings.sightings import Seen, Sighting

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)
_MOMENTS: Final = (
    *("asked_at", "good_at", "failing_since", "paused_until", "changes_at", "schedule_at"),
    *("halted_since", "accepted_until"),
)
"""The fields of a `SourceState` that are moments."""


def show_to_json(show: Show) -> str:
    """Return all of *show*."""
    return _text(
        {
            "id": show.id,
            "title": show.title,
            "short": show.short,
            "network": show.network,
            "zone": show.zone,
            "drop": None if show.drop is None else show.drop.isoformat(),
            "aliases": [
                {
                    "name": alias.name,
                    "exact_case": alias.exact_case,
                    "shared": alias.shared,
                    "since": None if alias.since is None else alias.since.isoformat(),
                    "until": None if alias.until is None else alias.until.isoformat(),
                }
                for alias in show.aliases
            ],
            "namesakes": list(show.namesakes),
            "limited": show.limited,
        }
    )


def show_from_json(text: str) -> Show:
    """Return the show that was written as *text*.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        data = json.loads(text)
        return Show(
            id=ShowId(data["id"]),
            title=data["title"],
            short=data["short"],
            network=data["network"],
            zone=data["zone"],
            drop=None if data["drop"] is None else time.fromisoformat(data["drop"]),
            aliases=tuple(
                Alias(
                    name=alias["name"],
                    exact_case=alias["exact_case"],
                    shared=alias["shared"],
                    since=_day(alias["since"]),
                    until=_day(alias["until"]),
                )
                for alias in data["aliases"]
            ),
            namesakes=tuple(data["namesakes"]),
            limited=data["limited"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable("show", error) from error


def sightings_to_json(sightings: Iterable[Sighting]) -> str:
    """Return all of *sightings*."""
    return _text(
        [
            {
                "season": one.season,
                "seen": one.seen,
                "value": one.value,
                "first_seen": _utc(one.first_seen),
                "last_seen": _utc(one.last_seen),
                "missing_since": _utc(one.missing_since),
                "pending": one.pending,
                "pending_since": _utc(one.pending_since),
                "moves": [_utc(move) for move in one.moves],
                "proposed": one.proposed,
            }
            for one in sightings
        ]
    )


def sightings_from_json(text: str) -> tuple[Sighting, ...]:
    """Return the sightings that were written as *text*.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        return tuple(
            Sighting(
                season=data["season"],
                seen=Seen(data["seen"]),
                value=data["value"],
                first_seen=datetime.fromisoformat(data["first_seen"]),
                last_seen=datetime.fromisoformat(data["last_seen"]),
                missing_since=_moment(data["missing_since"]),
                pending=data["pending"],
                pending_since=_moment(data["pending_since"]),
                moves=tuple(datetime.fromisoformat(move) for move in data["moves"]),
                proposed=data["proposed"],
            )
            for data in json.loads(text)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable("sighting", error) from error


def proposal_to_json(proposal: Proposal) -> str:
    """Return all of *proposal* but when it was found, and which source its claim is of."""
    return _text(
        {
            "claim": json.loads(claim_to_json(proposal.claim)),
            "quote": proposal.quote,
            "doubts": list(proposal.doubts),
        }
    )


def proposal_from_json(text: str, found_at: datetime, origin: str) -> Proposal:
    """Return the proposal that was written as *text*.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        data = json.loads(text)
        return Proposal(
            claim=claim_in(data["claim"], None, origin),
            quote=data["quote"],
            doubts=tuple(data["doubts"]),
            found_at=found_at,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable("proposal", error) from error


def state_to_json(state: SourceState) -> str:
    """Return all of *state* but of which source it is."""
    moments = {name: _utc(getattr(state, name)) for name in _MOMENTS}
    others = {
        "failures": state.failures,
        "reason": state.reason,
        "halted_because": state.halted_because,
        "is_misshapen": state.is_misshapen,
        "unreadable": sorted(state.unreadable),
        "changed": [[_utc(minute), count] for minute, count in state.changed],
        "claims": state.claims,
        "told": sorted(state.told),
    }
    return _text(moments | others)


def state_from_json(source: str, text: str) -> SourceState:
    """Return how *source* stands, which was written as *text*.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        data = json.loads(text)
        return SourceState(
            source=source,
            **{name: _moment(data[name]) for name in _MOMENTS},
            failures=data["failures"],
            reason=data["reason"],
            halted_because=data["halted_because"],
            is_misshapen=data["is_misshapen"],
            unreadable=frozenset(map(ListingId, data["unreadable"])),
            changed=tuple(
                (datetime.fromisoformat(minute), count) for minute, count in data["changed"]
            ),
            claims=data["claims"],
            told=frozenset(data["told"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable("source's state", error) from error


def allowance_to_json(allowance: CallAllowance) -> str:
    """Return all of *allowance*; calls as microseconds, since there are many."""
    return _text(
        {
            "calls": [(call - _EPOCH) // _TICK for call in allowance.calls],
            "paused_until": _utc(allowance.paused_until),
            "ever": allowance.ever,
            "day": None if allowance.day is None else allowance.day.isoformat(),
            "on_day": allowance.on_day,
        }
    )


def allowance_from_json(text: str) -> CallAllowance:
    """Return the allowance that was written as *text*.

    Raises:
        StorageError: a later version of Violet has written what this one cannot read.
    """
    try:
        data = json.loads(text)
        calls = tuple(_EPOCH + call * _TICK for call in data["calls"])
        return CallAllowance(
            calls,
            _moment(data["paused_until"]),
            ever=data["ever"],
            day=_day(data["day"]),
            on_day=data["on_day"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise unreadable("budget of calls", error) from error


def _utc(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _text(data: Any) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"))
