"""A claim that an editor puts otherwise: as it would be typed, and read again with what changes."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Final

from content.facts.claims import Action, Claim, Subject, Value
from content.facts.dates import PartialDate
from content.show_files.typed_claims import TypedClaim, read_typed_claim

_PAGE: Final = frozenset({"publisher", "url", "reported"})
_MEANING: Final = frozenset({"kind", "value", "stance", "claimant", "publisher"})
"""What the words for what the page says are made of, where nobody puts them."""


def typed_of(claim: Claim) -> TypedClaim:
    """Return what an editor would type to claim the same, where it can be typed."""
    return TypedClaim(
        kind=claim.kind.value,
        value=_typed_value(claim.value),
        stance=claim.stance.value,
        publisher=claim.source.publisher,
        url=claim.source.url,
        reported=claim.reported_on.notation,
        authority=claim.authority.name.lower(),
        claimant=claim.claimant,
        market=claim.market,
        detail=claim.detail,
        says=claim.says,
    )


def can_be_typed(claim: Claim) -> bool:
    """Whether an editor can put *claim* otherwise: what takes others back stays as it is."""
    return claim.action is Action.STATES


def changed_parts(changes: TypedClaim, claim: Claim) -> frozenset[str]:
    """Return the names of the parts in which *changes* say something else than *claim*.

    A part that is empty is one that is to be nothing.
    """
    stands = typed_of(claim)
    every = ((one.name, getattr(changes, one.name)) for one in fields(changes))
    return frozenset(
        name
        for name, text in every
        if text is not None and text.strip() != (getattr(stands, name) or "").strip()
    )


def typed_anew(changes: TypedClaim, claim: Claim) -> TypedClaim:
    """Return *claim* as it would be typed with *changes* in it."""
    changed = changed_parts(changes, claim)
    parts = {name: getattr(changes, name) or None for name in changed}
    if changed & _MEANING and "says" not in changed:
        parts["says"] = None  # it is put anew: what it said was of what it was
    return replace(typed_of(claim), **parts)


def read_amendment(
    changes: TypedClaim, claim: Claim, subject: Subject, *, quote: str, now: datetime
) -> Claim | tuple[str, ...]:
    """Return *claim* of *subject* with *changes* in it, or what is wrong with that.

    It is read as what is typed to be recorded: the same faults in the same words. What is not
    changed stays exactly as it was, also where nobody could type it; so does what it says where
    that is a *quote*, which are the words of the page whatever one makes of them.
    """
    changed = changed_parts(changes, claim)
    typed = typed_anew(changes, claim)
    keeps_words = "says" not in changed and (not changed & _MEANING or claim.says == quote)
    read = read_typed_claim(
        replace(typed, says=None) if keeps_words else typed, subject.show, subject.season, now
    )
    if not isinstance(read, Claim):
        return read
    if not changed & _PAGE:
        read = replace(read, source=claim.source, reported_on=claim.reported_on)
    if not changed & {"publisher", "claimant"}:
        read = replace(read, via=claim.via)
    if "value" not in changed and "kind" not in changed:
        read = replace(read, value=claim.value)
    return replace(read, says=claim.says) if keeps_words else read


def _typed_value(value: Value | None) -> str | None:
    if value is None:
        return None
    return value.notation if isinstance(value, PartialDate) else str(value)
